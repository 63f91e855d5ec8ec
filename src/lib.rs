//! Dial a phone menu before it exists.

pub mod hours;
pub mod number;
