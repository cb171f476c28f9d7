//! The border lines of the world, as the build script packs them (`geodata/pack/borders.rs`).
//!
//! Little-endian: the lengths in bytes of three sections (u32 each), the sections, then the strings.
//!
//! | section | record |
//! |---|---|
//! | borders | country codes *a* and *b* (2 + 2 bytes), source, first part, offset and length of the note on disputes (u32 each) |
//! | parts | first vertex, number of vertices (u32 each) |
//! | vertices | latitude, longitude in 1e-5 degrees (i32 each) |
//!
//! Parts of a border stand side by side: a border's parts end where the next one's begin.

use crate::earth::LatLng;
use crate::gazetteer::Country;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/borders.bin"));

const HEADER: usize = 12;
const BORDER: usize = 20;

/// A border as it is packed: `a` comes first in the alphabet and lies on the left of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed {
    pub a: Country,
    pub b: Country,
    /// 0 for OpenStreetMap, 1 for Natural Earth.
    pub source: u32,
    /// Why a part of it is disputed; empty if it is not.
    pub disputed: &'static str,
    first_part: usize,
    end_part: usize,
}

/// All borders of all sources.
pub(super) fn all() -> impl Iterator<Item = Packed> {
    let count = section(0).len() / BORDER;
    (0..count).map(move |number| {
        let record = &section(0)[number * BORDER..][..BORDER];
        let code = |at: usize| Country([record[at], record[at + 1]]);
        let end_part = if number + 1 < count {
            u32_at(section(0), (number + 1) * BORDER + 8)
        } else {
            u32::try_from(section(1).len() / 8).unwrap_or(0)
        };
        Packed {
            a: code(0),
            b: code(2),
            source: u32_at(record, 4),
            disputed: string(u32_at(record, 12), u32_at(record, 16)),
            first_part: u32_at(record, 8) as usize,
            end_part: end_part as usize,
        }
    })
}

impl Packed {
    /// Its vertices, part by part.
    pub fn parts(&self) -> Vec<Vec<LatLng>> {
        (self.first_part..self.end_part)
            .map(|part| {
                let first = u32_at(section(1), part * 8) as usize;
                let count = u32_at(section(1), part * 8 + 4) as usize;
                (first..first + count).filter_map(vertex).collect()
            })
            .collect()
    }
}

fn vertex(number: usize) -> Option<LatLng> {
    let at = |at: usize| {
        let bytes = section(2).get(at..at + 4)?;
        Some(f64::from(i32::from_le_bytes(bytes.try_into().ok()?)) / 1e5)
    };
    LatLng::new(at(number * 8)?, at(number * 8 + 4)?).ok()
}

fn section(number: usize) -> &'static [u8] {
    let length = |number: usize| u32_at(BYTES, number * 4) as usize;
    let start = HEADER + (0..number).map(length).sum::<usize>();
    &BYTES[start..start + length(number)]
}

fn string(at: u32, length: u32) -> &'static str {
    let strings = HEADER + (0..3).map(|number| u32_at(BYTES, number * 4) as usize).sum::<usize>();
    let start = strings + at as usize;
    BYTES
        .get(start..start + length as usize)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or("")
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}
