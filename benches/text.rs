//! How fast texts are read, stage by stage, beside general-purpose automata over the same names.
//!
//! `cargo bench --bench text` prints the table; with `MARZ_WRITE_DOCS=1` it also stands in `docs/BENCHMARKS.md`.
//! The texts are news of the development corpora, or, where these are absent, the example reports again and again.
//! Each contender is run in turn, five rounds on one core; the median counts.

#![allow(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a benchmark counts and prints"
)]

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::{DoubleArrayAhoCorasickBuilder, MatchKind as DaachorseKind};
use flate2::read::GzDecoder;
use marz::document::Document;
use marz::gazetteer::Gazetteer;
use marz::read::{self, ReadOptions};
use marz::region::Region;
use marz::text::fold;
use marz::{mention, report, resolve};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROUNDS: usize = 5;
const BEGIN: &str = "<!-- text: written by `cargo bench --bench text` -->\n";
const END: &str = "<!-- end of text -->\n";

/// A name and what it does with all of the texts.
type Contender<'c> = (&'static str, Box<dyn Fn() -> usize + 'c>);

fn main() {
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").expect("the default border is embedded");
    let names = names(gazetteer);
    let start = Instant::now();
    let aho = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the names fit");
    println!("aho-corasick built in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let daachorse = DoubleArrayAhoCorasickBuilder::new()
        .match_kind(DaachorseKind::LeftmostLongest)
        .build::<_, _, u32>(&names)
        .expect("the names fit");
    println!("daachorse built in {:.1} s", start.elapsed().as_secs_f64());
    let mut table = String::from("| text | what | MB a second |\n|---|---|---:|\n");
    for (language, files) in [
        ("English", &["news_reuters21578", "lgl"][..]),
        ("Russian", &["nerel_ru", "factrueval_ru"]),
        ("Persian", &["news_ntrex_fa", "news_ntrex_prs"]),
    ] {
        let documents = documents(files);
        let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
        let folded: Vec<String> =
            documents.iter().map(|document| fold::fold(&document.text).text).collect();
        let found: Vec<_> =
            documents.iter().map(|document| mention::find(gazetteer, &region, document)).collect();
        let located: Vec<_> = documents
            .iter()
            .zip(&found)
            .map(|(document, found)| resolve::places(gazetteer, &region, document, found.clone()))
            .collect();
        let contenders: Vec<Contender<'_>> = vec![
            (
                "folding",
                Box::new(|| documents.iter().map(|d| fold::fold(&d.text).tokens.len()).sum()),
            ),
            (
                "`Gazetteer::matches`: folding and looking up",
                Box::new(|| documents.iter().map(|d| gazetteer.matches(&d.text).len()).sum()),
            ),
            (
                "aho-corasick, text folded before",
                Box::new(|| folded.iter().map(|text| aho.find_iter(text).count()).sum()),
            ),
            (
                "daachorse, text folded before",
                Box::new(|| {
                    folded.iter().map(|text| daachorse.leftmost_find_iter(text).count()).sum()
                }),
            ),
            (
                "recognition: `mention::find`",
                Box::new(|| {
                    documents.iter().map(|d| mention::find(gazetteer, &region, d).len()).sum()
                }),
            ),
            (
                "resolution: `resolve::places`",
                Box::new(|| {
                    let all = documents.iter().zip(&found);
                    all.map(|(d, found)| {
                        resolve::places(gazetteer, &region, d, found.clone()).len()
                    })
                    .sum()
                }),
            ),
            (
                "extraction: `report::extract`",
                Box::new(|| {
                    let all = documents.iter().zip(&located);
                    all.map(|(d, located)| report::extract(gazetteer, &region, d, located).len())
                        .sum()
                }),
            ),
        ];
        let mut rates = vec![Vec::new(); contenders.len()];
        for _ in 0..ROUNDS {
            for (rates, (_, run)) in rates.iter_mut().zip(&contenders) {
                let start = Instant::now();
                black_box(run());
                rates.push(bytes as f64 / 1e6 / start.elapsed().as_secs_f64());
            }
        }
        for ((name, _), rates) in contenders.iter().zip(&mut rates) {
            rates.sort_by(f64::total_cmp);
            writeln!(table, "| {language} | {name} | {:.1} |", rates[rates.len() / 2])
                .expect("a string takes all");
        }
    }
    println!("{table}");
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        write(&table);
    }
}

/// All folded names of three letters or more.
fn names(gazetteer: &Gazetteer) -> BTreeSet<String> {
    let all = gazetteer.places().flat_map(|place| gazetteer.names(place.id));
    all.map(|name| fold::key(name.text)).filter(|key| key.chars().count() > 2).collect()
}

/// Some megabytes of documents.
fn documents(files: &[&str]) -> Vec<Document> {
    const ENOUGH: usize = 4_000_000;
    let root = std::env::var_os("MARZ_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("texts.jsonl");
    let mut out = File::create(&path).expect("a file can be made");
    let mut size = 0;
    for file in files {
        let Ok(file) = File::open(root.join(format!("corpora/{file}.jsonl.gz"))) else { continue };
        for line in BufReader::new(GzDecoder::new(file)).lines() {
            let line = line.expect("the corpora are text");
            if size < ENOUGH {
                size += line.len();
                writeln!(out, "{line}").expect("the file can be written");
            }
        }
    }
    let options = ReadOptions::default();
    if size > 0 {
        return read::path(&path, &options).filter_map(Result::ok).collect();
    }
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reports");
    (0..50).flat_map(|_| read::path(&examples, &options).filter_map(Result::ok)).collect()
}

fn write(table: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/BENCHMARKS.md");
    let text = fs::read_to_string(path).expect("docs/BENCHMARKS.md is there");
    let (before, rest) =
        text.split_once(BEGIN).expect("the page has the mark where the table begins");
    let (_, after) = rest.split_once(END).expect("the page has the mark where the table ends");
    fs::write(path, format!("{before}{BEGIN}{table}{END}{after}"))
        .expect("the page can be written");
}
