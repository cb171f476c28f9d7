//! The surroundings that a rule asks for.

use crate::document::Document;
use crate::text::fold::{self, Folded};
use crate::text::{Language, Span, segment};
use std::cell::OnceCell;

/// How many words away a word of the same sentence may be; what has longer sentences is a list.
const FARTHEST: usize = 100;

/// Where a rule holds: in a language, beside some words. Of each list one is enough; of the lists all hold.
#[derive(Debug, Default)]
pub(super) struct When {
    pub(super) language: Option<Language>,
    /// Right before the name.
    pub(super) preceded_by: Vec<Words>,
    /// Right after it.
    pub(super) followed_by: Vec<Words>,
    /// Anywhere in its sentence.
    pub(super) sentence_has: Vec<Words>,
}

/// Some words in a row, folded; each with whether a word may go on behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words(Vec<(String, bool)>);

impl Words {
    /// Reads words between spaces; `stem*` is any word that begins so. `None` if there are none.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let mut words = Vec::new();
        for piece in written.split_whitespace() {
            let (piece, stem) =
                piece.strip_suffix('*').map_or((piece, false), |piece| (piece, true));
            let folded = fold::key(piece);
            let parts: Vec<&str> = folded.split(' ').filter(|part| !part.is_empty()).collect();
            let (last, others) = parts.split_last()?;
            words.extend(others.iter().map(|part| ((*part).to_owned(), false)));
            words.push(((*last).to_owned(), stem));
        }
        (!words.is_empty()).then_some(Self(words))
    }

    /// Whether these are they, in this order.
    fn are(&self, words: &[&str]) -> bool {
        self.0.len() == words.len()
            && self.0.iter().zip(words).all(|((form, stem), word)| {
                if *stem { word.starts_with(form.as_str()) } else { word == form }
            })
    }
}

/// A text in which surroundings are looked for.
pub(super) struct Surroundings<'d> {
    document: &'d Document,
    // Most rules ask for none.
    read: OnceCell<(Folded, Vec<Span>)>,
}

impl<'d> Surroundings<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document, read: OnceCell::new() }
    }

    /// The words of the sentence of `name` before it and after it, as far as anybody looks.
    fn around(&self, name: Span) -> [Vec<&str>; 2] {
        let Document { text, language, .. } = self.document;
        let (folded, sentences) =
            self.read.get_or_init(|| (fold::fold(text), segment::sentences(text, *language)));
        let row = sentences.partition_point(|sentence| sentence.end <= name.start);
        let sentence = sentences.get(row).copied().unwrap_or(name);
        let tokens = &folded.tokens;
        let first = tokens.partition_point(|token| token.span.start < sentence.start);
        let last = tokens.partition_point(|token| token.span.end <= sentence.end);
        let before = tokens.partition_point(|token| token.span.end <= name.start);
        let after = tokens.partition_point(|token| token.span.start < name.end);
        let words = |from: usize, to: usize| -> Vec<&str> {
            let found = tokens.get(from..to).unwrap_or(&[]).iter();
            found.map(|token| token.folded.of(&folded.text)).collect()
        };
        [
            words(first.max(before.saturating_sub(FARTHEST)), before),
            words(after, last.min(after + FARTHEST)),
        ]
    }
}

impl When {
    /// Whether it asks for nothing.
    pub(super) fn is_always(&self) -> bool {
        self.language.is_none() && self.is_everywhere()
    }

    fn is_everywhere(&self) -> bool {
        let lists = [&self.preceded_by, &self.followed_by, &self.sentence_has];
        lists.iter().all(|list| list.is_empty())
    }

    /// Whether it holds for the name at `span`.
    pub(super) fn holds(&self, around: &Surroundings<'_>, span: Span) -> bool {
        if self.language.is_some_and(|language| language != around.document.language) {
            return false;
        }
        if self.is_everywhere() {
            return true;
        }
        let [ahead, behind] = around.around(span);
        let any = |list: &[Words], holds: &dyn Fn(&Words) -> bool| {
            list.is_empty() || list.iter().any(holds)
        };
        any(&self.preceded_by, &|asked| {
            ahead.len().checked_sub(asked.0.len()).is_some_and(|from| asked.are(&ahead[from..]))
        }) && any(&self.followed_by, &|asked| {
            behind.get(..asked.0.len()).is_some_and(|words| asked.are(words))
        }) && any(&self.sentence_has, &|asked| {
            [&ahead, &behind].iter().any(|part| part.windows(asked.0.len()).any(|w| asked.are(w)))
        })
    }
}
