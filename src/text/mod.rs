//! Text as such: spans, folding, sentences, languages. Knows nothing of places.

mod language;
mod span;

pub use language::Language;
pub use span::Span;
