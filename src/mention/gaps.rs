//! Names that look like places and are in no gazetteer: what an analyst may add to it.
//!
//! A word counts as one if it is written as a name, no name of the gazetteer covers it, and the words
//! beside it treat it as a place: a preposition of place before it, or a noun such as district, село, قریه
//! beside it. Where the script has no capitals only such a noun tells.

use super::lexicon::{self, Set};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::text::fold::{self, Case, Folded, Script};
use crate::text::{Span, segment};

/// A name that no gazetteer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The name.
    pub name: Span,
    /// Its sentence.
    pub sentence: Span,
}

/// The names of a document that look like places and are not in the gazetteer, in order.
///
/// ```
/// use marz::document::{Document, Offsets, Source};
/// use marz::gazetteer::Gazetteer;
/// use marz::text::Language;
///
/// let text = "Shots were heard near Qwerbazor village in Khatlon.".to_owned();
/// let source = Source {
///     file: String::new(), title: None, url: None, publisher: None, published: None,
///     origin: None, licence: None, sha256: String::new(),
/// };
/// let offsets = Offsets { stretches: Vec::new() };
/// let document = Document { id: String::new(), text, language: Language::English, source, offsets };
/// let gaps = marz::mention::gaps(Gazetteer::embedded(), &document);
/// assert_eq!(gaps.len(), 1);
/// assert_eq!(gaps[0].name.of(&document.text), "Qwerbazor");
/// ```
#[must_use]
pub fn gaps(gazetteer: &Gazetteer, document: &Document) -> Vec<Gap> {
    let text = &document.text;
    let known: Vec<Span> = gazetteer.matches(text).iter().map(|found| found.span).collect();
    let sentences = segment::sentences(text, document.language);
    let folded = fold::fold(text);
    let mut gaps = Vec::new();
    let mut at = 0;
    while at < folded.tokens.len() {
        let end = run(&folded, &known, text, at);
        if end > at && is_of_a_place(&folded, text, at, end) {
            let name = Span::new(folded.tokens[at].span.start, folded.tokens[end - 1].span.end);
            let within = |span: &&Span| span.start <= name.start && name.end <= span.end;
            let sentence = sentences.iter().find(within).copied().unwrap_or(name);
            gaps.push(Gap { name, sentence });
        }
        at = end.max(at + 1);
    }
    gaps
}

/// The end of the unknown name that begins at a token; the token itself if none does.
fn run(folded: &Folded, known: &[Span], text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(token) = folded.tokens.get(at) {
        let word = token.span.of(text);
        let covered = known.partition_point(|span| span.start < token.span.end);
        let covered = known[..covered].iter().rev().take(8).any(|span| span.end > token.span.start);
        let entry = lexicon::entry(word);
        let named = match token.script {
            // One word: without capitals nothing tells where a longer name would end.
            Script::Arabic => at == from && word.chars().count() >= 3,
            _ => token.case == Case::Capital && lexicon::commonness(word) == 0,
        };
        if covered || !named || entry.cue.is_some() || (at > from && !token.joined) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the words beside a name treat it as a place.
fn is_of_a_place(folded: &Folded, text: &str, start: usize, end: usize) -> bool {
    let first = &folded.tokens[start];
    let before = start.checked_sub(1).filter(|_| first.joined).map(|at| &folded.tokens[at]);
    let before = before.map(|token| lexicon::entry(token.span.of(text)));
    if before.as_ref().is_some_and(|entry| entry.cue.is_some()) {
        return true;
    }
    if first.script == Script::Arabic {
        return false;
    }
    let after = folded.tokens.get(end).filter(|token| token.joined);
    let after = after.is_some_and(|token| lexicon::entry(token.span.of(text)).cue.is_some());
    let place = [Set::In, Set::To, Set::Into, Set::From];
    after || before.is_some_and(|entry| place.iter().any(|set| entry.is(*set)))
}
