//! Records of Who's On First (<https://whosonfirst.org/docs/properties/>): an array in one file, or the
//! properties of a GeoJSON feature.

use super::super::build::Place;
use super::super::layout::ATTESTED;
use super::merge::add_name;
use super::record::{Record, Refusal};
use super::source::Sink;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::io;

/// Types of places and the class of ours.
const CLASSES: &[(&str, &str)] = &[
    ("country", "country"),
    ("dependency", "country"),
    ("region", "admin1"),
    ("county", "admin2"),
    ("localadmin", "admin2"),
    ("locality", "settlement"),
    ("borough", "settlement"),
    ("campus", "site"),
    ("marinearea", "lake"),
    ("ocean", "lake"),
];

/// Languages by their three letters, where ours differ.
const LANGUAGES: &[(&str, &str)] =
    &[("eng", "en"), ("rus", "ru"), ("tgk", "tg"), ("fas", "fa"), ("prs", "fa"), ("pes", "fa")];

/// Reads an array of records.
pub(super) fn read(bytes: impl io::Read, sink: &mut Sink<'_>) -> io::Result<()> {
    let mut json = serde_json::Deserializer::from_reader(bytes);
    json.deserialize_seq(Rows(sink))
        .and_then(|()| json.end())
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Gives the elements of an array one by one, so that only one is in memory.
struct Rows<'s, 'k>(&'s mut Sink<'k>);

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        for number in 1.. {
            let Some(row) = rows.next_element::<Value>()? else { break };
            self.0(number, row.as_object().ok_or_else(|| "no object".into()).and_then(record));
        }
        Ok(())
    }
}

/// A record from its properties, long or short.
pub(super) fn record(row: &Map<String, Value>) -> Result<Record, Refusal> {
    let get = |names: &[&str]| names.iter().find_map(|name| row.get(*name));
    let text = |names: &[&str]| get(names).and_then(Value::as_str).unwrap_or("");
    let id = get(&["id", "wof:id"]).and_then(Value::as_u64).ok_or("no identifier")?;
    if get(&["cur", "mz:is_current"]).and_then(Value::as_i64) == Some(0) {
        return Err(Refusal::LeftOut("no longer current".to_owned()));
    }
    let sort = text(&["type", "wof:placetype"]);
    let class = CLASSES
        .iter()
        .find(|(name, _)| *name == sort)
        .map(|(_, class)| *class)
        .ok_or_else(|| Refusal::LeftOut(format!("of a class that is not taken: {sort}")))?;
    let number = |names: &[&str]| get(names).and_then(Value::as_f64);
    let lat = number(&["lat", "geom:latitude"]).filter(|lat| lat.abs() <= 90.0);
    let lng = number(&["lon", "geom:longitude"]).filter(|lng| lng.abs() <= 180.0);
    let (Some(lat), Some(lng)) = (lat, lng) else { return Err("no position".into()) };
    let point = matches!(class, "settlement" | "site");
    let country = text(&["country", "wof:country", "iso:country"]);
    let population = number(&["wof:population", "population"]).unwrap_or(0.0);
    let mut place = Place {
        key: format!("wof:{id}"),
        class,
        geometry: if point { "point" } else { "area" },
        position: Some((lat, lng)),
        precision: if point { 2_000 } else { 25_000 },
        country: if country.len() == 2 { country.to_uppercase() } else { String::new() },
        population: super::whole(population),
        ..Place::default()
    };
    place.add(text(&["name", "wof:name"]), ATTESTED, "");
    let names = row.get("names").and_then(Value::as_object).unwrap_or(row);
    for (property, values) in names {
        let Some(rest) = property.strip_prefix("name:") else { continue };
        let language = rest.split('_').next().unwrap_or("");
        let language = LANGUAGES.iter().find(|(long, _)| *long == language);
        let language = language.map_or("other", |(_, short)| *short);
        for name in values.as_array().into_iter().flatten().filter_map(Value::as_str) {
            add_name(&mut place, name, language);
        }
    }
    if place.names.is_empty() {
        return Err("no name".into());
    }
    let concordances = get(&["conc", "wof:concordances"]).and_then(Value::as_object);
    let geonames = concordances.and_then(|all| all.get("gn:id"));
    let geonames = geonames.map(|id| format!("geonames:{}", id.to_string().trim_matches('"')));
    let mut also: Vec<String> = geonames.into_iter().collect();
    if class == "country" && !place.country.is_empty() {
        also.push(format!("iso:{}", place.country));
    }
    Ok(Record::Place(Box::new(place), also))
}
