//! The test suite: one file per subject.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod cli;
mod corpus;
mod distance;
mod documents;
mod earth;
mod gazetteer;
mod gazetteer_names;
mod geodata;
mod layer;
mod layers;
mod mention;
mod names;
mod read;
mod readme;
mod region;
mod report;
mod resolve;
mod segment;
mod viewer;
