//! The words of a stretch of text, folded for comparison.

use super::vocabulary::{Making, Sense, Vocabulary};
use crate::text::Span;
use std::sync::LazyLock;

/// A word, number or mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub span: Span,
    /// In lower case, without joiners, Arabic letters in their Persian form, digits in ASCII.
    pub word: String,
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
    let mut found: Vec<Token> = Vec::new();
    let all = within.of(text);
    let mut letters = all.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let start = within.start + at;
        if let Some(length) = plain_word(&all.as_bytes()[at..]) {
            // Its first letter is taken.
            if let Some(rest) = length.checked_sub(2) {
                letters.nth(rest);
            }
            let word = all[at..at + length].to_ascii_lowercase();
            found.push(Token {
                span: Span::new(start, start + length),
                sense: words.sense(&word),
                word,
                sort: Sort::Word,
                capital: letter.is_ascii_uppercase(),
            });
        } else if is_letter(letter) {
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
                sense: words.sense(&word),
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
                sense: words.sense(&word),
                word,
                sort: Sort::Mark,
                capital: false,
            });
        }
    }
    found
}

/// The length of the word of ASCII letters that `bytes` begin with, unless it may go on with anything else.
fn plain_word(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    let whole = !matches!(bytes.get(length), Some(b'\'' | 0x80..));
    (whole && bytes.first().is_some_and(u8::is_ascii_alphabetic)).then_some(length)
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
