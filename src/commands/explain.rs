//! `marz explain`.

mod reports;

use super::reports::tell;
use super::{BorderOptions, GazetteerOptions, Outcome};
use anyhow::Context;
use marz::document::Document;
use marz::gazetteer::{Gazetteer, PlaceId};
use marz::mention::Mention;
use marz::pipeline::{self, Atlas};
use marz::read::{self, ReadOptions};
use marz::region::Region;
use marz::resolve::{self, Located, Resolution};
use marz::rules::Fired;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Show what each stage saw in a report, and why it decided so
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  marz explain report.txt
  marz explain report.txt --stage mentions
  marz explain report.txt --stage reports
  marz explain reports.jsonl --json | jq 'select(.use == \"actor\")'")]
pub struct Args {
    /// The report, or a file or folder of reports; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// How far to go: the names found and what they are used for, their places too, or what is reported
    #[arg(long, value_enum, default_value_t)]
    stage: Stage,

    /// Write a JSON object for each name, one a line, with spans in bytes of the text
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    gazetteer: GazetteerOptions,

    #[command(flatten)]
    border: BorderOptions,
}

/// The stages that explain themselves.
#[derive(clap::ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    /// Names and what they are used for, with the rule that said so.
    Mentions,
    /// And the places they stand for, with the candidates and their scores.
    #[default]
    Places,
    /// What is reported: trigger, scope, status, place, and what was passed over.
    Reports,
}

impl Args {
    /// Writes what was seen in each document; a document that cannot be read is said on standard error.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let region = Region::embedded(&self.border.border)?;
        let (gazetteer, rules) = self.gazetteer.open_ruled(std::slice::from_ref(&self.file))?;
        let atlas = Atlas { gazetteer, region: &region, rules: rules.as_ref() };
        let (mut outcome, mut fired) = (Outcome::Complete, Fired::default());
        for document in read::path(&self.file, &ReadOptions::default()) {
            match document {
                Ok(document) => self.explain(&atlas, &document, &mut fired, out)?,
                Err(error) => {
                    eprintln!("marz: {:#}", anyhow::Error::from(error));
                    outcome = Outcome::Partial;
                }
            }
        }
        tell(rules.map(|rules| rules.applied(&fired)).as_ref());
        Ok(outcome)
    }

    fn explain(
        &self,
        atlas: &Atlas<'_>,
        document: &Document,
        fired: &mut Fired,
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        if self.stage == Stage::Reports {
            return reports::explain(atlas, document, fired, out).context("cannot write");
        }
        let gazetteer = atlas.gazetteer;
        let mentions = pipeline::mentions(atlas, document, fired);
        let rows: Vec<(Mention, Option<Located>)> = match self.stage {
            Stage::Mentions => mentions.into_iter().map(|mention| (mention, None)).collect(),
            Stage::Places | Stage::Reports => {
                resolve::places(gazetteer, atlas.region, document, mentions)
                    .into_iter()
                    .map(|located| (located.mention.clone(), Some(located)))
                    .collect()
            }
        };
        if !self.json {
            writeln!(out, "{}: {} names", document.id, rows.len())?;
        }
        for (mention, located) in &rows {
            let text = mention.span.of(&document.text);
            if self.json {
                let row = as_json(gazetteer, document, mention, located.as_ref());
                serde_json::to_writer(&mut *out, &row).context("cannot write")?;
                writeln!(out)?;
                continue;
            }
            let cue = mention.cue.map(|cue| format!(", {}", word(&cue))).unwrap_or_default();
            writeln!(
                out,
                "\n  {text}  ({}{cue}) at {}\n      use    {}, by rule {}",
                word(&mention.found),
                mention.span.start,
                word(&mention.usage),
                mention.rule
            )?;
            if let Some(located) = located {
                writeln!(out, "      place  {}", in_words(gazetteer, &located.resolution))?;
                for (place, score) in located.alternatives.iter().take(4) {
                    writeln!(out, "      {score:>6.1} {}", describe(gazetteer, *place))?;
                }
            }
        }
        Ok(())
    }
}

/// How a value of the library names itself in its layers.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn describe(gazetteer: &Gazetteer, id: PlaceId) -> String {
    let place = gazetteer.place(id);
    let container = place.admin1.map(str::to_owned);
    let container = container.or(place.country.map(|country| country.code().to_owned()));
    format!(
        "{} ({}, {}) {}",
        place.name,
        word(&place.class),
        container.as_deref().unwrap_or("nowhere"),
        place.key
    )
}

fn in_words(gazetteer: &Gazetteer, resolution: &Resolution) -> String {
    match resolution {
        Resolution::Place { place, confidence } => {
            format!("{}, confidence {}", describe(gazetteer, *place), word(confidence))
        }
        Resolution::Border => "the border itself".to_owned(),
        Resolution::Within { container: Some(place) } => {
            format!("in no gazetteer, within {}", describe(gazetteer, *place))
        }
        Resolution::Within { container: None } => "in no gazetteer".to_owned(),
        Resolution::Ambiguous => "ambiguous between".to_owned(),
        other => format!("{other:?}"),
    }
}

fn as_json(
    gazetteer: &Gazetteer,
    document: &Document,
    mention: &Mention,
    located: Option<&Located>,
) -> Value {
    let mut row = json!({
        "doc": document.id,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.of(&document.text),
        "found": mention.found,
        "cue": mention.cue,
        "use": mention.usage,
        "rule": mention.rule,
    });
    if let Some(located) = located {
        let place = match located.resolution {
            Resolution::Place { place, .. } => Some(gazetteer.place(place)),
            _ => None,
        };
        row["resolution"] = match &located.resolution {
            Resolution::Place { .. } => "place".into(),
            Resolution::Border => "border".into(),
            Resolution::Within { .. } => "within".into(),
            _ => "ambiguous".into(),
        };
        row["place"] = place.map(|place| place.key).into();
        row["lat"] = place.and_then(|place| place.position).map(marz::earth::LatLng::lat).into();
        row["lon"] = place.and_then(|place| place.position).map(marz::earth::LatLng::lng).into();
        row["candidates"] = located
            .alternatives
            .iter()
            .map(|(id, score)| json!({ "place": gazetteer.place(*id).key, "score": score }))
            .collect();
    }
    row
}
