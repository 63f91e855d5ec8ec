//! On which days the rules of an expression meet that do not hold every week, and what is open on these days.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::{Date, Weekday, date};

use super::listing::apart;
use crate::time::notation::expression::{DayOpenings, Expression};
use crate::time::notation::rule::{Dates, Rule, Stretch, Weekdays, bit, shift};

/// Rules by their place in the expression, in order.
pub(in crate::time) type Rules = Vec<usize>;

/// Days on which the same rules hold, of those that do not hold every week.
#[derive(Debug, Default)]
pub(in crate::time) struct Days {
    /// How many days there are, in parts of a day: a year has a dozen holidays.
    pub(in crate::time) count: u32,
    /// What is open on a weekday that occurs among them, counted from Monday.
    pub(in crate::time) contents: [Option<Vec<Stretch>>; 7],
}

/// A day, and which holidays around it are assumed.
#[derive(Clone, Copy, Debug)]
pub(in crate::time) struct Assumed<'a> {
    pub(in crate::time) date: Date,
    /// How many days before it lie the holidays.
    pub(in crate::time) holidays: &'a [i32],
}

impl Assumed<'_> {
    pub(in crate::time) fn is_holiday(&self, date: Date) -> bool {
        self.holidays.iter().any(|&days| shift(self.date, -days) == Some(date))
    }

    /// Which of some rules hold on a day nearby.
    pub(in crate::time) fn rules_on(&self, date: Date, expression: &Expression, special: &[usize]) -> Rules {
        let holds =
            |rule: &&usize| expression.rules()[**rule].days.matches(date, &|day| self.is_holiday(day));
        special.iter().filter(holds).copied().collect()
    }
}

/// The places of the rules that do not hold every week.
pub(in crate::time) fn special(expression: &Expression) -> Vec<usize> {
    let rules = expression.rules().iter().enumerate();
    rules.filter(|(_, rule)| !rule.days.is_weekly()).map(|(index, _)| index).collect()
}

/// All days on which some of these rules hold, by which they are.
pub(in crate::time) fn find(expression: &Expression, special: &[usize]) -> BTreeMap<Rules, Days> {
    let asks = |rule: &&usize| asks_for_holidays(&expression.rules()[**rule]);
    let (of_holidays, of_dates): (Rules, Rules) = special.iter().partition(asks);
    let mut found: BTreeMap<Rules, Days> = BTreeMap::new();
    let mut openings = DayOpenings::default();
    let (mut known, mut dated): (Option<Date>, Rules) = (None, Vec::new());
    every_day(expression, |day| {
        // Which holidays are assumed is nothing to most rules.
        if known.replace(day.date) != Some(day.date) {
            dated = day.rules_on(day.date, expression, &of_dates);
        }
        let mut rules = day.rules_on(day.date, expression, &of_holidays);
        if rules.is_empty() && dated.is_empty() {
            return;
        }
        rules.extend(&dated);
        rules.sort_unstable();
        let days = found.entry(rules).or_default();
        days.count += if day.holidays.is_empty() { 30 } else { 1 };
        days.contents[weekday_of(day.date)].get_or_insert_with(|| {
            expression.day(day.date, &|date| day.is_holiday(date), &mut openings);
            own(&openings)
        });
    });
    found
}

pub(in crate::time) fn asks_for_holidays(rule: &Rule) -> bool {
    rule.days.weekdays.iter().any(|days| matches!(days, Weekdays::Holiday { .. }))
}

/// The openings that start on a day.
pub(in crate::time) fn own(openings: &DayOpenings) -> Vec<Stretch> {
    apart(openings.openings.iter().map(|opening| opening.stretch).collect())
}

/// What is left of a day's openings by what the days around it take away.
pub(in crate::time) fn with_neighbors(
    expression: &Expression,
    date: Date,
    is_holiday: &impl Fn(Date) -> bool,
) -> Vec<Stretch> {
    let mut openings = DayOpenings::default();
    expression.day(date, is_holiday, &mut openings);
    for days in [-1, 1] {
        let mut neighbor = DayOpenings::default();
        if let Some(date) = shift(date, days) {
            expression.day(date, is_holiday, &mut neighbor);
            openings.cut_by(&neighbor, days);
        }
    }
    own(&openings)
}

/// What is open on each weekday by rules that hold every week, from Monday on.
pub(in crate::time) fn week(expression: &Expression) -> [Vec<Stretch>; 7] {
    std::array::from_fn(|weekday| with_neighbors(expression, some(weekday), &|_| false))
}

/// The weekday of a day, counted from Monday.
pub(in crate::time) fn weekday_of(date: Date) -> usize {
    usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())
}

/// Some day that is this weekday, counted from Monday.
pub(in crate::time) fn some(weekday: usize) -> Date {
    let monday = date(2024, 1, 1);
    debug_assert_eq!(monday.weekday(), Weekday::Monday);
    (0..).zip(0..=weekday).last().and_then(|(days, _)| shift(monday, days)).unwrap_or(monday)
}

/// The bit of a weekday that is counted from Monday.
pub(in crate::time) fn bit_of(weekday: usize) -> u8 {
    bit(some(weekday).weekday())
}

/// Years in which every date falls on every weekday.
pub(in crate::time) const YEARS: Range<i16> = 2016..2016 + 28;

/// Calls for every day that can show how dated rules meet: [`YEARS`] and
/// those around the years that are named; each without holidays and, where rules ask for them, as one.
pub(in crate::time) fn every_day(expression: &Expression, mut look: impl FnMut(Assumed<'_>)) {
    let mut years: BTreeSet<i16> = YEARS.collect();
    for year in expression.rules().iter().flat_map(named_years) {
        years.extend([year - 1, year, year + 1].into_iter().filter(|year| (1..9999).contains(year)));
    }
    let holidays = assumptions(expression);
    for year in years {
        let mut day = Some(date(year, 1, 1));
        while let Some(date) = day.filter(|date| date.year() == year) {
            for holidays in &holidays {
                look(Assumed { date, holidays });
            }
            day = date.tomorrow().ok();
        }
    }
}

fn named_years(rule: &Rule) -> Vec<i16> {
    let of_years = rule.days.years.iter().flat_map(|years| [years.from, years.to]);
    let of_years = of_years.filter_map(|year| i16::try_from(year).ok());
    let of_dates = rule.days.dates.iter().flat_map(|dates| match dates {
        Dates::EveryYear { .. } => Vec::new(),
        Dates::Once { from, to } => vec![from.year(), to.year()],
        Dates::Moving { from, to } => from.year.into_iter().chain(to.year).collect(),
    });
    of_years.chain(of_dates).collect()
}

/// Which holidays may lie around a day: none, each of those that rules ask for, all of them.
fn assumptions(expression: &Expression) -> Vec<Vec<i32>> {
    let weekdays = expression.rules().iter().flat_map(|rule| &rule.days.weekdays);
    let shifts: BTreeSet<i32> = weekdays
        .filter_map(|days| match days {
            Weekdays::Holiday { shift } => Some(*shift),
            Weekdays::Every { .. } | Weekdays::Nth { .. } => None,
        })
        .collect();
    let mut all = vec![Vec::new()];
    all.extend(shifts.iter().map(|&days| vec![days]));
    if shifts.len() > 1 {
        all.push(shifts.into_iter().collect());
    }
    all
}
