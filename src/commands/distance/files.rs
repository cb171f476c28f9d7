//! Points from files: read in bounded memory, measured on all cores, written in their order.

use super::rows::{Measure, Row, Writer};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use marz::earth::LatLng;
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::Path;

/// Points in memory at a time.
const CHUNK: usize = 16_384;
const LATITUDES: [&str; 4] = ["lat", "latitude", "y", "lat_dd"];
const LONGITUDES: [&str; 6] = ["lon", "lng", "longitude", "long", "x", "lon_dd"];

/// A point of a file: where it stands, its position or what is wrong with it, its other columns.
struct Point {
    line: u64,
    at: Result<LatLng, String>,
    carried: Vec<(String, Value)>,
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
    let json = start
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
                    row.carried = point.carried;
                    Ok(row)
                }
                Err(error) => Err(format!("{path}, line {}: {error}", point.line)),
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
    if json {
        read_json(reader, path, &mut take)?;
    } else {
        read_csv(reader, path, &mut take)?;
    }
    flush(&mut chunk)?;
    progress.finish_and_clear();
    Ok(())
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
                line: row.position().map_or(0, csv::Position::line),
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
                line: error.position().map_or(0, csv::Position::line),
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

/// JSON: an object a line, or a whole GeoJSON document.
fn read_json(
    reader: impl BufRead,
    path: &str,
    take: &mut impl FnMut(Point) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut rest = String::new();
    for (text, line) in reader.lines().zip(1..) {
        let text = text.with_context(|| format!("{path}, line {line}"))?;
        if !rest.is_empty() {
            rest.push_str(&text);
            rest.push('\n');
            continue;
        }
        match serde_json::from_str::<Value>(text.trim()) {
            Ok(value) => features(value, line, take)?,
            Err(_) if text.trim().is_empty() => {}
            // The first line of a document over many lines: a GeoJSON file.
            Err(error) if error.is_eof() && line == 1 => rest = text + "\n",
            Err(error) => take(Point { line, at: Err(error.to_string()), carried: Vec::new() })?,
        }
    }
    if !rest.is_empty() {
        let value = serde_json::from_str(&rest).with_context(|| format!("{path} is not JSON"))?;
        features(value, 1, take)?;
    }
    Ok(())
}

fn features(
    value: Value,
    line: u64,
    take: &mut impl FnMut(Point) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match value {
        Value::Array(values) => {
            values.into_iter().try_for_each(|value| features(value, line, take))
        }
        Value::Object(mut object) => match object.remove("features") {
            Some(Value::Array(values)) => {
                values.into_iter().try_for_each(|value| features(value, line, take))
            }
            _ => take(Point { line, at: located(&object), carried: carried(object) }),
        },
        other => take(Point { line, at: Err(format!("{other} is no point")), carried: Vec::new() }),
    }
}

fn located(object: &Map<String, Value>) -> Result<LatLng, String> {
    let geometry = object.get("geometry").and_then(Value::as_object).unwrap_or(object);
    let at = if let Some(coordinates) = geometry.get("coordinates") {
        if geometry.get("type").and_then(Value::as_str) != Some("Point") {
            return Err("its geometry is no Point".to_owned());
        }
        coordinates.get(1).and_then(Value::as_f64).zip(coordinates.get(0).and_then(Value::as_f64))
    } else {
        let number = |names: &[&str]| names.iter().find_map(|name| object.get(*name)?.as_f64());
        number(&LATITUDES).zip(number(&LONGITUDES))
    };
    let (lat, lng) = at.ok_or_else(|| "it has no position (lat and lon, or a Point)".to_owned())?;
    LatLng::new(lat, lng).map_err(|error| error.to_string())
}

/// The properties of a feature, or the other fields of an object.
fn carried(mut object: Map<String, Value>) -> Vec<(String, Value)> {
    let fields = match object.remove("properties") {
        Some(Value::Object(properties)) => properties,
        _ => object,
    };
    let own = |name: &str| {
        LATITUDES.contains(&name)
            || LONGITUDES.contains(&name)
            || ["geometry", "type", "coordinates"].contains(&name)
    };
    fields.into_iter().filter(|(name, _)| !own(name)).collect()
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
