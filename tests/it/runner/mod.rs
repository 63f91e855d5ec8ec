//! Runs of scenario files: what is chosen, what is reported, and how a run ends.

mod deciding;
mod readers;
mod reports;
mod select;
#[cfg(unix)]
mod stop;

use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// What a command gives in a folder: its exit code, its output and its errors.
struct Given {
    code: i32,
    out: String,
    errors: String,
}

fn ivrsim(folder: &Path, args: &[&str]) -> Given {
    let mut command = Command::cargo_bin("ivrsim").unwrap();
    let output = command.current_dir(folder).env_remove("IVRSIM_PLAN").args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Given { code: output.status.code().unwrap(), out: text(output.stdout), errors: text(output.stderr) }
}

/// `ivrsim test` on the cases of the scenario tests, five of which do not pass.
fn test(args: &[&str]) -> Given {
    let plan = ["test", "--plan", "scenario/plan.toml"];
    ivrsim(&cases(), &[&plan[..], args].concat())
}
