//! Text as such: spans, folding, sentences, languages. Knows nothing of places.

pub mod fold;
mod language;
pub mod segment;
mod span;

pub use language::Language;
pub use span::Span;
