//! Who did it, and to whom: parties of `geodata/lexicon/actors.tsv`.

use super::tokens::{Pattern, Sets, Token};
use crate::text::Language;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::LazyLock;

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

struct Row {
    pattern: Pattern,
    name: &'static str,
    kind: &'static str,
    country: Option<&'static str>,
}

/// The parties named in a clause: those before token `trigger` act, those after it are acted upon.
pub(crate) fn actors(language: Language, tokens: &[Token], trigger: usize) -> Vec<Actor> {
    let rows = table(language);
    let mut found: Vec<Actor> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = rows
            .get(first_letters(&tokens[at].word).as_str())
            .into_iter()
            .flatten()
            .filter_map(|row| Some((row.pattern.at(tokens, at)?, row)))
            .max_by_key(|(end, _)| *end);
        let Some((end, row)) = longest else {
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

fn first_letters(word: &str) -> String {
    word.chars().take(2).collect()
}

fn table(language: Language) -> &'static HashMap<String, Vec<Row>> {
    static TABLES: LazyLock<HashMap<Language, HashMap<String, Vec<Row>>>> = LazyLock::new(|| {
        let mut tables: HashMap<Language, HashMap<String, Vec<Row>>> = HashMap::new();
        for line in include_str!("../../geodata/lexicon/actors.tsv").lines() {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [name, kind, country, code, aliases] = cells[..] else { continue };
            let Some(language) = Language::from_code(code) else { continue };
            for alias in aliases.split('|') {
                let pattern = Pattern::parse(alias, &Sets::new());
                let first = super::tokens::folded(alias.split(' ').next().unwrap_or(""));
                tables
                    .entry(language)
                    .or_default()
                    .entry(first_letters(first.trim_end_matches('*')))
                    .or_default()
                    .push(Row {
                        pattern,
                        name,
                        kind,
                        country: (!country.is_empty()).then_some(country),
                    });
            }
        }
        tables
    });
    static NONE: LazyLock<HashMap<String, Vec<Row>>> = LazyLock::new(HashMap::new);
    TABLES.get(&language).unwrap_or(&NONE)
}
