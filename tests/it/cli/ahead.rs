//! What is typed before it is asked for, and what is pasted.

use expectrl::{Eof, Expect as _};

use crate::helpers::folder::files;
use crate::helpers::program::on_terminal;

#[test]
fn lines_that_are_typed_ahead_are_not_lost() {
    let folder = files(&[]);
    let mut session = on_terminal(folder.path(), &["dial", "--step", "--at", "2023-08-28 10:00"]);
    session.expect("phone> ").unwrap();
    session.send("lines\rfind title release\rcpc\r6why\rquit\r").unwrap();
    for answer in
        ["1-855-720-2559", "Title/Lien Releases", "For Commercial Transactions", "[6]", "key 6 leads to"]
    {
        session.expect(answer).unwrap_or_else(|error| panic!("{answer}: {error}"));
    }
    session.expect(Eof).unwrap();
}

#[test]
fn a_paste_of_several_commands_is_obeyed_line_by_line() {
    for end in ["\r", "\n"] {
        let folder = files(&[]);
        let mut session = on_terminal(folder.path(), &["dial", "--step", "--at", "2023-08-28 10:00"]);
        session.expect("phone> ").unwrap();
        let pasted = format!("\x1b[200~lines{end}find title release{end}hours csg{end}\x1b[201~");
        session.send(&pasted).unwrap();
        for answer in ["1-855-720-2559", "Title/Lien Releases", "Monday to Friday"] {
            session.expect(answer).unwrap_or_else(|error| panic!("{answer}: {error}"));
        }
        session.send("quit\r").unwrap();
        session.expect(Eof).unwrap();
    }
}

#[test]
fn answers_that_are_typed_ahead_of_a_lesson_are_not_lost() {
    let folder = files(&[]);
    let args = ["train", "--db", "learners.db", "--learner", "Ann", "--exam", "--cards", "3"];
    let mut session = on_terminal(folder.path(), &args);
    session.expect("1 of 3").unwrap();
    session.send("skip\rskip\rskip\r").unwrap();
    session.expect("2 of 3").unwrap();
    session.expect("3 of 3").unwrap();
    session.expect("3 wrong").unwrap();
}
