//! Hundreds of names, in their scripts and cases, against the places they must lead to.

use marz::gazetteer::{Country, FeatureClass, Gazetteer, PlaceId};

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
