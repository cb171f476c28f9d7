//! Who says so: the speaker, then the medium that quotes him.

use super::lexicon::{Lexicon, find_all};
use super::tokens::{Sort, Token};
use crate::text::Span;

/// Longest name of a speaker, in words.
const LONGEST: usize = 9;

/// The speakers that a sentence names, in the order of the chain.
pub(crate) fn chain(lexicon: &Lexicon, text: &str, tokens: &[Token]) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    for (row, start, end) in find_all(&lexicon.speech, tokens) {
        let speaker = match row.name.as_str() {
            "after" => run_after(text, tokens, end),
            _ => run_before(text, tokens, start).or_else(|| run_after(text, tokens, end)),
        };
        if let Some(speaker) = speaker
            && !chain.contains(&speaker)
            && chain.len() < 3
        {
            chain.push(speaker);
        }
    }
    chain
}

/// The stretches from a speaker to his verb: a place in one is where he speaks from, not what he speaks of.
pub(crate) fn phrases(lexicon: &Lexicon, tokens: &[Token]) -> Vec<Span> {
    (0..tokens.len())
        .filter_map(|at| {
            let end = lexicon.speakers.iter().find_map(|speaker| speaker.at(tokens, at))?;
            Some(Span::new(tokens[at].span.start, tokens[end - 1].span.end))
        })
        .collect()
}

fn run_before(text: &str, tokens: &[Token], end: usize) -> Option<String> {
    let first =
        (0..end).rev().take(LONGEST).take_while(|at| tokens[*at].sort != Sort::Mark).last()?;
    name(text, &tokens[first..end])
}

fn run_after(text: &str, tokens: &[Token], start: usize) -> Option<String> {
    let length = tokens[start..].iter().take(LONGEST).take_while(|t| t.sort != Sort::Mark).count();
    name(text, &tokens[start..start + length])
}

fn name(text: &str, tokens: &[Token]) -> Option<String> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let words = Span::new(first.span.start, last.span.end).of(text);
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// How many bytes of quotation surround byte `at` of a paragraph; `None` outside of quotations.
pub(crate) fn quotation(text: &str, paragraph: Span, at: usize) -> Option<usize> {
    let mut open: Option<usize> = None;
    let before = Span::new(paragraph.start, at);
    let mut straight = false;
    for (offset, letter) in before.of(text).char_indices() {
        match letter {
            '“' | '«' | '„' => open = Some(at_of(before, offset)),
            '”' | '»' => open = None,
            '"' => {
                straight = !straight;
                open = straight.then_some(at_of(before, offset));
            }
            _ => {}
        }
    }
    let start = open?;
    let rest = Span::new(at, paragraph.end).of(text);
    let end = rest.char_indices().find(|(_, letter)| matches!(letter, '”' | '»' | '"'));
    Some(end.map_or(paragraph.end, |(offset, _)| at + offset) - start)
}

fn at_of(span: Span, offset: usize) -> usize {
    span.start + offset
}
