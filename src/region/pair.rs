//! Which border is meant: `TJ-AF`, `Tajikistan–Afghanistan`.

use super::border::{Border, Source};
use super::packed;
use crate::gazetteer::{Country, FeatureClass, Gazetteer};

/// A border that is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no land border {pair:?}{}; `marz borders` lists them", hint(meant))]
pub struct UnknownBorder {
    /// What was asked for.
    pub pair: String,
    /// The likeliest meant, best first.
    pub meant: Vec<String>,
}

fn hint(meant: &[String]) -> String {
    if meant.is_empty() {
        String::new()
    } else {
        format!(" (did you mean {}?)", meant.join(" or "))
    }
}

impl UnknownBorder {
    /// The error for a pair, with those borders that share most letters with it.
    pub(super) fn new(pair: &str) -> Self {
        let asked: Vec<char> = pair
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .flat_map(char::to_uppercase)
            .collect();
        let likeness = |name: &str| {
            let letters = name.chars().filter(|letter| letter.is_alphabetic());
            letters.zip(&asked).filter(|(one, other)| one == *other).count()
        };
        let mut names: Vec<String> = packed::all()
            .flat_map(|border| {
                [format!("{}-{}", border.a, border.b), format!("{}-{}", border.b, border.a)]
            })
            .collect();
        names.sort();
        names.dedup();
        let best = names.iter().map(|name| likeness(name)).max().unwrap_or(0);
        // Half of the letters wrong is no slip of the finger.
        names.retain(|name| best >= 3 && likeness(name) == best);
        // A country that was named right says more than single letters.
        let first: String = asked.iter().take(2).collect();
        names.sort_by_key(|name| !name.starts_with(&first));
        names.truncate(3);
        Self { pair: pair.to_owned(), meant: names }
    }
}

/// The two countries of a pair.
pub(super) fn sides(pair: &str) -> Result<[Country; 2], UnknownBorder> {
    let halves = pair.split(['-', '–', '—', '/', ':']).map(str::trim).collect::<Vec<_>>();
    // A name may have a hyphen of its own (Guinea-Bissau): every place to cut is tried.
    for cut in 1..halves.len() {
        let country = |words: &[&str]| country(&words.join("-"));
        if let (Some(home), Some(other)) = (country(&halves[..cut]), country(&halves[cut..])) {
            return Ok([home, other]);
        }
    }
    Err(UnknownBorder::new(pair))
}

fn country(name: &str) -> Option<Country> {
    if let Some(country) = Country::from_code(name).or_else(|| Country::from_alpha3(name)) {
        return Some(country);
    }
    let gazetteer = Gazetteer::embedded();
    gazetteer
        .lookup(name)
        .iter()
        .map(|candidate| gazetteer.place(candidate.place))
        .find(|place| place.class == FeatureClass::Country)
        .and_then(|place| place.country)
}

/// The line of a pair from a source, or from the other one if that has none.
pub(super) fn line(sides: [Country; 2], source: Source) -> Option<Border> {
    let mut sorted = sides;
    sorted.sort();
    let wanted = u32::from(source == Source::NaturalEarth);
    let of_pair = || packed::all().filter(move |packed| [packed.a, packed.b] == sorted);
    let packed = of_pair().find(|packed| packed.source == wanted).or_else(|| of_pair().next())?;
    Border::packed(&packed, sides)
}
