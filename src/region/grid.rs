//! A grid over the world that tells most positions' province at one look, and the rest's at a few edges.
//!
//! Packed by the build script (`geodata/pack/provinces_grid.rs`), little-endian:
//!
//! | section | record |
//! |---|---|
//! | degrees | for each square degree 0 (nothing), a province's number plus 1, or [`MIXED`] (u16) |
//! | rows | for each row of cells: number of its first run, number of its first mixed cell, where the data of its mixed cells start (u32) |
//! | runs | equal cells of a row: first column, what they are, how many mixed cells the row has before (3 × u16) |
//! | offsets | for each mixed cell where its data start, after those of the row (u16) |
//! | data | of a mixed cell: how many provinces, how many runs of edges (u8); the provinces (u16); which of them have the south-eastern corner of the cell (bits); the runs: first vertex (3 bytes), how many edges (u8), whose outline they are (bits) |
//!
//! From a position in a mixed cell one goes to the east side of the cell and along it to the corner, and counts the
//! edges crossed.

use super::edge::{crosses_meridian, crosses_parallel, is_east, is_north};
use super::provinces::{section, u16_at, u32_at, vertex_at};

/// Cells of the grid per degree.
const PER_DEGREE: i32 = 5;
/// A cell in units of the vertices.
const CELL: i32 = 100_000 / PER_DEGREE;
const COLUMNS: usize = 1800;
const ROWS: usize = 900;
/// Marks what outlines touch.
const MIXED: u16 = u16::MAX;
/// Bytes of a row, and of a run.
const ROW: usize = 12;
const RUN: usize = 6;

/// The number of the province that a position, in 1e-5 degrees, is in.
#[inline]
pub fn at(at: [i32; 2]) -> Option<usize> {
    let index = |lat: i32, lng: i32| {
        let row = usize::try_from((at[0] + 9_000_000) / lat).ok()?;
        Some([row, usize::try_from((at[1] + 18_000_000) / lng).ok()?])
    };
    let [row, column] = index(100_000, 100_000)?;
    let degree = u16_at(section(6), (row.min(179) * 360 + column.min(359)) * 2);
    if degree != MIXED {
        return usize::from(degree).checked_sub(1);
    }
    let [row, column] = index(CELL, CELL)?;
    let (row, column) = (row.min(ROWS - 1), column.min(COLUMNS - 1));
    let (rows, runs) = (section(7), section(8));
    let (mut low, mut high) =
        (u32_at(rows, row * ROW) as usize, u32_at(rows, (row + 1) * ROW) as usize);
    // The last run that begins at the column or before it; the first begins at column 0.
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if usize::from(u16_at(runs, middle * RUN)) <= column { low = middle } else { high = middle }
    }
    let kind = u16_at(runs, low * RUN + 2);
    if kind != MIXED {
        return usize::from(kind).checked_sub(1);
    }
    let before =
        column - usize::from(u16_at(runs, low * RUN)) + usize::from(u16_at(runs, low * RUN + 4));
    let cell = u32_at(rows, row * ROW + 4) as usize + before;
    let start = u32_at(rows, row * ROW + 8) as usize + usize::from(u16_at(section(9), cell * 2));
    mixed(section(10).get(start..)?, corner(row, column), at)
}

/// The south-eastern corner of a cell.
fn corner(row: usize, column: usize) -> [i32; 2] {
    let of = |number: usize| i32::try_from(number).unwrap_or(0) * CELL;
    [of(row) - 9_000_000, of(column + 1) - 18_000_000]
}

/// The first province of a mixed cell that has a position.
fn mixed(data: &[u8], corner: [i32; 2], at: [i32; 2]) -> Option<usize> {
    let (&[provinces, runs], data) = data.split_first_chunk()?;
    let (numbers, data) = data.split_at_checked(usize::from(provinces) * 2)?;
    let wide = usize::from(provinces).div_ceil(8);
    let bits = |bytes: &[u8]| {
        bytes.iter().take(wide).rev().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte))
    };
    let (inside, data) = data.split_at_checked(wide)?;
    let mut inside = bits(inside);
    for run in data.chunks_exact(4 + wide).take(usize::from(runs)) {
        let first = usize::from(run[0]) | usize::from(run[1]) << 8 | usize::from(run[2]) << 16;
        let mut odd = false;
        let mut from = vertex_at(first);
        for vertex in first + 1..=first + usize::from(run[3]) {
            let edge = [from, vertex_at(vertex)];
            from = edge[1];
            if crosses_parallel(edge, at[0]) {
                odd ^= is_east(edge, at) && !is_east(edge, [at[0], corner[1]]);
            }
            if crosses_meridian(edge, corner[1]) {
                odd ^= is_north(edge, corner) && !is_north(edge, [at[0], corner[1]]);
            }
        }
        if odd {
            inside ^= bits(&run[4..]);
        }
    }
    (inside != 0).then(|| usize::from(u16_at(numbers, inside.trailing_zeros() as usize * 2)))
}
