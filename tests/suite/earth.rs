//! The ellipsoid: against an independent program, against brute force, and laws.

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use marz::earth::{LatLng, Line, Metres, Turn, densify, destination, distance};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::PathBuf;

/// A millimetre: what the library promises, with a factor of ten to spare.
const MILLIMETRE: f64 = 1e-3;

fn at(lat: f64, lng: f64) -> LatLng {
    LatLng::new(lat, lng).unwrap()
}

/// The reference material beside the package, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("MARZ_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = folder.join(path);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn reference_line() -> Option<Line> {
    let text = std::fs::read_to_string(shared("geodesy/border.geojson")?).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let positions = json["features"][0]["geometry"]["coordinates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| at(pair[1].as_f64().unwrap(), pair[0].as_f64().unwrap()))
        .collect();
    Some(Line::new(&[positions]).unwrap())
}

#[test]
fn agrees_with_the_reference_points_to_a_millimetre() {
    let (Some(line), Some(points)) = (reference_line(), shared("geodesy/points.csv")) else {
        return;
    };
    let mut rows = csv::Reader::from_path(points).unwrap();
    let mut positions = Vec::new();
    let mut worst = [0.0_f64; 5];
    for row in rows.records().map(Result::unwrap) {
        let number = |column: usize| row[column].parse::<f64>().unwrap();
        let from = at(number(1), number(2));
        let (metres, near, chainage) = (number(4), at(number(5), number(6)), number(8));
        let found = line.nearest(from);
        positions.push(from);
        worst[0] = worst[0].max((found.distance.0 - metres).abs());
        worst[1] = worst[1].max((line.distance(from).0 - metres).abs());
        worst[2] = worst[2].max(distance(found.point, near).0);
        worst[3] = worst[3].max((found.chainage.0 - chainage).abs());
        // The reference has nine decimals of a degree, which far away from its pole is good enough.
        let off = (found.azimuth - number(9)).rem_euclid(360.0);
        if metres > 1.0 {
            worst[4] = worst[4].max(off.min(360.0 - off));
        }
        let side = if found.turn == Turn::Left { "left" } else { "right" };
        let expected = row[10].trim_end_matches("-end");
        if found.turn != Turn::On && matches!(expected, "left" | "right") {
            assert_eq!(side, expected, "row {}: {found:?}", &row[0]);
        }
    }
    let rows = [
        ("`Line::nearest`: distance", worst[0]),
        ("`Line::distance`, `Line::distances`: distance", worst[1]),
        ("nearest point", worst[2]),
        ("kilometre along the line", worst[3]),
    ];
    let mut table = String::from("| what | worst error |\n|---|---|\n");
    for (what, metres) in rows {
        writeln!(table, "| {what} | below {} |", power_of_ten(metres)).unwrap();
    }
    let count = positions.len();
    writeln!(table, "\nOver {count} positions; all are on the side that the reference has.")
        .unwrap();
    document("geodesy", &table);
    assert!(worst[..4].iter().all(|&metres| metres < MILLIMETRE), "{worst:?}");
    assert!(worst[4] < 1e-5, "{worst:?}");
    let singly: Vec<_> = positions.iter().map(|&from| line.distance(from)).collect();
    assert_eq!(line.distances(&positions), singly);
    let nearest = line.nearest_of(&positions);
    // What is asked for often is answered from a grid.
    for _ in 0..40 {
        assert_eq!(line.distances(&positions), singly);
    }
    assert_eq!(line.nearest_of(&positions), nearest);
}

/// The next power of ten above an error, for people.
fn power_of_ten(metres: f64) -> &'static str {
    match metres {
        m if m < 1e-7 => "0.0001 mm",
        m if m < 1e-6 => "0.001 mm",
        m if m < 1e-5 => "0.01 mm",
        m if m < 1e-4 => "0.1 mm",
        _ => "1 mm",
    }
}

/// Holds a section of `docs/ACCURACY.md` to what was measured; with `MARZ_WRITE_DOCS=1` writes it there.
pub fn document(section: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/ACCURACY.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {section} -->\n"), format!("<!-- end of {section} -->\n"));
    let (before, rest) = page.split_once(&begin).unwrap();
    let (old, after) = rest.split_once(&end).unwrap();
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}{begin}{text}{end}{after}")).unwrap();
    } else {
        assert_eq!(
            old, text,
            "docs/ACCURACY.md is out of date: run the test with MARZ_WRITE_DOCS=1"
        );
    }
}

/// The least distance by golden section over every segment, each cut so short that it has one minimum.
fn brute_force(parts: &[Vec<LatLng>], from: LatLng) -> f64 {
    let wgs84 = Geodesic::wgs84();
    let mut best = f64::INFINITY;
    for ends in parts.iter().flat_map(|part| part.windows(2)) {
        let (length, azimuth, _, _): (f64, f64, f64, f64) =
            wgs84.inverse(ends[0].lat(), ends[0].lng(), ends[1].lat(), ends[1].lng());
        let metres = |along: f64| -> f64 {
            let (lat, lng): (f64, f64) = wgs84.direct(ends[0].lat(), ends[0].lng(), azimuth, along);
            wgs84.inverse(from.lat(), from.lng(), lat, lng)
        };
        let cuts = (length / 20_000.0).ceil().max(1.0) as usize;
        for cut in 0..cuts {
            let golden = 0.5 * (5.0_f64.sqrt() - 1.0);
            let step = length / cuts as f64;
            let (mut low, mut high) = (cut as f64 * step, (cut + 1) as f64 * step);
            best = best.min(metres(low)).min(metres(high));
            // Only a minimum within half a step of the best can be better.
            if metres(f64::midpoint(low, high)) > best + step {
                continue;
            }
            while high - low > 1e-3 {
                let (a, b) = (high - golden * (high - low), low + golden * (high - low));
                if metres(a) < metres(b) { high = b } else { low = a }
            }
            best = best.min(metres(f64::midpoint(low, high)));
        }
    }
    best
}

type Case = (&'static str, &'static [(f64, f64)], (f64, f64));

/// Name, line, position; each is compared with brute force.
const CASES: &[Case] = &[
    ("on a vertex", &[(0.0, 0.0), (0.0, 9.0)], (0.0, 9.0)),
    ("on the line", &[(0.0, 0.0), (0.0, 9.0)], (0.0, 4.0)),
    ("beside the line", &[(0.0, 0.0), (0.0, 9.0)], (1.0, 4.0)),
    ("past its end", &[(0.0, 0.0), (0.0, 9.0)], (0.0, 10.0)),
    ("behind the Earth", &[(0.0, 0.0), (0.0, 9.0)], (0.0, -175.5)),
    ("behind the Earth, off the equator", &[(10.0, 0.0), (12.0, 9.0)], (-11.0, -175.5)),
    ("over the antimeridian", &[(0.0, 179.0), (0.0, -179.0)], (1.0, 180.0)),
    ("from the other side of the antimeridian", &[(65.0, 179.5), (66.0, 179.9)], (65.5, -179.9)),
    ("over the north pole", &[(80.0, 10.0), (80.0, -170.0)], (89.0, 100.0)),
    ("a position at the pole", &[(80.0, 10.0), (80.0, 120.0)], (90.0, 0.0)),
    ("a vertex at the south pole", &[(-80.0, 10.0), (-90.0, 0.0), (-85.0, 77.0)], (-88.0, -100.0)),
    ("thirty degrees long", &[(40.0, 60.0), (45.0, 90.0)], (44.0, 70.0)),
    ("thirty degrees long, from far", &[(40.0, 60.0), (45.0, 90.0)], (-30.0, 20.0)),
    ("a quarter of the Earth away", &[(0.0, 0.0), (0.0, 20.0)], (89.9, 10.0)),
    ("a quarter away along a meridian", &[(-10.0, 0.0), (10.0, 0.0)], (0.0, 90.0)),
    ("nearly half around the Earth long", &[(1.0, 0.0), (2.0, 170.0)], (50.0, 85.0)),
    ("repeated vertices", &[(5.0, 5.0), (5.0, 5.0), (6.0, 6.0), (6.0, 6.0)], (7.0, 5.0)),
    ("a single position", &[(5.0, 5.0), (5.0, 5.0)], (7.0, 5.0)),
];

#[test]
fn agrees_with_brute_force_anywhere() {
    for (name, line, from) in CASES {
        let parts = [line.iter().map(|&(lat, lng)| at(lat, lng)).collect::<Vec<_>>()];
        let from = at(from.0, from.1);
        let line = Line::new(&parts).unwrap();
        let expected = brute_force(&parts, from);
        for found in [line.distance(from), line.nearest(from).distance] {
            assert!((found.0 - expected).abs() < MILLIMETRE, "{name}: {found:?}, {expected}");
        }
        let point = line.nearest(from).point;
        assert!((distance(from, point).0 - expected).abs() < MILLIMETRE, "{name}");
    }
}

#[test]
fn sides_are_those_of_a_walker() {
    let line = Line::new(&[vec![at(0.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)]]).unwrap();
    let side = |lat, lng| line.nearest(at(lat, lng)).turn;
    assert_eq!(side(0.5, 0.5), Turn::Left);
    assert_eq!(side(-0.5, 0.5), Turn::Right);
    // Outside the corner the nearest point is the vertex.
    assert_eq!(side(-0.5, 1.5), Turn::Right);
    assert_eq!(side(0.0, 0.5), Turn::On);
    assert!(line.nearest(at(2.0, 1.0)).beyond_end);
}

#[test]
fn chainage_and_stretches_fit_together() {
    let parts = [
        vec![at(37.0, 68.0), at(37.5, 69.0), at(37.0, 70.0)],
        vec![at(38.0, 71.0), at(38.0, 72.0)],
    ];
    let line = Line::new(&parts).unwrap();
    let whole = line.stretch(Metres(0.0), line.length());
    assert_eq!(whole, parts);
    let half = Metres(line.length().0 / 2.0);
    let sum: f64 = [line.stretch(Metres(0.0), half), line.stretch(half, line.length())]
        .iter()
        .map(|parts| Line::new(parts).unwrap().length().0)
        .sum();
    assert!((sum - line.length().0).abs() < 1e-6);
    for metres in [0.0, 1.0, 12_345.6, line.length().0] {
        let found = line.nearest(line.at(Metres(metres)));
        assert!((found.chainage.0 - metres).abs() < 1e-5, "{metres}: {found:?}");
        assert!(found.distance.0 < 1e-6);
    }
}

fn position() -> impl Strategy<Value = LatLng> {
    prop_oneof![
        4 => (-90.0..=90.0, -180.0..=180.0_f64),
        1 => (-1.0..=1.0, 179.0..=180.0_f64),
        1 => (89.0..=90.0, -180.0..=180.0_f64),
    ]
    .prop_map(|(lat, lng)| at(lat, lng))
}

/// A chain of steps of up to 300 km.
fn chain() -> impl Strategy<Value = Vec<LatLng>> {
    (position(), prop::collection::vec((-180.0..180.0_f64, 0.0..300_000.0_f64), 1..12)).prop_map(
        |(first, steps)| {
            let mut line = vec![first];
            for (azimuth, metres) in steps {
                line.push(destination(line[line.len() - 1], azimuth, Metres(metres)));
            }
            line
        },
    )
}

/// A chain, and a position that is near it in most cases.
fn near_chain() -> impl Strategy<Value = (Vec<LatLng>, LatLng)> {
    (chain(), -180.0..180.0_f64, prop_oneof![4 => 0.0..600_000.0_f64, 1 => 0.0..20_000_000.0_f64])
        .prop_map(|(line, azimuth, metres)| {
            let from = destination(line[line.len() / 2], azimuth, Metres(metres));
            (line, from)
        })
}

/// Over the equator an edge bends to both sides, and meets its geodesic half way.
#[test]
fn straight_edges_over_the_equator_are_densified_too() {
    let line = Line::new(&[densify(&[at(1.0, 0.0), at(-1.0, 0.5)], MILLIMETRE)]).unwrap();
    for t in 0..=64 {
        let t = f64::from(t) / 64.0;
        assert!(line.nearest(at(1.0 - 2.0 * t, 0.5 * t)).distance.0 < MILLIMETRE);
    }
}

proptest! {
    #![proptest_config(crate::laws::cases(48))]

    #[test]
    fn asking_often_changes_no_bit((line, from) in near_chain()) {
        let parts = [line];
        let (line, untouched) = (Line::new(&parts).unwrap(), Line::new(&parts).unwrap());
        let around: Vec<LatLng> = (0..8)
            .map(|step| destination(from, 137.5 * f64::from(step), Metres(1500.0 * f64::from(step))))
            .collect();
        let (first, nearest) = (line.distances(&around), line.nearest_of(&around));
        for _ in 0..40 {
            prop_assert_eq!(line.distances(&around).len(), around.len());
        }
        prop_assert_eq!(line.distances(&around), first);
        prop_assert_eq!(line.nearest_of(&around), nearest);
        for (&from, &expected) in around.iter().zip(&line.distances(&around)) {
            prop_assert_eq!(line.distance(from), expected);
            prop_assert_eq!(untouched.distance(from), expected);
            prop_assert!((brute_force(&parts, from) - expected.0).abs() < MILLIMETRE);
        }
    }
}

proptest! {
    #![proptest_config(crate::laws::cases(192))]

    #[test]
    fn agrees_with_brute_force((line, from) in near_chain()) {
        let parts = [line];
        let line = Line::new(&parts).unwrap();
        let expected = brute_force(&parts, from);
        prop_assert!((line.nearest(from).distance.0 - expected).abs() < MILLIMETRE);
        prop_assert!((line.distance(from).0 - expected).abs() < MILLIMETRE);
    }

    #[test]
    fn is_no_farther_than_any_vertex((line, from) in near_chain()) {
        let found = Line::new(std::slice::from_ref(&line)).unwrap().distance(from);
        for &vertex in &line {
            prop_assert!(found.0 <= distance(from, vertex).0 + MILLIMETRE);
        }
    }

    #[test]
    fn is_no_farther_than_by_way_of_another_position((line, from) in near_chain(), other in position()) {
        let line = Line::new(&[line]).unwrap();
        prop_assert!(line.distance(from).0 <= distance(from, other).0 + line.distance(other).0 + MILLIMETRE);
    }

    #[test]
    fn reversing_a_line_mirrors_it((line, from) in near_chain()) {
        let there = Line::new(std::slice::from_ref(&line)).unwrap();
        let back = Line::new(&[line.into_iter().rev().collect()]).unwrap();
        let (a, b) = (there.nearest(from), back.nearest(from));
        prop_assert!((a.distance.0 - b.distance.0).abs() < MILLIMETRE);
        // A line that comes back on itself has several points at the same distance.
        if distance(a.point, b.point).0 < MILLIMETRE && (a.chainage.0 + b.chainage.0 - there.length().0).abs() < 0.01 {
            prop_assert!(a.turn == Turn::On || a.turn != b.turn || a.beyond_end);
        }
    }

    #[test]
    fn more_vertices_on_the_same_geodesics_change_nothing((line, from) in near_chain()) {
        let whole = Line::new(std::slice::from_ref(&line)).unwrap();
        let mut fine = vec![line[0]];
        for ends in line.windows(2) {
            let way = marz::earth::inverse(ends[0], ends[1]);
            for tenth in 1..10 {
                fine.push(destination(ends[0], way.azimuth, Metres(way.distance.0 * f64::from(tenth) / 10.0)));
            }
            fine.push(ends[1]);
        }
        let fine = Line::new(&[fine]).unwrap();
        prop_assert!((whole.distance(from).0 - fine.distance(from).0).abs() < MILLIMETRE);
        prop_assert!((whole.length().0 - fine.length().0).abs() < MILLIMETRE);
    }

    #[test]
    fn straight_edges_stay_within_the_tolerance(lat in -80.0..80.0_f64, lng in -180.0..180.0_f64, north in -2.0..2.0_f64, east in -5.0..5.0_f64, t in 0.0..1.0_f64) {
        let wrap = |lng: f64| lng - 360.0 * (lng / 360.0).round();
        let edge = [at(lat, lng), at(lat + north, wrap(lng + east))];
        let line = Line::new(&[densify(&edge, MILLIMETRE)]).unwrap();
        let on_edge = at(lat + t * north, wrap(lng + t * east));
        prop_assert!(line.nearest(on_edge).distance.0 < 1.5 * MILLIMETRE);
    }
}
