//! Which record is which place.

use super::super::build::{Place, is_code, is_our_script};
use super::super::layout::{self, ABBREVIATION, ATTESTED, DEMONYM};
use super::record::{Fate, Record};
use crate::text::fold;
use std::collections::{BTreeMap, HashMap};

/// How far apart two sources may put one settlement or other point, in degrees of latitude: 5.5 km.
/// Two thirds of the villages of GeoNames stand at whole minutes, and a village is up to 3 km long.
const POINT: f64 = 0.05;

/// The same for districts, rivers and other extended things, of which each source picks a point: 55 km.
const EXTENDED: f64 = 0.5;

/// The places so far, by key and by where which name is.
#[derive(Default)]
pub(super) struct Known {
    pub(super) places: Vec<Place>,
    by_key: HashMap<String, u32>,
    /// By sort of place, cell of the globe and folded name.
    by_name: HashMap<u64, u32>,
    /// How often the division of a GeoNames code is the one of an ISO code, by places that both know.
    votes: HashMap<String, BTreeMap<String, u32>>,
}

impl Known {
    /// Adds a place that is no other, and gives its row.
    pub(super) fn insert(&mut self, place: Place) -> u32 {
        let row = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.by_key.insert(place.key.clone(), row);
        for name in place.names.iter().filter(|name| name.kind != DEMONYM) {
            if let Some(hash) = here(&place, &fold::key(&name.text)) {
                self.by_name.entry(hash).or_insert(row);
            }
        }
        self.places.push(place);
        row
    }

    /// Takes a record in.
    pub(super) fn merge(&mut self, record: Record) -> Fate {
        match record {
            Record::Names { key, text, language } => {
                let Some(&row) = self.by_key.get(&key) else {
                    return Fate::Rejected("a name of a place that is not here");
                };
                add_name(&mut self.places[row as usize], &text, &language);
                Fate::Merged
            }
            Record::Place(place, also) => {
                let keys = std::iter::once(&place.key).chain(&also);
                let by_key = keys.into_iter().find_map(|key| self.by_key.get(key).copied());
                let found = by_key.or_else(|| self.near(&place));
                let (row, fate) = match found {
                    Some(row) => {
                        self.join(row, *place);
                        (row, Fate::Merged)
                    }
                    None => (self.insert(*place), Fate::Added),
                };
                for key in also {
                    self.by_key.entry(key).or_insert(row);
                }
                fate
            }
        }
    }

    /// The place of the same sort and name nearby.
    fn near(&self, place: &Place) -> Option<u32> {
        let names = place.names.iter().filter(|name| name.kind == ATTESTED);
        for key in names.map(|name| fold::key(&name.text)).filter(|key| !key.is_empty()) {
            for hash in around(place, &key) {
                let Some(&row) = self.by_name.get(&hash) else { continue };
                let known = &self.places[row as usize];
                let same_country = known.country.is_empty()
                    || place.country.is_empty()
                    || known.country == place.country;
                if same_country && close(known, place) {
                    return Some(row);
                }
            }
        }
        None
    }

    /// Adds what a record knows to a place.
    fn join(&mut self, row: u32, new: Place) {
        let known = &mut self.places[row as usize];
        if new.admin1.contains('.') && known.admin1.contains('-') {
            let votes = self.votes.entry(new.admin1.clone()).or_default();
            *votes.entry(known.admin1.clone()).or_default() += 1;
        }
        if new.curated {
            // What a person says of a place is meant.
            if new.position.is_some() {
                (known.position, known.precision) = (new.position, new.precision);
            }
            known.curated = true;
        }
        if known.position.is_none() {
            (known.position, known.precision) = (new.position, new.precision);
        }
        known.population = known.population.max(new.population);
        for (field, value) in [
            (&mut known.code, new.code),
            (&mut known.country, new.country),
            (&mut known.admin1, new.admin1),
            (&mut known.admin2, new.admin2),
        ] {
            if field.is_empty() {
                *field = value;
            }
        }
        for name in new.names {
            known.add(&name.text, name.kind, layout::LANGUAGE_NAMES[usize::from(name.language)]);
            if let Some(hash) = here(known, &fold::key(&name.text)) {
                self.by_name.entry(hash).or_insert(row);
            }
        }
    }

    /// All places, the codes of GeoNames for divisions in ISO codes where the votes know them.
    pub(super) fn finish(mut self) -> Vec<Place> {
        for place in self.places.iter_mut().filter(|place| place.admin1.contains('.')) {
            let votes = self.votes.get(&place.admin1).into_iter().flatten();
            let best = votes.max_by_key(|(iso, votes)| (**votes, std::cmp::Reverse(*iso)));
            place.admin1 = best.map(|(iso, _)| iso.clone()).unwrap_or_default();
        }
        self.places.retain(|place| !place.names.is_empty());
        self.places
    }
}

/// Adds a name as what it looks like, if it is in a script that is read.
pub(super) fn add_name(place: &mut Place, text: &str, language: &str) {
    if !text.trim().is_empty() && is_our_script(text) {
        let kind = if is_code(text.trim()) { ABBREVIATION } else { ATTESTED };
        place.add(text, kind, language);
    }
}

fn extended(class: &str) -> bool {
    !matches!(class, "settlement" | "crossing" | "bridge" | "military_site" | "site")
}

fn close(a: &Place, b: &Place) -> bool {
    if a.class != b.class {
        return false;
    }
    if matches!(a.class, "country" | "admin1") {
        return true;
    }
    let (Some(a_at), Some(b_at)) = (a.position, b.position) else { return false };
    let east = (a_at.1 - b_at.1 + 540.0).rem_euclid(360.0) - 180.0;
    let degrees = (a_at.0 - b_at.0).hypot(east * a_at.0.to_radians().cos());
    degrees <= if extended(a.class) { EXTENDED } else { POINT }
}

/// The hash of a name at a place's cell; countries and divisions are where their country is.
fn here(place: &Place, key: &str) -> Option<u64> {
    let (north, east) = cell(place)?;
    (!key.is_empty()).then(|| hash(place, (north, east), key))
}

fn around<'p>(place: &'p Place, key: &'p str) -> impl Iterator<Item = u64> + 'p {
    let offsets = (-1..=1).flat_map(|north| (-1..=1).map(move |east| (north, east)));
    cell(place).into_iter().flat_map(move |(north, east)| {
        let offsets = offsets.clone();
        offsets.map(move |(up, right)| hash(place, (north + up, east + right), key))
    })
}

#[allow(clippy::cast_possible_truncation, reason = "degrees over 0.05 are below 8,000")]
fn cell(place: &Place) -> Option<(i64, i64)> {
    if matches!(place.class, "country" | "admin1") {
        return Some((0, 0));
    }
    let (lat, lng) = place.position?;
    let size = if extended(place.class) { EXTENDED } else { POINT };
    // A degree of longitude shrinks towards the poles: cells by whole degrees of latitude do too.
    let wide = size / lat.round().to_radians().cos().max(0.05);
    Some(((lat / size).floor() as i64, (lng / wide).floor() as i64))
}

fn hash(place: &Place, (north, east): (i64, i64), key: &str) -> u64 {
    let mut at = layout::token_hash(place.class.as_bytes());
    if matches!(place.class, "country" | "admin1") {
        at = layout::combine(at, layout::token_hash(place.country.as_bytes()));
    }
    at = layout::combine(at, north.cast_unsigned());
    at = layout::combine(at, east.cast_unsigned());
    layout::combine(at, layout::token_hash(key.as_bytes()))
}
