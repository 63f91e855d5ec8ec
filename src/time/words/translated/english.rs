//! Days and times of day in English. Hours of a week have more words, which `description.rs` puts together.

use super::civil::CivilPhrases;
use crate::time::names::{MONTHS, WEEKDAYS};
use crate::time::words::speech::TimePhrase;

pub(super) static CIVIL: CivilPhrases = CivilPhrases {
    weekdays: WEEKDAYS,
    months: MONTHS,
    local_time: "local time",
    today: "today",
    tomorrow: "tomorrow",
    whole_day: "all day",
    on_weekday: str::to_owned,
    day: |day, month| format!("{month} {day}"),
    with_year: |date, year| format!("{date}, {year}"),
    with_weekday: |weekday, date| format!("{weekday}, {date}"),
    on: str::to_owned,
    time: |at| TimePhrase(at).to_string(),
    at: |at| format!("at {}", TimePhrase(at)),
    until: |at| format!("until {}", TimePhrase(at)),
    times_from_to: |from, to| format!("{from} to {to}"),
    clock: str::to_owned,
    clock_alone: |zone| format!("{zone} time"),
    on_clock: |time, clock| format!("{time} {clock}"),
};
