//! The labelled texts that the model may learn from.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use flate2::read::GzDecoder;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A text with the places that a person, or a template, marked in it.
#[allow(clippy::struct_field_names, reason = "what a text holds is its text")]
#[derive(Debug, Clone)]
pub struct Text {
    /// The corpus it is of.
    pub corpus: String,
    /// Its name.
    pub id: String,
    /// The code of its language.
    pub language: String,
    /// The text.
    pub text: String,
    /// Where the places are, in bytes.
    pub places: Vec<(usize, usize)>,
    /// How much it counts in training.
    pub weight: f32,
}

impl Text {
    /// Whether places may be unmarked in it.
    pub fn is_partial(&self) -> bool {
        matches!(self.corpus.as_str(), "re3d" | "wikievents_loc" | "wotr_test")
    }
}

/// The corpora of the table that stand in `folder`, those for training only, each checked against its SHA-256.
pub fn read(folder: &Path, table: &Path) -> anyhow::Result<Vec<Text>> {
    let rows =
        fs::read_to_string(table).with_context(|| format!("cannot read {}", table.display()))?;
    let mut texts = Vec::new();
    for row in rows.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [corpus, sha256, ..] = cells[..] else { bail!("{}: {row}", table.display()) };
        let path = folder.join(format!("{corpus}.jsonl.gz"));
        let packed = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let found = Sha256::digest(&packed)
            .iter()
            .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        ensure!(found == sha256, "{} has SHA-256 {found}, expected {sha256}", path.display());
        let mut text = String::new();
        GzDecoder::new(&packed[..]).read_to_string(&mut text)?;
        texts.extend(of(corpus, &text)?.into_iter().filter(is_for_training));
    }
    Ok(texts)
}

/// A corpus that is only measured on.
pub fn read_one(path: &Path) -> anyhow::Result<Vec<Text>> {
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    of(name, &fs::read_to_string(path)?)
}

/// Half of the Russian corpus is kept for measuring: the documents with an odd number.
fn is_for_training(text: &Text) -> bool {
    text.corpus != "factrueval_ru" || !text.id.ends_with(['1', '3', '5', '7', '9'])
}

fn of(corpus: &str, lines: &str) -> anyhow::Result<Vec<Text>> {
    let mut texts = Vec::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line)?;
        // Defence documents come under several terms: only what is free is taken.
        let licence = row["licence"].as_str().unwrap_or("free");
        if corpus == "re3d" && !(licence.contains("public domain") || licence.contains("OGL")) {
            continue;
        }
        let text = row["text"].as_str().context("no text")?.to_owned();
        let offsets: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut places = Vec::new();
        for toponym in row["toponyms"].as_array().into_iter().flatten() {
            for (from, to) in [("start", "end"), ("name_start", "name_end")] {
                let at = |key: &str| {
                    toponym[key].as_u64().and_then(|at| offsets.get(usize::try_from(at).ok()?))
                };
                if let (Some(start), Some(end)) = (at(from), at(to)) {
                    places.push((*start, *end));
                }
            }
        }
        let id = row["id"].as_str().unwrap_or_default().to_owned();
        let language = row["lang"].as_str().unwrap_or("en").to_owned();
        texts.push(Text { corpus: corpus.to_owned(), id, language, text, places, weight: 1.0 });
    }
    Ok(texts)
}
