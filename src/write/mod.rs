//! Layers to files: GeoJSON, CSV, JSON lines, the manifest and the map page.

mod csv;
mod geojson;
mod html;

pub use self::csv::{guarded, table};
pub use geojson::layer;
pub use html::page;

use crate::layer::Layers;
use serde::Serialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why the layers could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The folder could not be made.
    #[error("cannot make the folder {}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes all of `layers` into `folder`, which is made if need be, and gives the names of the files.
///
/// # Errors
///
/// [`WriteError`] names the folder or the file that could not be written.
pub fn folder(layers: &Layers, folder: &Path) -> Result<Vec<String>, WriteError> {
    fs::create_dir_all(folder)
        .map_err(|source| WriteError::Folder { path: folder.to_owned(), source })?;
    let mut names = Vec::new();
    for (name, text) in files(layers) {
        let path = folder.join(&name);
        fs::write(&path, text).map_err(|source| WriteError::File { path, source })?;
        names.push(name);
    }
    Ok(names)
}

/// The files of `layers`: their names and what is in them.
#[must_use]
pub fn files(layers: &Layers) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        layers.layers.iter().map(|each| (format!("{}.geojson", each.name), layer(each))).collect();
    files.extend(layers.tables.iter().map(|each| (format!("{}.csv", each.name), table(each))));
    files.push(("mentions.jsonl".to_owned(), lines(&layers.mentions)));
    files.push(("records.jsonl".to_owned(), lines(&layers.records)));
    files.push(("links.jsonl".to_owned(), lines(&layers.links)));
    files.push(("manifest.json".to_owned(), pretty(&layers.manifest)));
    files.push(("map.html".to_owned(), page(&layers.page)));
    files
}

/// A JSON value a line.
fn lines<T: Serialize>(rows: &[T]) -> String {
    rows.iter().map(|row| json(row) + "\n").collect()
}

/// A value as JSON on one line.
fn json<T: Serialize>(value: &T) -> String {
    // Only a map whose keys are no strings cannot become JSON, and there is none.
    serde_json::to_string(value).unwrap_or_default()
}

fn pretty<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
