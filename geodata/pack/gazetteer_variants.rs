//! Spellings that rules derive from attested names.

use super::layout::GENERATED;
use super::places::Place;

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

/// Adds the variants of every place.
pub fn add(places: &mut [Place]) {
    for place in places {
        if matches!(place.class, "admin1" | "admin2") {
            let bare: Vec<String> =
                place.names.iter().filter_map(|name| without_generic(&name.text)).collect();
            for name in bare {
                if !place.names.iter().any(|known| known.text == name) {
                    place.add(&name, GENERATED, "");
                }
            }
        }
    }
}

fn without_generic(name: &str) -> Option<String> {
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
