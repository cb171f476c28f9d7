//! When a report says that something happened, and what that says of its reality: what is long over is background,
//! what is to come has not happened.

use super::form::Form;
use super::scene::{Page, Sentence};
use super::story::Story;
use super::time::{self, Anchor};
use super::tokens::{Sort, Token};
use super::{Status, Time, attribution, status};
use crate::text::Span;
use jiff::civil::Date;

/// What a sentence tells of beside an event: in which tokens, and whether it lies ahead.
pub(crate) struct Rival {
    pub clause: (usize, usize),
    pub ahead: bool,
}

/// A status that the words of a report give it, as far as its time and the form of its sentence let it stand.
pub(crate) fn settled(page: &Page<'_>, sentence: &Sentence, when: &Time, said: Status) -> Status {
    let is_over =
        is_background(page, when) && status::rank(said) > status::rank(Status::Historical);
    if is_over || said == Status::Occurred && is_no_news(page, when) {
        return Status::Historical;
    }
    // What is so since then still is.
    let since = when.edtf.as_ref().is_some_and(|edtf| edtf.0.ends_with("/.."));
    match said {
        Status::Occurred if since && !is_yet_to_come(page, when) => Status::Ongoing,
        // What is told as done, of a day to come, is not done yet; nor is what is asked.
        Status::Occurred | Status::Ongoing if is_yet_to_come(page, when) => Status::Planned,
        Status::Occurred | Status::Ongoing if is_question(page, sentence) => Status::Hypothetical,
        _ => said,
    }
}

/// The date of a trigger: of its clause, the nearest; then of its sentence; then of publication.
pub(crate) fn of(
    page: &Page<'_>,
    at: usize,
    clause: (usize, usize),
    (start, end): (usize, usize),
    status: Status,
    (story, rivals): (&Story, &[Rival]),
) -> Time {
    let sentence = &page.sentences[at];
    let future = is_ahead(status);
    let inside = |(from, to): (usize, usize), at: usize| from <= at && at < to;
    // The day of an exercise to come is not the day on which troops arrived for it.
    let is_theirs = |at: usize| {
        !inside(clause, at)
            && rivals.iter().any(|rival| inside(rival.clause, at) && rival.ahead != future)
    };
    let nearest = sentence.dates().iter().filter(|(from, ..)| !is_theirs(*from)).min_by_key(
        |(from, to, form)| {
            let outside = *from < clause.0 || *to > clause.1;
            let away = if *from >= end { from - end } else { start.saturating_sub(*to) };
            // `Recently` gives way to whatever says more.
            let vague = matches!(form, Form::Recent | Form::Now | Form::Until(_));
            (vague || is_said(sentence, (*from, *to)), outside, away)
        },
    );
    if let Some((from, to, form)) = nearest {
        // What another clause says to go on since then was then, as far as this one is concerned.
        let form = match form {
            Form::Since(start) if *from < clause.0 || *from > clause.1 + 1 => start,
            form => form,
        };
        let words = Span::new(sentence.tokens[*from].span.start, sentence.tokens[*to - 1].span.end);
        let then = matches!(form, Form::Later(_) | Form::Then).then(|| told(page, at, *from));
        let then = then.flatten();
        let told_day = || told(page, at, *from)?.parse().ok();
        // `Two days after a blast`: the blast was two days before what is told.
        let is_what_came_before =
            *to <= start && start <= to + 3 && !is_apart(&sentence.tokens[*to..start]);
        let (form, event) = match form {
            Form::Later(_) => (form, then.as_deref().and_then(|then| then.parse().ok())),
            Form::After { count, unit } => match event(page, at, *to) {
                None if is_what_came_before => {
                    (&Form::After { count: -count, unit: *unit }, told_day())
                }
                named => (form, named.or_else(told_day)),
            },
            _ => (form, None),
        };
        let anchor = Anchor { published: page.published, future, event, then: then.as_deref() };
        let mut time = time::resolve(form, words.of(&page.document.text), anchor);
        let said = is_said(sentence, (*from, *to));
        if said
            && let Some(edtf) = &mut time.edtf
            && let Some(end) = edtf.0.rsplit('/').next().filter(|end| *end != "..")
        {
            // What was said on Monday was on Monday at the latest.
            edtf.0 = format!("../{end}");
        }
        let is_impossible = matches!(form, Form::After { .. } | Form::Later(_))
            && !future
            && is_yet_to_come(page, &time);
        if time.edtf.is_some() && !is_impossible && !(said && future) {
            return time;
        }
    }
    if matches!(status, Status::Occurred | Status::Claimed)
        && let Some(time) = story.time(&page.lexicon.anaphors, at, &sentence.tokens)
    {
        return time;
    }
    if status == Status::Claimed
        && let Some(time) = spoken(page, at)
    {
        return time;
    }
    time::undated(page.published, status)
}

/// Words between a date and the verb of saying that it belongs to: `said late on Monday`.
const SAID_BESIDE: usize = 2;
/// The same where the verb comes last: `on Monday, in talk with our reporter, said`.
const SAID_BEHIND: usize = 8;

/// Whether a date, from token `from` to `to`, is that of a saying: `said on Monday`, `روز دوشنبه گفت`.
fn is_said(sentence: &Sentence, (from, to): (usize, usize)) -> bool {
    let tokens = &sentence.tokens;
    let lexicon = sentence.lexicon;
    // `Shots were reported on Monday` is no saying.
    let is_passive = |at: usize| {
        let mut here = at.checked_sub(1).into_iter().flat_map(|at| lexicon.harms.at(tokens, at));
        here.any(|(row, _)| row.name == "passive")
    };
    let verb = |at: usize| {
        let mut here = lexicon.speech.at(tokens, at);
        here.find(|(row, _)| row.name == "before" && !is_passive(at)).map(|(_, end)| end)
    };
    let last = sentence.language.is_verb_final();
    let before = !last
        && (from.saturating_sub(SAID_BESIDE + 1)..from)
            .any(|at| verb(at).is_some_and(|end| end <= from && !is_apart(&tokens[end..from])));
    let reach = if last { SAID_BEHIND } else { SAID_BESIDE };
    let told = |at: usize| lexicon.triggers.at(tokens, at).next().is_some();
    let after = (to..tokens.len().min(to + reach + 1))
        .take_while(|at| tokens[*at].sort != Sort::Mark && !told(*at))
        .any(|at| verb(at).is_some());
    before || after
}

/// Whether a mark of punctuation stands among tokens.
fn is_apart(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.sort == Sort::Mark)
}

/// Whether a status says that something lies ahead.
fn is_ahead(status: Status) -> bool {
    status == Status::Planned
}

/// The day on which the speaker of the sentence spoke, if a sentence before says so.
fn spoken(page: &Page<'_>, at: usize) -> Option<Time> {
    let sentence = &page.sentences[at];
    let chain = attribution::chain(page.lexicon, &page.document.text, &sentence.tokens);
    let named = |word: &str| {
        chain.iter().flat_map(|speaker| speaker.split_whitespace()).any(|part| part == word)
    };
    let text = &page.document.text;
    page.sentences[..at].iter().rev().take(3).find_map(|before| {
        let speaks = before.tokens.iter().any(|token| {
            token.capital && token.word.chars().count() > 4 && named(token.span.of(text))
        });
        let (from, to, form) = before.dates().first().filter(|_| speaks)?;
        let words = Span::new(before.tokens[*from].span.start, before.tokens[*to - 1].span.end);
        let anchor = Anchor { published: page.published, future: false, event: None, then: None };
        Some(time::resolve(form, words.of(text), anchor)).filter(|time| time.edtf.is_some())
    })
}

/// The day of the event that `four days after X` counts from: the last day named before in a sentence with X.
fn event(page: &Page<'_>, at: usize, after: usize) -> Option<Date> {
    let names: Vec<&str> = page.sentences[at].tokens[after..]
        .iter()
        .take(6)
        .filter(|token| token.capital)
        .map(|token| token.word.as_str())
        .collect();
    page.sentences[..at].iter().rev().take(12).find_map(|sentence| {
        let (_, _, form) = sentence.dates().first()?;
        sentence.tokens.iter().any(|token| names.contains(&token.word.as_str())).then_some(())?;
        let anchor = Anchor { published: page.published, future: false, event: None, then: None };
        time::day(&time::resolve(form, "", anchor))
    })
}

/// How many sentences back the day stands that `the next day` counts from.
const TOLD_BEFORE: usize = 8;

/// The last date that is named before token `from` of sentence `at`: its beginning, if it is a stretch.
fn told(page: &Page<'_>, at: usize, from: usize) -> Option<String> {
    let anchor = Anchor { published: page.published, future: false, event: None, then: None };
    let date = |sentence: &Sentence, end: usize| {
        let before = sentence.dates().iter().rev().filter(|(start, ..)| *start < end);
        let told = before.filter_map(|(.., form)| time::resolve(form, "", anchor).edtf);
        let starts = told.filter_map(|edtf| Some(edtf.0.split('/').next()?.to_owned()));
        starts.into_iter().find(|start| start.starts_with(|first: char| first.is_ascii_digit()))
    };
    date(&page.sentences[at], from).or_else(|| {
        let mut before = page.sentences[..at].iter().rev().take(TOLD_BEFORE);
        before.find_map(|sentence| date(sentence, usize::MAX))
    })
}

/// Years after which an event is told of as background: what is older is no news in any of the sources.
const BACKGROUND: i16 = 5;

/// Whether a time lies long before the text.
fn is_background(page: &Page<'_>, when: &Time) -> bool {
    let year = when.edtf.as_ref().and_then(|edtf| edtf.0.get(..4)?.parse::<i16>().ok());
    let since = when.edtf.as_ref().is_some_and(|edtf| edtf.0.ends_with('.'));
    let published = page.published.map(|on| on.last.year());
    !since && year.zip(published).is_some_and(|(year, now)| year + BACKGROUND <= now)
}

/// Days after which an event that is over is told of as background.
const NO_NEWS: i32 = 270;

/// Whether a time ended so long before the text that the text does not tell of it as news.
fn is_no_news(page: &Page<'_>, when: &Time) -> bool {
    let last = time::last(when).filter(|_| matches!(when.basis, "stated" | "relative"));
    let ago = last.zip(page.published).map(|(last, on)| (on.first - last).get_days());
    ago.is_some_and(|ago| ago > NO_NEWS)
}

/// Whether a time begins after the text was published.
fn is_yet_to_come(page: &Page<'_>, when: &Time) -> bool {
    let first = time::first(when).filter(|_| matches!(when.basis, "stated" | "relative"));
    first.zip(page.published).is_some_and(|(first, on)| first > on.last)
}

/// Whether a sentence asks.
fn is_question(page: &Page<'_>, sentence: &Sentence) -> bool {
    sentence.span.of(&page.document.text).trim_end().ends_with(['?', '؟'])
}
