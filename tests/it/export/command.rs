//! The command: what it writes, what it refuses, and how it finds drift.

use std::fs;

use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;

const PLAN: &str = r#"
[plan]
name = "Birchwood Dental"
effective = 2026-01-01
timezone = "America/Chicago"
[hours.office]
open = "Mo-Fr 08:00-17:00"
[lines.main]
number = "1-608-555-0140"
name = "Birchwood Dental"
answer = "welcome"
[menus.welcome]
say = "Thank you for calling. {options}"
[menus.welcome.keys]
1 = "desk"
[destinations.desk]
name = "the desk"
hours = "office"
closed = "closed"
[messages.closed]
say = "We are closed."
then = "hang-up"
"#;

#[test]
fn files_are_written_once_and_checked_for_drift() {
    let folder = files(&[("plan.toml", PLAN)]);
    let write = ["--plan", "plan.toml", "export", "--to", "asterisk", "--from", "2026-01-01", "--out", "pbx"];
    let (code, told, errors) = ivrsim(folder.path(), &write);
    assert_eq!(code, 0, "{told}{errors}");
    assert!(told.starts_with("wrote pbx/hours.conf\nwrote pbx/menus.conf\nwrote pbx/words.txt\n"), "{told}");
    assert!(told.contains("the same for all hours, and for every line, caller, key and minute, from 2026-01-01 to 2027-12-31"), "{told}");
    let (code, _, errors) = ivrsim(folder.path(), &write);
    assert_eq!(code, 2);
    assert!(errors.contains("already exists and was not replaced"), "{errors}");

    let check =
        ["--plan", "plan.toml", "export", "--check", "--to", "asterisk", "--from", "2026-01-01", "pbx"];
    let (code, told, errors) = ivrsim(folder.path(), &check);
    assert_eq!(code, 0, "{told}{errors}");
    let hours = folder.path().join("pbx/hours.conf");
    let text = fs::read_to_string(&hours).unwrap();
    fs::write(&hours, text.replace("08:00-16:59", "08:00-17:59")).unwrap();
    let (code, told, _) = ivrsim(folder.path(), &check);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("hours `office`: closed in the plan and open in the phone system, from Thursday 2026-01-01 17:00 to"), "{told}");
    let (code, told, _) = ivrsim(folder.path(), &[&check[..], &["--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, &json["same"]), (1, &serde_json::Value::Bool(false)));
    assert_eq!(json["hours"][0]["from"], "2026-01-01T17:00:00-06:00");
    assert!(json["calls"]["summary"].is_object(), "{json}");
}

#[test]
fn what_cannot_be_said_is_listed_and_nothing_is_written() {
    let folder = files(&[(
        "plan.toml",
        PLAN.replace("We are closed.", "We are closed. It {next_open:office}.").as_str(),
    )]);
    let write =
        ["--plan", "plan.toml", "export", "--to", "connect", "--out", "center", "--from", "2026-01-01"];
    let (code, told, errors) = ivrsim(folder.path(), &write);
    assert_eq!((code, told.as_str()), (2, ""), "{errors}");
    assert!(
        errors.contains("`closed` says when it opens next") && errors.contains("plan.toml:21"),
        "{errors}"
    );
    assert!(!folder.path().join("center").exists());
    let (code, told, errors) = ivrsim(folder.path(), &[&write[..], &["--approximate"]].concat());
    assert_eq!(code, 0, "{told}{errors}");
    assert!(told.contains("the sentence that says it is left out"), "{told}");
    assert!(folder.path().join("center/flows/main.json").exists());
}

#[test]
fn calendars_are_written_and_read() {
    let calendar = "[calendars.practice]\ndays = [{ name = \"Christmas Day\", on = \"December 25\" }]\n";
    let folder = files(&[("plan.toml", format!("{PLAN}{calendar}").as_str())]);
    let write = ["--plan", "plan.toml", "export", "--to", "ics", "--from", "2026-01-01", "--out", "days"];
    let (code, told, errors) = ivrsim(folder.path(), &write);
    assert_eq!(code, 0, "{told}{errors}");
    assert!(told.starts_with("wrote days/practice.ics\n"), "{told}");
    let (code, told, errors) = ivrsim(folder.path(), &["import", "days/practice.ics", "--out", "new"]);
    assert_eq!(code, 0, "{told}{errors}");
    assert!(told.contains("calendars = [\"practice\"]"), "{told}");
    let text = fs::read_to_string(folder.path().join("new/practice.toml")).unwrap();
    assert!(text.contains("{ name = \"Christmas Day\", on = \"December 25\" }"), "{text}");
}
