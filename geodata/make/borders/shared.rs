//! Lines that two territories share.
//!
//! Edges are compared by their ends, rounded: one that two territories have is border between
//! them. Where polygons were simplified each by itself, a border has gaps, so for a pair that
//! shares any edge, an edge of the first is border too if its middle is within 60 m of the second
//! and no third territory has it; between two such edges of a ring, within 1 km is near enough.
//! Walking the rings of the first gives lines with the first on their left, in order along the
//! border.

use std::collections::{BTreeMap, HashMap};

use super::chains::{self, Line, Role};
use super::land::Land;
use super::near::{Bounds, Nearness, middle};
use crate::geojson::Ring;

/// How far apart two polygons may draw one border, in metres: twice the 10 m by which the source
/// is simplified on either side would be too little where rivers were drawn twice; at 60 m the
/// borders of the world become whole, and no two borders are that near each other for long.
const BRIDGE: f64 = 60.0;

/// The same inside a border, in metres: a river whose two banks were drawn for one line.
const INNER_BRIDGE: f64 = 1000.0;

/// Margin around the shared edges of a pair inside which gaps are bridged, in degrees.
const AROUND: f64 = 0.3;

/// Two codes in order of the alphabet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair(pub String, pub String);

impl Pair {
    /// The pair, whatever the order.
    pub fn new(a: &str, b: &str) -> Self {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        Self(a.to_owned(), b.to_owned())
    }

    /// The pair that is written `AA-BB`.
    pub fn parse(text: &str) -> Option<Self> {
        text.split_once('-').map(|(a, b)| Self::new(a, b))
    }
}

/// Territories and who owns which edge.
pub struct Territories {
    codes: Vec<String>,
    rings: Vec<Vec<Ring>>,
    scale: f64,
    owners: HashMap<Edge, Vec<usize>>,
}

/// Rounded ends in order.
type Edge = [[i64; 2]; 2];

impl Territories {
    /// Territories by code, rings with the inside on the left; edges are compared by ends rounded
    /// to `1 / scale` degrees. `repeats` lists the pairs (sovereign, dependency) where the first
    /// polygon repeats the second: such an edge is the dependency's alone.
    pub fn new(territories: Vec<(String, Vec<Ring>)>, scale: f64, repeats: &[[String; 2]]) -> Self {
        let mut by_code: BTreeMap<String, Vec<Ring>> = BTreeMap::new();
        for (code, rings) in territories {
            by_code.entry(code).or_default().extend(rings);
        }
        let (codes, rings): (Vec<_>, Vec<_>) = by_code.into_iter().unzip();
        let mut owners: HashMap<Edge, Vec<usize>> = HashMap::new();
        for (owner, rings) in rings.iter().enumerate() {
            for ends in rings.iter().flat_map(|ring: &Ring| ring.windows(2)) {
                let owners = owners.entry(edge(ends, scale)).or_default();
                if owners.last() != Some(&owner) {
                    owners.push(owner);
                }
            }
        }
        for [sovereign, dependency] in repeats {
            let find = |code| codes.iter().position(|other| other == code);
            if let (Some(sovereign), Some(dependency)) = (find(sovereign), find(dependency)) {
                for owners in owners.values_mut().filter(|owners| owners.contains(&dependency)) {
                    owners.retain(|&owner| owner != sovereign);
                }
            }
        }
        Self { codes, rings, scale, owners }
    }

    /// The lines of the edges that two territories share.
    pub fn exact_lines(&self) -> BTreeMap<Pair, Vec<Line>> {
        self.lines(|a, b, _| {
            move |ends: &[[f64; 2]]| {
                let owners = self.owners(ends);
                if owners.contains(&a) && owners.contains(&b) { Role::Border } else { Role::Other }
            }
        })
    }

    /// The same with gaps bridged, on land only.
    pub fn bridged_lines(&self, land: &Land) -> BTreeMap<Pair, Vec<Line>> {
        let mut lines = self.lines(|a, b, bounds| {
            let second = Nearness::new(&self.rings[b], bounds);
            move |ends: &[[f64; 2]]| {
                let (owners, middle) = (self.owners(ends), middle(ends));
                let thirds = owners.iter().any(|&owner| owner != a) && !owners.contains(&b);
                let mine = owners.contains(&a) && !thirds;
                if !mine || !second.within(INNER_BRIDGE, middle) || !land.near(middle) {
                    Role::Other
                } else if second.within(BRIDGE, middle) {
                    Role::Border
                } else {
                    Role::Bridge
                }
            }
        });
        for parts in lines.values_mut() {
            for part in parts.iter_mut() {
                land.trim(part);
            }
            parts.retain(|part| land.carries(part));
        }
        lines.retain(|_, parts| !parts.is_empty());
        lines
    }

    fn lines<F>(&self, role: impl Fn(usize, usize, Bounds) -> F) -> BTreeMap<Pair, Vec<Line>>
    where
        F: Fn(&[[f64; 2]]) -> Role,
    {
        let mut lines = BTreeMap::new();
        for ((a, b), bounds) in self.neighbours() {
            let bounds = bounds.around(AROUND);
            let role = role(a, b, bounds);
            let parts = chains::lines(&self.rings[a], |ends| {
                if bounds.contain(middle(ends)) { role(ends) } else { Role::Other }
            });
            if !parts.is_empty() {
                lines.insert(Pair::new(&self.codes[a], &self.codes[b]), parts);
            }
        }
        lines
    }

    /// Who shares an edge with whom, and where.
    fn neighbours(&self) -> BTreeMap<(usize, usize), Bounds> {
        let mut neighbours: BTreeMap<(usize, usize), Bounds> = BTreeMap::new();
        for (a, rings) in self.rings.iter().enumerate() {
            for ends in rings.iter().flat_map(|ring| ring.windows(2)) {
                let owners = self.owners(ends);
                if !owners.contains(&a) {
                    continue;
                }
                for &b in owners.iter().filter(|&&b| b > a) {
                    let bounds = neighbours.entry((a, b)).or_default();
                    for &end in ends {
                        bounds.extend(end);
                    }
                }
            }
        }
        neighbours
    }

    fn owners(&self, ends: &[[f64; 2]]) -> &[usize] {
        self.owners.get(&edge(ends, self.scale)).map_or(&[], Vec::as_slice)
    }
}

/// Twice the signed area of a ring in square degrees; positive if the inside is on the left.
pub fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    let first = ring.first().copied().unwrap_or_default();
    ring.windows(2)
        .map(|ends| {
            (ends[0][0] - first[0]) * (ends[1][1] - first[1])
                - (ends[1][0] - first[0]) * (ends[0][1] - first[1])
        })
        .sum()
}

#[expect(clippy::cast_possible_truncation, reason = "180 degrees are 1.8e9 units")]
fn edge(ends: &[[f64; 2]], scale: f64) -> Edge {
    let [a, b] = [0, 1].map(|i: usize| ends[i].map(|degrees| (degrees * scale).round() as i64));
    if a < b { [a, b] } else { [b, a] }
}
