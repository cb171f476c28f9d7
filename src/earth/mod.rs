//! The ellipsoid: positions, lengths, geodesics, and the distance to a line. Knows nothing of places or borders.
//!
//! | question | answer | right to |
//! |---|---|---|
//! | how far from one position to another, which way? | [`distance`], [`inverse`], [`destination`] | 10 nm |
//! | how far from a line, where is its nearest point? | [`Line::distance`], [`Line::nearest`] | 0.1 mm |
//! | the same for a million positions | [`Line::distances`], [`Line::nearest_of`] | 0.1 mm |
//! | a line of GeoJSON, whose edges are no geodesics | [`densify`] | as asked |

mod bow;
mod cells;
mod chord;
mod densify;
mod geodesic;
mod line;
mod piece;
mod position;
mod rivals;
mod search;
mod tree;

pub use densify::densify;
pub use geodesic::{Inverse, destination, distance, inverse};
pub use line::{InvalidLine, Line, Nearest, Turn};
pub use position::{InvalidPosition, LatLng, Metres};
