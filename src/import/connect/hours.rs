//! Hours of operation with their overrides, in the notation of plans.
//!
//! A day whose end is midnight, or not behind its start, goes on into the night: 00:00 to 00:00 is the whole day. Whether the
//! closing minute itself is open is not documented; it is taken as closed, as everywhere else.

use jiff::civil::{Date, Weekday};

use crate::base::source::Span;
use crate::import::data::Data;
use crate::import::time_rule::{TimeProduct, TimeRule};

/// So many days an override has at most.
const MAX_DAYS: usize = 800;
const DAY: u16 = 24 * 60;
const DAYS: [&str; 7] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const SHORT: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// A stretch of a day: which day of the week, the minute it begins, and the minute it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenStretch {
    pub(super) day: u8,
    pub(super) from: u16,
    pub(super) to: u16,
}

/// Hours of operation.
#[derive(Clone, Debug)]
pub(super) struct HoursOfOperation {
    pub(super) name: String,
    pub(super) span: Span,
    timezone: Option<String>,
    week: Vec<OpenStretch>,
    /// Stretches that cannot be read.
    pub(super) unread: usize,
    pub(super) overrides: Vec<HoursOverride>,
}

/// Other hours from a date to a date.
#[derive(Clone, Debug)]
pub(super) struct HoursOverride {
    pub(super) name: String,
    pub(super) span: Span,
    from: Date,
    to: Date,
    week: Vec<OpenStretch>,
}

impl HoursOfOperation {
    /// As the interface of the platform tells them.
    pub(super) fn json(data: &Data, name: &str) -> Self {
        let (week, unread) = stretches(data.get("Config").map_or(&[][..], Data::items));
        let timezone = data.text_at("TimeZone");
        Self { name: name.to_owned(), span: data.span, timezone, week, unread, overrides: Vec::new() }
    }

    /// As Terraform writes them.
    pub(super) fn terraform(body: &Data, name: &str) -> Self {
        let all: Vec<Data> = body
            .all("config")
            .flat_map(|one| if one.items().is_empty() { std::slice::from_ref(one) } else { one.items() })
            .cloned()
            .collect();
        let (week, unread) = stretches(&all);
        let unread = unread + body.all("dynamic").count();
        let timezone = body.text_at("time_zone");
        Self { name: name.to_owned(), span: body.span, timezone, week, unread, overrides: Vec::new() }
    }

    /// The rule that holds while they are open.
    pub(super) fn rule(&self) -> TimeRule {
        let mut open = week_notation(&self.week);
        let mut overrides: Vec<&HoursOverride> = self.overrides.iter().collect();
        overrides.sort_by_key(|one| (one.from, one.to));
        for one in overrides {
            for rule in one.notation() {
                open.push_str("; ");
                open.push_str(&rule);
            }
        }
        TimeRule {
            open,
            timezone: self.timezone.as_deref().filter(|zone| !zone.contains('$')).map(zone_name),
            name: self.name.clone(),
            odd_minutes: Some("The hours of operation say so; the closing minute itself is taken as closed."),
        }
    }
}

/// Zones whose names in the platform are older ones.
fn zone_name(zone: &str) -> String {
    match zone {
        "US/Eastern" | "EST5EDT" => "America/New_York",
        "US/Central" | "CST6CDT" => "America/Chicago",
        "US/Mountain" | "MST7MDT" => "America/Denver",
        "US/Pacific" | "PST8PDT" => "America/Los_Angeles",
        "GMT" | "Etc/UTC" | "Zulu" => "UTC",
        zone => zone,
    }
    .to_owned()
}

impl HoursOverride {
    /// As the interface of the platform tells it. None: its days are not told by dates.
    pub(super) fn of(data: &Data) -> Option<Self> {
        let day = |key: &str| data.text_at(key)?.get(..10)?.parse::<Date>().ok();
        let from = day("EffectiveFrom")?;
        let to = day("EffectiveTill").unwrap_or(from);
        let repeats = data.get("RecurrenceConfig").is_some_and(|config| !config.entries().is_empty());
        let (week, unread) = stretches(data.get("Config").map_or(&[][..], Data::items));
        let is_readable = !repeats && unread == 0 && to >= from;
        let name = data.text_at("Name").unwrap_or_default();
        is_readable.then_some(Self { name, span: data.span, from, to, week })
    }

    /// Rules for its dates; those behind each other that are alike as one.
    fn notation(&self) -> Vec<String> {
        let mut runs: Vec<(Date, Date, String)> = Vec::new();
        let mut date = self.from;
        for _ in 0..MAX_DAYS {
            if date > self.to {
                break;
            }
            let times = times(&day_minutes(&self.week, weekday(date), true));
            match runs.last_mut() {
                Some((_, last, known)) if *known == times && last.tomorrow().ok() == Some(date) => {
                    *last = date;
                }
                _ => runs.push((date, date, times)),
            }
            let Ok(next) = date.tomorrow() else { break };
            date = next;
        }
        let rules = runs.into_iter().map(|(from, to, times)| {
            let first = format!("{} {} {:02}", from.year(), month(from), from.day());
            let days = match (from == to, from.year() == to.year() && from.month() == to.month()) {
                (true, _) => first,
                (false, true) => format!("{first}-{:02}", to.day()),
                (false, false) => format!("{first}-{} {} {:02}", to.year(), month(to), to.day()),
            };
            format!("{days} {}", if times.is_empty() { "off" } else { &times })
        });
        rules.collect()
    }
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS[usize::from(date.month().unsigned_abs()) - 1]
}

fn weekday(date: Date) -> u8 {
    match date.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

/// Stretches, and how many cannot be read.
fn stretches(config: &[Data]) -> (Vec<OpenStretch>, usize) {
    let mut week = Vec::new();
    let mut unread = 0;
    for one in config {
        let text = |keys: [&str; 2]| keys.iter().find_map(|key| one.text_at(key));
        let time = |keys: [&str; 2]| {
            let time = keys.iter().find_map(|key| one.get(key))?;
            let time = time.items().first().unwrap_or(time);
            let part = |keys: [&str; 2]| {
                keys.iter().find_map(|key| time.text_at(key)).map_or(Some(0), |text| text.parse::<u16>().ok())
            };
            let (hours, minutes) = (part(["Hours", "hours"])?, part(["Minutes", "minutes"])?);
            (hours < 24 && minutes < 60 || (hours, minutes) == (24, 0)).then_some(hours * 60 + minutes)
        };
        let day = text(["Day", "day"])
            .and_then(|day| DAYS.iter().position(|known| known.eq_ignore_ascii_case(&day)));
        match (day, time(["StartTime", "start_time"]), time(["EndTime", "end_time"])) {
            (Some(day), Some(from), Some(to)) => week.push(OpenStretch { day: day as u8, from, to }),
            _ => unread += 1,
        }
    }
    (week, unread)
}

/// The minutes of a day that are open: with what reaches in from the evening before, or without.
fn day_minutes(week: &[OpenStretch], day: u8, alone: bool) -> Vec<bool> {
    let mut minutes = vec![false; usize::from(DAY)];
    for stretch in week {
        let is_night = stretch.to <= stretch.from;
        if stretch.day == day {
            let to = if is_night { DAY } else { stretch.to };
            minutes[usize::from(stretch.from.min(DAY))..usize::from(to.max(stretch.from).min(DAY))]
                .fill(true);
        }
        if is_night && !alone && (stretch.day + 1) % 7 == day {
            minutes[..usize::from(stretch.to)].fill(true);
        }
    }
    minutes
}

fn times(minutes: &[bool]) -> String {
    let product = TimeProduct::always().with_minutes(minutes);
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    product
        .minutes
        .iter()
        .map(|&(from, to)| format!("{}-{}", clock(from), clock(to)))
        .collect::<Vec<_>>()
        .join(",")
}

/// A week as people write it: days that are alike together.
fn week_notation(week: &[OpenStretch]) -> String {
    let days: Vec<String> = (0..7).map(|day| times(&day_minutes(week, day, false))).collect();
    if days.iter().all(|times| times == "00:00-24:00") {
        return "24/7".to_owned();
    }
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (day, times) in days.iter().enumerate().filter(|(_, times)| !times.is_empty()) {
        match groups.iter_mut().find(|(known, _)| known == times) {
            Some((_, days)) => days.push(day),
            None => groups.push((times, vec![day])),
        }
    }
    if groups.is_empty() {
        return "off".to_owned();
    }
    let rules: Vec<String> =
        groups.iter().map(|(times, days)| format!("{} {times}", day_names(days))).collect();
    rules.join("; ")
}

fn day_names(days: &[usize]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &day in days {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => parts.push((day, day)),
        }
    }
    let parts = parts.iter().map(|&(from, to)| match to - from {
        0 => SHORT[from].to_owned(),
        1 => format!("{},{}", SHORT[from], SHORT[to]),
        _ => format!("{}-{}", SHORT[from], SHORT[to]),
    });
    parts.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(stretches: &[(u8, u16, u16)]) -> String {
        let week: Vec<OpenStretch> = stretches
            .iter()
            .map(|&(day, from, to)| OpenStretch { day, from: from * 60, to: to * 60 })
            .collect();
        week_notation(&week)
    }

    #[test]
    fn days_that_are_alike_stand_together_and_nights_belong_to_both_their_days() {
        assert_eq!(
            open(&[(0, 8, 17), (1, 8, 17), (2, 8, 17), (5, 9, 13)]),
            "Mo-We 08:00-17:00; Sa 09:00-13:00"
        );
        assert_eq!(open(&(0..7).map(|day| (day, 0, 0)).collect::<Vec<_>>()), "24/7");
        assert_eq!(open(&[(6, 22, 6)]), "Mo 00:00-06:00; Su 22:00-24:00");
        assert_eq!(open(&[(0, 8, 12), (0, 13, 17)]), "Mo 08:00-12:00,13:00-17:00");
        assert_eq!(open(&[(0, 18, 0)]), "Mo 18:00-24:00");
        assert_eq!(open(&[]), "off");
    }
}
