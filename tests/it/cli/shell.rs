//! `ivrsim completions` and `ivrsim man`.

use std::fs;
use std::process;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim_with as ivrsim;

#[test]
fn completions_know_every_command() {
    let folder = files(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let (code, script, errors) = ivrsim(folder.path(), &["completions", shell], "");
        assert_eq!((code, errors.as_str()), (0, ""));
        for word in ["dial", "find", "hours", "test", "fmt", "completions", "log-format"] {
            assert!(script.contains(word), "{shell} does not know `{word}`");
        }
        // Where the shell itself is at hand, it reads the script.
        let path = folder.path().join(shell);
        fs::write(&path, &script).unwrap();
        if let Ok(read) = process::Command::new(shell).arg("-n").arg(&path).output() {
            assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        }
    }
    assert_eq!(ivrsim(folder.path(), &["completions", "tcsh"], "").0, 2);
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let folder = files(&[]);
    let (code, page, _) = ivrsim(folder.path(), &["man"], "");
    assert_eq!(code, 0);
    assert!(page.contains(".TH ivrsim 1") && page.contains("IVRSIM_PLAN"), "{page}");
    let (code, out, _) = ivrsim(folder.path(), &["man", "pages/man1"], "");
    assert_eq!(code, 0);
    let pages = fs::read_dir(folder.path().join("pages/man1")).unwrap().count();
    assert_eq!(out.lines().count(), pages);
    let call = fs::read_to_string(folder.path().join("pages/man1/ivrsim-call.1")).unwrap();
    assert!(
        call.contains("\\-\\-press") && call.contains("Each key is pressed as soon as the call accepts it"),
        "{call}"
    );
}
