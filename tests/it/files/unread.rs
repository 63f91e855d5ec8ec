//! What lies in the folder of a plan or of scenarios and is not read is told, by every command that reads there.

use std::fs;
use std::path::Path;

use crate::helpers::program::ivrsim;

const PLAN: &str = "[plan]\nname = \"Example\"\neffective = 2026-01-05\ntimezone = \"America/New_York\"\n";
const LINE: &str = "[lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Example\"\nanswer = \"sales\"\n\
                    [destinations.sales]\nname = \"Sales\"\n";
const OTHER: &str = "[lines.other]\nnumber = \"1-800-555-0101\"\nname = \"Other\"\nanswer = \"sales\"\n";
const SCENARIO: &str = "[suite]\nplan = \"../menus\"\n[[scenario]]\nname = \"x\"\ncall = \"main\"\n\
                        at = \"2026-03-02 10:00\"\nexpect = { outcome = \"transferred\" }\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "menus/plan.toml", &format!("{PLAN}{LINE}"));
    write(folder.path(), "scenarios/a.toml", SCENARIO);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The commands that read the plan.
const COMMANDS: [&[&str]; 8] = [
    &["check", "menus"],
    &["lines", "--plan", "menus"],
    &["find", "sales", "--plan", "menus"],
    &["call", "main", "--plan", "menus", "--at", "2026-03-02 10:00"],
    &["map", "--plan", "menus"],
    &["paths", "main", "--plan", "menus"],
    &["facts", "--plan", "menus"],
    &["test", "scenarios"],
];

fn told(folder: &Path, command: &[&str]) -> (i32, String) {
    let (code, told, said) = ivrsim(folder, command);
    (code, format!("{told}{said}").replace('\\', "/"))
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_in_a_plans_folder_is_an_error_everywhere() {
    let folder = folder();
    std::os::unix::fs::symlink("../gone.toml", folder.path().join("menus/numbers.toml")).unwrap();
    for command in COMMANDS {
        let (code, told) = told(folder.path(), command);
        assert_ne!(code, 0, "{command:?}: {told}");
        assert!(
            told.contains(
                "menus/numbers.toml is not read: it is a link to ../gone.toml, which does not exist"
            ),
            "{command:?}: {told}"
        );
    }
    // In every format.
    for format in ["short", "json", "github", "sarif"] {
        let (code, told) = told(folder.path(), &["check", "menus", "--format", format]);
        assert_eq!(code, 1);
        assert!(told.contains("numbers.toml is not read"), "{format}: {told}");
    }
}

#[test]
fn what_is_nearly_a_file_of_the_plan_is_told_everywhere() {
    for (name, text, what) in [
        ("menus/numbers.TOML", OTHER, "menus/numbers.TOML is not read: the names"),
        ("menus/numbers.Toml", OTHER, "menus/numbers.Toml is not read: the names"),
        ("menus/numbers.toml.txt", OTHER, "menus/numbers.toml.txt is not read: the names"),
        (
            "menus/east/numbers.toml",
            OTHER,
            "menus/east/numbers.toml is not read: a plan is the files of one folder",
        ),
        ("menus/a/b/numbers.toml", OTHER, "menus/a/b/numbers.toml is not read: a plan is"),
        ("menus/numbers.toml/readme.txt", "", "menus/numbers.toml is not read: it is a folder"),
    ] {
        let folder = folder();
        write(folder.path(), name, text);
        for command in COMMANDS {
            let (code, told) = told(folder.path(), command);
            assert!(told.contains(what), "{name} {command:?}: {told}");
            assert_eq!(code, i32::from(command[0] == "check"), "{name} {command:?}: {told}");
        }
    }
}

#[test]
fn what_is_left_out_on_purpose_is_not_told() {
    let folder = folder();
    for (name, text) in [
        ("menus/.hidden.toml", OTHER),
        ("menus/.#plan.toml", OTHER),
        ("menus/plan.toml~", OTHER),
        ("menus/plan.toml.bak", OTHER),
        ("menus/#plan.toml#", OTHER),
        ("menus/notes.txt", "notes"),
        ("menus/.drafts/numbers.toml", OTHER),
        ("menus/tool/Cargo.toml", "[package]\nname = \"x\"\n"),
        ("menus/scenarios/b.toml", SCENARIO),
    ] {
        write(folder.path(), name, text);
    }
    write(folder.path(), "menus/west/plan.toml", &format!("{PLAN}{LINE}"));
    write(folder.path(), "menus/west/numbers.toml", OTHER);
    for command in COMMANDS {
        let (code, told) = told(folder.path(), command);
        assert_eq!(code, 0, "{command:?}: {told}");
        assert!(!told.contains("not read"), "{command:?}: {told}");
    }
}

#[test]
fn a_scenario_file_that_is_not_played_stops_the_run() {
    for name in ["scenarios/b.TOML", "scenarios/deep/b.toml.txt"] {
        let folder = folder();
        write(folder.path(), name, SCENARIO);
        let (code, told) = told(folder.path(), &["test", "scenarios"]);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains(&format!("{name} is not read: its name must end in `.toml`")), "{told}");
        // What is no scenario is none of ours.
        write(folder.path(), name, "[package]\nname = \"x\"\n");
        assert_eq!(self::told(folder.path(), &["test", "scenarios"]).0, 0);
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_among_scenarios_stops_the_run() {
    let folder = folder();
    std::os::unix::fs::symlink("gone.toml", folder.path().join("scenarios/b.toml")).unwrap();
    let (code, told) = told(folder.path(), &["test", "scenarios"]);
    assert_eq!(code, 2, "{told}");
    assert!(
        told.contains("scenarios/b.toml is not read: it is a link to gone.toml, which does not exist"),
        "{told}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_of_scenarios_stops_the_run_unless_that_is_searched_too() {
    let link = |to: &str, folder: &Path, name: &str| {
        fs::create_dir_all(folder.join("scenarios/deep")).unwrap();
        std::os::unix::fs::symlink(to, folder.join("scenarios").join(name)).unwrap();
    };
    // `zd.toml` is a folder with the name of a file, `deep/more` is a link in a folder below.
    for (name, to) in
        [("more", "../more"), ("zd.toml", "../more"), ("z.TOML", "../more"), ("deep/more", "../../more")]
    {
        let folder = folder();
        write(folder.path(), "more/deep/b.toml", &SCENARIO.replace("../menus", "../../menus"));
        link(to, folder.path(), name);
        let (code, said) = told(folder.path(), &["test", "scenarios"]);
        assert_eq!(code, 2, "{name}: {said}");
        let what = format!(
            "scenarios/{name} is not read: it is a link to a folder, and such links are not followed; name "
        );
        assert!(said.contains(&what), "{said}");
        let (code, said) = told(folder.path(), &["test", "scenarios", "more"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("2 cases in 2 scenarios"), "{said}");
    }
    // In circles, to a plan, to what is searched anyway; and behind two links there is a scenario.
    let folder = folder();
    link(".", folder.path(), "circle");
    link("../menus", folder.path(), "menus");
    link("deep", folder.path(), "again");
    write(folder.path(), "scenarios/deep/b.toml", &SCENARIO.replace("../menus", "../../menus"));
    let (code, said) = told(folder.path(), &["test", "scenarios"]);
    assert_eq!(code, 0, "{said}");
    write(folder.path(), "more/b.toml", SCENARIO);
    std::os::unix::fs::symlink("../more", folder.path().join("menus/more")).unwrap();
    let (code, said) = told(folder.path(), &["test", "scenarios"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("scenarios/menus is not read"), "{said}");
}

#[test]
fn the_summary_of_a_check_leads_to_the_page_of_a_file_that_is_not_read() {
    let folder = folder();
    write(folder.path(), "menus/numbers.TOML", OTHER);
    let (code, said) = told(folder.path(), &["check", "menus"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("[unread-file]"), "{said}");
    assert!(said.contains("explain unread-file"), "{said}");
}

#[test]
fn the_same_is_told_of_a_revision() {
    let folder = folder();
    let git = |args: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.current_dir(folder.path())
            .args(["-c", "user.name=x", "-c", "user.email=x@example.com"])
            .args(args);
        assert!(git.output().unwrap().status.success(), "{args:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "x"]);
    let lines = |revision: &str| told(folder.path(), &["lines", "--plan", revision]);
    assert!(!lines("git:HEAD:menus").1.contains("not read"));
    write(folder.path(), "menus/numbers.TOML", OTHER);
    write(folder.path(), "menus/east/numbers.toml", OTHER);
    write(folder.path(), "menus/west/plan.toml", &format!("{PLAN}{LINE}"));
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "y"]);
    let (code, told) = lines("git:HEAD:menus");
    assert_eq!(code, 0, "{told}");
    for name in ["git:HEAD:menus/numbers.TOML", "git:HEAD:menus/east/numbers.toml"] {
        assert!(told.contains(&format!("{name} is not read")), "{told}");
    }
    assert!(!told.contains("west"), "{told}");
}
