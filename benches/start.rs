//! What a person waits for: the whole program, from start to the end of its answer.

use std::process::{Command, Stdio};

fn main() {
    divan::main();
}

fn ivrsim(arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_ivrsim")).args(arguments).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()));
}

/// The floor: starting the program to print a line that it carries.
#[divan::bench]
fn version() {
    ivrsim(&["--version"]);
}

#[divan::bench]
fn one_call() {
    ivrsim(&["call", "1-855-720-2559", "--press", "6", "--at", "2023-08-28 18:00"]);
}

#[divan::bench]
fn find() {
    ivrsim(&["find", "title", "release", "--at", "2023-08-28 18:00"]);
}

#[divan::bench]
fn hours_of_all_schedules() {
    ivrsim(&["hours", "--at", "2023-08-28 18:00"]);
}
