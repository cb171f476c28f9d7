//! From mentions to places.

use crate::gazetteer::PlaceId;
use crate::mention::Mention;
use serde::Serialize;

/// A mention and its place, or the reason why it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// The mention.
    pub mention: Mention,
    /// What it was resolved to.
    pub resolution: Resolution,
    /// The places that were considered, best first, with their scores.
    pub alternatives: Vec<(PlaceId, f32)>,
}

/// What a mention was resolved to.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Resolution {
    /// A place of the gazetteer.
    Place {
        /// Which.
        place: PlaceId,
        /// How sure.
        confidence: Confidence,
    },
    /// The border itself (`the Tajik-Afghan border`).
    Border,
    /// A named place whose position nobody knows, somewhere within `container`.
    Within {
        /// The narrowest known place around it.
        container: Option<PlaceId>,
    },
    /// Several places fit about equally well: see `alternatives`.
    Ambiguous,
}

/// How sure a decision is. Ordinal: no probability is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess worth checking.
    Low,
    /// Probably right.
    Medium,
    /// An analyst would sign it.
    High,
}
