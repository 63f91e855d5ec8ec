//! Dial a phone menu before it exists.

pub mod source;
pub mod diagnostic;
mod document;
pub mod hours;
pub mod number;
pub mod moment;
pub mod plan;
pub mod call;
pub mod find;
pub mod scenario;
pub mod runner;
pub mod report;
pub mod picture;
pub mod load;
pub mod save;
