//! Counts of more documents than fit into memory.
//!
//! Of a document no more is kept than where its counted names stand, what each counts for, and the fingerprints of
//! its sentences: some hundredths of its text. Which names stand in copied passages is known when all documents are.

use super::counts::{By, Count, key, order, template};
use super::feature::rounded;
use super::ground::Ground;
use super::mentions;
use crate::corpus::{self, Fingerprint};
use crate::document::{Document, RawIndex};
use crate::resolve::Located;
use crate::text::Span;
use std::collections::{BTreeSet, HashMap};

/// What one document adds to a [`Tally`].
#[derive(Debug)]
pub struct Noted {
    fingerprint: Fingerprint,
    /// The first bytes of the document's hash: they tell documents of one name apart.
    hash: u64,
    published: Option<String>,
    publisher: Option<String>,
    /// What is counted, and where it stands.
    names: Vec<(Count, Span)>,
}

/// What of `document`, whose names are `located`, is counted by `by`.
#[must_use]
pub fn note(ground: &Ground<'_>, document: &Document, located: &[Located], by: By) -> Noted {
    let rows = mentions::rows(ground, document, &RawIndex::new(document), located);
    let counted = rows.iter().zip(located).filter(|(row, _)| row.counted);
    let names = counted
        .filter_map(|(row, found)| Some((template(key(row, by)?, row, by), found.mention.span)));
    Noted {
        names: names.collect(),
        fingerprint: corpus::fingerprint(document),
        hash: document
            .source
            .sha256
            .get(..16)
            .and_then(|digits| u64::from_str_radix(digits, 16).ok())
            .unwrap_or(0),
        published: document.source.published.as_ref().map(|date| date.0.clone()),
        publisher: document.source.publisher.clone(),
    }
}

/// Counts in the making.
#[derive(Debug, Default)]
pub struct Tally {
    groups: Vec<Group>,
    /// The group of each key.
    numbers: HashMap<String, u32>,
    documents: Vec<Kept>,
}

#[derive(Debug)]
struct Group {
    count: Count,
    /// The document that gave the count its name: identifier and hash.
    first: (String, u64),
    publishers: BTreeSet<String>,
    /// The document that was added last.
    last: usize,
}

#[derive(Debug)]
struct Kept {
    fingerprint: Fingerprint,
    hash: u64,
    published: Option<String>,
    /// The group of each, and its bytes.
    names: Vec<(u32, [u32; 2])>,
}

impl Tally {
    /// Adds a document.
    pub fn add(&mut self, noted: Noted) {
        let Noted { fingerprint, hash, published, publisher, names } = noted;
        let here = self.documents.len();
        let mut kept = Vec::with_capacity(names.len());
        for (count, span) in names {
            let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(count.key.clone()).or_insert(next);
            // A document is of at most 64 MiB.
            let bytes = [span.start, span.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            kept.push((number, bytes));
            let document = (&fingerprint.document, hash);
            if number == next {
                let first = (document.0.clone(), hash);
                let publishers = BTreeSet::new();
                self.groups.push(Group { count, first, publishers, last: usize::MAX });
            } else if let Some(group) = self.groups.get_mut(number as usize)
                && document < (&group.first.0, group.first.1)
            {
                // The name is that of the first document in the order of identifiers.
                let (raw, documents) = (group.count.mentions_raw, group.count.documents);
                group.count = Count { mentions_raw: raw, documents, ..count };
                group.first = (document.0.clone(), hash);
            }
            let Some(group) = self.groups.get_mut(number as usize) else { continue };
            group.count.mentions_raw += 1;
            if group.last != here {
                group.last = here;
                group.count.documents += 1;
                if let Some(publisher) =
                    publisher.as_ref().filter(|p| !group.publishers.contains(*p))
                {
                    group.publishers.insert(publisher.clone());
                }
            }
        }
        self.documents.push(Kept { fingerprint, hash, published, names: kept });
    }

    /// The counts, the most frequent first; months in their order.
    #[must_use]
    pub fn counts(mut self, ground: &Ground<'_>, by: By) -> Vec<Count> {
        // What was published later copied: an unknown day comes last.
        self.documents.sort_by(|a, b| {
            let day = |one: &Kept| (one.published.is_none(), one.published.clone());
            let (name, other) = (&a.fingerprint.document, &b.fingerprint.document);
            day(a).cmp(&day(b)).then_with(|| (name, a.hash).cmp(&(other, b.hash)))
        });
        let copied = corpus::copied(self.documents.iter().map(|kept| &kept.fingerprint));
        for (kept, copied) in self.documents.iter().zip(copied) {
            for (number, [start, end]) in &kept.names {
                let span = Span::new(*start as usize, *end as usize);
                if !copied.iter().any(|passage| passage.contains(span))
                    && let Some(group) = self.groups.get_mut(*number as usize)
                {
                    group.count.mentions_unique += 1;
                }
            }
        }
        let mut counts: Vec<Count> = self
            .groups
            .into_iter()
            .map(|group| Count { publishers: group.publishers.len(), ..group.count })
            .collect();
        counts.sort_by(|a, b| order(a, b, by));
        if by == By::Province {
            for count in &mut counts {
                of_province(ground, count);
            }
        }
        counts
    }
}

/// Gives a province the distances of all of it.
fn of_province(ground: &Ground<'_>, count: &mut Count) {
    let place = ground.gazetteer.admin1(&count.key).map(|id| ground.gazetteer.place(id));
    let measured = place.as_ref().map(|place| ground.measure(place)).unwrap_or_default();
    place.map_or(count.key.as_str(), |place| place.name).to_owned().clone_into(&mut count.name);
    let share = ground.share(&count.key).map_or(0.0, |share| rounded(share.km(), 0));
    count.border_km = Some(share).filter(|_| measured.border_dist_min_km.is_some());
    count.border_dist_min_km = measured.border_dist_min_km;
    count.border_dist_max_km = measured.border_dist_max_km;
}
