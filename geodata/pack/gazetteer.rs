//! Packs the gazetteer: reads every table, merges what is one place, writes the sections.

use crate::text::fold;
use std::collections::HashSet;
use std::path::Path;

/// From places to the packed form, by the library's own code.
#[path = "../../src/gazetteer/build/mod.rs"]
#[allow(dead_code, reason = "the library uses more of it than the build script")]
mod build;
#[path = "gazetteer_places.rs"]
mod places;

/// Endings, as the library knows them.
#[path = "../../src/gazetteer/inflect.rs"]
#[allow(dead_code, reason = "the library uses more of it than the build script")]
mod inflect;
/// The packed form and its hash, as the library knows them.
#[path = "../../src/gazetteer/layout.rs"]
#[allow(dead_code, reason = "the library uses more of it than the build script")]
pub mod layout;

/// Writes `gazetteer.bin` into `folder`.
pub fn pack(folder: &Path) {
    let mut places = places::read();
    let bytes = build::pack(&mut places, &stop_words())
        .unwrap_or_else(|build::TooMany(what)| panic!("too many {what} for the packed form"));
    let path = folder.join("gazetteer.bin");
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn stop_words() -> HashSet<String> {
    let mut words = HashSet::new();
    for language in ["en", "ru", "tg", "fa"] {
        let path = format!("geodata/lexicon/stop_{language}.txt");
        println!("cargo::rerun-if-changed={path}");
        if !Path::new(&path).exists() {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        words.extend(lines.flat_map(str::split_whitespace).map(fold::key));
    }
    words
}
