//! From the shapes of [`raw`](super::raw) to a [`Plan`](super::Plan), with everything that is wrong said on the way.
//!
//! Names come first, so that any entry can name any other. Then each entry is lowered by itself: what cannot be used is
//! reported and left out, and whoever names it is not blamed for that. What needs the whole plan comes last: numbers
//! that are dialled twice, prompts that speak of hours nobody has, steps that lead nowhere.

mod checking;
mod contacts;
mod entries;
mod graph;
mod hours;
mod lengths;
mod lines;
mod names;
mod prompts;
mod read;
mod settings;
mod steps;
mod subjects;
mod switches;
mod values;
mod waiting;

use std::collections::HashMap;

use names::Names;
pub use read::{Reading, read};

use super::Limits;
use crate::diagnostic::Diagnostic;
use crate::hours::Zone;
use crate::number::{Country, PhoneNumber};
use crate::source::{Sources, Span};

/// What lowering knows while it goes.
struct Lower<'v> {
    sources: &'v Sources,
    limits: Limits,
    diagnostics: Vec<Diagnostic>,
    names: Names<'v>,
    /// The numbers that can be dialled, with where they stand first.
    numbers: HashMap<PhoneNumber, Span>,
    /// Whether all of the text could be read, so that what is not there is really missing.
    is_whole: bool,
    /// Whether all headers could be read, so that a name that is not there is really missing.
    names_are_whole: bool,
    /// How many names may still be compared to find the one that was meant.
    comparisons_left: usize,
    zone: Zone,
    country: Country,
}
