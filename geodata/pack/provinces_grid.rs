//! Packs the grid that tells which province a position is in: see `src/region/grid.rs` for the form.
//!
//! A cell that no outline touches lies in one province or in none. A cell that some touch has the edges that do, and
//! which provinces have its south-eastern corner.

use super::edge::{Vertex, crosses_parallel, is_east};
use super::{Outline, bounds};
use crate::geometry::Writer;
use std::collections::BTreeMap;

/// Cells per degree; `src/region/grid.rs` has the same number.
const PER_DEGREE: i32 = 5;
/// A cell in units of the vertices.
const CELL: i32 = 100_000 / PER_DEGREE;
const COLUMNS: usize = 1800;
const ROWS: usize = 900;
/// The last row and column, as the vertices count.
const LAST: [i32; 2] = [899, 1799];
/// Marks what outlines touch.
const MIXED: u16 = u16::MAX;

pub struct Grid {
    pub degrees: Writer,
    pub rows: Writer,
    pub runs: Writer,
    pub offsets: Writer,
    pub data: Writer,
}

/// Edges of an arc that touch a cell, one after the other.
struct Run {
    arc: usize,
    first: usize,
    count: usize,
}

pub fn build(arcs: &[Vec<Vertex>], outlines: &[Outline]) -> Grid {
    let mut owners: Vec<Vec<u16>> = vec![Vec::new(); arcs.len()];
    for (number, outline) in (0u16..).zip(outlines) {
        for &arc in outline.polygons.iter().flatten().flatten() {
            owners[index(arc)].push(number);
        }
    }
    let arc_boxes: Vec<[i32; 4]> = arcs.iter().map(|arc| bounds(arc)).collect();
    let touched = touched(arcs);
    let mut cells = vec![0u16; ROWS * COLUMNS];
    for &cell in touched.keys() {
        cells[cell as usize] = MIXED;
    }
    fill(&mut cells, arcs, &arc_boxes, outlines);

    let mut grid = Grid {
        degrees: degrees(&cells),
        rows: Writer::new(),
        runs: Writer::new(),
        offsets: Writer::new(),
        data: Writer::new(),
    };
    // Where the vertices of each arc begin.
    let starts: Vec<usize> = arcs
        .iter()
        .scan(0, |next, arc| {
            *next += arc.len();
            Some(*next - arc.len())
        })
        .collect();
    for (row, columns) in cells.chunks(COLUMNS).enumerate() {
        let (first_cell, base) = (grid.offsets.len() / 2, grid.data.len());
        grid.rows.u32(grid.runs.len() / 6);
        grid.rows.u32(first_cell);
        grid.rows.u32(base);
        let mut last = None;
        for (column, &cell) in (0u16..).zip(columns) {
            if last != Some(cell) {
                grid.runs.u16(column);
                grid.runs.u16(cell);
                grid.runs.u16(small(grid.offsets.len() / 2 - first_cell));
                last = Some(cell);
            }
            if cell == MIXED {
                let number = row * COLUMNS + usize::from(column);
                let runs = &touched[&u32::try_from(number).expect("on the grid")];
                let corner = corner(row, usize::from(column));
                let has = |province: u16| {
                    contains(&outlines[usize::from(province)], arcs, &arc_boxes, corner)
                };
                grid.offsets.u16(small(grid.data.len() - base));
                data(&mut grid.data, runs, &owners, &starts, has);
            }
        }
    }
    grid.rows.u32(grid.runs.len() / 6);
    grid.rows.u32(grid.offsets.len() / 2);
    grid.rows.u32(grid.data.len());
    grid
}

/// For each cell that edges touch, those edges.
fn touched(arcs: &[Vec<Vertex>]) -> BTreeMap<u32, Vec<Run>> {
    let mut touched: BTreeMap<u32, Vec<Run>> = BTreeMap::new();
    for (arc, vertices) in arcs.iter().enumerate() {
        for (edge, ends) in vertices.windows(2).enumerate() {
            for cell in cells_of(ends[0], ends[1]) {
                let runs = touched.entry(cell).or_default();
                match runs.last_mut().filter(|run| run.arc == arc) {
                    Some(run) if run.first + run.count > edge => {}
                    Some(run) if run.first + run.count == edge && run.count < 255 => run.count += 1,
                    _ => runs.push(Run { arc, first: edge, count: 1 }),
                }
            }
        }
    }
    touched
}

/// Gives the cells that no outline touches their provinces.
fn fill(cells: &mut [u16], arcs: &[Vec<Vertex>], arc_boxes: &[[i32; 4]], outlines: &[Outline]) {
    let boxes: Vec<[i32; 4]> = outlines.iter().map(|outline| outline_box(outline, arcs)).collect();
    for row in 0..ROWS {
        let mut known = None;
        for column in 0..COLUMNS {
            let cell = &mut cells[row * COLUMNS + column];
            if *cell == MIXED {
                known = None;
                continue;
            }
            // All cells between two touched ones are alike: one of them is asked.
            let value = known.unwrap_or_else(|| {
                let [south, east] = corner(row, column);
                let middle = [south + CELL / 2, east - CELL / 2];
                (0u16..)
                    .zip(outlines)
                    .find(|(number, outline)| {
                        let [south, north, west, east] = boxes[usize::from(*number)];
                        (south..=north).contains(&middle[0])
                            && (west..=east).contains(&middle[1])
                            && contains(outline, arcs, arc_boxes, middle)
                    })
                    .map_or(0, |(number, _)| number + 1)
            });
            *cell = value;
            known = Some(value);
        }
    }
}

/// What whole square degrees are.
fn degrees(cells: &[u16]) -> Writer {
    let side = usize::try_from(PER_DEGREE).expect("positive");
    let mut degrees = Writer::new();
    for row in (0..ROWS).step_by(side) {
        for column in (0..COLUMNS).step_by(side) {
            let first = cells[row * COLUMNS + column];
            let alike = (row..row + side).all(|row| {
                cells[row * COLUMNS + column..][..side].iter().all(|&cell| cell == first)
            });
            degrees.u16(if alike { first } else { MIXED });
        }
    }
    degrees
}

/// Writes the data of a mixed cell; `has` tells whether a province has its corner.
fn data(
    data: &mut Writer,
    runs: &[Run],
    owners: &[Vec<u16>],
    starts: &[usize],
    has: impl Fn(u16) -> bool,
) {
    let mut provinces: Vec<u16> = runs.iter().flat_map(|run| &owners[run.arc]).copied().collect();
    provinces.sort_unstable();
    provinces.dedup();
    assert!(provinces.len() <= 64, "the bits of 64 provinces fit");
    let wide = provinces.len().div_ceil(8);
    let place =
        |province: &u16| 1_u64 << provinces.binary_search(province).expect("all owners are listed");
    // An outline that has an arc twice, there and back, is crossed twice by whoever crosses it.
    let bits = |owners: &[u16]| owners.iter().map(place).fold(0_u64, |bits, bit| bits ^ bit);
    let runs: Vec<&Run> = runs.iter().filter(|run| bits(&owners[run.arc]) != 0).collect();
    data.bytes(&[
        u8::try_from(provinces.len()).expect("checked before"),
        u8::try_from(runs.len()).expect("few arcs meet in a cell"),
    ]);
    for &province in &provinces {
        data.u16(province);
    }
    let inside: Vec<u16> = provinces.iter().copied().filter(|&province| has(province)).collect();
    data.bytes(&bits(&inside).to_le_bytes()[..wide]);
    for run in runs {
        let vertex = u32::try_from(starts[run.arc] + run.first).expect("few vertices");
        assert!(vertex < 1 << 24, "the number of a vertex fits in three bytes");
        data.bytes(&vertex.to_le_bytes()[..3]);
        data.bytes(&[u8::try_from(run.count).expect("runs are cut before")]);
        data.bytes(&bits(&owners[run.arc]).to_le_bytes()[..wide]);
    }
}

fn small(number: u32) -> u16 {
    u16::try_from(number).expect("a row has little")
}

/// The south-eastern corner of a cell.
fn corner(row: usize, column: usize) -> Vertex {
    let of = |number: usize| i32::try_from(number).expect("few cells") * CELL;
    [of(row) - 9_000_000, of(column + 1) - 18_000_000]
}

fn index(arc: i32) -> usize {
    usize::try_from(if arc < 0 { !arc } else { arc }).expect("arcs count from 0")
}

/// The cells that an edge touches: all of its bounding box when it is short, its steps when it is long.
fn cells_of(from: [i32; 2], to: [i32; 2]) -> Vec<u32> {
    let row = |lat: i32| ((lat + 9_000_000) / CELL).clamp(0, LAST[0]);
    let column = |lng: i32| ((lng + 18_000_000) / CELL).clamp(0, LAST[1]);
    let steps = ((to[0] - from[0]).abs().max((to[1] - from[1]).abs()) / CELL + 1).max(1);
    let mut cells = Vec::new();
    let mut last = from;
    for step in 1..=steps {
        let part = |a: i32, b: i32| {
            let far = i64::from(b - a) * i64::from(step) / i64::from(steps);
            a + i32::try_from(far).expect("within the edge")
        };
        let next = [part(from[0], to[0]), part(from[1], to[1])];
        let [rows, columns] = [
            [row(last[0].min(next[0]) - 1), row(last[0].max(next[0]) + 1)],
            [column(last[1].min(next[1]) - 1), column(last[1].max(next[1]) + 1)],
        ];
        for row in rows[0]..=rows[1] {
            for column in columns[0]..=columns[1] {
                cells.push(u32::try_from(row * (LAST[1] + 1) + column).expect("on the grid"));
            }
        }
        last = next;
    }
    cells
}

fn outline_box(outline: &Outline, arcs: &[Vec<[i32; 2]>]) -> [i32; 4] {
    let all = outline.polygons.iter().flatten().flatten().map(|&arc| bounds(&arcs[index(arc)]));
    all.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].max(b[3])])
        .unwrap_or([0, -1, 0, -1])
}

/// Whether a position is inside: an odd number of edges to the east of it.
fn contains(outline: &Outline, arcs: &[Vec<[i32; 2]>], boxes: &[[i32; 4]], at: [i32; 2]) -> bool {
    let mut inside = false;
    for &arc in outline.polygons.iter().flatten().flatten() {
        let [south, north, _, east] = boxes[index(arc)];
        if at[0] < south || at[0] > north || at[1] > east {
            continue;
        }
        for ends in arcs[index(arc)].windows(2) {
            let edge = [ends[0], ends[1]];
            inside ^= crosses_parallel(edge, at[0]) && is_east(edge, at);
        }
    }
    inside
}
