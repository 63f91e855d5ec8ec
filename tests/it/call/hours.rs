//! Hours are checked when a call arrives, on the clock of whoever they belong to.

use ivrsim::call::{ArrivalCause, Call, ZoneSource};
use ivrsim::time::moment;

use super::{Phone, caller, number, outcome, plan, plan_with};

const DESK: &str = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[menus.start]
say = "Press one."
say_seconds = 20
wait = "5s"
keys = { 1 = "desk" }
[destinations.desk]
name = "Desk"
hours = "day"
closed = "closed"
[messages.closed]
say = "{name} is closed. The hours are {hours}. It {next_open}."
then = "hang-up"
"#;

#[test]
fn a_call_that_starts_before_closing_is_closed_when_the_key_comes_after() {
    let plan = plan(DESK);
    let mut phone = Phone::dial_at(&plan, "2023-08-28 17:59:50");
    phone.wait(9.999).press("1");
    assert_eq!(phone.ended(), "transferred at desk");
    let mut phone = Phone::dial_at(&plan, "2023-08-28 17:59:50");
    phone.wait(10.0).press("1");
    assert_eq!(phone.at(), "closed");
    phone.finish();
    assert_eq!(phone.ended(), "disconnected at closed");
    let outcome = phone.call.outcome().unwrap();
    assert_eq!(outcome.closed_by(&plan), plan.schedule_named("day"));
    assert_eq!(phone.record.reason(&plan).unwrap(), "closed: after 18:00 America/New_York");
}

#[test]
fn a_call_that_is_in_a_menu_outlives_the_menus_closing() {
    let steps =
        DESK.replace("say = \"Press one.\"", "say = \"Press one.\"\nhours = \"day\"\nclosed = \"closed\"");
    let plan =
        plan(&steps.replace("name = \"Desk\"\nhours = \"day\"\nclosed = \"closed\"", "name = \"Desk\""));
    let mut phone = Phone::dial_at(&plan, "2023-08-28 17:59:59");
    phone.wait(15.0).press("9").wait(5.0).press("1");
    assert_eq!(phone.ended(), "transferred at desk");
    assert_eq!(Phone::dial_at(&plan, "2023-08-28 18:00").at(), "closed");
}

#[test]
fn a_menu_that_has_closed_meanwhile_cannot_be_come_back_to() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[menus.start]
say = "Start."
hours = "day"
closed = "box"
keys = { 1 = "sub" }
[menus.sub]
say = "Sub."
keys = { "*" = "back", 1 = "box" }
[voicemails.box]
name = "Box"
say = "Leave a message."
"#;
    let mut phone = Phone::dial_at(&plan(steps), "2023-08-28 17:59:59");
    phone.press("1").wait(1.0).press("*");
    assert_eq!(phone.at(), "box");
}

#[test]
fn opening_and_closing_are_exact_to_the_nanosecond() {
    let plan = plan(&DESK.replace("say_seconds = 20", "say_seconds = 0"));
    let opens = moment::parse("2023-08-28 08:00", plan.zone).unwrap();
    let closes = moment::parse("2023-08-28 18:00", plan.zone).unwrap();
    let nanosecond = jiff::SignedDuration::from_nanos(1);
    for (at, kind) in [
        (opens - nanosecond, "disconnected"),
        (opens, "transferred"),
        (closes - nanosecond, "transferred"),
        (closes, "disconnected"),
    ] {
        let mut call = Call::dial(&*plan, number("1-800-555-0100"), caller(""), at);
        assert_eq!(ivrsim::call::run::decide(&mut call, &"1".parse().unwrap()).kind().word(), kind, "{at}");
    }
}

#[test]
fn a_closed_message_speaks_of_the_step_that_is_closed() {
    let mut phone = Phone::dial_at(&plan(DESK), "2023-08-28 19:00");
    phone.press("1");
    assert_eq!(
        phone.heard(),
        "Desk is closed. The hours are Monday to Friday, 8 AM to 6 PM Eastern. \
         It opens tomorrow at 8 AM Eastern."
    );
}

#[test]
fn a_closed_message_speaks_of_it_even_behind_a_switch_and_another_message() {
    let steps = DESK.replace(
        "[messages.closed]",
        r#"
[switches.closed]
cases = [{ closed = "day", then = "sorry" }]
otherwise = "hang-up"
[messages.sorry]
say = "Sorry."
then = "told"
[messages.told]"#,
    );
    let mut phone = Phone::dial_at(&plan(&steps), "2023-08-28 19:00");
    phone.press("1").wait(2.0);
    assert!(phone.heard().starts_with("Desk is closed. The hours are Monday to Friday"), "{}", phone.heard());
}

#[test]
fn a_closed_step_can_lead_to_a_menu_where_the_caller_chooses_anew() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[destinations.start]
name = "Desk"
hours = "day"
closed = "after-hours"
[menus.after-hours]
say = "{name} is closed and {next_open}. {options}"
keys = { 1 = "night", 2 = "box" }
[destinations.night]
name = "Night Desk"
[voicemails.box]
name = "Box"
say = "Leave a message."
"#;
    let plan = plan(steps);
    let mut phone = Phone::dial_at(&plan, "2023-08-28 19:00");
    assert_eq!(
        phone.heard(),
        "Desk is closed and opens tomorrow at 8 AM Eastern. For Night Desk, press 1. For Box, press 2."
    );
    phone.press("1");
    let chosen = phone.call.outcome().unwrap();
    assert_eq!((phone.ended().as_str(), chosen.closed_by(&plan)), ("transferred at night", None));
}

#[test]
fn a_voicemail_has_a_name_of_its_own_and_says_the_hours_that_sent_the_call_to_it() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[destinations.start]
name = "Desk"
hours = "day"
closed = "box"
[voicemails.box]
name = "the mailbox"
say = "This is {name}. We are open {hours}."
"#;
    let plan = plan(steps);
    let mut phone = Phone::dial_at(&plan, "2023-08-28 19:00");
    assert_eq!(phone.heard(), "This is the mailbox. We are open Monday to Friday, 8 AM to 6 PM Eastern.");
    phone.finish();
    assert_eq!(
        phone.call.outcome().unwrap().because,
        Some(ArrivalCause::Closed(plan.step_named("start").unwrap()))
    );
}

#[test]
fn a_caller_who_is_sent_on_because_hours_are_closed_is_put_through_by_those_hours() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[destinations.start]
name = "Desk"
hours = "day"
closed = "night"
[destinations.night]
name = "Night"
"#;
    let plan = plan(steps);
    let phone = Phone::dial_at(&plan, "2023-08-28 19:00");
    assert_eq!(phone.ended(), "transferred at night");
    assert_eq!(phone.call.outcome().unwrap().closed_by(&plan), plan.schedule_named("day"));
}

/// A desk that keeps the caller's time, 8 to 17.
const LOCAL: &str = r#"
[hours.local]
open = "Mo-Fr 08:00-17:00"
timezone = "caller"
[destinations.start]
name = "Sales"
hours = "local"
closed = "hang-up"
"#;

#[test]
fn the_callers_time_is_the_given_zone_else_the_area_codes_else_the_plans_rule() {
    let plan = plan_with("unknown_caller_timezone = \"America/Chicago\"", LOCAL);
    for (from, source, said) in [
        ("America/Denver", ZoneSource::Given, "the caller's time is America/Denver, as given"),
        ("213-555-0100", ZoneSource::AreaCode, "the caller's time is America/Los_Angeles, by area code"),
        ("", ZoneSource::Withheld, "the caller's number is withheld; the plan uses America/Chicago"),
        (
            "850-555-0100",
            ZoneSource::Split,
            "the caller's area code spans several time zones; the plan uses America/Chicago",
        ),
        (
            "888-555-0100",
            ZoneSource::NonGeographic,
            "the caller's number belongs to no place; the plan uses America/Chicago",
        ),
        (
            "+44 20 7946 0958",
            ZoneSource::Unknown,
            "the caller's zone is not known; the plan uses America/Chicago",
        ),
    ] {
        let phone = Phone::dial_from(&plan, "2023-08-28 12:00", from);
        assert_eq!(phone.call.caller_zone().source, source, "{from}");
        assert_eq!(phone.trace()[2], said, "{from}");
    }
}

#[test]
fn a_given_zone_wins_over_the_number() {
    let plan = plan(LOCAL);
    let mut both = caller("213-555-0100");
    both.zone = caller("America/New_York").zone;
    assert_eq!(both.zone_under(&plan).zone.name(), "America/New_York");
    assert_eq!(both.zone_under(&plan).source, ZoneSource::Given);
}

#[test]
fn the_same_moment_is_open_for_one_caller_and_closed_for_another() {
    let plan = plan(LOCAL);
    let at = "2023-08-28 19:30";
    assert_eq!(outcome(&plan, at, "213-555-0100", ""), "transferred at start");
    assert_eq!(outcome(&plan, at, "303-555-0100", ""), "disconnected at start");
    assert_eq!(outcome(&plan, at, "212-555-0100", ""), "disconnected at start");
    assert_eq!(outcome(&plan, at, "Pacific/Honolulu", ""), "transferred at start");
}

#[test]
fn a_switch_that_asks_for_the_callers_time_says_how_it_is_known() {
    for condition in ["open = \"local\"", "caller_timezone = [\"America/Denver\"]"] {
        let steps = format!(
            "{}[switches.start]\ncases = [{{ {condition}, then = \"sales\" }}]\notherwise = \"hang-up\"\n",
            LOCAL.replace("destinations.start", "destinations.sales")
        );
        let phone = Phone::dial_from(&plan(&steps), "2023-08-28 12:00", "303-555-0100");
        assert_eq!(phone.trace()[2], "the caller's time is America/Denver, by area code");
        assert_eq!(phone.ended(), "transferred at sales");
    }
}
