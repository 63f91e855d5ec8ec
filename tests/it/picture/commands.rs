use std::fs;

use super::readers::{Graph, Svg};
use crate::program::ivrsim;

#[test]
fn a_map_is_a_tree_for_the_terminal_unless_another_format_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let map = |args: &[&str]| {
        let (code, out, errors) = ivrsim(folder.path(), &[&["map", "cpc"], args].concat());
        assert_eq!((code, errors.as_str()), (0, ""));
        out
    };
    assert!(map(&[]).contains("├─ 3  Customer Interview  Monday to Friday"));
    assert!(
        map(&["--at", "2023-08-28 19:00"]).contains("6  Commercial Transactions  closed, Monday to Friday")
    );
    assert!(!map(&[]).contains('\u{1b}'));
    assert!(map(&["--color", "always"]).contains('\u{1b}'));
    Svg::read(&map(&["--format", "svg"]));
    let dot = Graph::of_dot(&map(&["--format", "dot", "--full"]));
    assert_eq!(dot, Graph::of_mermaid(&map(&["--format", "mermaid", "--full"])));
    assert!(dot.edges.len() > Graph::of_dot(&map(&["--format", "dot"])).edges.len());
}

#[test]
fn a_picture_goes_to_a_file_in_the_place_of_an_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep/picture.svg");
    for _ in 0..2 {
        let (code, out, errors) =
            ivrsim(folder.path(), &["map", "--format", "svg", "--out", "deep/picture.svg"]);
        assert_eq!(
            (code, out.replace('\\', "/").as_str(), errors.as_str()),
            (0, "wrote deep/picture.svg\n", "")
        );
    }
    Svg::read(&fs::read_to_string(&file).unwrap());
    let week = ["hours", "--week", "--svg", "--at", "2023-08-28", "--out", "deep/picture.svg"];
    assert_eq!(ivrsim(folder.path(), &week).0, 0);
    let svg = Svg::read(&fs::read_to_string(&file).unwrap());
    assert_eq!(svg.titles[0], "Hours in the week of August 28, 2023");
    // A tree that is kept is not colored, whatever the terminal can show.
    ivrsim(folder.path(), &["map", "cpc", "--color", "always", "--out", "tree.txt"]);
    assert!(!fs::read_to_string(folder.path().join("tree.txt")).unwrap().contains('\u{1b}'));
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let folder = tempfile::tempdir().unwrap();
    for (args, told) in [
        (&["map", "cpx"][..], "there is no line \"cpx\"; did you mean `cpc`?"),
        (&["map", "cpc-main"], "`cpc-main` is no line but a step"),
        (&["map", "--from", "America/Denver"], "--at <TIME>"),
        (&["map", "--at", "soon"], "--at: \"soon\" is not a time"),
        (&["hours", "--svg"], "--week"),
        (&["hours", "--week", "--format", "json"], "cannot be used with"),
        (&["map", "--format", "svg", "--out", "."], "cannot write ."),
    ] {
        let (code, out, errors) = ivrsim(folder.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(errors.contains(told), "{args:?}: {errors}");
    }
}

#[test]
fn a_week_is_shown_by_the_clock_of_who_asks() {
    let folder = tempfile::tempdir().unwrap();
    let week = |args: &[&str]| {
        ivrsim(folder.path(), &[&["hours", "csg", "--week", "--at", "2023-08-28 18:00"], args].concat()).1
    };
    assert!(week(&[]).contains("08:00-18:00"));
    assert!(week(&["--from", "America/Los_Angeles"]).contains("05:00-15:00"));
    let open =
        ["hours", "--open", "Mo-Fr 08:00-18:00", "--timezone", "UTC", "--week", "--at", "2023-08-28 18:00"];
    assert!(ivrsim(folder.path(), &open).1.contains("the week of 2023-08-28 by the clock of UTC"));
}
