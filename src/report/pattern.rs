//! Patterns over the words of a sentence.
//!
//! A pattern is written as words between spaces; the tables of `geodata/lexicon/` hold them:
//!
//! | written | matches |
//! |---|---|
//! | `word` | the word, in any case |
//! | `stem*` | a word that begins so |
//! | `a/b*` | one of them |
//! | `#` | a number |
//! | `_` | any one word |
//! | `..` or `..7` | at most four (seven) words or commas |
//! | `word?` | the word, or nothing |
//! | `@set` | one of the words of a set of the same table |

use super::tokens::{self, Sort, Token};
use super::vocabulary::{self, Making, Sense, Table, Vocabulary};
use std::collections::HashMap;

/// A pattern over tokens.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
    /// The tests of which a word that it begins with passes one; `None` if it may begin with any.
    begins: Option<Vec<vocabulary::Test>>,
    /// The test that the word after any first one passes.
    second: Option<vocabulary::Test>,
}

#[derive(Debug, Clone, PartialEq)]
struct Part {
    test: Test,
    optional: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Test {
    Words(vocabulary::Test),
    Number,
    Any,
    Gap(usize),
}

/// Named sets of words, as a table declares them.
pub(crate) type Sets = HashMap<String, Vec<String>>;

impl Pattern {
    /// Reads a pattern as the tables write it.
    pub(crate) fn parse(written: &str, sets: &Sets, vocabulary: &Making) -> Self {
        let mut parts = Vec::new();
        for piece in written.split_whitespace() {
            let (piece, optional) = match piece.strip_suffix('?') {
                Some(rest) if !rest.is_empty() => (rest, true),
                _ => (piece, false),
            };
            let test = match piece {
                "#" => Test::Number,
                "_" => Test::Any,
                _ if piece.starts_with("..") => Test::Gap(piece[2..].parse().unwrap_or(4)),
                _ => Test::Words(vocabulary.test(forms(piece, sets))),
            };
            parts.push(Part { test, optional });
        }
        let begins = begins(&parts);
        let second = match parts[..] {
            [
                Part { test: Test::Any, optional: false },
                Part { test: Test::Words(test), optional: false },
                ..,
            ] => Some(test),
            _ => None,
        };
        Self { parts, begins, second }
    }

    /// What is wrong with a pattern that somebody wrote, and what to write instead.
    pub(crate) fn check(written: &str, sets: &Sets) -> Result<(), String> {
        /// What keeps the search for one occurrence short: gaps and choices multiply.
        const GAPS: usize = 3;
        const WIDEST: usize = 14;
        const PIECES: usize = 16;
        let pieces: Vec<&str> = written.split_whitespace().collect();
        let (mut gaps, mut asked) = (0, 0);
        for (at, whole) in pieces.iter().enumerate() {
            let (piece, optional) = match whole.strip_suffix('?') {
                Some(rest) if !rest.is_empty() => (rest, true),
                _ => (*whole, false),
            };
            if let Some(width) = piece.strip_prefix("..") {
                gaps += 1;
                let known = width.is_empty()
                    || width.parse::<usize>().is_ok_and(|width| (1..=WIDEST).contains(&width));
                if !known || optional {
                    return Err(format!("{whole:?} is no gap: write .. or ..1 to ..{WIDEST}"));
                }
                if at == 0 || at + 1 == pieces.len() {
                    return Err("a gap stands between words: begin and end with a word".to_owned());
                }
            } else if !matches!(piece, "#" | "_") {
                piece.split('/').try_for_each(|form| check_form(form, sets))?;
                asked += usize::from(!optional);
            }
            gaps += usize::from(optional);
        }
        if asked == 0 {
            return Err("it asks for no word, and would match anything: name one".to_owned());
        }
        if gaps > GAPS || pieces.len() > PIECES {
            return Err(format!(
                "it is too wide: at most {GAPS} gaps and optional words, and {PIECES} pieces in all"
            ));
        }
        Ok(())
    }

    /// The tokens it covers when it begins at `at`: the shortest stretch.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        if let (Some(tests), Some(token)) = (&self.begins, tokens.get(at))
            && !tests.iter().any(|test| token.sense.passes(*test))
        {
            return None;
        }
        matches_from(&self.parts, tokens, at)
    }

    fn begins_with_number(&self) -> bool {
        matches!(self.parts.first(), Some(Part { test: Test::Number, optional: false }))
    }

    /// Whether other words may stand between its own.
    pub(crate) fn has_gap(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.test, Test::Gap(_)))
    }

    /// Where it first stands in `tokens`.
    pub(crate) fn find(&self, tokens: &[Token]) -> Option<(usize, usize)> {
        (0..tokens.len()).find_map(|at| Some((at, self.at(tokens, at)?)))
    }
}

/// What is wrong with one of the forms that a piece names.
fn check_form(form: &str, sets: &Sets) -> Result<(), String> {
    if let Some(name) = form.strip_prefix('@') {
        if sets.contains_key(name) {
            return Ok(());
        }
        let mut known: Vec<&str> = sets.keys().map(String::as_str).collect();
        known.sort_unstable();
        return Err(format!("there is no set @{name}: there are @{}", known.join(", @")));
    }
    let stem = form.strip_suffix('*').unwrap_or(form);
    if stem.is_empty() {
        return Err("a form is empty: write a word, or stem* for all that begin so".to_owned());
    }
    if tokens::is_one(stem) {
        return Ok(());
    }
    Err(format!(
        "{form:?} is no word: write words as a text has them, parted by spaces; * stands at the end of a word only, \
         and a hyphen parts words"
    ))
}

fn forms(piece: &str, sets: &Sets) -> Vec<String> {
    let of = |word: &str| match word.strip_prefix('@') {
        Some(name) => sets.get(name).cloned().unwrap_or_default(),
        None => vec![word.to_owned()],
    };
    piece.split('/').flat_map(of).collect()
}

/// The tests that a word may pass that `parts` begin with.
fn begins(parts: &[Part]) -> Option<Vec<vocabulary::Test>> {
    let mut all = Vec::new();
    for part in parts {
        let Test::Words(test) = part.test else { return None };
        all.push(test);
        if !part.optional {
            return Some(all);
        }
    }
    None
}

fn matches_from(parts: &[Part], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    if let Test::Gap(most) = part.test {
        for skip in 0..=most {
            let crossed = tokens.get(at..at + skip)?.last();
            if crossed.is_some_and(|token| matches!(token.word.as_str(), ";" | ":" | "—")) {
                return None;
            }
            if let Some(end) = matches_from(rest, tokens, at + skip) {
                return Some(end);
            }
        }
        return None;
    }
    let here = tokens.get(at).is_some_and(|token| match part.test {
        Test::Words(test) => token.sense.passes(test),
        Test::Number => token.sort == Sort::Number,
        Test::Any => token.sort != Sort::Mark,
        Test::Gap(_) => false,
    });
    let taken = if here { matches_from(rest, tokens, at + 1) } else { None };
    taken.or_else(|| if part.optional { matches_from(rest, tokens, at) } else { None })
}

/// Rows of a table, by the words that their patterns may begin with: most words begin none.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    all: Vec<R>,
    table: Table,
    /// The rows that a word may begin, in their order.
    begun: BySense,
    /// The same of those that any word may begin, by the word after it.
    seconds: BySense,
    /// Those that a number begins.
    numbers: Vec<u16>,
}

/// For each row of a vocabulary some rows of a table.
#[derive(Debug, Default)]
struct BySense {
    starts: Vec<u32>,
    rows: Vec<u16>,
}

impl BySense {
    fn new(by_sense: Vec<Vec<u16>>) -> Self {
        let mut made = Self { starts: vec![0], rows: Vec::new() };
        for rows in by_sense {
            made.rows.extend(rows);
            made.starts.push(u32::try_from(made.rows.len()).unwrap_or(u32::MAX));
        }
        made
    }

    fn of(&self, sense: Sense) -> &[u16] {
        let row = sense.row();
        &self.rows[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}

/// A row that a pattern finds.
pub(crate) trait Found {
    /// Its pattern.
    fn pattern(&self) -> &Pattern;
}

impl Found for Pattern {
    fn pattern(&self) -> &Pattern {
        self
    }
}

impl<R: Found> Rows<R> {
    /// The rows of a table, of which the vocabulary takes note.
    pub(crate) fn new(table: Table, rows: Vec<R>, vocabulary: &mut Vocabulary) -> Self {
        let mut numbers = Vec::new();
        let mut by_sense: Vec<Vec<u16>> = vec![Vec::new(); vocabulary.len()];
        let mut by_second = by_sense.clone();
        let mut passing: HashMap<vocabulary::Test, Vec<usize>> = HashMap::new();
        let mut add = |to: &mut Vec<Vec<u16>>, test: vocabulary::Test, number: u16| {
            let senses = passing.entry(test).or_insert_with(|| vocabulary.passing(test).collect());
            for sense in senses {
                if to[*sense].last() != Some(&number) {
                    to[*sense].push(number);
                }
            }
        };
        for (number, row) in (0u16..).zip(&rows) {
            let pattern = row.pattern();
            match (&pattern.begins, pattern.second) {
                (Some(tests), _) => {
                    for test in tests {
                        add(&mut by_sense, *test, number);
                    }
                }
                (None, Some(test)) => add(&mut by_second, test, number),
                (None, None) if pattern.begins_with_number() => numbers.push(number),
                (None, None) => {
                    for begun in &mut by_sense {
                        begun.push(number);
                    }
                }
            }
        }
        for (lists, second) in [(&by_sense, false), (&by_second, true)] {
            for (row, _) in lists.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
                vocabulary.note(row, table, second);
            }
        }
        let (begun, seconds) = (BySense::new(by_sense), BySense::new(by_second));
        Self { all: rows, table, begun, seconds, numbers }
    }

    /// The rows that match at token `at`, in their order, each with the token after its last.
    pub(crate) fn at<'r, 't>(
        &'r self,
        tokens: &'t [Token],
        at: usize,
    ) -> impl Iterator<Item = (&'r R, usize)> + use<'r, 't, R> {
        let [mut begun, mut second, mut numbered] = self.begun_at(tokens, at);
        let merged = std::iter::from_fn(move || {
            // The lists have no row in common.
            let firsts = [begun.first(), second.first(), numbered.first()];
            let first = match firsts {
                [one, None, None] => *one?,
                _ => *firsts.into_iter().flatten().min()?,
            };
            for list in [&mut begun, &mut second, &mut numbered] {
                if let Some((_, rest)) = list.split_first().filter(|(one, _)| **one == first) {
                    *list = rest;
                    break;
                }
            }
            Some(usize::from(first))
        });
        merged.filter_map(move |row| {
            let row = &self.all[row];
            Some((row, matches_from(&row.pattern().parts, tokens, at)?))
        })
    }

    /// The rows that may begin at token `at`: by its word, by the word behind it, because it is a number.
    fn begun_at(&self, tokens: &[Token], at: usize) -> [&[u16]; 3] {
        let Some(token) = tokens.get(at) else { return [&[]; 3] };
        let begun =
            if token.sense.begins(self.table) { self.begun.of(token.sense) } else { &[][..] };
        let next = tokens.get(at + 1).filter(|next| next.sense.is_second(self.table));
        let second = next.map_or(&[][..], |next| self.seconds.of(next.sense));
        let numbered = if token.sort == Sort::Number { &self.numbers[..] } else { &[] };
        [begun, second, numbered]
    }

    /// All matches: row, first token, token after the last.
    pub(crate) fn find_all<'r>(&'r self, tokens: &[Token]) -> Vec<(&'r R, usize, usize)> {
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            found.extend(self.at(tokens, at).map(|(row, end)| (row, at, end)));
        }
        found
    }

    /// All rows.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, R> {
        self.all.iter()
    }
}
