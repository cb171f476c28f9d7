//! Our scores against those of the reference scorer on the same output.

use crate::shared;
use marz::document::Document;
use marz::eval::reports;
use marz::gazetteer::Gazetteer;
use marz::pipeline::{Atlas, survey};
use marz::read::{self, ReadOptions};
use marz::region::Region;
use marz::write;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// The counts under a key of the reference scorer's file; those that are none are as if they were not there.
fn counts(value: &Value) -> BTreeMap<String, u64> {
    let counts = value.as_object().unwrap().iter();
    counts.map(|(name, n)| (name.clone(), n.as_u64().unwrap())).filter(|(_, n)| *n > 0).collect()
}

fn ours(tally: &marz::eval::Tally) -> BTreeMap<String, u64> {
    tally.iter().map(|(name, n)| (name.to_owned(), n)).filter(|(_, n)| *n > 0).collect()
}

fn map(texts: &Path, output: &Path) {
    let region = Region::embedded("TJ-AF").unwrap();
    let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
    let documents: Vec<Document> =
        read::path(texts, &ReadOptions::default()).collect::<Result<_, _>>().unwrap();
    write::folder(&survey(&atlas, documents), output).unwrap();
}

#[test]
fn our_counts_are_those_of_the_reference_scorer() {
    let (Some(gold), Some(scorer), Some(texts)) = (
        shared::path("gold/articles.json"),
        shared::path("gold/score.py"),
        shared::path("articles"),
    ) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out");
    map(&texts, &output);
    for all in [false, true] {
        let file = folder.path().join("counts.json");
        let scope = if all { "all" } else { "core" };
        let run = Command::new("python3")
            .args([&scorer, &gold, &output])
            .args(["--scope", scope, "--texts"])
            .args([texts.as_path(), Path::new("--json"), &file])
            .output();
        let Ok(run) = run else {
            eprintln!("skipped: python3 is not there");
            return;
        };
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let theirs: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let options =
            reports::Options { texts: Some(texts.clone()), all, ..reports::Options::default() };
        let scores = reports::score(&gold, &output, &options).unwrap();
        assert_eq!(ours(&scores.all), counts(&theirs["all"]), "{scope}");
        for (language, tally) in &scores.languages {
            assert_eq!(ours(tally), counts(&theirs["languages"][language]), "{language}, {scope}");
        }
    }
}

/// What is counted, and the least and the most of it in hundredths, on the five articles.
const FLOORS: &[(&str, f64, f64)] = &[("inc", 0.80, 1.0), ("top", 0.95, 1.0), ("fac", 0.80, 1.0)];

#[test]
fn the_articles_score_no_less_than_their_floors() {
    let (Some(gold), Some(texts)) = (shared::path("gold/articles.json"), shared::path("articles"))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    map(&texts, folder.path());
    let scores = reports::score(&gold, folder.path(), &reports::Options::default()).unwrap().all;
    for (of, least, most) in FLOORS {
        let (.., f1) = scores.precision_recall(of);
        assert!((*least..=*most).contains(&f1), "{of}: F1 {f1:.3}");
    }
    let share = |right: &str, all: &str| scores.of(right) as f64 / scores.of(all) as f64;
    assert!(share("fa", "fa_n") <= 0.05, "false assertions");
    assert!(share("ia_ok", "ia_n") >= 0.90, "admin-1");
    assert!(share("st_ok", "st_n") >= 0.85, "status");
    assert!(share("d_with_pub_co", "d_with_pub_n") >= 0.90, "dates");
    assert_eq!(scores.of("d_with_pub_wy"), 0, "wrong years");
    assert_eq!(scores.of("k_ok"), scores.of("k_n"), "killed");
}

/// A gold file of one document, made here, and rows against it.
#[test]
fn a_denied_attack_that_is_asserted_is_a_false_assertion() {
    let folder = tempfile::tempdir().unwrap();
    let gold = folder.path().join("gold.json");
    let output = folder.path().join("out");
    std::fs::create_dir(&output).unwrap();
    let record = |cls: &str, status: &str, start: u64| {
        serde_json::json!({
            "cls": cls, "type": "attack", "status": status,
            "evidence": { "start": start, "end": start + 10 }, "places": [],
        })
    };
    let document = serde_json::json!({
        "id": "a", "file": "a.txt", "language": "en", "toponyms": [], "facilities": [],
        "incidents": [record("negative", "denied", 0), record("incident", "occurred", 20)],
    });
    let text = serde_json::json!({ "places": {}, "documents": [document] }).to_string();
    std::fs::write(&gold, text).unwrap();
    let row = |start: u64| {
        serde_json::json!({
            "layer": "incidents", "doc_id": "a", "type": "attack", "status": "occurred",
            "sent_start": start, "sent_end": start + 10,
        })
        .to_string()
    };
    std::fs::write(output.join("records.jsonl"), format!("{}\n{}\n", row(0), row(20))).unwrap();
    let scores = reports::score(&gold, &output, &reports::Options::default()).unwrap().all;
    let of = |name| scores.of(name);
    assert_eq!((of("inc_gold"), of("inc_pred"), of("inc_tpp")), (1, 2, 1));
    assert_eq!((of("fa"), of("fa_n")), (1, 2));
}
