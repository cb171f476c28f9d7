//! The divisions: their rings close, do not cross themselves, and hold their labels.

use std::collections::HashSet;

use geo::{Contains, Coord, LineString, MultiPolygon, Point, Polygon};

use super::borders::degrees;
use super::{Table, decode};

/// A ring: its vertices, the first repeated at the end.
type Ring = Vec<[i64; 2]>;

/// A division with its polygons.
pub struct Province {
    code: String,
    /// ISO 3166-2 code; empty where there is none.
    pub iso: String,
    /// ISO 3166-1 code; empty where none applies.
    pub country: String,
    name: String,
    label: Point,
    polygons: Vec<Vec<Ring>>,
    /// The polygons, in degrees.
    pub area: MultiPolygon,
}

impl Province {
    /// All divisions.
    pub fn read_all() -> Vec<Self> {
        let arcs: Vec<Ring> =
            Table::read("natural-earth/arcs.tsv").column("polyline").map(decode).collect();
        let table = Table::read("natural-earth/provinces.tsv");
        let provinces = table.records().map(|row| {
            let polygons: Vec<Vec<Ring>> = row["rings"]
                .split(';')
                .map(|polygon| polygon.split(',').map(|ring| assemble(ring, &arcs)).collect())
                .collect();
            Self {
                code: row["adm1_code"].to_owned(),
                iso: row["iso"].to_owned(),
                country: row["country"].to_owned(),
                name: row["name"].to_owned(),
                label: Point::new(row["lng"].parse().unwrap(), row["lat"].parse().unwrap()),
                area: polygons.iter().map(|polygon| to_polygon(polygon)).collect(),
                polygons,
            }
        });
        provinces.collect()
    }
}

/// Division, its ISO code, and its name, where the source had another.
const CORRECTED: &[(&str, &str, &str)] = &[
    ("AFG-1769", "AF-PAN", "Panjshir"),
    ("AFG-1753", "AF-DAY", "Daykundi"),
    ("AFG-3413", "AF-PIA", "Paktya"),
    ("AFG-1759", "AF-PKA", "Paktika"),
    ("TJK-369", "TJ-SU", "Sughd"),
    ("TJK-368", "TJ-RA", "Districts of Republican Subordination"),
    ("KAZ-4830", "KZ-71", "Astana"),
    ("IRN-3245", "IR-09", "Razavi Khorasan"),
    ("RUS-2365", "RU-MOW", "Moskva"),
];

/// Country, its divisions.
const COUNTED: &[(&str, usize)] =
    &[("AF", 34), ("TJ", 5), ("UZ", 14), ("KG", 8), ("TM", 5), ("IR", 31), ("US", 51)];

#[test]
fn corrected_codes_and_names_are_in_the_table() {
    let provinces = Province::read_all();
    for (code, iso, name) in CORRECTED {
        let province = provinces.iter().find(|province| province.code == *code).unwrap();
        assert_eq!((province.iso.as_str(), province.name.as_str()), (*iso, *name));
        let same = provinces.iter().filter(|province| province.iso == *iso).count();
        assert_eq!(same, 1, "{iso}");
    }
    for (country, count) in COUNTED {
        let found = provinces.iter().filter(|province| province.country == *country).count();
        assert_eq!(found, *count, "{country}");
    }
}

#[test]
fn divisions_hold_their_labels() {
    for province in Province::read_all() {
        assert!(province.area.contains(&province.label), "{} {}", province.code, province.name);
    }
}

#[test]
fn no_polygon_crosses_itself() {
    for province in Province::read_all() {
        for polygon in &province.polygons {
            if let Some(at) = crossing(polygon) {
                panic!("{} {} at {at:?}", province.code, province.name);
            }
        }
    }
}

#[test]
fn outer_rings_run_anticlockwise_and_holes_clockwise() {
    for province in Province::read_all() {
        for polygon in &province.polygons {
            for (number, ring) in polygon.iter().enumerate() {
                assert_eq!(doubled_area(ring) > 0, number == 0, "{}", province.code);
            }
        }
    }
}

#[test]
fn the_crossing_test_finds_crossings() {
    let bow = vec![vec![[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]];
    assert!(crossing(&bow).is_some());
    let square = vec![vec![[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]];
    assert_eq!(crossing(&square), None);
    let spike = vec![vec![[0, 0], [0, 2], [0, 3], [0, 2], [2, 2], [2, 0], [0, 0]]];
    assert!(crossing(&spike).is_some());
}

/// The ring that `text` names: arcs one after the other, each from the end of the last.
fn assemble(text: &str, arcs: &[Ring]) -> Ring {
    let mut ring = Ring::new();
    for name in text.split(' ') {
        let (index, reversed) = name.strip_prefix('~').map_or((name, false), |name| (name, true));
        let mut arc = arcs[index.parse::<usize>().unwrap()].clone();
        if reversed {
            arc.reverse();
        }
        if let Some(end) = ring.pop() {
            assert_eq!(end, arc[0], "a gap before arc {name}");
        }
        ring.extend(arc);
    }
    assert!(ring.len() > 3 && ring.first() == ring.last(), "an open ring: {text}");
    ring
}

fn to_polygon(rings: &[Ring]) -> Polygon {
    let mut rings = rings.iter().map(|ring| {
        let coords = ring.iter().map(|&[lat, lng]| Coord { x: degrees(lng), y: degrees(lat) });
        coords.collect::<LineString>()
    });
    Polygon::new(rings.next().unwrap(), rings.collect())
}

fn doubled_area(ring: &Ring) -> i64 {
    ring.windows(2).map(|ends| ends[0][1] * ends[1][0] - ends[1][1] * ends[0][0]).sum()
}

/// An edge, and its place in its polygon.
#[derive(Clone, Copy)]
struct Edge {
    ends: [[i64; 2]; 2],
    ring: usize,
}

/// Where two edges of a polygon meet otherwise than end to end: exact, in integers, by a sweep
/// over the latitudes. Two rings may touch in a vertex, a ring may not touch itself.
fn crossing(polygon: &[Ring]) -> Option<[i64; 2]> {
    let mut edges: Vec<Edge> = Vec::new();
    for (ring, vertices) in polygon.iter().enumerate() {
        let mut seen = HashSet::new();
        for ends in vertices.windows(2) {
            if !seen.insert(ends[0]) {
                return Some(ends[0]);
            }
            let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            edges.push(Edge { ends: [low, high], ring });
        }
    }
    edges.sort_by_key(|edge| (edge.ends, edge.ring));
    let mut active: Vec<Edge> = Vec::new();
    for edge in edges {
        active.retain(|other| other.ends[1][0] >= edge.ends[0][0]);
        if let Some(other) = active.iter().find(|other| conflict(**other, edge)) {
            return Some(other.ends[0]);
        }
        active.push(edge);
    }
    None
}

fn conflict(one: Edge, other: Edge) -> bool {
    let ([from, to], [start, end]) = (one.ends, other.ends);
    if from[1].max(to[1]) < start[1].min(end[1]) || start[1].max(end[1]) < from[1].min(to[1]) {
        return false;
    }
    let sides = [turn(from, to, start), turn(from, to, end)];
    let other_sides = [turn(start, end, from), turn(start, end, to)];
    if sides == [0; 2] {
        // On one line: a common stretch, not only a common end.
        return from.max(start) < to.min(end);
    }
    let apart = sides[0] * sides[1] > 0 || other_sides[0] * other_sides[1] > 0;
    let ends_meet = from == start || from == end || to == start || to == end;
    !apart && !ends_meet
}

/// The side of the line from `a` to `b` on which `c` lies: 1, 0 or -1.
fn turn(a: [i64; 2], b: [i64; 2], c: [i64; 2]) -> i64 {
    ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).signum()
}
