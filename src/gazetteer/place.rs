//! What the gazetteer knows of a place.

use super::layout;
use crate::earth::{LatLng, Metres};
use serde::Serialize;

/// A row of the gazetteer. Only valid for the [`Gazetteer`](super::Gazetteer) that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct PlaceId(pub u32);

/// An ISO 3166-1 alpha-2 country code, `TJ`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(pub [u8; 2]);

impl Country {
    /// The code as text.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// The country of a two-letter code, whatever its case.
    ///
    /// ```
    /// use marz::gazetteer::Country;
    /// assert_eq!(Country::from_code("tj").unwrap().code(), "TJ");
    /// assert_eq!(Country::from_code("TJK"), None);
    /// assert_eq!(Country::from_alpha3("TJK"), Country::from_code("TJ"));
    /// ```
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The country of an ISO 3166-1 alpha-3 code, `TJK`.
    #[must_use]
    pub fn from_alpha3(code: &str) -> Option<Self> {
        let [.., a, b] = alpha3().find(|row| row[..3].eq_ignore_ascii_case(code.as_bytes()))?;
        Some(Self([*a, *b]))
    }

    /// Its ISO 3166-1 alpha-3 code, if it has one.
    ///
    /// ```
    /// use marz::gazetteer::Country;
    /// assert_eq!(Country::from_code("TJ").unwrap().alpha3(), Some("TJK"));
    /// ```
    #[must_use]
    pub fn alpha3(self) -> Option<&'static str> {
        let row = alpha3().find(|row| row[3..] == self.0)?;
        std::str::from_utf8(&row[..3]).ok()
    }
}

/// Alpha-3 codes, each with its alpha-2 code.
fn alpha3() -> impl Iterator<Item = &'static [u8; 5]> {
    static CODES: &str = include_str!(concat!(env!("OUT_DIR"), "/alpha3.txt"));
    CODES.as_bytes().as_chunks::<5>().0.iter()
}

impl std::fmt::Debug for Country {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}

impl Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What sort of feature a place is; the first column of what decides how it may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FeatureClass {
    /// A country (`A.PCLI`) or dependency.
    Country,
    /// A first-order division: province, oblast, state.
    Admin1,
    /// A second-order division: district, rayon, county.
    Admin2,
    /// A city, town or village.
    Settlement,
    /// A border crossing point.
    Crossing,
    /// A bridge.
    Bridge,
    /// A border post, base, training range or other military or guard site.
    MilitarySite,
    /// A building, airport, dam, mine or other site.
    Site,
    /// A river, stream or canal.
    River,
    /// A lake, reservoir or sea.
    Lake,
    /// A mountain pass.
    Pass,
    /// A mountain or peak.
    Peak,
    /// A mountain range or plateau.
    Range,
    /// A valley or gorge.
    Valley,
    /// A corridor: a named strip of land, such as the Wakhan.
    Corridor,
    /// An island or peninsula.
    Island,
    /// A region with no government of its own: Central Asia, the Pamirs, Europe.
    Region,
    /// A state or province that is no more: the Soviet Union.
    Historical,
    /// A border line as a named thing: the Durand Line.
    Border,
}

impl FeatureClass {
    /// All classes, in their order.
    pub const ALL: [Self; 19] = [
        Self::Country,
        Self::Admin1,
        Self::Admin2,
        Self::Settlement,
        Self::Crossing,
        Self::Bridge,
        Self::MilitarySite,
        Self::Site,
        Self::River,
        Self::Lake,
        Self::Pass,
        Self::Peak,
        Self::Range,
        Self::Valley,
        Self::Corridor,
        Self::Island,
        Self::Region,
        Self::Historical,
        Self::Border,
    ];

    /// Its name in tables and layers: `military_site`.
    #[must_use]
    pub fn name(self) -> &'static str {
        layout::CLASS_NAMES[self as usize]
    }

    /// The class of a name, with `_` or `-` between words.
    ///
    /// ```
    /// use marz::gazetteer::FeatureClass;
    /// assert_eq!(FeatureClass::from_name("military-site"), Some(FeatureClass::MilitarySite));
    /// assert_eq!(FeatureClass::from_name("moon"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().replace('-', "_").to_lowercase();
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// How the place lies on the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GeometryKind {
    /// Small enough for a dot.
    Point,
    /// An area: never a dot.
    Area,
    /// A line: a river, a border, a road.
    Line,
    /// Has no place on a map of today.
    None,
}

/// A place, as a view into the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'g> {
    /// Its row.
    pub id: PlaceId,
    /// Its lasting identifier: `geonames:1221874`, `marz:harbmaidon`, `iso:TJ-GB`.
    pub key: &'g str,
    /// Its main name in Latin script.
    pub name: &'g str,
    /// What it is.
    pub class: FeatureClass,
    /// Its GeoNames feature code without the class letter (`PPLC`, `ADM1`), empty if unknown.
    pub code: &'g str,
    /// How it lies on the ground.
    pub geometry: GeometryKind,
    /// Where it is: a point inside it; `None` if unknown or meaningless.
    pub position: Option<LatLng>,
    /// How far the true place may lie from `position`.
    pub precision: Metres,
    /// The country it is in.
    pub country: Option<Country>,
    /// The ISO 3166-2 code of the first-order division it is in (or is).
    pub admin1: Option<&'g str>,
    /// The second-order division it is in, by name.
    pub admin2: Option<&'g str>,
    /// Inhabitants; 0 if unknown.
    pub population: u32,
}
