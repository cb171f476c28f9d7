//! A grid over the world that tells most positions' province at one look.
//!
//! A cell that no outline touches lies in one province or in none. A cell that some touch has the list of the
//! provinces whose outlines do.

use super::{Outline, bounds};
use crate::geometry::Writer;
use std::collections::BTreeSet;

/// Cells per degree; `src/region/provinces.rs` has the same number.
const PER_DEGREE: i32 = 10;
/// A cell in units of the vertices.
const CELL: i32 = 100_000 / PER_DEGREE;
const COLUMNS: usize = 3600;
const ROWS: usize = 1800;
/// The last row and column, as the vertices count.
const LAST: [i32; 2] = [1799, 3599];
/// Marks a cell with a list.
const MIXED: u16 = u16::MAX;

pub struct Grid {
    /// For each row of cells, the number of its first run.
    pub run_starts: Writer,
    /// Runs of equal cells: the first column, and 0 (nothing), a province's number plus 1, or [`MIXED`].
    pub runs: Writer,
    /// For each row of cells, the number of its first list; lists stand in the order of their cells.
    pub starts: Writer,
    /// Each list: cell in the row (u16), how many (u16), where its numbers start (u32); then all the numbers.
    pub lists: Writer,
}

pub fn build(arcs: &[Vec<[i32; 2]>], outlines: &[Outline]) -> Grid {
    let mut owners: Vec<Vec<u16>> = vec![Vec::new(); arcs.len()];
    for (number, outline) in (0u16..).zip(outlines) {
        for &arc in outline.polygons.iter().flatten().flatten() {
            owners[index(arc)].push(number);
        }
    }
    let mut touched: BTreeSet<(u32, u16)> = BTreeSet::new();
    for (arc, owners) in arcs.iter().zip(&owners) {
        let mut last = None;
        for cell in arc.windows(2).flat_map(|ends| cells_of(ends[0], ends[1])) {
            if last != Some(cell) {
                touched.extend(owners.iter().map(|&owner| (cell, owner)));
                last = Some(cell);
            }
        }
    }
    let mut cells = vec![0u16; ROWS * COLUMNS];
    for &(cell, _) in &touched {
        cells[cell as usize] = MIXED;
    }
    let boxes: Vec<[i32; 4]> = outlines.iter().map(|outline| outline_box(outline, arcs)).collect();
    let arc_boxes: Vec<[i32; 4]> = arcs.iter().map(|arc| bounds(arc)).collect();
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
                let middle = [centre(row) - 9_000_000, centre(column) - 18_000_000];
                (0u16..)
                    .zip(outlines)
                    .find(|(number, outline)| {
                        let [south, north, west, east] = boxes[usize::from(*number)];
                        (south..=north).contains(&middle[0])
                            && (west..=east).contains(&middle[1])
                            && contains(outline, arcs, &arc_boxes, middle)
                    })
                    .map_or(0, |(number, _)| number + 1)
            });
            *cell = value;
            known = Some(value);
        }
    }
    write(&cells, &touched)
}

fn write(cells: &[u16], touched: &BTreeSet<(u32, u16)>) -> Grid {
    let mut grid = Grid {
        run_starts: Writer::new(),
        runs: Writer::new(),
        starts: Writer::new(),
        lists: Writer::new(),
    };
    for row in cells.chunks(COLUMNS) {
        grid.run_starts.u32(grid.runs.len() / 4);
        let mut last = None;
        for (column, &cell) in (0u16..).zip(row) {
            if last != Some(cell) {
                grid.runs.u16(column);
                grid.runs.u16(cell);
                last = Some(cell);
            }
        }
    }
    grid.run_starts.u32(grid.runs.len() / 4);
    let mut heads: Vec<(u32, Vec<u16>)> = Vec::new();
    for &(cell, owner) in touched {
        match heads.last_mut() {
            Some((last, owners)) if *last == cell => owners.push(owner),
            _ => heads.push((cell, vec![owner])),
        }
    }
    let columns = u32::try_from(COLUMNS).expect("few columns");
    let mut next = 0;
    for row in 0..=u32::try_from(ROWS).expect("few rows") {
        while heads.get(next).is_some_and(|(cell, _)| cell / columns < row) {
            next += 1;
        }
        grid.starts.u32(u32::try_from(next).expect("few lists"));
    }
    let mut at = 0;
    for (cell, owners) in &heads {
        grid.lists.u16(u16::try_from(cell % columns).expect("few columns"));
        grid.lists.u16(u16::try_from(owners.len()).expect("few owners"));
        grid.lists.u32(at);
        at += u32::try_from(owners.len()).expect("few owners");
    }
    for owner in heads.iter().flat_map(|(_, owners)| owners) {
        grid.lists.u16(*owner);
    }
    grid
}

fn index(arc: i32) -> usize {
    usize::try_from(if arc < 0 { !arc } else { arc }).expect("arcs count from 0")
}

fn centre(cell: usize) -> i32 {
    i32::try_from(cell).expect("few cells") * CELL + CELL / 2
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
            let ([lat1, lng1], [lat2, lng2]) = (ends[0], ends[1]);
            if (lat1 > at[0]) != (lat2 > at[0]) {
                let crossing = i64::from(lng1)
                    + i64::from(lng2 - lng1) * i64::from(at[0] - lat1) / i64::from(lat2 - lat1);
                inside ^= crossing > i64::from(at[1]);
            }
        }
    }
    inside
}
