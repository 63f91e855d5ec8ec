//! Why a schedule is open or closed at an instant, in words.

use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};

use crate::time::names::weekday_name;
use crate::time::notation::expression::DayOpenings;
use crate::time::notation::rule::{DAY, shift};
use crate::time::timetable::calendar::DayHours;
use crate::time::timetable::compiled::{OpenSpan, Timetable};
use crate::time::timetable::day_rules::{Authority, DayRules};
use crate::time::timetable::local::{reading, readings};
use crate::time::timetable::overrides::Effect;
use crate::time::zone::{LocalTimeResolution, Zone};

/// Why a schedule is open or closed. Times are of the wall clock in `zone`.
///
/// Its `Display` is one line: `open until 20:00 America/New_York`, `closed: Thanksgiving`,
/// `closed: after 18:00 America/New_York`, `closed on Sundays`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is open.
    Open {
        /// The override, holiday or named rule that opens it, if it is not just the week.
        name: Option<String>,
        /// The wall clock when it closes; `None` if it never will.
        until: Option<WallClockTime>,
        /// The wall clock at the instant that was asked about.
        now: DateTime,
        /// The zone.
        zone: Zone,
    },
    /// An override, a holiday or a named rule closes it.
    Named {
        /// Its name.
        name: String,
    },
    /// The day's hours have not begun.
    Before {
        /// When they begin.
        opens: WallClockTime,
        /// The zone.
        zone: Zone,
        /// The override or holiday whose hours they are.
        name: Option<String>,
    },
    /// The day's hours are over.
    After {
        /// When they ended.
        closed: WallClockTime,
        /// The zone.
        zone: Zone,
        /// The override or holiday whose hours they were.
        name: Option<String>,
    },
    /// It is closed between hours of the same day.
    Between {
        /// When the earlier ones ended.
        closed: WallClockTime,
        /// When the later ones begin.
        opens: WallClockTime,
        /// The zone.
        zone: Zone,
    },
    /// It never opens on this weekday.
    Weekday(Weekday),
    /// It does not open on this day, though its weekday is no reason.
    Day(Date),
    /// It never opens.
    Never,
}

impl Why {
    /// Whether it says that the schedule is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// The override, holiday or rule that is the cause, if one is.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named { name } => Some(name),
            Self::Open { name, .. } | Self::Before { name, .. } | Self::After { name, .. } => name.as_deref(),
            Self::Between { .. } | Self::Weekday(_) | Self::Day(_) | Self::Never => None,
        }
    }
}

/// A time of a wall clock. Its `Display` is as in a timetable, with its seconds only if it has some, and where the clock
/// shows it twice with what tells which is meant: `20:00`, `01:30 EST`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallClockTime {
    /// What the clock shows.
    pub clock: DateTime,
    /// The name of its offset, if it shows that twice.
    pub offset: Option<String>,
}

impl WallClockTime {
    fn at(zone: Zone, at: Timestamp) -> Self {
        Self { clock: zone.wall_clock(at), offset: zone.told_apart(at) }
    }

    /// A reading of which, if there are two, the one is meant that a choice of the earlier and the later instant makes; if
    /// the clock skips it, what the clock shows instead when it changes.
    fn chosen(
        zone: Zone,
        clock: DateTime,
        change: Option<Timestamp>,
        choose: impl FnOnce(Timestamp, Timestamp) -> Timestamp,
    ) -> Self {
        match (zone.resolve(clock), change) {
            (LocalTimeResolution::Fold { earlier, later }, _) => {
                Self { clock, offset: zone.told_apart(choose(earlier, later)) }
            }
            (LocalTimeResolution::Gap { .. }, Some(change)) => Self::at(zone, change),
            (LocalTimeResolution::Once(_) | LocalTimeResolution::Gap { .. }, _) => {
                Self { clock, offset: None }
            }
        }
    }
}

impl fmt::Display for WallClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.clock.hour(), self.clock.minute())?;
        if self.clock.second() != 0 {
            write!(f, ":{:02}", self.clock.second())?;
        }
        self.offset.as_ref().map_or(Ok(()), |name| write!(f, " {name}"))
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = |f: &mut fmt::Formatter<'_>, name: &Option<String>| {
            name.as_ref().map_or(Ok(()), |name| write!(f, " ({name})"))
        };
        match self {
            Self::Open { name, until, now, zone } => {
                let Some(until) = until else {
                    return match name {
                        None => f.write_str("open at all times"),
                        Some(name) => write!(f, "open: {name}"),
                    };
                };
                match name {
                    None => f.write_str("open until ")?,
                    Some(name) => write!(f, "open: {name}, until ")?,
                }
                // An hour after midnight tonight needs no date.
                let (clock, in_a_day) = (until.clock, now.saturating_add(jiff::Span::new().hours(24)));
                if clock.date() != now.date() && clock >= in_a_day {
                    write!(f, "{} ", clock.date())?;
                }
                write!(f, "{until} {zone}")
            }
            Self::Named { name } => write!(f, "closed: {name}"),
            Self::Before { opens, zone, name } => {
                write!(f, "closed: before {opens} {zone}")?;
                by(f, name)
            }
            Self::After { closed, zone, name } => {
                write!(f, "closed: after {closed} {zone}")?;
                by(f, name)
            }
            Self::Between { closed, opens, zone } => {
                write!(f, "closed: between {closed} and {opens} {zone}")
            }
            Self::Weekday(weekday) => write!(f, "closed on {}s", weekday_name(*weekday)),
            Self::Day(date) => write!(f, "closed on {}, {date}", weekday_name(date.weekday())),
            Self::Never => f.write_str("closed at all times"),
        }
    }
}

impl Timetable {
    /// The name of why it is open or closed at an instant, [`Why::name`], found at once where nothing has one that day.
    #[must_use]
    pub fn name_at(&self, at: Timestamp) -> Option<String> {
        let at = at.clamp(Self::FIRST, Self::LAST);
        let today = self.zone().wall_clock(at).date();
        let rules = &self.rules;
        // What has begun yesterday may go on.
        let days = [Some(today), shift(today, -1)];
        let may_be_named = |date: Date| {
            rules.holidays.on(date).is_some()
                || rules.overrides.iter().any(|exception| exception.covers(date))
        };
        let may_have_name = rules.expression.has_names() || days.into_iter().flatten().any(may_be_named);
        if may_have_name { self.why(at).name().map(str::to_owned) } else { None }
    }

    /// Why it is open or closed at an instant.
    #[must_use]
    pub fn why(&self, at: Timestamp) -> Why {
        let at = at.clamp(Self::FIRST, Self::LAST);
        explain(&self.rules, self.zone(), at, self.span_at(at))
    }
}

fn explain(rules: &DayRules, zone: Zone, at: Timestamp, span: OpenSpan) -> Why {
    let now = zone.wall_clock(at);
    let question = WhyQuestion { rules, zone, now };
    if span.open { question.why_open(span.to) } else { question.why_closed(at, span) }
}

struct WhyQuestion<'a> {
    rules: &'a DayRules,
    zone: Zone,
    now: DateTime,
}

impl<'a> WhyQuestion<'a> {
    /// Seconds since midnight.
    fn second(&self) -> i32 {
        (reading(self.now) - reading(self.now.date().at(0, 0, 0, 0))) as i32
    }

    fn decide(&self, date: Date) -> (DayOpenings, Authority<'a>) {
        let mut day = DayOpenings::default();
        let authority = self.rules.decide(date, &mut day);
        (day, authority)
    }

    /// The name of who decided a day, unless it was the week.
    fn name(authority: Authority<'_>) -> Option<String> {
        match authority {
            Authority::Week => None,
            Authority::Holiday(on) if on.is_substitute => Some(format!("{} (observed)", on.holiday.name)),
            Authority::Holiday(on) => Some(on.holiday.name.clone()),
            Authority::Override(exception) => Some(exception.name.clone()),
        }
    }

    /// The name of the rule or special day whose opening covers the present second.
    fn why_open(&self, until: Option<Timestamp>) -> Why {
        let today = self.now.date();
        let days = [Some((today, self.second())), shift(today, -1).map(|day| (day, self.second() + DAY))];
        let name = days.into_iter().flatten().find_map(|(date, second)| {
            let (day, authority) = self.decide(date);
            let covers = |day: &DayOpenings| {
                day.openings.iter().rev().find(|o| (o.stretch.from..o.stretch.to).contains(&second)).copied()
            };
            let opening = covers(&day)?;
            // An override that only shortens or adds is no reason for what was open without it.
            let mut usual = DayOpenings::default();
            let usual_authority = self.rules.decide_without_overrides(date, &mut usual);
            let is_usual = match authority {
                Authority::Override(exception) => {
                    !matches!(exception.effect, Effect::Open(_)) && covers(&usual).is_some()
                }
                _ => true,
            };
            let authority = if is_usual { usual_authority } else { authority };
            let rule_name = || self.rules.expression.name_of(opening.rule).map(ToString::to_string);
            Some(Self::name(authority).or_else(rule_name))
        });
        let until = until.map(|until| WallClockTime::at(self.zone, until));
        Why::Open { name: name.flatten(), until, now: self.now, zone: self.zone }
    }

    fn why_closed(&self, at: Timestamp, span: OpenSpan) -> Why {
        let today = self.now.date();
        let (day, mut authority) = self.decide(today);
        // An override that only shortens is no reason for a day that has no openings without it.
        if let Authority::Override(exception) = authority
            && day.openings.is_empty()
            && exception.effect != Effect::Closed
        {
            let mut usual = DayOpenings::default();
            let usual_authority = self.rules.decide_without_overrides(today, &mut usual);
            if usual.openings.is_empty() {
                authority = usual_authority;
            }
        }
        let rule_name = || self.rules.expression.name_of(day.closed_by?).map(ToString::to_string);
        if day.openings.is_empty()
            && let Some(name) = Self::name(authority).or_else(rule_name)
        {
            return Why::Named { name };
        }
        if let Some(name) = self.taken_away() {
            return Why::Named { name };
        }
        let midnight = reading(today.at(0, 0, 0, 0));
        let tomorrow = midnight + i64::from(DAY);
        let open_today: Vec<Range<i64>> = readings(self.rules, today, today)
            .into_iter()
            .filter(|range| range.end > midnight && range.start < tomorrow)
            .collect();
        let now = reading(self.now);
        let zone = self.zone;
        let clock = |reading: i64| {
            self.now.date().at(0, 0, 0, 0) + jiff::SignedDuration::from_secs(reading - midnight)
        };
        let closed = open_today.iter().rfind(|range| range.end <= now).map(|range| clock(range.end));
        let closed = closed.map(|clock| {
            WallClockTime::chosen(
                zone,
                clock,
                span.from,
                |earlier, later| if later <= at { later } else { earlier },
            )
        });
        let opens = open_today.iter().find(|range| range.start > now).map(|range| clock(range.start));
        let opens = opens.map(|clock| {
            WallClockTime::chosen(
                zone,
                clock,
                span.to,
                |earlier, later| if earlier > at { earlier } else { later },
            )
        });
        // A clock that is put back comes once more to hours that have begun.
        let again = span.to.filter(|to| {
            let there = zone.wall_clock(*to);
            there.date() == today && reading(there) <= now
        });
        let opens = again.map(|at| WallClockTime::at(zone, at)).or(opens);
        let closes_early = match authority {
            Authority::Override(exception) => matches!(exception.effect, Effect::ClosesAt(_)),
            Authority::Holiday(on) => matches!(on.holiday.hours, DayHours::ClosesAt(_)),
            Authority::Week => false,
        };
        let opens_late = match authority {
            Authority::Override(exception) => matches!(exception.effect, Effect::OpensAt(_)),
            Authority::Holiday(on) => matches!(on.holiday.hours, DayHours::OpensAt(_)),
            Authority::Week => false,
        };
        match (closed, opens) {
            (Some(closed), Some(opens)) => Why::Between { closed, opens, zone },
            (Some(closed), None) => {
                let name = Self::name(authority).filter(|_| !opens_late);
                Why::After { closed, zone, name }
            }
            (None, Some(opens)) => {
                let name = Self::name(authority).filter(|_| !closes_early);
                Why::Before { opens, zone, name }
            }
            (None, None) => self.closed_all_day(),
        }
    }

    /// The name of the special day that takes away what would be open now: today's, or last night's.
    fn taken_away(&self) -> Option<String> {
        let today = self.now.date();
        let days = [Some((today, self.second())), shift(today, -1).map(|day| (day, self.second() + DAY))];
        days.into_iter().flatten().find_map(|(date, second)| {
            let covers = |day: &DayOpenings| {
                day.openings.iter().any(|o| (o.stretch.from..o.stretch.to).contains(&second))
            };
            let (_, authority) = self.decide(date);
            let mut usual = DayOpenings::default();
            match authority {
                Authority::Week => {
                    // A named `off` that cuts these hours.
                    self.rules.decide_by_week(date, &mut usual);
                    let cut = usual
                        .cuts
                        .iter()
                        .rfind(|cut| (cut.stretch.from..cut.stretch.to).contains(&second))?;
                    self.rules.expression.name_of(cut.rule).map(ToString::to_string)
                }
                Authority::Holiday(_) => {
                    let mut week = DayOpenings::default();
                    self.rules.expression.day(date, &|_| false, &mut week);
                    covers(&week).then(|| Self::name(authority)).flatten()
                }
                Authority::Override(exception) => {
                    let shortens =
                        matches!(exception.effect, Effect::ClosesAt(_) | Effect::OpensAt(_) | Effect::Closed);
                    self.rules.decide_without_overrides(date, &mut usual);
                    (shortens && covers(&usual)).then(|| exception.name.clone())
                }
            }
        })
    }

    /// Nothing is open today, and no special day is the cause.
    fn closed_all_day(&self) -> Why {
        let expression = &self.rules.expression;
        let today = self.now.date();
        let opens_on = |date: Date| {
            let mut day = DayOpenings::default();
            expression.day(date, &|_| false, &mut day);
            !day.openings.is_empty()
        };
        if !expression.is_weekly() {
            return Why::Day(today);
        }
        let week = (0..7).filter_map(|days| shift(today, days));
        if week.into_iter().any(opens_on) { Why::Weekday(today.weekday()) } else { Why::Never }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::time::{
        Calendar, DateRule, DayHours, Expression, Holiday, NightBefore, ObservanceRule, Override, Schedule,
        ScheduleZone,
    };

    #[test]
    fn the_name_alone_is_that_of_the_whole_reason() {
        let zone = Zone::named("America/New_York").unwrap();
        let holiday = |on: &str| Holiday {
            name: on.to_owned(),
            on: DateRule::parse(on).unwrap(),
            observed: ObservanceRule::NearestWeekday,
            hours: DayHours::Closed,
        };
        let calendar = Arc::new(Calendar { days: ["July 4", "December 25"].map(holiday).to_vec() });
        let date = |month, day| Date::constant(2026, month, day);
        let exception = |effect| Override {
            name: "a storm".to_owned(),
            from: date(3, 2),
            to: date(3, 3),
            effect,
            night_before: NightBefore::Ends,
        };
        let overrides = [Effect::Closed, Effect::ClosesAt(jiff::civil::time(12, 0, 0, 0))].map(exception);
        for open in [
            "Mo-Fr 08:00-17:00",
            "Mo-Su 22:00-04:00",
            "24/7",
            "Mo-Fr 08:00-17:00; Aug off \"summer\"",
            "Mo-Fr 22:00-26:00; Jul off \"summer\"",
        ] {
            for (calendars, overrides) in [
                (vec![], vec![]),
                (vec![Arc::clone(&calendar)], vec![]),
                (vec![], overrides.to_vec()),
                (vec![Arc::clone(&calendar)], overrides.to_vec()),
            ] {
                let week = Expression::parse(open).unwrap();
                let schedule = Schedule::new(week, calendars, overrides, ScheduleZone::Fixed(zone));
                let timetable = schedule.in_zone(zone);
                let first: Timestamp = "2026-01-01T00:30:00Z".parse().unwrap();
                for hour in 0..366 * 24 {
                    let at = first + jiff::SignedDuration::from_hours(hour);
                    let whole = timetable.why(at);
                    assert_eq!(timetable.name_at(at).as_deref(), whole.name(), "{open} at {at}: {whole}");
                }
            }
        }
    }
}
