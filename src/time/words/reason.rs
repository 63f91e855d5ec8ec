//! For what reason something is closed, as far as the reason has a name that can be said: a holiday's, an override's.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::time::notation::expression::DayOpenings;
use crate::time::notation::rule::{DAY, shift};
use crate::time::timetable::compiled::Timetable;
use crate::time::timetable::day_rules::{Authority, DayRules, seconds};
use crate::time::timetable::overrides::Effect;
use crate::time::timetable::time_set::TimeSet;
use crate::time::zone::LocalTimeResolution;

impl Timetable {
    /// The name of the reason for which it is closed at an instant: the override or holiday that decides the day, the named
    /// rule that closes it, or the override that takes away the night which began the day before. None where it is open, and
    /// where the day is one like any other.
    #[must_use]
    pub fn closed_for(&self, at: Timestamp) -> Option<&str> {
        if !self.has_reasons() {
            return None;
        }
        let at = at.clamp(Self::FIRST, Self::LAST);
        if self.is_open(at) {
            return None;
        }
        let clock = self.zone().wall_clock(at);
        of_day(&self.rules, clock.date()).or_else(|| {
            let (name, ends) = of_night_before(&self.rules, clock.date())?;
            (seconds(clock.time()) < ends).then_some(name)
        })
    }

    /// The instants between two at which this one and another one are closed for reasons that are told otherwise, or only one of
    /// them for one that has a name. `are_alike` tells whether two names are told alike.
    #[must_use]
    pub(crate) fn reason_differs(
        &self,
        other: &Self,
        (from, to): (Timestamp, Timestamp),
        are_alike: impl Fn(&str, &str) -> bool,
    ) -> TimeSet {
        let both = [self, other];
        if both.iter().all(|timetable| !timetable.has_reasons()) {
            return TimeSet::default();
        }
        let mut edges = vec![from, to];
        for timetable in both.into_iter().filter(|timetable| timetable.has_reasons()) {
            edges.extend(timetable.spans(from, to).filter_map(|span| span.from));
            timetable.push_edges_of_days(from, to, &mut edges);
        }
        edges.retain(|edge| (from..=to).contains(edge));
        edges.sort_unstable();
        edges.dedup();
        let pieces = edges.windows(2).map(|piece| (piece[0], piece[1]));
        TimeSet::of_spans(pieces.filter(|&(at, _)| match (self.closed_for(at), other.closed_for(at)) {
            (Some(one), Some(other)) => !are_alike(one, other),
            (one, other) => one.is_some() || other.is_some(),
        }))
    }

    /// Where days begin that have a reason, where they end, and where the nights end that were taken away.
    fn push_edges_of_days(&self, from: Timestamp, to: Timestamp, edges: &mut Vec<Timestamp>) {
        let zone = self.zone();
        let (first, last) = (zone.wall_clock(from).date(), zone.wall_clock(to).date());
        let mut was_special = false;
        for date in first.series(jiff::Span::new().days(1)).take_while(|date| *date <= last) {
            let is_special = of_day(&self.rules, date).is_some();
            let night = of_night_before(&self.rules, date);
            if is_special || was_special || night.is_some() {
                edges.push(zone.start_of(date));
            }
            if let Some((_, ends)) = night {
                let clock = date.at(0, 0, 0, 0).saturating_add(jiff::Span::new().seconds(ends));
                match zone.resolve(clock) {
                    LocalTimeResolution::Once(at) => edges.push(at),
                    LocalTimeResolution::Fold { earlier: one, later: other }
                    | LocalTimeResolution::Gap { before: one, after: other } => edges.extend([one, other]),
                }
            }
            was_special = is_special;
        }
    }

    fn has_reasons(&self) -> bool {
        let rules = &self.rules;
        !rules.overrides.is_empty() || !rules.holidays.is_empty() || rules.expression.has_names()
    }
}

/// The name of what makes a day another one than its week does.
fn of_day(rules: &DayRules, date: Date) -> Option<&str> {
    let mut day = DayOpenings::default();
    let mut authority = rules.decide(date, &mut day);
    if let Authority::Override(exception) = authority
        && let Effect::Extra(_) = exception.effect
    {
        // What adds hours closes nothing.
        authority = rules.decide_without_overrides(date, &mut day);
    }
    match authority {
        Authority::Override(exception) => Some(&exception.name),
        Authority::Holiday(on) => Some(&on.holiday.name),
        Authority::Week if day.openings.is_empty() => {
            rules.expression.name_of(day.closed_by?).map(|name| &**name)
        }
        Authority::Week => None,
    }
}

/// The override that takes away a night which would go on into a day, and how many seconds into it.
fn of_night_before(rules: &DayRules, date: Date) -> Option<(&str, i32)> {
    let eve = shift(date, -1)?;
    let exception = rules.deciding(eve).filter(|exception| !matches!(exception.effect, Effect::Extra(_)))?;
    let mut usual = DayOpenings::default();
    let _ = rules.decide_without_overrides(eve, &mut usual);
    let latest = usual.openings.iter().map(|opening| opening.stretch.to).max()?;
    (latest > DAY).then_some((&exception.name, latest - DAY))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::SignedDuration;

    use super::*;
    use crate::time::{
        Calendar, DateRule, DayHours, Expression, Holiday, NightBefore, ObservanceRule, Override, Schedule,
        ScheduleZone, Zone,
    };

    fn timetable(open: &str, effect: Effect) -> Schedule {
        let holiday = Holiday {
            name: "Independence Day".to_owned(),
            on: DateRule::parse("July 4").unwrap(),
            observed: ObservanceRule::NearestWeekday,
            hours: DayHours::Closed,
        };
        let day = |day| Date::constant(2026, 7, day);
        let storm = Override {
            name: "a storm".to_owned(),
            from: day(6),
            to: day(7),
            effect,
            night_before: NightBefore::Ends,
        };
        let zone = ScheduleZone::Fixed(Zone::named("America/New_York").unwrap());
        let calendar = Arc::new(Calendar { days: vec![holiday] });
        Schedule::new(Expression::parse(open).unwrap(), vec![calendar], vec![storm], zone)
    }

    #[test]
    fn what_is_closed_for_a_reason_with_a_name_says_it() {
        let schedule = timetable("Mo-Fr 20:00-28:00; Jul 8 off \"inventory\"", Effect::Closed);
        let eastern = Zone::named("America/New_York").unwrap();
        let said = |at: &str| {
            let at = eastern.rules().to_timestamp(at.parse().unwrap()).unwrap();
            schedule.in_zone(eastern).closed_for(at).map(str::to_owned)
        };
        let told = |name: &str| Some(name.to_owned());
        assert_eq!(said("2026-07-01T12:00:00"), None, "before the hours of a usual day");
        assert_eq!(said("2026-07-01T22:00:00"), None, "open");
        // Not \"(observed)\", which nobody says.
        assert_eq!(said("2026-07-03T12:00:00"), told("Independence Day"));
        assert_eq!(said("2026-07-06T00:00:00"), told("a storm"));
        assert_eq!(said("2026-07-07T22:00:00"), told("a storm"));
        assert_eq!(said("2026-07-08T03:59:59"), told("inventory"), "the day's own reason comes first");
        assert_eq!(said("2026-07-09T12:00:00"), None);
        let open = timetable(
            "Mo-Fr 20:00-28:00",
            Effect::Extra(crate::time::DayTimes::parse("10:00-12:00").unwrap()),
        );
        let at = eastern.rules().to_timestamp("2026-07-06T13:00:00".parse().unwrap()).unwrap();
        assert_eq!(open.in_zone(eastern).closed_for(at), None, "more hours are no reason to be closed");
    }

    #[test]
    fn reasons_differ_just_where_they_do_second_by_second() {
        let closed = timetable("Mo-Fr 20:00-28:00", Effect::Closed);
        let late = timetable("Mo-Fr 20:00-28:00", Effect::ClosesAt(jiff::civil::time(22, 30, 0, 0)));
        let plain = timetable("Mo-Su 06:00-20:00", Effect::OpensAt(jiff::civil::time(9, 0, 0, 0)));
        let (from, to): (Timestamp, Timestamp) =
            ("2026-07-02T00:00:00Z".parse().unwrap(), "2026-07-11T00:00:00Z".parse().unwrap());
        for (one, other) in [(&closed, &late), (&closed, &plain), (&late, &plain), (&plain, &plain)] {
            let (one, other) = (one.in_zone(Zone::UTC), other.in_zone(Zone::UTC));
            let differs = one.reason_differs(other, (from, to), |one, other| one == other);
            for minute in 0..9 * 24 * 60 {
                let at = from + SignedDuration::from_mins(minute);
                assert_eq!(differs.contains(at), one.closed_for(at) != other.closed_for(at), "{at}");
            }
        }
    }
}
