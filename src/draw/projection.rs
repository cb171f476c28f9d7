//! From positions to a plane, north up.
//!
//! Between 15 and 75 degrees from the equator a region is drawn in Lambert's conformal conic projection with its two
//! standard parallels a sixth of the height from its edges, which keeps shapes and is within 1 % of true scale for
//! regions up to some 2,500 km high. Elsewhere, and across the equator, it is drawn in Mercator's.
//! Both take the Earth for a sphere: the difference is far below the width of a line.
//!
//! # References
//!
//! - J. P. Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395, 1987: pages 41 (Mercator) and
//!   104 to 107 (Lambert), and page 99 for the choice of the parallels.

use crate::earth::LatLng;
use std::f64::consts::{FRAC_PI_4, TAU};

/// A projection of the sphere of radius 1; y grows to the north.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Projection {
    /// Lambert's conformal conic: the cone's constant, the radius factor, and the middle meridian in radians.
    Conic { cone: f64, radius: f64, middle: f64 },
    /// Mercator's, around a meridian in radians.
    Mercator { middle: f64 },
}

/// The latitudes between which a cone suits, in degrees from the equator.
const CONIC: std::ops::Range<f64> = 15.0..75.0;

impl Projection {
    /// The projection for a region between two latitudes, with its middle meridian; degrees.
    pub(super) fn suiting(south: f64, north: f64, middle: f64) -> Self {
        let middle = middle.to_radians();
        let is_conic = south.signum() == north.signum()
            && CONIC.contains(&south.abs())
            && CONIC.contains(&north.abs());
        if !is_conic {
            return Self::Mercator { middle };
        }
        let sixth = ((north - south) / 6.0).max(0.1);
        let [first, second] = [south + sixth, north - sixth].map(f64::to_radians);
        let cone = if (second - first).abs() < 1e-6 {
            first.sin()
        } else {
            (first.cos() / second.cos()).ln() / (stretched(second) / stretched(first)).ln()
        };
        Self::Conic { cone, radius: first.cos() * stretched(first).powf(cone) / cone, middle }
    }

    /// Its name, as it is known to cartographers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Conic { .. } => "Lambert conformal conic",
            Self::Mercator { .. } => "Mercator",
        }
    }

    /// Where a position is in the plane.
    pub(super) fn forward(self, at: LatLng) -> [f64; 2] {
        // Mercator has no poles.
        let lat = at.lat().clamp(-85.0, 85.0).to_radians();
        let off = |middle: f64| {
            let off = at.lng().to_radians() - middle;
            off - TAU * (off / TAU).round()
        };
        match self {
            Self::Conic { cone, radius, middle } => {
                let from_pole = radius / stretched(lat).powf(cone);
                let angle = cone * off(middle);
                [from_pole * angle.sin(), -from_pole * angle.cos()]
            }
            Self::Mercator { middle } => [off(middle), stretched(lat).ln()],
        }
    }

    /// The position of a point of the plane: latitude and longitude in degrees, the longitude perhaps past 180.
    pub(super) fn inverse(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (stretch, lng) = match self {
            Self::Conic { cone, radius, middle } => {
                let from_pole = x.hypot(y).copysign(cone);
                let angle = (x * cone.signum()).atan2(-y * cone.signum());
                ((radius / from_pole).powf(1.0 / cone), middle + angle / cone)
            }
            Self::Mercator { middle } => (y.exp(), middle + x),
        };
        [(2.0 * (stretch.atan() - FRAC_PI_4)).to_degrees(), lng.to_degrees()]
    }
}

/// tan(45° + half the latitude): how far Mercator stretches the meridian, as a power.
fn stretched(lat: f64) -> f64 {
    (FRAC_PI_4 + lat / 2.0).tan()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_is_the_same_place_and_north_is_up() {
        for (south, north, middle) in
            [(36.5, 39.5, 71.0), (-35.0, -22.0, -60.0), (-5.0, 5.0, 20.0), (60.0, 70.0, 30.0)]
        {
            let projection = Projection::suiting(south, north, middle);
            for east in [-4.0, 0.0, 3.0] {
                let at = |lat: f64| LatLng::new(lat, middle + east).unwrap();
                let [lat, lng] = projection.inverse(projection.forward(at(south)));
                assert!((lat - south).abs() < 1e-9 && (lng - middle - east).abs() < 1e-9);
                assert!(projection.forward(at(north))[1] > projection.forward(at(south))[1]);
            }
        }
    }

    #[test]
    fn the_cone_is_snyders() {
        // Snyder, page 295: parallels 33 and 45 degrees north, n = 0.6304777, for a sphere.
        let sixth = 2.0 + 1.0;
        let Projection::Conic { cone, .. } = Projection::suiting(33.0 - sixth, 45.0 + sixth, -96.0)
        else {
            panic!("not a cone")
        };
        assert!((cone - 0.630_477_7).abs() < 1e-7, "{cone}");
    }
}
