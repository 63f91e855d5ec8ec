//! `ivrsim record`.

use std::fs;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim_with as ivrsim;

#[test]
fn a_recorded_call_passes_at_once_and_is_formatted() {
    let folder = files(&[]);
    let run = |args: &[&str], input: &str| ivrsim(folder.path(), args, input);
    let call = ["record", "1-855-720-2559", "--at", "2023-08-28 18:00", "--from", "America/Denver"];
    let (code, out, errors) = run(&[&call[..], &["--out", "calls/csg.toml"]].concat(), "6\n");
    assert_eq!(code, 0, "{errors}");
    assert!(out.starts_with("wrote calls"), "{out}");
    assert!(errors.contains("Commercial Transactions is closed"), "the call is heard: {errors}");
    let (code, out, errors) = run(&["test", "calls"], "");
    assert_eq!((code, out.as_str()), (0, "1 case in 1 scenario: 1 passed\n"), "{errors}");
    assert_eq!(run(&["fmt", "--check", "calls"], ""), (0, String::new(), String::new()));
    let (_, piped, _) = run(&call, "6");
    assert_eq!(piped, fs::read_to_string(folder.path().join("calls/csg.toml")).unwrap());
    let (code, _, errors) = run(&[&call[..], &["--out", "calls/csg.toml"]].concat(), "6\n");
    assert_eq!(code, 2);
    assert!(errors.contains("already exists"), "{errors}");
    let (code, _, errors) = run(&call, "hangup\n");
    assert_eq!(code, 2);
    assert!(errors.contains("you hung up"), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_call_that_is_recorded_on_a_terminal_passes_at_once() {
    use expectrl::process::unix::WaitStatus;
    use expectrl::{ControlCode, Eof, Expect as _};

    let folder = files(&[]);
    let call = ["record", "1-855-720-2559", "--at", "2023-08-28 18:00", "--from", "America/Denver"];
    let mut session =
        crate::helpers::program::on_terminal(folder.path(), &[&call[..], &["--out", "csg.toml"]].concat());
    session.expect("phone> ").unwrap();
    session.send("6").unwrap();
    session.expect("is closed").unwrap();
    // Whoever leaves has heard enough; the call goes on to its end.
    session.expect("phone> ").unwrap();
    session.send(ControlCode::EndOfTransmission).unwrap();
    session.expect("after 18:00").unwrap();
    session.expect("wrote csg.toml").unwrap();
    session.expect(Eof).unwrap();
    let ended = session.get_process().wait().unwrap();
    assert!(matches!(ended, WaitStatus::Exited(_, 0)), "{ended:?}");
    let (code, out, errors) = ivrsim(folder.path(), &["test", "csg.toml"], "");
    assert_eq!((code, out.as_str()), (0, "1 case in 1 scenario: 1 passed\n"), "{errors}");
    let text = fs::read_to_string(folder.path().join("csg.toml")).unwrap();
    assert!(text.contains("press  = \"6\"") && text.contains("closed_by = \"csg\""), "{text}");
}
