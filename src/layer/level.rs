//! How exactly a place is known, and so how it may be drawn.

use crate::earth::LatLng;
use crate::gazetteer::{FeatureClass, GeometryKind, Place};
use serde::Serialize;

/// How exactly a place is known: the column `place_level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A crossing, bridge, post or building.
    Site,
    /// A city, town or village.
    Settlement,
    /// A valley, pass, lake or corridor: near here.
    Vicinity,
    /// A second-order division.
    District,
    /// A first-order division.
    Province,
    /// Somewhere along a river, of which no more is said.
    River,
    /// Somewhere along the border.
    BorderLine,
    /// A country.
    Country,
    /// No place on this map.
    None,
}

impl Level {
    /// The level of `place`.
    #[must_use]
    pub fn of(place: &Place<'_>) -> Self {
        match place.class {
            FeatureClass::Country => Self::Country,
            FeatureClass::Admin1 => Self::Province,
            FeatureClass::Admin2 => Self::District,
            FeatureClass::Settlement => Self::Settlement,
            FeatureClass::Crossing
            | FeatureClass::Bridge
            | FeatureClass::MilitarySite
            | FeatureClass::Site => Self::Site,
            FeatureClass::Border => Self::BorderLine,
            FeatureClass::Region | FeatureClass::Historical => Self::None,
            _ if place.geometry == GeometryKind::None => Self::None,
            _ => Self::Vicinity,
        }
    }

    /// The column `geo_precision`: 1 exact, 2 settlement, 3 vicinity, 4 district, 5 province or border,
    /// 6 country, 7 none. The steps are those of UCDP GED's `where_prec`.
    #[must_use]
    pub fn precision(self) -> u8 {
        match self {
            Self::Site => 1,
            Self::Settlement => 2,
            Self::Vicinity => 3,
            Self::District => 4,
            Self::Province | Self::River | Self::BorderLine => 5,
            Self::Country => 6,
            Self::None => 7,
        }
    }

    /// Its name in the columns.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Settlement => "settlement",
            Self::Vicinity => "vicinity",
            Self::District => "district",
            Self::Province => "province",
            Self::River => "river",
            Self::BorderLine => "border_line",
            Self::Country => "country",
            Self::None => "none",
        }
    }
}

/// Where a symbol for `place` may stand: never for a province, a country or a region.
#[must_use]
pub fn spot(place: &Place<'_>) -> Option<LatLng> {
    match Level::of(place) {
        Level::Site | Level::Settlement | Level::Vicinity | Level::District => place.position,
        Level::Province | Level::River | Level::BorderLine | Level::Country | Level::None => None,
    }
}
