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
/// The outline is looked at every kilometre and at every vertex where it may matter; that is also about what the
/// outlines are good for. Whoever walks a kilometre is at most a kilometre nearer or farther, so that stretches
/// which can hold neither the nearest nor the farthest point are passed over. The farthest point is looked for
/// on the outline: inside there is none, unless the border surrounds the area.
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
    // A few vertices first, so that little is left to look at.
    for ring in rings(area) {
        for vertex in ring.0.iter().step_by(ring.0.len() / 32 + 1).filter_map(position) {
            distance.widen(border, vertex);
        }
    }
    for ring in rings(area) {
        distance.walk(border, ring);
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

fn position(coordinate: &geo::Coord<f64>) -> Option<LatLng> {
    LatLng::new(coordinate.y, coordinate.x).ok()
}

impl AreaDistance {
    /// Takes in a position; gives the metres around it in which none is nearer or farther than those known.
    fn widen(&mut self, border: &Border, position: LatLng) -> f64 {
        let metres = border.line().distance(position).0;
        self.nearest.0 = self.nearest.0.min(metres);
        self.farthest.0 = self.farthest.0.max(metres);
        (metres - self.nearest.0).min(self.farthest.0 - metres)
    }

    /// Takes in the vertices of a ring, and positions between those that are more than [`STEP`] metres apart.
    fn walk(&mut self, border: &Border, ring: &LineString<f64>) {
        let mut vertices = ring.0.iter().filter_map(position);
        let Some(mut from) = vertices.next() else { return };
        let mut free = self.widen(border, from);
        for to in vertices {
            let way = inverse(from, to);
            let mut along = 0.0;
            while along + free.max(STEP) < way.distance.0 {
                along += free.max(STEP);
                free = self.widen(border, destination(from, way.azimuth, Metres(along)));
            }
            free -= way.distance.0 - along;
            if free <= 0.0 {
                free = self.widen(border, to);
            }
            from = to;
        }
    }
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
