//! `marz eval`.

use super::Outcome;
use anyhow::Context;
use marz::eval::reports;
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

impl Args {
    /// Writes the scores.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let What::Reports(args) = &self.what;
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
