//! Packs the border lines of the world: see `src/region/packed.rs` for the form.

use crate::geometry::{Strings, Writer, polyline};
use crate::tables::Table;
use std::fs;
use std::path::Path;

/// The tables, in the order of the numbers that stand for their sources.
const TABLES: [&str; 2] = ["geodata/osm/borders.tsv", "geodata/natural-earth/borders.tsv"];

/// Writes `borders.bin` into `folder`.
pub fn pack(folder: &Path) {
    let mut strings = Strings::default();
    let (mut borders, mut parts, mut vertices) = (Writer::new(), Writer::new(), Writer::new());
    for (source, path) in TABLES.iter().enumerate() {
        let table = Table::read(path).unwrap_or_else(|| panic!("{path} is missing"));
        let mut last = String::new();
        for row in table.rows() {
            let pair = format!("{}{}", row.get("a"), row.get("b"));
            assert!(pair.len() == 4, "{path}: not two country codes: {pair}");
            let line = polyline(row.get("polyline"));
            assert!(line.len() >= 2, "{path}: {pair} has a part of {} vertices", line.len());
            if pair != last {
                borders.bytes(pair.as_bytes());
                borders.u32(u32::try_from(source).expect("two sources"));
                borders.u32(parts.len() / 8);
                let (at, length) = strings.put(row.get("disputed"));
                borders.u32(at);
                borders.u32(length);
                last = pair;
            }
            parts.u32(vertices.len() / 8);
            parts.u32(u32::try_from(line.len()).expect("fewer than 2^32 vertices"));
            for [lat, lng] in line {
                vertices.i32(lat);
                vertices.i32(lng);
            }
        }
    }
    let mut file = Writer::new();
    for section in [&borders, &parts, &vertices] {
        file.u32(section.len());
    }
    for section in [borders, parts, vertices] {
        file.bytes(&section.0);
    }
    file.bytes(strings.text.as_bytes());
    fs::write(folder.join("borders.bin"), file.0).expect("OUT_DIR can be written");
}
