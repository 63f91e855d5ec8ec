//! Holidays and overrides as causes: hours that answer otherwise though they are written the same.

use jiff::Timestamp;

use crate::base::source::Span;
use crate::diff::model::Difference;
use crate::diff::pair::BeforeAfter;
use crate::plan::{NamedSchedule, Plan, ScheduleId};
use crate::time::Timetable;

/// So many names are told.
const MAX_NAMES: usize = 3;

/// What has a name and decides whether hours are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedException {
    /// Where the calendar or the override stands.
    pub(crate) spans: BeforeAfter<Option<Span>>,
    /// What the hours answer: "`office`: closed: Thanksgiving".
    pub(crate) lines: BeforeAfter<Vec<String>>,
    /// What it is called: the same for every line that it concerns.
    pub(crate) names: BeforeAfter<Vec<String>>,
}

/// The hours behind a difference that answer otherwise when it is first met, under each plan.
fn hours(plans: BeforeAfter<&Plan>, difference: &Difference) -> Option<BeforeAfter<ScheduleId>> {
    let sides = BeforeAfter { old: &difference.old, new: &difference.new };
    let asked = plans
        .zip(sides)
        .map(|(plan, side)| side.decided.into_iter().flat_map(|event| event.asked(plan)).collect::<Vec<_>>());
    let at = difference.met.first()?.when.first()?;
    let is_open = |plan, id| timetable(plan, plan.schedule(id), difference).is_open(at);
    let pairs = asked.old.iter().filter_map(|&old| {
        let key = &plans.old.schedule(old).key;
        // The one of the same name, or the only one.
        let only = || asked.new.first().filter(|_| asked.new.len() == 1);
        let new = asked.new.iter().find(|id| plans.new.schedule(**id).key == *key).or_else(only)?;
        Some(BeforeAfter { old, new: *new })
    });
    pairs.into_iter().find(|ids| is_open(plans.old, ids.old) != is_open(plans.new, ids.new))
}

/// Where the hours behind a difference are written, if they are written otherwise.
pub(crate) fn rewritten(plans: BeforeAfter<&Plan>, difference: &Difference) -> Option<BeforeAfter<Span>> {
    let BeforeAfter { old, new } = plans.zip(hours(plans, difference)?).map(|(plan, id)| plan.schedule(id));
    let is_edited = old.key == new.key && old.written != new.written;
    is_edited.then_some(BeforeAfter { old: old.written.span, new: new.written.span })
}

/// The occasion behind a difference. None where hours are written otherwise, or no name decides them.
pub(crate) fn of(plans: BeforeAfter<&Plan>, difference: &Difference) -> Option<NamedException> {
    let ids = hours(plans, difference)?;
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
    let lines = plans
        .zip(hours)
        .zip(names.as_ref())
        .map(|((plan, hours), names)| vec![answer(timetable(plan, hours, difference), hours, names, at)]);
    Some(NamedException { spans, lines, names })
}

/// What hours answer at an instant, and by all of these names at others: "`office`: closed: Thanksgiving".
fn answer(timetable: &Timetable, hours: &NamedSchedule, names: &[String], at: Timestamp) -> String {
    let why = timetable.why(at);
    if names.len() < 2 {
        return format!("`{}`: {why}", hours.key);
    }
    let (told, more) = names.split_at(names.len().min(MAX_NAMES));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    let state = if why.is_open() { "open" } else { "closed" };
    format!("`{}`: {state}: {}{more}", hours.key, told.join(", "))
}

fn timetable<'p>(plan: &Plan, hours: &'p NamedSchedule, difference: &Difference) -> &'p Timetable {
    let caller = difference.met.first().map(|met| met.by.caller).unwrap_or_default();
    hours.schedule.in_zone(caller.zone_under(plan).zone)
}

/// Where an override of this reason or a calendar with this holiday stands.
fn written(plan: &Plan, id: ScheduleId, name: &str) -> Option<Span> {
    let overrides = plan.overrides().filter(|over| over.change.name == name && over.concerns(id));
    let has_day = |days: &[crate::time::Holiday]| days.iter().any(|day| day.name == name);
    let calendars = plan.calendars().filter(|named| has_day(&named.calendar.days));
    overrides.map(|over| over.origin.span).chain(calendars.map(|named| named.origin.span)).next()
}
