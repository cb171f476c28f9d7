//! `marz mentions`.

use super::reports::ReportOptions;
use super::{BorderOptions, Format, FormatOptions, Outcome, ThreadOptions, print};
use marz::layer::counts::{By, Count};
use std::io::Write;

/// Count where reports say things are: mentions by province, place, country or month
///
/// Only names that are meant as places are counted: not "Moscow said", not "the Tajik-Afghan border". `once` counts
/// a passage that several reports share one time.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  marz mentions reports/                     by province
  marz mentions reports/ --by place --csv    by place, for a spreadsheet
  marz mentions a.txt b.html --by country    of two files")]
pub struct Args {
    #[command(flatten)]
    reports: ReportOptions,

    /// What to count by
    #[arg(long, value_enum, default_value_t)]
    by: Choice,

    #[command(flatten)]
    format: FormatOptions,

    #[command(flatten)]
    border: BorderOptions,

    #[command(flatten)]
    threads: ThreadOptions,
}

#[derive(clap::ValueEnum, Debug, Clone, Copy, Default)]
enum Choice {
    #[default]
    Province,
    Place,
    Country,
    Month,
}

impl Args {
    /// Reads the reports and prints how often each province, place, country or month is met.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let by = match self.by {
            Choice::Province => By::Province,
            Choice::Place => By::Place,
            Choice::Country => By::Country,
            Choice::Month => By::Month,
        };
        let (counts, outcome) = self.reports.count(&self.border, self.threads, by)?;
        match self.format.format() {
            Format::Json => print::json(out, &counts)?,
            Format::Csv => print::csv(out, &counts)?,
            Format::Table => {
                let rows = counts.iter().map(row).collect();
                print::table(out, &["", "", "mentions", "once", "reports", "km to border"], rows)?;
            }
        }
        Ok(outcome)
    }
}

fn row(count: &Count) -> Vec<String> {
    let distance = match (count.border_dist_min_km, count.border_dist_max_km) {
        (Some(near), Some(far)) if (far - near).abs() > 0.05 => format!("{near:.0} to {far:.0}"),
        (Some(near), _) => format!("{near:.1}"),
        _ => String::new(),
    };
    vec![
        count.key.clone(),
        count.name.clone(),
        count.mentions_raw.to_string(),
        count.mentions_unique.to_string(),
        count.documents.to_string(),
        distance,
    ]
}
