//! What a document reports: incidents that happened and facilities that stand.

use crate::document::Edtf;
use crate::gazetteer::PlaceId;
use crate::resolve::Confidence;
use crate::text::Span;
use serde::Serialize;

/// Something a document reports.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "both are large, and there are few of them")]
pub enum Report {
    /// Something that happened, goes on, is planned or is denied.
    Incident(Incident),
    /// Something that stands, is built or is planned.
    Facility(Facility),
}

/// An event as one sentence reports it.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// What kind: `armed_clash`, `drug_seizure` … as in `geodata/lexicon/`.
    pub kind: String,
    /// `incident`, `presence`, `exercise`; or an activity (`diplomacy`, `policy`, `statement`), off by default.
    pub class: IncidentClass,
    /// What the text says of its reality.
    pub status: Status,
    /// The common part.
    pub evidence: Evidence,
    /// Who did it, and to whom.
    pub actors: Vec<Actor>,
    /// People killed.
    pub killed: Option<Figure>,
    /// People wounded.
    pub wounded: Option<Figure>,
    /// Any other figure: force size, kilograms.
    pub figures: Vec<Figure>,
    /// Whether it crossed the border.
    pub cross_border: bool,
}

/// What sort of incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "each says itself")]
pub enum IncidentClass {
    Incident,
    Presence,
    Exercise,
    Diplomacy,
    Policy,
    Statement,
}

/// What the text says of the reality of what it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "each says itself")]
pub enum Status {
    Occurred,
    Ongoing,
    Planned,
    Ordered,
    Announced,
    Claimed,
    Alleged,
    Denied,
    Negated,
    Hypothetical,
    Historical,
    LegalText,
}

/// Something that stands on the ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// What kind: `border_post`, `military_base` … as in `geodata/lexicon/`.
    pub kind: String,
    /// `planned`, `funded`, `under_construction`, `built`, `existing`, `closed`, `destroyed`.
    pub status: String,
    /// The common part.
    pub evidence: Evidence,
    /// Who runs it.
    pub operator: Option<String>,
    /// Who built it.
    pub builder: Option<String>,
    /// Who pays for it.
    pub funder: Option<String>,
    /// What it costs, with the currency as unit.
    pub cost: Option<Figure>,
    /// A year named with it, and what happened in it (`built`, `planned`).
    pub year: Option<(i32, String)>,
    /// How many serve there.
    pub personnel: Option<Figure>,
}

/// What an incident and a facility have in common: words, place, time, source, trust.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The sentence.
    pub sentence: Span,
    /// The words that gave it away.
    pub trigger: Span,
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

/// When something happened, as far as the text and its date of publication say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Time {
    /// The date; `None` if nothing is said.
    pub edtf: Option<Edtf>,
    /// The words.
    pub text: Option<String>,
    /// Where the year comes from: `text`, `sidecar`, `inferred`, `unknown`.
    pub year_source: &'static str,
    /// What the date rests on: `stated`, `relative`, `publication` (as of), `none`.
    pub basis: &'static str,
}

/// A number as the text gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The words.
    pub text: String,
    /// The least it can mean.
    pub low: Option<f64>,
    /// The likeliest.
    pub best: Option<f64>,
    /// The most it can mean.
    pub high: Option<f64>,
    /// What is counted: `people`, `kg`, `USD`, `km`.
    pub unit: String,
}

/// A party to an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// Its name or the words for it.
    pub name: String,
    /// `state_forces`, `border_guard`, `militant`, `criminal`, `civilian`, `igo`, `government`, `unknown`.
    pub kind: String,
    /// Its country, ISO 3166-1.
    pub country: Option<String>,
    /// `actor` or `target`.
    pub role: String,
}
