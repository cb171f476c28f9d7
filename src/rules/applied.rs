//! What became of the rules in a run.

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A file of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleFile {
    /// The file, as it was asked for.
    pub file: String,
    /// SHA-256 of what was read.
    pub sha256: String,
}

/// What became of the rules in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The files.
    pub files: Vec<RuleFile>,
    /// How many rules of each table there are.
    pub given: BTreeMap<&'static str, usize>,
    /// How many of each had a say.
    pub applied: BTreeMap<&'static str, usize>,
    /// The rules that did nothing: file and line, table, and what they are about.
    pub idle: Vec<String>,
}

/// The rules that had a say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fired {
    rules: BTreeSet<usize>,
    /// Whether reports were looked for: without, no trigger has a say.
    pub(super) has_reports: bool,
}

impl Fired {
    /// These, and those that had a say elsewhere.
    pub fn join(&mut self, other: Self) {
        self.rules.extend(other.rules);
        self.has_reports |= other.has_reports;
    }

    pub(super) fn extend(&mut self, rules: impl IntoIterator<Item = usize>) {
        self.rules.extend(rules);
    }

    pub(super) fn has(&self, rule: usize) -> bool {
        self.rules.contains(&rule)
    }
}

/// What a run says of them: `4 of 5 applied; did nothing: rules.toml:12 [[never]] Gulistonak`.
impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More are counted only; the manifest has all.
        const NAMED: usize = 8;
        let sum = |counts: &BTreeMap<&str, usize>| counts.values().sum::<usize>();
        write!(f, "{} of {} applied", sum(&self.applied), sum(&self.given))?;
        let named = &self.idle[..self.idle.len().min(NAMED)];
        if !named.is_empty() {
            write!(f, "; did nothing: {}", named.join(", "))?;
        }
        match self.idle.len().saturating_sub(NAMED) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}
