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
    /// Letters that it shares with the token.
    pub(super) shared: usize,
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
        for at in stretch {
            let token = &walk.folded.tokens[at];
            let mark = match token.case {
                Case::Lower if token.script == Script::Cyrillic => {
                    if !walk.gazetteer.may_be_small(walk.word(at)) {
                        continue;
                    }
                    Some(layout::SMALL_MARK)
                }
                Case::Lower if !walk.is_particle(at) => continue,
                _ => None,
            };
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
                walk.lemmas(
                    opening.at,
                    |_| true,
                    |lemma| {
                        let (hash, shared) = (token_hash(opening.mark, lemma), shared(word, lemma));
                        self.lemmas.push(Lemma { hash, slot: 0, shared });
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

/// How many letters two words begin with alike.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}
