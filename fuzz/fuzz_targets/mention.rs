//! No text panics: `mention`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::text::Language;
use std::sync::LazyLock;

static REGION: LazyLock<Region> =
    LazyLock::new(|| Region::embedded("TJ-AF").expect("the border is embedded"));

fuzz_target!(|input: (u8, String)| {
    let (which, text) = input;
    let languages = [Language::English, Language::Russian, Language::Tajik, Language::Persian];
    let language = languages[usize::from(which) % languages.len()];
    let published = [None, Some(Edtf("2024-06-15".into())), Some(Edtf("2022-06-2X".into()))];
    let published = published[usize::from(which) % published.len()].clone();
    let source = Source { published, ..Source::default() };
    let document =
        Document { id: "a".into(), text, language, source, offsets: Offsets::default() };
    let (gazetteer, region) = (Gazetteer::embedded(), &*REGION);
    let _ = marz::mention::find(gazetteer, region, &document);
});
