//! What hours are like by the weekdays of a clock, holidays and exceptions included.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::context::CheckContext;
use super::told_hours::TimeRole;
use crate::explore::Horizon;
use crate::plan::NamedSchedule;
use crate::time::Zone;

/// What hours are like by the weekdays of a clock.
pub(super) struct WeekHours {
    /// The days on which it opens at a minute of the day, a bit for each.
    opens: BTreeMap<u16, u8>,
    /// The same for closing; what closes in the small hours counts for the evening before too.
    closes: BTreeMap<u16, u8>,
    /// On how many Mondays, Tuesdays and so on it is open some time.
    open: [u32; 7],
    /// The same for all day.
    whole: [u32; 7],
    has_long_stretches: bool,
}

impl WeekHours {
    pub(super) fn of(context: &CheckContext<'_>, hours: &NamedSchedule, zone: Zone) -> Self {
        let Horizon { from, to } = context.horizon();
        let timetable = hours.schedule.in_zone(zone);
        let mut week = Self {
            opens: BTreeMap::new(),
            closes: BTreeMap::new(),
            open: [0; 7],
            whole: [0; 7],
            has_long_stretches: false,
        };
        let add = |changes: &mut BTreeMap<u16, u8>, minute: u16, day: i8| {
            *changes.entry(minute).or_default() |= 1 << (day.rem_euclid(7));
        };
        let mut last = None;
        for stretch in timetable.spans(from, to).filter(|stretch| stretch.open) {
            let day = |at: Timestamp| zone.wall_clock(at).date();
            let minute = |at: Timestamp| {
                let clock = zone.wall_clock(at);
                (
                    u16::from(clock.hour().unsigned_abs()) * 60 + u16::from(clock.minute().unsigned_abs()),
                    weekday(clock.date()),
                )
            };
            if let Some(opens) = stretch.from {
                let (minute, day) = minute(opens);
                add(&mut week.opens, minute, day);
            }
            if let Some(closes) = stretch.to {
                let (minute, day) = minute(closes);
                add(&mut week.closes, minute, day);
                if minute <= 12 * 60 {
                    add(&mut week.closes, minute, day - 1);
                }
            }
            let (Some(opens), Some(closes)) = (stretch.from, stretch.to) else {
                week.has_long_stretches = true;
                week.open = [u32::MAX; 7];
                week.whole = [u32::MAX; 7];
                continue;
            };
            week.has_long_stretches |= closes.duration_since(opens) >= SignedDuration::from_hours(24);
            let last_instant = closes.checked_sub(SignedDuration::from_secs(1)).unwrap_or(closes);
            let mut date = day(opens);
            while date <= day(last_instant) {
                let is_whole = zone.start_of(date) >= opens
                    && date.tomorrow().is_ok_and(|next| zone.start_of(next) <= closes);
                let whole = &mut week.whole[usize::from(weekday(date).unsigned_abs())];
                *whole = whole.saturating_add(u32::from(is_whole));
                if last != Some(date) {
                    let count = &mut week.open[usize::from(weekday(date).unsigned_abs())];
                    *count = count.saturating_add(1);
                }
                last = Some(date);
                let Ok(next) = date.tomorrow() else { break };
                date = next;
            }
        }
        week
    }

    /// Whether it opens or closes at this minute on all of these days, or on any day at all.
    pub(super) fn changes(&self, minute: u16, change: TimeRole, days: Option<u8>) -> bool {
        let at = |changes: &BTreeMap<u16, u8>| changes.get(&minute).copied().unwrap_or_default();
        let on = match change {
            TimeRole::Opening => at(&self.opens),
            TimeRole::Closing => at(&self.closes),
            TimeRole::Either => at(&self.opens) | at(&self.closes),
        };
        match days.filter(|_| !self.has_long_stretches) {
            Some(days) => days & !on == 0,
            None => on != 0,
        }
    }

    /// The weekdays on which it is open so often.
    pub(super) fn open_days(&self, often: u32) -> u8 {
        days(|day| self.open[day] >= often)
    }

    /// The weekdays on which it is open all day so often.
    pub(super) fn whole_days(&self, often: u32) -> u8 {
        days(|day| self.whole[day] >= often)
    }
}

/// Some weekdays, a bit for each.
fn days(are: impl Fn(usize) -> bool) -> u8 {
    (0..7).filter(|&day| are(day)).fold(0, |days, day| days | 1 << day)
}

/// 0 for Monday.
fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_zero_offset()
}
