use super::kind::DifferenceKind;
use super::matching::is_same_place;
use super::pair::BeforeAfter;
use crate::base::source::Span;
use crate::call::{CallEvent, Decision, EventKind, PromptKind};
use crate::plan::{Misstep, MisstepCounter, Plan, ScheduleId, StepId, StepKind};

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
        let BeforeAfter { old, new } = self.decisions();
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

    /// Whether one call gives up where the other asks again, or gives up later.
    pub(super) fn is_of_counts(&self) -> bool {
        let BeforeAfter { old: Some(old), new: Some(new) } = self.decisions() else { return false };
        let gives_up = |decision: Decision| matches!(decision, Decision::GivesUp { .. });
        (gives_up(old) || gives_up(new)) && misstep(old).is_some() && misstep(new).is_some()
    }

    fn decisions(&self) -> BeforeAfter<Option<Decision>> {
        self.decided.map(|event| match event?.what {
            EventKind::Decided(decision) => Some(decision),
            _ => None,
        })
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
        let decisions = self.decisions();
        if let BeforeAfter { old: Some(old), new: Some(new) } = decisions
            && let Some(cause) = count_cause(plans, BeforeAfter { old, new })
                .or_else(|| transfer_cause(plans, BeforeAfter { old, new }))
        {
            return cause;
        }
        let place = |(plan, decision): (&Plan, Option<Decision>)| decision?.span(plan);
        let BeforeAfter { old, new } = plans.zip(decisions).map(place);
        Cause { old, new }
    }
}

/// How a step counts what its caller did wrongly.
struct MisstepCount<'p> {
    counter: &'p str,
    counter_span: Option<Span>,
    /// Of what was done.
    own: Option<&'p Misstep>,
    /// Of the other kind: of silence, where something wrong was pressed.
    other: Option<&'p Misstep>,
}

impl<'p> MisstepCount<'p> {
    fn of(plan: &'p Plan, decision: Decision) -> Option<Self> {
        let (step, is_silence) = misstep(decision)?;
        let waiting = plan.step(step).waiting()?;
        let counter = match waiting.counter {
            MisstepCounter::Apart => APART,
            MisstepCounter::Together => "together",
            MisstepCounter::Shared(index) => &plan.counters()[usize::from(index)],
        };
        let (silence, wrong) = (waiting.no_input.misstep(), waiting.no_match.misstep());
        let (own, other) = if is_silence { (silence, wrong) } else { (wrong, silence) };
        Some(Self { counter, counter_span: waiting.counter_span, own, other })
    }
}

/// A counter that counts silence and wrong keys each for itself.
const APART: &str = "apart";

/// Where it is written how missteps are counted, or how many there can be, if one call gives up before the other for that.
fn count_cause(plans: BeforeAfter<&Plan>, decisions: BeforeAfter<Decision>) -> Option<Cause> {
    let counts = plans.zip(decisions).map(|(plan, decision)| MisstepCount::of(plan, decision));
    let BeforeAfter { old: Some(old), new: Some(new) } = counts else { return None };
    let limit = |misstep: Option<&Misstep>| misstep.map(|misstep| misstep.tries);
    let span = |misstep: Option<&Misstep>| misstep.and_then(|misstep| misstep.tries_span);
    let written = if old.counter != new.counter {
        Cause { old: old.counter_span, new: new.counter_span }
    } else if limit(old.own) != limit(new.own) {
        Cause { old: span(old.own), new: span(new.own) }
    } else if old.counter != APART && limit(old.other) != limit(new.other) {
        // What is counted together can be too much of the other.
        Cause { old: span(old.other), new: span(new.other) }
    } else {
        return None;
    };
    // What holds where nothing is written is written nowhere.
    (written.old.is_some() || written.new.is_some()).then_some(written)
}

/// Where it is written that an act counts for one call, and for the other not or elsewhere.
pub(super) fn first_count_cause(
    plans: BeforeAfter<&Plan>,
    events: BeforeAfter<&[CallEvent]>,
) -> Option<Cause> {
    let first = events.map(|events| {
        events.iter().find_map(|event| match event.what {
            EventKind::Decided(decision) => misstep(decision).map(|_| decision),
            _ => None,
        })
    });
    let BeforeAfter { old: Some(old), new: Some(new) } = first else { return None };
    count_cause(plans, BeforeAfter { old, new })
}

/// The step whose caller does not do what it asks for, and whether that is silence.
fn misstep(decision: Decision) -> Option<(StepId, bool)> {
    match decision {
        Decision::NoInput { step, .. } | Decision::GivesUp { step, part: PromptKind::NoInput } => {
            Some((step, true))
        }
        Decision::NoMatch { step, .. }
        | Decision::EntryNoMatch { step, .. }
        | Decision::GivesUp { step, .. } => Some((step, false)),
        _ => None,
    }
}

/// Where it is written what becomes of a transfer, if one plan says it and the other does not.
fn transfer_cause(plans: BeforeAfter<&Plan>, decisions: BeforeAfter<Decision>) -> Option<Cause> {
    let way = |(plan, decision): (&Plan, Decision)| match decision {
        Decision::Asked { step, answer, value } => plan.step(step).transfer(answer, value),
        _ => None,
    };
    match plans.zip(decisions).map(way) {
        BeforeAfter { old: Some(Some(link)), new: Some(None) } => {
            Some(Cause { old: Some(link.span), new: None })
        }
        BeforeAfter { old: Some(None), new: Some(Some(link)) } => {
            Some(Cause { old: None, new: Some(link.span) })
        }
        _ => None,
    }
}

/// Where each plan settles the language that callers are spoken to in from an act on.
pub(super) fn language_cause(plans: BeforeAfter<&Plan>, events: BeforeAfter<&[CallEvent]>) -> Cause {
    let settled = |(plan, events): (&Plan, &[CallEvent])| {
        let mut ways = Vec::new();
        for event in events {
            match event.what {
                EventKind::Decided(Decision::SetsLanguage(_)) => return ways.pop(),
                EventKind::Decided(decision) if is_way(decision) => ways.extend(decision.span(plan)),
                _ => {}
            }
        }
        // It sets none on the way on which the other does.
        ways.into_iter().next()
    };
    let BeforeAfter { old, new } = plans.zip(events).map(settled);
    Cause { old, new }
}

/// Whether a decision is one that can set the language.
fn is_way(decision: Decision) -> bool {
    matches!(
        decision,
        Decision::Answers(_)
            | Decision::Takes { .. }
            | Decision::Accepts { .. }
            | Decision::TakesSilence(_)
            | Decision::TakesOther { .. }
    )
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
