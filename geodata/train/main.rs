//! Trains the models of `geodata/models/`. The same corpora give the same bytes.
//!
//! ```text
//! cargo run --release --features make-geodata --bin marz-train -- CORPORA [MEASURED.jsonl ...]
//! ```

#![allow(clippy::print_stdout, reason = "a program that tells what it does")]

use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use marz::document::{Document, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::mention;
use marz::region::Region;
use marz::text::Language;
use rayon::prelude::*;

mod corpora;
mod learn;
mod silver;

use corpora::Text;
use learn::{Example, Model};

/// The seed of all that looks random.
const SEED: u64 = 20_261_123;
/// How many bits of a hash choose a weight, as the library has it.
const BITS: u32 = 17;
/// The score of the rules from which on a name that a letter or defence document leaves unmarked is no proof of anything:
/// they leave out states and countries when they stand for more than ground.
const SURE: f32 = 1.5;

const USAGE: &str = "\
Usage: marz-train CORPORA [MEASURED.jsonl ...]     (from the root of the repository)

CORPORA is the folder that holds the corpora of geodata/models/sources.tsv; the others are only measured on.";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("marz-train: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<()> {
    let [folder, measured @ ..] = arguments else { bail!("{USAGE}") };
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF")?;
    let mut texts = corpora::read(Path::new(folder), Path::new("geodata/models/sources.tsv"))?;
    texts.extend(silver::texts(gazetteer, SEED)?);
    let examples: Vec<Example> = texts
        .par_iter()
        .flat_map_iter(|text| seen(gazetteer, &region, text))
        .filter(|seen| seen.label != Label::Either)
        .map(|seen| seen.example)
        .collect();
    let places = examples.iter().filter(|example| example.place).count();
    eprintln!("{} texts, {} decisions, {places} of them places", texts.len(), examples.len());
    let model = Model::learn(&examples, BITS, SEED).rounded();
    for path in measured {
        let texts = corpora::read_one(Path::new(path))?;
        let seen: Vec<Vec<Decision>> =
            texts.par_iter().map(|text| seen(gazetteer, &region, text)).collect();
        for (name, odds) in [
            ("rules", &(|example: &Example| example.rules) as &dyn Fn(&Example) -> f32),
            ("model", &|example: &Example| model.odds(example)),
        ] {
            println!("{path} {name}: {}", figures(&seen, odds));
        }
    }
    std::fs::write("geodata/models/recogniser.bin", model.to_bytes())?;
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Place,
    None,
    /// The corpus does not tell, or says what others deny.
    Either,
}

struct Decision {
    span: marz::text::Span,
    example: Example,
    label: Label,
}

/// The decisions of a text with what is right.
fn seen(gazetteer: &Gazetteer, region: &Region, text: &Text) -> Vec<Decision> {
    let document = Document {
        id: String::new(),
        text: text.text.clone(),
        language: Language::from_code(&text.language).unwrap_or_default(),
        source: Source::default(),
        offsets: Offsets::default(),
    };
    mention::sightings(gazetteer, region, &document)
        .into_iter()
        .map(|sighting| {
            let label = match label(text, &sighting) {
                Label::None if text.is_partial() && sighting.rules > SURE => Label::Either,
                label => label,
            };
            let place = label == Label::Place;
            let mention::Sighting { span, rules, features, .. } = sighting;
            Decision {
                span,
                label,
                example: Example { features, rules, place, weight: text.weight },
            }
        })
        .collect()
}

fn label(text: &Text, sighting: &mention::Sighting) -> Label {
    let span = sighting.span;
    let mut touched = false;
    for &(start, end) in &text.places {
        if end <= span.start || span.end <= start {
            continue;
        }
        if start <= span.start && span.end <= end && is_name_of(text, (start, end), span) {
            return Label::Place;
        }
        touched = true;
    }
    if touched || sighting.organisation { Label::Either } else { Label::None }
}

/// Whether what a marked place has beyond the match is no more than articles, marks and small words: `the city of X`.
fn is_name_of(text: &Text, (start, end): (usize, usize), span: marz::text::Span) -> bool {
    let rest = |part: &str| {
        part.split(|letter: char| !letter.is_alphanumeric()).all(|word| {
            !word.starts_with(char::is_uppercase)
                || matches!(
                    word,
                    "The" | "Province" | "District" | "County" | "River" | "City" | "Valley"
                )
        })
    };
    rest(&text.text[start..span.start]) && rest(&text.text[span.end..end])
}

/// Precision, recall and their mean of what is taken from left to right, the longest first.
fn figures(texts: &[Vec<Decision>], odds: &dyn Fn(&Example) -> f32) -> String {
    let (mut right, mut wrong, mut missed) = (0u32, 0u32, 0u32);
    for seen in texts {
        let mut end = 0;
        for seen in seen {
            if seen.span.start < end {
                continue;
            }
            let taken = odds(&seen.example) >= 0.0;
            if taken {
                end = seen.span.end;
            }
            match (seen.label, taken) {
                (Label::Place, true) => right += 1,
                (Label::Place, false) => missed += 1,
                (Label::None, true) => wrong += 1,
                _ => {}
            }
        }
    }
    let (right, wrong, missed) = (f64::from(right), f64::from(wrong), f64::from(missed));
    let (p, r) = (right / (right + wrong).max(1.0), right / (right + missed).max(1.0));
    format!(
        "P {p:.3} R {r:.3} F1 {:.3} (wrong {wrong}, missed {missed})",
        2.0 * p * r / (p + r).max(1e-9)
    )
}
