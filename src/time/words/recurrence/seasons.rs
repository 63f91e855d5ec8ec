//! Which weeks describe a stretch of days, and from when until when each.

use std::collections::HashMap;

use super::days::{DailyTimes, DayContent, date};
use super::week::WeeklyPattern;

/// A day that its week gets wrong costs this much.
const WRONG_DAY: u32 = 2;
/// A change of the week costs as much as some wrong days: what lasts for less is an exception.
const CHANGE: u32 = 9;
/// Of the weeks that occur, so many are tried, the most frequent first.
const MAX_WEEKS: usize = 8;

/// What each weekday holds, from Monday on.
type Weekdays = [DayContent; 7];

/// A week that holds on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Season {
    /// First and last, as days since 1970.
    pub(super) days: (i64, i64),
    pub(super) week: WeeklyPattern,
}

/// The two best ways to describe days by weeks: a week for each part of them, and one week for all of them.
pub(super) fn find(days: &mut DailyTimes) -> [Vec<Season>; 2] {
    if days.len() == 0 {
        return [Vec::new(), Vec::new()];
    }
    let usual = most_usual(days);
    let weeks = candidates(days, usual);
    let nothing = weeks[1];
    let mut parts = parts(days, &weeks);
    for part in 1..parts.len() {
        settle(days, &mut parts, part);
    }
    let parts = without_pauses(parts, nothing);
    let season = |first: usize, end: usize, weekdays: &Weekdays| Season {
        days: (days.number(first), days.number(end) - 1),
        week: WeeklyPattern::of_days(weekdays.iter().map(|&content| days.spans(content))),
    };
    let ends = parts.iter().skip(1).map(|(first, _)| *first).chain([days.len()]);
    let seasons =
        parts.iter().zip(ends).map(|((first, weekdays), end)| season(*first, end, weekdays)).collect();
    [seasons, vec![season(0, days.len(), &usual)]]
}

/// What most Mondays hold, and so on; of contents that are as frequent, the first.
fn most_usual(days: &mut DailyTimes) -> Weekdays {
    let mut counts: [HashMap<DayContent, (usize, usize)>; 7] = Default::default();
    for day in 0..days.len() {
        if let Some(content) = days.usual(day) {
            counts[days.weekday(day)].entry(content).or_insert((0, day)).0 += 1;
        }
    }
    let [nothing, _] = days.extremes();
    std::array::from_fn(|weekday| {
        let best =
            counts[weekday].iter().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)));
        best.map(|(content, _)| *content)
            .or_else(|| {
                (0..days.len()).find(|&day| days.weekday(day) == weekday).map(|day| days.as_usual(day))
            })
            .unwrap_or(nothing)
    })
}

/// The weeks that may hold for a while: the most usual one, never, always, and the most frequent ones.
fn candidates(days: &mut DailyTimes, usual: Weekdays) -> Vec<Weekdays> {
    let [nothing, everything] = days.extremes();
    let mut counts: HashMap<Weekdays, (usize, usize)> = HashMap::new();
    let monday = (0..days.len()).find(|&day| days.weekday(day) == 0).unwrap_or(0);
    for first in (monday..days.len().saturating_sub(6)).step_by(7) {
        let mut week = [nothing; 7];
        if (0..7).all(|day| days.usual(first + day).map(|content| week[day] = content).is_some()) {
            counts.entry(week).or_insert((0, first)).0 += 1;
        }
    }
    let mut frequent: Vec<(Weekdays, (usize, usize))> = counts.into_iter().collect();
    frequent.sort_unstable_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    let mut weeks = vec![usual, [nothing; 7], [everything; 7]];
    for (week, _) in frequent.into_iter().take(MAX_WEEKS) {
        if !weeks.contains(&week) {
            weeks.push(week);
        }
    }
    weeks
}

/// The cheapest parts: the day on which each begins, and its week.
fn parts(days: &DailyTimes, weeks: &[Weekdays]) -> Vec<(usize, Weekdays)> {
    // By week: the cost of all days up to here when it holds on the last of them.
    let mut costs = vec![0_u32; weeks.len()];
    // By day and week: the week of the day before.
    let mut before: Vec<usize> = Vec::with_capacity(days.len() * weeks.len());
    for day in 0..days.len() {
        let weekday = days.weekday(day);
        let cheapest = (0..weeks.len()).min_by_key(|&week| costs[week]).unwrap_or(0);
        let changed = costs[cheapest] + CHANGE;
        for (week, weekdays) in weeks.iter().enumerate() {
            let stays = costs[week] <= changed;
            before.push(if stays { week } else { cheapest });
            costs[week] =
                costs[week].min(changed) + if days.fits(day, weekdays[weekday]) { 0 } else { WRONG_DAY };
        }
    }
    let mut week = (0..weeks.len()).min_by_key(|&week| costs[week]).unwrap_or(0);
    let mut parts = Vec::new();
    for day in (0..days.len()).rev() {
        let earlier = before[day * weeks.len() + week];
        if day == 0 || earlier != week {
            parts.push((day, weeks[week]));
        }
        week = earlier;
    }
    parts.reverse();
    parts
}

/// Moves the day on which a part begins, among those on which it may, to one that people choose: a Monday, or the first
/// of a month.
fn settle(days: &DailyTimes, parts: &mut [(usize, Weekdays)], part: usize) {
    let ((start, earlier), (begins, later)) = (parts[part - 1], parts[part]);
    let end = parts.get(part + 1).map_or(days.len(), |(next, _)| *next);
    let alike = |day: usize| {
        let weekday = days.weekday(day);
        days.fits(day, earlier[weekday]) == days.fits(day, later[weekday])
    };
    let first = (start + 1..begins).rev().take_while(|&day| alike(day)).last().unwrap_or(begins);
    let last = (begins..end - 1).take_while(|&day| alike(day)).last().map_or(begins, |day| day + 1);
    let monday = (first..=last).find(|&day| days.weekday(day) == 0);
    let of_month = || (first..=last).find(|&day| date(days.number(day)).day() == 1);
    parts[part].0 = monday.or_else(of_month).unwrap_or(first);
}

/// A time without anything between two parts of the same week is an exception from it, not an end and a beginning.
fn without_pauses(parts: Vec<(usize, Weekdays)>, nothing: Weekdays) -> Vec<(usize, Weekdays)> {
    let mut kept: Vec<(usize, Weekdays)> = Vec::with_capacity(parts.len());
    for (first, week) in parts {
        match kept[..] {
            [.., (_, before), (_, pause)] if pause == nothing && before == week => {
                kept.pop();
            }
            _ => kept.push((first, week)),
        }
    }
    kept
}
