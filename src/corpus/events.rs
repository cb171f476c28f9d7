//! Reports of one event: what two of them must agree on.
//!
//! Two reports are the *same* event if they stand in a passage that was copied, or if they agree in kind, day
//! and place. They are *possibly* the same if they agree in kind and in what is known of day and division.
//! Situations that go on (`ongoing`) and what did not happen are never united by their dates.

use super::passages::Passage;
use crate::document::{Document, Edtf};
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::report::{Report, Status};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a document tells of one event: enough to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The document.
    pub document: String,
    /// Which of its reports.
    pub report: usize,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it first: the agency that the document or the sentence names, else the publisher.
    pub origin: Option<String>,
    /// The sentence.
    pub sentence: Span,
    /// The kind of event.
    pub kind: String,
    /// What the text says of its reality.
    pub status: Status,
    /// When.
    pub date: Option<Edtf>,
    /// Where.
    pub places: Vec<PlaceId>,
    /// The divisions of the places, ISO 3166-2.
    pub divisions: BTreeSet<String>,
}

/// How sure it is that two reports are of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// They are.
    Same,
    /// They may be: nothing speaks against it.
    Possible,
}

/// Two reports of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The first, as a row of what is told.
    pub first: usize,
    /// The second.
    pub second: usize,
    /// How sure.
    pub sameness: Sameness,
    /// Why: `copied`, `same_day`, `same_place`, `same_division`, `days_overlap`.
    pub reasons: Vec<&'static str>,
}

/// What the incidents among `reports` of `document` tell.
#[must_use]
pub fn told(gazetteer: &Gazetteer, document: &Document, reports: &[Report]) -> Vec<Told> {
    let source = &document.source;
    let mut rows = Vec::new();
    for (row, report) in reports.iter().enumerate() {
        let Report::Incident(incident) = report else { continue };
        let evidence = &incident.evidence;
        let places: Vec<PlaceId> = evidence.places.iter().filter_map(|place| place.place).collect();
        let divisions = places.iter().filter_map(|place| gazetteer.place(*place).admin1);
        rows.push(Told {
            document: document.id.clone(),
            report: row,
            publisher: source.publisher.clone(),
            origin: source.origin.clone().or_else(|| source.publisher.clone()),
            sentence: evidence.sentence,
            kind: incident.kind.clone(),
            status: incident.status,
            date: evidence.time.edtf.clone().filter(|_| evidence.time.basis != "publication"),
            divisions: divisions.map(str::to_owned).collect(),
            places,
        });
    }
    rows
}

/// The links among `told`, which is sorted by document.
pub(super) fn links(told: &[Told], passages: &[Passage]) -> Vec<Link> {
    let passages = &Copied::of(passages);
    let mut found = Vec::new();
    for (first, second) in pairs(told, passages) {
        let copied = passages.between(&told[first], &told[second]);
        let reasons = reasons(&told[first], &told[second], copied);
        let has = |reason| reasons.contains(&reason);
        let sameness = if has("copied") || (has("same_day") && has("same_place")) {
            Sameness::Same
        } else if (has("same_day") || has("days_overlap"))
            && (has("same_place") || has("same_division"))
        {
            Sameness::Possible
        } else {
            continue;
        };
        found.push(Link { first, second, sameness, reasons });
    }
    found.sort_by_key(|link| (link.first, link.second));
    found
}

/// The pairs of one kind that may be linked, once each, in order: those of copied passages, and those with a
/// year and an area in common.
fn pairs(told: &[Told], passages: &Copied<'_>) -> BTreeSet<(usize, usize)> {
    let mut alike: BTreeMap<(&str, &str, Area<'_>), Vec<usize>> = BTreeMap::new();
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    for (row, one) in told.iter().enumerate() {
        rows.entry(&one.document).or_default().push(row);
        let Some(year) = one.date.as_ref().and_then(|date| date.0.get(..4)) else { continue };
        let places = one.places.iter().map(|place| Area::Place(*place));
        let divisions = one.divisions.iter().map(|division| Area::Division(division));
        for area in places.chain(divisions) {
            alike.entry((&one.kind, year, area)).or_default().push(row);
        }
    }
    let mut found = BTreeSet::new();
    for rows in alike.values() {
        for (at, &first) in rows.iter().enumerate() {
            found.extend(rows[at + 1..].iter().map(|&second| (first, second)));
        }
    }
    for (first, second) in passages.0.keys() {
        let of = |document: &str| rows.get(document).map_or(&[][..], Vec::as_slice);
        for &a in of(first) {
            let kin = of(second).iter().filter(|b| told[**b].kind == told[a].kind);
            found.extend(kin.map(|&b| (a.min(b), a.max(b))));
        }
    }
    found
}

/// Where something is, as a key.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Area<'t> {
    Place(PlaceId),
    Division(&'t str),
}

/// Passages by the two documents that have them.
pub(super) struct Copied<'p>(HashMap<(&'p str, &'p str), Vec<[Span; 2]>>);

impl<'p> Copied<'p> {
    pub(super) fn of(passages: &'p [Passage]) -> Self {
        let mut by_documents: HashMap<_, Vec<_>> = HashMap::new();
        for Passage { first, second } in passages {
            let documents = (first.0.as_str(), second.0.as_str());
            by_documents.entry(documents).or_default().push([first.1, second.1]);
        }
        Self(by_documents)
    }

    /// The pairs of documents that have a passage in common.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&'p str, &'p str)> {
        self.0.keys().copied()
    }

    /// Whether two sentences stand in one passage.
    fn between(&self, a: &Told, b: &Told) -> bool {
        self.has((&a.document, a.sentence), (&b.document, b.sentence))
    }

    /// Whether two sentences, each of a document, stand in one passage.
    pub(super) fn has(&self, a: (&str, Span), b: (&str, Span)) -> bool {
        let has = |a: (&str, Span), b: (&str, Span)| {
            let passages = self.0.get(&(a.0, b.0));
            passages
                .into_iter()
                .flatten()
                .any(|[first, second]| first.contains(a.1) && second.contains(b.1))
        };
        has(a, b) || has(b, a)
    }
}

fn reasons(a: &Told, b: &Told, copied: bool) -> Vec<&'static str> {
    let mut reasons = Vec::new();
    if copied {
        reasons.push("copied");
    }
    let real = |one: &Told| {
        !matches!(
            one.status,
            Status::Ongoing
                | Status::Negated
                | Status::Denied
                | Status::Hypothetical
                | Status::LegalText
        )
    };
    if real(a)
        && real(b)
        && let (Some(left), Some(right)) = (&a.date, &b.date)
    {
        let known = !left.0.contains('X') && !right.0.contains('X');
        if known && left == right && left.0.len() == 10 {
            reasons.push("same_day");
        } else if known && (left.0.starts_with(&right.0) || right.0.starts_with(&left.0)) {
            reasons.push("days_overlap");
        }
    }
    if a.places.iter().any(|place| b.places.contains(place)) {
        reasons.push("same_place");
    } else if !a.divisions.is_disjoint(&b.divisions) {
        reasons.push("same_division");
    }
    reasons
}

/// For each row the first row of its event: rows linked as the same are united.
pub(super) fn united(rows: usize, links: &[Link]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..rows).collect();
    for link in links.iter().filter(|link| link.sameness == Sameness::Same) {
        let (a, b) = (root(&first, link.first), root(&first, link.second));
        first[a.max(b)] = a.min(b);
    }
    (0..rows).map(|row| root(&first, row)).collect()
}

/// The row that `row` was united with first.
pub(super) fn root(first: &[usize], mut row: usize) -> usize {
    while first[row] != row {
        row = first[row];
    }
    row
}
