//! Words of which a gazetteer has been found to know nothing.
//!
//! A few thousand words make up most of a text, and no name begins with nearly all of them. What the tables have
//! answered about a word is kept by its hash, in a table so small that it stays near; a word that comes takes the
//! place of another one. Nothing hangs on what is in it but time: it is only asked what need not be asked again.

use std::cell::Cell;

/// Words that are kept: 128 KB, less than the nearer memory of a core.
const KEPT: usize = 1 << 14;

/// The words of a gazetteer.
#[derive(Debug)]
pub(super) struct Barren {
    /// Which gazetteer's.
    gazetteer: u64,
    /// By the lower bits of its number each word; 0 is none.
    words: Vec<u64>,
}

thread_local! {
    /// Those that the last text of the thread has left, and whose they are.
    static LAST: Cell<(u64, Vec<u64>)> = const { Cell::new((0, Vec::new())) };
}

impl Barren {
    /// What the thread knows of a gazetteer's words.
    pub(super) fn of(gazetteer: u64) -> Self {
        let (whose, mut words) = LAST.try_with(Cell::take).unwrap_or_default();
        if words.len() != KEPT {
            words = vec![0; KEPT];
        } else if whose != gazetteer {
            words.fill(0);
        }
        Self { gazetteer, words }
    }

    /// The number of a word by its hash. A word of Latin script is another one than its twin of letters that only
    /// look so: it has other endings.
    pub(super) fn number(hash: u64, is_latin: bool) -> u64 {
        if is_latin { hash.rotate_left(32) ^ 1 } else { hash }
    }

    /// Whether no name begins with a word, as far as is known.
    pub(super) fn knows(&self, word: u64) -> bool {
        word != 0 && self.words[slot(word)] == word
    }

    /// No name begins with a word.
    pub(super) fn keep(&mut self, word: u64) {
        self.words[slot(word)] = word;
    }
}

impl Drop for Barren {
    fn drop(&mut self) {
        let kept = (self.gazetteer, std::mem::take(&mut self.words));
        // Where the thread ends there is no place for it any more.
        let _ = LAST.try_with(|last| last.set(kept));
    }
}

#[allow(clippy::cast_possible_truncation, reason = "only the lower bits choose")]
fn slot(word: u64) -> usize {
    word as usize % KEPT
}
