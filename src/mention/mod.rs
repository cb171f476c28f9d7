//! Toponyms in a text: where they stand and what they are used for.

use crate::gazetteer::{NameKind, PlaceId};
use crate::text::Span;
use serde::Serialize;

/// A place name in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it was recognised.
    pub found: Found,
    /// The places it may stand for, best prior first; empty for a place no gazetteer has.
    pub candidates: Vec<(PlaceId, NameKind)>,
    /// What a neighbouring word says it is (`province`, `valley`, `village`), for it or its list.
    pub cue: Option<Cue>,
    /// What it is used for.
    pub usage: Use,
    /// The rule that decided on `usage`, for `marz explain`.
    pub rule: &'static str,
}

/// How a mention was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Found {
    /// By its name in the gazetteer.
    Name,
    /// By an inflected form of a name.
    Inflected,
    /// By an abbreviation that the text defines.
    Acronym,
    /// By a name within a few letters of it.
    Fuzzy,
    /// By its surroundings (`the village of X`) or a learned model; in no gazetteer.
    Context,
    /// By the people of a country: Tajik, российский.
    Demonym,
}

/// What a neighbouring head noun says a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "each says itself")]
pub enum Cue {
    Country,
    Province,
    District,
    City,
    Village,
    Valley,
    River,
    Lake,
    Pass,
    Range,
    Peak,
    Corridor,
    Crossing,
    Bridge,
    Post,
    TrainingRange,
    Border,
    Region,
}

/// What a place name is used for. Only literal uses are drawn or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Use {
    /// Something is or happens there.
    Location,
    /// Somebody or something comes from there.
    Origin,
    /// Somebody or something goes there, or is aimed at it.
    Target,
    /// It says where another place is: `Astana, Kazakhstan`, `Afghanistan's Badakhshan`.
    Container,
    /// A government or people under the name of its place: `Moscow said`.
    Actor,
    /// Half of the name of a border: `the Tajik-Afghan border`.
    BorderName,
    /// Whose somebody or something is: `Russian troops`, `Tajikistan's President`.
    Affiliation,
    /// A people as such: `Tajiks`, `Pashtun`.
    Ethnonym,
    /// What somebody knows or speaks about: `expert on Afghanistan`.
    Topic,
    /// Part of the name of an organisation.
    OrgName,
    /// Part of the name of a publication or an address on the web.
    Publication,
    /// Where something is outlawed: `(banned in Tajikistan)`.
    LegalNotice,
    /// A header, dateline or rubric.
    Header,
    /// A state that is no more.
    Historical,
}

impl Use {
    /// Whether the place itself is meant, as a place where something is: what a map may show.
    ///
    /// ```
    /// use marz::mention::Use;
    /// assert!(Use::Location.is_literal());
    /// assert!(!Use::Actor.is_literal());
    /// ```
    #[must_use]
    pub fn is_literal(self) -> bool {
        matches!(self, Self::Location | Self::Origin | Self::Target)
    }
}
