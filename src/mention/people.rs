//! Names of people and words of Persian, by how common they are: `geodata/names/` and `geodata/hazm/`.

use super::lexicon::{ByKey, key};
use std::sync::LazyLock;

/// How common a word is as a name of people: 0 not at all, 3 very common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Person {
    /// As a given name.
    pub(crate) first: u8,
    /// As a surname, in the United States.
    pub(crate) last: u8,
}

/// How common the word of `key` is as a name of people.
pub(crate) fn person(key: u64) -> Person {
    PEOPLE.get(&key).copied().unwrap_or_default()
}

/// Whether a dictionary of Persian has the word of `key`. It has famous places too.
pub(crate) fn is_persian_word(key: u64) -> bool {
    WORDS.contains_key(&key)
}

/// Whether that dictionary has the word of `key` as an adjective or adverb.
pub(crate) fn is_persian_adjective(key: u64) -> bool {
    WORDS.get(&key).copied().unwrap_or_default()
}

static PEOPLE: LazyLock<ByKey<Person>> = LazyLock::new(|| {
    let mut people: ByKey<Person> = ByKey::default();
    for row in rows(include_str!("../../geodata/names/people.tsv")) {
        let [name, kind, common] = row;
        let common = common.parse().unwrap_or(0);
        let mut add = |name: &str| {
            let person = people.entry(key(name)).or_default();
            let kept = if kind == "first" { &mut person.first } else { &mut person.last };
            *kept = common.max(*kept);
        };
        add(name);
        if kind == "first" && !name.is_ascii() {
            forms(name, add);
        }
    }
    people
});

/// The words of the dictionary, and whether each is an adjective or adverb.
static WORDS: LazyLock<ByKey<bool>> = LazyLock::new(|| {
    rows(include_str!("../../geodata/hazm/words.tsv"))
        .map(|[word, kind]| (key(word), kind == "a"))
        .collect()
});

/// The rows of a table, without its head.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let row = [(); N].map(|()| cells.next().unwrap_or(""));
        row.iter().all(|cell| !cell.is_empty()).then_some(row)
    })
}

/// Gives the cases of a Russian given name.
fn forms(name: &str, mut give: impl FnMut(&str)) {
    const CASES: &[(&str, &[&str])] = &[
        ("ия", &["ии", "ию", "ией"]),
        ("ья", &["ьи", "ье", "ью", "ьей"]),
        ("я", &["и", "е", "ю", "ей"]),
        ("а", &["ы", "и", "е", "у", "ой"]),
        ("ий", &["ия", "ию", "ием", "ии"]),
        ("ей", &["ея", "ею", "еем", "ее"]),
        ("й", &["я", "ю", "ем", "е"]),
        ("ь", &["я", "ю", "ем", "е", "и", "ью"]),
        ("", &["а", "у", "ом", "е"]),
    ];
    let Some(last) = name.chars().last() else { return };
    if !('а'..='я').contains(&last) {
        return;
    }
    let found = CASES
        .iter()
        .find_map(|(ending, cases)| name.strip_suffix(ending).map(|stem| (stem, *cases)));
    if let Some((stem, cases)) = found {
        for case in cases {
            give(&format!("{stem}{case}"));
        }
    }
}
