//! Opening hours: times, days, zones. Texts are changed where they say so and read again, so that a mutant tells its callers
//! the hours that it keeps.

use jiff::civil::Weekday;

use super::planting::MutantPlanter;
use crate::plan::{NamedSchedule, ScheduleId};
use crate::suite::mutation::mutant::Operator;
use crate::time::{Expression, HoursPart, HoursPlace, ScheduleZone, Zone, day_code, places};

/// By how many minutes people are wrong.
const SHIFTS: [i32; 4] = [-60, -1, 1, 60];

/// Zones whose clocks are mixed up in North America.
const MAIN_ZONES: [&str; 4] =
    ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"];

pub(super) fn plant_times(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, named) in plan.schedules() {
        let text = named.schedule.expression().text();
        for place in places(text) {
            let (minutes, verb, most) = match place.what {
                HoursPart::Opens(minutes) => (minutes, "opens", 24 * 60),
                HoursPart::Closes(minutes) => (minutes, "closes", 48 * 60),
                HoursPart::Days(..) | HoursPart::Rule => continue,
            };
            for shift in SHIFTS {
                let Some(other) = minutes.checked_add_signed(shift).filter(|&other| other <= most) else {
                    continue;
                };
                let (old, new) = (clock(minutes), clock(other));
                let words =
                    format!("`{}` {verb} at {new} instead of {old}{}", named.key, within(text, &place));
                rewritten(planting, Operator::Times, id, named, &place, &new, words);
            }
        }
    }
}

pub(super) fn plant_days(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, named) in plan.schedules() {
        let text = named.schedule.expression().text();
        for place in places(text) {
            match place.what {
                HoursPart::Days(from, to) => {
                    for (from, to) in other_days(from, to) {
                        let new = days(from, to);
                        let old = &text[place.range.clone()];
                        let words =
                            format!("`{}` holds {new} instead of {old}{}", named.key, within(text, &place));
                        rewritten(planting, Operator::Days, id, named, &place, &new, words);
                    }
                }
                HoursPart::Rule => {
                    let old = &text[place.range.clone()];
                    let words = format!("`{}` has lost its rule {old}", named.key);
                    let without: Vec<&str> =
                        text.split(';').map(str::trim).filter(|rule| *rule != old).collect();
                    let whole = HoursPlace { range: 0..text.len(), ..place.clone() };
                    rewritten(planting, Operator::Days, id, named, &whole, &without.join("; "), words);
                }
                HoursPart::Opens(_) | HoursPart::Closes(_) => {}
            }
        }
    }
}

pub(super) fn plant_zones(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    let fixed = plan.schedules().filter_map(|(_, named)| match named.schedule.zone() {
        ScheduleZone::Fixed(zone) => Some(zone),
        ScheduleZone::Caller => None,
    });
    let mut named: Vec<Zone> = fixed.chain([plan.zone, plan.unknown_caller_zone]).collect();
    let main = || MAIN_ZONES.iter().filter_map(|name| Zone::named(name));
    if named.iter().any(|zone| main().any(|main| main.is_same_clock(*zone))) {
        named.extend(main());
    }
    named.sort_unstable();
    // A clock under another name is no mistake.
    let mut zones: Vec<Zone> = Vec::new();
    for zone in named {
        if !zones.iter().any(|known| known.is_same_clock(zone)) {
            zones.push(zone);
        }
    }
    for (id, named) in plan.schedules() {
        let place = named.timezone.unwrap_or(named.written.span);
        let here = named.schedule.zone();
        let others = zones.iter().map(|&zone| ScheduleZone::Fixed(zone)).chain([ScheduleZone::Caller]);
        for zone in others.filter(|&zone| !is_same(zone, here)) {
            let words =
                format!("`{}` uses the time of {} instead of {}", named.key, clock_of(zone), clock_of(here));
            planting.hours(Operator::Zones, place, words, id, |hours| hours.zone = zone);
        }
    }
}

fn is_same(one: ScheduleZone, other: ScheduleZone) -> bool {
    match (one, other) {
        (ScheduleZone::Fixed(one), ScheduleZone::Fixed(other)) => one.is_same_clock(other),
        _ => one == other,
    }
}

/// A mutant whose text of hours has something else at a place, if that can be read.
fn rewritten(
    planting: &mut MutantPlanter<'_>,
    operator: Operator,
    id: ScheduleId,
    named: &NamedSchedule,
    place: &HoursPlace,
    new: &str,
    words: String,
) {
    let mut text = named.schedule.expression().text().to_owned();
    text.replace_range(place.range.clone(), new);
    if let Ok(expression) = Expression::parse(&text) {
        planting.hours(operator, named.written.span, words, id, |hours| hours.expression = expression);
    }
}

/// Which rule is meant, where there are several.
fn within(text: &str, place: &HoursPlace) -> String {
    if place.rule.len() == text.len() { String::new() } else { format!(" in {}", &text[place.rule.clone()]) }
}

fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn clock_of(zone: ScheduleZone) -> &'static str {
    match zone {
        ScheduleZone::Fixed(zone) => zone.name(),
        ScheduleZone::Caller => "the caller",
    }
}

/// A day less or more at either end; of a single day, its neighbor instead as well.
fn other_days(from: Weekday, to: Weekday) -> Vec<(Weekday, Weekday)> {
    let length = from.until(to) + 1;
    let (before, after) = (from.previous(), to.next());
    let mut others = Vec::new();
    if length > 1 {
        others.extend([(from.next(), to), (from, to.previous())]);
    } else {
        others.push((after, after));
    }
    if length < 7 {
        others.push((from, after));
    }
    if length < 6 {
        others.push((before, to));
    }
    others
}

fn days(from: Weekday, to: Weekday) -> String {
    if from == to { day_code(from).to_owned() } else { format!("{}-{}", day_code(from), day_code(to)) }
}
