//! Kinds of facilities: which of them reports call one thing by, and how many of a kind a place has.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How many of a kind stand at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Most likely one: two reports of it at one place are of the same, unless they contradict each other.
    One,
    /// One, whatever its state: a crossing is closed and opened, a post is given up and another one built.
    Lone,
    /// Many: the place alone does not make two reports one.
    Several,
    /// One to a power in a country that is not its own.
    Abroad,
}

/// A kind of facility, as `geodata/lexicon/facilities.tsv` has it.
///
/// ```
/// use marz::report::FacilityKind;
///
/// let (post, check) = (FacilityKind::of("border_post"), FacilityKind::of("checkpoint"));
/// assert!(post.is_like(check));
/// assert!(!post.is_like(FacilityKind::of("bridge")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacilityKind {
    /// Kinds that reports mix up have one in common.
    pub families: Vec<&'static str>,
    /// How many stand at one place.
    pub rule: Rule,
}

impl FacilityKind {
    /// Whether the table has the kind `name`.
    pub(crate) fn is_known(name: &str) -> bool {
        !Self::of(name).families.is_empty()
    }

    /// The names of the table.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        let rows = include_str!("../../geodata/lexicon/facilities.tsv").lines();
        rows.filter(|row| !row.starts_with('#')).skip(1).filter_map(|row| row.split('\t').next())
    }

    /// The kind `name`; one that the table does not have is like no other.
    #[must_use]
    pub fn of(name: &str) -> &'static Self {
        static TABLE: LazyLock<HashMap<&'static str, FacilityKind>> = LazyLock::new(|| {
            let rows = include_str!("../../geodata/lexicon/facilities.tsv").lines();
            rows.filter(|row| !row.starts_with('#')).map(row).collect()
        });
        static NONE: FacilityKind = FacilityKind { families: Vec::new(), rule: Rule::Several };
        TABLE.get(name).unwrap_or(&NONE)
    }

    /// Whether reports may call one facility by both kinds.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.families.iter().any(|family| other.families.contains(family))
    }
}

fn row(row: &'static str) -> (&'static str, FacilityKind) {
    let mut cells = row.split('\t').map(str::trim);
    let mut cell = || cells.next().unwrap_or("");
    let (name, families) = (cell(), cell().split('|').collect());
    let rule = match cell() {
        "lone" => Rule::Lone,
        "several" => Rule::Several,
        "abroad" => Rule::Abroad,
        _ => Rule::One,
    };
    (name, FacilityKind { families, rule })
}
