//! Which plan is used where none is named, and numbers, callers and times in the words of either front.

use std::fs;
use std::path::Path;

use crate::helpers::program::{ivrsim, program};

/// A plan of one line, whose name tells it from others.
fn plan(name: &str) -> String {
    format!(
        "[plan]\nname = \"{name}\"\neffective = 2023-01-01\ntimezone = \"America/New_York\"\n\
         [calendars.company]\ndays = [{{ name = \"Founders' Day\", on = \"June 3\" }}]\n\
         [hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\ncalendars = [\"company\"]\n\
         [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"{name}\"\nanswer = \"desk\"\n\
         [destinations.desk]\nname = \"Desk\"\nhours = \"day\"\nclosed = \"hang-up\"\n"
    )
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The name of the first line.
fn first_line(folder: &Path) -> String {
    let (code, told, error) = ivrsim(folder, &["lines", "--format", "json"]);
    assert_eq!((code, error.as_str()), (0, ""), "{told}");
    let lines: serde_json::Value = serde_json::from_str(&told).unwrap();
    lines[0]["name"].as_str().unwrap().to_owned()
}

const BUILT_IN: &str = "Contract Processing Center";

#[test]
fn the_plan_of_the_folder_is_used_where_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert_eq!(first_line(folder), BUILT_IN);
    put(folder, "menus/north/plan.toml", &plan("North"));
    assert_eq!(first_line(folder), "North", "the only one below");
    put(folder, "menus/south/plan.toml", &plan("South"));
    let (code, told, error) = ivrsim(folder, &["lines"]);
    assert_eq!((code, told.as_str()), (2, ""), "nobody knows which of the two is meant");
    assert!(error.contains("`--plan menus/north`, `--plan menus/south`"), "{error}");
    put(folder, "menus/plan.toml", &plan("Here"));
    assert_eq!(first_line(folder), "Here");
    let named = ivrsim(folder, &["--plan", "menus/south", "lines"]).1;
    assert!(named.contains("South"), "{named}");
}

/// What the folder `menus` holds, or what lies in its place, and what is told of it.
const UNUSABLE: [(&str, &str, &str); 12] = [
    ("menus/plan.toml", "[plna]\n", "`plna`"),
    ("menus/plan.toml", "[plan\n", "the header is not closed"),
    ("menus/plan.toml", "[Plan]\n", "`Plan`"),
    ("menus/plan.toml", "[lines.main]\nnumber = \"1-800-555-0100\"\n", "has no `[plan]` table"),
    ("menus/plan.toml", "", "has no `[plan]` table"),
    ("menus/plan.toml", "\u{feff}[plna]\n", "`plna`"),
    ("menus/plan.TOML", "[plan]\n", "menus/plan.TOML is not read"),
    ("menus/plan.toml.txt", "[plan]\n", "menus/plan.toml.txt is not read"),
    ("menus/notes.txt", "nothing\n", "the folder menus has no `*.toml` files"),
    ("menus/deep/er/plan.toml", "[plan]\n", "the folder menus has no `*.toml` files"),
    ("MENUS/plan.toml", "[plna]\n", "`plna`"),
    ("menu/plan.toml", "[plan]\n", "`--plan menu`"),
];

#[test]
fn a_folder_of_plans_that_cannot_be_used_is_told_and_no_other_plan_answers() {
    let commands = [
        &["lines"][..],
        &["check"],
        &["generate"],
        &["find", "title"],
        &["call", "cpc"],
        &["page"],
        &["facts"],
    ];
    for (file, text, told) in UNUSABLE {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), file, text);
        put(folder.path(), "scenarios/one.toml", "[[scenario]]\nname = \"a\"\ncall = \"cpc\"\n");
        for args in commands.iter().chain([&["test"][..], &["mutate"]].iter()) {
            let (code, out, error) = ivrsim(folder.path(), args);
            assert_eq!((code, out.as_str()), (2, ""), "{args:?} with {file} {text:?}: {error}");
            assert!(error.contains(told), "{args:?} with {file} {text:?}: {error}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_files_that_are_no_text_are_told() {
    use std::os::unix::fs::symlink;

    let told = |make: &dyn Fn(&Path), told: &str| {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let (code, out, error) = ivrsim(folder.path(), &["check"]);
        assert_eq!((code, out.as_str()), (2, ""), "{error}");
        assert!(error.contains(told), "{error}");
    };
    told(
        &|folder| symlink("nowhere", folder.join("menus")).unwrap(),
        "a link to nowhere, which does not exist",
    );
    told(
        &|folder| {
            fs::create_dir(folder.join("menus")).unwrap();
            symlink("nowhere.toml", folder.join("menus/plan.toml")).unwrap();
        },
        "a link to nowhere.toml, which does not exist",
    );
    told(
        &|folder| {
            fs::create_dir(folder.join("menus")).unwrap();
            fs::write(folder.join("menus/plan.toml"), b"\xff\xfe[\0p\0").unwrap();
        },
        "menus/plan.toml is not text in UTF-8",
    );
    told(
        &|folder| {
            put(folder, "Menus/plan.toml", &plan("One"));
            put(folder, "MENUS/plan.toml", &plan("Two"));
        },
        // Where both are one folder there is nothing to choose.
        if cfg!(target_os = "linux") { "`--plan MENUS`, `--plan Menus`" } else { "" },
    );
}

#[test]
fn the_last_line_of_a_check_names_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let last = |args: &[&str]| {
        let (_, told, error) = ivrsim(folder.path(), args);
        assert_eq!(error, "", "{told}");
        told.lines().last().unwrap().to_owned()
    };
    assert!(last(&["check"]).starts_with("No findings in the plan that comes with ivrsim ("));
    put(folder.path(), "menus/north/plan.toml", &plan("North"));
    let found = last(&["check"]);
    assert!(found.contains(" in menus/north"), "{found}");
    let found = last(&["check", "--deny", "unused-hours"]);
    assert!(found.contains(" in menus/north"), "{found}");
}

#[test]
fn a_revision_alone_is_that_of_the_plan_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "menus/plan.toml", &plan("Then"));
    let git = |args: &[&str]| {
        let set = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let mut command = std::process::Command::new("git");
        assert!(command.current_dir(folder.path()).args(set).args(args).output().unwrap().status.success());
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "one"]);
    put(folder.path(), "menus/plan.toml", &plan("Now"));
    let told = ivrsim(folder.path(), &["--plan", "git:HEAD", "lines"]).1;
    assert!(told.contains("Then"), "{told}");
    fs::rename(folder.path().join("menus"), folder.path().join("elsewhere")).unwrap();
    let (code, _, error) = ivrsim(folder.path(), &["--plan", "git:HEAD", "lines"]);
    assert!(code == 2 && error.contains("as in `git:HEAD:menus`"), "{error}");
}

#[test]
fn what_init_has_written_is_used_at_once() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(ivrsim(folder.path(), &["init", "--yes", "mine"]).0, 0);
    let mine = folder.path().join("mine");
    assert_ne!(first_line(&mine), BUILT_IN);
    let (code, told, _) = ivrsim(&mine, &["check"]);
    assert_eq!(code, 0, "{told}");
    let (code, told, _) = ivrsim(&mine, &["test", "scenarios"]);
    assert_eq!(code, 0, "{told}");
}

#[test]
fn a_variable_that_is_empty_is_not_set_and_one_that_is_wrong_is_named() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "menus/plan.toml", &plan("Here"));
    let run = |value: &str, args: &[&str]| {
        let output = program(folder.path()).env("IVRSIM_PLAN", value).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (code, told, error) = run("", &["lines"]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(told.contains("Here"), "{told}");
    for args in [&["lines"][..], &["call", "main"], &["dial"], &["check"], &["paths"]] {
        let (code, _, error) = run("nowhere", args);
        assert_eq!(code, 2);
        assert!(
            error.contains("there is no file or folder nowhere") && error.contains("IVRSIM_PLAN"),
            "{error}"
        );
    }
    assert_eq!(run("", &["lines", "--plan", ""]).0, 2, "whoever names a plan names one");
    let (_, _, error) = run("nowhere", &["lines", "--plan", "elsewhere"]);
    assert!(error.contains("elsewhere") && !error.contains("IVRSIM_PLAN"), "{error}");
}

#[cfg(unix)]
#[test]
fn whoever_watches_is_told_once_which_plan_it_is() {
    use expectrl::{Eof, Expect as _};

    let folder = tempfile::tempdir().unwrap();
    let told = |args: &[&str]| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("ivrsim"));
        command.current_dir(folder.path()).env_remove("IVRSIM_PLAN").env("TERM", "xterm").args(args);
        let mut session = expectrl::session::OsSession::spawn(command).unwrap();
        session.set_expect_timeout(Some(std::time::Duration::from_mins(1)));
        String::from_utf8(session.expect(Eof).unwrap().as_bytes().to_vec()).unwrap()
    };
    assert!(!told(&["lines"]).contains("note:"));
    put(folder.path(), "menus/plan.toml", &plan("Here"));
    assert_eq!(told(&["lines"]).matches("note: this uses the plan in menus").count(), 1);
    assert!(!told(&["lines", "--plan", "menus"]).contains("note:"));
    fs::remove_file(folder.path().join("menus/plan.toml")).unwrap();
    put(folder.path(), "menus/north/plan.toml", &plan("North"));
    put(folder.path(), "menus/south/plan.toml", &plan("South"));
    assert!(!told(&["check", "menus/north"]).contains("note: this uses"));
    put(
        folder.path(),
        "scenarios/one.toml",
        "[suite]\nplan = \"../menus/north\"\n[[scenario]]\nname = \"a\"\ncall = \"main\"\n",
    );
    assert!(!told(&["test"]).contains("choose one"), "the file names its plan");
    fs::remove_dir_all(folder.path().join("menus/south")).unwrap();
    assert!(!told(&["test"]).contains("note:"));
    put(folder.path(), "menus/south/plan.toml", &plan("South"));
    let both = told(&["lines"]);
    assert!(both.contains("--plan menus/north") && both.contains("--plan menus/south"), "{both}");
}

#[test]
fn a_number_alone_is_dialed() {
    let folder = tempfile::tempdir().unwrap();
    let at = ["--at", "2023-08-28 10:00"];
    for args in [
        &["1-888-919-2559"][..],
        &["(888) 919-2559"],
        &["+1 888 919 2559"],
        &["888.919.2559", "--from", "America/Denver"],
        &["--color", "never", "8889192559", "--as", "denver"],
    ] {
        let (code, told, error) = ivrsim(folder.path(), &[args, &at].concat());
        assert_eq!((code, error.as_str()), (0, ""), "{args:?}");
        assert!(told.starts_with("1-888-919-2559  Dealer Service Center"), "{told}");
    }
    let (code, _, error) = ivrsim(folder.path(), &["linse"]);
    assert!(code == 2 && error.contains("lines"), "{error}");
    assert_eq!(ivrsim(folder.path(), &["911"]).0, 2, "this is no number of any company");
}

#[test]
fn callers_and_times_are_said_in_the_same_words_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "menus/plan.toml", &plan("Here"));
    let told = |args: &[&str]| {
        let (code, told, error) = ivrsim(folder.path(), args);
        assert_eq!((code, error.as_str()), (0, ""), "{args:?}");
        told
    };
    for caller in ["denver", "Mountain", "mountain time", "MT", "salt lake city", "America/Denver"] {
        for option in ["--from", "--as"] {
            let call = told(&["call", "main", "--at", "2023-08-28 10:00", option, caller]);
            assert!(call.contains("08:00:00 America/Denver"), "{caller}: {call}");
        }
    }
    for (at, shown) in
        [("2023-12-25 at 9", "2023-12-25 09:00:00"), ("2023-12-24 18:00", "2023-12-24 18:00:00")]
    {
        assert!(told(&["call", "main", "--at", at]).contains(shown), "{at}");
    }
    // Which day these are depends on today; that each command takes them does not.
    for at in
        ["next friday noon", "christmas 10:00", "tomorrow at 9", "saturday noon", "Founders Day at noon"]
    {
        for command in [&["call", "main"][..], &["lines"], &["hours"], &["find", "desk"], &["map", "main"]] {
            told(&[command, &["--at", at]].concat());
        }
        assert!(told(&["call", "main", "--at", at]).contains(":00:00 America/New_York"));
    }
    assert!(told(&["call", "main", "--at", "Founders' Day at noon"]).contains("-06-03 12:00"));
    for (args, help) in [
        (["--at", "next friday"], "has no time of day: write it as"),
        (["--at", "tomorrow at 3"], "3 AM` or"),
        (["--at", "someday"], "write it as"),
        (["--from", "denvr"], "did you mean `America/Denver`"),
        (["--from", "nobody knows"], "time zone such as"),
    ] {
        let (code, _, error) = ivrsim(folder.path(), &[&["call", "main"][..], &args].concat());
        assert!(code == 2 && error.contains(help), "{error}");
    }
}
