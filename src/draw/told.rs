//! What a picture shows: reports that were just read, or those of a folder that `marz map` has written.

use crate::layer::{Layers, Record};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What a picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub(super) records: Vec<Row>,
    pub(super) documents: usize,
    pub(super) publishers: BTreeSet<String>,
    /// Who has to be named for the ground.
    pub(super) sources: Vec<String>,
    /// The border options that the folder was written with, by name; empty for reports.
    pub options: BTreeMap<String, String>,
}

/// A line of `records.jsonl`, as far as a picture shows it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Row {
    pub id: String,
    pub layer: String,
    /// The kind of an incident.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub facility_type: Option<String>,
    pub status: Option<String>,
    pub confidence: String,
    pub repeated_passage: bool,
    pub event_cluster: Option<String>,
    pub place_id: Option<String>,
    pub place_level: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub uncertainty_km: Option<f64>,
    pub iso3166_2: Option<String>,
    pub start_datetime: Option<String>,
    pub end_datetime: Option<String>,
    pub date_precision: Option<String>,
}

/// The parts of `manifest.json` that a picture shows.
#[derive(Debug, Deserialize)]
struct Kept {
    boundary_source: String,
    options: BTreeMap<String, String>,
    documents: Vec<KeptDocument>,
    data: Vec<KeptSource>,
}

#[derive(Debug, Deserialize)]
struct KeptDocument {
    publisher: Option<String>,
}

#[derive(Debug, Deserialize)]
struct KeptSource {
    name: String,
    attribution: String,
}

/// Why a folder could not be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not what `marz map` writes.
    #[error("{} is not what marz map writes (line {line})", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Its line, from 1.
        line: usize,
        /// What is wrong.
        source: serde_json::Error,
    },
}

/// The sources of what is drawn, by their names in the manifest; the others help to find places in texts.
const DRAWN: &[&str] = &["OpenStreetMap", "Natural Earth", "GeoNames"];

impl Told {
    /// Whether `marz map` has written `folder`: it holds a manifest and records.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        [MANIFEST, RECORDS].iter().all(|name| folder.join(name).is_file())
    }

    /// What the folder of a map tells.
    ///
    /// # Errors
    ///
    /// [`FolderError`] if `manifest.json` or `records.jsonl` cannot be read, or is not what `marz map` writes.
    pub fn read(folder: &Path) -> Result<Self, FolderError> {
        let (path, text) = text(folder, MANIFEST)?;
        let kept: Kept = parsed(&path, 1, &text)?;
        let (path, text) = self::text(folder, RECORDS)?;
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let records = lines.map(|(index, line)| parsed(&path, index + 1, line));
        let sources = kept.data.iter().map(|source| (&*source.name, &*source.attribution));
        Ok(Self {
            records: records.collect::<Result<_, _>>()?,
            documents: kept.documents.len(),
            publishers: kept.documents.iter().filter_map(|row| row.publisher.clone()).collect(),
            sources: sources_of(&kept.boundary_source, sources),
            options: kept.options,
        })
    }
}

const MANIFEST: &str = "manifest.json";
const RECORDS: &str = "records.jsonl";

fn text(folder: &Path, name: &str) -> Result<(PathBuf, String), FolderError> {
    let path = folder.join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(source) => Err(FolderError::Io { path, source }),
    }
}

fn parsed<T: DeserializeOwned>(path: &Path, line: usize, text: &str) -> Result<T, FolderError> {
    serde_json::from_str(text).map_err(|source| FolderError::Format {
        path: path.to_owned(),
        line: line + source.line().saturating_sub(1),
        source,
    })
}

impl From<&Layers> for Told {
    fn from(layers: &Layers) -> Self {
        let manifest = &layers.manifest;
        let documents = &manifest.documents;
        let sources = manifest.data.iter().map(|source| (source.name, source.attribution));
        Self {
            records: layers.records.iter().filter_map(row).collect(),
            documents: documents.len(),
            publishers: documents.iter().filter_map(|row| row.publisher.clone()).collect(),
            sources: sources_of(&manifest.boundary_source, sources),
            options: BTreeMap::new(),
        }
    }
}

/// A record as it would be read again.
fn row(record: &Record) -> Option<Row> {
    let row = serde_json::to_value(record).and_then(serde_json::from_value);
    debug_assert!(row.is_ok(), "{row:?}");
    row.ok()
}

fn sources_of<'a>(boundary: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut sources = vec![boundary.to_owned()];
    for (_, attribution) in all.filter(|(name, _)| DRAWN.contains(name)) {
        if sources.iter().all(|said| !said.contains(attribution)) {
            sources.push(attribution.to_owned());
        }
    }
    sources
}
