//! Counts by province on real articles, against a careful analyst's.

use crate::mention::region;
use crate::shared;
use marz::document::Document;
use marz::gazetteer::Gazetteer;
use marz::layer::counts::{self, By};
use marz::pipeline::{self, Atlas};
use marz::read::{self, ReadOptions};
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

/// The example reports, and some of them once more under other names, as agencies print them.
fn documents() -> Vec<Document> {
    let options = ReadOptions::default();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reports");
    let own: Vec<Document> = read::path(&path, &options).map(Result::unwrap).collect();
    let mut copies = own.clone();
    for (row, copy) in copies.iter_mut().enumerate() {
        copy.source.publisher = Some(format!("Publisher {}", row % 2));
        if row % 2 == 0 {
            copy.id = format!("copies/{}", copy.id);
        }
    }
    own.into_iter().chain(copies).collect()
}

#[test]
fn counts_that_keep_no_rows_are_those_of_the_layers() {
    let region = region();
    let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
    let layers = pipeline::survey(&atlas, documents());
    for by in [By::Province, By::Place, By::Country, By::Month] {
        let of_rows = counts::by(&layers.mentions, by);
        let expected = if by == By::Province {
            counts::with_distances(of_rows, &layers.provinces)
        } else {
            of_rows
        };
        assert!(expected.iter().any(|count| count.mentions_unique < count.mentions_raw));
        assert_eq!(pipeline::count(&atlas, documents(), by), expected);
        let mut reversed = documents();
        reversed.reverse();
        assert_eq!(pipeline::count(&atlas, reversed, by), expected);
    }
}
