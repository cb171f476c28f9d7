//! Which record is which place.
//!
//! In memory is of each place what it takes to know it again: where it is, of what sort, and hashes of its keys
//! and names. What the records say goes to a [`Log`].

use super::super::build::{Place, is_code, is_our_script};
use super::super::layout::{self, ABBREVIATION, ATTESTED, DEMONYM};
use super::log::Log;
use super::record::{Fate, Record};
use crate::text::fold;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// How far apart two sources may put one settlement or other point, in degrees of latitude: 5.5 km.
/// Two thirds of the villages of GeoNames stand at whole minutes, and a village is up to 3 km long.
const POINT: f64 = 0.05;

/// The same for districts, rivers and other extended things, of which each source picks a point: 55 km.
const EXTENDED: f64 = 0.5;

/// What merging asks of a place.
#[derive(Clone, Copy)]
struct Brief {
    at: Option<(f32, f32)>,
    country: [u8; 2],
    class: u8,
    /// Index into [`Known::divisions`].
    admin1: u16,
}

/// The places so far, by key and by where which name is.
pub(super) struct Known {
    briefs: Vec<Brief>,
    /// By the hash of a key, of which two in 10¹⁹ are alike.
    by_key: HashMap<u64, u32>,
    /// By sort of place, cell of the globe and folded name.
    by_name: HashMap<u64, u32>,
    /// Codes of divisions by their number, and back; the first is empty.
    divisions: Vec<String>,
    numbers: HashMap<String, u16>,
    /// How often the division of a GeoNames code is the one of an ISO code, by places that both know.
    votes: HashMap<String, BTreeMap<String, u32>>,
    log: Log,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            briefs: Vec::new(),
            by_key: HashMap::new(),
            by_name: HashMap::new(),
            divisions: vec![String::new()],
            numbers: HashMap::from([(String::new(), 0)]),
            votes: HashMap::new(),
            log: Log::default(),
        }
    }
}

impl Known {
    /// The number of places.
    pub(super) fn len(&self) -> usize {
        self.briefs.len()
    }

    /// Adds a place that is no other, and gives its row.
    pub(super) fn insert(&mut self, place: &Place) -> io::Result<u32> {
        let row = u32::try_from(self.briefs.len()).unwrap_or(u32::MAX);
        self.by_key.insert(key_hash(&place.key), row);
        let mut brief = Brief::of(place);
        brief.admin1 = self.division(&place.admin1);
        self.briefs.push(brief);
        self.learn_names(row, place);
        self.log.note(row, place)?;
        Ok(row)
    }

    /// Takes a record in.
    pub(super) fn merge(&mut self, record: Record) -> io::Result<Fate> {
        Ok(match record {
            Record::Names { key, text, language } => {
                let Some(&row) = self.by_key.get(&key_hash(&key)) else {
                    return Ok(Fate::LeftOut("a name of a place that is not here"));
                };
                let mut names = Place::default();
                add_name(&mut names, &text, &language);
                self.join(row, &names)?;
                Fate::Merged
            }
            Record::Place(place, also) => {
                let mut keys = std::iter::once(&place.key).chain(&also);
                let by_key = keys.find_map(|key| self.by_key.get(&key_hash(key)).copied());
                let (row, fate) = match by_key.or_else(|| self.near(&place)) {
                    Some(row) => {
                        self.join(row, &place)?;
                        (row, Fate::Merged)
                    }
                    None => (self.insert(&place)?, Fate::Added),
                };
                for key in also {
                    self.by_key.entry(key_hash(&key)).or_insert(row);
                }
                fate
            }
        })
    }

    /// The place of the same sort and name nearby.
    fn near(&self, place: &Place) -> Option<u32> {
        let brief = Brief::of(place);
        let names = place.names.iter().filter(|name| name.kind == ATTESTED);
        for key in names.map(|name| fold::key(&name.text)).filter(|key| !key.is_empty()) {
            for hash in around(&brief, &key) {
                let Some(&row) = self.by_name.get(&hash) else { continue };
                let known = &self.briefs[row as usize];
                let nowhere = [0, 0];
                let same_country = known.country == nowhere
                    || brief.country == nowhere
                    || known.country == brief.country;
                if same_country && close(known, &brief) {
                    return Some(row);
                }
            }
        }
        None
    }

    /// Adds what a record knows to a place.
    fn join(&mut self, row: u32, new: &Place) -> io::Result<()> {
        let division = self.division(&new.admin1);
        let known = &mut self.briefs[row as usize];
        let iso = &self.divisions[usize::from(known.admin1)];
        if new.admin1.contains('.') && iso.contains('-') {
            let votes = self.votes.entry(new.admin1.clone()).or_default();
            *votes.entry(iso.clone()).or_default() += 1;
        }
        let brief = Brief::of(new);
        if brief.at.is_some() && (new.curated || known.at.is_none()) {
            known.at = brief.at;
        }
        if known.country == [0, 0] {
            known.country = brief.country;
        }
        if known.admin1 == 0 {
            known.admin1 = division;
        }
        self.learn_names(row, new);
        self.log.note(row, new)
    }

    fn learn_names(&mut self, row: u32, place: &Place) {
        let brief = self.briefs[row as usize];
        for name in place.names.iter().filter(|name| name.kind != DEMONYM) {
            if let Some(hash) = here(&brief, &fold::key(&name.text)) {
                self.by_name.entry(hash).or_insert(row);
            }
        }
    }

    /// The number of a division; there are some four thousand, with the codes of GeoNames twice that.
    fn division(&mut self, code: &str) -> u16 {
        if let Some(number) = self.numbers.get(code) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.divisions.len()) else { return 0 };
        self.divisions.push(code.to_owned());
        self.numbers.insert(code.to_owned(), number);
        number
    }

    /// All places, the codes of GeoNames for divisions in ISO codes where the votes know them.
    pub(super) fn finish(self) -> impl Iterator<Item = io::Result<Place>> {
        let Self { votes, log, .. } = self;
        let iso: HashMap<String, String> = votes
            .into_iter()
            .filter_map(|(code, votes)| {
                let best = votes
                    .into_iter()
                    .max_by_key(|(iso, count)| (*count, std::cmp::Reverse(iso.clone())));
                Some((code, best?.0))
            })
            .collect();
        log.places()
            .map(move |place| {
                let mut place = place?;
                if place.admin1.contains('.') {
                    place.admin1 = iso.get(&place.admin1).cloned().unwrap_or_default();
                }
                Ok(place)
            })
            .filter(|place| !place.as_ref().is_ok_and(|place| place.names.is_empty()))
    }
}

impl Brief {
    #[allow(clippy::cast_possible_truncation, reason = "a metre matters to nobody here")]
    fn of(place: &Place) -> Self {
        Self {
            at: place.position.map(|(lat, lng)| (lat as f32, lng as f32)),
            country: place.country.as_bytes().try_into().unwrap_or([0, 0]),
            class: place.class_number(),
            admin1: 0,
        }
    }

    fn class(&self) -> &'static str {
        layout::CLASS_NAMES[usize::from(self.class)]
    }

    fn position(&self) -> Option<(f64, f64)> {
        self.at.map(|(lat, lng)| (f64::from(lat), f64::from(lng)))
    }
}

fn key_hash(key: &str) -> u64 {
    layout::token_hash(key.as_bytes())
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

fn close(a: &Brief, b: &Brief) -> bool {
    if a.class != b.class {
        return false;
    }
    if matches!(a.class(), "country" | "admin1") {
        return true;
    }
    let (Some(a_at), Some(b_at)) = (a.position(), b.position()) else { return false };
    let east = (a_at.1 - b_at.1 + 540.0).rem_euclid(360.0) - 180.0;
    let degrees = (a_at.0 - b_at.0).hypot(east * a_at.0.to_radians().cos());
    degrees <= if extended(a.class()) { EXTENDED } else { POINT }
}

/// The hash of a name at a place's cell; countries and divisions are where their country is.
fn here(place: &Brief, key: &str) -> Option<u64> {
    let (north, east) = cell(place)?;
    (!key.is_empty()).then(|| hash(place, (north, east), key))
}

fn around<'p>(place: &'p Brief, key: &'p str) -> impl Iterator<Item = u64> + 'p {
    let offsets = (-1..=1).flat_map(|north| (-1..=1).map(move |east| (north, east)));
    cell(place).into_iter().flat_map(move |(north, east)| {
        let offsets = offsets.clone();
        offsets.map(move |(up, right)| hash(place, (north + up, east + right), key))
    })
}

#[allow(clippy::cast_possible_truncation, reason = "degrees over 0.05 are below 8,000")]
fn cell(place: &Brief) -> Option<(i64, i64)> {
    if matches!(place.class(), "country" | "admin1") {
        return Some((0, 0));
    }
    let (lat, lng) = place.position()?;
    let size = if extended(place.class()) { EXTENDED } else { POINT };
    // A degree of longitude shrinks towards the poles: cells by whole degrees of latitude do too.
    let wide = size / lat.round().to_radians().cos().max(0.05);
    Some(((lat / size).floor() as i64, (lng / wide).floor() as i64))
}

fn hash(place: &Brief, (north, east): (i64, i64), key: &str) -> u64 {
    let mut at = layout::token_hash(place.class().as_bytes());
    if matches!(place.class(), "country" | "admin1") {
        at = layout::combine(at, layout::token_hash(&place.country));
    }
    at = layout::combine(at, north.cast_unsigned());
    at = layout::combine(at, east.cast_unsigned());
    layout::combine(at, layout::token_hash(key.as_bytes()))
}
