//! Texts made of templates, names of the gazetteer and names of people: what no free corpus has.
//!
//! A text is some sentences about the same few places and people, so that a name comes back as it does in news. Half
//! of the people have the name of a place for a surname.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context;
use marz::gazetteer::{FeatureClass, Gazetteer, NameKind};
use marz::text::Language;

use super::corpora::Text;
use super::learn::Random;

/// Texts of each language, and sentences of each text.
const TEXTS: &[(&str, usize)] = &[("en", 1500), ("tg", 300)];
const SENTENCES: usize = 8;
/// What such a text counts against one that a person wrote.
const WEIGHT: f32 = 0.3;
/// Inhabitants from which a town counts as a big one, and from which as one at all.
const BIG: u32 = 100_000;
const TOWN: u32 = 5_000;

/// The words that one language's templates are filled with.
#[derive(Default)]
struct Words {
    templates: Vec<String>,
    big: Vec<String>,
    towns: Vec<String>,
    villages: Vec<String>,
    countries: Vec<String>,
    divisions: Vec<String>,
    given: Vec<String>,
    surnames: Vec<String>,
    /// Surnames and ordinary words that are names of places too.
    shared: Vec<String>,
    ordinary: Vec<String>,
}

/// The texts of all languages.
pub fn texts(gazetteer: &Gazetteer, seed: u64) -> anyhow::Result<Vec<Text>> {
    let mut words: BTreeMap<&str, Words> = BTreeMap::new();
    let templates = read("geodata/models/templates.tsv")?;
    for row in rows(&templates) {
        words.entry(row[0]).or_default().templates.push(row[1].to_owned());
    }
    places(gazetteer, &mut words);
    people(gazetteer, &mut words)?;
    let mut random = Random(seed);
    let mut texts = Vec::new();
    for (language, count) in TEXTS {
        let words = words.get(language).context("a language without templates")?;
        for row in 0..*count {
            let (text, places) = words.text(&mut random);
            texts.push(Text {
                corpus: format!("silver_{language}"),
                id: row.to_string(),
                language: (*language).to_owned(),
                text,
                places,
                weight: WEIGHT,
            });
        }
    }
    Ok(texts)
}

fn read(path: &str) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {path}"))
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| line.split('\t').collect())
}

/// The language that a name can be used in: by its script, and Tajik by its source.
fn language(name: &str, said: Option<Language>) -> Option<&'static str> {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    if letters().all(|letter| letter.is_ascii()) {
        return Some("en").filter(|_| name.starts_with(|letter: char| letter.is_ascii_uppercase()));
    }
    if letters().all(|letter| ('\u{600}'..='\u{6ff}').contains(&letter)) {
        return Some("fa");
    }
    (letters().all(|letter| ('\u{400}'..='\u{4ff}').contains(&letter))
        && said == Some(Language::Tajik))
    .then_some("tg")
}

fn places(gazetteer: &Gazetteer, words: &mut BTreeMap<&str, Words>) {
    for place in gazetteer.places() {
        for name in gazetteer.names(place.id) {
            let plain = name.kind == NameKind::Attested && name.text.chars().count() >= 3;
            let Some(of) = language(name.text, name.language).filter(|_| plain) else { continue };
            // English news calls a place by its main name.
            if of == "en" && !name.main {
                continue;
            }
            let Some(words) = words.get_mut(of) else { continue };
            let list = match place.class {
                FeatureClass::Country => &mut words.countries,
                FeatureClass::Admin1 => &mut words.divisions,
                FeatureClass::Settlement if place.population >= BIG => &mut words.big,
                FeatureClass::Settlement if place.population >= TOWN => &mut words.towns,
                FeatureClass::Settlement => &mut words.villages,
                _ => continue,
            };
            list.push(name.text.to_owned());
        }
    }
    for words in words.values_mut() {
        for list in [
            &mut words.big,
            &mut words.towns,
            &mut words.villages,
            &mut words.countries,
            &mut words.divisions,
        ] {
            list.sort_unstable();
            list.dedup();
        }
    }
}

/// Given names, surnames and ordinary words.
fn people(gazetteer: &Gazetteer, words: &mut BTreeMap<&str, Words>) -> anyhow::Result<()> {
    let title = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    // The inhabitants of the largest place of a name, if it is one.
    let largest = |name: &str| {
        let found = gazetteer.lookup(name);
        found
            .iter()
            .map(|candidate| gazetteer.place(candidate.place))
            .map(|place| place.population)
            .max()
    };
    for row in rows(&read("geodata/names/people.tsv")?) {
        let (Some(name), common) = (title(row[0]), row[2]) else { continue };
        let Some(words) = language(&name, None).and_then(|of| words.get_mut(of)) else { continue };
        if row[1] == "first" && common >= "2" {
            words.given.push(name);
        } else if row[1] == "last" {
            let list =
                if largest(&name).is_some() { &mut words.shared } else { &mut words.surnames };
            list.push(name);
        }
    }
    if let Some(words) = words.get_mut("en") {
        for line in read("geodata/scowl/common.tsv")?.lines() {
            let Some((word, _)) = line.split_once('\t') else { continue };
            if let Some(word) = title(word).filter(|word| largest(word).is_some()) {
                words.ordinary.push(word);
            }
        }
    }
    Ok(())
}

impl Words {
    /// A text and where its places are.
    fn text(&self, random: &mut Random) -> (String, Vec<(usize, usize)>) {
        // Some of the places come back.
        let places: Vec<String> = (0..3).map(|_| self.place(random)).collect();
        let people: Vec<(String, String)> = (0..3).map(|_| self.person(random)).collect();
        let (mut text, mut spans) = (String::new(), Vec::new());
        for _ in 0..SENTENCES {
            let mut rest = pick(&self.templates, random);
            while let Some((before, after)) = rest.split_once('{') {
                let Some((slot, after)) = after.split_once('}') else { break };
                text.push_str(before);
                let start = text.len();
                let person = &people[random.below(people.len())];
                let (word, place) = match slot {
                    "P" if random.below(2) == 0 => {
                        (places[random.below(places.len())].clone(), true)
                    }
                    "P" => (self.place(random), true),
                    "V" if random.below(2) == 0 => (pick(&self.villages, random).to_owned(), true),
                    "V" => (pick(&self.towns, random).to_owned(), true),
                    "C" => (pick(&self.countries, random).to_owned(), true),
                    "A" => (pick(&self.divisions, random).to_owned(), true),
                    "N" => (format!("{} {}", person.0, person.1), false),
                    "L" => (person.1.clone(), false),
                    _ => (pick(&self.ordinary, random).to_owned(), false),
                };
                text.push_str(&word);
                if place {
                    spans.push((start, text.len()));
                }
                rest = after;
            }
            text.push_str(rest);
            text.push(' ');
        }
        (text, spans)
    }

    /// News tells more of big places.
    fn place(&self, random: &mut Random) -> String {
        let list = if random.below(3) == 0 { &self.towns } else { &self.big };
        pick(list, random).to_owned()
    }

    fn person(&self, random: &mut Random) -> (String, String) {
        let list = if random.below(2) == 0 { &self.surnames } else { &self.shared };
        (pick(&self.given, random).to_owned(), pick(list, random).to_owned())
    }
}

fn pick<'w>(list: &'w [String], random: &mut Random) -> &'w str {
    if list.is_empty() { "" } else { &list[random.below(list.len())] }
}
