//! For the neighbourhood of a line, which points and pieces of it can be the nearest: a grid over latitude and
//! longitude.
//!
//! A cell of half a degree that is asked for often is divided, and its parts again, until few rivals are left: see
//! [`rivals`](super::rivals).

use super::LatLng;
use super::chord::{self, SERIES_LIMIT, Vector};
use super::rivals::{Rival, Rivals};
use super::tree::Tree;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Cells per degree of latitude and of longitude.
const PER_DEGREE: f64 = 2.0;
/// So often a cell is asked for before it is divided. Dividing costs as much as some hundred walks down the tree.
const PATIENCE: u32 = 32;
/// A cell is divided into so many parts each way, and a part likewise.
const SIDE: usize = 4;
/// This often, at most.
const LEVELS: u32 = 4;
/// The smallest parts in a cell, each way.
const SMALLEST: f64 = 256.0;
/// A part is not divided if so few rivals are left, for each depth: a look at one more costs less than a look at
/// memory that is not at hand.
const FEW: [usize; LEVELS as usize] = [1, 3, 6, 10];
/// Where more rivals than this are left, the tree is asked.
const MANY: usize = 64;
/// Metres in a degree of latitude, at least. Source: the meridian's radius at the equator, 6,335,439 m.
const DEGREE: f64 = 110_574.0;

/// The grid of a line.
#[derive(Debug)]
pub struct Cells {
    south: f64,
    west: f64,
    rows: usize,
    columns: usize,
    grid: Box<[Cell]>,
    /// The points where pieces begin and end, by their numbers.
    ends: Box<[Vector]>,
    /// For each of them the numbers of the pieces that end and begin there.
    beside: Box<[[Option<u32>; 2]]>,
}

#[derive(Debug, Default)]
struct Cell {
    asked: AtomicU32,
    parts: OnceLock<Parts>,
}

/// A divided cell.
#[derive(Debug, Default)]
struct Parts {
    /// The first is the whole cell.
    nodes: Vec<Node>,
    /// The lists: how many ends, how many bows, then the numbers of both.
    lists: Vec<u32>,
}

/// What is known of the parts of a cell or of a part, row by row from the south-west: a line of the processor's cache.
#[derive(Debug)]
#[repr(align(64))]
struct Node([Entry; SIDE * SIDE]);

/// What is known of a part, in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry(u32);

impl Entry {
    /// The tree is asked.
    const UNKNOWN: Self = Self(u32::MAX);
    /// The whole cell, which is always divided.
    const WHOLE: Self = Self(Self::DIVIDED);
    /// The bits that tell what the number means.
    const MARKS: u32 = 0xc000_0000;
    /// The candidates are in the list that begins here.
    const LIST: u32 = 0x4000_0000;
    /// The part is divided: the number of its node.
    const DIVIDED: u32 = 0x8000_0000;
    /// The rest of the number. What bears no mark is the number of the end that is the nearest everywhere.
    const NUMBER: u32 = 0x3fff_ffff;

    /// Whether it is an end or a list.
    fn known(self) -> bool {
        self.0 & Self::DIVIDED == 0
    }

    fn marked(mark: u32, number: usize) -> Self {
        u32::try_from(number)
            .ok()
            .filter(|&number| number < Self::NUMBER)
            .map_or(Self::UNKNOWN, |number| Self(mark | number))
    }
}

/// What can be the nearest to a position.
#[derive(Debug, Clone, Copy)]
pub struct Near<'c> {
    parts: &'c Parts,
    entry: Entry,
}

impl Cells {
    /// The grid for the neighbourhood of a line with these bounds: south, north, west, east; the longitudes may run on
    /// over the antimeridian.
    pub fn new([south, north, west, east]: [f64; 4], tree: &Tree) -> Self {
        let reach = SERIES_LIMIT / DEGREE + 0.1;
        let (south, north) = ((south - reach).floor().max(-90.0), (north + reach).ceil().min(90.0));
        let farthest = south.abs().max(north.abs());
        let reach = reach / farthest.to_radians().cos();
        let (mut west, mut east) = ((west - reach).floor(), (east + reach).ceil());
        if farthest >= 89.0 || east - west >= 360.0 {
            (west, east) = (-180.0, 180.0);
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 720")]
        let count = |degrees: f64| (degrees * PER_DEGREE).ceil().max(1.0) as usize;
        let (rows, columns) = (count(north - south), count(east - west));
        let last = tree.pieces().iter().map(|piece| piece.ends[1]).max().unwrap_or(0) as usize;
        let mut ends = vec![[0.0; 3]; last + 1].into_boxed_slice();
        let mut beside = vec![[None; 2]; last + 1].into_boxed_slice();
        for (row, (bow, piece)) in tree.bows().iter().zip(tree.pieces()).enumerate() {
            for (side, t) in [0.0, 1.0].into_iter().enumerate() {
                let end = piece.ends[side] as usize;
                ends[end] = bow.point(t);
                beside[end][1 - side] = u32::try_from(row).ok();
            }
        }
        let grid = (0..rows * columns).map(|_| Cell::default()).collect();
        let west = west - 360.0 * ((west + 180.0) / 360.0).floor();
        Self { south, west, rows, columns, grid, ends, beside }
    }

    /// The point of an end.
    #[inline]
    pub fn end(&self, number: u32) -> Vector {
        self.ends[number as usize]
    }

    /// The pieces that end and begin at an end.
    pub fn beside(&self, end: u32) -> impl Iterator<Item = usize> {
        self.beside[end as usize].into_iter().flatten().map(|row| row as usize)
    }

    /// What can be the nearest to a position, if that is known.
    #[inline]
    pub fn near(&self, position: LatLng, tree: &Tree) -> Option<Near<'_>> {
        let (parts, at) = self.parts(position, tree)?;
        let mut entry = Entry::WHOLE;
        for level in 0..LEVELS {
            entry = parts.entry(entry, at, level);
        }
        entry.known().then_some(Near { parts, entry })
    }

    /// [`Cells::near`] for some positions: level by level, so that the processor fetches what one needs while it is at
    /// another.
    #[inline]
    pub fn near_all<const N: usize>(
        &self,
        positions: &[LatLng],
        tree: &Tree,
    ) -> [Option<Near<'_>>; N] {
        let mut found = [None; N];
        for (found, &position) in found.iter_mut().zip(positions) {
            *found = self.parts(position, tree);
        }
        let mut entries = [Entry::WHOLE; N];
        for level in 0..LEVELS {
            for (entry, found) in entries.iter_mut().zip(&found) {
                if let Some((parts, at)) = found {
                    *entry = parts.entry(*entry, *at, level);
                }
            }
        }
        let mut near = [None; N];
        for ((near, entry), found) in near.iter_mut().zip(entries).zip(found) {
            *near = found.map(|(parts, _)| Near { parts, entry }).filter(|_| entry.known());
        }
        near
    }

    /// The parts of the cell that a position is in, and its row and column in units of the smallest parts.
    #[inline]
    fn parts(&self, position: LatLng, tree: &Tree) -> Option<(&Parts, [i32; 2])> {
        let lat = position.lat() - self.south;
        let mut lng = position.lng() - self.west;
        if lng < 0.0 {
            lng += 360.0;
        }
        if lng >= 360.0 {
            lng -= 360.0;
        }
        // Below 2²⁰.
        #[allow(clippy::cast_possible_truncation, reason = "as meant")]
        let at = [lat, lng].map(|degrees| (degrees * (PER_DEGREE * SMALLEST)) as i32);
        #[allow(clippy::cast_sign_loss, reason = "a negative one is too large a number")]
        let [row, column] = at.map(|at| (at >> (2 * LEVELS)) as usize);
        if lat < 0.0 || row >= self.rows || column >= self.columns {
            return None;
        }
        let cell = &self.grid[row * self.columns + column];
        let parts = match cell.parts.get() {
            Some(parts) => parts,
            None => self.divided(cell, row, column, tree)?,
        };
        Some((parts, at))
    }

    /// The parts of a cell that is asked for once more.
    #[cold]
    fn divided<'c>(
        &self,
        cell: &'c Cell,
        row: usize,
        column: usize,
        tree: &Tree,
    ) -> Option<&'c Parts> {
        if cell.asked.fetch_add(1, Ordering::Relaxed) < PATIENCE {
            return None;
        }
        #[allow(clippy::cast_precision_loss, reason = "at most 720")]
        let corner = [self.south + row as f64 / PER_DEGREE, self.west + column as f64 / PER_DEGREE];
        Some(cell.parts.get_or_init(|| Parts::new(corner, tree, &self.ends)))
    }
}

impl Parts {
    fn new(corner: [f64; 2], tree: &Tree, ends: &[Vector]) -> Self {
        let size = 1.0 / PER_DEGREE;
        let (centre, radius) = ball(corner, size);
        let rivals = Rivals { bows: tree.bows(), pieces: tree.pieces(), ends };
        let mut all = Rivals::all(tree, centre, radius);
        rivals.keep(centre, radius, &mut all);
        let mut maker = Maker { rivals, parts: Self::default(), known: BTreeMap::new() };
        maker.divide(corner, size, &all, 0);
        maker.parts
    }

    /// What is known one level down, if the part is divided; else what is known of the part.
    #[inline]
    fn entry(&self, entry: Entry, at: [i32; 2], level: u32) -> Entry {
        let shift = 2 * (LEVELS - 1 - level);
        #[allow(clippy::cast_sign_loss, reason = "two bits")]
        let [row, column] = at.map(|at| ((at >> shift) & 3) as usize);
        let divided = entry.0 & Entry::MARKS == Entry::DIVIDED;
        let node = if divided { (entry.0 & Entry::NUMBER) as usize } else { 0 };
        let below = self.nodes[node].0[row * SIDE + column];
        if divided { below } else { entry }
    }
}

impl<'c> Near<'c> {
    /// The number of the end that is the nearest, if only one can be.
    #[inline]
    pub fn end(self) -> Option<u32> {
        (self.entry.0 & Entry::MARKS == 0).then_some(self.entry.0)
    }

    /// The numbers of the ends and of the pieces one of which is the nearest, if there are several.
    #[inline]
    pub fn lists(self) -> (&'c [u32], &'c [u32]) {
        if self.end().is_some() {
            return (&[], &[]);
        }
        let list = &self.parts.lists[(self.entry.0 & Entry::NUMBER) as usize..];
        list.split_first_chunk().map_or((&[], &[]), |([ends, bows], rest)| {
            let (ends, rest) = rest.split_at(*ends as usize);
            (ends, &rest[..*bows as usize])
        })
    }
}

/// A cell that is being divided.
struct Maker<'l> {
    rivals: Rivals<'l>,
    parts: Parts,
    /// Where the list of some rivals begins.
    known: BTreeMap<Vec<Rival>, Entry>,
}

impl Maker<'_> {
    /// Divides a part, of which some rivals are known, and returns where the entries begin.
    #[allow(clippy::cast_precision_loss, reason = "sides are short")]
    fn divide(&mut self, corner: [f64; 2], size: f64, found: &[Rival], depth: usize) -> Entry {
        let node = self.parts.nodes.len();
        self.parts.nodes.push(Node([Entry::UNKNOWN; SIDE * SIDE]));
        let size = size / SIDE as f64;
        for part in 0..SIDE * SIDE {
            let (row, column) = ((part / SIDE) as f64, (part % SIDE) as f64);
            let corner = [corner[0] + row * size, corner[1] + column * size];
            let (centre, radius) = ball(corner, size);
            let mut found = found.to_vec();
            self.rivals.keep(centre, radius, &mut found);
            self.parts.nodes[node].0[part] = if depth + 1 < FEW.len() && found.len() > FEW[depth] {
                self.divide(corner, size, &found, depth + 1)
            } else {
                self.entry(found)
            };
        }
        Entry::marked(Entry::DIVIDED, node)
    }

    fn entry(&mut self, found: Vec<Rival>) -> Entry {
        if let [Rival::End(end)] = found[..] {
            return Entry::marked(0, end as usize);
        }
        if found.is_empty() || found.len() > MANY {
            return Entry::UNKNOWN;
        }
        let lists = &mut self.parts.lists;
        *self.known.entry(found).or_insert_with_key(|found| {
            let start = lists.len();
            let ends = found.iter().filter(|rival| matches!(rival, Rival::End(_))).count();
            lists.extend([number(ends), number(found.len() - ends)]);
            lists.extend(found.iter().map(|&(Rival::End(number) | Rival::Bow(number))| number));
            Entry::marked(Entry::LIST, start)
        })
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A ball around a part of the surface between two parallels and two meridians, from its south-west corner.
fn ball(corner: [f64; 2], size: f64) -> (Vector, f64) {
    let at = |row: f64, column: f64| {
        let lat = (corner[0] + row * size).clamp(-90.0, 90.0);
        chord::from_position(LatLng::wrapped(lat, corner[1] + column * size))
    };
    let centre = at(0.5, 0.5);
    let corners = [at(0.0, 0.0), at(0.0, 1.0), at(1.0, 0.0), at(1.0, 1.0)];
    // No other position of the part is farther away; a metre is for the rounding of degrees.
    let away = |corner| chord::apart(corner, centre);
    (centre, corners.map(away).into_iter().fold(0.0, f64::max) + 1.0)
}
