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

/// Two minutes are enough for it; whatever teaches stands in the guide.
#[test]
fn the_readme_is_read_in_two_minutes() {
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(readme.lines().count() <= 150, "{} lines", readme.lines().count());
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
        assert!(std::path::Path::new(link).exists(), "{link}");
    }
}

/// What is installed from elsewhere is what was tested, with what it was tested with.
#[test]
fn installing_pins_the_version_and_what_is_built_in() {
    let mut seen = 0;
    let ci = "docs/guide/examples/ci";
    let examples = ["github.yml", "gitlab.yml", "gitlab-parallel.yml"].map(|name| format!("{ci}/{name}"));
    let others = ["README.md", "CONTRIBUTING.md", "docs/guide/ci.md"].map(str::to_owned);
    for name in others.into_iter().chain(examples) {
        let text = fs::read_to_string(&name).unwrap();
        for line in text.lines().filter(|line| line.contains("cargo install")) {
            seen += 1;
            assert!(line.contains("--locked"), "{name}: {line}");
            let version = format!("ivrsim --version {}", env!("CARGO_PKG_VERSION"));
            assert!(line.contains("--path .") || line.contains(&version), "{name}: {line}");
        }
    }
    assert_eq!(seen, 7);
}

/// A version of Rust that nothing builds with is not promised.
#[test]
fn no_rust_is_promised_that_nobody_builds_with() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    assert!(!manifest.contains("rust-version"), "build it in .ci/run, or do not state it");
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(readme.contains("the current stable Rust"), "{readme}");
}
