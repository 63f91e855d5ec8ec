//! What to write instead of a moment or a day that a person would write and a scenario does not take.

use crate::base::document::{ValueAdvice, WrittenValue};
use crate::plan::day_advice;
use crate::time::clock_reading::time_of_day;
use crate::time::written_date::{WrittenDate, written_date};

/// What to write in a file of scenarios.
pub(super) fn advice(value: &WrittenValue<'_>) -> Option<ValueAdvice> {
    match value.key {
        "on" => Some(day_advice(value)),
        "at" if value.is_bare => moment(value),
        _ => None,
    }
}

/// A date in any order and a time of day, as the text that scenarios take.
fn moment(value: &WrittenValue<'_>) -> Option<ValueAdvice> {
    let words: Vec<&str> = value.text.split_whitespace().collect();
    let (date, time) = (1..words.len()).rev().map(|at| words.split_at(at)).find_map(|(date, time)| {
        let (date, time) = (date.join(" "), time.join(" "));
        let time = time_of_day(&time)?;
        match written_date(&date)? {
            WrittenDate::One(days) => Some((days, time)),
            WrittenDate::EachYear(_) => None,
        }
    })?;
    let shown: Vec<String> =
        date.iter().map(|day| format!("`at = \"{day} {}\"`", time.strftime("%H:%M"))).collect();
    let what = "a moment is written in quotes, with the year first".to_owned();
    Some(ValueAdvice { what, help: format!("write {}", shown.join(" or ")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_without_quotes_is_answered_with_the_text_to_write() {
        for (text, expected) in [
            ("2026-11-01 10:00", "write `at = \"2026-11-01 10:00\"`"),
            ("12/25/2026 9 AM", "write `at = \"2026-12-25 09:00\"`"),
            ("Nov 1, 2026 6:30 pm", "write `at = \"2026-11-01 18:30\"`"),
            ("11/01/2026 10:00", "write `at = \"2026-11-01 10:00\"` or `at = \"2026-01-11 10:00\"`"),
        ] {
            let value = WrittenValue { section: "scenario", key: "at", text, is_bare: true };
            assert_eq!(advice(&value).map(|advice| advice.help).as_deref(), Some(expected), "{text}");
        }
        let soon = WrittenValue { section: "scenario", key: "at", text: "tomorrow", is_bare: true };
        assert_eq!(advice(&soon), None);
    }
}
