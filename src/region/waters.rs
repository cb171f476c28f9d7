//! Rivers and lakes of the world, for drawing.
//!
//! The lines are those of Natural Earth at 1:10,000,000: right to about a kilometre. A border that follows a river
//! has its own, far finer line.
//!
//! Packed by the build script (`geodata/pack/waters.rs`) as compressed text, a water a line: kind, name, more names
//! (`|` between them), encoded polylines (a space between them). Only the map asks for them, so that they cost
//! nothing elsewhere; they are decoded anew at every call.

use flate2::read::ZlibDecoder;
use geo::{BoundingRect, Intersects, LineString, Rect};
use std::io::Read;

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/waters.bin"));

/// A river or a lake.
#[derive(Debug, Clone, PartialEq)]
pub struct Water {
    /// Which of the two.
    pub kind: WaterKind,
    /// Its names, the main one first; the source names no lake, and not every river.
    pub names: Vec<String>,
    /// A river's pieces, or the shores of a lake (closed; islands after the outer shore).
    pub lines: Vec<LineString>,
}

/// What a water is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaterKind {
    /// A line that flows.
    River,
    /// An area within its shores.
    Lake,
}

/// The rivers and lakes that touch a rectangle in degrees, each with those of its lines that do.
///
/// ```
/// use geo::{Coord, Rect};
/// use marz::region::waters::{WaterKind, within};
///
/// let tajikistan = Rect::new(Coord { x: 67.0, y: 36.5 }, Coord { x: 75.0, y: 41.0 });
/// let waters = within(&tajikistan);
/// assert!(waters.iter().any(|water| water.kind == WaterKind::River && water.names.contains(&"Panj".to_owned())));
/// assert!(waters.iter().any(|water| water.kind == WaterKind::Lake));
/// assert!(waters.iter().all(|water| !water.lines.is_empty()));
/// ```
#[must_use]
pub fn within(bounds: &Rect) -> Vec<Water> {
    let mut text = String::new();
    if ZlibDecoder::new(BYTES).read_to_string(&mut text).is_err() {
        return Vec::new();
    }
    let touches = |line: &LineString| line.bounding_rect().is_some_and(|of| of.intersects(bounds));
    text.lines()
        .filter_map(water)
        .filter_map(|mut water| {
            water.lines.retain(touches);
            (!water.lines.is_empty()).then_some(water)
        })
        .collect()
}

fn water(row: &str) -> Option<Water> {
    let mut fields = row.split('\t');
    let kind = if fields.next()? == "lake" { WaterKind::Lake } else { WaterKind::River };
    let name = fields.next()?;
    let more = fields.next()?.split('|');
    let names = std::iter::once(name).chain(more).filter(|name| !name.is_empty());
    let names = names.map(str::to_owned).collect();
    let lines = fields.next()?.split(' ');
    let lines = lines.filter_map(|line| polyline::decode_polyline(line, 5).ok()).collect();
    Some(Water { kind, names, lines })
}
