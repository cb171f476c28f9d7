//! Dates of any precision, as Extended Date/Time Format strings.

use serde::{Deserialize, Serialize};

/// A date in the Extended Date/Time Format (EDTF, ISO 8601-2:2019), kept as it is written:
/// `2024-11-25`, `2025-04~` (about), `2022-06-2X` (one of the twenties), `XXXX-07-05` (year unknown),
/// `2021-08-01/2021-08-10` (interval).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edtf(pub String);

/// A calendar day: year, month, day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Gregorian year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl std::fmt::Display for Day {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
