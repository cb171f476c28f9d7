//! Rings that enclose something, polygons that do not cross themselves, labels inside.

use std::collections::HashSet;

use geo::{Area as _, Contains, Coord, InteriorPoint, LineString, MultiPolygon, Point, Validation};

use super::topology::{Area, Ring};
use crate::polyline::Vertex;

/// The simple rings of a ring: without repeated vertices and spikes, parted where it touches itself
/// in a vertex, none without area. Those of an outer ring run anticlockwise, the parts inside it
/// that it cuts off clockwise, as holes do.
pub fn rings(ring: Vec<Vertex>, outer: bool) -> Vec<Ring> {
    let mut ring = ring;
    if ring.first() == ring.last() {
        ring.pop();
    }
    if (doubled_area(&ring) > 0) != outer {
        ring.reverse();
    }
    let mut rings = Vec::new();
    let mut open: Vec<Vertex> = Vec::with_capacity(ring.len());
    let mut seen: HashSet<Vertex> = HashSet::with_capacity(ring.len());
    for vertex in ring {
        if !seen.insert(vertex) {
            // Back at a vertex of this ring: what lies since then is a ring of its own.
            let first = open.iter().rposition(|&other| other == vertex).unwrap_or(0);
            let part: Ring = open.drain(first..).collect();
            part.iter().filter(|&&other| other != vertex).for_each(|other| {
                seen.remove(other);
            });
            rings.push(part);
        }
        open.push(vertex);
    }
    rings.push(open);
    rings.retain(|ring| ring.len() > 2 && doubled_area(ring) != 0);
    rings
}

/// Whether a ring runs anticlockwise.
pub fn is_outer(ring: &Ring) -> bool {
    doubled_area(ring) > 0
}

fn doubled_area(ring: &[Vertex]) -> i128 {
    (0..ring.len())
        .map(|i| {
            let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
            i128::from(a.lng) * i128::from(b.lat) - i128::from(b.lng) * i128::from(a.lat)
        })
        .sum()
}

/// Says on standard error which areas are no valid polygons.
pub fn report<'a>(areas: impl Iterator<Item = (&'a str, &'a Area)>) {
    for (code, area) in areas {
        let area = multi_polygon(area);
        for fault in area.validation_errors() {
            eprintln!("{code}: {fault}");
        }
    }
}

/// A point inside: the one wished for if it is, else one in the middle of the largest polygon.
pub fn label(area: &Area, wish: [f64; 2]) -> [f64; 2] {
    let area = multi_polygon(area);
    if area.contains(&Point::new(wish[1], wish[0])) {
        return wish;
    }
    let largest = area.iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()));
    let inside = largest.and_then(InteriorPoint::interior_point);
    inside.map_or(wish, |point| [point.y(), point.x()])
}

fn multi_polygon(area: &Area) -> MultiPolygon {
    area.iter()
        .map(|polygon| {
            let mut rings = polygon.iter().map(line_string);
            let exterior = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
            geo::Polygon::new(exterior, rings.collect())
        })
        .collect()
}

fn line_string(ring: &Ring) -> LineString {
    let position = |vertex: &Vertex| {
        let [y, x] = vertex.degrees();
        Coord { x, y }
    };
    let mut line: Vec<Coord> = ring.iter().map(position).collect();
    line.extend(line.first().copied());
    LineString::new(line)
}
