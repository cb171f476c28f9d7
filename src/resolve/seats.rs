//! Towns and the divisions that are named by them.

use super::evidence::Considered;
use crate::gazetteer::{FeatureClass, Gazetteer};

/// Marks the towns that a name means before the division that is called by their adjective: Брест, as the division is
/// Брестская область.
pub(super) fn mark(gazetteer: &Gazetteer, candidates: &mut [Considered]) {
    const ADJECTIVES: [&str; 3] = ["кая область", "кий край", "кая вобласць"];
    let described = |candidate: &Considered| {
        candidate.class == FeatureClass::Admin1
            && gazetteer.names(candidate.id).iter().any(|name| {
                let name = name.text.to_lowercase();
                ADJECTIVES.into_iter().any(|adjective| name.ends_with(adjective))
            })
    };
    let is_seat = |candidate: &Considered| gazetteer.place(candidate.id).code == "PPLA";
    for row in 0..candidates.len() {
        let division = candidates[row];
        let in_it = |town: &Considered| town.admin1 == division.admin1 && is_seat(town);
        if division.class == FeatureClass::Admin1
            && candidates.iter().any(in_it)
            && described(&division)
        {
            for town in candidates.iter_mut().filter(|town| in_it(town)) {
                town.seat = true;
            }
        }
    }
}
