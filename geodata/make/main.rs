//! The generators of `geodata/`.

fn main() {}
