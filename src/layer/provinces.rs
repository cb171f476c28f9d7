//! The layer `provinces`: their polygons, with counts. A province is never a point.

use super::codes;
use super::feature::{Feature, Layer, Polygon, Ring, Shape, columns, rounded};
use super::ground::Ground;
use super::mentions::MentionRow;
use super::records::{IncidentWhat, Record, What};
use crate::earth::LatLng;
use crate::report::{IncidentClass, Status};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A first-order division and what is reported of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProvinceRow {
    /// Its ISO 3166-2 code.
    pub id: String,
    /// Always `provinces`.
    pub layer: &'static str,
    /// Its name.
    pub title: String,
    /// What is told of it, in a line.
    pub description: String,
    /// Its name.
    pub name: String,
    /// Its name in the script of the country.
    pub name_local: Option<String>,
    /// Its country.
    pub country: String,
    /// Its ISO 3166-2 code.
    pub iso3166_2: String,
    /// Its code in OCHA's scheme, where known.
    pub pcode: Option<&'static str>,
    /// Which scheme.
    pub pcode_scheme: Option<&'static str>,
    /// How much of the border lies along it.
    pub border_km: f64,
    /// The side of the border.
    pub border_side: Option<String>,
    /// The distance of its nearest part from the border.
    pub border_dist_min_km: Option<f64>,
    /// The distance of its farthest part.
    pub border_dist_max_km: Option<f64>,
    /// Mentions of it and of places in it.
    pub mentions_raw: usize,
    /// The same without passages that were copied from another document.
    pub mentions_unique: usize,
    /// Documents that mention it.
    pub documents: usize,
    /// Publishers of those.
    pub publishers: usize,
    /// Incidents that happened or go on.
    pub incidents_occurred: usize,
    /// Incidents that somebody claims.
    pub incidents_claimed: usize,
    /// Incidents that are planned, ordered or announced.
    pub incidents_planned: usize,
    /// Reports of forces that are there.
    pub presence: usize,
    /// Facilities.
    pub facilities: usize,
    /// People killed, the least that the incidents that happened add up to.
    pub killed_low: f64,
    /// The most.
    pub killed_high: f64,
    /// The latest date of an incident, EDTF.
    pub last_event: Option<String>,
    /// Where its outline comes from.
    pub boundary_source: &'static str,
}

/// What is on record of the outlines.
pub(super) const SOURCE: &str = "Natural Earth 1:10m, with corrections";

/// The provinces of the region, and any other that something is reported of, by code.
pub(super) fn rows(
    ground: &Ground<'_>,
    mentions: &[MentionRow],
    records: &[Record],
) -> Vec<ProvinceRow> {
    let mut codes: BTreeSet<String> = ground.provinces().into_iter().collect();
    let mut mentioned: BTreeMap<&str, Vec<&MentionRow>> = BTreeMap::new();
    for row in mentions.iter().filter(|row| row.counted) {
        if let Some(code) = &row.place.iso3166_2 {
            mentioned.entry(code).or_default().push(row);
            codes.insert(code.clone());
        }
    }
    let mut reported: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.layer != "activity") {
        for code in record.place.iso3166_2.as_deref().into_iter().flat_map(|all| all.split("; ")) {
            reported.entry(code).or_default().push(record);
            codes.insert(code.to_owned());
        }
    }
    let of = |code: &str| {
        let mentions = mentioned.get(code).map_or(&[][..], Vec::as_slice);
        let records = reported.get(code).map_or(&[][..], Vec::as_slice);
        row(ground, code, mentions, records)
    };
    codes.iter().map(|code| of(code)).collect()
}

/// The features of `rows`.
pub(super) fn layer(ground: &Ground<'_>, rows: &[ProvinceRow]) -> Layer {
    let features = rows.iter().filter_map(|row| {
        let polygons = polygons(ground, &row.iso3166_2);
        let shape = Shape::Polygons(polygons);
        let is_drawn = !matches!(&shape, Shape::Polygons(polygons) if polygons.is_empty());
        is_drawn.then(|| Feature { id: row.id.clone(), shape, columns: columns(row) })
    });
    Layer { name: "provinces", decimals: 4, features: features.collect() }
}

/// The polygons of the province `code`; none if its outline is not known.
pub(super) fn polygons(ground: &Ground<'_>, code: &str) -> Vec<Polygon> {
    oriented_all(&ground.outline(code))
}

/// The same polygons, their rings turned as GeoJSON has them.
pub(super) fn oriented_all(polygons: &[geo::Polygon]) -> Vec<Polygon> {
    let rings = |polygon: &geo::Polygon| {
        let holes = polygon.interiors().iter().map(|hole| oriented(hole, false));
        std::iter::once(oriented(polygon.exterior(), true)).chain(holes).collect()
    };
    polygons.iter().map(rings).collect()
}

/// A ring that runs counter-clockwise if it is an outer one, else clockwise (RFC 7946, section 3.1.6).
fn oriented(line: &geo::LineString, outer: bool) -> Ring {
    let mut ring: Ring = line.coords().filter_map(|at| LatLng::new(at.y, at.x).ok()).collect();
    let twice_area: f64 = ring
        .windows(2)
        .map(|pair| pair[0].lng() * pair[1].lat() - pair[1].lng() * pair[0].lat())
        .sum();
    if (twice_area > 0.0) != outer {
        ring.reverse();
    }
    ring
}

fn row(
    ground: &Ground<'_>,
    code: &str,
    mentions: &[&MentionRow],
    records: &[&Record],
) -> ProvinceRow {
    let place = ground.gazetteer.admin1(code).map(|id| ground.gazetteer.place(id));
    let measured = place.as_ref().map(|place| ground.measure(place)).unwrap_or_default();
    let (pcode, pcode_scheme) = codes::pcode(code).unzip();
    let name = place.as_ref().map_or(code, |place| place.name).to_owned();
    let incidents = || {
        records.iter().filter_map(|record| match &record.what {
            What::Incident(what) => Some((record, what)),
            What::Facility(_) => None,
        })
    };
    let with = |statuses: &[Status]| {
        let is_event = |what: &IncidentWhat| what.class != IncidentClass::Presence;
        incidents().filter(|(_, what)| is_event(what) && statuses.contains(&what.status)).count()
    };
    let happened = || {
        let is = |what: &IncidentWhat| matches!(what.status, Status::Occurred | Status::Ongoing);
        incidents().filter(move |(record, what)| is(what) && !record.repeated_passage)
    };
    let documents: BTreeSet<&str> = mentions.iter().map(|row| row.doc_id.as_str()).collect();
    let publishers: BTreeSet<&str> =
        mentions.iter().filter_map(|row| row.source.source_publisher.as_deref()).collect();
    let (raw, events) = (mentions.len(), with(&[Status::Occurred, Status::Ongoing]));
    ProvinceRow {
        id: code.to_owned(),
        layer: "provinces",
        description: format!("{raw} mentions, {events} incidents"),
        title: name.clone(),
        name_local: place.as_ref().and_then(|place| ground.local_name(place)),
        name,
        country: code.split('-').next().unwrap_or("").to_owned(),
        iso3166_2: code.to_owned(),
        pcode,
        pcode_scheme,
        border_km: ground.share(code).map_or(0.0, |share| rounded(share.km(), 0)),
        border_side: measured.border_side,
        border_dist_min_km: measured.border_dist_min_km,
        border_dist_max_km: measured.border_dist_max_km,
        mentions_raw: raw,
        mentions_unique: mentions.iter().filter(|row| !row.repeated_passage).count(),
        documents: documents.len(),
        publishers: publishers.len(),
        incidents_occurred: events,
        incidents_claimed: with(&[Status::Claimed, Status::Alleged]),
        incidents_planned: with(&[Status::Planned, Status::Ordered, Status::Announced]),
        presence: incidents().filter(|(_, what)| what.class == IncidentClass::Presence).count(),
        facilities: records.len() - incidents().count(),
        killed_low: rounded(happened().filter_map(|(_, what)| what.killed_low).sum(), 0),
        killed_high: rounded(happened().filter_map(|(_, what)| what.killed_high).sum(), 0),
        last_event: happened().filter_map(|(record, _)| record.time.date_edtf.clone()).max(),
        boundary_source: SOURCE,
    }
}
