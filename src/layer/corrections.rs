//! An analyst's decisions on records, applied last: `corrections.csv`.
//!
//! | action | does |
//! |---|---|
//! | `set` | puts `value` into `field`: `status`, `type`, `date_edtf`, `place_id`, `killed_low` … |
//! | `drop` | leaves the record out |
//! | `confirm` | marks it as confirmed |
//! | `merge` | makes it a report of the event of the record whose id is `value` |
//! | `split` | makes it a report of an event of its own |
//! | `add` | adds a record of the type `value` told by the same sentence |
//!
//! A row finds its record by `target_id`, else by `sentence_sha`, so that a decision outlives changes elsewhere in
//! the text. Nothing is lost silently: what finds no record is orphaned, what contradicts an earlier row is in
//! conflict, and both are counted.

use super::common::PlaceColumns;
use super::ground::Ground;
use super::records::{Record, What};
use crate::report::Status;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Why corrections could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the corrections in {}", path.display())]
pub struct CorrectionsError {
    path: PathBuf,
    source: csv::Error,
}

/// A decision on a record: a row of `corrections.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Correction {
    /// The record's id.
    #[serde(default)]
    pub target_id: String,
    /// The beginning of the SHA-256 of its sentence, at least eight hexadecimal digits.
    #[serde(default)]
    pub sentence_sha: String,
    /// What is to be done.
    pub action: Action,
    /// Which column, for `set`.
    #[serde(default)]
    pub field: String,
    /// What it becomes.
    #[serde(default)]
    pub value: String,
    /// Who decided.
    #[serde(default)]
    pub by: String,
    /// When.
    #[serde(default)]
    pub date: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "each says itself")]
pub enum Action {
    Set,
    Drop,
    Confirm,
    Merge,
    Split,
    Add,
}

/// What became of the corrections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// Rows that were applied.
    pub applied: usize,
    /// Rows whose record is not there.
    pub orphaned: usize,
    /// Rows that contradict one before them, or whose field or value cannot be.
    pub conflicting: usize,
}

/// Reads a table of corrections.
///
/// # Errors
///
/// [`CorrectionsError`] if the file cannot be read or a row is none.
pub fn read(path: &Path) -> Result<Vec<Correction>, CorrectionsError> {
    let error = |source| CorrectionsError { path: path.to_owned(), source };
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(error)?;
    rows.deserialize().collect::<Result<_, _>>().map_err(error)
}

/// Applies `corrections` to `records`, in their order.
pub(super) fn apply(
    ground: &Ground<'_>,
    records: &mut Vec<Record>,
    corrections: &[Correction],
) -> Applied {
    let mut done = Applied::default();
    let mut decided: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut dropped: Vec<String> = Vec::new();
    for row in corrections {
        let Some(at) = target(records, row) else {
            done.orphaned += 1;
            continue;
        };
        let id = records[at].id.clone();
        let field = if row.action == Action::Set { row.field.clone() } else { kind(row.action) };
        let before = decided.get(&(id.clone(), field.clone()));
        let contradicts = before.is_some_and(|value| *value != row.value)
            || (dropped.contains(&id) && row.action != Action::Drop);
        let fits = !contradicts
            && match row.action {
                Action::Drop => {
                    dropped.push(id.clone());
                    true
                }
                Action::Add => add(records, at, &row.value),
                Action::Merge => merge(records, at, &row.value),
                _ => change(ground, &mut records[at], row),
            };
        if fits {
            done.applied += 1;
            decided.insert((id, field), row.value.clone());
        } else {
            done.conflicting += 1;
        }
    }
    records.retain(|record| !dropped.contains(&record.id));
    done
}

/// What `drop`, `merge` and `split` decide on: the same thing, so that two of them contradict one another.
fn kind(action: Action) -> String {
    match action {
        Action::Merge | Action::Split => "event",
        Action::Add => "added",
        _ => "review",
    }
    .to_owned()
}

/// The row of the record that a correction means: by its id, or by its sentence where that has one record only.
fn target(records: &[Record], row: &Correction) -> Option<usize> {
    /// Fewer hexadecimal digits would often fit two sentences.
    const LEAST: usize = 8;
    let sha = row.sentence_sha.to_lowercase();
    let said = |record: &Record| sha.len() < LEAST || sentence_sha(record).starts_with(&sha);
    let by_id = records.iter().position(|record| record.id == row.target_id && said(record));
    by_id.or_else(|| {
        let mut told = (0..records.len())
            .filter(|at| sha.len() >= LEAST && sentence_sha(&records[*at]).starts_with(&sha));
        let first = told.next()?;
        told.next().is_none().then_some(first)
    })
}

/// The SHA-256 of the sentence of a record, in hexadecimal digits.
fn sentence_sha(record: &Record) -> String {
    sha_of(&record.evidence)
}

/// The SHA-256 of a sentence, in hexadecimal digits.
pub(super) fn sha_of(sentence: &str) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for byte in Sha256::digest(sentence.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn add(records: &mut Vec<Record>, at: usize, value: &str) -> bool {
    let mut new = records[at].clone();
    match &mut new.what {
        What::Incident(what) => value.clone_into(&mut what.kind),
        What::Facility(what) => value.clone_into(&mut what.facility_type),
    }
    new.id = format!("{}-{value}", new.id);
    new.event_cluster = None;
    new.review = "corrected";
    let is_new = !value.is_empty() && records.iter().all(|record| record.id != new.id);
    if is_new {
        records.insert(at + 1, new);
    }
    is_new
}

fn merge(records: &mut [Record], at: usize, value: &str) -> bool {
    let Some(other) = records.iter().position(|record| record.id == value) else { return false };
    let id = records[other].id.clone();
    let cluster = records[other].event_cluster.get_or_insert(id).clone();
    records[at].event_cluster = Some(cluster);
    records[at].review = "corrected";
    other != at
}

/// Changes a record as `row` says; `false` if its field or value cannot be.
fn change(ground: &Ground<'_>, record: &mut Record, row: &Correction) -> bool {
    match row.action {
        Action::Confirm => {
            record.review = "confirmed";
            return true;
        }
        Action::Split => {
            record.event_cluster = None;
            record.review = "corrected";
            return true;
        }
        _ => {}
    }
    let value = row.value.as_str();
    let Some(old) = set(ground, record, &row.field, value) else { return false };
    record.corrected_from.push(format!("{}={old}", row.field));
    record.review = "corrected";
    true
}

/// Puts `value` into the column `field`, and gives what stood there.
fn set(ground: &Ground<'_>, record: &mut Record, field: &str, value: &str) -> Option<String> {
    let number = |slot: &mut Option<f64>| -> Option<String> {
        let new = if value.is_empty() { None } else { Some(value.parse::<f64>().ok()?) };
        let old = std::mem::replace(slot, new);
        Some(old.map(|number| number.to_string()).unwrap_or_default())
    };
    let text = |slot: &mut String| Some(std::mem::replace(slot, value.to_owned()));
    let maybe = |slot: &mut Option<String>| {
        let new = (!value.is_empty()).then(|| value.to_owned());
        Some(std::mem::replace(slot, new).unwrap_or_default())
    };
    match (field, &mut record.what) {
        ("type", What::Incident(what)) => text(&mut what.kind),
        ("status", What::Incident(what)) => {
            let status: Status = serde_json::from_value(value.into()).ok()?;
            Some(super::events::status_name(std::mem::replace(&mut what.status, status)))
        }
        ("killed_low", What::Incident(what)) => number(&mut what.killed_low),
        ("killed_best", What::Incident(what)) => number(&mut what.killed_best),
        ("killed_high", What::Incident(what)) => number(&mut what.killed_high),
        ("wounded_low", What::Incident(what)) => number(&mut what.wounded_low),
        ("wounded_best", What::Incident(what)) => number(&mut what.wounded_best),
        ("wounded_high", What::Incident(what)) => number(&mut what.wounded_high),
        ("facility_type" | "type", What::Facility(what)) => text(&mut what.facility_type),
        ("status", What::Facility(what)) => text(&mut what.status),
        ("operator", What::Facility(what)) => maybe(&mut what.operator),
        ("builder", What::Facility(what)) => maybe(&mut what.builder),
        ("funder", What::Facility(what)) => maybe(&mut what.funder),
        ("cost", What::Facility(what)) => number(&mut what.cost),
        ("date_edtf", _) => {
            let time = super::time::stated(value)?;
            let old = std::mem::replace(&mut record.time, time);
            Some(old.date_edtf.unwrap_or_default())
        }
        ("place_id", _) => {
            let id = ground.gazetteer.by_key(value)?;
            let place = PlaceColumns::of(ground, &ground.gazetteer.place(id));
            let old = std::mem::replace(&mut record.place, place);
            record.reason = None;
            Some(old.place_id.unwrap_or_default())
        }
        ("iso3166_2", _) => maybe(&mut record.place.iso3166_2),
        ("speaker", _) => maybe(&mut record.speaker),
        _ => None,
    }
}
