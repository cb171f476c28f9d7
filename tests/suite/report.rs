//! Incidents and facilities: single traps, and laws of their extraction. `report_corpus.rs` scores labelled sentences.

use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::report::{self, Incident, Report, Status};
use marz::text::Language;
use marz::{mention, resolve};
use proptest::prelude::*;

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

/// Published on 15 June 2024: what a sentence says of its date.
const DATES: &[(&str, Language, &str)] = &[
    ("Clashes broke out in Kunduz on May 14, 2022.", Language::English, "2022-05-14"),
    ("Clashes broke out in Kunduz on 14 May.", Language::English, "2024-05-14"),
    ("Clashes broke out in Kunduz on November 3.", Language::English, "2023-11-03"),
    ("Protests began in Khorog last November.", Language::English, "2023-11"),
    ("Rockets were fired on July 7-9, 2021.", Language::English, "2021-07-07/2021-07-09"),
    ("An exercise will be held August 1-10.", Language::English, "2024-08-01/2024-08-10"),
    ("A clash was reported three days ago.", Language::English, "2024-06-12~"),
    ("The crossing at Ishkashim has been shut since 2019.", Language::English, "2019/.."),
    ("Fighting has continued in Takhar since March.", Language::English, "2024-03/.."),
    ("The border crossing was shut until Friday.", Language::English, "../2024-06-21"),
    (
        "Smugglers were detained in Rustaq over the weekend.",
        Language::English,
        "2024-06-15/2024-06-16",
    ),
    ("Overnight shelling hit Darqad.", Language::English, "2024-06-14/2024-06-15"),
    ("A mine exploded in Chah Ab the day before yesterday.", Language::English, "2024-06-13"),
    (
        "Police said on Monday that gunmen attacked a post in Khorog.",
        Language::English,
        "../2024-06-10",
    ),
    (
        "Eleven clashes were recorded since the start of the year.",
        Language::English,
        "2024-01-01/2024-06-15",
    ),
    (
        "В прошлые выходные в Мургабе задержали контрабандистов.",
        Language::Russian,
        "2024-06-15/2024-06-16",
    ),
    ("С 12 июня в Шугнане идут бои.", Language::Russian, "2024-06-12/.."),
    ("Пункт пропуска закрыт с мая 2021 года.", Language::Russian, "2021-05/.."),
    ("Позавчера в Хороге произошла перестрелка.", Language::Russian, "2024-06-13"),
    ("Шаби 12 ба 13 июн дар Даштиҷум задухӯрд рух дод.", Language::Tajik, "2024-06-12/2024-06-13"),
    ("Гузаргоҳ аз соли 2019 баста аст.", Language::Tajik, "2019/.."),
    ("گذرگاه شیرخان‌بندر از سال ۲۰۱۹ بسته است.", Language::Persian, "2019/.."),
    ("روز سه شنبه در اشکاشم درگیری رخ داد.", Language::Persian, "2024-06-11"),
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

/// Sentences that only go on with what the one before tells: the date and the place of the last incident.
const GOES_ON: &[(&str, Language, &str, &str)] = &[
    (
        "Gunmen attacked a post in Kunduz on 12 May. Hours later rockets were fired.",
        Language::English,
        "2024-05-12",
        "Kunduz",
    ),
    (
        "Gunmen attacked a post in Kunduz on 12 May. The next day troops were deployed.",
        Language::English,
        "2024-05-13",
        "Kunduz",
    ),
    (
        "Задухӯрд дар Ишкошим 12 июн рух дод. Аз ҷойи ҳодиса ду автомат мусодира шуд.",
        Language::Tajik,
        "2024-06-12",
        "Ishkoshim",
    ),
    (
        "12 июня в Ишкашиме произошла перестрелка. На месте происшествия задержаны трое.",
        Language::Russian,
        "2024-06-12",
        "Ishkoshim",
    ),
    (
        "روز دوشنبه در اشکاشم درگیری رخ داد. روز بعد در همین ولسوالی سه نفر بازداشت شدند.",
        Language::Persian,
        "2024-06-11",
        "Ishkoshim",
    ),
];

#[test]
fn what_a_sentence_goes_on_with_lends_it_its_place_and_day() {
    for (text, language, date, place) in GOES_ON {
        let found = incidents(text, *language);
        let last = found.last().unwrap_or_else(|| panic!("{text}"));
        let edtf = last.evidence.time.edtf.as_ref().map(|edtf| edtf.0.as_str());
        assert_eq!(edtf, Some(*date), "{text}: {last:#?}");
        let at = last.evidence.places.first().and_then(|place| place.place);
        let name = at.map(|at| Gazetteer::embedded().place(at).name);
        assert_eq!(name, Some(*place), "{text}");
    }
}

/// What did not happen, or only may, has no day of its own.
#[test]
fn what_did_not_happen_has_no_date() {
    for text in ["No shots were fired in Khorog.", "An attack on Khorog would be a disaster."] {
        for incident in incidents(text, Language::English) {
            assert_eq!(incident.evidence.time.edtf, None, "{text}: {incident:#?}");
        }
    }
}

/// Where somebody speaks is where it happened only if nothing else is named.
const SPOKEN: &[(&str, Language, &str)] = &[
    ("Police in Kunduz said two men were arrested in Imam Sahib.", Language::English, "Imam Sahib"),
    ("Police in Kunduz said two men were arrested.", Language::English, "Kunduz"),
    (
        "Two men were arrested in Imam Sahib, police in Kunduz said.",
        Language::English,
        "Imam Sahib",
    ),
];

#[test]
fn the_place_of_a_speaker_comes_last() {
    for (text, language, place) in SPOKEN {
        let found = incidents(text, *language);
        let at = found.first().and_then(|incident| incident.evidence.places.first()?.place);
        assert_eq!(at.map(|at| Gazetteer::embedded().place(at).name), Some(*place), "{text}");
    }
}

fn is_asserted(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Ongoing)
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
