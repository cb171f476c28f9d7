//! Facilities: what stands, is built or is planned.

use super::form::Form;
use super::lexicon::{Lexicon, Named};
use super::place::{Scene, Where};
use super::scene::{Page, Sentence};
use super::stake::{self, Held, Noun};
use super::story::Story;
use super::tokens::Token;
use super::{
    Actor, Evidence, FacilityKind, FacilityRule, Figure, PlaceOf, Role, Status, Time, attribution,
    frame, status, when,
};
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::resolve::Resolution;
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
    /// Its proper name or number, in small letters: `201`.
    pub name: Option<String>,
    /// Whether the words tell of several: `three watchtowers`.
    pub is_many: bool,
    /// Who runs it.
    pub operator: Option<Actor>,
    /// Who built it, or is to.
    pub builder: Option<Actor>,
    /// Who pays for it.
    pub funder: Option<Actor>,
    /// What it costs, with the currency as unit; of the same clause.
    pub cost: Option<Figure>,
    /// A year named with it, and what happened in it: `built`, `opened`, `planned`, `announced`, `funded`,
    /// `under_construction`, `closed`, `destroyed`, or `since` when it stands.
    pub year: Option<(i32, String)>,
    /// How many serve there.
    pub personnel: Option<Figure>,
}

/// How far from its noun a verb of building may stand, in words.
const REACH: usize = 12;

/// The facilities of sentence `at`.
pub(crate) fn facilities(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
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
        if let Some(facility) = facility(page, gazetteer, at, (row, next, end), pointed)
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
    gazetteer: &Gazetteer,
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
    let near = state_near(page.lexicon, sentence, (start, end), clause);
    let scene = Scene {
        gazetteer,
        lexicon: page.lexicon,
        tokens: &sentence.tokens,
        sentence: sentence.span,
        spots: &page.spots,
        trigger: (start, end),
        clause: page.clause(at, words.start),
        focus: &page.focus(at, pointed),
        event: None,
        names: page.located,
        lends: 0,
    };
    let Where { mut places, mut no_place, reason } = scene.place();
    // A post that is only spoken of is no facility: something must be done with it, or it must be somewhere or have
    // a name. Of what every town has the place says little: a market that was shot at, a hospital of the wounded.
    let near_place = places.iter().any(|place| {
        place.span.is_some_and(|span| span.start < words.end + 60 && words.start < span.end + 60)
    });
    let is_common = FacilityKind::of(&row.name).rule == FacilityRule::Several;
    let own_name = name(page, sentence, (start, end));
    if near.is_none() && (is_common || !near_place && own_name.is_none()) {
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
    let time = when::of(page, at, clause, (start, end), ahead, (&Story::default(), &[]));
    let parties = stake::parties(page, gazetteer, at, (start, end));
    let noun = Noun {
        lexicon: page.lexicon,
        tokens: &sentence.tokens,
        parties: &parties,
        at: (start, end),
        clause,
        state,
        done: near.map(|(_, from, to)| (from, to)),
    };
    let Held { operator, builder, funder, host } = noun.held();
    let is_many = noun.is_many() || counted(sentence, start);
    let mut reasons: Vec<&'static str> = reason.into_iter().collect();
    if places.is_empty()
        && let Some(country) = host.and_then(|at| host_of(page, sentence, at))
    {
        places.push(country);
        no_place = None;
        reasons.push("place_from_subject");
    }
    if time.basis == "publication" {
        reasons.push("date_from_publication");
    }
    let confidence = frame::confidence(&reasons, no_place, &time, ahead);
    Some(Facility {
        kind: row.name.clone(),
        status: state.to_owned(),
        name: own_name.filter(|_| !is_many),
        is_many,
        year: year(sentence, &noun, &time),
        cost: cost(page, sentence, (start, end), clause),
        operator,
        builder,
        funder,
        personnel: personnel(page, sentence, (start, end), clause),
        evidence: Evidence {
            sentence: sentence.span,
            trigger: words,
            rule: None,
            clause: frame::tokens_span(sentence, clause),
            cue: near.map(|(_, from, to)| frame::tokens_span(sentence, (from, to))),
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

/// What is done with a facility, in the words nearest to it, and the tokens of those.
fn state_near<'l>(
    lexicon: &'l Lexicon,
    sentence: &Sentence,
    (start, end): (usize, usize),
    clause: (usize, usize),
) -> Option<(&'l Named, usize, usize)> {
    let states = lexicon.states.find_all(&sentence.tokens);
    states
        .iter()
        .copied()
        .filter(|(_, from, to)| {
            (*to <= start && start - to <= REACH) || (*from >= end && from - end <= REACH)
        })
        .min_by_key(|(named, from, to)| {
            let away = if *to <= start { start - to } else { 2 * from.saturating_sub(end) };
            // `The post funded by X was opened`: who paid says least of how it is.
            let is_less = named.name == "funded" && is_done(&states, (start, end), clause);
            (is_less, away, std::cmp::Reverse(to - from))
        })
}

/// Whether the clause around a facility says that it was built, closed or destroyed.
fn is_done(
    states: &[(&Named, usize, usize)],
    (start, end): (usize, usize),
    clause: (usize, usize),
) -> bool {
    states.iter().any(|(named, from, to)| {
        let is_outside = *to <= start || *from >= end;
        let is_here = clause.0 <= *from && *to <= clause.1;
        is_outside && is_here && matches!(named.name.as_str(), "built" | "closed" | "destroyed")
    })
}

/// The country that has somebody else's facility, as its place.
fn host_of(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<PlaceOf> {
    let word = sentence.tokens[at].span;
    let found = page.located.iter().find(|one| one.mention.span.overlaps(word))?;
    let Resolution::Place { place, .. } = found.resolution else { return None };
    Some(PlaceOf { place: Some(place), span: Some(found.mention.span), role: Role::Site })
}

/// Whether a number above one stands right before token `start`.
fn counted(sentence: &Sentence, start: usize) -> bool {
    sentence.numbers().iter().any(|number| {
        let is_right_before = number.tokens.1 <= start && start - number.tokens.1 <= 1;
        is_right_before && number.unit.is_none() && number.low.is_some_and(|low| low > 1.0)
    })
}

/// Its number (`201st`), what it is called in quotation marks, or the capital words before it.
fn name(page: &Page<'_>, sentence: &Sentence, (start, end): (usize, usize)) -> Option<String> {
    let tokens = &sentence.tokens;
    let text = &page.document.text;
    let digits = |token: &Token| {
        let number: String = token.word.chars().take_while(char::is_ascii_digit).collect();
        (number.len() >= 2).then_some(number)
    };
    let first = start.saturating_sub(2);
    if let Some(number) = tokens[first..end].iter().find_map(digits) {
        return Some(number);
    }
    let behind = text.get(tokens[end - 1].span.end..sentence.span.end)?.trim_start();
    let quoted = [('«', '»'), ('“', '”'), ('"', '"')].into_iter().find_map(|(open, close)| {
        let inside = behind.strip_prefix(open)?;
        inside.split_once(close).map(|(name, _)| name.to_lowercase())
    });
    if quoted.is_some() {
        return quoted;
    }
    let is_place =
        |token: &Token| page.located.iter().any(|one| one.mention.span.overlaps(token.span));
    let names: Vec<&str> = tokens[1.min(start)..start]
        .iter()
        .rev()
        .take_while(|token| token.capital && !is_place(token))
        .map(|token| token.word.as_str())
        .collect();
    // One capital word may be anything; the first of a sentence always has one.
    (names.len() >= 2).then(|| names.into_iter().rev().collect::<Vec<_>>().join(" "))
}

/// The year that the sentence gives in figures, else that of its date, and what it says.
fn year(sentence: &Sentence, noun: &Noun<'_>, time: &Time) -> Option<(i32, String)> {
    let of = |form: &Form| match form {
        Form::Year(year)
        | Form::SinceYear(year)
        | Form::PartOfYear(year, _)
        | Form::Day { year: Some(year), .. }
        | Form::Month { year: Some(year), .. } => Some(*year),
        _ => None,
    };
    let away = |(from, to): (usize, usize)| {
        let (start, end) = noun.done.unwrap_or(noun.at);
        if to <= start { start - to } else { from.saturating_sub(end) }
    };
    let written = sentence.dates().iter();
    let nearest = written
        .filter_map(|(from, to, form)| Some((of(form)?, (*from, *to))))
        .min_by_key(|(_, tokens)| away(*tokens));
    let (year, at) = match nearest {
        Some((year, tokens)) => (year, Some(tokens)),
        None if matches!(time.basis, "stated" | "relative") => {
            (time.edtf.as_ref()?.0.get(..4)?.parse().ok()?, None)
        }
        None => return None,
    };
    let role = noun.year_role(at)?;
    Some((year, role.to_owned()))
}

/// The sum of money nearest to the facility in its clause.
fn cost(
    page: &Page<'_>,
    sentence: &Sentence,
    (start, end): (usize, usize),
    clause: (usize, usize),
) -> Option<Figure> {
    let number = sentence
        .numbers()
        .iter()
        .filter(|number| number.unit.as_deref().is_some_and(|unit| unit != "%"))
        .filter(|number| clause.0 <= number.tokens.0 && number.tokens.1 <= clause.1)
        .find(|number| {
            number.tokens.1 <= start + REACH && start <= number.tokens.1 + REACH
                || number.tokens.0 >= end && number.tokens.0 <= end + REACH
        })?;
    Some(number.figure(&page.document.text, &sentence.tokens, ""))
}

/// Words between a facility and how many serve there.
const MANNED: usize = 4;

/// How many people its clause says serve there: right beside it, and not where people come to harm.
fn personnel(
    page: &Page<'_>,
    sentence: &Sentence,
    (start, end): (usize, usize),
    clause: (usize, usize),
) -> Option<Figure> {
    let tokens = &sentence.tokens;
    if !page.lexicon.harms.find_all(tokens).is_empty() {
        return None;
    }
    let number = sentence.numbers().iter().find(|number| {
        let (from, to) = number.tokens;
        let is_beside = to <= start && start - to <= MANNED || from >= end && from - end <= MANNED;
        is_beside
            && clause.0 <= from
            && to <= clause.1
            && number.unit.is_none()
            && page
                .lexicon
                .nouns
                .iter()
                .any(|row| row.name == "people" && row.pattern.at(tokens, to).is_some())
    })?;
    Some(number.figure(&page.document.text, tokens, "people"))
}
