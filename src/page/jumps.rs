use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::week_view::whose;
use crate::call::Caller;
use crate::plan::{LineId, Plan};
use crate::time::TimePhrase;

/// A moment worth a call.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct JumpView {
    /// The moment, in milliseconds since 1970.
    at: i64,
    /// "one minute before Sales closes, Friday 5:59 PM Eastern".
    text: String,
}

/// Moments worth a call to a line, from now on: a minute before hours change and just after, the next holiday.
pub(super) fn jumps(plan: &Plan, line: LineId, caller: Caller, now: Timestamp) -> Vec<JumpView> {
    const MOST: usize = 12;
    let zone = caller.zone_under(plan).zone;
    let minute = SignedDuration::from_mins(1);
    let mut jumps = Vec::new();
    for id in plan.schedules_of(line) {
        let timetable = plan.schedule(id).schedule.in_zone(zone);
        let clock = timetable.zone();
        let whose = whose(plan, line, id);
        let mut jump = |at: Timestamp, what: String| {
            let there = clock.wall_clock(at);
            let text =
                format!("{what}, {} {} {}", there.strftime("%A"), TimePhrase(there.time()), clock.spoken());
            jumps.push(JumpView { at: at.as_millisecond(), text });
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
            jump(at, format!("when {whose} {word}"));
            change = timetable.next_change(at);
        }
        let today = clock.wall_clock(now).date();
        let schedule = &plan.schedule(id).schedule;
        let holidays =
            [today.year(), today.year() + 1].into_iter().flat_map(|year| schedule.holidays_in(year));
        let next = holidays.filter(|holiday| holiday.date > today).min_by_key(|holiday| holiday.date);
        if let Some(holiday) = next {
            let noon = holiday.date.at(12, 0, 0, 0);
            if let crate::time::LocalTimeResolution::Once(at) = clock.resolve(noon) {
                let date = holiday.date.strftime("%B %-d");
                jump(at, format!("{}, {date}", holiday.holiday.name));
            }
        }
    }
    jumps.sort();
    jumps.dedup();
    jumps.truncate(MOST);
    jumps
}
