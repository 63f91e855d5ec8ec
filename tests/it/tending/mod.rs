//! The commands that tend the files of users and the shell around them.

#[cfg(unix)]
mod ahead;
mod bless;
mod colors;
#[cfg(target_os = "linux")]
mod edited;
#[cfg(unix)]
mod fits;
mod fmt;
mod generate;
#[cfg(target_os = "linux")]
mod kept;
#[cfg(unix)]
mod mutate;
mod record;
#[cfg(unix)]
mod screen;
mod shell;
#[cfg(target_os = "linux")]
mod signals;
#[cfg(unix)]
mod watch;

use std::fs;
use std::path::Path;

fn files(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The program under a terminal of its own.
#[cfg(unix)]
fn on_terminal(folder: &Path, args: &[&str]) -> expectrl::session::OsSession {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("ivrsim"));
    command
        .current_dir(folder)
        .env_remove("IVRSIM_PLAN")
        .env_remove("CI")
        .env("IVRSIM_HISTORY", "")
        .args(args);
    let mut session = expectrl::session::OsSession::spawn(command).unwrap();
    // Long, for machines that have much to do; nothing waits for it to pass.
    session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
    session
}

/// A plan of so many lines; of many, somebody has to wait.
#[cfg(unix)]
fn large_plan(lines: usize) -> String {
    use std::fmt::Write as _;

    let mut text = "[plan]\nname = \"Large\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
                    [hours.h]\nopen = \"Mo-Fr 08:00-18:00\"\n\
                    [messages.closed]\nsay = \"We are closed.\"\nthen = \"hang-up\"\n"
        .to_owned();
    for line in 0..lines {
        let _ = write!(
            text,
            "[lines.l{line}]\nnumber = \"1-800-555-{line:04}\"\nname = \"Line {line}\"\nanswer = \"m{line}\"\n\
             [menus.m{line}]\nsay = \"{{options}}\"\n[menus.m{line}.keys]\n",
        );
        (1..=9).for_each(|key| {
            let _ = writeln!(text, "{key} = \"d{line}-{key}\"");
        });
        (1..=9).for_each(|key| {
            let _ = writeln!(
                text,
                "[destinations.d{line}-{key}]\nname = \"Team {line} {key}\"\nhours = \"h\"\nclosed = \"closed\"",
            );
        });
    }
    text
}
