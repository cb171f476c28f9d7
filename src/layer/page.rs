//! What `map.html` shows: the flat records, and the ground that they lie on.
//!
//! The names of the columns are those of the layers; `viewer/src/data.ts` says which of them the page reads.
//! Columns that are null are left out, and so are those that only other map programs want.

use super::basemap::{self, Basemap};
use super::feature::{Columns, columns};
use super::ground::Ground;
use super::manifest::Manifest;
use super::mentions::MentionRow;
use super::naming::{self, Names};
use super::places::PlaceRow;
use super::provinces::ProvinceRow;
use super::records::Record;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What `map.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    meta: Meta,
    basemap: Basemap,
    layers: PageLayers,
    /// The names of places by their identifier, in the languages of the page.
    names: BTreeMap<String, Names>,
    /// The names of the crossings that columns name, by the name that they have there.
    crossings: BTreeMap<String, Names>,
    /// The lines of rivers that something is reported of, by the identifiers of the places.
    lines: BTreeMap<String, Vec<String>>,
    /// Names that are not on the map, with the reason.
    unplaced: Vec<UnplacedName>,
}

#[derive(Debug, Clone, Serialize)]
struct Meta {
    title: String,
    sides: [String; 2],
    documents: usize,
    attribution: Vec<String>,
    disclaimer: &'static str,
    generator: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct PageLayers {
    places: Vec<Columns>,
    mentions: Vec<Columns>,
    incidents: Vec<Columns>,
    facilities: Vec<Columns>,
    provinces: Vec<Columns>,
    border_sections: Vec<basemap::Section>,
}

#[derive(Debug, Clone, Serialize)]
struct UnplacedName {
    layer: &'static str,
    text: String,
    reason: &'static str,
    count: usize,
}

/// What the page is made from.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub manifest: &'a Manifest,
    pub places: &'a [PlaceRow],
    pub mentions: &'a [MentionRow],
    pub provinces: &'a [ProvinceRow],
    pub records: &'a [Record],
    /// The columns of the records, in their order.
    pub flats: &'a [Columns],
}

/// Columns for other map programs, or the same on every row.
const LEFT_OUT: &[&str] = &[
    "layer",
    "title",
    "description",
    "name",
    "marker-color",
    "marker-symbol",
    "marker-size",
    "boundary_source",
    "review",
    "start_datetime",
    "sent_start",
    "sent_end",
    "stack_index",
    "stack_size",
    "uses",
    "feature_code",
    "pcode",
    "pcode_scheme",
];

/// Mentions of one place that the page quotes.
const QUOTED: usize = 25;

/// With more records than this the page quotes their sentences without those around them, so that a browser can
/// still hold it.
const MANY: usize = 20_000;

impl Page {
    /// The page of what was assembled.
    pub(super) fn new(ground: &Ground<'_>, made: Made<'_>) -> Self {
        let manifest = made.manifest;
        let mut attribution = vec![ground.attribution().to_owned()];
        attribution.extend(manifest.data.iter().map(|data| data.attribution.to_owned()));
        let ids = place_ids(&made);
        let mut seen = std::collections::HashSet::new();
        attribution.retain(|one| seen.insert(one.clone()));
        Self {
            meta: Meta {
                title: ground.border_name(),
                sides: ground.region.sides.map(|side| side.code().to_owned()),
                documents: manifest.documents.len(),
                attribution,
                disclaimer: manifest.disclaimer,
                generator: concat!("marz ", env!("CARGO_PKG_VERSION")),
            },
            basemap: Basemap::around(ground),
            layers: PageLayers {
                places: made.places.iter().map(place).collect(),
                mentions: mentions(made),
                incidents: records(made, "incidents"),
                facilities: records(made, "facilities"),
                provinces: made.provinces.iter().map(|row| slim(columns(row), &["name"])).collect(),
                border_sections: basemap::sections(ground),
            },
            names: place_names(ground, &ids),
            crossings: crossing_names(ground, &made),
            lines: basemap::rivers(ground, &ids),
            unplaced: unplaced(made.mentions),
        }
    }

    /// Its title.
    pub(crate) fn title(&self) -> &str {
        &self.meta.title
    }
}

/// `columns` without what the page has no use for; those of `kept` stay.
fn slim(mut columns: Columns, kept: &[&str]) -> Columns {
    columns.retain(|name, value| {
        let is_wanted = kept.contains(&name.as_str()) || !LEFT_OUT.contains(&name.as_str());
        // The page tells what has no point by these two being null.
        is_wanted && (!value.is_null() || name == "lat" || name == "lon")
    });
    columns
}

fn place(row: &PlaceRow) -> Columns {
    let mut columns = slim(columns(row), &["name"]);
    columns.remove("evidence");
    columns
}

/// The records of a layer, those without a place too, with the words that gave them away.
fn records(made: Made<'_>, layer: &str) -> Vec<Columns> {
    let languages: HashMap<&str, &str> =
        made.manifest.documents.iter().map(|row| (row.doc_id.as_str(), row.language)).collect();
    let of_layer = made.records.iter().zip(made.flats).filter(|(record, _)| record.layer == layer);
    of_layer
        .map(|(record, flat)| {
            let mut columns = slim(flat.clone(), &[]);
            columns.insert("trigger".to_owned(), record.trigger.text.clone().into());
            if let Some(&language) = languages.get(record.doc_id.as_str()) {
                columns.insert("language".to_owned(), language.into());
            }
            let is_long = made.records.len() > MANY;
            for (name, words) in ["context_before", "context_after"].iter().zip(&record.context) {
                if let Some(words) = words.as_ref().filter(|_| !is_long) {
                    columns.insert((*name).to_owned(), words.clone().into());
                }
            }
            if let Some(reason) = &record.reason {
                columns.insert("reason".to_owned(), reason.clone().into());
            }
            columns
        })
        .collect()
}

/// The first mentions of each place, with their sentences.
fn mentions(made: Made<'_>) -> Vec<Columns> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut quoted = Vec::new();
    for row in made.mentions.iter().filter(|row| row.counted && !row.repeated_passage) {
        let Some(id) = row.place.place_id.as_deref() else { continue };
        let count = counts.entry(id).or_default();
        *count += 1;
        if *count > QUOTED {
            continue;
        }
        let mut columns = Columns::new();
        for (name, text) in [
            ("id", Some(row.id.clone())),
            ("text", Some(row.text.clone())),
            ("place_id", Some(id.to_owned())),
            ("description", Some(row.sentence.clone())),
            ("source_publisher", row.source.source_publisher.clone()),
            ("source_url", row.source.source_url.clone()),
            ("source_date", row.source.source_date.clone()),
            ("doc_id", Some(row.doc_id.clone())),
        ] {
            if let Some(text) = text {
                columns.insert(name.to_owned(), Value::String(text));
            }
        }
        quoted.push(columns);
    }
    quoted
}

/// The places of all records and mentions that the page shows.
fn place_ids<'a>(made: &Made<'a>) -> BTreeSet<&'a str> {
    let of_records = made.records.iter().filter_map(|record| record.place.place_id.as_deref());
    let of_places = made.places.iter().filter_map(|row| row.place.place_id.as_deref());
    of_records.chain(of_places).collect()
}

/// The names of places, as far as they have more than the one in their columns.
fn place_names(ground: &Ground<'_>, ids: &BTreeSet<&str>) -> BTreeMap<String, Names> {
    let named = |id: &&str| {
        let names = naming::names(ground.gazetteer, ground.gazetteer.by_key(id)?);
        (names.len() > 1).then(|| ((*id).to_owned(), names))
    };
    ids.iter().filter_map(named).collect()
}

/// The names of crossings, as far as they have more than the one in the columns.
fn crossing_names(ground: &Ground<'_>, made: &Made<'_>) -> BTreeMap<String, Names> {
    let of_records = made.records.iter().map(|record| &record.place);
    let of_places = made.places.iter().map(|row| &row.place);
    let all: BTreeSet<&str> = of_records
        .chain(of_places)
        .filter_map(|place| place.border.nearest_crossing.as_deref())
        .collect();
    let names = |name: &str| {
        let names = naming::names(ground.gazetteer, ground.crossing(name)?);
        (names.len() > 1).then(|| (name.to_owned(), names))
    };
    all.into_iter().filter_map(names).collect()
}

fn unplaced(mentions: &[MentionRow]) -> Vec<UnplacedName> {
    let mut counts: BTreeMap<(&str, &'static str), usize> = BTreeMap::new();
    for row in mentions {
        if let Some(reason) = row.reason {
            *counts.entry((&row.text, reason)).or_default() += 1;
        }
    }
    let name = |((text, reason), count): ((&str, &'static str), usize)| UnplacedName {
        layer: "mentions",
        text: text.to_owned(),
        reason,
        count,
    };
    counts.into_iter().map(name).collect()
}
