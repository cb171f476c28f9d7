//! Packs the lines that are not agreed on, as the table has them: see `src/region/claim.rs`.

use crate::tables::Table;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const TABLE: &str = "geodata/natural-earth/claims.tsv";

/// Writes `claims.txt` into `folder`.
pub fn pack(folder: &Path) {
    let table = Table::read(TABLE).unwrap_or_else(|| panic!("{TABLE} is missing"));
    let mut text = String::new();
    for row in table.rows() {
        let cells = ["a", "b", "disputed", "name", "polylines"].map(|column| row.get(column));
        writeln!(text, "{}", cells.join("\t")).expect("strings take all");
    }
    fs::write(folder.join("claims.txt"), text).expect("OUT_DIR can be written");
}
