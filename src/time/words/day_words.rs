//! The days of a rule in words: "June to August, Monday to Friday", "on the first Monday of the month".

use std::fmt::Write as _;

use jiff::civil::Date;

use super::listing::{either, listed, weekday_list, weekday_names, weekdays_of};
use crate::time::names::{month_name, weekday_name};
use crate::time::notation::rule::{Anchor, Base, Dates, Days, EVERY_DAY, Toward, Weekdays, Weeks, Years};

/// The days, of which only some weekdays may be meant: "June to August, Monday to Friday".
pub(in crate::time) fn when(days: &Days, only: u8) -> String {
    let words = DayWords::of(days, only);
    let parts = [words.dates, words.weeks, words.weekdays, words.years, words.on_condition];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The same where "closed" has been said: "on Wednesdays in July and August".
pub(in crate::time) fn when_closed(days: &Days, only: u8) -> String {
    let mask = plain_mask(days).map(|mask| mask & only);
    let within = match (&days.dates[..], &days.weeks[..]) {
        ([one], []) => within(one),
        ([], [weeks]) => Some(self::weeks(*weeks)),
        _ => None,
    };
    match (mask, within) {
        (Some(mask), Some(within)) if mask != EVERY_DAY && !days.weekdays.is_empty() => {
            let mut text = match mask.count_ones() {
                1 | 2 => {
                    let names = weekday_names(mask).into_iter().map(|name| format!("{name}s"));
                    format!("on {} {within}", listed(&names.collect::<Vec<_>>(), " "))
                }
                _ => format!("{} {within}", weekday_list(mask)),
            };
            if let Some(years) = years(&days.years) {
                let _ = write!(text, ", {years}");
            }
            text
        }
        _ => when(days, only),
    }
}

/// What is said of each list of a rule's days.
struct DayWords {
    dates: Option<String>,
    weeks: Option<String>,
    weekdays: Option<String>,
    years: Option<String>,
    /// "if Saturday or Sunday": weekdays that are asked of days which are named otherwise.
    on_condition: Option<String>,
}

impl DayWords {
    fn of(days: &Days, only: u8) -> Self {
        let all = |list: Vec<String>| (!list.is_empty()).then(|| listed(&list, " "));
        // "On December 25, Monday" could be two days.
        let is_single = days.dates.iter().any(is_one_day);
        let mask = plain_mask(days).map(|mask| mask & only);
        let asked = match mask {
            Some(EVERY_DAY) => None,
            Some(mask) if is_single => Some(mask),
            Some(_) => None,
            None => (only != EVERY_DAY).then_some(only),
        };
        let weekdays = match mask {
            Some(EVERY_DAY) if !days.dates.is_empty() || !days.weeks.is_empty() || !days.years.is_empty() => {
                None
            }
            Some(mask) => (!is_single).then(|| weekday_list(mask)),
            None => all(days.weekdays.iter().map(self::weekdays).collect()),
        };
        Self {
            dates: all(days.dates.iter().map(dates).collect()),
            weeks: all(days.weeks.iter().copied().map(weeks).collect()),
            weekdays,
            years: years(&days.years),
            on_condition: asked.map(|mask| format!("if {}", either(mask))),
        }
    }
}

/// The weekdays of days that name no others: no places in a month, no holidays.
fn plain_mask(days: &Days) -> Option<u8> {
    if days.weekdays.is_empty() {
        return Some(EVERY_DAY);
    }
    days.weekdays.iter().try_fold(0, |all, weekdays| match weekdays {
        Weekdays::Every { mask } => Some(all | mask),
        Weekdays::Nth { .. } | Weekdays::Holiday { .. } => None,
    })
}

pub(in crate::time) fn is_one_day(dates: &Dates) -> bool {
    match dates {
        Dates::EveryYear { from, to } => from == to,
        Dates::Once { from, to } => from == to,
        Dates::Moving { from, to } => from == to,
    }
}

/// "in July and August", "from June 15 to August 15": what weekdays can lie within.
fn within(range: &Dates) -> Option<String> {
    if is_one_day(range) {
        return None;
    }
    let said = dates(range);
    Some(match range {
        _ if said.starts_with("in ") || said.starts_with("from ") => said,
        Dates::EveryYear { from, to } if are_neighbors(*from, *to) => format!("in {said}"),
        _ => format!("from {said}"),
    })
}

fn weeks(weeks: Weeks) -> String {
    let Weeks { from, to, step } = weeks;
    match (from, to, step) {
        (1, 52.., 2) => "every second week (the odd weeks of the year)".to_owned(),
        (2, 52.., 2) => "every second week (the even weeks of the year)".to_owned(),
        (from, to, _) if from == to => format!("in week {from} of the year"),
        (from, to, 1) => format!("in weeks {from} to {to} of the year"),
        _ => format!("every {} week from week {from} to week {to} of the year", place(step.into())),
    }
}

fn years(list: &[Years]) -> Option<String> {
    let said = list.iter().map(|&Years { from, to, step }| match (to, step) {
        (9999, 1) => format!("from {from}"),
        (9999, _) => format!("every {} year from {from}", place(step)),
        (to, _) if to == from => format!("in {from}"),
        (to, 1) => format!("from {from} to {to}"),
        (to, _) => format!("every {} year from {from} to {to}", place(step)),
    });
    (!list.is_empty()).then(|| listed(&said.collect::<Vec<_>>(), " "))
}

/// "second", "12th".
fn place(number: i32) -> String {
    const NAMES: [&str; 9] =
        ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    match usize::try_from(number - 2).ok().and_then(|index| NAMES.get(index)) {
        Some(name) => (*name).to_owned(),
        None => match (number % 10, number % 100) {
            (_, 11..=13) => format!("{number}th"),
            (1, _) => format!("{number}st"),
            (2, _) => format!("{number}nd"),
            (3, _) => format!("{number}rd"),
            _ => format!("{number}th"),
        },
    }
}

fn weekdays(days: &Weekdays) -> String {
    match days {
        Weekdays::Every { mask } => weekday_list(*mask),
        Weekdays::Holiday { shift } => on_moved(*shift, "holidays"),
        Weekdays::Nth { mask, from_start, from_end, shift } => {
            const PLACES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
            const FROM_END: [&str; 5] =
                ["last", "second to last", "third to last", "fourth to last", "fifth to last"];
            if from_start == &[true; 5] || from_end == &[true; 5] {
                return on_moved(*shift, &format!("every {}", either(*mask)));
            }
            let chosen = |places: &[bool; 5], names: [&'static str; 5]| {
                places.iter().zip(names).filter(|(is, _)| **is).map(|(_, name)| name).collect::<Vec<_>>()
            };
            let mut places = chosen(from_start, PLACES);
            places.extend(chosen(from_end, FROM_END));
            let each = weekdays_of(*mask)
                .flat_map(|day| places.iter().map(move |place| format!("{place} {}", weekday_name(day))));
            on_moved(*shift, &format!("the {} of the month", listed(&each.collect::<Vec<_>>(), " ")))
        }
    }
}

/// "on the first Monday of the month", "on the day after holidays", "two days before holidays".
fn on_moved(days: i32, what: &str) -> String {
    match days {
        -1..=1 => format!("on {}", moved(days, what)),
        _ => moved(days, what),
    }
}

fn moved(days: i32, what: &str) -> String {
    const NUMBERS: [&str; 11] =
        ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let side = if days < 0 { "before" } else { "after" };
    match days.unsigned_abs() {
        0 => what.to_owned(),
        1 => format!("the day {side} {what}"),
        far => match NUMBERS.get(far as usize) {
            Some(number) => format!("{number} days {side} {what}"),
            None => format!("{far} days {side} {what}"),
        },
    }
}

fn are_neighbors((from, first): (i8, i8), (to, last): (i8, i8)) -> bool {
    (first, last) == (1, 31) && to == from % 12 + 1
}

fn dates(dates: &Dates) -> String {
    let month_day = |(month, day): (i8, i8)| format!("{} {day}", month_name(month));
    let full = |date: &Date| format!("{} {}, {}", month_name(date.month()), date.day(), date.year());
    match dates {
        Dates::EveryYear { from: (from, 1), to: (to, 31) } if from == to => {
            format!("in {}", month_name(*from))
        }
        Dates::EveryYear { from, to } if are_neighbors(*from, *to) => {
            format!("{} and {}", month_name(from.0), month_name(to.0))
        }
        Dates::EveryYear { from: (from, 1), to: (to, 31) } => {
            format!("{} to {}", month_name(*from), month_name(*to))
        }
        Dates::EveryYear { from, to } if from == to => format!("on {}", month_day(*from)),
        Dates::EveryYear { from, to } => format!("{} to {}", month_day(*from), month_day(*to)),
        Dates::Once { from, to } if from == to => format!("on {}", full(from)),
        Dates::Once { from, to } if to.year() == 9999 => format!("from {}", full(from)),
        Dates::Once { from, to } => format!("{} to {}", full(from), full(to)),
        Dates::Moving { from, to } if from == to => match (anchor(from), from.toward, from.shift) {
            (said, None, ..-1 | 2..) => said,
            (said, ..) => format!("on {said}"),
        },
        Dates::Moving { from, to } => format!("{} to {}", anchor(from), anchor(to)),
    }
}

fn anchor(anchor: &Anchor) -> String {
    let base = match anchor.base {
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
    let mut text = moved(anchor.shift, &base);
    match anchor.toward {
        Some(Toward::Next(weekday)) => text = format!("the {} on or after {text}", weekday_name(weekday)),
        Some(Toward::Previous(weekday)) => {
            text = format!("the {} on or before {text}", weekday_name(weekday));
        }
        None => {}
    }
    if let Some(year) = anchor.year {
        let _ = write!(text, ", {year}");
    }
    if let (Base::Easter, None, Some(name)) = (anchor.base, anchor.toward, by_easter(anchor.shift)) {
        let _ = write!(text, " ({name})");
    }
    text
}

/// What people call the days that are counted from Easter.
fn by_easter(days: i32) -> Option<&'static str> {
    Some(match days {
        -2 => "Good Friday",
        1 => "Easter Monday",
        39 => "Ascension Day",
        49 => "Pentecost",
        50 => "Whit Monday",
        _ => return None,
    })
}
