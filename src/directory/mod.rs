//! Who handles a request: a search over names and topics in people's words, and the way there by phone.
//!
//! [`search`] ranks; it forgives typing errors and word endings. [`first_way`] tells which number to dial and which keys to
//! press, by making the calls on the engine, so that what it tells works at the moment that it names.

pub(crate) mod desk_hours;
mod english;
mod first;
pub(crate) mod listed;
mod named;
pub(crate) mod names;
mod only;
mod rank;
mod reach;
pub(crate) mod reached;
pub mod report;
mod roundabout;
mod search_index;
mod search_words;
pub(crate) mod spoken_keys;
pub(crate) mod subjects;
pub(crate) mod team;
pub(crate) mod teams;
mod times;
mod trial;
mod way_acts;
mod word_likeness;

pub use first::{FirstRoute, ReachableSteps, StepRoute, first, first_way, open_until, steps, ways};
pub use listed::{Directory, ListedOption};
pub use named::{NameError, line, moment, moment_or_day, number, schedules};
pub(crate) use rank::{IdleSynonym, idle_synonyms};
pub use rank::{SearchHit, is_about, search};
pub use search_index::SearchSubject;
pub(crate) use word_likeness::likeness;
