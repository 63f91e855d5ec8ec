//! Directories on paper become plans: the facts of each format, questions instead of guesses, and what is refused.

mod case;
mod command;
mod directories;
mod outline;
mod random;
mod refused;
mod seed;
mod writers;
