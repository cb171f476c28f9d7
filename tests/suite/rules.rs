//! `rules.toml`: what each rule does, what is said of one that is of no use, and a run with rules.

use crate::program::run;
use marz::document::{Document, Offsets, Source};
use marz::gazetteer::Gazetteer;
use marz::mention::Use;
use marz::pipeline::{self, Atlas};
use marz::read::{self, ReadOptions};
use marz::region::Region;
use marz::report::Report;
use marz::rules::{Fired, Rules};
use marz::text::Language;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with a file of rules.
fn file(rules: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.toml");
    fs::write(&path, rules).unwrap();
    (folder, path)
}

/// What a text says under some rules: its names with their uses, its kinds of incidents, and whether all rules had a
/// say.
fn told(rules: &str, language: Language, text: &str) -> (Vec<(String, Use)>, Vec<String>, bool) {
    let (_folder, path) = file(rules);
    let rules = Rules::read(&[path]).unwrap();
    let gazetteer = rules.gazetteer(Gazetteer::embedded(), &[], &[]).unwrap();
    let region = Region::embedded("TJ-AF").unwrap();
    let atlas = Atlas { gazetteer: &gazetteer, region: &region, rules: Some(&rules) };
    let document = Document {
        id: "report".into(),
        text: text.into(),
        language,
        source: Source::default(),
        offsets: Offsets::default(),
    };
    let mut fired = Fired::default();
    let located = pipeline::locate(&atlas, &document, &mut fired);
    let reports = pipeline::extract(&atlas, &document, &located, &mut fired);
    let names = located
        .iter()
        .map(|one| (one.mention.span.of(text).to_owned(), one.mention.usage))
        .collect();
    let kinds = reports.into_iter().filter_map(|report| match report {
        Report::Incident(one) => Some(one.kind),
        Report::Facility(_) => None,
    });
    (names, kinds.collect(), rules.applied(&fired).idle.is_empty())
}

fn names(rules: &str, language: Language, text: &str) -> Vec<(String, Use)> {
    told(rules, language, text).0
}

const EN: Language = Language::English;
const RU: Language = Language::Russian;

/// Rules, a text, a name in it, and what it is used for without them and with them; `None` for no place.
type NameCase = (&'static str, Language, &'static str, &'static str, Option<Use>, Option<Use>);

const NAMES: &[NameCase] = &[
    (
        "[[place]]\nname = \"Zarbmaidon\"\nlat = 37.8\nlon = 69.9\nru = [\"Зарбмайдон\"]",
        RU,
        "Пост обстреляли у Зарбмайдона, и колонна ушла.",
        "Зарбмайдона",
        None,
        Some(Use::Location),
    ),
    (
        "[[alias]]\nname = \"Объект Семь\"\nplace = \"Khorog\"\nlanguage = \"ru\"",
        RU,
        "Колонна миновала Объект Семь утром.",
        "Объект Семь",
        None,
        Some(Use::Location),
    ),
    (
        "[[never]]\nname = \"Khorog\"",
        EN,
        "A post was attacked in Khorog.",
        "Khorog",
        Some(Use::Location),
        None,
    ),
    (
        "[[never]]\nname = \"Khorog\"\nfollowed_by = [\"bakery\", \"cement plant*\"]",
        EN,
        "Guards stood in Khorog Cement Plants yesterday.",
        "Khorog",
        Some(Use::Location),
        None,
    ),
    (
        "[[never]]\nname = \"Хорог\"\npreceded_by = [\"журнал*\"]",
        RU,
        "Об этом написали в журнале Хороге.",
        "Хороге",
        Some(Use::Location),
        None,
    ),
    (
        "[[use]]\nname = \"Moscow\"\nuse = \"location\"",
        EN,
        "Moscow said that the border is calm.",
        "Moscow",
        Some(Use::Actor),
        Some(Use::Location),
    ),
    (
        "[[use]]\nname = \"Хорог\"\nuse = \"organisation\"\nsentence_has = [\"матч*\"]",
        RU,
        "Команда сыграла матч в Хороге.",
        "Хороге",
        Some(Use::Location),
        Some(Use::OrgName),
    ),
    (
        "[[use]]\nname = \"Roshan\"\nuse = \"location\"",
        EN,
        "Roshan told the court that he had crossed the river.",
        "Roshan",
        None,
        Some(Use::Location),
    ),
];

#[test]
fn a_rule_changes_the_names_that_it_is_about() {
    for (rules, language, text, name, without, with) in NAMES {
        let used = |found: Vec<(String, Use)>| {
            found.into_iter().find(|(text, _)| text == name).map(|(_, usage)| usage)
        };
        assert_eq!(used(names("", *language, text)), *without, "without: {text}");
        let (found, _, all) = told(rules, *language, text);
        assert_eq!(used(found), *with, "{rules}: {text}");
        assert!(all, "{rules}: did nothing");
    }
}

#[test]
fn a_rule_leaves_other_surroundings_and_languages_alone() {
    let same = [
        (
            "[[never]]\nname = \"Khorog\"\nfollowed_by = [\"bakery\"]",
            EN,
            "Guards stood in Khorog yesterday. A bakery burned.",
        ),
        ("[[never]]\nname = \"Khorog\"\nlanguage = \"ru\"", EN, "A post was attacked in Khorog."),
        (
            "[[use]]\nname = \"Хорог\"\nuse = \"actor\"\nsentence_has = [\"матч*\"]",
            RU,
            "Пост обстреляли в Хороге. Матч отменили.",
        ),
        ("[[use]]\nname = \"Moscow\"\nuse = \"location\"", EN, "A road leads to Moscow Oblast."),
        (
            "[[trigger]]\nlanguage = \"ru\"\nkind = \"attack\"\npattern = \"guards\"",
            EN,
            "Guards stood in Khorog.",
        ),
        (
            "[[trigger]]\nlanguage = \"en\"\nkind = \"attack\"\npattern = \"guards\"\nunless = \"stood|sat\"",
            EN,
            "Guards stood in Khorog.",
        ),
    ];
    for (rules, language, text) in same {
        let (names, kinds, all) = told(rules, language, text);
        let (names_without, kinds_without, _) = told("", language, text);
        assert_eq!((names, kinds), (names_without, kinds_without), "{rules}: {text}");
        assert!(!all, "{rules}: something was done");
    }
}

#[test]
fn a_trigger_of_ones_own_finds_incidents_in_each_language() {
    let cases = [
        (
            "language = \"en\"\nkind = \"border_closure\"\npattern = \"padlock* ..2 turnstile*\"",
            EN,
            "Guards padlocked the old turnstiles near Khorog on 3 May 2024.",
            "border_closure",
        ),
        (
            "language = \"ru\"\nkind = \"border_closure\"\npattern = \"запечата* .. турникет*\"",
            RU,
            "Пограничники запечатали старые турникеты в Хороге.",
            "border_closure",
        ),
        (
            "language = \"tg\"\nkind = \"drug_seizure\"\npattern = \"гулдон* .. ёфт*\"",
            Language::Tajik,
            "Дар Хоруғ марзбонон гулдонҳо ёфтанд.",
            "drug_seizure",
        ),
        (
            "language = \"fa\"\nkind = \"attack\"\npattern = \"بادبادک* .. انداخت*\"",
            Language::Persian,
            "مردان ناشناس در خاروغ بادبادک‌ها انداختند.",
            "attack",
        ),
        // One of ours matches as well: of two that are as long the user's own stands.
        (
            "language = \"en\"\nkind = \"security_operation\"\npattern = \"opened fire\"",
            EN,
            "Gunmen opened fire in Khorog.",
            "security_operation",
        ),
    ];
    for (rule, language, text, kind) in cases {
        assert!(!told("", language, text).1.contains(&kind.to_owned()), "without: {text}");
        let (_, kinds, all) = told(&format!("[[trigger]]\n{rule}\n"), language, text);
        assert_eq!((kinds, all), (vec![kind.to_owned()], true), "{rule}: {text}");
    }
}

#[test]
fn a_rule_of_no_use_is_named_by_its_line_with_what_to_write_instead() {
    let trigger = |rest: &str| format!("[[trigger]]\nlanguage = \"en\"\n{rest}\n");
    let pattern = |pattern: &str| trigger(&format!("kind = \"attack\"\npattern = \"{pattern}\""));
    let cases = [
        (
            "[[alais]]\nname = \"A\"\n".to_owned(),
            ":1: unknown field `alais`, expected one of `place`",
        ),
        ("[[alias]]\nname = \"A\"\n".to_owned(), ":1: missing field `place`"),
        ("[[alias]]\nname = \"A\"\nplace = \"-\"\n".to_owned(), ":1: [[alias]]: say which place"),
        (
            "# two\n\n[[alias]]\nname = \"A\"\nplace = \"Atlantisgrad\"\n".to_owned(),
            ":3: no place is known as \"Atlantisgrad\"",
        ),
        ("[[never]]\nname = \" - \"\n".to_owned(), ":1: [[never]]: \" - \" is no name"),
        ("[[never]]\nname = 7\n".to_owned(), ":2: invalid type: integer `7`, expected a string"),
        (
            "[[never]]\nname = \"A\"\nlanguage = \"de\"\n".to_owned(),
            ":3: unknown variant `de`, expected one of",
        ),
        (
            "[[never]]\nname = \"A\"\npreceded_by = [\"*\"]\n".to_owned(),
            ":1: [[never]]: \"*\" has no word",
        ),
        (
            "[[use]]\nname = \"A\"\nuse = \"place\"\n".to_owned(),
            ":3: unknown variant `place`, expected one of `location`, `origin`",
        ),
        (
            "[[place]]\nname = \"A\"\nlat = 91\nlon = 70.0\n".to_owned(),
            ":1: [[place]] A: no position: \"91\", \"70\" (write degrees",
        ),
        ("[[place]]\nname = \"A\"\nlat = 37.0\n".to_owned(), ":1: [[place]] A: no position"),
        (
            "[[place]]\nname = \"A\"\nlat = nan\nlon = 1\n".to_owned(),
            ":1: [[place]] A: no position",
        ),
        ("[[place]]\nlat = 1\nlon = 1\n".to_owned(), ":1: [[place]]: give its name"),
        (
            "[[place]]\nname = \"A\"\nhight = 3\n".to_owned(),
            ":1: [[place]]: there is no \"hight\": there are name, lat",
        ),
        (
            "[[place]]\nname = \"A\"\nkind = \"castle\"\n".to_owned(),
            ":1: [[place]] A: no such kind: castle",
        ),
        (
            "[[place]]\nname = \"A\"\nprecision_m = -1\n".to_owned(),
            ":1: [[place]]: precision_m is how far off",
        ),
        ("name = \n".to_owned(), ":1: "),
        (
            "[[never]]\nname = \"Fort A\"\n[[alias]]\nname = \"FORT A\"\nplace = \"Khorog\"\n"
                .to_owned(),
            ":3: [[alias]] FORT A: by ",
        ),
        (
            trigger("kind = \"eclipse\"\npattern = \"sun\""),
            ":1: [[trigger]] sun: there is no kind \"eclipse\": there are abduction,",
        ),
        (
            trigger("kind = \"attack\"\npattern = \"a\"\nstatus = \"no\""),
            ":5: unknown variant `no`",
        ),
        (pattern(""), "pattern \"\" cannot be read: it asks for no word"),
        (pattern("guns||fire"), "pattern \"\" cannot be read"),
        (pattern("# _"), "it asks for no word"),
        (pattern("fired?"), "it asks for no word"),
        (pattern(".. fired"), "a gap stands between words"),
        (pattern("fired ..99 at"), "\"..99\" is no gap: write .. or ..1 to ..14"),
        (pattern("fired .. a .. b .. c .. d"), "it is too wide"),
        (pattern("@gunz fired"), "there is no set @gunz: there are @armed, "),
        (pattern("cross-border"), "\"cross-border\" is no word"),
        (pattern("f*re"), "\"f*re\" is no word"),
        (pattern("a//b"), "a form is empty"),
    ];
    for (rules, message) in cases {
        let (_folder, path) = file(&rules);
        let found = Rules::read(std::slice::from_ref(&path))
            .and_then(|rules| rules.gazetteer(Gazetteer::embedded(), &[], &[]));
        let error = found.err().unwrap_or_else(|| panic!("taken: {rules}")).to_string();
        assert!(error.contains(&format!("{}:", path.display())), "{error}: no file");
        assert!(error.contains(message), "{error}: not {message}");
    }
}

#[test]
fn a_file_that_is_none_or_too_large_is_refused() {
    let (_folder, path) = file("");
    fs::write(&path, "#".repeat((1 << 20) + 1)).unwrap();
    let error = Rules::read(std::slice::from_ref(&path)).err().unwrap().to_string();
    assert!(error.contains("is larger than 1048576 bytes"), "{error}");
    fs::write(&path, b"name = \"\xff\"").unwrap();
    let error = Rules::read(&[path]).err().unwrap().to_string();
    assert!(error.contains("is not UTF-8"), "{error}");
    let error = Rules::read(&["no/such.toml".into()]).err().unwrap().to_string();
    assert!(error.contains("cannot read no/such.toml"), "{error}");
}

#[test]
fn an_empty_file_of_rules_changes_nothing() {
    let (_folder, path) = file("");
    let rules = Rules::read(&[path]).unwrap();
    let gazetteer = rules.gazetteer(Gazetteer::embedded(), &[], &[]).unwrap();
    let region = Region::embedded("TJ-AF").unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reports");
    let options = ReadOptions::default();
    let survey = |gazetteer, rules| {
        let documents = read::path(&examples, &options).filter_map(Result::ok);
        pipeline::survey(&Atlas { gazetteer, region: &region, rules }, documents)
    };
    let without = survey(Gazetteer::embedded(), None);
    let with = survey(&gazetteer, Some(&rules));
    assert!(!without.records.is_empty());
    assert_eq!(with.records, without.records);
    assert_eq!(with.mentions, without.mentions);
}

const RULES: &str = r#"
[[place]]
name = "Zarbmaidon"
lat = 37.80
lon = 69.90
country = "TJ"
admin1 = "TJ-KT"
ru = ["Зарбмайдон"]
precision_m = 20000
source = "a report"

[[alias]]
name = "Fort Xanadu"
place = "Khorog"

[[never]]
name = "Gulistonak"

[[use]]
name = "Murghab"
use = "organisation"
followed_by = ["dairy"]

[[trigger]]
language = "en"
kind = "border_closure"
pattern = "padlock* ..2 turnstile*"

[[never]]
name = "Unmetville"
"#;

#[test]
fn rules_beside_the_reports_are_applied_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    let write = |name: &str, text: &str| fs::write(reports.join(name), text).unwrap();
    write(
        "a.txt",
        "Guards padlocked the old turnstiles near Fort Xanadu on 3 May 2024. Traders came from Gulistonak.",
    );
    write("b.txt", "Пост обстреляли в Зарбмайдоне. Это было утром.");
    write("c.txt", "Milk was sold in Murghab Dairy on Monday.");
    write("rules.toml", RULES);
    let told =
        "marz: rules: 5 of 6 applied; did nothing: reports/rules.toml:29 [[never]] Unmetville\n";

    let (status, text, errors) = run(&["map", "reports", "-o", "out"], folder.path());
    assert_eq!((status, errors.as_str()), (0, told), "{text}");
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let manifest: Value = serde_json::from_str(&read("manifest.json")).unwrap();
    let rules = &manifest["rules"];
    assert_eq!(rules["files"][0]["file"], "reports/rules.toml");
    assert_eq!(rules["files"][0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(rules["given"]["never"], 2);
    assert_eq!(rules["applied"]["never"], 1);
    assert_eq!(rules["applied"]["trigger"], 1);
    assert_eq!(rules["idle"][0], "reports/rules.toml:29 [[never]] Unmetville");
    assert!(read("incidents.csv").contains("border_closure"));
    let places = read("places.geojson");
    assert!(places.contains("Zarbmaidon") && places.contains("Khorog"), "{places}");
    let mentions = read("mentions.jsonl");
    assert!(mentions.contains("reports/rules.toml:19"), "{mentions}");
    assert!(!mentions.contains("Gulistonak"), "{mentions}");

    // The same on one thread, and from elsewhere.
    fs::rename(reports.join("rules.toml"), folder.path().join("rules.toml")).unwrap();
    let again = ["map", "reports", "-o", "again", "--rules", "rules.toml", "--threads", "1"];
    assert_eq!(run(&again, folder.path()).0, 0);
    let of_again = |name: &str| fs::read_to_string(folder.path().join("again").join(name)).unwrap();
    assert_eq!(of_again("incidents.csv"), read("incidents.csv"));
    assert_eq!(of_again("places.geojson"), places);

    let counted = ["mentions", "reports", "--by", "place", "--csv", "--rules", "rules.toml"];
    let (status, text, errors) = run(&counted, folder.path());
    assert!(status == 0 && text.contains("Zarbmaidon"), "{text}");
    // Nobody looked for incidents.
    assert!(
        errors.starts_with("marz: rules: 4 of 5 applied; did nothing: rules.toml:29"),
        "{errors}"
    );
    let explained = ["explain", "reports/a.txt", "--stage", "reports", "--rules", "rules.toml"];
    let (_, text, _) = run(&explained, folder.path());
    assert!(text.contains("rule   rules.toml:24"), "{text}");
}

#[test]
fn the_rules_of_the_readme_can_be_pasted() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let blocks = readme.split("```toml\n").skip(1);
    let blocks: Vec<&str> = blocks.map(|block| block.split("```").next().unwrap()).collect();
    let rules = blocks.iter().find(|block| block.contains("[[place]]")).unwrap();
    let (_folder, path) = file(rules);
    let rules = Rules::read(&[path]).unwrap();
    rules.gazetteer(Gazetteer::embedded(), &[], &[]).unwrap();
}

#[test]
fn no_text_makes_the_reading_of_rules_panic() {
    // No kind of that name: nothing is made of what is read.
    let rules = RULES.replace("border_closure", "eclipse");
    let whole = format!("{rules}[[place]]\nname = \"Ā\"\nnames = \"a|б|ب\"\n");
    for at in (0..whole.len()).filter(|at| whole.is_char_boundary(*at)).step_by(7) {
        for put in ["", "\"", "=", "[", "\u{202e}", "\u{0}", "é", "..", "*"] {
            let (_folder, path) = file(&format!("{}{put}{}", &whole[..at], &whole[at..]));
            if let Err(error) = Rules::read(std::slice::from_ref(&path)) {
                assert!(error.to_string().starts_with(&path.display().to_string()), "{error}");
            }
        }
    }
}
