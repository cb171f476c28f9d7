//! Incidents and facilities, against sentences labelled by hand (`tests/corpus/`), and laws of their extraction.

#![allow(clippy::print_stdout, reason = "the scores are for whoever tunes the tables")]
#![allow(clippy::cast_precision_loss, reason = "a few dozen sentences")]

use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::report::{self, Incident, Report, Status};
use marz::text::Language;
use marz::{mention, resolve};
use proptest::prelude::*;
use std::fs;

fn document(text: &str, language: Language) -> Document {
    let source = Source { published: Some(Edtf("2024-06-15".into())), ..Source::default() };
    Document { id: "a".into(), text: text.into(), language, source, offsets: Offsets::default() }
}

fn reports(text: &str, language: Language) -> Vec<Report> {
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").unwrap();
    let document = document(text, language);
    let mentions = mention::find(gazetteer, &region, &document);
    let located = resolve::places(gazetteer, &region, &document, mentions);
    report::extract(gazetteer, &region, &document, &located)
}

fn incidents(text: &str, language: Language) -> Vec<Incident> {
    let of = |report| match report {
        Report::Incident(incident) => Some(incident),
        Report::Facility(_) => None,
    };
    reports(text, language).into_iter().filter_map(of).collect()
}

/// What a half of a labelled table scores.
#[derive(Debug, Default)]
struct Score {
    expected: usize,
    predicted: usize,
    right: usize,
    asserted: usize,
    falsely: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.expected + self.predicted).max(1) as f64
    }

    fn false_assertions(&self) -> f64 {
        self.falsely as f64 / self.asserted.max(1) as f64
    }
}

fn is_asserted(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Ongoing)
}

/// Scores the rows of one half: an incident is right if its type is, a row of status `none` expects nothing asserted.
fn score(language: Language, half: &str) -> Score {
    let path = format!("{}/tests/corpus/{}.tsv", env!("CARGO_MANIFEST_DIR"), language.code());
    let table = fs::read_to_string(path).unwrap();
    let mut score = Score::default();
    for row in table.lines().skip(1).filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [text, kind, status, killed, row_half] = cells[..] else { panic!("{row}") };
        if row_half != half {
            continue;
        }
        let found = incidents(text, language);
        let asserted = found.iter().filter(|incident| is_asserted(incident.status));
        score.asserted += asserted.clone().count();
        if matches!(status, "occurred" | "ongoing" | "claimed") {
            score.expected += 1;
            score.predicted += found.len().max(usize::from(!found.is_empty()));
            let hit = found.iter().find(|incident| incident.kind == kind);
            score.right += usize::from(hit.is_some());
            if let Some(hit) = hit
                && !killed.is_empty()
            {
                let best = hit.killed.as_ref().and_then(|figure| figure.low.or(figure.high));
                println!("{language} {text}: killed {best:?}, expected {killed}");
            }
            if hit.is_none() {
                let kinds: Vec<_> = found.iter().map(|one| &one.kind).collect();
                println!("{language} {text}: {kinds:?}, expected {kind}");
            }
        } else {
            score.falsely += asserted.clone().count();
            for one in asserted {
                println!("{language} {text}: {} asserted, but {status}", one.kind);
            }
        }
    }
    score
}

/// Language, half, the least F1, the most false assertions.
const FLOORS: &[(Language, &str, f64, f64)] = &[
    (Language::English, "dev", 0.75, 0.10),
    (Language::English, "held", 0.75, 0.10),
    (Language::Russian, "dev", 0.75, 0.10),
    (Language::Russian, "held", 0.75, 0.10),
    (Language::Tajik, "dev", 0.75, 0.10),
    (Language::Tajik, "held", 0.75, 0.10),
    (Language::Persian, "dev", 0.75, 0.10),
    (Language::Persian, "held", 0.75, 0.10),
];

#[test]
fn the_labelled_sentences_score_no_less_than_their_floors() {
    let mut below = Vec::new();
    for (language, half, f1, most) in FLOORS {
        let score = score(*language, half);
        println!("{language} {half}: F1 {:.3} {score:?}", score.f1());
        if score.f1() < *f1 || score.false_assertions() > *most {
            below.push(format!("{language} {half}: F1 {:.3}, {score:?}", score.f1()));
        }
    }
    assert!(below.is_empty(), "{below:#?}");
}

/// Published on 15 June 2024: what a sentence says of its date.
const DATES: &[(&str, Language, &str)] = &[
    ("Clashes broke out in Kunduz on May 14, 2022.", Language::English, "2022-05-14"),
    ("Clashes broke out in Kunduz on 14 May.", Language::English, "2024-05-14"),
    ("Clashes broke out in Kunduz on November 3.", Language::English, "2023-11-03"),
    ("Protests began in Khorog last November.", Language::English, "2023-11"),
    ("Rockets were fired on July 7-9, 2021.", Language::English, "2021-07-07/2021-07-09"),
    ("An exercise will be held August 1-10.", Language::English, "2024-08-01/2024-08-10"),
    ("A clash was reported three days ago.", Language::English, "2024-06-12~"),
    ("Столкновения произошли 14 мая 2022 года.", Language::Russian, "2022-05-14"),
    ("Столкновения произошли вчера.", Language::Russian, "2024-06-14"),
    ("Задухӯрд 14 майи соли 2022 рух дод.", Language::Tajik, "2022-05-14"),
    ("درگیری در ۲۶ ثور ۱۴۰۲ رخ داد.", Language::Persian, "2023-05-16"),
];

#[test]
fn dates_are_read_in_four_languages_and_two_calendars() {
    for (text, language, expected) in DATES {
        let found = incidents(text, *language);
        let date = found.first().and_then(|incident| incident.evidence.time.edtf.clone());
        assert_eq!(date.map(|date| date.0).as_deref(), Some(*expected), "{text}: {found:#?}");
    }
}

/// What a careful reader does not take for an event.
const NOT_ASSERTED: &[(&str, Language)] = &[
    ("In the event of an incursion into Tajikistan, the bloc would help.", Language::English),
    ("The ministry denied that an attack took place in Khorog.", Language::English),
    ("The plan does not involve the deployment of troops in Khatlon.", Language::English),
    ("Article 4 stipulates that “an armed attack on one is an attack on all.”", Language::English),
    ("Militants are planning an incursion into Tajikistan.", Language::English),
    ("МВД опровергло сообщения о нападении на погранзаставу.", Language::Russian),
    ("Вазорат хабари ҳамларо рад кард.", Language::Tajik),
    ("وزارت داخله گزارش حمله را تکذیب کرد.", Language::Persian),
];

#[test]
fn what_is_denied_planned_supposed_or_law_is_not_asserted() {
    for (text, language) in NOT_ASSERTED {
        for incident in incidents(text, *language) {
            let status = incident.status;
            let claimed = status == Status::Claimed;
            assert!(!is_asserted(status) && !claimed, "{text}: {} {status:?}", incident.kind);
        }
    }
}

#[test]
fn not_only_is_no_negation() {
    let text = "Militants have not only contested the area but even fired rockets into Tajikistan.";
    let found = incidents(text, Language::English);
    let rockets = found.iter().find(|incident| incident.kind == "rocket_fire").unwrap();
    assert_eq!(rockets.status, Status::Occurred);
}

/// What analysts far away say of a kind of event: no incident at all.
const GENERIC: &[(&str, Language)] = &[
    (
        "Analysts in Moscow and Almaty say that such clashes become more frequent in late summer.",
        Language::English,
    ),
    ("Clashes like these are a threat to trade in Khatlon.", Language::English),
    ("Аналитики в Москве говорят, что таких столкновений летом больше.", Language::Russian),
    ("Коршиносон дар Маскав мегӯянд, ки чунин задухӯрдҳо зиёд мешаванд.", Language::Tajik),
    ("کارشناسان در مسکو می‌گویند که چنین درگیری‌ها بیشتر می‌شود.", Language::Persian),
];

#[test]
fn a_kind_of_event_is_no_event() {
    for (text, language) in GENERIC {
        let found = incidents(text, *language);
        assert!(found.is_empty(), "{text}: {found:#?}");
    }
}

/// Where the speaker is, and where it happened.
const SPOKEN_FROM: &[(&str, Language, &str)] = &[
    ("Analysts in Moscow said that gunmen attacked a post in Khorog.", Language::English, "Khorog"),
    (
        "Источники в Москве сообщили, что в Хороге задержаны пять боевиков.",
        Language::Russian,
        "Хороге",
    ),
    ("Манбаъҳо дар Маскав гуфтанд, ки дар Хоруғ задухӯрд шуд.", Language::Tajik, "Хоруғ"),
    ("منابع در مسکو گفتند که در فیض‌آباد درگیری شد.", Language::Persian, "فیض‌آباد"),
    ("One such clash took place in Khorog on Monday.", Language::English, "Khorog"),
];

#[test]
fn a_speaker_is_not_where_his_news_is_from() {
    for (text, language, expected) in SPOKEN_FROM {
        let found = incidents(text, *language);
        let places: Vec<&str> = found
            .iter()
            .flat_map(|incident| &incident.evidence.places)
            .filter_map(|place| Some(place.span?.of(text)))
            .collect();
        let there = places.iter().all(|place| place == expected);
        assert!(there && !places.is_empty(), "{text}: {places:?}");
    }
}

proptest! {
    #![proptest_config(crate::laws::cases(48))]

    /// No text panics, and every span slices its document at character boundaries.
    #[test]
    fn any_text_gives_reports_with_spans_in_it(
        words in prop::collection::vec(
            prop::sample::select(&[
                "attack", "killed", "12", "July", "7", "-", "9", "(", ")", "“", "”", "\u{200c}", "’s", "Kunduz",
                "нападение", "убито", "в", "2022", "году", "ҳамла", "кушта", "حمله", "۲۶", "ثور", "۱۴۰۲", "می‌شود",
                "$", "1.1", "million", "ago", "days", "last", ".", "\n\n", ",", "201st", "post", "in", "there", "é", "İ",
            ][..]), 0..40),
        glue in prop::sample::select(&["", " "][..]),
    ) {
        let text = words.join(glue);
        for language in [Language::English, Language::Russian, Language::Tajik, Language::Persian] {
            for report in reports(&text, language) {
                let evidence = match &report {
                    Report::Incident(incident) => &incident.evidence,
                    Report::Facility(facility) => &facility.evidence,
                };
                prop_assert!(text.get(evidence.trigger.start..evidence.trigger.end).is_some());
                prop_assert!(evidence.sentence.contains(evidence.trigger));
            }
        }
    }
}
