//! When something happened: the dates of a sentence, as far as the text and its day of publication say.
//!
//! Words stand in `geodata/lexicon/time.tsv`. A date without a year takes the one nearest to the day of
//! publication, on the side that the status asks for: what happened lies before it, what is planned after it.
//! Without a day of publication the year stays unknown, `XXXX-07-05`.

use super::Status;
use super::calendar::solar_hijri;
use super::form::{Form, Part};
use crate::document::Edtf;
use jiff::civil::Date;
use jiff::{Span as Stretch, ToSpan};

/// When something happened, as far as the text and its date of publication say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Time {
    /// The date; `None` if nothing is said.
    pub edtf: Option<Edtf>,
    /// The words.
    pub text: Option<String>,
    /// Where the year comes from: `text`, `sidecar`, `inferred`, `unknown`.
    pub year_source: &'static str,
    /// What the date rests on: `stated`, `relative`, `context` (that of the event told before), `publication` (as of),
    /// `none`.
    pub basis: &'static str,
}

/// The first and the last day on which a document may have been published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Published {
    pub first: Date,
    pub last: Date,
}

impl Published {
    /// Reads a date of publication: `2024-11-25`, `2025-04~`, `2022-06-2X`, `2022`.
    pub(crate) fn of(edtf: &Edtf) -> Option<Self> {
        let written = edtf.0.trim_end_matches(['~', '?', '%']);
        let written = written.split(['T', '/']).next()?;
        let mut parts = written.split('-');
        let year: i16 = parts.next()?.parse().ok()?;
        let part = |text: Option<&str>, low: i8, high: i8| -> Option<(i8, i8)> {
            let Some(text) = text else { return Some((low, high)) };
            let least: i8 = text.replace('X', "0").parse().ok()?;
            let most: i8 = text.replace('X', "9").parse().ok()?;
            Some((least.max(low), most.min(high)))
        };
        let month = part(parts.next(), 1, 12)?;
        let longest = Date::new(year, month.1, 1).ok()?.days_in_month();
        let day = part(parts.next(), 1, longest)?;
        Some(Self {
            first: Date::new(year, month.0, day.0).ok()?,
            last: Date::new(year, month.1, day.1).ok()?,
        })
    }

    /// At the time of publication: its day, if that is known.
    fn then(self) -> String {
        if self.first == self.last { format!("{}~", self.last) } else { self.about() }
    }

    /// About the time of publication: its month.
    fn about(self) -> String {
        format!("{}~", month_of(self.last))
    }
}

fn month_of(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// What the date of a report rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchor<'a> {
    pub published: Option<Published>,
    /// Whether it lies ahead.
    pub future: bool,
    /// The day of an event named before, for `four days after` and `the next day`; for `at the time`, the first day of
    /// what was.
    pub event: Option<Date>,
    /// The last date told before, for `at the time`.
    pub then: Option<&'a str>,
}

/// `form`, said as `text`, as a date.
pub(crate) fn resolve(form: &Form, text: &str, anchor: Anchor<'_>) -> Time {
    let stated = |edtf: String, year_source| Time {
        edtf: Some(Edtf(edtf)),
        text: Some(text.to_owned()),
        year_source,
        basis: "stated",
    };
    let relative = |edtf: Option<String>| match edtf {
        Some(edtf) => Time {
            edtf: Some(Edtf(edtf)),
            text: Some(text.to_owned()),
            year_source: "sidecar",
            basis: "relative",
        },
        None => Time {
            edtf: None,
            text: Some(text.to_owned()),
            year_source: "unknown",
            basis: "relative",
        },
    };
    let published = anchor.published;
    match *form {
        Form::Day { year, month, day } => {
            let (year, source) = year_of(year, month, day, anchor, LATELY);
            stated(format!("{year}-{month:02}-{day:02}"), source)
        }
        Form::Days { year, from, to } => {
            let (start, source) = year_of(year, from.0, from.1, anchor, LATELY);
            let end = if to < from { next_year(&start) } else { start.clone() };
            let (a, b, c, d) = (from.0, from.1, to.0, to.1);
            stated(format!("{start}-{a:02}-{b:02}/{end}-{c:02}-{d:02}"), source)
        }
        Form::Month { year, month } => {
            let (year, source) = year_of(year, month, 1, anchor, 0);
            stated(format!("{year}-{month:02}"), source)
        }
        Form::PartOfMonth { year, month, part } => {
            let (year, source) = year_of(year, month, 1, anchor, 0);
            let (from, to) = match part {
                Part::Early => (1, 10),
                Part::Mid => (11, 20),
                Part::Late => (21, last_day(&year, month)),
            };
            stated(format!("{year}-{month:02}-{from:02}/{year}-{month:02}-{to:02}~"), source)
        }
        Form::Year(year) => stated(format!("{year:04}"), "text"),
        Form::Years(from, to) => stated(format!("{from:04}/{to:04}"), "text"),
        Form::SinceYear(year) => stated(format!("{year:04}/.."), "text"),
        Form::PartOfYear(year, part) => {
            let (from, to) = match part {
                Part::Early => (1, 3),
                Part::Mid => (5, 8),
                Part::Late => (10, 12),
            };
            stated(format!("{year:04}-{from:02}/{year:04}-{to:02}~"), "text")
        }
        Form::Season { year, season } => match (year, published) {
            (Some(year), _) => stated(format!("{year:04}-{season}"), "text"),
            (None, Some(on)) => relative(Some(format!("{:04}-{season}", on.last.year()))),
            _ => stated(format!("XXXX-{season}"), "unknown"),
        },
        Form::On(day) => stated(day.to_string(), "text"),
        Form::Hijri { year, month, day } => match hijri(year, month, day, anchor) {
            Some((edtf, source)) => stated(edtf, source),
            None => relative(None),
        },
        Form::Since(ref start) => {
            let mut time = resolve(start, text, anchor);
            if let Some(edtf) = &mut time.edtf {
                let start = edtf.0.split('/').next().unwrap_or_default();
                edtf.0 = format!("{start}/..");
            }
            time
        }
        Form::Until(ref end) => {
            let ahead = Anchor { future: true, ..anchor };
            let mut time = resolve(end, text, ahead);
            if let Some(edtf) = &mut time.edtf {
                let end = edtf.0.rsplit('/').next().unwrap_or_default();
                edtf.0 = format!("../{end}");
            }
            time
        }
        ref form => relative(away(form, anchor)),
    }
}

/// A date that is told from the day of publication or from what was told before; `None` if that is unknown.
fn away(form: &Form, anchor: Anchor<'_>) -> Option<String> {
    if let Form::After { count, unit } = *form {
        let day = stepped(anchor.event?, unit, count)?;
        return Some(if unit <= 7 { day.to_string() } else { format!("{}~", month_of(day)) });
    }
    if let Form::Later(days) = *form {
        return Some(stepped(anchor.event?, 1, days)?.to_string());
    }
    if *form == Form::Then {
        return anchor.then.map(str::to_owned);
    }
    let on = anchor.published?;
    let is_exact = on.first == on.last;
    Some(match *form {
        Form::DayAway(away) => {
            let day = on.last.checked_add(Stretch::new().try_days(away).ok()?).ok()?;
            if is_exact { day.to_string() } else { on.about() }
        }
        Form::Weekday(day) => {
            weekday(on, day, if anchor.future { Ahead::OrToday } else { Ahead::No })?
        }
        Form::WeekdayAway { weekday: day, next } => {
            weekday(on, day, if next { Ahead::Yes } else { Ahead::Before })?
        }
        Form::UnitAway { unit, away } => unit_away(on.last, unit, away)?,
        Form::Ago { count, unit } => {
            let day = stepped(on.last, unit, -count)?;
            match unit {
                1 => format!("{day}~"),
                7 | 30 => format!("{}~", month_of(day)),
                _ => format!("{:04}~", day.year()),
            }
        }
        Form::SinceStart(unit) => format!("{}/{}", first_of(on.last, unit)?, on.last),
        Form::Week { away, first } => week(on.last, away, first)?,
        Form::Weekend => {
            let saturday: Date = weekday(on, 6, Ahead::No)?.parse().ok()?;
            format!("{saturday}/{}", saturday.tomorrow().ok()?)
        }
        Form::Overnight if is_exact => format!("{}/{}", on.last.yesterday().ok()?, on.last),
        Form::Overnight | Form::Recent => on.about(),
        Form::Now => on.then(),
        _ => return None,
    })
}

/// The date of a report whose sentence gives none: the day of publication for what goes on, about then for what
/// is to come, before it for what happened.
pub(crate) fn undated(published: Option<Published>, status: Status) -> Time {
    let Some(on) = published else {
        return Time { edtf: None, text: None, year_source: "unknown", basis: "none" };
    };
    let edtf = match status {
        // What did not happen, or only may, has no day.
        Status::Hypothetical | Status::LegalText | Status::Negated | Status::Denied => {
            return Time { edtf: None, text: None, year_source: "unknown", basis: "none" };
        }
        Status::Ongoing => on.then(),
        Status::Planned | Status::Ordered | Status::Announced => on.about(),
        _ => format!("../{}", on.last),
    };
    Time { edtf: Some(Edtf(edtf)), text: None, year_source: "sidecar", basis: "publication" }
}

/// The first day that `time` may mean; `None` if its year or its beginning is unknown.
pub(crate) fn first(time: &Time) -> Option<Date> {
    let (start, _) = ends(time)?;
    Published::of(&Edtf(start.to_owned())).map(|days| days.first)
}

/// The last day that `time` may mean; `None` if its year is unknown or it has no end.
pub(crate) fn last(time: &Time) -> Option<Date> {
    let (_, end) = ends(time)?;
    Published::of(&Edtf(end.to_owned())).map(|days| days.last)
}

fn ends(time: &Time) -> Option<(&str, &str)> {
    let edtf = time.edtf.as_ref()?.0.as_str();
    Some(edtf.split_once('/').unwrap_or((edtf, edtf)))
}

/// The day that `time` names, if it names one.
pub(crate) fn day(time: &Time) -> Option<Date> {
    time.edtf.as_ref()?.0.parse().ok()
}

/// Days before and after publication in which a date without a year lies, whatever else is said of it.
const LATELY: i32 = 30;

fn year_of(
    year: Option<i32>,
    month: u8,
    day: u8,
    anchor: Anchor<'_>,
    lately: i32,
) -> (String, &'static str) {
    if let Some(year) = year {
        return (format!("{year:04}"), "text");
    }
    let Some(on) = anchor.published else { return ("XXXX".to_owned(), "unknown") };
    let (month, day) = (month.cast_signed(), day.cast_signed());
    let this = on.last.year();
    // The 29th of February is tried as the 28th: the year decides, not the day.
    let at = |year: i16| Date::new(year, month, day.min(28)).ok();
    let days = |year: i16| at(year).map(|found| (found - on.last).get_days());
    let year = if anchor.future {
        // What was to begin some days ago.
        let fits = |year: &i16| days(*year).is_some_and(|days| days >= -lately);
        [this, this + 1].into_iter().find(fits).unwrap_or(this)
    } else {
        let fits = |year: &i16| days(*year).is_some_and(|days| days <= 0);
        let past = [this, this - 1].into_iter().find(fits).unwrap_or(this);
        // Nobody tells of nearly a year ago without the year: it is some days ahead.
        let soon = days(past + 1).is_some_and(|days| days <= lately);
        if soon { past + 1 } else { past }
    };
    (format!("{year:04}"), "sidecar")
}

/// On which side of the day of publication a weekday lies.
#[derive(Clone, Copy, PartialEq)]
enum Ahead {
    /// The last one, today's too.
    No,
    /// The last one before today.
    Before,
    /// The next one, today's too.
    OrToday,
    /// The next one after today.
    Yes,
}

/// A weekday, 1 is Monday; the month of publication if the day of it is unknown.
fn weekday(on: Published, weekday: u8, ahead: Ahead) -> Option<String> {
    if on.first != on.last {
        return Some(on.about());
    }
    let back = i64::from(on.last.weekday().to_monday_one_offset()) - i64::from(weekday);
    let step = match ahead {
        Ahead::No => back.rem_euclid(7),
        Ahead::Before => (back - 1).rem_euclid(7) + 1,
        Ahead::OrToday => -(-back).rem_euclid(7),
        Ahead::Yes => -(-back - 1).rem_euclid(7) - 1,
    };
    Some(on.last.checked_sub(step.days()).ok()?.to_string())
}

/// A day or month of the Solar Hijri calendar, as the nearest of its years has it where none is told, and the source
/// of the year.
fn hijri(
    year: Option<i32>,
    month: u8,
    day: Option<u8>,
    anchor: Anchor<'_>,
) -> Option<(String, &'static str)> {
    let at = |year: i32| -> Option<(Date, Date)> {
        let first = solar_hijri(year, month, day.unwrap_or(1))?;
        if day.is_some() {
            return Some((first, first));
        }
        let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        let last = solar_hijri(year, month, 1)?.yesterday().ok()?;
        Some((first, last))
    };
    let ((first, last), source) = if let Some(year) = year {
        (at(year)?, "text")
    } else {
        let on = anchor.published?;
        let now = i32::from(on.last.year()) - 621;
        let mut years = [now - 1, now, now + 1].into_iter().filter_map(at);
        let told = if anchor.future {
            years.find(|(_, last)| *last >= on.first)
        } else {
            years.rfind(|(first, _)| *first <= on.last)
        };
        (told?, "sidecar")
    };
    let edtf = if first == last { first.to_string() } else { format!("{first}/{last}") };
    Some((edtf, source))
}

fn next_year(year: &str) -> String {
    year.parse::<i32>().map_or_else(|_| year.to_owned(), |year| format!("{:04}", year + 1))
}

fn last_day(year: &str, month: u8) -> i8 {
    let year = year.parse().unwrap_or(2001);
    Date::new(year, month.cast_signed(), 1).map_or(30, Date::days_in_month)
}

fn stepped(from: Date, unit: i64, count: i64) -> Option<Date> {
    let stretch = match unit {
        30 => Stretch::new().try_months(count),
        365 => Stretch::new().try_years(count),
        days => Stretch::new().try_days(days.checked_mul(count)?),
    };
    from.checked_add(stretch.ok()?).ok()
}

/// The week of a day, or one before or after it, as weeks begin with weekday `first`, 1 is Monday.
fn week(day: Date, away: i64, first: i64) -> Option<String> {
    let day = stepped(day, 7, away)?;
    let since = (i64::from(day.weekday().to_monday_one_offset()) - first).rem_euclid(7);
    let start = day.checked_sub(since.days()).ok()?;
    Some(format!("{start}/{}", start.checked_add(6.days()).ok()?))
}

/// The first day of the year, month or week (unit in days) of a day.
fn first_of(day: Date, unit: i64) -> Option<Date> {
    match unit {
        365 => Some(day.first_of_year()),
        30 => Some(day.first_of_month()),
        7 => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok(),
        _ => None,
    }
}

/// Last month, next year.
fn unit_away(from: Date, unit: i64, away: i64) -> Option<String> {
    let day = stepped(from, unit, away)?;
    Some(match unit {
        1 => day.to_string(),
        30 => month_of(day),
        _ => format!("{:04}", day.year()),
    })
}
