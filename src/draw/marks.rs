//! What the reports say, as marks: events of one place together, and as exact as they are known.
//!
//! A site or a settlement is a symbol at its place. A vicinity or a district is a pill in a dashed circle as wide as
//! the place is uncertain; a province is a hatched pill somewhere in it; a border or a river a pill with a line. What
//! is known to a country only is not drawn but counted.

use super::signs::{Sign, Signs};
use crate::earth::LatLng;
use crate::gazetteer::FeatureClass;
use crate::layer::{Ground, IncidentWhat, Layers, Names, Record, What, names};
use crate::region::provinces;
use crate::report::Status;
use crate::resolve::Confidence;
use std::collections::{BTreeMap, BTreeSet};

/// How exactly a mark is placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Exactness {
    /// At a site or a settlement.
    Spot,
    /// Somewhere within a radius, in kilometres.
    Circle(f64),
    /// Somewhere in a province.
    Province,
    /// Somewhere along a line.
    Line,
}

/// All that is reported of one place.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub at: LatLng,
    pub exactness: Exactness,
    pub signs: Vec<Counted>,
    pub names: Names,
}

/// A sign, how often, and whether all of it is uncertain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    pub sign: Sign,
    pub count: usize,
    pub is_hollow: bool,
}

/// Everything that is drawn of the reports, and how much is not.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The most reported place first.
    pub places: Vec<Mark>,
    /// Incidents by province, the same event once.
    pub by_province: BTreeMap<String, usize>,
    /// Incidents that happened, the same event once.
    pub incidents: usize,
    /// Facilities, the same once.
    pub facilities: usize,
    /// Incidents and facilities that have no place on a map.
    pub off_map: usize,
    /// Incidents that are planned, claimed or denied.
    pub hidden: usize,
    /// First and last day of an incident.
    pub days: Option<(String, String)>,
    /// Whether some incident is not known to the day.
    pub coarse: bool,
}

impl Mark {
    /// How many reports it stands for.
    pub(super) fn count(&self) -> usize {
        self.signs.iter().map(|sign| sign.count).sum()
    }
}

impl Marks {
    /// What `layers` report.
    pub(super) fn of(ground: &Ground<'_>, layers: &Layers, signs: &Signs) -> Self {
        let mut all = Self::default();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut places: BTreeMap<String, Mark> = BTreeMap::new();
        for record in layers.records.iter().filter(|record| record.layer != "activity") {
            let sign = match &record.what {
                What::Incident(what) if !has_happened(what) => {
                    all.hidden += 1;
                    continue;
                }
                What::Incident(what) => Sign::Family(signs.family_of(&what.kind)),
                What::Facility(what) => Sign::Facility(what.facility_type.clone()),
            };
            if record.repeated_passage || !seen.insert(same(record)) {
                continue;
            }
            match &sign {
                Sign::Family(_) => all.incidents += 1,
                Sign::Facility(_) => all.facilities += 1,
            }
            let divisions: Vec<&str> =
                record.place.iso3166_2.iter().flat_map(|all| all.split("; ")).collect();
            if matches!(sign, Sign::Family(_)) {
                for code in &divisions {
                    *all.by_province.entry((*code).to_owned()).or_default() += 1;
                }
                all.date(record);
            }
            let spots = spots(ground, record, &divisions);
            all.off_map += usize::from(spots.is_empty());
            for (key, at, exactness, names) in spots {
                let empty = || Mark { at, exactness, signs: Vec::new(), names };
                add(places.entry(key).or_insert_with(empty), &sign, record.confidence);
            }
        }
        // The classes of the colours are those of the provinces that have one.
        all.by_province.retain(|code, _| {
            ground.region.sides.iter().any(|side| code.split('-').next() == Some(side.code()))
        });
        all.places = places.into_values().collect();
        for mark in &mut all.places {
            mark.signs.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.sign.cmp(&b.sign)));
        }
        // Stable: places with as many keep the order of their identifiers.
        all.places.sort_by_key(|mark| std::cmp::Reverse(mark.count()));
        all
    }

    fn date(&mut self, record: &Record) {
        let time = &record.time;
        let day = |time: &Option<String>| time.as_ref()?.get(..10).map(str::to_owned);
        let Some((start, end)) = day(&time.start_datetime).zip(day(&time.end_datetime)) else {
            return;
        };
        self.coarse |= time.date_precision.as_deref().is_some_and(|kind| kind != "day");
        let (first, last) = self.days.get_or_insert_with(|| (start.clone(), end.clone()));
        if start < *first {
            *first = start;
        }
        if end > *last {
            *last = end;
        }
    }
}

/// What records share that tell of the same: an event, or a facility of a place.
fn same(record: &Record) -> String {
    match (&record.what, &record.event_cluster, &record.place.place_id) {
        (What::Incident(_), Some(cluster), _) => cluster.clone(),
        (What::Facility(what), _, Some(place)) => format!("{} {place}", what.facility_type),
        _ => record.id.clone(),
    }
}

fn has_happened(what: &IncidentWhat) -> bool {
    matches!(what.status, Status::Occurred | Status::Ongoing)
}

fn add(mark: &mut Mark, sign: &Sign, confidence: Confidence) {
    let is_low = confidence == Confidence::Low;
    if let Some(known) = mark.signs.iter_mut().find(|known| known.sign == *sign) {
        known.count += 1;
        known.is_hollow &= is_low;
    } else {
        mark.signs.push(Counted { sign: sign.clone(), count: 1, is_hollow: is_low });
    }
}

/// Where a record may be drawn: once, but in each of several provinces; nowhere if it is not known better than to a
/// country.
fn spots(
    ground: &Ground<'_>,
    record: &Record,
    divisions: &[&str],
) -> Vec<(String, LatLng, Exactness, Names)> {
    let place = &record.place;
    let known = place.place_id.as_deref().and_then(|key| ground.gazetteer.by_key(key));
    let called = |id| names(ground.gazetteer, id);
    if place.place_level == "province" {
        let each = divisions.iter().filter_map(|code| {
            let at = provinces::by_iso(code)?.label()?;
            let names = ground.gazetteer.admin1(code).map(called).unwrap_or_default();
            Some(((*code).to_owned(), at, Exactness::Province, names))
        });
        return each.collect();
    }
    if place.place_level == "border_line" {
        let line: Vec<LatLng> = ground.region.border.line().parts().concat();
        let middle = line.get(line.len() / 2).copied();
        return middle
            .map(|at| ("border".to_owned(), at, Exactness::Line, Names::new()))
            .into_iter()
            .collect();
    }
    let at = place.lat.zip(place.lon).and_then(|(lat, lon)| LatLng::new(lat, lon).ok());
    let Some((at, id)) = at.zip(known) else { return Vec::new() };
    let exactness = match place.place_level {
        "site" | "settlement" => Exactness::Spot,
        _ if ground.gazetteer.place(id).class == FeatureClass::River => Exactness::Line,
        _ => Exactness::Circle(place.uncertainty_km.unwrap_or_default()),
    };
    let key = place.place_id.clone().unwrap_or_default();
    vec![(key, at, exactness, called(id))]
}

/// The signs that the marks use: families and kinds of facilities, the most frequent first.
pub(super) fn used(marks: &[&Mark]) -> Vec<Sign> {
    let mut counts: BTreeMap<&Sign, usize> = BTreeMap::new();
    for counted in marks.iter().flat_map(|mark| &mark.signs) {
        *counts.entry(&counted.sign).or_default() += counted.count;
    }
    let mut used: Vec<(&Sign, usize)> = counts.into_iter().collect();
    used.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    used.into_iter().map(|(sign, _)| sign.clone()).collect()
}
