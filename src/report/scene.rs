//! A document as the stages of extraction read it: sentences, their words, cues, dates and numbers.

use super::attribution;
use super::dates::{self, Written};
use super::lexicon::Lexicon;
use super::mask::{self, Masks};
use super::place::{self, Spot};
use super::quantity::{self, Number};
use super::status::{self, Found};
use super::time::Published;
use super::tokens::{Token, tokens};
use crate::document::Document;
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::resolve::Located;
use crate::text::{Language, Span, segment};
use std::cell::OnceCell;

/// A sentence, read.
pub(crate) struct Sentence {
    pub span: Span,
    pub paragraph: Span,
    /// Without what is masked.
    pub tokens: Vec<Token>,
    pub language: Language,
    pub lexicon: &'static Lexicon,
    /// The year of publication.
    year: Option<i32>,
    // Most sentences tell of nothing, and nobody asks for these.
    cues: OnceCell<Vec<Found>>,
    dates: OnceCell<Vec<Written>>,
    numbers: OnceCell<Vec<Number>>,
    clauses: OnceCell<Vec<Span>>,
}

impl Sentence {
    /// Its words on what is real.
    pub(crate) fn cues(&self) -> &[Found] {
        self.cues.get_or_init(|| status::cues(self.lexicon, &self.tokens))
    }

    /// Its dates.
    pub(crate) fn dates(&self) -> &[Written] {
        self.dates.get_or_init(|| dates::dates(self.language, &self.tokens, self.year))
    }

    /// Its numbers, those of dates left out: `in June 2023 two guards` are not 2,025 guards.
    pub(crate) fn numbers(&self) -> &[Number] {
        self.numbers.get_or_init(|| {
            let mut all = Vec::new();
            let mut start = 0;
            let ends = self.dates().iter().map(|(from, to, _)| (*from, *to));
            for (end, next) in ends.chain([(self.tokens.len(), self.tokens.len())]) {
                if let Some(tokens) = self.tokens.get(start..end) {
                    let found = quantity::numbers(tokens).into_iter();
                    all.extend(found.map(|number| number.behind(start)));
                }
                start = next;
            }
            all
        })
    }
}

/// A document, read.
pub(crate) struct Page<'d> {
    pub document: &'d Document,
    pub lexicon: &'static Lexicon,
    pub published: Option<Published>,
    pub sentences: Vec<Sentence>,
    pub masks: Masks,
    pub spots: Vec<Spot>,
    /// All names of places, in order.
    pub located: &'d [Located],
}

impl<'d> Page<'d> {
    pub(crate) fn read(
        gazetteer: &Gazetteer,
        lexicon: &'static Lexicon,
        document: &'d Document,
        located: &'d [Located],
    ) -> Self {
        let (text, language) = (&document.text, document.language);
        let spans = segment::sentences(text, language);
        let spans: Vec<(Span, Vec<Token>)> =
            spans.into_iter().map(|span| (span, tokens(&lexicon.vocabulary, text, span))).collect();
        let masks = mask::of(lexicon, text, &spans);
        let published = document.source.published.as_ref().and_then(Published::of);
        let year = published.map(|on| i32::from(on.last.year()));
        let paragraphs = segment::paragraphs(text);
        let sentences: Vec<Sentence> = spans
            .into_iter()
            .map(|(span, mut words)| {
                words.retain(|word| !masks.silent.iter().any(|mask| mask.contains(word.span)));
                let row = paragraphs.partition_point(|paragraph| paragraph.end < span.end);
                let paragraph = paragraphs.get(row).copied().unwrap_or(span);
                Sentence {
                    span,
                    paragraph,
                    tokens: words,
                    language,
                    lexicon,
                    year,
                    cues: OnceCell::new(),
                    dates: OnceCell::new(),
                    numbers: OnceCell::new(),
                    clauses: OnceCell::new(),
                }
            })
            .collect();
        let mut spots = place::spots(gazetteer, located);
        spots.retain(|spot| !masks.silent.iter().any(|mask| mask.contains(spot.span)));
        let named = |one: &&Sentence| {
            let at = spots.partition_point(|spot| spot.span.end <= one.span.start);
            spots.get(at).is_some_and(|spot| spot.span.start < one.span.end)
        };
        let phrases: Vec<(bool, Span)> = sentences
            .iter()
            .filter(named)
            .flat_map(|one| attribution::phrases(lexicon, &one.tokens))
            .collect();
        let inside = |spot: &Spot, local: bool| {
            phrases.iter().any(|(of, phrase)| *of == local && phrase.contains(spot.span))
        };
        spots.retain(|spot| !inside(spot, false));
        for spot in &mut spots {
            spot.speaker = inside(spot, true);
        }
        Self { document, lexicon, published, sentences, masks, spots, located }
    }

    /// The clause that byte `at` of the sentence stands in.
    pub(crate) fn clause(&self, sentence: usize, at: usize) -> Span {
        let sentence = &self.sentences[sentence];
        let (text, language) = (&self.document.text, self.document.language);
        let clauses =
            sentence.clauses.get_or_init(|| segment::clauses(text, sentence.span, language));
        let found = clauses.iter().copied().find(|clause| clause.start <= at && at < clause.end);
        found.unwrap_or(sentence.span)
    }

    /// The places that the sentences before `sentence` speak of, and how many sentences ago.
    pub(crate) fn focus(
        &self,
        sentence: usize,
        pointed: &[(usize, PlaceId)],
    ) -> Vec<(usize, Option<PlaceId>)> {
        let mut found = Vec::new();
        for ago in 1..=3 {
            let Some(before) = sentence.checked_sub(ago) else { break };
            let span = self.sentences[before].span;
            let spots = self.spots.iter().filter(|spot| span.contains(spot.span));
            found.extend(spots.filter(|s| place::is_focus(s)).map(|spot| (ago, spot.place)));
            let by_anaphor = pointed.iter().filter(|(at, _)| *at == before);
            found.extend(by_anaphor.map(|(_, place)| (ago, Some(*place))));
        }
        found
    }
}
