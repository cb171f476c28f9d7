//! Mentions that are halves of the name of the region's border.

use crate::gazetteer::Gazetteer;
use crate::mention::{Mention, Use};
use crate::region::Region;

/// Whether a mention is a half of the name of the region's own border.
pub(super) fn is_half_of(
    gazetteer: &Gazetteer,
    region: &Region,
    mentions: &[Mention],
    index: usize,
) -> bool {
    /// Bytes between the halves of one border at most: `Tajikistan's long and rugged border with Afghanistan`.
    const APART: usize = 60;
    let side = |mention: &Mention| {
        let country = gazetteer.brief(mention.candidates.first()?.0).country?;
        (mention.usage == Use::BorderName).then_some(region.sides.contains(&country))
    };
    let here = mentions[index].span;
    let beside = [index.checked_sub(1), Some(index + 1)];
    let mut beside = beside.into_iter().flatten().filter_map(|at| mentions.get(at));
    // The other half may say that it is another border: `the Pakistan-Afghanistan border`.
    side(&mentions[index]) == Some(true)
        && !beside.any(|other| {
            let apart = other
                .span
                .start
                .saturating_sub(here.end)
                .max(here.start.saturating_sub(other.span.end));
            apart <= APART && side(other) == Some(false)
        })
}
