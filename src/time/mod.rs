//! When a schedule is open, exactly.
//!
//! The engine sees instants; civil time exists only here. A [`Schedule`] is opening hours in the
//! OpenStreetMap notation ([`Expression`]) with holidays ([`Calendar`]) and dated exceptions ([`Override`]),
//! in a [`Zone`] or in the caller's. Its [`Timetable`] answers for every instant from 1900 to 2199: open or
//! closed, since when and until when, and why.
//!
//! # What is meant by open
//!
//! - An opening `[from, to)` covers exactly the instants whose wall clock in the zone lies in it. At 20:00:00
//!   a day that closes at 20:00 is closed. An hour that the clock skips in spring is not open; an hour that
//!   it repeats in autumn is open twice.
//! - An opening belongs to the day it starts on. `Fr 22:00-04:00` goes on into a Saturday that is a holiday,
//!   and a holiday on Friday takes all of that night away.
//! - Of the rules of an expression, one after `;` stands on its days instead of those before it, one after
//!   `,` adds to them, and one after `||` holds at the times of which they say nothing. `off` without times
//!   takes away what starts on its days; with times it takes away those times of the wall clock, whichever
//!   day's opening they belong to. `00:00-24:00 off` is the same as `off`.
//! - A comment (`"by appointment"`) is the name of its rule, which [`Timetable::why`] quotes.
//! - On a holiday, the calendar's hours stand instead of the week's. An expression that has a rule for `PH`
//!   on that day decides it itself. A holiday observed on another day than its own is one on both; that day is
//!   none that is a holiday itself.
//! - An override wins over the week and the calendars. Where two claim a day, the later in the list decides
//!   it alone.
//! - Years without the day that a rule names (February 29, a fifth Monday) have no such day; nothing moves.
//!
//! # What is refused
//!
//! What has no exact answer: sunrise and sunset, open ends (`17:00+`), `unknown`, repetition at intervals,
//! school holidays. What makes no sense: February 30, `10:00-10:00`, steps longer than their range. And two
//! things that the grammar reads but its tree no longer tells apart: `PH Mo` (both, or either?) and a comment
//! without times.
//!
//! # From text to answer
//!
//! The public grammar reads an expression (`opening-hours-syntax`); `lower` makes rules of its tree,
//! `suggest` explains what it could not read. `schedule` decides the openings of a day from rules, calendars
//! and overrides, `local` carries them from the wall clock to instants, and `timetable` keeps those, compiled
//! when first asked about. `why` and `speech` put answers in words, `occasions` a set of times, wherever it comes
//! from.
//!
//! # Hours in words
//!
//! A schedule says its week, and then what is otherwise on some days, one clause after the other (`description`).
//! The clauses are not made of the rules one by one, which would say of a rule what a later one takes away: on
//! days on which the same dated rules meet (`occurrences`) is looked what is open, and a clause is added where that
//! has not been said (`exceptions`). What would be too long is said to be otherwise, with its days. A test reads the
//! words of random schedules back.
//!
//! # Zones
//!
//! Offsets come from the database bundled with jiff, never from the machine: answers do not depend on where
//! they are computed.

pub(crate) mod clock_names;
pub(crate) mod clock_reading;
pub(crate) mod day_phrase;
pub mod moment;
mod misread;
pub(crate) mod names;
mod notation;
mod schedule;
mod timetable;
mod window;
mod words;
pub(crate) mod written_date;
mod zone;

pub use notation::date_rule::DateRule;
pub use notation::expression::{DayTimes, Expression};
pub use notation::places::{HoursPart, HoursPlace, day_code, places};
pub use notation::syntax::SyntaxError;
pub use schedule::Schedule;
pub use timetable::calendar::{Calendar, DayHours, Holiday, Observance, ObservanceRule};
pub use timetable::compiled::{OpenSpan, Timetable};
pub use timetable::overridden::{Overridden, OverriddenDay};
pub use timetable::overrides::{Effect, NightBefore, Override};
pub use timetable::time_set::TimeSet;
pub use words::recurrence::{Recurrence, Weekly, WeeklyPattern};
pub use words::speech::{NextOpening, TimePhrase};
pub use words::stray_day::StrayDay;
pub use words::surprise::OverruledRule;
pub use words::translated::TranslatedNextOpening;
pub(crate) use words::translated::{always, civil_phrases};
pub use words::why::{WallClockTime, Why};
pub use zone::{LocalTimeResolution, ScheduleZone, Zone};
