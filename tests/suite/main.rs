//! The test suite: one file per subject.

mod documents;
mod gazetteer;
mod layers;
mod read;
mod segment;
