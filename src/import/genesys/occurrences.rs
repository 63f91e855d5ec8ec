//! When schedules come again, by rules as calendars have them.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan};

/// So many days before and behind the beginning of a plan dates are written down where no rule says them.
const REACH: (i32, i32) = (366, 4 * 366);

/// So many dates are written down.
const MAX_DATES: usize = 400;

/// A rule by which something comes again.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Recurrence {
    frequency: Frequency,
    interval: i32,
    until: Option<Date>,
    count: Option<usize>,
    /// Days of the week, and which of the month they are: the first, the last as -1; 0 for all.
    days: Vec<(i8, Weekday)>,
    month_days: Vec<i8>,
    months: Vec<i8>,
    position: Option<i8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Once,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

impl Recurrence {
    /// Reads a rule. None: it is not understood.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rule = Self {
            frequency: Frequency::Once,
            interval: 1,
            until: None,
            count: None,
            days: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            position: None,
        };
        let text = text.trim().trim_start_matches("RRULE:");
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=')?;
            match key.to_uppercase().as_str() {
                "FREQ" => {
                    rule.frequency = match value.to_uppercase().as_str() {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    };
                }
                "INTERVAL" => {
                    rule.interval = value.parse().ok().filter(|interval| (1..1_000).contains(interval))?
                }
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => {
                    let digits: String =
                        value.chars().take_while(|c| *c != 'T').filter(char::is_ascii_digit).collect();
                    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
                    rule.until = Some(Date::new(part(0..4)?, part(4..6)? as i8, part(6..8)? as i8).ok()?);
                }
                "BYDAY" => {
                    for day in value.split(',') {
                        rule.days.push(weekday(day.trim())?);
                    }
                }
                "BYMONTHDAY" => rule.month_days = numbers(value)?,
                "BYMONTH" => rule.months = numbers(value)?,
                "BYSETPOS" => rule.position = Some(value.parse().ok()?),
                "WKST" => {}
                _ => return None,
            }
        }
        Some(rule)
    }

    /// The days of the week, if it comes on them in each week from before the plan on and without an end.
    pub(super) fn every_week(&self, start: Date, from: Date) -> Option<[bool; 7]> {
        let is_plain = self.interval == 1
            && self.until.is_none()
            && self.count.is_none()
            && self.months.is_empty()
            && self.month_days.is_empty()
            && self.days.iter().all(|(which, _)| *which == 0)
            && start <= from;
        let mut week = [false; 7];
        match self.frequency {
            Frequency::Daily if is_plain && self.days.is_empty() => week = [true; 7],
            Frequency::Weekly | Frequency::Daily if is_plain => {
                let own = [(0, start.weekday())];
                let days = if self.days.is_empty() { &own[..] } else { &self.days };
                for (_, day) in days {
                    week[day.to_monday_zero_offset() as usize] = true;
                }
            }
            _ => return None,
        }
        Some(week)
    }

    /// The day and the month, if it comes on them in each year.
    fn every_year(&self, start: Date, from: Date) -> Option<(i8, i8)> {
        let is_plain = self.frequency == Frequency::Yearly
            && self.interval == 1
            && self.until.is_none()
            && self.count.is_none()
            && self.days.is_empty()
            && self.position.is_none()
            && self.months.len() <= 1
            && self.month_days.len() <= 1
            && start <= from;
        let month = self.months.first().copied().unwrap_or(start.month());
        let day = self.month_days.first().copied().unwrap_or(start.day());
        (is_plain && day > 0).then_some((month, day))
    }

    /// The days on which it begins, up to one.
    fn days(&self, start: Date, to: Date) -> BTreeSet<Date> {
        let last = self.until.map_or(to, |until| until.min(to));
        let mut found = BTreeSet::new();
        if self.frequency == Frequency::Once {
            found.insert(start);
            return found;
        }
        let mut day = start;
        while day <= last && self.count.is_none_or(|count| found.len() < count) {
            if self.is_on(start, day) {
                found.insert(day);
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        found
    }

    fn is_on(&self, start: Date, day: Date) -> bool {
        let apart = |unit: jiff::Unit| start.until((unit, day)).ok();
        if !self.months.is_empty() && !self.months.contains(&day.month()) {
            return false;
        }
        let length = day.last_of_month().day();
        let is_month_day =
            |wanted: &i8| *wanted == day.day() || *wanted < 0 && length + wanted + 1 == day.day();
        let is_weekday = |(which, wanted): &(i8, Weekday)| {
            *wanted == day.weekday()
                && match which {
                    0 => true,
                    which if *which > 0 => (day.day() - 1) / 7 + 1 == *which,
                    which => (length - day.day()) / 7 + 1 == -which,
                }
        };
        // The n-th of all days that are meant is told by days of the week alone.
        let is_placed = |day: Date| match self.position {
            None => true,
            Some(position) => {
                let all: Vec<Date> = (1..=length)
                    .filter_map(|one| Date::new(day.year(), day.month(), one).ok())
                    .filter(|one| self.days.iter().any(|(_, wanted)| *wanted == one.weekday()))
                    .collect();
                let at = if position > 0 {
                    i64::from(position) - 1
                } else {
                    all.len() as i64 + i64::from(position)
                };
                usize::try_from(at).ok().and_then(|at| all.get(at)) == Some(&day)
            }
        };
        let interval = i64::from(self.interval);
        match self.frequency {
            Frequency::Once => day == start,
            Frequency::Daily => {
                let days = apart(jiff::Unit::Day).map_or(0, |span: Span| i64::from(span.get_days()));
                days % interval == 0 && (self.days.is_empty() || self.days.iter().any(is_weekday))
            }
            Frequency::Weekly => {
                let monday =
                    |day: Date| day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
                let weeks = monday(start).until(monday(day)).map_or(0, |span| i64::from(span.get_days()) / 7);
                let is_day = if self.days.is_empty() {
                    day.weekday() == start.weekday()
                } else {
                    self.days.iter().any(is_weekday)
                };
                weeks % interval == 0 && is_day
            }
            Frequency::Monthly | Frequency::Yearly => {
                let months =
                    i64::from(day.year() - start.year()) * 12 + i64::from(day.month() - start.month());
                let is_period = if self.frequency == Frequency::Monthly {
                    months % interval == 0
                } else {
                    i64::from(day.year() - start.year()) % interval == 0
                        && (!self.months.is_empty() || day.month() == start.month())
                };
                let is_day = if !self.days.is_empty() {
                    self.days.iter().any(is_weekday) && is_placed(day)
                } else if self.month_days.is_empty() {
                    day.day() == start.day()
                } else {
                    self.month_days.iter().any(is_month_day)
                };
                is_period && is_day
            }
        }
    }
}

/// Rules for the dates of a schedule. None: there are too many.
pub(super) fn dated(
    recurrence: &Recurrence,
    start: DateTime,
    end: DateTime,
    from: Date,
) -> Option<Vec<String>> {
    let length = start.date().until(end.date()).ok()?.get_days();
    if let Some((month, day)) = recurrence.every_year(start.date(), from) {
        let first = Date::new(2024, month, day).ok()?;
        return Some(stretches(first, length, start, end, false));
    }
    let first = from.saturating_sub(REACH.0.days());
    let last = from.saturating_add(REACH.1.days());
    let days = recurrence.days(start.date(), last);
    let days: Vec<Date> = days.into_iter().filter(|day| *day >= first).collect();
    if days.len() > MAX_DATES {
        return None;
    }
    Some(days.into_iter().flat_map(|day| stretches(day, length, start, end, true)).collect())
}

/// The rules for one time that begins on a day.
fn stretches(day: Date, length: i32, start: DateTime, end: DateTime, with_year: bool) -> Vec<String> {
    let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    let shown = |date: Date| {
        let year = if with_year { format!("{} ", date.year()) } else { String::new() };
        format!("{year}{} {:02}", month(date), date.day())
    };
    let behind = |days: i32| day.saturating_add(i64::from(days).days());
    let ends_at_midnight = end.time() == jiff::civil::Time::midnight();
    let mut rules = Vec::new();
    let first_end = if length == 0 { clock(end.time()) } else { "24:00".to_owned() };
    let begins = clock(start.time());
    let full_days = length - i32::from(ends_at_midnight && length > 0);
    if begins == "00:00" && ends_at_midnight && full_days > 0 {
        let last = behind(full_days);
        if last.month() == day.month() {
            return vec![format!("{}-{:02} 00:00-24:00", shown(day), last.day())];
        }
    }
    rules.push(format!("{} {begins}-{first_end}", shown(day)));
    for between in 1..length {
        rules.push(format!("{} 00:00-24:00", shown(behind(between))));
    }
    if length > 0 && !ends_at_midnight {
        rules.push(format!("{} 00:00-{}", shown(behind(length)), clock(end.time())));
    }
    rules
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

fn weekday(text: &str) -> Option<(i8, Weekday)> {
    let at = text.len().checked_sub(2)?;
    let (which, day) = (text.get(..at)?, text.get(at..)?);
    let day = match day.to_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let which = if which.is_empty() {
        0
    } else {
        which.trim_start_matches('+').parse().ok().filter(|which| (-5..=5).contains(which))?
    };
    Some((which, day))
}

fn numbers(text: &str) -> Option<Vec<i8>> {
    text.split(',').map(|one| one.trim().parse().ok().filter(|number| (-31..=31).contains(number))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(rule: &str, start: &str, end: &str) -> Vec<String> {
        let from = "2026-01-01".parse().unwrap();
        dated(&Recurrence::parse(rule).unwrap(), start.parse().unwrap(), end.parse().unwrap(), from).unwrap()
    }

    #[test]
    fn rules_come_again_as_calendars_say() {
        assert_eq!(
            dates("FREQ=YEARLY", "2021-12-25T00:00:00", "2021-12-26T00:00:00"),
            ["Dec 25 00:00-24:00"]
        );
        assert_eq!(
            dates("FREQ=YEARLY", "2021-12-24T12:00:00", "2021-12-26T00:00:00"),
            ["Dec 24 12:00-24:00", "Dec 25 00:00-24:00"]
        );
        let thanksgiving =
            dates("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2021-11-25T00:00:00", "2021-11-26T00:00:00");
        assert!(thanksgiving.contains(&"2026 Nov 26 00:00-24:00".to_owned()), "{thanksgiving:?}");
        assert_eq!(thanksgiving.len(), 5, "{thanksgiving:?}");
        assert_eq!(dates("", "2026-03-02T09:00:00", "2026-03-02T12:00:00"), ["2026 Mar 02 09:00-12:00"]);
        assert_eq!(
            dates("FREQ=WEEKLY;INTERVAL=2;COUNT=2", "2026-03-02T09:00:00", "2026-03-02T12:00:00").len(),
            2
        );
        let last = dates(
            "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;UNTIL=20260401T000000Z",
            "2026-01-30T08:00:00",
            "2026-01-30T09:00:00",
        );
        assert_eq!(last, ["2026 Jan 30 08:00-09:00", "2026 Feb 27 08:00-09:00", "2026 Mar 27 08:00-09:00"]);
        assert_eq!(Recurrence::parse("FREQ=SECONDLY"), None);
        assert_eq!(Recurrence::parse("nonsense"), None);
        let from = "2026-01-01".parse().unwrap();
        let week = Recurrence::parse("FREQ=WEEKLY;BYDAY=MO,FR")
            .unwrap()
            .every_week("2021-08-04".parse().unwrap(), from);
        assert_eq!(week, Some([true, false, false, false, true, false, false]));
    }
}
