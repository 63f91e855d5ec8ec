use std::fs;

use super::readers::{Graph, Svg};
use crate::helpers::program::ivrsim;

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
        (&["map", "cpc-main"], "`cpc-main` is a step, not a line"),
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

/// The map of these arguments, for programs.
fn json(args: &[&str]) -> serde_json::Value {
    let (code, out, errors) =
        ivrsim(std::path::Path::new("."), &[&["map", "--format", "json"], args].concat());
    assert_eq!((code, errors.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn programs_are_told_every_step_and_every_way_on_with_its_place() {
    let map = json(&["--plan", "tests/cases/plan-ok/kitchen-sink.toml"]);
    let plan = crate::oracles::plan::plan(include_str!("../../cases/plan-ok/kitchen-sink.toml"));
    let list = |name: &str| map[name].as_array().unwrap();
    assert_eq!(list("nodes").len(), plan.lines().len() + plan.steps().len());
    let links: usize = plan.steps().map(|(_, step)| step.links().len()).sum();
    assert_eq!(list("edges").len(), plan.lines().len() + links);
    let ids: std::collections::BTreeSet<_> =
        list("nodes").iter().map(|node| node["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), list("nodes").len(), "ids tell nodes apart");
    let text = fs::read_to_string("tests/cases/plan-ok/kitchen-sink.toml").unwrap();
    for node in list("nodes") {
        let header = text.lines().nth(node["line"].as_u64().unwrap() as usize - 1).unwrap();
        // What an announcement or an override says is a message, and stands where that does.
        let key = node["key"].as_str().unwrap();
        let key = key.strip_prefix("announcement ").or(key.strip_prefix("override ")).unwrap_or(key);
        assert!(header.contains(key), "{node} stands at {header:?}");
        assert!(node["open"].is_null(), "no moment is asked for");
    }
    for edge in list("edges") {
        assert!(ids.contains(edge["from"].as_str().unwrap()), "{edge}");
        assert_eq!(edge["to"].is_null(), !edge["ends"].is_null(), "{edge}");
        assert!(edge["to"].as_str().is_none_or(|to| ids.contains(to)), "{edge}");
        assert_eq!(edge["key"].is_null(), edge["kind"] != "key", "{edge}");
    }
}

#[test]
fn programs_are_told_what_is_open_then_and_what_differs() {
    let map = json(&["cpc", "--at", "2023-08-28 18:30", "--from", "America/Denver"]);
    assert_eq!(
        (&map["at"], &map["caller_timezone"]),
        (&"2023-08-28T18:30:00-04:00".into(), &"America/Denver".into())
    );
    let node = |id: &str| map["nodes"].as_array().unwrap().iter().find(|node| node["id"] == id).unwrap();
    assert_eq!(node("lines.cpc")["number"], "+18557202559");
    assert_eq!(node("menus.cpc-main")["open"], true);
    let closed = node("destinations.commercial-transactions");
    assert_eq!((&closed["open"], &closed["hours"]), (&false.into(), &"csg".into()));
    let map = json(&["--plan", "docs/change/proposal.toml", "--diff", "docs/change/monday.toml"]);
    let edges = map["edges"].as_array().unwrap();
    let marked: Vec<_> = edges.iter().filter(|edge| !edge["mark"].is_null()).collect();
    assert!(marked.iter().any(|edge| edge["key"] == "7" && edge["mark"] == "changed"), "{marked:?}");
    // What is gone is told where it was.
    let folder = tempfile::tempdir().unwrap();
    let plan = fs::read_to_string("docs/change/monday.toml").unwrap();
    fs::write(folder.path().join("old.toml"), &plan).unwrap();
    fs::write(folder.path().join("new.toml"), plan.replace("7 = \"ally-plus\"\n", "")).unwrap();
    let (_, out, _) =
        ivrsim(folder.path(), &["map", "--format", "json", "--plan", "new.toml", "--diff", "old.toml"]);
    let map: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        map["gone"],
        serde_json::json!([{ "from": "menus.cpc-main", "label": "7", "to": "Ally Plus" }])
    );
}
