//! Straight edges in longitude and latitude as chains of geodesics.
//!
//! An edge of GeoJSON is straight in longitude and latitude (RFC 7946, section 3.1.1), a geodesic is not: on an
//! edge of 32 km at 37° north they part by 18 m. Halving an edge divides the gap by four.

use super::LatLng;
use super::geodesic::{distance, inverse};
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
        let across = turn(b.lng() - a.lng());
        let middle = LatLng::wrapped(f64::midpoint(a.lat(), b.lat()), a.lng() + 0.5 * across);
        let way = inverse(a, b);
        let geodesic = super::destination(a, way.azimuth, super::Metres(0.5 * way.distance.0));
        // The gap is at its widest near the middle; a fifth on top for where it is not.
        let gap = 1.2 * distance(middle, geodesic).0;
        let count = (gap / tolerance).sqrt().ceil().max(1.0);
        let mut step = 1.0;
        while step < count {
            let t = step / count;
            out.push(LatLng::wrapped(a.lat() + t * (b.lat() - a.lat()), a.lng() + t * across));
            step += 1.0;
        }
        out.push(b);
    }
    out
}
