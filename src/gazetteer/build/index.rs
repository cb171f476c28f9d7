//! The names of all places, folded, in order, with their candidates.

use super::layout::{self, ABBREVIATION, ABBREVIATION_MARK, KIND, MAIN, SMALL_MARK};
use super::{Name, Place};
use crate::text::fold;
use std::collections::{BTreeMap, HashSet};

/// What it adds to the prior of a place that a person wrote or checked its row.
const CURATED: i32 = 40;

/// The index of all names.
pub(super) struct Index {
    /// The keys in order; the number of a name is its place here.
    pub(super) keys: Vec<String>,
    /// Candidates of each name, the likeliest first: place and flags.
    pub(super) candidates: Vec<Vec<(u32, u8)>>,
    /// Whether a name is looked for in running text.
    pub(super) matched: Vec<bool>,
}

/// Folds and sorts the names.
pub(super) fn build(places: &[Place], stop: &HashSet<String>) -> Index {
    let mut names: BTreeMap<String, Vec<(u32, u8)>> = BTreeMap::new();
    for (row, place) in (0u32..).zip(places) {
        for (at, name) in place.names.iter().enumerate() {
            let main = if at == 0 { MAIN } else { 0 };
            let flags = name.kind | main | name.language << layout::LANGUAGE_SHIFT;
            for key in keys(name) {
                let candidates = names.entry(key).or_default();
                match candidates.last_mut() {
                    Some((last, known)) if *last == row => *known = better(*known, flags),
                    _ => candidates.push((row, flags)),
                }
            }
        }
    }
    add_ordinary_to_abbreviations(&mut names);
    let mut index = Index { keys: Vec::new(), candidates: Vec::new(), matched: Vec::new() };
    for (key, mut candidates) in names {
        let prior = |&(row, flags): &(u32, u8)| {
            let place = &places[row as usize];
            let curated = if place.curated { CURATED } else { 0 };
            layout::prior(place.class_number(), &place.code, place.population, flags) + curated
        };
        candidates.sort_by_key(|candidate| (-prior(candidate), candidate.0));
        index.matched.push(is_matched(&key, &candidates, places, stop));
        index.candidates.push(candidates);
        index.keys.push(key);
    }
    index
}

/// An abbreviation in capitals may also be an ordinary name of something else.
fn add_ordinary_to_abbreviations(names: &mut BTreeMap<String, Vec<(u32, u8)>>) {
    let marked: Vec<String> =
        names.keys().filter(|key| key.starts_with(ABBREVIATION_MARK)).cloned().collect();
    for key in marked {
        let Some(ordinary) = names.get(&key[1..]).cloned() else { continue };
        let candidates = names.entry(key).or_default();
        for candidate in ordinary {
            if candidates.iter().all(|known| known.0 != candidate.0) {
                candidates.push(candidate);
            }
        }
    }
}

/// The flags of a place that has one key by two names.
fn better(a: u8, b: u8) -> u8 {
    let main = (a | b) & MAIN;
    let kept = if b & KIND < a & KIND { b } else { a };
    kept | main
}

/// The keys under which a name is found.
fn keys(name: &Name) -> Vec<String> {
    let key = fold::key(&name.text);
    if key.is_empty() {
        return Vec::new();
    }
    match name.kind {
        ABBREVIATION => {
            let mut keys = vec![format!("{ABBREVIATION_MARK}{key}")];
            let letters = name.text.chars().count();
            if (2..=5).contains(&letters) && name.text.chars().all(char::is_uppercase) {
                // U.S. is folded to two words.
                let parted: Vec<String> = key.chars().map(String::from).collect();
                keys.push(format!("{ABBREVIATION_MARK}{}", parted.join(" ")));
            }
            keys
        }
        // What is written with a small letter: adjectives, peoples, "вилояти Бадахшон".
        _ if name.text.starts_with(|letter: char| letter.is_lowercase() && letter >= '\u{400}') => {
            vec![format!("{SMALL_MARK}{key}"), key]
        }
        _ => vec![key],
    }
}

/// Whether a name is looked for in running text: not if it is a word of a language, and in a
/// script without capitals not if it is short and its places small.
fn is_matched(
    key: &str,
    candidates: &[(u32, u8)],
    places: &[Place],
    stop: &HashSet<String>,
) -> bool {
    if key.starts_with([ABBREVIATION_MARK, SMALL_MARK]) {
        return true;
    }
    let letters = key.chars().count();
    if letters < 2 || key.chars().all(|letter| letter.is_ascii_digit() || letter == ' ') {
        return false;
    }
    // Our own rows are names of their region, whatever else the word may be.
    let ours = |&(row, flags): &(u32, u8)| {
        places[row as usize].curated && flags & KIND != layout::GENERATED
    };
    if candidates.iter().any(ours) {
        return true;
    }
    let caseless = key.chars().any(|letter| ('\u{600}'..='\u{6ff}').contains(&letter));
    let large = candidates.iter().any(|(row, _)| places[*row as usize].population >= 100_000);
    !stop.contains(key) && (!caseless || letters > 3 || large)
}
