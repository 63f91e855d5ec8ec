//! Who is reached by certain callers only, and which callers these are.

use crate::call::{CallRecord, Caller, Decision, EventKind};
use crate::number::NumberMatch;
use crate::plan::StepKind;
use crate::plan::{Condition, Plan, Switch};

/// Callers who reach people whom others do not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Only {
    /// One of them.
    pub(crate) caller: Caller,
    /// Which they are, each kind once: `callers from Tennessee`.
    pub(super) kinds: Vec<String>,
}

impl Only {
    /// Which callers they are: `callers from Tennessee, or callers with area code 512`.
    pub(crate) fn told(&self) -> String {
        self.kinds.join(", or ")
    }
}

/// Of more than these, only some are named.
const MAX_NAMED: usize = 4;

/// What in a call makes its caller one of those who come where it ends, beside one of whom nothing is known: `callers from
/// Tennessee`.
pub(super) fn whose(plan: &Plan, record: &CallRecord) -> String {
    let mut told: Vec<String> = Vec::new();
    for event in &record.events {
        let (switch, case) = match event.what {
            EventKind::Decided(Decision::Case { step, case }) => (step, Some(usize::from(case))),
            EventKind::Decided(Decision::Otherwise(step)) => (step, None),
            _ => continue,
        };
        let StepKind::Switch(switch) = &plan.step(switch).kind else { continue };
        for words in asked(plan, record, switch, case) {
            if !told.contains(&words) {
                told.push(words);
            }
        }
    }
    if told.is_empty() { "some callers".to_owned() } else { format!("callers {}", told.join(" and ")) }
}

/// What a switch asks about the caller: in the case that holds, and in those before it that would hold for a caller of whom
/// nothing is known.
fn asked(plan: &Plan, record: &CallRecord, switch: &Switch, case: Option<usize>) -> Vec<String> {
    let holds = case.and_then(|case| switch.cases.get(case)).into_iter().flat_map(|case| &case.conditions);
    let unknown = Caller::default();
    let zone = unknown.zone_under(plan).zone;
    let passed = switch.cases.iter().take(case.unwrap_or(switch.cases.len()));
    let passed = passed.flat_map(|case| &case.conditions).filter(|condition| {
        unknown.meets(condition, zone) && !record.caller.meets(condition, record.caller_zone.zone)
    });
    let holds = holds.filter_map(in_words);
    holds.chain(passed.filter_map(in_words).map(|words| format!("not {words}"))).collect()
}

/// A condition about the caller, behind "callers".
fn in_words(condition: &Condition) -> Option<String> {
    Some(match condition {
        Condition::Region(regions) => {
            format!("from {}", either(regions.iter().map(|region| region.name.to_owned())))
        }
        Condition::AreaCode(codes) => {
            format!("with area code {}", either(codes.iter().map(ToString::to_string)))
        }
        Condition::Caller(numbers) if numbers.len() > MAX_NAMED => "whose numbers are listed".to_owned(),
        Condition::Caller(numbers) => match &numbers[..] {
            [NumberMatch::Withheld] => "who withhold their number".to_owned(),
            _ => format!("with the number {}", either(numbers.iter().map(ToString::to_string))),
        },
        Condition::CallerZone(zones) => {
            let mut clocks: Vec<String> = Vec::new();
            for zone in zones {
                let clock = zone.spoken().to_owned();
                if !clocks.contains(&clock) {
                    clocks.push(clock);
                }
            }
            format!("on {} time", either(clocks.into_iter()))
        }
        Condition::Open(_)
        | Condition::Closed(_)
        | Condition::Line(_)
        | Condition::Entered(_)
        | Condition::Answer(..) => return None,
    })
}

fn either(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    let more = words.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        words.truncate(MAX_NAMED);
        words.push(format!("{more} more"));
    }
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => words.concat(),
    }
}
