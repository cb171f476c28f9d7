//! Words of the picture in the language of its reader: those of the page (`viewer/src/i18n/`), written into
//! `assets/draw/words.json` by `viewer/picture.mjs`.

use crate::layer::Names;
use crate::text::Language;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words by key, by group, by language.
#[derive(Debug, Deserialize)]
struct Spoken {
    ui: BTreeMap<String, Phrase>,
    facility: BTreeMap<String, String>,
    family: BTreeMap<String, String>,
    measure: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Phrase {
    One(String),
    Many(Vec<String>),
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    language: Language,
    spoken: Option<Spoken>,
}

impl Words {
    pub(super) fn of(language: Language) -> Self {
        let all: Result<BTreeMap<String, Spoken>, _> =
            serde_json::from_str(include_str!("../../assets/draw/words.json"));
        debug_assert!(all.is_ok(), "{all:?}");
        let spoken = all.ok().and_then(|mut all| all.remove(language.code()));
        Self { language, spoken }
    }

    /// Whether it is read from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.language == Language::Persian
    }

    /// A phrase, with `{x}` filled from `values`.
    pub(super) fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        let phrase = match self.spoken.as_ref().and_then(|spoken| spoken.ui.get(key)) {
            Some(Phrase::One(phrase)) => phrase.clone(),
            _ => String::new(),
        };
        debug_assert!(!phrase.is_empty(), "no words for {key}");
        // Only the phrase is searched, never what fills it.
        let mut filled = String::new();
        for (index, part) in phrase.split('{').enumerate() {
            match part.split_once('}').filter(|_| index > 0) {
                Some((name, rest)) => {
                    let value = values.iter().find(|(known, _)| *known == name);
                    filled.push_str(value.map_or("", |(_, value)| value));
                    filled.push_str(rest);
                }
                None => filled.push_str(part),
            }
        }
        filled
    }

    /// A phrase with a number.
    pub(super) fn counted(&self, key: &str, count: usize) -> String {
        self.phrase(key, &[("n", &self.number(count))])
    }

    /// What a family of incidents is called.
    pub(super) fn family(&self, family: &str) -> String {
        self.in_group(|spoken| &spoken.family, family)
    }

    /// What a kind of facility is called.
    pub(super) fn facility(&self, kind: &str) -> String {
        self.in_group(|spoken| &spoken.facility, kind)
    }

    /// What is counted.
    pub(super) fn measure(&self, measure: &str) -> String {
        self.in_group(|spoken| &spoken.measure, measure)
    }

    fn in_group(&self, group: impl Fn(&Spoken) -> &BTreeMap<String, String>, key: &str) -> String {
        let known = self.spoken.as_ref().and_then(|spoken| group(spoken).get(key));
        known.cloned().unwrap_or_else(|| crate::layer::style::spoken(key))
    }

    /// A number in the reader's digits.
    pub(super) fn number(&self, value: usize) -> String {
        self.digits(&value.to_string())
    }

    /// Text with its digits those of the reader.
    pub(super) fn digits(&self, text: &str) -> String {
        if self.language != Language::Persian {
            return text.to_owned();
        }
        let digit = |letter: char| {
            let value = letter.to_digit(10).filter(|_| letter.is_ascii());
            value.and_then(|value| char::from_u32(0x6f0 + value)).unwrap_or(letter)
        };
        text.chars().map(digit).collect()
    }

    /// Words that keep their own direction among those of the reader; as they are where both read from the left.
    pub(super) fn apart(&self, words: &str) -> String {
        if self.is_rtl() { format!("\u{2068}{words}\u{2069}") } else { words.to_owned() }
    }

    /// A date of the form 2024-05-01 in words.
    pub(super) fn date(&self, date: &str) -> String {
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let Some(Phrase::Many(months)) =
            self.spoken.as_ref().and_then(|spoken| spoken.ui.get("months"))
        else {
            return self.digits(date);
        };
        let index = month.and_then(|month| month.parse::<usize>().ok());
        let name = index.and_then(|index| months.get(index.checked_sub(1)?));
        match (year, name, day.map(|day| day.trim_start_matches('0'))) {
            (Some(year), Some(month), Some(day)) => self.digits(&format!("{day} {month} {year}")),
            _ => self.digits(date),
        }
    }

    /// The name in the script of the reader, for what only helps to find one's way.
    pub(super) fn own_name<'n>(&self, names: &'n Names) -> Option<&'n str> {
        let order: &[&str] = match self.language {
            Language::English => &["en"],
            Language::Russian => &["ru", "tg"],
            Language::Tajik => &["tg", "ru"],
            Language::Persian => &["fa"],
        };
        order.iter().find_map(|language| names.get(language)).map(String::as_str)
    }

    /// The name in the reader's language, else one that its readers can read, else any.
    pub(super) fn name<'n>(&self, names: &'n Names) -> Option<&'n str> {
        let order = match self.language {
            Language::English => ["en", "fa", "ru", "tg"],
            Language::Russian => ["ru", "tg", "en", "fa"],
            Language::Tajik => ["tg", "ru", "en", "fa"],
            Language::Persian => ["fa", "en", "ru", "tg"],
        };
        order.iter().find_map(|language| names.get(language)).map(String::as_str)
    }
}
