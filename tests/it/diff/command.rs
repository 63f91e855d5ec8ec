//! `ivrsim diff` as people run it: files and revisions, exit codes, lists of what is expected.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process;

use crate::helpers::folder::files;
use crate::helpers::program::program;

const PLAN: &str = r#"[plan]
name      = "Garage"
effective = 2026-01-05
timezone  = "America/New_York"

[defaults]
closed = "hang-up"

[hours.day]
open = "Mo-Fr 08:00-18:00"

[lines.desk]
number = "1-800-555-0100"
name   = "Garage"
answer = "desk"

[destinations.desk]
name  = "Desk"
hours = "day"
"#;

fn later() -> String {
    PLAN.replace("18:00", "20:00")
}

struct Given {
    code: i32,
    out: String,
    errors: String,
}

fn ivrsim(folder: &Path, args: &[&str]) -> Given {
    let (code, out, errors) = crate::helpers::program::ivrsim(folder, args);
    Given { code, out, errors }
}

/// A folder with the plan of Monday and that of a proposal.
fn folder() -> tempfile::TempDir {
    files(&[("monday.toml", PLAN), ("proposal.toml", &later())])
}

#[test]
fn exit_codes_tell_whether_something_differs() {
    let folder = folder();
    let run = |args: &[&str]| ivrsim(folder.path(), args);
    let same = run(&["diff", "monday.toml", "monday.toml"]);
    assert_eq!((same.code, same.errors.as_str()), (0, ""));
    assert!(same.out.starts_with("Nothing differs: 1 caller action on 1 number, "), "{}", same.out);
    let differs = run(&["diff", "monday.toml", "proposal.toml"]);
    assert_eq!((differs.code, differs.errors.as_str()), (1, ""));
    assert!(differs.out.contains("monday.toml:10 → proposal.toml:10"), "{}", differs.out);
    assert_eq!(run(&["diff", "monday.toml", "--plan", "proposal.toml"]).out, differs.out);
    assert_eq!(run(&["diff", "monday.toml", "proposal.toml", "--only", "wording,timing"]).code, 0);
    assert_eq!(run(&["diff", "monday.toml", "proposal.toml", "--only", "routing"]).code, 1);
    let typing_error = run(&["diff", "monday.toml", "proposal.toml", "--only", "houre"]);
    assert_eq!(typing_error.code, 2);
    assert!(typing_error.errors.contains("did you mean `hours`?"), "{}", typing_error.errors);

    fs::write(folder.path().join("broken.toml"), "[plan]\nname = 1\n").unwrap();
    let broken = run(&["diff", "broken.toml", "nowhere.toml"]);
    assert_eq!((broken.code, broken.out.as_str()), (2, ""));
    assert!(broken.errors.contains("broken.toml:2"), "{}", broken.errors);
    assert!(broken.errors.contains("there is no file or folder nowhere.toml"), "{}", broken.errors);
}

#[test]
fn the_time_that_is_looked_at_can_be_chosen() {
    let folder = folder();
    let run = |args: &[&str]| {
        let given = ivrsim(folder.path(), &[&["diff", "monday.toml", "proposal.toml"], args].concat());
        (given.code, given.out)
    };
    let (code, out) = run(&["--from", "2027-03-06", "--years", "1"]);
    assert!(code == 1 && out.contains("from 2027-03-06 to 2028-03-06"), "{out}");
    assert!(out.contains("--at '2027-03-08 18:00'"), "the first Monday of that time: {out}");
    assert_eq!(run(&["--years", "0"]).0, 2);
}

#[test]
fn every_format_is_there_and_json_says_its_version() {
    let folder = folder();
    let told = |format| {
        let given = ivrsim(folder.path(), &["diff", "monday.toml", "proposal.toml", "--format", format]);
        assert_eq!((given.code, given.errors.as_str()), (1, ""), "{format}");
        given.out
    };
    let json: serde_json::Value = serde_json::from_str(&told("json")).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["groups"][0]["differences"][0]["kind"], "hours");
    assert!(told("markdown").starts_with("### 1 difference with 1 cause\n"));
    assert!(told("html").starts_with("<!DOCTYPE html>"));
    assert!(told("github").starts_with("::warning file=proposal.toml,line=10,"));
}

#[test]
fn ci_fails_only_on_what_nobody_has_agreed_to() {
    let folder = folder();
    let run =
        |args: &[&str]| ivrsim(folder.path(), &[&["diff", "monday.toml", "proposal.toml"], args].concat());
    let written = run(&["--write-expect", "agreed.toml"]);
    assert_eq!(
        (written.code, written.out.as_str()),
        (0, "wrote agreed.toml: 1 expected\n"),
        "{}",
        written.errors
    );
    let expected = run(&["--expect", "agreed.toml"]);
    assert_eq!(expected.code, 0, "{}", expected.out);
    assert!(expected.out.contains("1 difference is expected and not listed."), "{}", expected.out);

    // A reason stays when the list is written again.
    let list = folder.path().join("agreed.toml");
    let text = fs::read_to_string(&list).unwrap() + "reason = \"the desk asked for it\"\n";
    fs::write(&list, &text).unwrap();
    assert_eq!(run(&["--expect", "agreed.toml"]).code, 0);
    assert_eq!(run(&["--write-expect", "agreed.toml"]).code, 0);
    assert!(fs::read_to_string(&list).unwrap().contains("the desk asked for it"));
    assert_eq!(ivrsim(folder.path(), &["fmt", "--check", "agreed.toml"]).code, 0, "in the one style");

    // Another change is no longer the one that was agreed to.
    fs::write(folder.path().join("proposal.toml"), PLAN.replace("18:00", "21:00")).unwrap();
    let other = run(&["--expect", "agreed.toml"]);
    assert_eq!(other.code, 1);
    assert!(other.out.contains("Expected, but not found: hours: 1-800-555-0100, "), "{}", other.out);
    fs::write(&list, "[[expected]]\nkind = \"hours\"\n").unwrap();
    let mistaken = run(&["--expect", "agreed.toml"]);
    assert_eq!(mistaken.code, 2);
    assert!(mistaken.errors.contains("agreed.toml:1"), "{}", mistaken.errors);
}

/// Runs git in a folder. None: there is no git here.
fn git(folder: &Path, args: &[&str]) -> Option<()> {
    let mut git = process::Command::new("git");
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
    git.args(["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]);
    let done = match git.current_dir(folder).args(args).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let _ = writeln!(std::io::stderr(), "git is missing here, so nothing is tested");
            return None;
        }
        done => done.unwrap(),
    };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(())
}

/// A repository whose first commit, tagged `v1`, has the plan in the folder `menus`, and where it was changed since.
fn repository() -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    let menus = folder.path().join("menus");
    fs::create_dir(&menus).unwrap();
    let (head, tail) = PLAN.split_at(PLAN.find("[lines").unwrap());
    fs::write(menus.join("1.toml"), head).unwrap();
    fs::write(menus.join("2.toml"), tail).unwrap();
    fs::write(menus.join(".hidden.toml"), "no plan").unwrap();
    git(folder.path(), &["init", "--quiet"])?;
    git(folder.path(), &["add", "."])?;
    git(folder.path(), &["commit", "--quiet", "-m", "first"])?;
    git(folder.path(), &["tag", "v1"])?;
    fs::write(menus.join("1.toml"), head.replace("18:00", "20:00")).unwrap();
    Some(folder)
}

#[test]
fn a_revision_is_a_plan_of_its_own() {
    let Some(folder) = repository() else { return };
    let run = |args: &[&str]| ivrsim(folder.path(), args);
    let given = run(&["diff", "git:HEAD", "menus"]);
    assert_eq!(given.code, 1, "{}", given.errors);
    assert!(
        given.out.starts_with("menus/1.toml:10\n- open = \"Mo-Fr 08:00-18:00\"\n+ open"),
        "{}",
        given.out
    );
    assert!(given.out.contains("replay it with --plan git:HEAD:./menus."), "{}", given.out);
    for same in [
        &["diff", "git:HEAD", "--plan", "menus"][..],
        &["--plan", "menus", "diff", "git:v1"],
        &["diff", "git:v1:menus", "menus"],
        &["diff", "git:v1:./menus", "menus"],
    ] {
        assert_eq!(run(same).code, 1, "{same:?}");
    }
    assert_eq!(run(&["diff", "git:v1", "git:HEAD", "--plan", "menus"]).code, 0);
    assert_eq!(run(&["diff", "git:v1:menus", "git:HEAD:menus"]).code, 0);
    assert_eq!(run(&["diff", "menus", "git:HEAD"]).code, 1, "the other way round");
    // From below, and with a plan that is named as seen from there.
    let below = folder.path().join("menus");
    assert_eq!(ivrsim(&below, &["diff", "git:HEAD", "../menus"]).code, 1);
    assert_eq!(ivrsim(&below, &["diff", "git:HEAD:menus", "."]).code, 1, "as git reads it: from the top");
    // Every command takes such a plan, so that a call can be replayed as it was.
    let call = ["call", "desk", "--at", "2026-01-05 19:00", "--plan", "git:v1:menus"];
    assert!(run(&call).out.contains("→ disconnected"), "{}", run(&call).out);
}

#[test]
fn what_git_does_not_know_is_said_clearly() {
    let Some(folder) = repository() else { return };
    let errors = |args: &[&str]| {
        let given = ivrsim(folder.path(), args);
        assert_eq!((given.code, given.out.as_str()), (2, ""), "{args:?}");
        given.errors
    };
    assert!(errors(&["diff", "git:v2", "menus"]).contains("git knows no revision v2"));
    assert!(errors(&["diff", "git:--help", "menus"]).contains("git knows no revision --help"));
    let told = errors(&["diff", "git:v1:nowhere", "menus"]);
    assert!(told.contains("the revision v1 has no nowhere"), "{told}");
    assert!(errors(&["diff", "git:v1:", "menus"]).contains("has no `*.toml` files"));
    assert_ne!(ivrsim(folder.path(), &["diff", "git:v1"]).code, 2, "the plan of the folder is meant");
    assert!(errors(&["diff", "git:v1:../menus", "menus"]).contains("outside the repository"));
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("plan.toml"), PLAN).unwrap();
    let given = ivrsim(outside.path(), &["diff", "git:HEAD", "plan.toml"]);
    assert_eq!(given.code, 2);
    assert!(given.errors.contains("is not in a git repository"), "{}", given.errors);
}

#[cfg(unix)]
#[test]
fn without_git_a_revision_is_refused_with_the_reason() {
    let folder = folder();
    let arguments = ["diff", "git:HEAD", "monday.toml"];
    let output = program(folder.path()).env("PATH", "/nowhere").args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("`git`, which is not installed here"));
}

#[test]
fn a_picture_points_out_what_callers_meet_otherwise() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diff");
    let drawn = |case: &str| {
        let plan = format!("{case}/new.toml");
        let given = ivrsim(&cases, &["--plan", &plan, "map", "--diff", "old.toml"]);
        assert_eq!((given.code, given.errors.as_str()), (0, ""));
        let is_marked = |line: &&str| ["new", "changed", "removed"].iter().any(|word| line.contains(word));
        let marked: Vec<String> = given
            .out
            .lines()
            .filter(is_marked)
            .map(|line| line.trim_start_matches(['│', '├', '└', '─', ' ']).to_owned())
            .collect();
        marked
    };
    assert_eq!(drawn("renamed"), [""; 0]);
    assert_eq!(
        drawn("options-and-lines"),
        [
            "4 (new)  West Business Center",
            "2  West Business Center  removed",
            "1-800-555-0104  West  new",
            "1-800-555-0102  West  removed",
        ]
    );
    assert_eq!(
        drawn("caller-zone"),
        ["caller in America/Los_Angeles or America/Denver (changed)  West Business Center"]
    );
    let holiday = drawn("holiday");
    assert!(holiday[0].starts_with("main menu (menu)") && holiday[0].ends_with("  changed"), "{holiday:?}");
    assert!(
        drawn("retries")[0].starts_with("main menu (menu)"),
        "what is pressed by nobody is changed at the step"
    );
    assert!(drawn("wording")[0].starts_with("main menu (menu)"));
    assert!(drawn("timing")[0].starts_with("main menu (menu)"));
}
