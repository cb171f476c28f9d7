//! How kinds of incidents and facilities look: colour, symbol, words.

/// Colours of Okabe and Ito, which people with any colour vision tell apart
/// (<https://jfly.uni-koeln.de/color/>), by the family of a kind.
const FAMILIES: &[(&[&str], &str, &str)] = &[
    (
        &[
            "clash",
            "attack",
            "bomb",
            "shell",
            "rocket",
            "fire",
            "kill",
            "violence",
            "offensive",
            "control",
        ],
        "#d55e00",
        "danger",
    ),
    (&["seiz", "smuggl", "drug", "traffick"], "#009e73", "pharmacy"),
    (&["arrest", "detain", "detention", "operation"], "#0072b2", "police"),
    (
        &["incursion", "crossing", "infiltrat", "intrusion", "violation", "movement"],
        "#cc79a7",
        "cross",
    ),
    (&["protest", "unrest", "riot"], "#e69f00", "town-hall"),
    (
        &["exercise", "deploy", "mobil", "presence", "reinforce", "displacement"],
        "#56b4e9",
        "circle",
    ),
    (&["disaster", "flood", "quake", "mudflow", "avalanche"], "#7a6a53", "water"),
    (
        &["post", "base", "facility", "range", "bridge", "checkpoint", "unit", "arms"],
        "#3b3f45",
        "square",
    ),
];

/// The colour of a kind: `#rrggbb`.
#[must_use]
pub fn colour(kind: &str) -> &'static str {
    family(kind).map_or("#6b7280", |family| family.1)
}

/// The Maki icon of a kind (<https://labs.mapbox.com/maki-icons/>).
#[must_use]
pub fn symbol(kind: &str) -> &'static str {
    family(kind).map_or("marker", |family| family.2)
}

/// A kind as people say it: `Armed clash`.
#[must_use]
pub fn spoken(kind: &str) -> String {
    let words = kind.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn family(kind: &str) -> Option<&'static (&'static [&'static str], &'static str, &'static str)> {
    FAMILIES.iter().find(|(stems, ..)| stems.iter().any(|stem| kind.contains(stem)))
}
