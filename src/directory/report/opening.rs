//! When something can be reached, for people.

use jiff::Timestamp;

use crate::call::{CallSpec, Caller};
use crate::directory::first::{FirstRoute, StepRoute};
use crate::plan::Plan;
use crate::time::{ScheduleZone, TimePhrase, Zone};

/// Whether the way can be taken now and until when, or else from when: `open until 6:30 PM Eastern`.
pub(crate) fn clause(plan: &Plan, way: &StepRoute, caller: Caller, now: Timestamp) -> String {
    clause_on(clock(plan, way, caller), plan, way, caller, now)
}

/// Where no way was found, at which times that is so, if not at all times to come.
pub(crate) fn within(first: &FirstRoute) -> String {
    let changes = |count| format!(" at the next {count} openings and closings");
    first.given_up_after.map(changes).unwrap_or_default()
}

/// The same of a line, which may lead to desks on several clocks: on the plan's, then.
pub(crate) fn line_clause(plan: &Plan, way: &StepRoute, caller: Caller, now: Timestamp) -> String {
    let zone = caller.zone_under(plan).zone;
    let read = plan.schedules_of(way.line).into_iter();
    let mut clocks = read.map(|id| on_clock(plan.schedule(id).schedule.zone(), zone));
    let first = clocks.next().unwrap_or(plan.zone);
    let clock = if clocks.all(|clock| clock.is_same_clock(first)) { first } else { plan.zone };
    clause_on(clock, plan, way, caller, now)
}

fn clause_on(clock: Zone, plan: &Plan, way: &StepRoute, caller: Caller, now: Timestamp) -> String {
    let zone = caller.zone_under(plan).zone;
    if way.at <= now {
        return match way.until {
            Some(until) => format!("open until {}", short(until, now, clock)),
            None => "open".to_owned(),
        };
    }
    // The schedule whose opening it waits for knows how people say it.
    let opening = plan.schedules_of(way.line).into_iter().find_map(|id| {
        let schedule = &plan.schedule(id).schedule;
        let timetable = schedule.in_zone(zone);
        if on_clock(schedule.zone(), zone) != clock {
            return None;
        }
        let opening =
            (timetable.next_open(now) == Some(way.at)).then(|| timetable.next_opening(now).to_string())?;
        // A caller is told their own time without a word of it; whoever reads this is somewhere else.
        Some(match schedule.zone() {
            ScheduleZone::Fixed(_) => opening,
            ScheduleZone::Caller => format!("{opening} {}", clock.spoken()),
        })
    });
    let opens = opening.unwrap_or_else(|| format!("opens {}", ahead(way.at, now, clock)));
    format!("closed, {opens}")
}

/// An instant to come on a zone's clock as a prompt says it: `tomorrow at 8 AM Eastern`; with its date where that is far off.
fn ahead(at: Timestamp, now: Timestamp, zone: Zone) -> String {
    let (there, here) = (zone.wall_clock(at), zone.wall_clock(now));
    let day = match there.date().since(here.date()).map_or(i32::MAX, |span| span.get_days()) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..7 => there.strftime("%A").to_string(),
        _ => return short(at, now, zone),
    };
    format!("{day} at {} {}", TimePhrase(there.time()), zone.spoken())
}

/// The clock on which it is said when somebody can be reached, whether they can or not: that of the last hours that a call
/// asks about on its way to them, which are their own if they have any.
fn clock(plan: &Plan, way: &StepRoute, caller: Caller) -> Zone {
    let number = plan.line(way.line).number.value;
    let record =
        plan.call(&CallSpec::new(number, way.at).with_caller(caller).with_keys(way.keys.clone())).record;
    let asked = record.events.iter().flat_map(|event| event.asked(plan));
    let last = asked.last().map(|id| plan.schedule(id).schedule.zone());
    last.map_or(plan.zone, |zone| on_clock(zone, caller.zone_under(plan).zone))
}

fn on_clock(zone: ScheduleZone, caller: Zone) -> Zone {
    match zone {
        ScheduleZone::Fixed(zone) => zone,
        ScheduleZone::Caller => caller,
    }
}

/// An instant on a zone's clock, with the day where it is not today: `6 PM Eastern`, `Mon 2026-11-23 8 AM Eastern`.
pub(crate) fn short(at: Timestamp, now: Timestamp, zone: Zone) -> String {
    let (there, here) = (zone.wall_clock(at), zone.wall_clock(now));
    let named = zone.told_apart(at);
    let (clock, zone) = (TimePhrase(there.time()), named.as_deref().unwrap_or_else(|| zone.spoken()));
    if there.date() == here.date() {
        format!("{clock} {zone}")
    } else {
        format!("{} {clock} {zone}", there.strftime("%a %Y-%m-%d"))
    }
}
