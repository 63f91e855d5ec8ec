//! The commands that tend the files of users and the shell around them.

mod bless;
mod fmt;
mod generate;
mod record;
#[cfg(unix)]
mod screen;
mod shell;
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
    session.set_expect_timeout(Some(std::time::Duration::from_secs(60)));
    session
}
