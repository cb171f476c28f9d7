//! Documents together: repeated passages, one event in many reports.

use marz::corpus::{self, Corpus, Sameness};
use marz::document::{Document, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::text::Language;
use marz::{mention, report, resolve};

const COPIED: &str = "Three soldiers were killed in a clash in Kunduz on May 14, 2022, officials of the province told reporters.";
const OTHER: &str = "A clash took place in Kunduz on May 14, 2022, leaving three dead.";

fn corpus(texts: &[(&str, &str, &str)]) -> Corpus {
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").unwrap();
    let (mut fingerprints, mut told) = (Vec::new(), Vec::new());
    for (id, publisher, text) in texts {
        let document = Document {
            id: (*id).into(),
            text: (*text).into(),
            language: Language::English,
            source: Source { publisher: Some((*publisher).into()), ..Source::default() },
            offsets: Offsets::default(),
        };
        let mentions = mention::find(gazetteer, &region, &document);
        let located = resolve::places(gazetteer, &region, &document, mentions);
        let reports = report::extract(gazetteer, &region, &document, &located);
        fingerprints.push(corpus::fingerprint(&document));
        told.extend(corpus::told(gazetteer, &document, &reports));
    }
    corpus::link(fingerprints, told)
}

#[test]
fn a_copied_sentence_is_one_passage_one_event_and_one_origin() {
    let found = corpus(&[("a", "One", COPIED), ("b", "Two", COPIED)]);
    assert_eq!(found.passages.len(), 1);
    let clash = |row: usize| found.told[row].kind == "armed_clash";
    let counts = corpus::count(&found, clash);
    assert_eq!((counts.reports, counts.events), (2, 1));
    assert_eq!((counts.publishers, counts.origins), (2, 1));
}

#[test]
fn one_day_and_one_place_are_one_event_of_two_origins() {
    let found = corpus(&[("a", "One", COPIED), ("b", "Two", OTHER)]);
    assert!(found.passages.is_empty());
    let clash = |row: usize| found.told[row].kind == "armed_clash";
    let counts = corpus::count(&found, clash);
    assert_eq!((counts.reports, counts.events, counts.origins), (2, 1, 2));
    assert!(found.links.iter().any(|link| link.sameness == Sameness::Same));
}

#[test]
fn the_order_of_the_documents_changes_nothing() {
    let one = corpus(&[("a", "One", COPIED), ("b", "Two", COPIED), ("c", "Three", OTHER)]);
    let other = corpus(&[("c", "Three", OTHER), ("b", "Two", COPIED), ("a", "One", COPIED)]);
    assert_eq!(one, other);
}

#[test]
fn a_short_stock_opening_is_no_passage() {
    let found = corpus(&[
        ("a", "One", "Officials said so on Monday."),
        ("b", "Two", "Officials said so on Monday."),
    ]);
    assert!(found.passages.is_empty());
}
