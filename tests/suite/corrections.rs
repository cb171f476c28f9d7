//! An analyst's decisions: applied last, and none lost silently.

use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::layer::{Applied, Correction, Layers, corrections};
use marz::pipeline::{Atlas, survey_corrected};
use marz::region::Region;
use marz::text::Language;

const TEXT: &str = "Gunmen attacked a post in Khorog on Monday, killing two guards. \
    Police arrested six men in Kunduz. The army said that it had seized 20 kg of heroin near Ishkoshim.";

fn layers(decisions: &[Correction]) -> Layers {
    let region = Region::embedded("TJ-AF").unwrap();
    let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
    let source = Source { published: Some(Edtf("2024-06-15".into())), ..Source::default() };
    let (id, text) = ("a.txt".to_owned(), TEXT.to_owned());
    let document =
        Document { id, text, language: Language::English, source, offsets: Offsets::default() };
    survey_corrected(&atlas, [document], decisions)
}

/// The id of the record of a type.
fn id(layers: &Layers, kind: &str) -> String {
    let is = |layers: &serde_json::Value| layers["type"] == kind;
    let rows = layers.records.iter().map(|record| serde_json::to_value(record).unwrap());
    rows.filter(|row| is(row)).map(|row| row["id"].as_str().unwrap().to_owned()).next().unwrap()
}

fn read(table: &str) -> Vec<Correction> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), table).unwrap();
    corrections::read(file.path()).unwrap()
}

const HEADER: &str = "target_id,sentence_sha,action,field,value,by,date,reason\n";

#[test]
fn decisions_are_applied_and_those_without_a_record_are_counted() {
    let before = layers(&[]);
    let (attack, arrest) = (id(&before, "attack"), id(&before, "arrest"));
    let drug = id(&before, "drug_seizure");
    let decisions = read(&format!(
        "{HEADER}{attack},,set,status,claimed,ab,2024-06-20,\n\
         {attack},,set,killed_low,3,ab,2024-06-20,\n\
         {attack},,set,status,denied,cd,2024-06-21,contradicts\n\
         {attack},,set,colour,red,cd,2024-06-21,no such field\n\
         {arrest},,drop,,,ab,2024-06-20,\n\
         {drug},,confirm,,,ab,2024-06-20,\n\
         ffffffffffff,,drop,,,ab,2024-06-20,gone\n"
    ));
    let after = layers(&decisions);
    let expected = Applied { applied: 4, orphaned: 1, conflicting: 2 };
    assert_eq!(after.manifest.corrections, Some(expected));
    let rows: Vec<serde_json::Value> =
        after.records.iter().map(|record| serde_json::to_value(record).unwrap()).collect();
    let of = |kind: &str| rows.iter().find(|row| row["type"] == kind);
    assert!(of("arrest").is_none());
    let attack = of("attack").unwrap();
    assert_eq!((&attack["status"], &attack["review"]), (&"claimed".into(), &"corrected".into()));
    assert_eq!(attack["killed_low"], 3.0);
    assert_eq!(attack["corrected_from"][0], "status=occurred");
    assert_eq!(of("drug_seizure").unwrap()["review"], "confirmed");
}

#[test]
fn a_decision_finds_its_record_by_the_sentence_when_the_id_is_gone() {
    let before = layers(&[]);
    let review = before.tables.iter().find(|table| table.name == "review").unwrap();
    let at = review.header.iter().position(|column| column == "sentence_sha").unwrap();
    let row = review.rows.iter().find(|row| row.iter().any(|cell| cell == "arrest")).unwrap();
    let decisions = read(&format!("{HEADER}gone,{},set,type,security_operation,ab,,\n", row[at]));
    let after = layers(&decisions);
    assert_eq!(after.manifest.corrections.unwrap().applied, 1);
    id(&after, "security_operation");
}

#[test]
fn merged_records_share_an_event_and_added_ones_their_sentence() {
    let before = layers(&[]);
    let (attack, arrest) = (id(&before, "attack"), id(&before, "arrest"));
    let decisions =
        read(&format!("{HEADER}{arrest},,merge,,{attack},ab,,\n{attack},,add,,armed_clash,ab,,\n"));
    let after = layers(&decisions);
    let of = |id: &str| after.records.iter().find(|record| record.id == id).unwrap();
    assert_eq!(of(&attack).event_cluster, of(&arrest).event_cluster);
    assert_eq!(of(&id(&after, "armed_clash")).evidence, of(&attack).evidence);
}
