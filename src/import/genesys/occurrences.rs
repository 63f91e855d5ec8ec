//! When a schedule holds, by the rule after which it comes again.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time, date};

use super::recurring_days::{joined, on_day, product_days, weekdays_of};
use crate::import::dated_minutes::{DatedMinutes, minutes_at};
use crate::import::hours_parts::DatedProduct;
use crate::import::icalendar::recurrence::{Frequency, Recurrence};
use crate::import::time_rule::TimeProduct;

pub(super) const DAY: u16 = 24 * 60;

/// The last day that a plan knows.
const LAST_DAY: Date = date(2199, 12, 31);

/// So many years dates are told for, where no hours say a rule.
const YEARS: i16 = 8;

/// The days of the shortest month.
const SHORTEST_MONTH: u32 = 28;

/// So many days a single time lasts at most.
const MAX_LENGTH: i64 = 800;

/// So many days are gone through to count how often something came.
const MAX_COUNTED: usize = 40_000;

/// When a schedule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ScheduleTimes {
    /// Every week: for each day from Monday on its minutes.
    Weekly(Vec<Vec<bool>>),
    /// By these hours of plans, which may tell dates up to a day only.
    Dated { open: String, told_to: Option<Date> },
}

/// A time that comes once or again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence<'r> {
    pub(super) start: DateTime,
    pub(super) end: DateTime,
    /// None: it comes once.
    pub(super) again: Option<&'r Recurrence>,
}

/// A minute of a day; a last second belongs to its minute.
fn minute(time: Time) -> u16 {
    let minute = u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs());
    minute + u16::from(time.second() >= 30)
}

impl Occurrence<'_> {
    /// When it holds, for a plan that is in force from a day on. None: it cannot be said.
    pub(super) fn times(self, from: Date) -> Option<ScheduleTimes> {
        if self.end <= self.start || self.days() > MAX_LENGTH {
            return None;
        }
        let Some(again) = self.again else { return self.dated(None, from) };
        let endless = again.interval == 1 && again.count.is_none() && again.until.is_none();
        if endless && self.start.date() <= from {
            if let Some(week) = self.weekly(again) {
                return Some(ScheduleTimes::Weekly(week));
            }
            if let Some(products) = self.products(again) {
                let open: Vec<String> = products.iter().map(TimeProduct::notation).collect();
                return Some(ScheduleTimes::Dated { open: joined(&open), told_to: None });
            }
        }
        match self.seasonal(again) {
            Some(open) => Some(ScheduleTimes::Dated { open, told_to: None }),
            None => self.dated(Some(again), from),
        }
    }

    /// How many days behind its first its last one is.
    fn days(self) -> i64 {
        i64::from((self.end.date() - self.start.date()).get_days())
    }

    /// The minutes of the day on which it begins and of those behind it.
    fn minutes_by_day(self) -> Vec<(u16, u16)> {
        let days = self.days();
        let (first, last) = (minute(self.start.time()), minute(self.end.time()));
        let stretch = |at: i64| {
            let from = if at == 0 { first } else { 0 };
            (from, if at == days { last } else { DAY })
        };
        (0..=days).map(stretch).collect()
    }

    /// Whether it is over on the day on which it begins, at midnight at the latest.
    fn is_one_day(self) -> bool {
        matches!(self.minutes_by_day().as_slice(), [_] | [_, (0, 0)])
    }

    fn weekly(self, again: &Recurrence) -> Option<Vec<Vec<bool>>> {
        let weekdays = weekdays_of(self.start.date(), again)?;
        let stretches = self.minutes_by_day();
        let is_short = stretches.len() <= 2 && stretches.get(1).is_none_or(|(_, to)| *to <= stretches[0].0);
        if !is_short || !again.months.is_empty() {
            return None;
        }
        let mut week = vec![vec![false; usize::from(DAY)]; 7];
        for day in (0..7).filter(|day| weekdays & 1 << day != 0) {
            for (behind, (from, to)) in stretches.iter().enumerate() {
                week[(day + behind) % 7][usize::from(*from)..usize::from(*to)].fill(true);
            }
        }
        Some(week)
    }

    /// The same days of months or years, without an end.
    fn products(self, again: &Recurrence) -> Option<Vec<TimeProduct>> {
        let start = self.start.date();
        let stretches = self.minutes_by_day();
        if !self.is_one_day() {
            // Some days one behind the other, every year.
            let is_fixed = again.frequency == Frequency::Yearly
                && again.weekdays.is_empty()
                && again.months.len() <= 1
                && again.month_days.len() <= 1;
            if !is_fixed {
                return self.shifted(&product_days(start, again)?);
            }
            let month = again.months.first().copied().unwrap_or(start.month());
            let day = again.month_days.first().copied().unwrap_or(start.day());
            let first = Date::new(2023, month, day).ok().filter(|_| stretches.len() <= 30)?;
            let mut products = Vec::new();
            for (behind, minutes) in (0_i64..).zip(&stretches) {
                let day = first.checked_add(behind.days()).ok()?;
                // In some years there is a day more.
                if (day.month(), day.day()) == (2, 28) && behind < self.days() {
                    return None;
                }
                if minutes.0 < minutes.1 {
                    products.push(on_day(day, *minutes));
                }
            }
            return Some(products);
        }
        let days = product_days(start, again)?;
        let minutes = stretches[0];
        Some(days.into_iter().map(|product| TimeProduct { minutes: vec![minutes], ..product }).collect())
    }

    /// Days that begin on these and go on behind them within the month.
    fn shifted(self, days: &[TimeProduct]) -> Option<Vec<TimeProduct>> {
        let mut products = Vec::new();
        for product in days {
            let last = 32 - (product.days & 0x7fff_ffff).leading_zeros();
            for (behind, minutes) in (0_u32..).zip(self.minutes_by_day()) {
                if last + behind > SHORTEST_MONTH || product.days & 0x7fff_ffff == 0x7fff_ffff {
                    return None;
                }
                let bits = u32::from(product.weekdays) << (behind % 7);
                let weekdays = ((bits | bits >> 7) & 0x7f) as u8;
                let days = product.days << behind;
                if minutes.0 < minutes.1 {
                    products.push(TimeProduct { minutes: vec![minutes], weekdays, days, ..product.clone() });
                }
            }
        }
        Some(products)
    }

    /// Weekdays from a day on, or up to one.
    fn seasonal(self, again: &Recurrence) -> Option<String> {
        let weekdays = weekdays_of(self.start.date(), again)?;
        let is_plain = again.interval == 1 && again.count.is_none() && again.months.is_empty();
        if !is_plain || !self.is_one_day() {
            return None;
        }
        let last = again.until.unwrap_or(LAST_DAY).min(LAST_DAY);
        if last < self.start.date() {
            return Some("off".to_owned());
        }
        let minutes = vec![self.minutes_by_day()[0]];
        let product = TimeProduct { minutes, weekdays, ..TimeProduct::always() };
        let rules = DatedProduct { dates: Some((self.start.date(), last)), product }.rules();
        (!rules.is_empty()).then(|| rules.join("; "))
    }

    /// Day by day, for some years.
    fn dated(self, again: Option<&Recurrence>, from: Date) -> Option<ScheduleTimes> {
        let stretches = self.minutes_by_day();
        let first = Date::new(from.year(), 1, 1).ok()?;
        let mut end = Date::new(from.year() + YEARS - 1, 12, 31).ok()?;
        let (begins, is_over) = self.begins(again, first, end)?;
        if again.is_none() {
            // What comes once may come later than that.
            end = end.max(self.end.date()).min(LAST_DAY);
        }
        let mut days = DatedMinutes::default();
        let mut told_to = (!is_over).then_some(end);
        let mut day = first;
        // Days on which it goes on, with how long it is since it began.
        let is_open = |day: Date| {
            let held = (0_i64..).zip(&stretches).filter(|(behind, _)| {
                day.checked_sub(behind.days()).is_ok_and(|began| begins.contains(&began))
            });
            held.map(|(_, minutes)| *minutes).collect::<Vec<_>>()
        };
        while day <= end {
            let held = is_open(day);
            if !held.is_empty() {
                let is_held = |minute| held.iter().any(|(from, to)| (*from..*to).contains(&minute));
                let minutes = minutes_at(&[true; DAY as usize], is_held);
                if !days.add(day, minutes) {
                    told_to = day.yesterday().ok();
                    break;
                }
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        Some(ScheduleTimes::Dated { open: days.notation(), told_to })
    }

    /// The days on which it begins, as far as they reach into a stretch of days, and whether none is behind them.
    fn begins(self, again: Option<&Recurrence>, first: Date, last: Date) -> Option<(BTreeSet<Date>, bool)> {
        let start = self.start.date();
        let mut found = BTreeSet::new();
        let Some(again) = again else {
            found.insert(start);
            return Some((found, true));
        };
        let ends = again.until.is_some_and(|until| until <= last);
        let last = again.until.map_or(last, |until| until.min(last));
        let before = first.checked_sub(self.days().days()).ok()?;
        // Who counts begins at the beginning.
        let mut day = if again.count.is_some() { start } else { start.max(before) };
        let mut counted = 0_usize;
        for _ in 0..MAX_COUNTED {
            let is_counted = again.count.is_some_and(|count| counted >= count);
            if day > last || is_counted {
                return Some((found, ends || is_counted));
            }
            if again.comes_on(start, day) {
                counted += 1;
                found.insert(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(rule: &str, start: &str, end: &str) -> Option<ScheduleTimes> {
        let again = (!rule.is_empty()).then(|| Recurrence::parse(rule).unwrap());
        let occurrence =
            Occurrence { start: start.parse().unwrap(), end: end.parse().unwrap(), again: again.as_ref() };
        occurrence.times("2026-01-01".parse().unwrap())
    }

    fn open(rule: &str, start: &str, end: &str) -> String {
        match times(rule, start, end) {
            Some(ScheduleTimes::Dated { open, .. }) => open,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn days_of_every_year_and_month_are_hours() {
        for (rule, start, end, wanted) in [
            ("FREQ=YEARLY", "2021-12-25T00:00:00", "2021-12-26T00:00:00", "Dec 25 00:00-24:00"),
            (
                "FREQ=YEARLY",
                "2021-12-24T12:00:00",
                "2021-12-27T00:00:00",
                "Dec 24 12:00-24:00; Dec 25 00:00-24:00; Dec 26 00:00-24:00",
            ),
            (
                "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
                "2021-11-25T00:00:00",
                "2021-11-26T00:00:00",
                "Nov 22-28 Th 00:00-24:00",
            ),
            (
                "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
                "2021-05-31T00:00:00",
                "2021-05-31T23:59:59",
                "May 25-31 Mo 00:00-24:00",
            ),
            (
                "FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270131T000000Z",
                "2026-09-01T09:00:00",
                "2026-09-01T12:30:00",
                "2026 Sep 01-2027 Jan 31 Mo,Tu 09:00-12:30",
            ),
            (
                "FREQ=DAILY;INTERVAL=1",
                "2026-09-01T09:00:00",
                "2026-09-01T12:30:00",
                "2026 Sep 01-2199 Dec 31 09:00-12:30",
            ),
        ] {
            assert_eq!(open(rule, start, end), wanted, "{rule}");
        }
        assert!(
            open("FREQ=MONTHLY;BYDAY=1MO", "2021-08-02T20:00:00", "2021-08-03T04:00:00")
                .starts_with("Jan 01-07 Mo 20:00-24:00; ")
        );
        let night = open("FREQ=MONTHLY", "2021-08-04T22:00:00", "2021-08-05T08:00:00");
        assert!(night.contains("Mar 04 22:00-24:00") && night.contains("Mar 05 00:00-08:00"), "{night}");
        let every_month = open("FREQ=MONTHLY;BYMONTHDAY=1", "2021-01-01T09:00:00", "2021-01-01T10:00:00");
        assert!(every_month.starts_with("Jan 01 09:00-10:00; Feb 01 09:00-10:00"), "{every_month}");
    }

    #[test]
    fn weeks_have_their_nights_on_both_days() {
        let Some(ScheduleTimes::Weekly(week)) =
            times("FREQ=WEEKLY;BYDAY=SU", "2021-08-01T22:00:00", "2021-08-02T06:00:00")
        else {
            panic!("it comes every week");
        };
        let open: Vec<usize> = week.iter().map(|day| day.iter().filter(|is| **is).count()).collect();
        assert_eq!(open, [360, 0, 0, 0, 0, 0, 120]);
        assert!(week[6][1320] && week[0][359] && !week[0][360]);
    }

    #[test]
    fn what_no_hours_say_is_told_by_dates() {
        assert_eq!(
            open("", "2026-03-02T09:00:00", "2026-03-04T12:00:00"),
            "2026 Mar 02 09:00-24:00; 2026 Mar 03 00:00-24:00; 2026 Mar 04 00:00-12:00"
        );
        assert_eq!(open("", "2019-03-02T09:00:00", "2019-03-02T12:00:00"), "off", "it is over");
        assert_eq!(
            open("FREQ=WEEKLY;INTERVAL=2;COUNT=2", "2026-03-02T09:00:00", "2026-03-02T12:00:00"),
            "2026 Mar 02 09:00-12:00; 2026 Mar 16 09:00-12:00"
        );
        let every_other = times("FREQ=YEARLY;INTERVAL=2", "2021-07-05T00:00:00", "2021-07-06T00:00:00");
        let wanted = "2027 Jul 05 00:00-24:00; 2029 Jul 05 00:00-24:00; 2031 Jul 05 00:00-24:00; 2033 Jul 05 00:00-24:00";
        let told_to = Some("2033-12-31".parse().unwrap());
        assert_eq!(every_other, Some(ScheduleTimes::Dated { open: wanted.to_owned(), told_to }));
        assert_eq!(times("", "2026-03-02T09:00:00", "2026-03-02T09:00:00"), None);
    }
}
