//! GeoJSON as RFC 7946 has it, a feature a line.

use super::json;
use crate::layer::{Columns, Feature, Layer, Position, Shape, rounded};
use serde::Serialize;
use serde_json::{Value, json as value};

#[derive(Serialize)]
struct Written<'f> {
    r#type: &'static str,
    id: &'f str,
    geometry: Value,
    properties: &'f Columns,
}

/// The layer as a `FeatureCollection`.
#[must_use]
pub fn layer(layer: &Layer) -> String {
    let lines: Vec<String> =
        layer.features.iter().map(|each| feature(each, layer.decimals)).collect();
    let bounds = bounds(layer).map(|bounds| format!("\"bbox\":{},", json(&bounds)));
    format!(
        "{{\"type\":\"FeatureCollection\",\"name\":\"{}\",{}\"features\":[\n{}\n]}}\n",
        layer.name,
        bounds.unwrap_or_default(),
        lines.join(",\n")
    )
}

fn feature(feature: &Feature, decimals: u8) -> String {
    json(&Written {
        r#type: "Feature",
        id: &feature.id,
        geometry: geometry(&feature.shape, decimals),
        properties: &feature.columns,
    })
}

fn geometry(shape: &Shape, decimals: u8) -> Value {
    let line = |positions: &Vec<Position>| line(positions, decimals);
    match shape {
        Shape::Point(at) => value!({ "type": "Point", "coordinates": pair(*at, decimals) }),
        Shape::Lines(lines) => {
            let lines: Vec<Value> = lines.iter().map(line).collect();
            value!({ "type": "MultiLineString", "coordinates": lines })
        }
        Shape::Polygons(polygons) => {
            let rings = |polygon: &Vec<Vec<Position>>| polygon.iter().map(line).collect::<Value>();
            let polygons: Vec<Value> = polygons.iter().map(rings).collect();
            value!({ "type": "MultiPolygon", "coordinates": polygons })
        }
    }
}

/// Positions, without those that rounding makes equal to the one before.
fn line(positions: &[Position], decimals: u8) -> Value {
    /// The fewest positions of a ring (RFC 7946, section 3.1.6): rounding must not leave fewer.
    const LEAST: usize = 4;
    let all: Vec<[f64; 2]> = positions.iter().map(|at| pair(*at, decimals)).collect();
    let mut distinct = all.clone();
    distinct.dedup();
    value!(if distinct.len() < LEAST { all } else { distinct })
}

/// Longitude first.
fn pair(at: Position, decimals: u8) -> [f64; 2] {
    [rounded(at.lng(), decimals), rounded(at.lat(), decimals)]
}

/// West, south, east, north of all features.
fn bounds(layer: &Layer) -> Option<[f64; 4]> {
    let mut bounds: Option<[f64; 4]> = None;
    let mut add = |at: &Position| {
        let [lng, lat] = pair(*at, layer.decimals);
        let [west, south, east, north] = bounds.unwrap_or([lng, lat, lng, lat]);
        bounds = Some([west.min(lng), south.min(lat), east.max(lng), north.max(lat)]);
    };
    for feature in &layer.features {
        match &feature.shape {
            Shape::Point(at) => add(at),
            Shape::Lines(lines) => lines.iter().flatten().for_each(&mut add),
            Shape::Polygons(polygons) => polygons.iter().flatten().flatten().for_each(&mut add),
        }
    }
    bounds
}
