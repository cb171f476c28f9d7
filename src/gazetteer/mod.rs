//! Places and their names.
//!
//! The gazetteer is one packed file inside the library, read in place: nothing is parsed at start.
//! Names are found in a text by their folded tokens ([`Gazetteer::matches`]), whatever the case
//! ending (in Russian and Tajik), and each name has its candidates, the likeliest first.

mod ahead;
#[allow(dead_code, reason = "the build script uses more of it")]
mod build;
mod edits;
pub mod import;
mod inflect;
mod known;
#[allow(dead_code, reason = "the build script, which writes the form, uses more of it")]
mod layout;
mod matching;
mod own;
mod pack;
mod place;
mod search;

pub use own::OwnError;
pub(crate) use own::{NameFinder, Overlay};
pub(crate) use pack::Brief;
pub use place::{Country, FeatureClass, GeometryKind, Place, PlaceId};
pub use search::{Fit, SearchHit, SearchOptions};

use crate::text::{Language, Span};
use std::borrow::Cow;
use std::sync::OnceLock;

/// What a name is to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A name that some source attests.
    Attested,
    /// A spelling derived from an attested name by a rule.
    Generated,
    /// A short form or code: GBAO, US.
    Abbreviation,
    /// The people or adjective of a country or region: Tajik, российский.
    Demonym,
}

/// A place that a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// What the name is to it.
    pub kind: NameKind,
    /// Whether the name is the place's main name.
    pub main: bool,
}

/// A stretch of text that is a name in the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMatch {
    /// Where it stands.
    pub span: Span,
    /// The row of the name; see [`Gazetteer::candidates`].
    pub name: NameId,
    /// Whether the text has a case ending or suffix that the name has not.
    pub inflected: bool,
}

/// A name of the gazetteer. Only valid for the [`Gazetteer`] that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// A name of a place as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceName<'g> {
    /// The name.
    pub text: &'g str,
    /// What it is to the place.
    pub kind: NameKind,
    /// The language it is in, where the source says so and it is one of ours.
    pub language: Option<Language>,
    /// Whether it is the main name.
    pub main: bool,
}

/// Why a packed gazetteer could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is something else, or of another version, or cut short.
    #[error("{} is no packed gazetteer of this version; make one with `marz gazetteer import`", path.display())]
    Form {
        /// The file.
        path: std::path::PathBuf,
    },
}

/// All places and names, read in place from a packed file.
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    sections: [(usize, usize); layout::SECTIONS],
    /// Another one than that of any other packed file that this process has opened.
    number: u64,
    /// Places of a user's own on top.
    own: Option<Box<own::Own>>,
}

impl Gazetteer {
    /// A gazetteer from a file that [`import`] wrote.
    ///
    /// The file is read whole: mapping it into memory cannot be done without `unsafe`, which this
    /// crate forbids. Reading 60 MB takes some 30 ms.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the file cannot be read or is no packed gazetteer of this version.
    pub fn open(path: &std::path::Path) -> Result<Self, OpenError> {
        let bytes = std::fs::read(path)
            .map_err(|source| OpenError::Io { path: path.to_owned(), source })?;
        if !Self::is_packed(&bytes) {
            return Err(OpenError::Form { path: path.to_owned() });
        }
        Ok(Self::of(Cow::Owned(bytes)))
    }

    /// The gazetteer of the world inside the library.
    ///
    /// ```
    /// use marz::gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let khorog = gazetteer.lookup("Хорог")[0];
    /// assert_eq!(gazetteer.place(khorog.place).admin1, Some("TJ-GB"));
    /// ```
    #[must_use]
    pub fn embedded() -> &'static Self {
        static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::of(Cow::Borrowed(BYTES)))
    }
}
