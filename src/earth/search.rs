//! Which piece of a line is the nearest, and how far it is.
//!
//! Near a line the grid of [`Cells`] names a few candidates, else the [`Tree`] finds them. Both lead to the same
//! candidates that matter, and so to the same numbers to the last bit, in whatever order positions are asked for.

use super::LatLng;
use super::bow::Bow;
use super::cells::{Cells, Near};
use super::chord::{self, Vector};
use super::piece::{Foot, Piece, Sight};
use super::tree::Tree;
use std::sync::OnceLock;

/// So many positions are worked on together.
pub const BLOCK: usize = 128;
/// The square of [`chord::SERIES_LIMIT`].
const LIMIT: f64 = chord::SERIES_LIMIT * chord::SERIES_LIMIT;
/// Added to bounds of straight distances, in metres.
const SLACK: f64 = 1e-4;
/// Pieces that are farther by more than this, in metres, are not the nearest: ten times the error of the series.
const SERIES_SLACK: f64 = 2e-4;

/// The pieces of a line, found by position.
#[derive(Debug)]
pub struct Search {
    tree: Tree,
    /// South, north, west and east of the line, in degrees; longitudes may run on over the antimeridian.
    bounds: [f64; 4],
    /// Made when a distance is asked for.
    cells: OnceLock<Cells>,
}

/// What is nearest in a straight line.
#[derive(Debug, Clone, Copy)]
struct Choice {
    to: Vector,
    /// The straight distance squared up to which others may be nearer on the ellipsoid, if there are any.
    rivals: Option<f64>,
}

/// A piece, its straight distance squared, and where on it (0 to 1) that is taken.
#[derive(Debug, Clone, Copy)]
struct Found {
    row: usize,
    square: f64,
    t: f64,
}

impl Search {
    /// All pieces of a line, in their order, whose vertices have these bounds.
    pub fn new(pieces: Vec<(Bow, Piece)>, bounds: [f64; 4]) -> Self {
        Self { tree: Tree::new(pieces), bounds, cells: OnceLock::new() }
    }

    pub fn piece(&self, row: usize) -> &Piece {
        &self.tree.pieces()[row]
    }

    fn cells(&self) -> &Cells {
        self.cells.get_or_init(|| Cells::new(self.bounds, &self.tree))
    }

    /// The distance of a position, in metres.
    pub fn distance(&self, from: LatLng) -> f64 {
        let point = chord::from_position(from);
        let cells = self.cells();
        let Some(near) = cells.near(from, &self.tree) else { return self.by_tree(from, point) };
        let Some(Choice { to, rivals }) = self.choose(cells, point, near) else {
            return self.by_tree(from, point);
        };
        let metres = chord::series(point, to);
        rivals.map_or(metres, |reach| self.nearer(cells, point, near, reach, metres))
    }

    /// The distances of up to [`BLOCK`] positions: in steps, so that the processor fetches what one needs while it
    /// is at another.
    pub fn block(&self, from: &[LatLng], metres: &mut [super::Metres]) {
        let cells = self.cells();
        let (mut points, mut feet) = ([[0.0; BLOCK]; 3], [[0.0; BLOCK]; 3]);
        for (row, &from) in from.iter().enumerate() {
            let point = chord::from_position(from);
            for axis in 0..3 {
                points[axis][row] = point[axis];
            }
        }
        let point = |row: usize| [0, 1, 2].map(|axis: usize| points[axis][row]);
        let near = cells.near_all::<BLOCK>(from, &self.tree);
        let mut choices = [None; BLOCK];
        for (row, (choice, near)) in choices.iter_mut().zip(&near).enumerate() {
            let point = point(row);
            *choice = near.and_then(|near| self.choose(cells, point, near));
            let to = choice.map_or(point, |choice: Choice| choice.to);
            for axis in 0..3 {
                feet[axis][row] = to[axis];
            }
        }
        let lengths = chord::series_of(&points, &feet);
        for (row, (metres, &from)) in metres.iter_mut().zip(from).enumerate() {
            metres.0 = match (choices[row], near[row]) {
                (Some(Choice { rivals: None, .. }), _) => lengths[row],
                (Some(Choice { rivals: Some(reach), .. }), Some(near)) => {
                    self.nearer(cells, point(row), near, reach, lengths[row])
                }
                _ => self.by_tree(from, point(row)),
            };
        }
    }

    fn by_tree(&self, from: LatLng, point: Vector) -> f64 {
        let (row, square, t) = self.tree.straight(point);
        if square > LIMIT {
            return self.tree.exact(from, row, square, t).1.distance;
        }
        let metres =
            |row: usize, t: f64| chord::series(point, self.tree.bows()[row].foot(point, t));
        let mut best = metres(row, t);
        self.tree.within(point, chord::rival(square.sqrt()) + SLACK, |other, _, t| {
            if other != row {
                best = best.min(metres(other, t));
            }
        });
        best
    }

    /// The point of some ends and pieces that is nearest in a straight line, unless it is too far for the series.
    #[inline]
    #[allow(clippy::float_cmp, reason = "the same point to the bit is meant")]
    fn choose(&self, cells: &Cells, point: Vector, near: Near<'_>) -> Option<Choice> {
        if let Some(end) = near.end() {
            let to = cells.end(end);
            return (chord::square(point, to) <= LIMIT).then_some(Choice { to, rivals: None });
        }
        let (ends, bows) = near.lists();
        // The least straight distance squared and to where; the least but one.
        let (mut least, mut to, mut next) = (f64::INFINITY, point, f64::INFINITY);
        for end in ends.iter().map(|&end| cells.end(end)) {
            let square = chord::square(point, end);
            if square < least {
                (next, least, to) = (least, square, end);
            } else {
                next = next.min(square);
            }
        }
        for bow in bows.iter().map(|&row| &self.tree.bows()[row as usize]) {
            let (square, t) = bow.straight(point);
            if square < least {
                (next, least, to) = (least, square, bow.foot(point, t));
            } else if square < next && (square > least || bow.foot(point, t) != to) {
                // An end that two pieces share is no rival of its own.
                next = square;
            }
        }
        if least > LIMIT {
            return None;
        }
        let reach = chord::rival(least.sqrt()) + SLACK;
        Some(Choice { to, rivals: (next <= reach * reach).then_some(reach * reach) })
    }

    /// The least of a distance and of those to the ends and pieces within reach of a straight line.
    fn nearer(
        &self,
        cells: &Cells,
        point: Vector,
        near: Near<'_>,
        reach: f64,
        mut best: f64,
    ) -> f64 {
        let (ends, bows) = near.lists();
        for to in ends.iter().map(|&end| cells.end(end)) {
            if chord::square(point, to) <= reach {
                best = best.min(chord::series(point, to));
            }
        }
        for bow in bows.iter().map(|&row| &self.tree.bows()[row as usize]) {
            let (square, t) = bow.straight(point);
            if square <= reach {
                best = best.min(chord::series(point, bow.foot(point, t)));
            }
        }
        best
    }

    /// The piece that is nearest on the ellipsoid, and its nearest point.
    ///
    /// Of equally near ones (to a micrometre) the first along the line.
    pub fn nearest(&self, from: LatLng) -> (usize, Foot) {
        let point = chord::from_position(from);
        let found = |row: usize| {
            let (square, t) = self.tree.bows()[row].straight(point);
            Found { row, square, t }
        };
        let cells = self.cells();
        let mut all: Vec<Found> = cells.near(from, &self.tree).map_or_else(Vec::new, |near| {
            let (ends, bows) = near.lists();
            let ends = ends.iter().copied().chain(near.end()).flat_map(|end| cells.beside(end));
            ends.chain(bows.iter().map(|&row| row as usize)).map(found).collect()
        });
        let least = all.iter().copied().min_by(|a, b| a.square.total_cmp(&b.square));
        let least = least.unwrap_or_else(|| {
            let (row, square, t) = self.tree.straight(point);
            Found { row, square, t }
        });
        if least.square > LIMIT {
            return self.tree.exact(from, least.row, least.square, least.t);
        }
        let reach = chord::rival(least.square.sqrt()) + SLACK;
        if all.is_empty() {
            self.tree.within(point, reach, |row, square, t| all.push(Found { row, square, t }));
        } else {
            all.retain(|found| found.square <= reach * reach);
        }
        self.nearest_of(from, point, all)
    }

    /// The nearest of some pieces.
    fn nearest_of(&self, from: LatLng, point: Vector, mut all: Vec<Found>) -> (usize, Foot) {
        let foot = |found: &Found| self.tree.bows()[found.row].refined(point, found.t);
        let metres =
            |found: &Found| chord::series(point, self.tree.bows()[found.row].point(foot(found)));
        let least = all.iter().map(metres).fold(f64::INFINITY, f64::min);
        all.retain(|found| metres(found) <= least + SERIES_SLACK);
        // Their numbers follow the line.
        all.sort_unstable_by_key(|found| self.piece(found.row).ends);
        let mut sight = Sight::new(from);
        let mut best: Option<(usize, Foot)> = None;
        for found in &all {
            let exact = self.piece(found.row).exact(&mut sight, found.square, foot(found));
            if best.is_none_or(|(_, best)| exact.distance < best.distance - 1e-6) {
                best = Some((found.row, exact));
            }
        }
        best.unwrap_or_else(|| (0, self.piece(0).exact(&mut sight, 0.0, 0.0)))
    }
}
