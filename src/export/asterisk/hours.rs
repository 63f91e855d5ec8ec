//! Hours as a sub-routine: `Gosub(hours-office,s,1)` returns `open` or `closed`.
//!
//! Asterisk includes the minute that it names to its last second, so each end is a minute less. Its fields know no years: dates are
//! asked of the clock in the zone of the hours, as one number.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::comment::comment;
use crate::export::dated_hours::{DAY, DatedHours, DayMinutes, ExportSpan, HoursException, alike};
use crate::time::Zone;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The context of some hours.
pub(super) fn context(hours: &DatedHours, span: ExportSpan) -> String {
    let mut text = String::new();
    // Writing to memory cannot fail.
    let _ = writeln!(text, "[hours-{}] ; {}", hours.name, comment(&hours.written));
    let mut steps = Vec::new();
    if !hours.exceptions.is_empty() {
        let asked = format!("Set(LOCAL(TODAY)=${{STRFTIME(${{EPOCH}},{},%Y%m%d)}})", hours.zone);
        steps.push((asked, format!("Dates from {} to {}", span.first, span.last)));
    }
    let mut behind = Vec::new();
    for exception in &hours.exceptions {
        let label = match known(exception) {
            Some(DayAnswer::Open) => "open".to_owned(),
            Some(DayAnswer::Closed) => "closed".to_owned(),
            None => {
                let label = format!("from-{}", number(exception.from));
                behind.push((label.clone(), exception));
                label
            }
        };
        let name = exception.name.as_deref().unwrap_or("other hours");
        steps.push((format!("GotoIf($[{}]?{label})", dates(exception)), name.to_owned()));
    }
    steps.extend(times(hours.week.iter(), hours.zone));
    if !behind.is_empty() {
        steps.push(("Goto(closed)".to_owned(), String::new()));
    }
    for (at, (step, said)) in steps.iter().enumerate() {
        let begin = if at == 0 { "exten => s,1," } else { " same => n," };
        let said = if said.is_empty() { String::new() } else { format!(" ; {}", comment(said)) };
        let _ = writeln!(text, "{begin}{step}{said}");
    }
    for (label, exception) in behind {
        let days = exception.week.iter().map(|minutes| minutes.as_ref().unwrap_or(NONE));
        let steps = times(days, hours.zone);
        for (at, (step, _)) in steps.iter().enumerate() {
            let label = if at == 0 { format!("n({label})") } else { "n".to_owned() };
            let _ = writeln!(text, " same => {label},{step}");
        }
        text.push_str(" same => n,Goto(closed)\n");
    }
    let first = if steps.is_empty() { "exten => s,1(closed)" } else { " same => n(closed)" };
    let _ = writeln!(text, "{first},Return(closed)");
    text.push_str(" same => n(open),Return(open)\n");
    text
}

const NONE: &DayMinutes = &Vec::new();

/// What holds on a whole day.
enum DayAnswer {
    Open,
    Closed,
}

/// The answer of an exception that is the same at any time of its days.
fn known(exception: &HoursException) -> Option<DayAnswer> {
    let mut days = exception.week.iter().flatten();
    if days.clone().all(Vec::is_empty) {
        return Some(DayAnswer::Closed);
    }
    days.all(|minutes| minutes.as_slice() == [(0, DAY)]).then_some(DayAnswer::Open)
}

fn dates(exception: &HoursException) -> String {
    let (from, to) = (number(exception.from), number(exception.to));
    if from == to {
        format!("${{TODAY}} = {from}")
    } else {
        format!("${{TODAY}} >= {from} & ${{TODAY}} <= {to}")
    }
}

/// A day as one number, which grows with time.
fn number(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A step for each stretch of alike days, which leads to where it is open.
fn times<'w>(week: impl Iterator<Item = &'w DayMinutes>, zone: Zone) -> Vec<(String, String)> {
    let mut steps = Vec::new();
    for (minutes, days) in alike(week) {
        let days = names(&days);
        for &(from, to) in minutes {
            let times = if (from, to) == (0, DAY) {
                "*".to_owned()
            } else {
                format!("{}-{}", clock(from), clock(to - 1))
            };
            steps.push((format!("GotoIfTime({times},{days},*,*,{zone}?open)"), String::new()));
        }
    }
    steps
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Weekdays as a field, those that follow each other as one part.
fn names(days: &[usize]) -> String {
    if days.len() == 7 {
        return "*".to_owned();
    }
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &day in days {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => parts.push((day, day)),
        }
    }
    let parts = parts.iter().map(|&(from, to)| {
        if from == to { DAYS[from].to_owned() } else { format!("{}-{}", DAYS[from], DAYS[to]) }
    });
    parts.collect::<Vec<_>>().join("&")
}
