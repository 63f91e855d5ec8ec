//! Lessons and cards in the language of a plan: what is asked and said in it, and what is understood.
//!
//! The plans are those of `tests/cases/lessons/`; what is asked of each stands beside it, and is to be read by somebody who speaks
//! the language after each change.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ivrsim::plan::Plan;
use ivrsim::training::cards::CardsReport;
use ivrsim::training::drill::{AnswerForm, AnswerScore, Card, Deck, Question};
use jiff::Timestamp;

use super::{judged, tell};
use crate::helpers::generated::assert_generated;
use crate::oracles;

/// A Monday at 8 in Chicago.
fn now() -> Timestamp {
    "2026-03-02T14:00:00Z".parse().unwrap()
}

fn text(language: &str) -> String {
    fs::read_to_string(format!("tests/cases/lessons/{language}.toml")).unwrap()
}

fn plan(language: &str) -> Plan {
    oracles::plan::plan(&text(language))
}

/// Each way in which a card is asked, in the order of its seeds.
fn questions<'p>(card: &Card, plan: &'p Plan, seeds: u64) -> Vec<Question<'p>> {
    let mut ways = Vec::new();
    let mut all = Vec::new();
    for question in (0..seeds).filter_map(|seed| card.ask(plan, seed, now())) {
        let way = (question.text.chars().rev().take(18).collect::<String>(), question.choices.len());
        if !ways.contains(&way) {
            ways.push(way);
            all.push(question);
        }
    }
    all
}

#[test]
fn every_kind_of_question_is_asked_in_the_language_of_the_plan() {
    for language in ["es", "fr"] {
        let plan = plan(language);
        let deck = Deck::of(&plan, now());
        let mut told = String::new();
        for card in deck.cards() {
            let _ = writeln!(told, "## {}", card.name);
            if let Some(introduction) = card.introduction(&plan) {
                let [heading, lead, fact] = [introduction.heading, introduction.lead, introduction.told];
                let hours = introduction.hours.unwrap_or_default();
                let _ = writeln!(told, "new: {heading} | {lead} | {fact} | {hours}");
            }
            told.push('\n');
            for question in questions(card, &plan, 8) {
                tell(&mut told, &card.id, &question);
                told.truncate(told.trim_end().len());
                let _ = writeln!(told, "\n  ({}) {}\n", question.expected(), question.explained());
            }
        }
        assert_generated(Path::new(&format!("tests/cases/lessons/{language}.txt")), &told);
        let markdown = CardsReport::new(&plan, &deck).markdown().to_string();
        assert_generated(Path::new(&format!("tests/cases/lessons/{language}.md")), &markdown);
    }
}

/// Words without which nobody speaks English, and which neither Spanish nor French has.
const ENGLISH: [&str; 58] = [
    "the", "of", "is", "are", "and", "with", "you", "your", "for", "which", "what", "when", "whose", "press",
    "dial", "open", "opens", "closed", "closes", "hours", "to", "at", "from", "by", "it", "that", "this",
    "caller", "callers", "who", "how", "then", "there", "they", "not", "says", "stay", "nobody", "somebody",
    "today", "tomorrow", "answer", "right", "wrong", "holidays", "monday", "friday", "saturday", "march",
    "december", "eastern", "central", "mountain", "noon", "midnight", "until", "listed", "reached",
];

#[track_caller]
fn has_no_english(told: &str) {
    let words = told.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let english: Vec<String> = words.filter(|word| ENGLISH.contains(&word.as_str())).collect();
    assert!(english.is_empty(), "{english:?} in {told}");
}

#[test]
fn no_word_of_english_is_left_in_lessons_and_on_cards() {
    for language in ["es", "fr"] {
        let plan = plan(language);
        let deck = Deck::of(&plan, now());
        for card in deck.cards() {
            has_no_english(&card.name);
            for question in questions(card, &plan, 8) {
                has_no_english(&question.text);
                has_no_english(&question.expected());
                has_no_english(&question.explained());
                question.choices.iter().chain(&question.hints).for_each(|told| has_no_english(told));
                for answer in
                    ["", "zzz", "1", "9", "1-800-555-0171", "1-800-555-0170", "no", "sí", "oui", "3 p. m."]
                {
                    let judgement = question.judge(answer);
                    has_no_english(&judgement.note);
                    has_no_english(&judgement.why);
                    judgement.right.iter().for_each(|right| has_no_english(right));
                    has_no_english(&question.asks_again(answer));
                }
            }
            let introduction = card.introduction(&plan).map(|it| [it.heading, it.lead, it.told]);
            introduction.into_iter().flatten().for_each(|told| has_no_english(&told));
        }
        let report = CardsReport::new(&plan, &deck);
        let mut page = Vec::new();
        report.html(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        let (_, body) = page.split_once("<body>").unwrap();
        let body: String =
            body.split('<').filter_map(|part| part.split_once('>')).map(|(_, told)| told).collect();
        has_no_english(&body);
        has_no_english(&report.markdown().to_string());
        let anki = report.anki().to_string();
        let backs = anki
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split('\t').skip(1).take(2));
        backs.for_each(has_no_english);
    }
}

#[track_caller]
fn question<'p>(plan: &'p Plan, id: &str, words: &str) -> Question<'p> {
    let deck = Deck::of(plan, now());
    let card = deck.card(id).unwrap_or_else(|| {
        panic!("no {id} among {:?}", deck.cards().iter().map(|card| &card.id).collect::<Vec<_>>())
    });
    let mut asked = (0..200).filter_map(|seed| card.ask(plan, seed, now()));
    let found = asked.find(|question| question.text.contains(words) && question.form != AnswerForm::Choice);
    found.unwrap_or_else(|| panic!("{id} never asks {words}"))
}

#[test]
fn answers_in_spanish_are_understood() {
    let plan = plan("es");
    let option = question(&plan, "option/el taller", "¿Qué opción");
    let right =
        ["3", "opción 3", "oprima el 3", "Oprima 3.", "la tecla 3", "marque el tres", "option 3", "press 3"];
    judged(&option, AnswerScore::Right, &right);
    judged(&option, AnswerScore::Wrong, &["2", "oprima el 4", "el taller", "asterisco"]);
    let number = question(&plan, "number/el taller", "¿Qué número");
    let right = [
        "1-800-555-0170, opción 3",
        "marque el 1-800-555-0170 y luego oprima el 3",
        "1 800 555 0170 option 3",
    ];
    judged(&number, AnswerScore::Right, &right);
    judged(&number, AnswerScore::Partly, &["1-800-555-0170", "1-800-555-0170 y luego el 2"]);
    let hours = question(&plan, "open/el taller", "un lunes");
    for right in [
        "de 9 a 5:30",
        "de 9 a. m. a 5:30 p. m.",
        "de nueve de la mañana a cinco y media de la tarde",
        "de las 9 a las 17:30",
        "9 am to 5:30 pm",
        "9 a. m. hasta cinco y treinta p. m., hora de la montaña",
        "de 10 a 6:30, hora del centro",
    ] {
        judged(&hours, AnswerScore::Right, &[right]);
    }
    judged(&hours, AnswerScore::Partly, &["de 9 a 6"]);
    judged(&hours, AnswerScore::Wrong, &["cerrado", "de 8 a 12", "no hay nadie"]);
    let open = question(&plan, "open/el taller", "está abierto");
    let is_open = open.judge("sí").score == AnswerScore::Right;
    for (answer, says) in [
        ("sí", true),
        ("si", true),
        ("Sí, está abierto.", true),
        ("abierto", true),
        ("no está cerrado", true),
        ("yes", true),
        ("no", false),
        ("No hay nadie", false),
        ("está cerrado", false),
        ("no está abierto", false),
        ("ya no atienden", false),
        ("closed", false),
    ] {
        let wanted = if says == is_open { AnswerScore::Right } else { AnswerScore::Wrong };
        judged(&open, wanted, &[answer]);
    }
    assert!(!open.is_answered_by("no sé") && !open.is_answered_by("quizás"));
    let opens = question(&plan, "open/recetas", "¿Cuándo abre");
    let right = &opens.judge("").right[0];
    judged(&opens, AnswerScore::Right, &[right]);
    judged(&opens, AnswerScore::Wrong, &["pasado mañana a medianoche"]);
}

#[test]
fn answers_in_french_are_understood() {
    let plan = plan("fr");
    let option = question(&plan, "option/l atelier", "Quelle option");
    let right =
        ["3", "option 3", "appuyez sur le 3", "faites le 3", "la touche 3", "composez le trois", "press 3"];
    judged(&option, AnswerScore::Right, &right);
    judged(&option, AnswerScore::Wrong, &["2", "faites le 4", "l'atelier", "l'étoile"]);
    let number = question(&plan, "number/l atelier", "Quel numéro");
    let right = [
        "1-800-555-0170, option 3",
        "composez le 1-800-555-0170, puis faites le 3",
        "1 800 555 0170 poste 3",
    ];
    judged(&number, AnswerScore::Right, &right);
    judged(&number, AnswerScore::Partly, &["1-800-555-0170"]);
    let hours = question(&plan, "open/l atelier", "un lundi");
    for right in [
        "de 9 h à 17 h 30",
        "9 h - 17 h 30",
        "de 9h à 17h30",
        "de neuf heures à cinq heures et demie",
        "9 heures du matin à 5 heures et demie du soir",
        "de 9 h à 17 h 30, heure du Centre",
        "9 am to 5:30 pm",
    ] {
        judged(&hours, AnswerScore::Right, &[right]);
    }
    judged(&hours, AnswerScore::Partly, &["de 9 h à 18 h"]);
    judged(&hours, AnswerScore::Wrong, &["fermé", "de 8 h à midi", "personne"]);
    let open = question(&plan, "open/l atelier", "est-ce ouvert");
    let is_open = open.judge("oui").score == AnswerScore::Right;
    for (answer, says) in [
        ("oui", true),
        ("Oui, c'est ouvert.", true),
        ("ce n'est pas fermé", true),
        ("yes", true),
        ("non", false),
        ("C'est fermé", false),
        ("ce n\u{2019}est pas ouvert", false),
        ("il n'y a personne", false),
    ] {
        let wanted = if says == is_open { AnswerScore::Right } else { AnswerScore::Wrong };
        judged(&open, wanted, &[answer]);
    }
    assert!(!open.is_answered_by("je ne sais pas"));
}

/// A plan, what is asked for, a word of the question, right answers and wrong ones.
type EntryCase = (Plan, &'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// A learner may call what is entered by its name, instead of inventing its digits.
#[test]
fn an_entry_may_be_called_by_its_name() {
    let english = text("es").replace("language  = \"es\"", "language  = \"en\"");
    let english = english.replace("número de cuenta\"", "account number\"");
    let cases: [EntryCase; 3] = [
        (
            oracles::plan::plan(&english),
            "facturación",
            "What do you press",
            &[
                "2, then my account number",
                "press 2 and enter the account number",
                "2, then the 8-digit account number",
                "option 2, then your account number, which begins with 1",
                "2 and then the account number beginning with 2",
                "press two, enter your number",
                "2 12345678",
            ],
            &[
                "2",
                "2, then my order number",
                "2, then my account number, which begins with 9",
                "my account number",
                "3, then my account number",
            ],
        ),
        (
            plan("es"),
            "facturación",
            "¿Qué se oprime",
            &["2, luego mi número de cuenta"],
            &["2, luego mi número de pedido", "mi número de cuenta", "3, luego mi número de cuenta"],
        ),
        (
            plan("fr"),
            "la facturation",
            "Sur quoi appuyez-vous",
            &["option 2, puis votre numéro de compte à 8 chiffres, qui commence par 1 ou 2"],
            &["2, puis mon numéro de commande", "mon numéro de compte"],
        ),
    ];
    for (plan, team, words, right, others) in cases {
        let option = question(&plan, &format!("option/{team}"), words);
        judged(&option, AnswerScore::Right, right);
        for answer in others {
            assert_ne!(option.judge(answer).score, AnswerScore::Right, "{answer}");
        }
        let number = question(&plan, &format!("number/{team}"), "");
        for answer in right {
            let answer = format!("1-800-555-0170, {answer}");
            judged(&number, AnswerScore::Right, &[&answer]);
        }
    }
}

#[test]
fn all_entries_that_lead_to_one_team_are_told() {
    for (language, id, told) in [
        (
            "es",
            "option/facturación",
            "opción 2, luego su número de cuenta de 8 dígitos, que empieza con 1 o 2",
        ),
        (
            "fr",
            "option/la facturation",
            "option 2, puis votre numéro de compte à 8 chiffres, qui commence par 1 ou 2",
        ),
    ] {
        let plan = plan(language);
        let sides = Deck::of(&plan, now()).card(id).unwrap().sides(&plan).unwrap();
        assert_eq!(sides.answers[0].what, told);
    }
}

#[test]
fn what_keys_do_while_it_rings_is_told() {
    for (language, id, note) in [
        ("es", "number/el taller", "Mientras suena: oprima el 9 para dejar un mensaje."),
        ("fr", "number/l atelier", "Pendant que ça sonne\u{a0}: appuyez sur le 9 pour laisser un message."),
    ] {
        let plan = plan(language);
        let deck = Deck::of(&plan, now());
        let card = deck.card(id).unwrap();
        assert!(card.sides(&plan).unwrap().notes.contains(&note.to_owned()), "{:?}", card.sides(&plan));
        let asked = card.ask(&plan, 1, now()).unwrap();
        assert!(asked.judge("").why.ends_with(note), "{}", asked.judge("").why);
    }
}

/// One plan in three languages: a card asks the same, and what is right in English is right in each.
#[test]
fn a_card_asks_the_same_in_each_language_under_one_seed() {
    // Key 6 leads to a third language, whichever the plan has.
    let other = |language: &str| if language == "fr" { "es" } else { "fr" };
    let in_language = |language: &str| {
        let foreign =
            text("es").replace("language = \"en\" }", &format!("language = \"{}\" }}", other(language)));
        oracles::plan::plan(&foreign.replace("language  = \"es\"", &format!("language  = \"{language}\"")))
    };
    let english = in_language("en");
    let deck = Deck::of(&english, now());
    for language in ["es", "fr"] {
        let own = in_language(language);
        let own_deck = Deck::of(&own, now());
        assert_eq!(own_deck.cards().len(), deck.cards().len());
        let mut compared = 0;
        for (card, own_card) in deck.cards().iter().zip(own_deck.cards()) {
            // What is spoken differs, and so does whether it tells the key.
            if card.id.starts_with("listen/") {
                continue;
            }
            assert_eq!((&card.id, &card.fact.is_empty()), (&own_card.id, &own_card.fact.is_empty()));
            for seed in 0..4 {
                let [told, asked] =
                    [(card, &english), (own_card, &own)].map(|(card, plan)| card.ask(plan, seed, now()));
                let (Some(told), Some(asked)) = (told, asked) else { continue };
                let is_typed = told.choices.is_empty() && asked.choices.is_empty();
                for right in told.judge("").right.iter().filter(|_| is_typed) {
                    judged(&asked, AnswerScore::Right, &[right]);
                    compared += 1;
                }
                assert_eq!(told.hints.len(), asked.hints.len(), "{}", asked.text);
                let [one, two] = [&told, &asked].map(|question| question.judge("").right.len());
                assert_eq!(one, two, "{}", asked.text);
            }
        }
        assert!(compared > 100, "{compared} in {language}");
    }
}
