//! Lines between two countries that are not agreed on.
//!
//! As Natural Earth shows them, at 1:10,000,000: no statement on any claim. Packed by the build script
//! (`geodata/pack/claims.rs`) as text, a claim a line: the two countries, what it is, its name, encoded polylines.

use crate::gazetteer::Country;
use geo::LineString;

static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/claims.txt"));

/// A line that is not agreed on.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// `disputed`, `line of control`, `indefinite` or `lease`.
    pub kind: &'static str,
    /// Its name; empty if the source has none.
    pub name: &'static str,
    /// The line, in parts; longitude, latitude.
    pub lines: Vec<LineString>,
}

/// The lines between two countries that are not agreed on, in either order of the countries.
///
/// ```
/// use marz::gazetteer::Country;
/// use marz::region::claims;
///
/// let [india, pakistan, tajikistan] = ["IN", "PK", "TJ"].map(|code| Country::from_code(code).unwrap());
/// assert!(claims([pakistan, india]).iter().any(|claim| claim.kind == "line of control"));
/// assert!(claims([tajikistan, Country::from_code("AF").unwrap()]).is_empty());
/// ```
#[must_use]
pub fn claims(mut sides: [Country; 2]) -> Vec<Claim> {
    sides.sort();
    let of_pair = |line: &'static str| {
        let mut cells = line.split('\t');
        let pair = [cells.next()?, cells.next()?];
        if pair != sides.each_ref().map(Country::code) {
            return None;
        }
        let (kind, name) = (cells.next()?, cells.next()?);
        let lines = cells.next()?.split(' ');
        let lines = lines.filter_map(|line| polyline::decode_polyline(line, 5).ok()).collect();
        Some(Claim { kind, name, lines })
    };
    TEXT.lines().filter_map(of_pair).collect()
}
