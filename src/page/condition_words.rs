//! What a plan asks before it sends a call on, in words without the plan's own names for things.

use crate::plan::{Condition, Pattern, Plan, entries_of};

/// How many numbers, places or entries of one condition are named.
const NAMED: usize = 3;

/// When a way is taken: "open hours: Monday to Friday, 8 AM to 6 PM Eastern", "callers with area code 303 or 720".
pub(super) fn when(plan: &Plan, condition: &Condition) -> String {
    match condition {
        Condition::Open(id) => format!("open hours: {}", plan.schedule(*id).schedule.spoken()),
        Condition::Closed(id) => format!("outside of the hours: {}", plan.schedule(*id).schedule.spoken()),
        Condition::Line(lines) => {
            let names: Vec<&str> = lines.iter().map(|&line| plan.line(line).name.as_str()).collect();
            format!("calls to {}", alternatives(&names))
        }
        Condition::Caller(numbers) => format!("callers with the number {}", alternatives(numbers)),
        Condition::AreaCode(codes) => format!("callers with area code {}", alternatives(codes)),
        Condition::Region(regions) => {
            let names: Vec<&str> = regions.iter().map(|region| region.name).collect();
            format!("callers from {}", alternatives(&names))
        }
        Condition::CallerZone(zones) => {
            let clocks: Vec<&str> = zones.iter().map(|zone| zone.spoken()).collect();
            format!("callers on {} time", alternatives(&clocks))
        }
        Condition::Entered(patterns) => format!("those who entered {}", entries(patterns)),
        Condition::Answer(id, values) => {
            let answer = plan.answer(*id);
            let words: Vec<&str> = values.iter().map(|value| answer.word(*value)).collect();
            format!("{}: {}", answer.name.as_deref().unwrap_or(&answer.key), alternatives(&words))
        }
    }
}

/// Entries that are treated alike: "42 or 8 digits that begin with 2".
pub(super) fn entries(patterns: &[Pattern]) -> String {
    alternatives(&patterns.iter().map(entries_of).collect::<Vec<_>>())
}

fn alternatives<T: ToString>(values: &[T]) -> String {
    let mut told: Vec<String> = values.iter().take(NAMED).map(ToString::to_string).collect();
    if values.len() > NAMED {
        told.push(format!("{} more", values.len() - NAMED));
    }
    match told.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}
