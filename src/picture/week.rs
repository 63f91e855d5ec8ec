//! A week of hours: the days of one zone, and what is open on them.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::time::{OpenSpan, Schedule, ScheduleZone, Timetable, Zone};

/// The week from Monday to Sunday that an instant lies in, by the clock of one zone, with the hours of several schedules.
///
/// It is a real week: holidays, overrides and changes of the clock show. Whatever the schedules' own zones are, one
/// clock tells all of them, so that they can be compared.
///
/// ```
/// use ivrsim::time::{Expression, Schedule, ScheduleZone, Zone};
/// use ivrsim::picture::WeekChart;
/// use ivrsim::base::text::Paint;
///
/// let [eastern, pacific] = ["America/New_York", "America/Los_Angeles"].map(|name| Zone::named(name).unwrap());
/// let hours = Expression::parse("Mo-Fr 09:00-17:00")?;
/// let schedule = Schedule::new(hours, vec![], vec![], ScheduleZone::Fixed(pacific));
/// let week = WeekChart::new(vec![("west", &schedule)], "2026-02-03T12:00:00Z".parse()?, eastern, eastern);
/// assert!(week.text(Paint::new(false)).to_string().contains("12:00-20:00"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct WeekChart<'a> {
    pub(super) rows: Vec<(&'a str, &'a Schedule)>,
    pub(super) zone: Zone,
    pub(super) at: Timestamp,
    pub(super) days: Vec<ChartDay>,
    pub(super) caller_zone: Zone,
}

/// One day of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChartDay {
    pub(super) date: Date,
    /// Its first instant.
    pub(super) from: Timestamp,
    /// The first instant of the next day.
    pub(super) to: Timestamp,
}

impl ChartDay {
    /// As much of it as lies in the years of which hours are known, if any does.
    pub(super) fn known(self) -> Option<Self> {
        let (from, to) = (self.from.max(Timetable::FIRST), self.to.min(Timetable::END));
        (from < to).then_some(Self { from, to, ..self })
    }
}

/// What is open, as far as the week goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ChartOpening {
    /// When it begins, or the week does.
    pub(super) from: Timestamp,
    /// When it ends, or the week does.
    pub(super) to: Timestamp,
    /// All of it.
    pub(super) whole: OpenSpan,
}

/// What to tell of an opening on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpeningText {
    AllDay,
    Between(Timestamp, Timestamp),
    From(Timestamp),
    Until(Timestamp),
    /// No hours are known of that day.
    Unknown,
}

impl<'a> WeekChart<'a> {
    /// The week of `at` on the clock of `zone`. Schedules in the caller's time are those of a caller in `caller_zone`.
    #[must_use]
    pub fn new(rows: Vec<(&'a str, &'a Schedule)>, at: Timestamp, zone: Zone, caller_zone: Zone) -> Self {
        let today = zone.wall_clock(at).date();
        let since_monday = i64::from(today.weekday().to_monday_zero_offset());
        // The week of the first or last day that there is may have fewer days.
        let dates = (-since_monday..7 - since_monday)
            .filter_map(|days| today.checked_add(SignedDuration::from_hours(24 * days)).ok());
        let day = |date: Date| {
            let tomorrow = date.tomorrow().ok()?;
            Some(ChartDay { date, from: zone.start_of(date), to: zone.start_of(tomorrow) })
        };
        // A day that the clock skips is none.
        let days = dates.filter_map(day).filter(|day| day.from < day.to).collect();
        Self { rows, zone, at, days, caller_zone }
    }

    /// Whose clocks tell the hours.
    pub(super) fn clocks(&self) -> String {
        let of_the_caller = self.rows.iter().any(|(_, schedule)| schedule.zone() == ScheduleZone::Caller);
        let caller =
            if of_the_caller { format!(", for a caller in {}", self.caller_zone) } else { String::new() };
        format!("by the clock of {}{caller}", self.zone)
    }

    /// The first instant, and the one after the last.
    pub(super) fn ends(&self) -> (Timestamp, Timestamp) {
        match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) => (first.from, last.to),
            _ => (self.at, self.at),
        }
    }

    /// Whether hours are known of all of its days.
    pub(super) fn is_known(&self) -> bool {
        self.days.iter().all(|day| day.known() == Some(*day))
    }

    /// When a schedule is open, as far as that is known.
    pub(super) fn openings(&self, schedule: &Schedule) -> Vec<ChartOpening> {
        let timetable = schedule.in_zone(self.caller_zone);
        let (first, last) = self.ends();
        let (first, last) = (first.max(Timetable::FIRST), last.min(Timetable::END));
        let open = timetable.spans(first, last).filter(|span| span.open);
        let opening = |span: OpenSpan| {
            let (from, to) = (span.from?, span.to?);
            Some(ChartOpening { from, to, whole: timetable.span_at(from) })
        };
        open.filter_map(opening).collect()
    }

    /// What to tell of the openings on a day: one that is over within a day's time on the day on which it begins, longer
    /// ones on every day. A day of which nothing else would be told is told how long the night before lasts.
    pub(super) fn told(openings: &[ChartOpening], day: ChartDay, is_first: bool) -> Vec<OpeningText> {
        let Some(day) = day.known() else { return vec![OpeningText::Unknown] };
        let told = |nights: bool| {
            openings.iter().filter_map(|opening| Self::told_of(opening, day, is_first || nights)).collect()
        };
        let usual: Vec<OpeningText> = told(false);
        if usual.is_empty() { told(true) } else { usual }
    }

    fn told_of(opening: &ChartOpening, day: ChartDay, tells_nights: bool) -> Option<OpeningText> {
        let OpenSpan { from, to, .. } = opening.whole;
        let begins = from.filter(|from| (day.from..day.to).contains(from));
        let ends = to.filter(|to| day.from < *to && *to <= day.to);
        match (begins, ends) {
            _ if opening.to <= day.from || day.to <= opening.from => None,
            _ if opening.from <= day.from && day.to <= opening.to => Some(OpeningText::AllDay),
            (Some(from), Some(to)) => Some(OpeningText::Between(from, to)),
            (Some(from), None) if is_short(opening.whole) => to.map(|to| OpeningText::Between(from, to)),
            (Some(from), None) => Some(OpeningText::From(from)),
            (None, Some(_)) if is_short(opening.whole) && !tells_nights => None,
            (None, Some(to)) => Some(OpeningText::Until(to)),
            (None, None) => None,
        }
    }
}

/// Whether it is over within the time of a day, by the end of its day or not.
pub(super) fn is_short(span: OpenSpan) -> bool {
    let length = span.from.zip(span.to).map(|(from, to)| to.duration_since(from));
    length.is_some_and(|length| length < SignedDuration::from_hours(24))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Expression, ScheduleZone};

    fn week(at: &str, zone: &str) -> WeekChart<'static> {
        WeekChart::new(Vec::new(), at.parse().unwrap(), Zone::named(zone).unwrap(), Zone::UTC)
    }

    #[test]
    fn a_week_is_the_days_from_monday_on_without_a_gap() {
        for (at, zone) in [
            ("2026-11-01T12:00:00Z", "America/New_York"),
            ("2026-03-09T03:59:59Z", "America/New_York"),
            ("2018-11-04T12:00:00Z", "America/Sao_Paulo"),
            ("2026-03-29T00:00:00Z", "Asia/Beirut"),
        ] {
            let week = week(at, zone);
            assert_eq!(week.days.len(), 7);
            assert_eq!(week.days[0].date.weekday(), jiff::civil::Weekday::Monday);
            assert!(week.days.windows(2).all(|days| days[0].to == days[1].from), "{zone}: {week:?}");
            let (first, last) = week.ends();
            assert!(first <= week.at && week.at < last, "{zone}: {week:?}");
            for day in &week.days {
                let before = day.from.checked_sub(SignedDuration::from_secs(1)).unwrap();
                assert_eq!(week.zone.wall_clock(day.from).date(), day.date, "{zone}");
                assert_eq!(week.zone.wall_clock(before).date(), day.date.yesterday().unwrap(), "{zone}");
            }
        }
    }

    #[test]
    fn a_day_that_the_clock_skips_is_not_there() {
        // Samoa went from Thursday, December 29, 2011 to Saturday, December 31.
        let days: Vec<i8> =
            week("2011-12-28T12:00:00Z", "Pacific/Apia").days.iter().map(|day| day.date.day()).collect();
        assert_eq!(days, [26, 27, 28, 29, 31, 1]);
    }

    #[test]
    fn days_of_which_no_hours_are_known_are_not_told_to_be_closed() {
        let hours = Expression::parse("24/7").unwrap();
        let schedule = Schedule::new(hours, vec![], vec![], ScheduleZone::Fixed(Zone::UTC));
        let told = |at: &str, zone: &str| -> Vec<Vec<OpeningText>> {
            let week = week(at, zone);
            let openings = week.openings(&schedule);
            week.days
                .iter()
                .enumerate()
                .map(|(index, day)| WeekChart::told(&openings, *day, index == 0))
                .collect()
        };
        // The last day of 2199 is a Tuesday; on Eastern clocks, its last hours are no longer known.
        let (known, unknown) = (vec![OpeningText::AllDay], vec![OpeningText::Unknown]);
        let week_of = |from: usize, to: usize| -> Vec<Vec<OpeningText>> {
            (0..7)
                .map(|day| if (from..to).contains(&day) { known.clone() } else { unknown.clone() })
                .collect()
        };
        assert_eq!(told("2199-12-31T12:00:00Z", "UTC"), week_of(0, 2));
        assert_eq!(told("2199-12-31T12:00:00Z", "America/New_York"), week_of(0, 2));
        // The first of 1900 is a Monday, and a Sunday still in New York.
        assert_eq!(told("1900-01-01T00:00:00Z", "UTC"), week_of(0, 7));
        assert_eq!(told("1900-01-01T00:00:00Z", "America/New_York"), week_of(6, 7));
        assert!(
            week("2026-12-31T12:00:00Z", "UTC").is_known() && !week("2199-12-31T12:00:00Z", "UTC").is_known()
        );
    }

    #[test]
    fn what_is_open_in_a_week_is_what_the_timetable_says() {
        let hours = Expression::parse("Mo-Fr 08:00-18:00; Su 20:00-30:00").unwrap();
        let schedule = Schedule::new(hours, vec![], vec![], ScheduleZone::Fixed(Zone::UTC));
        let week = week("2026-11-01T12:00:00Z", "America/New_York");
        let openings = week.openings(&schedule);
        let (first, last) = week.ends();
        let timetable = schedule.in_zone(Zone::UTC);
        for minute in 0..last.duration_since(first).as_mins() {
            let at = first.checked_add(SignedDuration::from_mins(minute)).unwrap();
            let shown = openings.iter().any(|opening| opening.from <= at && at < opening.to);
            assert_eq!(shown, timetable.is_open(at), "{at}");
        }
    }
}
