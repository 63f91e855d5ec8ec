//! When something can be reached, for people.

use jiff::Timestamp;

use crate::call::Caller;
use crate::find::Way;
use crate::hours::{TimePhrase, Zone};
use crate::plan::Plan;

/// Whether the way can be taken now and until when, or else from when: `open until 6:30 PM Eastern`.
pub(super) fn clause(plan: &Plan, way: &Way, caller: Caller, now: Timestamp) -> String {
    let zone = caller.zone_under(plan).zone;
    if way.at <= now {
        return match way.until {
            Some(until) => format!("open until {}", short(until, now, plan.zone)),
            None => "open".to_owned(),
        };
    }
    // The schedule whose opening it waits for knows how people say it.
    let opening = plan.schedules_of(way.line).into_iter().find_map(|id| {
        let timetable = plan.schedule(id).schedule.in_zone(zone);
        (timetable.next_open(now) == Some(way.at)).then(|| timetable.next_opening(now).to_string())
    });
    let opens = opening.unwrap_or_else(|| format!("opens {}", short(way.at, now, plan.zone)));
    format!("closed, {opens}")
}

/// An instant on a zone's clock, with the day where it is not today: `6 PM Eastern`, `Mon 2026-11-23 8 AM Eastern`.
pub(super) fn short(at: Timestamp, now: Timestamp, zone: Zone) -> String {
    let (there, here) = (zone.wall_clock(at), zone.wall_clock(now));
    let named = zone.told_apart(at);
    let (clock, zone) = (TimePhrase(there.time()), named.as_deref().unwrap_or_else(|| zone.spoken()));
    if there.date() == here.date() {
        format!("{clock} {zone}")
    } else {
        format!("{} {clock} {zone}", there.strftime("%a %Y-%m-%d"))
    }
}
