//! Places and names of one's own, and gazetteers brought along.

use crate::program::run;
use crate::shared;
use flate2::read::GzDecoder;
use marz::gazetteer::import::Import;
use marz::gazetteer::{Fit, Gazetteer, PlaceId, SearchOptions};
use serde_json::Value;
use std::fs;

const REPORTS: &[(&str, &str)] = &[
    (
        "a.txt",
        "A post was attacked near Zarbmaidon on 3 May 2024. Traders came from the village of Gulistonak.",
    ),
    ("b.txt", "Пост обстреляли в Зарбмайдоне. Колонна прошла через Объект Семь."),
    ("c.txt", "Дар Зарбмайдон задухӯрд шуд."),
    ("d.txt", "در زرب میدان درگیری شد."),
];

const PLACES: &str = "name,lat,lon,kind,country,admin1,ru,tg,fa,precision_km,source\n\
    Zarbmaidon,37.80,69.90,settlement,TJ,TJ-KT,Зарбмайдон,Зарбмайдон,زرب میدان,20,a report\n";

const NAMES: &str = "name,place\nОбъект Семь,Khorog\nGulistonak,-\n";

fn folder(places: &str, names: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("reports")).unwrap();
    for (name, text) in REPORTS.iter().chain(&[("places.csv", places), ("place_names.csv", names)])
    {
        fs::write(folder.path().join("reports").join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_table_beside_the_reports_teaches_a_place_in_four_languages() {
    let folder = folder(PLACES, NAMES);
    let (status, text, errors) =
        run(&["mentions", "reports", "--by", "place", "--csv"], folder.path());
    assert_eq!((status, errors.as_str()), (0, ""), "{text}");
    let row =
        text.lines().find(|line| line.contains("Zarbmaidon")).unwrap_or_else(|| panic!("{text}"));
    // A name of two common words in a script without capitals needs more about it to be taken for one.
    assert!(row.contains("TJ,3,") || row.contains("TJ,4,"), "{text}");
    assert!(text.contains("Khorog"), "an alias: {text}");
    assert!(!text.contains("Gulistonak"), "never a place: {text}");
    let (status, text, _) =
        run(&["places", "Зарбмайдон", "--places", "reports/places.csv", "--json"], folder.path());
    let found: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, found[0]["name"].as_str()), (0, Some("Zarbmaidon")), "{text}");
}

#[test]
fn a_row_of_no_use_is_named_by_its_file_and_line() {
    let broken = [
        ("name,lat,lon\nA,1,2\nB,north,2\n", NAMES, "places.csv:3: no position"),
        ("name,kind\nA,castle\n", NAMES, "places.csv:2: no such kind: castle (write one of"),
        ("lat,lon\n1,2\n", NAMES, "the header has no column `name`"),
        (PLACES, "name,place\nX,\n", "place_names.csv:2: say which place is meant"),
        (
            PLACES,
            "name,place\nX,Atlantisgrad\n",
            "place_names.csv:2: no place is known as \"Atlantisgrad\"",
        ),
        (PLACES, "a,b\n", "place_names.csv:1: the header must have the columns"),
    ];
    for (places, names, message) in broken {
        let folder = folder(places, names);
        let (status, _, errors) = run(&["mentions", "reports"], folder.path());
        assert_eq!(status, 2, "{errors}");
        assert!(errors.contains(message), "{errors}: not {message}");
    }
}

#[test]
fn own_places_are_asked_for_like_all_others() {
    let folder = folder(PLACES, "name,place\nOutpost Nine,Zarbmaidon\n");
    let table = |name: &str| vec![folder.path().join("reports").join(name)];
    let base = Gazetteer::embedded();
    let gazetteer = base.with_own(&table("places.csv"), &table("place_names.csv")).unwrap();
    assert_eq!(gazetteer.len(), base.len() + 1);
    let id = gazetteer.lookup("Zarbmaidon")[0].place;
    assert_eq!(id, PlaceId(u32::try_from(base.len()).unwrap()));
    let place = gazetteer.place(id);
    assert_eq!(gazetteer.by_key(place.key), Some(id));
    assert_eq!(gazetteer.places().last().unwrap().id, id);
    assert!(gazetteer.names(id).iter().any(|name| name.text == "زرب میدان"));
    assert_eq!(gazetteer.lookup("Outpost Nine")[0].place, id);
    assert_eq!(gazetteer.lookup("Хорог"), base.lookup("Хорог"));
    let text = "Outpost Nine, Zarbmaidon and Khorog";
    let names: Vec<&str> =
        gazetteer.matches(text).iter().map(|found| found.span.of(text)).collect();
    assert_eq!(names, ["Outpost Nine", "Zarbmaidon", "Khorog"]);
    for (query, fit) in [
        ("Зарбмайдоне", Fit::Form),
        ("Zarbmaid", Fit::Prefix),
        ("Zarbmaiden", Fit::Edits(1)),
        ("Outpost Nin", Fit::Prefix),
    ] {
        let hits = gazetteer.search(query, &SearchOptions::default());
        assert!(hits.iter().any(|hit| (hit.place, hit.fit) == (id, fit)), "{query}: {hits:?}");
    }
}

#[test]
fn two_hundred_villages_on_both_banks_are_found_under_all_their_names() {
    let mut wrong = Vec::new();
    let (mut villages, mut names) = (0, 0);
    for side in ["tj", "af"] {
        let Some(path) = shared::path(&format!("gazetteer/whosonfirst_{side}.json.gz")) else {
            return;
        };
        let mut import = Import::alone();
        let report = import.add(&path, &mut |_| {}).unwrap();
        assert!(report.added > 1000, "{report:?}");
        let folder = tempfile::tempdir().unwrap();
        import.write(&folder.path().join("own.gaz")).unwrap();
        let gazetteer = Gazetteer::open(&folder.path().join("own.gaz")).unwrap();
        let bytes = GzDecoder::new(fs::File::open(path).unwrap());
        let rows: Vec<Value> = serde_json::from_reader(bytes).unwrap();
        let rows: Vec<&Value> =
            rows.iter().filter(|row| row["type"] == "locality" && row["cur"] != 0).collect();
        for row in rows.iter().step_by(rows.len() / 100).take(100) {
            villages += 1;
            let (lat, lng) = (row["lat"].as_f64().unwrap(), row["lon"].as_f64().unwrap());
            for name in
                std::iter::once(&row["name"]).chain(row["names"].as_object().into_iter().flat_map(
                    |names| names.values().flat_map(|names| names.as_array().into_iter().flatten()),
                ))
            {
                let name = name.as_str().unwrap();
                let ours = |letter: char| {
                    letter < '\u{370}'
                        || ('\u{400}'..'\u{530}').contains(&letter)
                        || ('\u{600}'..'\u{700}').contains(&letter)
                };
                if !name.chars().all(ours) || !name.chars().any(char::is_alphabetic) {
                    continue;
                }
                names += 1;
                // Two sources may be 5.5 km apart and one village.
                let near = gazetteer.lookup(name).iter().any(|found| {
                    let at = gazetteer.place(found.place).position.unwrap();
                    (at.lat() - lat).hypot((at.lng() - lng) * lat.to_radians().cos()) < 0.06
                });
                if !near {
                    wrong.push(format!("{side}: {name}"));
                }
            }
        }
    }
    assert_eq!(villages, 200);
    assert!(names > 400 && wrong.is_empty(), "{names} names, not found: {wrong:#?}");
}
