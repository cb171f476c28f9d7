//! Spellings that rules derive from attested names.
//!
//! Names of the countries whose alphabets meet at the border are written in a dozen ways in each
//! script. What the sources list is a part of them; the rest follows rules: how Tajik Cyrillic is
//! romanised and written in Persian script, how Russian spells it, what the press does with q, kh
//! and final -on. A generated spelling never outranks an attested one.

use super::layout::{ABBREVIATION, DEMONYM, GENERATED};
use super::{Place, scripts};
use crate::text::fold;
use std::collections::BTreeSet;

/// Countries for whose places all variants are made.
const COUNTRIES: &[&str] = &["TJ", "AF", "UZ", "KG"];

/// Shortest name that has variants and is one, in letters.
const SHORTEST: usize = 4;

/// Most variants of one name in its own script.
const MOST: usize = 24;

/// Words that only say what sort of division a name is of; without them the name is the one that
/// people use.
const GENERIC: &[&str] = &[
    " province",
    " region",
    " oblast",
    " oblast’",
    " oblisi",
    " oblysy",
    " viloyati",
    " district",
    " rayon",
    " raion",
    " tuman",
    " tumani",
    " ولايت",
    " ولایت",
];

/// The same before the name.
const GENERIC_BEFORE: &[&str] =
    &["ولایت ", "استان ", "ولسوالی ", "شهرستان ", "вилояти ", "ноҳияи ", "nohiyai ", "viloyati "];

/// Folded Latin spellings that stand for each other, from the first to the second.
const LATIN: &[(&str, &str)] = &[
    ("kh", "x"),
    ("x", "kh"),
    ("kh", "h"),
    ("q", "k"),
    ("gh", "g"),
    ("dzh", "j"),
    ("j", "dzh"),
    ("dj", "j"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("w", "v"),
    ("v", "w"),
    ("abad", "obod"),
    ("obod", "abad"),
    ("on ", "an "),
    ("an ", "on "),
    ("qalai ", "qala i "),
    ("qala i ", "qalai "),
    ("qalai ", "kalai "),
    ("qala ", "kala "),
    ("qala ", "qalah "),
    ("qala ", "qaleh "),
    ("darra", "dara"),
    ("poyon", "payan"),
    ("poyon", "poyan"),
    ("panj ", "pyanj "),
    ("panj ", "pyandzh "),
    ("pyanj ", "panj "),
    ("sh i ", "shi "),
    ("yy ", "y "),
    ("iy ", "i "),
    ("ay ", "ai "),
    ("ai ", "ay "),
];

/// The same in Cyrillic, folded: Tajik to Russian and back.
const CYRILLIC: &[(&str, &str)] = &[
    ("обод", "абад"),
    ("абад", "обод"),
    ("он ", "ан "),
    ("ч", "дж"),
    ("дж", "ч"),
    ("калъаи ", "кала и "),
    ("калъаи ", "калаи "),
    ("калъаи ", "калай "),
    ("калаи ", "калай "),
    ("ъ", ""),
    ("ии ", "и "),
    ("панч ", "пяндж "),
];

/// Adds the variants of a place.
pub(super) fn add(place: &mut Place) {
    if matches!(place.class, "admin1" | "admin2") {
        let bare: Vec<String> =
            place.names.iter().filter_map(|name| without_generic(&name.text)).collect();
        add_new(place, bare);
    }
    if place.class != "country" && (place.curated || COUNTRIES.contains(&&*place.country)) {
        let names: Vec<String> = place
            .names
            .iter()
            .filter(|name| name.kind != ABBREVIATION && name.kind != DEMONYM)
            // Alternates of large cities come from every language of the world.
            .take(if place.curated { 24 } else { 8 })
            .map(|name| name.text.clone())
            .collect();
        let variants: BTreeSet<String> =
            names.iter().flat_map(|name| variants(name, &place.country)).collect();
        add_new(place, variants);
    }
}

/// Adds the names that have a key of their own.
fn add_new(place: &mut Place, names: impl IntoIterator<Item = String>) {
    let mut known: BTreeSet<String> =
        place.names.iter().map(|name| fold::key(&name.text)).collect();
    for name in names {
        let key = fold::key(&name);
        if key.chars().count() >= SHORTEST && known.insert(key) {
            place.add(&name, GENERATED, "");
        }
    }
}

/// A name without the word for its sort of division, if it has one.
pub(crate) fn without_generic(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let after = GENERIC.iter().find(|word| lower.ends_with(**word)).and_then(|word| {
        let letters = name.chars().count().checked_sub(word.chars().count())?;
        Some(name.chars().take(letters).collect::<String>())
    });
    let before = GENERIC_BEFORE
        .iter()
        .find(|word| lower.starts_with(**word))
        .map(|word| name.chars().skip(word.chars().count()).collect::<String>());
    after.or(before).filter(|bare| bare.chars().count() > 2)
}

/// The spellings that follow from one name.
fn variants(name: &str, country: &str) -> Vec<String> {
    let key = fold::key(name);
    if key.chars().count() < SHORTEST {
        return Vec::new();
    }
    let first = key.chars().next().unwrap_or(' ');
    match first {
        'a'..='z' => respelt(&key, LATIN),
        'а'..='я' => {
            let mut all = respelt(&key, CYRILLIC);
            all.extend(adjectives(&key));
            for latin in scripts::to_latin(name) {
                all.extend(respelt(&fold::key(&latin), LATIN));
                all.push(latin);
            }
            if country == "TJ" {
                all.extend(scripts::to_persian(name));
            }
            all
        }
        '\u{600}'..='\u{6ff}' if key.contains(' ') => vec![key.replace(' ', "")],
        _ => Vec::new(),
    }
}

/// What one or two of the rules make of a key.
fn respelt(key: &str, rules: &[(&str, &str)]) -> Vec<String> {
    // A space at the end lets a rule speak of the end of a word.
    let once = step(&format!("{key} "), rules);
    let mut all = once.clone();
    for spelling in &once {
        all.extend(step(spelling, rules));
    }
    let mut seen = BTreeSet::new();
    all.retain(|spelling| spelling.trim() != key && seen.insert(spelling.clone()));
    all.truncate(MOST);
    all.into_iter().map(|spelling| spelling.trim().to_owned()).collect()
}

fn step(spelling: &str, rules: &[(&str, &str)]) -> Vec<String> {
    rules
        .iter()
        .filter(|(from, _)| spelling.contains(from))
        .map(|(from, to)| spelling.replace(from, to))
        .filter(|made| made != spelling)
        .collect()
}

/// The Russian adjective of a name that ends in a consonant: Хатлон, Хатлонский.
fn adjectives(key: &str) -> Vec<String> {
    let consonant = key.ends_with([
        'б', 'в', 'г', 'д', 'ж', 'з', 'к', 'л', 'м', 'н', 'п', 'р', 'с', 'т', 'ф', 'х', 'ц', 'ч',
        'ш',
    ]);
    if consonant && !key.contains(' ') { vec![format!("{key}ский")] } else { Vec::new() }
}
