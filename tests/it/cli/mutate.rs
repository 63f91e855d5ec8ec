//! `ivrsim mutate`, under a terminal.

use expectrl::process::unix::WaitStatus;
use expectrl::{ControlCode, Eof, Expect as _};

use super::large_plan;
use crate::helpers::folder::files;
use crate::helpers::program::on_terminal;

#[test]
fn ctrl_c_tells_of_the_mistakes_that_were_tried_until_then() {
    let suite =
        "[[scenario]]\nname = \"x\"\ncall = \"l1\"\nat = \"2026-01-05 08:00\"\nexpect = { line = \"l1\" }\n";
    // With many mistakes, of which each takes a moment.
    let folder = files(&[("menus.toml", &large_plan(50)), ("x.toml", suite)]);
    let args = ["mutate", "x.toml", "--plan", "menus.toml", "--out", "missing.toml"];
    let mut session = on_terminal(folder.path(), &args);
    session.expect("mistakes tried").unwrap();
    session.send(ControlCode::EndOfText).unwrap();
    for told in ["Large: ", "mistakes noticed", "Stopped: ", "more were not tried."] {
        session.expect(told).unwrap();
    }
    session.expect(Eof).unwrap();
    let ended = session.get_process().wait().unwrap();
    assert!(matches!(ended, WaitStatus::Exited(_, 130)), "{ended:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing was written");
}
