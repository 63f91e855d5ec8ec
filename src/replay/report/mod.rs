//! What replayed records come to, told: for people, for programs, for spreadsheets, as a page.

mod csv;
mod html;
mod json;
mod json_ahead;
mod json_parts;
mod tables;
mod text;
mod words;

pub use csv::hours_csv;
pub use html::html;
pub use json::{JSON_REPLAY_VERSION, ReplayJson};
pub use text::text;
