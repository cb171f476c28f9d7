//! A short geodesic, and the distance to it.
//!
//! A line is cut into pieces of at most [`PIECE`] metres; [`Bow`](super::bow::Bow) is the form of one in space.
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
use super::geodesic::{Inverse, inverse, walk};

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
    /// Its length in metres.
    pub length: f64,
    /// Its first point.
    pub from: LatLng,
    /// Its direction there, in degrees.
    pub azimuth: f64,
    /// Its last point.
    pub to: LatLng,
    /// Its direction there, in degrees.
    pub arrival: f64,
    /// The numbers of its ends, which rise along the line; those of neighbours share one.
    pub ends: [u32; 2],
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

/// A position that looks at points of a line.
pub struct Sight {
    from: LatLng,
    /// The last point that was looked at: mostly an end that two pieces share.
    last: Option<(LatLng, Inverse)>,
}

impl Sight {
    pub fn new(from: LatLng) -> Self {
        Self { from, last: None }
    }

    /// The way from a point to the position.
    fn way(&mut self, point: LatLng) -> Inverse {
        if let Some((last, way)) = self.last
            && last == point
        {
            return way;
        }
        let way = inverse(point, self.from);
        self.last = Some((point, way));
        way
    }
}

impl Piece {
    /// The nearest point on the geodesic itself.
    ///
    /// `square` and `t` are the straight distance squared to its bow, and where on it.
    pub fn exact(&self, sight: &mut Sight, square: f64, t: f64) -> Foot {
        if square.sqrt() < STEP_LIMIT {
            self.by_steps(sight, t * self.length)
        } else {
            self.by_halving(sight)
        }
    }

    /// The walk: a handful of steps at most.
    fn by_steps(&self, sight: &mut Sight, guess: f64) -> Foot {
        let mut foot = self.foot(sight, guess);
        // Two steps are enough at the scale of a border; the rest is for lines a quarter of the Earth away.
        for _ in 0..50 {
            let angle = (foot.outward - foot.heading).to_radians();
            let step = RADIUS * ((foot.distance / RADIUS).tan() * angle.cos()).atan();
            let next = (foot.along + step).clamp(0.0, self.length);
            if (next - foot.along).abs() < STEP_END {
                break;
            }
            foot = self.foot(sight, next);
        }
        foot
    }

    /// The end that is nearer, or the minimum between them.
    ///
    /// More than a quarter of the Earth away the distance along a geodesic is concave (it is a minimum of concave
    /// functions where several ways are shortest), so that the nearest point is an end, unless the
    /// distance falls at the first end and rises at the last, which happens about a quarter away: then its
    /// slope has one zero, found by halving.
    fn by_halving(&self, sight: &mut Sight) -> Foot {
        let (first, last) = (self.foot(sight, 0.0), self.foot(sight, self.length));
        let nears = |foot: &Foot| (foot.outward - foot.heading).to_radians().cos() > 0.0;
        let mut best = if last.distance < first.distance { last } else { first };
        if nears(&first) && !nears(&last) {
            let (mut low, mut high) = (0.0, self.length);
            while high - low > STEP_END {
                let middle = self.foot(sight, f64::midpoint(low, high));
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

    fn foot(&self, sight: &mut Sight, along: f64) -> Foot {
        let (point, heading) = if along == 0.0 {
            (self.from, self.azimuth)
        } else if along >= self.length {
            (self.to, self.arrival)
        } else {
            walk(self.from, self.azimuth, along)
        };
        let way = sight.way(point);
        let azimuth = turn(way.arrival + 180.0);
        Foot { distance: way.distance.0, point, heading, outward: way.azimuth, azimuth, along }
    }
}

/// A direction as degrees from -180 to 180.
pub fn turn(degrees: f64) -> f64 {
    degrees - 360.0 * (degrees / 360.0).round()
}
