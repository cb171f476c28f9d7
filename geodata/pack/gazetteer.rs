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
    let path = folder.join("gazetteer.bin");
    let failed = |error: &dyn std::fmt::Debug| -> ! { panic!("{}: {error:?}", path.display()) };
    let mut file = std::fs::File::create(&path).unwrap_or_else(|error| failed(&error));
    let places = places::read().into_iter().map(Ok);
    let packed = build::pack(places, &stop_words(), &mut file);
    packed.unwrap_or_else(|error| failed(&error));
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
