//! Making the packed form: places in, bytes out.
//!
//! The build script packs the embedded gazetteer with it, an import ([`super::import`]) a gazetteer
//! of a user's own: one code, so that both give the same names the same treatment.

use super::layout::{self, ATTESTED};
use std::collections::HashSet;
use std::io;

mod index;
mod scripts;
pub(crate) mod spill;
mod variants;
mod write;

#[allow(unused_imports, reason = "only the library needs it")]
pub(crate) use scripts::to_latin;
#[allow(unused_imports, reason = "only the build script needs it")]
pub(crate) use variants::without_generic;

/// Most places, and most distinct folded names, that the packed form can number: 24 bits.
pub(crate) const MOST: usize = 1 << 24;

/// Why places could not be packed.
#[derive(Debug)]
pub(crate) enum PackError {
    /// More than the packed form can number.
    TooMany(&'static str),
    /// A file could not be read or written.
    Io(io::Error),
}

impl From<io::Error> for PackError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes the packed form of a gazetteer and gives its size in bytes; `stop` are folded words that are no names in
/// running text.
///
/// Spellings that follow by rule are added to each place first. In memory are a few bytes of each place, and the
/// table of hashes; all else is sorted and gathered in scratch files.
pub(crate) fn pack(
    places: impl Iterator<Item = io::Result<Place>>,
    stop: &HashSet<String>,
    out: &mut impl io::Write,
) -> Result<u64, PackError> {
    let mut names = index::Names::default();
    let mut writer = write::Writer::new()?;
    for (row, place) in (0u32..).zip(places) {
        if row as usize >= MOST {
            return Err(PackError::TooMany("places"));
        }
        let mut place = place?;
        variants::add(&mut place);
        names.add(row, &place)?;
        writer.place(row, &place)?;
    }
    let index = names.sorted(stop)?;
    if index.count >= MOST {
        return Err(PackError::TooMany("distinct names"));
    }
    writer.finish(index, out)
}

/// A name of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    /// One of the kinds of [`layout`].
    pub(crate) kind: u8,
    /// Index into [`layout::LANGUAGE_NAMES`].
    pub(crate) language: u8,
}

/// A place in the making; its first name is its main one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    pub(crate) key: String,
    pub(crate) names: Vec<Name>,
    pub(crate) class: &'static str,
    pub(crate) geometry: &'static str,
    pub(crate) code: String,
    pub(crate) position: Option<(f64, f64)>,
    pub(crate) precision: u32,
    pub(crate) country: String,
    pub(crate) admin1: String,
    pub(crate) admin2: String,
    pub(crate) population: u32,
    /// A person wrote or checked the row.
    pub(crate) curated: bool,
}

impl Place {
    /// Adds a name unless it is there.
    pub(crate) fn add(&mut self, text: &str, kind: u8, language: &str) {
        let text = text.trim();
        if text.is_empty() || text.len() > 240 {
            return;
        }
        let language = layout::LANGUAGE_NAMES.iter().position(|name| *name == language);
        let language = u8::try_from(language.unwrap_or(5)).unwrap_or(0);
        match self.names.iter_mut().find(|name| name.text == text && name.kind == kind) {
            Some(name) if name.language == 0 => name.language = language,
            Some(_) => {}
            None => self.names.push(Name { text: text.to_owned(), kind, language }),
        }
    }

    /// Puts a name before all others.
    pub(crate) fn lead(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.names.retain(|name| name.text != text);
        self.names.insert(0, Name { text: text.to_owned(), kind: ATTESTED, language: 1 });
    }

    /// The number of its class.
    pub(crate) fn class_number(&self) -> u8 {
        number(&layout::CLASS_NAMES, self.class)
    }

    /// The number of its geometry.
    pub(crate) fn geometry_number(&self) -> u8 {
        number(&layout::GEOMETRY_NAMES, self.geometry)
    }
}

fn number(names: &[&str], name: &str) -> u8 {
    names.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

/// Whether a name is in Latin, Cyrillic or Arabic script.
pub(crate) fn is_our_script(name: &str) -> bool {
    name.chars().filter(|letter| letter.is_alphabetic()).all(|letter| {
        matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2b0}'..='\u{2ff}'
            | '\u{400}'..='\u{52f}' | '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
    })
}

/// Whether a name is all in capitals, as FATA.
pub(crate) fn is_code(name: &str) -> bool {
    let letters = name.chars().count();
    (2..=6).contains(&letters) && name.chars().all(char::is_uppercase)
}
