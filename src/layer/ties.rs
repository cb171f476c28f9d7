//! What ties documents together: passages that were copied, and reports of one event.

use super::Harvest;
use super::feature::{Columns, columns};
use crate::corpus::{self, Fingerprint, Sameness, Told};
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
pub(super) fn tie(harvests: &mut [Harvest]) -> Vec<Columns> {
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

    let record = |told: &Told| rows.get(&told.document).map(|&row| (row, told.report));
    let id = |harvests: &[Harvest], told: &Told| {
        let (row, report) = record(told)?;
        harvests[row].records.get(report).map(|record| record.id.clone())
    };
    let mut reports = vec![0_usize; corpus.events.len()];
    for &first in &corpus.events {
        reports[first] += 1;
    }
    for (row, &first) in corpus.events.iter().enumerate() {
        if reports[first] > 1
            && let Some((document, report)) = record(&corpus.told[row])
            && let Some(cluster) = id(harvests, &corpus.told[first])
        {
            harvests[document].records[report].event_cluster = Some(cluster);
        }
    }
    let links = corpus.links.iter().filter_map(|link| {
        let first = id(harvests, &corpus.told[link.first])?;
        let second = id(harvests, &corpus.told[link.second])?;
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

/// When a document was published, for putting documents in order: an unknown day comes last.
fn published(harvest: &Harvest) -> (bool, &str, &str) {
    let published = harvest.document.published.as_deref();
    (published.is_none(), published.unwrap_or(""), &harvest.document.doc_id)
}
