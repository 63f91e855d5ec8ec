//! Dates of every year that open a weekday on which nothing else is open: `Dec 24 09:00-12:00` beside `Mo-Fr 09:00-17:00`
//! opens on a Sunday as well, once in a few years.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::day_words::is_one_day;
use super::surprise::places;
use crate::time::names::weekday_code;
use crate::time::notation::expression::{DayOpenings, Expression};
use crate::time::notation::rule::{Dates, EVERY_DAY, Join, Rule, State, bit};
use crate::time::notation::syntax::{Token, tokens};

/// A rule for a date that opens what is closed on that weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrayDay {
    /// The bytes of the expression's text that hold the rule.
    pub range: Range<usize>,
    /// The first day on which it opens a weekday that is closed otherwise.
    pub date: Date,
    /// The rule that holds on open weekdays only.
    pub instead: String,
}

/// After so many years, every date has been on every weekday.
const YEARS: i16 = 28;

impl Expression {
    /// The dates of every year that open weekdays on which nothing else is open, from a year on.
    #[must_use]
    pub fn stray_days(&self, from: i16) -> Vec<StrayDay> {
        let week = self.open_weekdays();
        if week == 0 || week == EVERY_DAY {
            return Vec::new();
        }
        let places = places(self.text(), self.rules());
        let stray = |(rule, range): (&Rule, &Range<usize>)| {
            let dates = yearly_dates(rule)?;
            let on =
                |year: i16| dates.iter().filter_map(move |&(month, day)| Date::new(year, month, day).ok());
            let date = (from..from.saturating_add(YEARS))
                .flat_map(on)
                .filter(|date| week & bit(date.weekday()) == 0)
                .min()?;
            let text = self.text().get(range.clone())?;
            let time = tokens(text).into_iter().find(|placed| matches!(placed.token, Token::Time(..)))?;
            let (days, times) = text.split_at(time.range.start);
            let instead = format!("{}{} {times}", days, weekdays(week)).replace("  ", " ");
            Self::parse(&instead).ok().map(|_| StrayDay { range: range.clone(), date, instead })
        };
        self.rules().iter().zip(&places).filter_map(stray).collect()
    }

    /// Whether it opens on days of certain years only: a snow day, a fair.
    #[must_use]
    pub fn is_of_certain_years(&self) -> bool {
        let is_once = |dates: &Dates| match dates {
            Dates::Once { .. } => true,
            Dates::EveryYear { .. } => false,
            Dates::Moving { from, .. } => from.year.is_some(),
        };
        let names_year = |rule: &Rule| {
            !rule.days.years.is_empty() || !rule.days.dates.is_empty() && rule.days.dates.iter().all(is_once)
        };
        self.rules().iter().filter(|rule| rule.state == State::Open).all(names_year)
    }

    /// Whether a weekday is one on which nothing opens, though something does on others.
    #[must_use]
    pub fn is_closed_weekday(&self, weekday: Weekday) -> bool {
        let week = self.open_weekdays();
        week != 0 && week & bit(weekday) == 0
    }

    /// The weekdays on which something opens every week, bit 0 for Monday.
    pub(in crate::time) fn open_weekdays(&self) -> u8 {
        let weekly = self.rules().iter().filter(|rule| rule.days.is_weekly()).cloned().collect();
        let weekly = Self::of_rules(weekly);
        let mut openings = DayOpenings::default();
        let mut opens = |date: Date| {
            weekly.day(date, &|_| false, &mut openings);
            !openings.openings.is_empty()
        };
        let days = Date::constant(2026, 3, 2).series(jiff::Span::new().days(1)).take(7);
        days.filter(|date| opens(*date)).fold(0, |mask, date| mask | bit(date.weekday()))
    }
}

/// The dates of a rule that names nothing but dates of every year.
fn yearly_dates(rule: &Rule) -> Option<Vec<(i8, i8)>> {
    let is_plain = rule.days.years.is_empty() && rule.days.weeks.is_empty() && rule.days.weekdays.is_empty();
    if !is_plain || rule.state != State::Open || rule.join == Join::Fallback {
        return None;
    }
    let date = |dates: &Dates| match dates {
        Dates::EveryYear { from, .. } if is_one_day(dates) => Some(*from),
        _ => None,
    };
    let dates: Option<Vec<(i8, i8)>> = rule.days.dates.iter().map(date).collect();
    dates.filter(|dates| !dates.is_empty())
}

/// `Mo-Fr`, `Mo,We-Fr`.
fn weekdays(mask: u8) -> String {
    let mut runs: Vec<(Weekday, Weekday)> = Vec::new();
    for day in Weekday::Monday.cycle_forward().take(7).filter(|day| mask & bit(*day) != 0) {
        match runs.last_mut() {
            Some((_, last)) if last.next() == day && day != Weekday::Monday => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let shown = |(first, last): (Weekday, Weekday)| {
        let run = format!("{}-{}", weekday_code(first), weekday_code(last));
        if first == last { weekday_code(first).to_owned() } else { run }
    };
    runs.into_iter().map(shown).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(hours: &str) -> Vec<String> {
        let stray = Expression::parse(hours).unwrap().stray_days(2026);
        stray.into_iter().map(|day| format!("{} {}", day.date, day.instead)).collect()
    }

    #[test]
    fn a_date_that_opens_a_closed_weekday_is_found_with_what_to_write() {
        assert_eq!(told("Mo-Fr 09:00-17:00; Dec 24 09:00-12:00"), ["2028-12-24 Dec 24 Mo-Fr 09:00-12:00"]);
        assert_eq!(
            told("Mo,We-Fr 09:00-17:00; Dec 24,Dec 31 09:00-12:00,13:00-14:00"),
            ["2028-12-24 Dec 24,Dec 31 Mo,We-Fr 09:00-12:00,13:00-14:00"]
        );
        assert_eq!(told("Tu-Su 10:00-18:00; Jan 6 10:00-12:00"), ["2031-01-06 Jan 6 Tu-Su 10:00-12:00"]);
    }

    #[test]
    fn days_of_certain_years_are_no_hours_to_be_told() {
        let is = |text: &str| Expression::parse(text).unwrap().is_of_certain_years();
        assert!(is("2026 Dec 14 00:00-24:00") && is("2026 Dec 14-16; 2027 Jan 4 10:00-12:00"));
        assert!(!is("Mo-Fr 09:00-17:00") && !is("Dec 24 09:00-12:00") && !is("24/7"));
    }

    #[test]
    fn what_opens_no_closed_weekday_or_says_so_is_none() {
        for hours in [
            "Mo-Fr 09:00-17:00; Dec 24 Mo-Fr 09:00-12:00",
            "Mo-Su 09:00-17:00; Dec 24 09:00-12:00",
            "Mo-Fr 09:00-17:00; Dec 24 off",
            "Mo-Fr 09:00-17:00; Dec 1-23 09:00-20:00",
            "Mo-Fr 09:00-17:00; 2028 Dec 24 09:00-12:00",
            "May-Sep Mo-Su 08:00-20:00; Dec 24 09:00-12:00",
            "24/7",
        ] {
            assert_eq!(told(hours), [""; 0], "{hours}");
        }
    }
}
