use jiff::civil::Weekday;
use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;

use crate::call::Caller;
use crate::plan::{LineId, Plan, ScheduleId, StepKind};
use crate::time::Zone;

/// A week of hours that a line asks about, from the Monday before a moment. Times are milliseconds since 1970.
#[derive(Clone, Debug, Serialize)]
pub(super) struct WeekView {
    /// The days, each from one instant to another.
    days: Vec<DayView>,
    rows: Vec<WeekRowView>,
}

#[derive(Clone, Debug, Serialize)]
struct DayView {
    /// "Mon", "Nov 30".
    weekday: String,
    date: String,
    from: i64,
    to: i64,
}

#[derive(Clone, Debug, Serialize)]
struct WeekRowView {
    /// Whose hours they are.
    name: String,
    /// The hours in words.
    hours: String,
    /// When it is open.
    open: Vec<[i64; 2]>,
}

impl WeekView {
    pub(super) fn of(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> Self {
        let zone = caller.zone_under(plan).zone;
        let monday = monday_before(at, plan.zone);
        let starts: Vec<Timestamp> = (0..=7_i64)
            .map(|ahead| monday.checked_add(ahead.days()).map_or(at, |day| plan.zone.start_of(day)))
            .collect();
        let days = starts.windows(2).map(|day| {
            let date = plan.zone.wall_clock(day[0]);
            DayView {
                weekday: date.strftime("%a").to_string(),
                date: date.strftime("%b %-d").to_string(),
                from: day[0].as_millisecond(),
                to: day[1].as_millisecond(),
            }
        });
        let row = |id: ScheduleId| {
            let schedule = &plan.schedule(id).schedule;
            let open = schedule.in_zone(zone).open_times(starts[0], starts[7]);
            WeekRowView {
                name: whose(plan, line, id).names,
                hours: schedule.spoken().to_owned(),
                open: open.spans().map(|(from, to)| [from.as_millisecond(), to.as_millisecond()]).collect(),
            }
        };
        let rows = plan.schedules_of(line).into_iter().map(row).collect();
        Self { days: days.collect(), rows }
    }
}

fn monday_before(at: Timestamp, zone: Zone) -> jiff::civil::Date {
    let today = zone.wall_clock(at).date();
    let behind = today.weekday().since(Weekday::Monday);
    today.checked_sub(i64::from(behind).days()).unwrap_or(today)
}

/// Those whose hours a schedule is.
pub(super) struct Keepers {
    /// Their names.
    pub(super) names: String,
    /// Whether there are several.
    pub(super) are_several: bool,
}

/// Whose hours a schedule is on a line: the teams that keep it, or the line itself.
pub(super) fn whose(plan: &Plan, line: LineId, id: ScheduleId) -> Keepers {
    const NAMED: usize = 2;
    let keeps = |step: &crate::plan::Step| step.gate.is_some_and(|gate| gate.schedule == id);
    let steps = plan.steps_of(line).into_iter().map(|step| plan.step(step));
    let mut names: Vec<&str> = steps
        .filter(|step| keeps(step) && !matches!(step.kind, StepKind::Menu(_)))
        .filter_map(|step| step.name.as_deref())
        .collect();
    names.dedup();
    let told = match names.len() {
        0 => plan.line(line).name.clone(),
        1..=NAMED => names.join(" and "),
        more => format!("{} and {} more", names[..NAMED].join(", "), more - NAMED),
    };
    Keepers { names: told, are_several: names.len() > 1 }
}
