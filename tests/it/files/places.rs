//! Where commands write, and over what: what docs/files.md promises.

use std::fs;
use std::path::Path;

use crate::helpers::folder::files;
use crate::helpers::program::{ivrsim, ivrsim_with};

const PLAN: &str = include_str!("../../cases/mutation/desk/plan.toml");
const SUITE: &str = "[suite]\nplan = \"plan.toml\"\n[[scenario]]\nname = 'Noon'\ncall = 'desk'\n\
                     at = '2026-01-05 12:00'\nexpect = { destination = 'desk' }\n";

/// Every command that takes the name of a file to write, up to that name. Each makes a text there, the same at any time.
const WRITERS: [&[&str]; 11] = [
    &["map", "--plan", "plan.toml", "--format", "dot", "--out", ""],
    &["hours", "--plan", "plan.toml", "--week", "--at", "2026-01-05 12:00", "--svg", "--out", ""],
    &["cards", "--plan", "plan.toml", "--at", "2026-01-05", "--format", "csv", "--out", ""],
    &["generate", "--plan", "plan.toml", "--out", ""],
    &["mutate", "suite.toml", "--operators", "times", "--out", ""],
    &["record", "desk", "--plan", "plan.toml", "--at", "2026-01-05 12:00", "--out", ""],
    &["diff", "plan.toml", "other.toml", "--write-expect", ""],
    &["test", "suite.toml", "--report", "junit="],
    &["test", "suite.toml", "--report", "json="],
    &["test", "suite.toml", "--coverage-report", "lcov="],
    &["test", "suite.toml", "--coverage-report", "json="],
];

fn folder() -> tempfile::TempDir {
    let other = PLAN.replace("18:00", "17:00");
    files(&[("plan.toml", PLAN), ("other.toml", &other), ("suite.toml", SUITE)])
}

fn run(folder: &Path, writer: &[&str], place: &str) -> (i32, String, String) {
    let (last, rest) = writer.split_last().unwrap();
    ivrsim(folder, &[rest, &[&format!("{last}{place}")]].concat())
}

fn names(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn a_dash_is_standard_output_and_nothing_else_goes_there() {
    for writer in WRITERS {
        let folder = folder();
        let (code, out, errors) = run(folder.path(), writer, "-");
        assert_eq!(code, 0, "{writer:?}: {errors}");
        assert_eq!(names(folder.path()), 3, "{writer:?} writes a file");
        let (code, told, errors) = run(folder.path(), writer, "new.txt");
        assert_eq!(code, 0, "{writer:?}: {errors}");
        let written = fs::read_to_string(folder.path().join("new.txt")).unwrap();
        // The head of what is generated says how.
        let rest = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
        assert_eq!(rest(&out), rest(&written), "{writer:?}");
        assert!(!told.contains(&written), "{writer:?} is told twice");
    }
}

#[test]
fn what_is_no_file_is_written_to_and_a_folder_is_not() {
    for writer in WRITERS {
        let folder = folder();
        fs::create_dir(folder.path().join("there")).unwrap();
        let (code, _, errors) = run(folder.path(), writer, "there");
        assert_eq!(code, 2, "{writer:?}");
        assert_eq!(errors, "error: cannot write there: it is a folder; name a file in it\n", "{writer:?}");
        let (code, _, errors) = run(folder.path(), writer, "suite.toml/below");
        assert_eq!(code, 2, "{writer:?}");
        assert!(errors.starts_with("error: cannot write suite.toml/below: "), "{writer:?}: {errors}");
        assert!(!errors.contains(".ivrsim-"), "{writer:?}: {errors}");
        assert_eq!(names(folder.path()), 4, "{writer:?} leaves something behind");
    }
}

#[cfg(unix)]
#[test]
fn devices_stay_devices_and_full_disks_are_told() {
    use std::os::unix::fs::FileTypeExt as _;

    for writer in WRITERS {
        let folder = folder();
        let (code, _, errors) = run(folder.path(), writer, "/dev/null");
        assert_eq!(code, 0, "{writer:?}: {errors}");
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let by_dash = run(folder.path(), writer, "-").1;
        assert_eq!(run(folder.path(), writer, "/dev/stdout").1, by_dash, "{writer:?}");
        if Path::new("/dev/full").exists() {
            let (code, _, errors) = run(folder.path(), writer, "/dev/full");
            assert_eq!(code, 2, "{writer:?}");
            assert!(errors.ends_with("error: cannot write /dev/full: the disk is full\n"), "{errors}");
        }
    }
}

#[test]
fn what_people_write_is_never_replaced() {
    for writer in WRITERS {
        let folder = folder();
        let (code, _, errors) = run(folder.path(), writer, "other.toml");
        assert_eq!(code, 2, "{writer:?}");
        assert!(errors.contains("other.toml already exists"), "{writer:?}: {errors}");
        let other = fs::read_to_string(folder.path().join("other.toml")).unwrap();
        assert_eq!(other, PLAN.replace("18:00", "17:00"));
        assert_eq!(names(folder.path()), 3, "{writer:?} leaves something behind");
    }
}

#[test]
fn what_can_be_made_again_is_replaced_and_a_call_that_was_typed_is_not() {
    for writer in WRITERS {
        let folder = folder();
        assert_eq!(run(folder.path(), writer, "made.txt").0, 0, "{writer:?}");
        let made = fs::read_to_string(folder.path().join("made.txt")).unwrap();
        let (code, _, errors) = run(folder.path(), writer, "made.txt");
        let is_typed = writer[0] == "record";
        assert_eq!(code, if is_typed { 2 } else { 0 }, "{writer:?}: {errors}");
        assert_eq!(fs::read_to_string(folder.path().join("made.txt")).unwrap(), made, "{writer:?}");
    }
}

#[test]
fn only_one_thing_fits_on_standard_output() {
    let folder = folder();
    for (args, told) in [
        (&["test", "suite.toml", "--report", "tap", "--coverage-report", "lcov=-"][..], "only one report"),
        (&["test", "suite.toml", "--report", "json=x", "--coverage-report", "json=x"], "two reports go to x"),
        (&["test", "suite.toml", "--coverage-report", "html=-"], "the page needs a folder"),
        (&["generate", "--plan", "plan.toml", "--out", "-", "--format", "json"], "name a file for --out"),
        (&["mutate", "suite.toml", "--out", "-", "--format", "json"], "name a file for --out"),
        (
            &["train", "--db", "db", "--exam", "--result", "-", "--plan", "plan.toml"],
            "name a file for --result",
        ),
    ] {
        let (code, out, errors) = ivrsim(folder.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(errors.contains(told), "{args:?}: {errors}");
    }
    assert_eq!(names(folder.path()), 3);
}

#[test]
fn what_cannot_be_told_together_is_known_before_the_run() {
    let folder = folder();
    let other = SUITE.replace("plan.toml", "other.toml");
    fs::write(folder.path().join("others.toml"), other).unwrap();
    let args = ["test", "suite.toml", "others.toml", "--coverage-report", "lcov=x"];
    let (code, out, errors) = ivrsim(folder.path(), &args);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(errors.contains("these cases call several: run them separately"), "{errors}");
    let (code, _, errors) =
        ivrsim(folder.path(), &["test", "suite.toml", "--shard", "1/2", "--coverage-min", "95"]);
    assert_eq!(code, 2);
    assert!(errors.contains("cannot be used with"), "{errors}");
    // What is told and what is compared is the same number.
    let args = ["test", "suite.toml", "--coverage", "--coverage-min", "99.9"];
    let (code, out, errors) = ivrsim(folder.path(), &args);
    let share = errors.strip_prefix("Garage: ").unwrap().split_once(" is less").unwrap().0.to_owned();
    assert!(code == 1 && out.contains(&format!("cells covered, {share}\n")), "{out}{errors}");
}

#[test]
fn a_report_without_a_place_is_known_before_the_run() {
    let folder = folder();
    for report in ["--report=junit=suite.toml/x", "--coverage-report=lcov=suite.toml/x"] {
        let (code, out, errors) = ivrsim(folder.path(), &["test", "suite.toml", report]);
        assert_eq!((code, out.as_str()), (2, ""), "{errors}");
    }
    // Nobody types a call that cannot be kept, either.
    let args = ["record", "desk", "--plan", "plan.toml", "--at", "2026-01-05 12:00", "--out", "plan.toml/x"];
    let (code, _, errors) = ivrsim_with(folder.path(), &args, "1");
    assert_eq!(code, 2);
    assert!(!errors.contains("0:00"), "{errors}");
}
