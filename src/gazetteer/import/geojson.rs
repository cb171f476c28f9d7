//! `GeoJSON`: features with properties, as Natural Earth and Who's On First give them.

use super::record::{Record, Refusal};
use super::source::Sink;
use super::{table, whosonfirst};
use geojson::{Feature, FeatureReader, GeometryValue};
use std::collections::BTreeMap;
use std::io;

/// Reads a collection feature by feature.
pub(super) fn read(bytes: impl io::Read, sink: &mut Sink<'_>) -> io::Result<()> {
    for (number, feature) in (1..).zip(FeatureReader::from_reader(bytes).features()) {
        match feature {
            Ok(feature) => sink(number, record(&feature)),
            // What is broken as JSON has no next feature.
            Err(error) => {
                let reason = format!("feature {number}: {error}");
                return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
            }
        }
    }
    Ok(())
}

fn record(feature: &Feature) -> Result<Record, Refusal> {
    let properties = feature.properties.as_ref().ok_or("no properties")?;
    if properties.contains_key("wof:id") {
        return whosonfirst::record(properties);
    }
    let at = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        Some(GeometryValue::Point { coordinates }) => match coordinates.as_slice() {
            [lng, lat, ..] if lat.abs() <= 90.0 && lng.abs() <= 180.0 => Some((*lat, *lng)),
            _ => return Err("no position".into()),
        },
        _ => None,
    };
    let fields: BTreeMap<String, String> = properties
        .iter()
        .filter_map(|(name, value)| {
            let text = match value {
                serde_json::Value::String(text) => text.trim().to_owned(),
                serde_json::Value::Number(number) => number.to_string(),
                _ => return None,
            };
            Some((name.to_lowercase(), text))
        })
        .collect();
    table::record(&fields, at)
}
