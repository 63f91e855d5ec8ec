//! What somebody may have meant by a text that is no time, and what is wrong with it: a day that no month has, an hour that no
//! clock shows, a date in another order.

use jiff::civil::Date;

use super::names::month_name;

/// What is wrong with a text that is no time, and what to write instead, where either can be told from its figures.
pub(super) fn misread(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let (first, rest) = match text.split_once([' ', 'T', 't', ',']) {
        Some((first, rest)) => (first, rest.trim()),
        None => (text, ""),
    };
    if first.contains(':') {
        return clock(first);
    }
    let figures =
        |sign: char| first.split(sign).map(|part| part.parse::<i16>().ok()).collect::<Option<Vec<_>>>();
    match (figures('-').as_deref(), figures('/').or_else(|| figures('.')).as_deref()) {
        (Some(&[year @ 1000..=9999, month, day]), _) => match no_such_day(year, month, day) {
            Some(told) => Some((told, None)),
            None => clock(rest),
        },
        (_, Some(&[year @ 1000..=9999, month, day])) => turned(&[(year, month, day)], rest),
        (Some(&[one, two, year @ 1000..=9999]), _) | (_, Some(&[one, two, year @ 1000..=9999])) => {
            turned(&[(year, one, two), (year, two, one)], rest)
        }
        _ => None,
    }
}

/// Why a month has no such day.
fn no_such_day(year: i16, month: i16, day: i16) -> Option<String> {
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
    let Some(first) = first else { return Some(format!("there is no month {month}: months are 01 to 12")) };
    let days = first.days_in_month();
    let name = month_name(first.month());
    (!(1..=i16::from(days)).contains(&day))
        .then(|| format!("{name} {year} has {days} days, and no day {day}"))
}

/// Why no clock shows this.
fn clock(text: &str) -> Option<(String, Option<String>)> {
    let mut parts = text.split([':', ' ']).map(|part| part.parse::<u32>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    match (hour, minute) {
        (24, 0) => {
            Some(("a day ends before 24:00".to_owned(), Some("write 0:00 of the next day".to_owned())))
        }
        (24.., _) => Some((format!("there is no hour {hour}: a day goes from 0:00 to 23:59"), None)),
        (_, 60..) => Some((format!("there is no minute {minute}: an hour goes from :00 to :59"), None)),
        _ => None,
    }
}

/// A date in another order, as each of the days that it can be.
fn turned(days: &[(i16, i16, i16)], rest: &str) -> Option<(String, Option<String>)> {
    let exists = |&&(year, month, day): &&(i16, i16, i16)| no_such_day(year, month, day).is_none();
    let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
    let shown = |&(year, month, day): &(i16, i16, i16)| format!("`{year}-{month:02}-{day:02}{rest}`");
    let mut dates: Vec<String> = days.iter().filter(exists).map(shown).collect();
    dates.dedup();
    let what = "a date is written with the year first, then the month and the day".to_owned();
    (!dates.is_empty()).then(|| (what, Some(format!("write {}", dates.join(" or ")))))
}

#[cfg(test)]
mod tests {
    use super::misread;

    #[test]
    fn what_no_calendar_and_no_clock_shows_is_told_as_such() {
        let told = |text: &str| {
            let (what, help) = misread(text).unwrap_or_else(|| panic!("{text}"));
            help.map_or(what.clone(), |help| format!("{what}: {help}"))
        };
        for (text, part) in [
            ("2026-02-30 10:00", "February 2026 has 28 days, and no day 30"),
            ("2028-02-30", "February 2028 has 29 days"),
            ("2026-04-31T09:00", "April 2026 has 30 days"),
            ("2026-13-01 10:00", "there is no month 13"),
            ("2026-00-01", "there is no month 0"),
            ("2026-05-00 8:00", "no day 0"),
            ("2026-05-05 25:00", "there is no hour 25"),
            ("25:00", "there is no hour 25"),
            ("2026-05-05 10:75", "there is no minute 75"),
            ("2026-05-05 24:00", "write 0:00 of the next day"),
            ("12/25/2026 10:00", "write `2026-12-25 10:00`"),
            ("25.12.2026", "write `2026-12-25`"),
            ("3/4/2026 9 AM", "write `2026-03-04 9 AM` or `2026-04-03 9 AM`"),
            ("05-05-2026", "write `2026-05-05`"),
            ("2026/12/25 10:00", "write `2026-12-25 10:00`"),
        ] {
            assert!(told(text).contains(part), "{text}: {}", told(text));
        }
        for text in ["", "someday", "2026-05-05 soon", "10:00", "1/2", "99/99/2026", "a-b-c", "12:xx"] {
            assert_eq!(misread(text), None, "{text}");
        }
    }
}
