//! Which tokens of a text may begin a name: the tables are asked for many tokens at once.
//!
//! Few tokens begin a name, and the tables that know are larger than the processor's near memory. Asked one after
//! the other, with all that follows from the answer between, each answer is waited for; asked in a row, answers come
//! while the next ones are asked for.

use super::barren::Barren;
use super::matching::{Walk, token_hash};
use super::{Gazetteer, layout};
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
    /// Its number among [`Barren`] words, if it is one where no name begins so, nor any of which it may be a form.
    barren: Option<u64>,
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
#[derive(Debug)]
pub(super) struct Ahead {
    openings: Vec<Opening>,
    lemmas: Vec<Lemma>,
    barren: Barren,
}

impl Ahead {
    pub(super) fn of(gazetteer: &Gazetteer) -> Self {
        let barren = Barren::of(gazetteer.number);
        Self { openings: Vec::new(), lemmas: Vec::new(), barren }
    }

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
            let is_latin = token.script == Script::Latin;
            let barren = Barren::number(hash, is_latin);
            // A Latin word has endings in some places only, all others wherever they have letters with case or none.
            let tells_all = is_latin != may_end;
            let is_known = !(is_latin && may_end) && self.barren.knows(barren);
            if is_known && !walk.may_abbreviate(at) {
                continue;
            }
            let barren = (tells_all && !is_known).then_some(barren);
            let (lemmas, may_begin) = (0..0, is_latin);
            self.openings.push(Opening {
                at,
                mark,
                hash,
                slot: 0,
                lemmas,
                may_begin,
                may_end,
                barren,
            });
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
        for opening in &self.openings {
            let Some(barren) = opening.barren.filter(|_| opening.slot == 0) else { continue };
            let lemmas = self.lemmas.get(opening.lemmas.clone()).unwrap_or_default();
            if lemmas.iter().all(|lemma| lemma.slot == 0) {
                self.barren.keep(barren);
            }
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
