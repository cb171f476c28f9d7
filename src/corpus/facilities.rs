//! Facilities of many documents: which reports are of one.
//!
//! Two reports are of *one* facility if they stand in a passage that was copied, if like kinds stand at one place,
//! if the proper names and the areas agree, or if a power has a base in the same foreign country, and nothing
//! contradicts: no other operator, builder, funder, name or place, and none that is planned where one stands.
//! They are *possibly* of one if nothing contradicts, but too little agrees to say so. These are never united.

use super::events::{Copied, Link, Sameness, root};
use super::passages::Passage;
use super::profile::{Profile, Where};
use crate::document::Document;
use crate::gazetteer::{Country, FeatureClass, Gazetteer, PlaceId};
use crate::report::{Facility, FacilityKind, FacilityRule, Report};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What a document tells of a facility: enough to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct FacilityTold {
    /// The document.
    pub document: String,
    /// Which of its reports.
    pub report: usize,
    /// The sentence.
    pub sentence: Span,
    /// The year of publication.
    pub published: Option<i32>,
    /// Its kind.
    pub kind: String,
    /// `planned`, `built` …
    pub status: String,
    /// Settlements and sites where it is: more than one are several facilities.
    pub spots: BTreeSet<PlaceId>,
    /// Second-order divisions that it is said to be in.
    pub districts: BTreeSet<PlaceId>,
    /// The divisions of its places, ISO 3166-2.
    pub divisions: BTreeSet<String>,
    /// Their countries.
    pub countries: BTreeSet<Country>,
    /// Whether all that is known is that it is on the border.
    pub at_border: bool,
    /// Its proper name or number.
    pub name: Option<String>,
    /// Whether it is told of several at once.
    pub is_many: bool,
    /// Who runs it.
    pub operator: Option<String>,
    /// Whether that is a power of another country than the one it is in.
    pub is_abroad: bool,
    /// Who built it.
    pub builder: Option<String>,
    /// Who pays for it.
    pub funder: Option<String>,
    /// A year that is named with it.
    pub year: Option<i32>,
}

/// Which reports of facilities are of one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facilities {
    /// What the documents tell, by document and place in it.
    pub told: Vec<FacilityTold>,
    /// Pairs of reports of one facility, and of facilities that may be one, as rows of `told`.
    pub links: Vec<Link>,
    /// For each row of `told` the first row that tells of the same facility: itself if it is the first.
    pub first: Vec<usize>,
}

/// What the facilities among `reports` of `document` tell.
#[must_use]
pub fn facilities_told(
    gazetteer: &Gazetteer,
    document: &Document,
    reports: &[Report],
) -> Vec<FacilityTold> {
    let published = document.source.published.as_ref();
    let published = published.and_then(|date| date.0.get(..4)?.parse().ok());
    let facilities = reports.iter().enumerate().filter_map(|(row, report)| match report {
        Report::Facility(facility) => Some((row, facility)),
        Report::Incident(_) => None,
    });
    facilities
        .map(|(report, facility)| FacilityTold {
            document: document.id.clone(),
            report,
            published,
            ..told(gazetteer, facility)
        })
        .collect()
}

fn told(gazetteer: &Gazetteer, facility: &Facility) -> FacilityTold {
    let places = &facility.evidence.places;
    let known = || places.iter().filter_map(|one| one.place).map(|id| gazetteer.place(id));
    let spots = known().filter(|place| {
        matches!(
            place.class,
            FeatureClass::Settlement
                | FeatureClass::Crossing
                | FeatureClass::Bridge
                | FeatureClass::MilitarySite
                | FeatureClass::Site
        )
    });
    let spots: BTreeSet<PlaceId> = spots.map(|place| place.id).collect();
    // A bridge between two banks has a place on each.
    let homes: BTreeSet<_> = spots.iter().map(|spot| gazetteer.place(*spot).country).collect();
    let is_apart = homes.len() < spots.len();
    let districts = known().filter(|place| place.class == FeatureClass::Admin2);
    let districts = districts.map(|place| place.id).collect();
    let divisions: BTreeSet<String> =
        known().filter_map(|place| place.admin1).map(str::to_owned).collect();
    let countries: BTreeSet<Country> = known().filter_map(|place| place.country).collect();
    let name = |party: &Option<crate::report::Actor>| party.as_ref().map(|one| one.name.clone());
    let home = facility.operator.as_ref().and_then(|operator| operator.country.as_deref());
    FacilityTold {
        document: String::new(),
        report: 0,
        sentence: facility.evidence.sentence,
        published: None,
        kind: facility.kind.clone(),
        status: facility.status.clone(),
        at_border: divisions.is_empty()
            && places.iter().any(|one| {
                one.place.is_none_or(|id| gazetteer.place(id).class == FeatureClass::Border)
            }),
        is_many: facility.is_many || is_apart,
        name: facility.name.clone(),
        is_abroad: home.is_some_and(|home| {
            !countries.is_empty() && countries.iter().all(|country| country.code() != home)
        }),
        operator: name(&facility.operator),
        builder: name(&facility.builder),
        funder: name(&facility.funder),
        year: facility.year.as_ref().map(|(year, _)| *year),
        districts,
        spots,
        divisions,
        countries,
    }
}

/// Which of `told` are of one facility. `passages` stand in two documents each.
///
/// ```
/// use marz::corpus;
/// use marz::gazetteer::Gazetteer;
///
/// let none = corpus::facilities(Gazetteer::embedded(), Vec::new(), &[]);
/// assert!(none.told.is_empty() && none.links.is_empty());
/// ```
#[must_use]
pub fn facilities(
    gazetteer: &Gazetteer,
    mut told: Vec<FacilityTold>,
    passages: &[Passage],
) -> Facilities {
    told.sort_by(|a, b| (&a.document, a.report).cmp(&(&b.document, b.report)));
    let profiles = told.iter().map(|one| Some(Profile::of(gazetteer, one))).collect();
    let mut uniting = Uniting { first: (0..told.len()).collect(), profiles, links: Vec::new() };
    uniting.copied(&told, &Copied::of(passages));
    for (rows, reasons) in buckets(&told) {
        uniting.alike(&rows, reasons);
    }
    let mut links = uniting.links;
    let first: Vec<usize> = (0..told.len()).map(|row| root(&uniting.first, row)).collect();
    links.extend(possible(&told, &uniting.profiles));
    links.sort_by_key(|link| (link.first, link.second));
    Facilities { told, links, first }
}

/// What makes reports of like kinds one, with the rows that have it in common: the surest first.
fn buckets(told: &[FacilityTold]) -> Vec<(Vec<usize>, &'static [&'static str])> {
    let mut at_place: BTreeMap<(&str, PlaceId), Vec<usize>> = BTreeMap::new();
    let mut named: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut in_text: BTreeMap<(&str, &str, PlaceId), Vec<usize>> = BTreeMap::new();
    let mut abroad: BTreeMap<(&str, &str, Country), Vec<usize>> = BTreeMap::new();
    for (row, one) in told.iter().enumerate().filter(|(_, one)| !one.is_many) {
        let kind = FacilityKind::of(&one.kind);
        for &family in &kind.families {
            if let Some(name) = &one.name {
                named.entry((family, name)).or_default().push(row);
            }
            // A text that goes on about a post in a district goes on about one.
            let here = one.districts.iter().filter(|_| kind.rule != FacilityRule::Several);
            for &district in here {
                let key = (one.document.as_str(), family, district);
                in_text.entry(key).or_default().push(row);
            }
            let spots = one.spots.iter().filter(|_| kind.rule != FacilityRule::Several);
            for &spot in spots {
                at_place.entry((family, spot)).or_default().push(row);
            }
            if let Some(operator) = &one.operator
                && one.spots.is_empty()
                && one.is_abroad
                && kind.rule == FacilityRule::Abroad
            {
                let countries = one.countries.iter();
                for &country in countries {
                    abroad.entry((family, operator, country)).or_default().push(row);
                }
            }
        }
    }
    let mut all: Vec<(Vec<usize>, &'static [&'static str])> = Vec::new();
    all.extend(named.into_values().map(|rows| (rows, &["same_name", "same_area"][..])));
    all.extend(at_place.into_values().map(|rows| (rows, &["same_place"][..])));
    all.extend(in_text.into_values().map(|rows| (rows, &["same_text", "same_district"][..])));
    all.extend(abroad.into_values().map(|rows| (rows, &["same_operator", "same_country"][..])));
    all
}

/// Facilities while they are united.
struct Uniting<'t> {
    first: Vec<usize>,
    /// What is known of each, at its first row.
    profiles: Vec<Option<Profile<'t>>>,
    links: Vec<Link>,
}

impl Uniting<'_> {
    /// Unites what was copied.
    fn copied(&mut self, told: &[FacilityTold], passages: &Copied<'_>) {
        let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, one) in told.iter().enumerate() {
            rows.entry(&one.document).or_default().push(row);
        }
        let none = Vec::new();
        let mut pairs = BTreeSet::new();
        for (one, other) in passages.documents() {
            for &a in rows.get(one).unwrap_or(&none) {
                for &b in rows.get(other).unwrap_or(&none) {
                    let (left, right) = (&told[a], &told[b]);
                    let here = (one, left.sentence);
                    if left.kind == right.kind && passages.has(here, (other, right.sentence)) {
                        pairs.insert((a.min(b), a.max(b)));
                    }
                }
            }
        }
        for (a, b) in pairs {
            self.unite(a, b, &["copied"]);
        }
    }

    /// Unites those of `rows` that do not contradict each other.
    fn alike(&mut self, rows: &[usize], reasons: &[&'static str]) {
        let mut kept: Vec<usize> = Vec::new();
        for &row in rows {
            let here = root(&self.first, row);
            let is_one = |&&other: &&usize| {
                let there = root(&self.first, other);
                let (Some(a), Some(b)) = (&self.profiles[here], &self.profiles[there]) else {
                    return false;
                };
                here == there
                    || a.clash(b).is_none()
                        && a.doubt(b).is_none()
                        && (!reasons.contains(&"same_area") || a.shares(b) <= Where::Border)
            };
            match kept.iter().find(is_one).copied() {
                Some(other) => self.unite(other, row, reasons),
                None => kept.push(row),
            }
        }
    }

    fn unite(&mut self, a: usize, b: usize, reasons: &[&'static str]) {
        let (one, other) = (root(&self.first, a), root(&self.first, b));
        if one == other {
            return;
        }
        let (low, high) = (one.min(other), one.max(other));
        if let Some(profile) = self.profiles[high].take()
            && let Some(whole) = &mut self.profiles[low]
        {
            whole.absorb(profile);
        }
        self.first[high] = low;
        let (first, second) = (a.min(b), a.max(b));
        let reasons = reasons.to_vec();
        self.links.push(Link { first, second, sameness: Sameness::Same, reasons });
    }
}

/// The likeliest that a facility may be, of those that it may be: a list is to be read.
const MOST: usize = 5;

/// Links between facilities that may be one. `profiles` stand at the first row of each.
fn possible(told: &[FacilityTold], profiles: &[Option<Profile<'_>>]) -> Vec<Link> {
    let mut areas: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for (row, profile) in profiles.iter().enumerate() {
        let Some(profile) = profile else { continue };
        for family in profile.families() {
            for division in profile.divisions() {
                areas.entry((family, "division", division)).or_default().push(row);
            }
            for party in profile.parties() {
                areas.entry((family, "party", party)).or_default().push(row);
            }
        }
    }
    let mut seen = BTreeSet::new();
    let mut found: Vec<Link> = Vec::new();
    for rows in areas.values() {
        for (at, &first) in rows.iter().enumerate() {
            // Of thousands alike only the first few are put in order: no list has room for the others.
            let mut room = 4 * MOST;
            for &second in &rows[at + 1..] {
                if room == 0 {
                    break;
                }
                let (Some(a), Some(b)) = (&profiles[first], &profiles[second]) else { continue };
                if seen.insert((first, second))
                    && let Some(reasons) = a.may_be(b)
                {
                    found.push(Link { first, second, sameness: Sameness::Possible, reasons });
                    room -= 1;
                }
            }
        }
    }
    found.sort_by_key(|link| (std::cmp::Reverse(link.reasons.len()), link.first, link.second));
    let mut counts = vec![0_usize; told.len()];
    found.retain(|link| {
        let is_among = counts[link.first] < MOST && counts[link.second] < MOST;
        if is_among {
            counts[link.first] += 1;
            counts[link.second] += 1;
        }
        is_among
    });
    found
}
