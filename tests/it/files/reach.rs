//! What files may name, and what is shown of what they name.

use std::fs;
use std::path::Path;

use crate::helpers::program::ivrsim;

const SECRET: &str = "TOKEN=hunter2\0PATH=/bin";

/// A folder `here` with a suite in `here/scenarios`, and things beside it that it has no business with.
fn place(suite: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("outside/secret", SECRET);
    write("outside/secret.csv", SECRET);
    write("outside/secret.toml", SECRET);
    write("outside/plan/plan.toml", include_str!("../../../src/check/examples/keys-out-of-order/fails.toml"));
    write("outside/rows.csv", "press\n1\n");
    write("here/menus/plan.toml", include_str!("../../../src/check/examples/keys-out-of-order/fails.toml"));
    write("here/scenarios/secret", SECRET);
    write("here/scenarios/secret.env", SECRET);
    write("here/scenarios/rows.csv", "press\n1\n");
    write("here/scenarios/a.toml", suite);
    folder
}

fn suite(plan: &str, table: &str) -> String {
    let table = if table.is_empty() { String::new() } else { format!("cases_from = \"{table}\"\n") };
    format!(
        "[suite]\nplan = \"{plan}\"\n[[scenario]]\nname = \"x\"\ncall = \"main\"\nat = \"2026-03-02 10:00\"\n{table}\
         expect = {{ line = \"main\" }}\n"
    )
}

const COMMANDS: [&[&str]; 5] = [
    &["test", "scenarios"],
    &["test", "scenarios", "--bless", "--yes"],
    &["mutate", "scenarios", "--sample", "1"],
    &["generate", "scenarios", "--missing"],
    &["check", "menus", "--at", "2026-03-02"],
];

/// Every command that reads the suite refuses what it names, and shows nothing of it. What `test` says.
fn refused(folder: &Path) -> String {
    let here = folder.join("here");
    for command in COMMANDS {
        let (code, out, errors) = ivrsim(&here, command);
        assert!(!(out.clone() + &errors).contains("hunter2"), "{command:?}: {out}{errors}");
        assert!(code != 0 || command[0] == "check", "{command:?}: {out}{errors}");
    }
    ivrsim(&here, &["test", "scenarios"]).2
}

#[test]
fn tables_are_near_the_file_that_names_them() {
    for (table, why) in [
        ("../../outside/secret.csv", "is outside"),
        ("../../secret.csv", "is outside"),
        ("../../outside/secret", "is outside"),
        ("../../outside/nothing.csv", "is outside"),
        ("/proc/self/environ", "is outside"),
        ("/dev/zero", "is outside"),
        ("secret", "must end in `.csv`"),
        ("secret.env", "must end in `.csv`"),
        ("../menus", "is not a file"),
    ] {
        let place = place(&suite("../menus", table));
        let told = refused(place.path());
        assert!(told.contains("error[no-table]") && told.contains(why), "{table}: {told}");
    }
}

#[test]
fn plans_are_near_the_file_that_names_them() {
    for (plan, why) in [
        ("../../outside/secret.toml", "is outside"),
        ("../../outside/plan", "is outside"),
        ("../../outside/nothing", "is outside"),
        ("/proc/self/environ", "is outside"),
        ("/", "is outside"),
        ("secret", "must end in `.toml`"),
        ("secret.env", "must end in `.toml`"),
    ] {
        let place = place(&suite(plan, ""));
        let told = refused(place.path());
        assert!(told.contains("error[no-plan]") && told.contains(why), "{plan}: {told}");
    }
}

#[test]
fn whoever_trusts_a_suite_lets_it_reach_further() {
    let place = place(&suite("../../outside/plan", "../../outside/rows.csv"));
    let here = place.path().join("here");
    let (code, _, told) = ivrsim(&here, &["test", "scenarios"]);
    assert!(code == 2 && told.contains("`--read-anywhere` lets them"), "{told}");
    let (code, out, told) = ivrsim(&here, &["test", "scenarios", "--read-anywhere"]);
    assert_eq!((code, told.as_str()), (0, ""), "{out}");
}

#[test]
fn what_is_near_a_suite_is_read_from_everywhere() {
    let place = place(&suite("../menus", "rows.csv"));
    for (folder, path) in [
        ("here", "scenarios"),
        ("here/scenarios", "a.toml"),
        (".", "here/scenarios"),
        ("outside", "../here/scenarios"),
    ] {
        let (code, out, told) = ivrsim(&place.path().join(folder), &["test", path]);
        assert_eq!((code, told.as_str()), (0, ""), "{folder} {path}: {out}");
    }
}

#[cfg(unix)]
#[test]
fn the_repository_is_near_wherever_the_suite_is_in_it_and_no_other_is() {
    let place = place(&suite("../../outside/plan", "../../outside/rows.csv"));
    // With both in one repository the suite reaches across it.
    fs::create_dir(place.path().join(".git")).unwrap();
    let (code, out, told) = ivrsim(&place.path().join("here"), &["test", "scenarios"]);
    assert_eq!((code, told.as_str()), (0, ""), "{out}");
    // With a repository of its own, as a work tree or a submodule has, it does not.
    fs::write(place.path().join("here/.git"), "gitdir: elsewhere").unwrap();
    let (code, _, told) = ivrsim(place.path(), &["test", "here/scenarios"]);
    assert!(code == 2 && told.contains("is outside"), "{told}");
}

#[cfg(unix)]
#[test]
fn links_count_by_what_they_lead_to() {
    use std::os::unix::fs::symlink;

    for (link, target, named, why) in [
        ("scenarios/t.csv", "../../outside/secret.csv", ("../menus", "t.csv"), "is outside"),
        ("scenarios/t.csv", "secret.env", ("../menus", "t.csv"), "must end in `.csv`"),
        ("scenarios/t.csv", "/dev/zero", ("../menus", "t.csv"), "is outside"),
        ("scenarios/p.toml", "../../outside/secret.toml", ("p.toml", ""), "is outside"),
        ("scenarios/p", "../../outside/plan", ("p", ""), "is outside"),
        ("menus/more.toml", "../../outside/secret.toml", ("../menus", ""), "is outside"),
        ("menus/more.toml", "../scenarios/secret.env", ("../menus", ""), "must end in `.toml`"),
        ("deep", "../outside", ("../deep/plan", ""), "is outside"),
    ] {
        let place = place(&suite(named.0, named.1));
        symlink(target, place.path().join("here").join(link)).unwrap();
        let told = if link.starts_with("menus") {
            // The plan that is checked is one that the user names.
            ivrsim(&place.path().join("here"), &["test", "scenarios"]).2
        } else {
            refused(place.path())
        };
        assert!(told.contains(why) && !told.contains("hunter2"), "{link} -> {target}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn a_plan_folder_shows_nothing_of_files_that_are_no_plans() {
    use std::os::unix::fs::symlink;

    let place = place("");
    let here = place.path().join("here");
    symlink("/proc/self/environ", here.join("menus/environ.toml")).unwrap();
    for command in
        [&["check", "menus"][..], &["lines", "--plan", "menus"], &["--plan", "menus", "diff", "menus"]]
    {
        let (code, out, told) = ivrsim(&here, command);
        assert!(code == 2 && told.contains("must end in `.toml`"), "{command:?}: {out}{told}");
        assert!(!told.contains("PATH="), "{command:?}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe_that_a_file_names() {
    let place = place(&suite("../menus", "pipe.csv"));
    let pipe = place.path().join("here/scenarios/pipe.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let told = refused(place.path());
    assert!(told.contains("pipe.csv is not a file"), "{told}");
}
