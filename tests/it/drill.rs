//! Drills: what they ask, how answers are judged, and which cards a changed plan has.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ivrsim::call::{CallSpec, Caller, KeySequence};
use ivrsim::diff::diff;
use ivrsim::explore::Horizon;
use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::Plan;
use ivrsim::plan::builtin;
use ivrsim::time::Zone;
use ivrsim::training::drill::{AnswerForm, AnswerScore, CardKind, Deck, Question};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::diff::edited;
use crate::drawn;
use crate::oracles;
use crate::oracles::dice::Dice;

mod alike;
mod answers;
mod certain;
mod desks;
mod entered;
mod explained;
mod holidays;
mod own;

/// A Monday at 8 in New York.
fn now() -> Timestamp {
    "2023-09-04T12:00:00Z".parse().expect("a moment")
}

proptest! {
    #![proptest_config(drawn::cases(32))]

    #[test]
    fn drills_of_any_plan_are_fair(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut dice = Dice::new(&bytes);
        let plan = oracles::plan::plan(&oracles::plan::text(&mut dice));
        oracles::drill::check(&plan, now(), &mut dice);
    }

    #[test]
    fn a_broken_file_of_questions_is_told_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 1..60)) {
        let mut dice = Dice::new(&bytes);
        let mut text = own::OWN.to_owned();
        while !dice.are_used_up() {
            oracles::mutation::change(&mut text, &mut dice);
        }
        let (deck, told) = own::own(&text);
        prop_assert!(deck.is_some() || !told.is_empty(), "{text}");
    }

    #[test]
    fn one_edit_changes_no_card_of_what_callers_meet_as_before(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut dice = Dice::new(&bytes);
        let text = oracles::plan::text(&mut dice);
        if let Some(new) = oracles::diff::edited(&text, &mut dice) {
            oracles::drill::check_change(&oracles::plan::plan(&text), &new, now(), &mut dice);
        }
    }
}

#[test]
fn every_card_of_the_directory_can_be_asked_under_any_seed() {
    let deck = Deck::of(builtin(), now());
    for card in deck.cards() {
        for seed in 0..6 {
            assert!(card.ask(builtin(), seed, now()).is_some(), "{} under {seed}", card.id);
            oracles::drill::check_card(builtin(), card, seed, now(), &mut Dice::new(&[]));
        }
    }
}

/// Text of the plan, and what stands there instead.
type Edits = &'static [(&'static str, &'static str)];
/// Cards that are not what they were.
type Changed = &'static [&'static str];

/// What differs between the decks of two plans: cards that are new, gone, or whose fact is another.
fn changed(old: &Plan, new: &Plan) -> Vec<String> {
    let facts = |plan: &Plan| -> BTreeMap<String, String> {
        Deck::of(plan, now()).cards().iter().map(|card| (card.id.clone(), card.fact.clone())).collect()
    };
    let (old, new) = (facts(old), facts(new));
    let mut told: Vec<String> = old
        .iter()
        .filter_map(|(id, fact)| match new.get(id) {
            None => Some(format!("- {id}")),
            Some(other) => (other != fact).then(|| id.clone()),
        })
        .collect();
    told.extend(new.keys().filter(|id| !old.contains_key(*id)).map(|id| format!("+ {id}")));
    told
}

#[test]
fn a_changed_plan_brings_back_exactly_the_cards_of_what_callers_meet_otherwise() {
    let cases: [(Edits, Changed); 7] = [
        (&[("\"Mo-Fr 08:00-18:00\"", "\"Mo-Fr 08:00-19:00\"")], &["open/commercial transactions"]),
        (&[("\"Mo-Fr 08:00-18:00\"", "\"Mo,Tu,We,Th,Fr 08:00-18:00\"")], &[]),
        (
            &[("6 = \"commercial-transactions\"", "8 = \"commercial-transactions\"")],
            &[
                "listen/commercial transactions",
                "number/commercial transactions",
                "option/commercial transactions",
                "route/commercial transactions",
            ],
        ),
        (
            &[("fax    = \"(877) 709-6084\"", "fax    = \"(877) 709-6085\"")],
            &["channel/funding ancillary documents dds/fax", "reverse/funding ancillary documents dds"],
        ),
        (
            &[("number = \"800.729.4622\"", "number = \"800.729.4623\"")],
            &[
                "number/ally insurance",
                "reverse/ally insurance",
                "route/ally insurance",
                "route/coverage questions",
                "route/insurance claims",
            ],
        ),
        (
            &[
                ("7 = \"ally-plus\"\n", ""),
                (
                    "[destinations.ally-plus]\nname   = \"Ally Plus\"\nhours  = \"cpc\"\nsource = \"Option 7 Ally Plus\"\n",
                    "",
                ),
            ],
            &[
                "- listen/ally plus",
                "- number/ally plus",
                "- open/ally plus",
                "- option/ally plus",
                "- route/ally plus",
            ],
        ),
        // Names in the file are nothing that people know.
        (&[("7 = \"ally-plus\"", "7 = \"plus\""), ("[destinations.ally-plus]", "[destinations.plus]")], &[]),
    ];
    for (edits, expected) in cases {
        let new = edited(edits);
        assert_eq!(changed(builtin(), &new), expected, "{edits:?}");
        let differs = !diff(builtin(), &new, Horizon::of(&new, 1)).is_empty();
        assert_eq!(differs, !expected.is_empty(), "{edits:?}: the cards say what callers meet");
    }
}

#[test]
fn what_holds_for_callers_of_one_place_only_is_not_told_to_all() {
    let plan = oracles::plan::plan(
        r#"
[plan]
name = "Garage"
effective = 2026-01-01
timezone = "America/New_York"
[hours]
day = { open = "Mo-Fr 08:00-17:00", timezone = "caller" }
evening = { open = "Mo-Fr 17:00-20:00", timezone = "caller" }
[lines.day]
number = "1-800-555-0100"
name = "Day"
answer = "desk"
[lines.evening]
number = "1-800-555-0199"
name = "Evening"
answer = "late"
[destinations.desk]
name = "Garage"
hours = "day"
closed = "hang-up"
[destinations.late]
name = "Garage"
hours = "evening"
closed = "hang-up"
"#,
    );
    let deck = Deck::of(&plan, now());
    let sides = deck.card("number/garage").unwrap().sides(&plan).unwrap();
    // Of all together nothing can be said, of each by itself that it is every caller's own time.
    let is_local = |hours: &Option<String>| hours.as_ref().is_some_and(|hours| hours.ends_with("local time"));
    assert!(sides.answers.iter().all(|answer| is_local(&answer.detail)), "{:?}", sides.answers);
    assert!(deck.directory(&plan).listed.iter().all(|listed| is_local(&listed.hours)));
    let text = DAY_AND_EVENING_AT_ONE_DESK;
    let plan = oracles::plan::plan(text);
    let deck = Deck::of(&plan, now());
    let sides = deck.card("number/garage").unwrap().sides(&plan).unwrap();
    assert!(sides.answers.iter().all(|answer| answer.detail.is_none()), "{:?}", sides.answers);
    assert!(deck.directory(&plan).listed.iter().all(|listed| listed.hours.is_none()));
}

/// One number that two schedules lead to, each on the caller's clock: no schedule says when somebody is there.
const DAY_AND_EVENING_AT_ONE_DESK: &str = r#"
[plan]
name = "Garage"
effective = 2026-01-01
timezone = "America/New_York"
[hours]
day = { open = "Mo-Fr 08:00-17:00", timezone = "caller" }
evening = { open = "Mo-Fr 18:00-20:00", timezone = "caller" }
[lines.day]
number = "1-800-555-0100"
name = "Day"
answer = "by-time"
[switches.by-time]
cases = [{ open = "day", then = "desk" }, { open = "evening", then = "desk" }]
otherwise = "hang-up"
[destinations.desk]
name = "Garage"
"#;

#[test]
fn hours_that_are_said_on_another_clock_are_the_same_fact() {
    // Two lines share the day, so that no schedule says when the desk is there, and the plan's clock has to.
    let plan = |zone: &str| {
        let text = format!(
            r#"
[plan]
name = "Garage"
effective = 2026-01-01
timezone = "{zone}"
[hours]
early = {{ open = "Mo-Fr 06:00-12:00", timezone = "America/New_York" }}
late = {{ open = "Mo-Fr 12:00-20:00", timezone = "America/New_York" }}
[switches.by-time]
cases = [{{ open = "early", then = "desk" }}, {{ open = "late", then = "desk" }}]
otherwise = "hang-up"
[lines.desk]
number = "1-800-555-0100"
name = "Garage"
answer = "by-time"
[destinations.desk]
name = "Garage"
"#
        );
        oracles::plan::plan(&text)
    };
    let (eastern, central) = (plan("America/New_York"), plan("America/Chicago"));
    assert!(diff(&eastern, &central, Horizon::since(now(), 2, eastern.zone)).is_empty());
    assert_eq!(changed(&eastern, &central), [] as [String; 0]);
    let said = |plan: &Plan| Deck::of(plan, now()).card("open/garage").unwrap().sides(plan).unwrap();
    assert_eq!(said(&eastern).answers[0].what, "Monday to Friday, 6 AM to 8 PM Eastern");
    assert_eq!(said(&central).answers[0].what, "Monday to Friday, 5 AM to 7 PM Central");
}

#[test]
fn what_has_changed_is_asked_with_what_was_right_before_among_the_choices() {
    let new = edited(&[
        ("\"Mo-Fr 08:00-18:00\"", "\"Mo-Fr 08:00-19:00\""),
        ("fax    = \"(877) 709-6084\"", "fax    = \"(877) 709-6085\""),
        ("7 = \"ally-plus\"", "8 = \"ally-plus\""),
    ]);
    let deck = Deck::changes(builtin(), &new, &diff(builtin(), &new, Horizon::of(&new, 1)));
    let mut told = String::new();
    for card in deck.cards() {
        let question = card.ask(&new, 0, now()).expect("a change can be asked");
        tell(&mut told, &card.id, &question);
        oracles::drill::check_card(&new, card, 0, now(), &mut Dice::new(&[]));
    }
    insta::assert_snapshot!("what_has_changed", told);
}

fn tell(told: &mut String, id: &str, question: &Question<'_>) {
    let _ = writeln!(told, "# {id}\n{}", question.text);
    for (letter, choice) in ('a'..).zip(&question.choices) {
        let _ = writeln!(told, "  {letter}) {choice}");
    }
    for hint in &question.hints {
        let _ = writeln!(told, "  hint: {hint}");
    }
    let right = &question.judge("").right;
    let judgement = question.judge(&right[0]);
    let _ = writeln!(told, "  = {}\n  {}", right.join(" | "), judgement.reason());
    for source in judgement.sources.iter().take(2) {
        // Lines move with every edit of the plan; which file it is does not.
        let (file, line) = source.place.rsplit_once(':').expect("a file and a line");
        assert!(line.parse::<u32>().is_ok(), "{}", source.place);
        let _ = writeln!(told, "  [{}] {}", file.rsplit('/').next().unwrap_or_default(), source.words);
    }
    told.push('\n');
}

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

#[track_caller]
fn judged(question: &Question<'_>, score: AnswerScore, answers: &[&str]) {
    for answer in answers {
        let judgement = question.judge(answer);
        assert_eq!(judgement.score, score, "{answer:?} to {}: {}", question.text, judgement.reason());
    }
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

fn dial(question: &Question<'_>, number: &str, keys: &str) -> AnswerScore {
    let AnswerForm::Call(situation) = question.form else { panic!("{} is no call", question.text) };
    let number = PhoneNumber::parse(number, Country::UnitedStates).expect("a number").number;
    let keys = keys.parse::<KeySequence>().expect("keys");
    let record = builtin()
        .call(&CallSpec::new(number, situation.at).with_caller(situation.caller).with_keys(keys.clone()))
        .record;
    question.judge_call(&record).score
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

fn request(id: &str, seed: u64) -> Question<'static> {
    let deck = Deck::of(builtin(), now());
    deck.card(id).expect(id).ask(builtin(), seed, now()).expect("it can be asked")
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
    let plan = oracles::plan::plan(
        r#"
[plan]
name = "Garage"
effective = 2023-01-01
timezone = "America/New_York"
[lines.main]
number = "1-800-555-0100"
name = "Garage"
answer = "order"
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
    );
    let deck = Deck::of(&plan, now());
    let asked = deck.card("route/anything else").unwrap().ask(&plan, 0, now()).unwrap();
    let right = asked.judge("").right;
    assert_eq!(right, ["1-800-555-0100, keys 0, 0, wait 4 seconds, 2"]);
    judged(&asked, AnswerScore::Right, &[&right[0]]);
    judged(&asked, AnswerScore::Partly, &["1-800-555-0100 option 2"]);
}
