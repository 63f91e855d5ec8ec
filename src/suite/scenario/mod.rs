//! Scenarios: calls to make and what must come of them, kept as files beside the plan.
//!
//! A file is read in two stages, because only the file itself says which plan it speaks of. [`ParsedScenarioFile::read`] takes it
//! apart; [`ParsedScenarioFile::lower`] holds it against the plan and gives a [`Suite`]. Both say everything that is wrong, in the
//! same kind of diagnostics as plans. Whoever holds a [`Suite`] need not check anything again. Between the two,
//! [`ParsedScenarioFile::read_tables`] lets the edge read the CSV files that scenarios name.
//!
//! # Cases
//!
//! Where a scenario lists several numbers, times, callers or presses, every combination is a [`Case`]; where it has rows,
//! each row is such a list of its own. What a row does not say is as the scenario says, and what that does not say is as
//! `[suite.defaults]` says: key by key, and inside `expect` key by key again. A list always stands instead of the list
//! below it, never beside it, and the mark of a row (`xfail`, `skip`) instead of the scenario's. A case is a few indices and no more; a [`Player`] makes its call in virtual time and gives a
//! [`Verdict`], which is what was missed. Calls are deterministic, so whoever wants to see more of a case that failed
//! plays it again with [`Scenario::record`].
//!
//! # What is heard
//!
//! What a caller hears is what the system begins to say, even if the caller does not wait for its end. Texts are found
//! in one prompt at a time, whatever their capitals, spaces and line breaks.
//!
//! # Steps
//!
//! Steps are taken one after the other from the instant of dialing on. `hear` listens from where the last step left off:
//! behind what the last `hear` found, behind the last key, or behind what `say_nothing` waited for. It goes on while the
//! system speaks or acts, but not through its silence, which is for `say_nothing` to wait out. `wait` and `at` let time
//! pass, and what is due on the way happens: prompts end, menus give up. Nothing can be done once the call has ended, so a
//! step after that fails, and so does a key that nothing takes any more. Behind such a step nothing is judged, because the
//! call is not the one that was meant; behind an `expect` that is missed, everything is. After the last step the caller
//! waits until the system ends the call.
//!
//! # What if
//!
//! An override makes a plan of its own for its scenario ([`Scenario::plan`]), which shares all but some schedules with
//! the suite's. Steps, lines and hours keep their ids. Times such as `cpc closes` are those of the suite's plan.
//!
//! ```
//! use ivrsim::suite::scenario::{ParsedScenarioFile, Player, VerdictKind};
//! use ivrsim::base::source::Sources;
//!
//! let text = r#"
//!     [[scenario]]
//!     name   = "The footnote of page 1"
//!     call   = "cpc"
//!     at     = "csg closes - 2s"
//!     steps  = [{ hear = "press 6" }, { wait = "3s" }, { press = "6" }]
//!     expect = { closed_by = "csg", hears = 're:opens (tomorrow|Monday)' }
//! "#;
//! let mut sources = Sources::default();
//! let file = sources.add("page-1.toml", text);
//! let (plan, mut mistakes) = (ivrsim::plan::builtin(), Vec::new());
//! let suite = ParsedScenarioFile::read(&sources, file, &mut mistakes).lower(plan, &sources, &mut mistakes);
//!
//! let scenario = &suite.expect("no mistakes").scenarios[0];
//! let verdict = Player::default().play(plan, scenario, scenario.case(0));
//! assert_eq!(verdict.kind(), VerdictKind::Passed);
//! ```

pub mod bless;
mod blessed;
mod changed;
mod decisive;
mod expectation;
mod instant;
mod lower;
mod model;
mod moment_advice;
mod nearest;
mod phrase;
mod play;
mod prompts;
mod raw;
mod read;
mod recorded;
mod schema;
mod script;
mod folded_text;
pub mod written;

pub use crate::base::text::Stretch;
pub use blessed::BlessedExpectation;
pub(crate) use decisive::{last_turn, parted};
pub use expectation::{Expectation, ExpectationFailure, ExpectationKind};
pub use model::{CallerSpec, Case, CaseMark, CaseName, CaseRow, DialedNumber, InstantSpec, Scenario, Suite};
pub(crate) use nearest::{most_alike, says_most_of};
pub use phrase::Phrase;
pub use play::{Player, Verdict, VerdictKind};
pub use read::ParsedScenarioFile;
pub(crate) use recorded::recorded;
pub use schema::schema;
pub use script::{Action, MidCallCheck, ScriptStep};
