//! What becomes of a letter of a word that is folded for comparison.

use std::sync::LazyLock;

/// What is known of the letters of at most two bytes: those of all texts, but for a few marks.
pub(super) struct Letters {
    known: [u8; TWO_BYTES],
}

/// The first letter that UTF-8 writes in three bytes.
const TWO_BYTES: usize = 0x800;

// What may be known of a letter: a word may begin with it; it is its own folded form, wherever it stands in a
// word; it is a capital.
const BEGINS: u8 = 1;
const OWN: u8 = 2;
const CAPITAL: u8 = 4;

impl Letters {
    /// The table, made once.
    pub(super) fn all() -> &'static Self {
        static ALL: LazyLock<Letters> = LazyLock::new(|| {
            let mut known = [0; TWO_BYTES];
            for (letter, known) in ('\0'..).zip(&mut known) {
                *known = Letters::look_at(letter);
            }
            Letters { known }
        });
        &ALL
    }

    fn look_at(letter: char) -> u8 {
        let mut folded = String::new();
        push_folded(&mut folded, letter);
        let is_own = is_letter(letter)
            && folded.chars().eq([letter])
            // An apostrophe besides.
            && letter != 'ʼ';
        let mut known = 0;
        for (flag, is_so) in
            [(BEGINS, is_letter(letter)), (OWN, is_own), (CAPITAL, letter.is_uppercase())]
        {
            known |= if is_so { flag } else { 0 };
        }
        known
    }

    fn of(&self, letter: char) -> Option<u8> {
        self.known.get(letter as usize).copied()
    }

    /// Whether a word may begin with it.
    pub(super) fn begins(&self, letter: char) -> bool {
        self.of(letter).map_or_else(|| is_letter(letter), |known| known & BEGINS != 0)
    }

    /// Whether it is a capital.
    pub(super) fn is_capital(&self, letter: char) -> bool {
        self.of(letter).map_or_else(|| letter.is_uppercase(), |known| known & CAPITAL != 0)
    }

    /// Where the letters end that are their own folded forms, from byte `at` of UTF-8 text on.
    pub(super) fn own(&self, bytes: &[u8], mut at: usize) -> usize {
        loop {
            let (number, length) = match bytes.get(at..) {
                Some([one @ ..0x80, ..]) => (usize::from(*one), 1),
                Some([one @ 0xc0..0xe0, two, ..]) => {
                    (usize::from(one & 0x1f) << 6 | usize::from(two & 0x3f), 2)
                }
                _ => return at,
            };
            if self.known[number % TWO_BYTES] & OWN == 0 {
                return at;
            }
            at += length;
        }
    }
}

/// Whether a word is made of it; the commonest letters need no table.
pub(super) fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'А'..='я' | 'ا'..='غ' => true,
        _ if letter.is_ascii() => false,
        _ => letter.is_alphanumeric(),
    }
}

pub(super) fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Adds the folded form of a letter: in lower case, without joiners, Arabic letters in their Persian form, digits in
/// ASCII.
pub(super) fn push_folded(word: &mut String, letter: char) {
    match letter {
        'a'..='z' | '0'..='9' | 'а'..='я' => word.push(letter),
        '\u{200c}' | '\u{200d}' => {}
        _ if is_combining(letter) => {}
        '۰'..='۹' | '٠'..='٩' => {
            let base = if letter >= '۰' { '۰' } else { '٠' };
            let digit = letter as u32 - base as u32;
            word.extend(char::from_digit(digit, 10));
        }
        'ي' | 'ى' => word.push('ی'),
        'ك' => word.push('ک'),
        'ة' | 'ۀ' => word.push('ه'),
        'أ' | 'إ' => word.push('ا'),
        'ё' | 'Ё' => word.push('е'),
        _ => word.extend(letter.to_lowercase()),
    }
}
