//! Dial a phone menu before it exists.

pub mod diagnostic;
pub mod hours;
pub mod number;
pub mod source;
