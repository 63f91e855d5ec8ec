//! Questions of a company's own.

use ivrsim::base::source::Sources;
use ivrsim::plan::builtin;
use ivrsim::training::drill::{AnswerScore, Deck, Question, own_questions};

use super::{dial, judged, now};
use crate::oracles;
use crate::oracles::dice::Dice;

/// Questions of each form that people can write.
pub(super) const OWN: &str = r#"
[[question]]
name = "FedEx in the morning"
ask = "Which ZIP code brings a FedEx package there before 4:30 AM?"
accept = ["38153"]
wrong = ["38118", "40290"]
why = "Only FedEx packages sent to 38153 arrive before 4:30 AM."

[[question]]
name = "GAP on a Saturday"
request = "a refund of GAP"
at = "2023-09-02 12:40"
from = "America/Denver"
right = "dsc"

[[question]]
name = "Slogan"
ask = "What do we say at the end?"
accept = ["Thank you for your business", "thanks"]
"#;

/// The deck of a file of questions, and all that is wrong with it.
pub(super) fn own(text: &str) -> (Option<Deck>, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("questions.toml", text);
    let mut diagnostics = Vec::new();
    let deck = own_questions(builtin(), &sources, &[file], &mut diagnostics);
    let told = diagnostics
        .iter()
        .map(|wrong| format!("{}: {}; {}", wrong.code, wrong.message, wrong.help.join("; ")));
    (deck, told.collect())
}

#[test]
fn own_questions_are_asked_and_judged_like_all_others() {
    let (deck, told) = own(OWN);
    assert_eq!(told, [] as [String; 0]);
    let deck = deck.expect("nothing is wrong");
    for card in deck.cards() {
        for seed in 0..4 {
            oracles::drill::check_card(builtin(), card, seed, now(), &mut Dice::new(&[]));
        }
    }
    let ask = |id: &str| deck.card(id).expect(id).ask(builtin(), 0, now()).expect("it can be asked");
    let zip = ask("own/fedex in the morning");
    assert_eq!(zip.choices.len(), 3);
    judged(&zip, AnswerScore::Right, &["38153"]);
    judged(&zip, AnswerScore::Wrong, &["38118", "3815"]);
    let gap = ask("own/gap on a saturday");
    assert!(gap.text.starts_with("It is Saturday, September 2, 10:40 AM in Denver."), "{}", gap.text);
    assert_eq!(dial(&gap, "888.919.2559", ""), AnswerScore::Right);
    assert_eq!(dial(&gap, "888.925.2559", ""), AnswerScore::Wrong);
    judged(&ask("own/slogan"), AnswerScore::Right, &["thank you for your busines", "Thanks!"]);
}

#[test]
fn all_that_is_wrong_with_own_questions_is_said_at_once() {
    let (deck, told) = own(r#"
[[question]]
name = "a"
ask = "What?"
[[question]]
name = "A"
ask = "What?"
accept = ["this"]
[[question]]
name = "a a"
ask = "What?"
accept = ["Ally Plus"]
wrong = ["ally plus!"]
[[question]]
name = "b"
request = "GAP"
at = "some day"
right = "dcs"
[[question]]
name = "c"
colour = "red"
[questions]
"#);
    assert!(deck.is_none());
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn texts_of_own_questions_have_limits_and_tabs_are_spaces() {
    let question = |name: &str, ask: &str| {
        format!("[[question]]\nname = \"{name}\"\nask = \"{ask}\"\naccept = \"yes\"\nwrong = \"no\"\n")
    };
    let long = |count: usize| "k".repeat(count);
    for (text, code) in [
        (question(&long(201), "Well?"), "text-too-long"),
        (question(&long(70_000), "Well?"), "text-too-long"),
        (question("Name", &long(10_001)), "text-too-long"),
        (question("Name", "Well?").replace("\"yes\"", &format!("\"{}\"", long(10_001))), "text-too-long"),
        (question("Na\\nme", "Well?"), "control-character"),
        (question("Na\\u2028me", "Well?"), "control-character"),
        (question("Name", "We\\u0007ll?"), "control-character"),
        (question("Name", "Well?").replace("\"no\"", "\"n\\u001bo\""), "control-character"),
    ] {
        let (deck, told) = own(&text);
        assert!(deck.is_none() && told.len() == 1 && told[0].starts_with(code), "{code}: {told:?}");
    }
    let (deck, told) =
        own(&question(&long(200), "Which\\tone,\\n\\tin two lines?").replace("\"yes\"", "\"to\\tsay yes\""));
    assert_eq!(told, [] as [String; 0]);
    let deck = deck.expect("nothing is wrong");
    let asked = deck.cards()[0].ask(builtin(), 0, now()).expect("it can be asked");
    assert_eq!(asked.text, "Which one,\n in two lines?");
    judged(&asked, AnswerScore::Right, &["to say yes"]);
}

#[test]
fn answers_that_differ_in_a_sign_are_told_apart_by_whoever_wrote_them() {
    let (deck, told) = own(r#"
[[question]]
name = "C++"
ask = "Which language?"
accept = "C++"
wrong = ["C#", "C"]

[[question]]
name = "C#"
ask = "And the other one?"
accept = "C#"
"#);
    assert_eq!(told, [] as [String; 0]);
    let deck = deck.expect("nothing is wrong");
    let ids: Vec<&str> = deck.cards().iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids, ["own/c/C++", "own/c/C#"]);
    let asked = deck.cards()[0].ask(builtin(), 0, now()).expect("it can be asked");
    judged(&asked, AnswerScore::Right, &["C++", "c++"]);
    judged(&asked, AnswerScore::Wrong, &["C#"]);
    let asked = deck.cards()[1].ask(builtin(), 0, now()).expect("it can be asked");
    judged(&asked, AnswerScore::Right, &["C#", "c#"]);
    judged(&asked, AnswerScore::Wrong, &["C++", "c"]);
}

/// A question of one's own that accepts this, typed unless there are wrong answers to choose from.
fn asking(accept: &str, wrong: &str, seed: u64) -> Question<'static> {
    let (deck, told) = own(&format!(
        "[[question]]\nname = \"One\"\nask = \"Well?\"\naccept = {accept:?}\nwrong = [{wrong}]\n"
    ));
    assert_eq!(told, [] as [String; 0]);
    deck.expect("nothing is wrong").cards()[0].ask(builtin(), seed, now()).expect("it can be asked")
}

#[test]
fn signs_a_minus_and_a_lone_letter_of_accepted_answers_count() {
    for (accept, right, wrong) in [
        ("C++", "c++", "C"),
        ("C#", "c#", "C"),
        ("A+", "a+", "A"),
        ("A-", "a-", "A"),
        ("\u{2265}5", "\u{2265} 5", "5"),
        ("-1", "- 1", "1"),
        ("-40", "\u{2212}40", "40"),
        (".5", ".5", "5"),
        ("Tier 1+", "tier 1+", "tier 1"),
        ("Form A", "the form a", "form"),
        ("IT Support", "it support", "support"),
        ("Sign on", "sign on", "sign"),
    ] {
        let asked = asking(accept, "", 0);
        judged(&asked, AnswerScore::Right, &[accept, right]);
        judged(&asked, AnswerScore::Wrong, &[wrong]);
        assert!(asked.is_answered_by(wrong), "{wrong} for {accept} is an answer");
    }
}

#[test]
fn a_short_wrong_answer_counts_and_nothing_at_all_does_not() {
    for (accept, wrong) in [
        ("yes", vec!["no", "n"]),
        ("1.5", vec!["15", "2"]),
        ("1st", vec!["1", "2"]),
        ("five", vec!["6"]),
        ("Form A", vec!["B", "no"]),
        ("38153", vec!["7", "38"]),
        ("C++", vec!["+", "D"]),
        ("Thank you for your business", vec!["no"]),
    ] {
        let asked = asking(accept, "", 0);
        for wrong in wrong {
            judged(&asked, AnswerScore::Wrong, &[wrong]);
            assert!(asked.is_answered_by(wrong), "{wrong} for {accept} is an answer");
        }
        for nothing in ["", " ", "-", "???"] {
            assert!(!asked.is_answered_by(nothing), "{nothing:?} for {accept}");
        }
    }
    assert!(!asking("Thank you for your business", "", 0).is_answered_by("x"), "a lone key");
}

#[test]
fn choices_that_are_letters_or_numbered_mean_what_is_shown_and_what_they_say() {
    for (accept, wrong) in [
        ("B", r#""A", "C", "D""#),
        ("C", r#""B""#),
        ("Option 2", r#""Option 1", "Option 3""#),
        ("Form B", r#""Form A", "Form C""#),
        ("A", r#""Both", "None""#),
        ("Option 7", r#""Option 1", "Option 2""#),
    ] {
        for seed in 0..12 {
            let asked = asking(accept, wrong, seed);
            assert!(asked.choices.len() > 1, "{accept}");
            for (letter, choice) in ('a'..).zip(&asked.choices) {
                let score = if choice == accept { AnswerScore::Right } else { AnswerScore::Wrong };
                judged(&asked, score, &[&letter.to_string(), choice, &choice.to_lowercase()]);
                if let Some(number) = choice.strip_prefix("Option ") {
                    judged(&asked, score, &[number]);
                }
            }
        }
    }
}
