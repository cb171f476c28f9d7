//! A short geodesic as a curve in space: what the search for the nearest piece of a line looks at.
//!
//! A bow is a chord raised by a parabola along the normal of the ellipsoid: within a micrometre of the geodesic,
//! since the torsion of a geodesic moves it sideways by less than e²·L³/R² / 100. It is kept apart from the rest of
//! the piece, so that a search reads no more than it needs.

use super::LatLng;
use super::chord::{self, Vector};

/// A geodesic of at most [`PIECE`](super::piece::PIECE) metres, in space.
#[derive(Debug, Clone, Copy)]
pub struct Bow {
    /// Its first point.
    pub start: Vector,
    /// From there to its last point.
    pub chord: Vector,
    inverse_square: f64,
    /// Four times the way from the middle of the chord to the middle of the bow.
    bulge: Vector,
}

impl Bow {
    pub fn new(from: LatLng, to: LatLng) -> Self {
        let start = chord::from_position(from).map(snapped);
        let chord = chord::sub(chord::from_position(to).map(snapped), start);
        let square = chord::dot(chord, chord);
        let (normal, rise) = chord::surface_over(chord::along(start, chord, 0.5));
        let inverse_square = if square > 0.0 { 1.0 / square } else { 0.0 };
        let bulge = normal.map(|axis| 4.0 * rise * axis);
        Self { start, chord, inverse_square, bulge }
    }

    /// How high the bow rises over its chord, in metres.
    pub fn rise(&self) -> f64 {
        0.25 * chord::dot(self.bulge, self.bulge).sqrt()
    }

    /// The point at `t`, 0 to 1.
    #[inline]
    pub fn point(&self, t: f64) -> Vector {
        let u = t * (1.0 - t);
        [0, 1, 2].map(|axis| self.start[axis] + t * self.chord[axis] + u * self.bulge[axis])
    }

    /// The straight distance squared to a point of the surface, and where on the bow (0 to 1) it is taken.
    #[inline]
    pub fn straight(&self, point: Vector) -> (f64, f64) {
        let way = chord::sub(point, self.start);
        let t = (chord::dot(way, self.chord) * self.inverse_square).clamp(0.0, 1.0);
        let gap = chord::sub(point, self.point(t));
        (chord::dot(gap, gap), t)
    }

    /// The direction in which the bow goes at `t`, scaled like its chord.
    pub fn slope(&self, t: f64) -> Vector {
        chord::along(self.chord, self.bulge, 1.0 - 2.0 * t)
    }

    /// A better `t` for the nearest point of the bow: one step from `t` that takes the slope of the parabola into
    /// account.
    #[inline]
    pub fn refined(&self, point: Vector, t: f64) -> f64 {
        let gap = chord::sub(point, self.point(t));
        (t + chord::dot(gap, self.slope(t)) * self.inverse_square).clamp(0.0, 1.0)
    }

    /// The point at the better `t`.
    #[inline]
    pub fn foot(&self, point: Vector, t: f64) -> Vector {
        self.point(self.refined(point, t))
    }
}

/// A coordinate in units of 2⁻³⁰ m, less than a nanometre: such numbers below 2²³ m have exact sums and differences, so
/// that the last point of a bow is the first one of the next, to the bit.
fn snapped(metres: f64) -> f64 {
    const UNIT: f64 = 1.0 / 1_073_741_824.0;
    (metres / UNIT).round() * UNIT
}
