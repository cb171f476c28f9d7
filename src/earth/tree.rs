//! Which pieces of a line may be the nearest.
//!
//! A tree of boxes in space. The straight distance to a box bounds the geodesic distance from below; far away,
//! where that bound is loose, so does the geodesic distance to a point near its middle less its radius.

use super::LatLng;
use super::bow::Bow;
use super::chord::{self, Vector};
use super::geodesic::distance;
use super::piece::{Foot, Piece, Sight};

/// Pieces in a leaf. Measured: 2 to 8 are alike.
const LEAF: usize = 4;
/// Added to every straight bound, in metres: a bow is within a micrometre of the geodesic.
const SLACK: f64 = 1e-5;
/// From here on, in metres, nodes are bounded by geodesics too: the straight bound is off by kilometres.
const FAR: f64 = 2_000_000.0;
/// Deeper than any tree of 2³² pieces.
const DEPTH: usize = 64;

#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    bows: Vec<Bow>,
    /// The rest of what is known of each bow.
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    low: Vector,
    high: Vector,
    /// First piece of a leaf, else the first child; the second child is at `right`.
    left: u32,
    right: u32,
    /// Pieces of a leaf; 0 for a branch.
    count: u32,
}

impl Tree {
    pub fn new(mut pieces: Vec<(Bow, Piece)>) -> Self {
        let mut nodes = Vec::with_capacity(pieces.len());
        split(&mut pieces, 0, &mut nodes);
        let (bows, pieces) = pieces.into_iter().unzip();
        Self { nodes, bows, pieces }
    }

    pub fn bows(&self) -> &[Bow] {
        &self.bows
    }

    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The piece with the least straight distance: its row, the distance squared, and where on it.
    pub fn straight(&self, point: Vector) -> (usize, f64, f64) {
        let mut best = (0, f64::INFINITY, 0.0);
        self.visit(point, |row, square, t, limit| {
            if square < *limit {
                *limit = square;
                best = (row, square, t);
            }
        });
        best
    }

    /// All pieces with a straight distance of at most `reach`: row, distance squared, where on it.
    pub fn within(&self, point: Vector, reach: f64, mut found: impl FnMut(usize, f64, f64)) {
        let most = reach * reach;
        let mut stack = [0_u32; DEPTH];
        let mut height = 1;
        while height > 0 {
            height -= 1;
            let node = &self.nodes[stack[height] as usize];
            if node.square(point) > most {
                continue;
            }
            if node.count == 0 {
                stack[height] = node.left;
                stack[height + 1] = node.right;
                height += 2;
                continue;
            }
            for row in node.left as usize..(node.left + node.count) as usize {
                let (square, t) = self.bows[row].straight(point);
                if square <= most {
                    found(row, square, t);
                }
            }
        }
    }

    /// Visits leaves nearest first, leaving out boxes no nearer than the limit that `found` draws in.
    fn visit(&self, point: Vector, mut found: impl FnMut(usize, f64, f64, &mut f64)) {
        let mut limit = f64::INFINITY;
        let mut stack = [(0_u32, 0.0_f64); DEPTH];
        let mut height = 1;
        while height > 0 {
            height -= 1;
            let (at, square) = stack[height];
            if square >= limit {
                continue;
            }
            let node = &self.nodes[at as usize];
            if node.count > 0 {
                for row in node.left as usize..(node.left + node.count) as usize {
                    let (square, t) = self.bows[row].straight(point);
                    found(row, square, t, &mut limit);
                }
                continue;
            }
            let mut near = (node.left, self.nodes[node.left as usize].square(point));
            let mut far = (node.right, self.nodes[node.right as usize].square(point));
            if far.1 < near.1 {
                std::mem::swap(&mut near, &mut far);
            }
            for child in [far, near] {
                if child.1 < limit {
                    stack[height] = child;
                    height += 1;
                }
            }
        }
    }

    /// The piece that is nearest on the ellipsoid, and its nearest point, however far they are.
    ///
    /// Of equally near ones (to a micrometre) the first along the line. The piece `row` has the least straight distance,
    /// whose square is given, and where on the piece (0 to 1) it is taken.
    pub fn exact(&self, position: LatLng, row: usize, square: f64, t: f64) -> (usize, Foot) {
        let point = chord::from_position(position);
        let mut sight = Sight::new(position);
        let t = self.bows[row].refined(point, t);
        let mut best = (row, self.pieces[row].exact(&mut sight, square, t));
        if best.1.distance < FAR {
            let reach = chord::reach(best.1.distance + SLACK) + SLACK;
            self.within(point, reach, |row, square, t| {
                self.better(row, square, t, point, &mut sight, &mut best);
            });
        } else {
            self.far(0, position, point, &mut sight, &mut best);
        }
        best
    }

    fn better(
        &self,
        row: usize,
        square: f64,
        t: f64,
        point: Vector,
        sight: &mut Sight,
        best: &mut (usize, Foot),
    ) {
        if row == best.0 {
            return;
        }
        let piece = &self.pieces[row];
        let foot = piece.exact(sight, square, self.bows[row].refined(point, t));
        let gain = best.1.distance - foot.distance;
        let earlier = piece.ends < self.pieces[best.0].ends;
        if gain > 1e-6 || (gain > -1e-6 && earlier) {
            *best = (row, foot);
        }
    }

    fn far(
        &self,
        at: u32,
        position: LatLng,
        point: Vector,
        sight: &mut Sight,
        best: &mut (usize, Foot),
    ) {
        let node = &self.nodes[at as usize];
        if chord::at_least(node.square(point).sqrt()) > best.1.distance + SLACK
            || Self::at_least(node, position) > best.1.distance + SLACK
        {
            return;
        }
        if node.count > 0 {
            for row in node.left as usize..(node.left + node.count) as usize {
                let piece = &self.pieces[row];
                if distance(position, piece.from).0 - piece.length <= best.1.distance {
                    let (square, t) = self.bows[row].straight(point);
                    self.better(row, square, t, point, sight, best);
                }
            }
            return;
        }
        let mut children = [node.left, node.right];
        if self.nodes[children[1] as usize].square(point)
            < self.nodes[children[0] as usize].square(point)
        {
            children.swap(0, 1);
        }
        for child in children {
            self.far(child, position, point, sight, best);
        }
    }

    /// A lower bound of the geodesic distance to all pieces of a node, by the triangle inequality.
    fn at_least(node: &Node, position: LatLng) -> f64 {
        let middle = [0, 1, 2].map(|axis| f64::midpoint(node.low[axis], node.high[axis]));
        if chord::dot(middle, middle).sqrt() < 0.1 * chord::A {
            return 0.0;
        }
        let middle = chord::to_position(middle);
        let centre = chord::from_position(middle);
        let corner = [0, 1, 2].map(|axis| {
            (node.high[axis] - centre[axis]).abs().max((centre[axis] - node.low[axis]).abs())
        });
        distance(position, middle).0 - chord::at_most(chord::dot(corner, corner).sqrt())
    }
}

impl Node {
    fn square(&self, point: Vector) -> f64 {
        let mut sum = 0.0;
        for ((low, high), at) in self.low.iter().zip(&self.high).zip(point) {
            let gap = (low - at).max(at - high).max(0.0);
            sum += gap * gap;
        }
        sum
    }
}

fn split(pieces: &mut [(Bow, Piece)], first: usize, nodes: &mut Vec<Node>) -> u32 {
    let (mut low, mut high) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for (bow, _) in pieces.iter() {
        let slack = bow.rise() + SLACK;
        for end in [bow.start, chord::along(bow.start, bow.chord, 1.0)] {
            for axis in 0..3 {
                low[axis] = low[axis].min(end[axis] - slack);
                high[axis] = high[axis].max(end[axis] + slack);
            }
        }
    }
    let at = nodes.len();
    let row = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    nodes.push(Node { low, high, left: row(first), right: 0, count: row(pieces.len()) });
    if pieces.len() > LEAF {
        let widest = (0..3)
            .max_by(|&a, &b| (high[a] - low[a]).total_cmp(&(high[b] - low[b])))
            .unwrap_or_default();
        let middle = pieces.len() / 2;
        let key = |(bow, _): &(Bow, Piece)| bow.start[widest] + 0.5 * bow.chord[widest];
        pieces.select_nth_unstable_by(middle, |a, b| key(a).total_cmp(&key(b)));
        let (left, right) = pieces.split_at_mut(middle);
        nodes[at].left = split(left, first, nodes);
        nodes[at].right = split(right, first + middle, nodes);
        nodes[at].count = 0;
    }
    row(at)
}
