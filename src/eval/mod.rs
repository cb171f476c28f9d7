//! How good the program is: its output against what a person made of the same texts.
//!
//! [`reports`] scores the records of `marz map` against a gold file, figure for figure as the reference scorer of
//! that format does; [`places`] scores toponyms found and resolved in a labelled corpus.

mod dates;
mod fields;
mod figures;
pub mod places;
pub mod reports;
mod table;

pub use figures::{Interval, Tally, wilson};
