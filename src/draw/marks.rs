//! What the reports say, as marks: events of one place together, and as exact as they are known.
//!
//! A site or a settlement is a symbol at its place. A vicinity or a district is a pill in a dashed circle as wide as
//! the place is uncertain; a range of mountains, too wide for a circle, a pill in its midst; a province a hatched pill
//! somewhere in it; a border or a river a pill on its line, and the river is highlighted. What is known to a country
//! only is not drawn but counted.

use super::signs::{Sign, Signs};
use super::told::Row;
use crate::earth::LatLng;
use crate::gazetteer::FeatureClass;
use crate::layer::{Ground, Names, names, river};
use crate::region::provinces;
use geo::LineString;
use std::collections::{BTreeMap, BTreeSet};

/// How exactly a mark is placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Exactness {
    /// At a site or a settlement.
    Spot,
    /// Somewhere within a radius, in kilometres.
    Circle(f64),
    /// Somewhere in an area that has no edge.
    Wide,
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
    /// The line of a river, in degrees.
    pub line: Vec<LineString>,
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
    /// What `records` tell.
    pub(super) fn of(ground: &Ground<'_>, records: &[Row], signs: &Signs) -> Self {
        let mut all = Self::default();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut places: BTreeMap<String, Mark> = BTreeMap::new();
        for record in records {
            let sign = match (record.layer.as_str(), &record.kind, &record.facility_type) {
                ("incidents", Some(_), _) if !has_happened(record) => {
                    all.hidden += 1;
                    continue;
                }
                ("incidents", Some(kind), _) => Sign::Family(signs.family_of(kind)),
                ("facilities", _, Some(kind)) => Sign::Facility(kind.clone()),
                _ => continue,
            };
            if record.repeated_passage || !seen.insert(same(record)) {
                continue;
            }
            match &sign {
                Sign::Family(_) => all.incidents += 1,
                Sign::Facility(_) => all.facilities += 1,
            }
            let divisions: Vec<&str> =
                record.iso3166_2.iter().flat_map(|all| all.split("; ")).collect();
            if matches!(sign, Sign::Family(_)) {
                for code in &divisions {
                    *all.by_province.entry((*code).to_owned()).or_default() += 1;
                }
                all.date(record);
            }
            let spots = spots(ground, record, &divisions);
            all.off_map += usize::from(spots.is_empty());
            for (key, mark) in spots {
                add(places.entry(key).or_insert(mark), &sign, record.confidence == "low");
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

    fn date(&mut self, time: &Row) {
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
fn same(record: &Row) -> String {
    match (&record.facility_type, &record.event_cluster, &record.place_id) {
        (_, Some(cluster), _) => cluster.clone(),
        (Some(kind), _, Some(place)) => format!("{kind} {place}"),
        _ => record.id.clone(),
    }
}

fn has_happened(record: &Row) -> bool {
    matches!(record.status.as_deref(), Some("occurred" | "ongoing"))
}

fn add(mark: &mut Mark, sign: &Sign, is_low: bool) {
    if let Some(known) = mark.signs.iter_mut().find(|known| known.sign == *sign) {
        known.count += 1;
        known.is_hollow &= is_low;
    } else {
        mark.signs.push(Counted { sign: sign.clone(), count: 1, is_hollow: is_low });
    }
}

/// A circle wider than this would tell nothing, in kilometres; that of the page (`viewer/src/where.ts`).
const WIDEST_KM: f64 = 60.0;

/// Where a record may be drawn: once, but in each of several provinces; nowhere if it is not known better than to a
/// country.
fn spots(ground: &Ground<'_>, place: &Row, divisions: &[&str]) -> Vec<(String, Mark)> {
    let mark =
        |at, exactness, names| Mark { at, exactness, signs: Vec::new(), names, line: Vec::new() };
    let known = place.place_id.as_deref().and_then(|key| ground.gazetteer.by_key(key));
    let called = |id| names(ground.gazetteer, id);
    if place.place_level == "province" {
        let each = divisions.iter().filter_map(|code| {
            let at = provinces::by_iso(code)?.label()?;
            let names = ground.gazetteer.admin1(code).map(called).unwrap_or_default();
            Some(((*code).to_owned(), mark(at, Exactness::Province, names)))
        });
        return each.collect();
    }
    if place.place_level == "border_line" {
        let line: Vec<LatLng> = ground.region.border.line().parts().concat();
        let middle = line.get(line.len() / 2).copied();
        return middle
            .map(|at| ("border".to_owned(), mark(at, Exactness::Line, Names::new())))
            .into_iter()
            .collect();
    }
    let key = place.place_id.clone().unwrap_or_default();
    if let Some(id) = known.filter(|id| ground.gazetteer.place(*id).class == FeatureClass::River) {
        let line = river(ground, id);
        let longest = line.iter().max_by_key(|part| part.0.len());
        let middle = longest.and_then(|part| part.0.get(part.0.len() / 2));
        let at = middle.and_then(|at| LatLng::new(at.y, at.x).ok());
        let river = at.map(|at| Mark { line, ..mark(at, Exactness::Line, called(id)) });
        return river.map(|river| (key, river)).into_iter().collect();
    }
    let at = place.lat.zip(place.lon).and_then(|(lat, lon)| LatLng::new(lat, lon).ok());
    let Some((at, id)) = at.zip(known) else { return Vec::new() };
    let exactness = match place.place_level.as_str() {
        "site" | "settlement" => Exactness::Spot,
        _ => match place.uncertainty_km.unwrap_or_default() {
            radius if radius > WIDEST_KM => Exactness::Wide,
            radius => Exactness::Circle(radius),
        },
    };
    vec![(key, mark(at, exactness, called(id)))]
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
