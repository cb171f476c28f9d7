//! Dates of publication, as people and web pages write them.

use crate::document::Edtf;

/// The date that `text` is, if it is one: an EDTF string (`2024-11-25`, `2025-04~`, `2022-06-2X`,
/// `2021-08-01/2021-08-10`) or a timestamp, of which the day is kept.
///
/// ```
/// use marz::read::edtf;
///
/// assert_eq!(edtf("2024-11-25T08:30:00+05:00").unwrap().0, "2024-11-25");
/// assert_eq!(edtf("2022-06-2X").unwrap().0, "2022-06-2X");
/// assert_eq!(edtf("25 November"), None);
/// ```
#[must_use]
pub fn edtf(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let day = match text.find(['T', ' ']) {
        Some(at) if text.as_bytes()[at + 1..].first().is_some_and(u8::is_ascii_digit) => {
            &text[..at]
        }
        _ => text,
    };
    let sides: Vec<&str> = day.split('/').collect();
    let valid = match sides.as_slice() {
        [one] => is_date(one),
        [from, to] => {
            let open = |side: &str| side.is_empty() || side == "..";
            (is_date(from) || open(from)) && (is_date(to) || open(to)) && !(open(from) && open(to))
        }
        _ => false,
    };
    valid.then(|| Edtf(day.to_owned()))
}

/// Whether `text` is a year, a month or a day, some digits perhaps unspecified, perhaps qualified.
fn is_date(text: &str) -> bool {
    let unqualified = text.trim_end_matches(['~', '?', '%']);
    let parts: Vec<&str> = unqualified.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    if !matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]) || !parts.iter().all(digits) {
        return false;
    }
    // 21 to 24 are the seasons of EDTF. A day is at most 31: which months have it is left to the calendar.
    let within = |part: Option<&&str>, most: u32, seasons: bool| {
        part.and_then(|part| part.parse::<u32>().ok())
            .is_none_or(|n| (1..=most).contains(&n) || (seasons && (21..=24).contains(&n)))
    };
    within(parts.get(1), 12, parts.len() == 2) && within(parts.get(2), 31, false)
}
