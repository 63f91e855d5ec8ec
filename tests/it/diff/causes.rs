//! What is told as the cause of differences: the line that was edited, and no other.

use ivrsim::base::text::Paint;
use ivrsim::diff::report::{DiffReport, PlanName};
use ivrsim::diff::{BeforeAfter, diff};
use ivrsim::explore::Horizon;

use crate::oracles;

const HELPLINE: &str = r#"
[plan]
name = "Helpline"
effective = 2026-01-05
timezone = "America/Denver"
[defaults]
wait = "3s"
counter = "slips"
[defaults.no_input]
say = { en = "We hear nothing.", es = "No oímos nada." }
tries = 3
then = "agents"
[defaults.no_match]
say = { en = "No such key.", es = "Esa opción no existe." }
tries = 3
then = "agents"
[lines.main]
number = "1-800-555-0150"
name = "Helpline"
answer = "welcome"
[lines.spanish]
number = "1-800-555-0151"
name = "Ayuda"
language = "es"
answer = "main"
[menus.welcome]
say = "Hello. Para español, oprima el dos."
[menus.welcome.keys]
1 = "main"
2 = { to = "main", language = "es" }
[menus.main]
say.en = "For an agent, press 1. For the office, press 3."
say.es = "Para hablar con alguien, oprima el 1. Para la oficina, oprima el 3."
keys.1 = "agents"
keys.3 = "office"
[menus.main.no_input]
then = "box"
[menus.office]
counter = "together"
say = "Press 1 for a message."
keys.1 = "box"
[destinations.agents]
name = "Agents"
say = { en = "One moment.", es = "Un momento." }
rings = "60s"
unanswered = "box"
full = "box"
busy = "office"
[voicemails.box]
name = "Box"
say = { en = "Leave a message.", es = "Deje un mensaje." }
"#;

/// The lines that are told as causes, without their signs, and how many causes there are.
fn told(old: &str, new: &str) -> (Vec<String>, usize) {
    let plans = [old, new].map(oracles::plan::plan);
    let [old, new] = &plans;
    let found = diff(old, new, Horizon::of(new, 1));
    let names =
        BeforeAfter { old: "old.toml", new: "new.toml" }.map(|name| PlanName { plan: Some(name.to_owned()) });
    let report = DiffReport::new(old, new, names, &found, true).human(Paint::new(false)).to_string();
    let is_edit = |line: &&str| line.starts_with("- ") || line.starts_with("+ ");
    (report.lines().filter(is_edit).map(str::to_owned).collect(), found.groups.len())
}

#[test]
fn an_edit_of_one_line_is_told_as_the_cause_of_all_that_differs() {
    let edits = [
        ("counter = \"slips\"", "counter = \"apart\""),
        ("counter = \"together\"", "counter = \"apart\""),
        ("2 = { to = \"main\", language = \"es\" }", "2 = { to = \"main\" }"),
        ("2 = { to = \"main\", language = \"es\" }", "2 = { to = \"main\", language = \"fr\" }"),
        ("full = \"box\"", ""),
        ("busy = \"office\"", ""),
        ("busy = \"office\"", "busy = \"box\""),
        ("keys.3 = \"office\"", "keys.3 = \"box\""),
        ("then = \"box\"\n[menus.office]", "then = \"hang-up\"\n[menus.office]"),
    ];
    for (one, other) in edits {
        let edited = HELPLINE.replacen(one, other, 1);
        assert_ne!(edited, HELPLINE);
        let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        let wanted: Vec<String> = [("-", first(one)), ("+", first(other))]
            .into_iter()
            .filter(|(_, line)| !line.is_empty())
            .map(|(sign, line)| format!("{sign} {line}"))
            .collect();
        assert_eq!(told(HELPLINE, &edited), (wanted.clone(), 1), "{one} as {other}");
        let back: Vec<String> = wanted
            .iter()
            .rev()
            .map(|line| match line.split_at(1) {
                ("-", rest) => format!("+{rest}"),
                (_, rest) => format!("-{rest}"),
            })
            .collect();
        assert_eq!(told(&edited, HELPLINE), (back, 1), "{other} as {one}");
    }
}

#[test]
fn how_many_tries_there_are_is_told_where_it_is_written() {
    for kind in ["no_input", "no_match"] {
        let at = HELPLINE.find(&format!("[defaults.{kind}]")).unwrap();
        let (head, tail) = HELPLINE.split_at(at);
        let edited = format!("{head}{}", tail.replacen("tries = 3", "tries = 2", 1));
        assert_eq!(told(HELPLINE, &edited), (vec!["- tries = 3".into(), "+ tries = 2".into()], 1), "{kind}");
        let endless =
            format!("{head}{}", tail.replacen("tries = 3\nthen = \"agents\"", "unlimited = true", 1));
        let (lines, causes) = told(HELPLINE, &endless);
        assert_eq!((lines, causes), (vec!["- tries = 3".into(), "+ unlimited = true".into()], 1), "{kind}");
    }
}

#[test]
fn the_language_of_a_line_is_told_where_the_line_is_written() {
    let edited = HELPLINE.replacen("language = \"es\"\nanswer", "answer", 1);
    let (lines, causes) = told(HELPLINE, &edited);
    assert_eq!(causes, 1, "{lines:?}");
}
