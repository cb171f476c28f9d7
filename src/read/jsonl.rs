//! JSON lines: a document a line.
//!
//! Fields: `text` (required), `id`, `title`, `url`, `publisher`, `published`, `language`, `origin`, `licence`.
//! Offsets of what is found count from the start of `text`.

use super::{Draft, Facts, Input, ReadError, ReadOptions, date, finish, sha256, sources};
use crate::document::{Document, Offsets, Source};
use crate::text::Language;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

/// The records of a file, read as they are asked for.
pub(super) struct Records {
    input: Input,
    reader: BufReader<File>,
    line: usize,
    found: bool,
    /// A file that fails once would fail forever.
    failed: bool,
}

#[derive(Deserialize)]
struct Record {
    id: Option<serde_json::Value>,
    text: String,
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    language: Option<String>,
    origin: Option<String>,
    licence: Option<String>,
}

pub(super) fn open(input: Input) -> Result<Records, ReadError> {
    match File::open(&input.path) {
        Ok(file) => Ok(Records {
            input,
            reader: BufReader::new(file),
            line: 0,
            found: false,
            failed: false,
        }),
        Err(source) => Err(ReadError::Io { path: input.path, source }),
    }
}

impl Records {
    /// The next record; `None` at the end.
    pub(super) fn next(&mut self, options: &ReadOptions) -> Option<Result<Document, ReadError>> {
        let path = || self.input.path.clone();
        while !self.failed {
            let mut bytes = Vec::new();
            let limit = options.max_bytes.saturating_add(1);
            match self.reader.by_ref().take(limit).read_until(b'\n', &mut bytes) {
                Ok(0) if self.found => return None,
                Ok(0) => {
                    self.found = true;
                    return Some(Err(ReadError::NoText { path: path() }));
                }
                Ok(_) => {}
                Err(source) => {
                    self.failed = true;
                    return Some(Err(ReadError::Io { path: path(), source }));
                }
            }
            self.line += 1;
            self.found |= !bytes.trim_ascii().is_empty();
            if bytes.len() as u64 > options.max_bytes {
                let _ = self.reader.skip_until(b'\n');
                return Some(Err(ReadError::TooLarge { path: path(), limit: options.max_bytes }));
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(self.document(&bytes, options));
            }
        }
        None
    }

    fn document(&self, line: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
        let refuse =
            |reason| ReadError::Record { path: self.input.path.clone(), line: self.line, reason };
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let record: Record = serde_json::from_slice(line)
            .map_err(|error| refuse(format!("{} (column {})", cause(&error), error.column())))?;
        let facts = Facts {
            published: record.published.as_deref().and_then(date::edtf),
            language: record.language.as_deref().and_then(Language::from_code),
            title: record.title,
            url: record.url,
            publisher: record.publisher,
            origin: record.origin,
            licence: record.licence,
        };
        let (published, language) = (record.published.as_deref(), record.language.as_deref());
        if let Some(reason) = sources::refuse(&facts, published, language) {
            return Err(refuse(reason));
        }
        let id = match record.id {
            Some(serde_json::Value::String(id)) if !id.is_empty() => id,
            Some(serde_json::Value::Number(id)) => id.to_string(),
            _ => format!("{}:{}", self.input.id, self.line),
        };
        let source = Source { file: self.input.id.clone(), ..Source::default() };
        let sha256 = sha256(record.text.as_bytes());
        let draft = Draft { text: record.text, offsets: Offsets::default(), facts, sha256 };
        Ok(finish(id, draft, source, options))
    }
}

/// What is wrong, without the position, which counts lines of the one line.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(cause, _)| cause.to_owned())
}
