//! What `map.html` shows: the layers, cut down to what a page needs.

use super::feature::{Polygon, rounded};
use super::ground::Ground;
use super::manifest::{DataSource, DocumentRow, Manifest};
use super::places::PlaceRow;
use super::provinces::{self, ProvinceRow};
use super::records::{Record, What};
use super::style;
use crate::earth::LatLng;
use crate::region;
use serde::Serialize;
use std::collections::BTreeMap;

/// What `map.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    title: String,
    version: &'static str,
    border: Vec<Vec<f64>>,
    border_name: String,
    border_length_km: f64,
    boundary_source: String,
    provinces: Vec<PageProvince>,
    /// Outlines of what lies around, for orientation.
    around: Vec<Around>,
    places: Vec<PagePlace>,
    records: Vec<PageRecord>,
    unplaced_mentions: BTreeMap<String, usize>,
    documents: Vec<PageDocument>,
    data: Vec<DataSource>,
    disclaimer: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct PageProvince {
    iso: String,
    name: String,
    local: Option<String>,
    country: String,
    side: bool,
    mentions: usize,
    documents: usize,
    incidents: usize,
    facilities: usize,
    near_km: Option<f64>,
    far_km: Option<f64>,
    /// Rings, each `lon, lat, lon, lat …`.
    rings: Vec<Vec<f64>>,
    /// Where its name may stand.
    label: Option<[f64; 2]>,
}

#[derive(Debug, Clone, Serialize)]
struct Around {
    side: bool,
    rings: Vec<Vec<f64>>,
}

#[derive(Debug, Clone, Serialize)]
struct PagePlace {
    name: String,
    local: Option<String>,
    level: &'static str,
    lon: f64,
    lat: f64,
    mentions: usize,
    documents: usize,
    border_km: Option<f64>,
    side: Option<String>,
    uncertainty_km: Option<f64>,
    uses: String,
    evidence: String,
    doc: String,
}

#[derive(Debug, Clone, Serialize)]
struct PageRecord {
    id: String,
    facility: bool,
    kind: String,
    colour: &'static str,
    status: String,
    place: Option<String>,
    level: &'static str,
    lon: Option<f64>,
    lat: Option<f64>,
    iso: Option<String>,
    date: Option<String>,
    confidence: crate::resolve::Confidence,
    reasons: Vec<&'static str>,
    reason: Option<String>,
    evidence: String,
    doc: String,
    speaker: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct PageDocument {
    id: String,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: &'static str,
}

/// The least step between two vertices of an outline on the page, in degrees: about 300 m, below a pixel until the
/// page is magnified twenty times.
const STEP: f64 = 0.003;

impl Page {
    /// The page of what was assembled.
    pub(super) fn new(
        ground: &Ground<'_>,
        manifest: &Manifest,
        places: &[PlaceRow],
        provinces: &[ProvinceRow],
        records: &[Record],
    ) -> Self {
        let is_shown = |record: &&Record| record.layer != "activity";
        Self {
            title: ground.border_name(),
            version: env!("CARGO_PKG_VERSION"),
            border: ground.lines().iter().map(|line| flat(line, STEP)).collect(),
            border_name: ground.border_name(),
            border_length_km: rounded(ground.length().km(), 1),
            boundary_source: ground.attribution().to_owned(),
            provinces: provinces.iter().map(|row| province(ground, row)).collect(),
            around: around(ground, provinces),
            places: places.iter().filter_map(place).collect(),
            records: records.iter().filter(is_shown).map(record).collect(),
            unplaced_mentions: manifest.unplaced_mentions.clone(),
            documents: manifest.documents.iter().map(document).collect(),
            data: manifest.data.clone(),
            disclaimer: manifest.disclaimer,
        }
    }
}

fn province(ground: &Ground<'_>, row: &ProvinceRow) -> PageProvince {
    let polygons = provinces::polygons(ground, &row.iso3166_2);
    let side = ground.region.sides.iter().any(|side| side.code() == row.country);
    PageProvince {
        iso: row.iso3166_2.clone(),
        name: row.name.clone(),
        local: row.name_local.clone(),
        country: row.country.clone(),
        side,
        mentions: row.mentions_raw,
        documents: row.documents,
        incidents: row.incidents_occurred + row.incidents_claimed + row.incidents_planned,
        facilities: row.facilities,
        near_km: row.border_dist_min_km,
        far_km: row.border_dist_max_km,
        label: label(&polygons),
        rings: polygons.iter().flatten().map(|ring| flat(ring, STEP)).collect(),
    }
}

/// The first-order divisions near the border that nothing is reported of.
fn around(ground: &Ground<'_>, shown: &[ProvinceRow]) -> Vec<Around> {
    /// How far around the border the page shows the land, in degrees.
    const MARGIN: f64 = 6.0;
    /// The step between vertices, in degrees: a kilometre is enough for what lies around.
    const COARSE: f64 = 0.01;
    let line = || ground.lines().iter().flatten();
    let south = line().map(|at| at.lat()).fold(f64::MAX, f64::min) - MARGIN;
    let north = line().map(|at| at.lat()).fold(f64::MIN, f64::max) + MARGIN;
    let west = line().map(|at| at.lng()).fold(f64::MAX, f64::min) - MARGIN;
    let east = line().map(|at| at.lng()).fold(f64::MIN, f64::max) + MARGIN;
    let is_near =
        |at: LatLng| (south..=north).contains(&at.lat()) && (west..=east).contains(&at.lng());
    let divisions = region::provinces::all().filter(|division| {
        division.label().is_some_and(is_near)
            && !shown.iter().any(|row| row.iso3166_2 == division.iso())
    });
    let outlines = divisions.map(|division| Around {
        side: ground.region.sides.contains(&division.country()),
        rings: provinces::oriented_all(&division.polygons().0)
            .iter()
            .flatten()
            .map(|ring| flat(ring, COARSE))
            .collect(),
    });
    outlines.collect()
}

fn place(row: &PlaceRow) -> Option<PagePlace> {
    let border = &row.place.border;
    Some(PagePlace {
        name: row.name.clone(),
        local: row.place.place_name_local.clone(),
        level: row.place.place_level,
        lon: row.place.lon?,
        lat: row.place.lat?,
        mentions: row.mentions_raw,
        documents: row.documents,
        border_km: border.border_dist_km.or(border.border_dist_min_km),
        side: border.border_side.clone(),
        uncertainty_km: row.place.uncertainty_km,
        uses: row.uses.clone(),
        evidence: row.evidence.clone(),
        doc: row.doc_id.clone(),
    })
}

fn record(record: &Record) -> PageRecord {
    let (facility, kind, status) = match &record.what {
        What::Incident(what) => (false, &what.kind, super::events::status_name(what.status)),
        What::Facility(what) => (true, &what.facility_type, what.status.clone()),
    };
    PageRecord {
        id: record.id.clone(),
        facility,
        kind: style::spoken(kind),
        colour: style::colour(kind),
        status: status.replace('_', " "),
        place: record.place.place_name.clone(),
        level: record.place.place_level,
        lon: record.place.lon,
        lat: record.place.lat,
        iso: record.place.iso3166_2.clone(),
        date: record.time.date_edtf.clone(),
        confidence: record.confidence,
        reasons: record.confidence_reasons.clone(),
        reason: record.reason.clone(),
        evidence: record.evidence.clone(),
        doc: record.doc_id.clone(),
        speaker: record.speaker.clone(),
    }
}

fn document(row: &DocumentRow) -> PageDocument {
    PageDocument {
        id: row.doc_id.clone(),
        title: row.title.clone(),
        publisher: row.publisher.clone(),
        published: row.published.clone(),
        // Only an address of the web becomes a link: never a script.
        url: row
            .url
            .clone()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        language: row.language,
    }
}

/// A line as `lon, lat, lon, lat …`, without vertices closer than `step` to the one before.
fn flat(line: &[LatLng], step: f64) -> Vec<f64> {
    let mut flat: Vec<f64> = Vec::new();
    for (number, at) in line.iter().enumerate() {
        let (lon, lat) = (rounded(at.lng(), 3), rounded(at.lat(), 3));
        let is_near = flat.len() >= 2
            && (flat[flat.len() - 2] - lon).abs() < step
            && (flat[flat.len() - 1] - lat).abs() < step;
        if !is_near || number + 1 == line.len() {
            flat.extend([lon, lat]);
        }
    }
    flat
}

/// The middle of the widest west-east stretch through the largest polygon: within it, and with room for a name.
fn label(polygons: &[Polygon]) -> Option<[f64; 2]> {
    let ring = polygons.iter().filter_map(|polygon| polygon.first()).max_by(|a, b| {
        let size = |ring: &[LatLng]| {
            let lats = || ring.iter().map(|at| at.lat());
            lats().fold(f64::MIN, f64::max) - lats().fold(f64::MAX, f64::min)
        };
        size(a).total_cmp(&size(b))
    })?;
    let south = ring.iter().map(|at| at.lat()).fold(f64::MAX, f64::min);
    let north = ring.iter().map(|at| at.lat()).fold(f64::MIN, f64::max);
    // The outer fifths are skipped: a name there would lean on the outline.
    let heights = (4..=16).map(|step| south + (north - south) * f64::from(step) / 20.0);
    let widest =
        heights.filter_map(|lat| widest_stretch(ring, lat).map(|(w, e)| (e - w, w, e, lat)));
    let (_, west, east, lat) = widest.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some([rounded(f64::midpoint(west, east), 3), rounded(lat, 3)])
}

/// The widest stretch of the parallel `lat` inside `ring`: its west and east end.
fn widest_stretch(ring: &[LatLng], lat: f64) -> Option<(f64, f64)> {
    let mut crossings: Vec<f64> = ring
        .windows(2)
        .filter(|pair| (pair[0].lat() > lat) != (pair[1].lat() > lat))
        .map(|pair| {
            let part = (lat - pair[0].lat()) / (pair[1].lat() - pair[0].lat());
            pair[0].lng() + part * (pair[1].lng() - pair[0].lng())
        })
        .collect();
    crossings.sort_by(f64::total_cmp);
    let stretches = crossings.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    stretches.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}
