//! `ivrsim guide`, as it is typed.

use std::process::Command;

fn guide(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    let output = command.arg("guide").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_chapter_is_shown_and_all_are_listed() {
    let (code, told, _) = guide(&[]);
    assert_eq!(code, 0);
    assert!(told.starts_with("CHAPTER") && told.contains("\nfirst-plan "), "{told}");
    let (code, told, _) = guide(&["Hours"]);
    assert_eq!(code, 0);
    assert!(!told.contains("```") && !told.contains("](") && !told.contains('\u{1b}'), "{told}");
    assert!(told.contains("    open = \""), "code is set in: {told}");
}

#[test]
fn headings_stand_out_where_colors_are_wanted() {
    let (_, told, _) = guide(&["hours", "--color", "always"]);
    assert!(told.starts_with("\u{1b}[1m"), "{told}");
}

#[test]
fn who_misses_a_chapter_is_told_of_others() {
    let said = |topic| {
        let (code, told, said) = guide(&[topic]);
        assert_eq!((code, told.as_str()), (2, ""), "{said}");
        said
    };
    assert!(said("hourss").contains("did you mean `ivrsim guide hours`?"));
    assert!(said("lunch").contains("`ivrsim guide hours`"));
    assert!(said("xyzzy").ends_with("`ivrsim guide` lists the chapters\n"));
    assert!(said("").ends_with("`ivrsim guide` lists the chapters\n"));
}

#[test]
fn the_chapters_are_completed() {
    let script = Command::new(env!("CARGO_BIN_EXE_ivrsim")).args(["completions", "zsh"]).output().unwrap();
    let script = String::from_utf8(script.stdout).unwrap();
    assert!(script.contains("first-plan"));
}

#[cfg(unix)]
#[test]
fn a_chapter_goes_through_the_pager_on_a_terminal_and_never_down_a_pipe() {
    use expectrl::{Eof, Expect as _};
    let shown = |pager: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
        command.args(["guide", "hours"]).env("PAGER", pager).env("TERM", "xterm");
        let mut session = expectrl::session::OsSession::spawn(command).unwrap();
        session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
        let all = session.expect(Eof).unwrap();
        String::from_utf8_lossy(all.as_bytes()).into_owned()
    };
    assert!(shown("sed s/^/page:/").contains("page:"));
    for pager in ["cat", "there-is-no-such-pager"] {
        let told = shown(pager);
        assert!(told.contains("Opening hours") && !told.contains("page:"), "{pager}: {told}");
    }
    let piped =
        Command::new(env!("CARGO_BIN_EXE_ivrsim")).args(["guide", "hours"]).env("PAGER", "false").output();
    assert!(String::from_utf8(piped.unwrap().stdout).unwrap().contains("Opening hours"));
}
