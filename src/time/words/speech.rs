//! When it opens next, as people say it.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use crate::time::names::{month_name, weekday_name};
use crate::time::timetable::compiled::Timetable;
use crate::time::timetable::time_set::TimeSet;
use crate::time::zone::Zone;

/// A time of day as people say it: "8 AM", "8:30 AM", "noon", "midnight".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimePhrase(pub Time);

impl fmt::Display for TimePhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.0.hour(), self.0.minute(), self.0.second());
        match (hour, minute, second) {
            (0, 0, 0) => return f.write_str("midnight"),
            (12, 0, 0) => return f.write_str("noon"),
            _ => write!(f, "{}", if hour % 12 == 0 { 12 } else { hour % 12 })?,
        }
        if minute != 0 || second != 0 {
            write!(f, ":{minute:02}")?;
        }
        if second != 0 {
            write!(f, ":{second:02}")?;
        }
        f.write_str(if hour < 12 { " AM" } else { " PM" })
    }
}

/// A clause that tells a caller when it opens, or if it is open, until when; made by
/// [`Timetable::next_opening`].
///
/// "opens today at 8 AM Eastern", "opens tomorrow at 8 AM Eastern", "opens Monday at 8 AM Eastern"; "opens on
/// Monday, January 4 at 8 AM Eastern" from a week on, with the year if it is another; "stays closed until
/// further notice"; "is open until 8 PM Eastern", "is open 24 hours a day"; of hours that go on where none are
/// known any more, "stays closed until the end of 2199 at least". The zone is left out where it is the caller's own; of an hour that the clock shows twice, its name tells which is meant: "at 1 AM EST".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextOpening {
    pub(super) is_open: bool,
    pub(super) now: DateTime,
    /// The next opening if it is closed, the closing if it is open.
    pub(super) change: Option<DateTime>,
    /// Whether there will be one though none is known.
    pub(super) goes_on: bool,
    /// The clock that tells these.
    pub(super) clock: Zone,
    /// Whether the clock is named after the time.
    pub(super) names_clock: bool,
    /// When that is.
    pub(super) at: Option<Timestamp>,
}

impl Timetable {
    /// What to tell a caller about when it opens: "opens tomorrow at 8 AM Eastern".
    #[must_use]
    pub fn next_opening(&self, now: Timestamp) -> NextOpening {
        NextOpening::after(self, now)
    }

    /// The instants between two at which a caller is told something else by another timetable about when it opens: in
    /// any word, the zone and the day included.
    #[must_use]
    pub fn next_opening_differs(&self, other: &Self, from: Timestamp, to: Timestamp) -> TimeSet {
        if self.is_alike(other) {
            return TimeSet::default();
        }
        let same_clock =
            self.zone() == other.zone() && self.is_in_callers_zone() == other.is_in_callers_zone();
        let mut spans = Vec::new();
        let mut at = from;
        while at < to {
            let changes = [self.next_change(at), other.next_change(at)];
            let mut end = changes.into_iter().flatten().fold(to, Timestamp::min);
            // Words stay the same until it opens or closes. Where clocks differ, "today" ends on one before the other.
            if self.zone() != other.zone() {
                let midnights = [self, other].into_iter().filter_map(|one| next_day(one.zone(), at));
                end = midnights.fold(end, Timestamp::min);
            }
            // On one clock it is the time that is told; putting it into words takes longer.
            let is_alike = if same_clock {
                let [one, two] = changes;
                let is_known_alike = one.is_some() || self.goes_on() == other.goes_on();
                self.is_open(at) == other.is_open(at) && one == two && is_known_alike
            } else {
                self.next_opening(at).to_string() == other.next_opening(at).to_string()
            };
            if !is_alike {
                spans.push((at, end));
            }
            at = end;
        }
        TimeSet::of_spans(spans)
    }
}

impl NextOpening {
    fn after(timetable: &Timetable, now: Timestamp) -> Self {
        let (zone, at) = (timetable.zone(), timetable.next_change(now));
        Self {
            is_open: timetable.is_open(now),
            now: zone.wall_clock(now),
            change: at.map(|at| zone.wall_clock(at)),
            goes_on: at.is_none() && timetable.goes_on(),
            clock: zone,
            names_clock: !timetable.is_in_callers_zone(),
            at,
        }
    }
}

impl fmt::Display for NextOpening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(change) = self.change else {
            return f.write_str(match (self.is_open, self.goes_on) {
                (true, false) => "is open 24 hours a day",
                (false, false) => "stays closed until further notice",
                (true, true) => "is open until the end of 2199 at least",
                (false, true) => "stays closed until the end of 2199 at least",
            });
        };
        let (today, day) = (self.now.date(), change.date());
        if self.is_open {
            f.write_str("is open until ")?;
            // Whoever closes at midnight is not said to close tomorrow.
            let tonight = days_between(today, day) == 1 && change.time() == Time::midnight();
            if day != today && !tonight {
                write!(f, "{} at ", DayPhrase { today, day })?;
            }
        } else {
            write!(f, "opens {}", DayPhrase { today, day })?;
            f.write_str(" at ")?;
        }
        write!(f, "{}", TimePhrase(change.time()))?;
        match self.at.and_then(|at| self.clock.told_apart(at)) {
            Some(offset) => write!(f, " {offset}"),
            None if self.names_clock => write!(f, " {}", self.clock.spoken()),
            None => Ok(()),
        }
    }
}

/// A day as said on another: "today", "tomorrow", "Monday", "on Monday, January 4".
struct DayPhrase {
    today: Date,
    day: Date,
}

impl fmt::Display for DayPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { today, day } = self;
        let weekday = weekday_name(day.weekday());
        match days_between(*today, *day) {
            0 => f.write_str("today"),
            1 => f.write_str("tomorrow"),
            2..7 => f.write_str(weekday),
            _ => {
                write!(f, "on {weekday}, {} {}", month_name(day.month()), day.day())?;
                if day.year() == today.year() { Ok(()) } else { write!(f, ", {}", day.year()) }
            }
        }
    }
}

/// When the next day begins.
fn next_day(zone: Zone, at: Timestamp) -> Option<Timestamp> {
    let tomorrow = zone.wall_clock(at).date().tomorrow().ok()?;
    Some(zone.start_of(tomorrow)).filter(|next| *next > at)
}

pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;
    use crate::time::{Expression, Schedule, ScheduleZone};

    fn eastern() -> Zone {
        Zone::named("America/New_York").unwrap()
    }

    fn schedule(hours: &str, zone: ScheduleZone) -> Schedule {
        Schedule::new(Expression::parse(hours).unwrap(), vec![], vec![], zone)
    }

    fn instant(reading: &str) -> Timestamp {
        eastern().rules().to_timestamp(reading.parse().unwrap()).unwrap()
    }

    fn phrase(hours: &str, now: &str) -> String {
        let schedule = schedule(hours, ScheduleZone::Fixed(eastern()));
        schedule.in_zone(Zone::UTC).next_opening(instant(now)).to_string()
    }

    #[test]
    fn times_are_said_on_the_twelve_hour_clock() {
        for (at, said) in [
            (time(0, 0, 0, 0), "midnight"),
            (time(0, 5, 0, 0), "12:05 AM"),
            (time(8, 0, 0, 0), "8 AM"),
            (time(8, 30, 0, 0), "8:30 AM"),
            (time(12, 0, 0, 0), "noon"),
            (time(12, 30, 0, 0), "12:30 PM"),
            (time(23, 59, 59, 0), "11:59:59 PM"),
        ] {
            assert_eq!(TimePhrase(at).to_string(), said);
        }
    }

    #[test]
    fn the_next_opening_is_said_by_how_far_away_it_is() {
        let week = "Mo-Fr 08:00-20:00";
        assert_eq!(phrase(week, "2026-11-20T07:59:59"), "opens today at 8 AM Eastern");
        assert_eq!(phrase(week, "2026-11-19T20:00"), "opens tomorrow at 8 AM Eastern");
        assert_eq!(phrase(week, "2026-11-20T20:00"), "opens Monday at 8 AM Eastern");
        assert_eq!(
            phrase("2026 Dec 15-2027 Dec 31 08:00-12:00", "2026-12-01T08:00"),
            "opens on Tuesday, December 15 at 8 AM Eastern"
        );
        assert_eq!(
            phrase("Jan 4 08:00-12:00", "2026-12-01T08:00"),
            "opens on Monday, January 4, 2027 at 8 AM Eastern"
        );
        assert_eq!(phrase("off", "2026-12-01T08:00"), "stays closed until further notice");
    }

    #[test]
    fn while_open_the_closing_is_said() {
        assert_eq!(phrase("Mo-Fr 08:00-20:00", "2026-11-20T08:00"), "is open until 8 PM Eastern");
        assert_eq!(phrase("Mo-Fr 08:00-24:00", "2026-11-20T08:00"), "is open until midnight Eastern");
        assert_eq!(phrase("Fr 20:00-26:00", "2026-11-20T21:00"), "is open until tomorrow at 2 AM Eastern");
        assert_eq!(phrase("24/7", "2026-11-20T08:00"), "is open 24 hours a day");
    }

    #[test]
    fn where_no_hours_are_known_any_more_nothing_is_said_to_last() {
        let weekly = "Mo-Fr 08:00-20:00";
        let (closed, open) =
            ("stays closed until the end of 2199 at least", "is open until the end of 2199 at least");
        assert_eq!(phrase(weekly, "2199-12-31T07:00"), "opens today at 8 AM Eastern");
        assert_eq!(phrase(weekly, "2199-12-31T08:00"), open, "it closes when it is 2200 already in UTC");
        assert_eq!(phrase("Mo-Fr 08:00-18:00", "2199-12-31T18:00"), closed);
        assert_eq!(phrase("Feb 29", "2199-12-31T18:00"), closed);
        assert_eq!(phrase("24/7; Dec 25 off", "2199-12-26T08:00"), open);
        // What has not changed for long stays as it is.
        for at in ["2026-12-26T08:00", "2199-12-31T08:00"] {
            assert_eq!(phrase("24/7; 2025 Dec 25 off", at), "is open 24 hours a day");
            assert_eq!(phrase("2025 Dec 25", at), "stays closed until further notice");
        }
        let fixed = |hours| schedule(hours, ScheduleZone::Fixed(eastern()));
        let [weekly, always] = ["Mo-Fr 08:00-20:00", "24/7"].map(fixed);
        let last = (instant("2199-12-31T09:00"), instant("2199-12-31T10:00"));
        let told = weekly.in_zone(Zone::UTC).next_opening_differs(always.in_zone(Zone::UTC), last.0, last.1);
        assert_eq!(told, TimeSet::span(last.0, last.1), "both are open");
    }

    /// When callers of two zones, in the week from Monday, November 16, 2026, are told different things.
    fn differs(one: (&Schedule, Zone), other: (&Schedule, Zone)) -> Vec<(String, String)> {
        let [one, other] = [one, other].map(|(schedule, zone)| schedule.in_zone(zone));
        let set = one.next_opening_differs(other, instant("2026-11-16T00:00"), instant("2026-11-23T00:00"));
        let clock = |at| eastern().wall_clock(at).strftime("%a %H:%M").to_string();
        set.spans().map(|(from, to)| (clock(from), clock(to))).collect()
    }

    #[test]
    fn what_is_told_differs_before_another_opening_and_before_another_closing() {
        let fixed = |hours| schedule(hours, ScheduleZone::Fixed(eastern()));
        let told = |one, other| differs((&fixed(one), Zone::UTC), (&fixed(other), Zone::UTC));
        let span = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(told("Mo-Fr 08:00-20:00", "Mo-Fr 08:00-20:00"), []);
        assert_eq!(told("Tu 08:00-20:00", "Tu 08:00-18:00"), [span("Tue 08:00", "Tue 20:00")]);
        assert_eq!(
            told("Tu 08:00-20:00", "Tu 09:00-20:00"),
            [span("Mon 00:00", "Tue 09:00"), span("Tue 20:00", "Mon 00:00")]
        );
        // Neither changes in this week, but the one will.
        assert_eq!(told("24/7", "24/7; 2026 Dec 24 off"), [span("Mon 00:00", "Mon 00:00")]);
    }

    #[test]
    fn what_is_told_differs_in_the_zone_that_is_said_and_in_the_day_that_it_is_there() {
        let pacific = Zone::named("America/Los_Angeles").unwrap();
        let [fixed, callers] = [ScheduleZone::Fixed(eastern()), ScheduleZone::Caller];
        let all_week = [("Mon 00:00".to_owned(), "Mon 00:00".to_owned())];
        let [one, other] = [fixed, callers].map(|zone| schedule("24/7; 2026 Nov 30 off", zone));
        assert_eq!(differs((&one, eastern()), (&other, eastern())), all_week);
        let [one, other] = [fixed, callers].map(|zone| schedule("24/7", zone));
        assert_eq!(differs((&one, eastern()), (&other, eastern())), [], "no time is told, so no zone is");
        // It closes on Monday, the 23rd, on either clock: that is a date until Tuesday begins, and tonight from Sunday on.
        let nights = ["Tue", "Sun"].map(|day| (format!("{day} 00:00"), format!("{day} 03:00")));
        let callers = schedule("24/7; 2026 Nov 23 off", ScheduleZone::Caller);
        assert_eq!(differs((&callers, eastern()), (&callers, pacific)), nights);
    }
}
