//! Where paragraphs, sentences and clauses begin and end.
//!
//! A sentence ends at a full stop (question mark, `؟`, ellipsis …) that is followed, after closing quotes and
//! brackets, by white space and something that may begin a sentence. The full stop of an abbreviation, of an
//! initial and of a number does not count. One pass, no look-back beyond the last word: linear in the text.
//!
//! Clauses are cut at semicolons, colons, dashes and the conjunctions of `geodata/lexicon/segmentation.tsv`.
//! They are what a negation or a `plans to` reaches, not what a grammarian would draw.

use super::{Language, Span};
use std::sync::LazyLock;

/// The paragraphs of a text, without the white space around them.
///
/// A blank line ends a paragraph. A single line break does too, unless the text is wrapped by hand: a line of
/// 45 to 100 letters that does not end a sentence goes on in the next.
///
/// ```
/// use marz::text::segment;
/// let text = "Headline\n\nThe first paragraph was wrapped by whoever typed it, in\nthe middle. \n";
/// let found: Vec<&str> = segment::paragraphs(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(found, [
///     "Headline", "The first paragraph was wrapped by whoever typed it, in\nthe middle.",
/// ]);
/// ```
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let here = trimmed(text, Span::new(at, at + line.len()));
        at += line.len();
        if here.is_empty() {
            found.extend(open.take());
            continue;
        }
        open = match open {
            Some(before) if wraps(before.of(text)) => Some(Span::new(before.start, here.end)),
            Some(before) => {
                found.push(before);
                Some(here)
            }
            None => Some(here),
        };
    }
    found.extend(open);
    found
}

/// Whether the last line of `paragraph` looks as if it had been broken in the middle of a sentence.
fn wraps(paragraph: &str) -> bool {
    let line = paragraph.rsplit('\n').next().unwrap_or(paragraph);
    let ends = line.trim_end_matches(is_closing).ends_with(is_terminator) || line.ends_with(':');
    // A letter has at most four bytes: a line may be a megabyte, and need not be counted.
    !ends && (45..=400).contains(&line.len()) && (45..=100).contains(&line.chars().count())
}

/// The sentences of a text, in order, without the white space between them.
///
/// ```
/// use marz::text::{Language, segment};
/// let text = "Gen. A. Sidorov spoke. “It is calm.” He left\u{a0}at 3.30 p.m. on Sept. 5.";
/// let found: Vec<&str> =
///     segment::sentences(text, Language::English).iter().map(|span| span.of(text)).collect();
/// assert_eq!(found, [
///     "Gen. A. Sidorov spoke.", "“It is calm.”", "He left\u{a0}at 3.30 p.m. on Sept. 5.",
/// ]);
/// ```
#[must_use]
pub fn sentences(text: &str, language: Language) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        cut_paragraph(text, paragraph, language, &mut found);
    }
    found
}

fn cut_paragraph(text: &str, paragraph: Span, language: Language, found: &mut Vec<Span>) {
    let words = Words::of(language);
    let mut begin = paragraph.start;
    let mut word = paragraph.start;
    // Where the marks and the words are looked for that are not yet seen.
    let (mut next, mut unseen) = (paragraph.start, paragraph.start);
    let bytes = &text.as_bytes()[..paragraph.end];
    while let Some(at) = mark_from(bytes, next) {
        let Some(letter) = text[at..paragraph.end].chars().next() else { break };
        if !is_terminator(letter) {
            next = at + letter.len_utf8();
            continue;
        }
        // A word keeps its inner full stops: `p.m` is one.
        word = last_word(text, Span::new(unseen, at)).unwrap_or(word);
        let mut letters = text[at + letter.len_utf8()..paragraph.end].char_indices().peekable();
        let row = at + letter.len_utf8();
        // A row of marks (`?!`, `...`) and the quotes and brackets after it belong to this sentence.
        let mut end = at + letter.len_utf8();
        while let Some(&(offset, mark)) = letters.peek() {
            if !is_terminator(mark) && !is_closing(mark) {
                break;
            }
            end = row + offset + mark.len_utf8();
            letters.next();
        }
        (next, unseen) = (end, end);
        let after = text.get(end..paragraph.end).unwrap_or("");
        let last = text.get(word..at).unwrap_or("");
        if ends_here(letter, last, after, words) {
            found.push(trimmed(text, Span::new(begin, end)));
            begin = end;
        }
        if after.starts_with(char::is_whitespace) || after.is_empty() {
            word = end;
        }
    }
    let rest = trimmed(text, Span::new(begin, paragraph.end));
    if !rest.is_empty() {
        found.push(rest);
    }
}

/// Where the next mark may be that ends sentences, from a byte on: one of [`is_terminator`] or what begins as it does.
fn mark_from(bytes: &[u8], mut at: usize) -> Option<usize> {
    // `…` is e2 80 a6, `؟` d8 9f, `۔` db 94: two bytes tell letters of Arabic script from marks.
    let ends = |at: usize| match bytes[at] {
        b'.' | b'!' | b'?' | 0xe2 => true,
        0xd8 => bytes.get(at + 1) == Some(&0x9f),
        0xdb => bytes.get(at + 1) == Some(&0x94),
        _ => false,
    };
    // Some bytes at once: no branch hangs on one of them.
    while let Some(some) = bytes.get(at..).and_then(<[u8]>::first_chunk::<32>) {
        let any = some.iter().fold(0, |any, &byte| {
            let ends = |mark: u8| u8::from(byte == mark);
            any | ends(b'.') | ends(b'!') | ends(b'?') | ends(0xe2) | ends(0x9f) | ends(0x94)
        });
        // The second byte of a mark may be the first of the next ones.
        if any != 0
            && let Some(found) = (at..at + some.len()).find(|at| ends(*at))
        {
            return Some(found);
        }
        let splits = some.last().is_some_and(|last| matches!(last, 0xd8 | 0xdb));
        at += some.len() - usize::from(splits);
    }
    (at..bytes.len()).find(|at| ends(*at))
}

/// Where the last word within a stretch begins: behind its last white space, quote or bracket.
fn last_word(text: &str, within: Span) -> Option<usize> {
    let parts = |letter: char| letter.is_whitespace() || is_closing(letter) || is_opening(letter);
    let mut letters = within.of(text).char_indices().rev();
    let (at, letter) = letters.find(|(_, letter)| parts(*letter))?;
    Some(within.start + at + letter.len_utf8())
}

/// Whether a mark ends a sentence, from the word before it and the text after it.
fn ends_here(mark: char, last: &str, after: &str, words: &Words) -> bool {
    let mut rest = after.chars();
    let Some(gap) = rest.next() else { return true };
    if !gap.is_whitespace() {
        // A lost space: `the centre.The next`. Not `Tj.usembassy.gov`, not `U.S.A`.
        let lower_before =
            last.chars().rev().take(3).filter(|letter| letter.is_lowercase()).count();
        return mark == '.'
            && gap.is_uppercase()
            && lower_before == 3
            && rest.next().is_some_and(char::is_lowercase);
    }
    let next = after.trim_start();
    let Some(first) = next.trim_start_matches(is_opening).chars().next() else { return true };
    if first.is_lowercase() {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let bare = last.trim_start_matches(|letter: char| is_opening(letter) || letter == '-');
    let initial = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
    if initial {
        return false;
    }
    if words.abbreviations.binary_search(&bare).is_ok() {
        return false;
    }
    if bare.contains('.') {
        // `U.S.`, `p.m.`: only before a word that rarely follows them in a sentence.
        let word = next.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
        return words.starters.binary_search(&word).is_ok();
    }
    true
}

/// The clauses of a sentence, in order; together they cover it but for white space and the marks between.
///
/// ```
/// use marz::text::{Language, Span, segment};
/// let text = "The clashes ended, but the post remains closed; nobody was hurt.";
/// let found: Vec<&str> = segment::clauses(text, Span::new(0, text.len()), Language::English)
///     .iter()
///     .map(|span| span.of(text))
///     .collect();
/// assert_eq!(found, [
///     "The clashes ended,", "but the post remains closed;", "nobody was hurt.",
/// ]);
/// ```
#[must_use]
pub fn clauses(text: &str, sentence: Span, language: Language) -> Vec<Span> {
    let words = Words::of(language);
    let within = sentence.of(text);
    let mut found = Vec::new();
    let mut begin = 0;
    let mut before = ' ';
    let (mut comma, mut in_word) = (false, false);
    // `While officials were silent, it is likely …`: the first comma ends the clause that opens the sentence.
    let opens = within.trim_start_matches(is_opening);
    let mut subordinate = words.clauses.iter().any(|word| begins_with_word(opens, word));
    for (at, letter) in within.char_indices() {
        let inside = is_alphanumeric(letter);
        let starts_word = inside && !in_word && before != '\'';
        in_word = inside;
        let after = &within[at + letter.len_utf8()..];
        if starts_word {
            let rest = &within[at..];
            let joins = |list: &[&str]| list.iter().any(|word| begins_with_word(rest, word));
            if (comma && joins(&words.clauses)) || joins(&words.clauses_anywhere) {
                push_clause(text, sentence, begin..at, &mut found);
                begin = at;
            }
            comma = false;
        } else if matches!(letter, ',' | '،') {
            comma = true;
        }
        let cut = match letter {
            ',' | '،' if subordinate => true,
            ';' | '؛' | '—' => true,
            ':' | '–' | '-' => {
                after.starts_with(char::is_whitespace) && (letter == ':' || before.is_whitespace())
            }
            _ => false,
        };
        if cut {
            subordinate = false;
            push_clause(text, sentence, begin..at + letter.len_utf8(), &mut found);
            begin = at + letter.len_utf8();
        }
        before = letter;
    }
    push_clause(text, sentence, begin..within.len(), &mut found);
    found
}

fn push_clause(text: &str, sentence: Span, range: std::ops::Range<usize>, found: &mut Vec<Span>) {
    let clause = trimmed(text, Span::new(sentence.start + range.start, sentence.start + range.end));
    if !clause.is_empty() {
        found.push(clause);
    }
}

/// Whether `rest` begins with `word` (in lower case) and the word ends there.
fn begins_with_word(rest: &str, word: &str) -> bool {
    let mut letters = rest.chars();
    for expected in word.chars() {
        match letters.next() {
            Some(letter) if letter == expected || letter.to_lowercase().eq([expected]) => {}
            _ => return false,
        }
    }
    !letters.next().is_some_and(is_alphanumeric)
}

/// Whether a letter is one of a word; the commonest need no table.
fn is_alphanumeric(letter: char) -> bool {
    let is_common = letter.is_ascii_alphanumeric()
        || matches!(letter, 'А'..='я' | 'ا'..='غ' | 'ف'..='و' | 'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی');
    is_common || !letter.is_ascii() && letter.is_alphanumeric()
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + inner.len() - inner.trim_start().len();
    Span::new(start, start + inner.trim().len())
}

fn is_terminator(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '؟' | '۔')
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '“')
}

fn is_opening(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '„')
}

/// The rows of `segmentation.tsv` for one language, sorted.
#[derive(Default)]
struct Words {
    abbreviations: Vec<&'static str>,
    starters: Vec<&'static str>,
    clauses: Vec<&'static str>,
    clauses_anywhere: Vec<&'static str>,
}

impl Words {
    fn of(language: Language) -> &'static Self {
        static TABLES: LazyLock<[Words; 4]> = LazyLock::new(|| {
            let mut tables: [Words; 4] = Default::default();
            for line in include_str!("../../geodata/lexicon/segmentation.tsv").lines() {
                let mut cells = line.split('\t');
                let (Some(set), Some(code), Some(list)) =
                    (cells.next(), cells.next(), cells.next())
                else {
                    continue;
                };
                let Some(language) = Language::from_code(code) else { continue };
                let table = &mut tables[language as usize];
                let words = match set {
                    "abbreviation" => &mut table.abbreviations,
                    "starter" => &mut table.starters,
                    "clause" => &mut table.clauses,
                    "clause_anywhere" => &mut table.clauses_anywhere,
                    _ => continue,
                };
                words.extend(list.split('|'));
                words.sort_unstable();
            }
            tables
        });
        &TABLES[language as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{is_terminator, mark_from};

    #[test]
    fn no_mark_is_passed_over_wherever_it_stands() {
        for mark in ['.', '!', '?', '…', '؟', '۔'] {
            assert!(is_terminator(mark));
            for filler in ["ا", "ی", "x", "п", "ؘی", "—"] {
                for before in 0..80 {
                    let text = format!("{}{mark}{filler}", filler.repeat(before));
                    let mut at = mark_from(text.as_bytes(), 0);
                    // A dash begins as an ellipsis does.
                    while let Some(dash) = at.filter(|at| text[*at..].starts_with('—')) {
                        at = mark_from(text.as_bytes(), dash + '—'.len_utf8());
                    }
                    assert_eq!(at, text.find(mark), "{text}");
                }
            }
        }
    }
}
