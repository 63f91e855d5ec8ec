//! From one time of day to another, as both were written.

use std::fmt;

use super::hour_tokens::SaidTime;

/// Minutes of a day, from midnight; the end may be past the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayTime {
    pub(super) from: u16,
    pub(super) to: u16,
}

impl fmt::Display for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

const NOON: u16 = 12 * 60;
const DAY: u16 = 24 * 60;
/// Nobody is on the phone for longer without being there always.
const LONGEST: u16 = 17 * 60;

/// The times that are meant, and whether that is certain. None: they make no sense.
///
/// Where no half of the day is written, all readings are tried; only one that leaves no other is certain. `earlier` is when the times
/// before them on the same day end.
pub(super) fn time_range(from: SaidTime, to: SaidTime, earlier: Option<u16>) -> Option<(DayTime, bool)> {
    let of_day =
        [from, to].iter().any(|time| time.is_of_day || (time.hour > 12 && time.hour < 24) || time.hour == 0);
    let starts = readings(from, of_day);
    let ends = readings(to, of_day);
    let mut fitting = Vec::new();
    for &start in starts.iter().flatten() {
        let start = if start == DAY { 0 } else { start };
        for &end in ends.iter().flatten() {
            // What ends before it begins goes on into the next day.
            let end = if end <= start { end + DAY } else { end };
            fitting.push(DayTime { from: start, to: end });
        }
    }
    let is_written = fitting.len() == 1;
    let by_day: Vec<DayTime> = fitting.iter().copied().filter(|time| time.to <= DAY).collect();
    let candidates = if by_day.is_empty() || is_written { fitting } else { by_day };
    let shorter: Vec<DayTime> =
        candidates.iter().copied().filter(|time| time.to - time.from <= LONGEST).collect();
    let later: Vec<DayTime> =
        shorter.iter().copied().filter(|time| earlier.is_none_or(|earlier| time.from >= earlier)).collect();
    let is_bare = from.half.is_none() && to.half.is_none() && !of_day && ![from.hour, to.hour].contains(&24);
    match (&later[..], &shorter[..], &candidates[..]) {
        ([only], ..) => Some((*only, !is_bare)),
        // Both ends are written, however long that is.
        (_, _, [only]) => Some((*only, is_written && only.to - only.from <= LONGEST)),
        ([_, ..], ..) => Some((likeliest(&later)?, false)),
        (_, [_, ..], _) => Some((likeliest(&shorter)?, false)),
        _ => Some((likeliest(&candidates)?, false)),
    }
}

/// The minutes that a time can mean.
fn readings(time: SaidTime, of_day: bool) -> [Option<u16>; 2] {
    let plain = time.hour * 60 + time.minute;
    match time.half {
        Some(true) if time.hour < 12 => [Some(plain + NOON), None],
        Some(false) if time.hour == 12 => [Some(time.minute), None],
        Some(_) => [Some(plain), None],
        None if of_day || time.hour > 12 || time.hour == 0 => [Some(plain), None],
        None if time.hour == 12 => [Some(plain), Some(time.minute)],
        None => [Some(plain), Some(plain + NOON)],
    }
}

/// People begin in the morning and end in the afternoon; otherwise the shorter time.
fn likeliest(times: &[DayTime]) -> Option<DayTime> {
    let is_office = |time: &&DayTime| (6 * 60..NOON).contains(&time.from) && time.to > NOON;
    let office = times.iter().find(is_office);
    office.or_else(|| times.iter().min_by_key(|time| time.to - time.from)).copied()
}
