//! Boxes, and which points are near a territory's edges.

use rstar::RTree;
use rstar::primitives::Line as Segment;

use crate::geojson::Ring;

/// Metres in a degree of latitude on the mean sphere, near enough for distances up to a kilometre.
const DEGREE: f64 = 111_195.0;

/// A box in degrees.
#[derive(Clone, Copy)]
pub struct Bounds {
    low: [f64; 2],
    high: [f64; 2],
}

impl Default for Bounds {
    fn default() -> Self {
        Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] }
    }
}

impl Bounds {
    /// Grows to hold a point.
    pub fn extend(&mut self, point: [f64; 2]) {
        for (i, x) in point.into_iter().enumerate() {
            self.low[i] = self.low[i].min(x);
            self.high[i] = self.high[i].max(x);
        }
    }

    /// The box with a margin in degrees on every side.
    pub fn around(self, margin: f64) -> Self {
        Self { low: self.low.map(|x| x - margin), high: self.high.map(|x| x + margin) }
    }

    /// Whether a point is in it.
    pub fn contain(self, point: [f64; 2]) -> bool {
        (0..2).all(|i| self.low[i] <= point[i] && point[i] <= self.high[i])
    }
}

/// The edges of a territory in a box, to ask what is near them.
pub struct Nearness {
    edges: RTree<Segment<[f64; 2]>>,
    /// Width of a degree of longitude against one of latitude in the middle of the box.
    narrowing: f64,
}

impl Nearness {
    /// Indexes the edges whose middle is in the box.
    pub fn new(rings: &[Ring], bounds: Bounds) -> Self {
        let narrowing = f64::midpoint(bounds.low[1], bounds.high[1]).to_radians().cos();
        let flat = |[x, y]: [f64; 2]| [x * narrowing, y];
        let edges = rings
            .iter()
            .flat_map(|ring| ring.windows(2))
            .filter(|ends| bounds.contain(middle(ends)))
            .map(|ends| Segment::new(flat(ends[0]), flat(ends[1])))
            .collect();
        Self { edges: RTree::bulk_load(edges), narrowing }
    }

    /// Whether a point is within so many metres of an edge.
    pub fn within(&self, metres: f64, [x, y]: [f64; 2]) -> bool {
        let reach = metres / DEGREE;
        let point = [x * self.narrowing, y];
        self.edges.locate_within_distance(point, reach * reach).next().is_some()
    }
}

/// The middle of an edge.
pub fn middle(ends: &[[f64; 2]]) -> [f64; 2] {
    [f64::midpoint(ends[0][0], ends[1][0]), f64::midpoint(ends[0][1], ends[1][1])]
}
