//! Counts by name, and how sure a share of them is.

use serde::Serialize;
use std::collections::BTreeMap;

/// Counts by name: `inc_gold`, `inc_tpr` … as in the reference scorer; a name without a count has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    /// Counts one more of `name` if `it` is so; the name is known from then on.
    pub fn add(&mut self, name: &'static str, it: bool) {
        *self.0.entry(name).or_default() += u64::from(it);
    }

    /// Counts `many` more of `name`.
    pub fn add_many(&mut self, name: &'static str, many: usize) {
        *self.0.entry(name).or_default() += many as u64;
    }

    /// How many there are of `name`.
    #[must_use]
    pub fn of(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// The names and their counts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        self.0.iter().map(|(name, count)| (*name, *count))
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        for (name, count) in other.iter() {
            *self.0.entry(name).or_default() += count;
        }
    }

    /// Precision, recall and F1 of what is counted as `{of}_tpp`, `{of}_pred`, `{of}_tpr` and `{of}_gold`.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub fn precision_recall(&self, of: &str) -> (f64, f64, f64) {
        let share = |part: &str, whole: &str| {
            let whole = self.of(&format!("{of}_{whole}")) as f64;
            if whole > 0.0 { self.of(&format!("{of}_{part}")) as f64 / whole } else { 0.0 }
        };
        let (precision, recall) = (share("tpp", "pred"), share("tpr", "gold"));
        let sum = precision + recall;
        (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }
}

/// The 95 % confidence interval of a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end, from 0 to 1.
    pub low: f64,
    /// Its upper end, from 0 to 1.
    pub high: f64,
}

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_964;

/// The Wilson score interval of `right` out of `all`; `None` of nothing.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", *Journal of the
/// American Statistical Association* 22, 1927. It stays within 0 and 1 and is of use for few cases.
///
/// # Examples
///
/// ```
/// let interval = marz::eval::wilson(22, 23).unwrap();
/// assert!((interval.low - 0.790).abs() < 0.001 && (interval.high - 0.992).abs() < 0.001);
/// ```
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub fn wilson(right: u64, all: u64) -> Option<Interval> {
    if all == 0 {
        return None;
    }
    let (n, share) = (all as f64, right as f64 / all as f64);
    let spread = Z * Z / n;
    let centre = (share + spread / 2.0) / (1.0 + spread);
    let half = Z * (share * (1.0 - share) / n + spread / (4.0 * n)).sqrt() / (1.0 + spread);
    Some(Interval { low: (centre - half).max(0.0), high: (centre + half).min(1.0) })
}
