//! What callers are told of hours under two plans.

use ivrsim::diff::{DifferenceKind, diff};
use ivrsim::explore::Horizon;
use ivrsim::plan::Plan;
use jiff::civil::{Date, date};

use crate::oracles;
use crate::oracles::garage::garage;

/// A line of New York that says two things and hangs up.
fn told_twice(hours: &str, say: [&str; 2]) -> Plan {
    let rest = format!(
        r#"
        [calendars.company]
        days = [{{ name = "Inventory", on = "August 31" }}]
        [messages.first]
        say = "{}"
        then = "second"
        [messages.second]
        say = "{}"
        then = "hang-up"
        [hours.office]
        {hours}
        "#,
        say[0], say[1]
    );
    oracles::plan::plan(&garage("first", &rest))
}

const NEXT: [&str; 2] = ["The office {next_open:office}.", "Goodbye."];
const ALWAYS: &str = "open = '24/7'";
const HOLIDAY: &str = "open = '24/7'\ncalendars = ['company']";
const HOLIDAY_OF_CALLERS: &str = "open = '24/7'\ncalendars = ['company']\ntimezone = 'caller'";

/// What differs within the first year: its kind, and the days on which that begins and ends.
fn differs(old: &Plan, new: &Plan) -> Vec<(DifferenceKind, Date, Date)> {
    let diff = diff(old, new, Horizon::of(new, 1));
    assert_eq!((diff.summary.not_shown, diff.summary.complete), (0, true));
    let told = diff.differences().map(|one| {
        assert!(one.witness.is_some(), "a call shows it: {one:?}");
        let mut spans = one.met[0].when.spans();
        let (first, last) = (spans.next().unwrap(), one.met[0].when.spans().next_back().unwrap());
        let [from, to] = [first.0, last.1].map(|at| old.zone.wall_clock(at).date());
        (one.kind, from, to)
    });
    told.collect()
}

const YEAR: (DifferenceKind, Date, Date) = (DifferenceKind::Wording, date(2026, 1, 1), date(2027, 1, 1));

#[test]
fn until_when_it_is_open_is_told_while_it_is_open() {
    let [old, new] = [ALWAYS, HOLIDAY].map(|hours| told_twice(hours, NEXT));
    assert_eq!(differs(&old, &new), [YEAR], "also after the last holiday of the year: there is a next one");
}

#[test]
fn the_zone_of_hours_is_told_to_callers_who_live_in_it() {
    let [old, new] = [HOLIDAY, HOLIDAY_OF_CALLERS].map(|hours| told_twice(hours, NEXT));
    assert_eq!(differs(&old, &new), [YEAR]);
    let callers = told_twice("open = '24/7'\ntimezone = 'caller'", NEXT);
    assert_eq!(differs(&told_twice(ALWAYS, NEXT), &callers), [], "where no time is told, no zone is");
}

#[test]
fn hours_that_are_told_in_the_same_words_are_no_difference() {
    let say = ["The office is open {hours:office}.", "Goodbye."];
    let plan = |hours: &str| told_twice(hours, say);
    assert_eq!(differs(&plan(ALWAYS), &plan("open = 'Mo-Su 00:00-24:00'")), []);
    let storm = format!(
        "{ALWAYS}\n[overrides.storm]\nhours = ['office']\non = 2026-03-05\nclosed = true\nreason = 'a storm'"
    );
    assert_eq!(differs(&plan(ALWAYS), &plan(&storm)), [], "of the storm nothing is told");
    assert_eq!(differs(&plan(ALWAYS), &plan(HOLIDAY)), [YEAR], "that it is closed on holidays is told");
}

#[test]
fn other_words_behind_hours_that_differ_for_a_day_are_found() {
    const WEEK: &str = "open = 'Mo-Fr 08:00-18:00'";
    const STORM: &str =
        "[overrides.storm]\nhours = ['office']\non = 2026-03-05\nclosed = true\nreason = 'a storm'";
    let say = |second| ["The office {next_open:office}.", second];
    let old = told_twice(WEEK, say("Goodbye."));
    let new = told_twice(&format!("{WEEK}\n{STORM}"), say("So long."));
    let night_and_day = (DifferenceKind::Wording, date(2026, 3, 4), date(2026, 3, 5));
    let found = differs(&old, &new);
    assert!(found.len() == 2 && found.contains(&night_and_day) && found.contains(&YEAR), "{found:?}");
}

#[test]
fn another_name_of_a_holiday_in_a_language_is_told_to_its_callers_only() {
    let plan = |language: &str, name: &str| {
        oracles::plan::plan(
            &garage(
                "closed",
                &format!(
                    r#"
        [calendars.company]
        days = [{{ name = {{ en = "Christmas", es = "{name}" }}, on = "December 25" }}]
        [hours.office]
        open = "Mo-Su 08:00-17:00"
        calendars = ["company"]
        [messages.closed]
        say = {{ en = "Today is {{reason:office}}.", es = "Hoy es {{reason:office}}." }}
        then = "hang-up"
        "#
                ),
            )
            .replace("answer = ", &format!("language = \"{language}\"\nanswer = ")),
        )
    };
    let compared = |language: &str| differs(&plan(language, "Navidad"), &plan(language, "la Navidad"));
    assert_eq!(compared("es"), [(DifferenceKind::Wording, date(2026, 12, 25), date(2026, 12, 26))]);
    assert_eq!(compared("en"), []);
}

#[test]
fn how_long_it_rings_is_a_difference_of_time() {
    let plan = |rings: &str| {
        oracles::plan::plan(&garage(
            "desk",
            &format!(
                "[destinations.desk]\nname = \"Desk\"\nrings = \"{rings}\"\nunanswered = \"box\"\n\
                 [voicemails.box]\nname = \"the mailbox\"\nsay = \"Hello.\"\n"
            ),
        ))
    };
    let timing = (DifferenceKind::Timing, date(2026, 1, 1), date(2027, 1, 1));
    assert_eq!(differs(&plan("180s"), &plan("240s")), [timing]);
    assert_eq!(differs(&plan("180s"), &plan("180s")), []);
}
