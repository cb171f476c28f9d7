//! Keeps the checksums in `geodata/README.md`.

use std::fs;

use anyhow::Context;

use crate::archive::{Downloads, sha256};

const README: &str = "geodata/README.md";

/// Writes the SHA-256 of each generated file into the last cell of its row.
pub fn write(_: &Downloads) -> anyhow::Result<()> {
    let text = fs::read_to_string(README).with_context(|| format!("cannot read {README}"))?;
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(row(line)?.unwrap_or_else(|| line.to_owned()));
    }
    fs::write(README, lines.join("\n") + "\n").with_context(|| format!("cannot write {README}"))
}

/// The row with its checksum, if the line is one of a file that a recipe writes.
fn row(line: &str) -> anyhow::Result<Option<String>> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let ["", file, .., recipe, _, ""] = cells[..] else { return Ok(None) };
    if !recipe.starts_with("`marz-geodata ") {
        return Ok(None);
    }
    let path = format!("geodata/{}", file.trim_matches('`'));
    let bytes = fs::read(&path).with_context(|| format!("cannot read {path}"))?;
    let (head, _) = line.trim_end_matches('|').rsplit_once('|').context("no cells")?;
    Ok(Some(format!("{head}| `{}` |", sha256(&bytes))))
}
