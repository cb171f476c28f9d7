//! Places that no gazetteer has: `the village of X`, `X training range`, `деҳаи X`.

use super::draft::{Draft, Sort};
use super::lexicon::Set;
use super::people;
use super::reading::{Reading, Shape, Token};
use super::select::Judge;
use super::{Cue, Found};
use crate::gazetteer::{Country, NameKind, PlaceId};
use crate::text::{Language, Span};

/// Marks that open a quotation.
pub(super) const QUOTES: &[char] = &['«', '"', '“', '„'];

/// Adds the names that only their surroundings give away, among the `taken` ones; in order of the text.
#[allow(clippy::similar_names, reason = "what is taken and what a token is")]
pub(crate) fn add(judge: &Judge<'_>, language: Language, taken: &mut Vec<Draft>) {
    let reading = judge.reading;
    let mut added = Vec::new();
    for index in 0..reading.tokens.len() {
        let token = &reading.tokens[index];
        let sentence = token.sentence;
        if let Some(tokens) = road(reading, index) {
            // `Felixstowe Road` is no Felixstowe.
            let within = |draft: &Draft| {
                tokens.start <= draft.tokens.start && draft.tokens.end <= tokens.end
            };
            let range = touching(taken, &tokens);
            if taken[range.clone()].iter().all(within) {
                taken.drain(range);
                let span = reading.span(&tokens);
                let (found, sort, candidates) = (Found::Context, Sort::Place, Vec::new());
                added.push(Draft { span, tokens, found, candidates, cue: None, sort });
            }
            continue;
        }
        let (cue, described) = (cue_at(judge, index), described_before(judge, index));
        let beside = token.is(Set::Beside)
            || token.is(Set::Locative)
            || joins_to_a_place(reading, taken, index);
        if cue.is_none() && described.is_none() && !beside || reading.headline[sentence as usize] {
            continue;
        }
        let found = described.as_ref().map(|(tokens, _)| tokens.clone());
        let named = |_| name_after(judge, index, language).or_else(|| name_before(judge, index));
        let found = found.or_else(|| cue.and_then(named));
        let found = found.or_else(|| beside.then(|| new_name(judge, index + 1)).flatten());
        let Some(tokens) = found else { continue };
        if !touching(taken, &tokens).is_empty()
            || !touching(&added[added.len().saturating_sub(2)..], &tokens).is_empty()
        {
            continue;
        }
        let span = reading.span(&tokens);
        if reading.tokens[tokens.clone()]
            .iter()
            .any(|token| token.is(Set::Month) || token.is(Set::Title))
        {
            continue;
        }
        let (candidates, found) = match described {
            Some((_, candidates)) => (candidates, Found::Inflected),
            None => match cue.map_or_else(Vec::new, |cue| fuzzy(judge, span, cue)) {
                none if none.is_empty() => (none, Found::Context),
                near => (near, Found::Fuzzy),
            },
        };
        added.push(Draft { span, tokens, found, candidates, cue, sort: Sort::Place });
    }
    taken.extend(added);
    taken.sort_by_key(|draft| (draft.span.start, draft.span.end));
    let mut end = 0;
    taken.retain(|draft| {
        let keep = draft.span.start >= end;
        end = end.max(draft.span.end);
        keep
    });
}

/// Whether the word at `index` joins what follows to a place right before it: `из Цхинвала и Джавы`, `участок Достык –
/// Алашанькоу`.
fn joins_to_a_place(reading: &Reading<'_>, drafts: &[Draft], index: usize) -> bool {
    let joint = &reading.tokens[index];
    let dash = reading.is_mark(index, &['–', '—']);
    if !(dash || joint.is(Set::And) && joint.shape == Shape::Lower) {
        return false;
    }
    let before = drafts.partition_point(|draft| draft.tokens.end < index);
    drafts.get(before).is_some_and(|draft| {
        draft.tokens.end == index
            && draft.found != Found::Demonym
            && draft.sort == Sort::Place
            && index + 1 < reading.tokens.len()
            // A dash that opens a sentence or sets a speaker off parts more than two names.
            && (!dash || !reading.begins_sentence(draft.tokens.start))
    })
}

/// The drafts, which are in order, that have one of the tokens.
fn touching(drafts: &[Draft], tokens: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let first = drafts.partition_point(|draft| draft.tokens.end <= tokens.start);
    let after = drafts[first..].partition_point(|draft| draft.tokens.start < tokens.end);
    first..first + after
}

/// The name of a road that ends with its head noun at `index`: `Main Street`, `Old Mill Rd.`
fn road(reading: &Reading<'_>, index: usize) -> Option<std::ops::Range<usize>> {
    let noun = &reading.tokens[index];
    if noun.is(Set::Road) && noun.shape == Shape::Plain {
        return plain_road(reading, index);
    }
    if !noun.is(Set::Road)
        || noun.shape != Shape::Capital
        || reading.headline[noun.sentence as usize]
    {
        return None;
    }
    let part = |at: usize| {
        reading.at(at, noun.sentence).is_some_and(|token| {
            token.is_capital()
                && (token.is(Set::Direction)
                    || ![Set::Determiner, Set::Title, Set::Month, Set::In, Set::And]
                        .into_iter()
                        .any(|set| token.is(set)))
        })
    };
    let mut start = index;
    while start > 0 && index - start < 3 && part(start - 1) {
        start -= 1;
    }
    let next = reading.at(index + 1, noun.sentence);
    // `Rd.` has its point, `County Road 43` its number; `Wall Street Journal` is none.
    let pointed = noun.is(Set::RoadShort) && reading.is_mark(index + 1, &['.']);
    let numbered = !noun.is(Set::RoadShort) && next.is_some_and(|next| next.shape == Shape::Number);
    let goes_on = next.is_some_and(Token::is_capital);
    (start < index && !goes_on).then_some(start..index + 1 + usize::from(pointed || numbered))
}

/// The name of a road after its head noun, where there are no capitals: `خیابان ولیعصر`; one word, as no more can be told.
fn plain_road(reading: &Reading<'_>, index: usize) -> Option<std::ops::Range<usize>> {
    let name = reading.at(index + 1, reading.tokens[index].sentence)?;
    let small = [Set::In, Set::To, Set::From, Set::With, Set::On, Set::For, Set::And];
    let small = small.into_iter().chain([Set::Auxiliary, Set::GovernmentVerb, Set::Determiner]);
    let named = name.shape == Shape::Plain
        && name.span.len() >= 6
        && name.entry.cue.is_none()
        && !name.is(Set::Road)
        && !small.into_iter().any(|set| name.is(set))
        && !people::is_persian_adjective(name.entry.key);
    named.then_some(index..index + 2)
}

/// What a head noun of two words at `index` says of a name before it: `X training range`.
pub(crate) fn compound_cue(reading: &Reading<'_>, index: usize) -> Option<Cue> {
    (reading.tokens.get(index).is_some_and(|token| token.span.len() == "training".len())
        && reading.word(index).eq_ignore_ascii_case("training")
        && matches!(reading.word(index + 1), "range" | "ground" | "area" | "centre" | "center"))
    .then_some(Cue::TrainingRange)
}

/// What the head noun at `index` says of a name beside it, if it is one that names places by itself.
fn cue_at(judge: &Judge<'_>, index: usize) -> Option<Cue> {
    let reading = judge.reading;
    if let Some(cue) = compound_cue(reading, index) {
        return Some(cue);
    }
    let token = &reading.tokens[index];
    let cue = token.entry.cue?;
    match cue {
        _ if token.shape == Shape::Plain => Some(cue),
        _ if token.is(Set::Quoted) && !reading.is_mark(index + 1, QUOTES) => None,
        Cue::Country | Cue::City => None,
        // A noun that stands with much else names a place if the name has quotation marks, or is before it in English.
        Cue::Region => {
            let latin = reading.word(index).is_ascii() && token.shape == Shape::Lower;
            (latin || reading.is_mark(index + 1, QUOTES)).then_some(cue)
        }
        _ => Some(cue),
    }
}

/// The capitalised words after a head noun: `village of X`, `село X`; one word where there is no case.
fn name_after(
    judge: &Judge<'_>,
    index: usize,
    language: Language,
) -> Option<std::ops::Range<usize>> {
    let reading = judge.reading;
    let sentence = reading.tokens[index].sentence;
    let mut start = index + 1;
    let next = reading.at(start, sentence)?;
    if language == Language::English {
        if !next.is(Set::Of) {
            return None;
        }
        start += 1;
    } else if next.is(Set::FacilityAdjective) && next.shape != Shape::Capital {
        start += 1;
    }
    while reading.is_mark(start, QUOTES) {
        start += 1;
    }
    let first = reading.at(start, sentence)?;
    if language == Language::Persian {
        // Without capitals only the closest cues are trusted, and only one word.
        let cue = reading.tokens[index].entry.cue?;
        // Of what is no village a word that the dictionary has says more often what it is like.
        let unknown = matches!(cue, Cue::Crossing | Cue::Region | Cue::Range | Cue::Valley)
            && !people::is_persian_word(first.entry.key)
            && !people::is_persian_adjective(first.entry.key)
            && people::person(first.entry.key).first == 0;
        let trusted = (matches!(cue, Cue::Village | Cue::District) || unknown)
            && !is_relational(reading.word(start))
            && first.shape == Shape::Plain
            && first.span.len() >= 6
            && first.entry.cue.is_none()
            && !first.is(Set::And)
            && !first.is(Set::In)
            && !first.is(Set::PersonNoun);
        return trusted.then_some(start..start + 1);
    }
    let mut end = start;
    while let Some(token) = reading.at(end, sentence) {
        if token.shape != Shape::Capital || token.is(Set::FirstName) && end > start {
            break;
        }
        end += 1;
        // `Хост-Миён`, `Harb-Maidon`.
        if reading.is_mark(end, &['-']) && reading.at(end + 1, sentence).is_some_and(Token::is_word)
        {
            end += 2;
        }
    }
    // `села Норабак Гегаркуникской области`: the last word belongs to what follows.
    let noun = reading.at(end, sentence).and_then(|noun| noun.entry.cue);
    if end - start > 1 && noun.is_some() && !reading.word(end).is_ascii() {
        end -= 1;
    }
    (first.shape == Shape::Capital && end > start && end - start <= 4).then_some(start..end)
}

/// Whether a Persian word is an adjective made of a noun by ی: `مرزی` of `مرز`.
fn is_relational(word: &str) -> bool {
    word.strip_suffix('ی').is_some_and(|noun| people::is_persian_word(super::lexicon::key(noun)))
}

/// Most words of a name that no table knows.
const LONGEST: usize = 3;

/// The capitalised words from `at` on that no table knows: behind a preposition of place they are a place.
fn new_name(judge: &Judge<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let reading = judge.reading;
    let sentence = reading.tokens.get(at.checked_sub(1)?)?.sentence;
    let mut end = at;
    while end < at + LONGEST && is_new(judge, end, sentence, end == at) {
        end += 1;
    }
    if end == at {
        return None;
    }
    let goes_on = reading.at(end, sentence).is_some_and(|next| {
        next.is_capital() || matches!(next.shape, Shape::Possessive | Shape::Number)
    });
    // Behind a preposition that much stands behind, only a noun in its own script: `в Яндексе`, `в Instagram`, `в Первом`.
    let word = reading.word(at);
    let doubtful = reading.tokens[at - 1].is(Set::Locative)
        && (reading.tokens[at].is(Set::NoPlace)
            || word.is_ascii() != reading.word(at - 1).is_ascii()
            || is_adjectival(word));
    let name = at..end;
    let new = !goes_on
        && !doubtful
        && reading.span(&name).len() >= 5
        && judge.persons.doubt(reading, &name, 0.0) <= 0.0
        && judge.gazetteer.lookup(reading.span(&name).of(reading.text)).is_empty();
    (new && judge.mask(&name).is_none()).then_some(name)
}

/// Whether a capitalised word is none that the tables know; the first of a name is to be long enough for one.
fn is_new(judge: &Judge<'_>, at: usize, sentence: u32, first: bool) -> bool {
    let reading = judge.reading;
    let Some(token) = reading.at(at, sentence) else { return false };
    let word = reading.word(at);
    let known = [Set::Title, Set::Institution, Set::Organisation, Set::FirstName, Set::Month]
        .into_iter()
        .any(|set| token.is(set));
    let person = people::person(token.entry.key);
    let last = !reading.at(at + 1, sentence).is_some_and(Token::is_capital);
    token.shape == Shape::Capital
        && !known
        && token.entry.cue.is_none()
        && (word.chars().count() >= 5 || !(first && last))
        && super::lexicon::commonness(word) == 0
        && person.first == 0
        && person.last == 0
}

/// Whether a Russian word has an ending that adjectives have behind a preposition of place, and nouns have not.
fn is_adjectival(word: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["ом", "ем", "ой", "ей", "ую", "юю", "ых", "их", "ый", "ий", "ого", "его"];
    ENDINGS.into_iter().any(|ending| word.ends_with(ending))
}

/// The tokens of an adjective and its head noun, and what they name.
type Described = (std::ops::Range<usize>, Vec<(PlaceId, NameKind)>);

/// The adjective before a head noun that names a place with it, with the noun, and the place: `Белгородская область`.
fn described_before(judge: &Judge<'_>, index: usize) -> Option<Described> {
    let reading = judge.reading;
    let at = index.checked_sub(1)?;
    let (adjective, noun) = (reading.at(at, reading.tokens[index].sentence)?, reading.word(index));
    if adjective.shape != Shape::Capital || noun.is_ascii() {
        return None;
    }
    let candidates = super::lists::described(judge.gazetteer, reading.word(at), noun);
    (!candidates.is_empty()).then_some((at..index + 1, candidates))
}

/// The capitalised words before a head noun: `X training range`, `X district`.
fn name_before(judge: &Judge<'_>, index: usize) -> Option<std::ops::Range<usize>> {
    let reading = judge.reading;
    let sentence = reading.tokens[index].sentence;
    // `The X border crossing`.
    let described = |at: &usize| {
        let token = &reading.tokens[*at];
        token.is(Set::FacilityAdjective)
            && token.shape == Shape::Lower
            && token.sentence == sentence
    };
    let noun = index;
    let index = index.checked_sub(1).filter(described).unwrap_or(index);
    let mut start = index;
    while start > 0
        && reading.at(start - 1, sentence).is_some_and(|token| {
            token.shape == Shape::Capital
                && token.entry.cue.is_none()
                && !token.is(Set::Direction)
                && !token.is(Set::Determiner)
                && !token.is(Set::Organisation)
                && !token.is(Set::Institution)
                && !token.is(Set::Title)
                && !token.is(Set::FirstName)
        })
        && index - start < 3
    {
        start -= 1;
    }
    let name = start..index;
    // The first word of a sentence is capitalised anyway.
    let sure = !name.is_empty() && !reading.begins_sentence(start) && judge.mask(&name).is_none();
    // `Naf River`, `Aji Creek`.
    let river = matches!(reading.tokens[noun].entry.cue, Some(Cue::River));
    let least = if river { 3 } else { 4 };
    let ordinary = name.clone().any(|at| {
        super::lexicon::commonness(reading.word(at)) >= 1
            || reading.word(at).chars().count() < least
    });
    let latin = reading.tokens[index].shape != Shape::Plain && reading.word(index).is_ascii();
    (sure && latin && !ordinary).then_some(name)
}

/// The places whose name is within a few letters of a long word with its head noun: `Wakkan Corridor`.
fn fuzzy(judge: &Judge<'_>, span: Span, cue: Cue) -> Vec<(PlaceId, NameKind)> {
    let text = span.of(judge.reading.text);
    // Short names have too many neighbours.
    if text.chars().count() < 5 {
        return Vec::new();
    }
    // A document of other countries has names of its own.
    let is_near =
        |country: &Country| judge.sides.contains(country) && judge.named.contains(country);
    if !judge.sides.iter().any(is_near) {
        return Vec::new();
    }
    let mut found: Vec<(PlaceId, NameKind)> = Vec::new();
    for id in judge.gazetteer.misspelt(text) {
        let place = judge.gazetteer.brief(id);
        let near = place.country.as_ref().is_some_and(is_near);
        if near && cue.fits(place.class) && found.iter().all(|(known, _)| *known != id) {
            found.push((id, NameKind::Generated));
        }
    }
    found
}
