//! A document as a row of tokens, as the rules read it.

use super::lexicon::{self, Entry, Set};
use crate::document::Document;
use crate::text::{Span, segment};

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// What the lexicon knows of it.
    pub(crate) entry: Entry,
    /// How it is written.
    pub(crate) shape: Shape,
    /// Which sentence it is in.
    pub(crate) sentence: u32,
}

impl Token {
    /// Whether it is in `set`.
    pub(crate) fn is(&self, set: Set) -> bool {
        self.entry.is(set)
    }

    /// Whether it is a word.
    pub(crate) fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Mark | Shape::Number)
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word in small letters.
    Lower,
    /// A word that begins with a capital.
    Capital,
    /// A word of capitals only, two or more.
    Upper,
    /// A word of a script without case.
    Plain,
    /// The `'s` of a possessive.
    Possessive,
    /// Begins with a digit.
    Number,
    /// Anything else but white space.
    Mark,
}

/// A document's tokens and sentences.
pub(crate) struct Reading<'d> {
    /// The text.
    pub(crate) text: &'d str,
    /// Its tokens, in order.
    pub(crate) tokens: Vec<Token>,
    /// For each sentence, its tokens.
    pub(crate) ranges: Vec<std::ops::Range<usize>>,
    /// For each sentence, whether nearly all its words are capitalised, as in a headline.
    pub(crate) headline: Vec<bool>,
}

impl<'d> Reading<'d> {
    /// Cuts `document` into tokens.
    pub(crate) fn of(document: &'d Document) -> Self {
        let text = document.text.as_str();
        let sentences = segment::sentences(text, document.language);
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut ranges = Vec::with_capacity(sentences.len());
        let mut headline = Vec::with_capacity(sentences.len());
        for (index, sentence) in sentences.iter().enumerate() {
            let first = tokens.len();
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            cut(text, *sentence, number, &mut tokens);
            ranges.push(first..tokens.len());
            headline.push(is_headline(&tokens[first..]));
        }
        Self { text, tokens, ranges, headline }
    }

    /// The tokens that `span` touches.
    pub(crate) fn tokens_of(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let mut last = first;
        while self.tokens.get(last).is_some_and(|token| token.span.start < span.end) {
            last += 1;
        }
        first..last
    }

    /// The stretch of text from the first to the last of some tokens.
    pub(crate) fn span(&self, tokens: &std::ops::Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The token at `index`, if it is in `sentence`.
    pub(crate) fn at(&self, index: usize, sentence: u32) -> Option<&Token> {
        self.tokens.get(index).filter(|token| token.sentence == sentence)
    }

    /// The text of the token at `index`.
    pub(crate) fn word(&self, index: usize) -> &'d str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the token at `index` is the mark `mark`.
    pub(crate) fn is_mark(&self, index: usize, mark: &[char]) -> bool {
        self.tokens.get(index).is_some_and(|token| {
            token.shape == Shape::Mark && token.span.of(self.text).starts_with(mark)
        })
    }

    /// Whether the token at `index` is the first word of its sentence.
    pub(crate) fn begins_sentence(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        let range = &self.ranges[token.sentence as usize];
        self.tokens[range.start..index].iter().all(|before| !before.is_word())
    }
}

/// Whether a sentence is written like a headline: at least three long words, more than four in five capitalised.
fn is_headline(tokens: &[Token]) -> bool {
    let long = |token: &&Token| token.is_word() && token.span.len() >= 4;
    let (mut all, mut capital) = (0, 0);
    for token in tokens.iter().filter(long) {
        all += 1;
        capital += usize::from(token.is_capital());
    }
    all >= 3 && capital * 5 > all * 4
}

fn cut(text: &str, sentence: Span, number: u32, tokens: &mut Vec<Token>) {
    let mut at = sentence.start;
    let mut push = |span: Span, shape: Shape| {
        let entry = match shape {
            Shape::Mark | Shape::Number | Shape::Possessive => Entry::default(),
            _ => lexicon::entry(span.of(text)),
        };
        tokens.push(Token { span, entry, shape, sentence: number });
    };
    let bytes = &text.as_bytes()[..sentence.end];
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        if let Some(end) = plain_end(bytes, at) {
            push(Span::new(at, end), plain_shape(&bytes[at..end]));
            at = end;
            continue;
        }
        let Some(letter) = text[at..sentence.end].chars().next() else { break };
        let next = at + letter.len_utf8();
        if letter.is_whitespace() {
            at = next;
            continue;
        }
        // The tatweel lengthens a word, or stands alone as a dash does.
        let dash = letter == '\u{640}'
            && !text[next..sentence.end].starts_with(|after: char| is_alphanumeric(after));
        if dash || !is_alphanumeric(letter) {
            push(Span::new(at, next), Shape::Mark);
            at = next;
            continue;
        }
        let end = word_end(text, Span::new(at, sentence.end));
        push(Span::new(at, end), shape_of(Span::new(at, end).of(text)));
        at = end;
        let rest = &text[at..sentence.end];
        if let Some(length) = possessive(rest) {
            push(Span::new(at, at + length), Shape::Possessive);
            at += length;
        }
    }
}

/// Where the word of ASCII letters and digits ends that begins at a byte; `None` if there is none, or it may go on
/// with anything else.
fn plain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = &bytes[start..];
    let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
    match rest.get(length) {
        Some(b'\'' | 0x80..) => None,
        Some(b'.') if length == 1 => None,
        _ => (length > 0).then_some(start + length),
    }
}

fn plain_shape(word: &[u8]) -> Shape {
    match word {
        [b'0'..=b'9', ..] => Shape::Number,
        [b'a'..=b'z', ..] => Shape::Lower,
        [_, rest @ ..] if rest.iter().any(u8::is_ascii_lowercase) => Shape::Capital,
        [_, rest @ ..] if rest.iter().any(u8::is_ascii_uppercase) => Shape::Upper,
        _ => Shape::Capital,
    }
}

/// Whether a word is made of a letter; the commonest need no table.
fn is_alphanumeric(letter: char) -> bool {
    match letter {
        ..'\u{80}' => letter.is_ascii_alphanumeric(),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{620}'..='\u{64a}' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// Where the word that begins at the start of `rest` ends. Full stops stay in `U.S.`, apostrophes in `Ma'ruf`.
fn word_end(text: &str, rest: Span) -> usize {
    let within = rest.of(text);
    let mut letters = within.char_indices().peekable();
    let (mut run, mut dotted) = (0, false);
    while let Some((at, letter)) = letters.next() {
        if is_alphanumeric(letter) || is_joiner(letter) {
            run += 1;
            continue;
        }
        let next = letters.peek().map(|(_, next)| *next);
        let goes_on = match letter {
            '\'' | '’' | 'ʼ' | '‘' => {
                next.is_some_and(char::is_alphabetic) && possessive(&within[at..]).is_none()
            }
            '.' if run == 1 && next.is_some_and(char::is_uppercase) => {
                dotted = true;
                true
            }
            '.' if run == 1 && dotted => return rest.start + at + 1,
            _ => false,
        };
        if !goes_on {
            return rest.start + at;
        }
        run = 0;
    }
    rest.end
}

/// The length of the possessive ending at the start of `rest`, if there is one.
fn possessive(rest: &str) -> Option<usize> {
    let mut letters = rest.chars();
    let mark = letters.next().filter(|letter| matches!(letter, '\'' | '’'))?;
    match (letters.next(), letters.next()) {
        (Some('s' | 'S'), after) if !after.is_some_and(char::is_alphanumeric) => {
            Some(mark.len_utf8() + 1)
        }
        _ => None,
    }
}

/// Marks that belong to the letter before: combining accents, Arabic vowels, the zero-width non-joiner.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}' | '\u{640}')
}

fn shape_of(word: &str) -> Shape {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return Shape::Mark };
    if matches!(first, 'а'..='я') {
        return Shape::Lower;
    }
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return if first.is_lowercase() { Shape::Lower } else { Shape::Plain };
    }
    let mut capitals = 1;
    for letter in letters {
        if letter.is_lowercase() {
            return Shape::Capital;
        }
        capitals += usize::from(letter.is_uppercase());
    }
    if capitals >= 2 { Shape::Upper } else { Shape::Capital }
}
