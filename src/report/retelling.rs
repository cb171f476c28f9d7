//! Sentences that speak again of an event told before: `the attack`, `the quake`.
//!
//! A sentence that names no place, day or number of its own tells of the last event of its kind in the document;
//! it is no record more. What it adds in figures goes to that event.

use super::scene::Page;
use super::{Incident, Report, Status};

/// Sentences within which an event is spoken of without being named anew.
const REACH: usize = 8;

/// Whether `incident`, of sentence `at`, only speaks again of one of `reports`, which stand before it.
pub(super) fn is_one(
    page: &Page<'_>,
    at: usize,
    incident: &Incident,
    reports: &mut [Report],
) -> bool {
    let since = page.sentences[at.saturating_sub(REACH)].span.start;
    let sentence = &page.sentences[at];
    let is_before = |other: &Incident| {
        other.evidence.sentence.end <= sentence.span.start && other.kind == incident.kind
    };
    // A turn of history is one event, however often and wherever it is mentioned.
    let date = |one: &Incident| {
        one.evidence.time.edtf.clone().filter(|_| one.evidence.time.text.is_some())
    };
    let historical = incident.status == Status::Historical;
    let mut before = reports.iter_mut().rev().filter_map(|report| match report {
        Report::Incident(other) if is_before(other) => Some(other),
        _ => None,
    });
    if historical {
        let day = date(incident);
        return before.any(|other| {
            let both = date(other).zip(day.clone());
            other.status == Status::Historical
                && both.is_none_or(|(a, b)| a.0.starts_with(&b.0) || b.0.starts_with(&a.0))
        });
    }
    let told = &incident.evidence;
    let names_place = told.places.iter().any(|place| {
        place.span.is_some_and(|span| sentence.span.contains(span))
            && !told.reasons.contains(&"place_anaphor")
    });
    let names_day = told.time.text.is_some();
    let another = page
        .lexicon
        .generics
        .iter()
        .any(|row| row.name == "another" && row.pattern.find(&sentence.tokens).is_some());
    if names_place || names_day || another {
        return false;
    }
    let Some(first) = before.find(|other| {
        other.evidence.sentence.start >= since && goes_with(other.status, incident.status)
    }) else {
        return false;
    };
    let agrees = |old: &Option<super::Figure>, new: &Option<super::Figure>| {
        old.as_ref()
            .zip(new.as_ref())
            .is_none_or(|(old, new)| (old.low, old.high) == (new.low, new.high))
    };
    if !agrees(&first.killed, &incident.killed) || !agrees(&first.wounded, &incident.wounded) {
        return false;
    }
    first.killed = first.killed.take().or_else(|| incident.killed.clone());
    first.wounded = first.wounded.take().or_else(|| incident.wounded.clone());
    true
}

/// Whether two tellings of one event may have these statuses: said and asserted go together.
fn goes_with(first: Status, again: Status) -> bool {
    let is_real = |status| {
        matches!(status, Status::Occurred | Status::Ongoing | Status::Claimed | Status::Alleged)
    };
    first == again || (is_real(first) && is_real(again))
}
