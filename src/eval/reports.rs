//! Records and mentions against a gold file of the schema `marz-gold/1`.
//!
//! The rules are those of the reference scorer that comes with that schema, count for count: a predicted incident
//! is matched with a gold one if they share a sentence and the type, as many as can be; what is asserted although
//! the text plans, denies, supposes or says nothing of it is a false assertion.

use super::dates;
use super::fields::{self, Kind, Row};
use super::figures::Tally;
use super::table;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

mod matching;
mod mentions;
mod records;

/// Why nothing could be scored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// The gold file could not be read.
    #[error("cannot read the gold file {}", path.display())]
    Gold {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The gold file is not of the schema.
    #[error("{} is no gold file of the schema marz-gold/1", path.display())]
    Schema {
        /// The file.
        path: PathBuf,
    },
    /// A line of a corpus is not of its format.
    #[error("line {line} of {} is no labelled text", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The output folder could not be read.
    #[error("cannot read the output in {}", path.display())]
    Output {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What is scored.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the texts, to place rows that have a quotation but no offsets.
    pub texts: Option<PathBuf>,
    /// Diplomacy, policy and statements too.
    pub all: bool,
    /// Whether `claimed` counts as asserted.
    pub claimed_counts: bool,
}

/// The counts of a run: of each language, and of all documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// By language, two letters; documents of other borders apart.
    pub languages: BTreeMap<String, Tally>,
    /// Of all.
    pub all: Tally,
}

impl Scores {
    /// The scores as text, a block a language, every share with its 95 % confidence interval.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (language, tally) in &self.languages {
            text.push_str(&table::block(&format!("language {language}"), tally));
            text.push('\n');
        }
        text.push_str(&table::block("all", &self.all));
        text
    }
}

/// Scores the output folder `output` against the gold file `gold`.
///
/// # Errors
///
/// [`EvalError`] if a file cannot be read or is not what it should be.
pub fn score(gold: &Path, output: &Path, options: &Options) -> Result<Scores, EvalError> {
    let text = std::fs::read_to_string(gold)
        .map_err(|source| EvalError::Gold { path: gold.to_owned(), source })?;
    let schema = || EvalError::Schema { path: gold.to_owned() };
    let gold: Value = serde_json::from_str(&text).map_err(|_| schema())?;
    let documents = gold["documents"].as_array().ok_or_else(schema)?;
    let rows = fields::rows(output)
        .map_err(|source| EvalError::Output { path: output.to_owned(), source })?;
    let mut predicted: BTreeMap<&str, Predicted> = BTreeMap::new();
    for (row, file, hint) in rows {
        let kind = fields::kind(&row, &file, hint.as_deref());
        let Some(document) = of_document(documents, &row).filter(|_| kind != Kind::Skip) else {
            continue;
        };
        let id = document["id"].as_str().unwrap_or("");
        predicted.entry(id).or_default().take(kind, row, document, options);
    }
    let mut scores = Scores::default();
    for document in documents {
        let none = Predicted::default();
        let found = predicted.get(document["id"].as_str().unwrap_or("")).unwrap_or(&none);
        let mut tally = Tally::default();
        tally.add("docs", true);
        mentions::score(&gold["places"], document, found, &mut tally);
        records::incidents(document, found, options, &mut tally);
        records::facilities(&gold["places"], document, found, options, &mut tally);
        let language: String =
            document["language"].as_str().unwrap_or("").chars().take(2).collect();
        let own = document.get("region").and_then(Value::as_str).unwrap_or("tj-af") == "tj-af";
        let key = if own { language } else { format!("{language} (other borders)") };
        scores.languages.entry(key).or_default().merge(&tally);
        scores.all.merge(&tally);
    }
    for tally in scores.languages.values_mut().chain([&mut scores.all]) {
        let falsely = tally.of("fa_status") + tally.of("fa_none");
        tally.add_many("fa", usize::try_from(falsely).unwrap_or(0));
    }
    Ok(scores)
}

/// What is predicted of one document.
#[derive(Debug, Default)]
struct Predicted {
    mentions: BTreeMap<(usize, usize), Row>,
    incidents: Vec<(Row, Stretch)>,
    facilities: Vec<(Row, Stretch)>,
}

/// A stretch of a text in code points.
type Stretch = (usize, usize);

impl Predicted {
    fn take(&mut self, kind: Kind, row: Row, document: &Value, options: &Options) {
        if kind == Kind::Mention {
            let Some(span) = stretch(&row, "start", "end") else { return };
            let placed = |old: &Row| fields::get(old, "lat").is_some();
            if !self.mentions.get(&span).is_some_and(placed) {
                self.mentions.insert(span, row);
            }
            return;
        }
        let quoted = || located(&row, document, options);
        let Some(span) = stretch(&row, "s_start", "s_end").or_else(quoted) else { return };
        let rows = if kind == Kind::Incident { &mut self.incidents } else { &mut self.facilities };
        rows.push((row, span));
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "offsets are small")]
fn stretch(row: &Row, start: &str, end: &str) -> Option<Stretch> {
    let whole = |key| fields::number(row, key).map(|number| number.max(0.0) as usize);
    Some((whole(start)?, whole(end)?))
}

/// Where the quotation of a row stands in its text.
fn located(row: &Row, document: &Value, options: &Options) -> Option<Stretch> {
    let quotation = fields::get(row, "evidence")?.as_str()?;
    let file = options.texts.as_ref()?.join(document["file"].as_str()?);
    let text = std::fs::read_to_string(file).ok()?;
    let start = text[..text.find(quotation)?].chars().count();
    Some((start, start + quotation.chars().count()))
}

/// The gold document that a row belongs to, by its id or its file with or without the ending.
fn of_document<'g>(documents: &'g [Value], row: &Row) -> Option<&'g Value> {
    let named = fields::text(row, "doc");
    let name = Path::new(&named).file_name()?.to_str()?;
    let stem = |name: &str| Path::new(name).file_stem().and_then(|s| s.to_str()).map(str::to_owned);
    let is = |document: &&Value, name: &str| {
        let file = document["file"].as_str().unwrap_or("");
        document["id"].as_str() == Some(name) || file == name || stem(file).as_deref() == Some(name)
    };
    documents.iter().find(|document| is(document, name)).or_else(|| {
        let stem = stem(name)?;
        documents.iter().find(|document| is(document, &stem))
    })
}

/// How far two stretches overlap.
fn overlap(a: Stretch, b: Stretch) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

#[allow(clippy::cast_possible_truncation, reason = "offsets are small")]
fn span(value: &Value) -> Stretch {
    let at = |key: &str| value[key].as_u64().unwrap_or(0) as usize;
    (at("start"), at("end"))
}

/// The list under a key; empty if there is none.
fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The texts of the list under a key.
fn names<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    list(value, key).iter().filter_map(Value::as_str).collect()
}

fn name<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// Whether a key is there and neither null, false, zero, nor empty.
fn truthy(value: &Value, key: &str) -> bool {
    match value.get(key) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(it)) => *it,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(map)) => !map.is_empty(),
    }
}

/// Compares the date of a row with a gold date.
fn dated(row: &Row, right: Option<&str>) -> dates::Comparison {
    dates::compare(Some(fields::text(row, "date").as_str()).filter(|d| !d.is_empty()), right)
}
