//! Words that were asked about lately, with the answer.
//!
//! A few thousand words make up most of a text. What is asked of a word again and again is kept in a table so small
//! that it stays near; a word that comes takes the place of another one, so a text of ever new words costs little more.

/// Bytes of the longest word that is kept, and one for its length.
const ROOM: usize = 32;

/// Answers by their words.
#[derive(Debug)]
pub(crate) struct Lately<T> {
    /// Each word with its length behind it.
    rows: Vec<([u64; ROOM / 8], T)>,
}

impl<T: Copy + Default> Lately<T> {
    /// A table that is made when it is first asked.
    pub(crate) const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// What `answer` gives for a word. It must always give the same.
    pub(crate) fn ask(&mut self, word: &str, answer: impl FnOnce() -> T) -> T {
        /// Words that are kept.
        const KEPT: usize = 1 << 11;
        let Some(word) = row(word) else { return answer() };
        if self.rows.is_empty() {
            // Its length is 0: it is no word.
            self.rows.resize(KEPT, ([0; ROOM / 8], T::default()));
        }
        let row = &mut self.rows[slot(&word) % KEPT];
        if row.0 != word {
            *row = (word, answer());
        }
        row.1
    }
}

/// A word that is not empty, in a row of a table if it fits there.
fn row(word: &str) -> Option<[u64; ROOM / 8]> {
    let mut bytes = [0; ROOM];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    let (last, _) = bytes.split_last_mut()?;
    *last =
        u8::try_from(word.len()).ok().filter(|length| (1..ROOM).contains(&usize::from(*length)))?;
    let eights = bytes.as_chunks::<8>().0;
    Some(std::array::from_fn(|at| eights.get(at).map_or(0, |eight| u64::from_le_bytes(*eight))))
}

#[allow(clippy::cast_possible_truncation, reason = "only some bits choose")]
fn slot(word: &[u64; ROOM / 8]) -> usize {
    // The fraction of the golden ratio spreads the bits (D. Knuth, "The Art of Computer Programming" 3, 6.4).
    let mixed = word.iter().fold(0, |mixed: u64, eight| {
        (mixed.rotate_left(23) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    });
    (mixed >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::Lately;

    #[test]
    fn a_word_has_its_own_answer_however_many_were_asked_between() {
        let mut lately = Lately::new();
        for round in 0..2 {
            for number in 0..20_000_usize {
                let word = "б".repeat(number % 20) + &number.to_string();
                assert_eq!(lately.ask(&word, || number), number, "{word}, {round}");
            }
        }
        for length in 1..40 {
            let (word, longer) = ("a".repeat(length), "a".repeat(length) + "\0");
            assert_eq!(lately.ask(&word, || length), length);
            assert_eq!(lately.ask(&longer, || length + 100), length + 100);
        }
        assert_eq!(lately.ask("", || 7), 7);
    }
}
