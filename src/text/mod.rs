//! Text as such: spans, folding, sentences, languages. Knows nothing of places.

pub mod fold;
mod language;
mod lately;
pub mod segment;
mod span;

pub use language::Language;
pub(crate) use lately::Lately;
pub use span::Span;
