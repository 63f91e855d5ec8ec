//! The directory on paper: its facts as cards with two sides, and a quick reference of all its numbers.

mod deck;
mod html;
mod json;
mod markdown;
mod reference;
mod table;

pub use deck::CardsReport;
#[cfg(feature = "cli")]
pub(crate) use json::CardsJson;
