//! The commands, a file each: options into library calls.

pub mod borders;
pub mod completions;
pub mod distance;
#[cfg(feature = "draw")]
pub mod draw;
pub mod eval;
pub mod explain;
pub mod gazetteer;
pub mod map;
pub mod mentions;
pub mod places;
pub mod print;
pub mod reports;

use marz::gazetteer::Gazetteer;
use marz::region::{Region, Source};
use marz::rules::Rules;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

/// How a command that was carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it was done.
    Complete,
    /// Some inputs were left out; each was named on standard error.
    Partial,
}

/// Which border, from where.
#[derive(clap::Args, Debug, Clone)]
#[command(next_help_heading = "Border")]
pub struct BorderOptions {
    /// The two sides, home side first, as ISO 3166 country codes: TJ-AF, IN-PK (see `marz borders`)
    #[arg(long, value_name = "AA-BB", default_value = "TJ-AF")]
    pub border: String,

    /// A line of your own to measure to, as a GeoJSON file, instead of the embedded one
    #[arg(long, value_name = "FILE.geojson")]
    pub border_line: Option<PathBuf>,

    /// A region of your own: sides, line and provinces, as a TOML file
    #[arg(long, value_name = "FILE.toml")]
    pub region: Option<PathBuf>,

    /// Where the embedded line comes from
    #[arg(long, value_name = "SOURCE", value_enum, default_value_t)]
    pub border_source: BorderSource,
}

impl BorderOptions {
    /// The region asked for.
    pub fn region(&self) -> anyhow::Result<Region> {
        Ok(match (&self.region, &self.border_line, self.border_source) {
            (Some(file), _, _) => Region::from_toml(file)?,
            (None, Some(file), _) => Region::with_line(&self.border, file)?,
            (None, None, BorderSource::Osm) => Region::embedded(&self.border)?,
            (None, None, BorderSource::NaturalEarth) => {
                Region::embedded_from(&self.border, Source::NaturalEarth)?
            }
        })
    }

    /// The options that [`describe`](Self::describe) told of.
    #[cfg(feature = "draw")]
    pub fn described(&self, told: &BTreeMap<String, String>) -> Self {
        let file = |name: &str| told.get(name).map(PathBuf::from);
        let source = match told.get("border_source").map(String::as_str) {
            Some("NaturalEarth") => BorderSource::NaturalEarth,
            _ => BorderSource::Osm,
        };
        Self {
            border: told.get("border").unwrap_or(&self.border).clone(),
            border_line: file("border_line"),
            region: file("region"),
            border_source: source,
        }
    }

    /// What was asked for, for the record.
    pub fn describe(&self) -> BTreeMap<String, String> {
        let file = |path: &PathBuf| path.display().to_string();
        let given = [
            ("border", Some(self.border.to_uppercase())),
            ("border_line", self.border_line.as_ref().map(file)),
            ("region", self.region.as_ref().map(file)),
            ("border_source", Some(format!("{:?}", self.border_source))),
        ];
        let given = given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        given.collect()
    }
}

/// Which gazetteer.
#[derive(clap::Args, Debug, Clone)]
#[command(next_help_heading = "Places")]
pub struct GazetteerOptions {
    /// A gazetteer of your own, made by `marz gazetteer import`, instead of the embedded one
    #[arg(long, value_name = "FILE", env = "MARZ_GAZETTEER")]
    pub gazetteer: Option<PathBuf>,

    /// A table of places of your own; places.csv and `place_names.csv` beside the reports are read anyway
    #[arg(long = "places", value_name = "FILE.csv")]
    pub own: Vec<PathBuf>,

    /// A file of rules of your own; rules.toml beside the reports is read anyway
    ///
    /// Its tables: `[[place]]`, `[[alias]]` and `[[never]]` teach places, other names, and what is never a place;
    /// `[[use]]` says what a name is used for; `[[trigger]]` adds words that report an incident.
    #[arg(long, value_name = "FILE.toml")]
    pub rules: Vec<PathBuf>,
}

impl GazetteerOptions {
    /// The gazetteer asked for; it stays open as long as the program runs.
    pub fn open(&self) -> anyhow::Result<&'static Gazetteer> {
        self.open_beside(&[])
    }

    /// The gazetteer asked for, with the places and names of the user's own that lie beside the reports.
    pub fn open_beside(&self, reports: &[PathBuf]) -> anyhow::Result<&'static Gazetteer> {
        Ok(self.open_ruled(reports)?.0)
    }

    /// The same, and the rules of the user's own, if there are any.
    pub fn open_ruled(
        &self,
        reports: &[PathBuf],
    ) -> anyhow::Result<(&'static Gazetteer, Option<Rules>)> {
        let base: &'static Gazetteer = match &self.gazetteer {
            Some(file) => Box::leak(Box::new(Gazetteer::open(file)?)),
            None => Gazetteer::embedded(),
        };
        let folder = |path: &PathBuf| {
            if path.is_dir() { path.clone() } else { path.with_file_name("") }
        };
        let folders: BTreeSet<PathBuf> = reports.iter().chain(&self.own).map(folder).collect();
        let beside = |name: &str| -> BTreeSet<PathBuf> {
            folders.iter().map(|folder| folder.join(name)).filter(|path| path.is_file()).collect()
        };
        let mut places = beside("places.csv");
        places.extend(self.own.iter().cloned());
        let (places, names) = (Vec::from_iter(places), Vec::from_iter(beside("place_names.csv")));
        let mut rules = beside("rules.toml");
        rules.extend(self.rules.iter().cloned());
        let rules = Vec::from_iter(rules);
        if !rules.is_empty() {
            let rules = Rules::read(&rules)?;
            let gazetteer = Box::leak(Box::new(rules.gazetteer(base, &places, &names)?));
            return Ok((gazetteer, Some(rules)));
        }
        if places.is_empty() && names.is_empty() {
            return Ok((base, None));
        }
        Ok((Box::leak(Box::new(base.with_own(&places, &names)?)), None))
    }
}

/// The sources of embedded border lines.
#[derive(clap::ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BorderSource {
    /// OpenStreetMap, about 10 m detail; Natural Earth where it has no line.
    #[default]
    Osm,
    /// Natural Earth 1:10m, public domain.
    NaturalEarth,
}

/// How much of the machine to use.
#[derive(clap::Args, Debug, Clone, Copy)]
pub struct ThreadOptions {
    /// Threads to work with; the result is the same for any number [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

impl ThreadOptions {
    /// Makes the pipeline use as many threads as asked for.
    pub fn apply(self) -> anyhow::Result<()> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global()?;
        }
        Ok(())
    }
}

/// How to write a result to standard output.
#[derive(clap::Args, Debug, Clone, Copy)]
#[group(multiple = false)]
pub struct FormatOptions {
    /// Write JSON
    #[arg(long)]
    pub json: bool,

    /// Write CSV
    #[arg(long)]
    pub csv: bool,
}

/// The forms a result can take on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for people.
    Table,
    /// JSON.
    Json,
    /// Comma-separated values with a header.
    Csv,
}

impl FormatOptions {
    /// The form asked for.
    pub fn format(self) -> Format {
        if self.json {
            Format::Json
        } else if self.csv {
            Format::Csv
        } else {
            Format::Table
        }
    }
}

/// Whether an error is that nobody reads our output any more.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}
