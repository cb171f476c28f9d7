//! What the tables of a gazetteer have answered lately.
//!
//! A few thousand words make up most of a text: no name begins with most of them, and the names that are in it come
//! again and again. What the tables have answered is kept by the hash that they were asked for, in tables so small
//! that they stay near; an answer that comes takes the place of another one. Nothing hangs on what is in them but
//! time: they only spare to ask again.

use super::ahead::Lemma;

/// Words that are kept of those that no name begins with: 128 KB, less than the nearer memory of a core.
const BARREN: usize = 1 << 14;

/// Words that are kept of those that names begin with: as much.
const WORDS: usize = 1 << 12;

/// Lemmas that are kept of all words; if there are more, all words are forgotten.
const LEMMAS: usize = 1 << 13;

/// A word that some name begins with, or its lemma.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// Its number; 0 is none.
    number: u64,
    /// What stands in the table for the word itself; 0 if no name begins so.
    slot: u64,
    /// Where its lemmas begin, and how many they are.
    lemmas: (u32, u32),
}

/// The words of which it is known what the tables of a gazetteer say, by the lower bits of their numbers.
#[derive(Debug)]
pub(super) struct Known {
    barren: Vec<u64>,
    words: Vec<Word>,
    lemmas: Vec<Lemma>,
}

impl Known {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        let words = vec![Word::default(); WORDS];
        Self { barren: vec![0; BARREN], words, lemmas: Vec::new() }
    }

    /// The number of a word by its hash. A word of Latin script is another one than its twin of letters that only
    /// look so: it has other endings.
    pub(super) fn number(hash: u64, is_latin: bool) -> u64 {
        if is_latin { hash.rotate_left(32) ^ 1 } else { hash }
    }

    /// What stands in the table for a word, and its lemmas that names begin with, if that is known.
    pub(super) fn get(&self, number: u64) -> Option<(u64, &[Lemma])> {
        if number == 0 {
            return None;
        }
        if self.barren[near(number, BARREN)] == number {
            return Some((0, &[]));
        }
        let word = self.words[near(number, WORDS)];
        let (start, count) = word.lemmas;
        let lemmas = || self.lemmas.get(start as usize..)?.get(..count as usize);
        if word.number == number { Some((word.slot, lemmas()?)) } else { None }
    }

    /// Keeps what stands in the table for a word, and those of its lemmas that names begin with.
    pub(super) fn keep(&mut self, number: u64, slot: u64, lemmas: &[Lemma]) {
        if self.lemmas.len() + lemmas.len() > LEMMAS {
            self.words.fill(Word::default());
            self.lemmas.clear();
        }
        let start = self.lemmas.len();
        self.lemmas.extend(lemmas.iter().filter(|lemma| lemma.first.slot != 0));
        if slot == 0 && self.lemmas.len() == start {
            self.barren[near(number, BARREN)] = number;
            return;
        }
        let [start, end] = [start, self.lemmas.len()].map(|at| u32::try_from(at).unwrap_or(0));
        self.words[near(number, WORDS)] = Word { number, slot, lemmas: (start, end - start) };
    }
}

#[allow(clippy::cast_possible_truncation, reason = "only the lower bits choose")]
fn near(hash: u64, rows: usize) -> usize {
    hash as usize % rows
}
