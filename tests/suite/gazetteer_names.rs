//! Hundreds of names, in their scripts and cases, against the places they must lead to.

use crate::earth;
use marz::earth::LatLng;
use marz::gazetteer::{Country, FeatureClass, Gazetteer, PlaceId};

const ASIDE: &str = include_str!("../data/gazetteer_aside.tsv");
const TABLE: &str = include_str!("../data/gazetteer_names.tsv");

/// How many candidates may stand before the right one; context decides between them.
const RANK: usize = 4;

struct Half {
    rows: usize,
    wrong: Vec<String>,
}

#[test]
fn names_that_were_looked_at_lead_to_their_places() {
    let half = half("seen");
    assert!(half.rows > 180, "{} rows", half.rows);
    assert!(
        half.wrong.len() * 100 <= half.rows * 3,
        "{} of {}: {:#?}",
        half.wrong.len(),
        half.rows,
        half.wrong
    );
}

#[test]
fn names_that_were_set_aside_lead_to_their_places() {
    let half = half("held");
    assert!(half.rows > 200, "{} rows", half.rows);
    assert!(
        half.wrong.len() * 100 <= half.rows * 10,
        "{} of {}: {:#?}",
        half.wrong.len(),
        half.rows,
        half.wrong
    );
}

fn half(which: &str) -> Half {
    let gazetteer = Gazetteer::embedded();
    let mut half = Half { rows: 0, wrong: Vec::new() };
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [of, expected, names] = fields[..] else { panic!("three fields: {line}") };
        if of != which {
            continue;
        }
        let expected_places = expected_places(gazetteer, expected);
        for name in names.split('|') {
            half.rows += 1;
            let text = format!("12, {name}, 34");
            let found = gazetteer.matches(&text).into_iter().any(|found| {
                let whole = found.span.of(&text) == name
                    || name.starts_with(&format!("{}'s", found.span.of(&text)));
                let mut candidates = gazetteer.candidates(found.name).take(RANK);
                whole && candidates.any(|candidate| expected_places.contains(&candidate.place))
            });
            if !found {
                half.wrong.push(format!("{name}: {expected}"));
            }
        }
    }
    half
}

/// The place of a key, or the settlements of a name in a country.
fn expected_places(gazetteer: &Gazetteer, expected: &str) -> Vec<PlaceId> {
    let Some((name, country)) = expected.split_once('@') else {
        return gazetteer.by_key(expected).into_iter().collect();
    };
    let country = Country::from_code(country);
    let in_country = |id: &PlaceId| {
        let place = gazetteer.place(*id);
        place.country == country && place.class == FeatureClass::Settlement
    };
    gazetteer.lookup(name).iter().map(|found| found.place).filter(in_country).collect()
}

/// The rows of a table that was written before any of its names was looked up.
fn aside() -> Half {
    let gazetteer = Gazetteer::embedded();
    let mut half = Half { rows: 0, wrong: Vec::new() };
    for line in ASIDE.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [lat, lng, km, names] = fields[..] else { panic!("four fields: {line}") };
        let at = LatLng::new(lat.parse().unwrap(), lng.parse().unwrap()).unwrap();
        let farthest: f64 = km.parse().unwrap();
        for name in names.split('|') {
            half.rows += 1;
            let near = |found: marz::gazetteer::Candidate| {
                let place = gazetteer.place(found.place).position;
                place.is_some_and(|place| marz::earth::distance(at, place).km() <= farthest)
            };
            let text = format!("12, {name}, 34");
            let found = gazetteer.matches(&text).into_iter().any(|found| {
                is_whole(found.span.of(&text), name)
                    && gazetteer.candidates(found.name).take(RANK).any(near)
            });
            if !found {
                half.wrong.push(format!("{name}: {lat}, {lng}"));
            }
        }
    }
    half
}

/// Whether a span is all of a name but for an ending after an apostrophe.
fn is_whole(span: &str, name: &str) -> bool {
    name.strip_prefix(span).is_some_and(|rest| rest.is_empty() || rest.starts_with('\''))
}

#[test]
fn nine_in_ten_names_that_nobody_looked_up_before_are_found() {
    let (aside, seen, held) = (aside(), half("seen"), half("held"));
    let right = |half: &Half| {
        let right = half.rows - half.wrong.len();
        format!("{right} of {} | {:.3}", half.rows, right as f64 / half.rows as f64)
    };
    let table = format!(
        "| names | found | share |\n|---|---|---|\n| looked at while building | {} |\n\
         | set aside at first | {} |\n| set aside later, of borders all over the world | {} |\n",
        right(&seen),
        right(&held),
        right(&aside)
    );
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        earth::document("names", &table);
    }
    assert!(seen.rows + held.rows + aside.rows >= 800, "too few names");
    assert!(aside.wrong.len() * 10 <= aside.rows, "{table}{:#?}", aside.wrong);
}

/// What every place at the line between the two must have a name in.
const LANGUAGES: [&str; 4] = ["en", "ru", "tg", "fa"];

#[test]
fn places_at_the_line_have_names_in_all_four_languages() {
    let table = include_str!("../../geodata/marz/places.tsv");
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let column = |name: &str| header.iter().position(|column| *column == name).unwrap();
    let (class, code, country) = (column("class"), column("code"), column("country"));
    let mut missing = Vec::new();
    let mut rows = 0;
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let seat = fields[class] == "settlement" && fields[code].starts_with("PPLA");
        let at_line = ["TJ", "AF"].contains(&fields[country]);
        if at_line && (seat || ["crossing", "bridge", "admin2"].contains(&fields[class])) {
            rows += 1;
            for language in LANGUAGES.iter().filter(|name| fields[column(name)].is_empty()) {
                missing.push(format!("{} has no name in {language}", fields[0]));
            }
        }
    }
    assert!(rows > 50, "{rows} rows");
    assert!(missing.is_empty(), "{missing:#?}");
}
