//! Dates against dates: the same, compatible, or of another year.

/// How a date compares with the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Comparison {
    pub exact: bool,
    /// The intervals overlap, and no year is made up.
    pub compatible: bool,
    pub wrong_year: bool,
}

/// Year, if known, month and day.
type Point = (Option<i32>, i32, i32);

/// Compares a predicted EDTF string with the right one; `None` is no date.
pub(super) fn compare(predicted: Option<&str>, right: Option<&str>) -> Comparison {
    let (predicted, right) = (predicted.and_then(clean), right.and_then(clean));
    let Some(right) = right else {
        let none = predicted.is_none();
        return Comparison { exact: none, compatible: none, wrong_year: false };
    };
    let Some(predicted) = predicted else { return Comparison::default() };
    let predicted = without_time(&predicted);
    if predicted == right {
        return Comparison { exact: true, compatible: true, wrong_year: false };
    }
    let (ours, theirs) = (interval(&predicted), interval(&right));
    let years = |(low, high): (Option<Point>, Option<Point>)| -> Vec<i32> {
        [low, high].into_iter().flatten().filter_map(|point| point.0).collect()
    };
    let (our_years, their_years) = (years(ours), years(theirs));
    let apart = |a: &[i32], b: &[i32]| a.iter().max() < b.iter().min();
    let both = !our_years.is_empty() && !their_years.is_empty();
    let wrong_year = both && (apart(&our_years, &their_years) || apart(&their_years, &our_years));
    let cut = |point: Option<Point>, end: bool| match point {
        None if end => (9999, 99, 99),
        None => (0, 0, 0),
        Some((year, month, day)) => (if both { year.unwrap_or(0) } else { 0 }, month, day),
    };
    let overlap =
        cut(ours.0, false) <= cut(theirs.1, true) && cut(theirs.0, false) <= cut(ours.1, true);
    let made_up = !both && !our_years.is_empty() && their_years.is_empty();
    Comparison { exact: false, compatible: overlap && !made_up, wrong_year }
}

fn clean(date: &str) -> Option<String> {
    let bare: String = date.chars().filter(|letter| !matches!(letter, '~' | '?')).collect();
    (!bare.trim().is_empty()).then(|| bare.trim().to_owned())
}

/// `2022-05-18T00:00:00Z` is a day.
fn without_time(date: &str) -> String {
    let mut out = String::new();
    let mut letters = date.chars().peekable();
    while let Some(letter) = letters.next() {
        let timed = letters.peek().is_some_and(|next| next.is_ascii_digit() || *next == ':');
        if letter == 'T' && timed {
            while letters.peek().is_some_and(|c| c.is_ascii_digit() || matches!(c, ':' | '.')) {
                letters.next();
            }
            letters.next_if_eq(&'Z');
        } else {
            out.push(letter);
        }
    }
    out
}

/// The first and the last day; an end that is open or no date is none.
fn interval(date: &str) -> (Option<Point>, Option<Point>) {
    let date = without_time(date);
    let (first, last) = date.split_once('/').unwrap_or((&date, &date));
    (point(first, false), point(last, true))
}

/// The first or the last day that a date of the form `2022-05-18` may mean.
fn point(date: &str, end: bool) -> Option<Point> {
    let parts: Vec<&str> = date.split('-').collect();
    let well_formed = |part: &&str, length: usize| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X')
    };
    let (year, rest) = parts.split_first()?;
    if !well_formed(year, 4) || rest.len() > 2 || !rest.iter().all(|part| well_formed(part, 2)) {
        return None;
    }
    let field = |at: usize, low: i32, high: i32| {
        let known = rest.get(at).and_then(|part| part.parse().ok());
        known.unwrap_or(if end { high } else { low })
    };
    Some((year.parse().ok(), field(0, 1, 12), field(1, 1, 31)))
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn a_year_that_the_right_date_leaves_open_is_made_up() {
        let found = compare(Some("2024-05-14"), Some("XXXX-05-14"));
        assert!(!found.exact && !found.compatible && !found.wrong_year);
        let found = compare(Some("XXXX-05-14"), Some("2024-05-14"));
        assert!(!found.exact && found.compatible);
    }

    #[test]
    fn open_ends_and_doubt_are_compatible_and_years_apart_are_wrong() {
        assert!(compare(Some("../2024-06-15"), Some("2024-06~")).compatible);
        assert!(compare(Some("2024-06~"), Some("2024-06")).exact);
        assert!(compare(Some("2023-09-23"), Some("2013-09-23?")).wrong_year);
        assert!(compare(Some("2024-05-18T00:00:00Z"), Some("2024-05-18")).exact);
        assert!(compare(None, None).exact && !compare(None, Some("2024")).compatible);
    }
}
