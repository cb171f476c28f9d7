//! A row of a source, and what became of the rows.

use super::super::build::Place;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How many rejected rows a report names one by one.
const NAMED: usize = 20;

/// A row of a source.
pub(super) enum Record {
    /// A place, and the keys that other sources have for it.
    Place(Box<Place>, Vec<String>),
    /// Names of a place that is known by its key.
    Names { key: String, text: String, language: String },
}

/// What became of a record.
pub(super) enum Fate {
    Added,
    Merged,
    LeftOut(&'static str),
}

/// Why a row is no record.
pub(super) enum Refusal {
    /// It is in order, but not of what is taken.
    LeftOut(String),
    /// It is broken.
    Malformed(String),
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Malformed(reason)
    }
}

impl From<&str> for Refusal {
    fn from(reason: &str) -> Self {
        Self::Malformed(reason.to_owned())
    }
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Its line in the file, or its number in an array, from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
}

/// What became of the rows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceReport {
    /// The file.
    pub path: PathBuf,
    /// Its rows.
    pub rows: u64,
    /// Those that became new places.
    pub added: u64,
    /// Those that were places already known, and added names to them.
    pub merged: u64,
    /// Those that are in order but not of what is taken, by reason: hotels, places that are no more.
    pub left_out: BTreeMap<String, u64>,
    /// Those that are broken, by reason.
    pub rejected: BTreeMap<String, u64>,
    /// The first of the broken ones.
    pub first_rejected: Vec<Rejected>,
}

impl SourceReport {
    pub(super) fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            rows: 0,
            added: 0,
            merged: 0,
            left_out: BTreeMap::new(),
            rejected: BTreeMap::new(),
            first_rejected: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, fate: &Fate) {
        match *fate {
            Fate::Added => self.added += 1,
            Fate::Merged => self.merged += 1,
            Fate::LeftOut(reason) => tally(&mut self.left_out, reason),
        }
    }

    pub(super) fn refuse(&mut self, line: u64, refusal: Refusal) {
        match refusal {
            Refusal::LeftOut(reason) => tally(&mut self.left_out, &reason),
            Refusal::Malformed(reason) => {
                tally(&mut self.rejected, &reason);
                if self.first_rejected.len() < NAMED {
                    self.first_rejected.push(Rejected { line, reason });
                }
            }
        }
    }
}

fn tally(reasons: &mut BTreeMap<String, u64>, reason: &str) {
    // What stands after a colon is of the row only.
    let sort = reason.split(':').next().unwrap_or("");
    match reasons.get_mut(sort) {
        Some(count) => *count += 1,
        None => _ = reasons.insert(sort.to_owned(), 1),
    }
}
