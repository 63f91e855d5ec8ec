//! Failures are told by what caused them, and what failed is run again.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::helpers::program::program;

/// A copy of a company with its scenarios.
pub(super) fn company(company: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["menus", "scenarios"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(part).join(company);
        let to = folder.path().join(part).join(company);
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    folder
}

/// A copy of a company with some edits: `from` becomes `to` in this file of its plan, where it stands first.
fn edited(name: &str, file: &str, edits: &[(&str, &str)]) -> TempDir {
    let folder = company(name);
    let path = folder.path().join("menus").join(name).join(file);
    let mut text = fs::read_to_string(&path).unwrap();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    fs::write(path, text).unwrap();
    folder
}

/// What `ivrsim test` says of it, with its cache in the same folder.
pub(super) fn test(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = program(folder);
    command.env("XDG_CACHE_HOME", folder.join("cache")).arg("test").args(args);
    let output = command.output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), told)
}

/// The words of each cause, and where it is.
pub(super) fn causes(told: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = told.lines().collect();
    let place = |index: usize| {
        let next = lines.get(index + 1).and_then(|line| line.trim().strip_prefix("--> ")).unwrap_or("");
        next.rsplit_once(':').map_or(String::new(), |(place, _)| place.to_owned())
    };
    let causes = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((line.strip_prefix("error[cause]: ")?.to_owned(), place(index))));
    causes.collect()
}

#[test]
fn one_edit_is_one_cause_at_its_line() {
    let first = "1-contract-processing.toml";
    let centers = "3-business-centers.toml";
    let hospital = "plan.toml";
    for (company, file, edits, expected) in [
        (
            "ally",
            first,
            &[("Mo-Fr 08:00-20:00", "Mo-Fr 08:00-19:00")][..],
            ("hours `cpc`: 39 cases failed because of this", "menus/ally/1-contract-processing.toml:5"),
        ),
        (
            "ally",
            first,
            &[("4 = \"retail-held-offerings\"", "4 = \"ally-plus\"")],
            (
                "in `cpc-main`, key 4 leads to `ally-plus`: 5 cases failed because of this",
                "menus/ally/1-contract-processing.toml:28",
            ),
        ),
        (
            "ally",
            first,
            &[("7 = \"ally-plus\"", "")],
            (
                "`cpc-main` does not offer key 7, which would stand below key 6 here: 9 cases failed because of this",
                "menus/ally/1-contract-processing.toml:30",
            ),
        ),
        (
            "ally",
            first,
            &[("3 = \"customer-interview\"", "")],
            (
                "`cpc-main` does not offer key 3, which would stand above key 4 here: 25 cases failed because of this",
                "menus/ally/1-contract-processing.toml:28",
            ),
        ),
        (
            "ally",
            first,
            &[("1-855-720-2559", "1-855-720-2558")],
            (
                "no line has 1-855-720-2559; `cpc` has 1-855-720-2558: 101 cases failed because of this",
                "menus/ally/1-contract-processing.toml:14",
            ),
        ),
        (
            "ally",
            first,
            &[("Thank you for calling", "Welcome to")],
            (
                "the prompt of `cpc-main`: 2 cases failed because of this",
                "menus/ally/1-contract-processing.toml:22",
            ),
        ),
        (
            "ally",
            centers,
            &[("timezone = \"America/Chicago\"", "timezone = \"America/Denver\"")],
            ("hours `rbc-central`: 6 cases failed because of this", "menus/ally/3-business-centers.toml:7"),
        ),
        (
            "hospital",
            hospital,
            &[("2xxx = \"second-floor\"", "2xxx = \"third-floor\"")],
            (
                "in `room`, entry 2104 leads to `third-floor`: 3 cases failed because of this",
                "menus/hospital/plan.toml:70",
            ),
        ),
        (
            "hospital",
            hospital,
            // A switch asks for these hours, and all that is behind it changes.
            &[("Mo-Fr 07:00-19:00", "Mo-Fr 07:30-18:30")],
            ("hours `day`: 13 cases failed because of this", "menus/hospital/plan.toml:74"),
        ),
        (
            "hospital",
            hospital,
            &[(
                "    { name = \"Christmas Day\"",
                "    { name = \"Snow\", on = \"March 2\" },\n    { name = \"Christmas Day\"",
            )],
            ("holiday \"Snow\": 1 case failed because of this", "menus/hospital/plan.toml:97"),
        ),
    ] {
        let folder = edited(company, file, edits);
        let (code, told) = test(folder.path(), &[&format!("scenarios/{company}")]);
        assert_eq!(code, 1, "{told}");
        let causes = causes(&told);
        // What comes besides, such as prompts in which the keys are read out, has the same cause.
        let (words, place) = expected;
        assert_eq!(causes[0], (words.to_owned(), place.to_owned()), "{causes:#?}");
        let is_number = edits[0].0.starts_with("1-");
        assert!(is_number || causes.len() == 1, "{causes:#?}");
    }
}

#[test]
fn many_failures_with_one_cause_are_one_screen() {
    let folder = edited("ally", "1-contract-processing.toml", &[("Mo-Fr 08:00-20:00", "Mo-Fr 08:00-19:00")]);
    let (_, told) = test(folder.path(), &["scenarios/ally"]);
    assert!(told.lines().count() <= 40, "{told}");
    assert_eq!(causes(&told).len(), 1);
    assert_eq!(told.matches("for example: ").count(), 1);
    assert_eq!(told.matches("replay: ").count(), 1);
    assert!(told.contains("FAIL Before 8 AM and from 8 PM nobody hears the menu, whatever they press (24 cases) scenarios/ally/1-contract-processing.toml:"), "{told}");
    assert!(told.trim_end().ends_with("409 cases in 82 scenarios: 370 passed, 39 failed"), "{told}");
    // All of them in full, for whoever wants that.
    for full in ["--all", "--verbose"] {
        let (_, told) = test(folder.path(), &["scenarios/ally", full]);
        assert_eq!(told.lines().filter(|line| line.starts_with("FAIL ")).count(), 39, "{full}");
        assert_eq!(told.matches("replay: ").count(), 39, "{full}");
    }
}

#[test]
fn a_run_says_how_long_it_took_unless_it_is_to_be_the_same_every_time() {
    let folder = edited("ally", "1-contract-processing.toml", &[("Mo-Fr 08:00-20:00", "Mo-Fr 08:00-19:00")]);
    let mut command = program(folder.path());
    command.env_remove("SOURCE_DATE_EPOCH").env("XDG_CACHE_HOME", folder.path().join("cache"));
    let output = command.args(["test", "scenarios/ally"]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let last = told.lines().last().unwrap();
    let (_, took) = last.split_once("39 failed in ").unwrap_or_else(|| panic!("{last}"));
    assert!(took.strip_suffix(" s").is_some_and(|took| took.parse::<f64>().is_ok()), "{last}");
}

#[test]
fn what_failed_is_run_again_and_nothing_else() {
    let folder = edited("ally", "1-contract-processing.toml", &[("Mo-Fr 08:00-20:00", "Mo-Fr 08:00-19:00")]);
    let again = |args: &[&str]| test(folder.path(), &[&["scenarios/ally", "--rerun-failed"], args].concat());
    let (code, told) = again(&[]);
    assert_eq!(code, 2);
    assert!(told.contains("no earlier run is on record here"), "{told}");
    test(folder.path(), &["scenarios/ally"]);
    let (code, told) = again(&["--list"]);
    assert_eq!((code, told.lines().count()), (0, 39), "{told}");
    let (code, told) = again(&[]);
    assert_eq!(code, 1);
    assert!(told.contains("39 cases in 9 scenarios: 0 passed, 39 failed"), "{told}");
    // A run of a part forgets nothing of the rest.
    let (code, _) = test(folder.path(), &["scenarios/ally/2-contract-proceeds.toml"]);
    assert_eq!(code, 0);
    let (_, told) = again(&[]);
    assert!(told.contains("39 failed"), "{told}");
    let (code, told) = again(&["--filter", "closes at 6 PM"]);
    assert_eq!(code, 1);
    assert!(told.contains("1 case in 1 scenario: 0 passed, 1 failed"), "{told}");
    // It is mended.
    let plan = folder.path().join("menus/ally/1-contract-processing.toml");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replacen("Mo-Fr 08:00-19:00", "Mo-Fr 08:00-20:00", 1)).unwrap();
    let (code, told) = again(&[]);
    assert_eq!((code, told.contains("39 passed")), (0, true), "{told}");
    let (code, told) = again(&[]);
    assert_eq!((code, told.contains("nothing failed last time")), (0, true), "{told}");
    // Whatever stands there, the program goes on.
    for entry in fs::read_dir(folder.path().join("cache/ivrsim/last-failed")).unwrap() {
        fs::write(entry.unwrap().path(), "\0\u{feff}rubbish\n\t\tx").unwrap();
    }
    let (code, told) = again(&[]);
    assert_eq!((code, told.contains("nothing in these files failed last time")), (0, true), "{told}");
}

#[test]
fn reports_say_of_which_plan_and_revision_they_are_and_when_it_was_run() {
    let folder = edited("hospital", "plan.toml", &[("2xxx = \"second-floor\"", "2xxx = \"third-floor\"")]);
    let git = |args: &[&str]| {
        let mut git = std::process::Command::new("git");
        let about = ["-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false"];
        let output = git.current_dir(folder.path()).args(about).args(args).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "x"]);
    let commit = git(&["rev-parse", "HEAD"]);
    let kinds = ["junit=o/j", "tap=o/t", "json=o/n", "html=o/h", "github=o/g"];
    let run = || {
        let reports: Vec<&str> = kinds.iter().flat_map(|kind| ["--report", kind]).collect();
        let coverage = ["--coverage-report", "html=o/c"];
        test(folder.path(), &[&["scenarios/hospital"][..], &reports, &coverage].concat());
        ["j", "t", "n", "h/index.html", "g", "c/index.html"]
            .map(|name| (name, fs::read_to_string(folder.path().join("o").join(name)).unwrap()))
    };
    for (name, text) in run() {
        assert!(text.contains("Lakeview General Hospital"), "{name}");
        assert!(text.contains(&commit[..12]), "{name} has no revision");
        assert!(!text.contains("with changes"), "{name}");
        assert!(text.contains("2023-11-14") && text.contains("22:13:20"), "{name} has no time");
    }
    fs::write(folder.path().join("menus/hospital/more.toml"), "# more\n").unwrap();
    for (name, text) in run() {
        let is_changed = text.contains("with changes") || text.contains("\"changed\":true");
        assert!(is_changed, "{name} does not say that the plan was changed");
        if name.ends_with("html") {
            let shown = text.split("<script").next().unwrap();
            assert!(!shown.contains('`'), "{name} has raw backquotes");
        }
    }
}
