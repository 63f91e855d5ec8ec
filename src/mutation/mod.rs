//! Whether a suite would notice a mistake in its plan: mistakes are planted, one at a time, and the suite is played.

mod catching;
mod cover;
mod meets;
mod mutant;
mod operators;
mod run;
mod sample;
mod tried;

pub use catching::Catching;
pub use cover::cover;
pub use meets::Meets;
pub use mutant::{Mutant, Operator, Touched};
pub use operators::mutants;
pub use run::{Progress, Shown, Watchers};
pub use sample::sample;
pub use tried::{Fate, Survivor, Tally, Tried};
