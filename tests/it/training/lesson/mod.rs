//! Lessons as learners meet them: down a pipe and on a terminal.

mod exam;
#[cfg(unix)]
mod killed;
mod piped;
mod questions;
#[cfg(unix)]
mod screen;
mod since;
#[cfg(unix)]
mod terminal;

use std::path::Path;
use std::process::Command;

/// A small plan.
const PLAN: &str = "tests/cases/phone/plan.toml";

/// `ivrsim train` with a learners' file.
fn train(file: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    command.env_remove("IVRSIM_PLAN").env_remove("CI").env("IVRSIM_DB", file).env("TERM", "xterm");
    command.arg("train").args(args);
    command
}

/// What it says on standard output and standard error when these lines are typed, and its exit code.
fn told(file: &Path, args: &[&str], typed: &str) -> (String, String, Option<i32>) {
    let output = assert_cmd::Command::from_std(train(file, args)).write_stdin(typed).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}
