//! Short forms that a text defines: `Gorno-Badakhshan Autonomous Oblast (GBAO)`.

use super::Found;
use super::draft::Draft;
use super::lexicon::{self, ByKey};
use super::reading::{Reading, Shape};

/// Adds the places that stand in the text under a short form which the text defines.
pub(crate) fn add(reading: &Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut defined: ByKey<(usize, usize)> = ByKey::default();
    for (index, draft) in drafts.iter().enumerate() {
        let Some(at) = definition(reading, draft) else { continue };
        defined.entry(lexicon::key(reading.word(at))).or_insert((index, at));
    }
    if defined.is_empty() {
        return;
    }
    let mut added = Vec::new();
    let mut next = 0;
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.shape != Shape::Upper {
            continue;
        }
        let Some(&(long, first)) = defined.get(&lexicon::key(reading.word(at))) else { continue };
        while drafts.get(next).is_some_and(|draft| draft.tokens.end <= at) {
            next += 1;
        }
        if at >= first && drafts.get(next).is_none_or(|draft| draft.tokens.start > at) {
            added.push(Draft {
                span: token.span,
                tokens: at..at + 1,
                found: Found::Acronym,
                cue: None,
                ..drafts[long].clone()
            });
        }
    }
    drafts.extend(added);
    drafts.sort_by_key(|draft| draft.span.start);
}

/// The token of the short form that is defined right after a name, or after the capitals that go on from it.
fn definition(reading: &Reading<'_>, draft: &Draft) -> Option<usize> {
    let sentence = reading.tokens.get(draft.tokens.start)?.sentence;
    let mut open = draft.tokens.end;
    while reading.at(open, sentence)?.is_capital() {
        open += 1;
        if open > draft.tokens.end + 4 {
            return None;
        }
    }
    if !reading.is_mark(open, &['(']) || !reading.is_mark(open + 2, &[')']) {
        return None;
    }
    let short = reading.at(open + 1, sentence).filter(|token| token.shape == Shape::Upper)?;
    // Its letters are the first letters of the words, in order.
    let mut initials = reading.tokens[draft.tokens.start..open]
        .iter()
        .filter(|token| token.is_word())
        .filter_map(|token| token.span.of(reading.text).chars().next());
    let spelled = short
        .span
        .of(reading.text)
        .chars()
        .all(|letter| initials.any(|initial| initial.to_uppercase().eq(letter.to_uppercase())));
    spelled.then_some(open + 1)
}
