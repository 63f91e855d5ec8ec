use jiff::Timestamp;

use super::prompt_kind::PromptKind;

use super::answers::KnownAnswers;
use super::caller::CallerZone;
use super::outcome::Outcome;
use crate::base::Language;
use crate::base::source::Span;
use crate::plan::{
    AnswerId, AnswerValue, ContactId, Digits, KeptEntries, Key, LineId, Plan, ScheduleId, StepId, StepKind,
    Switch,
};

/// Something that happened in a call, and when. Small and `Copy`: words are made from it only where someone reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallEvent {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: EventKind,
}

impl CallEvent {
    /// The schedules that were asked for a decision.
    pub fn asked(self, plan: &Plan) -> impl Iterator<Item = ScheduleId> {
        let (one, switch) = match self.what {
            EventKind::Decided(
                Decision::Open { schedule: id, .. }
                | Decision::Closed { schedule: id, .. }
                | Decision::Passes { schedule: id, .. },
            ) => (Some(id), None),
            EventKind::Decided(Decision::Case { step, .. } | Decision::Otherwise(step)) => {
                match &plan.step(step).kind {
                    StepKind::Switch(switch) => (None, Some(switch)),
                    _ => (None, None),
                }
            }
            _ => (None, None),
        };
        one.into_iter().chain(switch.into_iter().flat_map(Switch::schedules))
    }
}

/// What happened in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// The system begins to speak.
    Speaks(Utterance),
    /// The caller pressed a key before the prompt had ended, and it stops.
    #[doc(alias = "barge-in")]
    BargesIn,
    /// The caller pressed a key.
    Pressed(Key),
    /// The system decided something.
    Decided(Decision),
    /// The call is over.
    Ended(Outcome),
}

/// A prompt that is spoken, before it is put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Utterance {
    /// Whose prompt.
    pub step: StepId,
    /// Which of its prompts.
    pub part: PromptKind,
    /// Of whom it speaks: the step whose closed hours sent the call here, or the step itself.
    pub subject: StepId,
    /// Whose hours are meant where the prompt names none: the subject's, or those that sent the call here.
    pub hours: Option<ScheduleId>,
    /// What the caller entered last.
    pub entered: Digits,
    /// What the caller entered at the inputs whose entries some prompt says.
    pub kept: KeptEntries,
    /// What the outside has answered of what it says, by the position among [`Plan::said_answers`].
    pub answers: KnownAnswers,
    /// In which language.
    pub language: Language,
}

/// Something that the system decided, with all that is needed to say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// A line answers the number.
    Answers(LineId),
    /// A fax machine answers the number.
    FaxAnswers(ContactId),
    /// Nothing answers the number.
    NotInService,
    /// The caller's zone matters from here on.
    CallerTime(CallerZone),
    /// The call comes to a step.
    Arrives(StepId),
    /// The step's hours are open.
    Open {
        /// The step.
        step: StepId,
        /// Its hours.
        schedule: ScheduleId,
    },
    /// The step's hours are closed, and the call goes elsewhere.
    Closed {
        /// The step.
        step: StepId,
        /// Its hours.
        schedule: ScheduleId,
    },
    /// The step is there at other times only, and the call goes on as if there were no such step.
    Passes {
        /// The step.
        step: StepId,
        /// When it is there.
        schedule: ScheduleId,
    },
    /// The menu takes the key.
    Takes {
        /// The menu.
        step: StepId,
        /// The key.
        key: Key,
    },
    /// The caller is spoken to in this language from here on.
    SetsLanguage(Language),
    /// The input takes the entry.
    Accepts {
        /// The input.
        step: StepId,
        /// The entry.
        entry: Digits,
    },
    /// A no-match: the menu has nothing on the key.
    #[doc(alias("no-match", "invalid"))]
    NoMatch {
        /// The menu.
        step: StepId,
        /// The key.
        key: Key,
        /// How many no-matches in a row this makes.
        attempt: u8,
        /// At how many the system gives up. None: never, and nothing is counted.
        max_attempts: Option<u8>,
    },
    /// A no-match: the input does not accept the entry.
    #[doc(alias("no-match", "invalid"))]
    EntryNoMatch {
        /// The input.
        step: StepId,
        /// The entry.
        entry: Digits,
        /// How many no-matches in a row this makes.
        attempt: u8,
        /// At how many the system gives up. None: never, and nothing is counted.
        max_attempts: Option<u8>,
    },
    /// A no-input: the caller pressed nothing in time.
    #[doc(alias("no-input", "timeout"))]
    NoInput {
        /// The menu or input.
        step: StepId,
        /// How many no-inputs in a row this makes.
        attempt: u8,
        /// At how many the system gives up. None: never, and nothing is counted.
        max_attempts: Option<u8>,
    },
    /// The caller stays on the line and presses nothing, which leads on here.
    TakesSilence(StepId),
    /// What the menu or input does not take otherwise leads on here.
    TakesOther {
        /// The menu or input.
        step: StepId,
        /// The key, or the entry.
        entry: Digits,
    },
    /// The system gives up waiting for the caller.
    #[doc(alias("max retries", "max attempts"))]
    GivesUp {
        /// The menu or input.
        step: StepId,
        /// What it was that the caller did too often.
        part: PromptKind,
    },
    /// A case of the switch holds.
    Case {
        /// The switch.
        step: StepId,
        /// The case, counted from 0.
        case: u16,
    },
    /// No case of the switch holds.
    Otherwise(StepId),
    /// The outside has answered what a switch asks or a prompt says, or what becomes of a transfer.
    Asked {
        /// The step.
        step: StepId,
        /// The answer.
        answer: AnswerId,
        /// What it is.
        value: AnswerValue,
    },
    /// Nobody has answered at the destination in time.
    RingsOut(StepId),
    /// The message has been said.
    GoesOn(StepId),
    /// The caller is led back to the menu or input before.
    Back(StepId),
    /// The prompt is said again because the caller or the plan asked for it.
    Repeats(StepId),
    /// The key changes nothing.
    Ignores {
        /// The key.
        key: Key,
        /// Why not.
        why: IgnoredKeyReason,
    },
    /// The call has reached the plan's limit.
    TooLong,
    /// The call is led in circles.
    Loops(StepId),
    /// The step sends the call back to a menu or input, and there was none.
    NothingBefore(StepId),
}

/// Why a key changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IgnoredKeyReason {
    /// The step speaks and asks for nothing.
    NothingAsked(StepId),
    /// The step's prompt must be heard to its end.
    PromptFirst(StepId),
    /// It rings, and another key than this one is taken meanwhile.
    NotOffered(StepId),
    /// The message takes keys for what it leads to, and that takes none at this moment.
    NoKeysBehind(StepId),
    /// The call is over.
    CallOver,
}

impl Decision {
    /// Where the plan says so. None where the plan has nothing to do with it.
    #[must_use]
    pub fn span(&self, plan: &Plan) -> Option<Span> {
        let step = |id: StepId| plan.step(id);
        let span = match *self {
            Self::Answers(line) => plan.line(line).origin.span,
            Self::FaxAnswers(contact) => {
                let contact = plan.contact(contact);
                contact.fax.map_or(contact.origin.span, |fax| fax.span)
            }
            Self::NotInService | Self::SetsLanguage(_) | Self::Ignores { .. } => return None,
            Self::CallerTime(_) | Self::TooLong => plan.origin.span,
            Self::Open { step: id, .. } | Self::Closed { step: id, .. } | Self::Passes { step: id, .. } => {
                step(id).gate.map_or(step(id).origin.span, |gate| gate.span)
            }
            Self::Takes { step: id, key } => {
                step(id).choice(key).map_or(step(id).origin.span, |choice| choice.link.span)
            }
            Self::Accepts { step: id, entry } => {
                step(id).taken(&entry).map_or(step(id).origin.span, |taken| taken.link().span)
            }
            Self::Case { step: id, case } => match &step(id).kind {
                StepKind::Switch(switch) => switch.cases[usize::from(case)].then.span,
                _ => step(id).origin.span,
            },
            Self::Otherwise(id) => match &step(id).kind {
                StepKind::Switch(switch) => switch.otherwise.span,
                _ => step(id).origin.span,
            },
            Self::GoesOn(id) => match &step(id).kind {
                StepKind::Message(message) => message.then.span,
                _ => step(id).origin.span,
            },
            Self::NoMatch { step: id, .. }
            | Self::EntryNoMatch { step: id, .. }
            | Self::TakesOther { step: id, .. }
            | Self::GivesUp { step: id, part: PromptKind::NoMatch } => {
                step(id).waiting().map_or(step(id).origin.span, |waiting| waiting.no_match.link().span)
            }
            Self::NoInput { step: id, .. } | Self::TakesSilence(id) | Self::GivesUp { step: id, .. } => {
                step(id).waiting().map_or(step(id).origin.span, |waiting| waiting.no_input.link().span)
            }
            Self::Asked { step: id, answer, value } => {
                let asked = plan.answer(answer).origin.span;
                step(id)
                    .transfer(answer, value)
                    .map_or(asked, |way| way.map_or(step(id).origin.span, |link| link.span))
            }
            Self::RingsOut(id) => match &step(id).kind {
                StepKind::Destination(destination) => destination.unanswered(),
                _ => None,
            }
            .map_or(step(id).origin.span, |(_, link)| link.span),
            Self::Arrives(id)
            | Self::Loops(id)
            | Self::NothingBefore(id)
            | Self::Back(id)
            | Self::Repeats(id) => step(id).origin.span,
        };
        Some(span)
    }
}
