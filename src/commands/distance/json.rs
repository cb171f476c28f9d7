//! Points from JSON: an object a line, or documents of any size, of which one point is in memory at a time.

use super::files::{LATITUDES, LONGITUDES, Point};
use marz::earth::LatLng;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::io::BufRead;

/// What becomes of a point.
type Take<'t> = dyn FnMut(Point) -> anyhow::Result<()> + 't;

/// Reads all points: of objects a line, if the first line is one; else of a GeoJSON document, an array, or several of
/// them.
pub fn read(mut reader: impl BufRead, path: &str, take: &mut Take<'_>) -> anyhow::Result<()> {
    let start = reader.fill_buf()?;
    let first = start.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let a_line = first.and_then(|line| serde_json::from_slice::<Map<String, Value>>(line).ok());
    if a_line.is_some_and(|object| !object.contains_key("features")) {
        return lines(reader, path, take);
    }
    let mut points = Points { number: 0, take, failure: None };
    let mut documents = serde_json::Deserializer::from_reader(reader);
    let outcome = loop {
        if let Err(error) = points.deserialize(&mut documents) {
            break Err(error);
        }
        // Nothing but blanks may be left, or another document.
        match documents.end() {
            Ok(()) => break Ok(()),
            Err(error) if error.is_syntax() => {}
            Err(error) => break Err(error),
        }
    };
    if let Some(failure) = points.failure {
        return Err(failure);
    }
    outcome.map_err(|error| anyhow::anyhow!("{path} is no JSON that can be read: {error}"))
}

fn lines(reader: impl BufRead, path: &str, take: &mut Take<'_>) -> anyhow::Result<()> {
    for (text, line) in reader.lines().zip(1..) {
        let text = text.map_err(|error| anyhow::anyhow!("{path}, line {line}: {error}"))?;
        if text.trim().is_empty() {
            continue;
        }
        let place = ("line", line);
        let point = match serde_json::from_str::<Value>(text.trim()) {
            Ok(value) => point(value, place),
            Err(error) => Point { place, at: Err(error.to_string()), carried: Vec::new() },
        };
        take(point)?;
    }
    Ok(())
}

/// The points of documents, handed on one by one.
struct Points<'t> {
    /// How many there were.
    number: u64,
    take: &'t mut Take<'t>,
    /// Why no more of them are wanted.
    failure: Option<anyhow::Error>,
}

impl Points<'_> {
    fn hand_on<E: serde::de::Error>(&mut self, value: Value) -> Result<(), E> {
        self.number += 1;
        (self.take)(point(value, ("feature", self.number))).map_err(|error| {
            self.failure = Some(error);
            E::custom("no more points are wanted")
        })
    }
}

impl<'de> DeserializeSeed<'de> for &mut Points<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Points<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("GeoJSON, or objects with lat and lon")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element_seed(&mut *self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut object = Map::new();
        let mut collection = false;
        while let Some(key) = members.next_key::<String>()? {
            if key == "features" {
                collection = true;
                members.next_value_seed(&mut *self)?;
            } else {
                object.insert(key, members.next_value()?);
            }
        }
        if collection { Ok(()) } else { self.hand_on(Value::Object(object)) }
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.hand_on(value.into())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.hand_on(value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.hand_on(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.hand_on(value.into())
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.hand_on(value.into())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.hand_on(Value::Null)
    }
}

fn point(value: Value, place: (&'static str, u64)) -> Point {
    match value {
        Value::Object(object) => Point { place, at: located(&object), carried: carried(object) },
        other => Point { place, at: Err(format!("{other} is no point")), carried: Vec::new() },
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
