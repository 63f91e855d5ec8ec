//! A week of a wall clock, and how people say it.

use std::fmt;

use crate::base::Language;
use crate::time::names::weekday_name;
use crate::time::notation::expression::Expression;
use crate::time::notation::rule::{Days, Join, Rule, State, Stretch, Weekdays};
use crate::time::timetable::kept::Kept;
use crate::time::words::listing::{listed, weekday_list};
use crate::time::words::translated::describe;
use crate::time::zone::ScheduleZone;

use super::clock::{ClockTime, DaySpan};
use super::days::DAY;

const WEEK: i64 = 7 * DAY;

/// Times that come back every week, on the wall clock of some zone.
///
/// [`Display`](fmt::Display) says it: "Monday to Friday 18:00 to 20:00, Saturday 09:00 to 13:00"; "Friday 20:00 to
/// Monday 08:00"; "every day at 20:00"; "always".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WeeklyPattern {
    /// In seconds since Monday 00:00; in order, never empty, never touching.
    spans: Vec<(i64, i64)>,
}

impl WeeklyPattern {
    /// A week of days, of which each gives its spans in seconds of the day.
    pub(super) fn of_days<'a>(days: impl IntoIterator<Item = &'a [(i64, i64)]>) -> Self {
        let mut spans: Vec<(i64, i64)> = Vec::new();
        for (midnight, day) in (0..).step_by(DAY as usize).zip(days) {
            for (from, to) in day.iter().map(|(from, to)| (midnight + from, midnight + to)) {
                match spans.last_mut() {
                    Some((_, end)) if *end == from => *end = to,
                    _ => spans.push((from, to)),
                }
            }
        }
        Self { spans }
    }

    /// All of it.
    pub(super) fn always() -> Self {
        Self { spans: vec![(0, WEEK)] }
    }

    /// Its spans in order, in seconds since Monday 00:00; the second end of each is not in it.
    ///
    /// What goes on beyond the end of the week is two of them, the one at its end and the one at its beginning.
    #[must_use]
    pub fn spans(&self) -> &[(i64, i64)] {
        &self.spans
    }

    /// How many seconds are in it.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.spans.iter().map(|(from, to)| to - from).sum()
    }

    /// Whether it is all of the week.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.spans == [(0, WEEK)]
    }

    /// The spans of a weekday, counted from Monday, in seconds of the day.
    pub(super) fn day(&self, weekday: usize) -> impl Iterator<Item = (i64, i64)> {
        let midnight = weekday.cast_signed() as i64 * DAY;
        let first = self.spans.partition_point(|&(_, to)| to <= midnight);
        let day = self.spans[first..].iter().take_while(move |&&(from, _)| from < midnight + DAY);
        day.map(move |&(from, to)| ((from - midnight).max(0), (to - midnight).min(DAY)))
    }

    /// The spans as they are when Monday follows Sunday.
    fn around(&self) -> Vec<(i64, i64)> {
        match self.spans[..] {
            [(0, end), ref middle @ .., (start, WEEK)] => {
                middle.iter().copied().chain([(start, WEEK + end)]).collect()
            }
            _ => self.spans.clone(),
        }
    }

    /// What a schedule of these times says of itself: "Monday to Friday, 8 AM to 6 PM Eastern". None where none would say
    /// it well: where times go on beyond a day, or are not of whole minutes.
    pub(super) fn as_schedule(&self, zone: ScheduleZone, language: Language) -> Option<String> {
        let mut days: [Vec<Stretch>; 7] = Default::default();
        for (from, to) in self.around() {
            if to - from > DAY || from % 60 != 0 || to % 60 != 0 {
                return None;
            }
            let midnight = from - from % DAY;
            let of_day = |second: i64| i32::try_from(second - midnight).ok();
            let day = days.get_mut((midnight / DAY).unsigned_abs() as usize)?;
            day.push(Stretch { from: of_day(from)?, to: of_day(to)? });
        }
        let rules = days.into_iter().enumerate().filter(|(_, times)| !times.is_empty());
        let rules = rules.map(|(weekday, times)| Rule {
            days: Days { weekdays: vec![Weekdays::Every { mask: 1 << weekday }], ..Days::default() },
            times,
            state: State::Open,
            join: Join::Replace,
            name: None,
        });
        let rules: Vec<Rule> = rules.collect();
        (!rules.is_empty())
            .then(|| describe(&Expression::of_rules(rules), &Kept::of(Vec::new()), zone, language))
    }

    /// What is said of it: weekdays of equal times together.
    pub(super) fn phrases(&self) -> Vec<String> {
        if self.is_always() {
            return vec!["always".to_owned()];
        }
        let mut days: [Vec<(i64, i64)>; 7] = Default::default();
        let mut whole_days: u8 = 0;
        let mut long = Vec::new();
        for (from, to) in self.around() {
            let (weekday, start) = ((from / DAY).unsigned_abs() as usize, from % DAY);
            if (to - from) % DAY == 0 && start == 0 {
                for day in from / DAY..to / DAY {
                    whole_days |= 1 << (day % 7);
                }
            } else if to - from < DAY {
                days[weekday].push((start, start + to - from));
            } else {
                long.push((weekday, from, to));
            }
        }
        // Each with the weekday that it begins on, by which they are sorted.
        let mut phrases: Vec<(usize, String)> = Vec::new();
        if whole_days != 0 {
            phrases.push((
                whole_days.trailing_zeros() as usize,
                format!("{} all day", weekday_list(whole_days)),
            ));
        }
        for (weekday, times) in days.iter().enumerate().filter(|(_, times)| !times.is_empty()) {
            if days[..weekday].contains(times) {
                continue;
            }
            let mask =
                (weekday..7).filter(|&other| days[other] == *times).fold(0, |mask, other| mask | 1 << other);
            phrases.push((weekday, format!("{} {}", weekday_list(mask), times_of_day(times))));
        }
        for (weekday, from, to) in long {
            phrases
                .push((weekday, format!("{} to {}", moment_of_week(from, false), moment_of_week(to, true))));
        }
        phrases.sort_by_key(|(weekday, _)| *weekday);
        phrases.into_iter().map(|(_, phrase)| phrase).collect()
    }
}

impl fmt::Display for WeeklyPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.spans.is_empty() { f.write_str("never") } else { f.write_str(&self.phrases().join(", ")) }
    }
}

/// "08:00 to 12:00 and 13:00 to 17:00", "at 20:00"; of many, the first three.
fn times_of_day(times: &[(i64, i64)]) -> String {
    const MAX: usize = 6;
    let moments = times.iter().all(|(from, to)| to - from == 1);
    let mut said: Vec<String> =
        times.iter().map(|&(from, to)| DaySpan { from, to, bare: moments }.to_string()).collect();
    if said.len() > MAX {
        said.splice(3.., [format!("{} more", times.len() - 3)]);
    }
    format!("{}{}", if moments { "at " } else { "" }, listed(&said, " "))
}

/// "Friday 20:00"; the end of a span may be a 24:00.
fn moment_of_week(second: i64, is_end: bool) -> String {
    let before = i64::from(is_end && second % DAY == 0);
    let day = (second - before).div_euclid(DAY);
    let monday = jiff::civil::Weekday::Monday;
    format!("{} {}", weekday_name(monday.wrapping_add(day)), ClockTime(second - day * DAY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;

    const HOUR: i64 = 3_600;

    /// The week of days that are given as hours.
    fn said(days: [&[(i64, i64)]; 7]) -> String {
        let days = days.map(|day| day.iter().map(|(from, to)| (from * HOUR, to * HOUR)).collect::<Vec<_>>());
        WeeklyPattern::of_days(days.iter().map(Vec::as_slice)).to_string()
    }

    #[test]
    fn weekdays_of_equal_times_are_said_together() {
        let (office, saturday): (&[_], &[_]) = (&[(8, 12), (13, 17)], &[(9, 13)]);
        assert_eq!(
            said([office, office, office, office, office, saturday, &[]]),
            "Monday to Friday 08:00 to 12:00 and 13:00 to 17:00, Saturday 09:00 to 13:00"
        );
        assert_eq!(said([office; 7]), "every day 08:00 to 12:00 and 13:00 to 17:00");
        assert_eq!(
            said([saturday, &[], saturday, &[], saturday, &[], &[]]),
            "Monday, Wednesday and Friday 09:00 to 13:00"
        );
    }

    #[test]
    fn times_go_on_beyond_midnight_and_the_end_of_the_week() {
        let night: &[_] = &[(0, 8), (20, 24)];
        let whole: &[_] = &[(0, 24)];
        assert_eq!(
            said([night, night, night, night, night, whole, whole]),
            "Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00"
        );
        assert_eq!(said([night; 7]), "every day 20:00 to 08:00");
        assert_eq!(said([&[(0, 2)], &[], &[], &[], &[], &[], &[(20, 24)]]), "Sunday 20:00 to 02:00");
    }

    #[test]
    fn whole_days_are_said_without_times() {
        let whole: &[_] = &[(0, 24)];
        assert_eq!(said([&[], &[], &[], &[], &[], whole, whole]), "Saturday and Sunday all day");
        assert_eq!(said([whole, &[], &[], &[], &[], whole, whole]), "Saturday to Monday all day");
        assert_eq!(said([whole; 7]), "always");
        assert_eq!(said([&[]; 7]), "never");
        assert_eq!(said([&[(8, 24)], whole, &[], &[], &[], &[], &[]]), "Monday 08:00 to Tuesday 24:00");
    }

    #[test]
    fn a_schedule_of_the_same_times_says_them_in_its_own_way() {
        let told = |days: [&[(i64, i64)]; 7]| {
            let days =
                days.map(|day| day.iter().map(|(from, to)| (from * HOUR, to * HOUR)).collect::<Vec<_>>());
            WeeklyPattern::of_days(days.iter().map(Vec::as_slice))
                .as_schedule(ScheduleZone::Fixed(Zone::UTC), Language::English)
        };
        let (office, saturday, night): (&[_], &[_], &[_]) =
            (&[(8, 12), (13, 17)], &[(9, 13)], &[(0, 6), (22, 24)]);
        assert_eq!(
            told([office, office, office, office, office, saturday, &[]]).unwrap(),
            "Monday to Friday, 8 AM to noon and 1 PM to 5 PM, and Saturday, 9 AM to 1 PM UTC"
        );
        assert_eq!(told([night; 7]).unwrap(), "every day, 10 PM to 6 AM UTC");
        assert_eq!(told([&[(0, 24)], &[], &[], &[], &[], &[], &[]]).unwrap(), "Monday, 24 hours UTC");
        assert_eq!(told([&[(8, 24)], &[(0, 24)], &[], &[], &[], &[], &[]]), None);
        assert_eq!(told([&[]; 7]), None);
        assert_eq!(
            WeeklyPattern { spans: vec![(30, 90)] }.as_schedule(ScheduleZone::Caller, Language::English),
            None
        );
    }

    #[test]
    fn moments_have_no_length() {
        let at: &[_] = &[(8 * HOUR, 8 * HOUR + 1), (20 * HOUR + 30, 20 * HOUR + 31)];
        let days: [&[_]; 7] = [at, at, at, at, at, &[], &[]];
        assert_eq!(WeeklyPattern::of_days(days).to_string(), "Monday to Friday at 08:00 and 20:00:30");
    }

    #[test]
    fn many_times_of_a_day_are_counted() {
        let every_other_hour: Vec<_> = (0..12).map(|hour| (hour * 2, hour * 2 + 1)).collect();
        assert_eq!(
            said([&every_other_hour; 7]),
            "every day 00:00 to 01:00, 02:00 to 03:00, 04:00 to 05:00 and 9 more"
        );
    }
}
