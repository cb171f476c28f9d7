//! What ties documents together: passages that were copied, and reports of one event or one facility.

use super::Harvest;
use super::feature::{Columns, columns};
use super::records::{MayBe, What};
use crate::corpus::{self, FacilityTold, Fingerprint, Link, Sameness, Told};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::report::Report;
use crate::resolve::Located;
use crate::text::Span;
use serde::Serialize;
use std::collections::HashMap;

/// What is kept of a document to tie it to others: no text.
#[derive(Debug, Clone)]
pub struct Traces {
    fingerprint: Fingerprint,
    told: Vec<Told>,
    facilities: Vec<FacilityTold>,
    /// Where the mentions stand, one a row of [`Harvest::mentions`].
    mentions: Vec<Span>,
    /// Where the sentences of the records stand, one a row of [`Harvest::records`].
    records: Vec<Span>,
}

impl Traces {
    /// The traces of `document`.
    pub(super) fn of(
        gazetteer: &Gazetteer,
        document: &Document,
        located: &[Located],
        reports: &[Report],
    ) -> Self {
        let sentence = |report: &Report| match report {
            Report::Incident(incident) => incident.evidence.sentence,
            Report::Facility(facility) => facility.evidence.sentence,
        };
        Self {
            fingerprint: corpus::fingerprint(document),
            told: corpus::told(gazetteer, document, reports),
            facilities: corpus::facilities_told(gazetteer, document, reports),
            mentions: located.iter().map(|found| found.mention.span).collect(),
            records: reports.iter().map(sentence).collect(),
        }
    }

    /// Gives the document the name that it has in this run.
    pub(super) fn rename(&mut self, document: &str) {
        document.clone_into(&mut self.fingerprint.document);
        for told in &mut self.told {
            document.clone_into(&mut told.document);
        }
        for told in &mut self.facilities {
            document.clone_into(&mut told.document);
        }
    }
}

/// A row of `links.jsonl`.
#[derive(Serialize)]
struct LinkColumns<'r> {
    layer: &'static str,
    first: &'r str,
    second: &'r str,
    sameness: &'static str,
    reasons: String,
}

/// Marks what was copied and what tells of one event, and gives the links between records.
///
/// Of two documents with one passage, the one that was published later copied it; of two of one day, or without
/// days, the one whose identifier comes later.
pub(super) fn tie(gazetteer: &Gazetteer, harvests: &mut [Harvest]) -> Vec<Columns> {
    let fingerprints = harvests.iter().map(|harvest| harvest.traces.fingerprint.clone()).collect();
    let told = harvests.iter().flat_map(|harvest| harvest.traces.told.clone()).collect();
    let corpus = corpus::link(fingerprints, told);
    let rows: HashMap<String, usize> = harvests
        .iter()
        .enumerate()
        .map(|(row, harvest)| (harvest.document.doc_id.clone(), row))
        .collect();

    let mut copied: Vec<Vec<Span>> = vec![Vec::new(); harvests.len()];
    for passage in &corpus.passages {
        let (Some(&first), Some(&second)) =
            (rows.get(&passage.first.0), rows.get(&passage.second.0))
        else {
            continue;
        };
        if published(&harvests[first]) <= published(&harvests[second]) {
            copied[second].push(passage.second.1);
        } else {
            copied[first].push(passage.first.1);
        }
    }
    for (harvest, copied) in harvests.iter_mut().zip(&copied) {
        let is_copied = |span: &Span| copied.iter().any(|passage| passage.contains(*span));
        for (row, span) in harvest.mentions.iter_mut().zip(&harvest.traces.mentions) {
            row.repeated_passage = is_copied(span);
        }
        for (record, span) in harvest.records.iter_mut().zip(&harvest.traces.records) {
            record.repeated_passage = is_copied(span);
        }
    }

    let place = |document: &str, report: usize| rows.get(document).map(|&row| (row, report));
    let events: Vec<Option<(usize, usize)>> =
        corpus.told.iter().map(|told| place(&told.document, told.report)).collect();
    let mut links = unite(harvests, &events, &corpus.events, &corpus.links);

    let told = harvests.iter().flat_map(|harvest| harvest.traces.facilities.clone()).collect();
    let found = corpus::facilities(gazetteer, told, &corpus.passages);
    let facilities: Vec<Option<(usize, usize)>> =
        found.told.iter().map(|told| place(&told.document, told.report)).collect();
    links.extend(unite(harvests, &facilities, &found.first, &found.links));
    may_be(harvests, &facilities, &found.first, &found.links);
    links
}

/// Where records are: document and row.
type Places = [Option<(usize, usize)>];

fn id(harvests: &[Harvest], place: Option<(usize, usize)>) -> Option<String> {
    let (row, report) = place?;
    harvests[row].records.get(report).map(|record| record.id.clone())
}

/// Gives the records at `places` that tell of the same one name, that of the first, and puts down why.
fn unite(
    harvests: &mut [Harvest],
    places: &Places,
    first: &[usize],
    links: &[Link],
) -> Vec<Columns> {
    let mut reports = vec![0_usize; first.len()];
    for &first in first {
        reports[first] += 1;
    }
    for (row, &first) in first.iter().enumerate() {
        if reports[first] > 1
            && let Some((document, report)) = places[row]
            && let Some(cluster) = id(harvests, places[first])
        {
            harvests[document].records[report].event_cluster = Some(cluster);
        }
    }
    let links = links.iter().filter_map(|link| {
        let first = id(harvests, places[link.first])?;
        let second = id(harvests, places[link.second])?;
        Some(columns(&LinkColumns {
            layer: "links",
            first: &first,
            second: &second,
            sameness: match link.sameness {
                Sameness::Same => "same",
                Sameness::Possible => "possible",
            },
            reasons: link.reasons.join("; "),
        }))
    });
    links.collect()
}

/// Puts down at every record of a facility which others it may be.
fn may_be(harvests: &mut [Harvest], places: &Places, first: &[usize], links: &[Link]) {
    let mut others: HashMap<usize, Vec<MayBe>> = HashMap::new();
    for link in links.iter().filter(|link| link.sameness == Sameness::Possible) {
        for (one, other) in [(link.first, link.second), (link.second, link.first)] {
            if let Some(id) = id(harvests, places[other]) {
                let reasons = link.reasons.clone();
                others.entry(one).or_default().push(MayBe { id, reasons });
            }
        }
    }
    for (row, first) in first.iter().enumerate() {
        let Some((document, report)) = places[row] else { continue };
        if let What::Facility(what) = &mut harvests[document].records[report].what
            && let Some(others) = others.get(first)
        {
            what.possible_same_as.clone_from(others);
        }
    }
}

/// When a document was published, for putting documents in order: an unknown day comes last.
fn published(harvest: &Harvest) -> (bool, &str, &str) {
    let published = harvest.document.published.as_deref();
    (published.is_none(), published.unwrap_or(""), &harvest.document.doc_id)
}
