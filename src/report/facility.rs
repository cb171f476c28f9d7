//! Facilities: what stands, is built or is planned.

use super::lexicon::{Lexicon, Named};
use super::place::{Scene, Where};
use super::scene::{Page, Sentence};
use super::{Evidence, Figure, Status, actor, attribution, dates, frame, status, when};
use crate::gazetteer::PlaceId;
use crate::text::Span;

/// Something that stands on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// What kind: `border_post`, `military_base` … as in `geodata/lexicon/`.
    pub kind: String,
    /// `planned`, `funded`, `under_construction`, `built`, `existing`, `closed`, `destroyed`.
    pub status: String,
    /// The common part.
    pub evidence: Evidence,
    /// Who runs it.
    pub operator: Option<String>,
    /// Who built it.
    pub builder: Option<String>,
    /// Who pays for it.
    pub funder: Option<String>,
    /// What it costs, with the currency as unit.
    pub cost: Option<Figure>,
    /// A year named with it, and what happened in it (`built`, `planned`).
    pub year: Option<(i32, String)>,
    /// How many serve there.
    pub personnel: Option<Figure>,
}

/// How far from its noun a verb of building may stand, in words.
const REACH: usize = 12;

/// The facilities of sentence `at`.
pub(crate) fn facilities(
    page: &Page<'_>,
    at: usize,
    pointed: &[(usize, PlaceId)],
) -> Vec<Facility> {
    let sentence = &page.sentences[at];
    let lexicon: &'static Lexicon = page.lexicon;
    let mut found: Vec<Facility> = Vec::new();
    let mut next = 0;
    while next < sentence.tokens.len() {
        let longest = lexicon
            .facilities
            .at(&sentence.tokens, next)
            .filter(|(row, _)| {
                let spoilt = row.unless.iter().any(|p| p.find(&sentence.tokens).is_some());
                !spoilt
            })
            .max_by_key(|(_, end)| *end);
        let Some((row, end)) = longest else {
            next += 1;
            continue;
        };
        if let Some(facility) = facility(page, at, (row, next, end), pointed)
            && found.iter().all(|other| other.kind != facility.kind)
        {
            found.push(facility);
        }
        next = end.max(next + 1);
    }
    found
}

fn facility(
    page: &Page<'_>,
    at: usize,
    (row, start, end): (&Named, usize, usize),
    pointed: &[(usize, PlaceId)],
) -> Option<Facility> {
    let sentence = &page.sentences[at];
    let text = &page.document.text;
    let words = Span::new(sentence.tokens[start].span.start, sentence.tokens[end - 1].span.end);
    if page.masks.legal.iter().any(|mask| mask.overlaps(words)) {
        return None;
    }
    let clause = status::clause(page.lexicon, &sentence.tokens, start, end);
    let reality = status::of(sentence.cues(), (start, end), clause, None);
    let states = page.lexicon.states.find_all(&sentence.tokens);
    let near = states
        .iter()
        .filter(|(_, from, to)| {
            (*to <= start && start - to <= REACH) || (*from >= end && from - end <= REACH)
        })
        .min_by_key(|(_, from, to)| {
            let away = if *to <= start { start - to } else { 2 * from.saturating_sub(end) };
            (away, std::cmp::Reverse(to - from))
        });
    let scene = Scene {
        lexicon: page.lexicon,
        tokens: &sentence.tokens,
        sentence: sentence.span,
        spots: &page.spots,
        trigger: (start, end),
        clause: page.clause(at, words.start),
        focus: &page.focus(at, pointed),
        lends: false,
    };
    let Where { places, no_place, reason } = scene.place();
    // A post that is only spoken of is no facility: something must be done with it, or it must be somewhere.
    let near_place = places.iter().any(|place| {
        place.span.is_some_and(|span| span.start < words.end + 60 && words.start < span.end + 60)
    });
    if near.is_none() && !near_place {
        return None;
    }
    let state = near.map_or("existing", |(named, ..)| named.name.as_str());
    let proposed = matches!(state, "planned" | "funded");
    if matches!(reality, Status::Negated | Status::Denied)
        || (reality == Status::Hypothetical && !proposed)
    {
        return None;
    }
    let future = matches!(reality, Status::Planned | Status::Announced | Status::Ordered);
    let state = match state {
        "built" | "under_construction" if future => "planned",
        other => other,
    };
    let ahead = if future { Status::Planned } else { reality };
    let time = when::of(page, at, clause, (start, end), ahead, &[]);
    let before = near.map_or(start, |(_, from, _)| *from);
    let parties = actor::actors(page.lexicon, &sentence.tokens, before);
    let first = parties.iter().find(|party| party.role == "actor").map(|party| party.name.clone());
    let giver = parties.iter().rfind(|party| party.role == "actor").map(|party| party.name.clone());
    let mut reasons: Vec<&'static str> = reason.into_iter().collect();
    if time.basis == "publication" {
        reasons.push("date_from_publication");
    }
    let confidence = frame::confidence(&reasons, no_place, &time);
    Some(Facility {
        kind: row.name.clone(),
        status: state.to_owned(),
        year: year(sentence, state),
        cost: cost(page, sentence, (start, end)),
        builder: first.clone().filter(|_| matches!(state, "built" | "planned")),
        funder: giver.filter(|_| state == "funded"),
        operator: None,
        personnel: personnel(page, sentence),
        evidence: Evidence {
            sentence: sentence.span,
            trigger: words,
            rule: None,
            clause: frame::tokens_span(sentence, clause),
            cue: near.map(|(_, from, to)| frame::tokens_span(sentence, (*from, *to))),
            passed_over: frame::passed_over(page, sentence, &places),
            places,
            no_place,
            time,
            chain: attribution::chain(page.lexicon, text, &sentence.tokens),
            confidence,
            reasons,
        },
    })
}

/// A year that the sentence gives in figures.
fn year(sentence: &Sentence, state: &str) -> Option<(i32, String)> {
    let year = sentence.dates().iter().find_map(|(_, _, form)| match form {
        dates::Form::Year(year)
        | dates::Form::SinceYear(year)
        | dates::Form::PartOfYear(year, _)
        | dates::Form::Day { year: Some(year), .. }
        | dates::Form::Month { year: Some(year), .. } => Some(*year),
        _ => None,
    })?;
    Some((year, state.to_owned()))
}

/// The sum of money nearest to the facility in its sentence.
fn cost(page: &Page<'_>, sentence: &Sentence, (start, end): (usize, usize)) -> Option<Figure> {
    let number = sentence
        .numbers()
        .iter()
        .filter(|number| number.unit.as_deref().is_some_and(|unit| unit != "%"))
        .find(|number| {
            number.tokens.1 <= start + REACH && start <= number.tokens.1 + REACH
                || number.tokens.0 >= end && number.tokens.0 <= end + REACH
        })?;
    Some(number.figure(&page.document.text, &sentence.tokens, ""))
}

/// How many people the sentence says serve there.
fn personnel(page: &Page<'_>, sentence: &Sentence) -> Option<Figure> {
    let number = sentence.numbers().iter().find(|number| {
        number.unit.is_none()
            && page.lexicon.nouns.iter().any(|row| {
                row.name == "people" && row.pattern.at(&sentence.tokens, number.tokens.1).is_some()
            })
    })?;
    Some(number.figure(&page.document.text, &sentence.tokens, "people"))
}
