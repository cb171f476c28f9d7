//! `records.jsonl`: every report with all that is known of it, nested; the layers are flat views of it.

use super::common::{PlaceColumns, SourceColumns, TimeColumns};
use super::ground::Ground;
use super::mentions::quote;
use super::time;
use crate::document::{Document, RawIndex};
use crate::gazetteer::FeatureClass;
use crate::report::{
    Actor, Evidence, Facility, Figure, Incident, IncidentClass, Report, Role, Status,
};
use crate::resolve::Confidence;
use crate::text::{Span, segment};
use serde::Serialize;

/// A line of `records.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Unique and lasting.
    pub id: String,
    /// `incidents`, `facilities`, or `activity` for diplomacy, policy and statements.
    pub layer: &'static str,
    /// The document.
    pub doc_id: String,
    /// Code points of the raw file before the sentence.
    pub sent_start: usize,
    /// Code points of the raw file before the sentence's end.
    pub sent_end: usize,
    /// Bytes of the raw file before the sentence.
    pub sent_start_byte: usize,
    /// Bytes of the raw file before the sentence's end.
    pub sent_end_byte: usize,
    /// The sentence.
    pub evidence: String,
    /// The sentence before it, and the one after.
    #[serde(skip)]
    pub context: [Option<String>; 2],
    /// The words that gave it away.
    pub trigger: Words,
    /// What is particular to its kind.
    #[serde(flatten)]
    pub what: What,
    /// Where: the most specific place.
    #[serde(flatten)]
    pub place: PlaceColumns,
    /// All its places.
    pub places: Vec<RecordPlace>,
    /// Why it is not on the map.
    pub reason: Option<String>,
    /// When.
    #[serde(flatten)]
    pub time: TimeColumns,
    /// How sure.
    pub confidence: Confidence,
    /// Why it is not surer.
    pub confidence_reasons: Vec<&'static str>,
    /// Who says so.
    pub speaker: Option<String>,
    /// The speaker, then whom the text quotes for it.
    pub source_chain: Vec<String>,
    /// Where it was published.
    #[serde(flatten)]
    pub source: SourceColumns,
    /// Whether its sentence stands in a passage that another document has too.
    pub repeated_passage: bool,
    /// Records of the same event share it.
    pub event_cluster: Option<String>,
    /// `machine`, `confirmed` or `corrected`.
    pub review: &'static str,
    /// What a correction replaced: `status=claimed`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected_from: Vec<String>,
}

/// A stretch of the raw file, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Code points before it.
    pub start: usize,
    /// Code points before its end.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A place of a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordPlace {
    /// What it is to the record.
    pub role: Role,
    /// Its words, where the text names it.
    pub words: Option<Words>,
    /// What is known of it.
    #[serde(flatten)]
    pub place: PlaceColumns,
}

/// What is particular to an incident or a facility.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "both are large, and there are few of them")]
pub enum What {
    /// An incident.
    Incident(IncidentWhat),
    /// A facility.
    Facility(FacilityWhat),
}

/// What is particular to an incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncidentWhat {
    /// `incident`, `presence`, `exercise` or an activity.
    pub class: IncidentClass,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the text says of its reality.
    pub status: Status,
    /// Whether it crossed the border.
    pub cross_border: bool,
    /// Who denies it in the same document.
    pub denied_by: Option<String>,
    /// Who did it, and to whom.
    pub actors: Vec<Actor>,
    /// The least number of people killed.
    pub killed_low: Option<f64>,
    /// The likeliest.
    pub killed_best: Option<f64>,
    /// The most.
    pub killed_high: Option<f64>,
    /// The least number of people wounded.
    pub wounded_low: Option<f64>,
    /// The likeliest.
    pub wounded_best: Option<f64>,
    /// The most.
    pub wounded_high: Option<f64>,
    /// Any other figures.
    pub figures: Vec<Figure>,
}

/// What is particular to a facility.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FacilityWhat {
    /// Its kind.
    pub facility_type: String,
    /// Its proper name or number.
    pub name_of_facility: Option<String>,
    /// Whether the words tell of several.
    pub is_many: bool,
    /// `planned`, `built` …
    pub status: String,
    /// Who runs it.
    pub operator: Option<String>,
    /// Who built it.
    pub builder: Option<String>,
    /// Who pays for it.
    pub funder: Option<String>,
    /// What it costs.
    pub cost: Option<f64>,
    /// In which money.
    pub cost_currency: Option<String>,
    /// A year named with it.
    pub year: Option<i32>,
    /// What happened in it.
    pub year_role: Option<String>,
    /// How many serve there.
    pub personnel: Option<f64>,
    /// Facilities that it may be, but of which too little is known to say so.
    pub possible_same_as: Vec<MayBe>,
}

/// A facility that another one may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MayBe {
    /// The first record of it.
    pub id: String,
    /// What speaks for it: `same_kind`, `same_division`, `same_party` …
    pub reasons: Vec<&'static str>,
}

/// The records of `document`, in the order of its reports.
pub(super) fn rows(
    ground: &Ground<'_>,
    document: &Document,
    index: &RawIndex<'_>,
    reports: &[Report],
) -> Vec<Record> {
    let sentences = segment::sentences(&document.text, document.language);
    reports.iter().map(|report| row(ground, document, index, &sentences, report)).collect()
}

/// What stands before and after `sentence` in `text`.
fn context(text: &str, sentences: &[Span], sentence: Span) -> [Option<String>; 2] {
    let before = sentences.partition_point(|one| one.end <= sentence.start).checked_sub(1);
    let after = sentences.partition_point(|one| one.start < sentence.end);
    let words = |at: usize| sentences.get(at).map(|one| quote(one.of(text)));
    [before.and_then(words), words(after)]
}

fn row(
    ground: &Ground<'_>,
    document: &Document,
    index: &RawIndex<'_>,
    sentences: &[Span],
    report: &Report,
) -> Record {
    let (evidence, layer, what) = match report {
        Report::Incident(incident) => {
            let layer = match incident.class {
                IncidentClass::Incident | IncidentClass::Presence | IncidentClass::Exercise => {
                    "incidents"
                }
                _ => "activity",
            };
            (&incident.evidence, layer, What::Incident(incident_what(incident)))
        }
        Report::Facility(facility) => {
            (&facility.evidence, "facilities", What::Facility(facility_what(facility)))
        }
    };
    let words = |span: Span| {
        let points = index.span(span).points;
        let text = quote(span.of(&document.text));
        Words { start: points.start, end: points.end, text }
    };
    let sentence = index.span(evidence.sentence);
    let places = places(ground, evidence, &words);
    let place = main_place(&places);
    Record {
        id: String::new(),
        layer,
        doc_id: document.id.clone(),
        sent_start: sentence.points.start,
        sent_end: sentence.points.end,
        sent_start_byte: sentence.bytes.start,
        sent_end_byte: sentence.bytes.end,
        evidence: quote(evidence.sentence.of(&document.text)),
        context: context(&document.text, sentences, evidence.sentence),
        trigger: words(evidence.trigger),
        what,
        reason: reason(evidence, &place),
        place,
        places,
        time: time::columns(&evidence.time),
        confidence: evidence.confidence,
        confidence_reasons: evidence.reasons.clone(),
        speaker: evidence.chain.first().cloned(),
        source_chain: evidence.chain.clone(),
        source: SourceColumns::of(document),
        repeated_passage: false,
        event_cluster: None,
        review: "machine",
        corrected_from: Vec::new(),
    }
}

fn places(
    ground: &Ground<'_>,
    evidence: &Evidence,
    words: &dyn Fn(Span) -> Words,
) -> Vec<RecordPlace> {
    let columns = |place: &crate::report::PlaceOf| match place.place {
        Some(id) => {
            let place = ground.gazetteer.place(id);
            let columns = PlaceColumns::of(ground, &place);
            if place.class == FeatureClass::River { columns.along() } else { columns }
        }
        None => PlaceColumns::of_border(ground),
    };
    evidence
        .places
        .iter()
        .map(|place| RecordPlace {
            role: place.role,
            words: place.span.map(words),
            place: columns(place),
        })
        .collect()
}

/// The most specific place that is not where it came from, with the divisions of all of them.
fn main_place(places: &[RecordPlace]) -> PlaceColumns {
    let sites = || places.iter().filter(|place| place.role != Role::Origin);
    let best = sites().min_by_key(|place| place.place.geo_precision).or_else(|| places.first());
    let Some(best) = best else { return PlaceColumns::nowhere() };
    let mut divisions: Vec<&str> =
        sites().filter_map(|place| place.place.iso3166_2.as_deref()).collect();
    divisions.sort_unstable();
    divisions.dedup();
    let mut place = best.place.clone();
    if !divisions.is_empty() {
        place.iso3166_2 = Some(divisions.join("; "));
    }
    place
}

fn reason(evidence: &Evidence, place: &PlaceColumns) -> Option<String> {
    if place.lat.is_some() || place.place_level == "province" {
        return None;
    }
    let reason = evidence.no_place.unwrap_or(match place.place_level {
        "none" => "no_place_named",
        "country" => "country_only",
        "border_line" => "border_line_only",
        "river" => "river_only",
        _ => "position_unknown",
    });
    Some(reason.to_owned())
}

fn incident_what(incident: &Incident) -> IncidentWhat {
    let low = |figure: &Option<Figure>| figure.as_ref().and_then(|figure| figure.low);
    let best = |figure: &Option<Figure>| figure.as_ref().and_then(|figure| figure.best);
    let high = |figure: &Option<Figure>| figure.as_ref().and_then(|figure| figure.high);
    IncidentWhat {
        class: incident.class,
        kind: incident.kind.clone(),
        status: incident.status,
        cross_border: incident.cross_border,
        denied_by: incident.denied_by.clone(),
        actors: incident.actors.clone(),
        killed_low: low(&incident.killed),
        killed_best: best(&incident.killed),
        killed_high: high(&incident.killed),
        wounded_low: low(&incident.wounded),
        wounded_best: best(&incident.wounded),
        wounded_high: high(&incident.wounded),
        figures: incident.figures.clone(),
    }
}

fn facility_what(facility: &Facility) -> FacilityWhat {
    let best = |figure: &Option<Figure>| {
        figure.as_ref().and_then(|figure| figure.best.or(figure.low).or(figure.high))
    };
    let name = |party: &Option<Actor>| party.as_ref().map(|party| party.name.clone());
    FacilityWhat {
        facility_type: facility.kind.clone(),
        name_of_facility: facility.name.clone(),
        is_many: facility.is_many,
        possible_same_as: Vec::new(),
        status: facility.status.clone(),
        operator: name(&facility.operator),
        builder: name(&facility.builder),
        funder: name(&facility.funder),
        cost: best(&facility.cost),
        cost_currency: facility.cost.as_ref().map(|cost| cost.unit.clone()),
        year: facility.year.as_ref().map(|(year, _)| *year),
        year_role: facility.year.as_ref().map(|(_, role)| role.clone()),
        personnel: best(&facility.personnel),
    }
}
