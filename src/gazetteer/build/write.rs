//! Writes the sections of the packed gazetteer.

use super::super::inflect;
use super::Place;
use super::index::Index;
use super::layout::{
    self, ABBREVIATION_MARK, BEGINNING, CURATED, LAST, MAIN, NAME, NOWHERE, SECTIONS, SEVERAL,
    SMALL_MARK, WHOLE,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Strings, each stored once.
struct Strings {
    bytes: Vec<u8>,
    offsets: HashMap<String, u32>,
}

impl Strings {
    fn new() -> Self {
        Self { bytes: vec![0], offsets: HashMap::from([(String::new(), 0)]) }
    }

    fn offset(&mut self, text: &str) -> u32 {
        if let Some(offset) = self.offsets.get(text) {
            return *offset;
        }
        let offset = small(self.bytes.len());
        self.bytes.push(u8::try_from(text.len()).expect("a string of the tables is short"));
        self.bytes.extend(text.as_bytes());
        self.offsets.insert(text.to_owned(), offset);
        offset
    }
}

/// The packed gazetteer.
pub(super) fn sections(places: &[Place], index: &Index) -> Vec<u8> {
    let mut sections: Vec<Vec<u8>> = vec![Vec::new(); SECTIONS];
    let mut strings = Strings::new();
    write_places(places, &mut strings, &mut sections);
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].key.cmp(&places[*b].key));
    for row in order {
        sections[layout::KEY_ORDER].extend(small(row).to_le_bytes());
    }
    sections[layout::STRINGS] = strings.bytes;
    write_hash(index, &mut sections);
    write_fst(index, &mut sections);
    write_candidates(index, &mut sections);
    join(&sections)
}

fn write_places(places: &[Place], strings: &mut Strings, sections: &mut [Vec<u8>]) {
    let codes = places.iter().map(|place| place.code.as_str()).collect();
    let codes = numbered(codes, strings, &mut sections[layout::CODES]);
    let admin1 = places.iter().map(|place| place.admin1.as_str()).collect();
    let admin1 = numbered(admin1, strings, &mut sections[layout::ADMIN1]);
    for place in places {
        let names_at = small(sections[layout::NAMES].len());
        for (at, name) in place.names.iter().enumerate() {
            let main = if at == 0 { MAIN } else { 0 };
            let out = &mut sections[layout::NAMES];
            out.push(name.kind | main | name.language << layout::LANGUAGE_SHIFT);
            out.push(u8::try_from(name.text.len()).expect("names are short"));
            out.extend(name.text.as_bytes());
        }
        let (lat, lng) = place.position.map_or((NOWHERE, 0), |(lat, lng)| (fixed(lat), fixed(lng)));
        let out = &mut sections[layout::PLACES];
        out.extend(lat.to_le_bytes());
        out.extend(lng.to_le_bytes());
        out.extend(strings.offset(&place.key).to_le_bytes());
        out.extend(names_at.to_le_bytes());
        out.extend(place.population.to_le_bytes());
        out.extend(place.precision.to_le_bytes());
        let country: [u8; 2] = place.country.as_bytes().try_into().unwrap_or([0, 0]);
        out.extend(country);
        out.push(place.class_number());
        let curated = if place.curated { CURATED } else { 0 };
        out.push(place.geometry_number() | curated);
        out.extend(admin1[place.admin1.as_str()].to_le_bytes());
        out.extend(codes[place.code.as_str()].to_le_bytes());
        out.extend(strings.offset(&place.admin2).to_le_bytes());
    }
    let mut last = [0; layout::PLACE];
    let end = small(sections[layout::NAMES].len());
    last[layout::PLACE_NAMES..][..4].copy_from_slice(&end.to_le_bytes());
    sections[layout::PLACES].extend(last);
}

/// Numbers the distinct values in their order and writes where each stands.
fn numbered<'p>(
    values: BTreeSet<&'p str>,
    strings: &mut Strings,
    section: &mut Vec<u8>,
) -> BTreeMap<&'p str, u16> {
    let mut numbers = BTreeMap::new();
    for (number, value) in (0u16..).zip(values) {
        numbers.insert(value, number);
        section.extend(strings.offset(value).to_le_bytes());
    }
    numbers
}

fn write_hash(index: &Index, sections: &mut [Vec<u8>]) {
    let mut slots: BTreeMap<u64, u64> = BTreeMap::new();
    let mut first = HashSet::new();
    let mut stems = Vec::new();
    let matched = index.keys.iter().enumerate().filter(|(name, _)| index.matched[*name]);
    for (name, key) in matched {
        let mut hash = None;
        let mut tokens = key.split(' ').peekable();
        while let Some(token) = tokens.next() {
            let word = token.trim_start_matches([ABBREVIATION_MARK, SMALL_MARK]);
            let hashed = |word: &str| {
                let of_token = match token.strip_prefix([ABBREVIATION_MARK, SMALL_MARK]) {
                    Some(_) => layout::token_hash_after(token.as_bytes()[0], word.as_bytes()),
                    None => layout::token_hash(word.as_bytes()),
                };
                hash.map_or(of_token, |beginning| layout::combine(beginning, of_token))
            };
            let so_far = hashed(word);
            if hash.is_none() {
                first.insert(so_far);
            }
            inflect::stems(word, |stem| stems.push(hashed(stem)));
            hash = Some(so_far);
            let slot = slots.entry(so_far).or_default();
            if tokens.peek().is_some() {
                *slot |= BEGINNING;
            } else {
                *slot = (*slot & BEGINNING) | WHOLE | (name as u64 & NAME);
            }
        }
    }
    let mut small = vec![0u8; layout::SMALL_STEMS_BYTES];
    for word in index.keys.iter().filter_map(|key| key.strip_prefix(SMALL_MARK)) {
        let bit = layout::stem(word.split(' ').next().unwrap_or("").as_bytes());
        small[bit / 8] |= 1 << (bit % 8);
    }
    sections[layout::SMALL_STEMS] = small;

    let size = slots.len() * 10 / 7 + 1;
    let mut table = vec![0u64; size];
    for (hash, slot) in slots {
        let mut at = layout::slot(hash, size);
        while table[at] != 0 {
            at = (at + 1) % size;
        }
        table[at] = layout::kept(hash) | slot;
    }
    sections[layout::SLOTS] = table.iter().flat_map(|slot| slot.to_le_bytes()).collect();

    sections[layout::FIRST_TOKENS] = bit_map(first.into_iter().collect());
    stems.sort_unstable();
    stems.dedup();
    sections[layout::STEMS] = bit_map(stems);
}

/// A map with a bit for each hash.
fn bit_map(hashes: Vec<u64>) -> Vec<u8> {
    let mut map = vec![0u8; hashes.len() * layout::BITS / 8 + 1];
    let bits = map.len() * 8;
    for hash in hashes {
        let bit = layout::bit(hash, bits);
        map[bit / 8] |= 1 << (bit % 8);
    }
    map
}

fn write_fst(index: &Index, sections: &mut [Vec<u8>]) {
    let entries = index.keys.iter().zip(0u64..);
    let map = fst::Map::from_iter(entries).expect("the keys are in order and distinct");
    sections[layout::FST] = map.as_fst().as_bytes().to_vec();
}

fn write_candidates(index: &Index, sections: &mut [Vec<u8>]) {
    for candidates in &index.candidates {
        let several = &mut sections[layout::CANDIDATES];
        let of_name = match candidates[..] {
            [(row, flags)] => row << 8 | u32::from(flags),
            _ => small(several.len() / 4) << 8 | u32::from(SEVERAL),
        };
        if candidates.len() > 1 {
            for (at, (row, flags)) in candidates.iter().enumerate() {
                let last = if at + 1 == candidates.len() { LAST } else { 0 };
                several.extend((row << 8 | u32::from(flags | last)).to_le_bytes());
            }
        }
        sections[layout::NAME_CANDIDATES].extend(of_name.to_le_bytes());
    }
}

/// The header and the sections, each at a multiple of eight bytes.
fn join(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = layout::MAGIC.to_vec();
    bytes.extend(small(sections.len()).to_le_bytes());
    let mut offset = layout::HEADER.next_multiple_of(8);
    for section in sections {
        bytes.extend(small(offset).to_le_bytes());
        bytes.extend(small(section.len()).to_le_bytes());
        offset = (offset + section.len()).next_multiple_of(8);
    }
    for section in sections {
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        bytes.extend(section);
    }
    bytes
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a packed gazetteer is smaller than 4 GB")
}

#[allow(clippy::cast_possible_truncation, reason = "degrees × 10⁵ fit in 32 bits")]
fn fixed(degrees: f64) -> i32 {
    (degrees * 1e5).round() as i32
}
