//! Pictures as files, pictures of random plans, and what the commands make of them.
//!
//! A case is a file of `tests/cases/picture/` that a plan is drawn to. After a change, look at what
//! `UPDATE_GENERATED=1 cargo test --test it picture` has changed, also in a browser.

mod commands;
mod maps;
mod readers;
mod weeks;
