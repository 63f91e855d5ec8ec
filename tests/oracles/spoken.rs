//! What must hold of hours in words: read by a person, they are the hours that are kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use ivrsim::time::{
    Calendar, DateRule, DayHours, DayTimes, Expression, Holiday, ObservanceRule, Schedule, ScheduleZone, Zone,
};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;
use super::reading::read;
pub use super::words::Named;
use super::words::Told;

const DAY: i64 = 86_400;

/// Rolls a schedule in all of the notation, with holidays, and reads its words back.
///
/// # Panics
///
/// If they say that it is open when it is closed, or the reverse.
pub fn check(dice: &mut Dice<'_>) {
    let zone = *dice.one_of(&["America/New_York", "America/Chicago", "UTC", "Australia/Lord_Howe"]);
    let zone = Zone::named(zone).expect("it is a zone");
    let year = 2024 + dice.whole(10) as i16;
    let text = expression(dice);
    let Ok(expression) = Expression::parse(&text) else { return };
    let calendars = vec![Arc::new(calendar(dice))];
    let schedule = Schedule::new(expression, calendars, vec![], ScheduleZone::Fixed(zone));
    let mut named: Named = BTreeMap::new();
    for kept in (year - 2..=year + 2).flat_map(|year| schedule.holidays_in(year)) {
        named.entry(kept.holiday.name.clone()).or_default().push(kept.date);
    }
    holds(&schedule, zone, year, &named);
}

/// Whether the words of a schedule tell the instants of a year at which it is open.
///
/// # Panics
///
/// If they do not.
pub fn holds(schedule: &Schedule, zone: Zone, year: i16, named: &Named) {
    let words = schedule.spoken();
    let spoken = format!(" {}", zone.spoken());
    let told = read(&words.replacen(&spoken, "", 1), named);
    assert_eq!(words.matches(&spoken).count(), usize::from(told.has_times), "{words}");
    let on = |day: Date| told.on(day, named);
    let mut day = date(year, 1, 1);
    let (mut yesterday, mut today) = (on(day.yesterday().expect("it is no end of time")), on(day));
    while day.year() == year {
        let begins =
            zone.rules().to_ambiguous_zoned(day.at(0, 0, 0, 0)).earlier().expect("it is a time").timestamp();
        let open = match (&yesterday, &today) {
            (Some(yesterday), Some(today)) => {
                let late = yesterday.iter().map(|(from, to)| (from - DAY, to - DAY));
                Some(late.chain(today.iter().copied()).collect::<Vec<_>>())
            }
            _ => None,
        };
        if let Some(open) = open {
            agree(&open, schedule, zone, day, begins, words);
        }
        day = day.tomorrow().expect("it is no end of time");
        (yesterday, today) = (today, on(day));
    }
}

/// Compares a day, of which the clock shows every second that it has.
fn agree(open: &[(i64, i64)], schedule: &Schedule, zone: Zone, day: Date, begins: Timestamp, words: &str) {
    let timetable = schedule.in_zone(zone);
    let mut looks: Vec<i64> = open.iter().flat_map(|&(from, to)| [from - 1, from, to - 1, to]).collect();
    let ends = begins + SignedDuration::from_hours(26);
    let changes = timetable.spans(begins, ends).filter_map(|span| span.to);
    looks.extend(
        changes.flat_map(|at| [at.as_second() - begins.as_second() - 1, at.as_second() - begins.as_second()]),
    );
    looks.extend([0, DAY / 2, DAY - 1]);
    // The clock may be an hour off where it changes.
    let tomorrow = day.tomorrow().expect("it is no end of time").at(0, 0, 0, 0);
    let is_usual = zone.wall_clock(begins + SignedDuration::from_secs(DAY)) == tomorrow;
    let off: &[i64] = if is_usual { &[0] } else { &[-3_600, -1_800, 0, 1_800, 3_600] };
    for second in looks.iter().flat_map(|second| off.iter().map(move |off| second + off)) {
        let at = begins + SignedDuration::from_secs(second);
        let clock = zone.wall_clock(at);
        if clock.date() != day {
            continue;
        }
        let shown =
            i64::from(clock.hour()) * 3_600 + i64::from(clock.minute()) * 60 + i64::from(clock.second());
        let is_told = open.iter().any(|&(from, to)| (from..to).contains(&shown));
        let hours = schedule.expression();
        assert_eq!(
            is_told,
            timetable.is_open(at),
            "`{hours}` is said as {words:?}, at {clock}, {:?}",
            timetable.why(at)
        );
    }
}

/// Whether the words of a schedule tell of all days of a year.
#[must_use]
pub fn is_whole(schedule: &Schedule, zone: Zone, year: i16, named: &Named) -> bool {
    let told: Told = read(&schedule.spoken().replacen(&format!(" {}", zone.spoken()), "", 1), named);
    let mut days = date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| day.year() == year);
    days.all(|day| told.on(day, named).is_some())
}

fn calendar(dice: &mut Dice<'_>) -> Calendar {
    let mut calendar = Calendar::default();
    let names = ["Jubilee", "Founding", "Harvest", "Parade"];
    for name in names.into_iter().take(dice.below(5)) {
        let day = format!("{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
        let on = DateRule::parse(&day).expect("it is a day");
        let hours = match dice.below(3) {
            0 => DayHours::Open(DayTimes::parse(&times(dice)).expect("they are times")),
            _ => DayHours::Closed,
        };
        let observed = *dice.one_of(&[
            ObservanceRule::AsDated,
            ObservanceRule::NearestWeekday,
            ObservanceRule::NextMonday,
        ]);
        calendar.days.push(Holiday { name: name.to_owned(), on, observed, hours });
    }
    calendar
}

/// Some rules.
fn expression(dice: &mut Dice<'_>) -> String {
    let rules = 1 + dice.below(4);
    let mut text = String::new();
    for rule in 0..rules {
        if rule > 0 {
            text.push_str(["; ", "; ", "; ", ", ", " || "][dice.below(5)]);
        }
        let days = days(dice);
        let times = if dice.one_in(5) { String::new() } else { times(dice) };
        let off = if dice.one_in(4) { "off" } else { "" };
        let parts = [days.as_str(), &times, off];
        text.push_str(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
    }
    text
}

/// Days of every kind that is known, alone and together.
fn days(dice: &mut Dice<'_>) -> String {
    const WEEKDAYS: [&str; 24] = [
        "Mo-Fr",
        "Mo-Su",
        "Sa,Su",
        "We",
        "Mo-Sa",
        "Fr-Mo",
        "Tu,Th",
        "Mo[1]",
        "Fr[-1]",
        "Sa[1]",
        "We[2,4]",
        "Mo[5]",
        "Su[-5]",
        "Mo[2] -1 day",
        "Th[1] +3 days",
        "PH",
        "PH",
        "PH,Mo",
        "PH -1 day",
        "PH +1 day",
        "PH +2 days",
        "Tu[1],Th",
        "Sa",
        "Su",
    ];
    const DATES: [&str; 32] = [
        "Jul",
        "Jul-Aug",
        "Jun-Aug",
        "Nov-Feb",
        "Jul 4",
        "Dec 25",
        "Dec 24-Jan 02",
        "Feb 29",
        "Feb 28-Mar 01",
        "Jan 1,Jul 4",
        "2026 Dec 24",
        "2026 Dec 24-2027 Jan 02",
        "2027 Jul",
        "2027 Oct-Feb",
        "easter",
        "easter -2 days",
        "easter +1 day",
        "easter +39 days",
        "easter -2 days-easter +1 day",
        "Nov Th[4]",
        "Nov Th[4] +1 day",
        "May Mo[-1]",
        "Nov Th[4]-Dec 24",
        "Dec 25+Mo",
        "Dec 25-Su",
        "Jan,Mar",
        "Dec 20-Jan 10",
        "2027 Mar 1+",
        "Dec",
        "Dec-Jan",
        "May Mo[-1]-Sep Mo[1]",
        "Apr 1-Apr 30",
    ];
    const WEEKS: [&str; 8] = [
        "week 10-20",
        "week 1-53/2",
        "week 2-52/2",
        "week 53",
        "week 3-30/3",
        "week 5,7",
        "week 1-53",
        "week 4-40/2",
    ];
    const YEARS: [&str; 5] = ["2026", "2026-2028", "2025-2031/2", "2027+", "2024-2036/4"];
    let mut parts = Vec::new();
    if dice.one_in(12) {
        parts.push(YEARS[dice.below(YEARS.len())]);
    }
    match dice.below(8) {
        0..3 => parts.push(DATES[dice.below(DATES.len())]),
        3 => parts.push(WEEKS[dice.below(WEEKS.len())]),
        _ => {}
    }
    if parts.is_empty() || dice.one_in(2) {
        parts.push(WEEKDAYS[dice.below(WEEKDAYS.len())]);
    }
    parts.join(" ")
}

fn times(dice: &mut Dice<'_>) -> String {
    let spans = (0..=dice.below(2)).map(|_| {
        let from = dice.below(48) * 30;
        let to =
            if dice.one_in(4) { from + 30 + dice.below(90) * 30 } else { from + 30 + dice.below(20) * 30 };
        let to = to.min(48 * 60);
        format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    });
    spans.collect::<Vec<_>>().join(",")
}
