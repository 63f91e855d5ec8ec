//! One integration binary: it links once, and every test of the house is in one list.
//!
//! A folder here is named for the room of `src/` whose promises it holds; `program` is about all of them, `menus` about the
//! plans that ship, and `helpers` has what tests of several rooms need.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at the files of this repository and at folders of their own"
)]

mod base;
mod call;
mod check;
mod cli;
mod diff;
mod draft;
mod directory;
mod explore;
mod files;
mod helpers;
mod export;
mod import;
mod menus;
mod number;
#[path = "../oracles/mod.rs"]
#[expect(unreachable_pub, reason = "the fuzz targets share it")]
mod oracles;
mod page;
mod picture;
mod plan;
mod program;
mod repl;
mod replay;
mod serve;
mod start;
mod suite;
mod time;
mod training;
