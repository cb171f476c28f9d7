//! Names that a document has introduced as places, wherever they come again: after `the village of Norabak` a
//! `Norabak` that stands alone is the same place.

use super::Found;
use super::draft::Draft;
use super::lexicon::{self, ByKey, Set};
use super::people;
use super::reading::{Reading, Shape, Token};
use crate::text::fold;

/// What Russian and Tajik put at the end of a name, folded; the longer ones first.
const ENDINGS: [&str; 14] =
    ["иро", "ом", "ем", "ой", "ей", "ро", "а", "у", "ю", "я", "е", "и", "ы", "о"];

/// Letters that a name keeps at least without its ending.
const STEM: usize = 4;

/// Adds what comes again of the `taken` names that only their surroundings gave away; in order of the text.
pub(crate) fn add(reading: &Reading<'_>, taken: &mut Vec<Draft>) {
    let mut introduced: ByKey<usize> = ByKey::default();
    for (row, draft) in taken.iter().enumerate() {
        let new = matches!(draft.found, Found::Context | Found::Fuzzy) && draft.cue.is_some();
        if new && draft.tokens.len() == 1 && stands_for_itself(&reading.tokens[draft.tokens.start])
        {
            let stem = stem(reading.word(draft.tokens.start));
            introduced.entry(stem).or_insert(row);
        }
    }
    if introduced.is_empty() {
        return;
    }
    let mut added = Vec::new();
    let mut next = 0;
    for (at, token) in reading.tokens.iter().enumerate() {
        while taken.get(next).is_some_and(|draft| draft.tokens.end <= at) {
            next += 1;
        }
        let covered = taken.get(next).is_some_and(|draft| draft.tokens.start <= at);
        if covered || !stands_for_itself(token) || belongs_to_a_name(reading, at) {
            continue;
        }
        let Some(row) = introduced.get(&stem(reading.word(at))) else { continue };
        added.push(Draft { span: token.span, tokens: at..at + 1, ..taken[*row].clone() });
    }
    taken.extend(added);
    taken.sort_by_key(|draft| (draft.span.start, draft.span.end));
}

/// Whether a word may be a name on its own: written as one, and nothing else that the tables know.
fn stands_for_itself(token: &Token) -> bool {
    let known = token.entry.cue.is_some()
        || [Set::Title, Set::Month, Set::FirstName, Set::Direction, Set::Determiner]
            .into_iter()
            .any(|set| token.is(set));
    match token.shape {
        Shape::Capital => !known,
        Shape::Plain => {
            !known
                && !people::is_persian_word(token.entry.key)
                && !people::is_persian_adjective(token.entry.key)
                && people::person(token.entry.key).first == 0
        }
        _ => false,
    }
}

/// Whether a capitalised neighbour makes a longer name of it: `Норабак Петросян`.
fn belongs_to_a_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    if token.shape == Shape::Plain {
        return false;
    }
    if lexicon::commonness(reading.word(at)) > 0 {
        return true;
    }
    let name = |at: usize| {
        reading.at(at, token.sentence).is_some_and(|other| {
            other.shape == Shape::Capital
                && other.entry.cue.is_none()
                && !reading.begins_sentence(at)
        })
    };
    name(at + 1) || at.checked_sub(1).is_some_and(name)
}

/// A hash of a word's folded letters without a case ending.
fn stem(word: &str) -> u64 {
    let key = fold::key(word);
    let stem = ENDINGS
        .into_iter()
        .find_map(|ending| key.strip_suffix(ending).filter(|stem| stem.chars().count() >= STEM));
    lexicon::key(stem.unwrap_or(&key))
}
