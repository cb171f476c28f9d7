//! No text panics: the texts of `fuzz/corpus/`, mutated from a fixed seed.
//!
//! A longer run: `MARZ_FUZZ_SECONDS=600 cargo test --release --test suite fuzz`. With a nightly compiler `fuzz/` has
//! the same three targets for cargo-fuzz. What is found goes to `fuzz/corpus/`.

use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::report::{self, Report};
use marz::text::Language;
use marz::{mention, resolve};
use std::time::{Duration, Instant};

/// A small generator of random numbers that is the same everywhere.
///
/// Source: G. Marsaglia, "Xorshift RNGs", *Journal of Statistical Software* 8(14), 2003, the triple 13, 7, 17.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// The texts to begin with, and words that have a meaning to some rule.
fn seeds() -> (Vec<String>, Vec<String>) {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut texts = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(format!("{root}/fuzz/corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        texts.push(String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned());
    }
    let mut words: Vec<String> = Vec::new();
    for table in ["triggers_en", "triggers_ru", "triggers_tg", "triggers_fa", "time", "numbers"] {
        let text = std::fs::read_to_string(format!("{root}/geodata/lexicon/{table}.tsv")).unwrap();
        let split = |c: char| "|\t \n/*?".contains(c);
        words.extend(text.split(split).filter(|word| !word.is_empty()).map(str::to_owned));
    }
    (texts, words)
}

fn mutated(random: &mut Random, texts: &[String], words: &[String]) -> String {
    let mut letters: Vec<char> = texts[random.below(texts.len())].chars().collect();
    for _ in 0..=random.below(12) {
        let at = random.below(letters.len() + 1);
        match random.below(4) {
            0 => {
                let word = &words[random.below(words.len())];
                let spaced = word.chars().chain([' ']);
                letters.splice(at..at, spaced);
            }
            1 => {
                let to = (at + random.below(20)).min(letters.len());
                letters.drain(at..to);
            }
            2 => {
                let other: Vec<char> = texts[random.below(texts.len())].chars().collect();
                let from = random.below(other.len());
                let to = (from + random.below(40)).min(other.len());
                letters.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                let marks =
                    ['\u{200c}', '\u{a0}', '’', '(', '"', '—', '۹', '9', '.', '\n', 'İ', '\u{301}'];
                letters.insert(at, marks[random.below(marks.len())]);
            }
        }
    }
    letters.into_iter().take(4000).collect()
}

#[test]
fn no_mutated_text_panics_or_points_outside_of_itself() {
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").unwrap();
    let (texts, words) = seeds();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let seconds = std::env::var("MARZ_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut tried = 0_usize;
    while until.map_or(tried < 300, |until| Instant::now() < until) {
        tried += 1;
        let text = mutated(&mut random, &texts, &words);
        let languages = [Language::English, Language::Russian, Language::Tajik, Language::Persian];
        let published = [None, Some("2024-06-15"), Some("2022-06-2X"), Some("2025-04~")];
        let published = published[random.below(4)].map(|date| Edtf(date.to_owned()));
        let source = Source { published, ..Source::default() };
        let document = Document {
            id: "a".to_owned(),
            text,
            language: languages[random.below(4)],
            source,
            offsets: Offsets::default(),
        };
        let mentions = mention::find(gazetteer, &region, &document);
        let located = resolve::places(gazetteer, &region, &document, mentions);
        for report in report::extract(gazetteer, &region, &document, &located) {
            let evidence = match &report {
                Report::Incident(incident) => &incident.evidence,
                Report::Facility(facility) => &facility.evidence,
            };
            let spans = [Some(evidence.trigger), Some(evidence.clause), evidence.cue];
            for span in spans.into_iter().flatten() {
                assert!(document.text.get(span.start..span.end).is_some(), "{:?}", document.text);
                assert!(evidence.sentence.contains(span), "{:?}", document.text);
            }
        }
    }
    eprintln!("{tried} texts tried");
}
