//! A short geodesic, and the distance to it.
//!
//! A line is cut into pieces of at most [`PIECE`] metres. In space a piece is its chord raised by a parabola along
//! the normal of the ellipsoid: within a micrometre of the geodesic, since the torsion of a geodesic moves it
//! sideways by less than e²·L³/R² / 100.
//!
//! The exact distance walks along the geodesic to the foot of the perpendicular: each step takes the angle between
//! the line and the way to the position, and solves the right-angled triangle on a sphere.
//!
//! # References
//!
//! - S. Baselga, J. C. Martínez-Llario, "Intersection and point-to-line solutions for geodesics on the ellipsoid",
//!   *Studia Geophysica et Geodaetica* 62, 2018: the step.
//! - C. F. F. Karney, "Geodesic intersections", arXiv:2308.00495: why the step needs a bound far away.

use super::LatLng;
use super::chord::{self, Vector};
use super::geodesic::{inverse, walk};

/// Greatest length of a piece, in metres.
pub const PIECE: f64 = 5_000.0;

/// Mean radius of the Earth in metres, good enough for a step that is repeated. Source: Moritz, GRS 80, 2000.
const RADIUS: f64 = 6_371_008.8;
/// Up to here, in metres, the distance along a piece has one minimum and the step converges: the geodesic scale
/// stays positive. Beyond it, an interior minimum is found by halving, see [`Piece::exact`].
const STEP_LIMIT: f64 = 9_000_000.0;
/// The walk ends when a step is shorter than this, in metres.
const STEP_END: f64 = 1e-7;

/// A geodesic of at most [`PIECE`] metres.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Its first point in space.
    pub start: Vector,
    /// From there to its last point.
    pub chord: Vector,
    inverse_square: f64,
    normal: Vector,
    /// How high the geodesic rises over the chord, in metres.
    pub rise: f64,
    /// Its length in metres.
    pub length: f64,
    /// Its first point.
    pub from: LatLng,
    /// Its direction there, in degrees.
    pub azimuth: f64,
    /// The segment it is a part of.
    pub segment: u32,
    /// How far along the segment it begins, in metres.
    pub offset: f64,
}

/// The nearest point of a piece.
#[derive(Debug, Clone, Copy)]
pub struct Foot {
    /// How far it is, in metres.
    pub distance: f64,
    /// Where it is.
    pub point: LatLng,
    /// The direction of the piece there, in degrees.
    pub heading: f64,
    /// The direction from the point to the position asked for, in degrees.
    pub outward: f64,
    /// The direction from that position to the point, in degrees.
    pub azimuth: f64,
    /// How far along the piece it is, in metres.
    pub along: f64,
}

impl Piece {
    pub fn new(
        from: LatLng,
        to: LatLng,
        azimuth: f64,
        length: f64,
        segment: u32,
        offset: f64,
    ) -> Self {
        let start = chord::from_position(from);
        let chord = chord::sub(chord::from_position(to), start);
        let square = chord::dot(chord, chord);
        let (normal, rise) = chord::surface_over(chord::along(start, chord, 0.5));
        let inverse_square = if square > 0.0 { 1.0 / square } else { 0.0 };
        Self { start, chord, inverse_square, normal, rise, length, from, azimuth, segment, offset }
    }

    /// The point in space at `t` (0 to 1) of the piece.
    pub fn point(&self, t: f64) -> Vector {
        let foot = chord::along(self.start, self.chord, t);
        chord::along(foot, self.normal, 4.0 * t * (1.0 - t) * self.rise)
    }

    /// The straight distance squared to a point of the surface, and where on the piece (0 to 1) it is taken.
    #[inline]
    pub fn straight(&self, point: Vector) -> (f64, f64) {
        let way = chord::sub(point, self.start);
        let t = (chord::dot(way, self.chord) * self.inverse_square).clamp(0.0, 1.0);
        let gap = chord::sub(point, self.point(t));
        (chord::dot(gap, gap), t)
    }

    /// Like [`Piece::straight`], with the slope of the parabola taken into account.
    pub fn straight_foot(&self, point: Vector) -> (f64, f64) {
        let (_, t) = self.straight(point);
        let gap = chord::sub(point, self.point(t));
        let slope = 4.0 * (1.0 - 2.0 * t) * self.rise * chord::dot(gap, self.normal)
            + chord::dot(gap, self.chord);
        let t = (t + slope * self.inverse_square).clamp(0.0, 1.0);
        let gap = chord::sub(point, self.point(t));
        (chord::dot(gap, gap), t)
    }

    /// The nearest point on the geodesic itself.
    pub fn exact(&self, position: LatLng, point: Vector) -> Foot {
        let (square, t) = self.straight_foot(point);
        if square.sqrt() < STEP_LIMIT {
            self.by_steps(position, t * self.length)
        } else {
            self.by_halving(position)
        }
    }

    /// The walk: a handful of steps at most.
    fn by_steps(&self, position: LatLng, guess: f64) -> Foot {
        let mut foot = self.foot(position, guess);
        // Two steps are enough at the scale of a border; the rest is for lines a quarter of the Earth away.
        for _ in 0..50 {
            let angle = (foot.outward - foot.heading).to_radians();
            let step = RADIUS * ((foot.distance / RADIUS).tan() * angle.cos()).atan();
            let next = (foot.along + step).clamp(0.0, self.length);
            if (next - foot.along).abs() < STEP_END {
                break;
            }
            foot = self.foot(position, next);
        }
        foot
    }

    /// The end that is nearer, or the minimum between them.
    ///
    /// More than a quarter of the Earth away the distance along a geodesic is concave (it is a minimum of concave
    /// functions where several ways are shortest), so that the nearest point is an end, unless the
    /// distance falls at the first end and rises at the last, which happens about a quarter away: then its
    /// slope has one zero, found by halving.
    fn by_halving(&self, position: LatLng) -> Foot {
        let (first, last) = (self.foot(position, 0.0), self.foot(position, self.length));
        let nears = |foot: &Foot| (foot.outward - foot.heading).to_radians().cos() > 0.0;
        let mut best = if last.distance < first.distance { last } else { first };
        if nears(&first) && !nears(&last) {
            let (mut low, mut high) = (0.0, self.length);
            while high - low > STEP_END {
                let middle = self.foot(position, f64::midpoint(low, high));
                if middle.distance < best.distance {
                    best = middle;
                }
                if nears(&middle) {
                    low = middle.along;
                } else {
                    high = middle.along;
                }
            }
        }
        best
    }

    fn foot(&self, position: LatLng, along: f64) -> Foot {
        let (point, heading) = if along == 0.0 {
            (self.from, self.azimuth)
        } else {
            walk(self.from, self.azimuth, along)
        };
        let way = inverse(point, position);
        let azimuth = turn(way.arrival + 180.0);
        Foot { distance: way.distance.0, point, heading, outward: way.azimuth, azimuth, along }
    }
}

/// A direction as degrees from -180 to 180.
pub fn turn(degrees: f64) -> f64 {
    degrees - 360.0 * (degrees / 360.0).round()
}
