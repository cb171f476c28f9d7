//! Polygons as rings of arcs, so that a line that two of them share is stored once.
//!
//! A vertex where more or fewer than two edges meet is a node; rings are cut there. An arc and its
//! reverse are one arc. A ring without a node is one arc from its least vertex.
//!
//! # References
//!
//! - M. Bostock, C. Metcalf, *The TopoJSON Format Specification*, 2017.

use std::collections::{BTreeMap, HashMap};

use crate::polyline::Vertex;

/// A ring: its vertices once round, the first not repeated.
pub type Ring = Vec<Vertex>;

/// A polygon: the outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// An area: its polygons.
pub type Area = Vec<Polygon>;

/// The arcs of many areas.
pub struct Topology {
    /// Arcs in order of their vertices.
    pub arcs: Vec<Vec<Vertex>>,
    /// For each area its rings: polygons are parted by `;`, rings by `,`, arcs by a space; `~n`
    /// is arc `n` from its end to its start.
    pub rings: Vec<String>,
}

/// Finds the arcs of the areas.
pub fn build(areas: &[Area]) -> Topology {
    let nodes = Nodes::of(areas.iter().flatten().flatten());
    let mut arcs: BTreeMap<Vec<Vertex>, usize> = BTreeMap::new();
    for ring in areas.iter().flatten().flatten() {
        for arc in cut(ring, &nodes) {
            arcs.insert(canonical(arc).0, 0);
        }
    }
    for (number, index) in arcs.values_mut().enumerate() {
        *index = number;
    }
    let name = |arc: Vec<Vertex>| {
        let (arc, reversed) = canonical(arc);
        format!("{}{}", if reversed { "~" } else { "" }, arcs[&arc])
    };
    let ring_text =
        |ring: &Ring| cut(ring, &nodes).into_iter().map(name).collect::<Vec<_>>().join(" ");
    let polygon_text =
        |polygon: &Polygon| polygon.iter().map(ring_text).collect::<Vec<_>>().join(",");
    let rings = areas
        .iter()
        .map(|area| area.iter().map(polygon_text).collect::<Vec<_>>().join(";"))
        .collect();
    Topology { arcs: arcs.into_keys().collect(), rings }
}

/// The neighbours of each vertex, as far as they matter.
struct Nodes(HashMap<Vertex, Neighbours>);

enum Neighbours {
    One(Vertex),
    Two(Vertex, Vertex),
    More,
}

impl Nodes {
    fn of<'a>(rings: impl Iterator<Item = &'a Ring>) -> Self {
        let mut nodes = Self(HashMap::new());
        for ring in rings {
            for (i, &vertex) in ring.iter().enumerate() {
                let next = ring[(i + 1) % ring.len()];
                nodes.join(vertex, next);
                nodes.join(next, vertex);
            }
        }
        nodes
    }

    fn join(&mut self, vertex: Vertex, other: Vertex) {
        use Neighbours::{More, One, Two};
        let neighbours = self.0.entry(vertex).or_insert(One(other));
        *neighbours = match *neighbours {
            One(a) if a == other => One(a),
            One(a) => Two(a, other),
            Two(a, b) if a == other || b == other => Two(a, b),
            Two(..) | More => More,
        };
    }

    fn contains(&self, vertex: Vertex) -> bool {
        !matches!(self.0.get(&vertex), Some(Neighbours::Two(..)))
    }
}

/// The pieces of a ring from node to node, in its direction.
fn cut(ring: &Ring, nodes: &Nodes) -> Vec<Vec<Vertex>> {
    let count = ring.len();
    let first_node = (0..count).find(|&i| nodes.contains(ring[i]));
    let start = first_node.unwrap_or_else(|| (0..count).min_by_key(|&i| ring[i]).unwrap_or(0));
    let mut pieces = Vec::new();
    let mut piece = Vec::new();
    for i in start..=start + count {
        let vertex = ring[i % count];
        piece.push(vertex);
        let at_end = i == start + count;
        if i > start && (at_end || nodes.contains(vertex)) {
            pieces.push(std::mem::replace(&mut piece, vec![vertex]));
        }
    }
    pieces
}

/// The arc in the direction that sorts first, and whether that is the other one.
fn canonical(arc: Vec<Vertex>) -> (Vec<Vertex>, bool) {
    let reversed: Vec<Vertex> = arc.iter().rev().copied().collect();
    if reversed < arc { (reversed, true) } else { (arc, false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side share one arc, which the second runs through backwards.
    #[test]
    fn a_shared_side_is_stored_once() {
        let at = |lat, lng| Vertex { lat, lng };
        let west = vec![at(0, 0), at(0, 1), at(1, 1), at(1, 0)];
        let east = vec![at(0, 1), at(0, 2), at(1, 2), at(1, 1)];
        let topology = build(&[vec![vec![west]], vec![vec![east]]]);
        assert_eq!(topology.arcs.len(), 3);
        assert_eq!(topology.rings, ["1 ~0", "2 ~1"]);
    }
}
