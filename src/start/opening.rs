//! When people are there, in plain words or in the notation.

use jiff::Timestamp;

use crate::time::{Expression, Schedule, ScheduleZone, Zone};

/// When people are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// In the notation of plans; None is day and night.
    notation: Option<String>,
}

impl Opening {
    /// Day and night.
    pub const ALWAYS: Self = Self { notation: None };

    /// What most offices keep.
    #[must_use]
    pub fn office() -> Self {
        Self { notation: Some("Mo-Fr 09:00-17:00".to_owned()) }
    }

    /// Reads hours as people write them.
    pub fn read(text: &str, zone: Zone, now: Timestamp) -> Result<Self, String> {
        let expression = expression(text)?;
        let schedule = Schedule::new(expression, vec![], vec![], ScheduleZone::Fixed(zone));
        let timetable = schedule.in_zone(zone);
        let is_open = timetable.is_open(now);
        match timetable.next_change(now) {
            None if is_open => Ok(Self::ALWAYS),
            None => {
                Err("by these hours nobody is ever there; write from when to when somebody is".to_owned())
            }
            Some(_) => Ok(Self { notation: Some(schedule.expression().text().to_owned()) }),
        }
    }

    /// In the notation of plans. None: day and night.
    #[must_use]
    pub fn notation(&self) -> Option<&str> {
        self.notation.as_deref()
    }

    /// As callers hear it, on this clock.
    #[must_use]
    pub fn spoken(&self, zone: Zone) -> String {
        match self.schedule(zone) {
            Some(schedule) => schedule.spoken().to_owned(),
            None => "day and night, every day".to_owned(),
        }
    }

    /// As it is decided, on this clock. None: day and night.
    pub(super) fn schedule(&self, zone: Zone) -> Option<Schedule> {
        let expression = Expression::parse(self.notation.as_deref()?).ok()?;
        Some(Schedule::new(expression, vec![], vec![], ScheduleZone::Fixed(zone)))
    }
}

/// The hours that a text means, if the notation has a spelling for it.
fn expression(text: &str) -> Result<Expression, String> {
    let first = match Expression::parse(text) {
        Ok(expression) => return Ok(expression),
        Err(error) => error,
    };
    Expression::spelled(text).ok_or_else(|| {
        let place = text.get(first.range.clone()).map(str::trim).filter(|place| !place.is_empty());
        let place = place.map_or_else(String::new, |place| format!(" at \u{201c}{place}\u{201d}"));
        format!("these hours are not understood{place}; write for example Mon-Fri 9am-5pm, Sat 10am-2pm")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let zone = Zone::named("America/New_York").unwrap();
        let now = "2026-03-02T15:00:00Z".parse().unwrap();
        Opening::read(text, zone, now).map_or_else(|error| error, |opening| opening.spoken(zone))
    }

    #[test]
    fn hours_in_plain_words_are_those_of_the_notation() {
        let week = "Monday to Friday, 9 AM to 5 PM Eastern";
        for text in [
            "Mo-Fr 09:00-17:00",
            "Monday to Friday, 9 am to 5 pm",
            "weekdays 9-5",
            "mo-fr 9:00-17:00",
            "MON - FRI 9-5",
            "Mon-Fri: 9am - 5pm",
            "9 to 5 weekdays",
            "M-F 9-5",
            "open Monday through Friday from 9 to 5",
            "We are open on weekdays, 9 a.m. until 5 p.m.",
        ] {
            assert_eq!(said(text), week, "{text}");
        }
        let saturday = "Monday to Friday, 9 AM to 5 PM, and Saturday, 10 AM to 2 PM Eastern";
        for text in
            ["Mon-Fri 9-5, Sat 10-2", "Mon-Fri 9-5 and Saturday 10-2", "Mo-Fr 09:00-17:00; Sa 10:00-14:00"]
        {
            assert_eq!(said(text), saturday, "{text}");
        }
        let lunch = "Monday to Friday, 8 AM to noon and 1 PM to 5 PM Eastern";
        for text in ["Mon-Fri 8am-noon and 1pm-5pm", "Mo-Fr 08:00-12:00,13:00-17:00"] {
            assert_eq!(said(text), lunch, "{text}");
        }
        assert_eq!(said("every day 8am to 8pm"), "every day, 8 AM to 8 PM Eastern");
        assert_eq!(said("Mon, Wed, Fri 9-5"), said("Mo,We,Fr 09:00-17:00"));
        for text in
            ["24/7", "always", "around the clock", "24 hours a day, 7 days a week", "Mo-Su 00:00-24:00"]
        {
            assert_eq!(said(text), "day and night, every day", "{text}");
        }
    }

    #[test]
    fn hours_that_say_nothing_are_asked_again() {
        for text in ["", "]", "whenever we like", "\u{1f600}", "Mo-Fr 09:00", "Mo-Fr sunrise-sunset", "9"] {
            assert!(said(text).starts_with("these hours are not understood"), "{text}: {}", said(text));
        }
        for text in ["off", "closed", "2020 Jan 1 09:00-17:00"] {
            assert!(said(text).starts_with("by these hours nobody is ever there"), "{text}: {}", said(text));
        }
    }
}
