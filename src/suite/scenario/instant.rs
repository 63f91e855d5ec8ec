//! Times as scenarios write them: plain ones, and those that follow from the plan or from a rule of the year.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::model::InstantSpec;
use crate::base::diagnostic::{did_you_mean, list};
use crate::plan::Plan;
use crate::time::moment::{self, MomentError};
use crate::time::{DateRule, ScheduleZone, Timetable, Zone};

/// Why a text is no time, and what to do about it.
#[derive(Debug)]
pub(super) struct TimeFault {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl TimeFault {
    fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: Some(help.into()) }
    }
}

impl From<MomentError> for TimeFault {
    fn from(error: MomentError) -> Self {
        let code = match error {
            MomentError::Gap(_) => "time-skipped",
            MomentError::Fold(_) => "time-twice",
            MomentError::UnknownZone(_) => "unknown-zone",
            MomentError::Unreadable { .. }
            | MomentError::NotADay(_)
            | MomentError::NoTime(_)
            | MomentError::EitherHalf(..)
            | MomentError::OutOfRange => "bad-time",
        };
        Self { code, message: error.what(), help: error.help() }
    }
}

/// Reads a time:
///
/// - `2023-08-28 18:00`, also with a zone or an offset behind it; without one it is read in the plan's zone;
/// - `first Saturday of September 2026 10:00`: a day as calendars name it, its year, and a time of day;
/// - `cpc opens`, `cpc closes - 1s`, `cpc closes on 2023-08-28 + 90m`: the first such change of these hours at or after
///   the beginning of the day on which the plan comes into force, or of the day that is named. A day that is named must
///   have such a change; midnight at its end is still its own closing. Hours in the caller's time need a zone at the end.
pub(super) fn read(text: &str, plan: &Plan) -> Result<InstantSpec, TimeFault> {
    let written = text.trim();
    let words: Vec<&str> = written.split_whitespace().collect();
    let change = words.get(1).map(|word| word.to_ascii_lowercase());
    let instant = match change.as_deref() {
        Some("opens") => HoursChange { opens: true, words: &words }.find(plan)?,
        Some("closes") => HoursChange { opens: false, words: &words }.find(plan)?,
        _ => {
            let named = words.iter().position(|word| year(word).is_some()).filter(|&at| at > 0);
            let Some(at) = named else {
                let instant = moment::parse(written, plan.zone)?;
                return Ok(InstantSpec { written: written.to_owned(), instant, clock: None });
            };
            let date = day(&words[..=at])?;
            moment::parse(&format!("{date} {}", words[at + 1..].join(" ")), plan.zone)?
        }
    };
    Ok(InstantSpec { written: written.to_owned(), instant, clock: Some(clock(instant, plan.zone)) })
}

/// The wall clock of a zone, to the second.
pub(super) fn clock(at: Timestamp, zone: Zone) -> String {
    zone.shows(at, "%F %T")
}

/// A change of hours, taken apart: `cpc closes on 2023-08-28 - 1s America/Denver`.
struct HoursChange<'t> {
    opens: bool,
    words: &'t [&'t str],
}

impl HoursChange<'_> {
    fn find(&self, plan: &Plan) -> Result<Timestamp, TimeFault> {
        let (name, mut rest) = (self.words[0], &self.words[2..]);
        let mut zone = None;
        if let Some((last, before)) = rest.split_last()
            && last.contains('/')
        {
            let unknown = || MomentError::UnknownZone((*last).to_owned());
            (zone, rest) = (Some(Zone::named(last).ok_or_else(unknown)?), before);
        }
        let signed = rest.iter().position(|word| word.starts_with(['+', '-'])).unwrap_or(rest.len());
        let (on, offset) = rest.split_at(signed);
        let after = self.offset(offset)?;
        let day = match on {
            [] => None,
            [word, words @ ..] if word.eq_ignore_ascii_case("on") => Some(day(words)?),
            _ => {
                let message = format!("`{}` cannot follow `{}`", on.join(" "), self.words[1]);
                return Err(TimeFault::new("bad-time", message, self.example(name)));
            }
        };
        let Some(id) = plan.schedule_named(name) else {
            let names = || plan.schedules().map(|(_, schedule)| schedule.key.as_str());
            let help = did_you_mean(name, names()).map_or_else(
                || format!("the hours are {}", list(names()).replace(" or ", " and ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(TimeFault::new(
                "unknown-name",
                format!("the plan has no hours named `{name}`"),
                help,
            ));
        };
        let schedule = &plan.schedule(id).schedule;
        let caller = match (schedule.zone(), zone) {
            (ScheduleZone::Caller, None) => {
                let message =
                    format!("`{name}` is in the caller's time, so its times depend on where the caller is");
                let help = "write the caller's zone at the end, such as `America/Denver`";
                return Err(TimeFault::new("bad-time", message, help));
            }
            (ScheduleZone::Fixed(own), Some(other)) if own != other => {
                let message = format!("`{name}` is in {}, wherever the caller is", own.name());
                return Err(TimeFault::new("bad-time", message, "remove the zone"));
            }
            (_, zone) => zone.unwrap_or(plan.zone),
        };
        let timetable = schedule.in_zone(caller);
        let verb = if self.opens { "opens" } else { "closes" };
        let found = match day {
            None => {
                let start = plan.zone.start_of(plan.effective);
                let never = || {
                    let message = format!("`{name}` never {verb} after {}", plan.effective);
                    TimeFault::new("no-such-time", message, "name another schedule, or write the time itself")
                };
                self.first_since(timetable, start).ok_or_else(never)?
            }
            Some(day) => self.on(timetable, day).ok_or_else(|| {
                let weekday = day.strftime("%A, %F");
                let message = format!("`{name}` never {verb} on {weekday}");
                TimeFault::new("no-such-time", message, "name another day, or write the time itself")
            })?,
        };
        found.checked_add(after).map_err(|_| MomentError::OutOfRange.into())
    }

    fn offset(&self, words: &[&str]) -> Result<SignedDuration, TimeFault> {
        let text = words.join(" ");
        let Some(sign) = text.chars().next() else { return Ok(SignedDuration::ZERO) };
        let amount = text[sign.len_utf8()..].trim();
        match amount.parse::<SignedDuration>() {
            Ok(time) if !time.is_negative() => Ok(if sign == '-' { -time } else { time }),
            _ => {
                let message = format!("`{amount}` is not a duration");
                Err(TimeFault::new("bad-time", message, self.example(self.words[0])))
            }
        }
    }

    fn example(&self, name: &str) -> String {
        let verb = self.words[1];
        format!("write `{name} {verb} - 1s`, `{name} {verb} + 90m` or `{name} {verb} on 2026-12-24`")
    }

    /// The first such change at or after an instant.
    fn first_since(&self, timetable: &Timetable, start: Timestamp) -> Option<Timestamp> {
        let before = start.checked_sub(1.second()).ok()?;
        let change = timetable.next_change(before)?;
        if timetable.is_open(change) == self.opens { Some(change) } else { timetable.next_change(change) }
    }

    /// The first such change of a day. What closes at midnight closes on the day before.
    fn on(&self, timetable: &Timetable, day: Date) -> Option<Timestamp> {
        let zone = timetable.zone();
        let (start, end) = (zone.start_of(day), zone.start_of(day.tomorrow().ok()?));
        let second = 1.second();
        if self.opens {
            self.first_since(timetable, start).filter(|&at| at < end)
        } else {
            self.first_since(timetable, start.checked_add(second).ok()?).filter(|&at| at <= end)
        }
    }
}

/// A word that can only be a year.
fn year(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { word.parse().ok() } else { None }
}

/// A date: `2023-08-28`, `first Saturday of September 2026`.
fn day(words: &[&str]) -> Result<Date, TimeFault> {
    let text = words.join(" ");
    if let Ok(date) = text.parse::<Date>() {
        return Ok(date);
    }
    let Some((year, rule)) = words.split_last().and_then(|(last, rule)| Some((year(last)?, rule))) else {
        let message = format!("`{text}` is not a date");
        return Err(TimeFault::new(
            "bad-time",
            message,
            "write `2026-12-24` or `first Saturday of September 2026`",
        ));
    };
    let rule = DateRule::parse(&rule.join(" ")).map_err(|error| TimeFault {
        code: "bad-time",
        message: error.message,
        help: error.help,
    })?;
    rule.dates_in(year).next().ok_or_else(|| {
        let message = format!("there is no {rule} in {year}");
        TimeFault { code: "no-such-time", message, help: None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        match read(text, crate::plan::builtin()) {
            Ok(moment) => moment.instant.to_string(),
            Err(fault) => format!("{}: {}", fault.code, fault.message),
        }
    }

    #[test]
    fn a_change_of_hours_is_counted_from_the_plans_first_day() {
        // The plan is in force from Monday, 2023-08-28, New York.
        assert_eq!(at("cpc opens"), "2023-08-28T12:00:00Z");
        assert_eq!(at("cpc closes - 1s"), "2023-08-28T23:59:59Z");
        assert_eq!(at("cpc opens +  90m"), "2023-08-28T13:30:00Z");
        assert_eq!(at("cpc closes on 2023-09-01"), "2023-09-02T00:00:00Z");
        assert_eq!(
            at("cpc closes on 2023-09-02"),
            "no-such-time: `cpc` never closes on Saturday, 2023-09-02"
        );
    }

    #[test]
    fn hours_in_the_callers_time_need_a_zone_and_others_refuse_one() {
        assert_eq!(at("sales-support opens America/Denver"), "2023-08-28T14:00:00Z");
        assert!(at("sales-support opens").starts_with("bad-time: "));
        assert!(at("cpc opens America/Denver").starts_with("bad-time: "));
        assert!(at("cpc opens Mars/Base").starts_with("unknown-zone: "));
    }

    #[test]
    fn a_day_is_named_as_in_calendars() {
        assert_eq!(at("first Saturday of September 2026 10:00"), "2026-09-05T14:00:00Z");
        assert_eq!(at("December 24, 2026 10:00 America/Chicago"), "2026-12-24T16:00:00Z");
        assert_eq!(at("cpc closes on last Monday of May 2026"), "2026-05-26T00:00:00Z");
        assert_eq!(
            at("fifth Monday of February 2026 10:00"),
            "no-such-time: there is no fifth Monday of February in 2026"
        );
    }

    #[test]
    fn what_is_no_time_says_so() {
        for text in [
            "",
            "cpc",
            "cpc opens soon",
            "cpc opens - soon",
            "cpc opens on",
            "cpc opens on May",
            "first 2026",
            "2026",
        ] {
            assert!(at(text).starts_with("bad-time: "), "{text}: {}", at(text));
        }
        assert!(at("cqc opens").starts_with("unknown-name: "));
        assert_eq!(
            at("cpc opens + 99999999h"),
            "bad-time: this time is outside the years 1900 to 2199, for which hours are known"
        );
    }
}
