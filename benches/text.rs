//! How fast texts are read, stage by stage, beside general-purpose automata over the same names.
//!
//! `cargo bench --bench text` prints the table; with `MARZ_WRITE_DOCS=1` it also stands in `docs/BENCHMARKS.md`.
//! The texts are news of the development corpora, or, where these are absent, the example reports again and again.
//! Each contender is run in turn, five rounds on one core; the median of the processor's time counts, where the system
//! tells it. `cargo bench --bench text -- NEWS.jsonl` measures recognition, resolution and extraction of one file.

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
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Instant;

const ROUNDS: usize = 5;
/// Seconds that a round takes at least: the processor's time is told in steps of some milliseconds.
const LONG: f64 = 0.2;
const BEGIN: &str = "<!-- text: written by `cargo bench --bench text` -->\n";
const END: &str = "<!-- end of text -->\n";

/// A name and what it does with all of the texts.
type Contender<'c> = (&'static str, Box<dyn Fn() -> usize + 'c>);

/// What all contenders read the texts against.
struct Atlas {
    gazetteer: &'static Gazetteer,
    region: Region,
}

impl Atlas {
    fn recognise(&self, document: &Document) -> Vec<mention::Mention> {
        mention::find(self.gazetteer, &self.region, document)
    }

    fn locate(&self, document: &Document) -> Vec<resolve::Located> {
        resolve::places(self.gazetteer, &self.region, document, self.recognise(document))
    }
}

fn main() {
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").expect("the default border is embedded");
    let atlas = Atlas { gazetteer, region };
    if let Some(file) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        let options = ReadOptions::default();
        let documents: Vec<Document> =
            read::path(Path::new(&file), &options).filter_map(Result::ok).collect();
        let located: Vec<_> = documents.iter().map(|document| atlas.locate(document)).collect();
        for (name, rate, _) in measured(&documents, &stages(&atlas, &documents, &located)) {
            println!("{name}\t{rate:.2}");
        }
        return;
    }
    let languages = [
        ("English", &["news_reuters21578", "lgl"][..]),
        ("Russian", &["nerel_ru", "factrueval_ru"]),
        ("Persian", &["news_ntrex_fa", "news_ntrex_prs"]),
    ]
    .map(|(language, files)| (language, documents(files)));
    // First, while the heap is one that no automata have been built in.
    let staged: Vec<String> = languages
        .iter()
        .map(|(language, documents)| of_stages(&atlas, language, documents))
        .collect();
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
    let mut table = String::from("| text | what | MB a second, or ratio |\n|---|---|---:|\n");
    for ((language, documents), staged) in languages.iter().zip(staged) {
        let folded: Vec<String> =
            documents.iter().map(|document| fold::fold(&document.text).text).collect();
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
        ];
        for (name, rate, _) in measured(documents, &contenders) {
            writeln!(table, "| {language} | {name} | {rate:.1} |").expect("a string takes all");
        }
        table += &staged;
    }
    println!("{table}");
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        write(&table);
    }
}

/// The rows of the stages.
fn of_stages(atlas: &Atlas, language: &str, documents: &[Document]) -> String {
    let located: Vec<_> = documents.iter().map(|document| atlas.locate(document)).collect();
    let rates = measured(documents, &stages(atlas, documents, &located));
    let mut rows = String::new();
    for (name, rate, _) in &rates {
        writeln!(rows, "| {language} | {name} | {rate:.1} |").expect("a string takes all");
    }
    let seconds = |start: &str| {
        let of = rates.iter().find(|(name, ..)| name.starts_with(start));
        of.map_or(f64::NAN, |(.., seconds)| *seconds)
    };
    writeln!(
        rows,
        "| {language} | time of extraction to that of recognition and resolution | {:.2} × |",
        seconds("extraction") / seconds("recognition and")
    )
    .expect("a string takes all");
    let [one, two] = [1, 2].map(|threads| parallel(atlas, documents, threads));
    writeln!(rows, "| {language} | recognition and resolution on two cores | {:.2} × |", one / two)
        .expect("a string takes all");
    rows
}

/// The stages by themselves.
fn stages<'c>(
    atlas: &'c Atlas,
    documents: &'c [Document],
    located: &'c [Vec<resolve::Located>],
) -> Vec<Contender<'c>> {
    let Atlas { gazetteer, region } = atlas;
    vec![
        (
            "recognition: `mention::find`",
            Box::new(move || documents.iter().map(|d| atlas.recognise(d).len()).sum()),
        ),
        (
            "recognition and resolution: `resolve::places` too",
            Box::new(move || documents.iter().map(|d| atlas.locate(d).len()).sum()),
        ),
        (
            "extraction: `report::extract`",
            Box::new(move || {
                let all = documents.iter().zip(located);
                all.map(|(d, located)| report::extract(gazetteer, region, d, located).len()).sum()
            }),
        ),
    ]
}

/// Each contender with its megabytes a second and its seconds.
fn measured<'c>(documents: &[Document], contenders: &[Contender<'c>]) -> Vec<(&'c str, f64, f64)> {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut seconds = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for (seconds, (_, run)) in seconds.iter_mut().zip(contenders) {
            let (start, mut runs) = (now(), 0);
            while runs == 0 || now() - start < LONG {
                black_box(run());
                runs += 1;
            }
            seconds.push((now() - start) / f64::from(runs));
        }
    }
    let medians = seconds.into_iter().map(|mut seconds| {
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    });
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    contenders
        .iter()
        .zip(medians)
        .map(|((name, _), median)| (*name, rate(median), median))
        .collect()
}

/// Seconds of processor time of the main thread where Linux tells them, else of the clock.
fn now() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Seconds of the clock for recognition and resolution on some threads, the best round.
fn parallel(atlas: &Atlas, documents: &[Document], threads: usize) -> f64 {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        let run =
            || documents.par_iter().map(|document| atlas.locate(document).len()).sum::<usize>();
        black_box(pool.install(run));
        start.elapsed().as_secs_f64()
    });
    rounds.fold(f64::INFINITY, f64::min)
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
