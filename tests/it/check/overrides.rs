//! Overrides that change something, and those that do not; hours that open late, and never.

use std::fmt::Write as _;

use super::checked_text;
use crate::oracles::garage::garage;

/// A plan with these hours and overrides.
fn plan(open: &str, overrides: &str) -> String {
    garage(
        "main",
        &format!(
            r#"
[hours.office]
open = "{open}"

{overrides}

[destinations.main]
name = "Sales"
hours = "office"
closed = "closed"

[messages.closed]
say = "{{name}} is closed. It {{next_open}}."
then = "hang-up"
"#
        ),
    )
}

fn messages(code: &str, open: &str, overrides: &str) -> Vec<String> {
    let checked = checked_text(&plan(open, overrides));
    let found = checked.report.findings.into_iter().filter(|finding| finding.code == code);
    found.map(|finding| finding.message).collect()
}

fn inert(open: &str, overrides: &str) -> Vec<String> {
    messages("override-without-effect", open, overrides)
}

#[test]
fn an_override_has_effect_however_late_that_is() {
    let closed = "[overrides.shut]\nhours = [\"all\"]\nfrom = 2026-12-09\nto = 2029-12-31\nclosed = true\nreason = \"x\"";
    assert_eq!(inert("2029 Jan Mo-Fr 09:00-17:00", closed), [""; 0]);
    let nothing = "override `shut` changes nothing: hours `office` are the same without it";
    assert_eq!(inert("2030 Jan Mo-Fr 09:00-17:00", closed), [nothing]);
}

#[test]
fn of_two_identical_overrides_one_has_no_effect() {
    let one = |name: &str| {
        format!("[overrides.{name}]\nhours = [\"all\"]\non = 2026-12-09\nclosed = true\nreason = \"x\"\n")
    };
    assert_eq!(inert("Mo-Fr 09:00-17:00", &one("first")), [""; 0]);
    let first = "override `first` changes nothing: hours `office` are the same without it";
    assert_eq!(inert("Mo-Fr 09:00-17:00", &(one("first") + &one("second"))), [first]);
}

#[test]
fn what_is_open_past_midnight_already_is_not_opened_again() {
    let early =
        "[overrides.early]\nhours = [\"all\"]\non = 2026-12-09\nextra = \"00:00-02:00\"\nreason = \"x\"";
    assert_eq!(inert("Mo-Su 18:00-26:00", early).len(), 1);
    assert_eq!(inert("Mo-Su 18:00-25:00", early), [""; 0]);
}

#[test]
fn many_overrides_of_other_days_are_each_looked_at_alone() {
    let mut overrides = String::new();
    for number in 0..300 {
        let day = jiff::civil::date(2026, 12, 7) + jiff::Span::new().weeks(number);
        let _ = writeln!(
            overrides,
            "[overrides.o{number}]\nhours = [\"all\"]\non = {day}\nclosed = true\nreason = \"x\""
        );
    }
    assert_eq!(inert("Mo-Fr 09:00-17:00", &overrides), [""; 0]);
    assert_eq!(inert("Tu-Fr 09:00-17:00", &overrides).len(), 300);
}

#[test]
fn hours_that_open_in_years_to_come_are_not_never_open() {
    assert_eq!(messages("never-open", "2029 Mo-Fr 09:00-17:00", ""), [""; 0]);
    assert_eq!(
        messages("never-open", "2029 Mo-Fr 09:00-17:00; off", ""),
        ["hours `office` are closed at all times"]
    );
}

#[test]
fn an_override_of_a_day_on_which_only_the_night_before_is_open_says_how_to_end_it() {
    let sunday = "[overrides.shut]\nhours = [\"office\"]\non = 2026-12-13\nclosed = true\nreason = \"x\"\n";
    let helps = |overrides: &str| -> Vec<String> {
        let checked = checked_text(&plan("Sa 18:00-26:30", overrides));
        let found =
            checked.report.findings.into_iter().filter(|finding| finding.code == "override-without-effect");
        found.map(|finding| finding.help.join(" ")).collect()
    };
    let [help] = &helps(sunday)[..] else { panic!("{:?}", helps(sunday)) };
    assert!(
        help.contains("hours `office` of the day before, until 02:30") && help.contains("night_before"),
        "{help}"
    );
    assert_eq!(messages("night-before-goes-on", "Sa 18:00-26:30", sunday), [""; 0]);
    assert_eq!(helps(&format!("{sunday}night_before = \"ends\"\n")), [""; 0]);
    // Who says that the night goes on knows of it; the day is closed anyway all the same.
    assert!(!helps(&format!("{sunday}night_before = \"goes-on\"\n"))[0].contains("night_before"));
}

#[test]
fn a_night_that_is_to_end_must_be_there() {
    let storm = |effect: &str| {
        format!(
            "[overrides.storm]\nhours = [\"all\"]\non = 2026-12-09\n{effect}\nreason = \"x\"\nnight_before = \"ends\""
        )
    };
    for effect in ["closed = true", "open = \"10:00-12:00\"", "opens = 12:00:00"] {
        let nothing = "no hours go on from the day before into 2026-12-09, so there is nothing to end";
        assert_eq!(inert("Mo-Fr 09:00-17:00", &storm(effect)), [nothing], "{effect}");
        assert_eq!(inert("Mo-Fr 09:00-25:00", &storm(effect)), [""; 0], "{effect}");
    }
}

#[test]
fn the_author_is_asked_once_what_becomes_of_a_night() {
    let storm = |days: &str| format!("[overrides.storm]\nhours = [\"all\"]\n{days}\nreason = \"x\"");
    let asked = |days: &str| messages("night-before-goes-on", "Mo-Fr 20:00-28:00", &storm(days));
    let told = "hours `office` of the night before go on until 04:00 on 2026-12-09, the first day of override `storm`";
    assert_eq!(asked("on = 2026-12-09\nclosed = true"), [told]);
    assert_eq!(asked("from = 2026-12-09\nto = 2026-12-11\nopen = \"10:00-12:00\""), [told]);
    assert_eq!(asked("on = 2026-12-09\nclosed = true\nnight_before = \"goes-on\""), [""; 0]);
    // What ends on its day, or is added to it, leaves the night alone whatever anybody wants.
    assert_eq!(asked("on = 2026-12-09\ncloses = 22:00:00"), [""; 0]);
    assert_eq!(asked("on = 2026-12-09\nextra = \"10:00-12:00\""), [""; 0]);
    // No night leads into a Monday, and what is past is past.
    assert_eq!(asked("on = 2026-12-14\nclosed = true"), [""; 0]);
    assert_eq!(asked("on = 2020-12-09\nclosed = true"), [""; 0]);
}
