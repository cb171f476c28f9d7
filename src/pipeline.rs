//! The stages in order, over many documents.

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::layer::counts::{By, Count};
use crate::layer::{self, Correction, Ground, Harvest, Layers, Tally};
use crate::mention;
use crate::region::Region;
use crate::report;
use crate::resolve;
use rayon::prelude::*;

/// What reports are read against: the places of the world, and a border.
pub struct Atlas<'a> {
    /// The places.
    pub gazetteer: &'a Gazetteer,
    /// The border and its two sides.
    pub region: &'a Region,
}

/// How many documents are in memory at once: enough to keep any number of cores busy between two looks at the
/// iterator.
const BATCH: usize = 256;

/// Everything that `documents` report, as layers of a map.
///
/// The same documents give the same layers, in whatever order they come and on any number of threads. Of a
/// document only what was found in it is kept.
#[must_use]
pub fn survey(atlas: &Atlas<'_>, documents: impl IntoIterator<Item = Document>) -> Layers {
    survey_corrected(atlas, documents, &[])
}

/// [`survey`] with an analyst's decisions, applied last.
#[must_use]
pub fn survey_corrected(
    atlas: &Atlas<'_>,
    documents: impl IntoIterator<Item = Document>,
    corrections: &[Correction],
) -> Layers {
    let ground = Ground::new(atlas.gazetteer, atlas.region);
    let mut documents = documents.into_iter();
    let mut harvests: Vec<Harvest> = Vec::new();
    loop {
        let batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return layer::assemble_corrected(&ground, harvests, corrections);
        }
        harvests.par_extend(batch.par_iter().map(|document| harvest(atlas, &ground, document)));
    }
}

/// How often `documents` say that something is somewhere.
///
/// The same as counting the mentions of [`survey`], but in memory of some hundredths of the texts.
#[must_use]
pub fn count(
    atlas: &Atlas<'_>,
    documents: impl IntoIterator<Item = Document>,
    by: By,
) -> Vec<Count> {
    let ground = Ground::new(atlas.gazetteer, atlas.region);
    let mut documents = documents.into_iter();
    let mut tally = Tally::default();
    loop {
        let batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return tally.counts(&ground, by);
        }
        let note = |document: &Document| {
            let mentions = mention::find(atlas.gazetteer, atlas.region, document);
            let located = resolve::places(atlas.gazetteer, atlas.region, document, mentions);
            layer::note(&ground, document, &located, by)
        };
        let noted: Vec<layer::Noted> = batch.par_iter().map(note).collect();
        for noted in noted {
            tally.add(noted);
        }
    }
}

fn harvest(atlas: &Atlas<'_>, ground: &Ground<'_>, document: &Document) -> Harvest {
    let mentions = mention::find(atlas.gazetteer, atlas.region, document);
    let located = resolve::places(atlas.gazetteer, atlas.region, document, mentions);
    let reports = report::extract(atlas.gazetteer, atlas.region, document, &located);
    layer::harvest(ground, document, &located, &reports)
}
