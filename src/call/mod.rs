//! One call, from dialing to its outcome: the state machine that everything else asks.
//!
//! Whoever wants to know what becomes of a call writes a [`CallSpec`] and gives it to [`Plan::call`](crate::plan::Plan::call),
//! or to [`Plan::decide`](crate::plan::Plan::decide) for many. The rest of this page is for those who drive calls themselves.
//!
//! # The driving contract
//!
//! A [`Call`] does no input or output and has no clock: whoever drives it says what time it is.
//!
//! 1. Mutate once: [`Call::dial`], [`Call::handle_key`], [`Call::handle_hang_up`], [`Call::handle_timeout`], or
//!    [`Call::handle_answer`] where answers are left open.
//! 2. Drain [`Call::poll_event`] until it gives `None`. Events say what is spoken, what was decided and why, and how the
//!    call ended.
//! 3. Wait until the caller does something or [`Call::poll_timeout`] is reached, whichever is first; at that instant,
//!    tell the call. With no timeout left the call has ended.
//!
//! Instants never go back. A timeout that is handled early changes nothing; a key after the end is an event and changes
//! nothing either. The call cannot fail: a plan is valid by construction, and what a caller does wrong is what menus
//! are for. The contract is the same for virtual time and for a real clock.
//!
//! [`CallDriver`] keeps it for those who say what the caller does and are told what happens; [`run`] are whole calls.
//!
//! # What is state and what is time
//!
//! [`CallState`] is everything on which the rest of the call depends apart from the clock, and holds no instant, so that
//! there are finitely many states and they can be explored. When the present phase began is kept beside it.
//!
//! Hours are checked when a call reaches a step that has them, so a call can outlive closing time.
//!
//! ```
//! use ivrsim::call::{Call, Caller, run};
//! use ivrsim::number::{Country, PhoneNumber};
//!
//! let plan = ivrsim::plan::builtin();
//! let number = PhoneNumber::parse("1-855-720-2559", Country::UnitedStates).unwrap().number;
//! let after_six = "2023-08-28T22:30:00Z".parse().unwrap();
//! let mut call = Call::dial(plan, number, Caller::default(), after_six);
//! let run = run::to_the_end(&mut call, &"6".parse().unwrap());
//! assert_eq!(run.outcome.kind().word(), "disconnected");
//! assert_eq!(run.outcome.closed_by(plan).map(|id| plan.schedule(id).key.as_str()), Some("csg"));
//! ```

mod answers;
mod arrival_cause;
mod caller;
mod caller_acts;
mod driver;
mod engine;
mod event;
mod keys;
mod memory;
mod outcome;
mod outside;
pub(crate) mod page;
mod prompt_kind;
mod record;
pub mod report;
mod rounds;
pub mod run;
mod speaking;
mod spec;
mod spoken;
mod state;
mod through;
mod event_text;
mod way;

pub use crate::call::arrival_cause::ArrivalCause;
pub use crate::call::prompt_kind::PromptKind;
pub use answers::{AnswersError, KnownAnswers, OutsideAnswers};
pub use caller::{Caller, CallerError, CallerZone, ZoneSource};
pub use driver::{CallDriver, CallWatcher};
pub use engine::Call;
pub use event::{CallEvent, Decision, EventKind, IgnoredKeyReason, Utterance};
pub use event_text::EventText;
pub use keys::{KeySequence, KeysError, Press};
pub use memory::CallMemory;
pub(crate) use outcome::call_back_from;
pub use outcome::{EndPlace, EndReason, Outcome, OutcomeKind};
pub use record::{CallRecord, Speaker, TraceEntry, TranscriptEntry};
pub use spec::{CallSpec, CompletedCall};
pub use spoken::{SpokenOutline, SpokenText};
pub use state::{CallState, Phase, Trail};
