//! A model of schedules that is slow and plain: it asks of one wall-clock second at a time whether it is
//! open.
//!
//! It shares nothing with the implementation but the notation that it is written in and jiff's wall clock.

use std::fmt;
use std::sync::Arc;

use ivrsim::time::{
    Calendar, DateRule, DayHours, DayTimes, Effect, Expression, Holiday, NightBefore, ObservanceRule,
    Override, Schedule, ScheduleZone, Zone,
};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;

const DAY: i64 = 86_400;

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A schedule of one zone.
#[derive(Clone, Debug)]
pub struct Model {
    /// The rules of the week, joined in order.
    pub rules: Vec<Rule>,
    /// Holidays and overrides, a later one over an earlier one.
    pub special: Vec<Special>,
    /// The zone.
    pub zone: Zone,
}

/// One rule of the week.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What joins it to the rule before it; the first rule's is not written.
    pub join: &'static str,
    /// The days that it is about.
    pub days: Days,
    /// In minutes; empty for the whole day.
    pub times: Vec<(i64, i64)>,
    /// Whether it closes rather than opens.
    pub off: bool,
}

/// The days of a rule.
#[derive(Clone, Debug)]
pub enum Days {
    All,
    Weekdays(Vec<Weekday>),
    Months(i8, i8),
    Dates((i8, i8), (i8, i8)),
    NthOfMonth(Weekday, i8),
    Holidays,
}

/// A holiday or override of one day, offset from the day in the middle.
#[derive(Clone, Debug)]
pub enum Special {
    Holiday(Date, HolidayHours),
    Closed(Date),
    /// With it, the night before ends at midnight.
    ClosedFromMidnight(Date),
    Open(Date, (i64, i64)),
    OpenFromMidnight(Date, (i64, i64)),
    Extra(Date, (i64, i64)),
    ClosesAt(Date, i64),
    OpensAt(Date, i64),
}

/// What a holiday does to its day.
#[derive(Clone, Copy, Debug)]
pub enum HolidayHours {
    Closed,
    Open((i64, i64)),
    ClosesAt(i64),
    OpensAt(i64),
}

/// What a wall-clock second is under the rules of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Second {
    Nothing,
    Open(usize),
    Cut(usize),
}

impl Model {
    /// The rules in the notation.
    #[must_use]
    pub fn text(&self) -> String {
        self.rules.iter().enumerate().fold(String::new(), |text, (i, rule)| {
            if i == 0 { rule.to_string() } else { format!("{text}{}{rule}", rule.join) }
        })
    }

    /// The implementation's schedule of the same rules.
    ///
    /// # Panics
    ///
    /// If the implementation does not read the notation: that is what this is for.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        let mut calendar = Calendar::default();
        let mut overrides = Vec::new();
        for special in &self.special {
            let span = |(from, to)| DayTimes::parse(&format!("{}-{}", Clock(from), Clock(to))).unwrap();
            let time = |minutes: i64| jiff::civil::time((minutes / 60) as i8, (minutes % 60) as i8, 0, 0);
            let (date, effect) = match special {
                Special::Holiday(date, times) => {
                    let hours = match *times {
                        HolidayHours::Closed => DayHours::Closed,
                        HolidayHours::Open(times) => DayHours::Open(span(times)),
                        HolidayHours::ClosesAt(at) => DayHours::ClosesAt(time(at)),
                        HolidayHours::OpensAt(at) => DayHours::OpensAt(time(at)),
                    };
                    let on = DateRule::Single(*date);
                    calendar.days.push(Holiday {
                        name: "holiday".into(),
                        on,
                        observed: ObservanceRule::AsDated,
                        hours,
                    });
                    continue;
                }
                Special::Closed(date) | Special::ClosedFromMidnight(date) => (date, Effect::Closed),
                Special::Open(date, times) | Special::OpenFromMidnight(date, times) => {
                    (date, Effect::Open(span(*times)))
                }
                Special::Extra(date, times) => (date, Effect::Extra(span(*times))),
                Special::ClosesAt(date, at) => (date, Effect::ClosesAt(time(*at))),
                Special::OpensAt(date, at) => (date, Effect::OpensAt(time(*at))),
            };
            let night_before =
                if special.ends_night_before() { NightBefore::Ends } else { NightBefore::GoesOn };
            overrides.push(Override {
                name: "override".into(),
                from: *date,
                to: *date,
                effect,
                night_before,
            });
        }
        let text = self.text();
        let expression = Expression::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        Schedule::new(expression, vec![Arc::new(calendar)], overrides, ScheduleZone::Fixed(self.zone))
    }

    /// Whether it is open at an instant.
    pub fn is_open(&self, at: Timestamp) -> bool {
        let clock = self.zone.wall_clock(at);
        let second =
            i64::from(clock.hour()) * 3600 + i64::from(clock.minute()) * 60 + i64::from(clock.second());
        let is_cut = self.exception(clock.date()).is_some_and(Special::ends_night_before);
        self.is_open_on(clock.date(), second)
            || !is_cut && self.is_open_on(clock.date().yesterday().unwrap(), second + DAY)
    }

    /// The override that decides a day: the last that is about it.
    fn exception(&self, date: Date) -> Option<&Special> {
        self.special.iter().rev().find(|special| special.overridden() == Some(date))
    }

    /// Whether an opening that starts on `date` covers a second counted from its midnight.
    fn is_open_on(&self, date: Date, second: i64) -> bool {
        let covers = |(from, to): (i64, i64)| {
            let to = if to <= from { to + 24 * 60 } else { to };
            (from * 60..to * 60).contains(&second)
        };
        let usual = || match self.holiday_hours(date) {
            Some(Special::Holiday(_, hours)) => match *hours {
                HolidayHours::Closed => false,
                HolidayHours::Open(times) => covers(times),
                HolidayHours::ClosesAt(at) => self.is_open_by_week(date, second) && second < at * 60,
                HolidayHours::OpensAt(at) => self.is_open_by_week(date, second) && second >= at * 60,
            },
            _ => self.is_open_by_week(date, second),
        };
        match self.exception(date) {
            None | Some(Special::Holiday(..)) => usual(),
            Some(Special::Closed(_) | Special::ClosedFromMidnight(_)) => false,
            Some(Special::Open(_, times) | Special::OpenFromMidnight(_, times)) => covers(*times),
            Some(Special::Extra(_, times)) => usual() || covers(*times),
            Some(Special::ClosesAt(_, at)) => usual() && second < at * 60,
            Some(Special::OpensAt(_, at)) => usual() && second >= at * 60,
        }
    }

    fn is_holiday(&self, date: Date) -> bool {
        self.special.iter().any(|special| matches!(special, Special::Holiday(day, _) if *day == date))
    }

    /// The holiday whose hours stand instead of the week's.
    fn holiday_hours(&self, date: Date) -> Option<&Special> {
        let names_it = self.rules.iter().any(|rule| matches!(rule.days, Days::Holidays));
        let is = |special: &&Special| matches!(special, Special::Holiday(day, _) if *day == date);
        self.special.iter().rev().find(is).filter(|_| !names_it)
    }

    /// Whether an override or a holiday's own hours replace what the rules say of a day.
    fn is_replaced(&self, date: Date) -> bool {
        let exception = self.special.iter().rev().find_map(|special| match special {
            Special::Closed(day)
            | Special::ClosedFromMidnight(day)
            | Special::Open(day, _)
            | Special::OpenFromMidnight(day, _) => (*day == date).then_some(true),
            Special::Extra(day, _) | Special::ClosesAt(day, _) | Special::OpensAt(day, _) => {
                (*day == date).then_some(false)
            }
            Special::Holiday(..) => None,
        });
        let replaces = |special: &Special| {
            matches!(special, Special::Holiday(_, HolidayHours::Closed | HolidayHours::Open(_)))
        };
        exception == Some(true) || self.holiday_hours(date).is_some_and(replaces)
    }

    fn is_open_by_week(&self, date: Date, second: i64) -> bool {
        let Second::Open(rule) = self.by_rules(date, second) else { return false };
        // What a later rule takes back on the day before or after is taken back here too.
        let neighbors = [(date.yesterday().unwrap(), second + DAY), (date.tomorrow().unwrap(), second - DAY)];
        !neighbors.into_iter().any(|(date, second)| {
            !self.is_replaced(date)
                && matches!(self.by_rules(date, second), Second::Cut(later) if later > rule)
        })
    }

    fn by_rules(&self, date: Date, second: i64) -> Second {
        let mut state = Second::Nothing;
        let mut closed = false;
        for (index, rule) in self.rules.iter().enumerate().filter(|(_, rule)| self.matches(&rule.days, date))
        {
            let join = if index == 0 { "; " } else { rule.join };
            let covers = rule.times.is_empty() && (0..DAY).contains(&second)
                || rule.times.iter().any(|(from, to)| (from * 60..to * 60).contains(&second));
            match (join, rule.off) {
                (" || ", true) => {}
                (" || ", false) => {
                    if state == Second::Nothing && !closed && covers {
                        state = Second::Open(index);
                    }
                }
                (_, true) if rule.times.is_empty() => {
                    state = Second::Nothing;
                    closed = true;
                }
                (_, true) => {
                    if covers {
                        state = Second::Cut(index);
                    }
                }
                (join, false) => {
                    closed = false;
                    if covers {
                        state = Second::Open(index);
                    } else if join == "; " {
                        state = Second::Nothing;
                    }
                }
            }
        }
        state
    }

    fn matches(&self, days: &Days, date: Date) -> bool {
        let month_day = (date.month(), date.day());
        match days {
            Days::All => true,
            Days::Weekdays(weekdays) => weekdays.contains(&date.weekday()),
            Days::Months(from, to) if from <= to => (*from..=*to).contains(&date.month()),
            Days::Months(from, to) => date.month() >= *from || date.month() <= *to,
            Days::Dates(from, to) if from <= to => (*from..=*to).contains(&month_day),
            Days::Dates(from, to) => month_day >= *from || month_day <= *to,
            Days::NthOfMonth(weekday, nth) => {
                date.first_of_month().nth_weekday_of_month(*nth, *weekday).ok() == Some(date)
            }
            Days::Holidays => self.is_holiday(date),
        }
    }
}

/// Minutes as the notation writes them.
struct Clock(i64);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let weekday = |day: &Weekday| WEEKDAYS[usize::from(day.to_monday_zero_offset().unsigned_abs())];
        let month = |month: i8| MONTHS[usize::from(month.unsigned_abs()) - 1];
        match &self.days {
            Days::All => f.write_str("Mo-Su")?,
            Days::Weekdays(days) => f.write_str(&days.iter().map(weekday).collect::<Vec<_>>().join(","))?,
            Days::Months(from, to) => write!(f, "{}-{}", month(*from), month(*to))?,
            Days::Dates(from, to) => {
                write!(f, "{} {:02}-{} {:02}", month(from.0), from.1, month(to.0), to.1)?;
            }
            Days::NthOfMonth(day, nth) => write!(f, "{}[{nth}]", weekday(day))?,
            Days::Holidays => f.write_str("PH")?,
        }
        for (i, (from, to)) in self.times.iter().enumerate() {
            write!(f, "{}{}-{}", if i == 0 { " " } else { "," }, Clock(*from), Clock(*to))?;
        }
        if self.off { f.write_str(" off") } else { Ok(()) }
    }
}

impl Model {
    /// A schedule as the dice say, with its special days around a date.
    #[must_use]
    pub fn roll(dice: &mut Dice<'_>, zone: Zone, around: Date) -> Self {
        let rules = (0..=dice.below(4)).map(|_| Rule::roll(dice)).collect();
        let special = (0..dice.below(4)).map(|_| Special::roll(dice, around)).collect();
        Self { rules, special, zone }
    }
}

impl Rule {
    fn roll(dice: &mut Dice<'_>) -> Self {
        let join = *dice.one_of(&["; ", ", ", " || "]);
        let month = |dice: &mut Dice<'_>| 1 + dice.whole(12) as i8;
        let weekday = |dice: &mut Dice<'_>| WEEKDAYS[dice.below(7)];
        let days = match dice.below(6) {
            0 => Days::All,
            1 => Days::Weekdays((0..=dice.below(4)).map(|_| weekday(dice)).collect()),
            2 => match (month(dice), month(dice)) {
                (from, to) if from != to => Days::Months(from, to),
                _ => Days::All,
            },
            3 => {
                let day = |dice: &mut Dice<'_>| (1 + dice.whole(12) as i8, 1 + dice.whole(28) as i8);
                Days::Dates(day(dice), day(dice))
            }
            4 => Days::NthOfMonth(weekday(dice), *dice.one_of(&[1, 2, 3, 4, 5, -1, -2, -3, -4, -5])),
            _ => Days::Holidays,
        };
        let times = (0..dice.below(4)).map(|_| span(dice)).collect();
        Self { join, days, times, off: dice.one_in(4) }
    }
}

impl Special {
    /// The day that it overrides, if it is no holiday.
    fn overridden(&self) -> Option<Date> {
        match self {
            Self::Holiday(..) => None,
            Self::Closed(date)
            | Self::ClosedFromMidnight(date)
            | Self::Open(date, _)
            | Self::OpenFromMidnight(date, _)
            | Self::Extra(date, _)
            | Self::ClosesAt(date, _)
            | Self::OpensAt(date, _) => Some(*date),
        }
    }

    fn ends_night_before(&self) -> bool {
        matches!(self, Self::ClosedFromMidnight(_) | Self::OpenFromMidnight(..))
    }

    fn roll(dice: &mut Dice<'_>, around: Date) -> Self {
        let days = dice.whole(7) - 3;
        let date = around.checked_add(jiff::Span::new().days(days)).unwrap_or(around);
        let at = dice.whole(24 * 60);
        match dice.below(11) {
            9 => Self::ClosedFromMidnight(date),
            10 => Self::OpenFromMidnight(date, span(dice)),
            0 => Self::Holiday(date, HolidayHours::Closed),
            1 => Self::Holiday(date, HolidayHours::Open(span(dice))),
            7 => Self::Holiday(date, HolidayHours::ClosesAt(at)),
            8 => Self::Holiday(date, HolidayHours::OpensAt(at)),
            2 => Self::Closed(date),
            3 => Self::Open(date, span(dice)),
            4 => Self::Extra(date, span(dice)),
            5 => Self::ClosesAt(date, at),
            _ => Self::OpensAt(date, at),
        }
    }
}

/// A span that starts within the day and ends after it starts, up to 48:00, in minutes.
fn span(dice: &mut Dice<'_>) -> (i64, i64) {
    let from = dice.whole(24 * 60);
    let length = 1 + dice.whole(24 * 60);
    (from, (from + length).min(48 * 60))
}

/// Rolls a zone, a schedule and instants, and asks the implementation and the model.
///
/// # Panics
///
/// If they differ.
pub fn check(dice: &mut Dice<'_>) {
    let zone = Zone::all().nth(dice.below(Zone::COUNT)).unwrap_or(Zone::UTC);
    let year = 1901 + dice.whole(298);
    let around = Timestamp::from_second((year - 1970) * 31_556_952 + dice.number() % 31_556_952).unwrap();
    let change = zone.rules().following(around).next().map(|change| change.timestamp());
    let around = match change {
        Some(change) if dice.one_in(2) && change < last_moment() => change,
        _ => around,
    };
    let model = Model::roll(dice, zone, zone.wall_clock(around).date());
    let schedule = model.schedule();
    let timetable = schedule.in_zone(Zone::UTC);
    let ask = |at: Timestamp| {
        let open = timetable.is_open(at);
        assert_eq!(
            open,
            model.is_open(at),
            "{} in {} at {at}, {:?}",
            model.text(),
            zone.name(),
            model.special
        );
        assert_eq!(timetable.why(at).is_open(), open);
    };
    for _ in 0..16 {
        let at = around + SignedDuration::from_secs(dice.number() % 300_000);
        ask(at);
        if let Some(change) = timetable.next_change(at).filter(|&change| change < last_moment()) {
            for near in [-1, 0, 1] {
                ask(change + SignedDuration::from_secs(near));
            }
        }
    }
    assert!(!schedule.spoken().is_empty());
}

/// A week before the end of what can be told.
fn last_moment() -> Timestamp {
    ivrsim::time::Timetable::LAST - SignedDuration::from_hours(24 * 7)
}
