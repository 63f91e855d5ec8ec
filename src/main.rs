//! The `ivrsim` program.

fn main() {}
