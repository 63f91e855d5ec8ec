//! Plans that follow each other: each call meets the one of its day, and every command can be asked about any of them.

use std::fmt::Write as _;
use std::sync::Arc;

use ivrsim::call::CallSpec;
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::time::moment;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::helpers::folder::files;
use crate::helpers::program::{ivrsim, ivrsim_with};

const PLAN: &str = r#"[plan]
name      = "Library"
effective = 2026-01-01
timezone  = "America/New_York"

[hours.desk]
open = "Mo-Su 09:00-18:00"

[lines.main]
number = "1-518-555-0143"
name   = "Library"
answer = "desk"

[lines.renewals]
number = "1-518-555-0144"
name   = "Renewals"
answer = "desk"

[destinations.desk]
name   = "the desk"
hours  = "desk"
closed = "closed"

[messages.closed]
say  = "We are here {hours}."
then = "hang-up"
"#;

const JANUARY: &str = "[plan]\neffective = 2027-01-01\n\n[hours.desk]\nopen = \"Mo-Su 09:00-17:00\"\n";
const MARCH: &str = r#"[plan]
effective = 2027-03-01
name      = "Library and archive"
without   = ["lines.renewals"]

[destinations.desk]
name   = "anybody"
hours  = "desk"
closed = "closed"
"#;

fn timeline() -> tempfile::TempDir {
    files(&[("menus/a.toml", MARCH), ("menus/plan.toml", PLAN), ("menus/z.toml", JANUARY)])
}

fn told(folder: &tempfile::TempDir, args: &[&str]) -> (i32, String, String) {
    ivrsim(folder.path(), args)
}

#[test]
fn a_call_meets_the_plan_of_its_day() {
    let folder = timeline();
    let call = |at: &str| told(&folder, &["--plan", "menus", "call", "main", "--at", at]).1;
    assert!(call("2026-12-31 17:30").contains("transferred: the desk"));
    assert!(call("2027-01-01 17:30").contains("We are here every day, 9 AM to 5 PM"));
    assert!(call("2027-03-01 16:30").contains("transferred: anybody"));
    // The first is in force before it begins, as it was when there was only one.
    assert!(call("2025-06-01 17:30").contains("transferred: the desk"));
    let (_, _, says) = told(&folder, &["--plan", "menus", "call", "renewals", "--at", "2027-03-01 10:00"]);
    assert!(says.contains("renewals"), "{says}");
}

#[test]
fn commands_say_what_will_change_and_take_the_plan_of_any_day() {
    let folder = timeline();
    let (_, lines, notes) = told(&folder, &["--plan", "menus", "lines", "--at", "2026-12-01 10:00"]);
    assert_eq!(lines.lines().count(), 3, "{lines}");
    assert!(notes.contains("from 2027-01-01 on, other than before: hours `desk` (menus/z.toml)"), "{notes}");
    let march =
        "from 2027-03-01 on, other than before: destination `desk`; no more: line `renewals` (menus/a.toml)";
    assert!(notes.contains(march), "{notes}");
    let (_, lines, notes) = told(&folder, &["--plan", "menus", "lines", "--at", "2027-04-01 10:00"]);
    assert_eq!((lines.lines().count(), notes.as_str()), (2, ""), "{lines}");
    let (_, paths, notes) = told(&folder, &["--plan", "menus@2027-02-01", "paths", "main"]);
    assert!(paths.contains("09:00 to 17:00") && notes.is_empty(), "{paths}{notes}");
    let (_, hours, _) = told(&folder, &["--plan", "menus", "hours", "desk", "--week", "--at", "2027-01-04"]);
    assert!(hours.contains("09:00-17:00"), "{hours}");
    let (_, facts, _) = told(&folder, &["--plan", "menus", "facts", "--at", "2027-01-01"]);
    assert!(facts.contains("Mo-Su 09:00-17:00") && !facts.contains("Mo-Su 09:00-18:00"), "{facts}");
}

#[test]
fn two_days_are_compared_as_two_plans_are() {
    let folder = timeline();
    let (code, told_of, says) = told(&folder, &["diff", "menus@2026-12-31", "menus@2027-01-01"]);
    assert_eq!(code, 1, "{told_of}{says}");
    assert!(told_of.contains("every day 17:00 to 18:00"), "{told_of}");
    let (code, told_of, _) = told(&folder, &["diff", "menus@2027-01-01", "menus@2027-02-28"]);
    assert_eq!(code, 0, "{told_of}");
}

#[test]
fn the_phone_takes_up_the_plan_of_its_clock() {
    let folder = timeline();
    let said = "at 2026-12-31 17:30\ncall main\nat 2027-01-01 17:30\ncall main\n";
    let (_, told, says) = ivrsim_with(folder.path(), &["--plan", "menus"], said);
    assert!(told.contains("transferred: the desk") && told.contains("9 AM to 5 PM"), "{told}{says}");
    assert!(told.contains("the plan of 2027-01-01 is in force"), "{told}");
}

#[test]
fn promises_are_played_under_the_plan_of_their_day() {
    let promise = |name: &str, at: &str, expect: &str| {
        format!(
            "[[scenario]]\nname = \"{name}\"\ncall = \"main\"\nat = \"{at}\"\nexpect = {{ {expect} }}\n\n"
        )
    };
    let suite =
        |plan: &str, promises: &[String]| format!("[suite]\nplan = \"../{plan}\"\n\n{}", promises.concat());
    let open = "outcome = \"transferred\"";
    let closed = "outcome = \"disconnected\"";
    let all = suite(
        "menus",
        &[
            promise("old", "2026-12-31 17:30", open),
            promise("new", "2027-01-01 17:30", closed),
            promise("newest", "2027-03-01 03:00", closed),
        ],
    );
    let folder = files(&[
        ("menus/a.toml", MARCH),
        ("menus/plan.toml", PLAN),
        ("menus/z.toml", JANUARY),
        ("scenarios/all.toml", all.as_str()),
    ]);
    let (code, said, says) = told(&folder, &["test"]);
    assert_eq!(code, 0, "{said}{says}");
    assert!(said.contains('3'), "{said}");
    let wrong =
        suite("menus", &[promise("old", "2026-12-31 17:30", open), promise("new", "2027-01-01 17:30", open)]);
    let folder = files(&[
        ("menus/plan.toml", PLAN),
        ("menus/z.toml", JANUARY),
        ("scenarios/all.toml", wrong.as_str()),
    ]);
    let (code, said, _) = told(&folder, &["test"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("menus@2027-01-01"), "the call that fails is made again under its plan: {said}");
}

#[test]
fn a_check_looks_at_each_plan_and_says_from_when_a_finding_holds() {
    let later = "[plan]\neffective = 2027-01-01\n\n[hours.desk]\nopen = \"Mo-Su 09:00-16:59\"\n";
    let folder = files(&[("menus/plan.toml", PLAN), ("menus/z.toml", later)]);
    let (_, said, _) = told(&folder, &["--plan", "menus", "check", "--at", "2026-03-02"]);
    assert!(
        said.contains("odd-minute") && said.contains("in the plan that is in force from 2027-01-01 on"),
        "{said}"
    );
    assert_eq!(said.matches("warning[").count() + said.matches("note[").count(), 1, "{said}");
}

#[test]
fn mistakes_about_days_are_kind() {
    let said = |changes: &[&str]| {
        let named =
            changes.iter().enumerate().map(|(index, text)| (format!("z{index}.toml"), (*text).to_owned()));
        let all = std::iter::once(("plan.toml".to_owned(), PLAN.to_owned())).chain(named);
        let found = read(all, &PlanLimits::STANDARD).diagnostics;
        found.into_iter().map(|found| format!("{}: {}", found.code, found.message)).collect::<Vec<_>>()
    };
    assert_eq!(said(&[JANUARY]), [""; 0]);
    assert_eq!(said(&[JANUARY, JANUARY]), ["same-day-twice: two files say what holds from 2027-01-01 on"]);
    let undated = said(&["[plan]\nname = \"Later\"\n"]);
    assert_eq!(
        undated,
        ["undated-change: this file has a `[plan]` of its own, and no day from which it holds"]
    );
    let gone = said(&["[plan]\neffective = 2027-01-01\nwithout = [\"destinations.desk\", \"lines.fax\"]\n"]);
    assert!(gone.contains(&"unknown-name: the plan before has no `lines.fax`".to_owned()), "{gone:?}");
    assert!(gone.iter().any(|told| told.starts_with("wrong-kind: `desk`")), "{gone:?}");
    let zone = said(&["[plan]\neffective = 2027-01-01\ntimezone = \"America/Chicago\"\n"]);
    assert!(zone[0].starts_with("unknown-key"), "{zone:?}");
}

proptest! {
    #![proptest_config(drawn::cases(40))]

    /// Against a model that knows days only: the last change that has begun on the day of the call says when it closes.
    #[test]
    fn the_last_change_that_has_begun_counts(
        changes in prop::collection::btree_map(1_i64..400, 10_u8..24, 0..5),
        asked in prop::collection::vec((0_i64..400, 9_u8..24), 1..12),
    ) {
        let day = |days: i64| jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let mut all = vec![("plan.toml".to_owned(), PLAN.to_owned())];
        for (days, closes) in &changes {
            let mut text = String::new();
            let _ = write!(
                text,
                "[plan]\neffective = {}\n\n[hours.desk]\nopen = \"Mo-Su 09:00-{closes}:00\"\n", day(*days)
            );
            // Whatever the files are called.
            all.push((format!("{}.toml", 999 - days), text));
        }
        let plan: Arc<Plan> = Arc::new(read(all, &PlanLimits::STANDARD).plan.unwrap());
        prop_assert_eq!(plan.later().len(), changes.len());
        for (days, hour) in asked {
            let closes = changes.range(..=days).next_back().map_or(18, |(_, closes)| *closes);
            let at = moment::parse(&format!("{} {hour:02}:30", day(days)), plan.zone).unwrap();
            let today = plan.in_force(at);
            let number = today.lines().next().unwrap().1.number.value;
            let outcome = today.decide(&CallSpec::new(number, at));
            prop_assert_eq!(outcome.kind().word() == "transferred", hour < closes, "{} {}", day(days), hour);
        }
    }
}
