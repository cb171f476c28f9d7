//! Peoples, and adjectives that are written small.

use super::Found;
use super::draft::{Draft, Sort};
use super::lexicon::Set;
use super::reading::Shape;
use super::select::Judge;
use crate::gazetteer::{NameKind, NameMatch};
use std::ops::Range;

impl Judge<'_> {
    /// Adds peoples that no country is named after, and what is left of states that are no more.
    pub(crate) fn add_peoples(&self, drafts: &mut Vec<Draft>) {
        let mut added = Vec::new();
        for (index, token) in self.reading.tokens.iter().enumerate() {
            let named = token.is(Set::Ethnonym) || token.is(Set::Former);
            let at = drafts.partition_point(|draft| draft.tokens.end <= index);
            let free = drafts.get(at).is_none_or(|draft| draft.tokens.start > index);
            if named
                && free
                && token.shape != Shape::Mark
                && (token.is_capital() || !self.reading.word(index).is_ascii())
            {
                added.push(Draft {
                    span: token.span,
                    tokens: index..index + 1,
                    found: Found::Demonym,
                    candidates: Vec::new(),
                    cue: None,
                    sort: Sort::Demonym,
                });
            }
        }
        drafts.extend(added);
        drafts.sort_by_key(|draft| draft.span.start);
    }

    /// Adjectives and peoples are written small in Russian and Tajik: `афганской`.
    pub(super) fn is_small_demonym(&self, tokens: &Range<usize>, found: &NameMatch) -> bool {
        self.reading.tokens[tokens.start].shape == Shape::Lower
            && !self.reading.word(tokens.start).is_ascii()
            && self
                .gazetteer
                .candidates(found.name)
                .next()
                .is_some_and(|candidate| candidate.kind == NameKind::Demonym)
    }
}
