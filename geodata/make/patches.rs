//! What a person corrected: `geodata/patches.tsv`.

use std::fs;

use anyhow::{Context, bail};

/// All rows of the table.
pub struct Patches(Vec<Patch>);

struct Patch {
    table: String,
    key: String,
    column: String,
    value: String,
}

impl Patches {
    /// Reads `geodata/patches.tsv`.
    pub fn read() -> anyhow::Result<Self> {
        let path = "geodata/patches.tsv";
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
        let mut patches = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [table, key, column, value, _reason] = fields[..] else {
                bail!("{path}: not five fields: {line}");
            };
            patches.push(Patch {
                table: table.to_owned(),
                key: key.to_owned(),
                column: column.to_owned(),
                value: value.to_owned(),
            });
        }
        Ok(Self(patches))
    }

    /// The value that a row of a table has in a column by a person's word.
    pub fn get(&self, table: &str, key: &str, column: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|patch| patch.table == table && patch.key == key && patch.column == column)
            .map(|patch| patch.value.as_str())
    }

    /// All keys and values of a column of a table.
    pub fn column(&self, table: &str, column: &str) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter(move |patch| patch.table == table && patch.column == column)
            .map(|patch| (patch.key.as_str(), patch.value.as_str()))
    }
}
