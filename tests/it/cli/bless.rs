//! `ivrsim test --bless`.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process;

use assert_cmd::Command;

use crate::helpers::folder::files;
use crate::helpers::program::program;

/// `ivrsim test a.toml --bless --yes`, outside of any CI.
fn blessing(folder: &Path) -> Command {
    let mut command = program(folder);
    command.env_remove("CI").args(["test", "a.toml", "--bless", "--yes"]);
    command
}

#[test]
fn blessing_rewrites_what_failed_and_nothing_else() {
    let text = "\
# The front desk.

[[scenario]]
name   = \"wrong in three ways\"    # and told so
call   = \"cpc\"
at     = \"2023-08-28 18:00\"
press  = \"6\"
# What comes of it:
expect = { outcome = \"transferred\", line = \"cpc\", step = \"ally-plus\", path = [\"cpc-main\"] } # kept

[[scenario]]
name   = \"no longer closed\"
call   = \"cpc\"
at     = \"2023-08-28 10:00\"
press  = \"6\"
expect = { closed_by = \"csg\", outcome = \"disconnected\" }

[[scenario]]
name   = \"right\"
call   = \"cpc\"
at     = \"2023-08-28 10:00\"
press  = \"7\"
expect = { step   =   \"ally-plus\" }
";
    let wanted = text
        .replace(
            "outcome = \"transferred\", line = \"cpc\", step = \"ally-plus\", path = [\"cpc-main\"] }",
            "outcome = \"disconnected\", line = \"cpc\", step = \"closed\", path = [\"cpc-main\", \
             \"commercial-transactions\", \"closed\"] }",
        )
        .replace("{ closed_by = \"csg\", outcome = \"disconnected\" }", "{ outcome = \"transferred\" }");
    let folder = files(&[("a.toml", text)]);
    let read = || fs::read_to_string(folder.path().join("a.toml")).unwrap();
    let run = |ci: &str, args: &[&str]| {
        let output = program(folder.path()).env("CI", ci).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (code, _, errors) = run("true", &["test", "a.toml", "--bless", "--yes"]);
    assert_eq!((code, read().as_str()), (2, text));
    assert!(errors.contains("the variable CI is set"), "{errors}");
    let (code, out, errors) = run("", &["test", "a.toml", "--bless"]);
    assert_eq!((code, read().as_str()), (2, text));
    assert!(errors.contains("--yes"), "{errors}");
    assert!(
        out.contains("- expect = { closed_by") && out.contains("+ expect = { outcome = \"transferred\""),
        "{out}"
    );
    let (code, out, errors) = run("", &["test", "a.toml", "--bless", "--yes"]);
    assert_eq!((code, errors.as_str()), (0, ""), "{out}");
    assert_eq!(read(), wanted);
    assert_eq!(run("true", &["test", "a.toml"]).0, 0);
    let (code, out, _) = run("", &["test", "a.toml", "--bless"]);
    assert_eq!(code, 0);
    assert!(out.contains("there is nothing to bless"), "{out}");
}

#[test]
fn blessing_leaves_to_people_what_only_they_can_say() {
    let text = "\
[[scenario]]
name   = \"words\"
call   = \"cpc\"
at     = \"2023-08-28 10:00\"
press  = \"6\"
expect = { outcome = \"voicemail\", hears = \"unheard of\" }

[[scenario]]
name   = \"in different ways\"
call   = \"cpc\"
at     = [\"2023-08-28 10:00\", \"2023-08-28 18:00\"]
press  = \"6\"
expect = { outcome = \"transferred\" }
";
    let folder = files(&[("a.toml", text)]);
    let output = blessing(folder.path()).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{out}");
    assert!(out.contains("a.toml:6:") && out.contains("only you can say which words matter"), "{out}");
    assert!(out.contains("a.toml:13:") && out.contains("its cases now end differently"), "{out}");
    let left = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(left, text.replace("\"voicemail\"", "\"transferred\""), "what is clear is rewritten");
}

#[test]
fn rows_that_are_marked_have_no_say_in_what_is_blessed() {
    let text = "\
[[scenario]]
name   = \"x\"
call   = \"cpc\"
press  = \"6\"
case   = [
    { at = \"2023-08-28 10:00\" },
    { at = \"2023-08-28 18:00\", xfail = \"closed for now\" },
    { at = \"2023-08-28 19:00\", skip = \"nobody calls then\" },
]
expect = { outcome = \"voicemail\" }
";
    let folder = files(&[("a.toml", text)]);
    blessing(folder.path()).assert().success();
    let blessed = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(blessed, text.replace("voicemail", "transferred"));
}

#[test]
fn rows_are_blessed_however_they_are_written() {
    let text = "\
[[scenario]]
name  = \"in braces\"
call  = \"cpc\"
press = \"6\"
case  = [
    { at = \"2023-08-28 10:00\", expect = { outcome = \"transferred\" } },
    { at = \"2023-08-28 18:00\", expect = { outcome = \"voicemail\", step = \"cpc-main\" } },    # evening
]

[[scenario]]
name  = \"in tables\"
call  = \"cpc\"
press = \"6\"

[[scenario.case]]
at     = \"2023-08-28 10:00\"
expect = { outcome = \"voicemail\" }
";
    let folder = files(&[("a.toml", text)]);
    blessing(folder.path()).assert().success();
    let blessed = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    let wanted = text
        .replacen("voicemail", "disconnected", 1)
        .replace("voicemail", "transferred")
        .replace("cpc-main", "closed");
    assert_eq!(blessed, wanted);
}

#[test]
fn what_a_table_expects_is_not_looked_for_in_the_file_that_names_it() {
    let text = "\
[[scenario]]
name = \"x\"
call = \"cpc\"
at = \"2023-08-28 10:00\"
cases_from = \"a.csv\"
expect = { outcome = \"transferred\" }
";
    // What the row expects stands where, in the other file, the outcome does.
    let at = text.find("\"transferred\"").unwrap();
    let row = "step,press\nally-plus,6\n";
    let table = "\n".repeat(at - row.find("ally-plus").unwrap()) + row;
    assert_eq!(table.find("ally-plus"), Some(at));
    let folder = files(&[("a.toml", text), ("a.csv", &table)]);
    let output = blessing(folder.path()).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{out}");
    assert!(out.contains("a.csv:") && out.contains("it is in a CSV file"), "{out}");
    assert_eq!(fs::read_to_string(folder.path().join("a.toml")).unwrap(), text);
}

#[test]
fn blessing_keeps_the_ends_of_lines() {
    let text = "# c\r\n[[scenario]]\r\nname = \"x\"\r\ncall = \"cpc\"\r\nat = \"2023-08-28 10:00\"\r\n\
                press = \"6\"\r\nexpect = { outcome = \"voicemail\" } # y\r\n";
    let folder = files(&[("a.toml", text)]);
    blessing(folder.path()).assert().success();
    let blessed = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(blessed, text.replace("voicemail", "transferred"));
}

/// A scenario that says `voicemail` where the call is transferred, and how it is once it is blessed.
#[cfg(unix)]
fn wrong_and_right() -> (String, String) {
    let wrong =
        "[[scenario]]\nname   = \"x\"\ncall   = \"cpc\"\nat     = \"2023-08-28 10:00\"\npress  = \"6\"\n\
                 expect = { outcome = \"voicemail\" }\n"
            .to_owned();
    let right = wrong.replace("voicemail", "transferred");
    (wrong, right)
}

#[cfg(unix)]
#[test]
fn blessing_asks_first_and_only_a_yes_is_a_yes() {
    use expectrl::process::unix::WaitStatus;
    use expectrl::{ControlCode, Eof, Expect as _};

    let (wrong, right) = wrong_and_right();
    let folder = files(&[("a.toml", &wrong)]);
    let asked = || {
        let mut session = crate::helpers::program::on_terminal(folder.path(), &["test", "a.toml", "--bless"]);
        session.expect("+ expect = { outcome = \"transferred\" }").unwrap();
        session.expect("rewrite this expectation? [y/N] ").unwrap();
        session
    };
    let read = || fs::read_to_string(folder.path().join("a.toml")).unwrap();
    for answer in ["n\n", "\n", "yeah\n"] {
        let mut session = asked();
        session.send(answer).unwrap();
        session.expect("nothing was written").unwrap();
        session.expect(Eof).unwrap();
        let ended = session.get_process().wait().unwrap();
        assert!(matches!(ended, WaitStatus::Exited(_, 1)), "{ended:?}");
        assert_eq!(read(), wrong);
    }
    let mut session = asked();
    session.send(ControlCode::EndOfTransmission).unwrap();
    session.expect("\r\nnothing was written").unwrap();
    session.expect(Eof).unwrap();
    assert_eq!(read(), wrong);

    let mut session = asked();
    session.send(ControlCode::EndOfText).unwrap();
    session.expect(Eof).unwrap();
    let ended = session.get_process().wait().unwrap();
    assert!(matches!(ended, WaitStatus::Exited(_, 130)), "{ended:?}");
    assert_eq!(read(), wrong);

    let mut session = asked();
    session.send("Yes\n").unwrap();
    session.expect("rewritten: 1, in 1 of 1 file").unwrap();
    session.expect(Eof).unwrap();
    let ended = session.get_process().wait().unwrap();
    assert!(matches!(ended, WaitStatus::Exited(_, 0)), "{ended:?}");
    assert_eq!(read(), right);
}

/// Whenever the program is killed, a file is the old one or the new one, whole.
#[cfg(unix)]
#[test]
fn blessing_that_is_killed_leaves_whole_files() {
    let (wrong, right) = wrong_and_right();
    let more = "# more\n".repeat(20_000);
    let (wrong, right) = (wrong + &more, right + &more);
    for _ in 0..5 {
        let folder = files(&[("a.toml", &wrong)]);
        let path = folder.path().join("a.toml");
        let mut child = process::Command::new(assert_cmd::cargo::cargo_bin("ivrsim"))
            .current_dir(folder.path())
            .env_remove("IVRSIM_PLAN")
            .env_remove("CI")
            .args(["test", "a.toml", "--bless", "--yes"])
            .stdout(process::Stdio::null())
            .spawn()
            .unwrap();
        // The first that is seen of its writing is a second file.
        while fs::read_dir(folder.path()).unwrap().count() == 1 && child.try_wait().unwrap().is_none() {}
        child.kill().unwrap();
        child.wait().unwrap();
        let left = fs::read_to_string(&path).unwrap();
        assert!(left == wrong || left == right, "a file in pieces: {} bytes", left.len());
    }
}
