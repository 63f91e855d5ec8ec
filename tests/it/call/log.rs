//! The engine's decisions as log lines.

use assert_cmd::Command;

const CALL: [&str; 6] = ["call", "1-855-720-2559", "--press", "6", "--at", "2023-08-28 18:00"];

#[test]
fn decisions_are_logged_as_json_on_standard_error_and_leave_standard_output_alone() {
    let run = |log: &[&str]| {
        let mut command = Command::cargo_bin("ivrsim").unwrap();
        command.current_dir(std::env::temp_dir()).env_remove("IVRSIM_PLAN").args(log).args(CALL);
        command.assert().success().get_output().clone()
    };
    let silent = run(&[]);
    assert!(silent.stderr.is_empty(), "{}", String::from_utf8_lossy(&silent.stderr));
    let logged = run(&["--log", "debug", "--log-format", "json"]);
    assert_eq!(logged.stdout, silent.stdout);

    let lines: Vec<serde_json::Value> = String::from_utf8(logged.stderr)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    assert!(lines.iter().all(|line| line["target"] == "ivrsim::call" && line["level"] == "DEBUG"));
    assert!(
        lines.iter().all(|line| line["fields"]["dialled"].is_string() && line["fields"]["at"].is_string())
    );
    let said =
        |words: &str| lines.iter().any(|line| line["fields"]["message"].as_str().unwrap().contains(words));
    assert!(said("`commercial-transactions` is closed: hours `csg`, closed: after 18:00"), "{lines:?}");
    assert!(said("the caller presses 6"));
    assert!(said("disconnected"));
}

#[test]
fn a_higher_level_says_nothing_of_decisions() {
    let mut command = Command::cargo_bin("ivrsim").unwrap();
    let output = command
        .current_dir(std::env::temp_dir())
        .env_remove("IVRSIM_PLAN")
        .args(["--log", "info"])
        .args(CALL)
        .output()
        .unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
}
