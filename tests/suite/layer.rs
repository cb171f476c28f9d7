//! What is written is valid, is read by others, and carries its evidence.

use geojson::{FeatureCollection, GeoJson, GeometryValue as Value};
use marz::document::{Document, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::layer::Layers;
use marz::pipeline::{self, Atlas};
use marz::region::Region;
use marz::text::Language;
use marz::write;
use std::collections::BTreeSet;

fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        text: text.to_owned(),
        language: Language::detect(text),
        source: Source::default(),
        offsets: Offsets::default(),
    }
}

const HOSTILE: &str =
    "</script><img src=x onerror=alert(1)> At Khorog, \u{2028} <!-- & \"Ishkashim\".";

fn layers() -> Layers {
    let region = Region::embedded("TJ-AF").unwrap();
    let atlas = Atlas { gazetteer: Gazetteer::embedded(), region: &region, rules: None };
    let documents = [
        document(
            "a",
            "Rockets were fired at Ayvoj in Khatlon. A post near Shaymak, in Gorno-Badakhshan Autonomous \
                       Oblast (GBAO), was closed. The Tajik-Afghan border is quiet in Kunduz and Takhar provinces.",
        ),
        document("b", "В Хороге задержаны двое. Мост у Ишкашима открыт."),
        document("c", HOSTILE),
    ];
    pipeline::survey(&atlas, documents)
}

fn collections(layers: &Layers) -> Vec<(String, FeatureCollection)> {
    let files = write::files(layers).into_iter().filter(|(name, _)| name.ends_with(".geojson"));
    files
        .map(|(name, text)| {
            let GeoJson::FeatureCollection(collection) = text.parse().unwrap() else {
                panic!("{name}")
            };
            (name, collection)
        })
        .collect()
}

#[test]
fn every_layer_is_geojson_that_another_reader_reads() {
    let layers = layers();
    let collections = collections(&layers);
    assert_eq!(collections.len(), 8);
    for (name, collection) in &collections {
        let keys: BTreeSet<Vec<&String>> = collection
            .features
            .iter()
            .map(|feature| feature.properties.as_ref().unwrap().keys().collect())
            .collect();
        assert!(keys.len() <= 1, "{name}: features differ in their columns");
        let kinds: BTreeSet<String> = collection
            .features
            .iter()
            .map(|feature| feature.geometry.as_ref().unwrap().value.type_name().to_owned())
            .collect();
        assert!(kinds.len() <= 1, "{name}: {kinds:?}");
        let ids: BTreeSet<String> =
            collection.features.iter().map(|feature| format!("{:?}", feature.id)).collect();
        assert_eq!(ids.len(), collection.features.len(), "{name}: an id twice");
        assert_eq!(collection.bbox.is_some(), !collection.features.is_empty(), "{name}");
        for feature in &collection.features {
            for (key, value) in feature.properties.as_ref().unwrap() {
                assert!(!value.is_array() && !value.is_object(), "{name}: {key} is nested");
            }
        }
    }
}

#[test]
fn rings_run_as_the_standard_says() {
    let layers = layers();
    for (name, collection) in collections(&layers) {
        for feature in collection.features {
            let Value::MultiPolygon { coordinates } = feature.geometry.unwrap().value else {
                continue;
            };
            for polygon in coordinates {
                for (number, ring) in polygon.iter().enumerate() {
                    assert!(
                        ring.len() >= 4 && ring.first() == ring.last(),
                        "{name}: a ring is open"
                    );
                    let twice_area: f64 = ring
                        .windows(2)
                        .map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1])
                        .sum();
                    assert_eq!(twice_area > 0.0, number == 0, "{name}: ring {number}");
                }
            }
        }
    }
}

#[test]
fn provinces_and_countries_are_never_points() {
    let layers = layers();
    for layer in layers.layers.iter().filter(|layer| ["places", "mentions"].contains(&layer.name)) {
        assert!(!layer.features.is_empty());
        for feature in &layer.features {
            let level = feature.columns["place_level"].as_str().unwrap();
            assert!(
                !["province", "country", "none"].contains(&level),
                "{}",
                feature.columns["place_name"]
            );
        }
    }
    let gbao = layers.provinces.iter().find(|row| row.iso3166_2 == "TJ-GB").unwrap();
    // Shaymak, the province and Khorog twice; its short form in brackets is not counted again.
    assert!(gbao.mentions_raw >= 3, "{gbao:?}");
}

#[test]
fn every_mention_has_coordinates_or_a_reason_and_its_words() {
    for row in layers().mentions {
        assert_eq!(row.place.lat.is_none(), row.reason.is_some(), "{}", row.text);
        if row.doc_id == "c" {
            let words: String = HOSTILE.chars().skip(row.start).take(row.end - row.start).collect();
            assert_eq!(words, row.text);
        }
    }
}

#[test]
fn a_page_shows_hostile_text_and_never_runs_it() {
    let layers = layers();
    let page = write::page(&layers.page);
    assert!(!page.contains("<img"), "text became markup");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(page.contains("\\u003c/script>"), "the text itself is there");
    for slot in ["title", "style", "encoding", "data", "script"] {
        assert!(!page.contains(&format!("{{{{{slot}}}}}")), "the slot {slot} is left empty");
    }
    assert!(page.contains("connect-src 'none'"), "something may be fetched");
}
