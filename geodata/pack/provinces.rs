//! Packs the first-order divisions of the world: see `src/region/provinces.rs` for the form.

#[path = "../../src/region/edge.rs"]
#[allow(dead_code, reason = "the library asks more of an edge")]
mod edge;
#[path = "provinces_grid.rs"]
mod grid;

use crate::geometry::{Strings, Writer, polyline};
use crate::tables::{Row, Table};
use std::fs;
use std::path::Path;

/// A province in the making: arcs of each ring of each polygon.
pub struct Outline {
    pub polygons: Vec<Vec<Vec<i32>>>,
}

/// Writes `provinces.bin` into `folder`.
pub fn pack(folder: &Path) {
    let table = |path: &str| Table::read(path).unwrap_or_else(|| panic!("{path} is missing"));
    let arcs_table = table("geodata/natural-earth/arcs.tsv");
    let arcs: Vec<Vec<[i32; 2]>> =
        arcs_table.rows().map(|row| polyline(row.get("polyline"))).collect();
    let provinces_table = table("geodata/natural-earth/provinces.tsv");
    let mut rows: Vec<Row<'_>> = provinces_table.rows().collect();
    rows.sort_by_key(|row| (row.get("iso"), row.get("adm1_code")));
    let mut outlines: Vec<Outline> = rows.iter().map(|row| outline(row.get("rings"))).collect();
    merge(&mut rows, &mut outlines);

    let mut strings = Strings::default();
    let (mut provinces, mut polygons, mut rings, mut refs) =
        (Writer::new(), Writer::new(), Writer::new(), Writer::new());
    for (row, outline) in rows.iter().zip(&outlines) {
        for column in ["adm1_code", "iso", "name", "names"] {
            let (at, length) = strings.put(row.get(column));
            provinces.u32(at);
            provinces.u32(length);
        }
        let country = row.get("country").as_bytes();
        provinces.bytes(&[
            country.first().copied().unwrap_or(b'?'),
            country.get(1).copied().unwrap_or(b'?'),
            0,
            0,
        ]);
        for column in ["lat", "lng"] {
            provinces.i32(degrees(row.get(column)));
        }
        provinces.u32(polygons.len() / 8);
        provinces.u32(count(outline.polygons.len()));
        for polygon in &outline.polygons {
            polygons.u32(rings.len() / 8);
            polygons.u32(count(polygon.len()));
            for ring in polygon {
                rings.u32(refs.len() / 4);
                rings.u32(count(ring.len()));
                for &arc in ring {
                    refs.i32(arc);
                }
            }
        }
    }
    let (mut heads, mut vertices) = (Writer::new(), Writer::new());
    for arc in &arcs {
        heads.u32(vertices.len() / 8);
        heads.u32(count(arc.len()));
        for bound in bounds(arc) {
            heads.i32(bound);
        }
        for &[lat, lng] in arc {
            vertices.i32(lat);
            vertices.i32(lng);
        }
    }
    let grid = grid::build(&arcs, &outlines);
    let sections = [
        provinces,
        polygons,
        rings,
        refs,
        heads,
        vertices,
        grid.degrees,
        grid.rows,
        grid.runs,
        grid.offsets,
        grid.data,
    ];
    let mut file = Writer::new();
    for section in &sections {
        file.u32(section.len());
    }
    for section in &sections {
        file.bytes(&section.0);
    }
    file.bytes(strings.text.as_bytes());
    fs::write(folder.join("provinces.bin"), file.0).expect("OUT_DIR can be written");
}

/// Makes one province of rows that share an ISO code: the source draws some divisions in several pieces.
fn merge(rows: &mut Vec<Row<'_>>, outlines: &mut Vec<Outline>) {
    for number in (1..rows.len()).rev() {
        if !rows[number].get("iso").is_empty()
            && rows[number].get("iso") == rows[number - 1].get("iso")
        {
            rows.remove(number);
            let pieces = outlines.remove(number).polygons;
            outlines[number - 1].polygons.extend(pieces);
        }
    }
}

/// The rings of a row: polygons between `;`, rings between `,`, arcs between spaces, `~n` for arc *n* reversed.
fn outline(text: &str) -> Outline {
    let arc = |word: &str| {
        let number =
            |digits: &str| digits.parse::<i32>().unwrap_or_else(|_| panic!("no arc: {word}"));
        word.strip_prefix('~').map_or_else(|| number(word), |digits| !number(digits))
    };
    let ring = |text: &str| text.split_whitespace().map(arc).collect();
    let polygon = |text: &str| text.split(',').map(ring).collect();
    Outline { polygons: text.split(';').map(polygon).collect() }
}

/// Least and greatest latitude, least and greatest longitude.
pub fn bounds(arc: &[[i32; 2]]) -> [i32; 4] {
    let mut bounds = [i32::MAX, i32::MIN, i32::MAX, i32::MIN];
    for &[lat, lng] in arc {
        bounds = [bounds[0].min(lat), bounds[1].max(lat), bounds[2].min(lng), bounds[3].max(lng)];
    }
    bounds
}

#[allow(clippy::cast_possible_truncation, reason = "degrees times 1e5 fit")]
fn degrees(text: &str) -> i32 {
    (text.parse::<f64>().unwrap_or(0.0) * 1e5).round() as i32
}

fn count(size: usize) -> u32 {
    u32::try_from(size).expect("packed files stay below 4 GB")
}
