//! Borders of the world and what lies along them: a border with its two sides, provinces, distances.
//!
//! | question | answer |
//! |---|---|
//! | which borders are there? | [`borders`] |
//! | how far is a position from one, on which side, at which kilometre? | [`Border`] |
//! | which province is a position in, what is its outline? | [`provinces`] |
//! | how far are the nearest and the farthest point of a province? | [`area_distance`] |
//! | which lines are not agreed on? | [`claims`] |
//! | where may it be crossed? | [`crossings`] |
//! | how much of the border is whose? | [`shares`] |
//! | which rivers and lakes are there? | [`waters`] |

mod area;
mod border;
mod claim;
mod crossing;
mod edge;
mod grid;
mod own;
mod packed;
mod pair;
pub mod provinces;
pub mod waters;

pub use area::{AreaDistance, area_distance, shares};
pub use border::{Border, DISCLAIMER, Section, Side, Source};
pub use claim::{Claim, claims};
pub use crossing::{Crossing, crossings, nearest_crossing};
pub use own::OwnLineError;
pub use pair::UnknownBorder;
pub use provinces::Province;

use crate::earth::{LatLng, Metres};
use crate::gazetteer::Country;

/// The region along a border.
#[derive(Debug, Clone)]
pub struct Region {
    /// Its name: `TJ-AF`, or what the user called it.
    pub name: String,
    /// The two countries, home side first.
    pub sides: [Country; 2],
    /// The line between them, home side on the left.
    pub border: Border,
}

impl Region {
    /// The region of a pair of neighbours, home side first: `TJ-AF`, `in-pk`, `Cambodia-Thailand`.
    ///
    /// # Errors
    ///
    /// [`UnknownBorder`] if `pair` names no two countries that share a land border; it knows the likeliest meant.
    ///
    /// # Examples
    ///
    /// ```
    /// use marz::region::Region;
    ///
    /// let region = Region::embedded("TJ-AF")?;
    /// // The published length is 1,357 km.
    /// assert_eq!(region.border.length().km().round(), 1367.0);
    /// let error = Region::embedded("TJ-AG").unwrap_err();
    /// assert!(error.to_string().contains("did you mean TJ-AF"));
    /// # Ok::<(), marz::region::UnknownBorder>(())
    /// ```
    pub fn embedded(pair: &str) -> Result<Self, UnknownBorder> {
        Self::embedded_from(pair, Source::Osm)
    }

    /// [`Region::embedded`] with the line of a source of one's choice, where it has one.
    ///
    /// # Errors
    ///
    /// As [`Region::embedded`].
    pub fn embedded_from(pair: &str, source: Source) -> Result<Self, UnknownBorder> {
        let sides = pair::sides(pair)?;
        let border = pair::line(sides, source).ok_or_else(|| UnknownBorder::new(pair))?;
        Ok(Self::of(border))
    }

    /// The region along a border.
    #[must_use]
    pub fn of(border: Border) -> Self {
        Self { name: border.name(), sides: border.sides(), border }
    }

    /// The provinces of both countries, home side first, in the order of their ISO codes.
    #[must_use]
    pub fn provinces(&self) -> Vec<Province> {
        self.sides.into_iter().flat_map(provinces::of).collect()
    }

    /// The province of a position: of the side that the line puts it on, where the outlines differ from the line.
    ///
    /// ```
    /// use marz::{earth::LatLng, region::Region};
    ///
    /// let region = Region::embedded("TJ-AF")?;
    /// // Nusay, 140 m south of the Panj.
    /// let province = region.province_at(LatLng::new(38.4435, 70.8041)?).unwrap();
    /// assert_eq!(province.iso(), "AF-BDS");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn province_at(&self, position: LatLng) -> Option<Province> {
        let found = provinces::at(position);
        match self.border.side(position) {
            Side::In(country) if found.is_none_or(|province| province.country() != country) => {
                area::nearest_of(country, position).or(found)
            }
            _ => found,
        }
    }
}

/// A border of the world, without its line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorderInfo {
    /// The two countries, in the order of the alphabet.
    pub sides: [Country; 2],
    /// Where its line comes from.
    pub source: Source,
    /// How many pieces it has.
    pub parts: usize,
    /// Its length.
    pub length: Metres,
    /// Why a part of it is disputed; empty if the source knows of no dispute.
    pub disputed: &'static str,
}

/// The pairs of countries that share a land border, each in the order of the alphabet.
///
/// ```
/// assert!(marz::region::pairs().iter().any(|pair| pair.map(|side| side.to_string()) == ["KH", "TH"]));
/// ```
#[must_use]
pub fn pairs() -> Vec<[Country; 2]> {
    let mut pairs: Vec<[Country; 2]> = packed::all().map(|packed| [packed.a, packed.b]).collect();
    pairs.sort();
    pairs.dedup();
    pairs
}

/// The land borders of the world, each from the source that is taken by default, in the order of the alphabet.
///
/// ```
/// let borders = marz::region::borders();
/// assert!(borders.len() > 300);
/// assert!(borders.iter().any(|border| border.sides.map(|side| side.to_string()) == ["KH", "TH"]));
/// ```
#[must_use]
pub fn borders() -> Vec<BorderInfo> {
    let mut borders: Vec<BorderInfo> = Vec::new();
    // OpenStreetMap's come first: Natural Earth fills the gaps.
    for packed in packed::all() {
        if borders.iter().any(|border| border.sides == [packed.a, packed.b]) {
            continue;
        }
        let parts = packed.parts();
        let edges = parts.iter().flat_map(|part| part.windows(2));
        let length: f64 = edges.map(|ends| crate::earth::distance(ends[0], ends[1]).0).sum();
        borders.push(BorderInfo {
            sides: [packed.a, packed.b],
            source: if packed.source == 0 { Source::Osm } else { Source::NaturalEarth },
            parts: parts.len(),
            length: Metres(length),
            disputed: packed.disputed,
        });
    }
    borders.sort_by_key(|border| border.sides);
    borders
}

/// The borders of the world nearest to a position, nearest first: at most `count`, and how far each is.
#[must_use]
pub fn nearest_borders(position: LatLng, count: usize) -> Vec<(Border, Metres)> {
    let here = provinces::at(position).map(Province::country);
    let mut seen = Vec::new();
    let mut found: Vec<(Border, Metres)> = Vec::new();
    // First by the vertices as they are, which is right to an edge's length; then exactly.
    let mut rough: Vec<(f64, packed::Packed)> = packed::all()
        .filter(|packed| {
            let new = !seen.contains(&(packed.a, packed.b));
            seen.push((packed.a, packed.b));
            new
        })
        .map(|packed| {
            let vertices = packed.parts().into_iter().flatten();
            let nearest =
                vertices.map(|vertex| crude(position, vertex)).fold(f64::INFINITY, f64::min);
            (nearest, packed)
        })
        .collect();
    rough.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (_, packed) in rough.into_iter().take(count * 3) {
        let sides =
            if here == Some(packed.b) { [packed.b, packed.a] } else { [packed.a, packed.b] };
        if let Some(border) = Border::packed(&packed, sides) {
            let distance = border.nearest(position).distance;
            found.push((border, distance));
        }
    }
    found.sort_by(|one, other| one.1.0.total_cmp(&other.1.0));
    found.truncate(count);
    found
}

/// A measure that grows with the distance: the squared chord on the unit sphere.
fn crude(one: LatLng, other: LatLng) -> f64 {
    let unit = |at: LatLng| {
        let ((sin, cos), (sin_lng, cos_lng)) =
            (at.lat().to_radians().sin_cos(), at.lng().to_radians().sin_cos());
        [cos * cos_lng, cos * sin_lng, sin]
    };
    let (one, other) = (unit(one), unit(other));
    (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum()
}
