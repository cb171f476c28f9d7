//! Looking places up by a name that may be cut short or misspelt.
//!
//! Each way is tried only if those before gave too little: the folded name itself, the name without a case ending, names
//! that begin with it, names within an edit of it ([`super::edits`]), names that a query in Cyrillic sounds like, names within two edits.

use super::edits::Within;
use super::{
    Candidate, Country, FeatureClass, Gazetteer, NameId, NameKind, PlaceId, build, layout,
};
use crate::earth::LatLng;
use crate::text::fold;
use fst::automaton::Str;
use fst::{Automaton, IntoStreamer, Streamer};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Most names that are looked at for a beginning: a bound for short queries.
const MOST_NAMES: usize = 4_000;

/// Most places that a misspelt name is taken for.
const MOST_MISSPELT: usize = 8;

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
    /// The query is the name with a case ending: Оше.
    Form,
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
            if hits.best.is_empty() {
                self.inflected(query, &key, &mut hits);
            }
            self.prefixed(&key, &mut hits);
            let letters = key.chars().count();
            if hits.best.is_empty() && letters >= 4 {
                self.edited(&key, 1, &mut hits);
            }
            if hits.best.is_empty() {
                self.romanised(query, &mut hits);
            }
            if hits.best.is_empty() && letters >= 7 {
                self.edited(&key, 2, &mut hits);
            }
        }
        hits.ranked()
    }

    /// The places that a misspelt name means, if no name of the gazetteer is it or begins so: those with a name
    /// within one letter, else of long names within two, neither the first. The likeliest first, eight at most.
    ///
    /// ```
    /// use marz::gazetteer::{FeatureClass, Gazetteer};
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let near = gazetteer.misspelt("Wakhan Coridor");
    /// assert!(near.iter().any(|place| gazetteer.place(*place).class == FeatureClass::Corridor));
    /// assert!(gazetteer.misspelt("Khorog").is_empty());
    /// ```
    #[must_use]
    pub fn misspelt(&self, name: &str) -> Vec<PlaceId> {
        let is_place = |candidate: Candidate| candidate.kind != NameKind::Demonym;
        let key = fold::key(name);
        let letters = key.chars().count();
        if letters < 4 || self.lookup(name).into_iter().any(is_place) || self.begins_a_name(&key) {
            return Vec::new();
        }
        let mut found: Vec<(Reverse<i32>, PlaceId)> = Vec::new();
        for edits in 1..=if letters >= 7 { 2 } else { 1 } {
            for (index, first) in self.indexes() {
                let mut stream = index.search(Within::new(&key, edits, edits > 1)).into_stream();
                while let Some((name, number)) = stream.next() {
                    if !is_marked(name) {
                        let places = self.candidates(numbered(number, first));
                        let places = places.filter(|one| is_place(*one));
                        found.extend(places.map(|one| (Reverse(self.prior(one)), one.place)));
                    }
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        found.sort_unstable();
        let mut places: Vec<PlaceId> = Vec::new();
        for (_, place) in found {
            if places.len() < MOST_MISSPELT && !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    /// Whether a name of some place begins with a folded text and goes on.
    fn begins_a_name(&self, key: &str) -> bool {
        for (index, first) in self.indexes() {
            let mut stream = index.search(Str::new(key).starts_with()).into_stream();
            for _ in 0..MOST_NAMES {
                let Some((name, number)) = stream.next() else { break };
                let mut candidates = self.candidates(numbered(number, first));
                if name.len() > key.len()
                    && !is_marked(name)
                    && candidates.any(|candidate| candidate.kind != NameKind::Demonym)
                {
                    return true;
                }
            }
        }
        false
    }

    fn prefixed(&self, key: &str, hits: &mut Hits<'_>) {
        for (index, first) in self.indexes() {
            let mut stream = index.search(Str::new(key).starts_with()).into_stream();
            for _ in 0..MOST_NAMES {
                let Some((name, number)) = stream.next() else { break };
                if name.len() > key.len() {
                    self.add_name(name, numbered(number, first), Fit::Prefix, hits);
                }
            }
        }
    }

    fn edited(&self, key: &str, edits: u8, hits: &mut Hits<'_>) {
        for (index, first) in self.indexes() {
            let mut stream = index.search(Within::new(key, edits, false)).into_stream();
            while let Some((name, number)) = stream.next() {
                self.add_name(name, numbered(number, first), Fit::Edits(edits), hits);
            }
        }
    }

    /// Names that the whole query is a form of.
    fn inflected(&self, query: &str, key: &str, hits: &mut Hits<'_>) {
        let query = query.trim();
        let forms = self.matches(query).into_iter();
        for found in forms.filter(|found| found.inflected && found.span.of(query) == query) {
            for candidate in self.candidates(found.name) {
                hits.add(candidate, Fit::Form, key);
            }
        }
    }

    /// The names in order, of the base and one's own, each with the number of its first.
    fn indexes(&self) -> impl Iterator<Item = (fst::Map<&[u8]>, u32)> {
        let own = self.own.as_deref().map(|own| (own.places.index(), own.first_name()));
        let all = [Some((self.index(), 0)), own].into_iter().flatten();
        all.filter_map(|(index, first)| Some((index?, first)))
    }

    /// Names as a query in Cyrillic sounds: most villages of the world have names in Latin script only.
    fn romanised(&self, query: &str, hits: &mut Hits<'_>) {
        if !query.chars().any(|letter| ('\u{400}'..='\u{52f}').contains(&letter)) {
            return;
        }
        for latin in build::to_latin(query).iter().map(|latin| fold::key(latin)) {
            let name = self.name_of_key(&latin);
            for candidate in name.into_iter().flat_map(|name| self.candidates(name)) {
                hits.add(candidate, Fit::Edits(1), &latin);
            }
            if hits.best.is_empty() && latin.chars().count() >= 4 {
                self.edited(&latin, 1, hits);
            }
        }
    }

    fn add_name(&self, name: &[u8], id: NameId, fit: Fit, hits: &mut Hits<'_>) {
        let Ok(text) = std::str::from_utf8(name) else { return };
        if !is_marked(name) {
            for candidate in self.candidates(id) {
                hits.add(candidate, fit, text);
            }
        }
    }
}

/// The name of a number in an index whose names are numbered from `first`.
fn numbered(number: u64, first: u32) -> NameId {
    NameId(u32::try_from(number).map_or(u32::MAX, |number| number.saturating_add(first)))
}

/// Whether a key is one of abbreviations or of small words.
fn is_marked(key: &[u8]) -> bool {
    matches!(
        key.first().map(|mark| char::from(*mark)),
        Some(layout::ABBREVIATION_MARK | layout::SMALL_MARK)
    )
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
