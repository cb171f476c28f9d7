//! Packs the codes of countries: `TJKTJ`, alpha-3 before alpha-2, in order.

use crate::tables::Table;
use std::fs;
use std::path::Path;

const TABLE: &str = "geodata/marz/countries.tsv";

/// Writes `alpha3.txt` into `folder`.
pub fn pack(folder: &Path) {
    let table = Table::read(TABLE).unwrap_or_else(|| panic!("{TABLE} is missing"));
    let rows = table.rows().filter(|row| row.get("iso3").len() == 3);
    let mut codes: Vec<String> =
        rows.map(|row| format!("{}{}", row.get("iso3"), row.get("iso2"))).collect();
    codes.sort();
    fs::write(folder.join("alpha3.txt"), codes.concat()).expect("OUT_DIR can be written");
}
