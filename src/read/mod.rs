//! Files to [`Document`]s: plain text, Markdown, HTML, JSON lines, folders of them, standard input.
//!
//! Plain text is kept as it is, byte for byte; of Markdown and HTML what a reader sees is kept, with a map
//! back to the raw file ([`Offsets`]). Where a document comes from is taken, in this
//! order, from the `sources.csv` beside it, from the document itself (front matter, `<meta>`, fields of the
//! record), from the [`ReadOptions`].
//!
//! One bad file never stops the rest: each is an error of its own among the documents.

mod date;
mod error;
mod folder;
mod html;
mod jsonl;
mod markdown;
mod sources;
mod stretches;

pub use date::edtf;
pub use error::ReadError;

use crate::document::{Document, Edtf, Offsets, Source};
use crate::text::Language;
use sha2::{Digest, Sha256};
use sources::Sources;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to assume of documents that do not say it themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// When they were published.
    pub published: Option<Edtf>,
    /// Who published them.
    pub publisher: Option<String>,
    /// The language they are written in; detected if `None`.
    pub language: Option<Language>,
    /// The most bytes a document may have.
    pub max_bytes: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        // A year of a daily's articles in one file is still below 64 MiB; a disk image is not.
        Self { published: None, publisher: None, language: None, max_bytes: 64 << 20 }
    }
}

/// The documents at `path`: a file, a folder (all within, sorted by path) or `-` for standard input.
///
/// They are read one at a time, as the iterator is advanced.
///
/// # Errors
///
/// Each item is a document or says why one could not be read; see [`ReadError`].
///
/// # Examples
///
/// ```
/// use marz::read;
///
/// let folder = tempfile::tempdir()?;
/// std::fs::write(folder.path().join("a.txt"), "A bridge at Ishkashim was repaired.")?;
/// let documents = read::path(folder.path(), &read::ReadOptions::default()).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(documents[0].id, "a.txt");
/// assert_eq!(documents[0].text, "A bridge at Ishkashim was repaired.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn path<'o>(
    path: &Path,
    options: &'o ReadOptions,
) -> impl Iterator<Item = Result<Document, ReadError>> + use<'o> {
    let mut queue = VecDeque::new();
    if path == Path::new("-") {
        queue.push_back(Work::Stdin);
    } else if path.is_dir() {
        queue.extend(folder::walk(path).into_iter().map(Work::from));
    } else {
        queue.extend(folder::single(path).into_iter().map(Work::from));
    }
    Documents { queue, lines: None, options }
}

/// A file to read, with what is known of it.
struct Input {
    path: PathBuf,
    /// The identifier of the document: the path within the folder that was asked for.
    id: String,
    sources: Arc<Sources>,
}

enum Work {
    Stdin,
    File(Input),
    Failed(ReadError),
}

impl From<Result<Input, ReadError>> for Work {
    fn from(result: Result<Input, ReadError>) -> Self {
        result.map_or_else(Self::Failed, Self::File)
    }
}

struct Documents<'o> {
    queue: VecDeque<Work>,
    lines: Option<jsonl::Records>,
    options: &'o ReadOptions,
}

impl Iterator for Documents<'_> {
    type Item = Result<Document, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(records) = &mut self.lines {
                if let Some(record) = records.next(self.options) {
                    return Some(record);
                }
                self.lines = None;
            }
            match self.queue.pop_front()? {
                Work::Failed(error) => return Some(Err(error)),
                Work::Stdin => return Some(stdin(self.options)),
                Work::File(input) if folder::has_extension(&input.path, &["jsonl", "ndjson"]) => {
                    match jsonl::open(input) {
                        Ok(records) => self.lines = Some(records),
                        Err(error) => return Some(Err(error)),
                    }
                }
                Work::File(input) => return Some(file(&input, self.options)),
            }
        }
    }
}

fn stdin(options: &ReadOptions) -> Result<Document, ReadError> {
    let path = Path::new("standard input");
    let raw = text(path, io::stdin().lock(), options)?;
    let source = Source { file: "-".to_owned(), ..Source::default() };
    Ok(finish("-".to_owned(), Draft::plain(raw), source, options))
}

fn file(input: &Input, options: &ReadOptions) -> Result<Document, ReadError> {
    let io = |source| ReadError::Io { path: input.path.clone(), source };
    let opened = File::open(&input.path).map_err(io)?;
    let raw = text(&input.path, BufReader::new(opened), options)?;
    let draft = if folder::has_extension(&input.path, &["html", "htm", "xhtml"]) {
        html::draft(&raw)
    } else if folder::has_extension(&input.path, &["md", "markdown"]) {
        markdown::draft(&raw, &input.path)?
    } else {
        Draft::plain(raw)
    };
    if draft.text.trim().is_empty() {
        return Err(ReadError::NoText { path: input.path.clone() });
    }
    let source = Source { file: input.id.clone(), ..Source::default() };
    let known = input.sources.get(&input.id);
    Ok(finish(input.id.clone(), known.into_iter().fold(draft, Draft::known), source, options))
}

/// All of `reader` as text.
fn text(path: &Path, reader: impl Read, options: &ReadOptions) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    let io = |source| ReadError::Io { path: path.to_owned(), source };
    reader.take(options.max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > options.max_bytes {
        return Err(ReadError::TooLarge { path: path.to_owned(), limit: options.max_bytes });
    }
    let text = String::from_utf8(bytes).map_err(|error| ReadError::Encoding {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
    })?;
    match text.bytes().position(|byte| byte == 0) {
        Some(offset) => Err(ReadError::Binary { path: path.to_owned(), offset }),
        None => Ok(text),
    }
}

/// A document in the making: its text and what it says of itself.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    offsets: Offsets,
    facts: Facts,
    sha256: String,
}

/// What is known of where a document comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Facts {
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<Edtf>,
    language: Option<Language>,
    origin: Option<String>,
    licence: Option<String>,
}

impl Draft {
    /// The raw file as it is, but for a byte order mark.
    fn plain(mut raw: String) -> Self {
        let sha256 = sha256(raw.as_bytes());
        let mut offsets = Offsets::default();
        if raw.starts_with('\u{feff}') {
            raw.drain(..'\u{feff}'.len_utf8());
            offsets.stretches.push([0, '\u{feff}'.len_utf8(), 1]);
        }
        Self { text: raw, offsets, facts: Facts::default(), sha256 }
    }

    /// With `facts` in front of its own.
    fn known(mut self, facts: &Facts) -> Self {
        let own = self.facts;
        self.facts = Facts {
            title: facts.title.clone().or(own.title),
            url: facts.url.clone().or(own.url),
            publisher: facts.publisher.clone().or(own.publisher),
            published: facts.published.clone().or(own.published),
            language: facts.language.or(own.language),
            origin: facts.origin.clone().or(own.origin),
            licence: facts.licence.clone().or(own.licence),
        };
        self
    }
}

fn finish(id: String, draft: Draft, source: Source, options: &ReadOptions) -> Document {
    let Draft { text, offsets, facts, sha256 } = draft;
    let language = facts.language.or(options.language).unwrap_or_else(|| Language::detect(&text));
    let source = Source {
        title: facts.title,
        url: facts.url,
        publisher: facts.publisher.or_else(|| options.publisher.clone()),
        published: facts.published.or_else(|| options.published.clone()),
        origin: facts.origin,
        licence: facts.licence,
        sha256,
        ..source
    };
    Document { id, text, language, source, offsets }
}

/// The SHA-256 of `bytes` in hexadecimal.
#[allow(clippy::format_collect, reason = "thirty-two bytes")]
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
