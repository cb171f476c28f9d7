//! When a report says that something happened, and what that says of its reality: what is long over is background,
//! what is to come has not happened.

use super::scene::{Page, Sentence};
use super::time::{self, Anchor};
use super::{Status, Time, attribution, dates, status};
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
    match said {
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
    rivals: &[Rival],
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
            (matches!(form, dates::Form::Recent | dates::Form::Now), outside, away)
        },
    );
    if let Some((from, to, form)) = nearest {
        let words = Span::new(sentence.tokens[*from].span.start, sentence.tokens[*to - 1].span.end);
        let anchor = Anchor { published: page.published, future, event: event(page, at, *to) };
        let time = time::resolve(form, words.of(&page.document.text), anchor);
        if time.edtf.is_some() {
            return time;
        }
    }
    if status == Status::Claimed
        && let Some(time) = spoken(page, at)
    {
        return time;
    }
    time::undated(page.published, status)
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
        let anchor = Anchor { published: page.published, future: false, event: None };
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
        let anchor = Anchor { published: page.published, future: false, event: None };
        time::day(&time::resolve(form, "", anchor))
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
