//! Which border is meant: `TJ-AF`, `Tajikistan–Afghanistan`.

use super::border::{Border, Source};
use super::packed;
use crate::gazetteer::{Country, FeatureClass, Gazetteer};

/// What may stand between two countries.
const HYPHENS: [char; 5] = ['-', '–', '—', '/', ':'];

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
    /// The error for a pair, with those borders whose codes share most letters with it.
    #[allow(clippy::cast_precision_loss, reason = "codes are short")]
    pub(super) fn new(pair: &str) -> Self {
        let mut asked: Vec<String> =
            pair.split(HYPHENS).map(|half| half.trim().to_uppercase()).collect();
        if let [one] = asked.as_slice()
            && let Some((home, other)) = one.split_at_checked(one.len() / 2)
        {
            asked = vec![home.to_owned(), other.to_owned()];
        }
        // How much of a half is a country's code of two or three letters: 0 to 1.
        let likeness = |half: &str, country: Country| {
            let like = |code: &str| {
                let same = half.chars().zip(code.chars()).filter(|(one, other)| one == other);
                same.count() as f64 / half.chars().count().max(code.len()) as f64
            };
            country.alpha3().map_or(0.0, like).max(like(country.code()))
        };
        let mut found: Vec<([f64; 2], String)> = packed::all()
            .flat_map(|border| [[border.a, border.b], [border.b, border.a]])
            .filter_map(|sides| {
                let [home, other] = asked.as_slice() else { return None };
                let like = [likeness(home, sides[0]), likeness(other, sides[1])];
                Some((like, format!("{}-{}", sides[0], sides[1])))
            })
            // Both wrong, or one altogether, is no slip of the finger.
            .filter(|([home, other], _)| home + other >= 1.3)
            .collect();
        found.sort_by(|(a, one), (b, other)| {
            let best = (b[0] + b[1]).total_cmp(&(a[0] + a[1]));
            // A first country that was named right says more than the second.
            best.then(b[0].total_cmp(&a[0])).then_with(|| one.cmp(other))
        });
        let best = found.first().map_or(0.0, |(like, _)| like[0] + like[1]);
        found.retain(|(like, _)| like[0] + like[1] >= best - 1e-9);
        let mut names: Vec<String> = found.into_iter().map(|(_, name)| name).collect();
        names.dedup();
        names.truncate(3);
        Self { pair: pair.to_owned(), meant: names }
    }
}

/// The two countries of a pair.
pub(super) fn sides(pair: &str) -> Result<[Country; 2], UnknownBorder> {
    let halves = pair.split(HYPHENS).map(str::trim).collect::<Vec<_>>();
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
