//! What the model sees of a match. A template is a number; what it sees is hashed with it to the row of a weight.

use super::super::lexicon;
use super::super::lexicon::Set;
use super::super::people;
use super::super::reading::{Reading, Shape, Token};
use super::super::select::Judge;
use super::model::feature;
use super::{Sighting, Summary};
use crate::gazetteer::NameMatch;

/// How many of a name's places are looked at.
const PLACES: usize = 8;

/// Gives the features of a match.
#[allow(clippy::too_many_lines, reason = "one list of templates")]
pub(super) fn of(
    judge: &Judge<'_>,
    sighting: &Sighting,
    summary: &Summary,
    found: &NameMatch,
    mut give: impl FnMut(u32),
) {
    let reading = judge.reading;
    let tokens = &sighting.tokens;
    let first = &reading.tokens[tokens.start];
    let sentence = first.sentence;
    let word = reading.word(tokens.start);
    let script = script(word);
    let begins = reading.begins_sentence(tokens.start);
    let headline = reading.headline[sentence as usize];
    let near = |step: isize| {
        let at = if step < 0 {
            tokens.start.checked_add_signed(step)?
        } else {
            tokens.end - 1 + step.unsigned_abs()
        };
        reading.at(at, sentence).map(|token| (at, token))
    };
    let (before, before2, after, after2) = (near(-1), near(-2), near(1), near(2));
    // Scripts share no weights: what speaks for a place in one says nothing of the other.
    let alphabet = u32::try_from(script).unwrap_or(0) << 16;
    let mut put = |template: u32, value: u64| give(feature(template | alphabet, value));

    // How well known the place is, and what the rules say.
    let known = coarse(sighting.known);
    put(1, 0);
    put(2, fine(sighting.score));
    put(3, fine(sighting.known));
    put(4, fine(sighting.score) << 8 | known);
    put(5, fine(sighting.doubt));
    let mut number = 0u64;
    let (mut class, mut kind, mut people, mut side, mut main) = (0u64, 0u64, 0u32, false, false);
    for candidate in judge.gazetteer.candidates(found.name).take(PLACES) {
        let place = judge.gazetteer.brief(candidate.place);
        if number == 0 {
            (class, kind) = (place.class as u64, candidate.kind as u64);
        }
        number += 1;
        people = people.max(place.population);
        main |= candidate.main;
        side |= place.country.is_some_and(|country| judge.sides.contains(&country));
    }
    let magnitude = u64::from(people.checked_ilog10().map_or(0, |log| log + 1));
    put(6, class);
    put(7, class << 8 | magnitude);
    put(8, magnitude);
    put(9, kind << 1 | u64::from(found.inflected));
    put(10, number);
    put(11, u64::from(side) << 4 | known);
    put(12, u64::from(main) << 4 | known);

    // The words of the name.
    let single = tokens.len() == 1;
    let common = if single && script == 0 { u64::from(lexicon::commonness(word)) } else { 0 };
    let person = if single { people::person(first.entry.key) } else { people::Person::default() };
    let (given, surname) = (u64::from(person.first), u64::from(person.last));
    let place = u64::from(begins) << 1 | u64::from(headline);
    put(20, (tokens.len().min(4) as u64) << 8 | first.shape as u64);
    put(21, (word.chars().count().min(12) as u64) << 1 | u64::from(single));
    put(22, common << 2 | place);
    put(23, common << 4 | known);
    put(24, given << 2 | surname);
    put(25, (given << 2 | surname) << 4 | known);
    put(27, place);
    for (template, length) in [(28, 2), (29, 3)] {
        put(template, ending(word, length));
    }
    for set in sets(first) {
        put(30, set);
    }

    // The words around it.
    let preposition = before.is_some_and(|(_, token)| {
        token.is(Set::In) || token.is(Set::Into) || token.is(Set::From) || token.is(Set::To)
    });
    for (template, neighbour) in [(40, before), (50, after)] {
        let Some((at, token)) = neighbour else {
            put(template, 1);
            continue;
        };
        put(template + 1, token_key(reading, at, token));
        put(template + 2, token.shape as u64);
        for set in sets(token) {
            put(template + 3, set);
            put(template + 4, set << 8 | known << 2 | common);
        }
        let cue = token.entry.cue.map_or(0, |cue| 1 + cue as u64);
        put(template + 5, cue);
        let person = people::person(token.entry.key);
        let person = if token.is_capital() {
            u64::from(person.first) << 2 | u64::from(person.last)
        } else {
            16
        };
        put(template + 6, person);
        put(template + 7, person << 8 | known << 4 | given << 2 | surname);
    }
    for (template, neighbour) in [(60, before2), (62, after2)] {
        if let Some((at, token)) = neighbour {
            put(template, token_key(reading, at, token));
            put(template + 1, token.shape as u64);
        }
    }
    let shape =
        |neighbour: Option<(usize, &Token)>| neighbour.map_or(7, |(_, token)| token.shape as u64);
    put(64, shape(before) << 8 | shape(after) << 4 | place);
    put(65, run(reading, tokens.start, sentence, -1) << 4 | run(reading, tokens.end, sentence, 1));
    put(66, u64::from(preposition) << 8 | surname << 4 | known);
    put(67, u64::from(preposition) << 8 | common << 4 | known);
    if let (Some((at, before)), Some((next, after))) = (before, after) {
        put(69, token_key(reading, at, before).rotate_left(9) ^ token_key(reading, next, after));
    }

    // The same name elsewhere in the document.
    let count = u64::from(summary.count.min(5));
    put(80, count << 8 | known);
    put(81, fine(summary.best - sighting.score) << 4 | u64::from(summary.count > 1));
    put(82, fine(summary.best));
    put(83, fine(summary.worst));
    let seen = u64::from(summary.person) << 1 | u64::from(summary.placed);
    put(84, seen);
    put(85, seen << 8 | known << 4 | given << 2 | surname);
    put(86, seen << 8 | fine(sighting.score));
}

/// How many capitals stand in a row from a token on, to one side, at most three.
fn run(reading: &Reading<'_>, from: usize, sentence: u32, step: isize) -> u64 {
    let mut count = 0;
    let mut at = if step < 0 { from.checked_sub(1) } else { Some(from) };
    while let Some(index) = at
        && count < 3
        && reading.at(index, sentence).is_some_and(Token::is_capital)
    {
        count += 1;
        at = index.checked_add_signed(step);
    }
    count
}

/// The numbers of the sets of words that a token is in.
fn sets(token: &Token) -> impl Iterator<Item = u64> {
    let mut left = token.entry.bits();
    std::iter::from_fn(move || {
        let set = (left != 0).then(|| u64::from(left.trailing_zeros()))?;
        left &= left - 1;
        Some(set)
    })
}

/// What a neighbour is: its letters, or the mark it is.
fn token_key(reading: &Reading<'_>, at: usize, token: &Token) -> u64 {
    match token.shape {
        Shape::Mark => reading.word(at).chars().next().map_or(0, u64::from),
        Shape::Number => 1,
        Shape::Possessive => 2,
        _ => token.entry.key,
    }
}

/// The script of a word: 0 Latin, 1 Cyrillic, 2 Arabic, 3 another.
fn script(word: &str) -> u64 {
    match word.chars().next() {
        Some('\u{0}'..='\u{24f}') => 0,
        Some('\u{400}'..='\u{52f}') => 1,
        Some('\u{600}'..='\u{6ff}') => 2,
        _ => 3,
    }
}

/// The last letters of a word.
fn ending(word: &str, length: usize) -> u64 {
    word.chars()
        .rev()
        .take(length)
        .flat_map(char::to_lowercase)
        .fold(0, |key, letter| key << 21 | u64::from(letter))
}

/// A score in steps of a half, from -8 to 8.
fn fine(score: f32) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let step = ((score.clamp(-8.0, 8.0) + 8.0) * 2.0) as u64;
    step
}

/// How well known a place is, in steps of one, from 0 to 7.
fn coarse(known: f32) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let step = known.clamp(0.0, 7.0) as u64;
    step
}
