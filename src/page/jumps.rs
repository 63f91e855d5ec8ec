use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::week_view::whose;
use crate::call::Caller;
use crate::plan::{LineId, Plan};
use crate::time::{LocalTimeResolution, TimePhrase};

/// A moment worth a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct JumpView {
    /// The moment, in milliseconds since 1970.
    at: i64,
    /// "Friday 5:59 PM Eastern".
    when: String,
    /// "one minute before Sales closes".
    text: String,
}

/// Moments worth a call to a line, from now on: a minute before hours change and just after, then the next holidays.
pub(super) fn jumps(plan: &Plan, line: LineId, caller: Caller, now: Timestamp) -> Vec<JumpView> {
    const CHANGES: usize = 8;
    const HOLIDAYS: usize = 3;
    let zone = caller.zone_under(plan).zone;
    let minute = SignedDuration::from_mins(1);
    // Of each moment, as a clock tells it, what is special about it.
    let mut changes: BTreeMap<(Timestamp, String), Vec<String>> = BTreeMap::new();
    let mut holidays: Vec<JumpView> = Vec::new();
    for id in plan.schedules_of(line) {
        let timetable = plan.schedule(id).schedule.in_zone(zone);
        let clock = timetable.zone();
        let whose = whose(plan, line, id);
        let mut jump = |at: Timestamp, what: String| {
            let there = clock.wall_clock(at);
            // A weekday alone is one of the days ahead.
            let is_near = at.duration_since(now) < SignedDuration::from_hours(6 * 24);
            let day = there.strftime(if is_near { "%A" } else { "%A, %B %-d," });
            let when = format!("{day} {} {}", TimePhrase(there.time()), clock.spoken());
            let told = changes.entry((at, when)).or_default();
            if !told.contains(&what) {
                told.push(what);
            }
        };
        let mut change = timetable.next_change(now);
        for _ in 0..2 {
            let Some(at) = change else { break };
            let word = match (timetable.is_open(at), whose.are_several) {
                (true, false) => "opens",
                (true, true) => "open",
                (false, false) => "closes",
                (false, true) => "close",
            };
            let whose = &whose.names;
            let before = at.checked_sub(minute).unwrap_or(at);
            if before > now {
                jump(before, format!("one minute before {whose} {word}"));
            }
            jump(at, format!("{whose} {word}"));
            change = timetable.next_change(at);
        }
        let today = clock.wall_clock(now).date();
        let schedule = &plan.schedule(id).schedule;
        let next = [today.year(), today.year() + 1].into_iter().flat_map(|year| schedule.holidays_in(year));
        for holiday in next.filter(|holiday| holiday.date > today) {
            let name = &holiday.holiday.name;
            if let LocalTimeResolution::Once(at) = clock.resolve(holiday.date.at(12, 0, 0, 0))
                && !holidays.iter().any(|known| known.text == *name)
            {
                let when = format!("{}, noon", holiday.date.strftime("%A, %B %-d, %Y"));
                holidays.push(JumpView { at: at.as_millisecond(), when, text: name.clone() });
            }
        }
    }
    holidays.sort_by_key(|holiday| holiday.at);
    let changes = changes.into_iter().take(CHANGES).map(|((at, when), told)| JumpView {
        at: at.as_millisecond(),
        when,
        text: told.join(", "),
    });
    changes.chain(holidays.into_iter().take(HOLIDAYS)).collect()
}
