//! The facilities: one row each, with all reports of it.

use super::feature::Columns;
use super::records::{Record, What};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A report of a facility.
#[derive(Serialize)]
struct SourceOf<'r> {
    id: &'r str,
    doc_id: &'r str,
    sent_start: usize,
    sent_end: usize,
    publisher: Option<&'r str>,
    url: Option<&'r str>,
    date: Option<&'r str>,
    status: &'r str,
    quote: &'r str,
    repeated_passage: bool,
}

/// The facilities that `records` tell of, in the order of their first reports. `flats` are the columns of the
/// records.
///
/// Of a facility the place is that of the most exact report, the status that of the latest, and the rest is of the
/// first report that says it; `sources` has them all.
pub(super) fn rows(records: &[Record], flats: &[Columns]) -> Vec<Columns> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, record) in records.iter().enumerate() {
        if !matches!(record.what, What::Facility(_)) {
            continue;
        }
        let cluster = record.event_cluster.as_deref().unwrap_or(&record.id);
        let number = *numbers.entry(cluster).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[number].push(row);
    }
    groups.iter().map(|rows| one(records, flats, rows)).collect()
}

/// Columns of which a facility has the first that any report of it has.
const FILLED: &[&str] = &[
    "name_of_facility",
    "operator",
    "builder",
    "funder",
    "cost",
    "cost_currency",
    "year",
    "year_role",
    "personnel",
    "possible_same_as",
    "possible_same_why",
];

/// Columns that go together: who has no cost gets both from one report.
const PAIRS: &[(&str, &str)] =
    &[("cost_currency", "cost"), ("year_role", "year"), ("possible_same_why", "possible_same_as")];

fn one(records: &[Record], flats: &[Columns], rows: &[usize]) -> Columns {
    // Reports without a day come last, so that they decide least.
    let told = |row: &usize| {
        let record = &records[*row];
        let date = record.source.source_date.as_deref();
        (date.is_none(), date.unwrap_or(""), record.doc_id.as_str(), record.sent_start)
    };
    let mut by_day: Vec<usize> = rows.to_vec();
    by_day.sort_by(|a, b| told(a).cmp(&told(b)));
    let exact = by_day.iter().min_by_key(|row| records[**row].place.geo_precision);
    let Some(&exact) = exact else { return Columns::new() };
    let mut columns = flats[exact].clone();
    for name in FILLED {
        let says = |row: &&usize| flats[**row].get(*name).is_some_and(|value| !value.is_null());
        let master = PAIRS.iter().find(|(slave, _)| slave == name).map_or(*name, |pair| pair.1);
        let tells = |row: &&usize| flats[**row].get(master).is_some_and(|value| !value.is_null());
        let row =
            if master == *name { by_day.iter().find(says) } else { by_day.iter().find(tells) };
        let value = row.and_then(|row| flats[*row].get(*name)).cloned();
        columns.insert((*name).to_owned(), value.unwrap_or(Value::Null));
    }
    let dated = by_day.iter().rfind(|row| records[**row].source.source_date.is_some());
    if let Some(status) = dated.or(by_day.first()).and_then(|row| flats[*row].get("status")) {
        columns.insert("status".to_owned(), status.clone());
        let name = columns.get("place_name").and_then(Value::as_str).map(str::to_owned);
        let kind = columns.get("facility_type").and_then(Value::as_str).unwrap_or("");
        if let (Some(name), Some(status)) = (name, status.as_str()) {
            let title = format!("{}: {name} ({status})", super::style::spoken(kind));
            columns.insert("title".to_owned(), title.into());
        }
    }
    let sources: Vec<SourceOf<'_>> = by_day.iter().map(|row| source(&records[*row])).collect();
    // Map programs read flat columns: the list is JSON in a text.
    columns.insert("sources".to_owned(), serde_json::to_string(&sources).ok().into());
    columns
}

fn source(record: &Record) -> SourceOf<'_> {
    let status = match &record.what {
        What::Facility(what) => what.status.as_str(),
        What::Incident(_) => "",
    };
    SourceOf {
        id: &record.id,
        doc_id: &record.doc_id,
        sent_start: record.sent_start,
        sent_end: record.sent_end,
        publisher: record.source.source_publisher.as_deref(),
        url: record.source.source_url.as_deref(),
        date: record.source.source_date.as_deref(),
        status,
        quote: &record.evidence,
        repeated_passage: record.repeated_passage,
    }
}
