//! Stretches of text where a place name is not about the place: citations, legal notices, addresses.

use super::lexicon::{self, Set};
use super::reading::{Reading, Shape};

/// Why a token is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mask {
    /// `(TASS, December 27, 2021)`, `(see EDM, May 24)`.
    Citation,
    /// `(banned in Tajikistan)`.
    Legal,
    /// `Centrasia.org`, `press@example.tj`.
    Address,
    /// The name of an organisation.
    Organisation,
    /// The name of a publication.
    Publication,
}

/// Longest parenthesis looked at, in tokens: a citation of a dozen sources fits.
const LONGEST: usize = 80;

/// For each token, why it is masked.
pub(crate) fn of(reading: &Reading<'_>) -> Vec<Option<Mask>> {
    let mut masks = vec![None; reading.tokens.len()];
    let mut open: Option<usize> = None;
    for index in 0..reading.tokens.len() {
        if reading.is_mark(index, &['(', '[']) {
            open = Some(index);
        } else if reading.is_mark(index, &[')', ']'])
            && let Some(start) = open.take()
            && index - start <= LONGEST
            && let Some(mask) = parenthesis(reading, start + 1..index)
        {
            masks[start..=index].fill(Some(mask));
        }
        if let Some((end, publication)) = organisation(reading, index) {
            let mask = if publication { Mask::Publication } else { Mask::Organisation };
            for place in &mut masks[index..end] {
                *place = place.or(Some(mask));
            }
        }
        if is_address(reading, index) {
            masks[index - 1..=index + 1].fill(Some(Mask::Address));
        }
    }
    masks
}

/// Where the name of an organisation that begins at the token `index` ends, and whether it is a publication.
fn organisation(reading: &Reading<'_>, index: usize) -> Option<(usize, bool)> {
    let first = &reading.tokens[index];
    if !(first.is_capital() || first.shape == Shape::Plain) {
        return None;
    }
    'names: for (words, publication) in lexicon::organisations(first.entry.key) {
        let mut at = index;
        for word in &words[1..] {
            at += 1;
            // `Islamic State – Khorasan Province`, `Asia-Plus`.
            if reading.is_mark(at, &['-', '–', '—', '‑', '.']) {
                at += 1;
            }
            let same = reading.at(at, first.sentence).is_some_and(|token| token.entry.key == *word);
            if !same {
                continue 'names;
            }
        }
        return Some((at + 1, *publication));
    }
    None
}

/// What a parenthesis is, from the tokens in it.
fn parenthesis(reading: &Reading<'_>, inner: std::ops::Range<usize>) -> Option<Mask> {
    let tokens = &reading.tokens[inner.clone()];
    let banned = tokens.iter().take(4).position(|token| token.is(Set::Banned));
    if banned.is_some() && tokens.len() <= 20 {
        return Some(Mask::Legal);
    }
    // A name in capitals, then a comma, then a month and a day (or day and month).
    let month = tokens.iter().position(|token| token.is(Set::Month) && token.is_capital());
    let dated = month.is_some_and(|at| {
        [at.wrapping_sub(1), at + 1]
            .iter()
            .any(|near| tokens.get(*near).is_some_and(|token| token.shape == Shape::Number))
    });
    let named = month.is_some_and(|at| {
        tokens[..at].iter().any(|token| token.is_capital() && !token.is(Set::Month))
            && tokens[..at]
                .iter()
                .enumerate()
                .any(|(offset, _)| reading.is_mark(inner.start + offset, &[',']))
    });
    (dated && named).then_some(Mask::Citation)
}

/// Whether the token at `index` is the full stop, `@` or slash inside an address.
fn is_address(reading: &Reading<'_>, index: usize) -> bool {
    if index == 0 || !reading.is_mark(index, &['.', '@', '/']) {
        return false;
    }
    let (Some(before), Some(mark), Some(after)) =
        (reading.tokens.get(index - 1), reading.tokens.get(index), reading.tokens.get(index + 1))
    else {
        return false;
    };
    let joined = before.span.end == mark.span.start && mark.span.end == after.span.start;
    let latin =
        |token: &super::reading::Token| reading.text.as_bytes()[token.span.start].is_ascii();
    joined
        && latin(before)
        && latin(after)
        && before.is_word()
        && after.shape == Shape::Lower
        && !reading.is_mark(index, &['/'])
}
