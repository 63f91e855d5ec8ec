//! Dial a phone menu before it exists.

pub mod source;
pub mod diagnostic;
pub mod hours;
pub mod number;
pub mod moment;
