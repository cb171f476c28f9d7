//! The program: arguments in, library calls, exit status.

fn main() {}
