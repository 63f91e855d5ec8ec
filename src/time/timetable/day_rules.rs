//! What decides one day: the week, and above it the calendars, and above both the overrides.

use jiff::civil::Date;

use super::calendar::{DayHours, Observance};
use super::kept::Kept;
use super::overrides::{Effect, Override};
use crate::time::notation::expression::{DayOpenings, DayTimes, Expression, RuleIndex, Ruled, subtract};
use crate::time::notation::rule::{DAY, Stretch, shift};

/// What decides the openings of each day.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::time) struct DayRules {
    pub(in crate::time) expression: Expression,
    pub(in crate::time) holidays: Kept,
    pub(in crate::time) overrides: Vec<Override>,
}

/// Who decided a day.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::time) enum Authority<'a> {
    /// The expression.
    #[default]
    Week,
    /// A holiday of a calendar.
    Holiday(Observance<'a>),
    /// An override.
    Override(&'a Override),
}

/// Rules of calendars and overrides stand above those of the expression: no `off` of the week cuts their
/// openings.
const ABOVE_THE_WEEK: RuleIndex = RuleIndex::MAX;

impl DayRules {
    /// Whether the answer is the same at every instant.
    pub(in crate::time) fn is_constant(&self) -> bool {
        match self.overrides.last() {
            Some(last) => last.is_for_good(),
            None => self.expression.is_constant() && self.holidays.is_empty(),
        }
    }

    /// Decides the openings that start on a day.
    pub(in crate::time) fn decide<'a>(&'a self, date: Date, day: &mut DayOpenings) -> Authority<'a> {
        let authority = self.decide_by(self.deciding(date), date, day);
        // Most hours have no overrides, and most openings are over by midnight.
        if !self.overrides.is_empty()
            && day.openings.iter().any(|opening| opening.stretch.to > DAY)
            && shift(date, 1).is_some_and(|next| {
                self.deciding(next).is_some_and(|exception| exception.ends_night_before(next))
            })
        {
            end_at_midnight(day);
        }
        authority
    }

    /// The override that decides a day.
    pub(in crate::time) fn deciding(&self, date: Date) -> Option<&Override> {
        self.overrides.iter().rev().find(|exception| exception.covers(date))
    }

    /// The same, if an override claims the day, or none, whatever holds on the next.
    pub(in crate::time) fn decide_by<'a>(
        &'a self,
        exception: Option<&'a Override>,
        date: Date,
        day: &mut DayOpenings,
    ) -> Authority<'a> {
        let authority = self.decide_without_overrides(date, day);
        let Some(exception) = exception else { return authority };
        match &exception.effect {
            Effect::Closed => day.clear(),
            Effect::Open(times) => {
                day.clear();
                open(day, times);
            }
            Effect::Extra(times) => open(day, times),
            Effect::ClosesAt(time) => close_at(day, *time),
            Effect::OpensAt(time) => open_at(day, *time),
        }
        Authority::Override(exception)
    }

    /// The same, as if there were no overrides.
    pub(in crate::time) fn decide_without_overrides<'a>(
        &'a self,
        date: Date,
        day: &mut DayOpenings,
    ) -> Authority<'a> {
        self.decide_by_week(date, day);
        // An expression that names `PH` and has a rule for this one decides it itself.
        match self.holidays.on(date) {
            Some(on) if !day.holiday_named => {
                match &on.holiday.hours {
                    DayHours::Closed => day.clear(),
                    DayHours::Open(times) => {
                        day.clear();
                        open(day, times);
                    }
                    // What only shortens a day is no reason for one that has no openings without it.
                    DayHours::ClosesAt(_) | DayHours::OpensAt(_) if day.openings.is_empty() => {
                        return Authority::Week;
                    }
                    DayHours::ClosesAt(time) => close_at(day, *time),
                    DayHours::OpensAt(time) => open_at(day, *time),
                }
                Authority::Holiday(on)
            }
            Some(on) if day.openings.is_empty() => Authority::Holiday(on),
            _ => Authority::Week,
        }
    }

    /// The same, as if there were neither overrides nor hours of calendars.
    pub(in crate::time) fn decide_by_week(&self, date: Date, day: &mut DayOpenings) {
        self.expression.day(date, &|date| self.holidays.on(date).is_some(), day);
    }
}

fn open(day: &mut DayOpenings, times: &DayTimes) {
    day.openings
        .extend(times.stretches.iter().map(|stretch| Ruled { stretch: *stretch, rule: ABOVE_THE_WEEK }));
}

fn close_at(day: &mut DayOpenings, time: jiff::civil::Time) {
    subtract(&mut day.openings, Stretch { from: seconds(time), to: i32::MAX });
}

fn open_at(day: &mut DayOpenings, time: jiff::civil::Time) {
    subtract(&mut day.openings, Stretch { from: 0, to: seconds(time) });
}

/// Takes away what lies past midnight.
pub(in crate::time) fn end_at_midnight(day: &mut DayOpenings) {
    subtract(&mut day.openings, Stretch { from: DAY, to: i32::MAX });
}

/// How many seconds a time of day is after midnight.
pub(in crate::time) fn seconds(time: jiff::civil::Time) -> i32 {
    i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second())
}
