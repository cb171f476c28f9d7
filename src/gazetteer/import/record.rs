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
    Rejected(&'static str),
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
    /// Those that were not taken, by reason.
    pub rejected: BTreeMap<String, u64>,
    /// The first of them that could not be read.
    pub first_rejected: Vec<Rejected>,
}

impl SourceReport {
    pub(super) fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            rows: 0,
            added: 0,
            merged: 0,
            rejected: BTreeMap::new(),
            first_rejected: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, line: u64, fate: &Fate) {
        match *fate {
            Fate::Added => self.added += 1,
            Fate::Merged => self.merged += 1,
            Fate::Rejected(reason) => self.reject(line, reason),
        }
    }

    pub(super) fn reject(&mut self, line: u64, reason: &str) {
        if self.first_rejected.len() < NAMED {
            self.first_rejected.push(Rejected { line, reason: reason.to_owned() });
        }
        // What stands after a colon is of the row only.
        let sort = reason.split(':').next().unwrap_or("").to_owned();
        *self.rejected.entry(sort).or_default() += 1;
    }
}
