//! The test suite: one file per subject.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::similar_names,
    reason = "tests count small numbers and make short texts"
)]

mod articles;
mod cli;
mod corpus;
mod corrections;
mod counts;
mod distance;
mod documents;
#[cfg(feature = "draw")]
mod draw;
mod earth;
mod eval_places;
mod eval_reports;
mod facilities;
mod fuzz;
mod gazetteer;
mod gazetteer_import;
mod gazetteer_languages;
mod gazetteer_names;
mod gazetteer_own;
mod geodata;
mod golden;
mod laws;
mod layer;
mod layers;
mod mention;
mod names;
mod pains;
mod program;
mod read;
mod readme;
mod region;
mod report;
mod report_corpus;
mod report_tricky;
mod resolve;
mod rules;
mod segment;
mod shared;
mod viewer;
