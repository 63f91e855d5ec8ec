//! Who answers what: what is searched for, and what has to be found.

mod dialed;
mod find;
mod lines;
mod questions;
