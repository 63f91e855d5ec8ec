//! The commands of the README do what it shows.

use std::fs;

use assert_cmd::Command;

#[test]
fn the_commands_of_the_readme_do_what_it_shows() {
    trycmd::TestCases::new().case("README.md");
}

/// The session is typed by a pipe here, which hears the same as a terminal that lets time pass in steps.
#[test]
fn the_terminal_session_of_the_readme_is_a_real_one() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (before, rest) = readme.split_once("phone> ").unwrap();
    let (session, _) = rest.split_once("```").unwrap();
    let session = format!("phone> {session}");
    assert!(before.ends_with("$ ivrsim dial --step --at \"2023-08-28 18:30\"\n"));
    let typed: String = session
        .lines()
        .filter_map(|line| line.strip_prefix("phone> "))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let shown: String = session
        .lines()
        .filter(|line| !line.starts_with("phone> "))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let mut phone = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    let told =
        phone.args(["dial", "--step", "--at", "2023-08-28 18:30"]).write_stdin(typed).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert_eq!(shown, told);
}
