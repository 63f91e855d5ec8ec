use super::arrival_cause::ArrivalCause;
use crate::plan::{ContactId, Plan, ScheduleId, StepId};

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "disposition")]
pub struct Outcome {
    /// What ended it.
    pub reason: EndReason,
    /// Where it was then.
    pub place: EndPlace,
    /// What had sent it there, when that was not the caller's own choice.
    pub because: Option<ArrivalCause>,
}

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "disposition")]
#[non_exhaustive]
pub enum OutcomeKind {
    /// The caller was put through to people.
    #[doc(alias("transfer", "route", "dial", "bridge"))]
    Transferred,
    /// The caller was asked to leave a message.
    Voicemail,
    /// The caller was promised a call back.
    #[doc(alias("virtual hold", "queue callback"))]
    Callback,
    /// The caller heard a fax machine.
    FaxTone,
    /// Nobody has the number.
    NotInService,
    /// The system ended the call.
    Disconnected,
    /// The call was lost: it was sent to a place that the phone system does not have.
    Dropped,
    /// The caller ended the call.
    CallerHungUp,
}

/// What a caller is promised by a destination that calls back, whether its name says that itself or not.
pub(crate) fn call_back_from(name: &str) -> String {
    let says_it = ["a call back", "a callback", "call back", "callback"]
        .iter()
        .any(|words| name.get(..words.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(words)));
    if says_it { name.to_owned() } else { format!("a call back from {name}") }
}

/// What ended a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EndReason {
    /// A destination took it.
    PutThrough,
    /// A voicemail took it.
    TakesMessage,
    /// A destination promised to call back.
    CallsBack,
    /// The number is a fax.
    FaxMachine,
    /// The plan has no such number.
    NoSuchNumber,
    /// The plan says to hang up.
    HungUp,
    /// The plan sends the call to a place that the phone system does not have.
    Dropped,
    /// The call reached the plan's limit.
    TooLong,
    /// Steps led to each other without the caller ever having a say.
    Loop,
    /// The caller had enough.
    CallerHungUp,
}

/// Where a call was when it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndPlace {
    /// At a step.
    Step(StepId),
    /// At a contact's fax machine.
    Contact(ContactId),
    /// Nowhere: nothing answered.
    Nowhere,
}

impl OutcomeKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Transferred,
        Self::Voicemail,
        Self::Callback,
        Self::FaxTone,
        Self::NotInService,
        Self::Disconnected,
        Self::Dropped,
        Self::CallerHungUp,
    ];

    /// The word for it in files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Transferred => "transferred",
            Self::Voicemail => "voicemail",
            Self::Callback => "callback",
            Self::FaxTone => "fax-tone",
            Self::NotInService => "not-in-service",
            Self::Disconnected => "disconnected",
            Self::Dropped => "dropped",
            Self::CallerHungUp => "caller-hung-up",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Outcome {
    /// What the call came to.
    #[must_use]
    pub fn kind(&self) -> OutcomeKind {
        match self.reason {
            EndReason::PutThrough => OutcomeKind::Transferred,
            EndReason::TakesMessage => OutcomeKind::Voicemail,
            EndReason::CallsBack => OutcomeKind::Callback,
            EndReason::Dropped => OutcomeKind::Dropped,
            EndReason::FaxMachine => OutcomeKind::FaxTone,
            EndReason::NoSuchNumber => OutcomeKind::NotInService,
            EndReason::HungUp | EndReason::TooLong | EndReason::Loop => OutcomeKind::Disconnected,
            EndReason::CallerHungUp => OutcomeKind::CallerHungUp,
        }
    }

    /// The schedule that sent the call to where it ended, if hours did.
    #[must_use]
    pub fn closed_by(&self, plan: &Plan) -> Option<ScheduleId> {
        match self.because? {
            ArrivalCause::Closed(step) => plan.step(step).gate.map(|gate| gate.schedule),
            ArrivalCause::NoInput | ArrivalCause::NoMatch | ArrivalCause::Transfer { .. } => None,
        }
    }

    /// The name in the plan's files of where the call ended.
    #[must_use]
    pub fn place_key<'p>(&self, plan: &'p Plan) -> Option<&'p str> {
        match self.place {
            EndPlace::Step(id) => Some(&plan.step(id).key),
            EndPlace::Contact(id) => Some(&plan.contact(id).key),
            EndPlace::Nowhere => None,
        }
    }

    /// The name that people use for where the call ended.
    #[must_use]
    pub fn place_name<'p>(&self, plan: &'p Plan) -> Option<&'p str> {
        match self.place {
            EndPlace::Step(id) => plan.step(id).name.as_deref(),
            EndPlace::Contact(id) => Some(&plan.contact(id).name),
            EndPlace::Nowhere => None,
        }
    }
}
