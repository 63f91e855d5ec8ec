//! What would make a case pass, where that can be told.

use std::fmt::Write as _;

use jiff::Timestamp;

use crate::call::{CallRecord, Decision, EventKind};
use crate::plan::{Condition, Plan, ScheduleId, StepId, StepKind, Target};
use crate::suite::runner::{ExpectationFailure, PlayedCase};
use crate::suite::scenario::ExpectationKind;

/// What would make it pass: hours, where hours decided it; the key that leads where the call was to go.
pub(crate) fn hint(
    played: &PlayedCase<'_>,
    missed: &ExpectationFailure,
    record: &CallRecord,
) -> Option<String> {
    let plan = played.case.plan();
    let event = record.events[missed.event?];
    let EventKind::Decided(decision) = event.what else { return None };
    match decision {
        Decision::Closed { schedule, .. } | Decision::Open { schedule, .. } => {
            Some(hours(plan, record, schedule, event.at))
        }
        Decision::Case { step, .. } | Decision::Otherwise(step) => {
            let schedules = schedules_of(plan, step);
            let told: Vec<String> =
                schedules.into_iter().map(|schedule| hours(plan, record, schedule, event.at)).collect();
            (!told.is_empty()).then(|| told.join("; "))
        }
        Decision::Takes { step: menu, .. } | Decision::NoMatch { step: menu, .. } => {
            let wanted = wanted_step(played, missed, plan)?;
            let StepKind::Menu(choices) = &plan.step(menu).kind else { return None };
            let (key, _) =
                choices.choices().find(|(_, choice)| choice.link.target == Target::Step(wanted))?;
            Some(format!("key {key} of `{}` leads to `{}`", plan.step(menu).key, plan.step(wanted).key))
        }
        _ => None,
    }
}

/// From when to when hours are open, or closed, around an instant: `office` closed at 17:00 and opens at 9:00.
fn hours(plan: &Plan, record: &CallRecord, schedule: ScheduleId, at: Timestamp) -> String {
    let named = plan.schedule(schedule);
    let timetable = named.schedule.in_zone(record.caller_zone.zone);
    let zone = timetable.zone();
    let clock = |at: Timestamp| zone.shows(at, "%a %Y-%m-%d %H:%M:%S");
    let span = timetable.span_at(at);
    let (began, ends) = if span.open { ("opened", "closes") } else { ("closed", "opens") };
    let mut told = format!("`{}` ", named.key);
    // Writing to memory cannot fail.
    let _ = match (span.from.map(clock), span.to.map(clock)) {
        (Some(from), Some(to)) => write!(told, "{began} at {from} and {ends} at {to} {}", zone.name()),
        (Some(from), None) => {
            let again = if span.open { "does not close" } else { "does not open again" };
            write!(told, "{began} at {from} and {again} {}", zone.name())
        }
        (None, Some(to)) => write!(told, "{ends} at {to} {} and not before", zone.name()),
        (None, None) => write!(told, "{}", if span.open { "never closes" } else { "never opens" }),
    };
    told
}

/// The hours that a switch asks, each once.
fn schedules_of(plan: &Plan, step: StepId) -> Vec<ScheduleId> {
    let StepKind::Switch(switch) = &plan.step(step).kind else { return Vec::new() };
    let mut schedules = Vec::new();
    for condition in switch.cases.iter().flat_map(|case| &case.conditions) {
        if let Condition::Open(schedule) | Condition::Closed(schedule) = condition
            && !schedules.contains(schedule)
        {
            schedules.push(*schedule);
        }
    }
    schedules
}

/// The step to which the call was to come.
fn wanted_step(played: &PlayedCase<'_>, missed: &ExpectationFailure, plan: &Plan) -> Option<StepId> {
    let expect = played.case.scenario.expect(played.case.case);
    match &expect.iter().find(|expectation| expectation.span == missed.span)?.expected {
        ExpectationKind::Step(key) => plan.step_named(key),
        ExpectationKind::Destination(step) | ExpectationKind::Passes(step) => Some(*step),
        _ => None,
    }
}
