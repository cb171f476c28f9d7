//! Straight edges in longitude and latitude as chains of geodesics.
//!
//! An edge of GeoJSON is straight in longitude and latitude (RFC 7946, section 3.1.1), a geodesic is not: on an
//! edge of 32 km at 37° north they part by 18 m. Halving an edge divides the gap by four.

use super::LatLng;
use super::chord::A;
use super::piece::turn;

/// Adds positions to a line whose edges are straight in longitude and latitude, so that the geodesics between them
/// are within `tolerance` metres of those edges.
///
/// An edge goes the short way around: from 179° to -179° it crosses the antimeridian.
///
/// ```
/// use marz::earth::{LatLng, densify};
///
/// let edge = [LatLng::new(60.0, 10.0)?, LatLng::new(60.0, 11.0)?];
/// let line = densify(&edge, 0.001);
/// assert!(line.len() > 300);
/// assert!(line.iter().all(|position| position.lat() == 60.0));
/// # Ok::<(), marz::earth::InvalidPosition>(())
/// ```
#[must_use]
pub fn densify(line: &[LatLng], tolerance: f64) -> Vec<LatLng> {
    let mut out: Vec<LatLng> = line.first().copied().into_iter().collect();
    for ends in line.windows(2) {
        let (a, b) = (ends[0], ends[1]);
        let (north, east) = (b.lat() - a.lat(), turn(b.lng() - a.lng()));
        let count = (gap(a.lat(), north, east) / tolerance).sqrt().ceil().max(1.0);
        let mut step = 1.0;
        while step < count {
            let t = step / count;
            out.push(LatLng::wrapped(a.lat() + t * north, a.lng() + t * east));
            step += 1.0;
        }
        out.push(b);
    }
    out
}

/// An upper bound of the metres between an edge and its geodesic, for an edge from a latitude over `north` and `east`
/// degrees.
///
/// A curve whose acceleration across itself is `k` parts from its chord by `k`/8 over a unit of time. With latitude
/// `φ` and longitude passing at the even rates `a` and `b`, the sphere's Christoffel symbols (M. do Carmo,
/// "Differential Geometry of Curves and Surfaces", section 4-3) give k = sin φ · b · (cos² φ · b² + 2a²) / v,
/// where v² = a² + cos² φ · b². It grows with both sin φ and cos φ, so the bound takes the largest of each on the edge.
fn gap(lat: f64, north: f64, east: f64) -> f64 {
    let (from, to) = (lat.to_radians(), (lat + north).to_radians());
    let (a, b) = (north.to_radians(), east.to_radians().abs());
    let sin = from.sin().abs().max(to.sin().abs());
    let cos = if from * to <= 0.0 { 1.0 } else { from.cos().max(to.cos()) };
    let speed = a.hypot(cos * b);
    if speed == 0.0 {
        return 0.0;
    }
    ELLIPSOID * A * sin * b * (speed + a * a / speed) / 8.0
}

/// Room for what the ellipsoid's radii of curvature (within 0.7 % of the semi-major axis) and the next order add.
const ELLIPSOID: f64 = 1.05;
