//! The tables of the report, which each format sets in its own way.

use super::words;
use crate::base::text::{Cell, Column, Table, Tone};
use crate::replay::change::ReplayChange;
use crate::replay::survey::{Bounds, DISTANCES, HourTally, ReplaySurvey};

/// So many rows of a kind are listed.
pub(super) const MAX_LISTED: usize = 20;

/// A cell with a number, or with two between which it lies.
pub(super) fn bounds(bounds: Bounds) -> Cell {
    let exact = if bounds.is_exact() {
        bounds.least.to_string()
    } else {
        format!("{}-{}", bounds.least, bounds.most)
    };
    Cell::told(bounds.to_string(), exact)
}

/// All lines together, by the hour of the week.
pub(super) fn all_hours(survey: &ReplaySurvey) -> Vec<HourTally> {
    let mut all = vec![HourTally::default(); 168];
    for line in &survey.lines {
        for (sum, hour) in all.iter_mut().zip(&line.hours) {
            sum.calls += hour.calls;
            sum.closed += hour.closed;
        }
    }
    all
}

/// The lines that were called.
pub(super) fn lines(survey: &ReplaySurvey) -> Table {
    let mut table = Table::new([
        Column::text("LINE"),
        Column::text("NUMBER").minor(),
        Column::number("CALLS"),
        Column::number("CLOSED DOOR"),
    ]);
    for line in survey.lines.iter().filter(|line| line.calls > 0) {
        table.row([
            Cell::text(&*line.name),
            Cell::text(&*line.dialed),
            bounds(Bounds { least: line.calls, most: line.calls }),
            bounds(line.closed),
        ]);
    }
    table
}

/// What calls came to.
pub(super) fn ends(survey: &ReplaySurvey) -> Table {
    let mut table = Table::new([Column::text("OUTCOME"), Column::number("CALLS")]);
    for (kind, calls) in &survey.ends {
        table.row([Cell::text(kind.word()), bounds(*calls)]);
    }
    table
}

/// Hours that turned callers away.
pub(super) fn doors(survey: &ReplaySurvey) -> Table {
    let mut table =
        Table::new([Column::text("SCHEDULE"), Column::text("HOURS").minor(), Column::number("CALLS")]);
    for door in survey.doors.iter().take(MAX_LISTED) {
        table.row([Cell::text(&*door.schedule), Cell::text(&*door.words), bounds(door.calls)]);
    }
    table
}

/// How long before opening or after closing callers came.
pub(super) fn distances(survey: &ReplaySurvey) -> Table {
    let mut table = Table::new([
        Column::text("SCHEDULE"),
        Column::text("CALLED"),
        Column::number("AFTER CLOSING"),
        Column::number("BEFORE OPENING"),
    ]);
    for door in survey.doors.iter().take(MAX_LISTED) {
        for (index, minutes) in DISTANCES.iter().enumerate() {
            let (after, before) = (door.after_closing[index], door.before_opening[index]);
            if !after.is_none() || !before.is_none() {
                table.row([
                    Cell::text(&*door.schedule),
                    Cell::text(distance(index, *minutes)),
                    bounds(after),
                    bounds(before),
                ]);
            }
        }
    }
    table
}

/// How far away something is, in words.
fn distance(index: usize, minutes: u32) -> String {
    let before = index.checked_sub(1).map_or(0, |before| DISTANCES[before]);
    match minutes {
        u32::MAX => format!("over {} hours", before / 60),
        minutes if before == 0 => format!("within {minutes} minutes"),
        minutes if minutes > 60 => format!("{} to {} hours", before / 60, minutes / 60),
        minutes => format!("{before} to {minutes} minutes"),
    }
}

/// What the plan cannot explain.
pub(super) fn drifts(survey: &ReplaySurvey) -> Table {
    let mut table = Table::new([
        Column::text("WHAT CALLERS DID"),
        Column::number("CALLS"),
        Column::text("FIRST"),
        Column::text("LAST").minor(),
    ]);
    for drift in &survey.drifts {
        table.row([
            Cell::text(words::drift(&drift.kind)).toned(Tone::Bad),
            Cell::count(drift.calls),
            Cell::text(words::place(survey, &drift.first)),
            Cell::text(words::place(survey, &drift.last)),
        ]);
    }
    table
}

/// The edits that make calls fare differently.
pub(super) fn causes(change: &ReplayChange) -> Table {
    let mut table = Table::new([Column::text("EDIT"), Column::number("CALLS"), Column::number("HOURS")]);
    for cause in change.causes.iter().take(MAX_LISTED) {
        table.row([Cell::text(&*cause.place), bounds(cause.calls), Cell::count(cause.hours)]);
    }
    table
}
