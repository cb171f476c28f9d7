//! Rings to lines: the runs of edges that are border, in order along the border.

use std::cmp::Reverse;

use crate::geojson::Ring;
use crate::polyline::Vertex;

/// A line of at least two vertices.
pub type Line = Vec<Vertex>;

/// What an edge of a ring is to a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Border.
    Border,
    /// Border if it lies between two edges that are.
    Bridge,
    /// No border.
    Other,
}

/// The runs of border, ring by ring: the ring with the most border first, each ring from the end
/// of its longest gap.
pub fn lines(rings: &[Ring], role: impl Fn(&[[f64; 2]]) -> Role) -> Vec<Line> {
    let mut found: Vec<(usize, Vec<Line>)> = Vec::new();
    for ring in rings {
        let roles: Vec<Role> = ring.windows(2).map(&role).collect();
        let Some(start) = after_longest_gap(&roles) else { continue };
        let lines = runs(ring, &roles, start);
        found.push((lines.iter().map(Vec::len).sum(), lines));
    }
    found.sort_by_key(|(vertices, lines)| (Reverse(*vertices), lines.clone()));
    found.into_iter().flat_map(|(_, lines)| lines).collect()
}

/// Cuts a ring into its runs of border, from an edge that begins one.
fn runs(ring: &Ring, roles: &[Role], start: usize) -> Vec<Line> {
    let edges = roles.len();
    let mut lines: Vec<Line> = Vec::new();
    // The vertices since the last border, as long as nothing but bridges came after it.
    let mut bridge: Option<Line> = None;
    for at in (start..start + edges).map(|at| at % edges) {
        let end = vertex(ring[at + 1]);
        match (roles[at], &mut bridge, lines.last_mut()) {
            (Role::Border, Some(bridge), Some(line)) => {
                line.append(bridge);
                line.push(end);
            }
            (Role::Border, ..) => {
                lines.push(vec![vertex(ring[at]), end]);
                bridge = Some(Line::new());
            }
            (Role::Bridge, Some(bridge), _) => bridge.push(end),
            _ => bridge = None,
        }
    }
    lines.iter_mut().for_each(Vec::dedup);
    lines.retain(|line| line.len() > 1);
    lines
}

/// The edge of border that follows the longest run of others; the first edge if all are border.
fn after_longest_gap(roles: &[Role]) -> Option<usize> {
    let first = roles.iter().position(|&role| role == Role::Border)?;
    let (mut start, mut longest, mut gap) = (first, 0, 0);
    for at in first..=first + roles.len() {
        if roles[at % roles.len()] != Role::Border {
            gap += 1;
            continue;
        }
        if gap > longest {
            (longest, start) = (gap, at % roles.len());
        }
        gap = 0;
    }
    Some(start)
}

fn vertex([lng, lat]: [f64; 2]) -> Vertex {
    Vertex::from_degrees(lat, lng)
}
