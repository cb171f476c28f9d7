//! Incidents against labelled sentences of our own: `tests/corpus/`, and `tests/corpus/held/`, which no rule was
//! grown on. Counted as an analyst would: a record is found if its type is, whatever else the sentence tells of is
//! spurious, and what is planned, denied, supposed or told of nobody must not be asserted.

#![allow(clippy::print_stdout, reason = "the scores are for whoever tunes the tables")]
#![allow(clippy::cast_precision_loss, reason = "a few dozen sentences")]

use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::report::{self, Figure, Incident, Report, Status};
use marz::text::Language;
use marz::{mention, resolve};
use std::collections::BTreeMap;
use std::fs;

/// A sentence, and what a careful reader makes of it.
struct Row {
    text: String,
    records: Vec<Expected>,
    killed: Option<f64>,
    wounded: Option<f64>,
    date: Option<String>,
    border: String,
}

/// A record: the types and statuses that are right.
struct Expected {
    types: Vec<String>,
    statuses: Vec<String>,
    optional: bool,
}

impl Expected {
    fn parse(written: &str) -> Self {
        let (types, statuses) = written.split_once('/').unwrap();
        let list = |text: &str| text.split('|').map(str::to_owned).collect();
        let optional = types.ends_with('?');
        Self { types: list(types.trim_end_matches('?')), statuses: list(statuses), optional }
    }

    fn is_of(&self, incident: &Incident) -> bool {
        self.types.iter().any(|kind| kind == "*" || *kind == incident.kind)
    }

    fn has(&self, status: Status) -> bool {
        let name = serde_json::to_value(status).unwrap();
        self.statuses.iter().any(|one| Some(one.as_str()) == name.as_str())
    }

    /// Whether it did not happen, so that nothing need be found.
    fn is_negative(&self) -> bool {
        let negative = ["denied", "negated", "hypothetical", "legal_text"];
        self.types == ["*"] || negative.contains(&self.statuses[0].as_str())
    }

    /// Whether asserting it is wrong.
    fn is_unreal(&self) -> bool {
        let unreal = ["planned", "ordered", "announced"];
        self.is_negative() || self.statuses.iter().all(|status| unreal.contains(&status.as_str()))
    }
}

fn rows(half: &str, language: Language) -> Vec<Row> {
    let path = format!("{}/tests/corpus/{half}{}.tsv", env!("CARGO_MANIFEST_DIR"), language.code());
    let table = fs::read_to_string(path).unwrap();
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [text, records, killed, wounded, date, _place, border] = cells[..] else {
                panic!("{line}")
            };
            Row {
                text: text.to_owned(),
                records: records.split("; ").filter(|r| *r != "-").map(Expected::parse).collect(),
                killed: killed.parse().ok(),
                wounded: wounded.parse().ok(),
                date: (!date.is_empty()).then(|| date.to_owned()),
                border: border.to_owned(),
            }
        })
        .collect()
}

fn incidents(region: &Region, text: &str, language: Language) -> Vec<Incident> {
    let gazetteer = Gazetteer::embedded();
    let source = Source { published: Some(Edtf("2024-06-15".into())), ..Source::default() };
    let (id, text) = ("a".to_owned(), text.to_owned());
    let document = Document { id, text, language, source, offsets: Offsets::default() };
    let mentions = mention::find(gazetteer, region, &document);
    let located = resolve::places(gazetteer, region, &document, mentions);
    let of = |report| match report {
        Report::Incident(incident) => Some(incident),
        Report::Facility(_) => None,
    };
    report::extract(gazetteer, region, &document, &located).into_iter().filter_map(of).collect()
}

/// What a table scores.
#[derive(Debug, Default)]
struct Score {
    expected: usize,
    predicted: usize,
    right: usize,
    status: usize,
    asserted: usize,
    falsely: usize,
    /// Dates and numbers of people that are stated, and those found.
    details: (usize, usize),
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.expected + self.predicted).max(1) as f64
    }

    fn false_assertions(&self) -> f64 {
        self.falsely as f64 / self.asserted.max(1) as f64
    }

    fn add(&mut self, row: &Row, mut found: Vec<Incident>) {
        let is_asserted = |one: &Incident| matches!(one.status, Status::Occurred | Status::Ongoing);
        self.asserted += found.iter().filter(|one| is_asserted(one)).count();
        for expected in &row.records {
            found.sort_by_key(|one| !expected.has(one.status));
            if expected.optional || expected.is_negative() {
                found.retain(|one| {
                    let falsely = expected.is_negative() && is_asserted(one);
                    if expected.is_of(one) && falsely {
                        self.falsely += 1;
                        self.predicted += 1;
                        println!(
                            "{}: {} asserted, but {:?}",
                            row.text, one.kind, expected.statuses
                        );
                    }
                    !expected.is_of(one)
                });
                continue;
            }
            self.expected += 1;
            let Some(at) = found.iter().position(|one| expected.is_of(one)) else {
                println!("{}: {:?} missing", row.text, expected.types);
                continue;
            };
            let one = found.remove(at);
            self.predicted += 1;
            self.right += 1;
            self.status += usize::from(expected.has(one.status));
            if !expected.has(one.status) {
                println!("{}: {:?}, expected {:?}", row.text, one.status, expected.statuses);
            }
            self.falsely += usize::from(expected.is_unreal() && is_asserted(&one));
            let date = one.evidence.time.edtf.as_ref().map(|date| date.0.clone());
            self.detail(row, "killed", row.killed.as_ref(), number(one.killed.as_ref()).as_ref());
            self.detail(
                row,
                "wounded",
                row.wounded.as_ref(),
                number(one.wounded.as_ref()).as_ref(),
            );
            self.detail(row, "date", row.date.as_ref(), date.as_ref());
        }
        for one in found {
            self.predicted += 1;
            self.falsely += usize::from(is_asserted(&one));
            println!("{}: {} {:?} is spurious", row.text, one.kind, one.status);
        }
    }

    fn detail<T: PartialEq + std::fmt::Debug>(
        &mut self,
        row: &Row,
        what: &str,
        expected: Option<&T>,
        found: Option<&T>,
    ) {
        if expected.is_some() {
            self.details.0 += 1;
            self.details.1 += usize::from(expected == found);
            if expected != found {
                println!("{}: {what} {found:?}, expected {expected:?}", row.text);
            }
        }
    }
}

fn number(figure: Option<&Figure>) -> Option<f64> {
    figure.and_then(|figure| figure.low.or(figure.best))
}

fn score(half: &str, language: Language) -> Score {
    let mut regions: BTreeMap<String, Region> = BTreeMap::new();
    let mut score = Score::default();
    for row in rows(half, language) {
        let region = regions
            .entry(row.border.clone())
            .or_insert_with(|| Region::embedded(&row.border).unwrap());
        let found = incidents(region, &row.text, language);
        score.add(&row, found);
    }
    score
}

/// Half, language, the least F1, the most false assertions.
const FLOORS: &[(&str, Language, f64, f64)] = &[
    ("", Language::English, 0.97, 0.05),
    ("", Language::Russian, 0.97, 0.05),
    ("", Language::Tajik, 0.97, 0.05),
    ("", Language::Persian, 0.97, 0.05),
    ("held/", Language::English, 0.92, 0.14),
    ("held/", Language::Russian, 0.90, 0.10),
    ("held/", Language::Tajik, 0.92, 0.10),
    ("held/", Language::Persian, 0.92, 0.10),
];

#[test]
fn the_labelled_sentences_score_no_less_than_their_floors() {
    let mut below = Vec::new();
    for (half, language, f1, most) in FLOORS {
        let score = score(half, *language);
        println!("{half}{language}: F1 {:.3} {score:?}", score.f1());
        if score.f1() < *f1 || score.false_assertions() > *most {
            below.push(format!("{half}{language}: F1 {:.3}, {score:?}", score.f1()));
        }
    }
    assert!(below.is_empty(), "{below:#?}");
}

/// The section of `docs/ACCURACY.md` between its marks.
fn section() -> String {
    let mut text = String::from(
        "| sentences | language | rows | incidents F1 | status | false assertions | dates and victims |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for (half, language, ..) in FLOORS {
        let score = score(half, *language);
        let name = if half.is_empty() { "grown on" } else { "set aside" };
        text.push_str(&format!(
            "| {name} | {language} | {} | {:.3} | {}/{} | {}/{} | {}/{} |\n",
            rows(half, *language).len(),
            score.f1(),
            score.status,
            score.right,
            score.falsely,
            score.asserted,
            score.details.1,
            score.details.0,
        ));
    }
    text
}

#[test]
fn the_accuracy_told_of_is_that_measured() {
    const FROM: &str = "<!-- sentences: written by the tests -->\n";
    const TO: &str = "<!-- end of sentences -->\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ACCURACY.md");
    let page = fs::read_to_string(path).unwrap();
    let (head, rest) = page.split_once(FROM).unwrap();
    let (told, tail) = rest.split_once(TO).unwrap();
    let measured = section();
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        fs::write(path, format!("{head}{FROM}{measured}{TO}{tail}")).unwrap();
    } else {
        assert_eq!(told, measured, "run it again with MARZ_WRITE_DOCS=1");
    }
}

#[test]
fn each_language_has_sixty_labelled_sentences_with_two_fifths_set_aside() {
    for language in [Language::English, Language::Russian, Language::Tajik, Language::Persian] {
        let (grown_on, held) = (rows("", language).len(), rows("held/", language).len());
        assert!(grown_on + held >= 60 && 5 * held >= 2 * (grown_on + held), "{grown_on}, {held}");
    }
}
