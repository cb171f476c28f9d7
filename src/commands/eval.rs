//! `marz eval`.

use super::{BorderOptions, Outcome};
use anyhow::Context;
use marz::eval::places::{self, Counted, Losses};
use marz::eval::reports;
use marz::gazetteer::Gazetteer;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

/// Score what marz finds against what a person found in the same texts
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// The records of `marz map` against a gold file
    Reports(Reports),
    /// Toponyms found and resolved, against labelled corpora
    Places(Places),
}

#[derive(clap::Args, Debug)]
#[command(after_help = "Example:
  marz map articles/ -o out && marz eval reports gold.json out --texts articles")]
struct Reports {
    /// The gold file, of the schema marz-gold/1
    gold: PathBuf,

    /// What `marz map` wrote
    output: PathBuf,

    /// The texts, to find rows of other programs by their quotations
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,

    /// Diplomacy, policy and statements too
    #[arg(long)]
    all: bool,

    /// Count a claim as an assertion
    #[arg(long)]
    claimed_counts: bool,

    /// Write the counts as JSON
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args, Debug)]
#[command(
    after_help = "A line of a corpus is a text: {\"id\", \"text\", \"toponyms\": [{\"start\", \"end\", \"lat\", \"lon\"}]}, offsets in
code points, end exclusive.

Example:
  marz eval places corpus.jsonl --demonyms"
)]
#[allow(clippy::struct_excessive_bools, reason = "options of a command line, each of its own")]
struct Places {
    /// The labelled corpora
    #[arg(required = true, value_name = "CORPUS.jsonl")]
    corpora: Vec<PathBuf>,

    /// Count adjectives of peoples (Tajik, российский) as toponyms
    #[arg(long)]
    demonyms: bool,

    /// Count only names that mean the ground: no governments, teams, organisations
    #[arg(long, conflicts_with = "demonyms")]
    ground: bool,

    /// Leave out names that are part of an organisation's, or say whose somebody is
    #[arg(long, conflicts_with_all = ["demonyms", "ground"])]
    apart: bool,

    /// Write what was found, a document a line
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// Write the figures as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    border: BorderOptions,
}

impl Places {
    fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let region = self.border.region()?;
        let counted = match (self.demonyms, self.ground, self.apart) {
            (true, ..) => Counted::PlacesAndPeoples,
            (_, true, _) => Counted::Ground,
            (.., true) => Counted::Apart,
            _ => Counted::Places,
        };
        let mut file = match &self.predictions {
            Some(path) => {
                let file = std::fs::File::create(path)
                    .with_context(|| format!("cannot write {}", path.display()))?;
                Some(std::io::BufWriter::new(file))
            }
            None => None,
        };
        for path in &self.corpora {
            let corpus = places::read(path)?;
            let found = places::predict(Gazetteer::embedded(), &region, &corpus, counted);
            if let Some(file) = &mut file {
                for (labelled, toponyms) in corpus.iter().zip(&found) {
                    let row = json!({ "id": labelled.id, "toponyms": toponyms });
                    writeln!(file, "{row}")?;
                }
            }
            let scores = places::Scores::of(&corpus, &found);
            let losses = Losses::of(&corpus, &found);
            let name = path.display();
            if self.json {
                let row = json!({ "corpus": name.to_string(), "scores": scores, "losses": losses });
                writeln!(out, "{row}")?;
            } else {
                writeln!(out, "== {name}: {} documents", scores.documents)?;
                write!(out, "{}{}", scores.to_text(), losses.to_text())?;
            }
        }
        if let Some(mut file) = file {
            file.flush().context("cannot write the predictions")?;
        }
        Ok(Outcome::Complete)
    }
}

impl Args {
    /// Writes the scores.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        match &self.what {
            What::Reports(args) => args.run(out),
            What::Places(args) => args.run(out),
        }
    }
}

impl Reports {
    fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let args = self;
        let options = reports::Options {
            texts: args.texts.clone(),
            all: args.all,
            claimed_counts: args.claimed_counts,
        };
        let scores = reports::score(&args.gold, &args.output, &options)?;
        if args.json {
            let scope = if args.all { "all" } else { "core" };
            let counts =
                json!({ "scope": scope, "all": scores.all, "languages": scores.languages });
            serde_json::to_writer_pretty(&mut *out, &counts).context("cannot write")?;
            writeln!(out)?;
        } else {
            write!(out, "{}", scores.to_text())?;
        }
        Ok(Outcome::Complete)
    }
}
