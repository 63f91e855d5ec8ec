//! Sentences about replayed records that several formats tell.

use jiff::Timestamp;

use crate::base::text::{Percent, counted_as};
use crate::replay::change::ReplayChange;
use crate::replay::records::{RecordFormat, RowTrouble};
use crate::replay::survey::{Bounds, CallPlace, ClockReason, DriftKind, ReplaySurvey};
use crate::replay::thousands::Thousands;
use crate::time::Zone;

/// Why a plan cannot explain a call.
pub(crate) fn drift(kind: &DriftKind) -> String {
    match kind {
        DriftKind::NumberNotInPlan { number } => format!("dialed {number}, which is not in the plan"),
        DriftKind::QueueNotInPlan { queue } => {
            format!("reached the queue \"{queue}\", which the plan does not name")
        }
        DriftKind::ReachedWhileClosed { line, place, schedule } => {
            format!("reached {place} on {line} while `{schedule}` is closed")
        }
        DriftKind::NeverReached { line, place } => {
            format!("reached {place} on {line}, which never leads there")
        }
        DriftKind::Contradictory { line } => format!("did on {line} what no single call can do"),
        DriftKind::SkippedTime => "came at a time that the clock skips".to_owned(),
    }
}

/// "1 call", "5,012 calls".
pub(crate) fn calls(count: u64) -> String {
    if count == 1 { "1 call".to_owned() } else { format!("{} calls", Thousands(count)) }
}

/// "120 to 340 of 5,012 calls".
pub(crate) fn of_calls(bounds: Bounds, all: u64) -> String {
    format!("{bounds} of {}", calls(all))
}

/// A share of one, as percent. Nothing of nothing is all.
#[expect(clippy::cast_precision_loss, reason = "a share is told in whole per cent")]
pub(crate) fn percent(part: u64, all: u64) -> String {
    if all == 0 { "100%".to_owned() } else { Percent::of_share(part as f64 / all as f64).whole() }
}

/// What the whole is about.
pub(crate) fn title(survey: &ReplaySurvey, plan: &str) -> String {
    let period = survey.period.map(|(from, to)| {
        let day = |at: Timestamp| survey.zone.wall_clock(at).date();
        let (from, to) = (day(from), day(to));
        if from == to { format!(" on {from}") } else { format!(" from {from} to {to}") }
    });
    format!("{} under {plan}{}", calls(survey.calls), period.unwrap_or_default())
}

/// What was read.
pub(crate) fn read(survey: &ReplaySurvey) -> String {
    let records = survey.records() as u64;
    let mut formats: Vec<&str> =
        survey.files.iter().filter_map(|file| file.format.map(RecordFormat::name)).collect();
    formats.dedup();
    formats.sort_unstable();
    formats.dedup();
    let records =
        if records == 1 { "1 record".to_owned() } else { format!("{} records", Thousands(records)) };
    let files = counted_as(survey.files.len() as u64, "file", "files");
    let of = if formats.is_empty() { String::new() } else { format!(" ({})", formats.join(", ")) };
    format!("{records} in {files}{of}")
}

/// On whose clock times were read.
pub(crate) fn clock(survey: &ReplaySurvey) -> Option<String> {
    let clock = &survey.clock;
    let zone = clock.zone.name();
    let shares = || {
        let told = clock.tried.iter().take(MAX_CLOCKS).map(|tried| {
            format!("as {} {}", tried.zone.name(), percent(tried.agreed as u64, tried.tried as u64))
        });
        told.collect::<Vec<_>>().join(", ")
    };
    match clock.reason {
        ClockReason::NotNeeded => None,
        ClockReason::Given => Some(format!("Times are read as {zone}, as given.")),
        ClockReason::Inferred => Some(format!(
            "Times are read as {zone}: of what the records settle, the plan explains {}.",
            shares()
        )),
        ClockReason::Unsettled if clock.tried.first().is_none_or(|tried| tried.tried == 0) => Some(format!(
            "Times are read as {zone}, the plan's zone: the records do not tell. Use --timezone if it is another."
        )),
        ClockReason::Unsettled => Some(format!(
            "Times are read as {zone}, but the records fit other zones as well: of what they settle, the plan explains {}. Use \
             --timezone if it is another.",
            shares()
        )),
    }
}

/// So many clocks are told.
const MAX_CLOCKS: usize = 4;

/// What was left out, a sentence for each.
pub(crate) fn left_out(survey: &ReplaySurvey) -> Vec<String> {
    let left = survey.left_out;
    let told = |count: usize, why: &str| (count > 0).then(|| format!("{} {why}", calls(count as u64)));
    [
        told(left.internal, "left out: from inside"),
        told(left.by_rule, "left out by a rule"),
        told(left.other_medium, "left out: chats, tasks and other contacts"),
        told(left.without_beginning, "left out: the record with which they begin is missing"),
        told(survey.faxes as usize, "to fax machines"),
        told(survey.twice as usize, "at times that the clock shows twice: both are counted as possible"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What was passed over in files, a sentence for each.
pub(crate) fn passed_over(survey: &ReplaySurvey) -> Vec<String> {
    let mut told = Vec::new();
    for file in &survey.files {
        for count in &file.troubles {
            let records = counted_as(count.count as u64, "record", "records");
            let what = match count.trouble {
                RowTrouble::Duplicate => "left out:",
                _ => "passed over:",
            };
            told.push(format!(
                "{records} {what} {}; first: {}:{}",
                count.trouble.told(),
                file.name,
                count.first
            ));
        }
        if file.unsorted > 0 {
            let records = counted_as(file.unsorted as u64, "record is", "records are");
            told.push(format!("{records} earlier than the one before in {}", file.name));
        }
        if file.format.is_none() {
            told.push(format!("{} is not a file of call records that is known, and was not read", file.name));
        }
    }
    told
}

/// Where a record stands, and when its call came in.
pub(crate) fn place(survey: &ReplaySurvey, place: &CallPlace) -> String {
    let file = survey.files.get(usize::from(place.file)).map_or("", |file| &*file.name);
    let at = place.at.map(|at| format!(", {}", clock_time(at, survey.zone))).unwrap_or_default();
    format!("{file}:{}{at}, {}", place.row, place.caller)
}

/// A time as the clock of a zone shows it.
pub(crate) fn clock_time(at: Timestamp, zone: Zone) -> String {
    zone.wall_clock(at).strftime("%a %Y-%m-%d %H:%M").to_string()
}

/// What the reality check comes to.
pub(crate) fn reality(survey: &ReplaySurvey) -> String {
    if survey.settled == 0 {
        return "The records say of no call where it went, so hours and ways cannot be checked.".to_owned();
    }
    let explained = Bounds { least: survey.explained, most: survey.explained };
    let nothing = if survey.drifts.is_empty() { " Nothing in the records contradicts it." } else { "" };
    format!(
        "The plan explains {} ({}) about whose way the records say something.{nothing}",
        of_calls(explained, survey.settled),
        percent(survey.explained, survey.settled)
    )
}

/// What another plan does to the calls.
pub(crate) fn changed(survey: &ReplaySurvey, change: &ReplayChange) -> Vec<String> {
    if change.calls.is_none() {
        return vec!["No call fares differently.".to_owned()];
    }
    let mut told = vec![
        format!(
            "{} fare differently, in {} hours of the records.",
            of_calls(change.calls, survey.calls),
            change.hours
        ),
        format!(
            "{} meet a closed door under the new plan, {} under the old one.",
            calls_within(change.closed),
            survey.closed
        ),
    ];
    if change.without_cause > 0 {
        told.push(format!(
            "{} fare differently, or may, for no edit that a comparison of the plans shows by itself.",
            calls(change.without_cause)
        ));
    }
    if !change.is_complete {
        told.push(
            "Some lines have more ways than were followed: the bounds are wider than they need to be."
                .to_owned(),
        );
    }
    told
}

/// "120 to 340 calls".
fn calls_within(bounds: Bounds) -> String {
    if bounds.is_exact() { calls(bounds.least) } else { format!("{bounds} calls") }
}
