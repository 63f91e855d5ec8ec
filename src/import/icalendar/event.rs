//! Events: what closes, on which days, at which times.

use jiff::civil::{Date, DateTime, Time};

use super::lines::ContentLine;
use super::recurrence::{Recurrence, date};
use crate::base::source::Span;
use crate::time::{LocalTimeResolution, Zone};

/// An event.
#[derive(Clone, Debug)]
pub(super) struct CalendarEvent {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) what: Result<EventDays, String>,
    /// Whether it was called off.
    pub(super) is_cancelled: bool,
    pub(super) uid: String,
    /// The day that it stands for, of one that comes again.
    pub(super) instead_of: Option<Date>,
}

/// When an event is.
#[derive(Clone, Debug)]
pub(super) struct EventDays {
    pub(super) start: Date,
    /// How many days it takes, from 1.
    pub(super) days: u16,
    pub(super) closed: ClosedTimes,
    pub(super) again: Option<Recurrence>,
    /// Days on which it does not come.
    pub(super) except: Vec<Date>,
    /// Further days.
    pub(super) more: Vec<Date>,
}

/// Which part of a day is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ClosedTimes {
    /// All of it.
    Day,
    /// From a time on.
    From(Time),
    /// Up to a time.
    Until(Time),
    /// These times are open, and no others: what a plan wrote.
    OpenOnly(String),
}

/// The property in which an export keeps hours that closures cannot say.
pub(crate) const OPEN: &str = "X-IVRSIM-OPEN";

/// So many days one event takes at most.
const MAX_DAYS: i32 = 366;

/// An event, of its lines.
pub(super) fn event(lines: &[ContentLine], span: Span, zone: Option<Zone>) -> CalendarEvent {
    let line = |name: &str| lines.iter().find(|line| line.name == name);
    let text = |name: &str| line(name).map(ContentLine::text).filter(|text| !text.is_empty());
    CalendarEvent {
        name: text("SUMMARY").unwrap_or_else(|| "Closed".to_owned()),
        span,
        what: days(lines, zone),
        is_cancelled: text("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")),
        uid: text("UID").unwrap_or_default(),
        instead_of: line("RECURRENCE-ID").and_then(|line| date(&line.value)),
    }
}

fn days(lines: &[ContentLine], zone: Option<Zone>) -> Result<EventDays, String> {
    let line = |name: &str| lines.iter().find(|line| line.name == name);
    let Some(begins) = line("DTSTART") else { return Err("it does not say when it begins".to_owned()) };
    let start = moment(begins, zone)?;
    let is_day = is_date(begins);
    let end = match (line("DTEND"), line("DURATION")) {
        (Some(ends), _) => moment(ends, zone)?,
        (None, Some(lasts)) => {
            let lasts: jiff::Span =
                lasts.value.trim().parse().map_err(|_| "its length cannot be read".to_owned())?;
            start.checked_add(lasts).map_err(|_| "it is too long".to_owned())?
        }
        (None, None) if is_day => {
            start.date().tomorrow().map_or(start, |day| day.to_datetime(Time::midnight()))
        }
        (None, None) => return Err("it does not say when it ends".to_owned()),
    };
    if end <= start {
        return Err("it ends before it begins".to_owned());
    }
    let open = line(OPEN).map(ContentLine::text).filter(|text| !text.is_empty());
    let midnight = Time::midnight();
    let (closed, days) = match (start.time() == midnight, end.time() == midnight) {
        _ if open.is_some() => (ClosedTimes::OpenOnly(open.unwrap_or_default()), 1),
        (true, true) => (ClosedTimes::Day, (end.date() - start.date()).get_days()),
        (false, true) if start.date().tomorrow().ok() == Some(end.date()) => {
            (ClosedTimes::From(start.time()), 1)
        }
        (true, false) if start.date() == end.date() => (ClosedTimes::Until(end.time()), 1),
        _ => {
            return Err("it closes in the middle of a day, or over a night: say that in the hours".to_owned());
        }
    };
    if !(1..=MAX_DAYS).contains(&days) {
        return Err("it takes more than a year".to_owned());
    }
    let all = |name: &str| -> Result<Vec<Date>, String> {
        let lines = lines.iter().filter(|line| line.name == name);
        let values = lines.flat_map(|line| line.value.split(','));
        values.map(|value| date(value.trim()).ok_or_else(|| format!("{name} cannot be read"))).collect()
    };
    let again = line("RRULE").map(|line| Recurrence::parse(&line.value)).transpose();
    let again = again.map_err(|part| format!("{part} of its rule is not understood"))?;
    Ok(EventDays {
        start: start.date(),
        days: days.unsigned_abs() as u16,
        closed,
        again,
        except: all("EXDATE")?,
        more: all("RDATE")?,
    })
}

fn is_date(line: &ContentLine) -> bool {
    line.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("DATE"))
        || line.value.trim().len() == 8
}

/// When a line says, on the clock that it names. A moment of the world's clock is told on that of the hours.
fn moment(line: &ContentLine, zone: Option<Zone>) -> Result<DateTime, String> {
    let unreadable = || format!("{} cannot be read", line.name);
    let text = line.value.trim();
    let day = date(text).ok_or_else(unreadable)?;
    if text.len() == 8 {
        return Ok(day.to_datetime(Time::midnight()));
    }
    let clock = text.get(8..).and_then(|rest| rest.strip_prefix('T')).ok_or_else(unreadable)?;
    let (digits, is_world) = match clock.strip_suffix('Z') {
        Some(digits) => (digits, true),
        None => (clock, false),
    };
    if digits.len() != 6 || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return Err(unreadable());
    }
    let part = |from: usize| digits[from..from + 2].parse::<i8>().map_err(|_| unreadable());
    let clock = Time::new(part(0)?, part(2)?, part(4)?.min(59), 0).map_err(|_| unreadable())?;
    let reading = day.to_datetime(clock);
    if !is_world {
        return Ok(reading);
    }
    let Some(zone) = zone else {
        return Err(
            "its times are those of the world's clock: name the zone of the hours with --timezone".to_owned()
        );
    };
    match Zone::UTC.resolve(reading) {
        LocalTimeResolution::Once(at) => Ok(zone.wall_clock(at)),
        _ => Err(unreadable()),
    }
}
