//! The rows of an output folder, and what they call their fields.

use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// A row: a feature's properties, or a line.
pub(super) type Row = Map<String, Value>;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Mention,
    Incident,
    Facility,
    Skip,
}

/// Our name of a field, and the names tried in a row, the first found winning.
const FIELDS: &[(&str, &[&str])] = &[
    ("doc", &["doc_id", "doc", "document", "document_id", "file", "source_file"]),
    ("start", &["start", "start_char", "offset"]),
    ("end", &["end", "end_char"]),
    ("s_start", &["sent_start", "evidence_start", "start"]),
    ("s_end", &["sent_end", "evidence_end", "end"]),
    ("evidence", &["evidence", "quote", "sentence"]),
    ("text", &["text", "surface", "mention"]),
    ("use", &["use", "use_label"]),
    ("lat", &["lat", "latitude"]),
    ("lon", &["lon", "lng", "longitude"]),
    ("country", &["country", "country_code"]),
    ("iso", &["iso3166_2", "admin1_code", "iso"]),
    ("type", &["type", "incident_type", "event_type"]),
    ("ftype", &["facility_type", "type"]),
    ("status", &["status"]),
    ("date", &["date_edtf", "date", "datetime", "start_datetime"]),
    ("k_lo", &["killed_low", "killed", "killed_best"]),
    ("k_hi", &["killed_high", "killed", "killed_best"]),
    ("w_lo", &["wounded_low", "wounded", "injured"]),
    ("w_hi", &["wounded_high", "wounded", "injured"]),
    ("cost", &["cost_amount", "cost"]),
    ("layer", &["layer", "kind", "record", "record_type"]),
];

/// Names of layers, and what their rows are.
const LAYERS: &[(Kind, &[&str])] = &[
    (Kind::Mention, &["mention", "mentions", "toponym", "toponyms"]),
    (
        Kind::Incident,
        &[
            "incident",
            "incidents",
            "incidents_area",
            "incident_area",
            "event",
            "events",
            "presence",
            "exercise",
        ],
    ),
    (Kind::Facility, &["facility", "facilities"]),
    (
        Kind::Skip,
        &[
            "places",
            "place",
            "provinces",
            "province",
            "border",
            "links",
            "diplomacy",
            "policy",
            "statement",
            "activity",
        ],
    ),
];

/// The value of a field of `row`; null and empty text are none.
pub(super) fn get<'r>(row: &'r Row, key: &str) -> Option<&'r Value> {
    let (_, names) = FIELDS.iter().find(|(name, _)| *name == key)?;
    names.iter().filter_map(|name| row.get(*name)).find(|value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        _ => true,
    })
}

/// A field as text, in lower case.
pub(super) fn lower(row: &Row, key: &str) -> String {
    text(row, key).to_lowercase()
}

/// A field as text; empty if it has none.
pub(super) fn text(row: &Row, key: &str) -> String {
    match get(row, key) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// A field as a number.
pub(super) fn number(row: &Row, key: &str) -> Option<f64> {
    as_number(get(row, key)?)
}

/// A number, or the number that a text begins with.
pub(super) fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => {
            let text = text.trim_start();
            let length = text
                .char_indices()
                .take_while(|(at, letter)| {
                    letter.is_ascii_digit() || *letter == '.' || (*at == 0 && *letter == '-')
                })
                .count();
            text[..length].trim_end_matches('.').parse().ok()
        }
        _ => None,
    }
}

/// Codes in a cell: `AF-BDS; AF-TAK`.
pub(super) fn codes(row: &Row, key: &str) -> Vec<String> {
    let split = |text: &str| -> Vec<String> {
        text.split([';', ',', ' ']).filter(|code| !code.is_empty()).map(str::to_owned).collect()
    };
    match get(row, key) {
        Some(Value::Array(list)) => {
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        Some(Value::String(text)) => split(text),
        _ => Vec::new(),
    }
}

/// What `row` is, of a file called `name` and perhaps under a key `hint` of it.
pub(super) fn kind(row: &Row, name: &str, hint: Option<&str>) -> Kind {
    let stem: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let layer = lower(row, "layer");
    for called in [layer.as_str(), hint.unwrap_or(""), stem.as_str()] {
        if let Some((kind, _)) = LAYERS.iter().find(|(_, names)| names.contains(&called)) {
            return *kind;
        }
    }
    let is = |key: &str| get(row, key).is_some();
    let given = |key: &str| row.get(key).is_some_and(|value| !value.is_null());
    if given("facility_type") {
        Kind::Facility
    } else if is("status") && is("type") {
        Kind::Incident
    } else if is("start") && (given("use") || given("text")) {
        Kind::Mention
    } else {
        Kind::Skip
    }
}

/// Every row of the output folder, with the name of its file and the key it stands under.
///
/// # Errors
///
/// If the folder or a file of it cannot be read, or is not JSON.
pub(super) fn rows(folder: &Path) -> std::io::Result<Vec<(Row, String, Option<String>)>> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut found = Vec::new();
    let (folders, files): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.path().is_dir());
    for file in files {
        let name = file.file_name().to_string_lossy().to_lowercase();
        let json = |text: &str| serde_json::from_str::<Value>(text).map_err(std::io::Error::other);
        let text = || fs::read_to_string(file.path());
        let ending = name.rsplit('.').next().unwrap_or("");
        if matches!(ending, "jsonl" | "ndjson") {
            let text = text()?;
            let lines = text.lines().filter(|line| !line.trim().is_empty()).map(json);
            flatten(Value::Array(lines.collect::<Result<_, _>>()?), &name, &mut found);
        } else if matches!(ending, "json" | "geojson") {
            flatten(json(&text()?)?, &name, &mut found);
        }
    }
    for folder in folders {
        found.extend(rows(&folder.path())?);
    }
    Ok(found)
}

/// Features, lines, or lists under keys, the last first: the order in which the reference scorer takes them.
fn flatten(value: Value, name: &str, found: &mut Vec<(Row, String, Option<String>)>) {
    let mut stack = vec![(value, None::<String>)];
    while let Some((value, hint)) = stack.pop() {
        match value {
            Value::Array(list) => stack.extend(list.into_iter().map(|one| (one, hint.clone()))),
            Value::Object(mut row) => match row.get("type").and_then(Value::as_str) {
                Some("FeatureCollection") => {
                    stack.push((row.remove("features").unwrap_or_default(), hint));
                }
                Some("Feature") => found.push((properties(row), name.to_owned(), hint)),
                _ => {
                    let lists = |value: &Value| {
                        value.as_array().and_then(|list| list.first()).is_some_and(Value::is_object)
                    };
                    if row.values().any(lists) && get(&row, "doc").is_none() {
                        for (key, value) in row {
                            if value.is_array() {
                                stack.push((value, Some(key.to_lowercase())));
                            }
                        }
                    } else {
                        found.push((row, name.to_owned(), hint));
                    }
                }
            },
            _ => {}
        }
    }
}

/// The properties of a feature, with the position of a point.
fn properties(mut feature: Row) -> Row {
    let geometry = feature.remove("geometry").unwrap_or_default();
    let Some(Value::Object(mut row)) = feature.remove("properties") else { return Row::new() };
    if geometry["type"] == "Point" && get(&row, "lat").is_none() {
        row.insert("lon".to_owned(), geometry["coordinates"][0].clone());
        row.insert("lat".to_owned(), geometry["coordinates"][1].clone());
    }
    row
}
