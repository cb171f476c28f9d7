//! Incidents: a trigger, and around it status, place, time, figures and parties.

use super::harm;
use super::lexicon::{Kind, Trigger};
use super::place::{Scene, Where};
use super::scene::{Page, Sentence};
use super::story::Story;
use super::tokens::Token;
use super::when::{self, Rival};
use super::{
    Evidence, Incident, IncidentClass, Options, PlaceOf, Role, Status, Time, actor, attribution,
    status,
};
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::region::Region;
use crate::resolve::Confidence;
use crate::text::Span;

/// The incidents of sentence `at`. `story` is what the sentences before have told.
pub(crate) fn incidents(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    region: &Region,
    at: usize,
    story: &mut Story,
    options: Options,
) -> Vec<Incident> {
    let sentence = &page.sentences[at];
    let mut found: Vec<Incident> = Vec::new();
    let triggers = triggers(page, sentence);
    // A sentence with one event has no other whose victims it could name.
    let alone = triggers.iter().all(|(trigger, ..)| trigger.kind == triggers[0].0.kind);
    let rivals: Vec<Rival> = triggers
        .iter()
        .map(|(trigger, start, end)| {
            let clause = status::clause(page.lexicon, &sentence.tokens, *start, *end);
            let status = status::of(sentence.cues(), (*start, *end), clause, Some(trigger));
            Rival { clause, ahead: status == Status::Planned }
        })
        .collect();
    for (trigger, start, end) in triggers {
        let is_activity = matches!(
            trigger.class,
            IncidentClass::Diplomacy | IncidentClass::Policy | IncidentClass::Statement
        );
        if is_activity && !options.activity {
            continue;
        }
        let sight = Sight { trigger, start, end, alone, rivals: &rivals };
        let incident = incident(page, gazetteer, region, at, &sight, story);
        match found.iter_mut().find(|other| other.kind == incident.kind) {
            // One sentence tells of one event of a kind; the surer telling stands.
            Some(other) if status::rank(incident.status) > status::rank(other.status) => {
                *other = incident;
            }
            Some(_) => {}
            None => found.push(incident),
        }
    }
    // What a sentence tells of together happened at one place, where only one of its clauses names it.
    let placed = found.iter().find(|one| !one.evidence.places.is_empty());
    if let Some(places) = placed.map(|one| one.evidence.places.clone()) {
        for one in found.iter_mut().filter(|one| one.evidence.places.is_empty()) {
            one.evidence.places.clone_from(&places);
            one.evidence.no_place = None;
            one.evidence.reasons.push("place_from_sentence");
        }
    }
    found
}

/// A trigger in its sentence.
#[derive(Clone, Copy)]
struct Sight<'s> {
    trigger: &'s Trigger,
    start: usize,
    end: usize,
    /// Whether the sentence tells of nothing else.
    alone: bool,
    rivals: &'s [Rival],
}

/// The triggers of a sentence, the longest at each place; weak ones only where there is no other.
fn triggers<'p>(page: &Page<'p>, sentence: &Sentence) -> Vec<(&'p Trigger, usize, usize)> {
    let mut found: Vec<(&Trigger, usize, usize)> = Vec::new();
    let lexicon: &'static super::lexicon::Lexicon = page.lexicon;
    let mut at = 0;
    while at < sentence.tokens.len() {
        let longest = lexicon
            .triggers
            .at(&sentence.tokens, at)
            .enumerate()
            .filter_map(|(row, (trigger, end))| {
                let (from, to) = status::clause(lexicon, &sentence.tokens, at, end);
                let spoilt =
                    trigger.unless.iter().any(|p| p.find(&sentence.tokens[from..to]).is_some());
                let spoilt = spoilt || is_generic(lexicon, &sentence.tokens, (at, end), (from, to));
                (!spoilt).then_some((trigger, end, row))
            })
            .max_by_key(|(_, end, row)| (*end, std::cmp::Reverse(*row)));
        match longest {
            Some((trigger, end, _)) => {
                found.push((trigger, at, end));
                // What follows inside of a long frame may be a trigger of its own; its head is not.
                at += 1;
                while at < end && at < sentence.tokens.len() {
                    let nested = lexicon.triggers.at(&sentence.tokens, at).any(|(other, to)| {
                        // Between the words of a frame another event may stand.
                        let between = trigger.pattern.has_gap() && !other.weak;
                        other.kind != trigger.kind && (to > end || between)
                    });
                    if nested {
                        break;
                    }
                    at += 1;
                }
            }
            None => at += 1,
        }
    }
    if found.is_empty() || is_of_other_matters(lexicon, &sentence.tokens) {
        return Vec::new();
    }
    if found.iter().any(|(trigger, ..)| !trigger.weak) {
        found.retain(|(trigger, ..)| !trigger.weak);
    }
    give_way(lexicon, &sentence.tokens, &found)
}

/// Leaves out what another trigger of the same clause says more of.
fn give_way<'p>(
    lexicon: &super::lexicon::Lexicon,
    tokens: &[Token],
    found: &[(&'p Trigger, usize, usize)],
) -> Vec<(&'p Trigger, usize, usize)> {
    let kept = |(trigger, start, end): &(&Trigger, usize, usize)| {
        let over = &Kind::of(&trigger.kind).gives_way_to;
        let (from, to) = status::clause(lexicon, tokens, *start, *end);
        !found
            .iter()
            .any(|(other, at, _)| over.contains(&other.kind.as_str()) && (from..to).contains(at))
    };
    found.iter().copied().filter(|one| kept(one)).collect()
}

/// Whether a sentence is about sport, art or trade, where attacks and battles hurt nobody.
fn is_of_other_matters(lexicon: &super::lexicon::Lexicon, tokens: &[Token]) -> bool {
    let is_topic = |at: usize| {
        let mut here = lexicon.topics.at(tokens, at);
        here.any(|(row, _)| !row.unless.iter().any(|p| p.find(tokens).is_some()))
    };
    (0..tokens.len()).any(is_topic)
        && lexicon.harms.find_all(tokens).iter().all(|(row, ..)| row.name == "detained")
}

/// Whether the words beside a trigger say that a kind of event is spoken of: `such clashes`.
fn is_generic(
    lexicon: &super::lexicon::Lexicon,
    tokens: &[Token],
    (start, end): (usize, usize),
    (from, to): (usize, usize),
) -> bool {
    let stands = |row: &super::lexicon::Named| {
        !row.unless.iter().any(|p| p.find(&tokens[from..to]).is_some())
    };
    let before = |at: usize| {
        let mut here = lexicon.generics.at(tokens, at);
        here.any(|(row, to)| to == start && row.name == "before" && stands(row))
    };
    let mut behind = lexicon.generics.at(tokens, end);
    behind.any(|(row, _)| row.name == "after" && stands(row)) || (from..start).any(before)
}

fn incident(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    region: &Region,
    at: usize,
    sight: &Sight<'_>,
    story: &mut Story,
) -> Incident {
    let Sight { trigger, start, end, alone, rivals } = *sight;
    let sentence = &page.sentences[at];
    let text = &page.document.text;
    let words = Span::new(sentence.tokens[start].span.start, sentence.tokens[end - 1].span.end);
    let clause = status::clause(page.lexicon, &sentence.tokens, start, end);
    let mut reasons: Vec<&'static str> = Vec::new();

    let mut chain = speakers(page, at);
    let mut status = status::of(sentence.cues(), (start, end), clause, Some(trigger));
    if page.masks.legal.iter().any(|mask| mask.overlaps(words)) {
        status = Status::LegalText;
    }
    // Where armed men are is a state of things, not an event.
    if trigger.class == IncidentClass::Presence && status == Status::Occurred {
        status = Status::Ongoing;
    }
    if let Some(length) = attribution::quotation(text, sentence.paragraph, words.start) {
        if length <= words.len() + 24 {
            reasons.push("label_quoted");
        } else if status::rank(status) > status::rank(Status::Claimed) {
            status = Status::Claimed;
        }
        if chain.is_empty() {
            chain = speakers_near(page, at);
        }
    }

    let scene = Scene {
        gazetteer,
        lexicon: page.lexicon,
        tokens: &sentence.tokens,
        sentence: sentence.span,
        spots: &page.spots,
        trigger: (start, end),
        clause: page.clause(at, words.start),
        focus: &page.focus(at, &story.pointed),
        event: story.site(at),
        names: page.located,
        lends: if trigger.weak { 0 } else { lenders(page, at) },
    };
    let Where { mut places, mut no_place, reason } = scene.place();
    if places.is_empty()
        && let Some(province) = province_in_focus(page, gazetteer, at, &story.pointed)
    {
        places.push(PlaceOf { place: Some(province), span: None, role: Role::Site });
        no_place = None;
        reasons.push("place_from_context");
    }
    reasons.extend(reason);
    if reason.is_some_and(|reason| reason.starts_with("place_")) {
        story.pointed.extend(places.iter().filter_map(|place| Some((at, place.place?))));
    }

    let when = when::of(page, at, clause, (start, end), status, (story, rivals));
    if when.year_source == "sidecar" && when.basis == "stated" {
        reasons.push("year_inferred");
    }
    if when.basis == "publication" {
        reasons.push("date_from_publication");
    }

    status = when::settled(page, sentence, &when, status);

    let reach = if alone { (0, sentence.tokens.len()) } else { clause };
    let harmed = |name| harm::figure(page, sentence, reach, name);
    let (killed, wounded) = (harmed("killed"), harmed("wounded"));
    let figures = harm::figures(page, sentence, clause);
    let vague = [&killed, &wounded].into_iter().flatten().any(|figure| figure.low != figure.high);
    if vague {
        reasons.push("vague_number");
    }
    let actors = actor::actors(
        page.lexicon,
        &sentence.tokens[clause.0..clause.1],
        start.saturating_sub(clause.0),
    );
    let cross_border = crosses(gazetteer, region, trigger, &places);
    let confidence = confidence(&reasons, no_place, &when, status);
    Incident {
        kind: trigger.kind.clone(),
        class: trigger.class,
        status,
        evidence: Evidence {
            sentence: sentence.span,
            trigger: words,
            rule: trigger.rule,
            clause: tokens_span(sentence, clause),
            cue: status::deciding(sentence.cues(), (start, end), clause, status)
                .map(|cue| tokens_span(sentence, cue)),
            passed_over: passed_over(page, sentence, &places),
            places,
            no_place,
            time: when,
            chain,
            confidence,
            reasons,
        },
        actors,
        killed,
        wounded,
        figures,
        cross_border,
        denied_by: None,
    }
}

/// How many sentences stand before `at` in its paragraph.
fn lenders(page: &Page<'_>, at: usize) -> usize {
    let paragraph = page.sentences[at].paragraph;
    page.sentences[..at].iter().rev().take_while(|before| before.paragraph == paragraph).count()
}

/// The province that nearly all places of the last sentences are in: the widest that a text may mean which goes on
/// about them without a name.
fn province_in_focus(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    at: usize,
    pointed: &[(usize, PlaceId)],
) -> Option<PlaceId> {
    let focus = page.focus(at, pointed).into_iter();
    let provinces: Vec<&str> =
        focus.filter_map(|(_, place)| gazetteer.place(place?).admin1).collect();
    let (first, rest) = provinces.split_first()?;
    let alike = 1 + rest.iter().filter(|other| *other == first).count();
    // One village across the border does not take the focus away.
    (alike * 4 >= provinces.len() * 3).then(|| gazetteer.by_key(&format!("iso:{first}")))?
}

/// The speakers that a sentence names; `she` is who spoke last.
fn speakers(page: &Page<'_>, at: usize) -> Vec<String> {
    let of = |at: usize| {
        attribution::chain(page.lexicon, &page.document.text, &page.sentences[at].tokens)
    };
    let mut chain = of(at);
    let is_pronoun = |speaker: &String| attribution::is_pronoun(page.lexicon, speaker);
    if chain.iter().any(is_pronoun) {
        let named = (at.saturating_sub(4)..at)
            .rev()
            .find_map(|before| of(before).into_iter().find(|speaker| !is_pronoun(speaker)));
        chain.retain(|speaker| !is_pronoun(speaker));
        if let Some(named) = named.filter(|named| !chain.contains(named)) {
            chain.insert(0, named);
        }
    }
    chain
}

/// The speakers of the sentences around: a quotation of many sentences names its speaker once.
fn speakers_near(page: &Page<'_>, at: usize) -> Vec<String> {
    let paragraph = page.sentences[at].paragraph;
    page.sentences
        .iter()
        .filter(|sentence| sentence.paragraph == paragraph)
        .map(|sentence| attribution::chain(page.lexicon, &page.document.text, &sentence.tokens))
        .find(|chain| !chain.is_empty())
        .unwrap_or_default()
}

/// The text of tokens from the first to the one before the last.
pub(crate) fn tokens_span(sentence: &Sentence, (from, to): (usize, usize)) -> Span {
    match (sentence.tokens.get(from), sentence.tokens.get(to.saturating_sub(1))) {
        (Some(first), Some(last)) if first.span.start <= last.span.end => {
            Span::new(first.span.start, last.span.end)
        }
        _ => sentence.span,
    }
}

/// The places of a sentence that are not among `places`.
pub(crate) fn passed_over(
    page: &Page<'_>,
    sentence: &Sentence,
    places: &[super::PlaceOf],
) -> Vec<Span> {
    let taken = |span: Span| places.iter().any(|place| place.span == Some(span));
    let named = page.spots.iter().map(|spot| spot.span);
    named.filter(|span| sentence.span.contains(*span) && !taken(*span)).collect()
}

fn crosses(
    gazetteer: &Gazetteer,
    region: &Region,
    trigger: &Trigger,
    places: &[super::PlaceOf],
) -> bool {
    let sides = |roles: &[Role]| -> Vec<_> {
        places
            .iter()
            .filter(|place| roles.contains(&place.role))
            .filter_map(|place| gazetteer.brief(place.place?).country)
            .filter(|country| region.sides.contains(country))
            .collect()
    };
    let to = sides(&[Role::Target, Role::Destination]);
    let from = sides(&[Role::Origin, Role::Site]);
    Kind::of(&trigger.kind).crosses || to.iter().any(|to| from.iter().any(|from| from != to))
}

/// Whether what has this status has a day.
fn has_day(status: Status) -> bool {
    !matches!(status, Status::Hypothetical | Status::LegalText | Status::Negated | Status::Denied)
}

/// How sure: one doubt is medium, two are low.
pub(crate) fn confidence(
    reasons: &[&'static str],
    no_place: Option<&'static str>,
    time: &Time,
    status: Status,
) -> Confidence {
    let soft = ["year_inferred", "vague_number", "area_only"];
    let doubts = reasons.iter().filter(|reason| !soft.contains(reason)).count()
        + usize::from(no_place.is_some())
        + usize::from(time.edtf.is_none() && has_day(status));
    match doubts {
        0 => Confidence::High,
        1 => Confidence::Medium,
        _ => Confidence::Low,
    }
}
