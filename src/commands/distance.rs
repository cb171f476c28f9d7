//! `marz distance`.

mod files;
mod json;
mod places;
mod rows;

use super::{BorderOptions, FormatOptions, GazetteerOptions, Outcome, ThreadOptions};
use marz::earth::{LatLng, Metres};
use marz::region::crossings;
use rows::{Form, Measure};
use std::io::Write;

/// Measure to the border: distance, side, nearest point, kilometre along it
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  marz distance Ayvoj Shaymak Khorog 'Sher Khan Bandar'
  marz distance 37.19,68.61 --exact
  marz distance Khorog --borders 3
  marz distance points.csv --within 25km > near.csv
  cat points.ndjson | marz distance - --geojson

A name that several places on the two sides bear gives a row for each. Distances are geodesics of WGS 84 to the line
itself; no more digits are shown than the line is good for, unless --exact is given.")]
pub struct Args {
    /// Names of places, LAT,LON pairs, or files of points: CSV with columns lat and lon, GeoJSON, one JSON object a
    /// line; - is standard input
    #[arg(required = true, value_name = "WHAT", allow_negative_numbers = true)]
    what: Vec<String>,

    /// Leave out what is farther from the line: 25km, 500m
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    within: Option<Metres>,

    /// Show all digits, to the millimetre
    #[arg(long)]
    exact: bool,

    /// Name the nearest land borders of the world too, and how far they are; slow for files of many points
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3", default_value = "0")]
    borders: usize,

    /// Length of the border's sections
    #[arg(long, value_name = "LENGTH", value_parser = length, default_value = "25km")]
    section_length: Metres,

    /// Write GeoJSON
    #[arg(long, conflicts_with_all = ["json", "csv"])]
    geojson: bool,

    #[command(flatten)]
    format: FormatOptions,

    #[command(flatten)]
    gazetteer: GazetteerOptions,

    #[command(flatten)]
    border: BorderOptions,

    #[command(flatten)]
    threads: ThreadOptions,
}

impl Args {
    /// Measures each input in turn; what is not understood is named on standard error.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        if let Some(threads) = self.threads.threads {
            // It can only be set once; nothing is lost if it is.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
        }
        let region = self.border.region()?;
        let gazetteer = self.gazetteer.open()?;
        let measure = Measure {
            region: &region,
            within: self.within,
            exact: self.exact,
            section_length: self.section_length,
            borders: self.borders,
            crossings: crossings(gazetteer, &region),
        };
        let (inputs, asked): (Vec<&String>, Vec<&String>) =
            self.what.iter().partition(|what| files::is_file(what));
        let form = Form::of(self.geojson, self.format.format(), !inputs.is_empty());
        let mut writer = rows::Writer::new(form, &measure, out);
        let mut outcome = Outcome::Complete;
        let mut fail = |message: String| {
            eprintln!("marz: {message}");
            outcome = Outcome::Partial;
        };
        for what in asked {
            match position(what) {
                Some(Ok(at)) => writer.write(&measure.point(what, at))?,
                Some(Err(error)) => fail(error),
                None => match places::measured(&measure, gazetteer, what) {
                    Ok(found) => found.iter().try_for_each(|row| writer.write(row))?,
                    Err(message) => fail(message),
                },
            }
        }
        for input in inputs {
            files::measure(input, &measure, &mut writer, &mut fail)?;
        }
        if let Some(left_out) = writer.finish()? {
            eprintln!("marz: {left_out}");
            outcome = Outcome::Partial;
        }
        Ok(outcome)
    }
}

/// The position that `37.5,71.5` means; `None` if it is no pair of numbers at all.
fn position(text: &str) -> Option<Result<LatLng, String>> {
    let (lat, lng) = text.split_once([',', ';'])?;
    let (lat, lng) = (lat.trim().parse().ok()?, lng.trim().parse().ok()?);
    Some(LatLng::new(lat, lng).map_err(|error| format!("{text}: {error} (latitude comes first)")))
}

/// A length with its unit; kilometres if there is none.
fn length(text: &str) -> anyhow::Result<Metres> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "km" => 1000.0,
        "m" => 1.0,
        other => anyhow::bail!("{other} is no unit: km or m"),
    };
    let number: f64 = digits.trim().parse()?;
    anyhow::ensure!(number.is_finite() && number > 0.0, "a length is more than nothing");
    Ok(Metres(number * unit))
}
