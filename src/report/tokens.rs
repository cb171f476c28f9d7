//! The words of a stretch of text, folded for comparison.

use super::letters::{Letters, is_combining, is_letter, push_folded};
use super::vocabulary::{Making, Sense, Vocabulary};
use crate::text::Span;
use smol_str::SmolStr;
use std::sync::LazyLock;

/// A word, number or mark.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub span: Span,
    /// In lower case, without joiners, Arabic letters in their Persian form, digits in ASCII.
    pub word: SmolStr,
    pub sort: Sort,
    pub capital: bool,
    /// What the patterns of its language know of it.
    pub sense: Sense,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Word,
    Number,
    Mark,
}

/// The tokens of `within`. Quotation marks and hyphens between words are none.
pub(crate) fn tokens(words: &'static Vocabulary, text: &str, within: Span) -> Vec<Token> {
    let all = within.of(text);
    let letters = Letters::all();
    // More than most sentences have: a word and the space behind it are six letters.
    let mut found: Vec<Token> = Vec::with_capacity(all.len() / 6 + 1);
    let mut folded = String::new();
    let mut at = 0;
    while let Some(&byte) = all.as_bytes().get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let Some(letter) = letter_at(all, at) else { break };
        let start = at;
        at += letter.len_utf8();
        if letters.begins(letter) {
            let (end, word) = word(letters, all, start, &mut folded);
            at = end;
            let number = word.bytes().all(is_numeric);
            found.push(Token {
                span: Span::new(within.start + start, within.start + end),
                sense: words.sense(word),
                word: SmolStr::new(word),
                sort: if number { Sort::Number } else { Sort::Word },
                capital: letters.is_capital(letter),
            });
        } else if matches!(letter, '\'' | '’') {
            // The possessive: its `s` is no word.
            let mut after = all[at..].chars();
            if matches!(after.next(), Some('s' | 'S'))
                && !after.next().is_some_and(char::is_alphanumeric)
            {
                at += 1;
            }
        } else if let Some(mark) = mark(letter) {
            found.push(Token {
                span: Span::new(within.start + start, within.start + at),
                sense: words.sense(mark),
                word: SmolStr::new_static(mark),
                sort: Sort::Mark,
                capital: false,
            });
        }
    }
    found
}

/// Where the word ends that begins at byte `start`, and its folded form: `folded`, unless it is its own.
fn word<'w>(
    letters: &Letters,
    all: &'w str,
    start: usize,
    folded: &'w mut String,
) -> (usize, &'w str) {
    let bytes = all.as_bytes();
    let mut end = letters.own(bytes, start);
    if end > start && matches!(bytes.get(end), None | Some(b' ' | b'\n')) {
        return (end, &all[start..end]);
    }
    folded.clear();
    folded.push_str(&all[start..end]);
    while let Some(letter) = letter_at(all, end) {
        let next = end + letter.len_utf8();
        if end > start && !joins(letter, &all[next..], folded) {
            break;
        }
        match letter {
            _ if end == start => push_folded(folded, letter),
            '.' | '٫' => folded.push('.'),
            '\'' | '’' | 'ʼ' => folded.push('\''),
            ',' | '٬' => {}
            _ => push_folded(folded, letter),
        }
        end = letters.own(bytes, next);
        folded.push_str(&all[next..end]);
    }
    (end, folded)
}

/// Whether the word before `letter`, so far `folded`, goes on with it; `rest` comes after it.
fn joins(letter: char, rest: &str, folded: &str) -> bool {
    let mut ahead = rest.chars();
    match letter {
        '\u{200c}' | '\u{200d}' => true,
        // 3,500 and 1.1; not the comma of a list.
        ',' | '٬' => {
            folded.bytes().all(is_numeric) && ahead.take_while(|c| is_digit(*c)).count() == 3
        }
        '.' | '٫' => folded.bytes().all(is_numeric) && ahead.next().is_some_and(is_digit),
        '\'' | '’' | 'ʼ' => {
            let follows = ahead.next();
            follows.is_some_and(char::is_alphabetic)
                && (!matches!(follows, Some('s' | 'S'))
                    || ahead.next().is_some_and(char::is_alphanumeric))
        }
        _ => is_letter(letter) || is_combining(letter),
    }
}

fn letter_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn is_numeric(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '۰'..='۹' | '٠'..='٩')
}

/// A mark that patterns may ask for, those of Arabic script as the others.
fn mark(letter: char) -> Option<&'static str> {
    Some(match letter {
        ',' | '،' => ",",
        ';' | '؛' => ";",
        ':' => ":",
        '(' => "(",
        ')' => ")",
        '—' => "—",
        '–' => "-",
        '$' => "$",
        '€' => "€",
        '£' => "£",
        '%' | '٪' => "%",
        '?' => "?",
        '؟' => "؟",
        _ => return None,
    })
}

/// Whether [`tokens`] makes one token of `word`, and may meet it in a text.
pub(crate) fn is_one(word: &str) -> bool {
    static NOTHING: LazyLock<Vocabulary> = LazyLock::new(|| Making::default().finish());
    let found = tokens(&NOTHING, word, Span::new(0, word.len()));
    matches!(&found[..], [one] if one.span.len() == word.len() && one.word == folded(word))
}

/// A word of a table as [`tokens`] gives it.
pub(crate) fn folded(word: &str) -> String {
    let mut out = String::new();
    for letter in word.chars() {
        push_folded(&mut out, letter);
    }
    out
}
