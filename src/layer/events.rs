//! The layers `incidents`, `incidents_area` and `facilities`: flat views of the records that have a place to stand.

use super::codes::Crosswalk;
use super::feature::{Columns, Feature, Layer, Shape, columns};
use super::ground::Ground;
use super::provinces;
use super::records::{FacilityWhat, IncidentWhat, MayBe, Record, What};
use super::style;
use crate::earth::LatLng;
use crate::report::Status;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The columns of a record, in the order of the schema; those of its kind follow.
#[derive(Serialize)]
struct Flat<'r> {
    id: &'r str,
    layer: &'static str,
    title: String,
    description: &'r str,
    name: &'r str,
    #[serde(rename = "marker-color")]
    marker_color: &'static str,
    #[serde(rename = "marker-symbol")]
    marker_symbol: &'static str,
    #[serde(rename = "marker-size")]
    marker_size: &'static str,
    #[serde(flatten)]
    place: &'r super::PlaceColumns,
    #[serde(flatten)]
    time: &'r super::TimeColumns,
    confidence: crate::resolve::Confidence,
    confidence_reasons: Option<String>,
    reason: Option<&'r str>,
    review: &'static str,
    #[serde(flatten)]
    source: &'r super::SourceColumns,
    source_chain: Option<String>,
    speaker: Option<&'r str>,
    evidence: &'r str,
    doc_id: &'r str,
    sent_start: usize,
    sent_end: usize,
    n_reports: usize,
    n_publishers: usize,
    n_origins: usize,
    repeated_passage: bool,
    boundary_source: &'r str,
}

#[derive(Serialize)]
struct IncidentColumns<'r> {
    class: crate::report::IncidentClass,
    r#type: &'r str,
    status: Status,
    cross_border: bool,
    from_side: Option<&'r str>,
    to_side: Option<&'r str>,
    actor1: Option<&'r str>,
    actor1_type: Option<&'r str>,
    actor2: Option<&'r str>,
    killed_low: Option<f64>,
    killed_best: Option<f64>,
    killed_high: Option<f64>,
    wounded_low: Option<f64>,
    wounded_best: Option<f64>,
    wounded_high: Option<f64>,
    count_text: Option<&'r str>,
    count_low: Option<f64>,
    count_high: Option<f64>,
    count_unit: Option<&'r str>,
    stance: &'static str,
    denied_by: Option<&'r str>,
    event_cluster: Option<&'r str>,
    #[serde(flatten)]
    crosswalk: Crosswalk,
    stack_index: usize,
    stack_size: usize,
}

/// The columns of `record` as the layers and the tables have them.
pub(super) fn flat(ground: &Ground<'_>, record: &Record, cluster: Cluster) -> Columns {
    let (kind, status) = match &record.what {
        What::Incident(what) => (what.kind.as_str(), status_name(what.status)),
        What::Facility(what) => (what.facility_type.as_str(), what.status.clone()),
    };
    let joined = |parts: &[String]| (!parts.is_empty()).then(|| parts.join("; "));
    let reasons: Vec<String> = record.confidence_reasons.iter().map(ToString::to_string).collect();
    let name = record.place.place_name.as_deref().unwrap_or("");
    let what = style::spoken(kind);
    let mut columns = columns(&Flat {
        id: &record.id,
        layer: record.layer,
        title: if name.is_empty() { what.clone() } else { format!("{what}: {name} ({status})") },
        description: &record.evidence,
        name: if name.is_empty() { kind } else { name },
        marker_color: style::colour(kind),
        marker_symbol: style::symbol(kind),
        marker_size: "medium",
        place: &record.place,
        time: &record.time,
        confidence: record.confidence,
        confidence_reasons: joined(&reasons),
        reason: record.reason.as_deref(),
        review: record.review,
        source: &record.source,
        source_chain: joined(&record.source_chain),
        speaker: record.speaker.as_deref(),
        evidence: &record.evidence,
        doc_id: &record.doc_id,
        sent_start: record.sent_start,
        sent_end: record.sent_end,
        n_reports: cluster.reports,
        n_publishers: cluster.publishers,
        n_origins: cluster.origins,
        repeated_passage: record.repeated_passage,
        boundary_source: ground.attribution(),
    });
    columns.extend(match &record.what {
        What::Incident(what) => incident(record, what),
        What::Facility(what) => facility(record, what),
    });
    columns
}

/// How many tell of the same event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cluster {
    pub reports: usize,
    pub publishers: usize,
    pub origins: usize,
}

/// How many tell of each event and each facility.
pub(super) struct Clusters<'r>(HashMap<&'r str, Telling<'r>>);

/// Who tells of an event.
#[derive(Default)]
struct Telling<'r> {
    documents: BTreeSet<&'r str>,
    publishers: BTreeSet<Option<&'r str>>,
    /// Documents that only copied it.
    copied: BTreeSet<&'r str>,
}

impl<'r> Clusters<'r> {
    /// Those of `records`.
    pub(super) fn of(records: &'r [Record]) -> Self {
        let mut all: HashMap<&str, Telling<'_>> = HashMap::new();
        for record in records {
            let Some(cluster) = record.event_cluster.as_deref() else { continue };
            let telling = all.entry(cluster).or_default();
            telling.documents.insert(&record.doc_id);
            telling.publishers.insert(record.source.source_publisher.as_deref());
            if record.repeated_passage {
                telling.copied.insert(&record.doc_id);
            }
        }
        Self(all)
    }

    /// How many tell of what `record` tells of.
    pub(super) fn of_record(&self, record: &Record) -> Cluster {
        let telling = record.event_cluster.as_deref().and_then(|cluster| self.0.get(cluster));
        let Some(Telling { documents, publishers, copied }) = telling else {
            return Cluster { reports: 1, publishers: 1, origins: 1 };
        };
        // What was copied is of the origin that it was copied from.
        let origins = (documents.len() - copied.len()).max(1);
        Cluster { reports: documents.len(), publishers: publishers.len(), origins }
    }
}

/// The layers of `records`, whose columns are `flats`; of `facilities` each is one row.
pub(super) fn layers(
    ground: &Ground<'_>,
    records: &[Record],
    flats: &[Columns],
    facilities: &[Columns],
) -> [Layer; 3] {
    let mut points: Vec<Feature> = Vec::new();
    let mut areas = Vec::new();
    for (record, columns) in records.iter().zip(flats) {
        let spot = record.place.lat.zip(record.place.lon);
        let spot = spot.and_then(|(lat, lon)| LatLng::new(lat, lon).ok());
        let feature = |shape| Feature { id: record.id.clone(), shape, columns: columns.clone() };
        match (&record.what, spot) {
            (What::Incident(_), _) if record.layer == "activity" => {}
            (What::Incident(_), Some(spot)) => points.push(feature(Shape::Point(spot))),
            (What::Incident(_), None) if record.place.place_level == "province" => {
                let divisions = record.place.iso3166_2.as_deref().unwrap_or("").split("; ");
                let polygons: Vec<_> =
                    divisions.flat_map(|code| provinces::polygons(ground, code)).collect();
                if !polygons.is_empty() {
                    let mut area = feature(Shape::Polygons(polygons));
                    area.columns.insert("layer".to_owned(), "incidents_area".into());
                    areas.push(area);
                }
            }
            _ => {}
        }
    }
    stack(&mut points);
    let facilities = facilities.iter().filter_map(|columns| {
        let degrees = |name: &str| columns.get(name).and_then(serde_json::Value::as_f64);
        let spot = LatLng::new(degrees("lat")?, degrees("lon")?).ok()?;
        let id = columns.get("id")?.as_str()?.to_owned();
        Some(Feature { id, shape: Shape::Point(spot), columns: columns.clone() })
    });
    [
        Layer { name: "incidents", decimals: 5, features: points },
        Layer { name: "incidents_area", decimals: 3, features: areas },
        Layer { name: "facilities", decimals: 5, features: facilities.collect() },
    ]
}

fn incident(record: &Record, what: &IncidentWhat) -> Columns {
    use crate::report::Role;
    let side = |role: &dyn Fn(Role) -> bool| {
        let place = record.places.iter().find(|place| role(place.role))?;
        place.place.border.border_side.as_deref().or(place.place.country.as_deref())
    };
    let party = |role: &str| what.actors.iter().find(|actor| actor.role == role);
    let (first, second) = (party("actor"), party("target"));
    let count = what.figures.first();
    columns(&IncidentColumns {
        class: what.class,
        r#type: &what.kind,
        status: what.status,
        cross_border: what.cross_border,
        from_side: side(&|role| role == Role::Origin),
        to_side: side(&|role| matches!(role, Role::Target | Role::Destination)),
        actor1: first.map(|actor| actor.name.as_str()),
        actor1_type: first.map(|actor| actor.kind.as_str()),
        actor2: second.map(|actor| actor.name.as_str()),
        killed_low: what.killed_low,
        killed_best: what.killed_best,
        killed_high: what.killed_high,
        wounded_low: what.wounded_low,
        wounded_best: what.wounded_best,
        wounded_high: what.wounded_high,
        count_text: count.map(|figure| figure.text.as_str()),
        count_low: count.and_then(|figure| figure.low),
        count_high: count.and_then(|figure| figure.high),
        count_unit: count.map(|figure| figure.unit.as_str()),
        stance: match what.status {
            Status::Denied | Status::Negated => "denied",
            _ if what.denied_by.is_some() => "contested",
            Status::Claimed | Status::Alleged => "contested",
            _ => "asserted",
        },
        denied_by: what.denied_by.as_deref(),
        event_cluster: record.event_cluster.as_deref(),
        crosswalk: Crosswalk::of(&what.kind),
        stack_index: 0,
        stack_size: 1,
    })
}

fn facility(record: &Record, what: &FacilityWhat) -> Columns {
    let mut columns = columns(what);
    let joined = |of: fn(&MayBe) -> String| {
        let all: Vec<String> = what.possible_same_as.iter().map(of).collect();
        if all.is_empty() { serde_json::Value::Null } else { all.join("; ").into() }
    };
    columns.insert("possible_same_as".to_owned(), joined(|other| other.id.clone()));
    let why = joined(|other| other.reasons.join(", "));
    columns.insert("possible_same_why".to_owned(), why);
    columns.insert("event_cluster".to_owned(), record.event_cluster.clone().into());
    columns
}

/// Numbers the features that stand on one spot, so that a map can spread them.
fn stack(features: &mut [Feature]) {
    let key = |feature: &Feature| match feature.shape {
        Shape::Point(at) => (at.lat().to_bits(), at.lng().to_bits()),
        _ => (0, 0),
    };
    let mut sizes: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    for feature in features.iter_mut() {
        let index = sizes.entry(key(feature)).or_default();
        feature.columns.insert("stack_index".to_owned(), (*index).into());
        *index += 1;
    }
    for feature in features {
        let size = sizes[&key(feature)];
        feature.columns.insert("stack_size".to_owned(), size.into());
    }
}

/// The name of a status in the columns.
pub(super) fn status_name(status: Status) -> String {
    match serde_json::to_value(status) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
