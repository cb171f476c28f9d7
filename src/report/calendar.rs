//! Solar Hijri dates in the Gregorian calendar, by arithmetic.
//!
//! # References
//!
//! - K. M. Borkowski, "The Persian calendar for 3000 years", *Earth, Moon, and Planets* 74(3), 1996: the
//!   years in which the pattern of leap years breaks. Exact for the years 1 to 3177.

use jiff::ToSpan;
use jiff::civil::Date;

/// Years in which the 33-year pattern of leap years begins anew (Borkowski 1996).
const BREAKS: [i32; 20] = [
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324,
    2394, 2456, 3178,
];

/// The Gregorian day of a Solar Hijri one; `None` if there is no such day.
///
/// ```
/// use marz::report::solar_hijri;
/// // 26 Sawr 1402, as Afghan papers write it; 26 Ordibehesht in Iran.
/// assert_eq!(solar_hijri(1402, 2, 26).unwrap().to_string(), "2023-05-16");
/// assert_eq!(solar_hijri(1400, 5, 24).unwrap().to_string(), "2021-08-15");
/// assert_eq!(solar_hijri(1402, 13, 1), None);
/// ```
#[must_use]
pub fn solar_hijri(year: i32, month: u8, day: u8) -> Option<Date> {
    let longest = if month <= 6 { 31 } else { 30 };
    if !(1..=12).contains(&month) || !(1..=longest).contains(&day) || !(1..3177).contains(&year) {
        return None;
    }
    let (mut leaps, mut previous, mut jump) = (-14, BREAKS[0], 0);
    for next in &BREAKS[1..] {
        jump = next - previous;
        if year < *next {
            break;
        }
        leaps += jump / 33 * 8 + jump % 33 / 4;
        previous = *next;
    }
    let since = year - previous;
    leaps += since / 33 * 8 + (since % 33 + 3) / 4;
    if jump % 33 == 4 && jump - since == 4 {
        leaps += 1;
    }
    let gregorian = year + 621;
    let gregorian_leaps = gregorian / 4 - (gregorian / 100 + 1) * 3 / 4 - 150;
    let new_year = 20 + leaps - gregorian_leaps;
    let month = i32::from(month);
    let days = (month - 1) * 31 - month / 7 * (month - 7) + i32::from(day) - 1;
    let first = Date::new(i16::try_from(gregorian).ok()?, 3, i8::try_from(new_year).ok()?).ok()?;
    first.checked_add(days.days()).ok()
}
