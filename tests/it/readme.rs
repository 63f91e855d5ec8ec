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

/// The lines for CI are run as they stand there, by a shell, with what the machines of CI set.
#[cfg(unix)]
#[test]
fn the_commands_for_ci_do_what_they_say() {
    let readme = fs::read_to_string("README.md").unwrap();
    let lines =
        readme.lines().map(|line| line.trim_start().trim_start_matches("- ").trim_start_matches("run: "));
    let commands: Vec<&str> =
        lines.filter(|line| line.starts_with("ivrsim test ") && line.contains("--report")).collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(fs::canonicalize("scenarios").unwrap(), folder.path().join("scenarios"))
        .unwrap();
    std::os::unix::fs::symlink(fs::canonicalize("menus").unwrap(), folder.path().join("menus")).unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_ivrsim")).parent().unwrap().display();
    for command in commands {
        let mut shell = Command::new("sh");
        shell.current_dir(folder.path()).env_remove("IVRSIM_PLAN");
        shell.env("CI_NODE_INDEX", "1").env("CI_NODE_TOTAL", "2");
        shell.arg("-c").arg(format!("PATH=\"{program}:$PATH\"; {command}")).assert().success();
    }
    assert!(folder.path().join("report/index.html").exists());
    assert!(folder.path().join("report/junit.xml").exists());
}

/// What is installed from elsewhere is what was tested, with what it was tested with.
#[test]
fn installing_pins_the_version_and_what_is_built_in() {
    let mut seen = 0;
    for name in ["README.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(name).unwrap();
        for line in text.lines().filter(|line| line.contains("cargo install")) {
            seen += 1;
            assert!(line.contains("--locked"), "{name}: {line}");
            let version = format!("ivrsim --version {}", env!("CARGO_PKG_VERSION"));
            assert!(line.contains("--path .") || line.contains(&version), "{name}: {line}");
        }
    }
    assert_eq!(seen, 3);
}

/// A version of Rust that nothing builds with is not promised.
#[test]
fn no_rust_is_promised_that_nobody_builds_with() {
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    assert!(!manifest.contains("rust-version"), "build it in .ci/run, or do not state it");
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(readme.contains("the current stable Rust"), "{readme}");
}
