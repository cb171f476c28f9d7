//! Areas and the border: the nearest and farthest point of a province, and the provinces' shares of the line.

use super::provinces::{self, Province};
use super::{Border, Region};
use crate::earth::{LatLng, Metres, destination, inverse};
use crate::gazetteer::Country;
use geo::{LineString, MultiPolygon};

/// How far an area is from a border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaDistance {
    /// Its nearest point; 0 if the border touches or crosses it.
    pub nearest: Metres,
    /// Its farthest point.
    pub farthest: Metres,
}

/// How far the nearest and the farthest point of an area are from a border.
///
/// The outline is sampled at its vertices and every kilometre between them; that is also about what the
/// outlines are good for. The farthest point is looked for on the outline: inside there is none, unless the
/// border surrounds the area.
///
/// # Examples
///
/// ```
/// use marz::region::{Region, area_distance, provinces};
///
/// let region = Region::embedded("TJ-AF")?;
/// let takhar = provinces::by_iso("AF-TAK").unwrap().polygons();
/// let distance = area_distance(&region.border, &takhar);
/// assert_eq!(distance.nearest.0, 0.0);
/// assert!((100.0..200.0).contains(&distance.farthest.km()));
/// # Ok::<(), marz::region::UnknownBorder>(())
/// ```
#[must_use]
pub fn area_distance(border: &Border, area: &MultiPolygon<f64>) -> AreaDistance {
    use geo::{BoundingRect, Contains};
    let mut distance = AreaDistance { nearest: Metres(f64::INFINITY), farthest: Metres(0.0) };
    for ring in rings(area) {
        for position in samples(ring) {
            let metres = border.line().distance(position).0;
            distance.nearest.0 = distance.nearest.0.min(metres);
            distance.farthest.0 = distance.farthest.0.max(metres);
        }
    }
    // The line may run inside, or between the samples.
    let bounds = area.bounding_rect();
    for &vertex in border.line().parts().iter().flatten() {
        let point = geo::Coord { x: vertex.lng(), y: vertex.lat() };
        if bounds.is_some_and(|bounds| bounds.contains(&point)) && area.contains(&point) {
            distance.nearest = Metres(0.0);
            break;
        }
    }
    if distance.nearest.0.is_infinite() {
        distance.nearest = Metres(0.0);
    }
    distance
}

/// The sampling step along outlines and borders, in metres.
const STEP: f64 = 1_000.0;

fn rings(area: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

/// The vertices of a ring, and positions between those that are more than [`STEP`] metres apart.
fn samples(ring: &LineString<f64>) -> Vec<LatLng> {
    let at = |coordinate: &geo::Coord<f64>| LatLng::new(coordinate.y, coordinate.x).ok();
    let mut samples: Vec<LatLng> = ring.0.first().and_then(at).into_iter().collect();
    for ends in ring.0.windows(2) {
        let (Some(from), Some(to)) = (at(&ends[0]), at(&ends[1])) else { continue };
        let way = inverse(from, to);
        let mut along = STEP;
        while along < way.distance.0 {
            samples.push(destination(from, way.azimuth, Metres(along)));
            along += STEP;
        }
        samples.push(to);
    }
    samples
}

/// How much of a border lies along each province of its two countries: ISO code and length, home side first.
///
/// Every kilometre of the line belongs to the province that is found first when going away from it at a right angle.
#[must_use]
pub fn shares(region: &Region) -> Vec<(Province, Metres)> {
    let border = &region.border;
    let mut shares: Vec<(Province, Metres)> =
        region.provinces().into_iter().map(|province| (province, Metres(0.0))).collect();
    let mut from = 0.0;
    while from < border.length().0 {
        let to = (from + STEP).min(border.length().0);
        let middle = f64::midpoint(from, to);
        let here = border.line().at(Metres(middle));
        let ahead = border.line().at(Metres((middle + 50.0).min(border.length().0)));
        let heading = inverse(here, ahead).azimuth;
        for (country, turn) in region.sides.into_iter().zip([-90.0, 90.0]) {
            if let Some(found) = beside(country, here, heading + turn)
                && let Some(share) = shares.iter_mut().find(|(province, _)| *province == found)
            {
                share.1.0 += to - from;
            }
        }
        from = to;
    }
    shares.retain(|(_, length)| length.0 > 0.0);
    shares
}

/// The first province of a country on the way from a position, up to 15 km.
fn beside(country: Country, from: LatLng, azimuth: f64) -> Option<Province> {
    (1..=30u32)
        .map(|step| destination(from, azimuth, Metres(500.0 * f64::from(step))))
        .filter_map(provinces::at)
        .find(|province| province.country() == country)
}

/// The province of a country whose outline is nearest to a position outside of it, up to 30 km.
pub(super) fn nearest_of(country: Country, position: LatLng) -> Option<Province> {
    for ring in 1..=30u32 {
        for step in 0..16u32 {
            let azimuth = f64::from(step) * 22.5;
            let there = destination(position, azimuth, Metres(1_000.0 * f64::from(ring)));
            if let Some(province) = provinces::at(there)
                && province.country() == country
            {
                return Some(province);
            }
        }
    }
    None
}
