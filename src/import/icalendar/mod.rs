//! Calendars of people, iCalendar (RFC 5545): days on which a company is closed become the calendar of a plan.
//!
//! Lines are unfolded and taken apart (`lines`), events say what closes when (`event`), what comes again is a rule of plans or dates
//! (`recurrence`), and all of it is a calendar (`calendar`) in a file (`read`). Times are read on the clock that an event names: a
//! calendar of a plan has no zone of its own and holds on the clock of the hours that keep it.

mod calendar;
mod event;
mod lines;
mod read;
pub(super) mod recurrence;

pub(crate) use event::OPEN;
pub(super) use read::{CalendarReading, read};
