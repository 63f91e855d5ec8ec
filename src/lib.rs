//! Dial a phone menu before it exists.
//!
//! ivrsim turns a company's directory (phone numbers, the menus behind them, hours in several time zones, in force from
//! a date) into a [`Plan`](plan::Plan): a state machine of every call that can happen. It answers one question: *what
//! happens when this caller dials this number at this moment and presses these keys, and why?*
//!
//! ```
//! use ivrsim::call::{CallSpec, Caller, OutcomeKind};
//! use ivrsim::time::moment;
//! use ivrsim::{directory, plan};
//!
//! let plan = plan::builtin();
//! let sales_support = directory::number(plan, "877.357.8477")?;
//! let half_past_six = moment::parse("2026-01-16 18:30", plan.zone)?;
//! let spec = CallSpec::new(sales_support, half_past_six).with_keys("6".parse()?);
//!
//! // In New York everybody has gone home. In Denver it is half past four, and Sales Support keeps the caller's time.
//! assert_eq!(plan.call(&spec).outcome.kind(), OutcomeKind::Disconnected);
//! let spec = spec.with_caller(Caller::parse("America/Denver", plan.country)?);
//! assert_eq!(plan.call(&spec).outcome.kind(), OutcomeKind::Transferred);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What to use for what
//!
//! | to | use |
//! | --- | --- |
//! | read a plan | [`plan::read`] from texts, `files::load::plan` from a disk or a repository; [`plan::builtin`] to try things out |
//! | make a call | [`CallSpec`](call::CallSpec) and [`Plan::call`](plan::Plan::call), or [`Plan::decide`](plan::Plan::decide) for many; [`Call`](call::Call) to drive one step by step, on any clock |
//! | ask hours | [`Plan::schedule_named`](plan::Plan::schedule_named) and [`Schedule::in_zone`](time::Schedule::in_zone), which gives a [`Timetable`](time::Timetable) |
//! | find who answers what | [`directory::number`], [`directory::search`], [`directory::first_way`] |
//! | explore every call of a line | [`Explorer`](explore::Explorer) |
//! | compare two plans | [`diff::diff`] |
//! | play a scenario | [`Draft`](suite::scenario::ParsedScenarioFile) and [`Player`](suite::scenario::Player) |
//! | check a plan | [`check::check`] |
//! | take a phone system over | [`import::import()`](fn@import::import) |
//! | draft a plan from a document | [`draft::draft()`](fn@draft::draft) |
//! | replay call records | [`replay::survey()`](fn@replay::survey) |
//! | write a plan for a phone system | [`export::export()`](fn@export::export) |
//! | make questions for learners | [`Deck`](training::drill::Deck) |
//! | draw a plan | [`Forest`](picture::Forest), [`Week`](picture::WeekChart) |
//!
//! ```
//! use ivrsim::call::Caller;
//! use ivrsim::explore::{Explorer, Horizon, PathFilter};
//! use ivrsim::plan;
//! use ivrsim::time::moment;
//!
//! let plan = plan::builtin();
//!
//! // Hours: is it open, and why not?
//! let cpc = plan.schedule_named("cpc").expect("the plan has these hours");
//! let timetable = plan.schedule(cpc).schedule.in_zone(plan.zone);
//! let saturday = moment::parse("2026-01-17 12:00", plan.zone)?;
//! assert!(!timetable.is_open(saturday));
//! assert_eq!(timetable.why(saturday).to_string(), "closed on Saturdays");
//!
//! // Every way through a line's menus, in two years.
//! let line = plan.line_named("cpc").expect("the plan has this line");
//! let mut explorer = Explorer::new(plan, Horizon::of(plan, 2));
//! assert!(explorer.paths(line, Caller::default(), PathFilter::Straight).all.len() >= 5);
//!
//! // A plan compared with itself.
//! assert!(ivrsim::diff::diff(plan, plan, Horizon::of(plan, 1)).is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The modules are chapters, in reading order; a later one uses the earlier ones, never the other way round. Instants, dates
//! and durations are those of [`jiff`], which is passed on here; no other crate's types stand in signatures. An enum that
//! may grow is marked `#[non_exhaustive]`; all others are exhaustive.
//!
//! # Features
//!
//! All are on by default. Without any, the library is the core: it reads no clock, file or environment, prints nothing and
//! starts no threads, so that it runs wherever `std` does, in a browser too.
//!
//! | feature | adds |
//! | --- | --- |
//! | `threads` | explorations of many lines and runs of scenarios on all cores |
//! | `files` | `files`: plans and scenarios from a disk or a repository, files written |
//! | `watch` | `files::watch`: changes of files, noticed |
//! | `learning` | what learners remember, and what to ask them next; a part of the core that needs FSRS |
//! | `lessons` | the file that keeps it, lessons on a terminal |
//! | `phone` | the terminal phone |
//! | `cli` | the program, with all of the above |
//!
//! # Words
//!
//! | word | what it is | the field also says |
//! | --- | --- | --- |
//! | plan | numbers, menus, hours, destinations and contacts in force from one date | call flow, dialplan, auto attendant |
//! | line | a number that can be dialed | DNIS, DID, DDI, access number |
//! | caller | who calls: number, time zone | ANI, CLI, caller ID |
//! | step | a state of a call: menu, input, switch, message, destination, voicemail | node, block, widget |
//! | prompt | what is spoken at a step | announcement, greeting |
//! | key | one DTMF press: 0 to 9, \*, # | digit, tone, option |
//! | menu | say, then take one key | IVR menu, auto-attendant menu |
//! | input | collect several digits | digit collection, gather, read, get customer input |
//! | terminator | the key that ends an input | finish-on-key, end-of-digits |
//! | inter-digit time-out (`between_digits`) | the longest pause between two digits | |
//! | no-input time-out (`wait`) | how long a step waits for the first key | response timeout |
//! | no-input, no-match | nothing was pressed in time; what was pressed is not taken | timeout, invalid |
//! | max attempts (`tries`) | how often a step asks | max retries, loop count |
//! | barge-in | a key pressed while the prompt is spoken takes effect | interruptible, background |
//! | switch | branches on hours, caller, an entry | branch, condition, split |
//! | destination | a team that a call is put through to | queue, hunt group, ring group, skill, agent, extension |
//! | transfer | being put through to a destination | route, dial, bridge |
//! | schedule | named opening hours in a zone | business hours, hours of operation, time condition |
//! | calendar, override | named holidays; a dated exception that wins over the week | holiday list, exception, night mode |
//! | outcome | how a call ended: transferred, voicemail, fax tone, not in service, disconnected (why), caller hung up | disposition |
//! | transcript | everything heard and pressed in one call, with times | |
//! | trace | why: each decision, with the plan's file and line | |
//! | scenario, case | a call to make and what must come of it; one row of it | test case |
//! | witness | a call that shows a difference or a defect, ready to be made again | counterexample |
//! | time class | all instants at which every schedule answers the same | |
//! | fold, gap | a reading that the clock repeats, skips; only of clocks | |
//! | call record | all of one call, kept | CDR, CTR |
//! | drill, card, lesson, deck | a question to a learner; the fact behind it; questions in a row; all cards of a plan | |
//!
//! The words of the last column are found by the search of these pages.

pub use jiff;

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
pub mod import;
pub mod draft;
pub mod replay;
pub mod export;

// What reads and writes, teaches and draws.
#[cfg(feature = "files")]
pub mod files;
pub mod training;
pub mod picture;
pub mod page;

// The program, public for its binary and its tests only.
#[cfg(feature = "phone")]
#[doc(hidden)]
pub mod repl;
#[cfg(feature = "serve")]
#[doc(hidden)]
pub mod serve;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
