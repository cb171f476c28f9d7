//! The built map page is what its manifest says, so that nobody edits it by hand.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn the_built_page_is_what_its_manifest_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/viewer");
    let manifest = fs::read(folder.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let outputs = manifest["outputs"].as_object().unwrap();
    assert_eq!(outputs.len(), 4);
    for (name, expected) in outputs {
        let digest = Sha256::digest(fs::read(folder.join(name)).unwrap());
        let mut hex = String::new();
        for byte in digest {
            write!(hex, "{byte:02x}").unwrap();
        }
        assert_eq!(Some(hex.as_str()), expected.as_str(), "{name} is not what viewer/ built");
    }
}

#[test]
fn the_page_has_a_slot_for_each_part() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/viewer");
    let page = fs::read_to_string(folder.join("page.html")).unwrap();
    for slot in ["title", "style", "encoding", "data", "script"] {
        assert_eq!(page.matches(&format!("{{{{{slot}}}}}")).count(), 1, "{slot}");
    }
    assert!(page.contains("connect-src 'none'"));
}

#[test]
fn the_page_has_words_for_every_kind_of_the_lexicon() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = fs::read_to_string(root.join("viewer/src/i18n/en.ts")).unwrap();
    for language in ["en", "ru", "tg", "fa"] {
        let path = root.join(format!("geodata/lexicon/triggers_{language}.tsv"));
        for line in fs::read_to_string(path).unwrap().lines() {
            let mut fields = line.split('\t');
            if let (Some("trigger" | "facility"), Some(kind)) = (fields.next(), fields.next()) {
                assert!(words.contains(&format!("{kind}: '")), "no words for {kind}");
            }
        }
    }
}
