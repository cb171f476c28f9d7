//! Geodesics of the WGS 84 ellipsoid between two positions.
//!
//! Karney's series, by way of [`geographiclib_rs`]: right to about 10 nanometres anywhere on the Earth.
//!
//! # References
//!
//! - C. F. F. Karney, "Algorithms for geodesics", *Journal of Geodesy* 87, 2013.

use super::{LatLng, Metres};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use std::sync::LazyLock;

static WGS84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// The shortest way from one position to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inverse {
    /// Its length.
    pub distance: Metres,
    /// Its direction where it starts, in degrees clockwise from north, -180 to 180.
    pub azimuth: f64,
    /// Its direction where it arrives, in degrees clockwise from north, -180 to 180.
    pub arrival: f64,
}

/// The length of the shortest way between two positions.
///
/// ```
/// use marz::earth::{LatLng, distance};
///
/// // New York to London, as GeographicLib's GeodSolve has it.
/// let jfk = LatLng::new(40.6, -73.8)?;
/// let lhr = LatLng::new(51.6, -0.5)?;
/// assert!((distance(jfk, lhr).0 - 5_551_759.400_319).abs() < 1e-5);
/// # Ok::<(), marz::earth::InvalidPosition>(())
/// ```
#[must_use]
pub fn distance(from: LatLng, to: LatLng) -> Metres {
    Metres(WGS84.inverse(from.lat(), from.lng(), to.lat(), to.lng()))
}

/// The shortest way between two positions, with its directions.
///
/// ```
/// use marz::earth::{LatLng, inverse};
///
/// let found = inverse(LatLng::new(0.0, 0.0)?, LatLng::new(0.0, 1.0)?);
/// assert_eq!(found.azimuth, 90.0);
/// // A degree of the equator: 6,378,137 m x pi / 180.
/// assert!((found.distance.0 - 111_319.490_793).abs() < 1e-6);
/// # Ok::<(), marz::earth::InvalidPosition>(())
/// ```
#[must_use]
pub fn inverse(from: LatLng, to: LatLng) -> Inverse {
    let (metres, azimuth, arrival, _): (f64, f64, f64, f64) =
        WGS84.inverse(from.lat(), from.lng(), to.lat(), to.lng());
    Inverse { distance: Metres(metres), azimuth, arrival }
}

/// Where one arrives who sets out in a direction (degrees clockwise from north) and goes straight on.
///
/// ```
/// use marz::earth::{LatLng, Metres, destination, distance};
///
/// let khorog = LatLng::new(37.49, 71.55)?;
/// let there = destination(khorog, 90.0, Metres(10_000.0));
/// assert!((distance(khorog, there).0 - 10_000.0).abs() < 1e-6);
/// # Ok::<(), marz::earth::InvalidPosition>(())
/// ```
#[must_use]
pub fn destination(from: LatLng, azimuth: f64, distance: Metres) -> LatLng {
    let (lat, lng): (f64, f64) = WGS84.direct(from.lat(), from.lng(), azimuth, distance.0);
    LatLng::wrapped(lat, lng)
}

/// Like [`destination`], with the direction of travel on arrival.
pub(super) fn walk(from: LatLng, azimuth: f64, metres: f64) -> (LatLng, f64) {
    let (lat, lng, arrival): (f64, f64, f64) =
        WGS84.direct(from.lat(), from.lng(), azimuth, metres);
    (LatLng::wrapped(lat, lng), arrival)
}
