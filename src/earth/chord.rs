//! Positions as points in space, and geodesic lengths from straight ones.
//!
//! In Earth-centred coordinates neither the antimeridian nor a pole is a special case, and the straight
//! distance between two points of the ellipsoid says much about the geodesic: [`series`] turns one into the other
//! without trigonometry, [`at_least`] and [`at_most`] bound it.

use super::LatLng;

/// Equatorial radius of WGS 84, in metres. Source: NIMA TR8350.2, 2000, table 3.1.
pub const A: f64 = 6_378_137.0;
/// Flattening of WGS 84. Source: the same.
pub const F: f64 = 1.0 / 298.257_223_563;
const B: f64 = A * (1.0 - F);
const E2: f64 = F * (2.0 - F);
/// The diagonal of the quadratic form whose unit surface is the ellipsoid.
const Q: Vector = [1.0 / (A * A), 1.0 / (A * A), 1.0 / (B * B)];
/// The greatest radius of curvature of a normal section: of a meridian at a pole, in metres.
const RADIUS_MOST: f64 = A * A / B;
/// The least: of a meridian at the equator, in metres.
const RADIUS_LEAST: f64 = B * B / A;

/// The greatest straight distance, in metres, for which [`series`] is used.
pub const SERIES_LIMIT: f64 = 500_000.0;

/// A point or a direction in space, in metres from the centre of the Earth.
pub type Vector = [f64; 3];

pub fn sub(a: Vector, b: Vector) -> Vector {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

pub fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// The point at `t` of the way from `a` along `d`.
pub fn along(a: Vector, d: Vector, t: f64) -> Vector {
    [a[0] + t * d[0], a[1] + t * d[1], a[2] + t * d[2]]
}

/// The straight distance between two points.
pub fn apart(a: Vector, b: Vector) -> f64 {
    square(a, b).sqrt()
}

/// The square of [`apart`].
#[inline]
pub fn square(a: Vector, b: Vector) -> f64 {
    let gap = sub(a, b);
    dot(gap, gap)
}

fn scaled(a: Vector) -> Vector {
    [a[0] * Q[0], a[1] * Q[1], a[2] * Q[2]]
}

/// A position as a point in space.
#[inline]
pub fn from_position(position: LatLng) -> Vector {
    let (sin, cos) = sin_cos(position.lat());
    let (sin_lng, cos_lng) = sin_cos(position.lng());
    let normal = A / (1.0 - E2 * sin * sin).sqrt();
    [normal * cos * cos_lng, normal * cos * sin_lng, normal * (1.0 - E2) * sin]
}

/// Sine and cosine of an angle in degrees, -180 to 180, right to the last bit but one.
///
/// Degrees are brought to an eighth of a turn without rounding, which radians are not; without a branch or a call, so
/// that loops over many become vector instructions. Polynomials: FDLIBM 5.3 (Sun Microsystems, 1993), `k_sin.c` and
/// `k_cos.c`, errors below 2⁻⁵⁷.
#[inline]
fn sin_cos(degrees: f64) -> (f64, f64) {
    // Adding and taking away 1.5 · 2⁵² rounds to a whole number, whose last bits are then those of the sum.
    const WHOLE: f64 = 6_755_399_441_055_744.0;
    let shifted = degrees * (1.0 / 90.0) + WHOLE;
    let quarter = shifted.to_bits();
    let x = (degrees - 90.0 * (shifted - WHOLE)).to_radians();
    let z = x * x;
    let sin = x + x
        * z
        * (-1.666_666_666_666_663_2e-1
            + z * (8.333_333_333_322_49e-3
                + z * (-1.984_126_982_985_795e-4
                    + z * (2.755_731_370_707_006_8e-6
                        + z * (-2.505_076_025_340_686_3e-8 + z * 1.589_690_995_211_55e-10)))));
    let cos = 1.0 - 0.5 * z
        + z * z
            * (4.166_666_666_666_66e-2
                + z * (-1.388_888_888_887_411e-3
                    + z * (2.480_158_728_947_673e-5
                        + z * (-2.755_731_435_139_066_3e-7
                            + z * (2.087_572_321_298_175e-9 + z * -1.135_964_755_778_819_5e-11)))));
    let (a, b) = if quarter & 1 == 0 { (sin, cos) } else { (cos, sin) };
    let signed = |bits: u64| f64::from_bits(1.0_f64.to_bits() | (bits & 2) << 62);
    (a * signed(quarter), b * signed(quarter.wrapping_add(1)))
}

/// The position under a point near the surface.
pub fn to_position(point: Vector) -> LatLng {
    let axis = point[0].hypot(point[1]);
    let lat = point[2].atan2(axis * (1.0 - E2)).to_degrees();
    LatLng::wrapped(lat, point[1].atan2(point[0]).to_degrees())
}

/// The outward normal of the ellipsoid over a point, and the height of the surface above it along the normal.
pub fn surface_over(point: Vector) -> (Vector, f64) {
    let gradient = scaled(point);
    let length = dot(gradient, gradient).sqrt();
    let inside = dot(point, gradient);
    (
        [gradient[0] / length, gradient[1] / length, gradient[2] / length],
        (1.0 - inside) / (2.0 * length),
    )
}

/// The geodesic length, in metres, between two points of the surface no farther apart than [`SERIES_LIMIT`].
///
/// A geodesic of a quadric has the curvature κ = p³/k², where p is the distance of the tangent plane from the
/// centre and k does not change along it (Joachimsthal). So κ at the middle and its second derivative are known
/// without trigonometry, and with them the chord c of the arc s to the sixth order:
/// c² = s² − κ²s⁴/12 + s⁶/16·(2κ⁴/45 − κ′²/45 − κκ″/15).
///
/// Error: below 0.02 mm at 500 km, whatever the latitude and direction (`tests/suite/earth.rs`).
#[inline]
pub fn series(from: Vector, to: Vector) -> f64 {
    let d = sub(to, from);
    // What is added keeps the reciprocal of nothing finite; a square of a micrometre swallows it.
    let c2 = dot(d, d) + 1e-30;
    let middle = along(from, d, 0.5);
    let (qm, qd) = (scaled(middle), scaled(d));
    let (mqm, qm2, dqd) = (dot(middle, qm), dot(qm, qm), dot(d, qd));
    // One division serves for all: the reciprocals of c², of m·Qm and of |Qm|².
    let all = 1.0 / (c2 * mqm * qm2);
    let (per_c2, per_mqm, per_qm2) = (all * mqm * qm2, all * c2 * qm2, all * c2 * mqm);
    // p² of the surface over the middle of the chord.
    let p2 = mqm * per_qm2;
    let curved = dqd * per_c2;
    let k2 = curved * curved * p2;
    // The derivatives of 1/p² along the geodesic, relative to it: the square of the first, and the second.
    let first = 2.0 * dot(qm, qd) * p2;
    let square = first * first * per_c2 * per_mqm;
    let second = 2.0 * p2 * (dot(qd, qd) * per_c2 - curved * p2 * dot(qm, scaled(qm)) * per_mqm);
    let bend = -0.05 * square - (3.75 * square - 1.5 * second) * (1.0 / 15.0);
    let x = k2 * c2;
    let circle = x * (1.0 / 24.0 + x * (3.0 / 640.0 + x * (5.0 / 7168.0 + x * (35.0 / 294_912.0))));
    c2.sqrt() * (1.0 + circle - x * c2 * bend / 32.0)
}

/// [`series`] for columns of points: a loop without a branch, of which compilers make vector instructions.
pub fn series_of<const N: usize>(from: &[[f64; N]; 3], to: &[[f64; N]; 3]) -> [f64; N] {
    let mut lengths = [0.0; N];
    for (row, length) in lengths.iter_mut().enumerate() {
        *length = series(
            [from[0][row], from[1][row], from[2][row]],
            [to[0][row], to[1][row], to[2][row]],
        );
    }
    lengths
}

/// The geodesic distance, in metres, is no less than this if the straight one is `chord`.
///
/// An arc bends at least as a circle of the greatest radius of curvature does.
pub fn at_least(chord: f64) -> f64 {
    2.0 * RADIUS_MOST * (chord / (2.0 * RADIUS_MOST)).min(1.0).asin()
}

/// The geodesic distance, in metres, is no more than this if the straight one is `chord`.
///
/// Schur's theorem: no geodesic bends more than a circle of the least radius of curvature. It holds up to half
/// of that circle; beyond, the answer is half of the longest meridian.
pub fn at_most(chord: f64) -> f64 {
    let half = chord / (2.0 * RADIUS_LEAST);
    if half < 0.95 { 2.0 * RADIUS_LEAST * half.asin() } else { 20_003_932.0 }
}

/// The greatest straight distance, in metres, of a point that may be as near as one whose straight distance is `chord`.
///
/// It is `reach(at_most(chord))` to the third order; what follows is below 0.1 % of that up to [`SERIES_LIMIT`], and
/// 1 % is allowed for it.
pub fn rival(chord: f64) -> f64 {
    const CUBIC: f64 =
        1.01 / 24.0 * (1.0 / (RADIUS_LEAST * RADIUS_LEAST) - 1.0 / (RADIUS_MOST * RADIUS_MOST));
    chord * (1.0 + CUBIC * chord * chord)
}

/// The greatest straight distance, in metres, of a point whose geodesic distance is `metres`: the inverse of
/// [`at_least`].
pub fn reach(metres: f64) -> f64 {
    let half = metres / (2.0 * RADIUS_MOST);
    if half < std::f64::consts::FRAC_PI_2 { 2.0 * RADIUS_MOST * half.sin() } else { f64::INFINITY }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rival_of_a_chord_is_no_nearer_than_the_bounds_allow() {
        for chord in (0..=600).map(|km| 1000.0 * f64::from(km)) {
            let allowed = reach(at_most(chord));
            assert!(rival(chord) >= allowed - 1e-9, "{chord}");
            assert!(rival(chord) <= allowed + 0.05, "{chord}: {}", rival(chord) - allowed);
        }
    }
}
