//! Making the packed form: places in, bytes out.
//!
//! The build script packs the embedded gazetteer with it, an import ([`super::import`]) a gazetteer
//! of a user's own: one code, so that both give the same names the same treatment.

use super::layout::{self, ATTESTED};
use std::collections::HashSet;

mod index;
mod scripts;
mod variants;
mod write;

#[allow(unused_imports, reason = "only the build script needs it")]
pub(crate) use variants::without_generic;

/// Most places, and most distinct folded names, that the packed form can number: 24 bits.
pub(crate) const MOST: usize = 1 << 24;

/// More than the packed form can number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany(pub(crate) &'static str);

/// The packed form of a gazetteer; `stop` are folded words that are no names in running text.
///
/// Spellings that follow by rule are added to the places first.
pub(crate) fn pack(places: &mut [Place], stop: &HashSet<String>) -> Result<Vec<u8>, TooMany> {
    variants::add(places);
    let distinct = |field: fn(&Place) -> &str| places.iter().map(field).collect::<HashSet<_>>();
    if places.len() >= MOST {
        return Err(TooMany("places"));
    }
    if distinct(|place| &place.admin1).len() > usize::from(u16::MAX) {
        return Err(TooMany("first-order divisions"));
    }
    let index = index::build(places, stop);
    if index.keys.len() >= MOST {
        return Err(TooMany("distinct names"));
    }
    Ok(write::sections(places, &index))
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
