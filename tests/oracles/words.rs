//! Hours in words, read as a person reads them: it knows English and a calendar on the wall, and nothing of the notation.
//!
//! What is said later stands instead of what was said before, unless it is said to be "also" so.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan as _};

const DAY: i64 = 86_400;

/// Seconds after the midnight that begins a day; those past 24 hours are the next day's.
pub type Times = Vec<(i64, i64)>;

/// What was read.
#[derive(Clone, Debug)]
pub struct Told {
    pub(super) clauses: Vec<Clause>,
    /// Whether times are told.
    pub has_times: bool,
}

/// The days that have names, by these names.
pub type Named = BTreeMap<String, Vec<Date>>;

#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) days: Days,
    pub(super) says: Says,
}

#[derive(Clone, Debug)]
pub(super) enum Says {
    Open(Times),
    Also(Times),
    Closed,
    ClosedAt(Times),
    Other { around: bool },
}

/// One of each kind that is named, and the condition.
#[derive(Clone, Debug, Default)]
pub(super) struct Days {
    pub(super) dates: Vec<Range>,
    pub(super) weeks: Vec<(i8, i8, i8)>,
    pub(super) weekdays: Vec<OfWeek>,
    pub(super) years: Vec<(i16, i16, i16)>,
    pub(super) only: Vec<OfWeek>,
    pub(super) unless: Vec<OfWeek>,
    /// Days that must be these as well.
    pub(super) also: Option<Box<Days>>,
}

#[derive(Clone, Debug)]
pub(super) enum Range {
    Months(i8, i8),
    Named(String),
    Days(Point, Point),
    From(Point),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) base: Base,
    pub(super) year: Option<i16>,
    pub(super) shift: i64,
    pub(super) toward: Option<(Weekday, bool)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Base {
    Day(i8, i8),
    Easter,
    Nth(i8, Weekday, i8),
}

#[derive(Clone, Debug)]
pub(super) enum OfWeek {
    Day(Weekday),
    Nth(Vec<(Weekday, i8)>, i64),
    Every(Vec<Weekday>, i64),
    Holiday(i64),
}

impl Told {
    /// What is open from a day on, by what was read; none if that is not told.
    #[must_use]
    pub fn on(&self, day: Date, named: &Named) -> Option<Times> {
        let mut open = Some(Vec::new());
        for (place, Clause { days, says }) in self.clauses.iter().enumerate() {
            let near = |around: i64| days.contain(day + around.days(), named);
            // Who closes until after midnight is closed then, whatever the next day begins with; and who closes in the first hours
            // of a day is closed then to those of the night before; unless all that is said of that day is said again behind it.
            let is_said_again = |around: i64| {
                let all = |says: &Says| matches!(says, Says::Open(_) | Says::Closed);
                let behind = &self.clauses[place + 1..];
                behind
                    .iter()
                    .any(|clause| all(&clause.says) && clause.days.contain(day + around.days(), named))
            };
            if let Says::ClosedAt(cuts) = says {
                let from_beside = |around: i64| near(around) && !is_said_again(around);
                for (begins, is_meant) in [(0, near(0)), (DAY, from_beside(-1)), (-DAY, from_beside(1))] {
                    let cuts =
                        cuts.iter().filter(|_| is_meant).map(|(from, to)| (from - begins, to - begins));
                    open = open.map(|open| cuts.fold(open, |open, cut| without(&open, cut)));
                }
                continue;
            }
            if !near(0) && !(matches!(says, Says::Other { around: true }) && (near(-1) || near(1))) {
                continue;
            }
            match says {
                Says::Open(times) => open = Some(times.clone()),
                Says::Closed => open = Some(Vec::new()),
                Says::Other { .. } => open = None,
                Says::Also(times) => open.iter_mut().for_each(|open| open.extend(times)),
                Says::ClosedAt(_) => {}
            }
        }
        open
    }
}

fn without(times: &[(i64, i64)], (from, to): (i64, i64)) -> Times {
    let parts = times.iter().flat_map(|&(start, end)| [(start, end.min(from)), (start.max(to), end)]);
    parts.filter(|(start, end)| start < end).collect()
}

impl Days {
    fn contain(&self, day: Date, named: &Named) -> bool {
        fn any<T>(list: &[T], holds: impl FnMut(&T) -> bool) -> bool {
            list.is_empty() || list.iter().any(holds)
        }
        let week = day.iso_week_date().week();
        any(&self.dates, |range| range.contains(day, named))
            && any(&self.weeks, |&(from, to, step)| (from..=to).contains(&week) && (week - from) % step == 0)
            && any(&self.years, |&(from, to, step)| {
                (from..=to).contains(&day.year()) && (day.year() - from) % step == 0
            })
            && any(&self.only, |days| days.contains(day, named))
            && !self.unless.iter().any(|days| days.contains(day, named))
            && any(&self.weekdays, |days| days.contains(day, named))
            && self.also.as_ref().is_none_or(|days| days.contain(day, named))
    }
}

impl OfWeek {
    fn contains(&self, day: Date, named: &Named) -> bool {
        match self {
            Self::Day(weekday) => *weekday == day.weekday(),
            Self::Holiday(shift) => named.values().flatten().any(|holiday| *holiday + shift.days() == day),
            Self::Every(weekdays, shift) => weekdays.contains(&(day - shift.days()).weekday()),
            Self::Nth(places, shift) => {
                let day = day - shift.days();
                places.iter().any(|&(weekday, nth)| {
                    day.first_of_month().nth_weekday_of_month(nth, weekday).ok() == Some(day)
                })
            }
        }
    }
}

impl Range {
    fn contains(&self, day: Date, named: &Named) -> bool {
        let around = day.year() - 2..=day.year() + 2;
        match self {
            Self::Named(name) => named.get(name).is_some_and(|days| days.contains(&day)),
            Self::Months(from, to) if from <= to => (*from..=*to).contains(&day.month()),
            Self::Months(from, to) => day.month() >= *from || day.month() <= *to,
            Self::Days(from, to) if from == to => around.into_iter().any(|year| from.on(year) == Some(day)),
            Self::From(from) => from.year.and_then(|year| from.on(year)).is_some_and(|from| from <= day),
            Self::Days(
                Point { base: Base::Day(month, first), year: None, shift: 0, toward: None },
                Point { base: Base::Day(last_month, last), year: None, shift: 0, toward: None },
            ) => {
                let (from, to, at) = ((*month, *first), (*last_month, *last), (day.month(), day.day()));
                if from <= to { (from..=to).contains(&at) } else { at >= from || at <= to }
            }
            Self::Days(from, to) => around.into_iter().any(|year| {
                let start = from.on(year);
                let ends = to.year.map_or(year..=year + 1, |year| year..=year);
                let end = ends.filter_map(|year| to.on(year)).find(|end| Some(*end) >= start);
                start.zip(end).is_some_and(|(start, end)| (start..=end).contains(&day))
            }),
        }
    }
}

impl Point {
    fn on(&self, year: i16) -> Option<Date> {
        if self.year.is_some_and(|only| only != year) {
            return None;
        }
        let base = match self.base {
            Base::Day(month, day) => Date::new(year, month, day).ok()?,
            Base::Nth(month, weekday, nth) => date(year, month, 1).nth_weekday_of_month(nth, weekday).ok()?,
            Base::Easter => easter(year),
        };
        let mut day = base + self.shift.days();
        if let Some((weekday, later)) = self.toward {
            let step: Span = if later { 1.day() } else { (-1).days() };
            while day.weekday() != weekday {
                day += step;
            }
        }
        Some(day)
    }
}

/// Easter Sunday by Gauss's rule as Lichtenberg wrote it.
fn easter(year: i16) -> Date {
    let year_number = i64::from(year);
    let century = year_number / 100;
    let moon_shift = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
    let sun_shift = 2 - (3 * century + 3) / 4;
    let golden = year_number % 19;
    let seed = (19 * golden + moon_shift) % 30;
    // Days of March, counted on into April.
    let full_moon = 21 + seed - (seed + golden / 11) / 29;
    let first_sunday = 7 - (year_number + year_number / 4 + sun_shift) % 7;
    date(year, 3, 1) + (full_moon + 7 - (full_moon - first_sunday).rem_euclid(7) - 1).days()
}
