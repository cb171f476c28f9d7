//! Dumps of GeoNames (<https://download.geonames.org/export/dump/readme.txt>).

use super::super::build::Place;
use super::super::layout::ATTESTED;
use super::merge::add_name;
use super::record::{Record, Refusal};
use super::source::Sink;
use std::io::{self, BufRead};

/// Feature classes and codes of GeoNames, `*` for any other, and the class of ours.
///
/// Source: <https://www.geonames.org/export/codes.html>. What is not here (hotels, farms, wells, roads) is
/// not a place that reports are about, and the names are mostly common words.
const CLASSES: &[(&str, &str, &str)] = &[
    ("P", "*", "settlement"),
    ("A", "PCL PCLD PCLF PCLI PCLIX PCLS TERR", "country"),
    ("A", "ADM1", "admin1"),
    ("A", "ADM2", "admin2"),
    ("A", "ADM1H ADM2H PCLH", "historical"),
    ("H", "STM STMS STMI STMX STMA STMB STMC CNL CNLI WAD WADS", "river"),
    ("H", "LK LKS LKI LKX LKN RSV RSVI SEA OCN GULF BAY STRT LGN", "lake"),
    ("L", "RGN RGNE AREA OAS", "region"),
    ("L", "MILB NVB", "military_site"),
    ("S", "CSTM PSTB", "crossing"),
    ("S", "BDG BDGQ", "bridge"),
    ("S", "FT INSM AIRB MILB MFG PSTP", "military_site"),
    ("S", "AIRP AIRF AIRH DAM MN MNAU MNC PS PSH PSN CMP CMPRF RSTN CVNT FRM STNB", "site"),
    ("T", "PASS GAP", "pass"),
    ("T", "MT PK PKS HLL VLC SPUR RDGE", "peak"),
    ("T", "MTS HLLS PLAT UPLD DSRT PLN", "range"),
    ("T", "VAL VALS GRGE CNYN RVN", "valley"),
    ("T", "ISL ISLS ISLT PEN ATOL", "island"),
];

/// Tags of the table of names that are no languages.
const NO_LANGUAGES: &[&str] =
    &["link", "post", "iata", "icao", "faac", "wkdt", "unlc", "phon", "piny", "tcid"];

/// The class of ours for one of GeoNames.
fn class(class: &str, code: &str) -> Option<&'static str> {
    let of = |codes: &str| codes == "*" || codes.split(' ').any(|known| known == code);
    CLASSES.iter().find(|(first, codes, _)| *first == class && of(codes)).map(|(_, _, ours)| *ours)
}

/// Reads the main table.
pub(super) fn places(bytes: impl BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    lines(bytes, &mut |number, line| {
        let row = line.and_then(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            place(&fields)
        });
        sink(number, row);
    })
}

fn place(fields: &[&str]) -> Result<Record, Refusal> {
    let [id, name, _, alternates, lat, lng, of, code, country, _, admin1, _, _, _, population, ..] =
        fields
    else {
        return Err(format!("too few columns: {} of 19", fields.len()).into());
    };
    let number =
        |text: &str, most: f64| text.parse::<f64>().ok().filter(|number| number.abs() <= most);
    let (Some(lat), Some(lng)) = (number(lat, 90.0), number(lng, 180.0)) else {
        return Err(format!("no position: {lat:?}, {lng:?}").into());
    };
    if id.parse::<u64>().is_err() {
        return Err(format!("no identifier: {id:?}").into());
    }
    let class = class(of, code)
        .ok_or_else(|| Refusal::LeftOut(format!("of a class that is not taken: {of}.{code}")))?;
    let extended = matches!(class, "country" | "admin1" | "admin2" | "region" | "historical");
    let population: u64 = population.parse().unwrap_or(0);
    let mut place = Place {
        key: format!("geonames:{id}"),
        class,
        geometry: match class {
            "river" => "line",
            "lake" | "range" | "valley" | "island" => "area",
            _ if extended => "area",
            _ => "point",
        },
        code: (*code).to_owned(),
        position: Some((lat, lng)),
        // Coordinates are often whole minutes, 1.8 km; of what is extended they are somewhere in it.
        precision: if extended || class == "river" { 25_000 } else { 2_000 },
        country: (*country).to_owned(),
        admin1: if admin1.is_empty() { String::new() } else { format!("{country}.{admin1}") },
        population: u32::try_from(population).unwrap_or(u32::MAX),
        ..Place::default()
    };
    place.add(name, ATTESTED, "");
    alternates.split(',').for_each(|name| add_name(&mut place, name, ""));
    if place.names.is_empty() {
        return Err("no name".into());
    }
    let also = if class == "country" { vec![format!("iso:{country}")] } else { Vec::new() };
    Ok(Record::Place(Box::new(place), also))
}

/// Reads the table of names in other languages.
pub(super) fn names(bytes: impl BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    lines(bytes, &mut |number, line| {
        let row = line.and_then(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, id, language, text, ..] = fields[..] else {
                return Err(format!("too few columns: {} of 10", fields.len()).into());
            };
            if NO_LANGUAGES.contains(&language) {
                return Err(Refusal::LeftOut("no name but a code or a link".to_owned()));
            }
            let key = format!("geonames:{id}");
            Ok(Record::Names { key, text: text.to_owned(), language: language.to_owned() })
        });
        sink(number, row);
    })
}

/// Gives the lines of a table; one that is not UTF-8 is bad by itself.
fn lines(
    mut bytes: impl BufRead,
    give: &mut dyn FnMut(u64, Result<&str, Refusal>),
) -> io::Result<()> {
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        line.clear();
        if bytes.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number += 1;
        let text = line.trim_ascii_end();
        if !text.is_empty() && !text.starts_with(b"#") {
            give(number, std::str::from_utf8(text).map_err(|_| Refusal::from("not UTF-8")));
        }
    }
}
