//! `sources.csv`: where the documents beside it come from.
//!
//! Columns, in any order, all but `file` optional: `file`, `title`, `url`, `publisher`, `published` (EDTF),
//! `language` (`en`, `ru`, `tg`, `fa`), `origin`, `syndicated_from`, `licence`.

use super::{Facts, ReadError, date};
use crate::text::Language;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// What the tables say, by document.
#[derive(Debug, Default)]
pub(super) struct Sources(HashMap<String, Facts>);

impl Sources {
    /// What is known of the document `id`.
    pub(super) fn get(&self, id: &str) -> Option<&Facts> {
        self.0.get(id)
    }

    /// Adds the rows of `table`, whose files lie in the folder `prefix`; gives the faults found.
    pub(super) fn read(&mut self, table: &Path, prefix: &str) -> Vec<ReadError> {
        let mut faults = Vec::new();
        let mut fault = |line, reason: String| {
            faults.push(ReadError::Source { path: table.to_owned(), line, reason });
        };
        let bytes = match fs::read(table) {
            Ok(bytes) => bytes,
            Err(error) => return vec![ReadError::Io { path: table.to_owned(), source: error }],
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => {
                fault(1, reason(&error));
                return faults;
            }
        };
        let column = |name: &str| {
            header.iter().position(|h| h.trim_start_matches('\u{feff}').trim() == name)
        };
        if column("file").is_none() {
            fault(1, "there is no column named `file`".to_owned());
            return faults;
        }
        for row in reader.records() {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    fault(line, reason(&error));
                    continue;
                }
            };
            let line = row.position().map_or(1, |position| line_of(position, &bytes));
            let get = |name| {
                let value = column(name).and_then(|at| row.get(at)).map(str::trim);
                value.filter(|value| !value.is_empty())
            };
            if row.len() != header.len() {
                let (fields, columns) = (row.len(), header.len());
                fault(line, format!("{fields} fields where the header has {columns}"));
                continue;
            }
            let Some(file) = get("file") else {
                fault(line, "the field `file` is empty".to_owned());
                continue;
            };
            let owned = |name| get(name).map(str::to_owned);
            let facts = Facts {
                title: owned("title"),
                url: owned("url"),
                publisher: owned("publisher"),
                published: get("published").and_then(date::edtf),
                language: get("language").and_then(Language::from_code),
                origin: owned("origin").or_else(|| owned("syndicated_from")),
                licence: owned("licence"),
            };
            if let Some(reason) = refuse(&facts, get("published"), get("language")) {
                fault(line, reason);
                continue;
            }
            let id = if prefix.is_empty() { file.to_owned() } else { format!("{prefix}/{file}") };
            self.0.insert(id, facts);
        }
        faults
    }
}

/// Why a date or a language is none.
pub(super) fn refuse(
    facts: &Facts,
    published: Option<&str>,
    language: Option<&str>,
) -> Option<String> {
    match (published, language) {
        (Some(text), _) if facts.published.is_none() => Some(format!(
            "`{text}` is no date: write 2024-11-25, 2024-11 or 2024 (add ~ for about)"
        )),
        (_, Some(text)) if facts.language.is_none() => {
            Some(format!("`{text}` is no language marz reads: en, ru, tg or fa"))
        }
        _ => None,
    }
}

/// The line that a row stands in. The reader's own count is of where it began to look, before blank lines.
fn line_of(position: &csv::Position, bytes: &[u8]) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let blank = bytes.get(from..).unwrap_or_default().iter();
    let blank = blank.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + blank.filter(|&&byte| byte == b'\n').count() as u64
}

/// What is wrong, without the position, which the message has already.
fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "the row is not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}
