//! What is known of a facility from all reports of it, and what speaks for and against its being another one.

use super::FacilityTold;
use crate::earth::{LatLng, distance};
use crate::gazetteer::{Country, Gazetteer, PlaceId};
use crate::report::{FacilityKind, FacilityRule};
use std::collections::BTreeSet;

/// Kilometres within which a crossing and the village that it is named after lie; of two of one name in the
/// gazetteer (a site and a settlement) most are nearer.
const BESIDE: f64 = 5.0;

/// Years between which reports may be of one undertaking: from its announcement to its opening.
const UNDERTAKING: i32 = 3;

/// What two facilities have in common of where they are: the narrowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    Place,
    Division,
    Country,
    /// One is said to be on the border, the other too or in a country of it.
    Border,
    /// Of one the text does not say where.
    Unknown,
}

/// What is known of a facility.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Profile<'t> {
    kinds: BTreeSet<&'t str>,
    spots: BTreeSet<PlaceId>,
    /// Names and positions of the spots.
    marks: Vec<(&'t str, Option<LatLng>)>,
    divisions: BTreeSet<&'t str>,
    countries: BTreeSet<Country>,
    at_border: bool,
    names: BTreeSet<&'t str>,
    is_many: bool,
    is_abroad: bool,
    /// Operator, builder, funder.
    parties: [Option<&'t str>; 3],
    /// The first year in which it stands, and the last in which it is to be built.
    stands: Option<i32>,
    planned: Option<i32>,
    /// The first and the last year it is told of.
    years: Option<(i32, i32)>,
    sentences: BTreeSet<(&'t str, usize)>,
}

impl<'t> Profile<'t> {
    /// What `told` tells.
    pub(super) fn of(gazetteer: &'t Gazetteer, told: &'t FacilityTold) -> Self {
        let year = told.year.or(told.published);
        let is_planned = matches!(told.status.as_str(), "planned" | "funded");
        let marks = told.spots.iter().map(|spot| gazetteer.place(*spot));
        Self {
            kinds: BTreeSet::from([told.kind.as_str()]),
            spots: told.spots.clone(),
            marks: marks.map(|place| (place.name, place.position)).collect(),
            divisions: told.divisions.iter().map(String::as_str).collect(),
            countries: told.countries.clone(),
            at_border: told.at_border,
            names: told.name.iter().map(String::as_str).collect(),
            is_many: told.is_many,
            is_abroad: told.is_abroad,
            parties: [&told.operator, &told.builder, &told.funder].map(Option::as_deref),
            stands: year.filter(|_| matches!(told.status.as_str(), "built" | "existing")),
            // A plan is of the day on which it is told, whatever the year that it is for.
            planned: told.published.or(told.year).filter(|_| is_planned),
            years: year.map(|year| (year, year)),
            sentences: BTreeSet::from([(told.document.as_str(), told.sentence.start)]),
        }
    }

    /// Adds what is known of the same facility.
    pub(super) fn absorb(&mut self, other: Self) {
        self.kinds.extend(other.kinds);
        self.spots.extend(other.spots);
        self.marks.extend(other.marks);
        self.divisions.extend(other.divisions);
        self.countries.extend(other.countries);
        self.at_border |= other.at_border;
        self.names.extend(other.names);
        self.is_many |= other.is_many;
        self.is_abroad |= other.is_abroad;
        for (own, others) in self.parties.iter_mut().zip(other.parties) {
            *own = own.or(others);
        }
        self.stands = self.stands.into_iter().chain(other.stands).min();
        self.planned = self.planned.into_iter().chain(other.planned).max();
        let years = self.years.into_iter().chain(other.years);
        self.years = years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        self.sentences.extend(other.sentences);
    }

    pub(super) fn families(&self) -> BTreeSet<&'static str> {
        let kinds = self.kinds.iter().map(|kind| FacilityKind::of(kind));
        kinds.flat_map(|kind| kind.families.iter().copied()).collect()
    }

    pub(super) fn divisions(&self) -> impl Iterator<Item = &'t str> {
        self.divisions.iter().copied()
    }

    /// Who has to do with it.
    pub(super) fn parties(&self) -> BTreeSet<&'t str> {
        self.parties.iter().flatten().copied().collect()
    }

    fn has(&self, rule: FacilityRule) -> bool {
        self.kinds.iter().any(|kind| FacilityKind::of(kind).rule == rule)
    }

    /// What says that `other` is another one.
    pub(super) fn clash(&self, other: &Self) -> Option<&'static str> {
        let is_like = self.kinds.iter().all(|kind| {
            let like = |one: &&str| FacilityKind::of(kind).is_like(FacilityKind::of(one));
            other.kinds.iter().all(like)
        });
        if !is_like {
            return Some("other_kind");
        }
        if !self.sentences.is_disjoint(&other.sentences) {
            return Some("one_sentence");
        }
        let roles = ["other_operator", "other_builder", "other_funder"];
        for ((own, others), reason) in self.parties.iter().zip(other.parties).zip(roles) {
            if own.zip(others).is_some_and(|(own, others)| own != others) {
                return Some(reason);
            }
        }
        let apart = |a: bool, b: bool, is_disjoint: bool| a && b && is_disjoint;
        if apart(
            !self.names.is_empty(),
            !other.names.is_empty(),
            self.names.is_disjoint(&other.names),
        ) {
            return Some("other_name");
        }
        let (here, there) = (!self.spots.is_empty(), !other.spots.is_empty());
        if apart(here, there, self.spots.is_disjoint(&other.spots)) {
            return (!self.is_beside(other)).then_some("other_place");
        }
        let (here, there) = (!self.divisions.is_empty(), !other.divisions.is_empty());
        if apart(here, there, self.divisions.is_disjoint(&other.divisions)) {
            return Some("other_division");
        }
        let (here, there) = (!self.countries.is_empty(), !other.countries.is_empty());
        let is_elsewhere = apart(here, there, self.countries.is_disjoint(&other.countries));
        is_elsewhere.then_some("other_country")
    }

    /// What says that `other` may be another one at the same place.
    pub(super) fn doubt(&self, other: &Self) -> Option<&'static str> {
        if self.is_many || other.is_many {
            return Some("several");
        }
        let late = |plan: &Self, built: &Self| {
            plan.planned.zip(built.stands).is_some_and(|(planned, stands)| planned > stands)
        };
        let is_late = !self.has(FacilityRule::Lone) && (late(self, other) || late(other, self));
        is_late.then_some("planned_after_built")
    }

    /// Whether spots of the two are beside each other.
    fn is_beside(&self, other: &Self) -> bool {
        self.marks.iter().any(|(_, one)| {
            let near = |at: &LatLng| one.is_some_and(|one| distance(one, *at).km() <= BESIDE);
            other.marks.iter().any(|(_, at)| at.as_ref().is_some_and(near))
        })
    }

    /// What the two have in common of where they are. Nothing is between them that says they are elsewhere.
    pub(super) fn shares(&self, other: &Self) -> Where {
        if !self.spots.is_disjoint(&other.spots) {
            Where::Place
        } else if !self.divisions.is_disjoint(&other.divisions) {
            Where::Division
        } else if !self.countries.is_disjoint(&other.countries) {
            Where::Country
        } else if self.at_border && (other.at_border || !other.countries.is_empty())
            || other.at_border && !self.countries.is_empty()
        {
            Where::Border
        } else {
            Where::Unknown
        }
    }

    /// Why it may be `other`; `None` if it is not, or if nothing says so.
    pub(super) fn may_be(&self, other: &Self) -> Option<Vec<&'static str>> {
        if self.clash(other).is_some() || self.is_many != other.is_many {
            return None;
        }
        let area = self.shares(other);
        let is_near_in_time = self.years.zip(other.years).is_none_or(|(own, others)| {
            own.0 <= others.1 + UNDERTAKING && others.0 <= own.1 + UNDERTAKING
        });
        let party = self.shared_party(other);
        let mut reasons = Vec::new();
        if self.kinds.is_disjoint(&other.kinds) {
            reasons.push("like_kind");
        } else {
            reasons.push("same_kind");
        }
        reasons.extend(match area {
            Where::Place => Some("same_place"),
            Where::Division => Some("same_division"),
            Where::Country => Some("same_country"),
            Where::Border => Some("at_border"),
            Where::Unknown => None,
        });
        reasons.extend(party);
        if area == Where::Place {
            reasons.extend(self.doubt(other));
        }
        let is_kind = !self.kinds.is_disjoint(&other.kinds);
        let is_loose = self.has(FacilityRule::Several) || other.has(FacilityRule::Several);
        let is_possible = match area {
            Where::Place => !is_loose || party.is_some(),
            Where::Division => is_near_in_time && (party.is_some() || is_kind && !is_loose),
            Where::Country | Where::Border | Where::Unknown => is_near_in_time && party.is_some(),
        };
        is_possible.then_some(reasons)
    }

    /// Who has to do with both: who builds or pays, or who runs it abroad.
    fn shared_party(&self, other: &Self) -> Option<&'static str> {
        let makers = |of: &Self| -> BTreeSet<&'t str> {
            let operator = of.parties[0].filter(|_| of.is_abroad);
            operator.into_iter().chain(of.parties[1]).chain(of.parties[2]).collect()
        };
        (!makers(self).is_disjoint(&makers(other))).then_some("same_party")
    }
}
