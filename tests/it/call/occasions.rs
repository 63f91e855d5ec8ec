//! What is there at some times only: announcements, what an override brings, and reasons that are said.

use std::fmt::Write as _;
use std::sync::Arc;

use ivrsim::call::{CallSpec, EventKind, Speaker};
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::time::moment;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{number, plan};
use crate::helpers::drawn;

const DESK: &str = r#"
[hours.office]
open = "Mo-Fr 08:00-18:00"
calendars = ["company"]
[calendars.company]
days = [{ name = "Labor Day", on = "first Monday of September" }]
[destinations.start]
name = "Desk"
hours = "office"
closed = "closed"
[messages.closed]
say = "{name} is closed. Today is {reason}. It {next_open}."
then = "box"
[voicemails.box]
name = "Box"
say = "Speak."
"#;

/// What the caller hears of a call, and how it ends.
fn heard(plan: &Plan, at: &str) -> Vec<String> {
    let at = moment::parse(at, plan.zone).unwrap();
    let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at));
    let told = call.record.transcript(plan);
    told.into_iter().filter(|entry| entry.speaker != Speaker::Caller).map(|entry| entry.text).collect()
}

fn why(plan: &Plan, at: &str) -> String {
    let at = moment::parse(at, plan.zone).unwrap();
    let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at));
    call.record.trace(plan).into_iter().fold(String::new(), |mut told, entry| {
        let _ = writeln!(told, "{}", entry.text);
        told
    })
}

fn mistakes(rest: &str) -> Vec<String> {
    let text = crate::oracles::garage::garage("start", rest);
    let diagnostics = read([("plan.toml", text.as_str())], &PlanLimits::STANDARD).diagnostics;
    diagnostics.into_iter().map(|found| format!("{}: {}", found.code, found.message)).collect()
}

#[test]
fn a_reason_is_said_and_its_sentence_left_out_where_there_is_none() {
    let plan = plan(DESK);
    let closed = |at| heard(&plan, at).remove(0);
    assert_eq!(
        closed("2023-09-04 10:00"),
        "Desk is closed. Today is Labor Day. It opens tomorrow at 8 AM Eastern."
    );
    assert_eq!(closed("2023-09-05 20:00"), "Desk is closed. It opens tomorrow at 8 AM Eastern.");
}

#[test]
fn an_override_says_why_and_callers_go_on_as_when_it_is_closed() {
    let snow = "[overrides.snow]\nhours = [\"all\"]\non = 2023-12-12\nclosed = true\nreason = \"snow\"\n";
    let with = |words: &str| plan(&format!("{snow}{words}\n{DESK}"));
    let said = with("say = \"We are closed because of the {reason}. {name} {next_open}.\"");
    let first = "We are closed because of the snow. Desk opens tomorrow at 8 AM Eastern.";
    assert_eq!(
        heard(&said, "2023-12-12 10:00"),
        [
            first,
            "Desk is closed. Today is snow. It opens tomorrow at 8 AM Eastern.",
            "Speak.",
            "voicemail: `box`"
        ]
    );
    // Nobody hears of it on another day.
    assert_eq!(heard(&said, "2023-12-13 20:00").len(), 3);
    let elsewhere = with("say = \"Snow.\"\nthen = \"box\"");
    assert_eq!(heard(&elsewhere, "2023-12-12 10:00"), ["Snow.", "Speak.", "voicemail: `box`"]);
    let quiet = with("then = \"box\"");
    assert_eq!(heard(&quiet, "2023-12-12 10:00"), ["Speak.", "voicemail: `box`"]);
    assert_eq!(heard(&quiet, "2023-12-13 20:00").len(), 3);
    assert_eq!(
        why(&said, "2023-12-12 10:00"),
        "line `main` answers 1-800-555-0100\n\
         destination `start`\n\
         `start` is closed: hours `office`, closed: snow; the call goes to `override snow`\n\
         override `snow`\n\
         it holds on 2023-12-12 (snow)\n\
         after override `snow` the call goes to `closed`\n\
         message `closed`\n\
         after message `closed` the call goes to `box`\n\
         voicemail `box`\n"
    );
}

#[test]
fn where_two_overrides_meet_the_one_that_decides_speaks() {
    let both = plan(&format!(
        "[overrides.works]\nhours = [\"office\"]\nfrom = 2023-12-11\nto = 2023-12-13\nclosed = true\nreason = \"works\"\nsay = \"Works.\"\n\
         [overrides.snow]\nhours = [\"all\"]\non = 2023-12-12\ncloses = 12:00:00\nreason = \"snow\"\nsay = \"Snow.\"\n{DESK}"
    ));
    let first = |at| heard(&both, at).remove(0);
    assert_eq!(first("2023-12-11 10:00"), "Works.");
    assert_eq!(first("2023-12-12 13:00"), "Snow.");
    assert_eq!(first("2023-12-12 11:00"), "transferred: `start`", "the later override lets it open");
    assert_eq!(first("2023-12-13 10:00"), "Works.");
    assert!(first("2023-12-14 20:00").starts_with("Desk is closed."));
}

#[test]
fn an_announcement_is_said_before_all_else_from_one_instant_to_another() {
    let news = plan(&format!(
        "[announcements.news]\nsay = \"{{name}} moves.\"\nfrom = \"2023-09-05 10:00\"\nto = 2023-09-05T12:00:00\n{DESK}"
    ));
    assert_eq!(heard(&news, "2023-09-05 09:59:59"), ["transferred: `start`"]);
    assert_eq!(heard(&news, "2023-09-05 10:00"), ["Garage moves.", "transferred: `start`"]);
    assert_eq!(heard(&news, "2023-09-05 11:59:59"), ["Garage moves.", "transferred: `start`"]);
    assert_eq!(heard(&news, "2023-09-05 12:00"), ["transferred: `start`"]);
    assert_eq!(
        why(&news, "2023-09-05 10:00"),
        "line `main` answers 1-800-555-0100\n\
         announcement `news`\n\
         it is said from 2023-09-05 10:00 to 2023-09-05 12:00 America/New_York\n\
         after announcement `news` the call goes to `start`\n\
         destination `start`\n\
         `start` is open: hours `office`, open until 18:00 America/New_York\n"
    );
    // Of what is not there, nothing is told.
    assert!(!why(&news, "2023-09-05 12:00").contains("news"));
}

#[test]
fn announcements_are_for_the_lines_that_they_name() {
    let two = plan(&format!(
        "[lines.other]\nnumber = \"1-800-555-0101\"\nname = \"Other\"\nanswer = \"start\"\n\
         [announcements.news]\nsay = \"News.\"\nfrom = \"2023-09-01 00:00\"\nlines = [\"other\"]\n{DESK}"
    ));
    assert_eq!(heard(&two, "2023-09-05 10:00"), ["transferred: `start`"]);
    let at = moment::parse("2030-09-05 10:00", two.zone).unwrap();
    let call = two.call(&CallSpec::new(number("1-800-555-0101"), at));
    assert_eq!(call.record.transcript(&two)[0].text, "News.", "without an end it is said on and on");
}

#[test]
fn mistakes_of_announcements_are_told_in_full() {
    let news = |rest: &str| mistakes(&format!("[announcements.news]\nsay = \"News.\"\n{rest}\n{DESK}"));
    for (rest, expected) in [
        (
            "from = \"2023-09-05 10:00\"\nto = \"2023-09-05 10:00\"",
            "bad-announcement: it ends before it begins",
        ),
        ("from = \"2023-09-05\"", "bad-time: 2023-09-05 has no time of day"),
        (
            "from = \"2023-03-12 02:30\"",
            "time-skipped: 2023-03-12 02:30 does not exist in America/New_York, where the clocks go forward past it",
        ),
        (
            "from = \"2023-11-05 01:30\"",
            "time-twice: 2023-11-05 01:30 occurs twice in America/New_York, where the clocks go back",
        ),
        (
            "from = \"2023-11-05T01:30:00-05:00\"",
            "time-twice: the clock of America/New_York shows this time twice",
        ),
        (
            "from = \"2023-09-05 10:00\"\nlines = []",
            "bad-announcement: announcement `news` is said on no line",
        ),
        ("from = \"2023-09-05 10:00\"\nlines = [\"mian\"]", "unknown-name: there is no line named `mian`"),
        ("until = \"2023-09-05 10:00\"", "missing-key: announcement `news` has no `from`"),
    ] {
        let told = news(rest);
        assert!(told.iter().any(|told| told == expected), "{rest}: {told:?}");
    }
    let hours = mistakes(&format!(
        "[announcements.news]\nsay = \"{{next_open}}\"\nfrom = \"2023-09-05 10:00\"\n{DESK}"
    ));
    assert_eq!(hours, ["hours-of-nobody: `{next_open}` has no hours to refer to in announcement `news`"]);
    let snow = "[overrides.snow]\nhours = [\"all\"]\non = 2023-12-12\nreason = \"snow\"\n";
    let extra = mistakes(&format!("{snow}extra = \"19:00-20:00\"\nsay = \"More.\"\n{DESK}"));
    assert_eq!(
        extra,
        ["bad-override: an override with `extra` closes nothing, so nobody would come to what it says"]
    );
    let night = mistakes(&format!("{snow}closes = 12:00:00\nnight_before = \"ends\"\n{DESK}"));
    assert_eq!(night, ["bad-override: this override only ends what begins on its day"]);
    let round = mistakes(&format!("{snow}closed = true\nthen = \"start\"\n{DESK}"));
    assert!(round.iter().any(|told| told.starts_with("redirect-loop")), "{round:?}");
}

proptest! {
    #![proptest_config(drawn::cases(60))]

    /// Against a model that knows seconds only: each announcement is said if its time holds when the call comes to it.
    #[test]
    fn what_is_said_first_is_what_holds_when_the_call_comes_to_it(
        windows in prop::collection::vec((0_i64..40, 1_i64..40, 0_u8..6), 1..5),
        dialed in prop::collection::vec(-5_i64..80, 1..8),
    ) {
        let zero: Timestamp = "2023-09-05T14:00:00Z".parse().unwrap();
        let at = |seconds: i64| zero + SignedDuration::from_secs(seconds);
        let mut text = DESK.to_owned();
        for (index, (from, length, seconds)) in windows.iter().enumerate() {
            let (from, to) = (at(*from), at(from + length));
            let _ = writeln!(
                text,
                "[announcements.a{index}]\nsay = \"Number {index}.\"\nsay_seconds = {seconds}\nfrom = \"{from}\"\nto = \"{to}\""
            );
        }
        let plan: Arc<Plan> = plan(&text);
        for dialed in dialed {
            let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at(dialed)));
            let said: Vec<(Timestamp, String)> = call.record.events.iter().filter_map(|event| match event.what {
                EventKind::Speaks(utterance) => {
                    Some((event.at, call.record.told(&plan, event).spoken(utterance).to_string()))
                }
                _ => None,
            }).collect();
            let mut now = dialed;
            let mut expected = Vec::new();
            for (index, (from, length, seconds)) in windows.iter().enumerate() {
                if (*from..from + length).contains(&now) {
                    expected.push((at(now), format!("Number {index}.")));
                    now += i64::from(*seconds);
                }
            }
            prop_assert_eq!(said, expected, "dialed {} seconds after", dialed);
        }
    }
}
