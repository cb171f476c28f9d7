//! Names beside a name that speak for its being a place's.

use super::reading::Shape;
use super::select::Judge;
use crate::gazetteer::{Country, FeatureClass};
use std::ops::Range;

impl Judge<'_> {
    /// Whether a dash joins the name to that of another town of the country: `трасса Баткен – Исфана`.
    pub(super) fn is_end_of_a_way(&self, tokens: &Range<usize>) -> bool {
        let reading = self.reading;
        let dash = |at: usize| reading.is_mark(at, &['–', '—', '-']);
        let parted = |at: usize| {
            let dash = reading.tokens[at].span;
            let around = reading.text.as_bytes();
            dash.len() > 1 || dash.start > 0 && around[dash.start - 1] == b' '
        };
        let towns = |at: usize| -> Vec<Country> {
            let named = reading.tokens.get(at).is_some_and(|token| token.shape == Shape::Capital);
            let of = |word: &str| {
                let places = self.gazetteer.lookup(word);
                let places = places.iter().take(4).map(|found| self.gazetteer.brief(found.place));
                let towns = places.filter(|place| place.class == FeatureClass::Settlement);
                towns.filter_map(|place| place.country).collect()
            };
            if named { of(reading.word(at)) } else { Vec::new() }
        };
        let after = (dash(tokens.end) && parted(tokens.end)).then_some(tokens.end + 1);
        let before = tokens.start.checked_sub(2).filter(|at| dash(at + 1) && parted(at + 1));
        let own = || towns(tokens.start);
        [before, after].into_iter().flatten().any(|other| {
            let others = towns(other);
            !others.is_empty() && own().iter().any(|country| others.contains(country))
        })
    }

    /// Whether the token at `index` begins a name that gazetteers list as a country or division.
    pub(super) fn names_parent(&self, index: usize, sentence: u32) -> bool {
        let Some(token) = self.reading.at(index, sentence) else { return false };
        if !token.is_capital() {
            return false;
        }
        self.gazetteer.lookup(self.reading.word(index)).iter().take(3).any(|candidate| {
            matches!(
                self.gazetteer.brief(candidate.place).class,
                FeatureClass::Country | FeatureClass::Admin1
            )
        })
    }
}
