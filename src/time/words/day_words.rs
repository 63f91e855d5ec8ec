//! The days of a rule in words: "June to August, Monday to Friday", "on the first Monday of the month".

use std::fmt::Write as _;

use jiff::civil::{Date, Weekday};

use super::listing::{either, listed, weekday_list, weekday_names, weekdays_of};
use crate::time::names::{month_name, weekday_name};
use crate::time::notation::rule::{
    Anchor, Base, Dates, Days, EVERY_DAY, Toward, Weekdays, Weeks, Years, bit,
};

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
        ([], [weeks]) => Some(some_weeks(*weeks)),
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
            let _ = match (only_year(days), years(&days.years)) {
                (Some(year), _) => write!(text, " {year}"),
                (None, Some(years)) => write!(text, ", {years}"),
                (None, None) => Ok(()),
            };
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
        // The last Monday of May is no Tuesday.
        let can_be = days.dates.iter().fold(0, |can_be, dates| can_be | weekdays_of_one_day(dates));
        let on_condition = match mask {
            Some(mask) if is_single && can_be & !mask != 0 => Some(on_condition(mask)),
            Some(_) => None,
            None if is_single && only == EVERY_DAY => {
                Some(format!("if {}", either(&named_once(&days.weekdays))))
            }
            None => (only != EVERY_DAY).then(|| self::on_condition(only)),
        };
        let has_others = !days.dates.is_empty() || !days.weeks.is_empty() || !days.years.is_empty();
        let weekdays = match mask {
            _ if is_single && (mask.is_some() || only == EVERY_DAY) => None,
            Some(EVERY_DAY) if has_others => None,
            Some(mask) => Some(weekday_list(mask)),
            None => all(named(&days.weekdays, only)),
        };
        let year = only_year(days);
        let dates = all(days.dates.iter().map(dates).collect());
        Self {
            dates: dates.map(|dates| year.map_or(dates.clone(), |year| format!("{dates} {year}"))),
            weeks: weeks(&days.weeks),
            weekdays,
            years: if year.is_some() { None } else { years(&days.years) },
            on_condition,
        }
    }
}

/// The year that is said with the months: "in July 2027".
fn only_year(days: &Days) -> Option<i32> {
    match (&days.dates[..], &days.years[..]) {
        ([Dates::EveryYear { from: (from, 1), to: (to, 31) }], [Years { from: first, to: last, .. }]) => {
            (from <= to && first == last).then_some(*first)
        }
        _ => None,
    }
}

/// "if a Monday or Tuesday", "unless a Sunday"
fn on_condition(mask: u8) -> String {
    match EVERY_DAY & !mask {
        others if others.count_ones() < mask.count_ones() => {
            format!("unless a {}", either(&weekday_names(others)))
        }
        _ => format!("if a {}", either(&weekday_names(mask))),
    }
}

/// The weekdays that a single day can be.
fn weekdays_of_one_day(dates: &Dates) -> u8 {
    match dates {
        Dates::Once { from, .. } => bit(from.weekday()),
        Dates::Moving {
            from: Anchor { toward: Some(Toward::Next(weekday) | Toward::Previous(weekday)), .. },
            ..
        } => bit(*weekday),
        Dates::Moving {
            from: Anchor { base: Base::Nth(_, weekday, _), shift, toward: None, .. }, ..
        } => bit(weekday.wrapping_add(*shift)),
        Dates::Moving { from: Anchor { base: Base::Easter, shift, toward: None, .. }, .. } => {
            bit(Weekday::Sunday.wrapping_add(*shift))
        }
        Dates::EveryYear { .. } | Dates::Moving { .. } => EVERY_DAY,
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
        // These say "in July" and "from March 1, 2027" themselves.
        Dates::EveryYear { from: (from, 1), to: (to, 31) } if from == to => said,
        Dates::Once { to, .. } if to.year() == 9999 => said,
        Dates::EveryYear { from, to } if are_neighbors(*from, *to) => format!("in {said}"),
        _ => format!("from {said}"),
    })
}

/// "in weeks 5 and 7 of the year"
fn weeks(list: &[Weeks]) -> Option<String> {
    let single: Vec<String> =
        list.iter().filter(|weeks| weeks.from == weeks.to).map(|weeks| weeks.from.to_string()).collect();
    if single.len() > 1 && single.len() == list.len() {
        return Some(format!("in weeks {} of the year", listed(&single, " ")));
    }
    let said: Vec<String> = list.iter().copied().map(some_weeks).collect();
    (!said.is_empty()).then(|| listed(&said, " "))
}

fn some_weeks(weeks: Weeks) -> String {
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

/// Weekdays, the first as it is said behind nothing: "on holidays", "Monday and holidays".
fn named(list: &[Weekdays], only: u8) -> Vec<String> {
    // "Monday and holidays" are no Monday where only a Saturday is meant.
    let is_meant = |days: &&Weekdays| !matches!(days, Weekdays::Every { mask } if mask & only == 0);
    let said = list.iter().filter(is_meant).enumerate().map(|(index, days)| match days {
        Weekdays::Every { mask } => weekday_list(mask & only),
        Weekdays::Holiday { shift } => moved_from(*shift, "holidays", index == 0),
        Weekdays::Nth { mask, from_start, from_end, shift } => {
            let what = if from_start == &[true; 5] || from_end == &[true; 5] {
                format!("every {}", either(&weekday_names(*mask)))
            } else {
                places(*mask, *from_start, *from_end, |items| listed(items, " "))
            };
            moved_from(*shift, &what, index == 0)
        }
    });
    said.collect()
}

/// The same of one day: "a holiday", "the first Monday of the month", "a Monday".
fn named_once(list: &[Weekdays]) -> Vec<String> {
    let said = list.iter().map(|days| match days {
        Weekdays::Every { mask } => format!("a {}", either(&weekday_names(*mask))),
        Weekdays::Holiday { shift } => moved(*shift, "a holiday"),
        Weekdays::Nth { mask, from_start, from_end, shift } => {
            if from_start == &[true; 5] || from_end == &[true; 5] {
                moved(*shift, &format!("a {}", either(&weekday_names(*mask))))
            } else {
                moved(*shift, &places(*mask, *from_start, *from_end, either))
            }
        }
    });
    said.collect()
}

/// "the first and last Monday of the month"
fn places(
    mask: u8,
    from_start: [bool; 5],
    from_end: [bool; 5],
    joined: impl Fn(&[String]) -> String,
) -> String {
    const PLACES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    const FROM_END: [&str; 5] =
        ["last", "second to last", "third to last", "fourth to last", "fifth to last"];
    let chosen = |places: [bool; 5], names: [&'static str; 5]| {
        places
            .into_iter()
            .zip(names)
            .filter(|(is, _)| *is)
            .map(|(_, name)| name.to_owned())
            .collect::<Vec<_>>()
    };
    let mut places = chosen(from_start, PLACES);
    places.extend(chosen(from_end, FROM_END));
    let weekdays = || weekdays_of(mask).map(weekday_name);
    let each = if mask.is_power_of_two() {
        weekdays().map(|day| format!("{} {day}", joined(&places))).collect::<Vec<_>>()
    } else {
        weekdays().flat_map(|day| places.iter().map(move |place| format!("{place} {day}"))).collect()
    };
    format!("the {} of the month", joined(&each))
}

/// "on the first Monday of the month", "on the day after holidays", "two days before holidays".
fn moved_from(days: i32, what: &str, has_on: bool) -> String {
    match days {
        -1..=1 if has_on => format!("on {}", moved(days, what)),
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
