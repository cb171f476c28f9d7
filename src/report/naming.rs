//! What a facility is called, and whether a word that means much else is one.

use super::scene::{Page, Sentence};
use super::stake;
use super::tokens::{Sort, Token};
use crate::gazetteer::Gazetteer;
use crate::resolve::Resolution;
use crate::text::Language;

/// Its number (`201st`), what it is called in quotation marks, the capital words beside it, or a name there that no
/// gazetteer has.
pub(super) fn name(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    at: usize,
    (start, end): (usize, usize),
) -> Option<String> {
    let sentence = &page.sentences[at];
    let tokens = &sentence.tokens;
    let text = &page.document.text;
    let digits = |token: &Token| {
        let number: String = token.word.chars().take_while(char::is_ascii_digit).collect();
        (number.len() >= 2).then_some(number)
    };
    let first = start.saturating_sub(2);
    if let Some(number) = tokens[first..end].iter().find_map(digits) {
        return Some(number);
    }
    let behind = text.get(tokens[end - 1].span.end..sentence.span.end)?.trim_start();
    let quoted = [('«', '»'), ('“', '”'), ('"', '"')].into_iter().find_map(|(open, close)| {
        let inside = behind.strip_prefix(open)?;
        inside.split_once(close).map(|(name, _)| name.to_lowercase())
    });
    if quoted.is_some() {
        return quoted;
    }
    let is_place =
        |token: &Token| page.located.iter().any(|one| one.mention.span.overlaps(token.span));
    let parties = stake::parties(page, gazetteer, at, (start, end));
    let is_party = |at: usize| parties.iter().any(|party| party.start <= at && at < party.end);
    // A word all of capitals is a service, not a name: `BSF outposts`.
    let is_name = |at: usize| {
        let token = &tokens[at];
        let written = text.get(token.span.start..token.span.end).unwrap_or("");
        token.capital
            && !is_place(token)
            && !is_party(at)
            && written.chars().any(char::is_lowercase)
    };
    let join = |words: &[Token]| {
        let words: Vec<&str> = words.iter().map(|token| token.word.as_str()).collect();
        words.join(" ")
    };
    // The first word of a sentence always has a capital; of `the X crossing` the name is inside.
    let upto =
        (start..end).rev().find(|&at| at > start && is_name(at)).filter(|_| !tokens[start].capital);
    let upto = upto.map_or(start, |at| at + 1);
    let from = (1..upto).rev().take_while(|&at| is_name(at)).last();
    if let Some(from) = from {
        return Some(join(&tokens[from..upto]));
    }
    if matches!(page.document.language, Language::Russian | Language::Tajik) {
        let to = (end..tokens.len()).take_while(|&at| is_name(at)).last();
        if let Some(to) = to {
            return Some(join(&tokens[end..=to]));
        }
    }
    let unknown = page.located.iter().find(|one| {
        let span = one.mention.span;
        let is_beside = tokens[end..].iter().take(2).any(|token| token.span.overlaps(span))
            || start > 0 && tokens[start - 1].span.overlaps(span);
        is_beside && !matches!(one.resolution, Resolution::Place { .. } | Resolution::Border)
    })?;
    Some(text.get(unknown.mention.span.start..unknown.mention.span.end)?.to_lowercase())
}

/// Words between a facility and the place that it is called by: `the crossing at X`.
const CALLED: usize = 2;

/// Whether a word that means much else (`post`, `base`) has a name, or a place right beside it, no country.
pub(super) fn is_named(
    page: &Page<'_>,
    sentence: &Sentence,
    (start, end): (usize, usize),
    has_name: bool,
) -> bool {
    let tokens = &sentence.tokens;
    let upto = tokens.len().min(end + CALLED);
    let is_mark = |at: &usize| tokens[*at].sort != Sort::Mark;
    let beside = (end..upto).take_while(is_mark).chain(start.checked_sub(1));
    let mut beside = beside.map(|at| tokens[at].span);
    // `The Kyiv Post`.
    let is_title = page.document.language == Language::English && tokens[end - 1].capital;
    !is_title && has_name
        || beside
            .any(|word| page.spots.iter().any(|spot| spot.level == 0 && spot.span.overlaps(word)))
}
