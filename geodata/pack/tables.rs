//! Reads the committed tables: tab separated, `#` comments, a header row; `.gz` if compressed.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

/// A table in memory.
pub struct Table {
    text: String,
    columns: HashMap<String, usize>,
}

/// A row of a table.
pub struct Row<'t> {
    fields: Vec<&'t str>,
    columns: &'t HashMap<String, usize>,
}

impl Table {
    /// Reads a table; `None` if there is no such file.
    ///
    /// # Panics
    ///
    /// If the file cannot be read or is not UTF-8: the build cannot go on.
    pub fn read(path: &str) -> Option<Self> {
        println!("cargo::rerun-if-changed={path}");
        if !Path::new(path).exists() {
            return None;
        }
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut text = String::new();
        if Path::new(path).extension().is_some_and(|end| end == "gz") {
            flate2::read::GzDecoder::new(&bytes[..])
                .read_to_string(&mut text)
                .unwrap_or_else(|error| panic!("{path}: {error}"));
        } else {
            text = String::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        let header = text.lines().find(|line| !line.starts_with('#')).unwrap_or("");
        let columns =
            header.split('\t').enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        Some(Self { text, columns })
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .skip(1)
            .map(|line| Row { fields: line.split('\t').collect(), columns: &self.columns })
    }
}

impl<'t> Row<'t> {
    /// A field; empty if the table has no such column or the row is too short.
    pub fn get(&self, column: &str) -> &'t str {
        self.columns.get(column).and_then(|&at| self.fields.get(at)).copied().unwrap_or("").trim()
    }

    /// The parts of a field that is a list.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}
