//! Looking places up by a name that may be cut short or misspelt.
//!
//! Three ways, each tried only if those before gave too little: the folded name itself, names that
//! begin with it, names within one or two edits of it (a Levenshtein automaton over the index).

use super::{Candidate, Country, FeatureClass, Gazetteer, NameId, NameKind, PlaceId, layout};
use crate::earth::LatLng;
use crate::text::fold;
use fst::automaton::{Levenshtein, Str};
use fst::{Automaton, IntoStreamer, Streamer};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Most names that are looked at for a beginning: a bound for short queries.
const MOST_NAMES: usize = 4_000;

/// What to look for besides the name.
#[derive(Debug, Clone)]
pub struct SearchOptions {
    /// Only places in this country.
    pub country: Option<Country>,
    /// Only places of these classes; all if empty.
    pub classes: Vec<FeatureClass>,
    /// Places near this come first.
    pub near: Option<LatLng>,
    /// Also names that begin with the query, or differ from it by a letter or two.
    pub fuzzy: bool,
    /// Most places to give.
    pub limit: usize,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self { country: None, classes: Vec::new(), near: None, fuzzy: true, limit: 10 }
    }
}

/// How a name fits a query; better fits first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The same folded key.
    Exact,
    /// It begins with the query.
    Prefix,
    /// This many letters differ.
    Edits(u8),
}

/// A place that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// The place.
    pub place: PlaceId,
    /// What the name that fits is to it.
    pub kind: NameKind,
    /// How the name fits.
    pub fit: Fit,
    /// The folded name that fits.
    pub matched: String,
}

impl Gazetteer {
    /// The places whose names fit a query, the best first: by fit, then by how likely the place is
    /// meant, then by nearness.
    ///
    /// ```
    /// use marz::gazetteer::{Fit, Gazetteer, SearchOptions};
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let hits = gazetteer.search("Duschanbee", &SearchOptions::default());
    /// assert_eq!(gazetteer.place(hits[0].place).name, "Dushanbe");
    /// assert!(matches!(hits[0].fit, Fit::Edits(_)));
    /// ```
    #[must_use]
    pub fn search(&self, query: &str, options: &SearchOptions) -> Vec<SearchHit> {
        let key = fold::key(query);
        let mut hits = Hits { gazetteer: self, options, best: HashMap::new() };
        for candidate in self.lookup(query) {
            hits.add(candidate, Fit::Exact, &key);
        }
        if options.fuzzy && hits.best.len() < options.limit && !key.is_empty() {
            self.prefixed(&key, &mut hits);
            let letters = key.chars().count();
            if hits.best.is_empty() && letters >= 4 {
                self.edited(&key, 1, &mut hits);
                if hits.best.is_empty() && letters >= 7 {
                    self.edited(&key, 2, &mut hits);
                }
            }
        }
        hits.ranked()
    }

    fn prefixed(&self, key: &str, hits: &mut Hits<'_>) {
        let Some(index) = self.index() else { return };
        let mut stream = index.search(Str::new(key).starts_with()).into_stream();
        let mut seen = 0;
        while let Some((name, number)) = stream.next() {
            if name.len() > key.len() {
                self.add_name(name, number, Fit::Prefix, hits);
            }
            seen += 1;
            if seen >= MOST_NAMES {
                return;
            }
        }
    }

    fn edited(&self, key: &str, edits: u8, hits: &mut Hits<'_>) {
        // Too long a query for an automaton of bounded size is not misspelt by two letters.
        let Ok(automaton) = Levenshtein::new(key, u32::from(edits)) else { return };
        let Some(index) = self.index() else { return };
        let mut stream = index.search(automaton).into_stream();
        while let Some((name, number)) = stream.next() {
            self.add_name(name, number, Fit::Edits(edits), hits);
        }
    }

    fn add_name(&self, name: &[u8], number: u64, fit: Fit, hits: &mut Hits<'_>) {
        let marks = [layout::ABBREVIATION_MARK, layout::SMALL_MARK];
        let Ok(name) = std::str::from_utf8(name) else { return };
        let Ok(number) = u32::try_from(number) else { return };
        if !name.starts_with(marks) {
            for candidate in self.candidates(NameId(number)) {
                hits.add(candidate, fit, name);
            }
        }
    }
}

struct Hits<'h> {
    gazetteer: &'h Gazetteer,
    options: &'h SearchOptions,
    best: HashMap<PlaceId, (SearchHit, i32)>,
}

impl Hits<'_> {
    fn add(&mut self, candidate: Candidate, fit: Fit, matched: &str) {
        let place = self.gazetteer.place(candidate.place);
        let options = self.options;
        let in_country = options.country.is_none_or(|country| place.country == Some(country));
        let of_class = options.classes.is_empty() || options.classes.contains(&place.class);
        if !in_country || !of_class || candidate.kind == NameKind::Demonym {
            return;
        }
        let rank = self.gazetteer.prior(candidate) + self.nearness(place.position);
        let kind = candidate.kind;
        let hit = SearchHit { place: place.id, kind, fit, matched: matched.to_owned() };
        let better = self.best.get(&place.id).is_none_or(|(known, known_rank)| {
            (fit, Reverse(rank)) < (known.fit, Reverse(*known_rank))
        });
        if better {
            self.best.insert(place.id, (hit, rank));
        }
    }

    /// What being near is worth, in units of the prior: up to 200 at the place itself.
    fn nearness(&self, position: Option<LatLng>) -> i32 {
        let (Some(near), Some(position)) = (self.options.near, position) else { return 0 };
        let (north, east) = (position.lat() - near.lat(), position.lng() - near.lng());
        let east = (east + 540.0).rem_euclid(360.0) - 180.0;
        let degrees = north.hypot(east * near.lat().to_radians().cos());
        #[allow(clippy::cast_possible_truncation, reason = "between 0 and 200")]
        let worth = (200.0 / (1.0 + degrees)) as i32;
        worth
    }

    fn ranked(self) -> Vec<SearchHit> {
        let mut hits: Vec<(SearchHit, i32)> = self.best.into_values().collect();
        hits.sort_by(|(a, a_rank), (b, b_rank)| {
            (a.fit, Reverse(a_rank), a.place).cmp(&(b.fit, Reverse(b_rank), b.place))
        });
        hits.truncate(self.options.limit);
        hits.into_iter().map(|(hit, _)| hit).collect()
    }
}
