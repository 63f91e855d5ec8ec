//! Holidays and overrides for the calendars of people: iCalendar (RFC 5545).

mod holidays;
mod text;
mod written;

pub use written::{CalendarExport, calendars};
