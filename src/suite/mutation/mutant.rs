use std::fmt;

use crate::base::source::Span;
use crate::plan::{LineId, Plan, PlanChange, ScheduleId, StepId};

/// A plan with one mistake.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What kind of mistake it is.
    pub operator: Operator,
    /// Where the plan says what is not so any more.
    pub place: Span,
    /// What is otherwise, in one line: "key 3 of `cpc-menu` leads to `x` instead of `y`". No two mutants of a plan and an
    /// operator have the same words.
    pub words: String,
    pub(super) changes: Vec<PlanChange>,
}

/// What a mistake touches: a call that meets none of it goes as it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MutantTarget {
    /// A step, its gate and its prompts.
    Step(StepId),
    /// The hours behind a name.
    Schedule(ScheduleId),
    /// The number of a line, or what answers it.
    Line(LineId),
    /// Any call.
    Everything,
}

impl Mutant {
    /// The plan with the mistake. All else is shared with the plan that it is planted in, and ids mean the same.
    #[must_use]
    pub fn plan(&self, original: &Plan) -> Plan {
        original.with(&self.changes)
    }

    /// What it touches; at least one thing.
    pub fn touches(&self) -> impl Iterator<Item = MutantTarget> {
        self.changes.iter().map(|change| match change {
            PlanChange::Step(id, _) => MutantTarget::Step(*id),
            PlanChange::Hours(id, _) => MutantTarget::Schedule(*id),
            PlanChange::Line(id, _) => MutantTarget::Line(*id),
            PlanChange::UnknownCallerZone(_)
            | PlanChange::CallLimit(_)
            | PlanChange::Speech(_)
            | PlanChange::AnswerKey(..) => MutantTarget::Everything,
        })
    }
}

/// A kind of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// Keys of menus.
    Keys,
    /// Where calls go, other than by key.
    Targets,
    /// The hours of steps.
    Gates,
    /// Switches.
    Switches,
    /// How long and how often the system waits for its caller.
    Waiting,
    /// Entries of digits.
    Inputs,
    /// Whether prompts can be interrupted.
    BargeIn,
    /// What is said.
    Prompts,
    /// Mailboxes.
    Voicemails,
    /// Numbers of lines.
    Numbers,
    /// Times of opening hours.
    Times,
    /// Days of opening hours.
    Days,
    /// Zones of opening hours.
    Zones,
    /// Holidays and exceptions.
    Exceptions,
    /// What holds for the plan as a whole.
    Settings,
}

impl Operator {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 15] = [
        Self::Keys,
        Self::Targets,
        Self::Gates,
        Self::Switches,
        Self::Waiting,
        Self::Inputs,
        Self::BargeIn,
        Self::Prompts,
        Self::Voicemails,
        Self::Numbers,
        Self::Times,
        Self::Days,
        Self::Zones,
        Self::Exceptions,
        Self::Settings,
    ];

    /// The word for it on the command line and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.texts().0
    }

    /// What it does, for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.texts().1
    }

    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Keys => ("keys", "two keys swapped, a key dropped, added or leading elsewhere"),
            Self::Targets => ("targets", "a line, a closed step, a message or an entry leads elsewhere"),
            Self::Gates => ("gates", "a step is open at all hours, or at those of another step"),
            Self::Switches => ("switches", "a case dropped, swapped, negated, or missing a name"),
            Self::Waiting => {
                ("waiting", "a try more or less, a second more, silence and wrong keys mixed up")
            }
            Self::Inputs => ("inputs", "one digit more or less, no terminator, an entry dropped"),
            Self::BargeIn => ("barge-in", "a prompt that can now be interrupted, or no longer can"),
            Self::Prompts => ("prompts", "a word dropped, a name or hours not spoken, another length"),
            Self::Voicemails => ("voicemails", "a mailbox that hangs up, or puts calls through"),
            Self::Numbers => ("numbers", "two lines with their numbers swapped"),
            Self::Times => ("times", "opening or closing a minute or an hour earlier or later"),
            Self::Days => ("days", "one day more or less, a rule dropped"),
            Self::Zones => ("zones", "hours in another time zone, or in the caller's"),
            Self::Exceptions => {
                ("exceptions", "a holiday dropped, an override dropped or moved to another day")
            }
            Self::Settings => ("settings", "another zone for the plan or for unknown callers, shorter calls"),
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
