//! The stages in order, over many documents.

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::layer::counts::{By, Count};
use crate::layer::{self, Correction, Ground, Harvest, Layers, Tally};
use crate::mention::{self, Mention};
use crate::region::Region;
use crate::report::{self, Options, Report};
use crate::resolve::{self, Located};
use crate::rules::{Fired, Rules};
use rayon::prelude::*;

/// What reports are read against: the places of the world, and a border.
pub struct Atlas<'a> {
    /// The places.
    pub gazetteer: &'a Gazetteer,
    /// The border and its two sides.
    pub region: &'a Region,
    /// A user's rules; `gazetteer` is that of [`Rules::gazetteer`].
    pub rules: Option<&'a Rules>,
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
    let (mut harvests, mut fired): (Vec<Harvest>, _) = (Vec::new(), Fired::default());
    loop {
        let batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            let mut layers = layer::assemble_corrected(&ground, harvests, corrections);
            layers.manifest.rules = atlas.rules.map(|rules| rules.applied(&fired));
            return layers;
        }
        let harvest = |document: &Document| harvest(atlas, &ground, document);
        let of_batch: Vec<(Harvest, Fired)> = batch.par_iter().map(harvest).collect();
        for (harvest, of_document) in of_batch {
            harvests.push(harvest);
            fired.join(of_document);
        }
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
    count_ruled(atlas, documents, by).0
}

/// [`count`], and which of the rules had a say.
#[must_use]
pub fn count_ruled(
    atlas: &Atlas<'_>,
    documents: impl IntoIterator<Item = Document>,
    by: By,
) -> (Vec<Count>, Fired) {
    let ground = Ground::new(atlas.gazetteer, atlas.region);
    let mut documents = documents.into_iter();
    let (mut tally, mut fired) = (Tally::default(), Fired::default());
    loop {
        let batch: Vec<Document> = documents.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return (tally.counts(&ground, by), fired);
        }
        let note = |document: &Document| {
            let mut fired = Fired::default();
            let located = locate(atlas, document, &mut fired);
            (layer::note(&ground, document, &located, by), fired)
        };
        let noted: Vec<(layer::Noted, Fired)> = batch.par_iter().map(note).collect();
        for (noted, of_document) in noted {
            tally.add(noted);
            fired.join(of_document);
        }
    }
}

fn harvest(atlas: &Atlas<'_>, ground: &Ground<'_>, document: &Document) -> (Harvest, Fired) {
    let mut fired = Fired::default();
    let located = locate(atlas, document, &mut fired);
    let reports = extract(atlas, document, &located, &mut fired);
    (layer::harvest(ground, document, &located, &reports), fired)
}

/// The place names of a document, after a user's rules. `fired` learns which of them had a say.
#[must_use]
pub fn mentions(atlas: &Atlas<'_>, document: &Document, fired: &mut Fired) -> Vec<Mention> {
    let found = mention::find(atlas.gazetteer, atlas.region, document);
    match atlas.rules {
        Some(rules) => rules.mentions(atlas.gazetteer, document, found, fired),
        None => found,
    }
}

/// The places of a document, after a user's rules. `fired` learns which of them had a say.
#[must_use]
pub fn locate(atlas: &Atlas<'_>, document: &Document, fired: &mut Fired) -> Vec<Located> {
    let mentions = mentions(atlas, document, fired);
    resolve::places(atlas.gazetteer, atlas.region, document, mentions)
}

/// What a document with these places reports, by our triggers and a user's. `fired` learns which of his had a say.
#[must_use]
pub fn extract(
    atlas: &Atlas<'_>,
    document: &Document,
    located: &[Located],
    fired: &mut Fired,
) -> Vec<Report> {
    let lexicons = atlas.rules.map(Rules::lexicons).unwrap_or_default();
    let options = Options { lexicons, ..Options::default() };
    let reports = report::extract_with(atlas.gazetteer, atlas.region, document, located, options);
    if let Some(rules) = atlas.rules {
        rules.note(&reports, fired);
    }
    reports
}
