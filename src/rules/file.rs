//! A file of rules, read and checked.

use super::applied::RuleFile;
use super::when::{When, Words};
use super::{Rule, What};
use crate::gazetteer::OwnError;
use crate::gazetteer::import::{COLUMNS, ImportError};
use crate::mention::Use;
use crate::report::{Phrase, Status};
use crate::text::{Language, fold};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use toml::{Spanned, Value};

/// How large a file of rules may be: some ten thousand rules; whole gazetteers are imported.
const MOST_BYTES: u64 = 1 << 20;

/// How long a name may be, in bytes: the packed form of names has no more room.
const LONGEST_NAME: usize = 240;

/// Why rules could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is no file of rules.
    #[error("{}: {reason}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// A rule is of no use.
    #[error("{}:{line}: {reason}", path.display())]
    Rule {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong, and what to write instead.
        reason: String,
    },
    /// A place is not known, or a table beside the rules is of no use.
    #[error(transparent)]
    Own(#[from] OwnError),
    /// A scratch file could not be written.
    #[error(transparent)]
    Scratch(ImportError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    place: Vec<Spanned<BTreeMap<String, Value>>>,
    #[serde(default)]
    alias: Vec<Spanned<Alias>>,
    #[serde(default)]
    never: Vec<Spanned<Never>>,
    #[serde(default, rename = "use")]
    uses: Vec<Spanned<Usage>>,
    #[serde(default)]
    trigger: Vec<Spanned<Trigger>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alias {
    name: String,
    place: String,
    language: Option<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Never {
    name: String,
    language: Option<Language>,
    #[serde(default)]
    preceded_by: Vec<String>,
    #[serde(default)]
    followed_by: Vec<String>,
    #[serde(default)]
    sentence_has: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Usage {
    name: String,
    #[serde(rename = "use")]
    is: Use,
    language: Option<Language>,
    #[serde(default)]
    preceded_by: Vec<String>,
    #[serde(default)]
    followed_by: Vec<String>,
    #[serde(default)]
    sentence_has: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trigger {
    language: Language,
    kind: String,
    pattern: String,
    #[serde(default)]
    unless: String,
    status: Option<Status>,
}

/// The rules of a file, in the order of its tables' names above.
pub(super) fn read(path: &Path) -> Result<(RuleFile, Vec<Rule>), RulesError> {
    let unread = |source| RulesError::Io { path: path.to_owned(), source };
    let form = |reason: String| RulesError::Form { path: path.to_owned(), reason };
    let mut bytes = Vec::new();
    File::open(path)
        .map_err(unread)?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(form(format!(
            "is larger than {MOST_BYTES} bytes: leave rules out, or import places with `marz gazetteer import`"
        )));
    }
    let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let text =
        String::from_utf8(bytes).map_err(|_| form("is not UTF-8: save it as such".into()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let line = |at: usize| {
        let before = text.get(..at).unwrap_or(text);
        before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1
    };
    let tables: Tables = toml::from_str(text).map_err(|error| RulesError::Rule {
        path: path.to_owned(),
        line: line(error.span().map_or(0, |span| span.start)),
        reason: error.message().trim().replace('\n', "; "),
    })?;
    let file = path.display().to_string();
    let mut rules = Vec::new();
    let mut add = |table: &str, at: usize, what: Result<What, String>| -> Result<(), RulesError> {
        let line = line(at);
        let wrong = |reason| RulesError::Rule {
            path: path.to_owned(),
            line,
            reason: format!("[[{table}]]: {reason}"),
        };
        let mut what = what.map_err(wrong)?;
        // The evidence of all that it decides names it.
        let at: &'static str = Box::leak(format!("{file}:{line}").into_boxed_str());
        if let What::Trigger(phrase) = &mut what {
            phrase.rule = at;
        }
        rules.push(Rule { path: path.to_owned(), line, at, what });
        Ok(())
    };
    for rule in tables.place {
        add("place", rule.span().start, place(rule.into_inner()))?;
    }
    for rule in tables.alias {
        add("alias", rule.span().start, alias(rule.get_ref()))?;
    }
    for rule in tables.never {
        add("never", rule.span().start, never(rule.into_inner()))?;
    }
    for rule in tables.uses {
        add("use", rule.span().start, usage(rule.into_inner()))?;
    }
    for rule in tables.trigger {
        add("trigger", rule.span().start, Ok(trigger(rule.into_inner())))?;
    }
    Ok((RuleFile { file, sha256 }, rules))
}

/// A place with the columns of `places.csv`.
fn place(fields: BTreeMap<String, Value>) -> Result<What, String> {
    let mut row = BTreeMap::new();
    for (column, value) in fields {
        let columns = || COLUMNS.iter().flat_map(|(names, _)| names.split(", "));
        if column != "precision_m" && !columns().any(|known| known == column) {
            let known: Vec<&str> = columns().collect();
            return Err(format!("there is no {column:?}: there are {}", known.join(", ")));
        }
        let value = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            Value::Array(names) if names.iter().all(Value::is_str) => {
                names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|")
            }
            _ => return Err(format!("write {column} as text, a number or a list of names")),
        };
        let positive = || value.parse::<f64>().is_ok_and(|number| number > 0.0);
        if column.starts_with("precision") && !positive() {
            return Err(format!("{column} is how far off the position may be: {value:?} is not"));
        }
        row.insert(column, value);
    }
    let name = row.get("name").map(|name| self::name(name)).transpose()?.ok_or("give its name")?;
    Ok(What::Place { name, row })
}

fn alias(rule: &Alias) -> Result<What, String> {
    let (name, place) = (name(&rule.name)?, rule.place.trim().to_owned());
    if matches!(place.as_str(), "" | "-") {
        return Err(format!(
            "say which place {name:?} is, by its id or a name of it; for none write it under [[never]]"
        ));
    }
    Ok(What::Alias { name, place, language: rule.language.map_or("", Language::code) })
}

fn never(rule: Never) -> Result<What, String> {
    let when = when(rule.language, [rule.preceded_by, rule.followed_by, rule.sentence_has])?;
    Ok(What::Never { name: name(&rule.name)?, when })
}

fn usage(rule: Usage) -> Result<What, String> {
    let when = when(rule.language, [rule.preceded_by, rule.followed_by, rule.sentence_has])?;
    Ok(What::Use { name: name(&rule.name)?, usage: rule.is, when })
}

fn trigger(rule: Trigger) -> What {
    let Trigger { language, kind, pattern, unless, status } = rule;
    What::Trigger(Phrase { language, kind, pattern, unless, status, rule: "" })
}

/// A name that texts may have.
fn name(written: &str) -> Result<String, String> {
    let name = written.trim();
    if fold::key(name).is_empty() {
        return Err(format!("{written:?} is no name: write one with letters or digits"));
    }
    if name.len() > LONGEST_NAME {
        return Err(format!(
            "a name has at most {LONGEST_NAME} bytes: this one has {}",
            name.len()
        ));
    }
    Ok(name.to_owned())
}

fn when(language: Option<Language>, lists: [Vec<String>; 3]) -> Result<When, String> {
    let read = |list: Vec<String>| -> Result<Vec<Words>, String> {
        let words = |written: &String| {
            Words::parse(written).ok_or_else(|| {
                format!("{written:?} has no word: write words, or stem* for all that begin so")
            })
        };
        list.iter().map(words).collect()
    };
    let [before, after, within] = lists;
    Ok(When {
        language,
        preceded_by: read(before)?,
        followed_by: read(after)?,
        sentence_has: read(within)?,
    })
}
