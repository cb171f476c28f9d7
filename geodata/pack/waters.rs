//! Packs rivers and lakes: see `src/region/waters.rs` for the form.

use crate::tables::Table;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

const TABLE: &str = "geodata/natural-earth/waters.tsv";

/// Writes `waters.bin` into `folder`.
pub fn pack(folder: &Path) {
    let table = Table::read(TABLE).unwrap_or_else(|| panic!("{TABLE} is missing"));
    let mut text = String::new();
    for row in table.rows() {
        let kind = row.get("kind");
        assert!(["river", "lake"].contains(&kind), "{TABLE}: neither river nor lake: {kind}");
        let [name, names, lines] = ["name", "names", "polylines"].map(|column| row.get(column));
        writeln!(text, "{kind}\t{name}\t{names}\t{lines}").expect("strings take all");
    }
    let file = fs::File::create(folder.join("waters.bin")).expect("OUT_DIR can be written");
    let mut encoder = ZlibEncoder::new(file, Compression::best());
    encoder.write_all(text.as_bytes()).expect("OUT_DIR can be written");
    encoder.finish().expect("OUT_DIR can be written");
}
