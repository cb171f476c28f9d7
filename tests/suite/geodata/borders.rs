//! The border lines: their codes, their lengths, their direction.

use std::collections::{BTreeMap, HashSet};

use geo::{BoundingRect, Contains, Point};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

use super::provinces::Province;
use super::{Table, decode};

const TABLES: [&str; 2] = ["osm/borders.tsv", "natural-earth/borders.tsv"];

/// Pair, published length in kilometres, and the share of it that OpenStreetMap's and Natural
/// Earth's lines have.
///
/// Source: CIA, *The World Factbook*, field "land boundaries"; the shares are measured. A border
/// has no length of its own: the finer the line, the longer.
const PUBLISHED: &[(&str, f64, f64, f64)] = &[
    ("AF-TJ", 1357.0, 1.01, 0.86),
    ("AF-PK", 2670.0, 1.04, 0.84),
    ("AF-IR", 921.0, 1.00, 0.94),
    ("AF-TM", 804.0, 1.00, 0.90),
    ("AF-UZ", 144.0, 0.99, 0.95),
    ("AF-CN", 91.0, 1.02, 0.92),
    ("CN-TJ", 477.0, 1.03, 0.85),
    ("KG-TJ", 984.0, 0.96, 0.85),
    ("TJ-UZ", 1312.0, 1.04, 0.85),
    ("KZ-RU", 7644.0, 1.01, 0.87),
    ("MX-US", 3155.0, 1.00, 0.84),
    ("IN-PK", 3190.0, 1.02, 0.85),
    ("BO-BR", 3403.0, 1.02, 0.78),
    ("PL-UA", 498.0, 1.07, 0.83),
];

#[test]
fn parts_are_numbered_and_as_long_as_they_say() {
    let known = Table::read("marz/countries.tsv");
    let known: HashSet<&str> = known.column("iso2").collect();
    for name in TABLES {
        let mut last = (String::new(), 0);
        for row in Table::read(name).records() {
            let (a, b) = (row["a"], row["b"]);
            assert!(a < b && known.contains(a) && known.contains(b), "{name}: {a}-{b}");
            let pair = format!("{a}-{b}");
            let part: usize = row["part"].parse().unwrap();
            assert_eq!(part, if last.0 == pair { last.1 + 1 } else { 1 }, "{name}: {pair}");
            last = (pair, part);
            let line = decode(row["polyline"]);
            assert!(line.len() > 1 && line.windows(2).all(|ends| ends[0] != ends[1]));
            let stated: f64 = row["length_km"].parse().unwrap();
            assert!((kilometres(&line) - stated).abs() < 0.001, "{name}: {a}-{b} {part}");
        }
    }
}

#[test]
fn lengths_stand_to_the_published_ones_as_measured() {
    let [osm, natural_earth] = TABLES.map(lengths);
    for (pair, published, osm_share, natural_earth_share) in PUBLISHED {
        for (lengths, share) in [(&osm, osm_share), (&natural_earth, natural_earth_share)] {
            let found = lengths[*pair] / published;
            assert!((found - share).abs() < 0.015, "{pair}: {found:.3}, expected {share}");
        }
    }
}

#[test]
fn tajikistan_and_afghanistan_have_one_line_from_china_to_uzbekistan() {
    let table = Table::read("osm/borders.tsv");
    let mut rows = table.records().filter(|row| row["a"] == "AF" && row["b"] == "TJ");
    let row = rows.next().unwrap();
    assert!(rows.next().is_none(), "more than one part");
    let line = decode(row["polyline"]);
    assert_eq!(line.len(), 4300);
    assert_eq!(row["length_km"], "1366.719");
    // Afghanistan lies on the left, so the line runs from the east to the west.
    assert_eq!((line[0], line[4299]), ([3_723_409, 7_488_986], [3_718_555, 6_778_702]));
}

#[test]
fn every_border_is_whole_in_one_of_the_tables() {
    let [osm, natural_earth] = TABLES.map(lengths);
    for (pair, length) in &osm {
        let other = natural_earth.get(pair).copied().unwrap_or_default();
        assert!(*length >= 0.85 * other, "{pair}: {length} of {other}");
    }
    let left: Vec<&str> =
        natural_earth.keys().filter(|pair| !osm.contains_key(*pair)).map(String::as_str).collect();
    let expected =
        ["CN-HK", "DZ-EH", "EG-SD", "EH-MA", "FR-MC", "GA-GQ", "KE-SS", "KP-RU", "TZ-UG"];
    assert_eq!(left, expected);
}

/// Eight kilometres to the left of nine points along a line the first country is found at least
/// half as often as the second: lines wind, and two sources differ, but a line that ran the
/// wrong way would find it nowhere.
#[test]
fn the_first_country_lies_on_the_left() {
    let provinces = Province::read_all();
    let boxes: Vec<_> = provinces.iter().map(|province| province.area.bounding_rect()).collect();
    let country = |point: Point| {
        let mut near = provinces.iter().zip(&boxes);
        let found = near.find(|(province, bounds)| {
            bounds.is_some_and(|bounds| bounds.contains(&point)) && province.area.contains(&point)
        });
        found.map(|(province, _)| province.country.as_str())
    };
    for name in TABLES {
        let (mut right_way, mut wrong_way) = (0, Vec::new());
        for row in Table::read(name).records().filter(|row| row["part"] == "1") {
            let line = decode(row["polyline"]);
            let short = row["length_km"].parse::<f64>().unwrap() < 60.0;
            if short || !row["disputed"].is_empty() {
                continue;
            }
            let points =
                (1..10).map(|tenth| left_of(&line[(line.len() - 2) * tenth / 10..], 8000.0));
            let found: Vec<_> = points.filter_map(country).collect();
            let count = |code: &str| found.iter().filter(|&&other| other == code).count();
            // Natural Earth has French Guiana as a part of France.
            let first = if row["a"] == "GF" { "FR" } else { row["a"] };
            if 2 * count(first) >= count(row["b"]) {
                right_way += 1;
            } else {
                wrong_way.push(format!("{}-{}", row["a"], row["b"]));
            }
        }
        assert!(right_way > 250 && wrong_way.is_empty(), "{name}: {right_way}; {wrong_way:?}");
    }
}

/// A point so many metres to the left of the first edge of a line.
fn left_of(line: &[[i64; 2]], metres: f64) -> Point {
    let [a, b] = [0, 1].map(|i: usize| line[i].map(degrees));
    let earth = Geodesic::wgs84();
    let (azimuth, _, _): (f64, f64, f64) = earth.inverse(a[0], a[1], b[0], b[1]);
    let (lat, lng): (f64, f64) = earth.direct(a[0], a[1], azimuth - 90.0, metres);
    Point::new(lng, lat)
}

/// Kilometres by pair.
fn lengths(name: &str) -> BTreeMap<String, f64> {
    let mut lengths = BTreeMap::new();
    for row in Table::read(name).records() {
        let length: f64 = row["length_km"].parse().unwrap();
        *lengths.entry(format!("{}-{}", row["a"], row["b"])).or_default() += length;
    }
    lengths
}

fn kilometres(line: &[[i64; 2]]) -> f64 {
    let earth = Geodesic::wgs84();
    line.windows(2)
        .map(|ends| {
            let [a, b] = [0, 1].map(|i: usize| ends[i].map(degrees));
            let metres: f64 = earth.inverse(a[0], a[1], b[0], b[1]);
            metres / 1000.0
        })
        .sum()
}

/// From units of 1e-5.
#[expect(clippy::cast_precision_loss, reason = "at most 18,000,000")]
pub fn degrees(units: i64) -> f64 {
    units as f64 / 1e5
}
