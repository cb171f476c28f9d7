//! Land or sea? By the land polygons of Natural Earth.

use rstar::RTree;
use rstar::primitives::Line as Segment;

use super::chains::Line;
use super::near::middle;
use crate::polyline::Vertex;
use crate::shapefile::Parts;

/// How far from land a border still is one on land, in degrees (about 3 km): Natural Earth's
/// coast is at most that far from the true one at the river mouths where borders end.
const MARGIN: f64 = 0.03;

/// The same for the two ends of a line: there the border goes out to sea.
const MARGIN_AT_ENDS: f64 = 0.01;

/// The least share of a line's edges that must be on land: a line between islands has less.
const SHARE: f64 = 0.2;

/// Rows of the index of edges by latitude in a degree.
const ROWS: f64 = 10.0;

/// The land of the world.
pub struct Land {
    rows: Vec<Vec<[[f64; 2]; 2]>>,
    coast: RTree<Segment<[f64; 2]>>,
}

impl Land {
    /// Indexes the rings of land and of the seas in it.
    pub fn new(shapes: &[Parts]) -> Self {
        let mut rows = vec![Vec::new(); row(90.0) + 1];
        let mut coast = Vec::new();
        for ends in shapes.iter().flatten().flat_map(|ring| ring.windows(2)) {
            let edge = [ends[0], ends[1]];
            let (low, high) = (edge[0][1].min(edge[1][1]), edge[0][1].max(edge[1][1]));
            rows[row(low)..=row(high)].iter_mut().for_each(|row| row.push(edge));
            coast.push(Segment::new(edge[0], edge[1]));
        }
        Self { rows, coast: RTree::bulk_load(coast) }
    }

    /// Whether a point (longitude, latitude) is on land or within the margin of it.
    pub fn near(&self, point: [f64; 2]) -> bool {
        self.within(MARGIN, point)
    }

    /// Takes off the two ends of a line what lies out at sea.
    pub fn trim(&self, line: &mut Line) {
        let ashore = |ends: &[Vertex]| self.within(MARGIN_AT_ENDS, between(ends));
        let first = line.windows(2).position(ashore);
        let last = line.windows(2).rposition(ashore);
        match (first, last) {
            (Some(first), Some(last)) => {
                line.truncate(last + 2);
                line.drain(..first);
            }
            _ => line.clear(),
        }
    }

    /// Whether a line runs over land and not only beside it.
    pub fn carries(&self, line: &Line) -> bool {
        let (mut ashore, mut edges) = (0.0, 0.0);
        for ends in line.windows(2) {
            edges += 1.0;
            ashore += if self.contains(between(ends)) { 1.0 } else { 0.0 };
        }
        ashore > SHARE * edges
    }

    fn within(&self, margin: f64, point: [f64; 2]) -> bool {
        self.contains(point)
            || self.coast.locate_within_distance(point, margin * margin).next().is_some()
    }

    /// By the number of edges west of the point: odd is inside.
    fn contains(&self, [x, y]: [f64; 2]) -> bool {
        let west = self.rows[row(y)].iter().filter(|[[x1, y1], [x2, y2]]| {
            (*y1 > y) != (*y2 > y) && x1 + (x2 - x1) * (y - y1) / (y2 - y1) < x
        });
        west.count() % 2 == 1
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 1800 after the clamp"
)]
fn row(lat: f64) -> usize {
    ((lat.clamp(-90.0, 90.0) + 90.0) * ROWS) as usize
}

fn between(ends: &[Vertex]) -> [f64; 2] {
    let positions = [ends[0], ends[1]].map(|vertex| {
        let [lat, lng] = vertex.degrees();
        [lng, lat]
    });
    middle(&positions)
}
