//! What trips programs that read reports: one text a trap, in own words, and what a careful reader makes of it.
//!
//! Expectations: `type/status` is there, `!type` is not, `-` nothing is asserted, `type@2022-05-18` its date,
//! `type#XX-YY` its division, `type+12` its killed, `name=use` a name's use, `%type/status` a facility,
//! `%type$` a facility without a cost, `%type$1100000` one with it, `=N` so many incidents.

use marz::document::{Document, Edtf, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::region::Region;
use marz::report::{self, Facility, Incident, Report, Status};
use marz::resolve::Located;
use marz::text::Language;
use marz::{mention, resolve};

/// What it is, when it was published, the text, and what is to be found.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "no year anywhere, nor a day of publication: the year stays unknown",
        "",
        "On July 5 gunmen attacked a post near Ishkoshim.",
        &["attack/occurred", "attack@XXXX-07-05"],
    ),
    (
        "a day of last year needs the year of publication",
        "2024-11-25",
        "Protests broke out in Khorog on February 14 last year.",
        &["protest@2023-02-14"],
    ),
    (
        "a day without a year is that before publication, whatever years the text names",
        "2025-04-20",
        "The plan dates from 2024. On April 11 gunmen attacked a convoy in Kunduz.",
        &["attack@2025-04-11"],
    ),
    (
        "days after an event that the text dates",
        "2022-06-20",
        "On May 14 the envoy Karim Nazarov flew to Kabul. Four days after Nazarov’s trip, police launched \
         a special operation in Khorog.",
        &["security_operation@2022-05-18"],
    ),
    (
        "the day of a citation is no day of an event",
        "2022-06-20",
        "Last month, rebels announced a new offensive in Panjshir (Morning Paper, May 8).",
        &["offensive/announced", "offensive@2022-05"],
    ),
    (
        "two adjectives before a person are no border",
        "",
        "The Tajik-Afghan commander Ahmad Karimi fled to Khorog after the Tajik-Afghan border was closed.",
        &["border_closure/occurred"],
    ),
    (
        "both orders and both forms name the border",
        "",
        "Gunmen crossed the Afghan-Tajikistani border illegally, and shots rang along the Tajikistani-Afghan frontier.",
        &["incursion/occurred"],
    ),
    (
        "a list with one head noun",
        "",
        "Fighting between the army and rebels continues in the Takhar and Badakhshan provinces.",
        &["armed_clash/ongoing", "armed_clash#AF-TAK", "armed_clash#AF-BDS"],
    ),
    (
        "an abbreviation defined in the text",
        "",
        "Protests began in the Gorno-Badakhshan Autonomous Oblast (GBAO). Police arrested ten people in GBAO.",
        &["protest/occurred", "protest#TJ-GB", "arrest#TJ-GB"],
    ),
    (
        "a province that two countries have, beside its siblings",
        "",
        "Up to 900 fighters are concentrated in the Afghan provinces of Kunduz, Badakhshan and Takhar.",
        &["militant_presence/ongoing", "militant_presence#AF-BDS"],
    ),
    (
        "an organisation that is called after a province",
        "",
        "Fighters of the Islamic State – Khorasan Province attacked a patrol in Kunar.",
        &["attack/occurred", "attack#AF-KNR"],
    ),
    (
        "a movement that is called after a region",
        "",
        "The East Turkestan Islamic Movement ambushed a convoy in Faryab.",
        &["attack/occurred", "attack#AF-FYB"],
    ),
    (
        "a capital that speaks is a government, one in which somebody speaks is a place",
        "",
        "Moscow said it would send weapons, an official said at a press conference in Dushanbe.",
        &["Moscow=actor", "Dushanbe=location"],
    ),
    (
        "a legal notice",
        "",
        "Members of the group (banned in Kazakhstan and in Russia) attacked a post in Kunduz.",
        &["attack#AF-KDZ"],
    ),
    (
        "furniture of a page",
        "",
        "Clashes broke out in Kunduz on Monday.\n\nLeave a Reply\n\nRelated Articles\n\nShare this attack",
        &["armed_clash/occurred", "=1"],
    ),
    (
        "not only, but even",
        "",
        "Militants have not only raided posts in Takhar but even fired rockets into Tajikistan.",
        &["rocket_fire/occurred"],
    ),
    (
        "what a plan does not involve",
        "",
        "The ministry stressed that the plan does not involve the deployment of troops along the border.",
        &["troop_deployment/negated", "-"],
    ),
    (
        "a denial is of the claim before it",
        "",
        "The bloc said that militants operate in Kunduz. The government has said that no militants operate in Kunduz.",
        &["militant_presence/claimed", "militant_presence/negated"],
    ),
    (
        "in the event of",
        "",
        "In the event of an incursion into Tajikistan, the allies would send aid.",
        &["incursion/hypothetical", "-"],
    ),
    (
        "the wording of a treaty",
        "",
        "Article 4 stipulates that “an armed attack on one party is an armed attack on all of them.”",
        &["-"],
    ),
    (
        "planned, and what would follow from it",
        "",
        "Fighters are planning an incursion into Tajikistan. An attack on Khatlon would pose a threat to the region.",
        &["incursion/planned", "-"],
    ),
    (
        "a figure of many places",
        "",
        "Up to 4,000 militants are concentrated in the provinces of Kunduz and Takhar.",
        &["militant_presence#AF-KDZ", "militant_presence#AF-TAK"],
    ),
    (
        "a sum in the sentence before is not the facility's",
        "",
        "The country received $300 million of aid. A new border post will be built at Ishkoshim.",
        &["%border_post/planned", "%border_post$"],
    ),
    (
        "a sum in the same clause is",
        "",
        "Parliament approved a grant of $1.1 million for the construction of a border checkpoint in Khatlon.",
        &["%checkpoint/funded", "%checkpoint$1100000"],
    ),
    (
        "there",
        "",
        "Tensions in Gorno-Badakhshan have grown. Protests began there last November, Kabul media wrote.",
        &["protest#TJ-GB"],
    ),
    (
        "the region, beside the country of a ministry",
        "",
        "The governor of Gorno-Badakhshan resigned. Tajikistan’s interior ministry launched an operation in the region.",
        &["security_operation#TJ-GB"],
    ),
    (
        "the dead of the next sentence",
        "",
        "Police launched a special operation in Khorog on Monday. Dozens have died in the ensuing unrest.",
        &["security_operation+12", "=1"],
    ),
    (
        "an ordinal is no count",
        "",
        "Troops of the 201st division were deployed in Bokhtar.",
        &["troop_deployment/occurred"],
    ),
    (
        "broken text",
        "",
        "An article posted on’s website reported clashes in Kunduz.",
        &["armed_clash/claimed"],
    ),
    (
        "spaces that do not break, and two of them",
        "",
        "Clashes erupted in Kunduz.\u{a0} Police detained six men\u{a0}in Khorog.",
        &["armed_clash#AF-KDZ", "arrest#TJ-GB"],
    ),
    (
        "numbers that count nothing",
        "2021-07-30",
        "Under Article 51, an exercise will be held August 1-10 in Khatlon.",
        &["exercise/planned", "exercise@2021-08-01/2021-08-10"],
    ),
    (
        "a turn of history that a text mentions three times is one",
        "2022-06-20",
        "Since seizing power in Afghanistan, the Taliban rule. The group seized power quickly. After the takeover, \
         trade fell.",
        &["territorial_control/historical", "=1"],
    ),
    (
        "a situation that has calmed is no event",
        "",
        "Although the situation seems to have stabilized, patrols go on.",
        &["-", "=0"],
    ),
    (
        "a negation and a likely in other clauses",
        "2022-06-20",
        "While the ministry released no statement, it is likely that talks turned to Gorno-Badakhshan since \
         protests began there last November.",
        &["protest/occurred", "protest@2021-11", "protest#TJ-GB"],
    ),
    (
        "who arrived for what is to come",
        "2021-07-30",
        "Military experts from the Russian and Uzbek defense ministries have already arrived in Khatlon to prepare \
         for a joint exercise to be held August 1-10.",
        &["troop_arrival/occurred", "exercise/planned", "Russian=affiliation"],
    ),
    (
        "a medium of a country is not in it",
        "",
        "Russian state-run media reported clashes in Kunduz.",
        &["Russian=affiliation", "armed_clash#AF-KDZ"],
    ),
    (
        "an expert on a country",
        "",
        "An expert on Afghanistan said that gunmen attacked a convoy in Kunduz.",
        &["Afghanistan=topic", "attack#AF-KDZ"],
    ),
    (
        "a place that no gazetteer has empties nothing",
        "",
        "After the collapse of the Soviet Union, clashes broke out in Xyzzyabad and in Kunduz.",
        &["armed_clash#AF-KDZ"],
    ),
    (
        "an adjective of a continent is no town",
        "",
        "European observers said that clashes broke out in Kunduz.",
        &["armed_clash#AF-KDZ"],
    ),
    (
        "the sponsor of talks is not where they are held",
        "",
        "Norway sponsored the talks, and fighting resumed in Takhar.",
        &["armed_clash#AF-TAK"],
    ),
    (
        "an adjective inside of a country's name",
        "",
        "Afghanistan’s army and Afghan police fought with militants in Kunduz.",
        &["Afghan=affiliation", "armed_clash#AF-KDZ"],
    ),
    (
        "a boast of calm is no unrest",
        "",
        "The government stressed that its rule has eliminated armed unrest in the country.",
        &["-"],
    ),
    (
        "an exercise simulates what did not happen",
        "",
        "During the exercise in Khatlon troops practised repelling a mock attack.",
        &["exercise/occurred", "!attack"],
    ),
    (
        "who is killed by whom",
        "",
        "Two soldiers were killed when suspected militants opened fire in Kunduz; three others were wounded.",
        &["attack/occurred", "attack+2", "!security_operation"],
    ),
];

fn read(published: &str, text: &str) -> (Vec<Located>, Vec<Report>) {
    let gazetteer = Gazetteer::embedded();
    let region = Region::embedded("TJ-AF").unwrap();
    let published = (!published.is_empty()).then(|| Edtf(published.to_owned()));
    let source = Source { published, ..Source::default() };
    let (id, text) = ("a".to_owned(), text.to_owned());
    let document =
        Document { id, text, language: Language::English, source, offsets: Offsets::default() };
    let mentions = mention::find(gazetteer, &region, &document);
    let located = resolve::places(gazetteer, &region, &document, mentions);
    let reports = report::extract(gazetteer, &region, &document, &located);
    (located, reports)
}

fn is_asserted(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Ongoing)
}

fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// Whether one expectation is met.
fn met(text: &str, located: &[Located], reports: &[Report], expected: &str) -> bool {
    let incidents: Vec<&Incident> = reports
        .iter()
        .filter_map(|report| match report {
            Report::Incident(incident) => Some(incident),
            Report::Facility(_) => None,
        })
        .collect();
    let facilities: Vec<&Facility> = reports
        .iter()
        .filter_map(|report| match report {
            Report::Facility(facility) => Some(facility),
            Report::Incident(_) => None,
        })
        .collect();
    let of = |kind: &str| -> Vec<&Incident> {
        incidents.iter().copied().filter(|one| one.kind == kind).collect()
    };
    if expected == "-" {
        return incidents.iter().all(|one| !is_asserted(one.status));
    }
    if let Some(count) = expected.strip_prefix('=') {
        return incidents.len() == count.parse::<usize>().unwrap();
    }
    if let Some(kind) = expected.strip_prefix('!') {
        return of(kind).iter().all(|one| !is_asserted(one.status));
    }
    if let Some(facility) = expected.strip_prefix('%') {
        if let Some((kind, cost)) = facility.split_once('$') {
            let cost = cost.parse::<f64>().ok();
            let is = |one: &&Facility| one.cost.as_ref().and_then(|cost| cost.best) == cost;
            return facilities.iter().any(|one| one.kind == kind && is(one));
        }
        let (kind, status) = facility.split_once('/').unwrap();
        return facilities.iter().any(|one| one.kind == kind && one.status == status);
    }
    if let Some((kind, status)) = expected.split_once('/').filter(|(kind, _)| !kind.contains('@')) {
        return of(kind).iter().any(|one| name(one.status) == status);
    }
    if let Some((kind, date)) = expected.split_once('@') {
        let edtf = |one: &&Incident| one.evidence.time.edtf.as_ref().map(|edtf| edtf.0.clone());
        return of(kind).iter().any(|one| edtf(one).as_deref() == Some(date));
    }
    if let Some((kind, division)) = expected.split_once('#') {
        let there = |one: &Incident| {
            one.evidence
                .places
                .iter()
                .filter_map(|place| place.place)
                .any(|place| Gazetteer::embedded().place(place).admin1 == Some(division))
        };
        return of(kind).into_iter().any(there);
    }
    if let Some((kind, killed)) = expected.split_once('+') {
        let killed = killed.parse::<f64>().unwrap();
        return of(kind).iter().any(|one| one.killed.as_ref().and_then(|f| f.low) == Some(killed));
    }
    let (word, usage) = expected.split_once('=').unwrap();
    let mentions = located.iter().map(|one| &one.mention);
    mentions.filter(|one| one.span.of(text) == word).any(|one| name(one.usage) == usage)
}

#[test]
fn a_careful_reader_is_not_tripped() {
    let mut wrong = Vec::new();
    for (what, published, text, expectations) in CASES {
        let (located, reports) = read(published, text);
        for expected in *expectations {
            if !met(text, &located, &reports, expected) {
                let found: Vec<String> = reports
                    .iter()
                    .map(|report| match report {
                        Report::Incident(one) => format!(
                            "{}/{} {:?} {:?} {:?}",
                            one.kind,
                            name(one.status),
                            one.evidence.time.edtf.as_ref().map(|edtf| &edtf.0),
                            one.evidence
                                .places
                                .iter()
                                .map(|p| p.span.map(|s| s.of(text)))
                                .collect::<Vec<_>>(),
                            one.killed.as_ref().map(|figure| figure.low),
                        ),
                        Report::Facility(one) => {
                            format!("%{}/{} {:?}", one.kind, one.status, one.cost)
                        }
                    })
                    .collect();
                let uses: Vec<String> = located
                    .iter()
                    .map(|one| format!("{}={}", one.mention.span.of(text), name(one.mention.usage)))
                    .collect();
                wrong.push(format!("{what}: {expected} is not met by {found:?} {uses:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn there_are_as_many_traps_as_the_gold_files_have() {
    let Some(gold) = crate::shared::path("gold/articles.json") else { return };
    let gold: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap();
    assert!(CASES.len() + 3 >= gold["tricky_cases"].as_array().unwrap().len());
}
