//! Which files of a folder are documents.

use super::sources::Sources;
use super::{Input, ReadError};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is read.
const READ: &[&str] = &["txt", "text", "md", "markdown", "html", "htm", "xhtml", "jsonl", "ndjson"];

/// Documents all the same, but of kinds that are not read: worth a word.
const NOT_READ: &[&str] = &["pdf", "doc", "docx", "odt", "rtf", "epub"];

/// Files that speak of the documents, without extension and in lower case.
const ABOUT: &[&str] = &["readme", "license", "licence", "changelog", "notice"];

/// The documents in `folder` and its folders, sorted by path, and what could not be read.
pub(super) fn walk(folder: &Path) -> Vec<Result<Input, ReadError>> {
    let (mut files, mut results) = (Vec::new(), Vec::new());
    collect(folder, &mut files, &mut results);
    files.sort();
    let tables: Vec<PathBuf> = files.iter().filter(|path| is_table(path)).cloned().collect();
    let mut sources = Sources::default();
    for table in &tables {
        let prefix = table.parent().map(|parent| id_of(parent, folder)).unwrap_or_default();
        results.extend(sources.read(table, &prefix).into_iter().map(Err));
    }
    let sources = Arc::new(sources);
    let before = results.len();
    for path in files.into_iter().filter(|path| !is_about(path)) {
        if has_extension(&path, READ) {
            let id = id_of(&path, folder);
            results.push(Ok(Input { path, id, sources: Arc::clone(&sources) }));
        } else if has_extension(&path, NOT_READ) {
            results.push(Err(unsupported(path)));
        }
    }
    if results.len() == before {
        results.push(Err(ReadError::EmptyFolder { path: folder.to_owned() }));
    }
    results
}

/// The document at `path`, with what a `sources.csv` beside it says.
pub(super) fn single(path: &Path) -> Vec<Result<Input, ReadError>> {
    if has_extension(path, NOT_READ) {
        return vec![Err(unsupported(path.to_owned()))];
    }
    let table = path.with_file_name("sources.csv");
    let mut sources = Sources::default();
    // Rows of other files are none of this document's business, nor are their faults.
    if table.is_file() && table != path {
        sources.read(&table, "");
    }
    let id = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    vec![Ok(Input { path: path.to_owned(), id, sources: Arc::new(sources) })]
}

/// Whether the file's extension is one of `extensions`, whatever its case.
pub(super) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>, results: &mut Vec<Result<Input, ReadError>>) {
    let io = |source| ReadError::Io { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return results.push(Err(io(error))),
    };
    for entry in entries {
        match entry {
            Err(error) => results.push(Err(io(error))),
            Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
            // The kind of the entry itself: a link to a folder is not followed, so there is no circle.
            Ok(entry) if entry.file_type().is_ok_and(|kind| kind.is_dir()) => {
                collect(&entry.path(), files, results);
            }
            Ok(entry) => files.push(entry.path()),
        }
    }
}

fn is_table(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "sources.csv")
}

fn is_about(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_ascii_lowercase());
    stem.is_some_and(|stem| ABOUT.contains(&stem.as_str()))
}

/// The path within `folder`, with `/` between its parts.
fn id_of(path: &Path, folder: &Path) -> String {
    let within = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn unsupported(path: PathBuf) -> ReadError {
    let kind = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    ReadError::Unsupported { path, kind }
}
