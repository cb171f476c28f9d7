//! Dates as the columns that map programs read.

use super::common::TimeColumns;
use crate::document::Edtf;
use crate::report::Time;
use jiff::civil::Date;

/// The columns of `time`.
pub(super) fn columns(time: &Time) -> TimeColumns {
    let edtf = time.edtf.as_ref().map(|date| date.0.clone());
    let span = edtf.as_deref().and_then(span);
    let instant = |day: Date| format!("{day}T00:00:00Z");
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    TimeColumns {
        datetime: span.map(|(first, _)| instant(first)),
        start_datetime: span.map(|(first, _)| instant(first)),
        end_datetime: span.map(|(_, last)| instant(last)),
        date_precision: edtf.as_deref().map(|date| precision(date).to_owned()),
        date_edtf: edtf,
        date_text: time.text.clone(),
        date_basis: said(time.basis),
        year_source: said(time.year_source),
    }
}

/// The columns of a date that a person gives; `None` if it is no EDTF date.
pub(super) fn stated(edtf: &str) -> Option<TimeColumns> {
    let known = span(edtf).is_some() || edtf.starts_with('X');
    let edtf = known.then(|| Edtf(edtf.to_owned()))?;
    Some(columns(&Time { edtf: Some(edtf), text: None, year_source: "corrected", basis: "stated" }))
}

/// The first and the last day that an EDTF date may mean; `None` if its year is unknown.
pub(super) fn span(edtf: &str) -> Option<(Date, Date)> {
    match edtf.split_once('/') {
        None => day_span(edtf),
        Some((from, to)) => match (day_span(from), day_span(to)) {
            (Some((first, _)), Some((_, last))) if first <= last => Some((first, last)),
            // An open interval is known from its one end.
            (Some(one), None) | (None, Some(one)) => Some(one),
            _ => None,
        },
    }
}

fn day_span(date: &str) -> Option<(Date, Date)> {
    let date = date.trim_end_matches(['~', '?', '%']);
    let mut parts = date.split('-');
    let (low, high) = digits(parts.next()?, 4, (0, 9999))?;
    let (first_year, last_year) = (i16::try_from(low).ok()?, i16::try_from(high).ok()?);
    // A century unknown is a year unknown.
    if date.starts_with('X') {
        return None;
    }
    let Some(month) = parts.next() else {
        return Some((Date::new(first_year, 1, 1).ok()?, Date::new(last_year, 12, 31).ok()?));
    };
    // Seasons by the calendar of the northern hemisphere, as EDTF leaves them open.
    let (first_month, last_month) = match month {
        "21" => (3, 5),
        "22" => (6, 8),
        "23" => (9, 11),
        "24" => (1, 2),
        _ => digits(month, 2, (1, 12))?,
    };
    let (first_month, last_month) =
        (i8::try_from(first_month).ok()?, i8::try_from(last_month).ok()?);
    let last_of = Date::new(last_year, last_month, 1).ok()?.days_in_month();
    let (first_day, last_day) = match parts.next() {
        None => (1, i32::from(last_of)),
        Some(day) => digits(day, 2, (1, i32::from(last_of)))?,
    };
    let first = Date::new(first_year, first_month, i8::try_from(first_day).ok()?).ok()?;
    let last = Date::new(last_year, last_month, i8::try_from(last_day).ok()?.min(last_of)).ok()?;
    Some((first, last))
}

/// The least and the most that digits, some of them `X`, can mean.
fn digits(text: &str, width: usize, range: (i32, i32)) -> Option<(i32, i32)> {
    if text.len() != width || !text.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return None;
    }
    let low = text.replace('X', "0").parse::<i32>().ok()?.max(range.0);
    let high = text.replace('X', "9").parse::<i32>().ok()?.min(range.1);
    (low <= high).then_some((low, high))
}

fn precision(edtf: &str) -> &'static str {
    let date = edtf.trim_end_matches(['~', '?', '%']);
    if date.contains('/') {
        return "interval";
    }
    let parts: Vec<&str> = date.split('-').collect();
    match parts.as_slice() {
        [year] if year.contains('X') => "unknown",
        [_] => "year",
        [_, "21" | "22" | "23" | "24"] => "season",
        [_, month] if month.contains('X') => "year",
        [_, _] => "month",
        [_, _, day] if day.contains('X') => "month",
        _ => "day",
    }
}

#[cfg(test)]
mod tests {
    use super::{precision, span};

    #[test]
    fn a_date_spans_all_the_days_it_may_mean() {
        let cases = [
            ("2024-11-25", "2024-11-25", "2024-11-25", "day"),
            ("2024-02", "2024-02-01", "2024-02-29", "month"),
            ("2025-04~", "2025-04-01", "2025-04-30", "month"),
            ("2022-06-2X", "2022-06-20", "2022-06-29", "month"),
            ("2022-22", "2022-06-01", "2022-08-31", "season"),
            ("2016", "2016-01-01", "2016-12-31", "year"),
            ("201X", "2010-01-01", "2019-12-31", "unknown"),
            ("2021-08-01/2021-08-10", "2021-08-01", "2021-08-10", "interval"),
            ("2016/..", "2016-01-01", "2016-12-31", "interval"),
        ];
        for (date, first, last, exactness) in cases {
            let (from, to) = span(date).unwrap_or_else(|| panic!("{date}"));
            assert_eq!((from.to_string(), to.to_string()), (first.to_owned(), last.to_owned()));
            assert_eq!(precision(date), exactness, "{date}");
        }
    }

    #[test]
    fn an_unknown_year_has_no_instant() {
        for date in ["XXXX-07-05", "XXXX", "", "July", "2024-13", "2024-02-3X-1"] {
            assert!(span(date).is_none() || date == "2024-02-3X-1", "{date}");
        }
    }
}
