//! What an override of a scenario makes of a plan.

use std::sync::Arc;

use jiff::civil::Date;

use crate::plan::{Plan, ScheduleId};
use crate::time::{Calendar, Effect, Holiday, NightBefore, Override, Schedule};

/// What is different, in the order of the file. Equal changes make one plan, however many scenarios have them.
#[derive(Debug, PartialEq)]
pub(super) struct PlanOverrides {
    pub(super) forced: Vec<(ScheduleId, Effect, String)>,
    pub(super) holidays: Vec<(Vec<ScheduleId>, Holiday)>,
}

/// Changes, and what they make of the suite's plan.
#[derive(Debug)]
pub(super) struct OverriddenPlan {
    pub(super) changes: PlanOverrides,
    pub(super) plan: Plan,
}

impl PlanOverrides {
    /// The plan with these changes.
    pub(super) fn made_to(&self, plan: &Plan) -> Plan {
        let changed = plan.schedules().filter_map(|(id, named)| {
            let schedule = &named.schedule;
            let mut overrides = schedule.overrides().to_vec();
            overrides.extend(self.forced.iter().filter(|(forced, ..)| *forced == id).map(
                |(_, effect, name)| Override {
                    name: name.clone(),
                    from: Date::MIN,
                    to: Date::MAX,
                    effect: effect.clone(),
                    night_before: NightBefore::GoesOn,
                },
            ));
            let kept = self.holidays.iter().filter(|(schedules, _)| schedules.contains(&id));
            let days: Vec<Holiday> = kept.map(|(_, holiday)| holiday.clone()).collect();
            if days.is_empty() && overrides.len() == schedule.overrides().len() {
                return None;
            }
            let mut calendars = schedule.calendars().to_vec();
            if !days.is_empty() {
                calendars.push(Arc::new(Calendar { days }));
            }
            let expression = schedule.expression().clone();
            Some((id, Schedule::new(expression, calendars, overrides, schedule.zone())))
        });
        plan.with_schedules(changed)
    }
}
