//! What a sentence says of the reality of what it reports.
//!
//! A cue reaches a trigger by its scope; of all that reach it the most cautious wins:
//! legal text, negated, denied, hypothetical, planned, ordered, announced, historical, claimed, alleged,
//! ongoing, occurred.

use super::lexicon::{Kind, Lexicon, Reach, Trigger};
use super::tokens::Token;
use super::{IncidentClass, Status};

/// How many words a `near` cue reaches ahead: a negated verb, its object and what stands between.
const NEAR: usize = 9;

/// A cue in a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    status: Status,
    scenario: bool,
    reach: Reach,
    start: usize,
    end: usize,
}

/// The status cues of a sentence.
pub(crate) fn cues(lexicon: &Lexicon, tokens: &[Token]) -> Vec<Found> {
    let mut masked = vec![false; tokens.len()];
    for at in 0..tokens.len() {
        for (_, end) in lexicon.guards.at(tokens, at) {
            masked[at..end].fill(true);
        }
    }
    let mut found = Vec::new();
    for (at, _) in masked.iter().enumerate().filter(|(_, masked)| !**masked) {
        let here = lexicon.cues.at(tokens, at);
        found.extend(here.map(|(cue, end)| Found {
            status: cue.status,
            scenario: cue.scenario,
            reach: cue.reach,
            start: at,
            end,
        }));
    }
    found
}

/// The status of the trigger from token `start` to `end`, whose clause is `clause` (tokens).
pub(crate) fn of(
    found: &[Found],
    (start, end): (usize, usize),
    clause: (usize, usize),
    trigger: Option<&Trigger>,
) -> Status {
    let fixed = trigger.and_then(|trigger| trigger.status);
    let reaching = reaching(found, (start, end), clause, trigger);
    let charged = trigger.is_some_and(|trigger| Kind::of(&trigger.kind).charged);
    let mut statuses: Vec<Status> = reaching
        .map(|cue| cue.status)
        .filter(|status| !(charged && *status == Status::Alleged))
        .collect();
    if let Some(fixed) = fixed {
        // What the words say themselves is surer than a `will` or `said` beside them.
        statuses.retain(|status| rank(*status) <= rank(Status::Hypothetical));
        statuses.push(fixed);
    }
    // A negated report of somebody's own deeds is his denial.
    statuses.into_iter().min_by_key(|status| rank(*status)).unwrap_or(Status::Occurred)
}

/// The tokens of the cue that gives a trigger its `status`, if one does.
pub(crate) fn deciding(
    found: &[Found],
    trigger: (usize, usize),
    clause: (usize, usize),
    status: Status,
) -> Option<(usize, usize)> {
    let mut reaching = reaching(found, trigger, clause, None);
    reaching.find(|cue| cue.status == status).map(|cue| (cue.start, cue.end))
}

/// The cues that reach a trigger.
fn reaching<'f>(
    found: &'f [Found],
    (start, end): (usize, usize),
    clause: (usize, usize),
    trigger: Option<&Trigger>,
) -> impl Iterator<Item = &'f Found> {
    let is_exercise = trigger.is_some_and(|trigger| trigger.class == IncidentClass::Exercise);
    found.iter().filter(move |cue| !(cue.scenario && is_exercise)).filter(move |cue| {
        let inside = clause.0 <= cue.start && cue.end <= clause.1;
        match cue.reach {
            Reach::Near => inside && cue.start < end && cue.start + NEAR >= start,
            Reach::Around => inside,
            Reach::On => cue.start <= start,
            Reach::Sentence => true,
        }
    })
}

/// The more cautious, the lower.
pub(crate) fn rank(status: Status) -> usize {
    const ORDER: [Status; 12] = [
        Status::LegalText,
        Status::Negated,
        Status::Denied,
        Status::Hypothetical,
        Status::Planned,
        Status::Ordered,
        Status::Announced,
        Status::Historical,
        Status::Alleged,
        Status::Claimed,
        Status::Ongoing,
        Status::Occurred,
    ];
    ORDER.iter().position(|other| *other == status).unwrap_or(ORDER.len())
}

/// The clause around token `at`: from the last bound before it to the next behind it.
pub(crate) fn clause(
    lexicon: &Lexicon,
    tokens: &[Token],
    start: usize,
    end: usize,
) -> (usize, usize) {
    let is_bound = |at: usize| {
        matches!(tokens[at].word.as_str(), ";" | ":" | "—")
            || lexicon.bounds.at(tokens, at).next().is_some()
    };
    let first = (0..=start.min(tokens.len().saturating_sub(1))).rev().find(|at| is_bound(*at));
    let last = (end..tokens.len()).find(|at| is_bound(*at));
    (first.unwrap_or(0), last.unwrap_or(tokens.len()))
}
