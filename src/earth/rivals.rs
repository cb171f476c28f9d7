//! What of a line can be the nearest somewhere in a ball.
//!
//! Something is left out if a point of the line is nearer everywhere in the ball: of two fixed points the squares of
//! the straight distances differ by a linear function of the position, whose least value over the ball is known. What
//! straight distances leave undecided about geodesic ones is [`chord::rival`]. A piece whose nearest point is one
//! and the same end for the whole ball is only that end, which it mostly shares with its neighbour.

use super::bow::Bow;
use super::chord::{self, SERIES_LIMIT, Vector};
use super::piece::Piece;
use super::tree::Tree;

/// Added to every bound, in metres: from the point of a bow that is looked at to its nearest one it is far less.
const SLACK: f64 = 0.01;

/// Something that can be the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rival {
    /// The number of an end of pieces.
    End(u32),
    /// The number of a piece.
    Bow(u32),
}

/// The pieces of a line and their ends.
pub struct Rivals<'l> {
    pub bows: &'l [Bow],
    pub pieces: &'l [Piece],
    pub ends: &'l [Vector],
}

impl Rivals<'_> {
    /// All pieces that can be the nearest somewhere in a ball, and some more.
    pub fn all(tree: &Tree, centre: Vector, radius: f64) -> Vec<Rival> {
        let (_, square, _) = tree.straight(centre);
        let nearest = square.sqrt();
        let mut all = Vec::new();
        if nearest - radius <= SERIES_LIMIT {
            let reach = chord::rival(nearest + 2.0 * radius) + SLACK;
            tree.within(centre, reach, |row, _, _| {
                all.push(Rival::Bow(u32::try_from(row).unwrap_or(u32::MAX)));
            });
        }
        all
    }

    /// Keeps what can be the nearest somewhere in a ball; nothing if all is too far for a series.
    pub fn keep(&self, centre: Vector, radius: f64, found: &mut Vec<Rival>) {
        let mut squares = Vec::with_capacity(found.len());
        let (mut square, mut held) = (f64::INFINITY, centre);
        for &rival in found.iter() {
            let (other, point) = self.straight(rival, centre);
            squares.push(other);
            if other < square {
                (square, held) = (other, point);
            }
        }
        let farthest = square.sqrt() + radius;
        if farthest - 2.0 * radius > SERIES_LIMIT {
            found.clear();
        }
        let allowed = chord::rival(farthest) + SLACK;
        let allowed = (allowed - farthest) * (allowed + farthest);
        let mut squares = squares.into_iter();
        found.retain(|&rival| {
            let away = |end: u32| chord::apart(self.ends[end as usize], held);
            let away = match rival {
                Rival::End(end) => away(end),
                Rival::Bow(row) => {
                    let [first, last] = self.pieces[row as usize].ends.map(away);
                    first.max(last) + self.bows[row as usize].rise()
                }
            };
            let near = (squares.next().unwrap_or(0.0).sqrt() - SLACK).max(0.0);
            near * near - square - 2.0 * radius * away <= allowed
        });
        for rival in found.iter_mut() {
            *rival = self.only_end(*rival, centre, radius);
        }
        found.sort_unstable();
        found.dedup();
    }

    /// The end of a piece that is its nearest point for the whole ball, if there is one; else the piece.
    fn only_end(&self, rival: Rival, centre: Vector, radius: f64) -> Rival {
        let Rival::Bow(row) = rival else { return rival };
        let (bow, piece) = (&self.bows[row as usize], &self.pieces[row as usize]);
        // Whether all of the ball is beyond the plane through a point, on the side of the direction.
        let beyond = |point: Vector, ahead: Vector| {
            let length = chord::dot(ahead, ahead).sqrt();
            chord::dot(chord::sub(centre, point), ahead) > (radius + SLACK) * length
        };
        let back = |direction: Vector| direction.map(|axis| -axis);
        let (first, last) = (bow.point(0.0), bow.point(1.0));
        if beyond(first, back(bow.chord)) && beyond(first, back(bow.slope(0.0))) {
            Rival::End(piece.ends[0])
        } else if beyond(last, bow.chord) && beyond(last, bow.slope(1.0)) {
            Rival::End(piece.ends[1])
        } else {
            rival
        }
    }

    /// The straight distance squared, and to which point.
    fn straight(&self, rival: Rival, from: Vector) -> (f64, Vector) {
        match rival {
            Rival::End(end) => {
                let point = self.ends[end as usize];
                let gap = chord::sub(point, from);
                (chord::dot(gap, gap), point)
            }
            Rival::Bow(row) => {
                let bow = &self.bows[row as usize];
                let (square, t) = bow.straight(from);
                (square, bow.point(t))
            }
        }
    }
}
