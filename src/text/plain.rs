//! Words that are all of common letters of one script: nearly all words of a text.

use super::{Case, Class, Script, Span, Token, class, letter_at};

/// How a word is written that is all of common letters of one script.
#[derive(Clone, Copy)]
pub(super) struct Written {
    pub(super) case: Case,
    pub(super) script: Script,
    /// Whether it is its own folded form.
    pub(super) small: bool,
    /// Whether it is, but for its first letter, which is a capital.
    pub(super) small_rest: bool,
}

impl Written {
    /// From the number of its capitals and small letters, and whether the first of them all is a capital.
    fn new(script: Script, upper: u32, lower: u32, capital: bool) -> Self {
        let case = match (capital, lower) {
            _ if upper + lower == 0 => Case::None,
            (false, _) => Case::Lower,
            (true, 0) if upper > 1 => Case::Upper,
            (true, _) => Case::Capital,
        };
        Self { case, script, small: upper == 0, small_rest: capital && upper == 1 }
    }
}

/// Takes in words that are their own folded form, each behind a space or a comma and a space, up to the first other
/// one: most words of a text. A word stands before `at`.
pub(super) fn small_words(bytes: &[u8], mut at: usize, tokens: &mut Vec<Token>) -> usize {
    loop {
        let (start, joined) = match bytes.get(at..) {
            Some([b' ', ..]) => (at + 1, true),
            Some([b',', b' ', ..]) => (at + 2, false),
            _ => return at,
        };
        let (end, script) = match bytes.get(start) {
            Some(b'a'..=b'z') => (letters(bytes, start, 1, small_ascii), Script::Latin),
            Some(0xd0 | 0xd1) => (letters(bytes, start, 2, small_letters), Script::Cyrillic),
            Some(0xd8..=0xdb) => (arabic_letters(bytes, start), Script::Arabic),
            _ => return at,
        };
        if end == start || !ends(bytes, end) {
            return at;
        }
        let case = if script == Script::Arabic { Case::None } else { Case::Lower };
        let (span, folded) = (Span::new(start, end), Span::new(0, 0));
        tokens.push(Token { span, folded, joined, hyphened: false, case, script });
        at = end;
    }
}

/// A word that is a capital and small letters.
#[inline]
fn capitalised(
    bytes: &[u8],
    start: usize,
    (script, width): (Script, usize),
    small: impl Fn(&[u8], usize) -> u32,
) -> Option<(usize, Written)> {
    let end = letters(bytes, start + width, width, small);
    let written = Written { case: Case::Capital, script, small: false, small_rest: true };
    ends(bytes, end).then_some((end, written))
}

/// Where small letters of some bytes end; `small` gives how many of eight bytes come next.
#[inline]
fn letters(
    bytes: &[u8],
    mut at: usize,
    width: usize,
    small: impl Fn(&[u8], usize) -> u32,
) -> usize {
    loop {
        let more = small(bytes, at) as usize * width;
        at += more;
        if more < 8 {
            return at;
        }
    }
}

/// Whether a word ends at a byte for certain: before what nearly all words end before.
#[inline]
fn ends(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b' ' | b'.' | b',' | b'\n'))
}

/// Where the word of ASCII letters and digits ends that begins at a byte, and how it is written; `None` if it may go
/// on with anything else.
pub(super) fn plain(bytes: &[u8], start: usize) -> Option<(usize, Written)> {
    if bytes.get(start).is_some_and(u8::is_ascii_uppercase)
        && let Some(word) = capitalised(bytes, start, (Script::Latin, 1), small_ascii)
    {
        return Some(word);
    }
    let (mut upper, mut lower, mut capital) = (0, 0, false);
    let mut end = start;
    loop {
        let eight = small_ascii(bytes, end);
        lower += eight;
        end += eight as usize;
        if eight == 8 {
            continue;
        }
        let Some(&byte) = bytes.get(end) else { break };
        if byte.is_ascii_lowercase() {
            lower += 1;
        } else if byte.is_ascii_uppercase() {
            capital |= upper + lower == 0;
            upper += 1;
        } else if !byte.is_ascii_digit() {
            break;
        }
        end += 1;
    }
    match bytes.get(end) {
        Some(b'\'' | b'`' | 0x80..) => None,
        _ => Some((end, Written::new(Script::Latin, upper, lower, capital))),
    }
}

/// How many letters from a to z come next, of eight: all are looked at in one step.
#[inline]
fn small_ascii(bytes: &[u8], at: usize) -> u32 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let Some(&eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) else { return 0 };
    let letters = u64::from_le_bytes(eight);
    // With its highest bit set no byte borrows from the next; it stays set in those that are not less.
    let high = letters | (EACH * 0x80);
    let not_less = high - EACH * u64::from(b'a');
    let greater = high - EACH * u64::from(b'z' + 1);
    let others = !(not_less & !greater & !letters) & (EACH * 0x80);
    (others.trailing_zeros() / 8).min(8)
}

/// How many letters from а to я come next, of four: all are looked at in one step.
#[inline]
fn small_letters(bytes: &[u8], at: usize) -> u32 {
    const EACH: u64 = 0x0001_0001_0001_0001;
    let Some(&eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) else { return 0 };
    let letters = u64::from_le_bytes(eight);
    // d0 b0 to bf are а to п, d1 80 to 8f are р to я: the bits that all of them share, those of the second byte
    // turned by the lowest of the first.
    let second = (letters & EACH) * 0x3000;
    let others = ((letters & (EACH * 0xf0fe)) ^ second) ^ (EACH * 0xb0d0);
    (others.trailing_zeros() / 16).min(4)
}

/// The same for a word of Russian letters.
pub(super) fn cyrillic(source: &str, start: usize) -> Option<(usize, Written)> {
    let bytes = source.as_bytes();
    if let Some([0xd0, 0x90..=0xaf]) = bytes.get(start..start + 2)
        && let Some(word) = capitalised(bytes, start, (Script::Cyrillic, 2), small_letters)
    {
        return Some(word);
    }
    let (mut upper, mut lower, mut capital, mut yo) = (0, 0, false, false);
    let mut end = start;
    loop {
        let four = small_letters(bytes, end);
        lower += four;
        end += 2 * four as usize;
        if four == 4 {
            continue;
        }
        let Some(&[first, second]) = bytes.get(end..end + 2).and_then(<[u8]>::first_chunk) else {
            break;
        };
        match (first, second) {
            // а to п, р to я, ё.
            (0xd0, 0xb0..=0xbf) | (0xd1, 0x80..=0x8f | 0x91) => {
                yo |= second == 0x91 && first == 0xd1;
                lower += 1;
            }
            // А to Я, Ё.
            (0xd0, 0x90..=0xaf | 0x81) => {
                capital |= upper + lower == 0;
                upper += 1;
            }
            _ => break,
        }
        end += 2;
    }
    let parted = is_parted(source, end);
    let written = Written::new(Script::Cyrillic, upper, lower, capital);
    let Written { small, small_rest, .. } = written;
    let written = Written { small: small && !yo, small_rest: small_rest && !yo, ..written };
    (parted && end > start).then_some((end, written))
}

/// The same for a word of Arabic letters that are their own folded forms: most of those of Persian.
pub(super) fn arabic(source: &str, start: usize) -> Option<(usize, Written)> {
    let end = arabic_letters(source.as_bytes(), start);
    let written = Written { small: true, ..Written::new(Script::Arabic, 0, 0, false) };
    (end > start && is_parted(source, end)).then_some((end, written))
}

/// Where Arabic letters end that are their own folded forms.
fn arabic_letters(bytes: &[u8], start: usize) -> usize {
    /// By the first byte, a bit for the second: ا ب ت ث to غ, ف ق ل م ن ه و پ, چ ژ ک گ, ی.
    const LETTERS: [u64; 4] =
        [0x07ff_fd80_0000_0000, 0x4000_0000_0000_01f6, 0x0000_8200_0100_0040, 0x1000];
    let mut end = start;
    while let Some(&[first @ 0xd8..=0xdb, second]) = bytes.get(end..).and_then(<[u8]>::first_chunk)
        && LETTERS[usize::from(first - 0xd8)] >> (second & 0x3f) & 1 == 1
    {
        end += 2;
    }
    end
}

/// Whether a word ends at a byte.
fn is_parted(source: &str, end: usize) -> bool {
    match source.as_bytes().get(end) {
        None => true,
        Some(byte @ ..0x80) => !byte.is_ascii_alphanumeric() && !matches!(byte, b'\'' | b'`'),
        Some(_) => letter_at(source, end).is_some_and(|next| class(next) == Class::Other),
    }
}
