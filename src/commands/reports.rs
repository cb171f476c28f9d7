//! What the commands that read reports share: which reports, how to read them, what was left out.

use super::{BorderOptions, GazetteerOptions, Outcome, ThreadOptions};
use indicatif::{ProgressBar, ProgressStyle};
use marz::document::{Document, Edtf};
use marz::layer::counts::{By, Count};
use marz::layer::{Correction, Layers, corrections};
use marz::pipeline::{self, Atlas};
use marz::read::{self, ReadOptions};
use marz::rules::Applied;
use marz::text::Language;
use std::path::PathBuf;
use std::time::Duration;

/// Which reports, and what to assume of them.
#[derive(clap::Args, Debug)]
#[command(next_help_heading = "Reports")]
pub struct ReportOptions {
    /// Files (.txt, .md, .html, .jsonl), folders of them, or - for standard input
    ///
    /// A folder may hold a table sources.csv with the columns file, title, url, publisher, published, language,
    /// origin and licence; all but `file` may be missing. Two more tables teach places: places.csv (name, lat, lon, kind, ru, tg, fa,
    /// names, country, admin1, `precision_km`, source; all but `name` may be missing) and `place_names.csv` (name, place: the id or a name of
    /// the place that is meant, or - for none).
    #[arg(required = true, value_name = "REPORTS")]
    pub reports: Vec<PathBuf>,

    /// When reports that do not say so were published: 2024-11-25, 2024-11, 2024-11~
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub published: Option<Edtf>,

    /// Who published reports that do not say so
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,

    /// The language of reports that do not say so: en, ru, tg, fa [default: detected]
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub language: Option<Language>,

    /// A table of decisions on records, applied last; review.csv has their ids
    ///
    /// Its columns: `target_id`, `sentence_sha`, `action` (set, drop, confirm, merge, split, add), `field`, `value`,
    /// `by`, `date`, `reason`.
    #[arg(long, value_name = "FILE.csv")]
    pub corrections: Option<PathBuf>,

    #[command(flatten)]
    pub gazetteer: GazetteerOptions,
}

/// What was made of the reports, and whether any were left out.
pub struct Survey {
    /// The layers.
    pub layers: Layers,
    /// Whether all reports were read.
    pub outcome: Outcome,
}

impl ReportOptions {
    /// Reads the reports and finds all there is in them, telling of each that cannot be read.
    pub fn survey(&self, border: &BorderOptions, threads: ThreadOptions) -> anyhow::Result<Survey> {
        let decisions = self.decisions()?;
        let survey = |atlas: &Atlas<'_>, documents: &mut dyn Iterator<Item = Document>| {
            pipeline::survey_corrected(atlas, documents, &decisions)
        };
        let (mut layers, left_out) = self.over(border, threads, survey)?;
        tell(layers.manifest.rules.as_ref());
        if let Some(done) = layers.manifest.corrections {
            eprintln!(
                "marz: corrections: {} applied, {} orphaned, {} in conflict",
                done.applied, done.orphaned, done.conflicting
            );
        }
        let outcome = if left_out.is_empty() { Outcome::Complete } else { Outcome::Partial };
        layers.manifest.left_out = left_out;
        layers.manifest.options = border.describe();
        Ok(Survey { layers, outcome })
    }

    /// Reads the reports and counts where they say things are, telling of each that cannot be read. Corrections are
    /// of records: no count changes by them.
    pub fn count(
        &self,
        border: &BorderOptions,
        threads: ThreadOptions,
        by: By,
    ) -> anyhow::Result<(Vec<Count>, Outcome)> {
        self.decisions()?;
        let count = |atlas: &Atlas<'_>, documents: &mut dyn Iterator<Item = Document>| {
            let (counts, fired) = pipeline::count_ruled(atlas, documents, by);
            tell(atlas.rules.map(|rules| rules.applied(&fired)).as_ref());
            counts
        };
        let (counts, left_out) = self.over(border, threads, count)?;
        let outcome = if left_out.is_empty() { Outcome::Complete } else { Outcome::Partial };
        Ok((counts, outcome))
    }

    fn decisions(&self) -> anyhow::Result<Vec<Correction>> {
        Ok(self.corrections.as_deref().map(corrections::read).transpose()?.unwrap_or_default())
    }

    /// What `work` makes of the reports, and what could not be read.
    fn over<T>(
        &self,
        border: &BorderOptions,
        threads: ThreadOptions,
        work: impl FnOnce(&Atlas<'_>, &mut dyn Iterator<Item = Document>) -> T,
    ) -> anyhow::Result<(T, Vec<String>)> {
        let region = border.region()?;
        let (gazetteer, rules) = self.gazetteer.open_ruled(&self.reports)?;
        threads.apply()?;
        let options = ReadOptions {
            published: self.published.clone(),
            publisher: self.publisher.clone(),
            language: self.language,
            ..ReadOptions::default()
        };
        let (progress, mut left_out, mut read) = (progress(), Vec::new(), 0_usize);
        let results = self.reports.iter().flat_map(|path| read::path(path, &options));
        let mut documents = results.filter_map(|result| match result {
            Ok(document) => {
                progress.inc(1);
                read += 1;
                Some(document)
            }
            Err(error) => {
                let message = format!("{:#}", anyhow::Error::from(error));
                progress.suspend(|| eprintln!("marz: {message}"));
                left_out.push(message);
                None
            }
        });
        let atlas = Atlas { gazetteer, region: &region, rules: rules.as_ref() };
        let made = work(&atlas, &mut documents);
        drop(documents);
        progress.finish_and_clear();
        anyhow::ensure!(read > 0, "there is nothing to map: no report could be read");
        Ok((made, left_out))
    }
}

/// Says what became of a user's rules.
pub(super) fn tell(rules: Option<&Applied>) {
    if let Some(applied) = rules {
        eprintln!("marz: rules: {applied}");
    }
}

/// A count of the reports read so far, on a terminal only.
fn progress() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} reports read, {elapsed}");
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = style {
        bar.set_style(style);
    }
    // Nothing is drawn for what takes no longer than a blink.
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn date(text: &str) -> Result<Edtf, String> {
    read::edtf(text).ok_or_else(|| "write 2024-11-25, 2024-11 or 2024 (add ~ for about)".to_owned())
}

/// A language of ours by its code.
pub(super) fn language(text: &str) -> Result<Language, String> {
    Language::from_code(text).ok_or_else(|| "marz reads en, ru, tg and fa".to_owned())
}
