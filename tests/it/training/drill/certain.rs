//! People whom certain callers reach only have cards, which say for which callers they are.

use ivrsim::plan::Plan;
use ivrsim::training::cards::CardsReport;
use ivrsim::training::drill::{AnswerForm, AnswerScore, Deck};

use super::now;
use crate::oracles;
use crate::oracles::dice::Dice;
use crate::oracles::garage::{NEW_YORK_2023, garage_with};

fn plan() -> Plan {
    oracles::plan::plan(&garage_with(
        NEW_YORK_2023,
        "who",
        r#"
[hours.day]
open = "Mo-Fr 09:00-17:00"
[hours.local]
open = "Mo-Fr 08:00-18:00"
timezone = "caller"
[lines.clocks]
number = "1-800-555-0101"
name = "Clocks"
answer = "clock"
[switches.who]
cases = [
    { caller = ["1-212-555-0142"], then = "key-account" },
    { region = ["Tennessee", "Kentucky"], then = "south" },
    { area_code = ["303", "720"], then = "denver" },
]
otherwise = "main"
[switches.clock]
cases = [
    { caller_timezone = ["America/Denver", "America/Los_Angeles"], then = "west" },
    { caller_timezone = ["America/New_York"], then = "main" },
]
otherwise = "rest"
[menus.south]
say = "Welcome. {options}"
keys = { 1 = "nashville", 2 = "main" }
[destinations.key-account]
name = "Key Accounts"
[destinations.nashville]
name = "Nashville Desk"
hours = "day"
closed = "hang-up"
topics = ["trucks"]
[destinations.denver]
name = "Denver Desk"
hours = "day"
closed = "hang-up"
[destinations.west]
name = "West Desk"
hours = "local"
closed = "hang-up"
[destinations.rest]
name = "Rest Desk"
hours = "day"
closed = "hang-up"
[destinations.main]
name = "Main Desk"
"#,
    ))
}

const WHO: [(&str, &str); 5] = [
    ("key accounts", "callers with the number 1-212-555-0142"),
    ("nashville desk", "callers from Tennessee or Kentucky"),
    ("denver desk", "callers with area code 303 or 720"),
    ("west desk", "callers on Mountain or Pacific time"),
    ("rest desk", "callers not on Eastern time"),
];

#[test]
fn whom_certain_callers_reach_only_has_cards_that_say_so() {
    let plan = plan();
    let deck = Deck::of(&plan, now());
    assert!(deck.is_complete());
    for (team, callers) in WHO {
        let sides = |kind: &str| {
            let card = deck.card(&format!("{kind}/{team}")).unwrap_or_else(|| panic!("{kind}/{team}"));
            card.sides(&plan).unwrap()
        };
        let answers = sides("number").answers;
        assert!(answers.iter().all(|answer| {
            answer.detail.as_ref().is_some_and(|detail| detail.contains(&format!("for {callers}")))
        }));
        let notes = sides("open").notes;
        let said = format!("Other callers than {callers} do not reach them.");
        assert!(notes.contains(&said), "{notes:?}");
    }
    let open = |team: &str| {
        deck.card(&format!("open/{team}")).unwrap().sides(&plan).unwrap().answers[0].what.clone()
    };
    assert_eq!(open("nashville desk"), "Monday to Friday, 9 AM to 5 PM Eastern");
    assert_eq!(open("west desk"), "Monday to Friday, 8 AM to 6 PM local time");
    // A number that some callers reach and others do not is told as such, and takes nothing from the other one.
    let main = deck.card("open/main desk").unwrap().sides(&plan).unwrap().answers;
    let told: Vec<(&str, &str)> =
        main.iter().map(|answer| (answer.who.as_deref().unwrap(), answer.what.as_str())).collect();
    let always = ("1-800-555-0100", "24 hours a day, 7 days a week");
    assert_eq!(told, [always, ("1-800-555-0101", "depends on the caller and the day")]);
    let trucks = deck.card("route/trucks").unwrap().sides(&plan).unwrap().answers;
    assert!(trucks[0].detail.as_ref().unwrap().ends_with("; for callers from Tennessee or Kentucky"));
    let main = deck.card("number/main desk").unwrap().sides(&plan).unwrap();
    assert!(
        main.notes.is_empty() && main.answers.iter().all(|answer| !format!("{answer:?}").contains("callers"))
    );
    let written = CardsReport::new(&plan, &deck).markdown().to_string();
    for (_, callers) in WHO {
        let listed = written.lines().filter(|line| line.starts_with('|') && line.contains(callers)).count();
        assert_eq!(listed, 1, "{callers} in the quick reference: {written}");
    }
}

#[test]
fn a_fact_that_holds_for_certain_callers_says_for_which_and_is_what_it_was() {
    let plan = plan();
    let deck = Deck::of(&plan, now());
    let certain: Vec<_> = deck.cards().iter().filter(|card| card.fact.contains(" (for callers ")).collect();
    assert!(!certain.is_empty());
    for card in certain {
        let card = ivrsim::training::learning::StudyCard::of(card, &plan);
        let (before, _) = card.fact.split_once(" (for ").unwrap();
        assert!(card.is_still(&card.fact) && card.is_still(before), "{}", card.fact);
        assert!(!card.is_still("another"), "{}", card.fact);
    }
}

#[test]
fn drills_about_them_are_judged_with_one_of_these_callers() {
    let plan = plan();
    let deck = Deck::of(&plan, now());
    let mut calls = 0;
    for (team, callers) in WHO {
        for card in deck.cards().iter().filter(|card| card.id.ends_with(&format!("/{team}"))) {
            let mut asked = 0;
            for seed in 0..30 {
                let Some(question) = card.ask(&plan, seed, now()) else { continue };
                oracles::drill::check_card(&plan, card, seed, now(), &mut Dice::new(&[]));
                asked += 1;
                assert!(question.text.contains(callers), "{}: {}", card.id, question.text);
                assert_eq!(question.judge(&question.judge("").right[0]).score, AnswerScore::Right);
                if let AnswerForm::Call(situation) = question.form {
                    let caller = situation.caller;
                    assert!(caller.number.is_some() || caller.zone.is_some(), "{}", question.text);
                    calls += 1;
                }
            }
            assert!(asked > 0, "{}", card.id);
        }
    }
    assert!(calls > 50, "{calls}");
    // By whom everybody reaches, nobody is told apart.
    for seed in 0..10 {
        let card = deck.card("number/main desk").unwrap();
        let question = card.ask(&plan, seed, now()).unwrap();
        assert!(!question.text.contains("callers"), "{}", question.text);
    }
}

#[test]
fn callers_whom_nothing_tells_apart_reach_nobody_more() {
    let text = |then: &str| {
        format!(
            "[plan]\nname = \"X\"\neffective = 2023-01-01\ntimezone = \"America/New_York\"\n\
             [hours.never]\nopen = \"off\"\n[lines.a]\nnumber = \"1-800-555-0101\"\nname = \"A\"\nanswer = \"who\"\n\
             [switches.who]\ncases = [{{ region = [\"Ohio\"], then = \"{then}\" }}]\notherwise = \"b\"\n\
             [destinations.a]\nname = \"Ohio Desk\"\nhours = \"never\"\nclosed = \"hang-up\"\n\
             [destinations.b]\nname = \"Others\"\n"
        )
    };
    for then in ["a", "b"] {
        let deck = Deck::of(&oracles::plan::plan(&text(then)), now());
        assert!(deck.cards().iter().all(|card| !card.id.contains("ohio desk")), "{then}");
    }
}
