//! A line of geodesics, and the distance to it.

use super::bow::Bow;
use super::geodesic::{inverse, walk};
use super::piece::{PIECE, Piece, turn};
use super::search::{BLOCK, Search};
use super::{LatLng, Metres};
use rayon::prelude::*;
use std::sync::Arc;

/// A line on the ellipsoid: one or more chains of positions joined by geodesics.
///
/// Straight edges in longitude and latitude, as GeoJSON has them, become geodesics by [`densify`](super::densify).
///
/// # Examples
///
/// ```
/// use marz::earth::{LatLng, Line, Turn};
///
/// let at = |lat, lng| LatLng::new(lat, lng).unwrap();
/// let line = Line::new(&[vec![at(37.0, 68.0), at(37.0, 70.0)]])?;
/// let nearest = line.nearest(at(38.0, 69.0));
/// // A degree of latitude here is 110,997 m, and the geodesic bulges north of the parallel by 465 m.
/// assert_eq!(format!("{:.1}", nearest.distance.km()), "110.5");
/// assert_eq!(nearest.turn, Turn::Left);
/// assert!(Line::new(&[]).is_err());
/// # Ok::<(), marz::earth::InvalidLine>(())
/// ```
#[derive(Debug, Clone)]
pub struct Line {
    parts: Vec<Vec<LatLng>>,
    segments: Vec<Segment>,
    length: f64,
    /// Copies of the line share it.
    search: Arc<Search>,
}

/// Why some positions are no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a line needs at least two positions in each of its parts")]
pub struct InvalidLine;

#[derive(Debug, Clone, Copy)]
struct Segment {
    part: u32,
    /// Its number within the part.
    number: u32,
    from: LatLng,
    azimuth: f64,
    arrival: f64,
    length: f64,
    /// Where it begins, in metres from the first end of the line.
    chainage: f64,
}

/// The side of a directed line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// On the left of who walks along it.
    Left,
    /// On the right.
    Right,
    /// On it, to less than a micrometre.
    On,
}

/// The point of a line that is nearest to a position.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Nearest {
    /// How far it is.
    pub distance: Metres,
    /// Where it is.
    pub point: LatLng,
    /// Its direction from the position, in degrees clockwise from north, -180 to 180.
    pub azimuth: f64,
    /// How far along the line it is from its first end; gaps between parts have no length.
    pub chainage: Metres,
    /// The part of the line, counted from 0.
    pub part: usize,
    /// The segment within the part, counted from 0.
    pub segment: usize,
    /// Where on the segment, 0 to 1.
    pub fraction: f64,
    /// On which side of the line the position is.
    pub turn: Turn,
    /// Whether the nearest point is an end of a part, so that the position lies beyond it.
    pub beyond_end: bool,
}

impl Line {
    /// A line of the given parts. A position that repeats the one before it is left out.
    ///
    /// # Errors
    ///
    /// [`InvalidLine`] if there is no part or one has fewer than two positions.
    pub fn new(parts: &[Vec<LatLng>]) -> Result<Self, InvalidLine> {
        if parts.is_empty() || parts.iter().any(|part| part.len() < 2) {
            return Err(InvalidLine);
        }
        let mut segments: Vec<Segment> = Vec::new();
        let mut pieces = Vec::new();
        let mut chainage = 0.0;
        for (part, positions) in (0..).zip(parts) {
            let first = segments.len();
            for (number, ends) in (0..).zip(positions.windows(2)) {
                let way = inverse(ends[0], ends[1]);
                let length = way.distance.0;
                // A part that is a single position keeps one segment, so that it has a distance.
                let last_chance = number as usize + 2 == positions.len() && segments.len() == first;
                if length == 0.0 && !last_chance {
                    continue;
                }
                let row = u32::try_from(segments.len()).unwrap_or(u32::MAX);
                let segment = Segment {
                    part,
                    number,
                    from: ends[0],
                    azimuth: way.azimuth,
                    arrival: way.arrival,
                    length,
                    chainage,
                };
                let joined = segments.len() > first;
                cut([ends[0], ends[1]], &segment, row, joined, &mut pieces);
                segments.push(segment);
                chainage += length;
            }
        }
        let search = Arc::new(Search::new(pieces, bounds(parts)));
        Ok(Self { parts: parts.to_vec(), segments, length: chainage, search })
    }

    /// The parts as they were given.
    #[must_use]
    pub fn parts(&self) -> &[Vec<LatLng>] {
        &self.parts
    }

    /// The sum of the lengths of all segments.
    #[must_use]
    pub fn length(&self) -> Metres {
        Metres(self.length)
    }

    /// The distance to the nearest point of the line, right to less than 0.1 mm.
    ///
    /// Where many positions are asked for, it costs about a fifth of one geodesic inverse within 500 km.
    #[must_use]
    pub fn distance(&self, from: LatLng) -> Metres {
        Metres(self.search.distance(from))
    }

    /// [`Line::distance`] for many positions, in their order, on all cores.
    #[must_use]
    pub fn distances(&self, from: &[LatLng]) -> Vec<Metres> {
        let mut metres = vec![Metres(0.0); from.len()];
        metres
            .par_chunks_mut(BLOCK)
            .zip(from.par_chunks(BLOCK))
            .with_min_len(8)
            .for_each(|(metres, from)| self.search.block(from, metres));
        metres
    }

    /// The nearest point of the line.
    ///
    /// Distance, point and chainage are right to less than 0.1 mm for any position and any length of segment. Of
    /// points equally near, the first along the line.
    #[must_use]
    pub fn nearest(&self, from: LatLng) -> Nearest {
        let (row, foot) = self.search.nearest(from);
        let piece = self.search.piece(row);
        let number = piece.segment as usize;
        let segment = &self.segments[number];
        let along = (piece.offset + foot.along).min(segment.length);
        let (turn, beyond_end) = self.turn(number, along, &foot);
        Nearest {
            distance: Metres(foot.distance),
            point: foot.point,
            azimuth: foot.azimuth,
            chainage: Metres(segment.chainage + along),
            part: segment.part as usize,
            segment: segment.number as usize,
            fraction: if segment.length > 0.0 { along / segment.length } else { 0.0 },
            turn,
            beyond_end,
        }
    }

    /// [`Line::nearest`] for many positions, in their order, on all cores.
    #[must_use]
    pub fn nearest_of(&self, from: &[LatLng]) -> Vec<Nearest> {
        from.par_iter().with_min_len(256).map(|&position| self.nearest(position)).collect()
    }

    /// The side, and whether the nearest point is an end.
    ///
    /// Beside a segment it is the sign of the angle. At a vertex the position is on the left if it lies in the
    /// angle to the left of the two segments that meet there.
    fn turn(&self, number: usize, along: f64, foot: &super::piece::Foot) -> (Turn, bool) {
        const AT: f64 = 1e-6;
        let segment = &self.segments[number];
        let neighbour = |other: Option<usize>| {
            other.and_then(|row| self.segments.get(row)).filter(|other| other.part == segment.part)
        };
        let (before, after) = if along < AT {
            (neighbour(number.checked_sub(1)), Some(segment))
        } else if segment.length - along < AT {
            (Some(segment), neighbour(Some(number + 1)))
        } else {
            (Some(segment), Some(segment))
        };
        let beyond_end = before.is_none() || after.is_none();
        if foot.distance < AT {
            return (Turn::On, beyond_end);
        }
        // Angles are counted to the left, from the direction in which the line goes on.
        let (ahead, back) = match (before, after) {
            (Some(before), Some(after)) if !std::ptr::eq(before, after) => {
                (after.azimuth, before.arrival + 180.0)
            }
            _ => (foot.heading, foot.heading + 180.0),
        };
        let to_left = |azimuth: f64| turn(ahead - azimuth).rem_euclid(360.0);
        let left = to_left(foot.outward) < to_left(back);
        (if left { Turn::Left } else { Turn::Right }, beyond_end)
    }

    /// The point at a distance along the line from its first end; an end if there is no such point.
    #[must_use]
    pub fn at(&self, chainage: Metres) -> LatLng {
        let after = self.segments.partition_point(|segment| segment.chainage <= chainage.0);
        let segment = &self.segments[after.saturating_sub(1)];
        let along = (chainage.0 - segment.chainage).clamp(0.0, segment.length);
        walk(segment.from, segment.azimuth, along).0
    }

    /// The stretch between two distances along the line, as parts of positions.
    #[must_use]
    #[allow(clippy::float_cmp, reason = "`end` was cut to this very number")]
    pub fn stretch(&self, from: Metres, to: Metres) -> Vec<Vec<LatLng>> {
        let mut parts: Vec<Vec<LatLng>> = Vec::new();
        let mut last = None;
        for segment in &self.segments {
            let (start, end) = (
                (from.0 - segment.chainage).max(0.0),
                (to.0 - segment.chainage).min(segment.length),
            );
            if start >= end {
                continue;
            }
            let point = |along: f64| {
                if along <= 0.0 {
                    segment.from
                } else {
                    walk(segment.from, segment.azimuth, along).0
                }
            };
            let stop = if end == segment.length {
                self.parts[segment.part as usize][segment.number as usize + 1]
            } else {
                point(end)
            };
            if last == Some(segment.part) {
                if let Some(part) = parts.last_mut() {
                    part.push(stop);
                }
            } else {
                parts.push(vec![point(start), stop]);
            }
            last = Some(segment.part);
        }
        parts
    }
}

/// South, north, west and east of some parts; longitudes run on over the antimeridian.
fn bounds(parts: &[Vec<LatLng>]) -> [f64; 4] {
    let mut bounds = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
    let mut last = parts.first().and_then(|part| part.first()).map_or(0.0, |first| first.lng());
    for position in parts.iter().flatten() {
        last += turn(position.lng() - last);
        let [south, north, west, east] = bounds;
        let to_north = position.lat();
        bounds = [south.min(to_north), north.max(to_north), west.min(last), east.max(last)];
    }
    bounds
}

/// Cuts a segment into pieces of equal length; the first begins where the last one of `pieces` ends, if `joined`.
fn cut(
    ends: [LatLng; 2],
    segment: &Segment,
    number: u32,
    joined: bool,
    pieces: &mut Vec<(Bow, Piece)>,
) {
    let [from, to] = ends;
    let Segment { azimuth, length, .. } = *segment;
    let count = (length / PIECE).ceil().max(1.0);
    let step = length / count;
    let mut end = pieces.last().map_or(0, |(_, piece)| piece.ends[1] + u32::from(!joined));
    let (mut start, mut heading, mut offset) = (from, azimuth, 0.0);
    loop {
        let next = offset + step;
        let last = next >= length - 0.5 * step;
        let (halt, arrival) = if last { (to, segment.arrival) } else { walk(from, azimuth, next) };
        let piece = Piece {
            from: start,
            azimuth: heading,
            to: halt,
            arrival,
            length: step,
            ends: [end, end + 1],
            segment: number,
            offset,
        };
        pieces.push((Bow::new(start, halt), piece));
        if last {
            return;
        }
        (start, heading, offset, end) = (halt, arrival, next, end + 1);
    }
}
