use std::fmt;

use jiff::civil::{Date, Time};

use crate::base::source::Span;
use crate::call::OutcomeKind;
use crate::plan::{AnswerId, AnswerValue, Key, LineId, Plan, ScheduleId, StepId, StepKind, TransferResult};

/// Something that a call can show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// A call comes to the step.
    Step(StepId),
    /// The menu takes the key.
    Key(StepId, Key),
    /// The input takes an entry that leads to this place of the plan.
    Entry(StepId, Span),
    /// Silence leads on at the menu or input.
    Silence(StepId),
    /// What is not taken otherwise leads on at the menu or input.
    Other(StepId),
    /// A case of the switch is taken, counted from 0.
    Case(StepId, u16),
    /// No case of the switch holds.
    Otherwise(StepId),
    /// The caller presses nothing, and is asked again.
    NoInput(StepId),
    /// The caller presses nothing too often.
    NoInputGivesUp(StepId),
    /// The caller presses what the step does not take, and is asked again.
    NoMatch(StepId),
    /// The caller presses what the step does not take too often.
    NoMatchGivesUp(StepId),
    /// The step's hours are open.
    Open(StepId),
    /// The step's hours are closed.
    Closed(StepId),
    /// This becomes of a transfer to the destination, where the plan says what follows.
    Transfer(StepId, TransferResult),
    /// The step says that the outside has answered this.
    Said(StepId, AnswerId, AnswerValue),
    /// A call of the line ends so, at this step if it is at one.
    Ends(LineId, OutcomeKind, Option<StepId>),
    /// A call of the line asks about the schedule at such a moment.
    Hours(LineId, ScheduleId, ScheduleMoment),
    /// Somebody of a class of callers calls the line; the class by the zone or number of the one who stands for it, as
    /// [`callers`](crate::explore::callers) finds them.
    Caller(LineId, String),
}

/// A kind of moment in the life of a schedule, on its own clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScheduleMoment {
    /// The last second before it opens at this time of day.
    BeforeOpening(Time),
    /// The second at which it opens.
    Opening(Time),
    /// The last second before it closes at this time of day.
    BeforeClosing(Time),
    /// The second at which it closes.
    Closing(Time),
    /// A day of this holiday or exception.
    Named(String),
    /// A day on which the clock is put forward.
    ClockForward,
    /// A day on which the clock is put back.
    ClockBack,
}

impl Cell {
    /// Where the plan speaks of it.
    #[must_use]
    pub fn span(&self, plan: &Plan) -> Span {
        let step = |id: StepId| plan.step(id);
        match *self {
            Self::Key(id, key) => {
                step(id).choice(key).map_or(step(id).origin.span, |choice| choice.link.span)
            }
            Self::Entry(_, span) => span,
            Self::Case(id, case) => match &step(id).kind {
                StepKind::Switch(switch) => {
                    switch.cases.get(usize::from(case)).map_or(step(id).origin.span, |case| case.then.span)
                }
                _ => step(id).origin.span,
            },
            Self::Otherwise(id) => match &step(id).kind {
                StepKind::Switch(switch) => switch.otherwise.span,
                _ => step(id).origin.span,
            },
            Self::Step(id) | Self::NoInput(id) | Self::NoMatch(id) | Self::Said(id, ..) => {
                step(id).origin.span
            }
            Self::Silence(id) | Self::NoInputGivesUp(id) => {
                step(id).waiting().map_or(step(id).origin.span, |waiting| waiting.no_input.link().span)
            }
            Self::Other(id) | Self::NoMatchGivesUp(id) => {
                step(id).waiting().map_or(step(id).origin.span, |waiting| waiting.no_match.link().span)
            }
            Self::Open(id) => step(id).gate.map_or(step(id).origin.span, |gate| gate.span),
            Self::Closed(id) => step(id).gate.map_or(step(id).origin.span, |gate| gate.closed.span),
            Self::Transfer(id, result) => match &step(id).kind {
                StepKind::Destination(destination) => destination.way(result),
                _ => None,
            }
            .map_or(step(id).origin.span, |link| link.span),
            Self::Ends(line, ..) | Self::Caller(line, _) => plan.line(line).origin.span,
            Self::Hours(_, schedule, _) => plan.schedule(schedule).written.span,
        }
    }

    /// What kind of cell it is, in one word.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Step(_) => "steps",
            Self::Key(..) | Self::Entry(..) | Self::Silence(_) | Self::Other(_) => "keys",
            Self::Case(..) | Self::Otherwise(_) => "cases",
            Self::NoInput(_) | Self::NoInputGivesUp(_) => "no-inputs",
            Self::NoMatch(_) | Self::NoMatchGivesUp(_) => "no-matches",
            Self::Open(_) | Self::Closed(_) => "gates",
            Self::Transfer(..) => "transfers",
            Self::Said(..) => "answers",
            Self::Ends(..) => "outcomes",
            Self::Hours(..) => "hours",
            Self::Caller(..) => "callers",
        }
    }

    /// The words for it.
    #[must_use]
    pub fn told<'a>(&'a self, plan: &'a Plan) -> impl fmt::Display + 'a {
        CellText { cell: self, plan }
    }
}

struct CellText<'a> {
    cell: &'a Cell,
    plan: &'a Plan,
}

impl fmt::Display for CellText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = self.plan;
        let step = |id: &StepId| &plan.step(*id).key;
        let line = |id: &LineId| &plan.line(*id).key;
        match self.cell {
            Cell::Step(id) => write!(f, "{} `{}`", plan.step(*id).kind.word(), step(id)),
            Cell::Key(id, key) if matches!(plan.step(*id).kind, StepKind::Destination(_)) => {
                write!(f, "key {key} while `{}` rings", step(id))
            }
            Cell::Key(id, key) => write!(f, "key {key} of `{}`", step(id)),
            Cell::Entry(id, span) => {
                let file = plan.sources.file(span.file);
                write!(
                    f,
                    "entries of `{}` that lead to {}",
                    step(id),
                    file.text().get(span.range()).unwrap_or_default()
                )
            }
            Cell::Silence(id) => write!(f, "staying on the line at `{}`", step(id)),
            Cell::Other(id) => match plan.step(*id).kind {
                StepKind::Menu(_) => write!(f, "any other key of `{}`", step(id)),
                _ => write!(f, "any other entry of `{}`", step(id)),
            },
            Cell::Case(id, case) => write!(f, "case {} of `{}`", case + 1, step(id)),
            Cell::Otherwise(id) => write!(f, "`{}` when none of its cases holds", step(id)),
            Cell::NoInput(id) => write!(f, "nothing pressed at `{}`", step(id)),
            Cell::NoInputGivesUp(id) => write!(f, "nothing pressed at `{}` until it gives up", step(id)),
            Cell::NoMatch(id) => write!(f, "a wrong key at `{}`", step(id)),
            Cell::NoMatchGivesUp(id) => write!(f, "wrong keys at `{}` until it gives up", step(id)),
            Cell::Open(id) => write!(f, "`{}` while it is open", step(id)),
            Cell::Closed(id) => write!(f, "`{}` while it is closed", step(id)),
            Cell::Transfer(id, result) => match result {
                TransferResult::Answered => write!(f, "`{}` when somebody answers", step(id)),
                TransferResult::Unanswered => write!(f, "`{}` when nobody answers", step(id)),
                TransferResult::Busy => write!(f, "`{}` when it is busy", step(id)),
                TransferResult::Full => write!(f, "`{}` when its queue is full", step(id)),
                TransferResult::Ended => write!(f, "`{}` when the call there has ended", step(id)),
            },
            Cell::Said(id, answer, value) => {
                let answer = plan.answer(*answer);
                write!(f, "`{}` when it says that `{}` is {}", step(id), answer.key, answer.word(*value))
            }
            Cell::Ends(id, kind, at) => {
                write!(f, "a call to `{}` that ends", line(id))?;
                at.as_ref().map_or(Ok(()), |at| write!(f, " at `{}`", step(at)))?;
                write!(f, " as {}", kind.word())
            }
            Cell::Hours(id, schedule, moment) => {
                let hours = &plan.schedule(*schedule).key;
                write!(f, "a call to `{}` {}", line(id), MomentText { moment, hours })
            }
            Cell::Caller(id, class) => write!(f, "a call to `{}` from callers such as {class}", line(id)),
        }
    }
}

/// A moment of hours, as it follows on "a call": "when `office` opens at 08:00".
struct MomentText<'a> {
    moment: &'a ScheduleMoment,
    /// The name of the hours in the file.
    hours: &'a str,
}

impl fmt::Display for MomentText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { moment, hours } = self;
        let clock = |time: &Time| time.strftime("%H:%M").to_string();
        match moment {
            ScheduleMoment::BeforeOpening(time) => {
                write!(f, "in the second before `{hours}` opens at {}", clock(time))
            }
            ScheduleMoment::Opening(time) => write!(f, "when `{hours}` opens at {}", clock(time)),
            ScheduleMoment::BeforeClosing(time) => {
                write!(f, "in the second before `{hours}` closes at {}", clock(time))
            }
            ScheduleMoment::Closing(time) => write!(f, "when `{hours}` closes at {}", clock(time)),
            ScheduleMoment::Named(name) => write!(f, "under \"{name}\" of hours `{hours}`"),
            ScheduleMoment::ClockForward => {
                write!(f, "on the day on which the clock of hours `{hours}` goes forward")
            }
            ScheduleMoment::ClockBack => {
                write!(f, "on the day on which the clock of hours `{hours}` goes back")
            }
        }
    }
}

/// The change of a day's clock: how much longer it is than usual.
#[must_use]
pub(super) fn clock_moment(date: Date, zone: crate::time::Zone) -> Option<ScheduleMoment> {
    match zone.longer_by(date).cmp(&0) {
        std::cmp::Ordering::Less => Some(ScheduleMoment::ClockForward),
        std::cmp::Ordering::Greater => Some(ScheduleMoment::ClockBack),
        std::cmp::Ordering::Equal => None,
    }
}
