//! Hours, days and times of day in each language, as the people of the United States and Canada speak them. Of English, hours are said
//! elsewhere, with more words.
//!
//! The words of each language are a table (`phrases.rs`); how they are put together is the same for all of them. What is
//! seldom said, such as the weeks of a year or the third Friday of a month, is called other hours on some dates.

mod civil;
mod english;
mod french;
mod hours;
mod known;
mod next_opening;
mod phrases;
mod spanish;

pub(in crate::time) use hours::describe;
pub(crate) use known::{always, civil_phrases};
pub use next_opening::TranslatedNextOpening;
