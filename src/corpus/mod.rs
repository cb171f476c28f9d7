//! Many documents together: passages that repeat, reports of one event or facility, counts raw and unique.
//!
//! Of a document only a [`Fingerprint`] and what it tells ([`Told`]) are kept, so a corpus of any size fits.
//! The order of the documents changes nothing: everything is sorted by their ids first.

mod counts;
mod events;
mod facilities;
mod passages;
mod profile;

pub use counts::{Counts, count};
pub use events::{Link, Sameness, Told, told};
pub use facilities::{Facilities, FacilityTold, facilities, facilities_told};
pub use passages::{Fingerprint, Passage, copied, fingerprint};

/// What documents have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corpus {
    /// What the documents tell, by document and place in it.
    pub told: Vec<Told>,
    /// Stretches of text that stand in two documents.
    pub passages: Vec<Passage>,
    /// Pairs of reports of one event, as rows of `told`.
    pub links: Vec<Link>,
    /// For each row of `told` the first row that tells of the same event: itself if it is the first.
    pub events: Vec<usize>,
}

/// What the documents of `fingerprints` that tell `told` have in common.
#[must_use]
pub fn link(mut fingerprints: Vec<Fingerprint>, mut told: Vec<Told>) -> Corpus {
    fingerprints.sort_by(|a, b| a.document.cmp(&b.document));
    told.sort_by(|a, b| (&a.document, a.report).cmp(&(&b.document, b.report)));
    let passages = passages::repeated(&fingerprints);
    let links = events::links(&told, &passages);
    let events = events::united(told.len(), &links);
    Corpus { told, passages, links, events }
}
