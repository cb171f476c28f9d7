//! Which part of the Earth is shown, and where on the picture.

use super::area::Area;
use super::projection::Projection;
use crate::earth::{self, LatLng};
use geo::{Coord, LineString, Polygon, Rect, Simplify};

/// The part of the Earth in the panel of the map.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    pub panel: Area,
    pub projection: Projection,
    /// Units of the picture to a radius of the Earth.
    scale: f64,
    /// What is in the middle of the panel, in the plane.
    middle: [f64; 2],
}

/// How much of the panel is left free around what is shown.
const MARGIN: f64 = 0.09;

/// The narrowest that a map may be, in radii of the Earth: 60 km.
const NARROWEST: f64 = 60.0 / 6371.0;

/// Details smaller than this are left out, in units of the picture.
const DETAIL: f64 = 0.15;

/// How far outside of the panel lines go on, so that no cut edge is seen.
const OVER: f64 = 12.0;

impl View {
    /// The view of all `spots` in `panel`; of the whole Earth if there are none.
    pub(super) fn of(spots: &[LatLng], panel: Area) -> Self {
        let middle = middle_longitude(spots);
        let latitudes = || spots.iter().map(|at| at.lat());
        let (south, north) = (latitudes().fold(90.0, f64::min), latitudes().fold(-90.0, f64::max));
        let projection = Projection::suiting(south, north, middle);
        let plane: Vec<[f64; 2]> = spots.iter().map(|at| projection.forward(*at)).collect();
        let range = |axis: usize| {
            let values = || plane.iter().map(|point| point[axis]);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (low, high)) =
            if spots.is_empty() { ((-3.0, 3.0), (-1.5, 1.5)) } else { (range(0), range(1)) };
        let room = |side: f64| side * (1.0 - 2.0 * MARGIN);
        let across = room(panel.width()) / (east - west).max(NARROWEST);
        let up = room(panel.height()) / (high - low).max(NARROWEST);
        Self {
            panel,
            projection,
            scale: across.min(up),
            middle: [f64::midpoint(west, east), f64::midpoint(low, high)],
        }
    }

    /// Where a position is on the picture.
    pub(super) fn spot(&self, at: LatLng) -> [f64; 2] {
        let [x, y] = self.projection.forward(at);
        let [left, top] = self.panel.middle();
        // North is up, and y grows downwards.
        [left + (x - self.middle[0]) * self.scale, top - (y - self.middle[1]) * self.scale]
    }

    /// The position of a point of the picture, latitude and longitude.
    fn position(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [left, top] = self.panel.middle();
        self.projection.inverse([
            self.middle[0] + (x - left) / self.scale,
            self.middle[1] - (y - top) / self.scale,
        ])
    }

    /// The longitudes and latitudes that the panel shows, in degrees.
    pub(super) fn bounds(&self) -> Rect {
        let area = self.panel.grown(OVER);
        let steps = || (0..=20).map(|step| f64::from(step) / 20.0);
        let edge = steps().flat_map(|along| {
            let x = area.left + along * area.width();
            let y = area.top + along * area.height();
            [[x, area.top], [x, area.bottom], [area.left, y], [area.right, y]]
        });
        let positions: Vec<[f64; 2]> = edge.map(|point| self.position(point)).collect();
        let range = |axis: usize| {
            let values = || positions.iter().map(|at| at[axis]);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((south, north), (west, east)) = (range(0), range(1));
        Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north })
    }

    /// Units of the picture to a kilometre, in the middle of the panel.
    pub(super) fn units_per_km(&self) -> f64 {
        let [x, y] = self.panel.middle();
        let position = |x: f64| {
            let [lat, lng] = self.position([x, y]);
            LatLng::new(lat, lng - 360.0 * (lng / 360.0).round()).ok()
        };
        let ends = position(x - 10.0).zip(position(x + 10.0));
        let km = ends.map_or(0.0, |(from, to)| earth::distance(from, to).km());
        20.0 / km.max(0.001)
    }

    /// A line in degrees, on the picture.
    pub(super) fn degrees(&self, line: &LineString) -> LineString {
        let spots = line.coords().filter_map(|at| LatLng::new(at.y, at.x).ok());
        spots.map(|at| coord(self.spot(at))).collect()
    }

    /// An encoded line on the picture; nothing if it cannot be read.
    pub(super) fn line(&self, encoded: &str) -> LineString {
        let line = polyline::decode_polyline(encoded, 5).unwrap_or(LineString::new(Vec::new()));
        self.degrees(&line)
    }

    /// The data of a path of filled rings, cut to the panel.
    pub(super) fn rings(&self, rings: &[LineString]) -> String {
        let area = self.panel.grown(OVER);
        let mut data = String::new();
        for ring in rings {
            let cut = clipped(
                &Polygon::new(ring.clone(), Vec::new()).simplify(DETAIL).into_inner().0,
                &area,
            );
            if cut.len() > 2 {
                steps(&mut data, cut.iter());
                data.push('Z');
            }
        }
        data
    }

    /// The data of a path of lines, without what is outside of the panel.
    pub(super) fn path(&self, lines: &[LineString]) -> String {
        let area = self.panel.grown(OVER);
        let mut data = String::new();
        for line in lines {
            let line = line.simplify(DETAIL);
            let mut run: Vec<Coord> = Vec::new();
            for pair in line.0.windows(2) {
                let around = Area {
                    left: pair[0].x.min(pair[1].x),
                    top: pair[0].y.min(pair[1].y),
                    right: pair[0].x.max(pair[1].x),
                    bottom: pair[0].y.max(pair[1].y),
                };
                if around.grown(0.1).overlaps(&area) {
                    if run.is_empty() {
                        run.push(pair[0]);
                    }
                    run.push(pair[1]);
                } else if !run.is_empty() {
                    steps(&mut data, run.iter());
                    run.clear();
                }
            }
            steps(&mut data, run.iter());
        }
        data
    }
}

/// A point for the geometry library.
pub(super) fn coord([x, y]: [f64; 2]) -> Coord {
    Coord { x, y }
}

/// Adds a move and lines to the data of a path, to a tenth of a unit.
fn steps<'a>(data: &mut String, points: impl Iterator<Item = &'a Coord>) {
    use std::fmt::Write as _;
    for (index, at) in points.enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        let _ = write!(data, "{command}{:.1} {:.1}", at.x, at.y);
    }
}

/// A ring cut to a rectangle (Sutherland and Hodgman, "Reentrant Polygon Clipping", Communications of the ACM 17(1),
/// 1974): parts that fall apart stay joined along the edge, which is outside of what is seen.
fn clipped(ring: &LineString, area: &Area) -> Vec<Coord> {
    type Inside = fn(&Coord, &Area) -> f64;
    const EDGES: [Inside; 4] = [
        |at, area| at.x - area.left,
        |at, area| area.right - at.x,
        |at, area| at.y - area.top,
        |at, area| area.bottom - at.y,
    ];
    let mut points = ring.0.clone();
    for inside in EDGES {
        let before = std::mem::take(&mut points);
        for (index, at) in before.iter().enumerate() {
            let last = before[(index + before.len() - 1) % before.len()];
            let (was, is) = (inside(&last, area), inside(at, area));
            if (was < 0.0) != (is < 0.0) {
                points.push(last + (*at - last) * (was / (was - is)));
            }
            if is >= 0.0 {
                points.push(*at);
            }
        }
    }
    points
}

/// The longitude in the middle of positions, the short way around the Earth.
fn middle_longitude(spots: &[LatLng]) -> f64 {
    let Some(first) = spots.first() else { return 0.0 };
    let off = |at: &LatLng| {
        let off = at.lng() - first.lng();
        off - 360.0 * (off / 360.0).round()
    };
    let (west, east) = spots
        .iter()
        .map(off)
        .fold((0.0_f64, 0.0_f64), |(west, east), off| (west.min(off), east.max(off)));
    first.lng() + f64::midpoint(west, east)
}
