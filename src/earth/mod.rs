//! The ellipsoid: positions, lengths, geodesics. Knows nothing of places or borders.

mod position;

pub use position::{InvalidPosition, LatLng, Metres};
