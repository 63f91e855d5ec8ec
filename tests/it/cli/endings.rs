//! The name of a file says what is written into it, where nothing else does.

use std::fs;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;

const PLAN: &str = r#"
[plan]
name      = "Acme"
effective = 2026-01-01
timezone  = "America/New_York"

[lines.main]
number = "1-800-555-0100"
name   = "Acme"
answer = "sales"

[hours.day]
open = "Mo-Fr 09:00-17:00"

[destinations.sales]
name   = "Sales"
hours  = "day"
closed = "closed"

[messages.closed]
say  = "{name} is closed."
then = "hang-up"
"#;

const SUITE: &str = r#"
[[scenario]]
name   = "Sales is there at noon"
call   = "main"
at     = "2026-03-02 12:00"
expect = { outcome = "voicemail" }
"#;

#[test]
fn a_file_is_what_its_name_ends_in() {
    let folder = files(&[("plan.toml", PLAN), ("x.toml", SUITE)]);
    for (command, out, begins) in [
        (&["map"][..], "m.svg", "<svg"),
        (&["map"], "m.MMD", "flowchart"),
        (&["map"], "m.dot", "digraph"),
        (&["map"], "m.json", "{"),
        (&["map"], "m.txt", "1-800-555-0100"),
        (&["map", "--format", "dot"], "m.svg.svg", "digraph"),
        (&["cards"], "c.md", "# "),
        (&["cards"], "c.html", "<!DOCTYPE html>"),
        (&["cards"], "c.csv", "front,back,"),
        (&["cards"], "c.json", "{"),
        (&["hours", "--week"], "w.svg", "<svg"),
    ] {
        let args = [&["--plan", "plan.toml"], command, &["--out", out]].concat();
        let (code, told, errors) = ivrsim(folder.path(), &args);
        assert_eq!((code, told), (0, format!("wrote {out}\n")), "{args:?}: {errors}");
        let text = fs::read_to_string(folder.path().join(out)).unwrap();
        assert!(text.starts_with(begins), "{args:?}: {text}");
    }
    let args = ["--plan", "plan.toml", "hours", "--week", "--out", "w.png"];
    let (code, _, errors) = ivrsim(folder.path(), &args);
    assert_eq!((code, errors.contains("ends in .svg")), (2, true), "{errors}");
}

#[test]
fn reports_are_what_their_names_end_in() {
    let folder = files(&[("plan.toml", PLAN), ("x.toml", SUITE)]);
    let reports = ["--report", "o/r.xml", "--report", "o/r.tap", "--report", "o/r.json"];
    let coverage = ["--coverage-report", "o/c.info", "--coverage-report", "o/c.json"];
    let args = [&["test", "x.toml", "--plan", "plan.toml"][..], &reports, &coverage].concat();
    let (code, _, errors) = ivrsim(folder.path(), &args);
    assert_eq!(code, 1, "{errors}");
    for (name, begins) in [
        ("r.xml", "<?xml"),
        ("r.tap", "TAP version"),
        ("r.json", "{\"event\":\"began\""),
        ("c.info", "TN:"),
        ("c.json", "{\n"),
    ] {
        let text = fs::read_to_string(folder.path().join("o").join(name)).unwrap();
        assert!(text.starts_with(begins), "{name}: {text}");
    }
    let (code, _, errors) = ivrsim(folder.path(), &["test", "x.toml", "--report", "o/r.pdf"]);
    assert_eq!((code, errors.contains("a file that ends in .xml")), (2, true), "{errors}");
}

#[test]
fn a_list_is_as_long_as_its_limit_and_none_is_all() {
    let folder = files(&[("plan.toml", PLAN), ("x.toml", SUITE)]);
    let told = |limit: &[&str]| {
        let args = [&["test", "x.toml", "--plan", "plan.toml", "--coverage"], limit].concat();
        let (_, told, _) = ivrsim(folder.path(), &args);
        (told.matches("    ivrsim call ").count(), told)
    };
    let (all, text) = told(&["--limit", "0"]);
    assert!(all > 3 && !text.contains(" more: `--limit 0`"), "{text}");
    let (few, text) = told(&["--limit", "3"]);
    assert_eq!((few, text.contains(&format!("and {} more: `--limit 0` shows all\n", all - 3))), (3, true));
    let (usual, _) = told(&[]);
    assert_eq!(usual, all.min(10));
    for command in [&["test", "x.toml", "--coverage"][..], &["mutate", "x.toml"]] {
        let (code, _, errors) = ivrsim(folder.path(), &[command, &["--limit", "-1"]].concat());
        assert_eq!((code, errors.contains("0 shows all")), (2, true), "{errors}");
    }
}
