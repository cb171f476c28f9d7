//! Packs the gazetteer: reads every table, merges what is one place, writes the sections.

use std::path::Path;

#[path = "gazetteer_index.rs"]
mod index;
#[path = "gazetteer_places.rs"]
mod places;
#[path = "gazetteer_variants.rs"]
mod variants;
#[path = "gazetteer_write.rs"]
mod write;

/// The packed form and its hash, as the library knows them.
#[path = "../../src/gazetteer/layout.rs"]
#[allow(dead_code, reason = "the library uses more of it than the build script")]
pub mod layout;

/// Writes `gazetteer.bin` into `folder`.
pub fn pack(folder: &Path) {
    let mut places = places::read();
    variants::add(&mut places);
    let index = index::build(&places);
    let bytes = write::sections(&places, &index);
    let path = folder.join("gazetteer.bin");
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
