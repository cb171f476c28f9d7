//! A name in the making: a stretch of text and the places it may stand for, before its use is known.

use super::{Cue, Found};
use crate::gazetteer::{FeatureClass, Gazetteer, NameKind, PlaceId};
use crate::text::Span;
use std::ops::Range;

/// A name in the making.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// How it was recognised.
    pub(crate) found: Found,
    /// The places it may stand for, best prior first.
    pub(crate) candidates: Vec<(PlaceId, NameKind)>,
    /// What a neighbouring word says it is.
    pub(crate) cue: Option<Cue>,
    /// What sort of thing its best candidate is.
    pub(crate) sort: Sort,
}

/// What sort of thing a name stands for, as far as its use depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A country, or a capital or seat under whose name a government goes.
    Party {
        /// Whether it is a seat of government and not the country itself.
        seat: bool,
    },
    /// A people or an adjective.
    Demonym,
    /// A macro-region.
    Region,
    /// A state or division that is no more.
    Historical,
    /// Any other place.
    Place,
}

impl Draft {
    /// Whether a government may go under this name.
    pub(crate) fn is_party(&self) -> bool {
        matches!(self.sort, Sort::Party { .. })
    }
}

/// What sort of thing the first of `candidates` is.
pub(crate) fn sort_of(gazetteer: &Gazetteer, candidates: &[(PlaceId, NameKind)]) -> Sort {
    let Some((first, kind)) = candidates.first() else { return Sort::Place };
    if *kind == NameKind::Demonym {
        return Sort::Demonym;
    }
    // `Washington` is a state before it is a capital: the first few count.
    let seat = candidates.iter().take(4).any(|(place, _)| gazetteer.place(*place).code == "PPLC");
    match gazetteer.brief(*first).class {
        FeatureClass::Country => Sort::Party { seat: false },
        FeatureClass::Historical => Sort::Historical,
        FeatureClass::Region => Sort::Region,
        _ if seat => Sort::Party { seat: true },
        _ => Sort::Place,
    }
}

/// Whether a place named `outer` may contain one named `inner`: same country, or same first-order division.
pub(crate) fn may_contain(gazetteer: &Gazetteer, outer: &Draft, inner: &Draft) -> bool {
    // Names with many candidates are told apart by their first ones.
    const LOOKED_AT: usize = 24;
    outer.candidates.iter().take(4).any(|(out, _)| {
        let out = gazetteer.brief(*out);
        inner.candidates.iter().take(LOOKED_AT).any(|(within, _)| {
            let within = gazetteer.brief(*within);
            match out.class {
                FeatureClass::Country => {
                    within.class != FeatureClass::Country && within.country == out.country
                }
                FeatureClass::Admin1 => {
                    !matches!(within.class, FeatureClass::Country | FeatureClass::Admin1)
                        && within.country == out.country
                        && within.admin1.is_some()
                        && within.admin1 == out.admin1
                }
                _ => false,
            }
        })
    })
}

/// A place in no gazetteer lies in whatever is said to own it.
pub(crate) fn may_contain_or_new(gazetteer: &Gazetteer, outer: &Draft, inner: &Draft) -> bool {
    inner.candidates.is_empty() || may_contain(gazetteer, outer, inner)
}
