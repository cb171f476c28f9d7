//! Places that only bear the name of one that the gazetteer lacks.
//!
//! A village that no gazetteer has often has a namesake on another continent. A report that names a dozen places, none
//! of them in the namesake's country nor near it, does not mean that one: the name is better left without a position.

use super::evidence::{Entity, Evidence, kilometres};
use crate::gazetteer::{FeatureClass, PlaceId};

/// Places of other names that a document must have for one to be a stray among them.
const COMPANY: usize = 3;
/// Farther than this from all of them.
const FAR_KM: f32 = 1_000.0;
/// Places that are better known than this, in decimal magnitudes of inhabitants, are meant wherever they are named.
const KNOWN: f32 = 5.0;

/// Whether the place chosen for the entity at `row` is a stray.
pub(super) fn is_stray(row: usize, entity: &Entity, best: PlaceId, evidence: &Evidence) -> bool {
    let Some(chosen) = entity.candidates.iter().find(|one| one.id == best) else { return false };
    let (Some(at), Some(country)) = (chosen.at, chosen.country) else { return false };
    let little = matches!(chosen.class, FeatureClass::Settlement | FeatureClass::Admin2)
        && chosen.prior < KNOWN;
    if !little || evidence.countries.contains_key(&country) {
        return false;
    }
    let others = evidence.anchors.iter().filter(|(owner, _)| *owner != row);
    let (mut company, mut nearest) = (0, f32::MAX);
    for (_, other) in others {
        company += 1;
        nearest = nearest.min(kilometres(at, *other));
    }
    company >= COMPANY && nearest > FAR_KM
}
