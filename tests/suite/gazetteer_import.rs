//! What an import takes, merges and refuses; the packed file that it writes.

use marz::gazetteer::import::{Import, ImportError, SourceReport};
use marz::gazetteer::{FeatureClass, Gazetteer, OpenError};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Rows of a dump as GeoNames writes them: nineteen columns.
const DUMP: &str = "\
1221328\tKhorog\tKhorog\tKhorugh,Хорог,خاروغ,霍罗格\t37.48974\t71.55304\tP\tPPLA\tTJ\t\t01\t\t\t\t30000\t\t2075\tAsia/Dushanbe\t2020-01-01
1221329\tQalai Bar Panj\tQalai Bar Panj\t\t37.55\t71.47\tP\tPPL\tAF\t\t01\t\t\t\t0\t\t2000\tAsia/Kabul\t2020-01-01
77\tSome Hotel\tSome Hotel\t\t37.5\t71.5\tS\tHTL\tTJ\t\t01\t\t\t\t0\t\t\t\t2020-01-01
78\tNowhere\tNowhere\t\tnorth\t71.5\tP\tPPL\tTJ\t\t01\t\t\t\t0\t\t\t\t2020-01-01
too\tfew\tcolumns
1220000\tShokhdara\tShokhdara\tШохдара\t37.2\t71.9\tH\tSTM\tTJ\t\t01\t\t\t\t0\t\t\t\t2020-01-01
";

const NAMES: &str = "\
1\t1221329\tru\tКалай-Бар-Пяндж\t\t\t\t\t\t
2\t1221329\tlink\thttps://example.org\t\t\t\t\t\t
3\t999\ten\tNobody\t\t\t\t\t\t
";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn add(import: &mut Import, path: &Path) -> SourceReport {
    import.add(path, &mut |_| {}).unwrap()
}

fn written(import: Import, folder: &Path) -> Gazetteer {
    let path = folder.join("own.gaz");
    import.write(&path).unwrap();
    Gazetteer::open(&path).unwrap()
}

#[test]
fn a_dump_of_geonames_and_its_names_become_places() {
    let folder = folder();
    let mut archive = zip::ZipWriter::new(fs::File::create(folder.path().join("TJ.zip")).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("readme.txt", options).unwrap();
    archive.write_all(b"CC BY 4.0").unwrap();
    archive.start_file("TJ.txt", options).unwrap();
    archive.write_all(DUMP.as_bytes()).unwrap();
    archive.finish().unwrap();
    let names = file(folder.path(), "alternateNamesV2.txt", NAMES.as_bytes());

    let mut import = Import::alone();
    let report = add(&mut import, &folder.path().join("TJ.zip"));
    assert_eq!((report.rows, report.added, report.merged), (6, 3, 0));
    let lines: Vec<u64> = report.first_rejected.iter().map(|rejected| rejected.line).collect();
    assert_eq!(lines, [4, 5]);
    assert_eq!(report.left_out.values().sum::<u64>(), 1);
    assert_eq!(report.first_rejected[0].reason, "no position: \"north\", \"71.5\"");
    let report = add(&mut import, &names);
    assert_eq!((report.merged, report.left_out.values().sum::<u64>()), (1, 2));
    assert_eq!(report.first_rejected, []);

    let gazetteer = written(import, folder.path());
    for (name, key) in [
        ("Хорог", "geonames:1221328"),
        ("خاروغ", "geonames:1221328"),
        ("Калай-Бар-Пяндж", "geonames:1221329"),
        ("Шохдара", "geonames:1220000"),
    ] {
        let found = gazetteer.lookup(name);
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(gazetteer.place(found[0].place).key, key, "{name}");
    }
    let river = gazetteer.place(gazetteer.by_key("geonames:1220000").unwrap());
    assert_eq!(river.class, FeatureClass::River);
    assert_eq!(gazetteer.matches("стрельба в Хороге").len(), 1);
}

/// A place beside another of the sort and name, and whether they are one.
const PAIRS: &[(&str, &str, bool)] = &[
    ("Tem,37.5241,71.5078,settlement,TJ", "Tem,37.53,71.51,settlement,TJ", true),
    ("Tem,37.5241,71.5078,settlement,TJ", "TEM,37.5241,71.5078,settlement,", true),
    ("Tem,37.5241,71.5078,settlement,TJ", "Tem,37.53,71.51,settlement,AF", false),
    ("Tem,37.5241,71.5078,settlement,TJ", "Tem,37.53,71.51,crossing,TJ", false),
    ("Tem,37.5241,71.5078,settlement,TJ", "Tem,38.53,71.51,settlement,TJ", false),
    ("Tem,37.5241,71.5078,settlement,TJ", "Temik,37.5241,71.5078,settlement,TJ", false),
    ("Wakhan,37.0,73.3,admin2,AF", "Wakhan,37.2,73.0,admin2,AF", true),
    ("Wakhan,37.0,73.3,admin2,AF", "Wakhan,37.2,71.0,admin2,AF", false),
];

#[test]
fn what_has_one_name_and_lies_near_is_one_place() {
    for (first, second, same) in PAIRS {
        let folder = folder();
        let table = format!("name,lat,lon,kind,country\n{first}\n{second}\n");
        let path = file(folder.path(), "places.csv", table.as_bytes());
        let report = add(&mut Import::alone(), &path);
        assert_eq!((report.added, report.merged), if *same { (1, 1) } else { (2, 0) }, "{second}");
    }
}

#[test]
fn a_table_of_ones_own_teaches_a_village_in_four_languages() {
    let folder = folder();
    let table = "\u{feff}Name,lat,lon,kind,country,admin1,ru,tg,fa,precision_km,source\n\
        Zarbmaidon,37.8,69.9,settlement,TJ,TJ-KT,Зарбмайдон|Зарб-Майдон,Зарбмайдон,زرب میدان,20,a report\n\
        ,1,2,,,,,,,,\n\
        Elsewhere,1,2,castle,,,,,,,\n";
    let path = file(folder.path(), "places.csv", table.as_bytes());
    let mut import = Import::alone();
    let report = add(&mut import, &path);
    assert_eq!(report.added, 1);
    let reasons: Vec<&str> =
        report.first_rejected.iter().map(|rejected| rejected.reason.as_str()).collect();
    assert_eq!(reasons[0], "no name");
    assert!(reasons[1].starts_with("no such kind: castle (write one of country,"), "{reasons:?}");
    let gazetteer = written(import, folder.path());
    for text in ["near Zarbmaidon", "в Зарбмайдоне", "дар Зарбмайдон", "در زرب میدان"]
    {
        let found = gazetteer.matches(text);
        assert_eq!(found.len(), 1, "{text}");
        let best = gazetteer.candidates(found[0].name).next().unwrap();
        let place = gazetteer.place(best.place);
        assert_eq!((place.name, place.admin1), ("Zarbmaidon", Some("TJ-KT")), "{text}");
        assert!((place.precision.0 - 20_000.0).abs() < 1.0);
    }
}

#[test]
fn records_of_whos_on_first_join_those_of_geonames_by_its_identifier() {
    let folder = folder();
    let dump = file(folder.path(), "TJ.txt", DUMP.as_bytes());
    let array = r#"[{"id": 5, "type": "locality", "name": "Horog", "lat": 37.0, "lon": 71.0,
        "names": {"name:tgk_x_preferred": ["Хоруғ"], "name:zho_x_preferred": ["霍罗格"]},
        "conc": {"gn:id": 1221328}, "cur": 1},
        {"id": 6, "type": "locality", "name": "Old", "lat": 37.0, "lon": 71.0, "cur": 0}, 7]"#;
    let array = file(folder.path(), "wof.json", array.as_bytes());
    let feature = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":
        {"type":"Point","coordinates":[70.0, 38.0]},"properties":{"wof:id": 8, "wof:name": "Newtown",
        "wof:placetype": "locality", "geom:latitude": 38.0, "geom:longitude": 70.0,
        "name:rus_x_preferred": ["Ньютаун"], "wof:country": "TJ"}}]}"#;
    let feature = file(folder.path(), "wof.geojson", feature.as_bytes());
    let mut import = Import::alone();
    add(&mut import, &dump);
    let report = add(&mut import, &array);
    assert_eq!((report.rows, report.added, report.merged), (3, 0, 1));
    assert_eq!(add(&mut import, &feature).added, 1);
    let gazetteer = written(import, folder.path());
    let khorog = gazetteer.by_key("geonames:1221328").unwrap();
    assert!(gazetteer.lookup("Хоруғ").iter().any(|found| found.place == khorog));
    let at = gazetteer.place(khorog).position.unwrap();
    assert!((at.lat() - 37.489_74).abs() < 1e-4, "a merge moves no place: {at}");
    assert_eq!(gazetteer.lookup("Ньютаун").len(), 1);
}

#[test]
fn importing_a_file_twice_adds_nothing() {
    let folder = folder();
    let dump = file(folder.path(), "TJ.txt", DUMP.as_bytes());
    let mut import = Import::alone();
    add(&mut import, &dump);
    let before = import.len();
    assert_eq!(add(&mut import, &dump).added, 0);
    assert_eq!(import.len(), before);
    // Nor does it after it was packed and opened.
    let gazetteer = written(import, folder.path());
    let mut again = Import::over(&gazetteer);
    assert_eq!(add(&mut again, &dump).added, 0);
    let bytes = fs::read(folder.path().join("own.gaz")).unwrap();
    again.write(&folder.path().join("again.gaz")).unwrap();
    assert_eq!(fs::read(folder.path().join("again.gaz")).unwrap(), bytes);
}

#[test]
fn an_import_that_fails_leaves_the_old_file() {
    let folder = folder();
    let target = folder.path().join("own.gaz");
    let table = file(folder.path(), "places.csv", b"name,lat,lon\nTem,37.5,71.5\n");
    let mut import = Import::alone();
    add(&mut import, &table);
    import.write(&target).unwrap();
    let before = fs::read(&target).unwrap();
    // A folder in the way of the partial file.
    fs::create_dir(folder.path().join("own.partial")).unwrap();
    let error = Import::alone().write(&target).unwrap_err();
    assert!(matches!(error, ImportError::Io { .. }), "{error:?}");
    assert_eq!(fs::read(&target).unwrap(), before);
}

#[test]
fn what_is_no_gazetteer_is_not_opened() {
    let folder = folder();
    let table = file(folder.path(), "places.csv", b"name,lat,lon\nTem,37.5,71.5\n");
    assert!(matches!(Gazetteer::open(&table), Err(OpenError::Form { .. })));
    assert!(matches!(Gazetteer::open(&folder.path().join("no")), Err(OpenError::Io { .. })));
    let mut import = Import::alone();
    add(&mut import, &table);
    let target = folder.path().join("own.gaz");
    import.write(&target).unwrap();
    let whole = fs::read(&target).unwrap();
    for length in [0, 8, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(&target, &whole[..length]).unwrap();
        let opened = Gazetteer::open(&target);
        assert!(matches!(opened, Err(OpenError::Form { .. })), "cut to {length}");
    }
    let error = Import::alone().add(&file(folder.path(), "x.pdf", b""), &mut |_| {}).unwrap_err();
    assert!(matches!(error, ImportError::Kind { .. }));
}
