//! Counts by province on real articles, against a careful analyst's.

use crate::shared;
use serde_json::Value;
use std::fs;

#[test]
fn counts_by_province_are_those_of_an_analyst() {
    let Some(articles) = shared::path("articles") else { return };
    let Some(gold) = shared::path("gold/articles.json") else { return };
    let gold: Value = serde_json::from_str(&fs::read_to_string(gold).unwrap()).unwrap();
    let run = assert_cmd::Command::cargo_bin("marz")
        .unwrap()
        .arg("mentions")
        .arg(articles)
        .args(["--by", "province", "--json"])
        .output()
        .unwrap();
    assert!(run.status.success());
    let found: Value = serde_json::from_slice(&run.stdout).unwrap();
    for (iso, expected) in gold["expected_counts"]["province_mentions"].as_object().unwrap() {
        let row = found.as_array().unwrap().iter().find(|row| row["key"] == iso.as_str());
        let count = |column: &str| row.map_or(0, |row| row[column].as_i64().unwrap());
        let raw = expected["raw"].as_i64().unwrap();
        let once = expected["without_repeated_passages"].as_i64().unwrap();
        assert!((count("mentions_raw") - raw).abs() <= 1, "{iso}: {row:?}, expected {raw}");
        assert!((count("mentions_unique") - once).abs() <= 1, "{iso}: {row:?}, expected {once}");
    }
}
