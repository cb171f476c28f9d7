//! Reading the packed form: places, names, candidates.
//!
//! Every access is checked: a damaged file gives empty answers, never a panic.

use super::layout::{self, SECTIONS};
use super::{
    Candidate, Country, FeatureClass, Gazetteer, GeometryKind, NameId, NameKind, Place, PlaceId,
    PlaceName,
};
use crate::earth::{LatLng, Metres};
use crate::text::{Language, fold};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// What [`Gazetteer::brief`] tells of a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Brief {
    pub(crate) class: FeatureClass,
    pub(crate) country: Option<Country>,
    /// Its first-order division: a number that has no meaning but to be the same.
    pub(crate) admin1: Option<u16>,
    pub(crate) population: u32,
    /// Whether its row is one that a person wrote for this gazetteer.
    pub(crate) is_ours: bool,
}

const GEOMETRIES: [GeometryKind; layout::GEOMETRY_NAMES.len()] =
    [GeometryKind::Point, GeometryKind::Area, GeometryKind::Line, GeometryKind::None];

impl Gazetteer {
    /// A gazetteer over packed bytes; an empty one if they are none.
    pub(super) fn of(bytes: Cow<'static, [u8]>) -> Self {
        static OPENED: AtomicU64 = AtomicU64::new(1);
        let mut sections = [(0, 0); SECTIONS];
        if bytes.starts_with(layout::MAGIC) {
            for (number, section) in sections.iter_mut().enumerate() {
                let at = 12 + number * 8;
                let (start, length) =
                    (u32_at(&bytes, at) as usize, u32_at(&bytes, at + 4) as usize);
                if start.checked_add(length).is_some_and(|end| end <= bytes.len()) {
                    *section = (start, start + length);
                }
            }
        }
        let number = OPENED.fetch_add(1, Relaxed);
        Self { bytes, sections, number, own: None }
    }

    /// Whether bytes are a whole packed gazetteer: every section lies within them.
    pub(super) fn is_packed(bytes: &[u8]) -> bool {
        bytes.starts_with(layout::MAGIC)
            && u32_at(bytes, 8) as usize == SECTIONS
            && (0..SECTIONS).all(|number| {
                let at = 12 + number * 8;
                let (start, length) = (u32_at(bytes, at) as usize, u32_at(bytes, at + 4) as usize);
                start.checked_add(length).is_some_and(|end| end <= bytes.len())
            })
    }

    pub(super) fn section(&self, number: usize) -> &[u8] {
        let (start, end) = self.sections[number];
        &self.bytes[start..end]
    }

    /// The number of places.
    #[must_use]
    pub fn len(&self) -> usize {
        let own = self.own.as_ref().map_or(0, |own| own.rows().count());
        self.base_len() as usize + own
    }

    /// Whether there is no place in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All places, in the order of their rows.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        let own = self.own.iter().flat_map(|own| own.rows());
        (0..self.base_len()).map(PlaceId).chain(own).map(|id| self.place(id))
    }

    /// The number of distinct folded names.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.section(layout::NAME_CANDIDATES).len() / 4
    }

    /// What is known of a place.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Place<'_> {
        if let Some((own, row)) = self.own_place(id) {
            return Place { id, ..own.place(row) };
        }
        let record = self.record(id);
        let lat = i32::from_le_bytes(four(record, layout::LAT));
        let lng = i32::from_le_bytes(four(record, layout::LNG));
        let position = (lat != layout::NOWHERE)
            .then(|| LatLng::new(f64::from(lat) / 1e5, f64::from(lng) / 1e5).ok())
            .flatten();
        let country = [byte(record, layout::COUNTRY), byte(record, layout::COUNTRY + 1)];
        let admin1 = self.numbered(layout::ADMIN1, u16_at(record, layout::PLACE_ADMIN1));
        let admin2 = self.string(u32_at(record, layout::ADMIN2));
        Place {
            id,
            key: self.string(u32_at(record, layout::KEY)),
            name: self.main_name(record),
            class: pick(&FeatureClass::ALL, byte(record, layout::CLASS), FeatureClass::Settlement),
            code: self.numbered(layout::CODES, u16_at(record, layout::CODE)),
            geometry: pick(
                &GEOMETRIES,
                byte(record, layout::GEOMETRY) & !layout::CURATED,
                GeometryKind::None,
            ),
            position,
            precision: Metres(f64::from(u32_at(record, layout::PRECISION))),
            country: (country != [0, 0]).then_some(Country(country)),
            admin1: (!admin1.is_empty()).then_some(admin1),
            admin2: (!admin2.is_empty()).then_some(admin2),
            population: u32_at(record, layout::POPULATION),
        }
    }

    /// What of a place its choice among others needs, without its names and codes.
    pub(crate) fn brief(&self, id: PlaceId) -> Brief {
        if let Some((own, row)) = self.own_place(id) {
            // Numbers of divisions are of their own gazetteer: what has none is the same as nothing.
            let number = own.place(row).admin1.and_then(|iso| self.admin1(iso));
            let admin1 = number.and_then(|division| self.brief(division).admin1);
            return Brief { admin1, is_ours: true, ..own.brief(row) };
        }
        let record = self.record(id);
        let country = [byte(record, layout::COUNTRY), byte(record, layout::COUNTRY + 1)];
        let admin1 = u16_at(record, layout::PLACE_ADMIN1);
        let key = self.section(layout::STRINGS).get(u32_at(record, layout::KEY) as usize + 1..);
        Brief {
            class: pick(&FeatureClass::ALL, byte(record, layout::CLASS), FeatureClass::Settlement),
            country: (country != [0, 0]).then_some(Country(country)),
            // The empty string is the one at 0.
            admin1: (u32_at(self.section(layout::ADMIN1), usize::from(admin1) * 4) != 0)
                .then_some(admin1),
            population: u32_at(record, layout::POPULATION),
            is_ours: key.is_some_and(|key| key.starts_with(b"marz:")),
        }
    }

    /// The place of a lasting identifier.
    ///
    /// ```
    /// use marz::gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let dushanbe = gazetteer.by_key("geonames:1221874").unwrap();
    /// assert_eq!(gazetteer.place(dushanbe).name, "Dushanbe");
    /// assert_eq!(gazetteer.by_key("geonames:0"), None);
    /// ```
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<PlaceId> {
        if let Some(own) = &self.own
            && let Some(row) = own.places.by_key(key)
        {
            return Some(PlaceId(row.0 + self.base_len()));
        }
        let order = self.section(layout::KEY_ORDER);
        let (mut low, mut high) = (0, order.len() / 4);
        while low < high {
            let middle = usize::midpoint(low, high);
            let id = PlaceId(u32_at(order, middle * 4));
            match self.key_of(id).cmp(key) {
                Ordering::Equal => return Some(id),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// A country as a place.
    #[must_use]
    pub fn country(&self, country: Country) -> Option<PlaceId> {
        self.by_key(&format!("iso:{country}"))
    }

    /// A first-order division by its ISO 3166-2 code, `TJ-GB`.
    #[must_use]
    pub fn admin1(&self, iso: &str) -> Option<PlaceId> {
        self.by_key(&format!("iso:{iso}"))
    }

    /// The places that a name may stand for, the likeliest without context first.
    pub fn candidates(&self, name: NameId) -> impl Iterator<Item = Candidate> + '_ {
        let own = self.own.as_ref().and_then(|own| own.candidates(name)).unwrap_or(&[]);
        let of_names = self.section(layout::NAME_CANDIDATES).as_chunks::<4>().0;
        let of_name: &[[u8; 4]] = match of_names.get(name.0 as usize) {
            Some(several) if several[0] & layout::SEVERAL != 0 => {
                let all = self.section(layout::CANDIDATES).as_chunks::<4>().0;
                let from = (u32::from_le_bytes(*several) >> 8) as usize;
                let from = all.get(from..).unwrap_or(&[]);
                let last = from.iter().position(|packed| packed[0] & layout::LAST != 0);
                last.map_or(&[], |last| &from[..=last])
            }
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let of_base = of_name.iter().map(|packed| Candidate {
            place: PlaceId(u32::from_le_bytes(*packed) >> 8),
            kind: kind(packed[0]),
            main: packed[0] & layout::MAIN != 0,
        });
        own.iter().copied().chain(of_base)
    }

    /// The places that have this name, in any spelling with the same folded key, the likeliest first.
    ///
    /// Unlike [`Gazetteer::matches`] it also knows the names that are common words.
    ///
    /// ```
    /// use marz::gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// assert_eq!(gazetteer.lookup("DUSHANBE")[0].place, gazetteer.lookup("Душанбе")[0].place);
    /// assert!(gazetteer.lookup("Nowhere at all").is_empty());
    /// ```
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<Candidate> {
        let key = fold::key(name);
        let marked = format!("{}{key}", layout::ABBREVIATION_MARK);
        let own = self.own.as_ref();
        let own = own.and_then(|own| own.name_of_key(&key).or_else(|| own.name_of_key(&marked)));
        if let Some(own) = own {
            return self.candidates(own).collect();
        }
        let capitals = name.chars().any(char::is_alphabetic)
            && !name.chars().any(char::is_lowercase)
            && name.chars().count() <= 12;
        let found = capitals.then(|| self.name_of_key(&marked)).flatten();
        found
            .or_else(|| self.name_of_key(&key))
            .or_else(|| self.name_of_key(&marked))
            .map(|name| self.candidates(name).collect())
            .unwrap_or_default()
    }

    /// All names of a place as they are written, the main one first.
    #[must_use]
    pub fn names(&self, id: PlaceId) -> Vec<PlaceName<'_>> {
        if let Some((own, row)) = self.own_place(id) {
            return own.names(row);
        }
        let start = u32_at(self.record(id), layout::PLACE_NAMES) as usize;
        let end =
            u32_at(self.record(PlaceId(id.0.saturating_add(1))), layout::PLACE_NAMES) as usize;
        let mut rest = self.section(layout::NAMES).get(start..end).unwrap_or(&[]);
        let mut names = Vec::new();
        while let [flags, length, tail @ ..] = rest {
            let Some((text, tail)) = tail.split_at_checked(usize::from(*length)) else { break };
            rest = tail;
            let language = usize::from(flags >> layout::LANGUAGE_SHIFT);
            names.push(PlaceName {
                text: std::str::from_utf8(text).unwrap_or(""),
                kind: kind(*flags),
                language: layout::LANGUAGE_NAMES
                    .get(language)
                    .and_then(|code| Language::from_code(code)),
                main: flags & layout::MAIN != 0,
            });
        }
        names
    }

    /// How likely a name stands for a place if nothing else is known, as a rank: higher is likelier.
    #[must_use]
    pub fn prior(&self, candidate: Candidate) -> i32 {
        if let Some((own, row)) = self.own_place(candidate.place) {
            return own.prior(Candidate { place: row, ..candidate });
        }
        let record = self.record(candidate.place);
        let code = self.numbered(layout::CODES, u16_at(record, layout::CODE));
        let kind = match candidate.kind {
            NameKind::Attested => layout::ATTESTED,
            NameKind::Abbreviation => layout::ABBREVIATION,
            NameKind::Demonym => layout::DEMONYM,
            NameKind::Generated => layout::GENERATED,
        };
        let flags = if candidate.main { kind | layout::MAIN } else { kind };
        let population = u32_at(record, layout::POPULATION);
        layout::prior(byte(record, layout::CLASS), code, population, flags)
    }

    pub(super) fn index(&self) -> Option<fst::Map<&[u8]>> {
        fst::Map::new(self.section(layout::FST)).ok()
    }

    pub(super) fn name_of_key(&self, key: &str) -> Option<NameId> {
        self.index()?.get(key).and_then(|name| u32::try_from(name).ok()).map(NameId)
    }

    /// Whether a person wrote or checked the row of a place.
    pub(super) fn is_curated(&self, id: PlaceId) -> bool {
        if let Some((own, row)) = self.own_place(id) {
            return own.is_curated(row);
        }
        byte(self.record(id), layout::GEOMETRY) & layout::CURATED != 0
    }

    fn record(&self, id: PlaceId) -> &[u8] {
        let start = (id.0 as usize).saturating_mul(layout::PLACE);
        self.section(layout::PLACES).get(start..start + layout::PLACE).unwrap_or(&[])
    }

    fn key_of(&self, id: PlaceId) -> &str {
        self.string(u32_at(self.record(id), layout::KEY))
    }

    fn main_name(&self, record: &[u8]) -> &str {
        let start = u32_at(record, layout::PLACE_NAMES) as usize;
        let entry = self.section(layout::NAMES).get(start + 1..).unwrap_or(&[]);
        short_string(entry)
    }

    fn string(&self, offset: u32) -> &str {
        short_string(self.section(layout::STRINGS).get(offset as usize..).unwrap_or(&[]))
    }

    fn numbered(&self, section: usize, number: u16) -> &str {
        self.string(u32_at(self.section(section), usize::from(number) * 4))
    }
}

/// The text that stands after its length in one byte.
fn short_string(bytes: &[u8]) -> &str {
    let text = bytes.split_first().and_then(|(length, rest)| rest.get(..usize::from(*length)));
    text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
}

fn kind(flags: u8) -> NameKind {
    match flags & layout::KIND {
        layout::ABBREVIATION => NameKind::Abbreviation,
        layout::DEMONYM => NameKind::Demonym,
        layout::GENERATED => NameKind::Generated,
        _ => NameKind::Attested,
    }
}

fn pick<T: Copy>(all: &[T], number: u8, otherwise: T) -> T {
    all.get(usize::from(number)).copied().unwrap_or(otherwise)
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

fn four(bytes: &[u8], at: usize) -> [u8; 4] {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default()
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([byte(bytes, at), byte(bytes, at + 1)])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(four(bytes, at))
}
