//! Days on which hours are not those of the week, as cards.

use ivrsim::call::{CallSpec, OutcomeKind};
use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::Plan;
use ivrsim::training::drill::{AnswerScore, Deck};
use jiff::Timestamp;

use super::judged;
use crate::oracles;

const HOLIDAYS: &str = r#"
[plan]
name = "Garage"
effective = 2026-01-01
timezone = "America/New_York"
[calendars.company]
days = [{ name = "Thanksgiving", on = "fourth Thursday of November" }]
[hours.day]
open = "Mo-Fr 08:00-18:00"
calendars = ["company"]
[overrides.inventory]
reason = "Inventory"
hours = ["day"]
from = 2026-12-30
to = 2026-12-30
closes = 12:00:00
[lines.desk]
number = "1-800-555-0100"
name = "Garage"
answer = "desk"
[destinations.desk]
name = "Garage"
hours = "day"
closed = "hang-up"
"#;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

/// The cards of days with a name, with their facts.
fn special(plan: &Plan, now: Timestamp) -> Vec<(String, String)> {
    let deck = Deck::of(plan, now);
    let special = deck.cards().iter().filter(|card| card.id.starts_with("open/on "));
    special.map(|card| (card.id.clone(), card.fact.clone())).collect()
}

#[test]
fn a_holiday_and_an_early_closing_are_cards_of_their_own() {
    let plan = oracles::plan::plan(HOLIDAYS);
    let both = special(&plan, at("2026-09-01T12:00:00Z"));
    assert_eq!(
        both,
        [
            ("open/on thanksgiving".to_owned(), "Garage: closed".to_owned()),
            ("open/on inventory".to_owned(), "2026-12-30: Garage: 8 AM to noon Eastern".to_owned()),
        ]
    );
    // An exception that is over needs no memory; a holiday comes again, and is the same fact then.
    assert_eq!(special(&plan, at("2027-02-01T12:00:00Z")), both[..1]);
    let deck = Deck::of(&plan, at("2026-09-01T12:00:00Z"));
    let question = deck.card("open/on inventory").unwrap().ask(&plan, 0, at("2026-09-01T12:00:00Z")).unwrap();
    judged(&question, AnswerScore::Right, &["8-12", "8 am to noon", "8:00 - 12:00"]);
    judged(&question, AnswerScore::Wrong, &["closed"]);
}

#[test]
fn a_holiday_that_no_call_notices_is_no_card() {
    let all_day =
        HOLIDAYS.replace("Mo-Fr 08:00-18:00", "24/7").replace("hours = \"day\"\nclosed = \"hang-up\"\n", "");
    let asked = "[switches.by-time]\ncases = [{ open = \"day\", then = \"desk\" }]\notherwise = ";
    let with = |otherwise: &str| {
        let text = all_day.replace("answer = \"desk\"", "answer = \"by-time\"");
        special(&oracles::plan::plan(&format!("{text}{asked}\"{otherwise}\"\n")), at("2026-09-01T12:00:00Z"))
    };
    assert_eq!(with("hang-up")[0].1, "Garage: closed");
    assert_eq!(with("desk"), [], "whatever the hours say, calls are put through");
}

#[test]
fn on_a_holiday_each_number_of_a_team_is_told_by_itself() {
    let plan = oracles::plan::plan(&format!(
        r#"{HOLIDAYS}
[hours.evening]
open = "Mo-Fr 17:00-21:00"
[lines.evening]
number = "1-800-555-0199"
name = "Garage in the evening"
answer = "by-time"
[switches.by-time]
cases = [{{ open = "evening", then = "desk-in-the-evening" }}]
otherwise = "hang-up"
[destinations.desk-in-the-evening]
name = "Garage"
"#
    ));
    let now = at("2026-09-01T12:00:00Z");
    assert_eq!(
        special(&plan, now),
        [
            ("open/on thanksgiving".to_owned(), "Garage at 1-800-555-0100: closed".to_owned()),
            (
                "open/on inventory".to_owned(),
                "2026-12-30: Garage at 1-800-555-0100: 8 AM to noon Eastern".to_owned()
            ),
        ]
    );
    let deck = Deck::of(&plan, now);
    let question = deck.card("open/on thanksgiving").unwrap().ask(&plan, 0, now).unwrap();
    assert!(question.text.contains("Garage at 1-800-555-0100"), "{}", question.text);
    judged(&question, AnswerScore::Right, &["closed"]);
    judged(&question, AnswerScore::Wrong, &["5-9 pm", "8-6"]);
}

/// One line with people on three clocks and people who are always there.
const CLOCKS: &str = r#"
[plan]
name = "Lakeside"
effective = 2026-11-01
timezone = "America/Chicago"
unknown_caller_timezone = "America/Chicago"
[hours.loans]
open = "Mo-Fr 08:00-18:00"
[hours.west]
open = "Mo-Fr 08:00-17:00"
timezone = "America/Los_Angeles"
[hours.cards]
open = "24/7"
[hours.local]
open = "Mo-Fr 09:00-17:00"
timezone = "caller"
[overrides.stock]
reason = "Stock-taking"
hours = ["loans", "west", "local"]
from = 2026-12-01
to = 2026-12-01
closes = 12:00:00
[overrides.move]
reason = "Move"
hours = ["cards"]
from = 2026-12-08
to = 2026-12-08
opens = 06:00:00
[lines.main]
number = "1-800-555-0100"
name = "Lakeside main"
answer = "main"
[menus.main]
say = "{options}"
[menus.main.keys]
1 = "loans"
2 = "west"
3 = "cards"
4 = "local"
[destinations.loans]
name = "Loans"
hours = "loans"
closed = "hang-up"
[destinations.west]
name = "Western Desk"
hours = "west"
closed = "hang-up"
[destinations.cards]
name = "Cards"
hours = "cards"
closed = "hang-up"
[destinations.local]
name = "Advice"
hours = "local"
closed = "hang-up"
"#;

#[test]
fn hours_of_a_special_day_are_told_on_the_clock_of_whoever_keeps_them() {
    let plan = oracles::plan::plan(CLOCKS);
    let now = at("2026-11-20T12:00:00Z");
    let stock = "2026-12-01: Advice: 9 AM to noon local time; Loans: 8 AM to noon Central; Western Desk: 8 AM to noon Pacific";
    let (move_day, told) =
        ("open/on move".to_owned(), "2026-12-08: Cards: 6 AM to midnight Central".to_owned());
    assert_eq!(
        special(&plan, now),
        [("open/on stock taking".to_owned(), stock.to_owned()), (move_day, told)]
    );
    let deck = Deck::of(&plan, now);
    let asked: Vec<String> = (0..24)
        .filter_map(|seed| Some(deck.card("open/on stock taking")?.ask(&plan, seed, now)?.text))
        .collect();
    for whose in [
        "Advice open and close (the caller's time)",
        "Loans open and close (Central",
        "Western Desk open and close (Pacific",
    ] {
        assert!(asked.iter().any(|text| text.contains(whose)), "{whose}: {asked:?}");
    }
}

#[test]
fn what_opens_for_good_on_a_special_day_is_open_to_its_end_whenever_one_looks() {
    let plan = oracles::plan::plan(CLOCKS);
    let facts = ["2026-11-20T12:00:00Z", "2026-11-20T12:00:01Z", "2026-12-05T03:04:05Z"]
        .map(|now| special(&plan, at(now)).pop().unwrap());
    assert!(facts.iter().all(|fact| *fact == facts[0]), "{facts:?}");
    let now = at("2026-11-20T12:00:00Z");
    let deck = Deck::of(&plan, now);
    let question = deck.card("open/on move").unwrap().ask(&plan, 0, now).unwrap();
    judged(&question, AnswerScore::Right, &["6 am to midnight", "06:00-24:00"]);
    judged(&question, AnswerScore::Wrong, &["closed"]);
    // Calls agree, at the ends of what is told.
    let is_there = |time: &str| {
        let number = PhoneNumber::parse("1-800-555-0100", Country::UnitedStates).unwrap().number;
        let call = plan.call(&CallSpec::new(number, at(time)).with_keys("3".parse().unwrap())).record;
        call.outcome().is_some_and(|outcome| outcome.kind() == OutcomeKind::Transferred)
    };
    let there = ["2026-12-08T11:59:00Z", "2026-12-08T12:00:00Z", "2026-12-09T05:59:00Z"].map(is_there);
    assert_eq!(there, [false, true, true]);
}

#[test]
fn hours_that_differ_by_caller_in_no_way_that_words_can_say_are_no_card() {
    // A switch on the company's clock stands before people who keep the caller's hours.
    let text = CLOCKS.replace("4 = \"local\"", "4 = \"by-time\"");
    let plan = oracles::plan::plan(&format!(
        "{text}[switches.by-time]\ncases = [{{ open = \"loans\", then = \"local\" }}]\notherwise = \"hang-up\"\n"
    ));
    let stock = special(&plan, at("2026-11-20T12:00:00Z")).swap_remove(0).1;
    assert_eq!(stock, "2026-12-01: Loans: 8 AM to noon Central; Western Desk: 8 AM to noon Pacific");
}

#[test]
fn nobody_is_asked_until_when_people_are_there_who_always_are() {
    let plan = oracles::plan::plan(CLOCKS);
    // An exception lies in the two weeks of which is asked; it is near enough on the day before it only.
    let now = at("2026-11-30T12:00:00Z");
    let deck = Deck::of(&plan, now);
    for seed in 0..100 {
        let text = deck.card("open/cards").unwrap().ask(&plan, seed, now).unwrap().text;
        assert!(!text.contains("Until when") || text.starts_with("It is Monday, December 7"), "{text}");
    }
}
