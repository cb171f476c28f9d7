//! People who are named like places.

use super::lexicon::{self, ByKey, Set};
use super::people;
use super::reading::{Reading, Shape, Token};
use std::ops::Range;

/// The surnames that a document's full names give away: `Paris Hilton` makes every later `Hilton` doubtful.
#[derive(Default)]
pub(crate) struct Persons {
    surnames: ByKey<u8>,
    /// Given names that are names of places too, and that a full name has: `Georgia Stevens` makes every later `Georgia` doubtful.
    given: ByKey<u8>,
}

impl Persons {
    /// Reads the full names of a document.
    pub(crate) fn of(reading: &Reading<'_>) -> Self {
        let mut surnames: ByKey<u8> = ByKey::default();
        let mut given_names: ByKey<u8> = ByKey::default();
        for index in 0..reading.tokens.len().saturating_sub(1) {
            let token = &reading.tokens[index];
            let next = &reading.tokens[index + 1];
            let sentence = token.sentence;
            if reading.headline[sentence as usize] || next.sentence != sentence {
                continue;
            }
            if is_full_name(reading, index) {
                *given_names.entry(token.entry.key).or_default() |= 1;
            }
            let given = token.shape == Shape::Capital && token.is(Set::FirstName);
            let titled = token.shape == Shape::Capital
                && token.is(Set::Title)
                && !(next.is(Set::Title) || next.is(Set::Institution));
            let point = usize::from(titled && reading.is_mark(index + 1, &['.']));
            let Some(next) = reading.at(index + 1 + point, sentence) else { continue };
            if !(given || titled) || next.shape != Shape::Capital {
                continue;
            }
            // The last capital of the run; initials and hyphens are part of it.
            let mut last = index + 1 + point;
            while let Some(after) = reading.at(last + 1, sentence) {
                let initial = reading.is_mark(last + 1, &['.', '-'])
                    && reading.at(last + 2, sentence).is_some_and(Token::is_capital)
                    && (reading.word(last).chars().count() == 1
                        || reading.is_mark(last + 1, &['-']));
                if after.shape == Shape::Capital && after.entry.cue.is_none() {
                    last += 1;
                } else if initial {
                    last += 2;
                } else {
                    break;
                }
                if last - index > 4 {
                    break;
                }
            }
            if last > index {
                *surnames.entry(lexicon::key(reading.word(last))).or_default() |= 1;
            }
        }
        Self { surnames, given: given_names }
    }

    /// How much speaks for the tokens being a person's name.
    pub(crate) fn doubt(&self, reading: &Reading<'_>, tokens: &Range<usize>, known: f32) -> f32 {
        let first = &reading.tokens[tokens.start];
        if !first.is_capital() {
            return 0.0;
        }
        let sentence = first.sentence;
        let before = tokens.start.checked_sub(1).and_then(|index| reading.at(index, sentence));
        let after = reading.at(tokens.end, sentence);
        let headline = reading.headline[sentence as usize];
        let preposition = before.is_some_and(|token| {
            token.is(Set::In) || token.is(Set::Into) || token.is(Set::From) || token.is(Set::To)
        });
        let mut doubt: f32 = 0.0;
        // `Mr. Sanford`: past the point.
        let before = if tokens.start >= 2 && reading.is_mark(tokens.start - 1, &['.']) {
            reading.at(tokens.start - 2, sentence)
        } else {
            before
        };
        if let Some(before) = before {
            if before.shape == Shape::Capital && before.is(Set::FirstName) && !headline {
                doubt += 3.5;
            }
            if before.shape == Shape::Capital
                && before.is(Set::Title)
                && !before.is(Set::Institution)
                && known < 6.5
                && !headline
            {
                doubt += 3.0;
            }
        }
        // `J. Kent`, `John F. Kent`.
        if tokens.start >= 2 && reading.is_mark(tokens.start - 1, &['.']) {
            let initial = &reading.tokens[tokens.start - 2];
            if initial.is_capital() && initial.span.len() == 1 && initial.sentence == sentence {
                doubt += 4.0;
            }
        }
        if let Some(after) = after
            && after.shape == Shape::Capital
            && after.entry.cue.is_none()
            && !headline
            && first.is(Set::FirstName)
            && !after.is(Set::Institution)
        {
            doubt += 3.0;
        }
        if first.is(Set::FirstName) && tokens.len() == 1 && !preposition && known < 6.5 {
            doubt += 1.5;
        }
        if tokens.len() == 1 && !preposition && self.given.contains_key(&first.entry.key) {
            doubt += 4.0;
        }
        if tokens.len() == 1
            && !preposition
            && self.surnames.contains_key(&lexicon::key(reading.word(tokens.start)))
        {
            doubt += if known < 6.5 { 3.5 } else { 1.0 };
        }
        doubt
    }
}

/// Whether a given name and a common surname begin at the token `index`, and nothing else that goes with capitals.
fn is_full_name(reading: &Reading<'_>, index: usize) -> bool {
    let token = &reading.tokens[index];
    let Some(next) = reading.at(index + 1, token.sentence) else { return false };
    let after = reading.at(index + 2, token.sentence);
    let before = index.checked_sub(1).and_then(|at| reading.at(at, token.sentence));
    let name = |token: &Token| token.shape == Shape::Capital && token.entry.cue.is_none();
    let other = [Set::Organisation, Set::Publication, Set::Institution, Set::Title, Set::Street];
    name(token)
        && name(next)
        && people::person(token.entry.key).first > 0
        && people::person(next.entry.key).last > 1
        && lexicon::commonness(reading.word(index + 1)) == 0
        && !other.into_iter().any(|set| next.is(set))
        && !next.is(Set::Direction)
        && !after.is_some_and(Token::is_capital)
        && !before.is_some_and(|token| token.is_capital() && !reading.begins_sentence(index - 1))
}
