//! Runs of scenario files: what is chosen, what is reported, and how a run ends.

mod causes;
mod deciding;
mod edits;
mod folds;
mod readers;
mod reports;
mod select;
#[cfg(unix)]
mod stop;

use std::path::{Path, PathBuf};

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
    let (code, out, errors) = crate::helpers::program::ivrsim(folder, args);
    Given { code, out, errors }
}

/// `ivrsim test` on the cases of the scenario tests, five of which do not pass.
fn test(args: &[&str]) -> Given {
    let plan = ["test", "--plan", "scenario/plan.toml"];
    ivrsim(&cases(), &[&plan[..], args].concat())
}
