//! The program, run as people run it.

use std::path::Path;

use assert_cmd::Command;

/// The program in a folder, with nothing around it that would say which plan is meant.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("ivrsim").unwrap();
    for name in ["IVRSIM_PLAN", "GIT_DIR", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    // Nothing is kept beside the files of whoever runs the tests, and no output is of the moment.
    command.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR")).env("SOURCE_DATE_EPOCH", "1700000000");
    command.current_dir(folder);
    if folder == Path::new(".") {
        // The folder `menus` here has several plans.
        command.env("IVRSIM_PLAN", "menus/ally");
    }
    command
}

/// Runs the program: its exit code, its standard output, and its standard error.
pub(crate) fn ivrsim(folder: &Path, args: &[&str]) -> (i32, String, String) {
    ivrsim_with(folder, args, "")
}

/// Runs the program with something on its standard input.
pub(crate) fn ivrsim_with(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let output = program(folder).args(args).write_stdin(input).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The program under a terminal of its own.
#[cfg(unix)]
pub(crate) fn on_terminal(folder: &Path, args: &[&str]) -> expectrl::session::OsSession {
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
