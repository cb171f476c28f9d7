//! The dates of a sentence as they are written.

use super::calendar::solar_hijri;
use super::form::{Form, Part};
use super::quantity;
use super::tokens::{Sort, Token, folded};
use crate::text::Language;
use std::collections::BTreeMap;

/// A date of a sentence: first token, token after the last, form.
pub(crate) type Written = (usize, usize, Form);

/// The dates of a sentence. `published_year` turns `14 February last year` into a year.
pub(crate) fn dates(
    language: Language,
    tokens: &[Token],
    published_year: Option<i32>,
) -> Vec<Written> {
    let reader = Reader { tokens, language, published_year };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = &tokens[at];
        let known = !word.sense.times().is_empty() || word.sense.figure().is_some();
        // No date begins with any other word.
        if !known && !word.word.starts_with(|first: char| first.is_ascii_digit()) {
            at += 1;
            continue;
        }
        match reader.read(at) {
            Some((end, form)) => {
                let form = reader.bounded(at, end, form);
                found.push((at, end, form));
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

pub(super) struct Reader<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) language: Language,
    pub(super) published_year: Option<i32>,
}

impl Reader<'_> {
    fn read(&self, at: usize) -> Option<(usize, Form)> {
        self.numeric(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.hijri_month(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.part(at))
            .or_else(|| self.year(at))
    }

    pub(super) fn set(&self, at: usize, set: &str) -> Option<i64> {
        self.tokens
            .get(at)?
            .sense
            .times()
            .iter()
            .find(|(name, _)| *name == set)
            .map(|(_, value)| *value)
    }

    pub(super) fn is(&self, at: usize, set: &str) -> bool {
        self.set(at, set).is_some()
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.word)
    }

    /// A whole number within a range; `8th` is one too.
    fn whole(&self, at: usize, from: i32, to: i32) -> Option<i32> {
        let token = self.tokens.get(at)?;
        let digits: String = token.word.chars().take_while(char::is_ascii_digit).collect();
        let rest = &token.word[digits.len()..];
        let plain = token.sort == Sort::Number && rest.is_empty();
        let ordinal = matches!(rest, "st" | "nd" | "rd" | "th" | "го" | "уми" | "ум");
        // 2,026 is a number, 2026 may be a year.
        let as_written = token.span.len() == token.word.len() || !token.word.is_ascii();
        let persian = token.span.len() == 2 * digits.len();
        if !(plain || ordinal) || !(as_written || persian) {
            return None;
        }
        digits.parse().ok().filter(|value| (from..=to).contains(value))
    }

    fn day(&self, at: usize) -> Option<u8> {
        u8::try_from(self.whole(at, 1, 31)?).ok()
    }

    pub(super) fn year_at(&self, at: usize) -> Option<i32> {
        self.whole(at, 1800, 2100)
    }

    pub(super) fn month(&self, at: usize) -> Option<u8> {
        u8::try_from(self.set(at, "month")?).ok()
    }

    /// 2022-05-18 and 18.05.2022.
    fn numeric(&self, at: usize) -> Option<(usize, Form)> {
        let word = self.word(at);
        let parts: Vec<i32> = word.split('.').filter_map(|part| part.parse().ok()).collect();
        let form = |year: i32, month: i32, day: i32| {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
            fits.then_some(Form::Day { year: Some(year), month, day })
        };
        if let [day, month, year] = parts[..]
            && (1900..2100).contains(&year)
        {
            return Some((at + 1, form(year, month, day)?));
        }
        let (year, month, day) =
            (self.year_at(at)?, self.whole(at + 1, 1, 12)?, self.whole(at + 2, 1, 31)?);
        let joined = |n: usize| self.tokens[n].span.end + 1 == self.tokens[n + 1].span.start;
        let padded = self.word(at + 1).len() == 2 && self.word(at + 2).len() == 2;
        (padded && joined(at) && joined(at + 1)).then_some((at + 3, form(year, month, day)?))
    }

    /// 14 May 2022, 1–10 августа, с 28 июля по 2 августа, 8 Qaws 1402.
    fn day_month(&self, at: usize) -> Option<(usize, Form)> {
        let first = self.day(at)?;
        let mut next = at + 1;
        if self.is(next, "ordinal") {
            next += 1;
        }
        if let Some(month) = self.set(next, "hijri_month") {
            let (end, year) = self.hijri_year(next + 1);
            let month = u8::try_from(month).ok()?;
            let form = match year {
                // A day that the month has not.
                Some(year) => Form::On(solar_hijri(year, month, first)?),
                None => Form::Hijri { year, month, day: Some(first) },
            };
            return Some((end, form));
        }
        if let Some(month) = self.month(next) {
            let skip = next + 1;
            let last = if self.is(skip, "to") || self.word(skip) == "-" {
                self.day(skip + 1).zip(self.month(skip + 2))
            } else {
                None
            };
            if let Some((day, second)) = last {
                let (end, year) = self.year_after(skip + 3);
                return Some((end, Form::Days { year, from: (month, first), to: (second, day) }));
            }
            let (end, year) = self.year_after(skip);
            return Some((end, Form::Day { year, month, day: first }));
        }
        if self.is(next, "to") || self.word(next) == "-" {
            next += 1;
        }
        let last = self.day(next)?;
        let month = self.month(next + 1)?;
        let (end, year) = self.year_after(next + 2);
        Some((end, Form::Days { year, from: (month, first), to: (month, last) }))
    }

    /// A Solar Hijri year behind its month, and the token after it: `1402`, `سال ۱۴۰۲`, `last year`.
    fn hijri_year(&self, at: usize) -> (usize, Option<i32>) {
        let at = if matches!(self.word(at), "ماه" | "моҳи") { at + 1 } else { at };
        for skip in [at, at + 1] {
            if let Some(year) = self.whole(skip, 1300, 1500) {
                return (skip + 1, Some(year));
            }
        }
        let (end, year) = self.year_after(at);
        // Last year is told by the year of publication, whose Solar Hijri year began in March.
        (end, year.filter(|_| end > at).map(|year| year - 621))
    }

    /// A Solar Hijri month without a day: `جوزای ۱۴۰۲`.
    fn hijri_month(&self, at: usize) -> Option<(usize, Form)> {
        let month = u8::try_from(self.set(at, "hijri_month")?).ok()?;
        let (end, year) = self.hijri_year(at + 1);
        year.map(|year| (end, Form::Hijri { year: Some(year), month, day: None }))
    }

    /// July 7-9, May 14, 2022, November 2021, February 14 last year.
    fn month_first(&self, at: usize) -> Option<(usize, Form)> {
        let month = self.month(at)?;
        // `May` and `march` are verbs too; only English writes its months with a capital.
        if self.language == Language::English && !self.tokens[at].capital {
            return None;
        }
        let before = |set: &str| at > 0 && self.is(at - 1, set);
        if let Some(day) = self.day(at + 1)
            && self.language == Language::English
        {
            let mut next = at + 2;
            if self.word(next) == "-" || self.is(next, "to") {
                next += 1;
            }
            if let Some(last) = self.day(next).filter(|last| *last > day) {
                let (end, year) = self.year_after(next + 1);
                return Some((end, Form::Days { year, from: (month, day), to: (month, last) }));
            }
            if let Some(second) = self.month(next)
                && next > at + 2
                && let Some(last) = self.day(next + 1)
            {
                let (end, year) = self.year_after(next + 2);
                return Some((end, Form::Days { year, from: (month, day), to: (second, last) }));
            }
            let (end, year) = self.year_after(at + 2);
            return Some((end, Form::Day { year, month, day }));
        }
        let (end, year) = self.year_after(at + 1);
        let named = year.is_some()
            || ["in", "last", "this", "next", "from", "since"].iter().any(|set| before(set))
            || (at > 1 && self.is(at - 2, "early"))
            || (self.language == Language::Tajik && at > 0 && self.word(at - 1) == "моҳи")
            || (self.language == Language::Persian && at > 0 && self.word(at - 1) == "ماه");
        named.then_some((end, Form::Month { year, month }))
    }

    /// A year after a date, and the token after it: `, 2022`, `2022 года`, `last year`.
    pub(super) fn year_after(&self, at: usize) -> (usize, Option<i32>) {
        let mut next = at;
        if matches!(self.word(next), "," | "of") || self.is(next, "year_word") {
            next += 1;
        }
        if let Some(year) = self.year_at(next) {
            let end = if self.is(next + 1, "year_word") { next + 2 } else { next + 1 };
            return (end, Some(year));
        }
        let year = |at| self.set(at, "unit") == Some(365);
        for (set, away) in [("last", -1), ("this", 0), ("next", 1)] {
            let told = (self.is(at, set) && year(at + 1)) || (year(at) && self.is(at + 1, set));
            if told && let Some(published) = self.published_year {
                return (at + 2, Some(published + away));
            }
        }
        (at, None)
    }

    /// Three days ago, ten months since, two weeks after.
    fn counted(&self, at: usize) -> Option<(usize, Form)> {
        let (count, unit_at) = match quantity::small(self.tokens, at) {
            Some((count, end)) => (count, end),
            None => (1, at),
        };
        let unit = self.set(unit_at, "unit")?;
        if self.is(unit_at + 1, "ago") {
            return Some((unit_at + 2, Form::Ago { count, unit }));
        }
        if unit_at > at && self.is(unit_at + 1, "after") {
            let since = self.language == Language::English && self.is(unit_at + 1, "since");
            let form = if since { Form::Ago { count, unit } } else { Form::After { count, unit } };
            return Some((unit_at + 2, form));
        }
        None
    }

    /// Early July, the end of June, late 2021.
    fn part(&self, at: usize) -> Option<(usize, Form)> {
        let part = [("early", Part::Early), ("mid", Part::Mid), ("late", Part::Late)]
            .into_iter()
            .find_map(|(set, part)| self.is(at, set).then_some(part))?;
        let next = if self.word(at + 1) == "of" { at + 2 } else { at + 1 };
        let next = if matches!(self.word(next), "моҳи" | "ماه") { next + 1 } else { next };
        if let Some(month) = self.month(next) {
            let (end, year) = self.year_after(next + 1);
            return Some((end, Form::PartOfMonth { year, month, part }));
        }
        let year = self.year_at(next).map(|year| (next + 1, year));
        let year = year.or_else(|| Some((next + 2, self.year_at(next + 1)?)));
        year.map(|(end, year)| (end, Form::PartOfYear(year, part)))
    }

    /// In 2017, since 2016, 2026-2027, в 2023 году, соли 2023.
    fn year(&self, at: usize) -> Option<(usize, Form)> {
        let year = self.year_at(at)?;
        let last = if self.word(at + 1) == "-" { at + 2 } else { at + 1 };
        if let Some(second) = self.year_at(last).filter(|second| *second > year) {
            return Some((last + 1, Form::Years(year, second)));
        }
        let before = |set: &str| at > 0 && self.is(at - 1, set);
        let end = if self.is(at + 1, "year_word") { at + 2 } else { at + 1 };
        // `аз соли 2019`, `از سال ۲۰۱۹`, but not `پیش از سال ۲۰۱۹`.
        let earlier = |back: usize, set: &str| {
            at.checked_sub(back).is_some_and(|before| self.is(before, set))
        };
        if before("year_word")
            && earlier(2, "since")
            && !["ago", "after"].iter().any(|set| earlier(3, set))
        {
            return Some((end, Form::SinceYear(year)));
        }
        if before("since") && self.language != Language::Persian {
            let followed = self.is(at + 1, "year_word") || self.language == Language::English;
            return followed.then_some((end, Form::SinceYear(year)));
        }
        (before("in") || before("year_word") || self.is(at + 1, "year_word"))
            .then_some((end, Form::Year(year)))
    }
}

/// What the words of dates of a language are, folded.
pub(crate) fn table(language: Language) -> BTreeMap<String, Vec<(&'static str, i64)>> {
    let mut table: BTreeMap<String, Vec<(&'static str, i64)>> = BTreeMap::new();
    for line in include_str!("../../geodata/lexicon/time.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(set), Some(value), Some(code), Some(list)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        if Language::from_code(code) != Some(language) {
            continue;
        }
        for word in list.split('|') {
            table.entry(folded(word)).or_default().push((set, value.parse().unwrap_or(0)));
        }
    }
    table
}
