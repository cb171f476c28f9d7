//! How well a candidate fits its document: a weighted sum, the weights set by hand.
//!
//! The unit of every weight is a decimal magnitude of inhabitants: what is worth 1 outweighs a place ten times
//! as large.

use super::evidence::{Considered, Entity, Evidence, kilometres, shares};
use crate::gazetteer::{Country, FeatureClass};
use crate::mention::Cue;

/// A container right beside the name (`X, Parent`; `Parent's X`) decides against any prior.
const PARENT_BESIDE: f32 = 20.0;
/// The same for a name that is also a country's: `Lebanon, Ohio` is said, but `Egypt` is not a hamlet.
const PARENT_OVER_COUNTRY: f32 = 6.0;
/// A division that is named like the seat of government in it is the lesser sense.
const SHADOWED: f32 = -1.5;
/// A place that nobody can put on a map, while others of the name can.
const NO_POSITION: f32 = -1.5;
/// The country is named in the same sentence.
const COUNTRY_IN_SENTENCE: f32 = 1.0;
/// The country is named anywhere.
const COUNTRY_NAMED: f32 = 1.5;
/// The first-order division is named anywhere.
const DIVISION_NAMED: f32 = 3.0;
/// All other names vote for the country.
const COUNTRY_VOTE: f32 = 2.0;
/// All other names vote for the division.
const DIVISION_VOTE: f32 = 3.0;
/// All other places are within [`NEAR_KM`].
const NEARNESS: f32 = 2.0;
/// What counts as near, in kilometres.
const NEAR_KM: f32 = 150.0;
/// A magnitude of distance to the nearest other place, in kilometres.
const DISTANCE: f32 = -0.5;
/// The magnitude of distance when nothing else is placed: half the Earth's circumference.
const FAR: f32 = 4.3;
/// The place is what the head noun beside it says.
const CUE_FITS: f32 = 6.0;
/// The place is not, and another candidate is.
const CUE_FAILS: f32 = -3.0;
/// The members of a list are of one class.
const LIST_CLASS: f32 = 2.5;
/// The members of a list are in one country.
const LIST_COUNTRY: f32 = 2.0;
/// The place is on a side of the chosen border, in a document that names either side.
const REGION: f32 = 1.5;
/// The same in a document that names neither.
const REGION_UNNAMED: f32 = 0.3;

/// What one entity's surroundings say, over all its mentions.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// The head noun beside it.
    pub(super) cue: Option<Cue>,
    /// Countries named as its container.
    pub(super) in_country: Vec<Country>,
    /// Divisions named as its container.
    pub(super) in_division: Vec<u32>,
    /// Countries named in its sentences.
    pub(super) beside: Vec<Country>,
    /// The class that the members of its list have in common.
    pub(super) list_class: Option<FeatureClass>,
    /// The country that they have in common.
    pub(super) list_country: Option<Country>,
}

/// The score of each candidate of the entity at `row`.
pub(super) fn all(
    row: usize,
    entity: &Entity,
    around: &Surroundings,
    evidence: &Evidence,
    sides: [Country; 2],
) -> Vec<f32> {
    let others = (evidence.voters - 1.0).max(1.0);
    let own: Vec<(Option<Country>, Option<u32>, f32)> = shares(&entity.candidates)
        .map(|(candidate, share)| (candidate.country, candidate.admin1, share))
        .collect();
    let cue_met = around
        .cue
        .is_some_and(|cue| entity.candidates.iter().any(|candidate| cue.fits(candidate.class)));
    let nation = entity.candidates.iter().any(|candidate| candidate.class == FeatureClass::Country);
    let beside = if nation { PARENT_OVER_COUNTRY } else { PARENT_BESIDE };
    let seats: Vec<Option<Country>> = entity
        .candidates
        .iter()
        .filter(|candidate| candidate.seat)
        .map(|candidate| candidate.country)
        .collect();
    let side_named = sides.iter().any(|side| evidence.countries.contains_key(side));
    let score = |candidate: &Considered| {
        let mut sum = candidate.prior;
        if let (true, Some(cue)) = (cue_met, around.cue) {
            sum += if cue.fits(candidate.class) { CUE_FITS } else { CUE_FAILS };
        }
        if candidate.class != FeatureClass::Country {
            if let Some(country) = candidate.country {
                sum += beside * yes(around.in_country.contains(&country));
                sum += COUNTRY_IN_SENTENCE * yes(around.beside.contains(&country));
                sum += COUNTRY_NAMED
                    * yes(evidence
                        .countries
                        .get(&country)
                        .is_some_and(|namers| namers.besides(row)));
                let vote = evidence.country_votes.get(&country).copied().unwrap_or(0.0);
                let mine: f32 =
                    own.iter().filter(|own| own.0 == Some(country)).map(|own| own.2).sum();
                sum += COUNTRY_VOTE * (vote - mine).max(0.0) / others;
                if sides.contains(&country) {
                    sum += if side_named { REGION } else { REGION_UNNAMED };
                }
                sum += LIST_COUNTRY * yes(around.list_country == Some(country));
            }
            sum += LIST_CLASS * yes(around.list_class == Some(candidate.class));
        }
        if let Some(division) = candidate.admin1
            && !matches!(candidate.class, FeatureClass::Country | FeatureClass::Admin1)
        {
            sum += PARENT_BESIDE * yes(around.in_division.contains(&division));
            sum += DIVISION_NAMED
                * yes(evidence.divisions.get(&division).is_some_and(|namers| namers.besides(row)));
        }
        if let Some(division) = candidate.admin1 {
            let vote = evidence.division_votes.get(&division).copied().unwrap_or(0.0);
            let mine: f32 = own.iter().filter(|own| own.1 == Some(division)).map(|own| own.2).sum();
            sum += DIVISION_VOTE * (vote - mine).max(0.0) / others;
        }
        if candidate.class == FeatureClass::Admin1 && seats.contains(&candidate.country) {
            sum += SHADOWED;
        }
        if candidate.at.is_none() && candidate.class != FeatureClass::Historical {
            sum += NO_POSITION;
        }
        sum + nearness(row, candidate, evidence)
    };
    entity.candidates.iter().map(score).collect()
}

fn nearness(row: usize, candidate: &Considered, evidence: &Evidence) -> f32 {
    let Some(at) = candidate.at else { return DISTANCE * FAR };
    let (mut count, mut near, mut nearest) = (0.0f32, 0.0f32, f32::MAX);
    for (owner, anchor) in &evidence.anchors {
        if *owner != row {
            let distance = kilometres(at, *anchor);
            count += 1.0;
            near += yes(distance < NEAR_KM);
            nearest = nearest.min(distance);
        }
    }
    if count == 0.0 {
        return DISTANCE * FAR;
    }
    NEARNESS * near / count + DISTANCE * (nearest + 1.0).log10()
}

fn yes(condition: bool) -> f32 {
    if condition { 1.0 } else { 0.0 }
}
