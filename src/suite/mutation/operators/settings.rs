//! What holds for the plan as a whole.

use super::planting::MutantPlanter;
use crate::plan::{HoursParts, PlanChange};
use crate::suite::mutation::mutant::Operator;
use crate::time::{ScheduleZone, Zone};

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    let others = ["America/New_York", "America/Chicago", "America/Los_Angeles", "UTC"];
    let others: Vec<Zone> = others.iter().filter_map(|name| Zone::named(name)).collect();
    for &zone in others.iter().filter(|zone| !zone.is_same_clock(plan.unknown_caller_zone)) {
        let words = format!(
            "callers from an unknown time zone count as in {} instead of {}",
            zone.name(),
            plan.unknown_caller_zone.name()
        );
        planting.add(Operator::Settings, plan.origin.span, words, vec![PlanChange::UnknownCallerZone(zone)]);
    }
    for &zone in others.iter().filter(|zone| !zone.is_same_clock(plan.zone)) {
        let inherits = plan.schedules().filter(|(_, named)| {
            named.timezone.is_none() && named.schedule.zone() == ScheduleZone::Fixed(plan.zone)
        });
        let changes: Vec<PlanChange> = inherits
            .map(|(id, named)| {
                let hours = HoursParts { zone: ScheduleZone::Fixed(zone), ..HoursParts::of(&named.schedule) };
                PlanChange::Hours(id, Box::new(hours))
            })
            .collect();
        if !changes.is_empty() {
            let words = format!("the plan uses the time of {} instead of {}", zone.name(), plan.zone.name());
            planting.add(Operator::Settings, plan.origin.span, words, changes);
        }
    }
    // Minutes that are read as seconds. Where nobody waits for callers, calls are short.
    let limit = plan.call_limit / 60;
    if limit.as_secs() > 0 && plan.steps().any(|(_, step)| step.kind.waits()) {
        let words = format!("calls are ended after {limit:#} instead of {:#}", plan.call_limit);
        planting.add(Operator::Settings, plan.origin.span, words, vec![PlanChange::CallLimit(limit)]);
    }
}
