//! As many pairs as can be: maximum bipartite matching by augmenting paths.
//!
//! Source: H. W. Kuhn, "The Hungarian method for the assignment problem", *Naval Research Logistics* 2, 1955.

use std::collections::BTreeMap;

/// For each left node its right nodes in order of preference; the right node of each left one that got one.
pub(super) fn pairs(edges: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let mut of_right: BTreeMap<usize, usize> = BTreeMap::new();
    for left in 0..edges.len() {
        augment(edges, left, &mut Vec::new(), &mut of_right);
    }
    of_right.into_iter().map(|(right, left)| (left, right)).collect()
}

fn augment(
    edges: &[Vec<usize>],
    left: usize,
    seen: &mut Vec<usize>,
    of_right: &mut BTreeMap<usize, usize>,
) -> bool {
    for &right in &edges[left] {
        if seen.contains(&right) {
            continue;
        }
        seen.push(right);
        let free = match of_right.get(&right).copied() {
            None => true,
            Some(other) => augment(edges, other, seen, of_right),
        };
        if free {
            of_right.insert(right, left);
            return true;
        }
    }
    false
}
