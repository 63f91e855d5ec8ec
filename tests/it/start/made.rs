//! Whatever is answered, what is written passes: a check finds nothing, the scenarios hold, and the style is the one style.

use std::fs;
use std::path::Path;

use ivrsim::number::{Country, PhoneNumber};
use ivrsim::start::{self, Answers, CiHost, LineAnswer, Opening, StartFile};
use ivrsim::time::Zone;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::helpers::program::ivrsim;

/// The day on which plans are begun here.
const TODAY: &str = "2026-03-02";
const NOW: &str = "2026-03-02T15:00:00Z";

/// Hours of every form, as people write them.
const HOURS: &[&str] = &[
    "Mon-Fri 9am-5pm",
    "weekdays 9-5, Sat 10-2",
    "every day 8am to 8pm",
    "24/7",
    "Mo-Su 22:00-06:00",
    "Mo-Fr 08:00-12:00,13:00-16:59; Sa[1] 10:00-12:00",
    "Fr 18:00-24:00; Sa-Su 00:00-24:00; Mo 00:00-08:00",
    "week 01-53/2 Tu 09:00-15:00",
    "May-Sep Mo-Su 08:00-20:00; Oct-Apr Sa-Su 10:00-15:00; Dec 24-Jan 1 off",
    "Mo-Fr 09:00-17:00 \"by appointment\"",
    "2028 Jul 4 09:00-10:00",
    "Mo-Fr 09:00-17:00; PH 10:00-12:00",
];

const ZONES: &[&str] =
    &["America/New_York", "America/Phoenix", "America/St_Johns", "Asia/Kathmandu", "US/Pacific", "UTC"];

const NAMES: &[&str] = &[
    "Sales",
    "Sails",
    "Müller & Söhne \"Zürich\"",
    "A ] b",
    "[[scenario]]",
    "{options} {name}",
    "it's '''quoted''' \\ \"\"\"",
    "Closed",
    "Repeat",
    "# no comment",
    "Flowers \u{1f490}",
    "東京",
    "acct_input-v3",
    "TBD",
    "press 1 for 2",
    "##vso[x] 1",
];

fn names() -> impl Strategy<Value = String> {
    let long = Just("Long ".repeat(40).trim().to_owned()).prop_map(|name| format!("{name}x"));
    let drawn = prop_oneof![
        6 => prop::sample::select(NAMES).prop_map(str::to_owned),
        3 => "\\PC{1,30}",
        1 => long,
    ];
    drawn.prop_filter_map("a name", |name| start::name(&name).ok())
}

fn answers() -> impl Strategy<Value = Answers> {
    let line = (names(), prop::collection::vec(names(), 0..=start::MAX_CHOICES));
    let lines = prop::collection::vec(line, 1..4);
    let hosts = prop::sample::select(CiHost::ALL.map(|(host, _)| host).to_vec());
    let settings = (prop::sample::select(HOURS), prop::sample::select(ZONES), any::<bool>(), hosts);
    (names(), lines, settings).prop_map(|(company, drawn, (hours, zone, takes_messages, ci))| {
        let zone = Zone::named(zone).unwrap();
        let mut lines: Vec<LineAnswer> = Vec::new();
        for (purpose, choices) in drawn {
            let others: Vec<String> = lines.iter().map(|line| line.purpose.clone()).collect();
            let Ok(purpose) = start::purpose(&purpose, &others) else { continue };
            let mut kept = Vec::new();
            for text in choices {
                kept.extend(start::choice(&text, &kept).ok());
            }
            let number = format!("1-518-555-01{:02}", lines.len());
            let number = PhoneNumber::parse(&number, Country::UnitedStates).unwrap().number;
            lines.push(LineAnswer { number, purpose, choices: kept });
        }
        let opening = Opening::read(hours, zone, NOW.parse().unwrap()).unwrap();
        Answers { company, lines, zone, opening, takes_messages, ci }
    })
}

fn write(folder: &Path, files: &[StartFile]) {
    for file in files {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &*file.text).unwrap();
    }
}

/// What is written passes everything that CI would ask of it.
fn passes(files: &[StartFile]) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    let checks: [&[&str]; 3] =
        [&["check", "menus", "--deny", "note", "--at", TODAY], &["test", "--fail-fast"], &["fmt", "--check"]];
    for args in checks {
        let (code, out, errors) = ivrsim(folder.path(), args);
        let plan = &files[0].text;
        prop_assert_eq!(code, 0, "{:?}: {}{}\n{}\n{}", args, out, errors, plan, files[1].text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(drawn::cases(24))]

    #[test]
    fn whatever_is_answered_makes_a_plan_that_passes(answers in answers()) {
        match start::files(&answers, NOW.parse().unwrap()) {
            Ok(files) => passes(&files)?,
            Err(why) => prop_assert!(false, "{}: {:?}", why, answers),
        }
    }
}

#[test]
fn the_example_passes_and_leads_editors_to_the_formats() {
    let files = start::example();
    passes(&files).unwrap();
    for file in &files[..2] {
        let (first, _) = file.text.split_once('\n').unwrap();
        let schema = first.strip_prefix("#:schema ../").unwrap();
        assert!(files.iter().any(|file| file.path == schema), "{first}");
    }
}

#[test]
fn every_host_gets_the_file_that_the_guide_shows() {
    for (host, path, shown) in [
        (CiHost::GitHub, ".github/workflows/menus.yml", "github.yml"),
        (CiHost::GitLab, ".gitlab-ci.yml", "gitlab.yml"),
        (CiHost::Jenkins, "Jenkinsfile", "Jenkinsfile"),
    ] {
        let files = start::files(&Answers { ci: host, ..Answers::example() }, NOW.parse().unwrap()).unwrap();
        let file = files.iter().find(|file| file.path == path).unwrap();
        assert_eq!(file.text, fs::read_to_string(format!("docs/guide/examples/ci/{shown}")).unwrap());
    }
}

#[test]
fn what_is_written_is_a_plan_as_people_write_one() {
    let files = start::files(&Answers::example(), NOW.parse().unwrap()).unwrap();
    let [plan, scenarios, ..] = files.as_slice() else { panic!("{files:?}") };
    insta::assert_snapshot!(format!("{}\n---\n{}", plan.text, scenarios.text));
}

#[test]
fn without_a_terminal_the_example_is_written_and_never_over_anything() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, errors) = ivrsim(folder.path(), &["init", "ours"]);
    assert_eq!(code, 0, "{errors}");
    for file in start::example() {
        assert!(out.contains(&format!("wrote ours/{}\n", file.path)), "{out}");
        assert_eq!(fs::read_to_string(folder.path().join("ours").join(file.path)).unwrap(), file.text);
    }
    let (code, _, errors) = ivrsim(folder.path(), &["init", "ours", "--yes"]);
    assert_eq!(code, 2);
    assert!(errors.contains("ours/menus/plan.toml already exists"), "{errors}");
    // One file in the way is enough, and nothing of the others is left.
    for file in start::example() {
        let path = folder.path().join("theirs").join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        let (code, _, errors) = ivrsim(folder.path(), &["init", "--yes", "theirs"]);
        assert_eq!(code, 2);
        assert!(errors.contains("already exists and was not overwritten"), "{errors}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(fs::read_dir(folder.path().join("theirs")).unwrap().count(), 1);
        fs::remove_dir_all(folder.path().join("theirs")).unwrap();
    }
    let (code, _, errors) = ivrsim(folder.path(), &["init"]);
    assert!(code == 2 && errors.contains("name the folder to write to"), "{errors}");
}
