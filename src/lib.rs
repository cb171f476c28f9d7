//! `marz` turns reports about a border region into maps.

pub mod corpus;
pub mod document;
pub mod earth;
pub mod gazetteer;
pub mod layer;
pub mod mention;
pub mod pipeline;
pub mod read;
pub mod region;
pub mod report;
pub mod resolve;
pub mod text;
pub mod write;
