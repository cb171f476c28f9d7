//! In which known place one lies that no gazetteer has.

use crate::document::Document;
use crate::gazetteer::{FeatureClass, Gazetteer, PlaceId};
use crate::mention::{Mention, Use};
use crate::text::Span;

/// How far back a place still counts as the one the text is about, in bytes: a paragraph or so.
const BACK: usize = 1200;
/// How far ahead: the rest of the sentence.
const AHEAD: usize = 120;
/// How much nearer a place of the same sentence is than one of another, in bytes.
const SENTENCE: usize = 80;

/// The mentions of a document and the places they were resolved to.
pub(super) struct Named<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) document: &'a Document,
    pub(super) mentions: &'a [Mention],
    pub(super) picks: &'a [Option<PlaceId>],
}

impl Named<'_> {
    /// The narrowest place named around a mention that no gazetteer has: in its sentence, else before it. A town says in
    /// which division it is.
    pub(super) fn around(&self, index: usize) -> Option<PlaceId> {
        let here = self.mentions[index].span;
        // A road is in a town, most often.
        let road = self.mentions[index].cue.is_none();
        let mut best: Option<((u32, usize), PlaceId)> = None;
        let from = self.mentions.partition_point(|other| other.span.end + BACK < here.start);
        for other in from..self.mentions.len() {
            let span = self.mentions[other].span;
            if span.start > here.end + AHEAD {
                break;
            }
            let usage = self.mentions[other].usage;
            if other == index || !(usage.is_literal() || usage == Use::Container) {
                continue;
            }
            let Some(place) = self.picks[other] else { continue };
            let gap = if span.start > here.start {
                Span::new(here.end, span.start.max(here.end))
            } else {
                Span::new(span.end.min(here.start), here.start)
            };
            let parted = gap.of(&self.document.text).contains(['.', '!', '?', '؟', '\n']);
            let distance = gap.len() + if parted { SENTENCE } else { 0 };
            let Some((level, place)) = self.level(place, road, parted) else { continue };
            let level = if distance <= AHEAD { level + 4 } else { level };
            let key = (level, usize::MAX - distance);
            if best.is_none_or(|best| key > best.0) {
                best = Some((key, place));
            }
        }
        best.map(|best| best.1)
    }

    /// What a place named nearby says of where the other is, and how narrow that is.
    fn level(&self, place: PlaceId, road: bool, parted: bool) -> Option<(u32, PlaceId)> {
        let brief = self.gazetteer.brief(place);
        match brief.class {
            FeatureClass::Settlement if road => Some((4, place)),
            FeatureClass::Settlement if !parted => {
                let division = self.gazetteer.place(place).admin1?;
                Some((2, self.gazetteer.admin1(division)?))
            }
            FeatureClass::Admin2 => Some((3, place)),
            FeatureClass::Admin1 => Some((2, place)),
            FeatureClass::Country => Some((1, place)),
            _ => None,
        }
    }
}
