//! The test suite: one file per subject.

mod documents;
mod layers;
mod read;
mod segment;
