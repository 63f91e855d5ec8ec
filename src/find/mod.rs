//! Who handles a request: a search over names and topics in people's words, and the way there by phone.
//!
//! [`search`] ranks; it forgives typing errors and word endings. [`first_way`] tells which number to dial and which keys to
//! press, by making the calls on the engine, so that what it tells works at the moment that it names.

mod named;
mod rank;
mod reach;
mod words;

pub use named::{NameError, line, number, schedules};
pub use rank::{Hit, Subject, search};
pub use reach::{First, Steps, Way, first, first_way, steps, ways};
pub(crate) use words::likeness;
