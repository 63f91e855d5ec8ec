//! Days that come again: `RRULE`, as a rule of plans or as dates.

use jiff::civil::{Date, Weekday};

use crate::time::DateRule;

/// So many days of one event are dates of a plan.
pub(super) const MAX_DATES: usize = 400;

const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// How often something comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Recurrence {
    pub(in crate::import) frequency: Frequency,
    pub(in crate::import) interval: u16,
    pub(in crate::import) count: Option<usize>,
    pub(in crate::import) until: Option<Date>,
    pub(in crate::import) months: Vec<i8>,
    pub(in crate::import) month_days: Vec<i8>,
    /// Weekdays, with which of their month it is; 0: each.
    pub(in crate::import) weekdays: Vec<(i8, Weekday)>,
}

impl Recurrence {
    /// Reads a rule. The error names the part that is not understood.
    pub(in crate::import) fn parse(text: &str) -> Result<Self, String> {
        let mut rule = Self {
            frequency: Frequency::Yearly,
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            month_days: Vec::new(),
            weekdays: Vec::new(),
        };
        let mut has_frequency = false;
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            let is_read = match name.as_str() {
                "FREQ" => {
                    has_frequency = true;
                    let known = [
                        ("DAILY", Frequency::Daily),
                        ("WEEKLY", Frequency::Weekly),
                        ("MONTHLY", Frequency::Monthly),
                        ("YEARLY", Frequency::Yearly),
                    ];
                    let found = known.into_iter().find(|(word, _)| *word == value);
                    found.map(|(_, frequency)| rule.frequency = frequency).is_some()
                }
                "INTERVAL" => number(&value, 1, 1_000)
                    .map(|interval| rule.interval = interval.unsigned_abs() as u16)
                    .is_some(),
                "COUNT" => number(&value, 1, 100_000)
                    .map(|count| rule.count = Some(count.unsigned_abs() as usize))
                    .is_some(),
                "UNTIL" => date(&value).map(|until| rule.until = Some(until)).is_some(),
                "BYMONTH" => list(&value, |text| number(text, 1, 12).map(|month| month as i8))
                    .map(|months| rule.months = months)
                    .is_some(),
                "BYMONTHDAY" => {
                    list(&value, |text| number(text, -31, 31).filter(|day| *day != 0).map(|day| day as i8))
                        .map(|days| rule.month_days = days)
                        .is_some()
                }
                "BYDAY" => list(&value, weekday).map(|days| rule.weekdays = days).is_some(),
                // Which day begins a week matters only where weeks are counted.
                "WKST" => true,
                _ => false,
            };
            if !is_read {
                return Err(format!("`{}`", part.trim().chars().take(60).collect::<String>()));
            }
        }
        if has_frequency { Ok(rule) } else { Err("a rule without FREQ".to_owned()) }
    }

    /// The same as a rule of plans, where it has no end and comes every year on one day.
    pub(super) fn yearly(&self, start: Date) -> Option<DateRule> {
        let is_plain = self.frequency == Frequency::Yearly
            && self.interval == 1
            && self.count.is_none()
            && self.until.is_none();
        if !is_plain {
            return None;
        }
        let month = match self.months.as_slice() {
            [] => start.month(),
            [month] => *month,
            _ => return None,
        };
        match (self.month_days.as_slice(), self.weekdays.as_slice()) {
            ([], []) => Some(DateRule::Yearly { month, day: start.day() }),
            ([day], []) if *day > 0 => Some(DateRule::Yearly { month, day: *day }),
            ([], [(nth, weekday)]) if matches!(nth, -1 | 1..=5) && self.months.len() == 1 => {
                Some(DateRule::NthWeekday { nth: *nth, weekday: *weekday, month })
            }
            // The first Monday from the 18th on is the Monday before the 25th.
            (days, [(0, weekday)]) if days.len() == 7 && self.months.len() == 1 => {
                let first = *days.iter().min()?;
                let is_week = (first..first + 7).all(|day| days.contains(&day)) && first > 0;
                let behind = Box::new(DateRule::Yearly { month, day: first + 7 });
                let exists = Date::new(2024, month, first + 7).is_ok();
                (is_week && exists).then_some(DateRule::WeekdayBefore { weekday: *weekday, rule: behind })
            }
            _ => None,
        }
    }

    /// The days up to one. None: there are more than a plan has dates.
    pub(super) fn dates(&self, start: Date, last: Date) -> Option<Vec<Date>> {
        let last = self.until.map_or(last, |until| until.min(last));
        let mut dates = Vec::new();
        let mut at = start;
        let mut counted = 0_usize;
        while at <= last && self.count.is_none_or(|count| counted < count) {
            if self.comes_on(start, at) {
                counted += 1;
                dates.push(at);
                if dates.len() > MAX_DATES {
                    return None;
                }
            }
            at = at.tomorrow().ok()?;
        }
        Some(dates)
    }

    /// Whether it has an end.
    pub(super) fn ends(&self) -> bool {
        self.count.is_some() || self.until.is_some()
    }

    /// Whether it comes on a day, as far as it has not ended.
    pub(in crate::import) fn comes_on(&self, start: Date, day: Date) -> bool {
        let interval = i64::from(self.interval);
        let days = i64::from((day - start).get_days());
        let months = i64::from(day.year() - start.year()) * 12 + i64::from(day.month() - start.month());
        let monday = |date: Date| i64::from(date.weekday().to_monday_zero_offset());
        let is_in_turn = match self.frequency {
            Frequency::Daily => days % interval == 0,
            Frequency::Weekly => (days + monday(start) - monday(day)) / 7 % interval == 0,
            Frequency::Monthly => months % interval == 0,
            Frequency::Yearly => i64::from(day.year() - start.year()) % interval == 0,
        };
        let in_month = self.months.is_empty() || self.months.contains(&day.month());
        let from_end = day.day() - day.days_in_month() - 1;
        let on_day = self.month_days.is_empty()
            || self.month_days.iter().any(|own| *own == day.day() || *own == from_end);
        let on_weekday = self.weekdays.is_empty()
            || self.weekdays.iter().any(|(nth, weekday)| self.is_nth(day, *nth, *weekday));
        // What the rule does not say is as it was on the first day.
        let as_first = match self.frequency {
            Frequency::Daily => true,
            Frequency::Weekly => !self.weekdays.is_empty() || day.weekday() == start.weekday(),
            Frequency::Monthly => {
                !(self.weekdays.is_empty() && self.month_days.is_empty()) || day.day() == start.day()
            }
            Frequency::Yearly => {
                let by_day = !(self.weekdays.is_empty() && self.month_days.is_empty());
                (by_day || day.day() == start.day())
                    && (!self.months.is_empty() || !self.weekdays.is_empty() || day.month() == start.month())
            }
        };
        is_in_turn && in_month && on_day && on_weekday && as_first
    }

    fn is_nth(&self, day: Date, nth: i8, weekday: Weekday) -> bool {
        if day.weekday() != weekday {
            return false;
        }
        // The n-th of a year, where a rule names no month.
        let (before, behind) = if self.frequency == Frequency::Yearly && self.months.is_empty() {
            ((day.day_of_year() - 1) / 7, (day.days_in_year() - day.day_of_year()) / 7)
        } else {
            (i16::from(day.day() - 1) / 7, i16::from(day.days_in_month() - day.day()) / 7)
        };
        match nth {
            0 => true,
            nth if nth > 0 => before + 1 == i16::from(nth),
            nth => behind + 1 == -i16::from(nth),
        }
    }
}

/// A date, or the date of a moment.
pub(super) fn date(text: &str) -> Option<Date> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|c| c.is_ascii_digit()))?;
    Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()
}

fn number(text: &str, least: i32, most: i32) -> Option<i32> {
    text.trim().trim_start_matches('+').parse().ok().filter(|number| (least..=most).contains(number))
}

fn list<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(|part| read(part.trim())).collect()
}

fn weekday(text: &str) -> Option<(i8, Weekday)> {
    let split = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at))?;
    let (nth, code) = text.split_at(split);
    let at = CODES.iter().position(|known| *known == code)?;
    let nth = if nth.is_empty() { 0 } else { number(nth, -53, 53)? };
    Some((nth as i8, Weekday::from_monday_zero_offset(at as i8).ok()?))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn yearly(rule: &str, start: Date) -> Option<String> {
        Recurrence::parse(rule).unwrap().yearly(start).map(|rule| rule.to_string())
    }

    #[test]
    fn what_comes_every_year_is_a_rule() {
        let start = date(2026, 7, 4);
        for (rule, said) in [
            ("FREQ=YEARLY", "July 4"),
            ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "December 25"),
            ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "fourth Thursday of November"),
            ("FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5;WKST=SU", "last Monday of May"),
            ("FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYMONTHDAY=18,19,20,21,22,23,24", "Monday before May 25"),
        ] {
            assert_eq!(yearly(rule, start).as_deref(), Some(said), "{rule}");
        }
        for rule in
            ["FREQ=YEARLY;COUNT=2", "FREQ=YEARLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=1,2"]
        {
            assert_eq!(yearly(rule, start), None, "{rule}");
        }
        for rule in [
            "FREQ=HOURLY",
            "BYMONTH=1",
            "FREQ=YEARLY;BYSETPOS=1",
            "FREQ=YEARLY;BYDAY=XX",
            "FREQ=YEARLY;BYMONTH=13",
        ] {
            assert!(Recurrence::parse(rule).is_err(), "{rule}");
        }
    }

    #[test]
    fn what_has_an_end_is_dates() {
        let dates = |rule: &str, start: Date| {
            Recurrence::parse(rule).unwrap().dates(start, date(2030, 12, 31)).unwrap()
        };
        assert_eq!(
            dates("FREQ=DAILY;COUNT=3", date(2026, 12, 24)),
            [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)]
        );
        assert_eq!(
            dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20260131", date(2026, 1, 5)),
            [date(2026, 1, 5), date(2026, 1, 9), date(2026, 1, 19), date(2026, 1, 23)]
        );
        assert_eq!(
            dates("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", date(2028, 1, 31)),
            [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31)]
        );
        assert_eq!(
            dates("FREQ=YEARLY;INTERVAL=2", date(2026, 2, 3)),
            [date(2026, 2, 3), date(2028, 2, 3), date(2030, 2, 3)]
        );
        assert_eq!(
            dates("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20301231", date(2026, 1, 1)),
            [date(2028, 2, 29)]
        );
        assert_eq!(Recurrence::parse("FREQ=DAILY").unwrap().dates(date(2026, 1, 1), date(2030, 1, 1)), None);
    }
}
