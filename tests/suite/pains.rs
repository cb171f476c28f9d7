//! What users of other geoparsers complain of, as cases: each row is a kind of complaint that stands in the trackers of
//! Mordecai, CLIFF, CLAVIN, geograpy, geotext, flashgeotext, geoparsepy, the Irchel Geoparser and Pelias.

use crate::mention::{document, region};
use marz::gazetteer::Gazetteer;
use marz::resolve::{self, Resolution};
use marz::text::Language;
use marz::{mention, text::Span};

/// Complaint, text, a name in it, and where it must be: division or country, and class.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("a country is a building", "China and the U.S. signed a trade deal.", "China", "CN country"),
    ("a country is a building", "China and the U.S. signed a trade deal.", "U.S.", "US country"),
    ("a country is a building", "The USA and France agreed on it.", "USA", "US country"),
    ("a country is a building", "The USA and France agreed on it.", "France", "FR country"),
    (
        "a country is another",
        "The United Kingdom voted against it.",
        "United Kingdom",
        "GB country",
    ),
    (
        "a country is another",
        "The Republic of Korea sent a delegation.",
        "Republic of Korea",
        "KR country",
    ),
    ("a state is a town", "Oil from Oklahoma reached the coast.", "Oklahoma", "US-OK admin1"),
    (
        "a state is a town",
        "Farmers in Oklahoma and Pennsylvania protested.",
        "Pennsylvania",
        "US-PA admin1",
    ),
    ("a continent is a town", "The rest of Africa is watching.", "Africa", "region"),
    ("a capital is a village", "He moved to Berlin last year.", "Berlin", "DE"),
    ("a capital is a village", "She flew from London to Moscow.", "London", "GB"),
    ("a capital is a village", "She flew from London to Moscow.", "Moscow", "RU"),
    (
        "the state behind it is ignored",
        "She studied in Wilmington, Delaware.",
        "Wilmington",
        "US-DE settlement",
    ),
    (
        "the state behind it is ignored",
        "She studied in Wilmington, DE, and left.",
        "Wilmington",
        "US-DE settlement",
    ),
    (
        "the state behind it is ignored",
        "They met in Arlington, VA, on Monday.",
        "Arlington",
        "US-VA settlement",
    ),
    (
        "the state behind it is ignored",
        "The ship left Long Beach, CA, yesterday.",
        "Long Beach",
        "US-CA settlement",
    ),
    (
        "the state behind it is ignored",
        "He lives in Paris, Texas, and works in Dallas.",
        "Paris",
        "US-TX settlement",
    ),
    (
        "the state behind it is ignored",
        "A fire broke out in Athens, Georgia.",
        "Athens",
        "US-GA settlement",
    ),
    ("the country behind it is ignored", "He was born in Durham, UK, in 1970.", "Durham", "GB"),
    (
        "the country behind it is ignored",
        "The firm is based in Birmingham, England.",
        "Birmingham",
        "GB settlement",
    ),
    ("a name of the East is missed", "Shelling was heard in Idlib and Deir ez-Zor.", "Idlib", "SY"),
    (
        "a name of the East is missed",
        "Shelling was heard in Idlib and Deir ez-Zor.",
        "Deir ez-Zor",
        "SY",
    ),
    (
        "a name of the East is missed",
        "Trucks from Kandahar arrived in Tajikistan.",
        "Kandahar",
        "AF",
    ),
    (
        "a country counts as a people",
        "Trucks from Kandahar arrived in Tajikistan.",
        "Tajikistan",
        "TJ country",
    ),
    ("a bare city is missed", "Police in Toronto arrested two men.", "Toronto", "CA"),
    (
        "one name that is no more empties the result",
        "The Soviet Union fell; Tajikistan did not.",
        "Tajikistan",
        "TJ country",
    ),
    (
        "one name that is no more empties the result",
        "The Soviet Union fell; Tajikistan did not.",
        "Soviet Union",
        "historical",
    ),
    (
        "one unknown name empties the result",
        "Guards of the village of Qwxzarbad drove to Khorog.",
        "Khorog",
        "TJ-GB settlement",
    ),
    (
        "a long list is cut short",
        "They flew to Paris, Rome, Vienna, Warsaw, Ankara, Tehran, Kabul and Dushanbe.",
        "Warsaw",
        "PL",
    ),
    (
        "a long list is cut short",
        "They flew to Paris, Rome, Vienna, Warsaw, Ankara, Tehran, Kabul and Dushanbe.",
        "Dushanbe",
        "TJ",
    ),
];

/// Complaint, text, and words of it that are no places.
const NO_PLACES: &[(&str, &str, &[&str])] = &[
    (
        "small words are places",
        "But they waited. Of course, At dawn, Since March, May began.",
        &["But", "Of", "At", "Since", "March", "May"],
    ),
    (
        "small words are places",
        "He may go, and you may be there; us too.",
        &["may", "be", "you", "us"],
    ),
    ("a degree is a country", "She holds an M.S. from a college and a Ph.D.", &["M.S.", "Ph.D."]),
    (
        "two letters are a place",
        "ga was typed twice, and so was la; in or de.",
        &["ga", "la", "in", "or", "de"],
    ),
    ("an adjective is a mine", "European leaders met again.", &["European"]),
    (
        "a direction is a place",
        "In the northern and Central parts, Southern winds blew.",
        &["northern", "Central", "Southern"],
    ),
    (
        "a person is a place",
        "Natalia Petrova and J. Kent spoke; Kent then left.",
        &["Natalia", "Petrova", "Kent"],
    ),
    (
        "an organisation is a place",
        "Members of the Islamic State and of the Union voted.",
        &["Islamic State", "Union"],
    ),
    (
        "a country is invented",
        "The results are shown in Table 2 and Figure 3.",
        &["Table", "Figure"],
    ),
];

/// The place of `name` as the table writes it: class alone, division and class, or country and class.
fn answer(text: &str, name: &str) -> String {
    let gazetteer = Gazetteer::embedded();
    let document = document(Language::English, text);
    let found = mention::find(gazetteer, &region(), &document);
    let located = resolve::places(gazetteer, &region(), &document, found);
    let Some(one) = located.iter().find(|one| one.mention.span.of(text).contains(name)) else {
        return "missed".into();
    };
    let Resolution::Place { place, .. } = one.resolution else {
        return format!("{:?}", one.resolution);
    };
    let place = gazetteer.place(place);
    let class = serde_json::to_value(place.class).unwrap().as_str().unwrap().to_owned();
    let country = place.country.map(|country| country.to_string()).unwrap_or_default();
    let area = place.admin1.filter(|_| class != "country").map_or(country, str::to_owned);
    format!("{area} {class}")
}

#[test]
fn what_users_of_others_complain_of_is_put_where_it_is() {
    let mut wrong = Vec::new();
    for (complaint, text, name, expected) in PLACES {
        let answer = answer(text, name);
        let fits = match expected.split_once(' ') {
            Some((area, class)) => {
                // A country says: any division of it.
                answer.ends_with(&format!(" {class}")) && answer.starts_with(area)
            }
            None if expected.len() == 2 => answer.starts_with(expected),
            None => answer.ends_with(expected),
        };
        if !fits {
            wrong.push(format!("{complaint}: {name} in {text:?} is {answer}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_that_others_take_for_places_are_none() {
    let mut wrong = Vec::new();
    for (complaint, text, words) in NO_PLACES {
        let document = document(Language::English, text);
        let found = mention::find(Gazetteer::embedded(), &region(), &document);
        for word in *words {
            let at = text.find(word).unwrap_or_else(|| panic!("{word} is in {text}"));
            let span = Span::new(at, at + word.len());
            let taken = found.iter().find(|one| one.span.overlaps(span) && one.usage.is_literal());
            if let Some(taken) = taken {
                wrong.push(format!("{complaint}: {:?} in {text:?}", taken.span.of(text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
