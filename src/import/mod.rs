//! Phone systems that run become plans.
//!
//! The files of a phone system are a program, and its callers notice only some of what it does. So an import works the program out:
//! from each place where calls come in, state by state, to all that can happen. Variables, counters and sub-routines are evaluated
//! and not recognized by their look. What comes of it is a flow of what callers notice, the same for all platforms; the flow is
//! made small, counters that turn out to count tries become tries, and a plan is written.
//!
//! - What depends on the outside is an outside answer with a name. What is not understood is a step or an answer with a name.
//! - Nothing is dropped in silence: a [`ledger`](Ledger) knows each step that was read and what became of it.
//! - Every step keeps its place in the platform's files, and every guess is said.
//! - No secret reaches what is written.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `flow` | what a phone system does: nodes that say, ask, branch, put through, take messages, end |
//! | `time_rule` | when something holds, as platforms say it |
//! | `explore` | a [`Program`] and the walk through its states |
//! | `ledger`, `secrets`, `names` | what became of each step; what is left out of its words; names that people would give |
//! | `questions` | what is asked of the outside, and what can be answered |
//! | `simplify`, `missteps`, `merged_hours`, `hours_parts`, `dated_minutes` | nothing twice; counters that are tries; conditions on the time that are hours |
//! | `writer` | the plan |
//! | `asterisk`, `connect`, `twilio`, `freeswitch`, `voicexml`, `genesys` | platforms |
//! | `value`, `conditions` | values that are not all known, and what a plan asks where one is tested |
//! | `worthwhile`, `included` | which lines are worth to be lines; files that others name |
//! | `icalendar` | holidays, which are no phone system and become a calendar |
//! | `data`, `json`, `terraform`, `yaml` | values of files with their places |
//! | `platform`, `request`, `taken_over`, `summary` | which platform it is, what was asked for, the whole way, and what is told of it |
//!
//! # A further platform
//!
//! 1. A folder here, named for it, with a front that gives `read(sources, files, request) -> Result<PlatformReading, Vec<Diagnostic>>`.
//! 2. Its reader puts each step of its files into a [`Ledger`] as it is read (`Ledger::read`), with the place and the words without
//!    secrets (`without_secrets`); what cannot be read is noted as [`StepFate::Refused`], with the reason.
//! 3. A state: where in the files a call is, the values that still matter, where sub-flows return to. It is compared and hashed, so
//!    values that nothing asks for do not belong into it.
//! 4. [`Program`] for it: [`Move::On`] where callers notice nothing, else a [`Node`] whose targets are states. Each step that is come
//!    to is noted in the ledger. A value that is not known becomes a branch with a [`Condition::Answer`]; in the state behind it, the
//!    value is known.
//! 5. [`explore()`] with the lines makes the flow. It need not be small: `simplify` takes care of that.
//! 6. A variant of [`Platform`] with its word and its signs, and an arm in `taken_over`.
//!
//! Platforms that count tries themselves, as most do but Asterisk, need not count: an `Ask` whose silence leads to a state that
//! differs in its count alone, and in the end elsewhere, becomes a menu with tries.

mod asterisk;
mod conditions;
mod connect;
mod data;
mod dated_minutes;
pub mod explore;
pub mod flow;
mod freeswitch;
mod genesys;
mod hours_parts;
pub(crate) mod icalendar;
mod included;
mod json;
pub mod ledger;
mod markup;
mod merged_hours;
mod missteps;
pub mod names;
pub mod platform;
pub mod questions;
pub mod reading;
pub mod request;
pub mod secrets;
mod simplify;
pub mod summary;
mod taken_over;
mod terraform;
pub mod time_rule;
mod twilio;
mod value;
mod voicexml;
mod worthwhile;
mod writer;
mod yaml;

pub use explore::{Move, Program, explore};
pub use flow::{Condition, Flow, Node};
pub use included::wanted;
pub use ledger::{Ledger, StepFate};
pub use platform::Platform;
pub use reading::PlatformReading;
pub use request::{ImportRequest, NamedLine};
pub use summary::{ImportJson, ImportSummary};
pub use taken_over::{Import, import};
pub use writer::{ImportedFile, SoundWords};
