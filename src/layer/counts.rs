//! How often reports say that something is somewhere: by province, place, country or month.

use super::mentions::MentionRow;
use super::provinces::ProvinceRow;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What to count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// First-order divisions: provinces, oblasts.
    Province,
    /// Places, whatever their kind.
    Place,
    /// Countries.
    Country,
    /// Months of publication.
    Month,
}

/// How often something is mentioned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Count {
    /// What was counted: an ISO code, a place's identifier, a month.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its country, ISO 3166-1.
    pub country: Option<String>,
    /// Mentions.
    pub mentions_raw: usize,
    /// Mentions without passages that were copied from another document.
    pub mentions_unique: usize,
    /// Documents.
    pub documents: usize,
    /// Publishers.
    pub publishers: usize,
    /// How much of the border lies along it, where it is a province of the region.
    pub border_km: Option<f64>,
    /// Kilometres to the border, of its nearest part.
    pub border_dist_min_km: Option<f64>,
    /// Kilometres to the border, of its farthest part.
    pub border_dist_max_km: Option<f64>,
}

/// The counted `mentions` by `by`, the most frequent first; months in their order.
#[must_use]
pub fn by(mentions: &[MentionRow], by: By) -> Vec<Count> {
    let mut groups: BTreeMap<String, Vec<&MentionRow>> = BTreeMap::new();
    for row in mentions.iter().filter(|row| row.counted) {
        if let Some(key) = key(row, by) {
            groups.entry(key).or_default().push(row);
        }
    }
    let mut counts: Vec<Count> =
        groups.into_iter().map(|(key, rows)| count(key, &rows, by)).collect();
    counts.sort_by(|a, b| order(a, b, by));
    counts
}

/// The most frequent first; months in their order.
pub(super) fn order(a: &Count, b: &Count, by: By) -> Ordering {
    let frequent =
        if by == By::Month { Ordering::Equal } else { b.mentions_raw.cmp(&a.mentions_raw) };
    frequent.then_with(|| a.key.cmp(&b.key))
}

/// Gives counts by province the distances of the whole province.
#[must_use]
pub fn with_distances(mut counts: Vec<Count>, provinces: &[ProvinceRow]) -> Vec<Count> {
    for count in &mut counts {
        if let Some(province) = provinces.iter().find(|row| row.iso3166_2 == count.key) {
            count.name.clone_from(&province.name);
            count.border_km =
                Some(province.border_km).filter(|_| province.border_dist_min_km.is_some());
            count.border_dist_min_km = province.border_dist_min_km;
            count.border_dist_max_km = province.border_dist_max_km;
        }
    }
    counts
}

/// What a row counts for.
pub(super) fn key(row: &MentionRow, by: By) -> Option<String> {
    match by {
        By::Province => row.place.iso3166_2.clone(),
        // A place that no gazetteer has is counted by its name.
        By::Place => row.place.place_id.clone().or_else(|| Some(format!("name:{}", row.text))),
        By::Country => row.place.country.clone(),
        By::Month => Some(month(row)),
    }
}

/// The month of publication, `2024-11`; `undated` where it is not known.
fn month(row: &MentionRow) -> String {
    let date = row.source.source_date.as_deref().unwrap_or("");
    match date.get(..7) {
        Some(month) if !month.contains(['X', '/']) => month.to_owned(),
        _ => "undated".to_owned(),
    }
}

fn count(key: String, rows: &[&MentionRow], by: By) -> Count {
    let documents: BTreeSet<&str> = rows.iter().map(|row| row.doc_id.as_str()).collect();
    let publishers: BTreeSet<&str> =
        rows.iter().filter_map(|row| row.source.source_publisher.as_deref()).collect();
    Count {
        mentions_raw: rows.len(),
        mentions_unique: rows.iter().filter(|row| !row.repeated_passage).count(),
        documents: documents.len(),
        publishers: publishers.len(),
        ..template(key, rows[0], by)
    }
}

/// A count of nothing yet, with what its first row says of it.
pub(super) fn template(key: String, row: &MentionRow, by: By) -> Count {
    let place = &row.place;
    let name = match by {
        By::Province => place.admin1_name.clone(),
        By::Place => place.place_name.clone().or_else(|| Some(row.text.clone())),
        By::Country | By::Month => None,
    };
    let of_place = by == By::Place;
    let exact = place.border.border_dist_km.filter(|_| of_place);
    Count {
        name: name.unwrap_or_else(|| key.clone()),
        country: place.country.clone().filter(|_| by != By::Month),
        mentions_raw: 0,
        mentions_unique: 0,
        documents: 0,
        publishers: 0,
        border_km: None,
        border_dist_min_km: exact.or(place.border.border_dist_min_km.filter(|_| of_place)),
        border_dist_max_km: exact.or(place.border.border_dist_max_km.filter(|_| of_place)),
        key,
    }
}
