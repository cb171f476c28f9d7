//! Whether places are found under the names that the press of four languages gives them.

use marz::gazetteer::Gazetteer;
use std::collections::HashMap;

/// Our own table of the border region, as rows of column name to field.
fn curated() -> Vec<HashMap<&'static str, &'static str>> {
    rows(include_str!("../../geodata/marz/places.tsv"))
}

fn rows(table: &'static str) -> Vec<HashMap<&'static str, &'static str>> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<_> = lines.next().unwrap().split('\t').collect();
    lines.map(|line| header.iter().copied().zip(line.split('\t')).collect()).collect()
}

/// Names of `row` in `language`.
fn names<'r>(
    row: &'r HashMap<&str, &'static str>,
    language: &str,
) -> impl Iterator<Item = &'static str> + use<'r> {
    row[language].split('|').filter(|name| !name.is_empty())
}

fn leads_to(name: &str, key: &str) -> bool {
    let gazetteer = Gazetteer::embedded();
    gazetteer.lookup(name).iter().any(|found| gazetteer.place(found.place).key == key)
}

#[test]
fn every_curated_name_leads_to_its_place() {
    let (mut asked, mut missing) = (0, Vec::new());
    for row in curated() {
        for language in ["en", "ru", "tg", "fa", "other"] {
            for name in names(&row, language) {
                asked += 1;
                if !leads_to(name, row["id"]) {
                    missing.push((name, row["id"]));
                }
            }
        }
    }
    assert!(asked >= 400, "only {asked} names");
    let found = 1.0 - missing.len() as f64 / f64::from(asked);
    assert!(found >= 0.97, "{found:.3} of {asked}; missing: {missing:?}");
}

#[test]
fn nine_in_ten_names_of_towns_anywhere_are_found_where_they_lie() {
    let gazetteer = Gazetteer::embedded();
    let rows = rows(include_str!("../data/names_by_position.tsv"));
    let missing: Vec<_> = rows
        .iter()
        .filter(|row| {
            let degree = |column: &str| row[column].parse::<f64>().unwrap();
            let (lat, lng) = (degree("lat"), degree("lng"));
            !gazetteer.lookup(row["name"]).iter().any(|found| {
                let place = gazetteer.place(found.place);
                // 30 km in degrees of latitude; a degree of longitude is shorter.
                let near = place.position.is_some_and(|at| {
                    let north = at.lat() - lat;
                    let east = (at.lng() - lng) * lat.to_radians().cos();
                    north.hypot(east) < 30.0 / 111.2
                });
                near && place.country.is_some_and(|country| country.code() == row["country"])
            })
        })
        .map(|row| row["name"])
        .collect();
    let found = 1.0 - missing.len() as f64 / rows.len() as f64;
    assert!(rows.len() >= 200 && found >= 0.90, "{found:.3} of {}: {missing:?}", rows.len());
}
