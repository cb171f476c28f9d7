//! Where sentences and clauses end.

use marz::text::{Language, Span, segment};
use proptest::prelude::*;

/// Language, and the sentences of the text that they give when joined by what stands after each.
const SENTENCES: &[(Language, &[&str])] = &[
    (
        Language::English,
        &["The U.S. Army left.", "Col. J. Smith stayed in the U.S.", "He was alone."],
    ),
    (Language::English, &["“Is it over?” he asked.", "No one knew!", "Then it began."]),
    (Language::English, &["It cost $1.5 million (Tj.usembassy.gov, Sept. 1).", "Nobody paid."]),
    (Language::English, &["About 3.5 tonnes... were seized.", "(The rest was not.)", "Really?"]),
    (
        Language::Russian,
        &["В 2021 г. в с. Айвадж открыли заставу.", "Её построили за 1,5 млн долл. США.", "Вот."],
    ),
    (Language::Russian, &["Об этом сказал А. Б. Сидоров.", "«Всё спокойно».", "Он уехал."]),
    (Language::Tajik, &["Дар ш. Хоруғ ҷаласа шуд.", "Сипас онҳо рафтанд."]),
    (Language::Persian, &["درگیری پایان یافت؟", "هیچ کس نمی‌داند.", "آنان رفتند."]),
];

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for (language, expected) in SENTENCES {
        let text = expected.join(" ");
        let found: Vec<&str> =
            segment::sentences(&text, *language).iter().map(|span| span.of(&text)).collect();
        assert_eq!(&found, expected);
    }
}

#[test]
fn a_lost_space_still_ends_a_sentence() {
    let text = "They filled the ranks.The council met at asia.plus.";
    let found: Vec<&str> =
        segment::sentences(text, Language::English).iter().map(|span| span.of(text)).collect();
    assert_eq!(found, ["They filled the ranks.", "The council met at asia.plus."]);
}

#[test]
fn a_headline_is_a_sentence_of_its_own() {
    let text = "Border closed\nPublication: Daily\n\nThe border was closed. It is quiet.";
    let found: Vec<&str> =
        segment::sentences(text, Language::English).iter().map(|span| span.of(text)).collect();
    assert_eq!(
        found,
        ["Border closed", "Publication: Daily", "The border was closed.", "It is quiet."]
    );
}

/// Language, and the clauses that they give when joined.
const CLAUSES: &[(Language, &[&str])] = &[
    (
        Language::English,
        &[
            "While officials were silent,",
            "it is likely that it was discussed,",
            "since protests began there.",
        ],
    ),
    (Language::English, &["He came", "although the road was closed."]),
    (
        Language::English,
        &["The Tajik-Afghan border is 843 miles long:", "nobody guards it –", "or so they say."],
    ),
    (Language::Russian, &["Он заявил,", "что бои прекратились,", "но застава закрыта."]),
    (Language::Persian, &["او گفت", "اما کسی کشته نشد."]),
    (Language::Tajik, &["Ӯ гуфт,", "ки сарҳад баста аст."]),
];

#[test]
fn clauses_are_cut_at_conjunctions() {
    for (language, expected) in CLAUSES {
        let text = expected.join(" ");
        let found: Vec<&str> = segment::clauses(&text, Span::new(0, text.len()), *language)
            .iter()
            .map(|span| span.of(&text))
            .collect();
        assert_eq!(&found, expected);
    }
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec![
        Language::English,
        Language::Russian,
        Language::Tajik,
        Language::Persian,
    ])
}

proptest! {
    #![proptest_config(crate::laws::cases(256))]

    /// Sentences and clauses of any text are in order, apart, and at character boundaries, and no letter is lost.
    #[test]
    fn segments_cover_every_letter(text in "(?s)[a-zA-Z .,;:!?\n\u{a0}“”’()А-яدرکه؟،—0-9-]{0,200}", language in language()) {
        let sentences = segment::sentences(&text, language);
        let clauses: Vec<Span> =
            sentences.iter().flat_map(|span| segment::clauses(&text, *span, language)).collect();
        for spans in [&sentences, &clauses] {
            let mut end = 0;
            for span in spans {
                prop_assert!(span.start >= end && text.get(span.start..span.end).is_some());
                end = span.end;
            }
            let inside: usize = spans.iter().map(|span| letters(span.of(&text))).sum();
            prop_assert_eq!(inside, letters(&text));
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}
