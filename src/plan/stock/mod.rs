//! What callers hear where a plan gives no words of its own, and how people are told the ways through it: a file for each
//! language.

mod english;
mod french;
mod known;
mod phrases;
mod spanish;

pub(crate) use phrases::{CallerWords, EndWords, EntryWords, StockPhrases, WayPhrases};
