//! What is drawn: layers of features, tables, and what could not be placed, with its reason.
//!
//! [`harvest`] turns what is found in one document into rows that stand for themselves, so that its text need
//! not be kept; [`assemble`] makes the layers of all of them. Documents are put in the order of their
//! identifiers first: in which order they were read makes no difference.

mod basemap;
mod border;
mod codes;
mod common;
pub mod corrections;
pub mod counts;
mod events;
mod facilities;
mod feature;
mod ground;
mod level;
mod manifest;
mod mentions;
mod naming;
mod page;
mod places;
mod provinces;
mod records;
pub mod style;
mod tables;
mod tally;
mod ties;
mod time;

#[cfg(feature = "draw")]
pub(crate) use basemap::{Basemap, Named, river};
pub use border::DISCLAIMER;
pub use codes::Crosswalk;
pub use common::{PlaceColumns, SourceColumns, TimeColumns};
pub use corrections::{Applied, Correction};
pub use feature::{Columns, Feature, Layer, Polygon, Position, Ring, Shape, Table, rounded};
pub use ground::{Ground, Measured};
pub use level::{Level, spot};
pub use manifest::{DocumentRow, Manifest};
pub use mentions::MentionRow;
#[cfg(feature = "draw")]
pub(crate) use naming::{Names, names};
pub use page::Page;
pub use places::PlaceRow;
pub use provinces::ProvinceRow;
pub use records::{FacilityWhat, IncidentWhat, MayBe, Record, RecordPlace, What, Words};
pub use tally::{Noted, Tally, note};
pub use ties::Traces;

use crate::document::{Document, RawIndex};
use crate::earth::Metres;
use crate::report::Report;
use crate::resolve::Located;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The length of the sections that the border is divided into.
pub const SECTION: Metres = Metres(25_000.0);

/// Everything that is written.
#[derive(Debug, Clone)]
pub struct Layers {
    /// The files `*.geojson`.
    pub layers: Vec<Layer>,
    /// The files `*.csv`.
    pub tables: Vec<Table>,
    /// `mentions.jsonl`.
    pub mentions: Vec<MentionRow>,
    /// `records.jsonl`: what the layers are flat views of.
    pub records: Vec<Record>,
    /// The provinces of the region and all others that something is reported of.
    pub provinces: Vec<ProvinceRow>,
    /// `links.jsonl`.
    pub links: Vec<Columns>,
    /// `manifest.json`.
    pub manifest: Manifest,
    /// What `map.html` shows.
    pub page: Page,
}

/// What was found in one document, without its text.
#[derive(Debug, Clone)]
pub struct Harvest {
    /// The document.
    pub document: DocumentRow,
    /// Its place names.
    pub mentions: Vec<MentionRow>,
    /// Its reports.
    pub records: Vec<Record>,
    /// What ties it to other documents.
    pub traces: Traces,
}

/// What was found in `document`, as rows.
#[must_use]
pub fn harvest(
    ground: &Ground<'_>,
    document: &Document,
    located: &[Located],
    reports: &[Report],
) -> Harvest {
    let index = RawIndex::new(document);
    Harvest {
        document: DocumentRow::of(document),
        mentions: mentions::rows(ground, document, &index, located),
        records: records::rows(ground, document, &index, reports),
        traces: Traces::of(ground.gazetteer, document, located, reports),
    }
}

/// The layers of all that was found.
///
/// The same documents give the same layers, in whatever order they come.
#[must_use]
pub fn assemble(ground: &Ground<'_>, harvests: Vec<Harvest>) -> Layers {
    assemble_corrected(ground, harvests, &[])
}

/// [`assemble`] with an analyst's decisions, applied last.
#[must_use]
pub fn assemble_corrected(
    ground: &Ground<'_>,
    mut harvests: Vec<Harvest>,
    corrections: &[Correction],
) -> Layers {
    identify(&mut harvests);
    let links = ties::tie(ground.gazetteer, &mut harvests);
    let (mut documents, mut mentions, mut records) = (Vec::new(), Vec::new(), Vec::new());
    for harvest in harvests {
        documents.push(harvest.document);
        mentions.extend(harvest.mentions);
        records.extend(harvest.records);
    }
    let corrected = corrections::apply(ground, &mut records, corrections);
    let clusters = events::Clusters::of(&records);
    let flats: Vec<Columns> = records
        .iter()
        .map(|record| events::flat(ground, record, clusters.of_record(record)))
        .collect();
    let codes = |key: &str| {
        let id = ground.gazetteer.by_key(key)?;
        let code = ground.gazetteer.place(id).code;
        (!code.is_empty()).then(|| code.to_owned())
    };
    let places = places::rows(&mentions, &records, &codes, ground.attribution());
    let provinces = provinces::rows(ground, &mentions, &records);
    let of = |layer: &str| -> Vec<Columns> {
        let pairs = records.iter().zip(&flats).filter(|(record, _)| record.layer == layer);
        pairs.map(|(_, columns)| columns.clone()).collect()
    };
    let (incidents, told) = (of("incidents"), of("facilities"));
    let facilities = facilities::rows(&records, &flats);
    let mut layers = vec![places::layer(&places), mentions::layer(&mentions)];
    layers.extend(events::layers(ground, &records, &flats, &facilities));
    layers.push(provinces::layer(ground, &provinces));
    layers.extend(border::layers(ground, &incidents, &facilities));
    let drawn = tables::Drawn { incidents: &incidents, facilities: &facilities, told: &told };
    let tables = tables::all(ground, &mentions, &places, &provinces, &drawn);
    let mut manifest = Manifest::new(ground, documents, &layers, &mentions, &records);
    manifest.corrections = (!corrections.is_empty()).then_some(corrected);
    let made = page::Made {
        manifest: &manifest,
        places: &places,
        mentions: &mentions,
        provinces: &provinces,
        records: &records,
        flats: &flats,
    };
    let page = Page::new(ground, made);
    Layers { layers, tables, mentions, records, provinces, links, manifest, page }
}

/// Puts the documents in order and gives every row its lasting identifier.
fn identify(harvests: &mut [Harvest]) {
    harvests.sort_by(|a, b| {
        let key =
            |harvest: &Harvest| (harvest.document.doc_id.clone(), harvest.document.sha256.clone());
        key(a).cmp(&key(b))
    });
    let mut documents: HashMap<String, usize> = HashMap::new();
    let mut rows: HashMap<String, usize> = HashMap::new();
    for harvest in harvests {
        // Two documents of one name, from two folders: the second is `name~2`.
        let ordinal = documents.entry(harvest.document.doc_id.clone()).or_default();
        *ordinal += 1;
        if *ordinal > 1 {
            harvest.document.doc_id = format!("{}~{ordinal}", harvest.document.doc_id);
        }
        let id = &harvest.document.doc_id;
        harvest.traces.rename(id);
        for row in &mut harvest.mentions {
            row.doc_id.clone_from(id);
            row.id = lasting(&mut rows, &["mention", &row.text, &row.sentence]);
        }
        for record in &mut harvest.records {
            record.doc_id.clone_from(id);
            let kind = match &record.what {
                What::Incident(what) => &what.kind,
                What::Facility(what) => &what.facility_type,
            };
            record.id = lasting(&mut rows, &[record.layer, kind, &record.evidence]);
        }
    }
}

/// A hash of `parts`, and which of those that have it this is: it outlives changes elsewhere in the text.
#[allow(clippy::format_collect, reason = "six bytes")]
fn lasting(seen: &mut HashMap<String, usize>, parts: &[&str]) -> String {
    /// Twelve hexadecimal digits: among a million rows, two are alike with a chance of 1 in 500.
    const BYTES: usize = 6;
    let digest = Sha256::digest(parts.join("\u{1f}").as_bytes());
    let hash: String = digest.iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect();
    let ordinal = seen.entry(hash.clone()).or_default();
    *ordinal += 1;
    if *ordinal == 1 { hash } else { format!("{hash}-{ordinal}") }
}
