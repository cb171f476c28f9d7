//! Stretches that say nothing of events: citations, legal notices, treaties, page furniture.

use super::lexicon::{Lexicon, Named};
use super::tokens::{Sort, Token, tokens};
use crate::text::Span;

/// What is masked in a document.
#[derive(Debug, Default)]
pub(crate) struct Masks {
    /// Citations and notices in parentheses: not read at all.
    pub silent: Vec<Span>,
    /// The wording of laws and treaties.
    pub legal: Vec<Span>,
}

/// Longest parenthesis and longest quoted treaty, in bytes.
const LONGEST: usize = 4000;

/// The masks of `text`, whose sentences are `sentences`.
pub(crate) fn of(lexicon: &'static Lexicon, text: &str, sentences: &[(Span, Vec<Token>)]) -> Masks {
    let mut masks = Masks::default();
    let mut open: Option<usize> = None;
    for (at, byte) in brackets(text) {
        if matches!(byte, b'(' | b'[') {
            open = Some(at);
        } else if let Some(start) = open.take()
            && at - start < LONGEST
            && is_silent(lexicon, text, Span::new(start + 1, at))
        {
            masks.silent.push(Span::new(start, at + 1));
        }
    }
    for (sentence, words) in sentences {
        // A treaty is found by each row where it first stands.
        let mut treaties: Vec<&Named> = Vec::new();
        for at in 0..words.len() {
            for (row, end) in lexicon.masks.at(words, at) {
                match row.name.as_str() {
                    "furniture" if at == 0 => masks.silent.push(*sentence),
                    "treaty" if !treaties.iter().any(|known| std::ptr::eq(*known, row)) => {
                        treaties.push(row);
                        let from = words[end - 1].span.end;
                        masks.legal.push(Span::new(from, quotation_end(text, from, sentence.end)));
                    }
                    _ => {}
                }
            }
        }
    }
    masks
}

/// The brackets of a text, each with its byte.
fn brackets(text: &str) -> impl Iterator<Item = (usize, u8)> + '_ {
    /// As many bytes as are looked at in one step; few have a bracket among them.
    const SOME: usize = 64;
    let is_bracket = |byte: u8| matches!(byte, b'(' | b')' | b'[' | b']');
    let some = (0..).step_by(SOME).zip(text.as_bytes().chunks(SOME));
    let some =
        some.filter(move |(_, some)| some.iter().fold(false, |any, &byte| any | is_bracket(byte)));
    some.flat_map(move |(start, some)| {
        let all = (start..).zip(some.iter().copied());
        all.filter(move |(_, byte)| is_bracket(*byte))
    })
}

/// Where the quotation that begins at `from` ends; the sentence's end if none begins there.
fn quotation_end(text: &str, from: usize, sentence_end: usize) -> usize {
    let rest = &text[from..];
    let opens = rest.char_indices().take(12).find(|(_, letter)| matches!(letter, '“' | '«' | '"'));
    let Some((at, mark)) = opens else { return sentence_end };
    let closing = match mark {
        '“' => '”',
        '«' => '»',
        other => other,
    };
    let inner = at + mark.len_utf8();
    rest[inner..]
        .char_indices()
        .take(LONGEST)
        .find(|(_, letter)| *letter == closing)
        .map_or(sentence_end, |(end, _)| from + inner + end)
}

fn is_silent(lexicon: &'static Lexicon, text: &str, inner: Span) -> bool {
    let words = tokens(&lexicon.vocabulary, text, inner);
    let named = words.iter().any(|word| word.capital);
    let numbered = words.iter().any(|token| token.sort == Sort::Number);
    lexicon.masks.iter().any(|row| match row.name.as_str() {
        "notice" => row.pattern.at(&words, 0).is_some(),
        // A name, a comma, and a day of a month.
        "citation" => named && numbered && row.pattern.find(&words).is_some(),
        _ => false,
    })
}
