//! An incident, as one sentence reports it.

use super::{Actor, Evidence, Figure};
use serde::{Deserialize, Serialize};

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
    /// Who denies it in the same document.
    pub denied_by: Option<String>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
