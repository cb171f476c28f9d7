//! Organisations and publications that have a place in their name.

use super::Use;
use super::draft::Draft;
use super::lexicon::Set;
use super::reading::{Reading, Shape};
use super::usage::Verdict;

/// Longest name of an organisation to either side of the place in it, in tokens.
const REACH: usize = 8;

/// Whether the name is part of the name of an organisation or a publication.
pub(crate) fn part_of(reading: &Reading<'_>, draft: &Draft) -> Option<Verdict> {
    let sentence = reading.tokens.get(draft.tokens.start)?.sentence;
    let headline = reading.headline[sentence as usize];
    let mut heads: Option<Verdict> = None;
    let mut see = |index: usize| {
        let token = &reading.tokens[index];
        if token.shape == Shape::Lower {
            return;
        }
        if token.is(Set::Publication) {
            heads = Some((Use::Publication, "publication-name"));
        } else if token.is(Set::Organisation) && heads.is_none() {
            heads = Some((Use::OrgName, "organisation-name"));
        }
    };
    // To the right: capitals, and `of`, `for`, a dash between capitals.
    let mut at = draft.tokens.end;
    while at < draft.tokens.end + REACH {
        let Some(token) = reading.at(at, sentence) else { break };
        if token.is_capital() && !token.is(Set::FirstName) {
            see(at);
            at += 1;
        } else if !headline && joins(reading, at, sentence) {
            at += 1;
        } else {
            break;
        }
    }
    // To the left, up to the beginning of the run of capitals.
    let mut at = draft.tokens.start;
    while at > 0 && draft.tokens.start - at < REACH {
        let Some(token) = reading.at(at - 1, sentence) else { break };
        let capital = token.is_capital() && !(token.is(Set::Title) && token.is(Set::Institution));
        if capital {
            see(at - 1);
            at -= 1;
        } else if !headline && (joins(reading, at - 1, sentence) || token.is(Set::Determiner)) {
            at -= 1;
        } else {
            break;
        }
    }
    heads.or_else(|| affiliate(reading, draft, at)).or_else(|| ezafe(reading, draft))
}

/// Words between the head noun of an organisation and the place in its Persian name.
const CHAIN: usize = 5;

/// What [`ezafe`] decides: these hold for the rest of a list too.
pub(crate) const BY_EZAFE: &[&str] =
    &["publication-of-place", "organisation-of-place", "institution-of-place", "team"];

/// `شرکت ملی نفت ایران`, `وزارت دفاع یونان`: a Persian name goes on from its head noun to the place, without a preposition. Of
/// what belongs to a state only governments are meant; the police of a town is in the town.
fn ezafe(reading: &Reading<'_>, draft: &Draft) -> Option<Verdict> {
    let first = reading.tokens.get(draft.tokens.start)?;
    if first.shape != Shape::Plain {
        return None;
    }
    let mut and = false;
    for step in 1..=CHAIN {
        let at = draft.tokens.start.checked_sub(step)?;
        let token = reading.at(at, first.sentence).filter(|token| token.shape == Shape::Plain)?;
        if token.is(Set::Publication) {
            return Some((Use::Publication, "publication-of-place"));
        }
        if token.is(Set::Organisation) {
            return Some((Use::OrgName, "organisation-of-place"));
        }
        if token.is(Set::Institution) && draft.is_party() && !and {
            return Some((Use::Affiliation, "institution-of-place"));
        }
        // `اداره آموزش و پرورش تهران`.
        and |= token.is(Set::And);
        let ends = [Set::In, Set::To, Set::From, Set::With, Set::For, Set::On, Set::Between];
        let verbs = [Set::Auxiliary, Set::GovernmentVerb, Set::MoveVerb];
        let ends = ends.into_iter().chain(verbs).chain([Set::GroundNoun]);
        if token.entry.cue.is_some() || ends.into_iter().any(|set| token.is(set)) {
            return None;
        }
    }
    None
}

/// `the group's local branch, Wilayat X (ABC)`: a name in apposition to what an organisation is called, with
/// a short form after it. `start` is where its capitals begin.
fn affiliate(reading: &Reading<'_>, draft: &Draft, start: usize) -> Option<Verdict> {
    let sentence = reading.tokens.get(draft.tokens.start)?.sentence;
    let noun = reading.at(start.checked_sub(2)?, sentence)?;
    let short = reading.at(draft.tokens.end + 1, sentence)?;
    (reading.is_mark(start - 1, &[','])
        && noun.is(Set::Affiliate)
        && reading.is_mark(draft.tokens.end, &['('])
        && short.shape == Shape::Upper)
        .then_some((Use::OrgName, "organisation-apposition"))
}

/// Whether the small word or dash at `index` stands between two capitals of one name.
fn joins(reading: &Reading<'_>, index: usize, sentence: u32) -> bool {
    let Some(token) = reading.at(index, sentence) else { return false };
    let link = token.is(Set::Of) || token.is(Set::For) || reading.is_mark(index, &['–', '&', '-']);
    let capital_after = |steps: usize| {
        reading.at(index + steps, sentence).is_some_and(super::reading::Token::is_capital)
    };
    let article = reading.at(index + 1, sentence).is_some_and(|token| token.is(Set::Determiner));
    link && (capital_after(1) || (article && capital_after(2)))
}
