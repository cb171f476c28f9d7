//! Facilities of several reports: which are one, which may be, who has to do with them.

use marz::corpus::{self, Facilities, Sameness};
use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::report::{self, Facility, Report};
use marz::text::Language;
use marz::{mention, resolve};
use proptest::prelude::*;

const EN: Language = Language::English;
const RU: Language = Language::Russian;
const TG: Language = Language::Tajik;
const FA: Language = Language::Persian;

/// A report: the year of publication, the language, the text.
type Told = (i32, Language, &'static str);

fn document(id: &str, &(year, language, text): &Told) -> Document {
    Document {
        id: id.into(),
        text: text.into(),
        language,
        source: Source {
            publisher: Some(format!("publisher of {id}")),
            published: Some(Edtf(format!("{year}-06-15"))),
            ..Source::default()
        },
        offsets: Offsets::default(),
    }
}

fn reports(document: &Document) -> Vec<Report> {
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").unwrap();
    let mentions = mention::find(gazetteer, &region, document);
    let located = resolve::places(gazetteer, &region, document, mentions);
    report::extract(gazetteer, &region, document, &located)
}

fn facilities(told: &[(&str, Told)]) -> Facilities {
    let gazetteer = Gazetteer::embedded();
    let (mut fingerprints, mut rows) = (Vec::new(), Vec::new());
    for (id, told) in told {
        let document = document(id, told);
        fingerprints.push(corpus::fingerprint(&document));
        rows.extend(corpus::facilities_told(gazetteer, &document, &reports(&document)));
    }
    let found = corpus::link(fingerprints, Vec::new());
    corpus::facilities(gazetteer, rows, &found.passages)
}

/// What it is, two reports, whether their first facilities are the same.
type Pair = (&'static str, Told, Told, Option<Sameness>);

const SAME: Option<Sameness> = Some(Sameness::Same);
const POSSIBLE: Option<Sameness> = Some(Sameness::Possible);

const PAIRS: &[Pair] = &[
    (
        "planned, then opened, at one place",
        (2021, EN, "Japan will build a new border post in Ishkashim."),
        (2023, EN, "A border post was opened in Ishkashim."),
        SAME,
    ),
    (
        "in two languages",
        (2022, EN, "A new border post was built in Ishkashim."),
        (2022, RU, "В Ишкашиме построена новая погранзастава."),
        SAME,
    ),
    (
        "a crossing is closed and opened again",
        (2021, EN, "The border crossing at Nizhny Pyanj was closed."),
        (2023, EN, "The border crossing at Nizhny Pyanj was reopened."),
        SAME,
    ),
    (
        "a base of a power abroad, once by its number",
        (2022, EN, "Russia has a large military base in Tajikistan."),
        (2021, EN, "The Russian 201st military base is located in Tajikistan."),
        SAME,
    ),
    (
        "like kinds at one place",
        (2022, EN, "A checkpoint was built in Ishkashim."),
        (2022, EN, "A new border post was built in Ishkashim."),
        SAME,
    ),
    (
        "two places",
        (2022, EN, "A new border post was built in Ishkashim."),
        (2022, EN, "A new border post was built in Murghab."),
        None,
    ),
    (
        "two kinds at one place",
        (2022, EN, "A new border post was built in Ishkashim."),
        (2022, EN, "A new bridge was built in Ishkashim."),
        None,
    ),
    (
        "two builders",
        (2022, EN, "China has built a border post in Ishkashim."),
        (2022, EN, "Japan has built a border post in Ishkashim."),
        None,
    ),
    (
        "planned where one stands",
        (2019, EN, "A border post was built in Ishkashim."),
        (2023, EN, "Japan plans to build a border post in Ishkashim."),
        POSSIBLE,
    ),
    (
        "announced without a place, then paid for by the same power",
        (
            2021,
            EN,
            "Russia will build a new border post on the border between Tajikistan and Afghanistan.",
        ),
        (2022, EN, "A grant from Russia will pay for the construction of a border checkpoint."),
        POSSIBLE,
    ),
    (
        "the same, paid for by another power",
        (
            2021,
            EN,
            "Russia will build a new border post on the border between Tajikistan and Afghanistan.",
        ),
        (2022, EN, "A grant from Japan will pay for the construction of a border checkpoint."),
        None,
    ),
    (
        "several are not the one",
        (2022, EN, "Three border posts were built in Ishkashim."),
        (2022, EN, "A border post was built in Ishkashim."),
        None,
    ),
];

#[test]
fn reports_of_facilities_are_of_one_or_may_be_or_are_not() {
    let mut wrong = Vec::new();
    for (what, first, second, expected) in PAIRS {
        let found = facilities(&[("a", *first), ("b", *second)]);
        let link = found
            .links
            .iter()
            .find(|link| found.told[link.first].document != found.told[link.second].document);
        if found.told.len() < 2 || link.map(|link| link.sameness) != *expected {
            wrong.push(format!("{what}: {:?}\n  {:#?}", found.links, found.told));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_copied_sentence_is_of_one_facility_whatever_its_place() {
    let text = "Several border posts were built along the river with a grant from Japan, said the officials of the province.";
    let found = facilities(&[("a", (2022, EN, text)), ("b", (2022, EN, text))]);
    assert_eq!(found.first, [0, 0]);
    assert_eq!(found.links[0].reasons, ["copied"]);
}

/// What a facility says of who has to do with it, and of its year.
fn said(one: &Facility) -> String {
    let name = |party: &Option<marz::report::Actor>| {
        party.as_ref().map_or("-".to_owned(), |party| party.name.clone())
    };
    let year = one.year.as_ref().map_or("-".to_owned(), |(year, role)| format!("{role} {year}"));
    format!("{} / {} / {} / {year}", name(&one.operator), name(&one.builder), name(&one.funder))
}

/// The text, and operator / builder / funder / year of its first facility.
const STAKES: &[(Language, &str, &str)] = &[
    (
        EN,
        "A border post built by China was opened in Murghab in 2016.",
        "- / China / - / opened 2016",
    ),
    (
        EN,
        "The US-funded border post in Ishkashim was completed in 2014.",
        "- / - / United States / built 2014",
    ),
    (
        EN,
        "The Chinese-built border post in Murghab is located near the river.",
        "- / China / - / -",
    ),
    (EN, "The Russian 201st military base is located in Tajikistan.", "Russia / - / - / -"),
    (
        EN,
        "A checkpoint in Ishkashim operated by Tajikistan was closed in 2021.",
        "Tajikistan / - / - / closed 2021",
    ),
    (
        EN,
        "Poland will build a new border post in Murghab in 2026.",
        "- / Poland / - / planned 2026",
    ),
    (EN, "The Taliban attacked a border post in Ishkashim.", "- / - / - / -"),
    (
        EN,
        "In 2021 the ambassador announced that Japan would build a border post in Ishkashim.",
        "- / Japan / - / announced 2021",
    ),
    (RU, "Строительство погранзаставы в Ишкашиме финансируется США.", "- / - / United States / -"),
    (
        RU,
        "При финансовой поддержке Японии в Ишкашиме в 2019 году построена погранзастава.",
        "- / - / Japan / built 2019",
    ),
    (RU, "В 2026 году Китай построит погранзаставу в Мургабе.", "- / China / - / planned 2026"),
    (RU, "Российская военная база находится в Таджикистане.", "Russia / - / - / -"),
    (TG, "Дар Ишкошим бо маблағгузории Ҷопон дидбонгоҳи сарҳадӣ бунёд шуд.", "- / - / Japan / -"),
    (TG, "Дидбонгоҳи сарҳадӣ дар Мурғоб аз ҷониби Чин сохта шуд.", "- / China / - / -"),
    (FA, "پاسگاه مرزی در اشکاشم با بودجهٔ آمریکا ساخته شد.", "- / - / United States / -"),
    (FA, "پاسگاه مرزی در اشکاشم توسط چین ساخته شد.", "- / China / - / -"),
];

#[test]
fn who_runs_builds_and_pays_is_read_in_the_same_clause() {
    let mut wrong = Vec::new();
    for (language, text, expected) in STAKES {
        let found = reports(&document("a", &(2022, *language, text)));
        let facility = found.iter().find_map(|report| match report {
            Report::Facility(facility) => Some(facility),
            Report::Incident(_) => None,
        });
        let got = facility.map(said);
        if got.as_deref() != Some(expected) {
            wrong.push(format!("{text}\n  {expected}\n  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text, and kind and status of its first facility; empty if it tells of none.
const FOUND: &[(Language, &str, &str)] = &[
    (EN, "The army shut both road bridges near Ishkashim on Monday.", "bridge/closed"),
    (EN, "A market in Khorog was shelled at night.", ""),
    (RU, "На полигоне «Заря» на следующей неделе пройдут учения.", "training_range/existing"),
    (RU, "Пункт пропуска «Ишкашим» не работает с ноября 2021 года.", "crossing/closed"),
    (TG, "Дар Ишкошим се бурҷи мушоҳида бунёд гардид.", "observation_tower/built"),
    (FA, "ایران در حال ساختن دیوار در امتداد مرز با افغانستان است.", "fence/under_construction"),
    (EN, "The Sadarak crossing has been closed since 2020.", "crossing/closed"),
    (
        EN,
        "Finland has begun building a barrier on its border near Imatra.",
        "fence/under_construction",
    ),
    (EN, "Ukraine blew up the bridge across the Dniester near Palanca.", "bridge/destroyed"),
    (
        EN,
        "Japan donated $4 million to renovate the checkpoint at Panji Poyon.",
        "checkpoint/funded",
    ),
    (EN, "The EU-funded terminal at Siret opened in 2015.", "crossing/built"),
    (EN, "The Kapikule border gate was reopened.", "crossing/existing"),
    (EN, "The minister resigned from the post of minister of defence in Warsaw.", ""),
    (EN, "He was named to the post in Ankara last week.", ""),
    (EN, "The Kyiv Post reported clashes near Lviv.", ""),
    (EN, "The talks failed to bridge the gap between Ankara and Yerevan.", ""),
    (EN, "The company will base its operations in Almaty.", ""),
    (EN, "Market prices rose in Khorog.", ""),
    (RU, "Из-за метели закрыт переход «Бахты» в Абайской области.", "crossing/closed"),
    (RU, "На пограничном посту Тажикен работают 25 сотрудников.", "border_post/existing"),
    (RU, "Польша завершила строительство стены на границе с Белоруссией.", "fence/built"),
    (
        RU,
        "Япония выделила 3 млн долларов на строительство погранпоста в Дарвазе.",
        "border_post/funded",
    ),
    (RU, "Строительство моста через Пяндж завершится в 2025 году.", "bridge/under_construction"),
    (RU, "Его назначили на пост министра обороны в Варшаве.", ""),
    (RU, "Он написал пост в Telegram из Москвы.", ""),
    (TG, "Гузаргоҳи марзии Кулма аз соли 2020 баста аст.", "crossing/closed"),
    (TG, "Чин дар Мурғоб дидбонгоҳ сохтааст.", "border_post/built"),
    (TG, "Девори марзӣ дар Эрон сохта мешавад.", "fence/planned"),
    (TG, "Ӯ ба пости вазири мудофиа дар Душанбе таъйин шуд.", ""),
    (FA, "پاکستان گذرگاه تورخم را بست.", "crossing/closed"),
    (FA, "چین در واخان یک پایگاه نظامی می‌سازد.", "military_base/under_construction"),
    (FA, "او به پست وزارت دفاع در کابل گماشته شد.", ""),
    (FA, "پل هوایی در تهران ساخته شد.", ""),
];

#[test]
fn what_stands_is_told_from_what_is_only_spoken_of() {
    let mut wrong = Vec::new();
    for (language, text, expected) in FOUND {
        let found = reports(&document("a", &(2022, *language, text)));
        let facility = found.iter().find_map(|report| match report {
            Report::Facility(facility) => Some(format!("{}/{}", facility.kind, facility.status)),
            Report::Incident(_) => None,
        });
        let got = facility.unwrap_or_default();
        if got != *expected {
            wrong.push(format!("{text}\n  {expected}\n  {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text, and how many serve at its first facility.
const SERVING: &[(Language, &str, Option<f64>)] = &[
    (EN, "The Dostuk checkpoint, staffed by 40 officers, reopened on Monday.", Some(40.0)),
    (EN, "The Nizhniy Pyanj checkpoint houses 30 border guards.", Some(30.0)),
    (EN, "The refugee camp at Peshawar houses 80,000 people.", None),
    (RU, "На заставе «Бахмал» несут службу 30 пограничников.", Some(30.0)),
    (RU, "Погранпост с гарнизоном в 40 человек открыт в Мургабе.", Some(40.0)),
    (RU, "При нападении на заставу «Бахмал» погибли 14 пограничников.", None),
    (TG, "Дар посгоҳи марзии Ҳайратон 30 сарбоз хидмат мекунад.", Some(30.0)),
    (FA, "در پاسگاه مرزی میرجاوه ۴۰ سرباز خدمت می‌کنند.", Some(40.0)),
];

#[test]
fn how_many_serve_is_read_anywhere_in_the_clause_that_says_so() {
    let mut wrong = Vec::new();
    for (language, text, expected) in SERVING {
        let found = facilities_of(*language, text);
        let got = found.first().and_then(|one| one.personnel.as_ref()?.best);
        if got != *expected {
            wrong.push(format!("{text}\n  {expected:?}\n  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn facilities_of(language: Language, text: &'static str) -> Vec<Facility> {
    let found = reports(&document("a", &(2022, language, text)));
    let of = |report| match report {
        Report::Facility(facility) => Some(facility),
        Report::Incident(_) => None,
    };
    found.into_iter().filter_map(of).collect()
}

#[test]
fn what_a_sentence_adds_of_this_bridge_is_told_of_the_bridge_before() {
    for (language, text) in [
        (EN, "A bridge was opened in Ishkashim. The bridge was built for 3 million dollars."),
        (RU, "В Ишкашиме открыли мост. Этот мост обошёлся в 3 млн долларов."),
    ] {
        let found = facilities_of(language, text);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].status, "built");
        assert_eq!(found[0].cost.as_ref().and_then(|cost| cost.best), Some(3e6));
    }
}

#[test]
fn a_bridge_over_a_river_is_where_the_bank_is_named() {
    let gazetteer = Gazetteer::embedded();
    let found = facilities_of(RU, "Мост через Пяндж в Рушане построили в 2004 году.");
    let at = found[0].evidence.places[0].place.unwrap();
    assert_eq!(gazetteer.place(at).name, "Rushon");
}

proptest! {
    #![proptest_config(crate::laws::cases(16))]

    #[test]
    fn the_order_of_the_reports_changes_no_facility(order in Just((0..PAIRS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let names: Vec<String> = (0..2 * PAIRS.len()).map(|row| format!("d{row:02}")).collect();
        let all = |order: &[usize]| {
            let both = |&pair: &usize| {
                let (_, first, second, _) = PAIRS[pair];
                [(names[2 * pair].as_str(), first), (names[2 * pair + 1].as_str(), second)]
            };
            facilities(&order.iter().flat_map(both).collect::<Vec<_>>())
        };
        let straight: Vec<usize> = (0..PAIRS.len()).collect();
        let found = all(&order);
        prop_assert_eq!(&found, &all(&straight));
        for (row, first) in found.first.iter().enumerate() {
            prop_assert!(*first <= row && found.first[*first] == *first);
        }
    }
}
