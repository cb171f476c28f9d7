//! Facilities: what stands, is built or is planned.

use super::form::Form;
use super::lexicon::{Lexicon, Named};
use super::naming::{is_named, name};
use super::place::{Scene, Spot, Where};
use super::scene::{Page, Sentence};
use super::stake::{self, Held, Noun};
use super::story::Story;
use super::tokens::Token;
use super::{
    Actor, Evidence, FacilityKind, FacilityRule, Figure, PlaceOf, Report, Role, Status, Time,
    attribution, frame, status, when,
};
use crate::gazetteer::{FeatureClass, Gazetteer, PlaceId};
use crate::mention::Use;
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
            && found.iter().all(|other| is_another(other, &facility))
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
    let spots = spots(page, sentence, (start, end));
    let scene = Scene {
        gazetteer,
        lexicon: page.lexicon,
        tokens: &sentence.tokens,
        sentence: sentence.span,
        spots: &spots,
        trigger: (start, end),
        clause: page.clause(at, words.start),
        focus: &page.focus(at, pointed),
        event: None,
        names: page.located,
        lends: 0,
    };
    let Where { mut places, mut no_place, reason } = scene.place();
    if let Some(exact) = exact_site(gazetteer, &scene, &places) {
        places = vec![exact];
    }
    // A post that is only spoken of is no facility: something must be done with it, or it must be somewhere or have
    // a name. Of what every town has the place says little: a market that was shot at, a hospital of the wounded.
    let near_place = places.iter().any(|place| {
        place.span.is_some_and(|span| span.start < words.end + 60 && words.start < span.end + 60)
    });
    let is_common = FacilityKind::of(&row.name).rule == FacilityRule::Several;
    let own_name = name(page, gazetteer, at, (start, end));
    if !is_demanded(page, sentence, (row, start, end), near, own_name.is_some()) {
        return None;
    }
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
    let state = written_as(state, future);
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
        personnel: personnel(page, sentence, &noun, &row.name),
        evidence: Evidence {
            sentence: sentence.span,
            trigger: words,
            rule: row.rule,
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

/// The state that a record has for one of the tables, of what is said of the future or not.
fn written_as(state: &str, future: bool) -> &str {
    match state {
        "built" | "making" if future => "planned",
        "making" => "under_construction",
        other => other,
    }
}

/// Whether what the row of a facility asks for is there: a name or a place beside it, something done with it.
fn is_demanded(
    page: &Page<'_>,
    sentence: &Sentence,
    (row, start, end): (&Named, usize, usize),
    near: Option<(&Named, usize, usize)>,
    has_name: bool,
) -> bool {
    let is_done = || near.is_some_and(|(named, ..)| named.name != "existing");
    let is_called = || is_named(page, sentence, (start, end), has_name);
    match row.sort {
        "named" => is_called(),
        "done" => is_done(),
        "named-done" => is_done() && is_called(),
        _ => true,
    }
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
            (
                is_less(&named.name, &states, (start, end), clause),
                away,
                std::cmp::Reverse(to - from),
            )
        })
}

/// Whether another state in the clause around a facility says more than `state`: `the post funded by X was opened`, `a
/// grant for the construction of a post`, `the crossing, where guards are stationed, was closed`.
fn is_less(
    state: &str,
    states: &[(&Named, usize, usize)],
    (start, end): (usize, usize),
    clause: (usize, usize),
) -> bool {
    let more: &[&str] = match state {
        "funded" => &["planned", "under_construction", "built", "closed", "destroyed"],
        "making" => &["planned", "funded", "under_construction", "built", "closed", "destroyed"],
        _ => return false,
    };
    states.iter().any(|(named, from, to)| {
        let is_outside = *to <= start || *from >= end;
        let is_here = clause.0 <= *from && *to <= clause.1;
        is_outside && is_here && more.contains(&named.name.as_str())
    })
}

/// Whether a sentence tells of two: of two kinds, or of one kind at two places that it names beside each.
fn is_another(one: &Facility, other: &Facility) -> bool {
    let spans = |facility: &Facility| -> Vec<Option<Span>> {
        facility.evidence.places.iter().map(|place| place.span).collect()
    };
    let (here, there) = (spans(one), spans(other));
    let is_apart = !here.is_empty()
        && !there.is_empty()
        && here.iter().all(|span| span.is_some() && !there.contains(span));
    one.kind != other.kind || is_apart
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

/// How many people its clause says serve there: beside it, or anywhere where it is said that they serve, and not where
/// people come to harm. Those of a camp live there.
fn personnel(page: &Page<'_>, sentence: &Sentence, noun: &Noun<'_>, kind: &str) -> Option<Figure> {
    let tokens = &sentence.tokens;
    let ((start, end), clause) = (noun.at, noun.clause);
    if kind == "camp" || !page.lexicon.harms.find_all(tokens).is_empty() {
        return None;
    }
    let is_manned = noun.is_manned();
    let number = sentence.numbers().iter().find(|number| {
        let (from, to) = number.tokens;
        let is_beside = to <= start && start - to <= MANNED || from >= end && from - end <= MANNED;
        (is_beside || is_manned)
            && clause.0 <= from
            && to <= clause.1
            && number.unit.is_none()
            && served(page.lexicon, tokens, to, is_manned)
    })?;
    Some(number.figure(&page.document.text, tokens, "people"))
}

/// Whether people stand at token `at`; of those who serve the noun may have a word before it (`30 border guards`).
fn served(lexicon: &Lexicon, tokens: &[Token], at: usize, is_manned: bool) -> bool {
    let people = |at: usize| lexicon.nouns.at(tokens, at).any(|(row, _)| row.name == "people");
    people(at) || is_manned && people(at + 1)
}

/// The places that a facility may be at: a word for a kind of facility is none, whatever place is called so.
fn spots(page: &Page<'_>, sentence: &Sentence, (start, end): (usize, usize)) -> Vec<Spot> {
    let tokens = &sentence.tokens;
    let is_noun = |spot: &Spot| {
        let at = (start..end).find(|&at| tokens[at].span.overlaps(spot.span));
        at.is_some_and(|at| {
            spot.span.end <= tokens[at].span.end
                && page.lexicon.facilities.at(tokens, at).any(|(_, to)| to == at + 1)
        })
    };
    let here = page.spots.iter().filter(|spot| sentence.span.contains(spot.span));
    here.filter(|spot| !is_noun(spot)).copied().collect()
}

/// Where it is more exactly than at a river or on a border: `a bridge over the X at Y`.
fn exact_site(gazetteer: &Gazetteer, scene: &Scene<'_>, places: &[PlaceOf]) -> Option<PlaceOf> {
    let is_river = |place: PlaceId| gazetteer.place(place).class == FeatureClass::River;
    let is_line = |place: &PlaceOf| place.role == Role::Along || place.place.is_some_and(is_river);
    if places.is_empty() || !places.iter().all(is_line) {
        return None;
    }
    let at = scene.tokens[scene.trigger.0].span.start;
    let sites = scene.spots.iter().filter(|spot| {
        spot.level == 0
            && spot.usage == Use::Location
            && scene.clause.contains(spot.span)
            && spot.place.is_some_and(|place| !is_river(place))
    });
    let site = sites.min_by_key(|spot| spot.span.start.abs_diff(at))?;
    Some(PlaceOf { place: site.place, span: Some(site.span), role: Role::Site })
}

/// Sentences from a facility to one that says `this bridge`.
const BACK: usize = 2;

/// Whether `facility` of sentence `at` is one that the reports before tell of already, which it then adds to: `this
/// bridge`, `the bridge`, without a place or a name of its own.
pub(crate) fn adds_to(
    page: &Page<'_>,
    at: usize,
    facility: &Facility,
    reports: &mut [Report],
) -> bool {
    let tokens = &page.sentences[at].tokens;
    let span = facility.evidence.trigger;
    let start = tokens.iter().position(|token| token.span.start >= span.start);
    let is_this = start.is_some_and(|start| start == 0 || stake::is_this(page, at, start - 1));
    if !is_this || !facility.evidence.places.is_empty() || facility.name.is_some() {
        return false;
    }
    let first = page.sentences[at.saturating_sub(BACK)].span.start;
    let known = reports.iter_mut().rev().find_map(|report| match report {
        Report::Facility(one) if one.kind == facility.kind => Some(one),
        _ => None,
    });
    let Some(known) = known.filter(|one| {
        let told = one.evidence.sentence;
        first <= told.start && told.start < span.start && one.is_many == facility.is_many
    }) else {
        return false;
    };
    if known.status == "existing" {
        known.status.clone_from(&facility.status);
    }
    known.operator = known.operator.take().or_else(|| facility.operator.clone());
    known.builder = known.builder.take().or_else(|| facility.builder.clone());
    known.funder = known.funder.take().or_else(|| facility.funder.clone());
    known.cost = known.cost.take().or_else(|| facility.cost.clone());
    known.year = known.year.take().or_else(|| facility.year.clone());
    known.personnel = known.personnel.take().or_else(|| facility.personnel.clone());
    true
}
