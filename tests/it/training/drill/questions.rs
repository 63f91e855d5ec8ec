//! What is asked about the Ally directory, and how answers are judged.

use ivrsim::call::{CallSpec, Caller};
use ivrsim::plan::builtin;
use ivrsim::time::Zone;
use ivrsim::training::drill::{AnswerForm, AnswerScore, CardKind, Deck, Question};

use super::{dial, judged, now, tell};
use crate::oracles;
use crate::oracles::garage::{NEW_YORK_2023, garage_with};

#[test]
fn questions_of_each_kind_are_understood_at_once() {
    let deck = Deck::of(builtin(), now());
    let mut told = String::new();
    for id in [
        "route/gap",
        "route/floorplan",
        "route/sales support",
        "option/commercial transactions",
        "listen/sales support",
        "number/dealer service center",
        "number/retail held offerings",
        "number/general inquiries",
        "open/dealer service center",
        "open/sales support",
        "channel/funding ancillary documents dds/fax",
        "channel/held documents/e mail",
        "channel/held documents/e-mail",
        "channel/contracts by fedex/post",
        "channel/ally payment processing/post",
        "reverse/dealer service center",
        "reverse/routeone econtract document",
    ] {
        let Some(card) = deck.card(id) else { continue };
        let mut texts = Vec::new();
        for seed in 0..40 {
            let question = card.ask(builtin(), seed, now()).expect("it can be asked");
            // A way of asking is known by the end of the question and by whether there are choices.
            let way = (question.text.chars().rev().take(18).collect::<String>(), question.choices.len());
            if texts.len() < 5 && !texts.contains(&way) {
                texts.push(way);
                tell(&mut told, id, &question);
            }
        }
    }
    insta::assert_snapshot!("questions_of_each_kind", told);
}

/// The first question of a card whose text has these words.
fn question(id: &str, words: &str) -> Question<'static> {
    let deck = Deck::of(builtin(), now());
    let card = deck.card(id).unwrap_or_else(|| panic!("no card {id}"));
    let asked = (0..200).filter_map(|seed| card.ask(builtin(), seed, now()));
    asked.into_iter().find(|question| question.text.contains(words)).unwrap_or_else(|| panic!("{words}"))
}

fn request(id: &str, seed: u64) -> Question<'static> {
    let deck = Deck::of(builtin(), now());
    deck.card(id).expect(id).ask(builtin(), seed, now()).expect("it can be asked")
}

#[test]
fn answers_are_judged_by_what_they_mean() {
    let option = question("option/commercial transactions", "Which option");
    judged(&option, AnswerScore::Right, &["6", "option 6", "press six", "Key 6."]);
    judged(&option, AnswerScore::Wrong, &["7", "66", "Commercial", ""]);
    assert!(option.judge("7").reason().starts_with("Option 7 is Ally Plus."));

    let number = question("number/sales support", "Which number");
    judged(
        &number,
        AnswerScore::Right,
        &["877.357.8477 option 6", "(877) 357-8477 x6", "18773578477, press six"],
    );
    judged(&number, AnswerScore::Partly, &["877-357-8477", "877 357 8477, option 3"]);
    judged(&number, AnswerScore::Wrong, &["888.919.2559", "Sales", "option 6"]);

    let hours = question("open/dealer service center", "on a Saturday");
    judged(&hours, AnswerScore::Right, &["9-6", "9 am to 6 pm", "9:00-18:00", "8 am - 5 pm Central"]);
    judged(&hours, AnswerScore::Partly, &["9:30 to 6", "9-5"]);
    judged(&hours, AnswerScore::Wrong, &["closed", "9:30-6:30", "9"]);

    let reverse = question("reverse/dealer service center", "888-919-2559");
    judged(&reverse, AnswerScore::Right, &["DSC", "dealer service centre", "Dealer Servise Center", "GAP"]);
    judged(&reverse, AnswerScore::Wrong, &["Customer Service Center", "Ally Plus", "zebra"]);

    let post = question("channel/contracts by fedex/post", "which ZIP code");
    judged(&post, AnswerScore::Right, &["38153", "Memphis, TN 38153", "TN38153"]);
    judged(&post, AnswerScore::Wrong, &["38118", "Memphis"]);

    let email = question("channel/held documents/e-mail", "e-mail address");
    judged(&email, AnswerScore::Right, &["cpchelds@ally.com", " CPCHelds@ally.com "]);
    judged(&email, AnswerScore::Partly, &["cpcheld@ally.com"]);
    judged(&email, AnswerScore::Wrong, &["helds@dealer.com", "CPC"]);
}

#[test]
fn what_says_nothing_of_what_is_asked_is_a_slip_and_what_is_right_never_is() {
    for card in Deck::of(builtin(), now()).cards() {
        for question in (0..6).filter_map(|seed| card.ask(builtin(), seed, now())) {
            for slip in ["", "???", "!", " - ", "\u{feff}"] {
                assert!(!question.is_answered_by(slip), "{slip:?}: {}", question.text);
            }
            for right in question.judge("").right {
                assert!(question.is_answered_by(&right), "{right:?}: {}", question.text);
                // What the question itself says is no secret.
                let tells = question.form != AnswerForm::YesNo && !question.text.contains(&right);
                let tells = tells && question.expected().contains(&right);
                assert!(!tells, "{}", question.text);
            }
        }
    }
    let option = question("option/commercial transactions", "Which option");
    let number = question("number/sales support", "Which number");
    let hours = question("open/dealer service center", "on a Saturday");
    let post = question("channel/contracts by fedex/post", "which ZIP code");
    for (question, answers, slips) in [
        (option, ["6", "nine", "66"], ["Commercial", "x", "the first"]),
        (number, ["888.919.2559", "1-877-357-8477 x6", "8773578477"], ["Sales", "6", "720-2559"]),
        (hours, ["9", "closed", "8-5"], ["half of it", "always", "x"]),
        (post, ["381", "38118", "Memphis 38153"], ["Memphis", "8", "no ZIP"]),
    ] {
        assert!(answers.iter().all(|answer| question.is_answered_by(answer)), "{}", question.text);
        assert!(!slips.iter().any(|slip| question.is_answered_by(slip)), "{}", question.text);
        assert!(!question.names("q"), "{}", question.text);
    }
    let reverse = question("reverse/dealer service center", "888-919-2559");
    assert!(reverse.names("dsc") && reverse.names("Ally Insurance") && !reverse.names("DS"));
}

#[test]
fn a_request_is_judged_by_the_call_that_is_made() {
    let open = (0..50)
        .map(|seed| request("route/gap", seed))
        .find(|asked| asked.judge("closed").score == AnswerScore::Wrong);
    let open = open.expect("somebody is there some time");
    assert_eq!(dial(&open, "888.919.2559", ""), AnswerScore::Right);
    assert_eq!(dial(&open, "888.925.2559", ""), AnswerScore::Wrong);
    judged(&open, AnswerScore::Right, &["1-888-919-2559"]);
    judged(&open, AnswerScore::Partly, &["Dealer Service Center"]);

    // Any of the five business centers answers for the floorplan.
    let floorplan = (0..50)
        .map(|seed| request("route/floorplan", seed))
        .find(|asked| asked.judge("").right.len() == 5)
        .expect("all are open some time");
    for number in ["800.697.3337", "800.257.5023", "800.675.9387", "800.742.1722", "800.343.4541"] {
        assert_eq!(dial(&floorplan, number, ""), AnswerScore::Right, "{number}");
    }
    assert_eq!(dial(&floorplan, "855.223.2559", ""), AnswerScore::Wrong);
}

#[test]
fn a_wrong_key_does_no_harm_in_a_call_but_is_no_option_that_one_knows() {
    let open = (0..50).map(|seed| request("route/commercial transactions", seed)).find(|asked| {
        dial(asked, "1-855-720-2559", "6") == AnswerScore::Right
            && asked.judge("closed").score == AnswerScore::Wrong
    });
    let open = open.expect("somebody is there some time");
    assert_eq!(dial(&open, "1-855-720-2559", "96"), AnswerScore::Right);
    assert_ne!(open.judge("1-855-720-2559 option 9 6").score, AnswerScore::Right);
}

#[test]
fn with_nobody_there_the_refusal_is_right_and_so_is_the_next_opening() {
    let asked = (0..50).map(|seed| request("route/commercial transactions", seed));
    let closed = asked.into_iter().find(|asked| asked.judge("closed").score == AnswerScore::Partly);
    let closed = closed.expect("nobody is there some time");
    assert_eq!(dial(&closed, "1-855-720-2559", "6"), AnswerScore::Right);
    assert_eq!(dial(&closed, "1-888-925-2559", ""), AnswerScore::Wrong);
    let right = closed.judge("").right;
    assert!(right[0].starts_with("closed, opens "), "{right:?}");
    judged(&closed, AnswerScore::Right, &[&right[0]]);
    judged(&closed, AnswerScore::Partly, &["closed", "nobody is there", "855 720 2559 option 6"]);
}

#[test]
fn what_only_the_phone_says_is_asked_only_where_the_phone_says_it() {
    let deck = Deck::of(builtin(), now());
    let listens: Vec<&str> = deck
        .cards()
        .iter()
        .filter(|card| card.kind == CardKind::Listen)
        .map(|card| card.id.as_str())
        .collect();
    assert_eq!(listens.len(), 6, "{listens:?}");
    let question = question("listen/sales support", "Listen");
    let AnswerForm::Listen(number, situation) = question.form else { panic!("{:?}", question.form) };
    assert_eq!(situation.caller, Caller { number: None, zone: None::<Zone> });
    let record = builtin()
        .call(
            &CallSpec::new(number, situation.at)
                .with_caller(situation.caller)
                .with_keys("6".parse().unwrap()),
        )
        .record;
    assert_eq!(question.judge_call(&record).score, AnswerScore::Right);
}

#[test]
fn a_way_with_pauses_is_right_as_it_is_told() {
    let plan = oracles::plan::plan(&garage_with(
        NEW_YORK_2023,
        "order",
        r#"
[inputs.order]
say = "Please enter your order number."
min_digits = 2
max_digits = 4
between_digits = "3s"
then = "menu"
[menus.menu]
say = "Press 2 for anything else."
[menus.menu.keys]
2 = "desk"
[destinations.desk]
name = "Desk"
topics = ["anything else"]
"#,
    ));
    let deck = Deck::of(&plan, now());
    let asked = deck.card("route/anything else").unwrap().ask(&plan, 0, now()).unwrap();
    let right = asked.judge("").right;
    assert_eq!(right, ["1-800-555-0100, then a number of 2 to 4 digits, then 2"]);
    judged(&asked, AnswerScore::Right, &[&right[0]]);
    judged(&asked, AnswerScore::Partly, &["1-800-555-0100 option 2"]);
}
