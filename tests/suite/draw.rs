//! The picture: its names, its text, and that it is the same each time.

use crate::shared;
use marz::document::{Document, Offsets, Source};
use marz::draw::{Area, Options, Picture, Told, picture};
use marz::gazetteer::Gazetteer;
use marz::layer::{Ground, Layers};
use marz::pipeline::{Atlas, survey};
use marz::read::{self, ReadOptions};
use marz::region::Region;
use marz::text::Language;
use std::path::Path;

const LANGUAGES: [Language; 4] =
    [Language::English, Language::Russian, Language::Tajik, Language::Persian];

fn examples() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reports");
    read::path(&folder, &ReadOptions::default()).filter_map(Result::ok).collect()
}

fn drawn(border: &str, documents: Vec<Document>, options: Options) -> Picture {
    let region = Region::embedded(border).unwrap();
    let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
    let layers: Layers = survey(&atlas, documents);
    picture(&Ground::new(atlas.gazetteer, &region), &Told::from(&layers), options)
}

fn in_language(language: Language) -> Options {
    Options { language, size: [1600, 1000] }
}

/// The texts of a picture, without what is not seen.
fn texts(svg: &str) -> Vec<String> {
    let parts = svg.split("<text ").skip(1);
    parts
        .filter_map(|part| {
            part.split_once('>')?.1.split_once("</text>").map(|(text, _)| text.to_owned())
        })
        .collect()
}

#[test]
fn no_two_names_overlap() {
    // Each border in one language, one in all.
    let others = [("IN-PK", Language::Persian), ("KH-TH", Language::Russian)];
    let all = LANGUAGES.map(|language| ("TJ-AF", language)).into_iter().chain(others);
    {
        for (border, language) in all {
            let picture = drawn(border, examples(), in_language(language));
            let areas: Vec<&(String, Area)> = picture.labels.iter().collect();
            assert!(areas.len() > 20, "{border} {language:?}: {} names", areas.len());
            for (index, (name, area)) in areas.iter().enumerate() {
                for (other, beside) in &areas[..index] {
                    assert!(
                        !area.overlaps(beside),
                        "{border} {language:?}: {name} lies on {other}"
                    );
                }
            }
        }
    }
}

#[test]
fn north_is_up_and_east_is_right() {
    let picture = drawn("TJ-AF", Vec::new(), in_language(Language::English));
    let area = |name: &str| picture.labels.iter().find(|(words, _)| words == name).unwrap().1;
    assert!(area("Dushanbe").top < area("Kunduz").top);
    assert!(area("Dushanbe").left < area("Gilgit").left);
}

#[test]
fn the_same_reports_give_the_same_bytes() {
    let once = drawn("TJ-AF", examples(), Options::default());
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let again = one_thread.install(|| {
        let mut documents = examples();
        documents.reverse();
        drawn("TJ-AF", documents, Options::default())
    });
    assert!(once.svg == again.svg);
    assert!(once.outlined().unwrap() == again.outlined().unwrap());
    let small = drawn("TJ-AF", examples(), in_language(Language::Persian));
    assert!(small.png().unwrap() == small.png().unwrap());
}

#[test]
fn a_folder_of_a_map_gives_the_picture_of_its_reports() {
    let region = Region::embedded("TJ-AF").unwrap();
    let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
    let layers: Layers = survey(&atlas, examples());
    let folder = tempfile::tempdir().unwrap();
    assert!(!Told::is_in(folder.path()));
    marz::write::folder(&layers, folder.path()).unwrap();
    assert!(Told::is_in(folder.path()));
    let read = Told::read(folder.path()).unwrap();
    assert_eq!(read, Told::from(&layers));
    std::fs::write(folder.path().join("records.jsonl"), "{\"id\":1}\n").unwrap();
    assert!(Told::read(folder.path()).unwrap_err().to_string().contains("line 1"));
}

#[test]
fn what_happened_on_a_river_highlights_it_and_what_is_wide_has_no_circle() {
    let report = |text: &str| Document {
        id: "a".to_owned(),
        text: text.to_owned(),
        language: Language::English,
        source: Source::default(),
        offsets: Offsets::default(),
    };
    let of = |text: &str| drawn("TJ-AF", vec![report(text)], in_language(Language::English)).svg;
    let on_a_river = of("Two smugglers were killed on the Panj River on 3 May 2024.");
    assert!(on_a_river.contains("stroke-opacity=\"0.3\""), "the river is not highlighted");
    let in_mountains = of("A new border post was built in the Pamirs in 2020.");
    assert!(!in_mountains.contains("stroke-dasharray=\"4 3\""), "a circle around mountains");
}

#[test]
fn every_letter_has_a_shape() {
    for language in LANGUAGES {
        let picture = drawn("TJ-AF", examples(), in_language(language));
        for text in texts(&picture.svg) {
            assert!(!text.contains('\u{fffd}'), "{text}");
            assert!(
                marz::draw::has_letters(&text),
                "{language:?}: no shape for a letter of {text}"
            );
        }
    }
}

#[test]
fn outlines_need_no_fonts() {
    let outlined = drawn("TJ-AF", examples(), in_language(Language::Persian)).outlined().unwrap();
    assert!(!outlined.contains("<text") && !outlined.contains("font-family"));
}

#[test]
fn text_of_documents_cannot_leave_its_element() {
    let hostile = "</text><script>alert(1)</script>&\"'><image href=\"http://x\"/>\u{202e}";
    let document = Document {
        id: hostile.to_owned(),
        text: "Four smugglers were detained near Khorog on 3 May 2024.".to_owned(),
        language: Language::English,
        source: Source {
            publisher: Some(hostile.to_owned()),
            title: Some(hostile.to_owned()),
            ..Source::default()
        },
        offsets: Offsets::default(),
    };
    let picture = drawn("TJ-AF", vec![document], in_language(Language::English));
    assert!(!picture.svg.contains("<script") && !picture.svg.contains("<image"));
    picture.png().unwrap();
}

#[test]
fn every_border_has_a_picture() {
    for border in ["CL-AR", "CD-CG", "NO-RU"] {
        if Region::embedded(border).is_ok() {
            for size in [[1600, 1000], [1000, 1600], [600, 600]] {
                let picture = drawn(border, Vec::new(), Options { size, ..Options::default() });
                assert!(picture.svg.len() > 5_000, "{border}");
            }
        }
    }
}

#[test]
fn the_articles_are_drawn() {
    let Some(folder) = shared::path("articles") else { return };
    let documents: Vec<Document> =
        read::path(&folder, &ReadOptions::default()).filter_map(Result::ok).collect();
    let picture = drawn("TJ-AF", documents, Options::default());
    assert!(picture.labels.len() > 40);
}
