//! Sentences that speak again of an event told before: `the attack`, `the quake`.
//!
//! A sentence that names no place, day or number of its own tells of the last event of its kind in the document;
//! it is no record more. What it adds in figures goes to that event.

use super::lexicon::Kind;
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
    let again = is_pointed_at(page, at, incident);
    let kin = |other: &Incident| {
        other.kind == incident.kind
            || (again && Kind::of(&incident.kind).gives_way_to.contains(&other.kind.as_str()))
    };
    let is_before =
        |other: &Incident| other.evidence.sentence.end <= sentence.span.start && kin(other);
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
    let another = (0..sentence.tokens.len()).any(|at| {
        let mut here = page.lexicon.generics.at(&sentence.tokens, at);
        here.any(|(row, _)| row.name == "another")
    });
    let names_other = names_place || names_day || another || names_somebody(page, at, incident);
    if names_other && !again {
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

/// Whether a word like `this` stands right before the trigger.
fn is_pointed_at(page: &Page<'_>, at: usize, incident: &Incident) -> bool {
    let tokens = &page.sentences[at].tokens;
    let start = incident.evidence.trigger.start;
    let trigger = tokens.iter().position(|token| token.span.start == start);
    trigger.and_then(|trigger| trigger.checked_sub(1)).is_some_and(|before| {
        let mut here = page.lexicon.generics.at(tokens, before);
        here.any(|(row, end)| row.name == "again" && end == before + 1)
    })
}

/// Whether the sentence has a name that no sentence before it has: one of a place that no gazetteer knows, too.
/// The speaker's own does not count.
fn names_somebody(page: &Page<'_>, at: usize, incident: &Incident) -> bool {
    let said_by =
        |word: &str| incident.evidence.chain.iter().any(|name| name.to_lowercase().contains(word));
    page.sentences[at].tokens.iter().skip(1).filter(|token| token.capital).any(|token| {
        let known = page.sentences[at.saturating_sub(REACH)..at]
            .iter()
            .any(|before| before.tokens.iter().any(|other| other.word == token.word));
        !known && !said_by(&token.word)
    })
}

/// Whether two tellings of one event may have these statuses: said and asserted go together.
fn goes_with(first: Status, again: Status) -> bool {
    let is_real = |status| {
        matches!(status, Status::Occurred | Status::Ongoing | Status::Claimed | Status::Alleged)
    };
    first == again || (is_real(first) && is_real(again))
}
