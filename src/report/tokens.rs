//! The words of a stretch of text, folded for comparison, and patterns over them.
//!
//! A pattern is written as words between spaces; the tables of `geodata/lexicon/` hold them:
//!
//! | written | matches |
//! |---|---|
//! | `word` | the word, in any case |
//! | `stem*` | a word that begins so |
//! | `a/b*` | one of them |
//! | `#` | a number |
//! | `_` | any one word |
//! | `..` or `..7` | at most four (seven) words or commas |
//! | `word?` | the word, or nothing |
//! | `@set` | one of the words of a set of the same table |

use crate::text::Span;
use std::collections::HashMap;

/// A word, number or mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub span: Span,
    /// In lower case, without joiners, Arabic letters in their Persian form, digits in ASCII.
    pub word: String,
    pub sort: Sort,
    pub capital: bool,
    begins: Beginning,
    head: u128,
}

/// The first sixteen bytes of a word, the first one lowest.
fn head(word: &str) -> u128 {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(word.bytes()) {
        *to = from;
    }
    u128::from_le_bytes(bytes)
}

/// A number for the first two letters of a word: words with another begin otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Beginning(u8);

impl Beginning {
    fn of(word: &str) -> Self {
        let mut letters = word.chars();
        let [one, two] = [(); 2].map(|()| letters.next().map_or(0, u32::from));
        // Fibonacci hashing: Knuth, "The Art of Computer Programming", volume 3, section 6.4.
        let hash = (one << 16 ^ two).wrapping_mul(0x9E37_79B9).to_be_bytes();
        Self(hash[0])
    }
}

/// A set of [`Beginning`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Beginnings([u64; 4]);

impl Beginnings {
    const NONE: Self = Self([0; 4]);
    const ALL: Self = Self([u64::MAX; 4]);

    fn add(&mut self, Beginning(number): Beginning) {
        self.0[usize::from(number >> 6)] |= 1 << (number & 63);
    }

    fn has(&self, Beginning(number): Beginning) -> bool {
        self.0[usize::from(number >> 6)] >> (number & 63) & 1 == 1
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Word,
    Number,
    Mark,
}

/// The tokens of `within`. Quotation marks and hyphens between words are none.
pub(crate) fn tokens(text: &str, within: Span) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut letters = within.of(text).char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let start = within.start + at;
        if is_letter(letter) {
            let mut word = String::new();
            push_folded(&mut word, letter);
            let mut end = start + letter.len_utf8();
            while let Some(&(next, inner)) = letters.peek() {
                let mut ahead = within.of(text)[next + inner.len_utf8()..].chars();
                let follows = ahead.next();
                let numeric = word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
                let joins = match inner {
                    '\u{200c}' | '\u{200d}' => true,
                    // 3,500 and 1.1; not the comma of a list.
                    ',' | '٬' if numeric => {
                        follows.is_some_and(is_digit)
                            && within.of(text)[next + inner.len_utf8()..]
                                .chars()
                                .take_while(|c| is_digit(*c))
                                .count()
                                == 3
                    }
                    '.' | '٫' if numeric => follows.is_some_and(is_digit),
                    '\'' | '’' | 'ʼ' => {
                        follows.is_some_and(char::is_alphabetic)
                            && (!matches!(follows, Some('s' | 'S'))
                                || ahead.next().is_some_and(char::is_alphanumeric))
                    }
                    _ => is_letter(inner) || is_combining(inner),
                };
                if !joins {
                    break;
                }
                match inner {
                    '.' | '٫' => word.push('.'),
                    '\'' | '’' | 'ʼ' => word.push('\''),
                    ',' | '٬' => {}
                    _ => push_folded(&mut word, inner),
                }
                end = within.start + next + inner.len_utf8();
                letters.next();
            }
            let number = word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            found.push(Token {
                span: Span::new(start, end),
                begins: Beginning::of(&word),
                head: head(&word),
                word,
                sort: if number { Sort::Number } else { Sort::Word },
                capital: letter.is_uppercase(),
            });
        } else if matches!(letter, '\'' | '’') {
            // The possessive: its `s` is no word.
            if let Some(&(_, 's' | 'S')) = letters.peek() {
                let after = within.of(text)[at + letter.len_utf8() + 1..].chars().next();
                if !after.is_some_and(char::is_alphanumeric) {
                    letters.next();
                }
            }
        } else if is_mark(letter) {
            let mark = match letter {
                '،' => ',',
                '؛' => ';',
                '٪' => '%',
                '–' => '-',
                other => other,
            };
            let word = String::from(mark);
            found.push(Token {
                span: Span::new(start, start + letter.len_utf8()),
                begins: Beginning::of(&word),
                head: head(&word),
                word,
                sort: Sort::Mark,
                capital: false,
            });
        }
    }
    found
}

fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        ',' | ';'
            | ':'
            | '('
            | ')'
            | '—'
            | '–'
            | '$'
            | '€'
            | '£'
            | '%'
            | '،'
            | '؛'
            | '٪'
            | '?'
            | '؟'
    )
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '۰'..='۹' | '٠'..='٩')
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether a word is made of it; the commonest letters need no table.
fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | 'А'..='я' | 'ا'..='غ' => true,
        _ if letter.is_ascii() => false,
        _ => letter.is_alphanumeric(),
    }
}

fn push_folded(word: &mut String, letter: char) {
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

/// A word of a table as [`tokens`] gives it.
pub(crate) fn folded(word: &str) -> String {
    let mut out = String::new();
    for letter in word.chars() {
        push_folded(&mut out, letter);
    }
    out
}

/// A pattern over tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
    /// What a word that it begins with begins with.
    begins: Beginnings,
}

#[derive(Debug, Clone, PartialEq)]
struct Part {
    test: Test,
    optional: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Words { forms: Vec<Form>, begins: Beginnings },
    Number,
    Any,
    Gap(usize),
}

/// Named sets of words, as a table declares them.
pub(crate) type Sets = HashMap<String, Vec<String>>;

impl Pattern {
    /// Reads a pattern as the tables write it.
    pub(crate) fn parse(written: &str, sets: &Sets) -> Self {
        let mut parts = Vec::new();
        for piece in written.split_whitespace() {
            let (piece, optional) = match piece.strip_suffix('?') {
                Some(rest) if !rest.is_empty() => (rest, true),
                _ => (piece, false),
            };
            let test = match piece {
                "#" => Test::Number,
                "_" => Test::Any,
                _ if piece.starts_with("..") => Test::Gap(piece[2..].parse().unwrap_or(4)),
                _ => words(piece, sets),
            };
            parts.push(Part { test, optional });
        }
        let begins = begins(&parts);
        Self { parts, begins }
    }

    /// The tokens it covers when it begins at `at`: the shortest stretch.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        if tokens.get(at).is_some_and(|token| !self.begins.has(token.begins)) {
            return None;
        }
        matches_from(&self.parts, tokens, at)
    }

    /// Whether other words may stand between its own.
    pub(crate) fn has_gap(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.test, Test::Gap(_)))
    }

    /// Where it first stands in `tokens`.
    pub(crate) fn find(&self, tokens: &[Token]) -> Option<(usize, usize)> {
        (0..tokens.len()).find_map(|at| Some((at, self.at(tokens, at)?)))
    }
}

fn words(piece: &str, sets: &Sets) -> Test {
    let mut forms = Vec::new();
    let mut begins = Beginnings::NONE;
    for word in piece.split('/') {
        let members = match word.strip_prefix('@') {
            Some(name) => sets.get(name).cloned().unwrap_or_default(),
            None => vec![word.to_owned()],
        };
        for member in members {
            let form = Form::of(&member);
            // A stem of one letter begins words with any second one.
            if !form.whole && form.text.chars().nth(1).is_none() {
                begins = Beginnings::ALL;
            }
            begins.add(Beginning::of(&form.text));
            forms.push(form);
        }
    }
    Test::Words { forms, begins }
}

/// A word, or what words begin with, as a pattern asks for it.
#[derive(Debug, Clone, PartialEq)]
struct Form {
    text: String,
    /// Its first bytes, and which of a word's they are compared with: nearly always that is enough.
    head: u128,
    mask: u128,
    /// Whether it is a whole word.
    whole: bool,
}

impl Form {
    fn of(written: &str) -> Self {
        let stem = written.strip_suffix('*');
        let text = folded(stem.unwrap_or(written));
        let bits = 8 * u32::try_from(text.len().min(16)).unwrap_or(16);
        let whole = stem.is_none();
        let mask = if whole || bits == 128 { u128::MAX } else { (1 << bits) - 1 };
        Self { head: head(&text), mask, whole, text }
    }

    fn fits(&self, token: &Token) -> bool {
        token.head & self.mask == self.head
            && if self.whole { token.word == self.text } else { token.word.starts_with(&self.text) }
    }
}

/// What the words begin with that `parts` may begin with.
fn begins(parts: &[Part]) -> Beginnings {
    let mut all = Beginnings::NONE;
    for part in parts {
        let Test::Words { begins, .. } = &part.test else { return Beginnings::ALL };
        for (all, some) in all.0.iter_mut().zip(begins.0) {
            *all |= some;
        }
        if !part.optional {
            return all;
        }
    }
    Beginnings::ALL
}

fn matches_from(parts: &[Part], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    if let Test::Gap(most) = part.test {
        for skip in 0..=most {
            let crossed = tokens.get(at..at + skip)?.last();
            if crossed.is_some_and(|token| matches!(token.word.as_str(), ";" | ":" | "—")) {
                return None;
            }
            if let Some(end) = matches_from(rest, tokens, at + skip) {
                return Some(end);
            }
        }
        return None;
    }
    let here = tokens.get(at).is_some_and(|token| match &part.test {
        Test::Words { forms, begins } => {
            begins.has(token.begins) && forms.iter().any(|form| form.fits(token))
        }
        Test::Number => token.sort == Sort::Number,
        Test::Any => token.sort != Sort::Mark,
        Test::Gap(_) => false,
    });
    let taken = if here { matches_from(rest, tokens, at + 1) } else { None };
    taken.or_else(|| if part.optional { matches_from(rest, tokens, at) } else { None })
}

/// Rows of a table, by what the words begin with that their patterns begin with: most words cost one look.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    rows: Vec<R>,
    /// For each [`Beginning`] the rows that it may begin, in their order.
    by_beginning: Vec<Vec<usize>>,
}

/// A row that a pattern finds.
pub(crate) trait Found {
    /// Its pattern.
    fn pattern(&self) -> &Pattern;
}

impl Found for Pattern {
    fn pattern(&self) -> &Pattern {
        self
    }
}

impl<R: Found> Rows<R> {
    pub(crate) fn new(rows: Vec<R>) -> Self {
        let of = |number: u8| {
            let may = |row: &&(usize, &R)| row.1.pattern().begins.has(Beginning(number));
            let all: Vec<(usize, &R)> = rows.iter().enumerate().collect();
            all.iter().filter(may).map(|(at, _)| *at).collect()
        };
        let by_beginning = (0..=u8::MAX).map(of).collect();
        Self { rows, by_beginning }
    }

    /// The rows that match at token `at`, in their order, each with the token after its last.
    pub(crate) fn at<'r, 't>(
        &'r self,
        tokens: &'t [Token],
        at: usize,
    ) -> impl Iterator<Item = (&'r R, usize)> + use<'r, 't, R> {
        let beginning = tokens.get(at).map(|token| usize::from(token.begins.0));
        let rows = beginning.and_then(|number| self.by_beginning.get(number));
        rows.into_iter().flatten().filter_map(move |row| {
            let row = &self.rows[*row];
            Some((row, row.pattern().at(tokens, at)?))
        })
    }

    /// All matches: row, first token, token after the last.
    pub(crate) fn find_all<'r>(&'r self, tokens: &[Token]) -> Vec<(&'r R, usize, usize)> {
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            found.extend(self.at(tokens, at).map(|(row, end)| (row, at, end)));
        }
        found
    }

    /// All rows.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, R> {
        self.rows.iter()
    }
}

impl<R: Found> Default for Rows<R> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}
