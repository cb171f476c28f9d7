//! `marz map`.

use super::reports::{ReportOptions, Survey};
use super::{BorderOptions, Outcome, ThreadOptions};
use anyhow::Context;
use marz::write;
use std::io::Write;
use std::path::PathBuf;

/// Write every layer, the tables and map.html of a set of reports
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  marz map reports/ -o out/                          a folder of reports
  marz map a.txt --published 2024-11-25 -o out/      one report, with its date
  curl … | marz map - --language ru -o out/          standard input
  marz map reports/ --border IN-PK -o out/           another border

Open out/map.html in a browser; the *.geojson files in QGIS or geojson.io; the *.csv files in a spreadsheet.")]
pub struct Args {
    #[command(flatten)]
    reports: ReportOptions,

    /// The folder to write to; made if need be
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,

    #[command(flatten)]
    border: BorderOptions,

    #[command(flatten)]
    threads: ThreadOptions,
}

impl Args {
    /// Reads the reports, writes the layers, and says in a few lines what they hold.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        // Before the work, not after it.
        std::fs::create_dir_all(&self.output).with_context(|| {
            format!("cannot write to {}: choose another folder with -o", self.output.display())
        })?;
        let Survey { layers, outcome } = self.reports.survey(&self.border, self.threads)?;
        let names = write::folder(&layers, &self.output)?;
        let count = |name: &str| layers.manifest.counts.get(name).copied().unwrap_or(0);
        let (documents, off_map) =
            (layers.manifest.documents.len(), layers.manifest.unplaced.len());
        writeln!(
            out,
            "{documents} reports: {} mentions of {} places on the map, {} incidents at places and {} in provinces, \
             {} facilities; {off_map} records are not on the map (manifest.json says why)",
            count("mentions.geojson"),
            count("places.geojson"),
            count("incidents.geojson"),
            count("incidents_area.geojson"),
            count("facilities.geojson"),
        )?;
        let page = self.output.join("map.html");
        writeln!(
            out,
            "{} files in {}; open {}",
            names.len(),
            self.output.display(),
            page.display()
        )?;
        Ok(outcome)
    }
}
