//! Tables with a header: places that somebody wrote down.

use super::super::Country;
use super::super::build::Place;
use super::super::layout;
use super::merge::add_name;
use super::record::{Record, Refusal};
use super::source::Sink;
use std::collections::BTreeMap;
use std::io;

/// The columns that a table may have, and what stands in them; only a name is needed.
///
/// Case does not matter. A row without a position names a place that is known to lie in its division;
/// one with the `id` of a known place adds names to it.
pub const COLUMNS: &[(&str, &str)] = &[
    ("name", "the main name"),
    ("lat, lon", "degrees; also latitude, longitude, lng"),
    ("kind", "a class: settlement (if none is given), crossing, river, pass …; also class"),
    ("names", "other names, parted by |"),
    ("en, ru, tg, fa, other", "names in these languages, parted by |; also name_en …"),
    ("country", "ISO 3166 code; also iso_a2"),
    ("admin1", "ISO 3166-2 code of the division"),
    ("admin2", "the district"),
    ("precision_km", "how far off the position may be; also precision_m"),
    ("population", "people; also pop_max"),
    ("id", "a lasting identifier; also ne_id, geonameid"),
    ("source", "where the row is from"),
];

/// Reads a table.
pub(super) fn read(bytes: impl io::Read, delimiter: u8, sink: &mut Sink<'_>) -> io::Result<()> {
    let bad = |error: csv::Error| io::Error::new(io::ErrorKind::InvalidData, error);
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .flexible(true)
        .from_reader(bytes);
    let header: Vec<String> = table
        .byte_headers()
        .map_err(bad)?
        .iter()
        .map(|name| {
            String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_lowercase()
        })
        .collect();
    if !header.iter().any(|name| name == "name") {
        let error = "the header has no column `name`";
        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
    }
    let mut row = csv::ByteRecord::new();
    loop {
        match table.read_byte_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => return Err(bad(error)),
        }
        let line = row.position().map_or(0, csv::Position::line);
        let fields: Result<BTreeMap<String, String>, _> = header
            .iter()
            .zip(row.iter())
            .map(|(name, field)| Ok((name.clone(), std::str::from_utf8(field)?.trim().to_owned())))
            .collect();
        let record = fields
            .map_err(|_: std::str::Utf8Error| Refusal::from("not UTF-8"))
            .and_then(|fields| record(&fields, None));
        sink(line, record);
    }
}

/// A record from the fields of a row; `at` is the position if the geometry tells it.
pub(super) fn record(
    fields: &BTreeMap<String, String>,
    at: Option<(f64, f64)>,
) -> Result<Record, Refusal> {
    let get = |names: &[&str]| {
        let found = names.iter().filter_map(|name| fields.get(*name));
        found.map(String::as_str).find(|field| !field.is_empty()).unwrap_or("")
    };
    let name = get(&["name"]);
    if name.is_empty() {
        return Err("no name".into());
    }
    let position = position(get(&["lat", "latitude"]), get(&["lon", "lng", "longitude"]))?.or(at);
    let kind = get(&["kind", "class"]).to_lowercase().replace([' ', '-'], "_");
    let class = match layout::CLASS_NAMES.iter().find(|class| **class == kind) {
        Some(class) => class,
        None if kind.is_empty() => "settlement",
        None => {
            let kinds = layout::CLASS_NAMES.join(", ");
            return Err(format!("no such kind: {kind} (write one of {kinds})").into());
        }
    };
    let country = get(&["country", "iso_a2"]);
    let country =
        Country::from_code(country).map(|country| country.to_string()).unwrap_or_default();
    let number = |names: &[&str]| get(names).parse::<f64>().ok();
    let metres = number(&["precision_m"]).or(number(&["precision_km"]).map(|km| km * 1000.0));
    let point = matches!(class, "settlement" | "crossing" | "bridge" | "military_site" | "site");
    let mut also = Vec::new();
    let key = match (get(&["id"]), get(&["geonameid"]), get(&["ne_id"])) {
        ("", "" | "-1", "") => {
            let (lat, lng) = position.unwrap_or((0.0, 0.0));
            format!("own:{}@{lat:.3},{lng:.3}", short(name))
        }
        ("", "" | "-1", id) => format!("ne:{}", short(id)),
        ("", id, _) => format!("geonames:{}", short(id)),
        (id, ..) => {
            also.push(id.to_owned());
            if id.contains(':') { short(id).to_owned() } else { format!("own:{}", short(id)) }
        }
    };
    let mut place = Place {
        key,
        class,
        geometry: if point { "point" } else { "area" },
        position,
        precision: metres.map_or(if point { 1_000 } else { 25_000 }, super::whole),
        country,
        admin1: short(get(&["admin1"])).to_owned(),
        admin2: short(get(&["admin2"])).to_owned(),
        population: number(&["population", "pop_max"]).map_or(0, super::whole),
        curated: get(&["ne_id"]).is_empty() && get(&["geonameid"]).is_empty(),
        ..Place::default()
    };
    if matches!(class, "river" | "border") {
        place.geometry = "line";
    }
    place.add(name, layout::ATTESTED, "en");
    get(&["names"]).split('|').for_each(|name| add_name(&mut place, name, ""));
    for language in ["en", "ru", "tg", "fa", "other", "ps", "uz", "ky", "tr", "uk", "ur", "ar"] {
        let names = get(&[language, &format!("name_{language}")]);
        names.split('|').for_each(|name| add_name(&mut place, name, language));
    }
    Ok(Record::Place(Box::new(place), also))
}

fn position(lat: &str, lng: &str) -> Result<Option<(f64, f64)>, String> {
    if lat.is_empty() && lng.is_empty() {
        return Ok(None);
    }
    let number =
        |text: &str, most: f64| text.parse::<f64>().ok().filter(|number| number.abs() <= most);
    match (number(lat, 90.0), number(lng, 180.0)) {
        (Some(lat), Some(lng)) => Ok(Some((lat, lng))),
        _ => Err(format!(
            "no position: {lat:?}, {lng:?} (write degrees, as 37.49 and 71.55, or leave both empty)"
        )),
    }
}

/// A text cut to what the packed form has room for.
fn short(text: &str) -> &str {
    &text[..text.floor_char_boundary(200)]
}
