//! Folding for the build script: the library's own, by its path.

pub use self::span::Span;

#[path = "../../src/text/fold.rs"]
#[allow(dead_code, reason = "the library uses more of it than the build script")]
pub mod fold;

mod span {
    /// What `fold` needs of the library's span.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Span {
        pub start: usize,
        pub end: usize,
    }

    impl Span {
        pub fn new(start: usize, end: usize) -> Self {
            Self { start, end: end.max(start) }
        }
    }
}
