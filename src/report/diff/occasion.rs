//! Holidays and overrides as causes: hours that answer otherwise though they are written the same.

use super::times::schedule;
use crate::diff::{Both, Difference};
use crate::hours::Timetable;
use crate::plan::{NamedSchedule, Plan, ScheduleId};
use crate::source::Span;

/// So many names are told.
const MOST_NAMES: usize = 3;

/// What has a name and decides whether hours are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occasion {
    /// Where the calendar or the override stands.
    pub(super) spans: Both<Option<Span>>,
    /// What the hours answer: "`office`: closed: Thanksgiving".
    pub(super) lines: Both<Vec<String>>,
    /// What it is called: the same for every line that it concerns.
    pub(super) names: Both<Vec<String>>,
}

/// The occasion behind a difference. None where hours are written otherwise, or no name decides them.
pub(super) fn of(plans: Both<&Plan>, difference: &Difference) -> Option<Occasion> {
    let sides = Both { old: &difference.old, new: &difference.new };
    let asked = |(plan, side): (&Plan, &crate::diff::Side)| schedule(plan, side.decided.as_ref());
    let Both { old: Some(old), new: Some(new) } = plans.zip(sides).map(asked) else { return None };
    let ids = Both { old, new };
    let hours = plans.zip(ids).map(|(plan, id)| plan.schedule(id));
    if hours.old.written != hours.new.written {
        return None;
    }
    let met = difference.met.first()?;
    let names = plans.zip(hours).map(|(plan, hours)| {
        let timetable = timetable(plan, hours, difference);
        let mut names: Vec<String> = Vec::new();
        for (from, _) in met.when.spans() {
            let why = timetable.why(from);
            if let Some(name) = why.name().filter(|name| names.iter().all(|known| known != name)) {
                names.push(name.to_owned());
            }
        }
        names
    });
    if names.old == names.new {
        return None;
    }
    let spans =
        plans.zip(ids).zip(names.as_ref()).map(|((plan, id), names)| written(plan, id, names.first()?));
    let at = met.when.first()?;
    let lines = plans.zip(hours).zip(names.as_ref()).map(|((plan, hours), names)| {
        let why = timetable(plan, hours, difference).why(at);
        let said = match &names[..] {
            [] | [_] => why.to_string(),
            names => {
                let state = if why.is_open() { "open" } else { "closed" };
                let more = names.len().saturating_sub(MOST_NAMES);
                let more = if more == 0 { String::new() } else { format!(" and {more} more") };
                format!("{state}: {}{more}", names[..names.len().min(MOST_NAMES)].join(", "))
            }
        };
        vec![format!("`{}`: {said}", hours.key)]
    });
    Some(Occasion { spans, lines, names })
}

fn timetable<'p>(plan: &Plan, hours: &'p NamedSchedule, difference: &Difference) -> &'p Timetable {
    let caller = difference.met.first().map(|met| met.by.caller).unwrap_or_default();
    hours.schedule.in_zone(caller.zone_under(plan).zone)
}

/// Where an override of this reason or a calendar with this holiday stands.
fn written(plan: &Plan, id: ScheduleId, name: &str) -> Option<Span> {
    let is_over = |schedules: &[ScheduleId]| schedules.is_empty() || schedules.contains(&id);
    let overrides = plan.overrides().filter(|over| over.change.name == name && is_over(&over.schedules));
    let has_day = |days: &[crate::hours::Holiday]| days.iter().any(|day| day.name == name);
    let calendars = plan.calendars().filter(|named| has_day(&named.calendar.days));
    overrides.map(|over| over.origin.span).chain(calendars.map(|named| named.origin.span)).next()
}
