//! Whether a match is a place, by a learned model.
//!
//! The rules of [`super::select`] give each match a score; a logistic regression over hashed features of the match, its
//! words, its neighbours and the other places where the document has the same name puts it right. It is asked
//! only where the gazetteer has a match. `geodata/models/README.md` says what it was trained on and what it is worth.

mod features;
pub(crate) mod model;

use super::lexicon::{ByKey, Set};
use super::reading::Shape;
use super::select::Judge;
use crate::gazetteer::{Country, NameKind, NameMatch};
use model::Model;
use std::ops::Range;

/// The model that is shipped.
static MODEL: Model = Model::of(include_bytes!("../../../geodata/models/recogniser.bin"));

/// The scores from which on the rules decide alone. In Latin letters: the English corpora leave so many names of
/// well-known places unmarked that nothing was learned from those (`geodata/train/` has it too). In Cyrillic ones:
/// of 0, 1, 2, 3 the one that loses least of either kind.
const SURE_LATIN: f32 = 1.5;
const SURE: f32 = 3.0;
/// Log-odds against a place at which it is still taken: a place that is missed cannot be drawn, one too many can be seen.
const LEANING: f32 = 1.0;

/// The score of the best sighting of a name from which on it names a place throughout its document, and how far below
/// 0 the others may be for that.
const SHOWN: f32 = 1.5;
const AGAIN: f32 = 2.5;
/// The same in a script without capitals, where a word of the dictionary loses as much.
const ORDINARY: f32 = 6.0;

/// A match that is written as a name, as the rules see it.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "features, each of its own")]
pub(crate) struct Sighting {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The rules' score: above 0 they take it for a place.
    pub(crate) score: f32,
    /// How well known its best place is.
    pub(crate) known: f32,
    /// How much speaks for a person.
    pub(crate) doubt: f32,
    /// Its letters.
    key: u64,
    /// Whether it names a people, not a place.
    pub(crate) demonym: bool,
    /// Whether its script has capitals. Where it has none there is nothing free to learn from: the rules decide.
    pub(crate) cased: bool,
    /// Whether one of its places is on a side of the border. Those are what the reader looks for: the rules decide.
    near: bool,
    /// Whether it is in Latin letters.
    latin: bool,
}

/// What a document's sightings of one name have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Summary {
    /// How many there are.
    count: u32,
    /// The best score and the worst.
    best: f32,
    worst: f32,
    /// Whether one of them stands with a given name or title.
    person: bool,
    /// Whether one of them stands after a preposition of place.
    placed: bool,
}

/// The sightings of a document, one for each match or none.
pub(crate) struct Sightings {
    pub(crate) rows: Vec<Option<Sighting>>,
    summaries: ByKey<Summary>,
}

impl Sightings {
    /// What the rules see in each of the `matches`.
    pub(crate) fn of(judge: &Judge<'_>, matches: &[NameMatch]) -> Self {
        let mut rows: Vec<Option<Sighting>> =
            matches.iter().map(|found| sighting(judge, found)).collect();
        cohere(judge, matches, &mut rows);
        let mut summaries: ByKey<Summary> = ByKey::default();
        for sighting in rows.iter().flatten().filter(|sighting| !sighting.demonym) {
            let summary = summaries.entry(sighting.key).or_default();
            let first = summary.count == 0;
            summary.count += 1;
            summary.best = if first { sighting.score } else { summary.best.max(sighting.score) };
            summary.worst = if first { sighting.score } else { summary.worst.min(sighting.score) };
            summary.person |= sighting.doubt >= 3.0;
            let before = sighting.tokens.start.checked_sub(1);
            summary.placed |= before.is_some_and(|at| {
                let token = &judge.reading.tokens[at];
                token.is(Set::In) || token.is(Set::Into) || token.is(Set::From)
            });
        }
        Self { rows, summaries }
    }

    /// Whether the model takes a sighting for a place.
    pub(crate) fn is_place(
        &self,
        judge: &Judge<'_>,
        sighting: &Sighting,
        found: &NameMatch,
    ) -> bool {
        // What stands as a place's name in one sentence of a document is hardly another thing in the next.
        let summary = self.summaries.get(&sighting.key).copied().unwrap_or_default();
        let shown = summary.best >= SHOWN && !summary.person;
        if !sighting.cased {
            let homograph = judge.reading.tokens[sighting.tokens.start].is(Set::Homograph);
            return sighting.score >= if shown && !homograph { -ORDINARY } else { 0.0 };
        }
        if sighting.near {
            return sighting.score >= if shown { -AGAIN } else { 0.0 };
        }
        if sighting.latin && shown && summary.count > 1 && sighting.score >= 0.0 {
            return true;
        }
        if sighting.score >= if sighting.latin { SURE_LATIN } else { SURE } {
            return true;
        }
        let mut sum = 0;
        self.features(judge, sighting, found, |feature| sum += MODEL.weight(feature));
        MODEL.odds(sum, sighting.score) >= -LEANING
    }

    /// Gives the features of a sighting.
    pub(crate) fn features(
        &self,
        judge: &Judge<'_>,
        sighting: &Sighting,
        found: &NameMatch,
        give: impl FnMut(u32),
    ) {
        let summary = self.summaries.get(&sighting.key).copied().unwrap_or_default();
        features::of(judge, sighting, &summary, found, give);
    }
}

/// The score from which on a sighting says which first-order divisions the document is about, and what it adds to the
/// sightings of another name that they have a place in the same one.
const ABOUT: f32 = 1.5;
const COHERENT: f32 = 1.5;

/// Documents are about few divisions: a name that one of them has is likelier to be meant.
fn cohere(judge: &Judge<'_>, matches: &[NameMatch], rows: &mut [Option<Sighting>]) {
    let division = |found: &NameMatch| {
        let first = judge.gazetteer.candidates(found.name).next()?;
        let place = judge.gazetteer.brief(first.place);
        (first.kind == NameKind::Attested).then_some((place.country?, place.admin1?))
    };
    let is_sure =
        |row: &Sighting| !row.demonym && row.score >= ABOUT && row.known >= 3.0 && row.doubt <= 0.0;
    let mut about: Vec<(Country, u16, u64)> = Vec::new();
    for (found, row) in matches.iter().zip(rows.iter()) {
        if let Some(row) = row.as_ref().filter(|row| is_sure(row))
            && let Some((country, admin1)) = division(found)
        {
            about.push((country, admin1, row.key));
        }
    }
    about.sort_unstable();
    about.dedup();
    if about.is_empty() {
        return;
    }
    for (found, row) in matches.iter().zip(rows.iter_mut()) {
        let Some(row) = row.as_mut().filter(|row| !row.demonym && row.score < ABOUT) else {
            continue;
        };
        let meant = judge.gazetteer.candidates(found.name).take(8).any(|candidate| {
            let place = judge.gazetteer.brief(candidate.place);
            let here = |one: &(Country, u16, u64)| {
                place.country == Some(one.0) && place.admin1 == Some(one.1) && one.2 != row.key
            };
            candidate.kind == NameKind::Attested && about.iter().any(here)
        });
        if meant && !judge.is_compound(&row.tokens) {
            row.score += COHERENT;
        }
    }
}

fn sighting(judge: &Judge<'_>, found: &NameMatch) -> Option<Sighting> {
    let tokens = judge.reading.tokens_of(found.span);
    if tokens.is_empty()
        || !(judge.is_written_as_a_name(&tokens, found.span)
            || judge.is_small_demonym(&tokens, found))
    {
        return None;
    }
    let lesser = || judge.gazetteer.candidates(found.name).take(8).all(|candidate| !candidate.main);
    if judge.belongs_to_what_follows(&tokens) && lesser() {
        return None;
    }
    let cased = judge.reading.tokens[tokens.start].shape != Shape::Plain;
    let near = judge.gazetteer.candidates(found.name).take(8).any(|candidate| {
        let country = judge.gazetteer.brief(candidate.place).country;
        country.is_some_and(|country| judge.sides.contains(&country))
    });
    let latin = judge.reading.word(tokens.start).starts_with(|letter| letter <= '\u{24f}');
    let candidates = judge.gazetteer.candidates(found.name);
    let demonym = judge
        .gazetteer
        .candidates(found.name)
        .next()
        .is_none_or(|first| first.kind == NameKind::Demonym);
    if demonym {
        let (score, known, doubt) = (0.0, 0.0, 0.0);
        return Some(Sighting { tokens, score, known, doubt, key: 0, demonym, cased, near, latin });
    }
    let known = candidates
        .take(8)
        .map(|candidate| judge.prior(judge.gazetteer.brief(candidate.place)))
        .fold(f32::MIN, f32::max);
    let short = judge.is_short_form(&tokens);
    let doubt = if short { 0.0 } else { judge.persons.doubt(judge.reading, &tokens, known) };
    // Where there are capitals they tell more than the countries of a document.
    let about = if cased { 0.0 } else { judge.support(found) };
    let context = judge.context(&tokens, known, about > 0.0);
    let score = known + context + about - doubt - super::select::ENOUGH;
    let key = tokens
        .clone()
        .fold(0, |key: u64, at| key.rotate_left(7) ^ judge.reading.tokens[at].entry.key);
    Some(Sighting { tokens, score, known, doubt, key, demonym, cased, near, latin })
}
