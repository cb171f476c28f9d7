//! Triggers of a user's own, beside those of `geodata/lexicon/`.

use super::lexicon::{self, Lexicon};
use super::pattern::Pattern;
use super::{FacilityKind, IncidentClass, Status};
use crate::text::Language;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The languages that have a table.
const LANGUAGES: [Language; 4] =
    [Language::English, Language::Russian, Language::Tajik, Language::Persian];

/// How many words the phrases of a language may have: with those of its table they are numbered in 16 bits.
const MOST_WORDS: usize = 20_000;

/// Words that report an incident, as a user writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The language of the texts that it is looked for in.
    pub language: Language,
    /// The kind of incident, one of those of `geodata/lexicon/triggers_*.tsv` (`attack`, `border_closure` …), or of
    /// facility (`bridge`, `border_post` …).
    pub kind: String,
    /// Patterns, parted by `|`, as those tables write them.
    pub pattern: String,
    /// Patterns of words in the same clause that say that it means something else.
    pub unless: String,
    /// What the words themselves say of its reality.
    pub status: Option<Status>,
    /// Where it was written, for the evidence of what it finds.
    pub rule: &'static str,
}

/// Why a phrase is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct PhraseError {
    /// Which of the phrases, from 0.
    pub phrase: usize,
    /// What is wrong, and what to write instead.
    pub reason: String,
}

/// The words that incidents are known by, in all languages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lexicons {
    /// Those with phrases of a user's own; `None` is that of the tables.
    own: [Option<&'static Lexicon>; 4],
}

impl PartialEq for Lexicons {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (Option<&Lexicon>, Option<&Lexicon>)| match (one, other) {
            (Some(one), Some(other)) => std::ptr::eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        self.own.into_iter().zip(other.own).all(same)
    }
}

impl Eq for Lexicons {}

impl Lexicons {
    /// The words of the tables, and phrases of one's own, which go before them where both match alike.
    ///
    /// What is made stays in memory for as long as the program runs, about a megabyte for each language that has a
    /// phrase.
    ///
    /// # Errors
    ///
    /// [`PhraseError`] names the first phrase that is of no use, and what is wrong with it.
    ///
    /// # Examples
    ///
    /// ```
    /// use marz::report::{Lexicons, Phrase};
    /// use marz::text::Language;
    ///
    /// let phrase = Phrase {
    ///     language: Language::English,
    ///     kind: "border_closure".into(),
    ///     pattern: "sealed the ..2 gate*".into(),
    ///     unless: String::new(),
    ///     status: None,
    ///     rule: "mine",
    /// };
    /// assert!(Lexicons::with(&[phrase.clone()]).is_ok());
    /// let unknown = Phrase { kind: "eclipse".into(), ..phrase };
    /// let error = Lexicons::with(&[unknown]).unwrap_err().to_string();
    /// assert!(error.starts_with("there is no kind \"eclipse\": there are abduction, "));
    /// ```
    pub fn with(phrases: &[Phrase]) -> Result<Self, PhraseError> {
        let mut own = [None; 4];
        for language in LANGUAGES {
            let sets = lexicon::sets(language);
            let mut words = 0;
            let numbered = phrases.iter().enumerate();
            for (number, phrase) in numbered.filter(|(_, phrase)| phrase.language == language) {
                let wrong = |reason| PhraseError { phrase: number, reason };
                if !FacilityKind::is_known(&phrase.kind) {
                    class_of(&phrase.kind).map_err(wrong)?;
                }
                let lists = [("pattern", &phrase.pattern), ("unless", &phrase.unless)];
                for (field, list) in lists {
                    words += list.split(['|', '/', ' ']).count();
                    // An empty guard is none; an empty pattern is a mistake.
                    let empty = field == "unless" && list.trim().is_empty();
                    for written in list.split('|').filter(|_| !empty) {
                        let told = |reason| {
                            wrong(format!("{field} {:?} cannot be read: {reason}", written.trim()))
                        };
                        Pattern::check(written, &sets).map_err(told)?;
                    }
                }
                if words > MOST_WORDS {
                    return Err(wrong(format!(
                        "the triggers of a language have room for {MOST_WORDS} words: leave some out"
                    )));
                }
            }
            let of_language: Vec<Phrase> =
                phrases.iter().filter(|phrase| phrase.language == language).cloned().collect();
            if !of_language.is_empty() {
                let made: &'static Lexicon =
                    Box::leak(Box::new(Lexicon::with(language, &of_language)));
                own[language as usize] = Some(made);
            }
        }
        Ok(Self { own })
    }

    /// The words of `language`.
    pub(crate) fn of(self, language: Language) -> &'static Lexicon {
        self.own[language as usize].unwrap_or_else(|| Lexicon::of(language))
    }
}

/// The class of a kind of incident; what is told of no place on its own (talks, statements) is no kind for a phrase.
pub(super) fn class_of(kind: &str) -> Result<IncidentClass, String> {
    static KINDS: LazyLock<BTreeMap<&str, IncidentClass>> = LazyLock::new(|| {
        let all = LANGUAGES.into_iter().flat_map(lexicon::rows);
        let triggers = all.filter(|[row, ..]| *row == "trigger");
        let kinds = triggers.map(|[_, kind, _, sort, ..]| (kind, lexicon::class(sort)));
        kinds
            .filter(|(_, class)| {
                use IncidentClass::{Diplomacy, Policy, Statement};
                !matches!(class, Diplomacy | Policy | Statement)
            })
            .collect()
    });
    KINDS.get(kind).copied().ok_or_else(|| {
        let known: Vec<&str> = KINDS.keys().copied().chain(FacilityKind::names()).collect();
        format!("there is no kind {kind:?}: there are {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_tables_passes_the_check() {
        for language in LANGUAGES {
            let sets = lexicon::sets(language);
            let mut wrong = Vec::new();
            for [row, _, patterns, _, _, unless] in lexicon::rows(language) {
                if row != "trigger" {
                    continue;
                }
                for written in patterns.split('|').chain(unless.split('|')) {
                    if let (false, Err(reason)) =
                        (written.trim().is_empty(), Pattern::check(written, &sets))
                    {
                        wrong.push(format!("{written}: {reason}"));
                    }
                }
            }
            assert!(wrong.is_empty(), "{language:?}: {wrong:#?}");
        }
    }

    #[test]
    fn a_table_and_the_most_phrases_have_room() {
        for language in LANGUAGES {
            let rows = Lexicon::of(language).vocabulary.len();
            assert!(rows + MOST_WORDS < usize::from(u16::MAX), "{language:?}: {rows}");
        }
    }
}
