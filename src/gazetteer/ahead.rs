//! Which tokens of a text may begin a name: the tables are asked for many tokens at once.
//!
//! Few tokens begin a name, and the tables that know are larger than the processor's near memory. Asked one after
//! the other, with all that follows from the answer between, each answer is waited for; asked in a row, answers come
//! while the next ones are asked for.

use super::layout;
use super::matching::{Walk, token_hash};
use crate::text::fold::{Case, Script};
use std::ops::Range;

/// How many tokens are looked at together.
pub(super) const AT_ONCE: usize = 128;

/// A token that may begin a name.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    pub(super) at: usize,
    /// What the keys of its names begin with.
    pub(super) mark: Option<char>,
    /// Its hash as it stands.
    pub(super) hash: u64,
    /// The slot of that hash; 0 if no name begins so.
    pub(super) slot: u64,
    /// Where its lemmas stand in [`Ahead::lemmas`].
    lemmas: Range<usize>,
    may_begin: bool,
    may_end: bool,
}

/// What a token may be a form of; some name begins so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lemma {
    pub(super) hash: u64,
    pub(super) slot: u64,
    /// Whether it shares more than two letters with the token.
    pub(super) long: bool,
}

/// What is known of the next tokens.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    openings: Vec<Opening>,
    lemmas: Vec<Lemma>,
}

impl Ahead {
    /// Looks at a stretch of tokens.
    pub(super) fn look(&mut self, walk: &Walk<'_>, stretch: Range<usize>) {
        self.openings.clear();
        self.lemmas.clear();
        // Which words are left cannot be foreseen: each is written down, and the next over it if it is not one.
        let (mut left, mut count) = ([0; AT_ONCE], 0);
        for at in stretch {
            let token = &walk.folded.tokens[at];
            let may = match token.case {
                Case::Lower if token.script == Script::Cyrillic => {
                    walk.gazetteer.may_be_small(walk.word(at))
                }
                Case::Lower => walk.is_particle(at),
                _ => true,
            };
            if let Some(next) = left.get_mut(count) {
                *next = at;
            }
            count += usize::from(may);
        }
        for &at in left.iter().take(count) {
            let token = &walk.folded.tokens[at];
            let small = token.case == Case::Lower && token.script == Script::Cyrillic;
            let mark = small.then_some(layout::SMALL_MARK);
            let (hash, may_end) = (token_hash(mark, walk.word(at)), walk.may_end(at));
            let (lemmas, may_begin) = (0..0, token.script == Script::Latin);
            self.openings.push(Opening { at, mark, hash, slot: 0, lemmas, may_begin, may_end });
        }
        // No branch hangs on an answer here, nor where lemmas are asked for.
        for opening in &mut self.openings {
            let is_form = opening.may_begin | walk.gazetteer.is_in(layout::FORMS, opening.hash);
            opening.may_begin = walk.gazetteer.may_begin(opening.hash);
            opening.may_end &= is_form;
        }
        for opening in &mut self.openings {
            let start = self.lemmas.len();
            if opening.may_end {
                let word = walk.word(opening.at);
                let head = word.char_indices().nth(2).map(|(at, third)| at + third.len_utf8());
                let head = head.map(|end| &word.as_bytes()[..end]);
                walk.lemmas(
                    opening.at,
                    |_| true,
                    |lemma| {
                        let hash = token_hash(opening.mark, lemma);
                        let long = head.is_some_and(|head| lemma.as_bytes().starts_with(head));
                        self.lemmas.push(Lemma { hash, slot: 0, long });
                    },
                );
            }
            opening.lemmas = start..self.lemmas.len();
        }
        for lemma in &mut self.lemmas {
            lemma.slot = u64::from(walk.gazetteer.may_begin(lemma.hash));
        }
        for lemma in self.lemmas.iter_mut().filter(|lemma| lemma.slot > 0) {
            lemma.slot = walk.gazetteer.slot(lemma.hash);
        }
        for opening in self.openings.iter_mut().filter(|opening| opening.may_begin) {
            opening.slot = walk.gazetteer.slot(opening.hash);
        }
    }

    /// The tokens that may begin a name, in order, with their lemmas.
    pub(super) fn openings(&self, walk: &Walk<'_>) -> impl Iterator<Item = (&Opening, &[Lemma])> {
        self.openings.iter().filter_map(|opening| {
            let lemmas = self.lemmas.get(opening.lemmas.clone()).unwrap_or_default();
            let may = opening.slot != 0 || opening.may_end || walk.may_abbreviate(opening.at);
            may.then_some((opening, lemmas))
        })
    }
}
