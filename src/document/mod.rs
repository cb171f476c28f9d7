//! One article or report, and where it comes from.

mod edtf;
mod raw;

pub use edtf::{Day, Edtf};
pub use raw::{RawIndex, RawSpan};

use crate::text::Language;

/// One article or report.
///
/// Spans of everything found in it count bytes of `text`; [`Offsets`] turns them into places of the
/// raw file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file's name, or the `id` of a JSONL record; unique within a run.
    pub id: String,
    /// What is read. For plain text the file itself; for HTML and Markdown what a reader sees.
    pub text: String,
    /// The language it is written in.
    pub language: Language,
    /// Where it comes from.
    pub source: Source,
    /// From bytes of `text` to the raw file.
    pub offsets: Offsets,
}

/// Where a document comes from: what `sources.csv`, front matter or flags say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The file it was read from.
    pub file: String,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// Who wrote it first, when the publisher took it over (a news agency).
    pub origin: Option<String>,
    /// Under what terms it may be copied.
    pub licence: Option<String>,
    /// SHA-256 of what was read, in hexadecimal: of the file, or of the `text` of a JSONL record.
    pub sha256: String,
}

/// Maps bytes of a document's text to the raw file it was read from.
///
/// A document that is its raw file needs no table; one made from markup has one entry for each copied stretch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offsets {
    /// Byte of the text, byte of the raw file, Unicode code point of the raw file: ascending, one row for
    /// each stretch that was copied unchanged. Empty if the text is the raw file.
    pub stretches: Vec<[usize; 3]>,
}
