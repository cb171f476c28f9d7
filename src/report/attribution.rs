//! Who says so: the speaker, then the medium that quotes him.

use super::lexicon::Lexicon;
use super::tokens::{Sort, Token};
use crate::text::Span;

/// Longest name of a speaker, in words.
const LONGEST: usize = 9;

/// The speakers that a sentence names, in the order of the chain.
pub(crate) fn chain(lexicon: &Lexicon, text: &str, tokens: &[Token]) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    for (row, start, end) in lexicon.speech.find_all(tokens) {
        let speaker = match row.name.as_str() {
            "cut" | "edge" | "object" | "pronoun" => continue,
            "after" => run_after(lexicon, text, tokens, end),
            _ => run_before(lexicon, text, tokens, start).or_else(|| {
                // `…, said the minister`.
                let opens = start == 0 || tokens[start - 1].sort == Sort::Mark;
                opens.then(|| run_after(lexicon, text, tokens, end)).flatten()
            }),
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

/// Whether a speaker is only a word for one named before: `she`.
pub(crate) fn is_pronoun(lexicon: &'static Lexicon, speaker: &str) -> bool {
    let all = Span::new(0, speaker.len());
    let words = super::tokens::tokens(&lexicon.vocabulary, speaker, all);
    let is_one = |row: &super::lexicon::Named| row.pattern.at(&words, 0) == Some(words.len());
    lexicon.speech.iter().any(|row| row.name == "pronoun" && is_one(row))
}

/// The stretches from a speaker to his verb, and whether he speaks of what happened around him, like the police of a
/// town, rather than from afar, like a diplomat in a capital.
pub(crate) fn phrases(lexicon: &Lexicon, tokens: &[Token]) -> Vec<(bool, Span)> {
    (0..tokens.len())
        .flat_map(|at| {
            let span = move |end: usize| Span::new(tokens[at].span.start, tokens[end - 1].span.end);
            let here = lexicon.speakers.at(tokens, at);
            here.map(move |(row, end)| (row.name == "local", span(end)))
        })
        .collect()
}

fn run_before(lexicon: &Lexicon, text: &str, tokens: &[Token], end: usize) -> Option<String> {
    let first =
        (0..end).rev().take(LONGEST).take_while(|at| tokens[*at].sort != Sort::Mark).last()?;
    // Behind the last word that cannot stand inside of a name.
    let cut = (first..end).rev().find(|at| is(lexicon, "cut", tokens, *at));
    let mut run = &tokens[cut.map_or(first, |at| at + 1)..end];
    // Where the verb comes last, its object stands between it and the speaker.
    if let Some(object) = (1..run.len()).find(|at| is(lexicon, "object", run, *at)) {
        run = &run[..object];
    }
    while let Some(at) = run.len().checked_sub(1)
        && is(lexicon, "edge", run, at)
    {
        run = &run[..at];
    }
    name(lexicon, text, run)
}

fn run_after(lexicon: &Lexicon, text: &str, tokens: &[Token], start: usize) -> Option<String> {
    let rest = &tokens[start..];
    let edges = (0..rest.len()).take_while(|at| is(lexicon, "edge", rest, *at)).count();
    let rest = &rest[edges..];
    let length = (0..rest.len().min(LONGEST))
        .take_while(|at| {
            rest[*at].sort != Sort::Mark
                && !is(lexicon, "cut", rest, *at)
                && (*at == 0 || !is(lexicon, "edge", rest, *at))
        })
        .count();
    name(lexicon, text, &rest[..length])
}

/// Whether token `at` is a word that ends a name (`cut`) or may only stand beside one (`edge`).
fn is(lexicon: &Lexicon, set: &str, tokens: &[Token], at: usize) -> bool {
    lexicon.speech.at(tokens, at).any(|(row, _)| row.name == set)
}

fn name(lexicon: &Lexicon, text: &str, tokens: &[Token]) -> Option<String> {
    let edges = (0..tokens.len())
        .take_while(|at| tokens[*at].sort == Sort::Number || is(lexicon, "edge", tokens, *at))
        .count();
    let tokens = &tokens[edges..];
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
