//! What decides one day: the week, and above it the calendars, and above both the overrides.

use std::sync::Arc;

use jiff::civil::Date;

use super::calendar::{Calendar, DayHours, Holiday};
use super::expression::{DayOpenings, Expression, RuleIndex, Ruled, Times, subtract};
use super::overrides::{Effect, Override};
use super::rule::{Anchor, Stretch};

/// What decides the openings of each day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DayRules {
    pub(super) expression: Expression,
    pub(super) calendars: Vec<Arc<Calendar>>,
    pub(super) overrides: Vec<Override>,
}

/// Who decided a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Authority<'a> {
    /// The expression.
    #[default]
    Week,
    /// A holiday of a calendar.
    Holiday(HolidayOn<'a>),
    /// An override.
    Override(&'a Override),
}

/// A holiday, and whether this day stands in for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct HolidayOn<'a> {
    pub(super) holiday: &'a Holiday,
    pub(super) is_substitute: bool,
}

/// The holidays of some years, in order of date; where calendars differ, the one that wins.
pub(super) struct Holidays<'a> {
    dates: Vec<(Date, HolidayOn<'a>)>,
}

impl<'a> Holidays<'a> {
    fn on(&self, date: Date) -> Option<HolidayOn<'a>> {
        let at = self.dates.binary_search_by_key(&date, |(date, _)| *date).ok()?;
        Some(self.dates[at].1)
    }
}

/// Rules of calendars and overrides stand above those of the expression: no `off` of the week cuts their
/// openings.
const ABOVE_THE_WEEK: RuleIndex = RuleIndex::MAX;

impl DayRules {
    /// The holidays that can matter to the days between two.
    pub(super) fn holidays(&self, first: Date, last: Date) -> Holidays<'_> {
        let mut dates: Vec<(Date, HolidayOn<'_>)> = Vec::new();
        if !self.calendars.is_empty() {
            // An expression may look as far away as `PH +366 days`.
            const REACH: i16 = (Anchor::MAX_SHIFT / 365 + 1) as i16;
            let years = first.year().saturating_sub(REACH)..=last.year().saturating_add(REACH);
            for holiday in self.calendars.iter().flat_map(|calendar| &calendar.days) {
                for year in years.clone() {
                    dates.extend(holiday.dates_in(year).map(|observance| {
                        (observance.date, HolidayOn { holiday, is_substitute: observance.is_substitute })
                    }));
                }
            }
        }
        // The sort is stable: of one date, the last in the list is the last here.
        dates.sort_by_key(|(date, _)| *date);
        dates.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 = later.1;
            }
            same
        });
        Holidays { dates }
    }

    /// Whether the answer is the same at every instant.
    pub(super) fn is_constant(&self) -> bool {
        match self.overrides.last() {
            Some(last) => last.is_for_good(),
            None => {
                self.expression.is_constant()
                    && self.calendars.iter().all(|calendar| calendar.days.is_empty())
            }
        }
    }

    /// Decides the openings that start on a day.
    pub(super) fn decide<'a>(
        &'a self,
        date: Date,
        holidays: &Holidays<'a>,
        day: &mut DayOpenings,
    ) -> Authority<'a> {
        let authority = self.decide_without_overrides(date, holidays, day);
        let Some(exception) = self.overrides.iter().rev().find(|exception| exception.covers(date)) else {
            return authority;
        };
        match &exception.effect {
            Effect::Closed => day.clear(),
            Effect::Open(times) => {
                day.clear();
                open(day, times);
            }
            Effect::Extra(times) => open(day, times),
            Effect::ClosesAt(time) => {
                subtract(&mut day.openings, Stretch { from: seconds(*time), to: i32::MAX });
            }
            Effect::OpensAt(time) => subtract(&mut day.openings, Stretch { from: 0, to: seconds(*time) }),
        }
        Authority::Override(exception)
    }

    /// The same, as if there were no overrides.
    pub(super) fn decide_without_overrides<'a>(
        &'a self,
        date: Date,
        holidays: &Holidays<'a>,
        day: &mut DayOpenings,
    ) -> Authority<'a> {
        self.decide_by_week(date, holidays, day);
        // An expression that names `PH` and has a rule for this one decides it itself.
        match holidays.on(date) {
            Some(on) if !day.holiday_named => {
                day.clear();
                match &on.holiday.hours {
                    DayHours::Closed => {}
                    DayHours::Open(times) => open(day, times),
                }
                Authority::Holiday(on)
            }
            Some(on) if day.openings.is_empty() => Authority::Holiday(on),
            _ => Authority::Week,
        }
    }

    /// The same, as if there were neither overrides nor hours of calendars.
    pub(super) fn decide_by_week(&self, date: Date, holidays: &Holidays<'_>, day: &mut DayOpenings) {
        self.expression.day(date, &|date| holidays.on(date).is_some(), day);
    }
}

fn open(day: &mut DayOpenings, times: &Times) {
    day.openings
        .extend(times.stretches.iter().map(|stretch| Ruled { stretch: *stretch, rule: ABOVE_THE_WEEK }));
}

fn seconds(time: jiff::civil::Time) -> i32 {
    i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second())
}
