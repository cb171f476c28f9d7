//! `marz distance` and `marz borders`, as a user runs them.

use assert_cmd::Command;
use std::fs;

fn marz(args: &[&str]) -> (String, String, i32) {
    let output = Command::cargo_bin("marz").unwrap().args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// Name, kilometres to the line by `OpenStreetMap` from independent coordinates; the sources agree to a kilometre.
const PLACES: &[(&str, f64)] =
    &[("Ayvoj", 5.27), ("Shaymak", 18.86), ("Khorog", 2.60), ("Sher Khan Bandar", 0.66)];

#[test]
fn names_have_their_distances() {
    let mut args = vec!["distance", "--csv"];
    args.extend(PLACES.iter().map(|(name, _)| *name));
    let (out, errors, status) = marz(&args);
    assert_eq!(status, 0, "{errors}");
    let mut rows = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), PLACES.len(), "{out}");
    for (row, (name, km)) in rows.iter().zip(PLACES) {
        let found: f64 = row[3].parse().unwrap();
        assert!((found - km).abs() < 1.0, "{name}: {found}, expected {km}");
    }
}

#[test]
fn a_table_says_what_the_line_is_good_for() {
    let (out, _, status) = marz(&["distance", "37.4904,71.5534"]);
    assert_eq!(status, 0);
    assert!(
        out.contains("2.60") && out.contains("OpenStreetMap") && out.contains("no opinion"),
        "{out}"
    );
    let (exact, ..) = marz(&["distance", "37.4904,71.5534", "--exact", "--csv"]);
    assert!(
        exact.contains(",2.60")
            && exact.lines().nth(1).unwrap().split(',').nth(4).unwrap().len() > 6,
        "{exact}"
    );
}

#[test]
fn a_province_has_two_distances() {
    let (out, errors, status) = marz(&["distance", "Khatlon", "--json"]);
    assert_eq!(status, 0, "{errors}");
    let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(rows[0]["distance_km"], 0.0, "{out}");
    assert!(rows[0]["farthest_km"].as_f64().unwrap() > 100.0, "{out}");
}

#[test]
fn what_is_not_understood_is_named_and_the_rest_is_done() {
    let (out, errors, status) = marz(&["distance", "Khorog", "Nosuchplacewhatever", "95,10"]);
    assert_eq!(status, 1);
    assert!(out.contains("2.6"), "{out}");
    assert!(
        errors.contains("Nosuchplacewhatever") && errors.contains("95 is no latitude"),
        "{errors}"
    );
    let (_, errors, status) = marz(&["distance", "Khorog", "--border", "TJ-AG"]);
    assert_eq!(status, 2);
    assert!(errors.contains("did you mean"), "{errors}");
}

#[test]
fn files_of_points_keep_their_columns_and_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut csv = "id,lat,lon\n".to_owned();
    let mut lines = String::new();
    for number in 0..20_000 {
        let (lat, lng) =
            (36.0 + f64::from(number % 200) / 100.0, 68.0 + f64::from(number) / 5000.0);
        csv += &format!("{number},{lat},{lng}\n");
        lines += &format!("{{\"id\":{number},\"lat\":{lat},\"lon\":{lng}}}\n");
    }
    fs::write(path("points.csv"), &csv).unwrap();
    fs::write(path("points.ndjson"), lines).unwrap();
    let (out, errors, status) = marz(&["distance", &path("points.csv")]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert_eq!(out.lines().count(), 20_001);
    assert!(out.lines().skip(1).enumerate().all(|(n, line)| line.starts_with(&format!("{n},"))));
    let (same, ..) = marz(&["distance", &path("points.ndjson"), "--threads", "1"]);
    assert_eq!(out, same);
    let (near, ..) = marz(&["distance", &path("points.csv"), "--within", "1km"]);
    assert!(near.lines().count() > 10 && near.lines().count() < 2000);
    fs::write(path("bad.csv"), "id,lat,lon\na,37,71\nb,north,71\nc,37,72\n").unwrap();
    let (out, errors, status) = marz(&["distance", &path("bad.csv")]);
    assert_eq!((status, out.lines().count()), (1, 3));
    assert!(
        errors.contains("bad.csv, line 3") && errors.contains("\"north\" is no latitude"),
        "{errors}"
    );
    fs::write(path("none.csv"), "id,a,b\n1,2,3\n").unwrap();
    let (_, errors, status) = marz(&["distance", &path("none.csv")]);
    assert_eq!(status, 2);
    assert!(errors.contains("no columns lat and lon"), "{errors}");
    let point = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":7},"geometry":{"type":"Point","coordinates":[71.5534,37.4904]}}]}"#;
    fs::write(path("point.geojson"), point).unwrap();
    let (out, errors, _) = marz(&["distance", &path("point.geojson"), "--geojson"]);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["features"][0]["properties"]["id"], 7, "{out}{errors}");
    assert_eq!(found["features"][0]["properties"]["side"], "TJ");
}

#[test]
fn what_a_file_says_of_its_points_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("a.csv"), "name,side,lat,lon\nKhorog,left bank,37.4904,71.5534\n").unwrap();
    let (out, ..) = marz(&["distance", &path("a.csv")]);
    assert!(out.starts_with("input_side,name,lat,lon,distance_km,"), "{out}");
    assert!(out.lines().nth(1).unwrap().starts_with("left bank,Khorog,37.4904000,"), "{out}");
    // Rows that have other fields than the first.
    let rows =
        "{\"id\":1,\"lat\":37,\"lon\":71}\n\n{\"note\":\"b\",\"lat\":37,\"lon\":71,\"id\":2}\n7\n";
    fs::write(path("b.ndjson"), rows).unwrap();
    let (out, errors, status) = marz(&["distance", &path("b.ndjson")]);
    assert_eq!(status, 1);
    let firsts: Vec<&str> = out.lines().map(|line| &line[..2]).collect();
    assert_eq!(firsts, ["id", "1,", "2,"], "{out}");
    assert!(errors.contains("line 4: 7 is no point") && errors.contains("note"), "{errors}");
}

#[test]
fn documents_of_json_are_read_a_point_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("points.geojson");
    let feature = |id: u32| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"id\":{id}}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[71.5,{}]}}}}",
            37.0 + f64::from(id) / 1e4
        )
    };
    let features: Vec<String> = (0..3000).map(feature).collect();
    let forms = [
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",")),
        format!("{{\n\"features\": [\n{}\n],\n\"name\": \"x\"}}\n", features.join(",\n")),
        format!("[{}]", features.join(",")),
        features.join("\n"),
        // Several documents, one after the other.
        format!(
            "{{\"features\":[{}]}}\n{{\"features\":[{}]}}",
            features[..9].join(","),
            features[9..].join(",")
        ),
    ];
    let mut first = None;
    for form in forms {
        fs::write(&path, form).unwrap();
        let (out, errors, status) = marz(&["distance", path.to_str().unwrap()]);
        assert_eq!((status, errors.as_str(), out.lines().count()), (0, "", 3001));
        assert_eq!(*first.get_or_insert(out.clone()), out);
    }
    // What is no point is named by its number; what is cut off ends the run, after what came before.
    fs::write(&path, format!("[{},{{\"lat\":99}},{}]", features[0], features[1])).unwrap();
    let (out, errors, status) = marz(&["distance", path.to_str().unwrap()]);
    assert_eq!((status, out.lines().count()), (1, 3), "{errors}");
    assert!(errors.contains("feature 2: it has no position"), "{errors}");
    fs::write(&path, format!("[{},\n{}", features[0], &features[1][..20])).unwrap();
    let (_, errors, status) = marz(&["distance", path.to_str().unwrap()]);
    assert_eq!(status, 2);
    assert!(errors.contains("is no JSON") && errors.contains("line 2"), "{errors}");
}

#[test]
fn borders_are_listed_and_drawn() {
    let (out, _, status) = marz(&["borders"]);
    assert_eq!(status, 0);
    assert!(out.lines().count() > 300 && out.contains("AF-TJ"), "{out}");
    let (out, ..) = marz(&["borders", "TJ-AF", "--geojson"]);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["features"][0]["geometry"]["type"], "MultiLineString");
    assert!(out.contains("OpenStreetMap contributors"));
    let (_, errors, status) = marz(&["borders", "ZZ"]);
    assert_eq!(status, 2);
    assert!(errors.contains("ZZ"), "{errors}");
}
