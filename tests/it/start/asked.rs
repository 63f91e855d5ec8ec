//! The questions on a terminal.

use std::fs;
use std::path::Path;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{ControlCode, Eof, Expect as _};

use crate::helpers::program::ivrsim;

fn on_terminal(folder: &Path, args: &[&str]) -> OsSession {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("ivrsim"));
    command.current_dir(folder).env_remove("IVRSIM_PLAN").env_remove("CI").args(args);
    let mut session = OsSession::spawn(command).unwrap();
    session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    session
}

/// Answers each question whose words are seen.
fn answered(session: &mut OsSession, answers: &[(&str, &str)]) {
    for (question, answer) in answers {
        session.expect(question).unwrap_or_else(|error| panic!("{question}: {error}"));
        session.expect("> ").unwrap_or_else(|error| panic!("{question}: {error}"));
        session.send_line(answer).unwrap();
    }
}

fn ended(session: &mut OsSession) -> i32 {
    session.expect(Eof).unwrap();
    match session.get_process().wait().unwrap() {
        WaitStatus::Exited(_, code) => code,
        other => panic!("{other:?}"),
    }
}

/// What CI would ask of a folder.
fn passes(folder: &Path) {
    for args in [&["check", "menus", "--deny", "note"][..], &["test"], &["fmt", "--check"]] {
        let (code, out, errors) = ivrsim(folder, args);
        assert_eq!(code, 0, "{args:?}: {out}{errors}");
    }
}

#[test]
fn a_company_is_asked_for_and_its_folder_passes() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_terminal(folder.path(), &["init"]);
    answered(
        &mut session,
        &[
            ("company called", "Müller & \"Söhne\" ]"),
            ("numbers do people dial", "312-555-0142, (312) 555-0143"),
            ("What is 1-312-555-0142 for", "Orders"),
            ("What is 1-312-555-0143 for", "Returns"),
            ("America/Chicago", ""),
            ("When are people there", "weekdays 9-5 and Sat 10-2"),
            ("Saturday, 10 AM to 2 PM Central", "y"),
            ("callers of Orders choose with key 1", "Flowers"),
            ("key 2", "Fruit"),
            ("key 3", ""),
            ("callers of Returns choose", ""),
            ("leave a message", "yes"),
            ("folder should it be written to", ""),
            ("GitHub, GitLab, Jenkins or none", "github"),
        ],
    );
    session.expect("wrote mueller-soehne/menus/plan.toml").unwrap();
    session.expect("cd mueller-soehne").unwrap();
    assert_eq!(ended(&mut session), 0);
    let company = folder.path().join("mueller-soehne");
    passes(&company);
    let plan = fs::read_to_string(company.join("menus/plan.toml")).unwrap();
    for line in [
        "timezone  = \"America/Chicago\"",
        "number = \"1-312-555-0143\"",
        "2 = \"fruit\"",
        "[voicemails.mailbox]",
        "open = \"mo-fr 09:00-17:00; sa 10:00-14:00\"",
    ] {
        assert!(plan.to_lowercase().contains(&line.to_lowercase()), "{line}\n{plan}");
    }
    assert!(company.join(".github/workflows/menus.yml").exists());
}

#[test]
fn what_cannot_be_taken_is_asked_again_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_terminal(folder.path(), &["init", "ours"]);
    let long = "x".repeat(201);
    for (answer, why) in [
        ("", "callers cannot hear this"),
        ("\u{1f600}", "callers cannot hear this"),
        (&*long, "201 characters, and 200 are the most"),
        ("Bluebird", "numbers do people dial"),
        ("555", "\u{201c}555\u{201d}: "),
        ("212-555-0142 and 212.555.0142", "is there twice"),
        ("800-555-0142", "By which clock"),
        ("", "no clock is known by"),
        ("Chikago", "is Chicago meant?"),
        ("Texas", "several clocks"),
        ("Seattle", "When are people there"),
        ("sometimes", "not understood at \u{201c}sometimes\u{201d}"),
        ("off", "nobody is ever there"),
        ("9-5", "every day, 9 AM to 5 PM"),
        ("perhaps", "neither yes nor no"),
        ("no", "When are people there"),
        ("", "Monday to Friday, 9 AM to 5 PM Pacific"),
        ("", "key 1"),
        ("Sales", "key 2"),
        ("SALES", "key 1 is that already"),
        ("", "leave a message"),
        ("", "GitHub, GitLab, Jenkins or none"),
        ("Travis", "none of them"),
        ("", "wrote ours/menus/plan.toml"),
    ] {
        session.expect("> ").unwrap_or_else(|error| panic!("{answer}: {error}"));
        session.send_line(answer).unwrap();
        session.expect(why).unwrap_or_else(|error| panic!("{answer}: {why}: {error}"));
    }
    assert_eq!(ended(&mut session), 0);
    passes(&folder.path().join("ours"));
}

#[test]
fn who_goes_back_is_asked_the_question_before_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = on_terminal(folder.path(), &["init", "ours"]);
    for (answer, then) in [
        ("back", "this is the first question"),
        ("Bluebrid", "numbers do people dial"),
        ("back", "What is the company called"),
        ("Bluebird", "numbers do people dial"),
        ("", "By which clock"),
        ("Portland", "more than one Portland"),
        ("Portland, Maine", "When are people there"),
        ("9 to 5 weekdays", "Monday to Friday, 9 AM to 5 PM Eastern"),
        ("<", "When are people there"),
        ("MO-SU 8-8", "every day, 8 AM to 8 PM Eastern"),
        ("", "key 1"),
        ("Slaes", "key 2"),
        ("back", "key 1"),
        ("Sales", "key 2"),
        ("", "leave a message"),
        ("", "GitHub, GitLab, Jenkins or none"),
        ("", "wrote ours/menus/plan.toml"),
    ] {
        session.expect("> ").unwrap_or_else(|error| panic!("{answer}: {error}"));
        session.send_line(answer).unwrap();
        session.expect(then).unwrap_or_else(|error| panic!("{answer}: {then}: {error}"));
    }
    assert_eq!(ended(&mut session), 0);
    let plan = fs::read_to_string(folder.path().join("ours/menus/plan.toml")).unwrap();
    assert!(plan.contains("\"Bluebird\"") && plan.contains("\"Sales\"") && !plan.contains("Slaes"), "{plan}");
    assert!(plan.contains("Mo-Su 08:00-20:00") && plan.contains("America/New_York"), "{plan}");
    passes(&folder.path().join("ours"));
}

#[test]
fn who_leaves_leaves_nothing_behind() {
    let way = ["Bluebird", "", "Chicago", "", "", "Sales", "", "no", "none"];
    for code in [ControlCode::EndOfText, ControlCode::EndOfTransmission] {
        for count in [0, 1, 4, way.len() - 1] {
            let folder = tempfile::tempdir().unwrap();
            let mut session = on_terminal(folder.path(), &["init", "ours"]);
            for answer in &way[..count] {
                session.expect("> ").unwrap();
                session.send_line(answer).unwrap();
            }
            session.expect("> ").unwrap();
            session.send(code).unwrap();
            assert_eq!(ended(&mut session), 130);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "after {count} answers");
        }
    }
}

#[test]
fn nothing_is_asked_where_something_is_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("ours/menus")).unwrap();
    fs::write(folder.path().join("ours/menus/plan.toml"), "mine").unwrap();
    let mut session = on_terminal(folder.path(), &["init", "ours"]);
    session.expect("ours/menus/plan.toml already exists").unwrap();
    assert_eq!(ended(&mut session), 2);
    fs::write(folder.path().join("file"), "mine").unwrap();
    let mut session = on_terminal(folder.path(), &["init", "file"]);
    session.expect("file is a file, not a folder").unwrap();
    assert_eq!(ended(&mut session), 2);
    // A file for CI is noticed when it is chosen.
    fs::remove_dir_all(folder.path().join("ours")).unwrap();
    fs::create_dir_all(folder.path().join("ours")).unwrap();
    fs::write(folder.path().join("ours/Jenkinsfile"), "mine").unwrap();
    let mut session = on_terminal(folder.path(), &["init", "ours"]);
    for answer in ["Bluebird", "", "Chicago", "", "", "", "no", "Jenkins"] {
        session.expect("> ").unwrap();
        session.send_line(answer).unwrap();
    }
    session.expect("Jenkinsfile already exists").unwrap();
    session.expect("> ").unwrap();
    session.send_line("GitLab").unwrap();
    session.expect("wrote ours/.gitlab-ci.yml").unwrap();
    assert_eq!(ended(&mut session), 0);
    assert_eq!(fs::read_to_string(folder.path().join("ours/Jenkinsfile")).unwrap(), "mine");
}
