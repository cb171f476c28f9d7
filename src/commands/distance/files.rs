//! Points from files: read in bounded memory, measured on all cores, written in their order.

use super::json;
use super::rows::{COLUMNS, Measure, Row, Writer};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use marz::earth::LatLng;
use rayon::prelude::*;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::Path;

/// Points in memory at a time.
const CHUNK: usize = 16_384;
pub const LATITUDES: [&str; 4] = ["lat", "latitude", "y", "lat_dd"];
pub const LONGITUDES: [&str; 6] = ["lon", "lng", "longitude", "long", "x", "lon_dd"];

/// A point of a file: where it stands, its position or what is wrong with it, its other columns.
pub struct Point {
    /// `line` or `feature`, and its number.
    pub place: (&'static str, u64),
    pub at: Result<LatLng, String>,
    pub carried: Vec<(String, Value)>,
}

/// Whether an argument is a file of points and no name.
pub fn is_file(what: &str) -> bool {
    let known = ["csv", "tsv", "json", "geojson", "ndjson", "jsonl"];
    let extension = Path::new(what).extension().and_then(|extension| extension.to_str());
    what == "-"
        || extension.is_some_and(|extension| known.contains(&extension))
        || Path::new(what).is_file()
}

/// Measures every point of a file; a bad one is passed to `fail` with its line.
pub fn measure(
    path: &str,
    measure: &Measure<'_>,
    writer: &mut Writer<'_>,
    fail: &mut impl FnMut(String),
) -> anyhow::Result<()> {
    let (reader, size): (Box<dyn Read>, u64) = if path == "-" {
        (Box::new(io::stdin().lock()), 0)
    } else {
        let file = File::open(path).with_context(|| format!("cannot read {path}"))?;
        let size = file.metadata().map(|metadata| metadata.len()).unwrap_or_default();
        (Box::new(file), size)
    };
    let progress = progress(size);
    let mut reader = BufReader::with_capacity(1 << 20, progress.wrap_read(reader));
    let start = reader.fill_buf().with_context(|| format!("cannot read {path}"))?;
    let is_json = start
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .is_some_and(|&b| b == b'{' || b == b'[');
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut flush = |chunk: &mut Vec<Point>| -> anyhow::Result<()> {
        let rows: Vec<Result<Row, String>> = chunk
            .par_drain(..)
            .map(|point| match point.at {
                Ok(at) => {
                    let mut row = measure.point("", at);
                    carry(point.carried, &mut row);
                    Ok(row)
                }
                Err(error) => {
                    let (what, number) = point.place;
                    Err(format!("{path}, {what} {number}: {error}"))
                }
            })
            .collect();
        for row in rows {
            match row {
                Ok(row) => writer.write(&row)?,
                Err(message) => fail(message),
            }
        }
        Ok(())
    };
    let mut take = |point: Point| -> anyhow::Result<()> {
        chunk.push(point);
        if chunk.len() == CHUNK { flush(&mut chunk) } else { Ok(()) }
    };
    if is_json {
        json::read(reader, path, &mut take)?;
    } else {
        read_csv(reader, path, &mut take)?;
    }
    flush(&mut chunk)?;
    progress.finish_and_clear();
    Ok(())
}

/// Gives a row the other columns of its point. A column `name` names the row; one that is called like a measure keeps
/// what it holds as `input_…`.
fn carry(columns: Vec<(String, Value)>, row: &mut Row) {
    for (name, value) in columns {
        if name == "name" {
            row.name = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        } else if COLUMNS.contains(&name.as_str()) {
            row.carried.push((format!("input_{name}"), value));
        } else {
            row.carried.push((name, value));
        }
    }
}

fn read_csv(
    reader: impl Read,
    path: &str,
    take: &mut impl FnMut(Point) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let delimiter =
        if Path::new(path).extension().is_some_and(|kind| kind.eq_ignore_ascii_case("tsv")) {
            b'\t'
        } else {
            b','
        };
    let mut rows =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
    let header = rows.headers().with_context(|| format!("cannot read {path}"))?.clone();
    let column = |names: &[&str]| {
        let named = |cell: &str| {
            names.contains(&cell.trim().trim_start_matches('\u{feff}').to_lowercase().as_str())
        };
        header.iter().position(named)
    };
    let (Some(lat), Some(lng)) = (column(&LATITUDES), column(&LONGITUDES)) else {
        anyhow::bail!(
            "{path} has no columns lat and lon; its header is {}",
            header.iter().collect::<Vec<_>>().join(",")
        );
    };
    for row in rows.records() {
        let point = match row {
            Ok(row) => Point {
                place: ("line", row.position().map_or(0, csv::Position::line)),
                at: parse(row.get(lat), row.get(lng)),
                carried: header
                    .iter()
                    .enumerate()
                    .filter(|(number, _)| *number != lat && *number != lng)
                    .map(|(number, name)| {
                        (name.to_owned(), row.get(number).unwrap_or_default().into())
                    })
                    .collect(),
            },
            Err(error) => Point {
                place: ("line", error.position().map_or(0, csv::Position::line)),
                at: Err(error.to_string()),
                carried: Vec::new(),
            },
        };
        take(point)?;
    }
    Ok(())
}

fn parse(lat: Option<&str>, lng: Option<&str>) -> Result<LatLng, String> {
    let number = |text: Option<&str>, what: &str| -> Result<f64, String> {
        let text = text.unwrap_or_default().trim();
        text.parse().map_err(|_| format!("{text:?} is no {what}"))
    };
    LatLng::new(number(lat, "latitude")?, number(lng, "longitude")?)
        .map_err(|error| error.to_string())
}

/// A bar on standard error, if somebody looks at it.
fn progress(size: u64) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = if size > 0 { ProgressBar::new(size) } else { ProgressBar::new_spinner() };
    let style =
        ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
    if let Ok(style) = style { bar.with_style(style) } else { bar }
}
