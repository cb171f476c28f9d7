//! A stretch of a text.

use serde::Serialize;

/// A half-open range of bytes of a text: `start` inclusive, `end` exclusive.
///
/// Spans are always on character boundaries of the text they belong to.
///
/// # Examples
///
/// ```
/// use marz::text::Span;
///
/// let span = Span::new(3, 10);
/// assert_eq!(span.of("in Kunduz?"), "Kunduz?");
/// assert!(span.overlaps(Span::new(9, 12)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// Bytes before the first character.
    pub start: usize,
    /// Bytes before the first character that no longer belongs to it.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; empty if they are in the wrong order.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The stretch of `text`; empty where the span does not fit it.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Bytes in it.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of `other` lies within it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
