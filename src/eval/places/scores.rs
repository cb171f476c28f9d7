//! The figures of a corpus.

use super::{Labelled, NEAR_KM, Prediction, kilometres, pairs};
use serde::Serialize;
use std::fmt::Write;

/// As far as two places can be apart, in kilometres: what a miss counts as.
const FARTHEST_KM: f64 = 20_039.0;

/// Spans found, predicted and in gold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Spans {
    /// Right ones.
    pub right: usize,
    /// Predicted ones.
    pub predicted: usize,
    /// Those in gold.
    pub gold: usize,
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Spans {
    /// The share of the predicted ones that are right, from 0 to 1.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    /// The share of those in gold that were found, from 0 to 1.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall.
    ///
    /// ```
    /// use marz::eval::places::Spans;
    /// assert_eq!(Spans { right: 2, predicted: 4, gold: 4 }.f1(), 0.5);
    /// ```
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// How far from gold the toponyms were put.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Resolved {
    /// How many toponyms with a gold point are counted.
    pub of: usize,
    /// How many of them were put anywhere.
    pub resolved: usize,
    /// The share put within 161 km, from 0 to 1.
    pub within_161: f64,
    /// The share put within 20 km.
    pub within_20: f64,
    /// Mean distance, km.
    pub mean_km: f64,
    /// Median distance, km.
    pub median_km: f64,
    /// Area under the curve of the logarithms of the distances: 0 best, 1 worst.
    pub auc: f64,
}

/// The scores of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Scores {
    /// How many documents there are.
    pub documents: usize,
    /// Toponyms found with exactly the span of gold.
    pub exact: Spans,
    /// Toponyms found with a span that overlaps that of gold.
    pub overlap: Spans,
    /// Toponyms recognised (overlapping).
    pub matched: Resolved,
    /// All gold toponyms with a point; one that was missed lies at the antipodes.
    pub all: Resolved,
    /// Recognised and within 161 km, of all with a point.
    pub end_to_end: Spans,
}

/// One distance: of a toponym that was found or not.
#[derive(Clone, Copy)]
enum Error {
    Missed,
    Nowhere,
    Km(f64),
}

impl Scores {
    /// The scores of what was found in each text.
    #[must_use]
    pub fn of(corpus: &[Labelled], found: &[Vec<Prediction>]) -> Self {
        let mut scores = Self { documents: corpus.len(), ..Self::default() };
        let mut errors = Vec::new();
        for (labelled, found) in corpus.iter().zip(found) {
            let gold = &labelled.toponyms;
            for (overlap, spans) in [(false, &mut scores.exact), (true, &mut scores.overlap)] {
                let right = pairs(gold, found, overlap).len();
                spans.right += right;
                spans.gold += gold.len();
                spans.predicted += if labelled.partial { right } else { found.len() };
            }
            scores.end_to_end(labelled, found, &mut errors);
        }
        scores.end_to_end.gold = errors.len();
        scores.all = resolved(&errors, true);
        scores.matched = resolved(&errors, false);
        scores
    }

    fn end_to_end(&mut self, labelled: &Labelled, found: &[Prediction], errors: &mut Vec<Error>) {
        let matched = pairs(&labelled.toponyms, found, true);
        let point = |p: &Prediction| p.lat.zip(p.lon);
        let ends = &mut self.end_to_end;
        let placed = found.iter().enumerate().filter(|(j, p)| {
            point(p).is_some() && (!labelled.partial || matched.iter().any(|(_, m)| m == j))
        });
        ends.predicted += placed.count();
        for (i, gold) in labelled.toponyms.iter().enumerate() {
            let hit = matched.iter().find(|(g, _)| *g == i).map(|(_, j)| point(&found[*j]));
            let error = match (gold.point(), hit) {
                (None, hit) => {
                    ends.predicted -= usize::from(hit.flatten().is_some());
                    continue;
                }
                (Some(_), None) => Error::Missed,
                (Some(_), Some(None)) => Error::Nowhere,
                (Some(at), Some(Some(put))) => Error::Km(kilometres(at, put)),
            };
            ends.right += usize::from(matches!(error, Error::Km(km) if km <= NEAR_KM));
            errors.push(error);
        }
    }

    /// The figures, a line each.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let spans = [
            ("recognition, exact span", &self.exact),
            ("recognition, overlap", &self.overlap),
            ("end to end within 161 km", &self.end_to_end),
        ];
        for (label, spans) in spans.into_iter().filter(|(_, spans)| spans.gold > 0) {
            let (p, r, f1) = (spans.precision(), spans.recall(), spans.f1());
            let (right, predicted, gold) = (spans.right, spans.predicted, spans.gold);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{label:<26} P {p:.3}  R {r:.3}  F1 {f1:.3}   right {right} predicted {predicted} gold {gold}"
            );
        }
        let resolved =
            [("resolution of recognised", &self.matched), ("resolution of all", &self.all)];
        for (label, of) in resolved.into_iter().filter(|(_, of)| of.of > 0) {
            let _ = writeln!(
                text,
                "{label:<26} within 161 km {:.3}  20 km {:.3}  mean {:.0} km  median {:.1} km  AUC {:.3}   {} of {} resolved",
                of.within_161, of.within_20, of.mean_km, of.median_km, of.auc, of.resolved, of.of
            );
        }
        text
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn resolved(errors: &[Error], all: bool) -> Resolved {
    let counted: Vec<Error> =
        errors.iter().copied().filter(|error| all || !matches!(error, Error::Missed)).collect();
    let far = |error: &Error| match error {
        Error::Km(km) => *km,
        Error::Missed | Error::Nowhere => FARTHEST_KM,
    };
    let mut put: Vec<f64> = counted
        .iter()
        .filter_map(|error| match error {
            Error::Km(km) => Some(*km),
            Error::Missed | Error::Nowhere => None,
        })
        .collect();
    let within = |km: f64| share(put.iter().filter(|far| **far <= km).count(), counted.len());
    let (within_161, within_20, resolved) = (within(NEAR_KM), within(20.0), put.len());
    let mut full: Vec<f64> = counted.iter().map(far).collect();
    full.sort_unstable_by(f64::total_cmp);
    put.sort_unstable_by(f64::total_cmp);
    let of_whom = if all { &full } else { &put };
    let count = of_whom.len();
    let mean_km = if count == 0 { 0.0 } else { of_whom.iter().sum::<f64>() / count as f64 };
    let median_km = match count {
        0 => 0.0,
        odd if odd % 2 == 1 => of_whom[odd / 2],
        even => f64::midpoint(of_whom[even / 2 - 1], of_whom[even / 2]),
    };
    let auc = auc(&full);
    Resolved { of: counted.len(), resolved, within_161, within_20, mean_km, median_km, auc }
}

/// The trapezoid integral of the sorted logarithms. Source: M. Gritta et al., "A pragmatic guide to geoparsing
/// evaluation", *Language Resources and Evaluation* 54, 2020.
#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn auc(sorted_km: &[f64]) -> f64 {
    let logs: Vec<f64> = sorted_km.iter().map(|km| km.min(FARTHEST_KM).ln_1p()).collect();
    let (Some(first), Some(last)) = (logs.first(), logs.last()) else { return 0.0 };
    if logs.len() == 1 {
        return first / FARTHEST_KM.ln();
    }
    let area = logs.iter().sum::<f64>() - f64::midpoint(*first, *last);
    area / (FARTHEST_KM.ln() * (logs.len() - 1) as f64)
}
