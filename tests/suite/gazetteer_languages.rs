//! One piece of news in six languages names the same countries and cities.

use crate::{earth, shared};
use flate2::read::GzDecoder;
use marz::document::{Document, Offsets, Source};
use marz::gazetteer::{FeatureClass, Gazetteer, NameKind, PlaceId};
use marz::mention;
use marz::region::Region;
use marz::resolve::{self, Resolution};
use marz::text::Language;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read;

/// A translation, how it is read, and the least share of the English places that it must name. Floors only rise.
type Floor = (&'static str, Language, &'static str, f64);
const FLOORS: &[Floor] = &[
    ("ru", Language::Russian, "Russian", 0.85),
    ("tg", Language::Tajik, "Tajik", 0.85),
    ("fa", Language::Persian, "Persian", 0.85),
    ("prs", Language::Persian, "Dari", 0.85),
    ("uz", Language::English, "Uzbek (Latin)", 0.85),
];

#[derive(Deserialize)]
struct News {
    id: String,
    text: String,
}

/// From how many people on a city counts: the English text has many a family name that is a village too.
const CITY: u32 = 100_000;

/// What is named in a text, by mentions that are no peoples.
#[derive(Default)]
struct Named {
    /// Countries and cities that a mention may mean, the likelier ones.
    possible: BTreeSet<PlaceId>,
    /// Those that mentions were resolved to, each with its words.
    resolved: BTreeMap<PlaceId, String>,
}

fn news(code: &str) -> Option<Vec<News>> {
    let packed = shared::path(&format!("corpora/news_ntrex_{code}.jsonl.gz"))?;
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(packed).unwrap()).read_to_string(&mut text).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn named(news: &News, language: Language, region: &Region) -> Named {
    let gazetteer = Gazetteer::embedded();
    let document = Document {
        id: news.id.clone(),
        text: news.text.clone(),
        language,
        source: Source::default(),
        offsets: Offsets::default(),
    };
    let counts = |id: PlaceId| {
        let place = gazetteer.place(id);
        place.class == FeatureClass::Country
            || place.class == FeatureClass::Settlement && place.population >= CITY
    };
    let mut named = Named::default();
    for found in gazetteer.matches(&news.text) {
        let candidates = gazetteer.candidates(found.name).take(5);
        let places = candidates.filter(|candidate| candidate.kind != NameKind::Demonym);
        named.possible.extend(places.map(|candidate| candidate.place).filter(|id| counts(*id)));
    }
    let mentions = mention::find(gazetteer, region, &document);
    for located in resolve::places(gazetteer, region, &document, mentions) {
        let Resolution::Place { place, .. } = located.resolution else { continue };
        let of_people = located
            .mention
            .candidates
            .iter()
            .any(|(id, kind)| *id == place && *kind == NameKind::Demonym);
        if counts(place) && !of_people {
            let words = located.mention.span.of(&document.text).to_owned();
            named.resolved.entry(place).or_insert(words);
        }
    }
    named
}

#[test]
fn translations_name_the_countries_and_cities_of_the_english_text() {
    let Some(english) = news("en") else { return };
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").unwrap();
    let of_english: BTreeMap<String, Named> = english
        .iter()
        .map(|news| (news.id.clone(), named(news, Language::English, &region)))
        .collect();
    let translations: Vec<BTreeMap<String, Named>> = FLOORS
        .iter()
        .filter_map(|(code, language, ..)| {
            let read = |news: &News| (news.id.clone(), named(news, *language, &region));
            Some(news(code)?.iter().map(read).collect())
        })
        .collect();
    if translations.len() < FLOORS.len() {
        return;
    }
    let mut table = String::from(
        "| translation | countries and cities in English | named | resolved alike |\n|---|---|---|---|\n",
    );
    let mut below = Vec::new();
    for (number, (_, _, name, floor)) in FLOORS.iter().enumerate() {
        let (mut asked, mut found, mut alike) = (0, 0, 0);
        let mut lost: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (id, english) in &of_english {
            let here = &translations[number][id];
            // What few other translations name is a person or a team in the English text.
            let others = translations.iter().enumerate().filter(|(other, _)| *other != number);
            let others: Vec<&Named> = others.map(|(_, translation)| &translation[id]).collect();
            let confirmed = |place: &PlaceId| {
                others.iter().filter(|other| other.possible.contains(place)).count() >= 2
            };
            for (place, words) in english.resolved.iter().filter(|(place, _)| confirmed(place)) {
                asked += 1;
                alike += i32::from(here.resolved.contains_key(place));
                if here.possible.contains(place) {
                    found += 1;
                } else {
                    let place = gazetteer.place(*place).name;
                    lost.entry(format!("{place} ({words})")).or_default().push(id);
                }
            }
        }
        let share = f64::from(found) / f64::from(asked);
        let same = f64::from(alike) / f64::from(asked);
        writeln!(table, "| {name} | {asked} | {share:.3} | {same:.3} |").unwrap();
        if share < *floor || std::env::var_os("MARZ_SAY_LOST").is_some() {
            below.push(format!("{name}: {share:.3}, lost: {lost:#?}"));
        }
    }
    if std::env::var_os("MARZ_WRITE_DOCS").is_some() {
        earth::document("translations", &table);
    }
    assert!(below.is_empty(), "{}\n{table}", below.join("\n"));
}
