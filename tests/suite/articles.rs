//! Whole reports of our own, of borders all over the world, against what a careful analyst makes of them.
//!
//! Half of them, `held`, were never looked at: neither their texts nor what went wrong in them, only their scores.

use crate::earth;
use marz::document::Document;
use marz::eval::{Tally, reports};
use marz::gazetteer::Gazetteer;
use marz::pipeline::{Atlas, survey};
use marz::read::{self, ReadOptions};
use marz::region::Region;
use marz::write;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// A half, how many reports it has, and the least F1 of its toponyms, incidents and facilities, and the most of its assertions that are false.
/// Floors only rise, but where reports are added.
const FLOORS: &[(&str, usize, [f64; 3], f64)] =
    &[("grown", 28, [0.93, 0.89, 0.79], 0.06), ("held", 12, [0.935, 0.80, 0.71], 0.05)];

/// The scores of a half, by language.
fn scores(half: &str, reports: usize) -> BTreeMap<&'static str, Tally> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/articles").join(half);
    let output = tempfile::tempdir().unwrap();
    let region = Region::embedded("TJ-AF").unwrap();
    let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
    let documents: Vec<Document> =
        read::path(&folder, &ReadOptions::default()).collect::<Result<_, _>>().unwrap();
    assert_eq!(documents.len(), reports, "{half}");
    write::folder(&survey(&atlas, documents), output.path()).unwrap();
    let options = reports::Options { texts: Some(folder.clone()), ..reports::Options::default() };
    let scores = reports::score(&folder.join("gold.json"), output.path(), &options).unwrap();
    let mut languages = BTreeMap::new();
    for (language, tally) in &scores.languages {
        let of = ["en", "ru", "tg", "fa"].into_iter().find(|code| language.starts_with(code));
        languages.entry(of.unwrap()).or_insert_with(Tally::default).merge(tally);
    }
    languages.insert("all", scores.all);
    languages
}

#[test]
fn reports_of_other_borders_score_no_less_than_their_floors() {
    let mut table = String::from(
        "| reports | language | toponyms F1 | use | incidents F1 | status | false assertions | province | dates | \
         facilities F1 |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (half, number, floors, most) in FLOORS {
        let scores = scores(half, *number);
        for language in ["en", "ru", "tg", "fa", "all"] {
            let tally = &scores[language];
            let f1 = |of: &str| tally.precision_recall(of).2;
            let part = |right: &str, all: &str| format!("{}/{}", tally.of(right), tally.of(all));
            writeln!(
                table,
                "| {} | {language} | {:.3} | {} | {:.3} | {} | {} | {} | {} | {:.3} |",
                if *half == "held" { "set aside" } else { "looked at" },
                f1("top"),
                part("use_exact", "use_n"),
                f1("inc"),
                part("st_ok", "st_n"),
                part("fa", "fa_n"),
                part("ia_ok", "ia_n"),
                part("d_with_pub_co", "d_with_pub_n"),
                f1("fac"),
            )
            .unwrap();
        }
        let all = &scores["all"];
        for (of, floor) in ["top", "inc", "fac"].iter().zip(floors) {
            let (.., f1) = all.precision_recall(of);
            assert!(f1 >= *floor, "{half}, {of}: F1 {f1:.3}\n{table}");
        }
        let false_share = all.of("fa") as f64 / all.of("fa_n") as f64;
        assert!(false_share <= *most, "{half}: {false_share:.3} of the assertions false\n{table}");
    }
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        earth::document("reports", &table);
    }
}
