//! What callers enter is told by its name, its length and how it begins: no digit that only stands for others is anything to learn.

use ivrsim::plan::Plan;
use ivrsim::training::cards::CardsReport;
use ivrsim::training::drill::{AnswerScore, Deck};

use super::now;
use crate::oracles;
use crate::oracles::garage::{NEW_YORK_2023, garage_with};

fn plan() -> Plan {
    oracles::plan::plan(&garage_with(
        NEW_YORK_2023,
        "main",
        r##"
[menus.main]
say = "For other things, press 1. For accounts, press 2. For orders, press 3."
[menus.main.keys]
1 = "others"
2 = "account"
3 = "order"
[inputs.account]
name = "Your Account"
say = "Please enter your account number."
digits = 8
then = "agents"
[inputs.account.routes]
"1xxxxxxx" = "business"
"00000000" = "others"
[inputs.order]
say = "Please enter your order number, then pound."
min_digits = 2
max_digits = 5
terminator = "#"
then = "orders"
[destinations.others]
name = "Other Things"
[destinations.business]
name = "Business Desk"
topics = ["business accounts"]
[destinations.agents]
name = "Agents"
[destinations.orders]
name = "Order Desk"
"##,
    ))
}

#[test]
fn an_entry_is_told_by_its_name_and_how_it_begins() {
    let plan = plan();
    let deck = Deck::of(&plan, now());
    let told = |id: &str| deck.card(id).unwrap().sides(&plan).unwrap().answers[0].what.clone();
    let business = "option 2, then your 8-digit Account, which begins with 1";
    assert_eq!(told("option/business desk"), business);
    assert_eq!(told("number/business desk"), format!("1-800-555-0100, {business}"));
    assert_eq!(told("option/agents"), "option 2, then any other 8-digit Account");
    assert_eq!(told("option/order desk"), "option 3, then a number of 2 to 5 digits, then #");
    assert_eq!(told("option/other things"), "option 1");
    let markdown = CardsReport::new(&plan, &deck).markdown().to_string();
    let shown = deck.cards().iter().filter_map(|card| card.introduction(&plan)).map(|one| format!("{one:?}"));
    for text in shown.chain([markdown]) {
        assert!(!text.contains("0, 0") && !text.contains("1, 1"), "{text}");
    }
}

#[test]
fn whoever_repeats_what_was_told_or_enters_such_a_number_is_right() {
    let plan = plan();
    let deck = Deck::of(&plan, now());
    for (id, answers) in [
        (
            "option/business desk",
            &[
                "2, then 1xxxxxxx",
                "2 then 12345678",
                "2 19999999",
                "option 2, then your 8-digit Account, which begins with 1",
            ][..],
        ),
        (
            "number/business desk",
            &["1-800-555-0100 option 2 then 12345678", "1-800-555-0100, option 2, then 1xxxxxxx"],
        ),
        ("option/agents", &["2 22345678", "option 2, then any other 8-digit Account"]),
    ] {
        for seed in 0..8 {
            let question = deck.card(id).unwrap().ask(&plan, seed, now()).unwrap();
            assert!(!question.text.contains("0, 0"), "{}", question.text);
            for choice in &question.choices {
                assert!(!choice.contains("0, 0"), "{choice}");
            }
            if !question.choices.is_empty() || question.text.contains("Whom") {
                continue;
            }
            for answer in answers {
                let judgement = question.judge(answer);
                assert_eq!(judgement.score, AnswerScore::Right, "{answer}: {}", judgement.note);
                assert!(question.is_answered_by(answer), "{answer}");
            }
        }
    }
}
