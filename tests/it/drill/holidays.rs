//! Days on which hours are not those of the week, as cards.

use ivrsim::drill::{Deck, Score};
use ivrsim::plan::Plan;
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
    judged(&question, Score::Right, &["8-12", "8 am to noon", "8:00 - 12:00"]);
    judged(&question, Score::Wrong, &["closed"]);
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
fn on_a_holiday_a_team_is_there_when_any_of_its_lines_reaches_it() {
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
            ("open/on thanksgiving".to_owned(), "Garage: 5 PM to 9 PM Eastern".to_owned()),
            (
                "open/on inventory".to_owned(),
                "2026-12-30: Garage: 8 AM to noon Eastern and 5 PM to 9 PM Eastern".to_owned()
            ),
        ]
    );
    let deck = Deck::of(&plan, now);
    let question = deck.card("open/on thanksgiving").unwrap().ask(&plan, 0, now).unwrap();
    judged(&question, Score::Right, &["5-9 pm", "17:00-21:00"]);
    judged(&question, Score::Wrong, &["closed", "8-6"]);
}
