//! Dates that are told from another: from the day of publication, from a day told before, from a start to an end.

use super::dates::Reader;
use super::form::Form;
use super::quantity;
use super::tokens::Sort;
use crate::text::Language;

impl Reader<'_> {
    /// Last November, this month, прошлой весной, моҳи гузашта; today; on Friday; recently.
    pub(super) fn relative(&self, at: usize) -> Option<(usize, Form)> {
        if let Some(away) = self.set(at, "day") {
            // The day before yesterday.
            let before = at > 1 && self.is(at - 1, "before") && self.set(at - 2, "unit") == Some(1);
            return Some((at + 1, Form::DayAway(away - i64::from(before))));
        }
        if let Some(weekend) = self.weekend(at) {
            return Some(weekend);
        }
        if self.is(at, "overnight") {
            return Some((at + 1, Form::Overnight));
        }
        // `سه شنبه` is written in two words too: the third day after Saturday.
        if let Some((count @ 1..=5, end)) = quantity::small(self.tokens, at)
            && let Some(day) = self.set(end, "weekday_counted")
        {
            return Some((end + 1, Form::Weekday(u8::try_from((day + count - 1) % 7 + 1).ok()?)));
        }
        // `Рӯзи душанбе` is a Monday, `Душанбе` a city.
        if self.set(at, "unit") == Some(1)
            && let Some(day) = self.set(at + 1, "weekday_after_day")
        {
            return Some((at + 2, Form::Weekday(u8::try_from(day).ok()?)));
        }
        if self.is(at, "now") {
            return Some((at + 1, Form::Now));
        }
        if self.is(at, "recent") {
            return Some((at + 1, Form::Recent));
        }
        if let Some(start) = self.start(at) {
            return Some(start);
        }
        for (set, days) in [("same", 0), ("following", 1)] {
            for (direction, thing) in [(at, at + 1), (at + 1, at)] {
                if self.is(direction, set) && self.set(thing, "unit") == Some(1) {
                    return Some((at + 2, Form::Later(days)));
                }
            }
        }
        if let Some(form) = self.then(at) {
            return Some(form);
        }
        for (set, away) in [("last", -1i64), ("this", 0), ("next", 1)] {
            for (direction, thing) in [(at, at + 1), (at + 1, at)] {
                if !self.is(direction, set) {
                    continue;
                }
                let end = at + 2;
                if let Some(month) = self.month(thing) {
                    return Some((end, Form::Month { year: None, month }));
                }
                if let Some(unit) = self.set(thing, "unit") {
                    let first = self.first_weekday();
                    let week = unit == 7;
                    let form = if week {
                        Form::Week { away, first }
                    } else {
                        Form::UnitAway { unit, away }
                    };
                    return Some((end, form));
                }
                if let Some(weekday) =
                    self.set(thing, "weekday").and_then(|day| u8::try_from(day).ok())
                {
                    let form = match away {
                        0 => Form::Weekday(weekday),
                        _ => Form::WeekdayAway { weekday, next: away > 0 },
                    };
                    return Some((end, form));
                }
                if let Some(season) = self.set(thing, "season") {
                    let year = self
                        .published_year
                        .map(|year| year + i32::from(away > 0) - i32::from(away < 0));
                    return Some((end, Form::Season { year, season: u8::try_from(season).ok()? }));
                }
            }
        }
        if let Some(day) = self.set(at, "weekday") {
            return Some((at + 1, Form::Weekday(u8::try_from(day).ok()?)));
        }
        let season = self.set(at, "season")?;
        let (end, year) = self.year_after(at + 1);
        let year = year.or_else(|| self.year_at(at + 2).filter(|_| self.is(at + 1, "in")));
        let end = if year.is_some() { end.max(at + 2) } else { end };
        // `fall` is a verb and `spring` a source: only with its year.
        let season = u8::try_from(season).ok()?;
        year.map(|year| (end, Form::Season { year: Some(year), season }))
    }

    /// The weekend, last weekend, минувшие выходные.
    fn weekend(&self, at: usize) -> Option<(usize, Form)> {
        let next = if self.is(at, "last") { at + 1 } else { at };
        self.is(next, "weekend").then_some((next + 1, Form::Weekend))
    }

    /// `At that time`, `тогда`.
    fn then(&self, at: usize) -> Option<(usize, Form)> {
        if self.is(at, "then") {
            return Some((at + 1, Form::Then));
        }
        (self.is(at, "same") && self.is(at + 1, "moment")).then_some((at + 2, Form::Then))
    }

    /// The start of the year, `начало текущего месяца`: with `since` before it.
    fn start(&self, at: usize) -> Option<(usize, Form)> {
        if !self.is(at, "early") || !self.is_since(at) {
            return None;
        }
        let mut next = at + 1;
        while ["of", "the"].contains(&self.word(next)) || self.is(next, "this") {
            next += 1;
        }
        let unit = self.set(next, "unit").filter(|unit| *unit > 1)?;
        // `Since the start of the year 2024`, `с начала 2024 года` name theirs.
        if self.year_at(next + 1).is_some() {
            return None;
        }
        let end = if self.is(next + 1, "this") { next + 2 } else { next + 1 };
        Some((end, Form::SinceStart(unit)))
    }

    /// Whether `since`, with an article at most, stands before token `at`.
    fn is_since(&self, at: usize) -> bool {
        let back = if at > 0 && self.word(at - 1) == "the" { 2 } else { 1 };
        at.checked_sub(back).is_some_and(|before| self.is(before, "since_only"))
    }

    /// `form`, read from `at` to `end`, as the beginning or the end of a stretch if the words beside it say so.
    pub(super) fn bounded(&self, at: usize, end: usize, form: Form) -> Form {
        let is_point = matches!(
            form,
            Form::Day { .. } | Form::Month { .. } | Form::PartOfMonth { .. } | Form::Weekday(_)
        );
        // `с 5 по 10` is no beginning without an end.
        let is_start = is_point && !(self.is(end, "to") && self.is_number(end + 1));
        // What goes on since then says so behind the date in Tajik and Persian.
        let goes_on = (end..end + 4).any(|next| self.is(next, "since_end"));
        let before =
            |set: &str| (1..=2).any(|back| at.checked_sub(back).is_some_and(|b| self.is(b, set)));
        if is_start && (self.is_since(at) || goes_on && before("from")) {
            return Form::Since(Box::new(form));
        }
        let until = before("until_only");
        if is_point && until { Form::Until(Box::new(form)) } else { form }
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.sort == Sort::Number)
    }

    /// The weekday that weeks begin with where the language is spoken (CLDR: Saturday in Afghanistan and Iran).
    fn first_weekday(&self) -> i64 {
        if self.language == Language::Persian { 6 } else { 1 }
    }
}
