//! The first-order divisions of the world: provinces, oblasts, states; and which one a position is in.
//!
//! Outlines are shared arcs (Natural Earth 1:10m), packed by the build script (`geodata/pack/provinces.rs`):
//! little-endian, the lengths in bytes of eleven sections (u32 each), the sections, then the strings.
//!
//! | section | record |
//! |---|---|
//! | provinces | offset and length of code, ISO code, name, names (8 × u32), country (2 bytes, 2 empty), label latitude and longitude (i32), first polygon, number of polygons (u32) |
//! | polygons | first ring, number of rings (u32); the first ring is the outer one |
//! | rings | first arc reference, number of them (u32) |
//! | references | arc number, or its complement for the reversed arc (i32) |
//! | arcs | first vertex, number of vertices (u32), south, north, west, east in 1e-5 degrees (i32) |
//! | vertices | latitude, longitude in 1e-5 degrees (i32) |
//! | the rest | a grid: see `src/region/grid.rs` |
//!
//! A position on the edge between two provinces is in the one to the east, or to the north: it counts as moved a
//! little that way, and both share the very same edge, so that it is in one of them, never in two.

use super::grid;
use crate::earth::LatLng;
use crate::gazetteer::Country;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use std::sync::LazyLock;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/provinces.bin"));

const SECTIONS: usize = 11;
const PROVINCE: usize = 52;
const ARC: usize = 24;

/// A first-order division of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province {
    number: usize,
}

/// The province that a position is in; `None` at sea and where no country has divisions.
///
/// Near a border the outlines of provinces are about a kilometre off: ask [`Border::side`](super::Border::side) for
/// the country first.
///
/// # Examples
///
/// ```
/// use marz::{earth::LatLng, region::provinces};
///
/// let khorog = provinces::at(LatLng::new(37.4904, 71.5534)?).unwrap();
/// assert_eq!(khorog.iso(), "TJ-GB");
/// assert_eq!(provinces::at(LatLng::new(0.0, -30.0)?), None);
/// # Ok::<(), marz::earth::InvalidPosition>(())
/// ```
#[must_use]
pub fn at(position: LatLng) -> Option<Province> {
    grid::at([fixed(position.lat()), fixed(position.lng())]).map(|number| Province { number })
}

/// All provinces, in the order of their ISO codes.
pub fn all() -> impl Iterator<Item = Province> {
    (0..section(0).len() / PROVINCE).map(|number| Province { number })
}

/// The province of an ISO 3166-2 code.
///
/// ```
/// assert_eq!(marz::region::provinces::by_iso("AF-BDS").unwrap().name(), "Badakhshan");
/// assert_eq!(marz::region::provinces::by_iso("AF-XXX"), None);
/// ```
#[must_use]
pub fn by_iso(iso: &str) -> Option<Province> {
    let count = section(0).len() / PROVINCE;
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        if (Province { number: middle }).iso() < iso { low = middle + 1 } else { high = middle }
    }
    Some(Province { number: low }).filter(|province| low < count && province.iso() == iso)
}

/// The provinces of a country, in the order of their ISO codes.
pub fn of(country: Country) -> impl Iterator<Item = Province> {
    all().filter(move |province| province.country() == country)
}

impl Province {
    fn record(self) -> &'static [u8] {
        &section(0)[self.number * PROVINCE..][..PROVINCE]
    }

    fn text(self, field: usize) -> &'static str {
        string(u32_at(self.record(), field * 8), u32_at(self.record(), field * 8 + 4))
    }

    /// Its `adm1_code` in Natural Earth; the first of them where the source draws it in pieces.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.text(0)
    }

    /// Its ISO 3166-2 code, `TJ-GB`.
    #[must_use]
    pub fn iso(self) -> &'static str {
        self.text(1)
    }

    /// Its English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.text(2)
    }

    /// Its name in a language (ISO 639-1), where the source has one.
    #[must_use]
    pub fn name_in(self, language: &str) -> Option<&'static str> {
        self.text(3)
            .split('|')
            .filter_map(|pair| pair.split_once('='))
            .find(|(code, _)| *code == language)
            .map(|(_, name)| name)
    }

    /// The country it belongs to.
    #[must_use]
    pub fn country(self) -> Country {
        Country([self.record()[32], self.record()[33]])
    }

    /// A position inside it for its label; never where something happened.
    #[must_use]
    pub fn label(self) -> Option<LatLng> {
        let at = |at: usize| f64::from(i32_at(self.record(), at)) / 1e5;
        LatLng::new(at(36), at(40)).ok()
    }

    /// Its outline: longitude first, as in GeoJSON; outer rings counter-clockwise as the source has them or not.
    #[must_use]
    pub fn polygons(self) -> MultiPolygon<f64> {
        let ring = |number: usize| {
            let mut coordinates: Vec<Coord<f64>> = Vec::new();
            for (first, count, reversed) in arcs_of_ring(number) {
                let coordinate = |vertex: usize| {
                    let [lat, lng] = vertex_at(vertex);
                    Coord { x: f64::from(lng) / 1e5, y: f64::from(lat) / 1e5 }
                };
                let skip = usize::from(!coordinates.is_empty());
                if reversed {
                    coordinates.extend((first..first + count).rev().skip(skip).map(coordinate));
                } else {
                    coordinates.extend((first..first + count).skip(skip).map(coordinate));
                }
            }
            LineString::new(coordinates)
        };
        MultiPolygon::new(
            self.rings()
                .map(|mut rings| {
                    let outer = rings.next().map_or_else(|| LineString::new(Vec::new()), ring);
                    Polygon::new(outer, rings.map(ring).collect())
                })
                .collect(),
        )
    }

    /// For each polygon, the numbers of its rings.
    fn rings(self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let first = u32_at(self.record(), 44) as usize;
        let count = u32_at(self.record(), 48) as usize;
        (first..first + count).map(|polygon| {
            let ring = u32_at(section(1), polygon * 8) as usize;
            ring..ring + u32_at(section(1), polygon * 8 + 4) as usize
        })
    }
}

/// First vertex and number of vertices of each arc of a ring, and whether it runs backwards.
fn arcs_of_ring(ring: usize) -> impl Iterator<Item = (usize, usize, bool)> {
    let first = u32_at(section(2), ring * 8) as usize;
    (first..first + u32_at(section(2), ring * 8 + 4) as usize).map(|reference| {
        let reference = i32_at(section(3), reference * 4);
        let at = arc_number(reference) * ARC;
        (u32_at(section(4), at) as usize, u32_at(section(4), at + 4) as usize, reference < 0)
    })
}

fn arc_number(reference: i32) -> usize {
    usize::try_from(if reference < 0 { !reference } else { reference }).unwrap_or(0)
}

#[inline]
pub(super) fn vertex_at(number: usize) -> [i32; 2] {
    let bytes = section(5).get(number * 8..).and_then(|bytes| bytes.first_chunk());
    bytes.map_or([0, 0], |&[a, b, c, d, e, f, g, h]| {
        [i32::from_le_bytes([a, b, c, d]), i32::from_le_bytes([e, f, g, h])]
    })
}

#[allow(clippy::cast_possible_truncation, reason = "180 degrees times 1e5 fit")]
fn fixed(degrees: f64) -> i32 {
    (degrees * 1e5).round() as i32
}

#[inline]
pub(super) fn section(number: usize) -> &'static [u8] {
    static PLACES: LazyLock<[&[u8]; SECTIONS]> = LazyLock::new(|| {
        let mut rest = &BYTES[SECTIONS * 4..];
        std::array::from_fn(|number| {
            let (section, after) = rest.split_at(u32_at(BYTES, number * 4) as usize);
            rest = after;
            section
        })
    });
    PLACES[number]
}

fn string(at: u32, length: u32) -> &'static str {
    let sections: usize = (0..SECTIONS).map(|number| u32_at(BYTES, number * 4) as usize).sum();
    let start = SECTIONS * 4 + sections + at as usize;
    BYTES
        .get(start..start + length as usize)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or("")
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn i32_at(bytes: &[u8], at: usize) -> i32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, i32::from_le_bytes)
}
