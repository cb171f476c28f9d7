//! The tables of people's names and of Persian words, out of the downloaded packages.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use anyhow::Context;

use crate::archive::Downloads;
use crate::table::Table;

/// How many of the commonest American surnames are kept: four people in five have one of them.
const SURNAMES: usize = 20_000;
/// Share of the people, in per cent, from which on a given name is common: about a thousand names.
const COMMON: f64 = 0.02;

/// Writes both tables.
pub fn run(downloads: &Downloads) -> anyhow::Result<()> {
    names(downloads)?;
    words(downloads)
}

/// Given names and surnames, each with how common it is: 1 rare, 2, 3 very common.
fn names(downloads: &Downloads) -> anyhow::Result<()> {
    let sources = ["names", "russian_names", "persian_names"].map(|name| downloads.credit(name));
    let sources = sources.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let mut names: BTreeMap<(String, &str), u8> = BTreeMap::new();
    let mut add = |name: &str, kind, level: u8| {
        let kept = names.entry((name.to_lowercase(), kind)).or_default();
        *kept = level.max(*kept);
    };
    let census = |file: &str| member(downloads, "names", &format!("names-0.3.0/names/{file}"));
    for (row, line) in census("dist.all.last")?.lines().take(SURNAMES).enumerate() {
        let name = line.split_whitespace().next().context("a row without a name")?;
        add(name, "last", 3 - u8::from(row >= 1000) - u8::from(row >= 6000));
    }
    for file in ["dist.male.first", "dist.female.first"] {
        for line in census(file)?.lines() {
            let mut cells = line.split_whitespace();
            let name = cells.next().context("a row without a name")?;
            let share: f64 = cells.next().context("a row without a share")?.parse()?;
            add(name, "first", if share >= COMMON { 2 } else { 1 });
        }
    }
    let zip = downloads.member("russian_names", "russian_names/_data.zip")?;
    let mut base = String::new();
    zip::ZipArchive::new(Cursor::new(zip))?.by_name("base.txt")?.read_to_string(&mut base)?;
    // The package's rows: men's names (rare, common), patronymics, surnames; the same of women.
    let rows: Vec<&str> = base.lines().collect();
    for (row, level) in [(0, 1), (1, 2), (5, 1), (6, 2)] {
        for name in rows.get(row).context("too few rows")?.split_whitespace() {
            add(name, "first", level);
        }
    }
    for file in ["male_fa", "female_fa"] {
        let path = format!("persian_names/data/{file}.txt");
        for name in member(downloads, "persian_names", &path)?.lines().map(str::trim) {
            if !name.is_empty() {
                add(name, "first", 2);
            }
        }
    }
    let mut table = Table::new("people", &["name", "kind", "common"], &sources);
    for ((name, kind), level) in names {
        table.push([name, kind.to_owned(), level.to_string()]);
    }
    table.write("geodata/names/people.tsv")
}

/// Words of Persian that a dictionary has, with what they may be: `a` if an adjective or adverb, `n` if only a noun, `o` otherwise.
fn words(downloads: &Downloads) -> anyhow::Result<()> {
    let mut table = Table::new("people", &["word", "kind"], &[downloads.credit("hazm")?]);
    let text = member(downloads, "hazm", "hazm/data/words.dat")?;
    let mut words: BTreeMap<&str, &str> = BTreeMap::new();
    for line in text.lines() {
        let mut cells = line.split('\t');
        let (Some(word), Some(_), Some(tags)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        // Words of which the dictionary says nothing are names as often as not; so are those of two parts.
        if tags == "0" || word.contains('\u{200c}') {
            continue;
        }
        let has = |tag: &str| tags.split(',').any(|other| other == tag);
        let kind = match () {
            () if has("AJ") || has("ADV") => "a",
            () if has("N") => "n",
            () => "o",
        };
        words.insert(word, kind);
    }
    for (word, kind) in words {
        table.push([word.to_owned(), kind.to_owned()]);
    }
    table.write("geodata/hazm/words.tsv")
}

fn member(downloads: &Downloads, package: &str, path: &str) -> anyhow::Result<String> {
    String::from_utf8(downloads.member(package, path)?)
        .with_context(|| format!("{path} is not UTF-8"))
}
