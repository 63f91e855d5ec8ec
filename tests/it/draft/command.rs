//! The command: what it writes, what it asks, what its exit code says, and how a later edition is compared.

use std::fs;
use std::path::Path;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;

const LIST: &str = "\
Acme Support\n============\n\nEffective March 1, 2026\n\n\
Desk\tPhone\tHours\nBilling\t518-555-0142\tMon-Fri 8 am - 5 pm ET\nRepairs\t518-555-0143\tMon-Fri 9 am - 6 pm ET\n";

fn plan_text(folder: &Path, plan: &str) -> String {
    let mut paths: Vec<_> =
        fs::read_dir(folder.join(plan)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn a_list_becomes_a_plan_that_other_commands_take() {
    let folder = files(&[("list.txt", LIST)]);
    let (code, told, errors) = ivrsim(folder.path(), &["draft", "list.txt", "--out", "menus"]);
    assert_eq!((code, errors.as_str()), (0, ""), "{told}");
    assert!(told.starts_with("wrote menus/plan.toml\nwrote menus/1-acme-support.toml\n"), "{told}");
    assert!(told.contains("2  numbers that are dialed"), "{told}");
    let (code, told, _) = ivrsim(folder.path(), &["fmt", "--check", "menus"]);
    assert_eq!(code, 0, "{told}");
    let (code, told, errors) =
        ivrsim(folder.path(), &["--plan", "menus", "lines", "--at", "2026-03-02 08:30"]);
    assert_eq!(code, 0, "{errors}");
    assert!(told.contains("1-518-555-0142") && told.contains("Repairs"), "{told}");
    let (_, told, _) =
        ivrsim(folder.path(), &["--plan", "menus", "call", "518-555-0143", "--at", "2026-03-02 08:30"]);
    assert!(
        told.contains("Repairs is closed. The hours are Monday to Friday, 9 AM to 6 PM Eastern."),
        "{told}"
    );
    let (code, told, _) =
        ivrsim(folder.path(), &["--plan", "menus", "check", "--at", "2026-03-02", "--deny", "warning"]);
    assert_eq!(code, 0, "{told}");
    let (code, _, errors) = ivrsim(folder.path(), &["draft", "list.txt", "--out", "menus"]);
    assert_eq!(code, 2);
    assert!(errors.contains("menus has a plan already, which was not replaced"), "{errors}");
}

#[test]
fn what_is_open_stands_in_the_plan_and_the_exit_code_says_so() {
    let folder = files(&[("list.txt", &LIST.replace("Mon-Fri 9 am - 6 pm ET", "Mon-Fri 9 - 6 Local Time"))]);
    let (code, told, _) = ivrsim(folder.path(), &["draft", "list.txt", "--out", "menus"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("questions that are open: 2"), "{told}");
    let text = plan_text(folder.path(), "menus");
    assert!(text.contains("# Question local-time-repairs: “Local time” of Repairs: whose?\n"), "{text}");
    assert!(text.contains("assumed  = \"AM and PM are not given"), "{text}");
    let answers = "half-of-day-repairs = \"Mon-Fri 9 am - 6:30 pm\"\nlocal-time-repairs = 2\n";
    fs::write(folder.path().join("answers.toml"), answers).unwrap();
    let args = ["draft", "list.txt", "--out", "answered", "--answers", "answers.toml"];
    let (code, told, errors) = ivrsim(folder.path(), &args);
    assert_eq!(code, 0, "{told}{errors}");
    let text = plan_text(folder.path(), "answered");
    assert!(text.contains("open    = \"Mo-Fr 09:00-18:30\"") && !text.contains("# Question"), "{text}");
}

#[test]
fn answers_to_no_question_are_pointed_at() {
    let folder = files(&[
        ("list.txt", &LIST.replace("9 am - 6 pm ET", "9 am - 6 pm Local Time")),
        ("answers.toml", "local-time-repair = 1\n"),
        ("wrong.toml", "local-time-repairs = \"tomorrow\"\nother = []\n"),
    ]);
    let (code, _, errors) =
        ivrsim(folder.path(), &["draft", "list.txt", "--out", "menus", "--answers", "answers.toml"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("answers.toml:1") && errors.contains("did you mean `local-time-repairs`?"),
        "{errors}"
    );
    let (code, _, errors) =
        ivrsim(folder.path(), &["draft", "list.txt", "--out", "menus", "--answers", "wrong.toml"]);
    assert_eq!(code, 2);
    assert!(errors.contains("must be a text or the number of a choice"), "{errors}");
    assert!(!folder.path().join("menus").exists());
}

#[test]
fn a_later_edition_keeps_the_names_of_the_plan_and_shows_what_differs() {
    let folder = files(&[
        ("list.txt", LIST),
        ("later.txt", &LIST.replace("March 1", "June 1").replace("9 am - 6 pm", "9 am - 5 pm")),
    ]);
    assert_eq!(ivrsim(folder.path(), &["draft", "list.txt", "--out", "menus"]).0, 0);
    let plan = folder.path().join("menus/1-acme-support.toml");
    let named = fs::read_to_string(&plan)
        .unwrap()
        .replace("lines.repairs]", "lines.workshop]")
        .replace("destinations.repairs]", "destinations.bench]")
        .replace("\"repairs\"\n", "\"bench\"\n");
    let named = named.replace("hours  = \"bench\"", "hours  = \"repairs\"");
    fs::write(&plan, named).unwrap();
    let (code, told, errors) = ivrsim(folder.path(), &["draft", "list.txt", "--against", "menus"]);
    assert_eq!(code, 0, "{told}{errors}");
    let (code, told, errors) =
        ivrsim(folder.path(), &["draft", "later.txt", "--against", "menus", "--out", "later"]);
    assert_eq!(code, 1, "{told}{errors}");
    assert!(told.contains("17:00 to 18:00 Eastern"), "{told}");
    let text = plan_text(folder.path(), "later");
    assert!(
        text.contains("[lines.workshop]")
            && text.contains("[destinations.bench]")
            && text.contains("2026-06-01"),
        "{text}"
    );
}

#[test]
fn programs_are_told_each_fact_with_its_words_and_its_place() {
    let folder = files(&[("list.txt", LIST)]);
    let (code, told, _) = ivrsim(folder.path(), &["draft", "list.txt", "--out", "menus", "--format", "json"]);
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    let facts = json["facts"].as_array().unwrap();
    let hours =
        facts.iter().find(|fact| fact["kind"] == "hours" && fact["value"] == "Mo-Fr 09:00-18:00").unwrap();
    assert_eq!(hours["source"], "Mon-Fri 9 am - 6 pm ET");
    assert_eq!(
        (&hours["place"]["line"], &hours["place"]["row"], &hours["place"]["cell"]),
        (&8.into(), &3.into(), &3.into())
    );
    assert_eq!(json["open"], 0);
}

#[cfg(unix)]
#[test]
fn on_a_terminal_questions_are_asked_and_can_be_gone_back_to() {
    use expectrl::Expect as _;
    let folder = files(&[("list.txt", &LIST.replace("9 am - 6 pm ET", "9 - 6 Local Time"))]);
    let mut session =
        crate::helpers::program::on_terminal(folder.path(), &["draft", "list.txt", "--out", "menus"]);
    session.expect("AM or PM").unwrap();
    session.send_line("").unwrap();
    session.expect("whose?").unwrap();
    session.send_line("back").unwrap();
    session.expect("AM or PM").unwrap();
    session.send_line("Mon-Fri 9am-6:30pm").unwrap();
    session.expect("whose?").unwrap();
    session.send_line("2").unwrap();
    session.expect("wrote").unwrap();
    session.expect("Try it").unwrap();
    drop(session);
    let text = plan_text(folder.path(), "menus");
    assert!(text.contains("\"Mo-Fr 09:00-18:30\"") && !text.contains("\"caller\""), "{text}");
}
