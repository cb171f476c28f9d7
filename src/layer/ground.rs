//! How places lie to the border: the columns that are measured.

use super::feature::rounded;
use super::level::{Level, spot};
use crate::earth::{LatLng, Metres, Nearest};
use crate::gazetteer::{Gazetteer, Place, PlaceId};
use crate::region::{
    Crossing, Region, Section, area_distance, crossings, nearest_crossing, provinces, shares,
};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// The gazetteer and the region, with what is looked up often.
pub struct Ground<'a> {
    /// The places.
    pub gazetteer: &'a Gazetteer,
    /// The border and its sides.
    pub region: &'a Region,
    /// The crossings of the two sides, by name.
    crossings: Vec<Crossing<'a>>,
    sections: Vec<Section>,
    /// How much of the border lies along each province, by code.
    shares: OnceLock<HashMap<&'static str, Metres>>,
    /// The distances of provinces, which take a while to measure.
    measured: Mutex<HashMap<String, Option<(Metres, Metres)>>>,
}

/// How a place lies to the border, as columns.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Measured {
    /// The country code of the side, `line` or `other`.
    pub border_side: Option<String>,
    /// Geodesic distance to the line, of a spot.
    pub border_dist_km: Option<f64>,
    /// The distance of the nearest part of an area.
    pub border_dist_min_km: Option<f64>,
    /// The distance of the farthest part of an area.
    pub border_dist_max_km: Option<f64>,
    /// The section that the nearest point of the line lies in.
    pub border_section: Option<String>,
    /// The nearest border crossing of the gazetteer.
    pub nearest_crossing: Option<String>,
    /// How far it is.
    pub nearest_crossing_km: Option<f64>,
}

/// Farther than this from the line, a section or a crossing says nothing of a place, in kilometres: about the
/// width of a border province.
const NEAR_KM: f64 = 200.0;

impl<'a> Ground<'a> {
    /// The ground of `region`.
    #[must_use]
    pub fn new(gazetteer: &'a Gazetteer, region: &'a Region) -> Self {
        let sections = region.border.sections(super::SECTION);
        Self {
            gazetteer,
            region,
            crossings: crossings(gazetteer, region),
            sections,
            shares: OnceLock::new(),
            measured: Mutex::default(),
        }
    }

    /// The crossing that the columns call `name`.
    pub(super) fn crossing(&self, name: &str) -> Option<PlaceId> {
        self.crossings.iter().find(|crossing| crossing.name == name).map(|crossing| crossing.place)
    }

    /// How much of the border lies along the province `iso`; `None` if it does not touch it.
    pub(super) fn share(&self, iso: &str) -> Option<Metres> {
        let all = || shares(self.region).into_iter().map(|(of, share)| (of.iso(), share)).collect();
        self.shares.get_or_init(all).get(iso).copied()
    }

    /// How `place` lies to the border.
    pub(super) fn measure(&self, place: &Place<'_>) -> Measured {
        if Level::of(place) == Level::Province {
            return self.measure_province(place);
        }
        let Some(spot) = spot(place) else { return Measured::default() };
        let nearest = self.nearest(spot);
        let km = nearest.distance.km();
        let near = km <= NEAR_KM;
        let crossing = nearest_crossing(&self.crossings, spot);
        let crossing = crossing.filter(|(_, away)| away.km() <= NEAR_KM);
        let radius = place.precision.km();
        // A radius wider than the last digit of a distance worth telling makes of it a range.
        let is_range = Level::of(place) >= Level::Vicinity && radius >= 1.0;
        Measured {
            border_side: Some(self.region.border.side_of(spot, &nearest).code().to_owned()),
            border_dist_km: (!is_range).then(|| rounded(km, 2)),
            border_dist_min_km: is_range.then(|| rounded((km - radius).max(0.0), 0)),
            border_dist_max_km: is_range.then(|| rounded(km + radius, 0)),
            border_section: near
                .then(|| self.region.border.section_at(nearest.chainage, super::SECTION)),
            nearest_crossing: crossing.map(|(crossing, _)| crossing.name.to_owned()),
            nearest_crossing_km: crossing.map(|(_, away)| rounded(away.km(), 1)),
        }
    }

    fn measure_province(&self, place: &Place<'_>) -> Measured {
        let Some(code) = place.admin1 else { return Measured::default() };
        let Some((least, most)) = self.province_distances(code) else {
            return Measured::default();
        };
        let side = place.country.filter(|country| self.region.sides.contains(country));
        let side = side.map_or_else(|| "other".to_owned(), |side| side.code().to_owned());
        Measured {
            border_side: Some(side),
            border_dist_min_km: Some(rounded(least.km(), 1)),
            border_dist_max_km: Some(rounded(most.km(), 1)),
            ..Measured::default()
        }
    }

    /// Where the line comes from, as it has to be said.
    pub(super) fn attribution(&self) -> &str {
        self.region.border.attribution()
    }

    /// The nearest and the farthest distance of the province `code`, measured once.
    fn province_distances(&self, code: &str) -> Option<(Metres, Metres)> {
        let mut known = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(distances) = known.get(code) {
            return *distances;
        }
        let measured = provinces::by_iso(code).map(|province| {
            let distance = area_distance(&self.region.border, &province.polygons());
            (distance.nearest, distance.farthest)
        });
        known.insert(code.to_owned(), measured);
        measured
    }

    /// The name of the border: `Tajikistan – Afghanistan border`.
    pub(super) fn border_name(&self) -> String {
        let [home, other] = self.region.sides.map(|country| {
            let place = self.gazetteer.country(country);
            place.map_or(country.code().to_owned(), |id| self.gazetteer.place(id).name.to_owned())
        });
        format!("{home} – {other} border")
    }

    /// The name of `place` in a script of its country, where the gazetteer has one.
    pub(super) fn local_name(&self, place: &Place<'_>) -> Option<String> {
        let names = self.gazetteer.names(place.id);
        let local = |letter: char| matches!(letter, '\u{400}'..='\u{52f}' | '\u{600}'..='\u{6ff}');
        let name = names.iter().find(|name| name.text.chars().any(local))?;
        Some(name.text.to_owned())
    }

    /// The nearest point of the border.
    pub(super) fn nearest(&self, spot: LatLng) -> Nearest {
        self.region.border.nearest(spot)
    }

    /// The line of the border, in parts.
    pub(super) fn lines(&self) -> &[Vec<LatLng>] {
        self.region.border.line().parts()
    }

    /// The length of the border.
    pub(super) fn length(&self) -> Metres {
        self.region.border.length()
    }

    /// The sections of the border, [`SECTION`](super::SECTION) long.
    pub(super) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The codes of the provinces on both sides.
    pub(super) fn provinces(&self) -> Vec<String> {
        self.region.provinces().into_iter().map(|province| province.iso().to_owned()).collect()
    }

    /// The outline of the province `code`, which is drawn as it is; none if it is not known.
    #[allow(
        clippy::unused_self,
        reason = "all that layers ask of the region goes through the ground"
    )]
    pub(super) fn outline(&self, code: &str) -> Vec<geo::Polygon> {
        provinces::by_iso(code).map_or_else(Vec::new, |province| province.polygons().0)
    }
}
