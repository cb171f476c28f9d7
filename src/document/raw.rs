//! From bytes of a document's text to the raw file, in bytes and in Unicode code points.

use super::Document;
use crate::text::Span;

/// A stretch of the raw file: half-open, in bytes and in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawSpan {
    /// Its bytes.
    pub bytes: Span,
    /// Its code points: what Python, Java's `codePoints` and most databases count in.
    pub points: Span,
}

/// Turns spans of one document into places of its raw file.
///
/// Made once for a document, in one pass over its text; a look-up then reads at most 128 bytes.
#[derive(Debug, Clone)]
pub struct RawIndex<'d> {
    document: &'d Document,
    /// Code points of the text before each 128th byte.
    points: Vec<usize>,
}

/// Bytes from one counted place to the next: a look-up counts half of them, the table takes a sixteenth of the text.
const STEP: usize = 128;

impl<'d> RawIndex<'d> {
    /// The index of `document`.
    ///
    /// # Examples
    ///
    /// ```
    /// use marz::document::{Document, Offsets, RawIndex, Source};
    /// use marz::text::{Language, Span};
    ///
    /// let document = Document {
    ///     id: "a".into(),
    ///     text: "Пост в Хороге".into(),
    ///     language: Language::Russian,
    ///     source: Source::default(),
    ///     offsets: Offsets::default(),
    /// };
    /// let raw = RawIndex::new(&document).span(Span::new(12, 24));
    /// assert_eq!(raw.bytes, Span::new(12, 24));
    /// assert_eq!(raw.points, Span::new(7, 13));
    /// ```
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        let (mut points, mut count) = (Vec::new(), 0);
        for chunk in document.text.as_bytes().chunks(STEP) {
            points.push(count);
            count += starts(chunk);
        }
        points.push(count);
        Self { document, points }
    }

    /// Where `span` of the text stands in the raw file.
    #[must_use]
    pub fn span(&self, span: Span) -> RawSpan {
        let start = self.place(span.start, span.start);
        // The end belongs to the stretch of the last byte: what follows may stand far from it.
        let end = self.place(span.end, span.end.saturating_sub(1).max(span.start));
        RawSpan { bytes: Span::new(start.0, end.0), points: Span::new(start.1, end.1) }
    }

    /// The raw byte and code point of byte `at` of the text, by the stretch that `within` lies in.
    fn place(&self, at: usize, within: usize) -> (usize, usize) {
        let stretches = &self.document.offsets.stretches;
        let stretch = stretches.partition_point(|stretch| stretch[0] <= within).checked_sub(1);
        let [text, byte, point] = stretch.map_or([0, 0, 0], |n| stretches[n]);
        (byte + (at - text.min(at)), point + self.count(at).saturating_sub(self.count(text)))
    }

    /// Code points before byte `at` of the text.
    fn count(&self, at: usize) -> usize {
        let bytes = self.document.text.as_bytes();
        let at = at.min(bytes.len());
        self.points[at / STEP] + starts(&bytes[at - at % STEP..at])
    }
}

/// How many characters start in `bytes`.
fn starts(bytes: &[u8]) -> usize {
    // 10xxxxxx continues a character of UTF-8.
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}
