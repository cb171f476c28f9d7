//! Names within a few letters of a word, as an automaton over the index of names.
//!
//! The rows of the table of edit distances (V. Levenshtein, 1966) are its states: a row for each beginning of a name,
//! cut to what lies within the bound of the diagonal (E. Ukkonen, "Algorithms for approximate string matching",
//! 1985). Nothing is built beforehand, and a beginning that has too many edits already is not gone on with.

use fst::Automaton;

/// Most edits.
const MOST: usize = 2;
const WIDTH: usize = 2 * MOST + 1;

/// Accepts what differs from a word by at most some letters added, left out or exchanged.
pub(super) struct Within {
    letters: Vec<char>,
    edits: u8,
    /// Whether the first letter must be the word's.
    same_first: bool,
}

/// A row of the table, and what has come of a letter that is not yet whole.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// Letters of the name so far.
    read: usize,
    /// Edits between these and the word's beginnings: `row[k]` for that of `read + k - MOST` letters.
    row: [u8; WIDTH],
    /// Bits of the letter so far, and how many bytes of it are to come.
    letter: u32,
    left: u8,
}

impl Within {
    /// What differs from `word` by at most `edits` letters, two at most.
    pub(super) fn new(word: &str, edits: u8, same_first: bool) -> Self {
        Self { letters: word.chars().collect(), edits: edits.min(2), same_first }
    }

    /// The row after one letter more.
    fn next(&self, state: &State, letter: char) -> State {
        let read = state.read + 1;
        let more = self.edits + 1;
        let mut row = [more; WIDTH];
        if self.same_first && read == 1 && self.letters.first() != Some(&letter) {
            return State { read, row, letter: 0, left: 0 };
        }
        for at in 0..WIDTH {
            // The word's beginning that is compared, in letters.
            let Some(length) = (read + at).checked_sub(MOST) else { continue };
            if length > self.letters.len() {
                break;
            }
            let mut least = more;
            if let Some(last) = length.checked_sub(1) {
                least = least.min(state.row[at] + u8::from(self.letters[last] != letter));
                if at > 0 {
                    least = least.min(row[at - 1] + 1);
                }
            }
            if at + 1 < WIDTH {
                least = least.min(state.row[at + 1] + 1);
            }
            row[at] = least;
        }
        State { read, row, letter: 0, left: 0 }
    }
}

impl Automaton for Within {
    type State = State;

    fn start(&self) -> State {
        let mut row = [self.edits + 1; WIDTH];
        for (length, edits) in (0..=self.edits).enumerate() {
            if length <= self.letters.len() {
                row[MOST + length] = edits;
            }
        }
        State { read: 0, row, letter: 0, left: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        let whole = (self.letters.len() + MOST).checked_sub(state.read);
        let edits = whole.and_then(|at| state.row.get(at));
        state.left == 0 && edits.is_some_and(|edits| *edits <= self.edits)
    }

    fn can_match(&self, state: &State) -> bool {
        state.row.iter().any(|edits| *edits <= self.edits)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let (letter, left) = match byte {
            ..0x80 => (u32::from(byte), 0),
            0x80..0xc0 => {
                (state.letter << 6 | u32::from(byte & 0x3f), state.left.saturating_sub(1))
            }
            0xc0..0xe0 => (u32::from(byte & 0x1f), 1),
            0xe0..0xf0 => (u32::from(byte & 0xf), 2),
            0xf0.. => (u32::from(byte & 7), 3),
        };
        match char::from_u32(letter).filter(|_| left == 0) {
            Some(letter) => self.next(state, letter),
            None => State { letter, left, ..*state },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Within;
    use fst::Automaton;

    #[test]
    fn what_is_within_is_what_the_table_says() {
        let words =
            ["", "a", "ab", "ba", "abc", "acb", "вахан", "ваккан", "хавана", "abcdef", "bcdefg"];
        for word in words {
            for other in words {
                for edits in 1..=2 {
                    let automaton = Within::new(word, edits, false);
                    let last = other
                        .bytes()
                        .fold(automaton.start(), |state, byte| automaton.accept(&state, byte));
                    let accepts = automaton.can_match(&last) && automaton.is_match(&last);
                    assert_eq!(accepts, distance(word, other) <= edits, "{word} {other} {edits}");
                }
            }
        }
    }

    fn distance(a: &str, b: &str) -> u8 {
        let b: Vec<char> = b.chars().collect();
        let mut row: Vec<u8> = (0..=u8::try_from(b.len()).unwrap()).collect();
        for (read, letter) in a.chars().enumerate() {
            let mut diagonal = row[0];
            row[0] = u8::try_from(read + 1).unwrap();
            for at in 0..b.len() {
                let exchanged = diagonal + u8::from(b[at] != letter);
                diagonal = row[at + 1];
                row[at + 1] = exchanged.min(row[at] + 1).min(diagonal + 1);
            }
        }
        row[b.len()]
    }
}
