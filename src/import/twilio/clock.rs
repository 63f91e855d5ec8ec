//! Conditions on what a clock shows, as hours.

use jiff::civil::{Date, Weekday, date as civil_date};

use super::clock_text::{date, minute};
use super::operator::{Asks, compared};
use super::value::ShownTime;
use crate::import::time_rule::{TimeProduct, TimeRule};

/// Years that a plan knows.
const YEARS: (i16, i16) = (2000, 2199);

/// The hours at which this holds. None: it cannot be said as hours.
pub(super) fn rule(shown: &ShownTime, asks: Asks, wanted: &str) -> Option<TimeRule> {
    let open = notation(&shown.format, asks, wanted)?;
    let timezone = shown.zone.as_deref().unwrap_or("UTC").to_owned();
    Some(TimeRule {
        open,
        timezone: Some(timezone),
        name: String::new(),
        odd_minutes: Some("The flow says so."),
    })
}

/// What a format shows.
#[expect(clippy::struct_excessive_bools, reason = "a format shows any of these, each on its own")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shows {
    time: bool,
    weekday: bool,
    day: bool,
    year: bool,
}

fn shows(format: &str) -> Option<Shows> {
    let mut shows = Shows::default();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            continue;
        }
        let mut field = chars.next()?;
        while matches!(field, '-' | '_' | '0' | '^' | '#') {
            field = chars.next()?;
        }
        match field {
            // Seconds are taken as nought: hours of plans have minutes.
            'H' | 'k' | 'I' | 'l' | 'M' | 'p' | 'P' | 'R' | 'S' | 'T' | 'X' => shows.time = true,
            'a' | 'A' | 'u' | 'w' => shows.weekday = true,
            'd' | 'e' | 'm' | 'b' | 'B' | 'h' | 'j' => shows.day = true,
            'Y' | 'y' | 'F' | 'D' | 'x' => (shows.year, shows.day) = (true, true),
            '%' | 'Z' | 'z' => {}
            _ => return None,
        }
    }
    Some(shows)
}

fn notation(format: &str, asks: Asks, wanted: &str) -> Option<String> {
    match asks {
        Asks::BeforeDate | Asks::AfterDate => return dates(asks, date(wanted)?),
        // Asked of the whole of a time, only its part is meant.
        Asks::BeforeTime | Asks::AfterTime => {
            let wanted = minute(wanted)?;
            let product = TimeProduct::always().with_minutes(&minutes(|at| {
                if asks == Asks::BeforeTime { at < wanted } else { at > wanted }
            }));
            return Some(product.notation());
        }
        Asks::OnDay => {
            let product =
                TimeProduct { weekdays: weekdays(|day| on_day(day, wanted)), ..TimeProduct::always() };
            return Some(product.notation());
        }
        _ => {}
    }
    let holds =
        |date: Date, minute: u16| -> Option<bool> { compared(&written(format, date, minute)?, asks, wanted) };
    let monday = civil_date(2024, 1, 1);
    let shows = shows(format)?;
    match shows {
        Shows { time, weekday, day: false, year: false } => {
            let mut rules = Vec::new();
            let mut week: Vec<(u8, TimeProduct)> = Vec::new();
            for day in 0..if weekday { 7 } else { 1_u8 } {
                let date = monday.checked_add(jiff::Span::new().days(i64::from(day))).ok()?;
                let mut set = vec![false; 1_440];
                for (at, set) in set.iter_mut().enumerate() {
                    let at = if time { at as u16 } else { 0 };
                    *set = holds(date, at)?;
                }
                let product = TimeProduct::always().with_minutes(&set);
                match week.iter_mut().find(|(_, known)| known.minutes == product.minutes) {
                    Some((days, _)) => *days |= 1 << day,
                    None => week.push((1 << day, product)),
                }
            }
            for (days, product) in week {
                let weekdays = if weekday { days } else { 0x7f };
                let one = TimeProduct { weekdays, ..product }.notation();
                if one != "off" {
                    rules.push(one);
                }
            }
            Some(if rules.is_empty() { "off".to_owned() } else { rules.join("; ") })
        }
        Shows { time: false, weekday: false, day: true, year } => {
            // With a year, only a day of one year can be meant.
            let wanted_date = if year { Some(date(wanted)?) } else { None };
            let first = civil_date(wanted_date.map_or(2024, Date::year), 1, 1);
            let mut rules: Vec<(Date, Date)> = Vec::new();
            let mut at = first;
            while at.year() == first.year() {
                if holds(at, 0)? {
                    match rules.last_mut() {
                        Some((_, last)) if last.tomorrow().ok() == Some(at) && last.month() == at.month() => {
                            *last = at;
                        }
                        _ => rules.push((at, at)),
                    }
                }
                at = at.tomorrow().ok()?;
            }
            if rules.len() > 40 {
                return None;
            }
            let year = if year { format!("{} ", first.year()) } else { String::new() };
            let rules = rules.iter().map(|(from, to)| {
                let days = if from == to {
                    format!("{:02}", from.day())
                } else {
                    format!("{:02}-{:02}", from.day(), to.day())
                };
                format!("{year}{} {days} 00:00-24:00", month(*from))
            });
            let rules: Vec<String> = rules.collect();
            Some(if rules.is_empty() { "off".to_owned() } else { rules.join("; ") })
        }
        _ => None,
    }
}

/// All days before or after one.
fn dates(asks: Asks, day: Date) -> Option<String> {
    let (from, to) = if asks == Asks::BeforeDate {
        (civil_date(YEARS.0, 1, 1), day.yesterday().ok()?)
    } else {
        (day.tomorrow().ok()?, civil_date(YEARS.1, 12, 31))
    };
    let shown = |date: Date| format!("{} {} {:02}", date.year(), month(date), date.day());
    Some(if from > to { "off".to_owned() } else { format!("{}-{} 00:00-24:00", shown(from), shown(to)) })
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

fn minutes(holds: impl Fn(u16) -> bool) -> Vec<bool> {
    (0..1_440).map(holds).collect()
}

fn weekdays(holds: impl Fn(Weekday) -> bool) -> u8 {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    days.into_iter().enumerate().filter(|(_, day)| holds(*day)).fold(0, |set, (at, _)| set | 1 << at)
}

/// Whether a day is named, by its name, the beginning of it, or its number from Sunday as 0.
fn on_day(day: Weekday, wanted: &str) -> bool {
    let name = format!("{day:?}").to_lowercase();
    wanted.split(',').map(|part| part.trim().to_lowercase()).any(|part| {
        (part.len() >= 3 && name.starts_with(&part))
            || part.parse::<i8>().is_ok_and(|number| {
                number == day.to_sunday_zero_offset() || number == 7 && day == Weekday::Sunday
            })
    })
}

/// What a clock writes. The platform writes `%P` in small letters.
fn written(format: &str, date: Date, minute: u16) -> Option<String> {
    let time = date.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
    jiff::fmt::strtime::format(format, time).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(format: &str, asks: Asks, wanted: &str) -> Option<String> {
        rule(&ShownTime { zone: None, format: format.into() }, asks, wanted).map(|rule| rule.open)
    }

    #[test]
    fn conditions_on_clocks_are_hours() {
        for (format, asks, wanted, hours) in [
            ("%H:%M", Asks::BeforeTime, "09:00", "Mo-Su 00:00-09:00"),
            ("%H:%M", Asks::AfterTime, "17:00", "Mo-Su 17:01-24:00"),
            ("%H", Asks::Less, "9", "Mo-Su 00:00-09:00"),
            ("%H%M", Asks::More, "1659", "Mo-Su 17:00-24:00"),
            ("%u", Asks::More, "5", "Sa,Su 00:00-24:00"),
            ("%A", Asks::AnyOf, "saturday, sunday", "Sa,Su 00:00-24:00"),
            ("%u %H", Asks::Equal, "1 09", "Mo 09:00-10:00"),
            ("%m-%d", Asks::AnyOf, "12-24,12-25,07-04", "Jul 04 00:00-24:00; Dec 24-25 00:00-24:00"),
            ("%Y-%m-%d", Asks::Equal, "2026-12-25", "2026 Dec 25 00:00-24:00"),
            ("%Y-%m-%d", Asks::BeforeDate, "2026-12-25", "2000 Jan 01-2026 Dec 24 00:00-24:00"),
            ("%a", Asks::OnDay, "Mon,tue", "Mo,Tu 00:00-24:00"),
        ] {
            assert_eq!(open(format, asks, wanted).as_deref(), Some(hours), "{format} {wanted}");
        }
        assert_eq!(open("%s", Asks::Less, "9"), None);
    }
}
