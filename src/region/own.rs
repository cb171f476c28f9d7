//! Lines and regions of one's own: GeoJSON and TOML.

use super::{Border, Region, Source, pair};
use crate::earth::{LatLng, Line, densify};
use geojson::{GeoJson, GeometryValue};
use serde::Deserialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a line or region of one's own cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnLineError {
    /// The file could not be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no GeoJSON.
    #[error("{} is not GeoJSON", path.display())]
    GeoJson {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<geojson::Error>,
    },
    /// The file holds no line, or a position out of range.
    #[error("{}: {what}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        what: String,
    },
    /// The file is no region.
    #[error("{} is not a region file", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        source: Box<toml::de::Error>,
    },
    /// The region names an unknown border.
    #[error("{}", path.display())]
    Border {
        /// The file.
        path: PathBuf,
        /// Which.
        source: pair::UnknownBorder,
    },
}

/// A region file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What the region is called.
    name: Option<String>,
    /// The two countries, home side first: `"TJ-AF"`.
    border: String,
    /// A GeoJSON file with the line, home side on the left, beside this file; the embedded line if there is none.
    line: Option<PathBuf>,
}

impl Region {
    /// The region of a pair of countries along a line of one's own.
    ///
    /// The edges of GeoJSON are straight in longitude and latitude; they are densified until geodesics are within a
    /// millimetre of them. The home side is on the left of the line as it is written.
    ///
    /// # Errors
    ///
    /// [`OwnLineError`] if the file cannot be read or has no line, or `pair` is no pair of countries.
    pub fn with_line(pair: &str, path: &Path) -> Result<Self, OwnLineError> {
        let sides = pair::sides(pair)
            .map_err(|source| OwnLineError::Border { path: path.to_owned(), source })?;
        Ok(Self::of(Border::own(sides, read_line(path)?)))
    }

    /// The region that a TOML file describes: `border = "TJ-AF"`, and optionally `name` and `line` (a GeoJSON file).
    ///
    /// # Errors
    ///
    /// [`OwnLineError`] if the file or its line cannot be read, or it names an unknown border.
    pub fn from_toml(path: &Path) -> Result<Self, OwnLineError> {
        let text = fs::read_to_string(path)
            .map_err(|source| OwnLineError::Io { path: path.to_owned(), source })?;
        let file: File = toml::from_str(&text).map_err(|source| OwnLineError::Toml {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        let mut region = match &file.line {
            Some(line) => {
                let beside = path.parent().unwrap_or(Path::new("")).join(line);
                Self::with_line(&file.border, &beside)?
            }
            None => Self::embedded_from(&file.border, Source::Osm)
                .map_err(|source| OwnLineError::Border { path: path.to_owned(), source })?,
        };
        if let Some(name) = file.name {
            region.name = name;
        }
        Ok(region)
    }
}

fn read_line(path: &Path) -> Result<Line, OwnLineError> {
    let text = fs::read_to_string(path)
        .map_err(|source| OwnLineError::Io { path: path.to_owned(), source })?;
    let json: GeoJson = text.parse().map_err(|source| OwnLineError::GeoJson {
        path: path.to_owned(),
        source: Box::new(source),
    })?;
    let mut parts = Vec::new();
    match json {
        GeoJson::Geometry(geometry) => collect(&geometry.value, &mut parts),
        GeoJson::Feature(feature) => {
            feature.geometry.iter().for_each(|geometry| collect(&geometry.value, &mut parts));
        }
        GeoJson::FeatureCollection(features) => {
            for geometry in features.features.iter().filter_map(|feature| feature.geometry.as_ref())
            {
                collect(&geometry.value, &mut parts);
            }
        }
    }
    let wrong = |what: &str| OwnLineError::Line { path: path.to_owned(), what: what.to_owned() };
    let positions = |part: &Vec<[f64; 2]>| {
        part.iter()
            .map(|&[lng, lat]| LatLng::new(lat, lng).map_err(|error| wrong(&error.to_string())))
            .collect::<Result<Vec<_>, _>>()
    };
    let parts = parts.iter().map(positions).collect::<Result<Vec<_>, _>>()?;
    let dense: Vec<Vec<LatLng>> = parts.iter().map(|part| densify(part, 0.001)).collect();
    Line::new(&dense)
        .map_err(|_| wrong("has no LineString with two positions: save the border as a line"))
}

fn collect(value: &GeometryValue, parts: &mut Vec<Vec<[f64; 2]>>) {
    let pairs = |line: &[geojson::Position]| {
        line.iter()
            .filter(|position| position.len() >= 2)
            .map(|position| [position[0], position[1]])
            .collect()
    };
    match value {
        GeometryValue::LineString { coordinates } => parts.push(pairs(coordinates)),
        GeometryValue::MultiLineString { coordinates } => {
            parts.extend(coordinates.iter().map(|line| pairs(line)));
        }
        GeometryValue::GeometryCollection { geometries } => {
            for geometry in geometries {
                collect(&geometry.value, parts);
            }
        }
        _ => {}
    }
}
