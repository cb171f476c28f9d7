//! A name to its key, and back to where it stood.
//!
//! Folding takes away what spellings of one name differ in: case, diacritics, the letters that
//! Tajik, Kazakh or Pashto add to their alphabets, presentation forms, vowel signs, apostrophes,
//! and what stands between the words. A text is folded into tokens; each remembers the bytes it
//! came from. The key of a name is its tokens with one space between them, so a name is found in
//! a text where its key is found in the folded text between two token borders.
//!
//! | script | what is folded |
//! |---|---|
//! | all | case; combining marks; digits to ASCII; soft hyphens and direction marks go |
//! | Latin | diacritics; `ß æ œ ø đ ł ı ə` to `ss ae oe o d l i a`; apostrophes within a word go, but `'s` ends it |
//! | Cyrillic | `ё` to `е`, й stays; `ғ қ ҳ ҷ ӣ ӯ` to `г к х ч и у`, other additions likewise |
//! | Arabic | `ي ى ئ ې` to `ی`, `ك` to `ک`, `ة ہ` to `ه`, `أ إ آ` to `ا`, `ؤ` to `و`, Pashto and Urdu letters to Persian ones; tatweel, vowel signs and hamza go; ZWNJ parts words as a space does |
//!
//! Folding twice is folding once.

#![allow(clippy::match_same_arms, reason = "the tables are in the order of the scripts")]

#[path = "letters.rs"]
mod letters;
#[path = "plain.rs"]
mod plain;

use super::Span;
use letters::mapped;
use plain::Written;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// It begins with a small letter.
    Lower,
    /// It begins with a capital, or with a capital after digits.
    Capital,
    /// Its letters are all capitals, two or more.
    Upper,
    /// Its script has no case, or it has no letter.
    None,
}

/// The script of a token, by its first letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin, and whatever else is not one of the others.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic.
    Arabic,
}

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// Where its folded form stands in [`Folded::text`].
    pub folded: Span,
    /// Whether a name may go on from the token before: only a space, a hyphen, a single line break
    /// or the point of a short abbreviation stands between.
    pub joined: bool,
    /// Whether nothing but a hyphen stands between it and the token before.
    pub hyphened: bool,
    /// How it is written.
    pub case: Case,
    /// What it is written in.
    pub script: Script,
}

/// A text and its words, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded words, one space between each.
    pub text: String,
    /// The words in order.
    pub tokens: Vec<Token>,
}

/// The folded form of a text.
///
/// ```
/// use marz::text::fold::fold;
///
/// let text = "По селу Қалъаи-Хумб";
/// let folded = fold(text);
/// assert_eq!(folded.text, "по селу калъаи хумб");
/// assert_eq!(folded.tokens[2].span.of(text), "Қалъаи");
/// ```
#[must_use]
pub fn fold(text: &str) -> Folded {
    Folder::new(text, false).run()
}

/// The words of a text, without a copy of those that are their own folded form, which are most: of them
/// [`Token::folded`] is empty.
#[must_use]
pub fn fold_words(text: &str) -> Folded {
    Folder::new(text, true).run()
}

/// The key of a name.
///
/// ```
/// use marz::text::fold::key;
///
/// assert_eq!(key("Qal'ai Khumb"), "qalai khumb");
/// assert_eq!(key("Gorno-Badakhshan"), key("GORNO BADAKHSHAN"));
/// assert_eq!(key("شيرخان‌بندر"), key("شیرخان بندر"));
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    fold(name).text
}

/// What a character is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    /// Leaves no trace and does not part words.
    Dropped,
    Apostrophe,
    Other,
}

struct Folder<'t> {
    source: &'t str,
    folded: Folded,
    /// Whether words that are their own folded form are left where they stand.
    sparing: bool,
}

impl<'t> Folder<'t> {
    fn new(source: &'t str, sparing: bool) -> Self {
        let room = if sparing { source.len() / 4 } else { source.len() };
        let folded = Folded {
            text: String::with_capacity(room),
            tokens: Vec::with_capacity(source.len() / 5),
        };
        Self { source, folded, sparing }
    }

    fn run(mut self) -> Folded {
        let bytes = self.source.as_bytes();
        let mut at = 0;
        let mut gap = Gap::default();
        while let Some(&byte) = bytes.get(at) {
            if byte == b' ' {
                gap.spaces = gap.spaces.saturating_add(1);
                at += 1;
                continue;
            }
            let whole = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => plain::plain(bytes, at),
                0xd0 | 0xd1 => plain::cyrillic(self.source, at),
                0xd8..=0xdb => plain::arabic(self.source, at),
                _ => None,
            };
            if let Some((end, written)) = whole {
                at = self.whole(Span::new(at, end), written, gap);
                if self.sparing {
                    at = plain::small_words(bytes, at, &mut self.folded.tokens);
                }
                gap = Gap::default();
                continue;
            }
            let letter = letter_at(self.source, at).unwrap_or_default();
            if class(letter) != Class::Word {
                gap.see(letter);
                at += letter.len_utf8();
                continue;
            }
            let before = self.folded.tokens.len();
            at = self.word(at, gap);
            if self.folded.tokens.len() > before {
                gap = Gap::default();
            }
        }
        self.folded
    }

    /// Takes in a word that is all of common letters of one script.
    fn whole(&mut self, span: Span, written: Written, gap: Gap) -> usize {
        let joined = self.folded.tokens.last().is_some_and(|last| gap.joins(last));
        let hyphened = joined && gap.is_hyphen();
        let Written { case, script, small, small_rest } = written;
        let text = &mut self.folded.text;
        let mut folded = Span::new(text.len(), text.len());
        if !(self.sparing && small) {
            if !text.is_empty() {
                text.push(' ');
            }
            let from = text.len();
            let word = &self.source[span.start..span.end];
            match script {
                _ if small => text.push_str(word),
                Script::Latin => {
                    text.push_str(word);
                    text[from..].make_ascii_lowercase();
                }
                _ if small_rest => {
                    let (first, rest) = word.split_at(2);
                    first.chars().for_each(|letter| push(letter, text, from));
                    text.push_str(rest);
                }
                _ => word.chars().for_each(|letter| push(letter, text, from)),
            }
            folded = Span::new(from, text.len());
        }
        self.folded.tokens.push(Token { span, folded, joined, hyphened, case, script });
        span.end
    }

    /// Folds the word that begins at `start`; the byte after it.
    fn word(&mut self, start: usize, gap: Gap) -> usize {
        let source = self.source;
        let joined = self.folded.tokens.last().is_some_and(|last| gap.joins(last));
        let before = self.folded.text.len();
        if before > 0 {
            self.folded.text.push(' ');
        }
        let from = self.folded.text.len();
        let (mut at, mut end) = (start, start);
        let mut casing = Casing::default();
        let mut script = None;
        while let Some(letter) = letter_at(source, at) {
            let next = at + letter.len_utf8();
            match class(letter) {
                Class::Word => {
                    casing.see(letter);
                    if script.is_none() && !letter.is_ascii_digit() && letter.is_alphabetic() {
                        script = Some(script_of(letter));
                    }
                    push(letter, &mut self.folded.text, from);
                    end = next;
                }
                Class::Dropped => {
                    // A breve that was written apart: и and U+0306 are й.
                    if letter == '\u{306}' && self.folded.text.ends_with('и') {
                        self.folded.text.pop();
                        self.folded.text.push('й');
                    }
                    end = next;
                }
                Class::Apostrophe if goes_on(&source[next..]) => {}
                Class::Apostrophe | Class::Other => break,
            }
            at = next;
        }
        if self.folded.text.len() == from {
            self.folded.text.truncate(before);
        } else {
            self.folded.tokens.push(Token {
                span: Span::new(start, end),
                folded: Span::new(from, self.folded.text.len()),
                joined,
                hyphened: joined && gap.is_hyphen(),
                case: casing.case(),
                script: script.unwrap_or(Script::Latin),
            });
        }
        at.max(end)
    }
}

/// The character that begins at a byte; letters of one and two bytes need no search.
#[inline]
fn letter_at(text: &str, at: usize) -> Option<char> {
    let bytes = text.as_bytes();
    match *bytes.get(at)? {
        byte @ ..0x80 => Some(char::from(byte)),
        byte @ 0xc2..0xe0 => {
            let low = u32::from(bytes.get(at + 1)? & 0x3f);
            char::from_u32(u32::from(byte & 0x1f) << 6 | low)
        }
        _ => text.get(at..)?.chars().next(),
    }
}

/// Whether a word goes on after an apostrophe: with a letter, unless it is the possessive `'s`.
fn goes_on(rest: &str) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        Some('s' | 'S') => letters.next().is_some_and(|next| class(next) == Class::Word),
        Some(letter) => class(letter) == Class::Word,
        None => false,
    }
}

/// What stands between two words; no more of each is counted than fits.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Gap {
    spaces: u8,
    lines: u8,
    hyphens: u8,
    points: u8,
    other: bool,
    /// A space stood before the hyphen.
    spaced: bool,
}

impl Gap {
    /// Nearly all gaps.
    const SPACE: Self =
        Self { spaces: 1, lines: 0, hyphens: 0, points: 0, other: false, spaced: false };

    fn see(&mut self, letter: char) {
        let count = match letter {
            ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{200b}' | '\u{200c}' => {
                &mut self.spaces
            }
            '\n' => &mut self.lines,
            '\r' => return,
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => {
                self.spaced |= self.spaces > 0;
                &mut self.hyphens
            }
            '.' => &mut self.points,
            _ => {
                self.other |= class(letter) == Class::Other;
                return;
            }
        };
        *count = count.saturating_add(1);
    }

    fn joins(self, last: &Token) -> bool {
        if self == Self::SPACE {
            return true;
        }
        if self.other || self.lines > 1 || self.hyphens > 1 || self.points > 1 || self.spaces > 3 {
            return false;
        }
        if self.hyphens == 1 && (self.spaced || self.points > 0) {
            return false;
        }
        self.points == 0 || last.span.end - last.span.start <= 3
    }

    /// Whether it is a hyphen and nothing else but a point.
    fn is_hyphen(self) -> bool {
        self.hyphens == 1 && self.spaces == 0 && self.lines == 0
    }
}

#[derive(Default)]
struct Casing {
    first: Option<bool>,
    upper: u32,
    lower: u32,
}

impl Casing {
    fn see(&mut self, letter: char) {
        let (upper, lower) = match letter {
            'a'..='z' | 'а'..='я' => (false, true),
            'A'..='Z' | 'А'..='Я' => (true, false),
            '0'..='9' | '\u{600}'..='\u{6ff}' => return,
            _ => (letter.is_uppercase(), letter.is_lowercase()),
        };
        self.upper += u32::from(upper);
        self.lower += u32::from(lower);
        if self.first.is_none() && (upper || lower) {
            self.first = Some(upper);
        }
    }

    fn case(&self) -> Case {
        match self.first {
            None => Case::None,
            Some(false) => Case::Lower,
            Some(true) if self.lower == 0 && self.upper > 1 => Case::Upper,
            Some(true) => Case::Capital,
        }
    }
}

fn script_of(letter: char) -> Script {
    match letter {
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Script::Arabic,
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Script::Arabic,
        _ => Script::Latin,
    }
}

fn class(letter: char) -> Class {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{410}'..='\u{44f}' => Class::Word,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => {
            Class::Apostrophe
        }
        '\u{2b0}'..='\u{2ff}' => Class::Apostrophe,
        _ if letter.is_ascii() => Class::Other,
        // The commonest points and quotation marks.
        '«' | '»' | '\u{2010}'..='\u{2017}' | '\u{201a}' | '\u{201c}'..='\u{2027}' => {
            Class::Other
        }
        // Soft hyphen, joiner, direction marks, byte order mark; tatweel.
        '\u{ad}' | '\u{200d}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}' => Class::Dropped,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Class::Dropped,
        // The commonest letters of the three scripts: no need to ask the tables.
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => Class::Word,
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => Class::Word,
        '\u{622}'..='\u{63a}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => Class::Word,
        // Hamza on its own.
        '\u{621}' => Class::Dropped,
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{300}'..='\u{36f}' => Class::Dropped,
        _ if is_combining_mark(letter) => Class::Dropped,
        _ if letter.is_alphanumeric() => Class::Word,
        _ => Class::Other,
    }
}

/// Appends the folded form of a letter; `from` is where the word begins in `out`.
fn push(letter: char, out: &mut String, from: usize) {
    match letter {
        'a'..='z' | '0'..='9' | 'а'..='я' => out.push(letter),
        'A'..='Z' => out.push(letter.to_ascii_lowercase()),
        // Capitals of Russian stand 32 before their small letters.
        'А'..='Я' => out.push(char::from_u32(letter as u32 + 32).unwrap_or(letter)),
        'ё' | 'Ё' => out.push('е'),
        // Letters of Arabic script have no case, and those that decompose are all mapped.
        '\u{622}'..='\u{63a}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => {
            match mapped(letter) {
                Some(folded) => out.push_str(folded),
                None => out.push(letter),
            }
        }
        _ => slow(letter, out, from),
    }
}

#[inline(never)]
fn slow(letter: char, out: &mut String, from: usize) {
    for lower in letter.to_lowercase() {
        if let Some(folded) = mapped(lower) {
            out.push_str(folded);
            continue;
        }
        decompose_compatible(lower, |part| {
            // й must stay й, so its breve is put back.
            if part == '\u{306}' && out.len() > from && out.ends_with('и') {
                out.pop();
                out.push('й');
            }
            for part in part.to_lowercase() {
                if class(part) == Class::Word {
                    match mapped(part) {
                        Some(folded) => out.push_str(folded),
                        None => out.push(part),
                    }
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn folding_any_character_twice_is_folding_it_once() {
        let wrong: Vec<char> = ('\0'..=char::MAX)
            .filter(|letter| {
                let once = key(&letter.to_string());
                key(&once) != once
            })
            .collect();
        assert!(wrong.is_empty(), "{} of them: {:?}", wrong.len(), &wrong[..wrong.len().min(40)]);
    }
}
