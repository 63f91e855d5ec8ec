//! From the shapes of [`raw`](super::raw) to a [`Plan`](super::Plan), with everything that is wrong said on the way.
//!
//! Names come first, so that any entry can name any other. Then each entry is lowered by itself: what cannot be used is
//! reported and left out, and whoever names it is not blamed for that. What needs the whole plan comes last: numbers
//! that are dialed twice, prompts that speak of hours nobody has, steps that lead nowhere.

mod callers;
mod announcements;
mod checking;
mod contacts;
mod dated;
mod entries;
mod graph;
mod hours;
mod lengths;
mod lines;
mod lowering;
mod names;
mod naming;
mod outside;
mod prompts;
mod read;
mod regions;
mod settings;
mod sounds;
mod steps;
mod subjects;
mod switches;
mod synonyms;
mod values;
mod waiting;
mod wording;

pub use read::{ParsedPlan, read};
