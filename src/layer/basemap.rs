//! The ground of `map.html`: provinces, country borders and towns around the border, with their names.
//!
//! All is cut out of the embedded data, so the page needs no tiles and no network. Outlines are those of Natural
//! Earth at full detail, so that the edges of neighbours are the same vertices; the border itself follows its own,
//! finer source.
//!
//! Lines are written as encoded polylines of precision 5.

use super::feature::rounded;
use super::ground::Ground;
use super::naming::{Names, names};
use crate::earth::LatLng;
use crate::gazetteer::{Country, FeatureClass, Place, PlaceId};
use crate::region::waters::{self, Water, WaterKind};
use crate::region::{self, Region, Source, provinces};
use crate::text::fold;
use geo::{BoundingRect, Coord, LineString, MultiPolygon, Rect, Simplify};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What lies around the border.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Basemap {
    /// What the ground is known of: west, south, east, north, in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) area: Option<[f64; 4]>,
    pub(crate) provinces: Vec<Province>,
    pub(crate) borders: Vec<CountryBorder>,
    pub(crate) rivers: Vec<String>,
    pub(crate) lakes: Vec<String>,
    /// The rivers that have a name, each where its line is nearest to the middle of the map.
    pub(crate) water_names: Vec<Named>,
    pub(crate) countries: Vec<Named>,
    pub(crate) towns: Vec<Named>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Province {
    pub(crate) id: &'static str,
    pub(crate) country: String,
    pub(crate) names: Names,
    /// The outer ring of each of its polygons.
    pub(crate) rings: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct CountryBorder {
    a: String,
    b: String,
    pub(crate) lines: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) names: Names,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// 0 for what is named first.
    pub(crate) rank: u8,
}

/// A section of the border, for the page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Section {
    #[serde(rename = "section")]
    id: String,
    from_km: f64,
    to_km: f64,
    lines: Vec<String>,
}

/// How far around the border the page shows the land, in degrees: some 300 km.
const MARGIN: f64 = 3.0;

/// The page shows a border in a panel that may be so much higher or wider than the border itself, as a multiple of
/// the border's longer side on a Mercator map: what a screen of 1440 by 900 pixels takes, and one of 1920 by 1080.
const HIGH: f64 = 1.25;
const WIDE: f64 = 1.4;

/// Vertices of the border that matter less than this are left out, in degrees: 30 m, a pixel at the page's closest.
const DETAIL: f64 = 0.0003;

/// Towns that the page names at most.
const TOWNS: usize = 90;

impl Basemap {
    /// What lies around the border of `ground`.
    pub(super) fn around(ground: &Ground<'_>) -> Self {
        area(ground).map_or_else(Self::nothing, |area| Self::within(ground, &area))
    }

    /// What lies in `area`, in degrees of longitude and latitude.
    pub(crate) fn within(ground: &Ground<'_>, area: &Rect) -> Self {
        let near: Vec<(provinces::Province, MultiPolygon, Rect)> = provinces::all()
            .filter_map(|province| {
                let polygons = province.polygons();
                let bounds = polygons.bounding_rect()?;
                (overlap(&bounds, area)).then_some((province, polygons, bounds))
            })
            .collect();
        let countries: BTreeSet<Country> =
            near.iter().map(|(province, ..)| province.country()).collect();
        let mut outlines: Vec<(f64, Province)> = near
            .iter()
            .map(|(province, polygons, bounds)| {
                (bounds.width() * bounds.height(), outline(ground, *province, polygons, area))
            })
            .collect();
        // The large first, so that an exclave lies over what surrounds it.
        outlines.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(b.1.id)));
        let waters = waters::within(area);
        let lines = |kind| {
            let of_kind = waters.iter().filter(|water| water.kind == kind);
            of_kind.flat_map(|water| water.lines.iter().map(encoded)).collect()
        };
        let corners = [area.min().x, area.min().y, area.max().x, area.max().y];
        Self {
            area: Some(corners.map(|degrees| rounded(degrees, 3))),
            provinces: outlines.into_iter().map(|(_, province)| province).collect(),
            borders: borders(ground, &countries, area),
            rivers: lines(WaterKind::River),
            lakes: lines(WaterKind::Lake),
            water_names: water_names(ground, &waters, area),
            countries: countries
                .iter()
                .filter_map(|&country| label(ground, country, &near, area))
                .collect(),
            towns: towns(ground, area),
        }
    }

    fn nothing() -> Self {
        Self {
            area: None,
            provinces: Vec::new(),
            borders: Vec::new(),
            rivers: Vec::new(),
            lakes: Vec::new(),
            water_names: Vec::new(),
            countries: Vec::new(),
            towns: Vec::new(),
        }
    }
}

/// The sections of the border, with its line.
pub(super) fn sections(ground: &Ground<'_>) -> Vec<Section> {
    let section = |section: &region::Section| Section {
        id: section.id.clone(),
        from_km: rounded(section.from.km(), 2),
        to_km: rounded(section.to.km(), 2),
        lines: section.line.iter().map(|line| encoded(&string(line).simplify(DETAIL))).collect(),
    };
    ground.sections().iter().map(section).collect()
}

/// The rectangle that the page shows; `None` for a border without a line.
fn area(ground: &Ground<'_>) -> Option<Rect> {
    let line: LineString = ground.lines().iter().flat_map(|line| string(line).0).collect();
    let bounds = line.bounding_rect()?;
    let margin = Coord { x: MARGIN, y: MARGIN };
    let (low, high) = (bounds.min() - margin, bounds.max() + margin);
    // On the page the vertical is that of Mercator, so both sides are compared there.
    let [south, north] =
        [low.y, high.y].map(|lat| lat.clamp(-85.0, 85.0).to_radians().tan().asinh());
    let line = [bounds.min().y, bounds.max().y].map(|lat| lat.to_radians().tan().asinh());
    let (middle, least_height) =
        (f64::midpoint(south, north), HIGH * bounds.width().to_radians() / 2.0);
    let [south, north] = [south.min(middle - least_height), north.max(middle + least_height)]
        .map(|y| y.sinh().atan().to_degrees());
    let least_width = WIDE * (line[1] - line[0]).to_degrees() / 2.0;
    let across = bounds.center().x;
    let (west, east) = (low.x.min(across - least_width), high.x.max(across + least_width));
    Some(Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north }))
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.min().x <= b.max().x
        && a.max().x >= b.min().x
        && a.min().y <= b.max().y
        && a.max().y >= b.min().y
}

fn outline(
    ground: &Ground<'_>,
    province: provinces::Province,
    polygons: &MultiPolygon,
    area: &Rect,
) -> Province {
    let place = ground.gazetteer.admin1(province.iso());
    let mut names = place.map(|id| names(ground.gazetteer, id)).unwrap_or_default();
    names.entry("en").or_insert_with(|| province.name().to_owned());
    let is_near =
        |ring: &&LineString| ring.bounding_rect().is_some_and(|bounds| overlap(&bounds, area));
    Province {
        id: province.iso(),
        country: province.country().code().to_owned(),
        names,
        rings: polygons.iter().map(geo::Polygon::exterior).filter(is_near).map(encoded).collect(),
    }
}

/// The lines between the countries around, but for the border that the map is of.
fn borders(ground: &Ground<'_>, countries: &BTreeSet<Country>, area: &Rect) -> Vec<CountryBorder> {
    let is_shown = |sides: [Country; 2]| {
        sides.iter().all(|side| countries.contains(side))
            && !sides.iter().all(|side| ground.region.sides.contains(side))
    };
    let drawn =
        region::pairs().into_iter().filter(|&sides| is_shown(sides)).filter_map(|[a, b]| {
            let region = Region::embedded_from(&format!("{a}-{b}"), Source::NaturalEarth).ok()?;
            let lines = region.border.line().parts().iter().map(|line| string(line));
            let near = lines
                .filter(|line| line.bounding_rect().is_some_and(|bounds| overlap(&bounds, area)));
            let lines: Vec<String> = near.map(|line| encoded(&line)).collect();
            let border = CountryBorder { a: a.code().to_owned(), b: b.code().to_owned(), lines };
            (!border.lines.is_empty()).then_some(border)
        });
    drawn.collect()
}

/// Where the name of a country may stand: in the province nearest to the middle of those that are shown.
fn label(
    ground: &Ground<'_>,
    country: Country,
    near: &[(provinces::Province, MultiPolygon, Rect)],
    area: &Rect,
) -> Option<Named> {
    let spots: Vec<LatLng> = near
        .iter()
        .filter(|(province, ..)| province.country() == country)
        .filter_map(|(province, ..)| province.label())
        .filter(|at| is_in(*at, area))
        .collect();
    let count = u32::try_from(spots.len()).ok().filter(|&count| count > 0).map(f64::from)?;
    let middle_lat = spots.iter().map(|at| at.lat()).sum::<f64>() / count;
    let middle_lng = spots.iter().map(|at| at.lng()).sum::<f64>() / count;
    let off = |at: &LatLng| (at.lat() - middle_lat).hypot(at.lng() - middle_lng);
    let best = spots.iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
    Some(Named {
        id: Some(country.code().to_owned()),
        names: names(ground.gazetteer, ground.gazetteer.country(country)?),
        // Above the name of the province.
        lat: rounded(best.lat() + 0.3, 3),
        lon: rounded(best.lng(), 3),
        rank: 0,
    })
}

fn is_in(at: LatLng, area: &Rect) -> bool {
    (area.min().x..=area.max().x).contains(&at.lng())
        && (area.min().y..=area.max().y).contains(&at.lat())
}

/// The names of rivers: in all languages of the page where the gazetteer has a river of that name around here.
fn water_names(ground: &Ground<'_>, waters: &[Water], area: &Rect) -> Vec<Named> {
    let middle = area.center();
    let off = |at: &Coord| (at.x - middle.x).hypot(at.y - middle.y);
    let named = waters.iter().filter(|water| water.kind == WaterKind::River).filter_map(|water| {
        let name = water.names.first()?;
        let spot = water.lines.iter().flat_map(LineString::coords);
        let spot = spot.min_by(|a, b| off(a).total_cmp(&off(b)))?;
        let known =
            water.names.iter().flat_map(|name| ground.gazetteer.lookup(name)).find(|found| {
                let place = ground.gazetteer.place(found.place);
                place.class == FeatureClass::River
                    && place.position.is_none_or(|at| is_in(at, area))
            });
        let names = match known {
            Some(found) => names(ground.gazetteer, found.place),
            None => Names::from([("en", name.clone())]),
        };
        Some(Named { id: None, names, lat: rounded(spot.y, 4), lon: rounded(spot.x, 4), rank: 2 })
    });
    named.collect()
}

/// The lines of the rivers among some places, by their lasting identifiers: an event on a river is anywhere along it.
pub(super) fn rivers(ground: &Ground<'_>, ids: &BTreeSet<&str>) -> BTreeMap<String, Vec<String>> {
    let Some(area) = area(ground) else { return BTreeMap::new() };
    let of_rivers: Vec<(&str, PlaceId)> = ids
        .iter()
        .filter_map(|id| Some((*id, ground.gazetteer.by_key(id)?)))
        .filter(|(_, place)| ground.gazetteer.place(*place).class == FeatureClass::River)
        .collect();
    if of_rivers.is_empty() {
        return BTreeMap::new();
    }
    let waters = waters::within(&area);
    let lines = |(id, place): (&str, PlaceId)| {
        let found: Vec<String> = lines_of(ground, place, &waters).map(encoded).collect();
        (!found.is_empty()).then(|| (id.to_owned(), found))
    };
    of_rivers.into_iter().filter_map(lines).collect()
}

/// The lines of the river `place` around the border, in degrees; none if no water around it has its name.
#[cfg(feature = "draw")]
pub(crate) fn river(ground: &Ground<'_>, place: PlaceId) -> Vec<LineString> {
    let Some(area) = area(ground) else { return Vec::new() };
    lines_of(ground, place, &waters::within(&area)).cloned().collect()
}

/// The lines of those of `waters` that have the name of the river `place`.
fn lines_of<'w>(
    ground: &Ground<'_>,
    place: PlaceId,
    waters: &'w [Water],
) -> impl Iterator<Item = &'w LineString> {
    let names: BTreeSet<String> =
        ground.gazetteer.names(place).iter().map(|name| fold::key(name.text)).collect();
    let is_it = move |water: &&Water| {
        water.kind == WaterKind::River
            && water.names.iter().any(|name| names.contains(&fold::key(name)))
    };
    waters.iter().filter(is_it).flat_map(|water| &water.lines)
}

/// Towns to find one's way by: capitals and seats first, then by inhabitants.
fn towns(ground: &Ground<'_>, area: &Rect) -> Vec<Named> {
    let settled = ground.gazetteer.places().filter(|place| place.class == FeatureClass::Settlement);
    let mut near: Vec<(u8, Place<'_>, LatLng)> = settled
        .filter_map(|place| {
            let at = place.position.filter(|at| is_in(*at, area))?;
            Some((rank(&place)?, place, at))
        })
        .collect();
    near.sort_by(|a, b| {
        (a.0, u32::MAX - a.1.population, a.1.key).cmp(&(b.0, u32::MAX - b.1.population, b.1.key))
    });
    near.truncate(TOWNS);
    let named = |(rank, place, at): (u8, Place<'_>, LatLng)| Named {
        id: None,
        names: names(ground.gazetteer, place.id),
        lat: rounded(at.lat(), 4),
        lon: rounded(at.lng(), 4),
        rank,
    };
    near.into_iter().map(named).collect()
}

/// The feature codes are those of GeoNames: PPLC is a capital, PPLA the seat of a first-order division.
fn rank(place: &Place<'_>) -> Option<u8> {
    match (place.code, place.population) {
        ("PPLC", _) => Some(0),
        ("PPLA", _) | (_, 200_000..) => Some(1),
        (_, 40_000..) => Some(2),
        (_, 8_000..) => Some(3),
        _ => None,
    }
}

fn string(line: &[LatLng]) -> LineString {
    line.iter().map(|at| Coord { x: at.lng(), y: at.lat() }).collect()
}

/// A line as text.
fn encoded(line: &LineString) -> String {
    // Fails for positions off the Earth only, which no line here has.
    polyline::encode_coordinates(line.coords().copied(), 5).unwrap_or_default()
}
