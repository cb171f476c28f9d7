//! Counts of events, always raw and unique.

use super::Corpus;
use crate::report::Status;
use std::collections::BTreeSet;

/// How much a corpus tells of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences that tell of it.
    pub reports: usize,
    /// Events: reports of the same one count once; what goes on is a situation and counts as none.
    pub events: usize,
    /// Publishers that tell of it.
    pub publishers: usize,
    /// Independent origins: an agency that three papers quote is one.
    pub origins: usize,
}

/// The counts of the rows of `corpus.told` that `of` picks.
pub fn count(corpus: &Corpus, of: impl Fn(usize) -> bool) -> Counts {
    let rows: Vec<usize> = (0..corpus.told.len()).filter(|row| of(*row)).collect();
    let happened = |row: &&usize| {
        matches!(corpus.told[**row].status, Status::Occurred | Status::Claimed | Status::Alleged)
    };
    let events: BTreeSet<usize> = rows.iter().filter(happened).map(|r| corpus.events[*r]).collect();
    let publishers: BTreeSet<_> = rows.iter().map(|row| &corpus.told[*row].publisher).collect();
    // A copied passage has the origin of whoever printed it first.
    let origins: BTreeSet<_> = rows
        .iter()
        .map(|row| {
            let first = corpus
                .links
                .iter()
                .find(|link| link.second == *row && link.reasons.contains(&"copied"));
            &corpus.told[first.map_or(*row, |link| link.first)].origin
        })
        .collect();
    Counts {
        reports: rows.len(),
        events: events.len(),
        publishers: publishers.len(),
        origins: origins.len(),
    }
}
