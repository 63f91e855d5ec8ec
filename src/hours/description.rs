//! A schedule's hours as people say them.
//!
//! What repeats every week is said day by day, whatever rules it comes from; rules for dates, holidays or
//! places in the month follow one by one.

use std::fmt::Write as _;

use jiff::civil::{Date, Time, Weekday, date};

use super::expression::{DayOpenings, Expression};
use super::names::{month_name, weekday_name};
use super::rule::{Anchor, Base, DAY, Dates, Days, Rule, State, Stretch, Toward, Weekdays, bit};
use super::speech::TimePhrase;
use super::zone::ScheduleZone;

/// The hours of an expression, such as "Monday to Friday, 8 AM to 8 PM Eastern".
pub(super) fn describe(expression: &Expression, zone: ScheduleZone) -> String {
    let (weekly, special): (Vec<Rule>, Vec<Rule>) =
        expression.rules().iter().cloned().partition(|rule| rule.days.is_weekly());
    let mut text = week(&Expression::of_rules(weekly));
    let never_opens = special.iter().all(|rule| rule.state == State::Closed);
    if text == CLOSED && never_opens {
        return text;
    }
    // The zone is said once, after the first times.
    let mut zone_said = text == ALWAYS;
    let mut say_zone = |text: &mut String| {
        if !std::mem::replace(&mut zone_said, true) {
            push_zone(text, zone);
        }
    };
    if text == CLOSED {
        text.clear();
    } else {
        say_zone(&mut text);
    }
    for rule in &special {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&exception(rule));
        if rule.state == State::Open {
            say_zone(&mut text);
        }
    }
    text
}

const ALWAYS: &str = "24 hours a day, 7 days a week";
const CLOSED: &str = "closed";

fn push_zone(text: &mut String, zone: ScheduleZone) {
    text.push(' ');
    text.push_str(zone.spoken());
}

/// The week, with days of equal hours together, in the order of their first.
fn week(expression: &Expression) -> String {
    let mut groups: Vec<(u8, Vec<Stretch>)> = Vec::new();
    let mut day = DayOpenings::default();
    for weekday in Weekday::Monday.cycle_forward().take(7) {
        expression.day(some(weekday), &|_| false, &mut day);
        let stretches = apart(day.openings.iter().map(|opening| opening.stretch).collect());
        if stretches.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|(_, same)| *same == stretches) {
            Some((mask, _)) => *mask |= bit(weekday),
            None => groups.push((bit(weekday), stretches)),
        }
    }
    match &groups[..] {
        [] => return CLOSED.to_owned(),
        [(EVERY_DAY, stretches)] if *stretches == [Stretch::WHOLE_DAY] => return ALWAYS.to_owned(),
        _ => {}
    }
    let groups: Vec<String> = groups
        .iter()
        .map(|(mask, stretches)| format!("{}, {}", weekday_list(*mask), times(stretches)))
        .collect();
    match &groups[..] {
        [first, second] => format!("{first}, and {second}"),
        _ => listed(&groups, ", "),
    }
}

const EVERY_DAY: u8 = 0b111_1111;

/// Some day that is this weekday.
fn some(weekday: Weekday) -> Date {
    let monday = date(2024, 1, 1);
    monday.saturating_add(jiff::Span::new().days(weekday.to_monday_zero_offset()))
}

/// Sorted, with those that touch as one.
fn apart(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.from <= last.to => last.to = last.to.max(stretch.to),
            _ => joined.push(stretch),
        }
    }
    joined
}

fn times(stretches: &[Stretch]) -> String {
    if stretches == [Stretch::WHOLE_DAY] {
        return "24 hours".to_owned();
    }
    let said: Vec<String> =
        stretches.iter().map(|stretch| format!("{} to {}", time(stretch.from), time(stretch.to))).collect();
    listed(&said, " ")
}

fn time(seconds: i32) -> TimePhrase {
    let second = seconds.rem_euclid(DAY);
    let part = |value: i32| value as i8;
    let time = Time::new(part(second / 3600), part(second / 60 % 60), part(second % 60), 0);
    TimePhrase(time.unwrap_or(Time::midnight()))
}

/// "A", "A and B", "A, B and C"; three or more of what has commas inside take one before the "and" too.
pub(super) fn listed(items: &[String], before_and: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{}{before_and}and {last}", init.join(", ")),
    }
}

/// "every day", "Monday to Friday", "Saturday and Sunday", "Monday, Wednesday and Friday".
pub(super) fn weekday_list(mask: u8) -> String {
    if mask == EVERY_DAY {
        return "every day".to_owned();
    }
    let mut said = Vec::new();
    let mut run: Vec<Weekday> = Vec::new();
    for weekday in Weekday::Monday.cycle_forward().take(7) {
        if mask & bit(weekday) != 0 {
            run.push(weekday);
        } else {
            flush(&mut run, &mut said);
        }
    }
    flush(&mut run, &mut said);
    listed(&said, " ")
}

fn flush(run: &mut Vec<Weekday>, said: &mut Vec<String>) {
    match run[..] {
        [first, _, .., last] if run.len() > 2 => {
            said.push(format!("{} to {}", weekday_name(first), weekday_name(last)));
        }
        _ => said.extend(run.iter().map(|weekday| weekday_name(*weekday).to_owned())),
    }
    run.clear();
}

/// A rule that does not hold every week: "June to August, Monday to Friday, 9 AM to 4 PM", "closed on
/// holidays".
fn exception(rule: &Rule) -> String {
    let when = when(&rule.days);
    match (rule.state, rule.is_whole_day()) {
        (State::Open, true) => format!("{when}, 24 hours"),
        (State::Open, false) => format!("{when}, {}", times(&apart(rule.times.clone()))),
        (State::Closed, true) => format!("closed {when}"),
        (State::Closed, false) => format!("closed {when}, {}", times(&apart(rule.times.clone()))),
    }
}

fn when(days: &Days) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !days.dates.is_empty() {
        parts.push(listed(&days.dates.iter().map(dates).collect::<Vec<_>>(), " "));
    }
    if !days.weeks.is_empty() {
        let weeks = days
            .weeks
            .iter()
            .map(|weeks| stepped("week", weeks.from.into(), weeks.to.into(), weeks.step.into()));
        parts.push(listed(&weeks.collect::<Vec<_>>(), " "));
    }
    if !days.weekdays.is_empty() {
        let said: Vec<String> = days.weekdays.iter().map(weekdays).collect();
        parts.push(listed(&said, " "));
    }
    if !days.years.is_empty() {
        let years = days.years.iter().map(|years| match years.to {
            9999 => format!("from {}", years.from),
            to => stepped("in", years.from, to, years.step),
        });
        parts.push(listed(&years.collect::<Vec<_>>(), " "));
    }
    parts.join(", ")
}

fn stepped(word: &str, from: i32, to: i32, step: i32) -> String {
    let mut text = if from == to { format!("{word} {from}") } else { format!("{word} {from} to {to}") };
    if step != 1 {
        let _ = write!(text, " (one in {step})");
    }
    text
}

fn weekdays(days: &Weekdays) -> String {
    match days {
        Weekdays::Every { mask } => weekday_list(*mask),
        Weekdays::Holiday { shift: 0 } => "on holidays".to_owned(),
        Weekdays::Holiday { shift } => format!("{} holidays", moved(*shift)),
        Weekdays::Nth { mask, from_start, from_end, shift } => {
            const PLACES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
            const FROM_END: [&str; 5] =
                ["last", "second to last", "third to last", "fourth to last", "fifth to last"];
            let chosen = |places: &[bool; 5], names: [&'static str; 5]| {
                places
                    .iter()
                    .zip(names)
                    .filter(|(is, _)| **is)
                    .map(|(_, name)| name.to_owned())
                    .collect::<Vec<_>>()
            };
            let every = from_start == &[true; 5];
            let mut places = if every { vec!["every".to_owned()] } else { chosen(from_start, PLACES) };
            if !every {
                places.extend(chosen(from_end, FROM_END));
            }
            let which = format!("the {} {} of the month", listed(&places, " "), weekday_list(*mask));
            let which = if every { format!("every {}", weekday_list(*mask)) } else { which };
            if *shift == 0 { format!("on {which}") } else { format!("{} {which}", moved(*shift)) }
        }
    }
}

fn moved(days: i32) -> String {
    match days {
        1 => "the day after".to_owned(),
        -1 => "the day before".to_owned(),
        0.. => format!("{days} days after"),
        _ => format!("{} days before", days.abs()),
    }
}

fn dates(dates: &Dates) -> String {
    let month_day = |(month, day): (i8, i8)| format!("{} {day}", month_name(month));
    let full = |date: &Date| format!("{} {}, {}", month_name(date.month()), date.day(), date.year());
    match dates {
        Dates::EveryYear { from: (from, 1), to: (to, 31) } if from == to => {
            format!("in {}", month_name(*from))
        }
        Dates::EveryYear { from: (from, 1), to: (to, 31) } => {
            format!("{} to {}", month_name(*from), month_name(*to))
        }
        Dates::EveryYear { from, to } if from == to => format!("on {}", month_day(*from)),
        Dates::EveryYear { from, to } => format!("{} to {}", month_day(*from), month_day(*to)),
        Dates::Once { from, to } if from == to => format!("on {}", full(from)),
        Dates::Once { from, to } if to.year() == 9999 => format!("from {}", full(from)),
        Dates::Once { from, to } => format!("{} to {}", full(from), full(to)),
        Dates::Moving { from, to } if from == to => format!("on {}", anchor(from)),
        Dates::Moving { from, to } => format!("{} to {}", anchor(from), anchor(to)),
    }
}

fn anchor(anchor: &Anchor) -> String {
    let mut text = match anchor.base {
        Base::MonthDay(month, day) => format!("{} {day}", month_name(month)),
        Base::Easter => "Easter".to_owned(),
        Base::Nth(month, weekday, nth) => {
            let place = match nth {
                1 => "first",
                2 => "second",
                3 => "third",
                4 => "fourth",
                5 => "fifth",
                -1 => "last",
                -2 => "second to last",
                -3 => "third to last",
                -4 => "fourth to last",
                _ => "fifth to last",
            };
            format!("the {place} {} of {}", weekday_name(weekday), month_name(month))
        }
    };
    if anchor.shift != 0 {
        text = format!("{} {text}", moved(anchor.shift));
    }
    match anchor.toward {
        Some(Toward::Next(weekday)) => text = format!("the {} from {text} on", weekday_name(weekday)),
        Some(Toward::Previous(weekday)) => text = format!("the {} up to {text}", weekday_name(weekday)),
        None => {}
    }
    if let Some(year) = anchor.year {
        let _ = write!(text, ", {year}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::Zone;

    fn said(hours: &str) -> String {
        let zone = ScheduleZone::Fixed(Zone::named("America/New_York").unwrap());
        describe(&Expression::parse(hours).unwrap(), zone)
    }

    #[test]
    fn weekly_hours_are_said_with_equal_days_together() {
        for (hours, expected) in [
            ("Mo-Fr 08:00-20:00", "Monday to Friday, 8 AM to 8 PM Eastern"),
            (
                "Mo-Fr 09:30-18:30; Sa 09:00-18:00",
                "Monday to Friday, 9:30 AM to 6:30 PM, and Saturday, 9 AM to 6 PM Eastern",
            ),
            (
                "Mo-Th 08:00-18:00; Fr 08:00-16:00; Sa 09:00-12:00",
                "Monday to Thursday, 8 AM to 6 PM, Friday, 8 AM to 4 PM, and Saturday, 9 AM to noon Eastern",
            ),
            ("Mo-Fr 08:00-12:00,13:00-17:00", "Monday to Friday, 8 AM to noon and 1 PM to 5 PM Eastern"),
            ("Mo,We,Fr 09:00-12:00", "Monday, Wednesday and Friday, 9 AM to noon Eastern"),
            ("Sa,Su 09:00-24:00", "Saturday and Sunday, 9 AM to midnight Eastern"),
            ("Fr 22:00-26:00", "Friday, 10 PM to 2 AM Eastern"),
            ("08:00-20:00", "every day, 8 AM to 8 PM Eastern"),
            ("Mo-Su 08:00-20:00; Su off", "Monday to Saturday, 8 AM to 8 PM Eastern"),
            ("Mo-Fr", "Monday to Friday, 24 hours Eastern"),
            ("24/7", "24 hours a day, 7 days a week"),
            ("off", "closed"),
        ] {
            assert_eq!(said(hours), expected, "{hours}");
        }
    }

    #[test]
    fn exceptions_follow_the_week() {
        for (hours, expected) in [
            ("Mo-Fr 08:00-20:00; PH off", "Monday to Friday, 8 AM to 8 PM Eastern; closed on holidays"),
            (
                "Mo-Fr 08:00-17:00; Jun-Aug Mo-Fr 09:00-16:00; Dec 25 off",
                "Monday to Friday, 8 AM to 5 PM Eastern; June to August, Monday to Friday, 9 AM to 4 PM; \
                 closed on December 25",
            ),
            ("24/7; Dec 25 off", "24 hours a day, 7 days a week; closed on December 25"),
            ("Jun-Aug 09:00-16:00", "June to August, 9 AM to 4 PM Eastern"),
            ("Mo[1] 09:00-12:00", "on the first Monday of the month, 9 AM to noon Eastern"),
            ("2026 Dec 24 08:00-12:00", "on December 24, 2026, 8 AM to noon Eastern"),
            (
                "Mo 08:00-09:00; easter -2 days off",
                "Monday, 8 AM to 9 AM Eastern; closed on 2 days before Easter",
            ),
            ("PH off", "closed"),
        ] {
            assert_eq!(said(hours), expected, "{hours}");
        }
    }

    #[test]
    fn the_callers_zone_is_called_local_time() {
        let hours = Expression::parse("Mo-Fr 08:00-17:00").unwrap();
        assert_eq!(describe(&hours, ScheduleZone::Caller), "Monday to Friday, 8 AM to 5 PM local time");
    }
}
