//! What to write instead of a value that a person would write and TOML or a plan does not take: dates in another order,
//! times with `pm`, hours without quotes. It ends in the very text to write, so that nobody has to go from one mistake to
//! the next.

use jiff::civil::{Date, Time};

use crate::base::document::{ValueAdvice, WrittenValue};
use crate::time::clock_reading::{time_of_day, whole_hour};
use crate::time::names::month_name;
use crate::time::written_date::{WrittenDate, written_date};
use crate::time::{DateRule, DayTimes, Expression};

/// What to write in a plan.
pub(super) fn advice(value: &WrittenValue<'_>) -> Option<ValueAdvice> {
    match (value.section, value.key) {
        ("plan", "effective") | ("overrides", "on" | "from" | "to") => Some(date(value)),
        ("overrides" | "calendars", "closes" | "opens") => Some(clock(value)),
        ("overrides", "closed") => closed(value),
        ("calendars", "on") => Some(day(value)),
        ("hours", "open") if value.is_bare => Some(hours(value, "Mo-Fr 09:00-17:00")),
        ("overrides", "open" | "extra") | ("calendars", "open") if value.is_bare => {
            Some(hours(value, "10:00-14:00"))
        }
        _ => None,
    }
}

/// A date of one year, which stands without quotes.
fn date(value: &WrittenValue<'_>) -> ValueAdvice {
    let key = value.key;
    let one = |date: &Date| format!("`{key} = {date}`");
    if let Some((from, to)) = range(value.text).filter(|_| value.section == "overrides") {
        return ValueAdvice {
            what: "this is more than one day".to_owned(),
            help: format!("write `from = {from}` and `to = {to}` on a line each, instead of `on`"),
        };
    }
    // Of a moment, its day.
    let of_moment = || {
        let (day, time) = (value.text.get(..10)?.parse().ok()?, value.text.get(10..)?);
        time_of_day(time.trim_start_matches(['T', 't', ' '])).map(|_| WrittenDate::One(vec![day]))
    };
    match written_date(value.text).or_else(of_moment) {
        Some(WrittenDate::One(days)) => {
            let help = match &days[..] {
                [first, second] => {
                    format!(
                        "write {} for {}, or {} for {}",
                        one(first),
                        named(*first),
                        one(second),
                        named(*second)
                    )
                }
                _ => format!("write {}", days.iter().map(one).collect::<String>()),
            };
            ValueAdvice { what: "a date is written with the year first, without quotes".to_owned(), help }
        }
        Some(WrittenDate::EachYear(days)) => {
            let (month, day) = days[0];
            let yearly = match (value.section, key) {
                ("overrides", "on") => "; a day that comes back every year belongs in a calendar",
                _ => "",
            };
            let help = format!("write the year in front, as in `{key} = 2026-{month:02}-{day:02}`{yearly}");
            ValueAdvice { what: "this date has no year".to_owned(), help }
        }
        None => ValueAdvice {
            what: "this is not a date".to_owned(),
            help: format!("write the year, the month and the day, without quotes: `{key} = 2026-12-24`"),
        },
    }
}

/// The first day and the last, of `2026-12-24 to 2026-12-26`.
fn range(text: &str) -> Option<(Date, Date)> {
    let parted = [" to ", " until ", " through ", " - ", " \u{2013} ", "\u{2013}"];
    let (from, to) = parted.iter().find_map(|word| text.split_once(word))?;
    let one = |text: &str| match written_date(text)? {
        WrittenDate::One(days) => days.first().copied(),
        WrittenDate::EachYear(_) => None,
    };
    Some((one(from)?, one(to)?))
}

fn named(date: Date) -> String {
    format!("{} {}", month_name(date.month()), date.day())
}

/// A time of day, which stands without quotes.
fn clock(value: &WrittenValue<'_>) -> ValueAdvice {
    let key = value.key;
    let shown = |time: Time| format!("`{key} = {}`", time.strftime("%H:%M:%S"));
    let what = "a time of day is written on the 24-hour clock, without quotes".to_owned();
    let help = match (time_of_day(value.text), whole_hour(value.text)) {
        (Some(time), _) | (None, Some([Some(time), None])) => format!("write {}", shown(time)),
        (None, Some([Some(one), Some(other)])) => {
            format!("write {} for the morning, or {} for the afternoon", shown(one), shown(other))
        }
        _ => format!("write it as `{key} = 14:00:00`"),
    };
    ValueAdvice { what, help }
}

/// Whether an override closes: `yes`, or the day, which belongs to another key.
fn closed(value: &WrittenValue<'_>) -> Option<ValueAdvice> {
    let what = "`closed` says only that it is closed".to_owned();
    let help = match written_date(value.text) {
        Some(WrittenDate::One(days)) => {
            format!("write `closed = true`, and the day on a line of its own: `on = {}`", days[0])
        }
        Some(WrittenDate::EachYear(days)) => {
            let (month, day) = days[0];
            format!(
                "write `closed = true`, and the day on a line of its own: `on = 2026-{month:02}-{day:02}`"
            )
        }
        None if matches!(&*value.text.to_lowercase(), "yes" | "y" | "true" | "on" | "all day") => {
            "write `closed = true`, without quotes".to_owned()
        }
        None => return None,
    };
    Some(ValueAdvice { what, help })
}

/// A day that may come back every year, which stands in quotes.
pub(crate) fn day(value: &WrittenValue<'_>) -> ValueAdvice {
    let key = value.key;
    let what =
        if value.is_bare { "a day is written in quotes" } else { "this day is written in another way" };
    ValueAdvice {
        what: what.to_owned(),
        help: format!("write {}", days(value.text, |day| format!("`{key} = \"{day}\"`"))),
    }
}

/// What a text means as a day of a calendar, each reading as `shown` writes it.
fn days(text: &str, shown: impl Fn(&str) -> String) -> String {
    if DateRule::parse(text).is_ok() {
        return shown(text);
    }
    let readings: Vec<String> = match written_date(text) {
        Some(WrittenDate::One(days)) => days.iter().map(|day| shown(&day.to_string())).collect(),
        Some(WrittenDate::EachYear(days)) => {
            days.iter().map(|(month, day)| shown(&format!("{} {day}", month_name(*month)))).collect()
        }
        None => vec![shown("December 24")],
    };
    readings.join(" or ")
}

/// Hours, which stand in quotes.
fn hours(value: &WrittenValue<'_>, example: &str) -> ValueAdvice {
    let key = value.key;
    let is_times = value.section != "hours";
    let read = |text: &str| {
        if is_times {
            DayTimes::parse(text).ok().map(|times| times.text().to_owned())
        } else {
            Expression::parse(text).ok().map(|hours| hours.text().to_owned())
        }
    };
    let meant = read(value.text)
        .or_else(|| Expression::spelled(value.text).and_then(|spelled| read(spelled.text())))
        .unwrap_or_else(|| example.to_owned());
    let help = format!("write `{key} = \"{meant}\"`");
    ValueAdvice { what: "hours are written in quotes".to_owned(), help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_answered_with_the_text_to_write() {
        for (section, key, text, expected) in [
            (
                "plan",
                "effective",
                "11/01/2026",
                "write `effective = 2026-11-01` for November 1, or `effective = 2026-01-11` for January 11",
            ),
            ("plan", "effective", "Nov 1 2026", "write `effective = 2026-11-01`"),
            ("plan", "effective", "12/25/2026", "write `effective = 2026-12-25`"),
            (
                "overrides",
                "on",
                "12/24",
                "write the year in front, as in `on = 2026-12-24`; a day that comes back every year belongs in a calendar",
            ),
            (
                "overrides",
                "on",
                "12/24/2026 to 12/26/2026",
                "write `from = 2026-12-24` and `to = 2026-12-26` on a line each, instead of `on`",
            ),
            (
                "overrides",
                "from",
                "someday",
                "write the year, the month and the day, without quotes: `from = 2026-12-24`",
            ),
            ("overrides", "closes", "2 PM", "write `closes = 14:00:00`"),
            ("overrides", "closes", "14:30", "write `closes = 14:30:00`"),
            ("overrides", "closes", "14", "write `closes = 14:00:00`"),
            (
                "overrides",
                "opens",
                "9",
                "write `opens = 09:00:00` for the morning, or `opens = 21:00:00` for the afternoon",
            ),
            ("overrides", "closed", "yes", "write `closed = true`, without quotes"),
            (
                "overrides",
                "closed",
                "12/25/2026",
                "write `closed = true`, and the day on a line of its own: `on = 2026-12-25`",
            ),
            ("calendars", "on", "12/24", "write `on = \"December 24\"`"),
            ("calendars", "on", "3/4", "write `on = \"March 4\"` or `on = \"April 3\"`"),
            ("calendars", "on", "12/24/2026", "write `on = \"2026-12-24\"`"),
            ("calendars", "on", "Dec 24", "write `on = \"Dec 24\"`"),
            ("hours", "open", "9-5", "write `open = \"09:00-17:00\"`"),
            ("hours", "open", "Mon-Fri 9am-5pm", "write `open = \"Mo-Fr 09:00-17:00\"`"),
            ("hours", "open", "24/7", "write `open = \"24/7\"`"),
            ("calendars", "open", "9 to 1", "write `open = \"09:00-13:00\"`"),
            ("overrides", "open", "Mo 9-5", "write `open = \"10:00-14:00\"`"),
        ] {
            let value = WrittenValue { section, key, text, is_bare: true };
            assert_eq!(advice(&value).map(|advice| advice.help).as_deref(), Some(expected), "{key} = {text}");
        }
        let number = WrittenValue { section: "lines", key: "number", text: "1-800-555-0100", is_bare: true };
        assert_eq!(advice(&number), None);
    }
}
