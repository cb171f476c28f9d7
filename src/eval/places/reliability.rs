//! How often a decision is right, by how sure it said it was.

use super::{Labelled, NEAR_KM, Prediction, kilometres, pairs};
use crate::resolve::Confidence;
use serde::Serialize;
use std::collections::BTreeMap;

/// For each confidence, how many recognised toponyms with a gold point were put within 161 km of it, and of how many.
/// `None` stands for those of which several places fit about equally well: their likeliest one counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reliability(pub BTreeMap<Option<Confidence>, (usize, usize)>);

impl Reliability {
    /// The counts of a corpus.
    #[must_use]
    pub fn of(corpus: &[Labelled], found: &[Vec<Prediction>]) -> Self {
        let mut counts: BTreeMap<Option<Confidence>, (usize, usize)> = BTreeMap::new();
        for (labelled, found) in corpus.iter().zip(found) {
            for (gold, predicted) in pairs(&labelled.toponyms, found, true) {
                let predicted = &found[predicted];
                let (Some(at), Some(put)) =
                    (labelled.toponyms[gold].point(), predicted.lat.zip(predicted.lon))
                else {
                    continue;
                };
                let count = counts.entry(predicted.confidence).or_default();
                count.0 += usize::from(kilometres(at, put) <= NEAR_KM);
                count.1 += 1;
            }
        }
        Self(counts)
    }

    /// How many of a confidence were right, and of how many.
    #[must_use]
    pub fn count(&self, confidence: Option<Confidence>) -> (usize, usize) {
        self.0.get(&confidence).copied().unwrap_or_default()
    }
}
