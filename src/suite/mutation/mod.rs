//! Whether a suite would notice a mistake in its plan: mistakes are planted, one at a time, and the suite is played.
//!
//! # Mutants
//!
//! A [`Mutant`] is a plan with one mistake, as a hand slips: two keys swapped, a closing time off by a minute, a word lost
//! ([`Operator`]). It is made of the plan as it is in memory, with all ids kept, so that a suite that was read for the plan
//! can be played under the mutant: its times are those that it meant when it was read, also where it wrote `cpc closes`.
//!
//! # What comes of them
//!
//! A mutant is shown to the cases whose calls meet what it touches ([`MetParts`]); another call goes as it did. If one of them
//! fails, the mutant is killed. For those that survive, the calls of both plans are compared ([`diff`](crate::diff)), on the
//! lines that can meet what is touched: if no call that begins within the horizon is routed, sounds or waits otherwise, the
//! mutant is equivalent, and does not count. These are the calls that [`explore`](crate::explore) makes: a mutant that shows
//! only where hours change twice in one call counts as equivalent too. Where the comparison
//! itself could not look everywhere, or what it found cannot be told in the words of scenarios, the mutant is undecided
//! ([`UnknownReason`]), and does not count either. So the score is exact: of the mistakes that some such call can notice, the share
//! that the suite notices. A case may notice even more, such as which of two steps with the same words a call came to; that
//! counts as noticed.
//!
//! For a survivor there is a [`CatchingScenario`], made of the call that shows the difference. It is written, read back, and
//! played under both plans before anybody is told of it.
//!
//! ```
//! use ivrsim::explore::Horizon;
//! use ivrsim::suite::mutation::{MutantFate, Operator, CaseChoice, Watchers, mutants};
//! use ivrsim::suite::runner::{Queue, Runnable};
//! use ivrsim::suite::scenario::ParsedScenarioFile;
//! use ivrsim::base::source::Sources;
//!
//! let text = r#"
//!     [[scenario]]
//!     name   = "Insurance answers at noon"
//!     call   = "800.729.4622"
//!     at     = "2023-08-28 12:00"
//!     expect = { destination = "insurance" }
//! "#;
//! let (plan, mut mistakes, mut sources) = (ivrsim::plan::builtin(), Vec::new(), Sources::default());
//! let file = sources.add("insurance.toml", text);
//! let suite = ParsedScenarioFile::read(&sources, file, &mut mistakes).lower(plan, &sources, &mut mistakes).unwrap();
//! let queue = Queue::all(&[Runnable { suite: &suite, plan }]);
//!
//! let mut planted = mutants(plan, |operator| operator == Operator::Times);
//! planted.retain(|mutant| mutant.words.starts_with("`insurance` closes"));
//! let watchers = Watchers::new(plan, Horizon::of(plan, 1), queue.cases());
//! let tried = watchers.watch(&planted, CaseChoice::Affected, |_| {}, || true);
//!
//! let MutantFate::Survived(survivor) = &tried[0].fate else { panic!("nobody calls at four") };
//! assert_eq!(planted[0].words, "`insurance` closes at 16:00 instead of 17:00");
//! assert!(survivor.catching.text().contains(r#"at     = "2023-08-28 16:00""#));
//! ```

mod catching;
mod cover;
mod long_calls;
mod meets;
mod mutant;
mod operators;
mod run;
mod sample;
mod mutant_fate;

pub use catching::CatchingScenario;
pub use cover::cover;
pub use meets::MetParts;
pub use mutant::{Mutant, MutantTarget, Operator};
pub use mutant_fate::{MutantFate, MutationTally, Survivor, Tried, UnknownReason};
pub use operators::mutants;
pub use run::{CaseChoice, MutationProgress, Watchers};
pub use sample::sample;
