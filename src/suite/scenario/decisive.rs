//! Where in a call it went wrong: which event decided that a promise was not kept.

use super::expectation::{ExpectationKind, is_no_match, told_openings};
use super::folded_text::FoldedText;
use super::nearest::nearest;
use crate::call::{CallRecord, Decision, EventKind, IgnoredKeyReason, OutcomeKind, PromptKind};
use crate::plan::{Plan, StepId, Target};

impl ExpectationKind {
    /// The position, among the events of a call that does not meet it, of what decided so: what was said or what lasted,
    /// else the last decision that led elsewhere.
    pub(super) fn decisive(&self, plan: &Plan, record: &CallRecord) -> Option<usize> {
        let events = Events { plan, record };
        match self {
            Self::Outcome(OutcomeKind::Transferred) => events.led_away(|_| false),
            Self::Outcome(_) | Self::Reason(_) => events.led_away(|_| true),
            Self::Step(key) => {
                events.left(key).or_else(|| events.led_away(|at| events.closing_leads_to(at, key)))
            }
            Self::Destination(step) | Self::Passes(step) => {
                let key = &plan.step(*step).key;
                events.left(key).or_else(|| events.led_away(|at| events.closing_leads_to(at, key)))
            }
            Self::Line(_) => events.first(|what| matches!(what, EventKind::Decided(_))),
            Self::ClosedBy(schedule) => events
                .last(|what| matches!(what, EventKind::Decided(Decision::Open { schedule: open, .. }) if open == schedule))
                .or_else(|| events.led_away(|_| true)),
            Self::HearsAfter(phrases, position) => {
                let phrase = &phrases[*position];
                let heard = events.says(|prompt| phrase.is_in(prompt));
                heard.or_else(|| {
                    nearest(plan, record, record.events.len(), phrase).map(|nearest| nearest.event)
                })
            }
            Self::Hears(phrase) => {
                nearest(plan, record, record.events.len(), phrase).map(|nearest| nearest.event)
            }
            Self::NeverHears(phrase) => events.says(|prompt| phrase.is_in(prompt)),
            Self::Path(path) => {
                let arrivals = events.arrivals();
                let same =
                    arrivals.iter().zip(path).take_while(|((_, came), wanted)| came == *wanted).count();
                let end = arrivals.get(same).map_or(record.events.len(), |(event, _)| *event);
                events.led_to(end, |_| true)
            }
            Self::NeverPasses(step) => {
                let (event, _) = events.arrivals().into_iter().find(|(_, came)| came == step)?;
                events.led_to(event, |_| false).or(Some(event))
            }
            Self::LastsAtLeast(_) | Self::LastsAtMost(_) => None,
            Self::NoInputs(_) => events.last(|what| matches!(what, EventKind::Decided(Decision::NoInput { .. }))),
            Self::NoMatches(_) => {
                events.last(|what| matches!(what, EventKind::Decided(decision) if is_no_match(decision)))
            }
            Self::NextOpen(_) => {
                let told = told_openings(plan, record).map(|(event, _)| event).next();
                told.or_else(|| events.led_away(|_| true))
            }
        }
        .or_else(|| record.events.len().checked_sub(1))
    }
}

/// The last decision of a call that other hours, other keys or another plan would have changed.
pub(crate) fn last_turn(plan: &Plan, record: &CallRecord) -> Option<usize> {
    Events { plan, record }.led_away(|_| true)
}

/// Where a call that was to come to a step took another way: what decided at the last step from which it could have been
/// reached without coming anywhere twice.
pub(crate) fn parted(plan: &Plan, record: &CallRecord, wanted: StepId) -> Option<usize> {
    let events = Events { plan, record };
    let arrivals = events.arrivals();
    if arrivals.iter().any(|(_, came)| *came == wanted) {
        return events.left(&plan.step(wanted).key);
    }
    let before = |position: usize| arrivals[..position].iter().map(|(_, step)| *step);
    let leads = |from: Vec<StepId>, position| reaches(plan, from, wanted, before(position).collect());
    let last = (0..arrivals.len()).rev().find(|&position| leads(vec![arrivals[position].1], position))?;
    let end = arrivals.get(last + 1).map_or(record.events.len(), |(event, _)| *event);
    let closed = |step: StepId| match plan.step(step).gate?.closed.target {
        Target::Step(closed) => Some(closed),
        _ => None,
    };
    events.led_to(end, |step| closed(step).is_some_and(|closed| leads(vec![closed], last)))
}

/// Whether a way leads from any of these steps to another that comes to none that were there before.
fn reaches(plan: &Plan, from: Vec<StepId>, wanted: StepId, before: Vec<StepId>) -> bool {
    let mut seen = before;
    let mut ahead = from;
    while let Some(step) = ahead.pop() {
        if step == wanted {
            return true;
        }
        for link in plan.step(step).links() {
            if let Target::Step(next) = link.target
                && !seen.contains(&next)
            {
                seen.push(next);
                ahead.push(next);
            }
        }
    }
    false
}

#[derive(Clone, Copy)]
struct Events<'a> {
    plan: &'a Plan,
    record: &'a CallRecord,
}

impl Events<'_> {
    fn first(self, is_meant: impl Fn(&EventKind) -> bool) -> Option<usize> {
        self.record.events.iter().position(|event| is_meant(&event.what))
    }

    fn last(self, is_meant: impl Fn(&EventKind) -> bool) -> Option<usize> {
        self.record.events.iter().rposition(|event| is_meant(&event.what))
    }

    /// The first prompt of which this holds, once it is folded.
    fn says(self, is_meant: impl Fn(&str) -> bool) -> Option<usize> {
        self.record.events.iter().position(|event| match event.what {
            EventKind::Speaks(utterance) => {
                let told = self.record.told(self.plan, event);
                is_meant(&FoldedText::of(&told.spoken(utterance).to_string()))
            }
            _ => false,
        })
    }

    /// Whether a step, if it were closed, would send the call to the step of this name.
    fn closing_leads_to(self, step: StepId, key: &str) -> bool {
        match self.plan.step(step).gate.map(|gate| gate.closed.target) {
            Some(Target::Step(closed)) => self.plan.step(closed).key == key,
            _ => false,
        }
    }

    /// The steps that the call came to, with the events.
    fn arrivals(self) -> Vec<(usize, StepId)> {
        let events = self.record.events.iter().enumerate();
        let arrivals = events.filter_map(|(position, event)| match event.what {
            EventKind::Decided(Decision::Arrives(step)) => Some((position, step)),
            _ => None,
        });
        arrivals.collect()
    }

    /// What led away from a step to which the call came.
    fn left(self, key: &str) -> Option<usize> {
        let is_step = |what: &EventKind| matches!(what, EventKind::Decided(Decision::Arrives(step)) if self.plan.step(*step).key == key);
        let there = self.last(is_step)?;
        let after = self.record.events[there..].iter().position(|event| branches(&event.what));
        after.map(|after| there + after)
    }

    /// The last decision that could have been another, given the hours and what the caller does. Being open is one where
    /// it matters.
    fn led_away(self, open_matters: impl Fn(StepId) -> bool) -> Option<usize> {
        self.led_to(self.record.events.len(), open_matters)
    }

    /// As [`Events::led_away`], before an event.
    fn led_to(self, end: usize, open_matters: impl Fn(StepId) -> bool) -> Option<usize> {
        let events = &self.record.events[..end];
        let led = events.iter().rposition(|event| match event.what {
            EventKind::Decided(Decision::Open { step, .. }) => open_matters(step),
            ref what => branches(what),
        })?;
        match events[led].what {
            // Silence after a wrong key: the key is what the scenario got wrong.
            EventKind::Decided(Decision::GivesUp { step, part: PromptKind::NoInput }) => {
                let since = events[..led].iter().rposition(
                    |event| matches!(event.what, EventKind::Decided(Decision::Arrives(came)) if came == step),
                );
                let since = since.unwrap_or(0);
                let wrong = events[since..led].iter().rposition(
                    |event| matches!(&event.what, EventKind::Decided(decision) if is_no_match(decision)),
                );
                Some(wrong.map_or(led, |wrong| since + wrong))
            }
            _ => Some(led),
        }
    }
}

/// Whether it is a decision that other hours or another caller would have changed.
fn branches(what: &EventKind) -> bool {
    let EventKind::Decided(decision) = what else { return false };
    match decision {
        Decision::FaxAnswers(_)
        | Decision::NotInService
        | Decision::Closed { .. }
        | Decision::Takes { .. }
        | Decision::Accepts { .. }
        | Decision::TakesSilence(_)
        | Decision::TakesOther { .. }
        | Decision::GivesUp { .. }
        | Decision::Case { .. }
        | Decision::Otherwise(_)
        | Decision::Asked { .. }
        | Decision::TooLong
        | Decision::Loops(_)
        | Decision::NothingBefore(_) => true,
        Decision::Ignores { why, .. } => *why != IgnoredKeyReason::CallOver,
        Decision::Answers(_)
        | Decision::CallerTime(_)
        | Decision::SetsLanguage(_)
        | Decision::Arrives(_)
        | Decision::Open { .. }
        | Decision::Passes { .. }
        | Decision::NoMatch { .. }
        | Decision::EntryNoMatch { .. }
        | Decision::NoInput { .. }
        | Decision::RingsOut(_)
        | Decision::GoesOn(_)
        | Decision::Back(_)
        | Decision::Repeats(_) => false,
    }
}
