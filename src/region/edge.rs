//! Where an edge of an outline lies from a position: in whole numbers, without rounding.
//!
//! A position counts as moved a little to the east, and far less to the north. So none lies on an edge or beside a
//! vertex, and whatever path one takes from one position to another, the edges crossed tell the same.
//!
//! Source: H. Edelsbrunner, E. P. Mücke, "Simulation of simplicity", *ACM Transactions on Graphics* 9, 1990.

/// Latitude and longitude in 1e-5 degrees.
pub type Vertex = [i32; 2];

/// Whether an edge crosses a parallel.
#[inline]
pub fn crosses_parallel([from, to]: [Vertex; 2], lat: i32) -> bool {
    (from[0] > lat) != (to[0] > lat)
}

/// Whether an edge crosses the parallel of a position to the east of it, if it crosses it.
#[inline]
pub fn is_east([from, to]: [Vertex; 2], [lat, lng]: Vertex) -> bool {
    let north = i64::from(to[0]) - i64::from(from[0]);
    let ahead = (i64::from(from[1]) - i64::from(lng)) * north
        + (i64::from(to[1]) - i64::from(from[1])) * (i64::from(lat) - i64::from(from[0]));
    if north > 0 { ahead > 0 } else { ahead < 0 }
}

/// Whether an edge crosses a meridian.
#[inline]
pub fn crosses_meridian([from, to]: [Vertex; 2], lng: i32) -> bool {
    (from[1] > lng) != (to[1] > lng)
}

/// Whether an edge crosses the meridian of a position to the north of it, if it crosses it.
#[inline]
pub fn is_north([from, to]: [Vertex; 2], [lat, lng]: Vertex) -> bool {
    let east = i64::from(to[1]) - i64::from(from[1]);
    let north = i64::from(to[0]) - i64::from(from[0]);
    let above = (i64::from(from[0]) - i64::from(lat)) * east
        + north * (i64::from(lng) - i64::from(from[1]));
    // Through the position itself: the position was moved to the east, where the edge has risen or fallen.
    let above = if above == 0 { north } else { above };
    if east > 0 { above > 0 } else { above < 0 }
}
