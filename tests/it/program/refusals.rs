//! Numbers, lengths and days of the command line that make no sense.

use std::path::Path;

use crate::helpers::program::ivrsim;

/// Each option with a number, the command in front of it, and what is said of nonsense.
const NUMBERS: [(&[&str], &str, &str); 18] = [
    (&["mutate"], "--jobs", "expected a whole number from 1 to 1024, such as 4"),
    (&["mutate"], "--sample", "expected a whole number, 1 or more, such as 20"),
    (
        &["mutate", "--sample", "3"],
        "--seed",
        "expected a whole number from 0 to 18446744073709551615, such as 7",
    ),
    (&["mutate"], "--years", "expected a whole number from 1 to 20, such as 2"),
    (&["mutate"], "--min-score", "expected a number from 0 to 100, such as 95"),
    (&["test"], "--jobs", "expected a whole number from 1 to 1024, such as 4"),
    (&["test"], "--max-failures", "expected a whole number, 1 or more, such as 20"),
    (&["test", "--shuffle"], "--seed", "expected a whole number from 0 to 18446744073709551615, such as 7"),
    (&["test"], "--shard", "expected a part of a whole, from `1/5` to `5/5`"),
    (&["test"], "--timeout", "expected a duration such as `90s`, `2m` or `1h30m`"),
    (&["test"], "--coverage-min", "expected a number from 0 to 100, such as 95"),
    (&["paths"], "--years", "expected a whole number from 1 to 50, such as 2"),
    (&["diff", "a", "b"], "--years", "expected a whole number from 1 to 20, such as 2"),
    (&["train"], "--minutes", "expected a whole number from 1 to 1440, such as 10"),
    (&["train"], "--cards", "expected a whole number, 1 or more, such as 20"),
    (&["train"], "--new", "expected a whole number, 0 or more, such as 10"),
    (&["train", "--exam"], "--seed", "expected a whole number from 0 to 18446744073709551615, such as 7"),
    (&["train", "--exam"], "--pass", "expected a whole number from 1 to 100, such as 80"),
];

#[test]
fn a_number_that_is_not_allowed_is_told_which_are() {
    for (command, option, told) in NUMBERS {
        for value in ["-1", "many", "999999999999999999999", ""] {
            let (code, out, errors) =
                ivrsim(Path::new("."), &[command, &[&format!("{option}={value}")]].concat());
            assert_eq!((code, out.as_str()), (2, ""), "{command:?} {option}={value}");
            let first = errors.lines().next().unwrap();
            assert!(first.contains(option) && first.ends_with(told), "{first}");
        }
    }
}

#[test]
fn a_day_that_is_none_is_told_how_days_are_written() {
    for args in [
        &["paths", "cpc", "--from"][..],
        &["diff", "menus/ally", "menus/ally", "--from"],
        &["check", "--at"],
        &["cards", "--at"],
        &["hours", "--week", "--at"],
    ] {
        for day in ["soon", "2023-45", ""] {
            let (code, out, errors) = ivrsim(Path::new("."), &[args, &[day]].concat());
            assert_eq!((code, out.as_str()), (2, ""), "{args:?} {day}");
            let option = args.last().unwrap();
            assert!(
                errors.starts_with(&format!(
                    "error: {option}: {day:?} is neither a day such as `2023-08-28` or `Saturday` nor a time such as"
                )),
                "{errors}"
            );
        }
    }
}

#[test]
fn what_an_examination_has_is_refused_beside_what_only_a_lesson_has() {
    let lesson: [&[&str]; 4] = [&["--minutes", "5"], &["--new", "3"], &["--since", "old.toml"], &["--tour"]];
    let exam: [&[&str]; 4] = [&["--exam"], &["--seed", "7"], &["--pass", "90"], &["--result", "result.json"]];
    let folder = tempfile::tempdir().unwrap();
    for (lesson, exam) in lesson.iter().flat_map(|lesson| exam.map(|exam| (*lesson, exam))) {
        let (code, out, errors) = ivrsim(folder.path(), &[&["train", "--db", "l.db"], lesson, exam].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{lesson:?} {exam:?}");
        assert!(errors.contains("cannot be used with"), "{errors}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
