//! The forms that a date is written in.

use jiff::civil::Date;

/// A third of a month, or of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
}

/// A date as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Form {
    Day {
        year: Option<i32>,
        month: u8,
        day: u8,
    },
    /// Month and day of the first and the last.
    Days {
        year: Option<i32>,
        from: (u8, u8),
        to: (u8, u8),
    },
    Month {
        year: Option<i32>,
        month: u8,
    },
    PartOfMonth {
        year: Option<i32>,
        month: u8,
        part: Part,
    },
    Year(i32),
    Years(i32, i32),
    SinceYear(i32),
    /// From this month or day on: `since March`.
    Since(Box<Form>),
    PartOfYear(i32, Part),
    /// EDTF numbers seasons 21 to 24.
    Season {
        year: Option<i32>,
        season: u8,
    },
    /// A day of another calendar.
    On(Date),
    /// A day or, without one, a whole month of the Solar Hijri calendar.
    Hijri {
        year: Option<i32>,
        month: u8,
        day: Option<u8>,
    },
    /// Yesterday, tomorrow: days from the day of publication.
    DayAway(i64),
    /// 1 is Monday.
    Weekday(u8),
    /// Next Monday, last Monday.
    WeekdayAway {
        weekday: u8,
        next: bool,
    },
    /// Last month, this week: unit in days.
    UnitAway {
        unit: i64,
        away: i64,
    },
    /// Three days ago.
    Ago {
        count: i64,
        unit: i64,
    },
    /// Three days after an event that the words behind it name.
    After {
        count: i64,
        unit: i64,
    },
    /// Up to this date: `until Friday`.
    Until(Box<Form>),
    /// From the beginning of this year, month, week on (unit in days): `since the start of the year`.
    SinceStart(i64),
    /// So many days after the last day named before: the same day, the next day.
    Later(i64),
    /// At the last time named before: `at the time`, `тогда`.
    Then,
    /// This week, last week: how many weeks away, and the weekday that weeks begin with.
    Week {
        away: i64,
        first: i64,
    },
    /// The last Saturday and Sunday.
    Weekend,
    /// The night to the day of publication.
    Overnight,
    /// About the time of publication.
    Recent,
    /// Now: on the day of publication.
    Now,
}
