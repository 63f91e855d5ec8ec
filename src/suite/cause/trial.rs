//! The call of a case made again under a plan in which something is otherwise.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::suspects::Suspects;
use crate::plan::{Plan, ScheduleId};
use crate::suite::runner::QueuedCase;
use crate::suite::scenario::{ExpectationKind, Player, VerdictKind};
use crate::time::{
    Calendar, DateRule, DayHours, DayTimes, Effect, Holiday, NightBefore, ObservanceRule, Override, Schedule,
};

/// Whether a case keeps its promise under another plan with the same names and ids.
pub(super) fn passes(case: QueuedCase<'_>, plan: &Plan) -> bool {
    let own = case.scenario.override_of(plan);
    let plan = own.as_ref().unwrap_or(plan);
    Player::default().play_under(plan, case.scenario, case.case).kind() == VerdictKind::Passed
}

/// Whether the call of a case goes where it is to go under another plan, whatever is said of hours on the way: who is always
/// closed has no next opening to tell.
fn comes_right(case: QueuedCase<'_>, plan: &Plan) -> bool {
    let own = case.scenario.override_of(plan);
    let plan = own.as_ref().unwrap_or(plan);
    let verdict = Player::default().play_under(plan, case.scenario, case.case);
    let expected = case.scenario.expect(case.case);
    let is_said = |position: usize| {
        matches!(
            expected[position].expected,
            ExpectationKind::Hears(_)
                | ExpectationKind::HearsAfter(..)
                | ExpectationKind::NextOpen(_)
                | ExpectationKind::Reason(_)
        )
    };
    let are_all_said = (0..expected.len()).all(is_said);
    verdict.kind() == VerdictKind::Passed
        || (!are_all_said && verdict.on_the_way().is_empty() && verdict.missed().all(is_said))
}

/// Plans with hours that are always open, or always closed, each made once.
#[derive(Default)]
pub(super) struct ForcedHours {
    plans: HashMap<(*const Plan, ScheduleId, bool), Plan>,
}

impl ForcedHours {
    /// Whether a case passes if hours that were asked at an event of its call were open instead of closed, or closed
    /// instead of open.
    pub(super) fn mend(
        &mut self,
        case: QueuedCase<'_>,
        suspects: &Suspects<'_>,
        (schedule, event): (ScheduleId, usize),
    ) -> bool {
        let Suspects { plan, record, .. } = *suspects;
        let timetable = plan.schedule(schedule).schedule.in_zone(record.caller_zone.zone);
        let opens = !timetable.is_open(record.events[event].at);
        let base = case.runnable().plan;
        let key = (std::ptr::from_ref(base), schedule, opens);
        let forced = self.plans.entry(key).or_insert_with(|| forced(base, schedule, opens));
        comes_right(case, forced)
    }
}

fn forced(plan: &Plan, id: ScheduleId, opens: bool) -> Plan {
    let around_the_clock = DayTimes::parse("00:00-24:00").ok().filter(|_| opens);
    let effect = around_the_clock.map_or(Effect::Closed, Effect::Open);
    let schedule = &plan.schedule(id).schedule;
    let mut overrides = schedule.overrides().to_vec();
    overrides.push(Override {
        name: String::new(),
        from: Date::MIN,
        to: Date::MAX,
        effect,
        night_before: NightBefore::GoesOn,
    });
    let (calendars, hours) = (schedule.calendars().to_vec(), schedule.expression().clone());
    plan.with_schedules([(id, Schedule::new(hours, calendars, overrides, schedule.zone()))])
}

/// The plan with one more holiday in a calendar, on which all who keep it are closed.
pub(super) fn with_holiday(plan: &Plan, calendar: &Arc<Calendar>, date: Date) -> Option<Plan> {
    let on = DateRule::parse(&date.to_string()).ok()?;
    let day = Holiday { name: String::new(), on, observed: ObservanceRule::AsDated, hours: DayHours::Closed };
    let more = Arc::new(Calendar { days: vec![day] });
    let kept = plan.schedules().filter(|(_, named)| named.schedule.keeps(calendar));
    let changed = kept.map(|(id, named)| {
        let schedule = &named.schedule;
        let mut calendars = schedule.calendars().to_vec();
        calendars.push(Arc::clone(&more));
        let (hours, overrides) = (schedule.expression().clone(), schedule.overrides().to_vec());
        (id, Schedule::new(hours, calendars, overrides, schedule.zone()))
    });
    Some(plan.with_schedules(changed.collect::<Vec<_>>()))
}
