//! Who did it, and to whom: parties of `geodata/lexicon/actors.tsv`.

use super::lexicon::Lexicon;
use super::pattern::{Found, Pattern, Sets};
use super::tokens::Token;
use super::vocabulary::Making;
use crate::text::Language;
use serde::Serialize;

/// A party to an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// Its name or the words for it.
    pub name: String,
    /// `state_forces`, `border_guard`, `militant`, `criminal`, `civilian`, `igo`, `government`, `unknown`.
    pub kind: String,
    /// Its country, ISO 3166-1.
    pub country: Option<String>,
    /// `actor` or `target`.
    pub role: String,
}

/// A row of the table: a name of a party.
#[derive(Debug)]
pub(crate) struct Party {
    pattern: Pattern,
    name: &'static str,
    kind: &'static str,
    country: Option<&'static str>,
}

impl Found for Party {
    fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

impl Party {
    /// What it is called.
    pub(crate) fn actor(&self) -> Actor {
        Actor {
            name: self.name.to_owned(),
            kind: self.kind.to_owned(),
            country: self.country.map(str::to_owned),
            role: "actor".to_owned(),
        }
    }

    /// Whether it is the government of the country `code`.
    pub(crate) fn is_power(&self, code: &str) -> bool {
        self.kind == "government" && self.country == Some(code)
    }

    /// The rows of `language`.
    pub(crate) fn all(language: Language, words: &Making) -> Vec<Self> {
        let mut rows = Vec::new();
        for line in include_str!("../../geodata/lexicon/actors.tsv").lines() {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [name, kind, country, code, aliases] = cells[..] else { continue };
            if Language::from_code(code) != Some(language) {
                continue;
            }
            let country = (!country.is_empty()).then_some(country);
            rows.extend(aliases.split('|').map(|alias| Self {
                pattern: Pattern::parse(alias, &Sets::new(), words),
                name,
                kind,
                country,
            }));
        }
        rows
    }
}

/// The parties named in a clause: those before token `trigger` act, those after it are acted upon.
pub(crate) fn actors(lexicon: &Lexicon, tokens: &[Token], trigger: usize) -> Vec<Actor> {
    let mut found: Vec<Actor> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = lexicon.parties.at(tokens, at).max_by_key(|(_, end)| *end);
        let Some((row, end)) = longest else {
            at += 1;
            continue;
        };
        if found.iter().all(|actor| actor.name != row.name) {
            found.push(Actor {
                name: row.name.to_owned(),
                kind: row.kind.to_owned(),
                country: row.country.map(str::to_owned),
                role: if at < trigger { "actor" } else { "target" }.to_owned(),
            });
        }
        at = end.max(at + 1);
    }
    found
}
