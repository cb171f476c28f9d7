//! Numbers as texts give them: `3`, `at least twelve`, `several hundred`, `20-30`, `$1.1 million`, `ده‌ها`.
//!
//! The words stand in `geodata/lexicon/numbers.tsv`. Vague words follow the convention of conflict data sets
//! (tens = 10, dozens = 12, hundreds = 100; ACLED codebook): that is the least they mean, the most is open.

use super::tokens::{Sort, Token, folded};
use crate::text::{Language, Span};
use serde::Serialize;
use std::collections::BTreeMap;

/// A number as the text gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The words.
    pub text: String,
    /// The least it can mean.
    pub low: Option<f64>,
    /// The likeliest.
    pub best: Option<f64>,
    /// The most it can mean.
    pub high: Option<f64>,
    /// What is counted: `people`, `kg`, `USD`, `km`.
    pub unit: String,
}

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// First token and the one after the last.
    pub tokens: (usize, usize),
    pub low: Option<f64>,
    pub best: Option<f64>,
    pub high: Option<f64>,
    /// ISO 4217 code of a sum of money, or `%`.
    pub unit: Option<String>,
    /// Whether a word makes it inexact.
    pub vague: bool,
}

impl Number {
    /// It in a sentence whose tokens it was read from begin with token `start`.
    pub(crate) fn behind(mut self, start: usize) -> Self {
        self.tokens = (self.tokens.0 + start, self.tokens.1 + start);
        self
    }

    /// It as a figure of `text`.
    pub(crate) fn figure(&self, text: &str, tokens: &[Token], unit: &str) -> Figure {
        let span = Span::new(tokens[self.tokens.0].span.start, tokens[self.tokens.1 - 1].span.end);
        Figure {
            text: span.of(text).to_owned(),
            low: self.low,
            best: self.best,
            high: self.high,
            unit: self.unit.clone().unwrap_or_else(|| unit.to_owned()),
        }
    }
}

/// What a word of the table is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Word {
    Value(f64),
    /// A power of ten that multiplies what stands before it.
    Scale(f64),
    /// The least that a vague word means: dozens.
    Vague(f64),
    AtLeast,
    AtMost,
    About,
    Range,
    /// What follows is the least of a range.
    Between,
    /// Joins the ends of a range that a word before them announced: between ten and fifteen.
    And,
    Money(String),
    Percent,
    /// What follows is the name of a thing, no count: Article, No.
    Label,
}

/// The numbers of a sentence, left to right.
pub(crate) fn numbers(tokens: &[Token]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match number(tokens, at) {
            Some(number) => {
                at = number.tokens.1.max(at + 1);
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

#[allow(clippy::float_cmp, reason = "both come from the same table")]
fn number(tokens: &[Token], begin: usize) -> Option<Number> {
    let word = |at: usize| tokens.get(at).and_then(|token| token.sense.figure());
    let mut at = begin;
    let (mut least, mut most, mut about, mut unit) = (false, false, false, None);
    let mut between = false;
    loop {
        match word(at) {
            Some(Word::AtLeast) => least = true,
            Some(Word::AtMost) => most = true,
            Some(Word::About) => about = true,
            Some(Word::Between) => between = true,
            Some(Word::Money(code)) => unit = Some(code.clone()),
            _ => break,
        }
        at += 1;
        if at > begin + 4 {
            return None;
        }
    }
    if begin > 0 && matches!(word(begin - 1), Some(Word::Label)) {
        return None;
    }
    let (mut low, mut vague, mut end) = value(tokens, at)?;
    let mut high = low;
    // 20-30, 20 to 30: the hyphen is no token, so two numbers side by side are a range too.
    let gap =
        matches!(word(end), Some(Word::Range)) || between && matches!(word(end), Some(Word::And));
    if let Some((second, second_vague, after)) = value(tokens, end + usize::from(gap))
        && (gap || (end < tokens.len() && tokens[end].sort == Sort::Number))
        && second > low
        && !second_vague
    {
        // Two to three thousand: the scale is said once.
        if second >= 1000.0 && low < 1000.0 && low * 1000.0 < second * 1.5 && gap {
            low *= 1000.0;
        }
        high = second;
        end = after;
    }
    if unit.is_none() {
        match word(end) {
            Some(Word::Money(code)) => {
                unit = Some(code.clone());
                end += 1;
            }
            Some(Word::Percent) => {
                unit = Some("%".to_owned());
                end += 1;
            }
            _ => {}
        }
    }
    vague |= about;
    let (low_, best, high_) = match (least || (vague && low == high && !about), most) {
        (true, _) => (Some(low), Some(low), None),
        (_, true) => (None, Some(high), Some(high)),
        _ => (Some(low), (low == high).then_some(low), Some(high)),
    };
    let vague = vague || least || most || low < high;
    Some(Number { tokens: (begin, end), low: low_, best, high: high_, unit, vague })
}

/// A value, whether it is vague, and the token after it.
fn value(tokens: &[Token], at: usize) -> Option<(f64, bool, usize)> {
    let token = tokens.get(at)?;
    let (mut total, mut current, mut vague, mut end) = (0.0, 0.0, false, at);
    if token.sort == Sort::Number {
        current = token.word.parse::<f64>().ok()?;
        end += 1;
        // 20 000 in groups of three.
        while let Some(next) = tokens.get(end)
            && next.sort == Sort::Number
            && next.word.len() == 3
            && !next.word.contains('.')
            && tokens[end - 1].span.end + 2 >= next.span.start
            && current < 1e9
            && current.fract() == 0.0
            && tokens[at].word.len() <= 3
        {
            current = current * 1000.0 + next.word.parse::<f64>().ok()?;
            end += 1;
        }
    }
    loop {
        match tokens.get(end).and_then(|token| token.sense.figure()) {
            Some(Word::Value(more)) if end == at || current % 100.0 == 0.0 || current >= 20.0 => {
                current += more;
            }
            Some(Word::Scale(scale)) if end > at => {
                let scaled = if current == 0.0 { *scale } else { current * scale };
                if *scale >= 1000.0 {
                    total += scaled;
                    current = 0.0;
                } else {
                    current = scaled;
                }
            }
            Some(Word::Scale(scale)) if *scale >= 100.0 => current = *scale,
            Some(Word::Vague(least)) => {
                vague = true;
                // Several hundred: the next word scales it.
                current = if current == 0.0 { *least } else { current * least };
            }
            _ => break,
        }
        end += 1;
        if end > at + 8 {
            break;
        }
    }
    (end > at).then_some((total + current, vague, end))
}

/// The words of numbers of a language, folded.
pub(crate) fn table(language: Language) -> BTreeMap<String, Word> {
    let mut table = BTreeMap::new();
    for line in include_str!("../../geodata/lexicon/numbers.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(code), Some(sort), Some(value), Some(list)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        if code != "all" && code != language.code() {
            continue;
        }
        let amount = value.parse::<f64>().unwrap_or(0.0);
        let word = match sort {
            "value" => Word::Value(amount),
            "scale" => Word::Scale(amount),
            "vague" => Word::Vague(amount),
            "at_least" => Word::AtLeast,
            "at_most" => Word::AtMost,
            "about" => Word::About,
            "range" => Word::Range,
            "between" => Word::Between,
            "and" => Word::And,
            "money" => Word::Money(value.to_owned()),
            "percent" => Word::Percent,
            "label" => Word::Label,
            _ => continue,
        };
        table.extend(list.split('|').map(|form| (folded(form.trim()), word.clone())));
    }
    table
}

/// A small whole number that begins at token `at`, and the token after it: for `three days ago`.
pub(crate) fn small(tokens: &[Token], at: usize) -> Option<(i64, usize)> {
    let (number, vague, end) = value(tokens, at)?;
    let is_small = !vague && (1.0..=1000.0).contains(&number) && number.fract() == 0.0;
    #[allow(clippy::cast_possible_truncation, reason = "at most 1000")]
    let whole = is_small.then_some(number as i64);
    Some((whole?, end))
}
