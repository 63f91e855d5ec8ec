//! In which order the studio says what it finds.

use std::cell::{Cell, RefCell};

use ivrsim::serve::studio::{DeskAudience, StudioBoard, StudioPart};

use super::{ally, desk, edit, made, reading};

/// Somebody who notes what is said when, and leaves after a while.
struct Listener {
    heard: RefCell<Vec<Vec<u64>>>,
    patience: Cell<usize>,
}

impl Listener {
    fn with(patience: usize) -> Self {
        Self { heard: RefCell::default(), patience: Cell::new(patience) }
    }
}

impl DeskAudience for Listener {
    fn is_gone(&self) -> bool {
        self.heard.borrow().len() >= self.patience.get()
    }

    fn hears(&self, board: &StudioBoard) {
        self.heard.borrow_mut().push(StudioPart::ALL.map(|part| board.count(part)).to_vec());
    }
}

#[test]
fn what_is_wrong_is_said_first_and_what_follows_from_it_as_it_is_ready() {
    let (folder, plan) = ally(&[]);
    let desk = desk(folder.path(), &plan);
    let listener = Listener::with(usize::MAX);
    desk.work(reading(&desk), &listener);
    // Files and findings, then differences with the map, scenarios, coverage with the map.
    let expected = [[1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 1], [1, 1, 1, 1, 0, 1], [1, 1, 1, 1, 1, 2]];
    assert_eq!(*listener.heard.borrow(), expected.map(|counts| counts.to_vec()));
}

#[test]
fn nothing_is_made_for_those_who_have_saved_again() {
    let (folder, plan) = ally(&[]);
    let desk = desk(folder.path(), &plan);
    let listener = Listener::with(1);
    let plan = desk.look(reading(&desk), &listener).unwrap();
    assert_eq!(*listener.heard.borrow(), [[1, 1, 0, 0, 0, 0].to_vec()]);
    desk.follow(&plan, &listener);
    assert_eq!(listener.heard.borrow().len(), 1, "nobody is there to hear it");
    // Whoever leaves in the middle finds what was made until then.
    listener.patience.set(2);
    desk.follow(&plan, &listener);
    assert_eq!(*listener.heard.borrow().last().unwrap(), [1, 1, 1, 0, 0, 1]);
    assert!(!desk.board().is_done);
}

#[test]
fn a_part_that_says_the_same_is_not_told_again() {
    let (folder, plan) = ally(&[]);
    let desk = desk(folder.path(), &plan);
    made(&desk);
    edit(&plan, &[("# Faxes and e-mail.", "# Faxes and mail.")]);
    let board = made(&desk);
    let count = |part| board.count(part);
    assert_eq!(count(StudioPart::Files), 2);
    for part in [StudioPart::Findings, StudioPart::Differences, StudioPart::Scenarios] {
        assert_eq!(count(part), 1, "{}", part.word());
    }
}

#[test]
fn what_is_written_is_checked_before_it_is_saved() {
    let (folder, plan) = ally(&[]);
    let desk = desk(folder.path(), &plan);
    made(&desk);
    let file = plan.join("plan.toml");
    let text = std::fs::read_to_string(&file).unwrap() + "\n[lines.x]\nnumber = \"1\"\n";
    let drafted = desk.drafted(&[(file.to_string_lossy().into_owned(), text)], super::today());
    assert!(drafted.plan.is_none() && !drafted.findings.is_empty());
    assert!(desk.board().reading.findings.is_empty(), "only a save changes what everybody sees");
}
