//! Why a document could not be read.

use std::io;
use std::path::PathBuf;

/// Why a document, or what a table says of it, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file could not be opened or read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder has no documents in it.
    #[error("{} has no documents in it: marz reads .txt, .md, .html and .jsonl files", path.display())]
    EmptyFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file is not UTF-8.
    #[error("{} is not UTF-8 text (first bad byte at {offset}): save it as UTF-8", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Bytes before the first that is not UTF-8.
        offset: usize,
    },
    /// The file is valid UTF-8 but no text.
    #[error("{} is not text (a zero byte at {offset})", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
        /// Bytes before the first zero byte.
        offset: usize,
    },
    /// The file is of a kind that is not read.
    #[error("{} is a .{kind} file, which marz does not read: save it as text", path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Its extension.
        kind: String,
    },
    /// The file has more bytes than a document may have.
    #[error("{} is larger than {limit} bytes: split it", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes allowed.
        limit: u64,
    },
    /// Nothing but white space is in the file.
    #[error("{} has no text in it", path.display())]
    NoText {
        /// The file.
        path: PathBuf,
    },
    /// A line of a JSON lines file is no document.
    #[error("{}, line {line}: {reason}; the line was left out", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A row of `sources.csv`, or a line of front matter, is malformed.
    #[error("{}, line {line}: {reason}; what it says was left out", path.display())]
    Source {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
}
