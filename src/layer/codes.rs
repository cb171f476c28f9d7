//! What other schemes call our types and our provinces: ACLED, PLOVER, OCHA's P-codes.

use serde::Serialize;

/// A type of incidents in the words of other coders; `None` for what they do not code.
///
/// A reading aid: what they would most likely code, by none of their rules of inclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Default)]
pub struct Crosswalk {
    /// The event type of ACLED.
    pub acled_like_event: Option<&'static str>,
    /// The sub-event type of ACLED.
    pub acled_like_sub_event: Option<&'static str>,
    /// The event type of PLOVER.
    pub plover_event: Option<&'static str>,
}

static CROSSWALK: &str = include_str!("../../geodata/lexicon/crosswalk.tsv");
static PCODES: &str = include_str!("../../geodata/marz/pcodes.tsv");

impl Crosswalk {
    /// What others call incidents of the type `kind`.
    ///
    /// ```
    /// use marz::layer::Crosswalk;
    ///
    /// let clash = Crosswalk::of("armed_clash");
    /// assert_eq!(clash.acled_like_sub_event, Some("Armed clash"));
    /// assert_eq!(clash.plover_event, Some("ASSAULT"));
    /// assert_eq!(Crosswalk::of("smuggling"), Crosswalk::default());
    /// ```
    #[must_use]
    pub fn of(kind: &str) -> Self {
        let Some([event, sub_event, plover]) = row(CROSSWALK, kind) else { return Self::default() };
        let named = |name: &'static str| (!name.is_empty()).then_some(name);
        Self {
            acled_like_event: named(event),
            acled_like_sub_event: named(sub_event),
            plover_event: named(plover),
        }
    }
}

/// The P-code of the first-order division `iso` (ISO 3166-2), and its scheme.
pub(super) fn pcode(iso: &str) -> Option<(&'static str, &'static str)> {
    row(PCODES, iso).map(|[pcode, scheme]| (pcode, scheme))
}

/// The fields after the first of the row of a table that begins with `key`.
fn row<const N: usize>(table: &'static str, key: &str) -> Option<[&'static str; N]> {
    let mut fields = table.lines().find_map(|line| {
        let mut fields = line.split('\t');
        (fields.next() == Some(key)).then_some(fields)
    })?;
    Some(std::array::from_fn(|_| fields.next().unwrap_or("")))
}
