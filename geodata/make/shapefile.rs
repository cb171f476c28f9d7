//! The two kinds of shapefile that Natural Earth comes in: lines and polygons, with their table.
//!
//! # References
//!
//! - ESRI, *ESRI Shapefile Technical Description*, July 1998 (`.shp`).
//! - dBASE III+ table format (`.dbf`): a 32-byte head, 32 bytes for each field, fixed-width rows.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};

/// A shape: its parts (lines, or rings of polygons) as longitude, latitude in degrees.
pub type Parts = Vec<Vec<[f64; 2]>>;

/// The attributes of a shape by lower-case field name, without padding.
pub type Record = BTreeMap<String, String>;

/// Bytes before the first record of a `.shp` or `.shx` file.
const HEAD: usize = 100;

/// The shapes of a `.shp` file in its order; a null shape has no parts.
pub fn shapes(bytes: &[u8]) -> anyhow::Result<Vec<Parts>> {
    ensure!(bytes.len() >= HEAD, "no shapefile");
    let mut shapes = Vec::new();
    let mut at = HEAD;
    while at + 12 <= bytes.len() {
        shapes.push(shape(bytes, at)?);
        // The length counts 16-bit words after the eight bytes of the record's head.
        at += 8 + 2 * u32::from_be_bytes(take(bytes, at + 4)?) as usize;
    }
    Ok(shapes)
}

/// The shapes of a `.shp` file that has gaps, by its `.shx` index.
pub fn indexed_shapes(bytes: &[u8], index: &[u8]) -> anyhow::Result<Vec<Parts>> {
    let records = index.get(HEAD..).context("no index")?.chunks_exact(8);
    records.map(|record| shape(bytes, 2 * u32::from_be_bytes(take(record, 0)?) as usize)).collect()
}

/// The shape of the record that begins at a byte.
fn shape(bytes: &[u8], record: usize) -> anyhow::Result<Parts> {
    const POLYLINE: u32 = 3;
    const POLYGON: u32 = 5;
    let start = record + 8;
    let kind = u32::from_le_bytes(take(bytes, start)?);
    let mut parts = Parts::new();
    if kind == POLYLINE || kind == POLYGON {
        let part_count = u32::from_le_bytes(take(bytes, start + 36)?) as usize;
        let point_count = u32::from_le_bytes(take(bytes, start + 40)?) as usize;
        let points = start + 44 + 4 * part_count;
        let mut firsts = Vec::with_capacity(part_count + 1);
        for part in 0..part_count {
            firsts.push(u32::from_le_bytes(take(bytes, start + 44 + 4 * part)?) as usize);
        }
        firsts.push(point_count);
        for bounds in firsts.windows(2) {
            let points = (bounds[0]..bounds[1]).map(|i| point(bytes, points + 16 * i));
            parts.push(points.collect::<Result<_, _>>()?);
        }
    } else {
        ensure!(kind == 0, "shape of kind {kind}");
    }
    Ok(parts)
}

/// The rows of a `.dbf` file in UTF-8; bytes that are not UTF-8 are read as Windows-1252.
pub fn records(bytes: &[u8]) -> anyhow::Result<Vec<Record>> {
    const TABLE_HEAD: usize = 32;
    let count = u32::from_le_bytes(take(bytes, 4)?) as usize;
    let head = u16::from_le_bytes(take(bytes, 8)?) as usize;
    let width = u16::from_le_bytes(take(bytes, 10)?) as usize;
    let mut fields = Vec::new();
    let mut offset = 1;
    for field in bytes.get(TABLE_HEAD..head).context("short table")?.chunks_exact(32) {
        if field[0] == b'\r' {
            break;
        }
        let name = field[..11].split(|&byte| byte == 0).next().unwrap_or_default();
        let length = usize::from(field[16]);
        fields.push((text(name).to_lowercase(), offset, length));
        offset += length;
    }
    let rows = bytes.get(head..head + count * width).context("short table")?;
    Ok(rows
        .chunks_exact(width)
        .map(|row| {
            fields
                .iter()
                .map(|(name, at, length)| (name.clone(), text(&row[*at..at + length])))
                .collect()
        })
        .collect())
}

fn take<const N: usize>(bytes: &[u8], at: usize) -> anyhow::Result<[u8; N]> {
    Ok(bytes.get(at..at + N).context("the file ends inside a record")?.try_into()?)
}

fn point(bytes: &[u8], at: usize) -> anyhow::Result<[f64; 2]> {
    Ok([f64::from_le_bytes(take(bytes, at)?), f64::from_le_bytes(take(bytes, at + 8)?)])
}

fn text(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Latin-1 is Windows-1252 but for 32 signs that occur in no name.
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    text.trim_matches(['\0', ' ']).to_owned()
}
