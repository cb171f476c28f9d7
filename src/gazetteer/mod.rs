//! Places and their names.

mod place;

pub use place::{Country, FeatureClass, GeometryKind, Place, PlaceId};

use crate::text::Span;

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
}

/// A name of the gazetteer. Only valid for the [`Gazetteer`] that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// All places and names, read in place from a packed file.
pub struct Gazetteer {}
