//! Whether reports have colors.

use std::path::Path;

use crate::helpers::program::program;

/// Whether a report that goes down a pipe has colors.
fn is_colored(choice: &str, variables: &[(&str, &str)]) -> bool {
    let mut command = program(Path::new("."));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let told = command
        .args(["lines", "--at", "2023-08-28 18:00", "--color", choice])
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    assert!(told.status.success());
    told.stdout.contains(&b'\x1b')
}

#[test]
fn colors_are_chosen_by_the_argument_then_by_the_variables_then_by_the_terminal() {
    let (no, force) = (("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"));
    assert!(!is_colored("auto", &[]));
    assert!(!is_colored("auto", &[("CLICOLOR", "1")]));
    assert!(is_colored("auto", &[force]));
    assert!(!is_colored("auto", &[no, force]));
    assert!(is_colored("auto", &[("NO_COLOR", ""), force]));
    assert!(is_colored("always", &[no]));
    assert!(!is_colored("never", &[force]));
}
