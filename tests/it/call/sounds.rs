//! Prompts that are recordings: with words, with words from a side file, or without any.

use ivrsim::plan::{PlanLimits, read};

use super::{Phone, plan};
use crate::oracles::garage::{NEW_YORK_2023, garage_with};

const RECORDED: &str = r#"
[sounds]
"custom/hours.wav" = "We are open from eight to five."
[menus.start]
sound = "custom/main.wav"
say_seconds = 12.5
keys = { 1 = "hours", 2 = "both" }
no_input = { sound = "custom/again.wav", say_seconds = 2, tries = 2, then = "hang-up" }
[messages.hours]
sound = "custom/hours.wav"
then = "hang-up"
[messages.both]
sound = "custom/both.wav"
say = "One moment."
then = "hang-up"
"#;

#[test]
fn a_recording_without_words_takes_its_time_and_is_told_as_one() {
    let mut phone = Phone::dial(&plan(RECORDED));
    assert_eq!(phone.heard(), "(recording, 13 seconds)");
    // 12.5 seconds, 5 of silence, 2 that ask again, 12.5 and 5 once more.
    phone.finish();
    assert_eq!(phone.record.duration().as_secs(), 37);
    let said: Vec<String> =
        phone.record.transcript(&plan(RECORDED)).into_iter().map(|entry| entry.text).collect();
    assert_eq!(said[..3], ["(recording, 13 seconds)", "(recording, 2 seconds)", "(recording, 13 seconds)"]);
    assert!(said.iter().all(|text| !text.contains("wav")), "{said:?}");
}

#[test]
fn the_words_of_a_recording_are_its_own_or_those_of_the_table() {
    let mut phone = Phone::dial(&plan(RECORDED));
    phone.press("1");
    assert_eq!(phone.heard(), "We are open from eight to five.");
    let mut phone = Phone::dial(&plan(RECORDED));
    phone.press("2");
    assert_eq!(phone.heard(), "One moment.");
}

#[test]
fn words_of_recordings_may_stand_in_a_file_of_their_own() {
    let (words, steps) = RECORDED.split_at(RECORDED.find("[menus.start]").unwrap());
    let whole = garage_with(NEW_YORK_2023, "start", steps);
    let reading = read([("plan.toml", whole.as_str()), ("words.toml", words)], &PlanLimits::STANDARD);
    let plan = std::sync::Arc::new(reading.plan.unwrap());
    let mut phone = Phone::dial(&plan);
    phone.press("1");
    assert_eq!(phone.heard(), "We are open from eight to five.");
}
