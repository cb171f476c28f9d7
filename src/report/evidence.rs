//! What an incident and a facility have in common.

use super::Time;
use crate::gazetteer::PlaceId;
use crate::resolve::Confidence;
use crate::text::Span;
use serde::Serialize;

/// What an incident and a facility have in common: words, place, time, source, trust.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The sentence.
    pub sentence: Span,
    /// The words that gave it away.
    pub trigger: Span,
    /// Where the user wrote the rule that these words match (`rules.toml:12`); `None` for a rule of ours.
    pub rule: Option<&'static str>,
    /// The clause that the trigger stands in, which bounds what negates or plans it.
    pub clause: Span,
    /// The words that gave its status; `None` where nothing speaks against it.
    pub cue: Option<Span>,
    /// Places that the sentence names and that were passed over.
    pub passed_over: Vec<Span>,
    /// Where, most specific first; empty with a reason if it has no place.
    pub places: Vec<PlaceOf>,
    /// Why it has no place.
    pub no_place: Option<&'static str>,
    /// When.
    pub time: Time,
    /// Who says so: speaker first, then the medium quoted; the publisher is the document's.
    pub chain: Vec<String>,
    /// How sure.
    pub confidence: Confidence,
    /// Why it is not surer: `area_only`, `place_anaphor`, `vague_number` …
    pub reasons: Vec<&'static str>,
}

/// A place of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceOf {
    /// Which; `None` for the border line itself.
    pub place: Option<PlaceId>,
    /// The words, where the place is named in the text.
    pub span: Option<Span>,
    /// What it is to the report.
    pub role: Role,
}

/// What a place is to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "each says itself")]
pub enum Role {
    Site,
    Origin,
    Target,
    Destination,
    Along,
}
