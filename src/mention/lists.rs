//! Names that stand together: `A, B and C provinces`, `Sochi, Russia`; and the head nouns beside them.

use super::context;
use super::draft::{Draft, Sort, may_contain};
use super::lexicon::Set;
use super::reading::{Reading, Shape};
use super::{Cue, Found};
use crate::gazetteer::{FeatureClass, Gazetteer, NameKind, PlaceId};
use std::ops::Range;

/// How a name hangs together with the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// It does not.
    Apart,
    /// Members of one list.
    Coordinate,
    /// With only a comma between: members of one list if it goes on.
    Comma,
    /// It says where the one before is: `Sochi, Russia`.
    Container,
    /// Two halves of a compound: `Tajik-Afghan`.
    Pair,
}

/// For each name, how it hangs together with the one before it.
pub(crate) fn links(gazetteer: &Gazetteer, reading: &Reading<'_>, drafts: &[Draft]) -> Vec<Link> {
    let mut links = vec![Link::Apart; drafts.len()];
    for index in 1..drafts.len() {
        links[index] = link(gazetteer, reading, &drafts[index - 1], &drafts[index]);
    }
    // `Kunduz, Takhar and Badakhshan` is a list, and so are three names; `in the Soviet Union, Tajikistan was` is not.
    let mut start = 1;
    while start < links.len() {
        let mut end = start;
        while end < links.len() && matches!(links[end], Link::Coordinate | Link::Comma) {
            end += 1;
        }
        let run = &mut links[start..end];
        let list = run.len() >= 2 || run.contains(&Link::Coordinate);
        run.fill(if list { Link::Coordinate } else { Link::Apart });
        start = end + 1;
    }
    links
}

fn link(gazetteer: &Gazetteer, reading: &Reading<'_>, first: &Draft, second: &Draft) -> Link {
    let between = first.tokens.end..second.tokens.start;
    let same_sentence = reading.tokens.get(first.tokens.start).map(|token| token.sentence)
        == reading.tokens.get(second.tokens.start).map(|token| token.sentence);
    if !same_sentence || between.start > between.end || between.len() > 4 {
        return Link::Apart;
    }
    // `Шебекино и Грайворон Белгородской области`: the genitive of what they lie in stands right after them.
    let cyrillic = !reading.word(second.tokens.start).is_ascii();
    if between.is_empty()
        && cyrillic
        && first.found != Found::Demonym
        && second.found != Found::Demonym
        && reading
            .tokens
            .get(second.tokens.start)
            .is_some_and(|token| token.is_capital() || token.shape == Shape::Plain)
        && may_contain(gazetteer, second, first)
    {
        return Link::Container;
    }
    // Tajik joins two with an ending: `Тоҷикистону Афғонистон`.
    if between.is_empty()
        && first.is_party()
        && second.is_party()
        && reading.word(first.tokens.end - 1).ends_with('у')
    {
        return Link::Coordinate;
    }
    let gap = &reading.tokens[between.clone()];
    let hyphen = |index: usize| reading.is_mark(index, &['-', '–', '‑', '‐', '/']);
    if between.len() == 1 && hyphen(between.start) {
        return Link::Pair;
    }
    let comma = between.clone().any(|index| reading.is_mark(index, &[',', '،', ';']));
    let and = gap.iter().any(|token| token.is(Set::And));
    let plain = between.clone().all(|index| {
        let token = &reading.tokens[index];
        token.is(Set::And)
            || token.is(Set::Determiner)
            || token.is(Set::PlaceAdjective)
            || token.is(Set::Direction)
            || reading.is_mark(index, &[',', '،'])
            // `Kunduz province and Takhar province`, `in Kunduz and in Takhar`.
            || token.entry.cue.is_some()
            || (and && token.is(Set::In))
    });
    if comma && !and && may_contain(gazetteer, second, first) && second.sort != Sort::Demonym {
        let only_comma =
            gap.iter().all(|token| token.shape == Shape::Mark || token.entry.cue.is_some());
        if only_comma {
            return Link::Container;
        }
    }
    // `Portland (Oregon)`.
    if gap.len() == 1
        && reading.is_mark(between.start, &['('])
        && may_contain(gazetteer, second, first)
    {
        return Link::Container;
    }
    match (plain, and, comma) {
        (true, true, _) => Link::Coordinate,
        (true, false, true) => Link::Comma,
        _ => Link::Apart,
    }
}

/// The run of coordinated names that the one at `index` belongs to.
pub(crate) fn group(links: &[Link], index: usize) -> Range<usize> {
    let mut start = index;
    while start > 0 && links[start] == Link::Coordinate {
        start -= 1;
    }
    let mut end = index + 1;
    while end < links.len() && links[end] == Link::Coordinate {
        end += 1;
    }
    start..end
}

/// Gives each name the head noun beside it, and shares a plural head noun along a list.
pub(crate) fn cues(reading: &Reading<'_>, drafts: &mut [Draft], links: &[Link]) {
    let mut shared = vec![None; drafts.len()];
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        if matches!(draft.found, Found::Demonym) {
            continue;
        }
        let after = cue_after(reading, draft);
        let before = cue_before(reading, draft);
        drafts[index].cue =
            drafts[index].cue.or(after.map(|found| found.0)).or(before.map(|found| found.0));
        let group = group(links, index);
        if let Some((cue, true)) = after {
            shared[group.start..index].fill(Some(cue));
        }
        if let Some((cue, true)) = before {
            shared[index + 1..group.end].fill(Some(cue));
        }
    }
    for (draft, cue) in drafts.iter_mut().zip(shared) {
        draft.cue = draft.cue.or(cue);
    }
}

/// Adds the places that have their head noun in their name: `Andarab` in `Andarab and other valleys` is the
/// `Andarab Valley`.
pub(crate) fn widen(gazetteer: &Gazetteer, reading: &Reading<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let next = drafts.get(index + 1).map_or(usize::MAX, |next| next.tokens.start);
        let draft = &mut drafts[index];
        let written = draft.span.of(reading.text);
        if next > draft.tokens.end && has_adjective(reading, draft) {
            let noun = reading.word(draft.tokens.end);
            let meant = described(gazetteer, written, noun);
            let fits = |place| draft.cue.is_some_and(|cue| cue.fits(gazetteer.brief(place).class));
            if !meant.is_empty() && !draft.candidates.iter().any(|(place, _)| fits(*place)) {
                draft.candidates = meant;
            }
            draft.tokens.end += 1;
            draft.span = reading.span(&draft.tokens);
        }
        // `посёлок Ури` is no canton of that name, but a village that the gazetteer lacks.
        let division = |(place, _): &(PlaceId, NameKind)| {
            matches!(gazetteer.place(*place).class, FeatureClass::Country | FeatureClass::Admin1)
        };
        if draft.cue == Some(Cue::Village) && draft.candidates.iter().all(division) {
            draft.candidates.clear();
            draft.sort = Sort::Place;
        }
        let noun = match draft.cue {
            Some(Cue::Valley) => "Valley",
            Some(Cue::River) => "River",
            Some(Cue::Lake) => "Lake",
            Some(Cue::Pass) => "Pass",
            Some(Cue::Corridor) => "Corridor",
            _ => continue,
        };
        let cue = draft.cue;
        let fits = |place| cue.is_some_and(|cue| cue.fits(gazetteer.brief(place).class));
        if draft.candidates.is_empty() || draft.candidates.iter().any(|(place, _)| fits(*place)) {
            continue;
        }
        let name = format!("{written} {noun}");
        let wider = gazetteer.lookup(&name);
        draft.candidates.extend(
            wider
                .iter()
                .filter(|candidate| fits(candidate.place))
                .map(|candidate| (candidate.place, candidate.kind)),
        );
    }
}

/// Whether a name is a Russian adjective with the noun of a division right after it, which is part of the name then:
/// `Курской` of `Курской области`.
fn has_adjective(reading: &Reading<'_>, draft: &Draft) -> bool {
    const ENDINGS: &[&str] = &["ая", "ой", "ую", "ий", "ого", "ому", "им", "ом"];
    const PLURAL: &[&str] = &["ей", "ям", "ях", "ями", "ов", "ев", "ёв", "ам", "ах", "ами"];
    let Some(last) = draft.tokens.end.checked_sub(1) else { return false };
    let adjective = reading.word(last);
    let noun = reading.at(draft.tokens.end, reading.tokens[last].sentence);
    let division = noun.is_some_and(|noun| {
        noun.shape == Shape::Lower
            && matches!(
                noun.entry.cue,
                Some(
                    Cue::Province
                        | Cue::District
                        | Cue::Corridor
                        | Cue::Lake
                        | Cue::Valley
                        | Cue::Pass
                )
            )
    });
    division
        && draft.found != Found::Demonym
        && adjective.starts_with(|letter: char| ('А'..='Я').contains(&letter))
        && ENDINGS.iter().any(|ending| adjective.ends_with(ending))
        && !PLURAL.iter().any(|ending| reading.word(draft.tokens.end).ends_with(ending))
}

/// The places that a Russian adjective and its head noun name in any case: `Курской` of `Курской области` is the `Курская
/// область`, not the village of Kurskaya; `Средиземном море`.
pub(crate) fn described(
    gazetteer: &Gazetteer,
    adjective: &str,
    noun: &str,
) -> Vec<(PlaceId, NameKind)> {
    /// What a head noun begins with in every case, and what it is in the first, with the adjective's ending.
    const NOUNS: &[(&str, &str, &[&str])] = &[
        ("област", "область", &["ая"]),
        ("кра", "край", &["ий", "ый"]),
        ("коридор", "коридор", &["ий", "ый"]),
        ("мор", "море", &["ое", "ее"]),
        ("озер", "озеро", &["ое", "ее"]),
        ("долин", "долина", &["ая"]),
        ("перевал", "перевал", &["ий", "ый"]),
        ("пролив", "пролив", &["ий", "ый"]),
        ("залив", "залив", &["ий", "ый"]),
        ("полуостров", "полуостров", &["ий", "ый"]),
        ("хреб", "хребет", &["ий", "ый"]),
        ("округ", "округ", &["ий", "ый"]),
    ];
    const CASES: &[&str] = &[
        "ого", "его", "ому", "ему", "ой", "ей", "ым", "им", "ом", "ем", "ую", "юю", "ая", "яя",
        "ое", "ее", "ий", "ый",
    ];
    let written = adjective.starts_with(|letter: char| ('А'..='Я').contains(&letter));
    let noun = NOUNS.iter().find(|(beginning, ..)| written && noun.starts_with(beginning));
    let stem = CASES.iter().find_map(|ending| adjective.strip_suffix(ending));
    let (Some((_, lemma, endings)), Some(stem)) = (noun, stem) else { return Vec::new() };
    let mut found = Vec::new();
    for ending in *endings {
        for candidate in gazetteer.lookup(&format!("{stem}{ending} {lemma}")) {
            let town = gazetteer.brief(candidate.place).class == FeatureClass::Settlement;
            if !town && found.iter().all(|(place, _)| *place != candidate.place) {
                found.push((candidate.place, candidate.kind));
            }
        }
    }
    found
}

/// The head noun after a name, and whether it may stand for several: `Kunduz province`, `A and B valleys`.
#[allow(clippy::explicit_counter_loop, reason = "the count of steps is what the range says")]
fn cue_after(reading: &Reading<'_>, draft: &Draft) -> Option<(Cue, bool)> {
    let sentence = reading.tokens.get(draft.tokens.start)?.sentence;
    let mut index = draft.tokens.end;
    for _ in 0..2 {
        let token = reading.at(index, sentence)?;
        if let Some(cue) = context::compound_cue(reading, index) {
            return (!draft.is_party()).then_some((cue, false));
        }
        if let Some(cue) = token.entry.cue {
            // A country's `state` or `capital` says nothing of the country; `border post` is no post of that name.
            return (!draft.is_party() || matches!(cue, Cue::Province | Cue::City | Cue::District))
                .then(|| (cue, is_plural(reading.word(index))));
        }
        if !(token.is(Set::Border) || token.is(Set::Direction) || token.is(Set::PlaceAdjective)) {
            return None;
        }
        index += 1;
    }
    None
}

/// The head noun before a name: `the province of Kunduz`, `Lake Sarez`, `район Шугнон`, `ولایت بدخشان`.
fn cue_before(reading: &Reading<'_>, draft: &Draft) -> Option<(Cue, bool)> {
    let sentence = reading.tokens.get(draft.tokens.start)?.sentence;
    let mut index = draft.tokens.start.checked_sub(1)?;
    let mut token = reading.at(index, sentence)?;
    let mut of = false;
    while reading.is_mark(index, &['«', '"', '“', '„'])
        || token.is(Set::Determiner)
        || (token.is(Set::Of) && !of)
    {
        of |= token.is(Set::Of);
        index = index.checked_sub(1)?;
        token = reading.at(index, sentence)?;
    }
    let cue = token.entry.cue?;
    let latin = reading.text.as_bytes().get(token.span.start).is_some_and(u8::is_ascii);
    // English says `province of X`, or puts these before a name as part of it.
    let direct = !latin
        || (token.is_capital()
            && matches!(
                cue,
                Cue::Lake | Cue::Peak | Cue::River | Cue::Pass | Cue::District | Cue::Province
            ));
    (of || direct).then(|| (cue, is_plural(reading.word(index))))
}

/// Whether a head noun may stand for several names. Only what is surely singular is refused.
fn is_plural(word: &str) -> bool {
    !word.is_ascii() || word.ends_with(['s', 'S'])
}
