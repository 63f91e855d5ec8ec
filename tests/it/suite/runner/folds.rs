//! The hour that comes twice, wherever a time is said.

use std::fs;

use super::ivrsim;

const PLAN: &str = r#"
[plan]
name      = "Example"
effective = 2026-01-01
timezone  = "America/New_York"

[hours.h]
open = "Mo-Su 22:00-01:30"

[lines.main]
number = "1-800-555-0100"
name   = "Example"
answer = "main"

[destinations.main]
name   = "Sales"
hours  = "h"
closed = "closed"

[messages.closed]
say  = "{name} is closed. It {next_open}."
then = "hang-up"
"#;

const SCENARIO: &str = r#"
[[scenario]]
name   = "Someone calls when the clock is put back"
call   = "main"
at     = "h closes on 2026-11-01"
expect = { outcome = "voicemail" }
"#;

#[test]
fn the_hour_that_comes_twice_is_told_apart_wherever_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
    fs::write(folder.path().join("night.toml"), SCENARIO).unwrap();
    // The second of closing, in the first of the two hours.
    let at = "2026-11-01T01:30:00-04:00";
    for (command, expected) in [
        (
            &["test", "night.toml"][..],
            &[
                "`h` closed at Sun 2026-11-01 01:30:00 EDT and opens at Sun 2026-11-01 01:00:00 EST America/New_York",
                "closed: between 01:30 EDT and 01:00 EST America/New_York",
                "Sunday 2026-11-01 01:30:00 EDT America/New_York",
                "It opens today at 1 AM EST.",
                "--at 2026-11-01T01:30:00-04:00",
            ][..],
        ),
        (
            &["call", "main", "--at", at, "--why"],
            &["closed: between 01:30 EDT and 01:00 EST America/New_York"],
        ),
        (&["hours", "--at", at], &["closed: between 01:30 EDT and 01:00 EST America/New_York", "1 AM EST"]),
        (&["hours", "--week", "--at", at], &["01:00 EST-", "01:30 EST", "01:30 EDT"]),
        (&["find", "sales", "--at", at], &["closed, opens today at 1 AM EST"]),
        (&["lines", "--at", "2026-11-01T00:30:00-04:00"], &["open until 1:30 AM EDT"]),
    ] {
        let given = ivrsim(folder.path(), &[command, &["--plan", "plan.toml"]].concat());
        for words in expected {
            assert!(
                given.out.contains(words),
                "{command:?} does not say {words}: {}{}",
                given.out,
                given.errors
            );
        }
    }
}
