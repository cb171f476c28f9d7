//! The tables: what the layers say, and what has no place on a map, for spreadsheets.

use super::corrections;
use super::counts::{self, By};
use super::feature::{Columns, Table, columns, rounded};
use super::ground::Ground;
use super::mentions::MentionRow;
use super::places::PlaceRow;
use super::provinces::ProvinceRow;
use crate::earth::LatLng;
use serde::Serialize;

/// What is on the map.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'r> {
    pub incidents: &'r [Columns],
    /// One row each.
    pub facilities: &'r [Columns],
    /// A row for each report of a facility.
    pub told: &'r [Columns],
}

/// All of them.
pub(super) fn all(
    ground: &Ground<'_>,
    mentions: &[MentionRow],
    places: &[PlaceRow],
    provinces: &[ProvinceRow],
    &Drawn { incidents, facilities, told }: &Drawn<'_>,
) -> Vec<Table> {
    let by_province = counts::with_distances(counts::by(mentions, By::Province), provinces);
    vec![
        events("incidents", INCIDENTS, incidents),
        events("facilities", FACILITIES, facilities),
        Table::new("mentions_by_province", BY_PROVINCE, &by_province),
        Table::new("distances", DISTANCES, &distances(ground, places, provinces)),
        review(incidents, told),
    ]
}

const INCIDENTS: &[&str] = &[
    "id",
    "class",
    "type",
    "status",
    "stance",
    "place_name",
    "place_id",
    "place_level",
    "geo_precision",
    "lat",
    "lon",
    "uncertainty_km",
    "country",
    "iso3166_2",
    "admin1_name",
    "pcode",
    "pcode_scheme",
    "border_side",
    "border_dist_km",
    "border_dist_min_km",
    "border_dist_max_km",
    "border_section",
    "nearest_crossing",
    "nearest_crossing_km",
    "datetime",
    "start_datetime",
    "end_datetime",
    "date_edtf",
    "date_text",
    "date_precision",
    "date_basis",
    "year_source",
    "cross_border",
    "from_side",
    "to_side",
    "actor1",
    "actor1_type",
    "actor2",
    "killed_low",
    "killed_best",
    "killed_high",
    "wounded_low",
    "wounded_best",
    "wounded_high",
    "count_text",
    "count_low",
    "count_high",
    "count_unit",
    "confidence",
    "confidence_reasons",
    "reason",
    "speaker",
    "source_chain",
    "source_publisher",
    "source_url",
    "source_date",
    "evidence",
    "doc_id",
    "sent_start",
    "sent_end",
    "n_reports",
    "n_publishers",
    "n_origins",
    "event_cluster",
    "acled_like_event",
    "acled_like_sub_event",
    "plover_event",
    "repeated_passage",
    "review",
];

const FACILITIES: &[&str] = &[
    "id",
    "facility_type",
    "status",
    "place_name",
    "place_id",
    "place_level",
    "geo_precision",
    "lat",
    "lon",
    "uncertainty_km",
    "country",
    "iso3166_2",
    "admin1_name",
    "pcode",
    "pcode_scheme",
    "border_side",
    "border_dist_km",
    "border_dist_min_km",
    "border_dist_max_km",
    "border_section",
    "nearest_crossing",
    "nearest_crossing_km",
    "name_of_facility",
    "operator",
    "builder",
    "funder",
    "cost",
    "cost_currency",
    "year",
    "year_role",
    "personnel",
    "datetime",
    "date_edtf",
    "date_text",
    "confidence",
    "confidence_reasons",
    "reason",
    "speaker",
    "source_publisher",
    "source_url",
    "source_date",
    "evidence",
    "doc_id",
    "sent_start",
    "sent_end",
    "n_reports",
    "n_publishers",
    "n_origins",
    "possible_same_as",
    "possible_same_why",
    "sources",
    "review",
];

const BY_PROVINCE: &[&str] = &[
    "key",
    "name",
    "country",
    "mentions_raw",
    "mentions_unique",
    "documents",
    "publishers",
    "border_km",
    "border_dist_min_km",
    "border_dist_max_km",
];

const DISTANCES: &[&str] = &[
    "place_id",
    "place_name",
    "place_level",
    "country",
    "iso3166_2",
    "lat",
    "lon",
    "uncertainty_km",
    "border_side",
    "border_dist_km",
    "border_dist_min_km",
    "border_dist_max_km",
    "nearest_lat",
    "nearest_lon",
    "chainage_km",
    "border_section",
    "nearest_crossing",
    "nearest_crossing_km",
    "mentions_raw",
    "boundary_source",
];

/// How far from the border a place is.
#[derive(Serialize)]
struct Distance<'r> {
    #[serde(flatten)]
    place: &'r super::PlaceColumns,
    nearest_lat: Option<f64>,
    nearest_lon: Option<f64>,
    chainage_km: Option<f64>,
    mentions_raw: usize,
    boundary_source: &'r str,
}

fn events(name: &'static str, header: &[&str], rows: &[Columns]) -> Table {
    Table::of_columns(name, header.iter().map(|&column| column.to_owned()).collect(), rows)
}

/// The records with room for a person's decision.
fn review(incidents: &[Columns], told: &[Columns]) -> Table {
    let header = [
        "decision",
        "value",
        "note",
        "id",
        "sentence_sha",
        "layer",
        "class",
        "type",
        "facility_type",
        "status",
        "place_name",
        "place_id",
        "place_level",
        "iso3166_2",
        "date_edtf",
        "killed_low",
        "killed_high",
        "wounded_low",
        "wounded_high",
        "confidence",
        "confidence_reasons",
        "reason",
        "evidence",
        "doc_id",
        "source_publisher",
        "source_url",
        "review",
    ];
    let mut rows: Vec<Columns> = incidents.iter().chain(told).cloned().collect();
    for row in &mut rows {
        let evidence = row.get("evidence").and_then(|text| text.as_str()).unwrap_or("");
        let sha = corrections::sha_of(evidence);
        row.insert("sentence_sha".to_owned(), sha[..16].into());
    }
    events("review", &header, &rows)
}

fn distances<'r>(
    ground: &'r Ground<'_>,
    places: &'r [PlaceRow],
    provinces: &[ProvinceRow],
) -> Vec<Columns> {
    let is_near = |row: &&PlaceRow| {
        row.place.border.border_dist_km.or(row.place.border.border_dist_min_km).is_some()
            && row.place.place_level != "province"
    };
    let mut rows: Vec<Columns> = Vec::new();
    for row in places.iter().filter(is_near) {
        let spot = row.place.lat.zip(row.place.lon);
        let spot = spot.and_then(|(lat, lon)| LatLng::new(lat, lon).ok());
        let nearest = spot.map(|spot| ground.nearest(spot));
        rows.push(columns(&Distance {
            place: &row.place,
            nearest_lat: nearest.as_ref().map(|nearest| rounded(nearest.point.lat(), 5)),
            nearest_lon: nearest.as_ref().map(|nearest| rounded(nearest.point.lng(), 5)),
            chainage_km: nearest.as_ref().map(|nearest| rounded(nearest.chainage.km(), 2)),
            mentions_raw: row.mentions_raw,
            boundary_source: ground.attribution(),
        }));
    }
    for row in provinces.iter().filter(|row| row.border_dist_min_km.is_some()) {
        let mut province = columns(row);
        province.insert("place_id".to_owned(), format!("iso:{}", row.iso3166_2).into());
        province.insert("place_name".to_owned(), row.name.clone().into());
        province.insert("place_level".to_owned(), "province".into());
        rows.push(province);
    }
    let km = |row: &Columns| {
        let number = |name: &str| row.get(name).and_then(serde_json::Value::as_f64);
        number("border_dist_km").or_else(|| number("border_dist_min_km")).unwrap_or(f64::MAX)
    };
    let id = |row: &Columns| row.get("place_id").map(ToString::to_string);
    rows.sort_by(|a, b| km(a).total_cmp(&km(b)).then_with(|| id(a).cmp(&id(b))));
    rows
}
