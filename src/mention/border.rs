//! Names that are halves of the name of a border: `the Tajik-Afghan border`, `X's southern frontier with Y`.

use super::draft::{Draft, Sort};
use super::lexicon::Set;
use super::lists::Link;
use super::reading::{Reading, Shape};

/// For each name, whether it is a half of the name of a border, and by which rule.
pub(crate) fn halves(
    reading: &Reading<'_>,
    drafts: &[Draft],
    links: &[Link],
) -> Vec<Option<&'static str>> {
    let mut rules = vec![None; drafts.len()];
    for (index, draft) in drafts.iter().enumerate() {
        if !matches!(draft.sort, Sort::Party { .. } | Sort::Demonym) {
            continue;
        }
        if let Some(noun) = border_after(reading, draft) {
            rules[index] = Some("border-of");
            if links[index] == Link::Pair {
                rules[index - 1] = Some("border-pair");
                rules[index] = Some("border-pair");
            } else if links[index] == Link::Coordinate {
                rules[index - 1] = Some("border-pair");
            }
            // `Tajikistan's border with Afghanistan`: the other half.
            if let Some(other) = drafts.get(index + 1)
                && with_follows(reading, noun, other)
            {
                rules[index + 1] = Some("border-with");
            }
        }
    }
    for index in 0..drafts.len() {
        if rules[index].is_none() && matches!(drafts[index].sort, Sort::Party { .. }) {
            rules[index] = border_before(reading, drafts, links, index);
        }
    }
    rules
}

/// The border noun that a name goes with: `Afghan border`, `Tajikistan's long southern border`.
#[allow(clippy::explicit_counter_loop, reason = "the count of steps is what the range says")]
fn border_after(reading: &Reading<'_>, draft: &Draft) -> Option<usize> {
    let sentence = reading.tokens.get(draft.tokens.start)?.sentence;
    let mut index = draft.tokens.end;
    let latin = reading.word(draft.tokens.start).is_ascii();
    for _ in 0..5 {
        let token = reading.at(index, sentence)?;
        if token.is(Set::Border) {
            // `Tajik border guards` are no border.
            let next = reading.at(index + 1, sentence);
            let attribute = latin && next.is_some_and(|next| next.is(Set::BorderAttribute));
            return (!attribute && !is_verb(reading, index, sentence)).then_some(index);
        }
        let goes_on = token.shape == Shape::Possessive
            || token.is(Set::PlaceAdjective)
            || token.is(Set::Direction)
            || reading.is_mark(index, &['-', '–', ']', '\'', '’']);
        if !goes_on {
            return None;
        }
        index += 1;
    }
    None
}

/// `provinces that border Central Asia`, `Afghanistan borders Iran`: the verb.
fn is_verb(reading: &Reading<'_>, index: usize, sentence: u32) -> bool {
    reading.word(index).eq_ignore_ascii_case("borders")
        && reading.at(index + 1, sentence).is_some_and(super::reading::Token::is_capital)
}

/// Whether `with Y` follows the border noun at `noun`, at most two words between: `the border area with Y`.
fn with_follows(reading: &Reading<'_>, noun: usize, other: &Draft) -> bool {
    matches!(other.sort, Sort::Party { .. })
        && other.tokens.start > noun
        && other.tokens.start - noun <= 6
        && (noun + 1..other.tokens.start).any(|index| {
            let token = &reading.tokens[index];
            token.is(Set::With) || token.is(Set::And)
        })
        && (noun + 1..other.tokens.start).all(|index| {
            let token = &reading.tokens[index];
            token.is_word() && !token.is(Set::GovernmentVerb) && !token.is(Set::Auxiliary)
        })
}

/// A name after its border: `border with X`, `border between X and Y`, `frontier of X`, `граница с X`.
fn border_before(
    reading: &Reading<'_>,
    drafts: &[Draft],
    links: &[Link],
    index: usize,
) -> Option<&'static str> {
    let draft = &drafts[index];
    let sentence = reading.tokens.get(draft.tokens.start)?.sentence;
    // The second of `between X and Y` looks from where the first one stands.
    let first = if links[index] == Link::Coordinate { index - 1 } else { index };
    let mut at = drafts[first].tokens.start;
    let (mut with, mut other) = (false, 0);
    let mut first_word = true;
    for _ in 0..7 {
        at = at.checked_sub(1)?;
        let token = reading.at(at, sentence)?;
        if token.is(Set::Border) {
            // A preposition, or (Russian, Tajik, Persian) the genitive or the ezafe.
            let bare = !reading.word(at).is_ascii() && at + 1 == drafts[first].tokens.start;
            return (with || bare).then_some("border-with");
        }
        // What is not held by a preposition of the border is no half of it: `… border with X while Y copes`.
        let adjective = token.is(Set::Determiner) || token.is(Set::PlaceAdjective);
        let holds = token.is(Set::With) || token.is(Set::Between) || token.is(Set::Of);
        if first_word && !adjective && !holds {
            return None;
        }
        first_word &= adjective;
        with |= token.is(Set::With) || token.is(Set::Between) || token.is(Set::Of);
        // `граница Таджикистана с Афганистаном`: one name may stand between.
        let named = drafts[..first].last().is_some_and(|before| {
            before.tokens.contains(&at) && matches!(before.sort, Sort::Party { .. })
        });
        other += usize::from(!token.is(Set::With) && !token.is(Set::Between) && !token.is(Set::Of));
        let skipped = token.is(Set::With)
            || token.is(Set::Between)
            || token.is(Set::Of)
            || token.is(Set::Determiner)
            || token.is(Set::PlaceAdjective)
            || named
            || (matches!(token.shape, Shape::Lower | Shape::Plain)
                && other <= 1
                && !token.is(Set::Auxiliary));
        if !skipped {
            return None;
        }
    }
    None
}
