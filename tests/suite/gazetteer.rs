//! Names are found, in every script and form, and lead to their places.

use marz::gazetteer::{Fit, Gazetteer, SearchHit, SearchOptions};
use proptest::prelude::*;

/// A text, a stretch of it, the key of the place that the stretch most likely means.
type Case = (&'static str, &'static str, &'static str);

const FOUND: &[Case] = &[
    ("a village near Khorog", "Khorog", "geonames:1221328"),
    ("Стрельба в Хороге", "Хороге", "geonames:1221328"),
    ("Дар шаҳри Хоруғ", "Хоруғ", "geonames:1221328"),
    ("from Dushanbe's airport", "Dushanbe", "geonames:1221874"),
    ("из Душанбе", "Душанбе", "geonames:1221874"),
    ("Kunduz", "Kunduz", "iso:AF-KDZ"),
    ("the al-Hasakah road", "al-Hasakah", "iso:SY-HA"),
    ("در ولایت بدخشان", "ولایت بدخشان", "iso:AF-BDS"),
    ("in Moscow", "Moscow", "geonames:524901"),
];

#[test]
fn names_in_running_text_lead_to_their_places() {
    let gazetteer = Gazetteer::embedded();
    for (text, name, key) in FOUND {
        let found: Vec<(&str, &str)> = gazetteer
            .matches(text)
            .iter()
            .filter_map(|found| {
                let best = gazetteer.candidates(found.name).next()?;
                Some((found.span.of(text), gazetteer.place(best.place).key))
            })
            .collect();
        assert!(found.contains(&(name, key)), "{text}: {found:?}");
    }
}

#[test]
fn a_name_in_small_letters_is_no_name() {
    let gazetteer = Gazetteer::embedded();
    assert_eq!(gazetteer.matches("moscow and khorog, москва, us"), []);
}

#[test]
fn every_place_is_found_by_its_key_and_its_main_name() {
    let gazetteer = Gazetteer::embedded();
    for place in gazetteer.places().step_by(97) {
        assert_eq!(gazetteer.by_key(place.key), Some(place.id));
        let found = gazetteer.lookup(place.name);
        assert!(found.iter().any(|found| found.place == place.id), "{place:?}");
        assert_eq!(gazetteer.names(place.id)[0].text, place.name);
    }
}

#[test]
fn a_misspelt_name_is_found() {
    let gazetteer = Gazetteer::embedded();
    let hits = gazetteer.search("Dushanbee", &SearchOptions::default());
    assert_eq!(gazetteer.place(hits[0].place).name, "Dushanbe");
}

#[test]
fn a_name_with_a_case_ending_is_found() {
    let gazetteer = Gazetteer::embedded();
    for (query, name) in
        [("Оше", "Osh Region"), ("Хорога", "Khorog"), ("Афганистаном", "Afghanistan")]
    {
        let hits = gazetteer.search(query, &SearchOptions::default());
        let of_name = |hit: &SearchHit| gazetteer.place(hit.place).name == name;
        assert!(hits.first().is_some_and(|hit| of_name(hit) && hit.fit == Fit::Form), "{hits:?}");
    }
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    #[test]
    fn any_text_can_be_searched(text in "\\PC{0,80}") {
        for found in Gazetteer::embedded().matches(&text) {
            prop_assert!(!found.span.of(&text).is_empty());
        }
    }

    #[test]
    fn any_mixture_of_scripts_can_be_searched(text in "[A-Za-z'’ʻ.\\- а-яёғқҳӣА-Я\u{300}-\u{310}ء-ي\u{200c}\u{640}\u{64b}]{0,60}") {
        let gazetteer = Gazetteer::embedded();
        for found in gazetteer.matches(&text) {
            prop_assert!(gazetteer.candidates(found.name).next().is_some());
        }
        let _ = gazetteer.search(&text, &SearchOptions { limit: 3, ..SearchOptions::default() });
    }
}
