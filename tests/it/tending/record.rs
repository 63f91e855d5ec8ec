//! `ivrsim record`.

use std::fs;

use super::{files, ivrsim};

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
    assert!(errors.contains("is there already"), "{errors}");
    let (code, _, errors) = run(&call, "hangup\n");
    assert_eq!(code, 2);
    assert!(errors.contains("you hung up"), "{errors}");
}
