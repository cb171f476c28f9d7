//! Where a border may be crossed.

use super::Region;
use crate::earth::{LatLng, Metres, distance};
use crate::gazetteer::{FeatureClass, Gazetteer, PlaceId};

/// A border crossing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing<'g> {
    /// The place.
    pub place: PlaceId,
    /// Its name.
    pub name: &'g str,
    /// Where it is.
    pub position: LatLng,
}

/// The crossings of a gazetteer that are of the two countries of a region, open or closed.
///
/// ```
/// use marz::gazetteer::Gazetteer;
/// use marz::region::{Region, crossings};
///
/// let region = Region::embedded("TJ-AF")?;
/// let crossings = crossings(Gazetteer::embedded(), &region);
/// assert!(crossings.iter().any(|crossing| crossing.name.starts_with("Sher Khan Bandar")));
/// # Ok::<(), marz::region::UnknownBorder>(())
/// ```
#[must_use]
pub fn crossings<'g>(gazetteer: &'g Gazetteer, region: &Region) -> Vec<Crossing<'g>> {
    gazetteer
        .places()
        .filter(|place| place.class == FeatureClass::Crossing)
        .filter(|place| place.country.is_some_and(|country| region.sides.contains(&country)))
        .filter_map(|place| {
            Some(Crossing { place: place.id, name: place.name, position: place.position? })
        })
        .collect()
}

/// The nearest of some crossings, and how far it is.
#[must_use]
pub fn nearest_crossing<'c, 'g>(
    crossings: &'c [Crossing<'g>],
    position: LatLng,
) -> Option<(&'c Crossing<'g>, Metres)> {
    let rough: Vec<f64> =
        crossings.iter().map(|crossing| super::crude(position, crossing.position)).collect();
    let least = rough.iter().copied().fold(f64::INFINITY, f64::min);
    // A sphere is wrong by half a percent at most, its squares by one.
    let near = crossings.iter().zip(&rough).filter(|(_, rough)| **rough <= 1.03 * least);
    near.map(|(crossing, _)| (crossing, distance(position, crossing.position)))
        .min_by(|one, other| one.1.0.total_cmp(&other.1.0))
}
