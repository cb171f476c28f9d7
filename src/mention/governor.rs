//! What stands before a name and governs it.

use super::Cue;
use super::lexicon::Set;
use super::lists::group;
use super::reading::{Shape, Token};
use super::usage::{Usage, Verdict};
use super::{Found, Use};
use crate::text::Language;

impl Usage<'_> {
    /// The word that governs what begins at the token `head`: articles, adjectives, quotes and head nouns skipped.
    pub(super) fn governor(&self, head: usize, sentence: u32) -> Option<(usize, &Token)> {
        let mut at = head;
        for _ in 0..8 {
            at = at.checked_sub(1)?;
            let token = self.reading.at(at, sentence)?;
            let preposition = token.is(Set::In) && !token.is(Set::Direction);
            let skipped = token.is(Set::Determiner)
                || token.is(Set::Possessor)
                || token.is(Set::PlaceAdjective)
                || (token.is(Set::Direction) && !preposition)
                || token.entry.cue.is_some() && !token.is(Set::GroundNoun)
                || self.reading.is_mark(at, &['“', '"', '«', '[', '(', '‘', '-', '„'])
                || token.is(Set::Prefix);
            // `provinces of X`: the `of` of a head noun is part of the name.
            let of_head = token.is(Set::Of)
                && at > 0
                && self.reading.at(at - 1, sentence).is_some_and(|noun| {
                    noun.entry.cue.is_some()
                        && noun.shape != Shape::Capital
                        && (!noun.is(Set::GroundNoun) || noun.entry.cue == Some(Cue::Province))
                });
            if !skipped && !of_head {
                return Some((at, token));
            }
        }
        None
    }

    /// Whether the noun of a country stands right before the token `head`, in a script without capitals: `کشورهای ژاپن و
    /// چین`.
    pub(super) fn follows_country(&self, head: usize, sentence: u32) -> bool {
        let noun = head.checked_sub(1).and_then(|at| self.reading.at(at, sentence));
        noun.is_some_and(|noun| noun.shape == Shape::Plain && noun.entry.cue == Some(Cue::Country))
    }

    /// Whether a word of `set` stands among the `reach` words before the token `at`, in the same clause.
    pub(super) fn seen_before(&self, at: usize, sentence: u32, set: Set, reach: usize) -> bool {
        let mut left = reach;
        let mut index = at;
        while left > 0 && index > 0 {
            index -= 1;
            let Some(token) = self.reading.at(index, sentence) else { return false };
            if token.is(set) {
                return true;
            }
            if self.reading.is_mark(index, &[';', ':', '.', '(', ')', ',']) {
                return false;
            }
            // Small words and names do not count: `a threat not only to X but also to Y`.
            let small = token.is(Set::Determiner) || token.is(Set::Adverb) || token.is(Set::To);
            left -= usize::from(!small);
        }
        false
    }

    /// A name among words of sport that no preposition of place governs, in a language without an article to tell:
    /// a team (`ایران ۲ بر صفر`).
    pub(super) fn team(&self, index: usize) -> Option<Verdict> {
        /// How far from the name a word of sport still counts.
        const REACH: usize = 20;
        let draft = &self.drafts[index];
        let sentence = self.sentence(index);
        let reading = self.reading;
        if reading.tokens[draft.tokens.start].shape != Shape::Plain || draft.cue.is_some() {
            return None;
        }
        let near = draft.tokens.start.saturating_sub(REACH)..draft.tokens.end + REACH;
        let sport = near
            .filter_map(|at| reading.at(at, sentence))
            .filter(|token| token.is(Set::Sport))
            .count();
        let head = self.drafts[group(self.links, index).start].tokens.start;
        let ground = (1..=3).any(|step| {
            let before = head.checked_sub(step).and_then(|at| reading.at(at, sentence));
            before.is_some_and(|token| token.is(Set::GroundNoun))
        });
        let placed = ground
            || self.governor(head, sentence).is_some_and(|(_, token)| {
                [Set::In, Set::To, Set::From, Set::MoveVerb, Set::Capital]
                    .into_iter()
                    .any(|set| token.is(set))
            });
        (sport >= 2 && !placed).then_some((Use::OrgName, "team"))
    }

    /// A government that acts: the subject of a verb, or a country that no preposition governs.
    pub(super) fn subject(&self, index: usize) -> Option<Verdict> {
        if !self.drafts[index].is_party() {
            return None;
        }
        let group = group(self.links, index);
        let last = group.end - 1;
        let mut steps = 0;
        while self.after(last, steps).is_some_and(|token| token.is(Set::Adverb)) && steps < 3 {
            steps += 1;
        }
        let verb = self
            .after(last, steps)
            .is_some_and(|token| token.is(Set::Auxiliary) || token.is(Set::GovernmentVerb));
        if verb {
            return Some((Use::Actor, "subject"));
        }
        // `Минск это опроверг`, `Киев инро рад мекунад`, `که تهران …`: a seat of government in the first case that begins a clause,
        // in languages whose verb may stand far from it.
        let draft = &self.drafts[index];
        let sentence = self.sentence(index);
        let begins = self.reading.begins_sentence(draft.tokens.start)
            || draft.tokens.start.checked_sub(1).is_some_and(|at| {
                self.reading.at(at, sentence).is_some_and(|token| token.is(Set::Subordinator))
            });
        let goes_on = self.after(last, 0).is_some_and(|next| {
            next.is_word() && !next.is(Set::In) && !next.is(Set::And) && next.entry.cue.is_none()
        });
        let named = draft.found == Found::Name && group.len() == 1;
        (self.language != Language::English && begins && goes_on && named)
            .then_some((Use::Actor, "clause-subject"))
    }
}
