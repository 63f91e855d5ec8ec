//! What must hold for the drills of any plan.

use std::collections::HashSet;

use ivrsim::call::CallSpec;
use ivrsim::diff::diff;
use ivrsim::directory::first_way;
use ivrsim::explore::Horizon;
use ivrsim::plan::{LineId, Plan, StepId};
use ivrsim::training::drill::{AnswerForm, AnswerScore, Card, Deck, Question, Situation};
use jiff::Timestamp;

use super::dice::Dice;

/// How many questions are looked at in one run.
const QUESTIONS: usize = 8;
/// Answers that nobody wants, and that must do no harm.
const NONSENSE: [&str; 14] = [
    "",
    " ",
    "-",
    "\u{0}\u{7f}",
    "0",
    "99999999999999999999999999",
    "a",
    "yes no yes",
    "8 8 8 8 8",
    "ß ﬁ e\u{301}",
    "“”",
    "closed, opens Smarch 44 at 25:61 Middle-earth",
    "1-800-555-0100, option ###########################################################",
    "😀",
];

/// Asks some cards of a plan's deck.
///
/// # Panics
///
/// If something does not hold.
pub fn check(plan: &Plan, now: Timestamp, dice: &mut Dice<'_>) {
    let deck = Deck::of(plan, now);
    let ids: HashSet<&str> = deck.cards().iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids.len(), deck.cards().len(), "every card has an id of its own");
    if deck.cards().is_empty() {
        return;
    }
    check_sides(plan, &deck, now);
    for _ in 0..QUESTIONS {
        let card = dice.one_of(deck.cards());
        let seed = dice.number().cast_unsigned();
        check_card(plan, card, seed, now, dice);
    }
}

/// What is printed holds at any time and does not tell its own answer; the quick reference has every line.
fn check_sides(plan: &Plan, deck: &Deck, now: Timestamp) {
    let later =
        Deck::of(plan, now.checked_add(jiff::SignedDuration::from_hours(24 * 100 + 7)).expect("near"));
    for card in deck.cards() {
        let sides = card.sides(plan);
        // A day with a name has the date on which it comes next.
        if !card.id.starts_with("open/on ") {
            let again = later.card(&card.id).expect("a fact stays").sides(plan);
            assert_eq!(sides, again, "{}", card.id);
        }
        let Some(sides) = sides else { continue };
        // Of the same day, the same is told whenever one looks.
        if let Some(again) = later.card(&card.id)
            && again.sides(plan).is_some_and(|again| again.front == sides.front)
        {
            assert_eq!(card.fact, again.fact);
        }
        assert!(!sides.answers.is_empty(), "{}", card.id);
        for answer in &sides.answers {
            assert!(!answer.what.is_empty(), "{sides:?}");
            assert!(!said(&sides.front).contains(&said(&answer.what)), "{sides:?}");
        }
    }
    let directory = deck.directory(plan);
    let listed: HashSet<LineId> = directory.listed.iter().map(|listed| listed.line).collect();
    assert_eq!(listed.len(), plan.lines().len());
}

/// A text by its words, with a space on each side of them.
fn said(text: &str) -> String {
    // The keys that are no digits are spoken by name.
    let text = text.replace('*', " star ").replace('#', " pound ");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!(" {} ", words.collect::<Vec<_>>().join(" ").to_lowercase())
}

/// Compares the decks of two plans with what callers meet under them: where nothing differs, no card does; and what has
/// changed can be asked.
///
/// # Panics
///
/// If something does not hold.
pub fn check_change(old: &Plan, new: &Plan, now: Timestamp, dice: &mut Dice<'_>) {
    // The days of the year ahead are cards.
    let horizon = Horizon::since(now, 2, old.zone);
    let diff = diff(old, new, horizon);
    if !diff.summary.complete || diff.summary.not_shown > 0 {
        return;
    }
    if diff.is_empty() {
        let facts = |plan: &Plan| -> Vec<(String, String)> {
            Deck::of(plan, now).cards().iter().map(|card| (card.id.clone(), card.fact.clone())).collect()
        };
        assert_eq!(facts(old), facts(new), "nothing differs to callers");
    }
    for card in Deck::changes(old, new, &diff).cards().iter().take(QUESTIONS) {
        let seed = dice.number().cast_unsigned();
        assert!(card.ask(new, seed, now).is_some(), "{}", card.id);
        check_card(new, card, seed, now, dice);
    }
}

/// Asks one card.
///
/// # Panics
///
/// If something does not hold.
pub fn check_card(plan: &Plan, card: &Card, seed: u64, now: Timestamp, dice: &mut Dice<'_>) {
    let Some(question) = card.ask(plan, seed, now) else { return };
    let again = card.ask(plan, seed, now).expect("the same seed asks again");
    assert_eq!((&question.text, &question.choices, question.form), (&again.text, &again.choices, again.form));
    assert_eq!(question.kind, card.kind);
    let right = question.judge("").right;
    assert!(!right.is_empty(), "{card:?}");
    for answer in &right {
        let judgement = question.judge(answer);
        assert_eq!(judgement.score, AnswerScore::Right, "{answer:?} to {}: {judgement:?}", question.text);
        assert!(!judgement.reason().is_empty(), "{}", question.text);
    }
    check_choices(&question, &right);
    for nonsense in NONSENSE {
        let _ = question.judge(nonsense);
    }
    let noise: Vec<u8> = (0..dice.below(60)).map(|_| dice.byte()).collect();
    let _ = question.judge(&String::from_utf8_lossy(&noise));
    if let AnswerForm::Call(situation) = question.form {
        check_call(plan, &question, situation);
    }
}

fn check_choices(question: &Question<'_>, right: &[String]) {
    let distinct: HashSet<String> = question.choices.iter().map(|choice| choice.to_lowercase()).collect();
    assert_eq!(distinct.len(), question.choices.len(), "{:?}", question.choices);
    assert_ne!(question.choices.len(), 1, "one choice is none: {}", question.text);
    let mut count = 0;
    for (index, choice) in question.choices.iter().enumerate() {
        let expected = if right.contains(choice) { AnswerScore::Right } else { AnswerScore::Wrong };
        count += usize::from(expected == AnswerScore::Right);
        let letter = char::from(b'a' + u8::try_from(index).expect("few choices"));
        for answer in [choice.clone(), letter.to_string(), format!("{letter})")] {
            assert_eq!(
                question.judge(&answer).score,
                expected,
                "{answer} to {}: {:?}",
                question.text,
                question.choices
            );
        }
    }
    assert!(question.choices.is_empty() || count == 1, "{}: {:?}", question.text, question.choices);
}

/// Whoever calls as the search tells is right, when somebody is there and when nobody is.
fn check_call(plan: &Plan, question: &Question<'_>, situation: Situation) {
    let (_, rest) = question.text.split_once('“').expect("a request is quoted");
    let (words, _) = rest.split_once('”').expect("a quote ends");
    let named = |words: &str| -> Vec<StepId> {
        plan.steps().filter(|(_, step)| step.name.as_deref() == Some(words)).map(|(id, _)| id).collect()
    };
    let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
    let steps = named(words);
    if steps.is_empty() {
        return;
    }
    let Situation { caller, at } = situation;
    let way = first_way(plan, &lines, &steps, caller, at).expect("who is asked for can be reached");
    let number = plan.line(way.line).number.value;
    let record = plan.call(&CallSpec::new(number, at).with_caller(caller).with_keys(way.keys.clone())).record;
    let judgement = question.judge_call(&record);
    assert_eq!(judgement.score, AnswerScore::Right, "{}: {number} {} {judgement:?}", question.text, way.keys);
    // A number that nobody has is never right.
    let nobody = ivrsim::number::PhoneNumber::from_e164(18_005_550_199).expect("a number");
    let record = plan.call(&CallSpec::new(nobody, at).with_caller(caller)).record;
    assert_eq!(question.judge_call(&record).score, AnswerScore::Wrong);
}
