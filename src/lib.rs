//! Dial a phone menu before it exists.
//!
//! ivrsim turns a company's directory (phone numbers, the menus behind them, hours in several time zones, in force from
//! a date) into a [`Plan`](plan::Plan): a state machine of every call that can happen. It answers one question: *what
//! happens when this caller dials this number at this moment and presses these keys, and why?*
//!
//! ```
//! use ivrsim::call::{Caller, Record};
//! use ivrsim::time::Zone;
//! use ivrsim::time::moment;
//! use ivrsim::number::{Country, PhoneNumber};
//!
//! let plan = ivrsim::files::load::ally();
//! let sales_support = PhoneNumber::parse("877.357.8477", Country::UnitedStates)?.number;
//! let caller = Caller { zone: Zone::named("America/Denver"), ..Caller::default() };
//! let at = moment::parse("2023-08-28 18:30", plan.zone)?;
//! let (call, _) = Record::make(plan, sales_support, caller, at, &"6".parse()?);
//!
//! // Half past six in New York is half past four in Denver, and Sales Support keeps the caller's time.
//! let outcome = call.outcome().expect("with no keys left the caller waits for the end");
//! assert_eq!(outcome.kind().word(), "transferred");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The modules are chapters, in reading order; a later one uses the earlier ones, never the other way round.

// What a plan says and what a call does.
pub mod base;
pub mod time;
pub mod number;
pub mod plan;
pub mod call;

// What follows from it.
pub mod explore;
pub mod directory;
pub mod diff;
pub mod suite;
pub mod check;
pub mod start;

// What reads and writes, teaches, draws and is typed at.
pub mod files;
pub mod training;
pub mod picture;
pub mod repl;
pub mod cli;
