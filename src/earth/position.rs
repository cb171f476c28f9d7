//! A position on the Earth, and lengths on it.

use serde::Serialize;

/// A position on the WGS 84 ellipsoid, in degrees. Finite and in range by construction.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct LatLng {
    lat: f64,
    lng: f64,
}

/// Why two numbers are no position.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{value} is no {what}: it must lie between -{limit} and {limit} degrees")]
pub struct InvalidPosition {
    /// `latitude` or `longitude`.
    pub what: &'static str,
    /// The number.
    pub value: f64,
    /// The greatest magnitude allowed.
    pub limit: f64,
}

impl LatLng {
    /// A position from degrees, latitude first.
    ///
    /// # Errors
    ///
    /// [`InvalidPosition`] if a number is out of range or not finite.
    ///
    /// # Examples
    ///
    /// ```
    /// use marz::earth::LatLng;
    ///
    /// let khorog = LatLng::new(37.4904, 71.5534)?;
    /// assert_eq!(khorog.to_string(), "37.4904, 71.5534");
    /// assert!(LatLng::new(147.0, 7.0).is_err());
    /// # Ok::<(), marz::earth::InvalidPosition>(())
    /// ```
    pub fn new(lat: f64, lng: f64) -> Result<Self, InvalidPosition> {
        check("latitude", lat, 90.0)?;
        check("longitude", lng, 180.0)?;
        Ok(Self { lat, lng })
    }

    /// A position from numbers that may be past the antimeridian or a rounding error past a pole.
    pub(super) fn wrapped(lat: f64, lng: f64) -> Self {
        let lng = if lng.abs() > 180.0 { lng - 360.0 * (lng / 360.0).round() } else { lng };
        Self { lat: lat.clamp(-90.0, 90.0), lng }
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn lng(self) -> f64 {
        self.lng
    }
}

fn check(what: &'static str, value: f64, limit: f64) -> Result<(), InvalidPosition> {
    if value.is_finite() && value.abs() <= limit {
        Ok(())
    } else {
        Err(InvalidPosition { what, value, limit })
    }
}

impl std::fmt::Display for LatLng {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}, {}", self.lat, self.lng)
    }
}

/// A length in metres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize)]
pub struct Metres(pub f64);

impl Metres {
    /// The same length in kilometres.
    ///
    /// ```
    /// assert_eq!(marz::earth::Metres(2_500.0).km(), 2.5);
    /// ```
    #[must_use]
    pub fn km(self) -> f64 {
        self.0 / 1000.0
    }
}
