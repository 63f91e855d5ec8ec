//! From a set to the shortest description of it.

use jiff::Timestamp;

use crate::time::timetable::time_set::TimeSet;
use crate::time::zone::Zone;

use super::days::DailyTimes;
use super::model::{Recurrence, Weekly};
use super::phrase::DatePhrases;
use super::seasons::{Season, find};
use super::week::WeeklyPattern;

impl TimeSet {
    /// The set as a person describes it on the wall clock of a zone, who speaks of the time between two instants. What
    /// lies outside of that time is not described.
    ///
    /// ```
    /// use ivrsim::time::{Expression, Schedule, ScheduleZone, Zone};
    /// use jiff::Timestamp;
    ///
    /// let zone = Zone::named("America/New_York").unwrap();
    /// let hours = Expression::parse("Mo-Fr 08:00-20:00; 2023 Nov 23 off").unwrap();
    /// let schedule = Schedule::new(hours, vec![], vec![], ScheduleZone::Fixed(zone));
    /// let [from, to]: [Timestamp; 2] = ["2023-08-28T04:00Z", "2024-08-28T04:00Z"].map(|at| at.parse().unwrap());
    /// let open = schedule.in_zone(Zone::UTC).open_times(from, to).occasions(from, to, zone);
    /// assert_eq!(open.to_string(), "Monday to Friday 08:00 to 20:00 Eastern, except Thursday 2023-11-23");
    /// assert_eq!(open.hours_a_week(), 60.0);
    /// ```
    #[must_use]
    pub fn occasions(&self, from: Timestamp, to: Timestamp, zone: Zone) -> Recurrence {
        let set = self.and(&Self::span(from, to));
        let horizon = (from.as_second(), to.as_second());
        let dates =
            Recurrence { zone, horizon, weekly: Vec::new(), except: Self::default(), also: set.clone() };
        if set.is_empty() {
            return dates;
        }
        if set == Self::span(from, to) {
            let days = dates.days();
            return Recurrence {
                weekly: vec![Weekly { week: WeeklyPattern::always(), days: vec![days] }],
                also: Self::default(),
                ..dates
            };
        }
        let (mut shortest, mut length) = (dates, set.spans().len());
        for seasons in find(&mut DailyTimes::of(&set, zone, horizon.0, horizon.1)) {
            let said = by_weeks(&set, zone, horizon, seasons);
            if let Some(phrases) = cost(&said, length).filter(|&phrases| phrases < length) {
                (shortest, length) = (said, phrases);
            }
        }
        shortest
    }
}

fn by_weeks(set: &TimeSet, zone: Zone, horizon: (i64, i64), seasons: Vec<Season>) -> Recurrence {
    let mut weekly: Vec<Weekly> = Vec::new();
    for Season { days, week } in seasons.into_iter().filter(|season| season.week.seconds() > 0) {
        match weekly.iter_mut().find(|known| known.week == week) {
            Some(known) => known.days.push(days),
            None => weekly.push(Weekly { week, days: vec![days] }),
        }
    }
    let mut said = Recurrence { zone, horizon, weekly, except: TimeSet::default(), also: TimeSet::default() };
    let expected = said.of_weeks();
    said.except = expected.minus(set);
    said.also = set.minus(&expected);
    said
}

/// In phrases; none if that is `most` or more.
fn cost(said: &Recurrence, most: usize) -> Option<usize> {
    let (first, last) = said.days();
    let weeks = said.weekly.iter().map(|weekly| {
        let always = weekly.week.is_always() && said.is_held_throughout(weekly);
        // A date for each end that the horizon does not give.
        let ends = weekly.days.iter().map(|(from, to)| usize::from(*from > first) + usize::from(*to < last));
        ends.sum::<usize>() + if always { 0 } else { 1 + weekly.week.phrases().len() }
    });
    let cost = weeks.sum::<usize>() + said.also.spans().len();
    if cost >= most {
        return None;
    }
    let exceptions = if said.except.is_empty() {
        0
    } else {
        DatePhrases::of(said, &said.except, &said.of_weeks()).count()
    };
    Some(cost + exceptions)
}
