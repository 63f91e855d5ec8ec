//! Desks that share a name and not their hours: each number is told with the hours at which it is answered.

use std::collections::BTreeSet;

use ivrsim::base::text::Paint;
use ivrsim::call::Caller;
use ivrsim::directory::report::{LinesReport, SearchResults};
use ivrsim::plan::Plan;
use ivrsim::training::cards::CardsReport;
use ivrsim::training::drill::{AnswerForm, AnswerScore, Deck};
use jiff::Timestamp;

use super::now;
use crate::oracles;
use crate::oracles::dice::Dice;

/// Two desks on numbers of their own, and behind the keys of a third.
fn billing() -> Plan {
    oracles::plan::plan(
        r#"
[plan]
name = "Two desks"
effective = 2023-01-01
timezone = "America/New_York"
[hours.early]
open = "Mo-Fr 09:00-17:00"
[hours.late]
open = "Mo-Fr 12:00-20:00"
[overrides.move]
hours = ["early"]
on = 2023-09-12
closed = true
reason = "Moving Day"
[lines.first]
number = "1-800-555-0101"
name = "First"
answer = "early"
[lines.second]
number = "1-800-555-0102"
name = "Second"
answer = "late"
[lines.third]
number = "1-800-555-0103"
name = "Third"
answer = "menu"
[menus.menu]
say = "Welcome. {options}"
keys = { 1 = "early", 2 = "late", 3 = "sales" }
[destinations.early]
name = "Billing"
hours = "early"
closed = "hang-up"
topics = ["invoices"]
[destinations.late]
name = "Billing"
hours = "late"
closed = "hang-up"
topics = ["invoices", "refunds"]
[destinations.sales]
name = "Sales"
hours = "late"
closed = "hang-up"
"#,
    )
}

/// The time from the first opening to the last closing, at which neither number is answered all of the time.
const NEVER: [&str; 4] = ["9 AM to 8 PM", "9 AM\u{2013}8 PM", "09:00-20:00", "09:00 to 20:00"];
const EARLY: &str = "Monday to Friday, 9 AM to 5 PM Eastern";
const LATE: &str = "Monday to Friday, 12 PM to 8 PM Eastern";

fn late() -> String {
    LATE.replace("12 PM", "noon")
}

#[test]
fn hours_are_told_by_number_where_they_differ() {
    let plan = billing();
    let deck = Deck::of(&plan, now());
    let sides = deck.card("open/billing").unwrap().sides(&plan).unwrap();
    let told: Vec<(String, String)> =
        sides.answers.into_iter().map(|answer| (answer.who.unwrap(), answer.what)).collect();
    let at = |first: &str, option: &str| format!("{first}; 1-800-555-0103, option {option}");
    assert_eq!(told, [(at("1-800-555-0101", "1"), EARLY.to_owned()), (at("1-800-555-0102", "2"), late())]);
    // Who is there at the same time everywhere needs no number.
    let sales = deck.card("open/sales").unwrap().sides(&plan).unwrap();
    assert_eq!((sales.answers.len(), &sales.answers[0].who), (1, &None));
    let number = deck.card("number/billing").unwrap().sides(&plan).unwrap();
    let details: Vec<_> = number.answers.iter().map(|answer| answer.detail.clone().unwrap()).collect();
    assert_eq!(details, [EARLY.to_owned(), late(), EARLY.to_owned(), late()]);
    // On a day of its own, too.
    let moving = deck.card("open/on moving day").unwrap().sides(&plan).unwrap();
    let kept: Vec<(String, String)> =
        moving.answers.into_iter().map(|answer| (answer.who.unwrap(), answer.what)).collect();
    let closed = "Billing at 1-800-555-0101, Billing at 1-800-555-0103, option 1".to_owned();
    assert_eq!(kept, [(closed, "closed".to_owned())]);
}

#[test]
fn no_card_and_no_drill_tells_a_time_at_which_the_named_number_is_closed() {
    let plan = billing();
    let deck = Deck::of(&plan, now());
    let mut told = CardsReport::new(&plan, &deck).markdown().to_string();
    let mut kinds = BTreeSet::new();
    for card in deck.cards() {
        for seed in 0..40 {
            oracles::drill::check_card(&plan, card, seed, now(), &mut Dice::new(&[]));
            let Some(question) = card.ask(&plan, seed, now()) else { continue };
            let judgement = question.judge("");
            for text in question.hints.iter().chain(&judgement.right).chain([&question.text, &judgement.why])
            {
                told.push_str(text);
                told.push('\n');
            }
            if card.id == "open/billing" {
                let at = question.text.split("Billing at ").nth(1);
                kinds.extend(at.map(|at| at.chars().take(14).collect::<String>()));
            }
        }
    }
    for never in NEVER {
        assert!(!told.contains(never), "{never}: {told}");
    }
    assert_eq!(kinds.len(), 3, "each of the numbers is asked for: {kinds:?}");
}

#[test]
fn who_asks_for_a_name_is_told_when_each_of_its_numbers_is_answered() {
    let plan = billing();
    let card = "route/billing";
    let deck = Deck::of(&plan, now());
    let card = deck.card(card).unwrap();
    let mut seen = BTreeSet::new();
    for seed in 0..200 {
        let question = card.ask(&plan, seed, now()).unwrap();
        let AnswerForm::Call(situation) = question.form else { panic!("{}", question.text) };
        let there = plan.zone.wall_clock(situation.at);
        let judgement = question.judge("");
        let why = judgement.why;
        let is_at_work = there.date().weekday().to_monday_zero_offset() < 5;
        let moving = there.date() == jiff::civil::date(2023, 9, 12);
        match there.hour() {
            // Only the one number is answered, and only that is told.
            9..12 if is_at_work && !moving => {
                assert!(why.contains("0101") && !why.contains("0102") && why.contains("5 PM"), "{why}");
                seen.insert("early");
            }
            17..20 if is_at_work => {
                assert!(why.contains("0102") && !why.contains("0101") && why.contains("8 PM"), "{why}");
                seen.insert("late");
            }
            12..17 if is_at_work && !moving => {
                assert!(why.contains("0101, at this time open until 5 PM Eastern"), "{why}");
                assert!(why.contains("0102, at this time open until 8 PM Eastern"), "{why}");
                seen.insert("both");
            }
            _ if why.contains("closed") => {
                let opens = |number: &str, time: &str| {
                    why.split(". ").any(|part| part.contains(number) && part.contains(time))
                };
                assert!(opens("0101", "9 AM") && opens("0102", "noon"), "{why}");
                assert!(judgement.right.iter().any(|right| right.contains("9 AM")), "{:?}", judgement.right);
                seen.insert("closed");
            }
            _ => {}
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[test]
fn a_search_and_the_lines_tell_each_number_by_itself() {
    let plan = billing();
    let at: Timestamp = "2023-09-05T15:00:00Z".parse().unwrap();
    let found =
        SearchResults::search(&plan, "billing", Caller::default(), at).text(Paint::new(false)).to_string();
    let told = |number: &str| {
        let (_, rest) = found.split_once(&format!("dial {number}")).unwrap_or_else(|| panic!("{found}"));
        rest.lines().next().unwrap().trim().to_owned()
    };
    assert_eq!(told("1-800-555-0101"), "open until 5 PM Eastern");
    assert_eq!(told("1-800-555-0102"), "closed, opens today at noon Eastern");
    let lines =
        LinesReport::new(&plan, Caller::default(), at).table().text(Paint::new(false), None).to_string();
    let line = |number: &str| lines.lines().find(|line| line.starts_with(number)).unwrap().to_owned();
    assert!(line("1-800-555-0101").ends_with("open until 5 PM Eastern"), "{lines}");
    assert!(line("1-800-555-0102").ends_with("closed, opens today at noon Eastern"), "{lines}");
}

#[test]
fn desks_that_trade_their_hours_are_to_be_learned_anew() {
    let text = |first: &str, second: &str| {
        format!(
            "[plan]\nname = \"Two\"\neffective = 2023-01-01\ntimezone = \"America/New_York\"\n\
             [hours.a]\nopen = \"{first}\"\n[hours.b]\nopen = \"{second}\"\n\
             [lines.a]\nnumber = \"1-800-555-0101\"\nname = \"A\"\nanswer = \"a\"\n\
             [lines.b]\nnumber = \"1-800-555-0102\"\nname = \"B\"\nanswer = \"b\"\n\
             [destinations.a]\nname = \"Billing\"\nhours = \"a\"\nclosed = \"hang-up\"\n\
             [destinations.b]\nname = \"Billing\"\nhours = \"b\"\nclosed = \"hang-up\"\n"
        )
    };
    let fact = |first: &str, second: &str| {
        let plan = oracles::plan::plan(&text(first, second));
        Deck::of(&plan, now()).card("open/billing").unwrap().fact.clone()
    };
    let (early, late) = ("Mo-Fr 09:00-17:00", "Mo-Fr 12:00-20:00");
    assert_ne!(fact(early, late), fact(late, early), "all of them together are there as before");
    assert_eq!(fact(early, early), fact(early, "Mo-Fr 09:00-12:00,12:00-17:00"));
    let at: Timestamp = now();
    let plan = oracles::plan::plan(&text(early, early));
    let deck = Deck::of(&plan, at);
    let same = deck.card("open/billing").unwrap();
    assert_eq!(same.sides(&plan).unwrap().answers[0].who, None, "no number is named without need");
    let question = (0..20).find_map(|seed| same.ask(&plan, seed, at)).unwrap();
    assert_eq!(question.judge(&question.judge("").right[0]).score, AnswerScore::Right);
}
