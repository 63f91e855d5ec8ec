use super::kind::DifferenceKind;
use super::matching::is_same_place;
use super::pair::BeforeAfter;
use crate::base::source::Span;
use crate::call::{CallEvent, Decision, EventKind};
use crate::plan::{Plan, ScheduleId, StepId, StepKind};

/// What makes plans differ, as far as files show it: the same for all differences that one edit makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause {
    /// The place in the old plan's files.
    pub old: Option<Span>,
    /// The place in the new plan's files.
    pub new: Option<Span>,
}

/// Where two calls part: the decision of each that the other does not make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parting {
    pub(super) decided: BeforeAfter<Option<CallEvent>>,
    /// Whether they part at all. Otherwise these are the last decisions of each.
    pub(super) is_real: bool,
}

impl Parting {
    /// Finds it in what happened to both calls in one act.
    pub(super) fn of(plans: BeforeAfter<&Plan>, events: BeforeAfter<&[CallEvent]>) -> Self {
        let BeforeAfter { old, new } = events.map(choices);
        let mut index = 0;
        while let (Some(old), Some(new)) = (old.get(index), new.get(index)) {
            if !is_alike(plans, old, new) {
                break;
            }
            index += 1;
        }
        // A call that has ended while the other goes on parted from it with its last decision.
        let at = |choices: &[DecisionPoint]| choices.get(index).or(choices.last()).map(|choice| choice.event);
        let is_real = index < old.len().max(new.len());
        Self { decided: BeforeAfter { old: at(&old), new: at(&new) }, is_real }
    }

    /// What kind of difference these decisions make, if they alone tell.
    pub(super) fn kind(&self) -> Option<DifferenceKind> {
        let of = |event: Option<CallEvent>| match event?.what {
            EventKind::Decided(decision) => Some(decision),
            _ => None,
        };
        let BeforeAfter { old, new } = self.decided.map(of);
        match (old?, new?) {
            (Decision::NotInService, Decision::NotInService)
            | (Decision::Closed { .. }, Decision::Closed { .. }) => None,
            (Decision::NotInService, _) => Some(DifferenceKind::NewLine),
            (_, Decision::NotInService) => Some(DifferenceKind::RemovedLine),
            (
                Decision::NoMatch { .. } | Decision::EntryNoMatch { .. } | Decision::TakesOther { .. },
                Decision::Takes { .. } | Decision::Accepts { .. },
            )
            | (Decision::NoMatch { .. } | Decision::EntryNoMatch { .. }, Decision::TakesOther { .. })
            | (Decision::NoInput { .. }, Decision::TakesSilence(_)) => Some(DifferenceKind::NewOption),
            (
                Decision::Takes { .. } | Decision::Accepts { .. },
                Decision::NoMatch { .. } | Decision::EntryNoMatch { .. } | Decision::TakesOther { .. },
            )
            | (Decision::TakesOther { .. }, Decision::NoMatch { .. } | Decision::EntryNoMatch { .. })
            | (Decision::TakesSilence(_), Decision::NoInput { .. }) => Some(DifferenceKind::RemovedOption),
            (Decision::Closed { .. }, _)
            | (_, Decision::Closed { .. })
            | (Decision::Case { .. }, Decision::Otherwise(..))
            | (Decision::Otherwise(..), Decision::Case { .. }) => Some(DifferenceKind::Hours),
            _ => None,
        }
    }

    /// Where the plans say so. Hours that changed are shown where they are written, not where they are used.
    pub(super) fn cause(&self, plans: BeforeAfter<&Plan>) -> Cause {
        let hours = self.decided.map(|event| event.and_then(schedule_asked));
        let written = |(plan, id): (&Plan, Option<ScheduleId>)| {
            id.map(|id| (plan.schedule(id).written.value.clone(), plan.schedule(id).written.span))
        };
        let BeforeAfter { old, new } = plans.zip(hours).map(written);
        if let (Some((old_hours, old)), Some((new_hours, new))) = (&old, &new)
            && old_hours != new_hours
        {
            return Cause { old: Some(*old), new: Some(*new) };
        }
        let place = |(plan, event): (&Plan, Option<CallEvent>)| match event?.what {
            EventKind::Decided(decision) => decision.span(plan),
            _ => None,
        };
        let BeforeAfter { old, new } = plans.zip(self.decided).map(place);
        Cause { old, new }
    }
}

/// A decision that can go more than one way, and where it led.
struct DecisionPoint {
    event: CallEvent,
    decision: Decision,
    /// The step that was come to next.
    next: Option<StepId>,
}

fn choices(events: &[CallEvent]) -> Vec<DecisionPoint> {
    let mut choices: Vec<DecisionPoint> = Vec::new();
    for event in events {
        let EventKind::Decided(decision) = event.what else { continue };
        match decision {
            Decision::Arrives(step) => {
                if let Some(last) = choices.last_mut().filter(|last| last.next.is_none()) {
                    last.next = Some(step);
                }
            }
            Decision::CallerTime(_) | Decision::Ignores { .. } => {}
            _ => choices.push(DecisionPoint { event: *event, decision, next: None }),
        }
    }
    choices
}

fn is_alike(plans: BeforeAfter<&Plan>, old: &DecisionPoint, new: &DecisionPoint) -> bool {
    std::mem::discriminant(&old.decision) == std::mem::discriminant(&new.decision)
        && match (old.next, new.next) {
            (None, None) => true,
            (Some(one), Some(other)) => is_like(plans, one, other),
            _ => false,
        }
}

/// Whether two steps can pass for the same, so that calls have not parted yet.
fn is_like(plans: BeforeAfter<&Plan>, old: StepId, new: StepId) -> bool {
    let kinds = BeforeAfter { old: &plans.old.step(old).kind, new: &plans.new.step(new).kind };
    match (kinds.old, kinds.new) {
        (StepKind::Switch(_), StepKind::Switch(_)) => true,
        _ => is_same_place((plans.old, old), (plans.new, new)),
    }
}

fn schedule_asked(event: CallEvent) -> Option<ScheduleId> {
    match event.what {
        EventKind::Decided(Decision::Open { schedule: id, .. } | Decision::Closed { schedule: id, .. }) => {
            Some(id)
        }
        _ => None,
    }
}
