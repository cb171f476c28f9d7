//! Writes the sections of the packed gazetteer.

use super::super::inflect;
use super::index::{Entry, Index};
use super::layout::{
    self, ABBREVIATION_MARK, BEGINNING, CURATED, LAST, MAIN, NAME, NOWHERE, SECTIONS, SEVERAL,
    SMALL_MARK, WHOLE,
};
use super::spill::{Scratch, Sorter};
use super::{PackError, Place};
use std::collections::HashMap;
use std::io::{self, Write};

/// Texts, each after its length.
struct Strings {
    bytes: Scratch,
    /// Where those stand that several places have.
    offsets: HashMap<String, u32>,
}

impl Strings {
    fn add(&mut self, text: &str) -> Result<u32, PackError> {
        let offset = small(self.bytes.len())?;
        let text = &text[..text.floor_char_boundary(usize::from(u8::MAX))];
        self.bytes.write_all(&[u8::try_from(text.len()).unwrap_or(u8::MAX)])?;
        self.bytes.write_all(text.as_bytes())?;
        Ok(offset)
    }

    fn shared(&mut self, text: &str) -> Result<u32, PackError> {
        if let Some(offset) = self.offsets.get(text) {
            return Ok(*offset);
        }
        let offset = self.add(text)?;
        self.offsets.insert(text.to_owned(), offset);
        Ok(offset)
    }
}

/// Texts that few places differ in, by their number.
#[derive(Default)]
struct Numbered {
    numbers: HashMap<String, u16>,
    offsets: Vec<u8>,
}

impl Numbered {
    fn number(
        &mut self,
        text: &str,
        strings: &mut Strings,
        what: &'static str,
    ) -> Result<u16, PackError> {
        if let Some(number) = self.numbers.get(text) {
            return Ok(*number);
        }
        let number = u16::try_from(self.numbers.len()).map_err(|_| PackError::TooMany(what))?;
        self.numbers.insert(text.to_owned(), number);
        self.offsets.extend(strings.shared(text)?.to_le_bytes());
        Ok(number)
    }
}

/// The sections that places are written to as they come.
pub(super) struct Writer {
    strings: Strings,
    codes: Numbered,
    admin1: Numbered,
    places: Scratch,
    names: Scratch,
    keys: Sorter,
}

impl Writer {
    pub(super) fn new() -> Result<Self, PackError> {
        let mut strings = Strings { bytes: Scratch::new()?, offsets: HashMap::new() };
        strings.shared("")?;
        Ok(Self {
            strings,
            codes: Numbered::default(),
            admin1: Numbered::default(),
            places: Scratch::new()?,
            names: Scratch::new()?,
            keys: Sorter::default(),
        })
    }

    pub(super) fn place(&mut self, row: u32, place: &Place) -> Result<(), PackError> {
        let names_at = small(self.names.len())?;
        for (at, name) in place.names.iter().enumerate() {
            let main = if at == 0 { MAIN } else { 0 };
            let text = &name.text[..name.text.floor_char_boundary(usize::from(u8::MAX))];
            let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
            let flags = name.kind | main | name.language << layout::LANGUAGE_SHIFT;
            self.names.write_all(&[flags, length])?;
            self.names.write_all(text.as_bytes())?;
        }
        self.keys.add(&place.key, row, 0)?;
        let key = self.strings.add(&place.key)?;
        let admin1 =
            self.admin1.number(&place.admin1, &mut self.strings, "first-order divisions")?;
        let code = self.codes.number(&place.code, &mut self.strings, "feature codes")?;
        let admin2 = self.strings.shared(&place.admin2)?;
        let (lat, lng) = place.position.map_or((NOWHERE, 0), |(lat, lng)| (fixed(lat), fixed(lng)));
        let country: [u8; 2] = place.country.as_bytes().try_into().unwrap_or([0, 0]);
        let curated = if place.curated { CURATED } else { 0 };
        let mut record = Vec::with_capacity(layout::PLACE);
        record.extend(lat.to_le_bytes());
        record.extend(lng.to_le_bytes());
        record.extend(key.to_le_bytes());
        record.extend(names_at.to_le_bytes());
        record.extend(place.population.to_le_bytes());
        record.extend(place.precision.to_le_bytes());
        record.extend(country);
        record.push(place.class_number());
        record.push(place.geometry_number() | curated);
        record.extend(admin1.to_le_bytes());
        record.extend(code.to_le_bytes());
        record.extend(admin2.to_le_bytes());
        self.places.write_all(&record)?;
        Ok(())
    }

    /// Writes the header and all sections; gives the number of bytes.
    pub(super) fn finish(mut self, index: Index, out: &mut impl Write) -> Result<u64, PackError> {
        let mut last = [0; layout::PLACE];
        last[layout::PLACE_NAMES..][..4].copy_from_slice(&small(self.names.len())?.to_le_bytes());
        self.places.write_all(&last)?;
        let mut order = Scratch::new()?;
        let mut keys = self.keys.sorted()?;
        while let Some((_, row, _)) = keys.next()? {
            order.write_all(&row.to_le_bytes())?;
        }
        let tables = tables(index)?;
        // In the order of their numbers in the layout.
        let sections: [Scratch; SECTIONS] = [
            self.places,
            self.strings.bytes,
            self.names,
            section(&self.codes.offsets)?,
            section(&self.admin1.offsets)?,
            order,
            tables.slots,
            tables.first_tokens,
            tables.fst,
            tables.name_candidates,
            tables.candidates,
            tables.small,
            tables.stems,
            tables.forms,
        ];
        join(sections, out)
    }
}

fn section(bytes: &[u8]) -> Result<Scratch, PackError> {
    let mut section = Scratch::new()?;
    section.write_all(bytes)?;
    Ok(section)
}

/// The sections that lead from a name to its places.
struct Tables {
    slots: Scratch,
    first_tokens: Scratch,
    fst: Scratch,
    name_candidates: Scratch,
    candidates: Scratch,
    small: Scratch,
    stems: Scratch,
    forms: Scratch,
}

fn tables(index: Index) -> Result<Tables, PackError> {
    let mut fst = fst::MapBuilder::new(Scratch::new()?).map_err(io::Error::other)?;
    let (mut name_candidates, mut several) = (Scratch::new()?, Scratch::new()?);
    let mut hashes = Hashes {
        table: vec![0; index.beginnings * 10 / 7 + 1],
        first: bits(index.first),
        stems: Vec::new(),
        forms: Vec::new(),
        small: vec![0; layout::SMALL_BYTES],
    };
    let mut number = 0u32;
    index.each(|entry| {
        fst.insert(&entry.key, u64::from(number)).map_err(io::Error::other)?;
        let of_name = match entry.candidates[..] {
            [(row, flags)] => row << 8 | u32::from(flags),
            _ => small(several.len() / 4)
                .ok()
                .filter(|at| *at < 1 << 24)
                .map(|at| at << 8 | u32::from(SEVERAL))
                .ok_or(PackError::TooMany("places that share their names"))?,
        };
        if entry.candidates.len() > 1 {
            for (at, (row, flags)) in entry.candidates.iter().enumerate() {
                let last = if at + 1 == entry.candidates.len() { LAST } else { 0 };
                several.write_all(&(row << 8 | u32::from(flags | last)).to_le_bytes())?;
            }
        }
        name_candidates.write_all(&of_name.to_le_bytes())?;
        hashes.add(number, entry);
        number += 1;
        Ok(())
    })?;
    let mut slots = Scratch::new()?;
    for slot in &hashes.table {
        slots.write_all(&slot.to_le_bytes())?;
    }
    Ok(Tables {
        slots,
        first_tokens: section(&hashes.first)?,
        fst: fst.into_inner().map_err(io::Error::other)?,
        name_candidates,
        candidates: several,
        small: section(&hashes.small)?,
        stems: section(&map(hashes.stems))?,
        forms: section(&map(hashes.forms))?,
    })
}

/// The tables that a text is looked up in word by word.
struct Hashes {
    table: Vec<u64>,
    first: Vec<u8>,
    small: Vec<u8>,
    /// Hashes of stems and of forms; only names in Cyrillic and Arabic script have any.
    stems: Vec<u64>,
    forms: Vec<u64>,
}

impl Hashes {
    fn add(&mut self, number: u32, entry: &Entry) {
        if let Some(word) = entry.key.strip_prefix(SMALL_MARK) {
            let word = word.split(' ').next().unwrap_or("");
            let mut shared = word.len();
            inflect::stems(word, |stem| shared = shared.min(stem.len()));
            let letters = layout::OPENINGS.into_iter().find(|letters| letters * 2 <= shared);
            if let Some(bit) = letters.and_then(|letters| layout::opening(word.as_bytes(), letters))
            {
                self.small[bit / 8] |= 1 << (bit % 8);
            }
        }
        if !entry.matched {
            return;
        }
        let mut hash = None;
        let mut tokens = entry.key.split(' ').peekable();
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
                set(&mut self.first, so_far);
                inflect::forms(word, |form| push_once(&mut self.forms, hashed(form)));
            } else {
                inflect::stems(word, |stem| push_once(&mut self.stems, hashed(stem)));
            }
            hash = Some(so_far);
            let slot = self.slot(so_far);
            if tokens.peek().is_some() {
                *slot |= BEGINNING;
            } else {
                *slot = (*slot & !NAME) | WHOLE | (u64::from(number) & NAME);
            }
        }
    }

    /// The slot of a hash, taken for it if none is.
    fn slot(&mut self, hash: u64) -> &mut u64 {
        let size = self.table.len();
        let kept = layout::kept(hash);
        let mut at = layout::slot(hash, size);
        // What is kept is never empty together with its flags: a slot in use has one of them.
        while self.table[at] != 0 && self.table[at] >> layout::KEPT != kept >> layout::KEPT {
            at = (at + 1) % size;
        }
        self.table[at] |= kept;
        &mut self.table[at]
    }
}

/// Adds a hash to a list that is made shorter by what is there twice before it grows.
fn push_once(hashes: &mut Vec<u64>, hash: u64) {
    if hashes.len() == hashes.capacity() {
        hashes.sort_unstable();
        hashes.dedup();
    }
    hashes.push(hash);
}

/// The map of some hashes.
fn map(mut hashes: Vec<u64>) -> Vec<u8> {
    hashes.sort_unstable();
    hashes.dedup();
    let mut map = bits(hashes.len());
    for hash in hashes {
        set(&mut map, hash);
    }
    map
}

/// An empty map with room for some hashes.
fn bits(hashes: usize) -> Vec<u8> {
    vec![0; (hashes * layout::BITS / 64 + 1) * 8]
}

fn set(map: &mut [u8], hash: u64) {
    let words = map.as_chunks_mut::<8>().0;
    let word = &mut words[layout::slot(hash, words.len())];
    *word = (u64::from_le_bytes(*word) | layout::marks(hash)).to_le_bytes();
}

/// The header and the sections, each at a multiple of eight bytes.
fn join(sections: [Scratch; SECTIONS], out: &mut impl Write) -> Result<u64, PackError> {
    let padded = |length: u64| length.next_multiple_of(8);
    out.write_all(layout::MAGIC)?;
    out.write_all(&small(SECTIONS as u64)?.to_le_bytes())?;
    let mut offset = padded(layout::HEADER as u64);
    for section in &sections {
        out.write_all(&small(offset)?.to_le_bytes())?;
        out.write_all(&small(section.len())?.to_le_bytes())?;
        offset = padded(offset + section.len());
    }
    let mut written = layout::HEADER as u64;
    for section in sections {
        let gap = usize::try_from(padded(written) - written).unwrap_or(0);
        out.write_all(&[0; 8][..gap])?;
        written = padded(written) + section.len();
        io::copy(&mut section.read()?, out)?;
    }
    Ok(written)
}

fn small(number: u64) -> Result<u32, PackError> {
    u32::try_from(number).map_err(|_| PackError::TooMany("bytes of a section"))
}

#[allow(clippy::cast_possible_truncation, reason = "degrees × 10⁵ fit in 32 bits")]
fn fixed(degrees: f64) -> i32 {
    (degrees * 1e5).round() as i32
}
