//! When the attributes of a condition hold: `wday`, `hour`, `minute-of-day`, `mweek` and the others.
//!
//! The rules are those of `switch_xml_std_datetime_check` in `switch_xml.c`. What says only minutes, weekdays, days and months is a
//! product of them. All else (years, weeks, daylight saving time) is told by dates, for some years.

use std::ops::RangeInclusive;

use jiff::civil::{Date, date};

use super::ranges::{has_number, has_time, has_weekday, times_of_day};
use crate::base::xml::XmlElement;
use crate::import::dated_minutes::{DatedMinutes, minutes_at};
use crate::import::time_rule::{TimeProduct, TimeRule};
use crate::time::Zone;

/// The attributes that tell a time.
const NAMES: [&str; 14] = [
    "date-time",
    "year",
    "yday",
    "mon",
    "mday",
    "week",
    "mweek",
    "wday",
    "hour",
    "minute",
    "minute-of-day",
    "time-of-day",
    "tz-offset",
    "dst",
];

/// Those that are told by dates.
const DATED: [&str; 7] = ["date-time", "year", "yday", "week", "mweek", "tz-offset", "dst"];

/// Why hours begin and end at minutes that nobody would choose.
const MINUTES_FROM_ONE: &str =
    "FreeSWITCH counts the minutes of a day from 1, and the last one that it names belongs to them.";

/// What a condition or a check says of times, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TimeChecks(Vec<(&'static str, String)>);

/// On which clock times are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CallClock {
    /// That of the machine.
    Machine,
    /// The one that `timezone` names.
    Zone(Zone),
    /// So many hours from UTC, as `tod_tz_offset` says.
    Offset(i64),
}

/// What times come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimeReading {
    pub(super) rule: TimeRule,
    pub(super) assumed: Vec<String>,
}

/// What else must be known.
#[derive(Clone, Debug)]
pub(super) struct ClockSetting {
    /// The zone of the machine.
    pub(super) machine: Zone,
    /// For which years dates are told.
    pub(super) years: RangeInclusive<i16>,
}

impl TimeChecks {
    /// The times of an element, if it says any.
    pub(super) fn of(element: &XmlElement) -> Option<Self> {
        let all = NAMES.iter().filter_map(|&name| {
            let value = element.attribute(name)?;
            // One that is empty is never compared.
            let counts = !matches!(name, "dst") || !value.is_empty();
            counts.then(|| (name, value.to_owned()))
        });
        let all: Vec<_> = all.collect();
        (!all.is_empty()).then_some(Self(all))
    }

    /// As they are written: `wday=2-6 hour=9-18`.
    pub(super) fn words(&self) -> String {
        let words: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        words.join(" ")
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// When they hold.
    pub(super) fn reading(&self, clock: CallClock, setting: &ClockSetting, name: &str) -> TimeReading {
        let mut assumed = Vec::new();
        let minutes = self.minutes(&mut assumed);
        let zone = match clock {
            CallClock::Machine => None,
            CallClock::Zone(zone) => Some(zone),
            // The names of these zones have the sign that their inventor preferred.
            CallClock::Offset(hours) => {
                Some(Zone::named(&format!("Etc/GMT{:+}", -hours)).unwrap_or(Zone::UTC))
            }
        };
        let open = if DATED.iter().any(|name| self.get(name).is_some()) {
            self.dated(zone.unwrap_or(setting.machine), setting, &minutes, &mut assumed)
        } else {
            self.product(&minutes).notation()
        };
        let is_by_minute = ["minute", "minute-of-day", "time-of-day", "date-time"]
            .iter()
            .any(|name| self.get(name).is_some());
        let rule = TimeRule {
            open,
            timezone: zone.map(|zone| zone.name().to_owned()),
            name: name.to_owned(),
            odd_minutes: is_by_minute.then_some(MINUTES_FROM_ONE),
        };
        TimeReading { rule, assumed }
    }

    /// The minutes of a day.
    fn minutes(&self, assumed: &mut Vec<String>) -> Vec<bool> {
        let stretches = self.get("time-of-day").map(times_of_day);
        let mut is_cut = false;
        let of_day = |minute: i64, is_cut: &mut bool| {
            let Some(stretches) = &stretches else { return true };
            let held = (0..60).filter(|second| has_time(stretches, minute * 60 + second)).count();
            *is_cut |= held != 0 && held != 60;
            held >= 30
        };
        let minutes = (0..1_440_i64).map(|minute| {
            let has = |name: &str, value: i64| self.get(name).is_none_or(|list| has_number(list, value));
            has("hour", minute / 60)
                && has("minute", minute % 60)
                && has("minute-of-day", minute + 1)
                && of_day(minute, &mut is_cut)
        });
        let minutes = minutes.collect();
        if is_cut {
            assumed.push(
                "In the system, a time of day ends with its last second; the plan's hours end with the minute."
                    .to_owned(),
            );
        }
        minutes
    }

    fn product(&self, minutes: &[bool]) -> TimeProduct {
        let bits = |name: &str, count: u32, first: i64| {
            let list = self.get(name);
            (0..count).filter(move |bit| list.is_none_or(|list| has_number(list, i64::from(*bit) + first)))
        };
        let mut product = TimeProduct::always().with_minutes(minutes);
        product.months = bits("mon", 12, 1).fold(0, |months, bit| months | 1 << bit);
        product.days = bits("mday", 31, 1).fold(0, |days, bit| days | 1 << bit);
        // Monday is the first for us, and the second for them.
        let weekday = |bit: &i64| self.get("wday").is_none_or(|list| has_weekday(list, (bit + 1) % 7 + 1));
        product.weekdays = (0..7).filter(weekday).fold(0, |days, bit| days | 1 << bit);
        product
    }

    /// The same by dates.
    fn dated(
        &self,
        zone: Zone,
        setting: &ClockSetting,
        minutes: &[bool],
        assumed: &mut Vec<String>,
    ) -> String {
        let dated: Vec<&str> = DATED.into_iter().filter(|name| self.get(name).is_some()).collect();
        // What only asks how far the clock is from UTC is as good as always or never where it stands still.
        let saving = self.get("dst").map(is_true);
        let offset = self.get("tz-offset").and_then(|text| text.trim().parse::<i64>().ok());
        let times = self.get("date-time");
        let mut days = DatedMinutes::default();
        let mut is_folded = false;
        let mut day = date(*setting.years.start(), 1, 1);
        let end = date(*setting.years.end(), 12, 31);
        let mut last = end;
        while day <= end {
            if self.is_day(day) {
                let open = minutes_at(minutes, |minute| {
                    let moment = day.at((minute / 60) as i8, (minute % 60) as i8, 30, 0);
                    times.is_none_or(|times| in_date_times(times, moment))
                        && saving.is_none_or(|saving| {
                            saving && clock_at(setting.machine, moment, &mut is_folded).1
                        })
                        && offset.is_none_or(|hours| clock_at(zone, moment, &mut is_folded).0 == hours)
                });
                if !days.add(day, open) {
                    last = day.yesterday().unwrap_or(day);
                    break;
                }
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        let names: Vec<String> = dated.iter().map(|name| format!("`{name}`")).collect();
        if last < end || !dated.iter().all(|name| matches!(*name, "year" | "date-time")) {
            assumed.push(format!("{} is told by dates, to {last}.", names.join(" and ")));
        }
        if is_folded {
            assumed.push("The hour that clocks go through twice counts as one.".to_owned());
        }
        if times.is_some() && zone != setting.machine {
            assumed.push(
                "`date-time` is a time of the machine; the plan reads it on the clock of the call."
                    .to_owned(),
            );
        }
        days.notation()
    }

    /// Whether a day is meant.
    fn is_day(&self, day: Date) -> bool {
        let has = |name: &str, value: i64| self.get(name).is_none_or(|list| has_number(list, value));
        let (of_month, of_year) = (i64::from(day.day()), i64::from(day.day_of_year()));
        let weekday = i64::from(day.weekday().to_sunday_zero_offset());
        let first = (7 - (of_month - (weekday + 1)) % 7) % 7;
        has("year", i64::from(day.year()))
            && has("yday", of_year)
            && has("mon", i64::from(day.month()))
            && has("mday", of_month)
            && has("week", (of_year - 1) / 7 + 1)
            && has("mweek", (of_month + first + 6) / 7)
            && self.get("wday").is_none_or(|list| has_weekday(list, weekday + 1))
    }
}

/// How many hours a clock is from UTC at a reading, and whether it saves daylight.
fn clock_at(zone: Zone, moment: jiff::civil::DateTime, is_folded: &mut bool) -> (i64, bool) {
    let ambiguous = zone.rules().to_ambiguous_timestamp(moment);
    *is_folded |= matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Fold { .. });
    let Ok(at) = ambiguous.compatible() else { return (0, false) };
    let info = zone.rules().to_offset_info(at);
    (i64::from(info.offset().seconds() / 3_600), info.dst().is_dst())
}

/// Whether a moment is in a list such as `2026-12-24 12:00:00~2026-12-27 08:00:00`, the end of each excluded.
fn in_date_times(list: &str, moment: jiff::civil::DateTime) -> bool {
    for range in list.split(',') {
        let Some((from, to)) = range.split_once('~') else { continue };
        let (Some(from), Some(to)) = (date_time(from), date_time(to)) else { return false };
        if from <= moment && moment < to {
            return true;
        }
    }
    false
}

fn date_time(text: &str) -> Option<jiff::civil::DateTime> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<Date>().ok().map(|day| day.at(0, 0, 0, 0)))
}

/// What counts as true: `switch_true`.
pub(super) fn is_true(text: &str) -> bool {
    let word = text.trim().to_ascii_lowercase();
    matches!(word.as_str(), "yes" | "on" | "true" | "t" | "enabled" | "active" | "allow")
        || word.parse::<i64>().is_ok_and(|number| number != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::FileId;
    use crate::base::xml;

    fn read(attributes: &str) -> TimeReading {
        let nodes = xml::read(FileId(0), &format!("<condition {attributes}/>")).unwrap();
        let checks = TimeChecks::of(xml::elements(&nodes).next().unwrap()).unwrap();
        let setting = ClockSetting { machine: Zone::named("America/Chicago").unwrap(), years: 2026..=2028 };
        checks.reading(CallClock::Machine, &setting, "")
    }

    fn open(attributes: &str) -> String {
        read(attributes).rule.open
    }

    #[test]
    fn products_are_written_as_people_write_hours() {
        assert_eq!(open("wday=\"2-6\" hour=\"9-18\""), "Mo-Fr 09:00-19:00");
        assert_eq!(open("minute-of-day=\"541-1020\""), "Mo-Su 09:00-17:00");
        assert_eq!(open("minute-of-day=\"540-1080\""), "Mo-Su 08:59-18:00");
        assert_eq!(open("wday=\"7,1\" time-of-day=\"08:30:00-16:59:59\""), "Sa,Su 08:30-17:00");
        assert_eq!(open("mon=\"12\" mday=\"24-26\""), "Dec 24-26 00:00-24:00");
        assert_eq!(open("hour=\"22-5\""), "Mo-Su 00:00-06:00,22:00-24:00");
        assert_eq!(open("minute=\"0-59\""), "24/7");
        assert_eq!(open("wday=\"x\""), "off");
        assert_eq!(read("time-of-day=\"09:00-17:00\"").assumed.len(), 1, "a second is cut off");
    }

    #[test]
    fn weeks_of_a_month_are_told_by_dates() {
        // In 2027 January begins on a Friday: its third Monday is in the fourth week.
        assert_eq!(
            open("wday=\"2\" mweek=\"3\" mon=\"1\""),
            "2026 Jan 12 00:00-24:00; 2027 Jan 11 00:00-24:00; 2028 Jan 10 00:00-24:00"
        );
        assert_eq!(open("year=\"2027\" mon=\"7\" mday=\"4\" hour=\"8-11\""), "2027 Jul 04 08:00-12:00");
        assert_eq!(
            open("yday=\"1\""),
            "2026 Jan 01 00:00-24:00; 2027 Jan 01 00:00-24:00; 2028 Jan 01 00:00-24:00"
        );
        assert_eq!(open("year=\"2020\" week=\"1\""), "off");
        assert_eq!(
            open("date-time=\"2026-12-24 12:00:00~2026-12-27 08:00:00\""),
            "2026 Dec 24 12:00-24:00; 2026 Dec 25-26 00:00-24:00; 2026 Dec 27 00:00-08:00"
        );
    }

    #[test]
    fn daylight_saving_time_is_that_of_the_machine() {
        assert_eq!(
            open("dst=\"true\" year=\"2026\""),
            "2026 Mar 08 02:00-24:00; 2026 Mar 09-2026 Oct 31 00:00-24:00; 2026 Nov 01 00:00-02:00"
        );
        assert_eq!(open("dst=\"false\""), "off", "it is never compared with its absence");
        assert!(open("tz-offset=\"-6\" year=\"2026\"").starts_with("2026 Jan 01-2026 Mar 07 00:00-24:00; "));
    }
}
