//! Rules of opening hours, valid by construction: which days, which times, open or closed.

use std::sync::Arc;

use jiff::civil::{Date, Weekday, date};

use super::easter::easter;

/// Seconds in a day of the wall clock.
pub(in crate::time) const DAY: i32 = 86_400;

/// All weekdays as a mask.
pub(in crate::time) const EVERY_DAY: u8 = 0b111_1111;

/// A stretch of wall-clock time, in seconds from the midnight that begins its day: `0 <= from < to <= 48
/// hours`. What lies past 24 hours is the small hours of the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::time) struct Stretch {
    pub(in crate::time) from: i32,
    pub(in crate::time) to: i32,
}

impl Stretch {
    pub(in crate::time) const WHOLE_DAY: Self = Self { from: 0, to: DAY };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) enum State {
    Open,
    Closed,
}

/// How a rule meets the rules before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) enum Join {
    /// `;`: on its days, this rule stands instead of those before.
    Replace,
    /// `,`: on its days, this rule adds to those before.
    Add,
    /// `||`: this rule holds where those before say nothing.
    Fallback,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) struct Rule {
    pub(in crate::time) days: Days,
    /// Not empty.
    pub(in crate::time) times: Vec<Stretch>,
    pub(in crate::time) state: State,
    pub(in crate::time) join: Join,
    pub(in crate::time) name: Option<Arc<str>>,
}

impl Rule {
    pub(in crate::time) fn is_whole_day(&self) -> bool {
        self.times == [Stretch::WHOLE_DAY]
    }
}

/// The days of a rule: one of each list that is not empty must match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::time) struct Days {
    pub(in crate::time) years: Vec<Years>,
    pub(in crate::time) dates: Vec<Dates>,
    pub(in crate::time) weeks: Vec<Weeks>,
    pub(in crate::time) weekdays: Vec<Weekdays>,
}

/// Every `step`th year from `from` to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) struct Years {
    pub(in crate::time) from: i32,
    pub(in crate::time) to: i32,
    pub(in crate::time) step: i32,
}

/// Every `step`th ISO week of a year, from `from` to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) struct Weeks {
    pub(in crate::time) from: i8,
    pub(in crate::time) to: i8,
    pub(in crate::time) step: i8,
}

/// Days of the year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) enum Dates {
    /// From one (month, day) to another in every year, around the year's end if `to` is before `from`.
    EveryYear { from: (i8, i8), to: (i8, i8) },
    /// Between two days, once.
    Once { from: Date, to: Date },
    /// Between two days that move from year to year.
    Moving { from: Anchor, to: Anchor },
}

/// A day that is found anew in each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) struct Anchor {
    /// The only year it exists in, if it names one.
    pub(in crate::time) year: Option<i16>,
    pub(in crate::time) base: Base,
    /// Days to go on from the base, at most [`Anchor::MAX_SHIFT`] either way; applied before `toward`.
    pub(in crate::time) shift: i32,
    pub(in crate::time) toward: Option<Toward>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) enum Base {
    MonthDay(i8, i8),
    /// The n-th weekday of a month, from its end if negative.
    Nth(i8, Weekday, i8),
    Easter,
}

/// Go on to a weekday, or stay if it is one already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) enum Toward {
    Next(Weekday),
    Previous(Weekday),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::time) enum Weekdays {
    /// A set of weekdays, bit 0 for Monday.
    Every { mask: u8 },
    /// Weekdays of certain places in their month, moved on by `shift` days.
    Nth { mask: u8, from_start: [bool; 5], from_end: [bool; 5], shift: i32 },
    /// The schedule's holidays, moved on by `shift` days.
    Holiday { shift: i32 },
}

impl Days {
    pub(in crate::time) fn is_empty(&self) -> bool {
        self.years.is_empty() && self.dates.is_empty() && self.weeks.is_empty() && self.weekdays.is_empty()
    }

    /// The same days without lists that leave none out: `Jul-Jun`, `week 1-53`.
    pub(in crate::time) fn without_idle_lists(mut self) -> Self {
        let is_every_date = || {
            let yearly = |dates: &&Dates| matches!(dates, Dates::EveryYear { .. });
            let has = |day: Date| self.dates.iter().filter(yearly).any(|dates| dates.contains(day));
            // A year that has a February 29.
            std::iter::successors(Some(date(2024, 1, 1)), |day| day.tomorrow().ok())
                .take_while(|day| day.year() == 2024)
                .all(has)
        };
        if !self.dates.is_empty() && is_every_date() {
            self.dates.clear();
        }
        if (1..=53).all(|week| self.weeks.iter().any(|weeks| weeks.has(week))) {
            self.weeks.clear();
        }
        self
    }

    /// Whether they repeat every week, whatever the date and without regard to holidays.
    pub(in crate::time) fn is_weekly(&self) -> bool {
        self.years.is_empty()
            && self.dates.is_empty()
            && self.weeks.is_empty()
            && self.weekdays.iter().all(|days| matches!(days, Weekdays::Every { .. }))
    }

    /// Whether they hold on holidays as such: the day after one (`PH +1 day`) is not meant.
    pub(in crate::time) fn names_holidays(&self) -> bool {
        self.weekdays.iter().any(|days| matches!(days, Weekdays::Holiday { shift: 0 }))
    }

    pub(in crate::time) fn matches(&self, date: Date, is_holiday: &impl Fn(Date) -> bool) -> bool {
        fn any<T>(list: &[T], matches: impl FnMut(&T) -> bool) -> bool {
            list.is_empty() || list.iter().any(matches)
        }
        any(&self.years, |years| years.contains(date))
            && any(&self.dates, |dates| dates.contains(date))
            && any(&self.weeks, |weeks| weeks.contains(date))
            && any(&self.weekdays, |days| days.contains(date, is_holiday))
    }
}

impl Years {
    fn contains(self, date: Date) -> bool {
        let year = i32::from(date.year());
        (self.from..=self.to).contains(&year) && (year - self.from) % self.step == 0
    }
}

impl Weeks {
    fn contains(self, date: Date) -> bool {
        self.has(date.iso_week_date().week())
    }

    fn has(self, week: i8) -> bool {
        (self.from..=self.to).contains(&week) && (week - self.from) % self.step == 0
    }
}

impl Dates {
    fn contains(&self, date: Date) -> bool {
        match self {
            Self::EveryYear { from, to } => {
                let day = (date.month(), date.day());
                if from <= to { (*from..=*to).contains(&day) } else { day >= *from || day <= *to }
            }
            Self::Once { from, to } => (*from..=*to).contains(&date),
            Self::Moving { from, to } => {
                let year = date.year();
                let reach = from.reach().max(to.reach());
                from.year.map_or(year - reach..=year + reach, |only| only..=only).any(|year| {
                    let start = from.in_year(year);
                    let end =
                        if from == to { start } else { start.and_then(|start| to.first_since(start, year)) };
                    start.zip(end).is_some_and(|(start, end)| (start..=end).contains(&date))
                })
            }
        }
    }
}

impl Anchor {
    /// How far an anchor may be shifted, in days.
    pub(in crate::time) const MAX_SHIFT: i32 = 366;

    /// The day found in this year; `None` in years that have no such day (a fifth Monday, February 29).
    pub(in crate::time) fn in_year(&self, year: i16) -> Option<Date> {
        if self.year.is_some_and(|only| only != year) {
            return None;
        }
        let base = match self.base {
            Base::MonthDay(month, day) => Date::new(year, month, day).ok()?,
            Base::Nth(month, weekday, nth) => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?
            }
            Base::Easter => easter(year)?,
        };
        let shifted = shift(base, self.shift)?;
        match self.toward {
            None => Some(shifted),
            Some(Toward::Next(weekday)) => shift(shifted, i32::from(shifted.weekday().until(weekday))),
            Some(Toward::Previous(weekday)) => shift(shifted, -i32::from(shifted.weekday().since(weekday))),
        }
    }

    /// How many years away from a day may lie the year that it is counted from.
    fn reach(&self) -> i16 {
        if self.shift.abs() < 300 { 1 } else { 2 }
    }

    /// The first such day that is not before `start`, a day found in `year`.
    fn first_since(&self, start: Date, year: i16) -> Option<Date> {
        let mut years = self.year.map_or(year..=year + 1, |only| only..=only);
        years.find_map(|year| self.in_year(year).filter(|end| start <= *end))
    }
}

/// The day `days` after (before, if negative) another.
pub(in crate::time) fn shift(date: Date, days: i32) -> Option<Date> {
    match days {
        0 => Some(date),
        1 => date.tomorrow().ok(),
        -1 => date.yesterday().ok(),
        _ => date.checked_add(jiff::Span::new().try_days(days).ok()?).ok(),
    }
}

/// The bit of a weekday in a mask.
pub(in crate::time) fn bit(weekday: Weekday) -> u8 {
    1 << weekday.to_monday_zero_offset()
}

impl Weekdays {
    fn contains(&self, date: Date, is_holiday: &impl Fn(Date) -> bool) -> bool {
        match *self {
            Self::Every { mask } => mask & bit(date.weekday()) != 0,
            Self::Nth { mask, from_start, from_end, shift: days } => shift(date, -days).is_some_and(|date| {
                let place = |day: i8| usize::from((day - 1).unsigned_abs() / 7);
                mask & bit(date.weekday()) != 0
                    && (from_start[place(date.day())]
                        || from_end[place(date.days_in_month() - date.day() + 1)])
            }),
            Self::Holiday { shift: days } => shift(date, -days).is_some_and(is_holiday),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moving(base: Base, shift: i32, toward: Option<Toward>) -> Anchor {
        Anchor { year: None, base, shift, toward }
    }

    #[test]
    fn a_moving_range_goes_around_the_end_of_the_year() {
        let from = moving(Base::Nth(12, Weekday::Sunday, -1), 0, None);
        let to = moving(Base::MonthDay(1, 2), 0, None);
        let dates = Dates::Moving { from, to };
        for (day, expected) in [
            (date(2026, 12, 26), false),
            (date(2026, 12, 27), true),
            (date(2027, 1, 2), true),
            (date(2027, 1, 3), false),
        ] {
            assert_eq!(dates.contains(day), expected, "{day}");
        }
    }

    #[test]
    fn an_anchor_goes_on_to_a_weekday_or_stays() {
        let on_or_after = moving(Base::MonthDay(12, 25), 0, Some(Toward::Next(Weekday::Friday)));
        assert_eq!(on_or_after.in_year(2026), Some(date(2026, 12, 25)));
        assert_eq!(on_or_after.in_year(2027), Some(date(2027, 12, 31)));
        let before = moving(Base::MonthDay(5, 25), -1, Some(Toward::Previous(Weekday::Monday)));
        assert_eq!(before.in_year(2026), Some(date(2026, 5, 18)));
    }

    #[test]
    fn a_far_shift_is_found_from_the_year_it_leads_to() {
        let anchor = moving(Base::MonthDay(12, 31), Anchor::MAX_SHIFT, None);
        let dates = Dates::Moving { from: anchor, to: anchor };
        assert!(dates.contains(anchor.in_year(2026).unwrap()));
        assert!(dates.contains(date(2028, 1, 1)));
        assert!(!dates.contains(date(2028, 1, 2)));
    }

    #[test]
    fn places_in_a_month_count_from_both_ends() {
        let mut from_start = [false; 5];
        let mut from_end = [false; 5];
        from_start[1] = true;
        from_end[0] = true;
        let days = Weekdays::Nth { mask: bit(Weekday::Monday), from_start, from_end, shift: 0 };
        let november: Vec<i8> =
            (1..=30).filter(|day| days.contains(date(2026, 11, *day), &|_| false)).collect();
        assert_eq!(november, [9, 30]);
    }
}
