//! Which tokens of a text may begin a name: the tables are asked for many tokens at once.
//!
//! Few tokens begin a name, and the tables that know are larger than the processor's near memory. Asked one after
//! the other, with all that follows from the answer between, each answer is waited for; asked in a row, answers come
//! while the next ones are asked for.

use super::known::Known;
use super::matching::{Walk, token_hash};
use super::{Gazetteer, layout};
use crate::text::fold::{Case, Script};
use std::cell::Cell;
use std::ops::Range;

/// How many tokens are looked at together.
pub(super) const AT_ONCE: usize = 128;

/// A token that may begin a name.
#[derive(Debug, Clone)]
pub(super) struct Opening {
    pub(super) at: usize,
    /// What the keys of its names begin with.
    pub(super) mark: Option<char>,
    /// As it stands.
    pub(super) first: Step,
    /// With the token behind it as that stands, if a name may go on there.
    pub(super) second: Option<Step>,
    /// Where its lemmas stand in [`Ahead::lemmas`].
    lemmas: Range<usize>,
    may_begin: bool,
    may_end: bool,
    /// Its number among the [`Known`] words, if all that the tables say of it hangs on the word alone.
    number: Option<u64>,
}

/// What a name may begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) hash: u64,
    /// What stands in the table for it; 0 if no name begins so.
    pub(super) slot: u64,
}

/// What a token may be a form of; some name begins so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lemma {
    pub(super) first: Step,
    /// With the token behind it as that stands, if a name may go on there.
    pub(super) second: Option<Step>,
    /// Whether it shares more than two letters with the token.
    pub(super) long: bool,
}

/// What is known of the next tokens.
#[derive(Debug)]
pub(super) struct Ahead {
    /// Which gazetteer's names they may begin.
    gazetteer: u64,
    known: Known,
    openings: Vec<Opening>,
    lemmas: Vec<Lemma>,
    /// Those of the openings that nothing is known of yet.
    unknown: Vec<usize>,
}

thread_local! {
    /// What the last text of the thread has left.
    static LAST: Cell<Option<Ahead>> = const { Cell::new(None) };
}

impl Ahead {
    /// With what the thread knows of a gazetteer.
    pub(super) fn of(gazetteer: &Gazetteer) -> Self {
        let gazetteer = gazetteer.number;
        let last = LAST.try_with(Cell::take).ok().flatten();
        last.filter(|last| last.gazetteer == gazetteer).unwrap_or_else(|| Self {
            gazetteer,
            known: Known::new(),
            openings: Vec::new(),
            lemmas: Vec::new(),
            unknown: Vec::new(),
        })
    }

    /// Leaves it to the next text of the thread.
    pub(super) fn leave(self) {
        // Where the thread ends there is no place for it any more.
        let _ = LAST.try_with(|last| last.set(Some(self)));
    }

    /// Looks at a stretch of tokens.
    pub(super) fn look(&mut self, walk: &Walk<'_>, stretch: Range<usize>) {
        self.openings.clear();
        self.lemmas.clear();
        self.unknown.clear();
        // Which words are left cannot be foreseen: each is written down, and the next over it if it is not one.
        let (mut left, mut count) = ([0; AT_ONCE], 0);
        for (token, at) in walk.folded.tokens[stretch.clone()].iter().zip(stretch) {
            let may = match token.case {
                Case::Lower if token.script == Script::Cyrillic => {
                    walk.gazetteer.may_be_small(walk.bytes(at))
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
            let (hash, may_end) = (token_hash(mark, walk.bytes(at)), walk.may_end(at));
            let is_latin = token.script == Script::Latin;
            // A Latin word has endings in some places only, all others wherever they have letters with case or none.
            let number = (is_latin != may_end).then(|| Known::number(hash, is_latin));
            let (mut slot, start) = (0, self.lemmas.len());
            match number.and_then(|number| self.known.get(number)) {
                Some((0, [])) if !walk.may_abbreviate(at) => continue,
                Some((known, lemmas)) => {
                    slot = known;
                    self.lemmas.extend_from_slice(lemmas);
                }
                None => self.unknown.push(self.openings.len()),
            }
            let (lemmas, may_begin) = (start..self.lemmas.len(), is_latin);
            self.openings.push(Opening {
                at,
                mark,
                first: Step { hash, slot },
                second: None,
                lemmas,
                may_begin,
                may_end,
                number,
            });
        }
        self.ask(walk);
        for opening in self.unknown.iter().map(|&unknown| &self.openings[unknown]) {
            if let Some(number) = opening.number {
                self.known.keep(number, opening.first.slot, &self.lemmas[opening.lemmas.clone()]);
            }
        }
        for opening in &mut self.openings {
            opening.second = walk.second(opening.at, opening.first);
            for lemma in &mut self.lemmas[opening.lemmas.clone()] {
                lemma.second = walk.second(opening.at, lemma.first);
            }
        }
    }

    /// Asks the tables for the unknown words. No branch hangs on an answer here, nor where lemmas are asked for.
    fn ask(&mut self, walk: &Walk<'_>) {
        let Self { openings, lemmas, unknown, .. } = self;
        for &unknown in &*unknown {
            let opening = &mut openings[unknown];
            let is_form =
                opening.may_begin | walk.gazetteer.is_in(layout::FORMS, opening.first.hash);
            opening.may_begin = walk.gazetteer.may_begin(opening.first.hash);
            opening.may_end &= is_form;
        }
        let asked = lemmas.len();
        for &unknown in &*unknown {
            let opening = &mut openings[unknown];
            let start = lemmas.len();
            if opening.may_end {
                let word = walk.word(opening.at);
                let head = word.char_indices().nth(2).map(|(at, third)| at + third.len_utf8());
                let head = head.map(|end| &word.as_bytes()[..end]);
                walk.lemmas(
                    opening.at,
                    |_| true,
                    |lemma| {
                        let hash = token_hash(opening.mark, lemma.as_bytes());
                        let long = head.is_some_and(|head| lemma.as_bytes().starts_with(head));
                        let first = Step { hash, slot: 0 };
                        lemmas.push(Lemma { first, second: None, long });
                    },
                );
            }
            opening.lemmas = start..lemmas.len();
        }
        for lemma in &mut lemmas[asked..] {
            lemma.first.slot = u64::from(walk.gazetteer.may_begin(lemma.first.hash));
        }
        for lemma in lemmas[asked..].iter_mut().filter(|lemma| lemma.first.slot > 0) {
            lemma.first.slot = walk.gazetteer.slot(lemma.first.hash);
        }
        for &unknown in &*unknown {
            let opening = &mut openings[unknown];
            if opening.may_begin {
                opening.first.slot = walk.gazetteer.slot(opening.first.hash);
            }
        }
    }

    /// The tokens that may begin a name, in order, with their lemmas.
    pub(super) fn openings(&self, walk: &Walk<'_>) -> impl Iterator<Item = (&Opening, &[Lemma])> {
        self.openings.iter().filter_map(|opening| {
            let lemmas = self.lemmas.get(opening.lemmas.clone()).unwrap_or_default();
            let may =
                opening.first.slot != 0 || !lemmas.is_empty() || walk.may_abbreviate(opening.at);
            may.then_some((opening, lemmas))
        })
    }
}
