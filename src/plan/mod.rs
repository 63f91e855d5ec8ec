//! The plan: what a company's phone system does, in force from one date.
//!
//! A plan is [`read`] in two stages. `raw` mirrors the TOML and nothing else; lowering turns it into the [`Plan`] and
//! says everything that is wrong on the way. Whoever holds a [`Plan`] need not check anything again: every target exists,
//! every number is a number, every schedule can be asked, every prompt can be spoken.
//!
//! Steps share one namespace, so that a target is a plain name. Lines, hours, calendars, overrides, contacts and outside answers
//! have namespaces of their own: `hours.cpc` and `lines.cpc` may well be about the same team.

mod announcement;
mod builtin;
mod change;
mod checking;
mod dated_change;
mod defaults;
mod entry;
mod entry_shape;
mod entry_words;
mod facts;
mod hours;
mod ids;
mod key;
mod limits;
mod link;
mod lookup;
mod lower;
mod model;
mod occasions;
mod origin;
mod outside;
mod pattern;
mod prompt;
mod raw;
mod said;
mod schema;
mod sections;
mod synonym;
mod spoken_values;
mod stock;
mod translations;
mod timeline;
mod value_advice;
mod waiting;

pub use announcement::{Announcement, Occasion, OverrideWords};
pub use builtin::builtin;
#[cfg(feature = "files")]
pub(crate) use builtin::builtin_files;
pub use change::{HoursParts, PlanChange};
pub use checking::{Allowance, CheckSettings, RuleSetting};
pub use dated_change::DatedChange;
pub use entry::{DigitCollection, EntryCompletion, EntryRoute, TakenEntry};
pub(crate) use entry_words::{EntryPhrase, entries_of};
pub use facts::{Fact, facts};
pub use hours::{NamedCalendar, NamedOverride, NamedSchedule};
pub use ids::{AnswerId, ContactId, LineId, ScheduleId, StepId};
pub(crate) use key::keys_for_people;
pub use key::{Digits, Key, KeySet};
pub use limits::PlanLimits;
pub use link::{Link, Target};
pub use lower::{ParsedPlan, read};
pub use model::{
    Condition, Contact, Dialable, Gate, Input, Line, Menu, Message, Plan, Step, StepKind, Switch, SwitchCase,
};
pub use origin::Origin;
pub use outside::{AnswerValue, Destination, FollowUp, OutsideAnswer, TransferResult, ValueWords};
pub use pattern::{Pattern, PatternError};
pub use prompt::{Prompt, PromptPart, PromptTranslation, SentenceNeed, Speech, WordCount};
pub use schema::schema;
pub use sections::section_names;
pub use spoken_values::{KeptEntries, KeptEntry, KeptInput};
pub(crate) use stock::{CallerWords, EndWords, StockPhrases, WayPhrases};
pub use synonym::Synonym;
pub use translations::Translations;
pub(crate) use value_advice::day as day_advice;
pub use waiting::{Choice, Handling, Misstep, MisstepCounter, Waiting, WayKey};
