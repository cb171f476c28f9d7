//! The layer `places`: each place that is mentioned as such, once, with its counts.

use super::common::PlaceColumns;
use super::feature::{Feature, Layer, Shape, columns};
use super::mentions::MentionRow;
use super::records::{Record, What};
use crate::earth::LatLng;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A place and how often it is met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceRow {
    /// Its lasting identifier.
    pub id: String,
    /// Always `places`.
    pub layer: &'static str,
    /// Its name.
    pub title: String,
    /// What is told of it, in a line.
    pub description: String,
    /// Its name.
    pub name: String,
    /// A colour for map programs.
    #[serde(rename = "marker-color")]
    pub marker_color: &'static str,
    /// A symbol for map programs.
    #[serde(rename = "marker-symbol")]
    pub marker_symbol: &'static str,
    /// A size for map programs.
    #[serde(rename = "marker-size")]
    pub marker_size: &'static str,
    /// Where it is.
    #[serde(flatten)]
    pub place: PlaceColumns,
    /// Its GeoNames feature code, without the class.
    pub feature_code: Option<String>,
    /// Mentions of the place as such.
    pub mentions_raw: usize,
    /// The same without passages that were copied from another document.
    pub mentions_unique: usize,
    /// Documents that mention it.
    pub documents: usize,
    /// Incidents there.
    pub incidents: usize,
    /// Facilities there.
    pub facilities: usize,
    /// The earliest date of publication, EDTF.
    pub first_seen: Option<String>,
    /// The latest.
    pub last_seen: Option<String>,
    /// `location 4; target 1`.
    pub uses: String,
    /// The first sentence that mentions it.
    pub evidence: String,
    /// The document of that sentence.
    pub doc_id: String,
    /// Where the line that distances are measured to comes from.
    pub boundary_source: String,
}

/// The places of `mentions`, the most mentioned first.
pub(super) fn rows(
    mentions: &[MentionRow],
    records: &[Record],
    codes: &dyn Fn(&str) -> Option<String>,
    attribution: &str,
) -> Vec<PlaceRow> {
    let mut by_place: BTreeMap<&str, Vec<&MentionRow>> = BTreeMap::new();
    for row in mentions.iter().filter(|row| row.counted) {
        if let Some(id) = &row.place.place_id {
            by_place.entry(id).or_default().push(row);
        }
    }
    let there = |id: &str, facility: bool| {
        let of_kind = |record: &&Record| {
            record.layer != "activity" && matches!(record.what, What::Facility(_)) == facility
        };
        let at = |record: &&Record| {
            record.places.iter().any(|place| place.place.place_id.as_deref() == Some(id))
        };
        records.iter().filter(of_kind).filter(at).count()
    };
    let mut rows: Vec<PlaceRow> = by_place
        .into_iter()
        .map(|(id, rows)| {
            let (incidents, facilities) = (there(id, false), there(id, true));
            row(id, &rows, (incidents, facilities), codes(id), attribution)
        })
        .collect();
    rows.sort_by(|a, b| b.mentions_raw.cmp(&a.mentions_raw).then_with(|| a.id.cmp(&b.id)));
    rows
}

/// The features of those `rows` that have a spot.
pub(super) fn layer(rows: &[PlaceRow]) -> Layer {
    let features = rows.iter().filter_map(|row| {
        let spot = LatLng::new(row.place.lat?, row.place.lon?).ok()?;
        Some(Feature { id: row.id.clone(), shape: Shape::Point(spot), columns: columns(row) })
    });
    Layer { name: "places", decimals: 5, features: features.collect() }
}

fn row(
    id: &str,
    rows: &[&MentionRow],
    (incidents, facilities): (usize, usize),
    feature_code: Option<String>,
    attribution: &str,
) -> PlaceRow {
    // One place of a kind differs from another only by how it was mentioned; the spot of a literal use wins.
    let best = rows.iter().find(|row| row.place.lat.is_some()).unwrap_or(&rows[0]);
    let documents: BTreeSet<&str> = rows.iter().map(|row| row.doc_id.as_str()).collect();
    let dates = || rows.iter().filter_map(|row| row.source.source_date.clone());
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        *uses.entry(use_name(row)).or_default() += 1;
    }
    let mut uses: Vec<(String, usize)> = uses.into_iter().collect();
    uses.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let uses: Vec<String> =
        uses.into_iter().map(|(name, count)| format!("{name} {count}")).collect();
    let name = best.place.place_name.clone().unwrap_or_default();
    let (mentions, articles) = (rows.len(), documents.len());
    PlaceRow {
        id: id.to_owned(),
        layer: "places",
        title: name.clone(),
        description: format!("{mentions} mentions in {articles} documents"),
        name,
        marker_color: "#7b1e4b",
        marker_symbol: "circle",
        marker_size: match mentions {
            0..3 => "small",
            3..10 => "medium",
            _ => "large",
        },
        place: best.place.clone(),
        feature_code,
        mentions_raw: mentions,
        mentions_unique: rows.iter().filter(|row| !row.repeated_passage).count(),
        documents: articles,
        incidents,
        facilities,
        first_seen: dates().min(),
        last_seen: dates().max(),
        uses: uses.join("; "),
        evidence: best.sentence.clone(),
        doc_id: best.doc_id.clone(),
        boundary_source: attribution.to_owned(),
    }
}

/// The name of what a mention is used for, as the columns have it.
pub(super) fn use_name(row: &MentionRow) -> String {
    match serde_json::to_value(row.usage) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
