//! What went wrong, and how often.

use super::{Labelled, NEAR_KM, Prediction, kilometres, pairs};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How often each kind of thing went wrong, with the commonest names.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Losses(BTreeMap<&'static str, BTreeMap<String, usize>>);

/// How many names of a kind are shown.
const SHOWN: usize = 8;

impl Losses {
    /// The losses in a corpus: gold toponyms `missed`; `spurious` finds; of those with a gold point, found but put
    /// `nowhere`, with `no candidate` near it, or put elsewhere although there was one: in the `wrong country`, at
    /// the `wrong level` (a city for its province), at the `wrong place` of the right country and level.
    #[must_use]
    pub fn of(corpus: &[Labelled], found: &[Vec<Prediction>]) -> Self {
        let mut losses = Self::default();
        for (labelled, found) in corpus.iter().zip(found) {
            let matched = pairs(&labelled.toponyms, found, true);
            for (i, gold) in labelled.toponyms.iter().enumerate() {
                let pair = matched.iter().find(|(g, _)| *g == i);
                match (pair, gold.point()) {
                    (None, _) => {
                        let text = labelled.text.chars().skip(gold.start);
                        losses.add("missed", text.take(gold.end - gold.start).collect());
                    }
                    (Some((_, j)), Some(at)) => {
                        if let Some(kind) = misplaced(&found[*j], at) {
                            losses.add(kind, found[*j].text.clone());
                        }
                    }
                    (Some(_), None) => {}
                }
            }
            let spurious = found.iter().enumerate().filter(|(j, _)| {
                !labelled.partial && !matched.iter().any(|(_, predicted)| predicted == j)
            });
            for (_, prediction) in spurious {
                losses.add("spurious", prediction.text.clone());
            }
        }
        losses
    }

    fn add(&mut self, kind: &'static str, name: String) {
        *self.0.entry(kind).or_default().entry(name).or_default() += 1;
    }

    /// How often things of `kind` went wrong.
    #[must_use]
    pub fn count(&self, kind: &str) -> usize {
        self.0.get(kind).map_or(0, |names| names.values().sum())
    }

    /// The kinds, a line each, with the commonest names.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (kind, names) in &self.0 {
            let mut order: Vec<(&String, &usize)> = names.iter().collect();
            order.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
            let shown = order.iter().take(SHOWN).map(|(name, count)| format!("{name} {count}"));
            let shown = shown.collect::<Vec<_>>().join(", ").replace('\n', " ");
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{kind:<26} {:>5}   {shown}", self.count(kind));
        }
        text
    }
}

/// How a toponym that lies `at` was misplaced, if it was.
fn misplaced(found: &Prediction, at: (f64, f64)) -> Option<&'static str> {
    let Some((put, country, class)) = found.pick else { return Some("nowhere") };
    if kilometres(put, at) <= NEAR_KM {
        return None;
    }
    let near = found.candidates.iter().map(|seen| (kilometres(seen.0, at), seen));
    let right = near.filter(|(km, _)| *km <= NEAR_KM).min_by(|a, b| a.0.total_cmp(&b.0));
    Some(match right {
        None => "no candidate",
        Some((_, seen)) if seen.1 != country => "wrong country",
        Some((_, seen)) if seen.2 != class => "wrong level",
        Some(_) => "wrong place",
    })
}
