//! The calendars of a plan, and its overrides, as files of iCalendar.
//!
//! What comes every year on a day that the format has words for is a rule; what moves otherwise, and days on which something is
//! observed, are dates of a span of days. Where a day is open at times of its own, the event says them in a property that the import
//! reads, and in words for people.

use jiff::civil::{Date, Time, Weekday};

use super::text::CalendarText;
use crate::export::dated_hours::ExportSpan;
use crate::export::written_file::WrittenFile;
use crate::import::icalendar::OPEN;
use crate::import::names::{TakenNames, slug};
use crate::plan::{NamedOverride, Plan};
use crate::time::{DateRule, DayHours, Effect, Holiday};

/// Something that cannot be written: where it stands, and why.
pub(super) type Unwritten = (crate::base::source::Span, String, String);

/// The files, and what they leave out.
pub(super) fn files(plan: &Plan, span: ExportSpan, stamp: &str) -> (Vec<WrittenFile>, Vec<Unwritten>) {
    let mut taken = TakenNames::with(&["overrides"]);
    let mut files = Vec::new();
    let mut unwritten = Vec::new();
    for named in plan.calendars() {
        let name = taken.free(&slug(&named.key, "calendar"));
        let mut writer = EventWriter::new(plan, span, stamp, &name);
        for holiday in &named.calendar.days {
            writer.holiday(holiday);
        }
        // A day that stands in for another has no rule: it depends on the others.
        for year in span.first.year()..=span.last.year() {
            for observance in named.calendar.observances(year).into_iter().filter(|one| one.is_substitute) {
                if (span.first..=span.last).contains(&observance.date) {
                    let name = format!("{} (observed)", observance.holiday.name);
                    writer.event(&name, &DateRule::Single(observance.date), &observance.holiday.hours);
                }
            }
        }
        files.push(writer.file(&name));
    }
    let mut writer = EventWriter::new(plan, span, stamp, "overrides");
    for named in plan.overrides() {
        if let Err(why) = writer.exception(named) {
            let message = format!("the override `{}` {why}, which a calendar of days cannot say", named.key);
            unwritten.push((named.origin.span, message, "it is left out".to_owned()));
        }
    }
    if writer.events > 0 {
        files.push(writer.file("overrides"));
    }
    (files, unwritten)
}

struct EventWriter<'p> {
    plan: &'p Plan,
    span: ExportSpan,
    stamp: &'p str,
    text: CalendarText,
    of: String,
    uids: TakenNames,
    events: usize,
}

impl<'p> EventWriter<'p> {
    fn new(plan: &'p Plan, span: ExportSpan, stamp: &'p str, of: &str) -> Self {
        let mut text = CalendarText::default();
        text.raw("BEGIN", "VCALENDAR");
        text.raw("VERSION", "2.0");
        text.raw("PRODID", "-//ivrsim//ivrsim//EN");
        text.raw("CALSCALE", "GREGORIAN");
        text.text("X-WR-CALNAME", &format!("{}: {of}", plan.name));
        Self { plan, span, stamp, text, of: of.to_owned(), uids: TakenNames::default(), events: 0 }
    }

    fn file(mut self, name: &str) -> WrittenFile {
        self.text.raw("END", "VCALENDAR");
        WrittenFile { path: format!("{name}.ics"), text: self.text.text_of() }
    }

    fn holiday(&mut self, holiday: &Holiday) {
        self.event(&holiday.name, &holiday.on, &holiday.hours);
    }

    fn exception(&mut self, named: &NamedOverride) -> Result<(), &'static str> {
        let change = &named.change;
        if change.from == Date::MIN || change.to == Date::MAX {
            return Err("has no first or no last day");
        }
        let hours = match &change.effect {
            Effect::Closed => DayHours::Closed,
            Effect::Open(times) => DayHours::Open(times.clone()),
            Effect::ClosesAt(time) => DayHours::ClosesAt(*time),
            Effect::OpensAt(time) => DayHours::OpensAt(*time),
            Effect::Extra(_) => return Err("adds to the hours"),
        };
        if hours == DayHours::Closed {
            let behind = change.to.tomorrow().unwrap_or(change.to);
            self.days(&change.name, change.from, behind, None, &[]);
            return Ok(());
        }
        let mut date = change.from;
        let mut count = 0;
        while date <= change.to && count < 366 {
            self.event(&change.name, &DateRule::Single(date), &hours);
            date = date.tomorrow().unwrap_or(Date::MAX);
            count += 1;
        }
        Ok(())
    }

    fn event(&mut self, name: &str, on: &DateRule, hours: &DayHours) {
        if let Some((first, rule)) = rule(on, self.span) {
            return self.timed(name, first, hours, Some(&rule), &[]);
        }
        let dates: Vec<Date> = if let DateRule::Single(date) = on {
            vec![*date]
        } else {
            let years = self.span.first.year()..=self.span.last.year();
            let dates = years.flat_map(|year| on.dates_in(year).collect::<Vec<_>>());
            dates.filter(|date| (self.span.first..=self.span.last).contains(date)).collect()
        };
        if let [first, more @ ..] = dates.as_slice() {
            self.timed(name, *first, hours, None, more);
        }
    }

    fn timed(&mut self, name: &str, first: Date, hours: &DayHours, rule: Option<&str>, more: &[Date]) {
        let behind = first.tomorrow().unwrap_or(first);
        let midnight = Time::midnight();
        match hours {
            DayHours::Closed => self.days(name, first, behind, rule, more),
            DayHours::ClosesAt(time) => self.times(name, (first, *time), (behind, midnight), rule, more),
            DayHours::OpensAt(time) => self.times(name, (first, midnight), (first, *time), rule, more),
            DayHours::Open(times) => {
                self.begin(name, first);
                self.text.raw("DTSTART;VALUE=DATE", &day(first));
                self.text.raw("DTEND;VALUE=DATE", &day(behind));
                self.text.text("DESCRIPTION", &format!("Open {}", times.text()));
                self.text.text(OPEN, times.text());
                self.end(";VALUE=DATE", rule, more.iter().map(|date| day(*date)));
            }
        }
    }

    fn days(&mut self, name: &str, first: Date, behind: Date, rule: Option<&str>, more: &[Date]) {
        self.begin(name, first);
        self.text.raw("DTSTART;VALUE=DATE", &day(first));
        self.text.raw("DTEND;VALUE=DATE", &day(behind));
        self.end(";VALUE=DATE", rule, more.iter().map(|date| day(*date)));
    }

    fn times(&mut self, name: &str, from: (Date, Time), to: (Date, Time), rule: Option<&str>, more: &[Date]) {
        let zone = format!(";TZID={}", self.plan.zone);
        self.begin(name, from.0);
        self.text.raw(&format!("DTSTART{zone}"), &moment(from));
        self.text.raw(&format!("DTEND{zone}"), &moment(to));
        let more: Vec<String> = more.iter().map(|date| moment((*date, from.1))).collect();
        self.end(&zone, rule, more.into_iter());
    }

    fn begin(&mut self, name: &str, first: Date) {
        self.events += 1;
        let uid = self.uids.free(&format!("{}-{}-{first}", self.of, slug(name, "day")));
        self.text.raw("BEGIN", "VEVENT");
        self.text.raw("UID", &format!("{uid}@ivrsim"));
        self.text.raw("DTSTAMP", self.stamp);
        self.text.text("SUMMARY", name);
    }

    fn end(&mut self, parameters: &str, rule: Option<&str>, more: impl Iterator<Item = String>) {
        if let Some(rule) = rule {
            self.text.raw("RRULE", rule);
        }
        let more: Vec<String> = more.collect();
        if !more.is_empty() {
            self.text.raw(&format!("RDATE{parameters}"), &more.join(","));
        }
        self.text.raw("TRANSP", "TRANSPARENT");
        self.text.raw("END", "VEVENT");
    }
}

/// A rule of the format with the first day on which it holds. None: there is none, or it is one day only.
fn rule(on: &DateRule, span: ExportSpan) -> Option<(Date, String)> {
    let text = match on {
        DateRule::Yearly { month, day } => format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"),
        DateRule::NthWeekday { nth, weekday, month } => {
            format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{}", code(*weekday))
        }
        DateRule::WeekdayBefore { weekday, rule } => {
            let DateRule::Yearly { month, day } = **rule else { return None };
            let days: Vec<String> = (day - 7..day).map(|day| day.to_string()).collect();
            if day <= 7 {
                return None;
            }
            format!("FREQ=YEARLY;BYMONTH={month};BYDAY={};BYMONTHDAY={}", code(*weekday), days.join(","))
        }
        _ => return None,
    };
    // February 29 is not in every year.
    let years = span.first.year()..=span.first.year().saturating_add(8);
    let first =
        years.flat_map(|year| on.dates_in(year).collect::<Vec<_>>()).find(|date| *date >= span.first)?;
    Some((first, text))
}

fn code(weekday: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn moment((date, time): (Date, Time)) -> String {
    format!("{}T{:02}{:02}{:02}", day(date), time.hour(), time.minute(), time.second())
}
