//! Which names are found, and what they are used for.

use marz::document::{Document, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::mention::{self, Mention, Use};
use marz::region::Region;
use marz::text::Language;
use proptest::prelude::*;

pub fn document(language: Language, text: &str) -> Document {
    Document {
        id: "test".into(),
        text: text.into(),
        language,
        source: Source::default(),
        offsets: Offsets::default(),
    }
}

pub fn region() -> Region {
    Region::embedded("TJ-AF").unwrap()
}

fn find(language: Language, text: &str) -> Vec<Mention> {
    mention::find(Gazetteer::embedded(), &region(), &document(language, text))
}

/// A sentence, and each name in it with its use.
type Case = (&'static str, &'static [(&'static str, Use)]);

const ENGLISH: &[Case] = &[
    ("Moscow demanded an answer.", &[("Moscow", Use::Actor)]),
    ("The talks were held in Moscow.", &[("Moscow", Use::Location)]),
    (
        "It is a danger not only to Dushanbe but also to Moscow.",
        &[("Dushanbe", Use::Actor), ("Moscow", Use::Actor)],
    ),
    (
        "They met in Kazakhstan's capital, Astana.",
        &[("Kazakhstan", Use::Container), ("Astana", Use::Location)],
    ),
    (
        "The meeting took place in Sochi, Russia on Monday.",
        &[("Sochi", Use::Location), ("Russia", Use::Container)],
    ),
    (
        "Guards watch the Tajik-Afghan border.",
        &[("Tajik", Use::BorderName), ("Afghan", Use::BorderName)],
    ),
    (
        "It will secure Tajikistan's long southern border with Afghanistan.",
        &[("Tajikistan", Use::BorderName), ("Afghanistan", Use::BorderName)],
    ),
    (
        "The Tajik-Afghan poet Ahmad Rahimi spoke.",
        &[("Tajik", Use::Affiliation), ("Afghan", Use::Affiliation)],
    ),
    (
        "It backs Tajik-Afghan Zzafar Qqodiri.",
        &[("Tajik", Use::Ethnonym), ("Afghan", Use::Ethnonym)],
    ),
    ("The group (banned in Russia) said nothing.", &[("Russia", Use::LegalNotice)]),
    ("A post was built (Asia-Plus, May 11, 2022).", &[("Asia", Use::Publication)]),
    (
        "He is an expert on Afghanistan and Iran.",
        &[("Afghanistan", Use::Topic), ("Iran", Use::Topic)],
    ),
    ("Militants from Uzbekistan gathered.", &[("Uzbekistan", Use::Origin)]),
    ("Gunmen made an incursion into Tajikistan.", &[("Tajikistan", Use::Target)]),
    ("He met the President of Tajikistan.", &[("Tajikistan", Use::Affiliation)]),
    (
        "Russian soldiers and Afghans were seen.",
        &[("Russian", Use::Affiliation), ("Afghans", Use::Ethnonym)],
    ),
    ("The National Resistance Forces of Afghanistan withdrew.", &[("Afghanistan", Use::OrgName)]),
    ("Ties between Kabul and Dushanbe cooled.", &[("Kabul", Use::Actor), ("Dushanbe", Use::Actor)]),
    (
        "Fighting went on in Afghanistan's Baghlan province.",
        &[("Afghanistan", Use::Container), ("Baghlan", Use::Location)],
    ),
    (
        "After the collapse of the Soviet Union, trade stopped.",
        &[("Soviet Union", Use::Historical)],
    ),
];

const OTHERS: &[(Language, Case)] = &[
    (
        Language::Russian,
        (
            "Бои идут в афганской провинции Бадахшан.",
            &[("афганской", Use::Container), ("Бадахшан", Use::Location)],
        ),
    ),
    (
        Language::Russian,
        (
            "Президент Таджикистана прибыл в Хорог.",
            &[("Таджикистана", Use::Affiliation), ("Хорог", Use::Location)],
        ),
    ),
    (Language::Russian, ("Движение (запрещено в РФ) отрицает это.", &[("РФ", Use::LegalNotice)])),
    (Language::Tajik, ("Дар шаҳри Хоруғ ҷаласа баргузор шуд.", &[("Хоруғ", Use::Location)])),
    (Language::Persian, ("درگیری در ولایت بدخشان ادامه دارد.", &[("ولایت بدخشان", Use::Location)])),
];

fn check(language: Language, (text, expected): &Case) {
    let found: Vec<(String, Use)> = find(language, text)
        .iter()
        .map(|mention| (mention.span.of(text).to_owned(), mention.usage))
        .collect();
    let expected: Vec<(String, Use)> =
        expected.iter().map(|(name, usage)| ((*name).to_owned(), *usage)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn names_are_labelled_with_what_they_are_used_for() {
    for case in ENGLISH {
        check(Language::English, case);
    }
}

#[test]
fn the_other_languages_have_uses_too() {
    for (language, case) in OTHERS {
        check(*language, case);
    }
}

/// What users of other geoparsers complain about: none of these is a place.
const NO_PLACES: &[&str] = &[
    "But it may be so. Of course, at last, since then.",
    "Later that week both Mr. Lincoln and J. Kent agreed with them; Andy Jackson did not.",
    "M.S. Smith wrote it; I've read it.",
    "TASS reported nothing. So did he.",
];

#[test]
fn ordinary_words_and_people_are_no_places() {
    for text in NO_PLACES {
        let found = find(Language::English, text);
        assert!(
            found.is_empty(),
            "{text}: {:?}",
            found.iter().map(|m| m.span.of(text)).collect::<Vec<_>>()
        );
    }
}

/// Words whose capital says only that a sentence begins.
const OPENINGS: &[(Language, &str)] = &[
    (Language::Russian, "Пограничные войска усилили охрану."),
    (Language::Russian, "Летом река мелеет. Ночью было тихо."),
    (Language::Tajik, "Шаби гузашта сарҳадбонон тир холӣ карданд."),
];

#[test]
fn the_first_word_of_a_sentence_is_no_distant_village() {
    for (language, text) in OPENINGS {
        let found = find(*language, text);
        assert!(found.is_empty(), "{text}: {found:#?}");
    }
}

#[test]
fn a_name_before_training_range_is_found_in_the_gazetteer() {
    let text = "It will be held at the Harbmaidon training range in Tajikistan.";
    let found = find(Language::English, text);
    assert_eq!(found[0].span.of(text), "Harbmaidon");
    let place = Gazetteer::embedded().place(found[0].candidates[0].0);
    assert_eq!(place.key, "marz:harbmaidon");
    assert_eq!(found[0].cue, Some(mention::Cue::TrainingRange));
}

#[test]
fn a_defined_short_form_stands_for_its_name() {
    let text = "Protests began in the Kohistan Autonomous Oblast of Badakhshan. Gorno-Badakhshan Autonomous Oblast (GBAO) is vast. GBAO is calm.";
    let found = find(Language::English, text);
    assert!(found.iter().filter(|mention| mention.span.of(text) == "GBAO").count() == 2);
}

#[test]
fn a_plural_head_noun_holds_for_the_whole_list() {
    let text = "They fought in the Panjshir and Andarab valleys.";
    let found = find(Language::English, text);
    let cues: Vec<_> = found.iter().map(|mention| (mention.span.of(text), mention.cue)).collect();
    assert_eq!(
        cues,
        [("Panjshir", Some(mention::Cue::Valley)), ("Andarab", Some(mention::Cue::Valley))]
    );
}

fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Kunduz",
        "Tajik",
        "-",
        "Afghan",
        "border",
        "'s",
        "’s",
        "(",
        ")",
        "U.S.",
        ",",
        "and",
        "provinces",
        "of",
        "the",
        "Moscow",
        "said",
        ".",
        "\n\n",
        "\u{a0}",
        "Бадахшан",
        "области",
        "ولایت",
        "بدخشان",
        "و",
        "вилояти",
        "GBAO",
        "banned",
        "in",
        "May 11, 2022",
        "Asia-Plus",
        "é",
        "🙂",
        "\u{200c}",
        "A",
        "Mr.",
    ]);
    prop::collection::vec((words, prop::bool::ANY), 0..40).prop_map(|words| {
        words
            .iter()
            .map(|(word, space)| format!("{word}{}", if *space { " " } else { "" }))
            .collect()
    })
}

proptest! {
    #![proptest_config(crate::laws::cases(48))]
    /// Mentions of any text are in order, apart, and at character boundaries.
    #[test]
    fn mentions_are_in_order_and_apart(text in texts(), other in ".{0,60}") {
        for text in [text, other] {
            for language in [Language::English, Language::Russian, Language::Tajik, Language::Persian] {
                let mut end = 0;
                for mention in find(language, &text) {
                    prop_assert!(mention.span.start >= end && !mention.span.is_empty());
                    prop_assert!(text.get(mention.span.start..mention.span.end).is_some());
                    end = mention.span.end;
                }
            }
        }
    }
}
