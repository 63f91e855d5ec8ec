//! Dial a phone menu before it exists.

pub mod source;
pub mod diagnostic;
mod document;
pub mod hours;
pub mod number;
pub mod moment;
pub mod plan;
pub mod call;
