//! Figures of an incident: people killed and wounded, and whatever else is counted beside it.
//!
//! Every verb of harm of a sentence gets the number that leaves all of them together nearest to theirs:
//! `three soldiers were killed and five wounded`, `killing two and wounding nine`. A number is one verb's only.

use super::lexicon::{Lexicon, Named};
use super::quantity::Number;
use super::scene::{Page, Sentence};
use super::{Figure, Incident, Report, Status};
use crate::text::Span;

/// Words within which a verb of harm finds its victims.
const REACH: usize = 12;

/// What it costs to leave a verb of harm without a number: more than the farthest number.
const NONE: usize = REACH + 1;

/// Verbs of harm of a sentence that are matched with numbers; more of them are hardly one sentence.
const MOST: usize = 6;

/// How many people were harmed as `name` says (`killed`, `wounded`) in the tokens `reach` of a sentence.
pub(super) fn figure(
    page: &Page<'_>,
    sentence: &Sentence,
    reach: (usize, usize),
    name: &str,
) -> Option<Figure> {
    let lexicon: &Lexicon = page.lexicon;
    let mut harms = lexicon.harms.find_all(&sentence.tokens);
    let passive: Vec<usize> =
        harms.iter().filter(|(row, ..)| row.name == "passive").map(|(_, _, end)| *end).collect();
    harms.retain(|(row, ..)| !matches!(row.name.as_str(), "one" | "passive"));
    harms.dedup_by(|b, a| a.0.name == b.0.name && b.1 < a.2);
    harms.truncate(MOST);
    let numbers: Vec<&Number> =
        sentence.numbers().iter().filter(|number| is_of_people(page, sentence, number)).collect();
    let parts: Vec<usize> = numbers
        .iter()
        .filter(|one| is_part(lexicon, sentence, one))
        .map(|one| one.tokens.0)
        .collect();
    let (_, taken) = matched(
        &Read { sentence, passive: &passive, numbers: &numbers, parts: &parts },
        &harms,
        &mut vec![false; numbers.len()],
    );
    let mine = |(row, start, _): &(&Named, usize, usize)| {
        row.name == name && (reach.0..reach.1).contains(start)
    };
    let number = harms
        .iter()
        .zip(&taken)
        .find_map(|(harm, number)| number.filter(|_| mine(harm)).map(|at| numbers[at]));
    if let Some(number) = number {
        let taken: Vec<&Number> = taken.iter().flatten().map(|at| numbers[*at]).collect();
        let others = numbers.iter().filter(|other| !taken.contains(*other));
        let joined = others.copied().find(|other| {
            unit(page, sentence, other) == Some("people")
                && joins(lexicon, sentence, &harms, other, number)
        });
        let mut figure = number.figure(&page.document.text, &sentence.tokens, "people");
        if let Some(other) = joined {
            let first = sentence.tokens[other.tokens.0].span.start;
            let last = sentence.tokens[number.tokens.1 - 1].span.end;
            Span::new(first, last).of(&page.document.text).clone_into(&mut figure.text);
            let sum = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
            figure.low = sum(figure.low, other.low);
            figure.best = sum(figure.best, other.best);
            figure.high = sum(figure.high, other.high);
        }
        return Some(figure);
    }
    // `Убит полицейский`, `killed a policeman`: one, said by the form of the word.
    let one = lexicon.harms.find_all(&sentence.tokens).into_iter().find(|(row, start, end)| {
        let harmed = harms.iter().any(|harm| mine(harm) && harm.1 < *end && *start < harm.2 + 1);
        let spoilt = || row.unless.iter().any(|p| p.find(&sentence.tokens).is_some());
        row.name == "one" && harmed && !spoilt()
    });
    one.map(|(_, start, end)| Figure {
        text: Span::new(sentence.tokens[start].span.start, sentence.tokens[end - 1].span.end)
            .of(&page.document.text)
            .to_owned(),
        low: Some(1.0),
        best: Some(1.0),
        high: Some(1.0),
        unit: "people".to_owned(),
    })
}

/// Gives the figures of a sentence that tells of no event of its own (`Two officers were wounded.`) to the
/// event told of last, if it has none, and says whether it did. `reports` are those of the sentences before.
pub(super) fn follow(page: &Page<'_>, at: usize, reports: &mut [Report]) -> bool {
    let sentence = &page.sentences[at];
    let all = (0, sentence.tokens.len());
    let Some(before) = at.checked_sub(2).or_else(|| at.checked_sub(1)) else { return false };
    let since = page.sentences[before].span.start;
    let happened = [Status::Occurred, Status::Ongoing, Status::Claimed, Status::Alleged];
    let mut told: Vec<&mut Incident> = reports
        .iter_mut()
        .filter_map(|report| match report {
            Report::Incident(incident) => Some(incident),
            Report::Facility(_) => None,
        })
        .filter(|incident| {
            let told = incident.evidence.sentence;
            told.start >= since && told.end <= sentence.span.start
        })
        .collect();
    // The first of the last sentence that tells of any: what follows there came of it.
    let last = told.iter().map(|incident| incident.evidence.sentence.start).max();
    let first = told.iter_mut().find(|incident| {
        Some(incident.evidence.sentence.start) == last && happened.contains(&incident.status)
    });
    let Some(last) = first.filter(|incident| incident.kind != "deaths_reported") else {
        return false;
    };
    let told = |name| figure(page, sentence, all, name);
    let (killed, wounded) = (told("killed"), told("wounded"));
    let adds = (killed.is_some() && last.killed.is_none())
        || (wounded.is_some() && last.wounded.is_none() && killed.is_none());
    if adds {
        last.killed = last.killed.take().or(killed);
        last.wounded = last.wounded.take().or(wounded);
    }
    adds
}

/// Words between the numbers of one sum: `two soldiers of the guard and one militant`.
const SUM: usize = 6;

/// Whether `other` and `number` are added up: an `and` joins them, and no verb of harm stands between.
fn joins(
    lexicon: &Lexicon,
    sentence: &Sentence,
    harms: &[(&Named, usize, usize)],
    other: &Number,
    number: &Number,
) -> bool {
    let (from, to) = (other.tokens.1, number.tokens.0);
    let near = from < to && to - from <= SUM;
    let and = |at: usize| {
        let mut here = lexicon.roles.at(&sentence.tokens, at);
        here.any(|(row, end)| row.name == "and" && end == at + 1)
    };
    near && to.checked_sub(1).is_some_and(and)
        && !sentence.tokens[from..to].iter().any(|token| matches!(token.word.as_str(), "," | ";"))
        && harms.iter().all(|(_, start, _)| !(from..to).contains(start))
}

/// Whether a number counts some of those that another counts: `including two children`, `two of them`.
fn is_part(lexicon: &Lexicon, sentence: &Sentence, number: &Number) -> bool {
    let (from, to) = number.tokens;
    let first = from.saturating_sub(4);
    (first..=to).any(|at| {
        lexicon.roles.at(&sentence.tokens, at).any(|(row, end)| {
            (row.name == "part" && end == from) || (row.name == "of_them" && at == to)
        })
    })
}

/// A sentence, its numbers of people, and where its passives (`were killed`) have their participles.
struct Read<'r> {
    sentence: &'r Sentence,
    passive: &'r [usize],
    numbers: &'r [&'r Number],
    /// First tokens of the numbers that count some of those that another counts.
    parts: &'r [usize],
}

/// What a less likely reading costs, in words: a vague number, a number behind a passive.
const UNLIKELY: usize = 4;

/// The cheapest way to give each verb a number that no other has: what it costs, and the numbers.
fn matched(
    read: &Read<'_>,
    harms: &[(&Named, usize, usize)],
    used: &mut Vec<bool>,
) -> (usize, Vec<Option<usize>>) {
    let Some((first, rest)) = harms.split_first() else { return (0, Vec::new()) };
    let (cost, tail) = matched(read, rest, used);
    let mut best = (cost + NONE, None, tail);
    // Only the nearest few matter: each verb has a number before and one behind it.
    let mut near: Vec<(usize, usize)> = (0..read.numbers.len())
        .filter(|at| !used[*at])
        .filter_map(|at| Some((distance(read, first, read.numbers[at])?, at)))
        .collect();
    near.sort_unstable();
    for (distance, at) in near.into_iter().take(3) {
        used[at] = true;
        let (cost, tail) = matched(read, rest, used);
        used[at] = false;
        if cost + distance < best.0 {
            best = (cost + distance, Some(at), tail);
        }
    }
    let mut taken = vec![best.1];
    taken.extend(best.2);
    (best.0, taken)
}

/// Words between a verb of harm and a number; `None` if it is out of reach.
fn distance(
    read: &Read<'_>,
    (_, start, end): &(&Named, usize, usize),
    number: &Number,
) -> Option<usize> {
    let (from, to) = number.tokens;
    let between = if from >= *end { *end..from } else { to..(*start).max(to) };
    // A semicolon ends what belongs together, a comma separates it.
    let mut distance = 0;
    for token in &read.sentence.tokens[between] {
        distance += match token.word.as_str() {
            ";" | ":" | "—" => NONE,
            "," => 2,
            _ => 1,
        };
    }
    if distance > REACH {
        return None;
    }
    let behind_passive = from >= *end && read.passive.contains(start);
    let unlikely = usize::from(behind_passive) + usize::from(number.vague && number.high.is_none());
    let part = 2 * usize::from(read.parts.contains(&from));
    Some((distance + UNLIKELY * (unlikely + part)).min(REACH))
}

/// Whether a number counts people: it is no date, no sum, no age, and no other thing follows it.
fn is_of_people(page: &Page<'_>, sentence: &Sentence, number: &Number) -> bool {
    let is_date = sentence
        .dates()
        .iter()
        .any(|(from, to, _)| *from < number.tokens.1 && number.tokens.0 < *to);
    // `Sims, 20, was shot`: an age.
    let comma = |at: Option<usize>| {
        at.and_then(|at| sentence.tokens.get(at)).is_some_and(|token| token.word == ",")
    };
    let is_age = comma(number.tokens.0.checked_sub(1)) && comma(Some(number.tokens.1));
    number.unit.is_none()
        && !is_date
        && !is_age
        && unit(page, sentence, number).is_none_or(|unit| unit == "people")
}

/// What the words right after a number say is counted.
fn unit<'p>(page: &Page<'p>, sentence: &Sentence, number: &Number) -> Option<&'p str> {
    let lexicon: &'static Lexicon = page.lexicon;
    (number.tokens.1..sentence.tokens.len().min(number.tokens.1 + 4)).find_map(|at| {
        let row = lexicon.nouns.at(&sentence.tokens, at).next()?.0;
        Some(row.name.as_str())
    })
}

/// All that is counted in the tokens `clause` of a sentence, with its unit.
pub(super) fn figures(page: &Page<'_>, sentence: &Sentence, clause: (usize, usize)) -> Vec<Figure> {
    let is_counted = |unit: &str| !matches!(unit, "age" | "time");
    sentence
        .numbers()
        .iter()
        .filter(|number| clause.0 <= number.tokens.0 && number.tokens.1 <= clause.1)
        .filter(|number| {
            !sentence.dates().iter().any(|(a, b, _)| *a < number.tokens.1 && number.tokens.0 < *b)
        })
        .filter_map(|number| {
            let unit = number.unit.as_deref().or_else(|| unit(page, sentence, number))?;
            let figure = number.figure(&page.document.text, &sentence.tokens, unit);
            is_counted(unit).then_some(figure)
        })
        .collect()
}
