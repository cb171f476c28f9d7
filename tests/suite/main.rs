//! The tests.

mod segment;
