//! iCalendar, both ways.

use ivrsim::base::source::Sources;
use ivrsim::export::{ExportSpan, calendars};
use ivrsim::import::{Import, import};
use jiff::Timestamp;

use proptest::prelude::*;

use super::plan;
use crate::helpers::drawn;
use crate::oracles::calendar as calendar_oracle;

fn taken_over(text: &str) -> Result<Import, Vec<ivrsim::base::diagnostic::Diagnostic>> {
    let mut sources = Sources::default();
    let file = sources.add("holidays.ics", text);
    import(&sources, &[file], &crate::import::request())
}

fn calendar(events: &[&str]) -> String {
    let events = events
        .iter()
        .map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n"))
        .collect::<Vec<_>>()
        .concat();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}

#[test]
fn days_rules_and_times_become_holidays() {
    let text = calendar(&[
        "SUMMARY:Christmas\r\n  Day\\, closed\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nRRULE:FREQ=YEARLY",
        "SUMMARY:Thanksgiving\r\nDTSTART;VALUE=DATE:20261126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "SUMMARY:Move\r\nDTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:20260506",
        "SUMMARY:Eve\r\nDTSTART;TZID=America/Chicago:20261224T120000\r\nDTEND;TZID=America/Chicago:20261225T000000",
        "SUMMARY:Training\r\nDTSTART:20260310T050000Z\r\nDURATION:PT10H",
        "SUMMARY:Picnic\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20260601",
        "SUMMARY:Inventory\r\nDTSTART;VALUE=DATE:20260115\r\nRRULE:FREQ=YEARLY;COUNT=3\r\nEXDATE;VALUE=DATE:20270115",
    ]);
    let made = taken_over(&text).unwrap();
    let [file] = made.files.as_slice() else { panic!("{:?}", made.files) };
    assert_eq!(file.path, "holidays.toml");
    for line in [
        "[calendars.holidays]",
        "{ name = \"Christmas Day, closed\", on = \"December 25\" },",
        "{ name = \"Thanksgiving\", on = \"fourth Thursday of November\" },",
        "{ name = \"Move\", on = \"2026-05-04\" },",
        "{ name = \"Move\", on = \"2026-05-05\" },",
        "{ name = \"Eve\", on = \"2026-12-24\", closes = 12:00:00 },",
        "{ name = \"Training\", on = \"2026-03-10\", opens = 10:00:00 },",
        "{ name = \"Inventory\", on = \"2026-01-15\" },",
        "{ name = \"Inventory\", on = \"2028-01-15\" },",
    ] {
        assert!(file.text.contains(line), "{line}\n{}", file.text);
    }
    assert!(!file.text.contains("Picnic") && !file.text.contains("2027-01-15"), "{}", file.text);
    assert_eq!(made.summary.steps(), 7);
}

#[test]
fn what_a_calendar_cannot_say_is_refused_with_the_reason() {
    let text = calendar(&[
        "SUMMARY:Lunch\r\nDTSTART:20260504T120000\r\nDTEND:20260504T130000",
        "SUMMARY:Every day\r\nDTSTART;VALUE=DATE:20260504\r\nRRULE:FREQ=DAILY",
        "SUMMARY:Odd\r\nDTSTART;VALUE=DATE:20260504\r\nRRULE:FREQ=YEARLY;BYSETPOS=2",
        "SUMMARY:Backwards\r\nDTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:20260501",
        "SUMMARY:Good\r\nDTSTART;VALUE=DATE:20260504",
    ]);
    let made = taken_over(&text).unwrap();
    let json = serde_json::to_value(&made.summary.json).unwrap();
    let refused = json["not_carried"].as_array().unwrap();
    let why: Vec<&str> = refused.iter().map(|one| one["why"].as_str().unwrap()).collect();
    for (why, said) in
        why.iter().zip(["in the middle of a day", "more often", "BYSETPOS", "before it begins"])
    {
        assert!(why.contains(said), "{why}");
    }
    assert_eq!((refused.len(), json["carried"].as_u64()), (4, Some(1)));
}

#[test]
fn a_file_that_is_cut_off_or_empty_is_told_with_its_place() {
    for (text, said) in [
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n", "does not end"),
        ("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "this ends `VEVENT`"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no holidays"),
    ] {
        let told = taken_over(text).unwrap_err();
        assert!(told[0].message.contains(said), "{text}: {}", told[0].message);
        assert!(told[0].primary.is_some());
    }
}

const PLAN: &str = r#"
[plan]
name = "Birchwood; Dental, Inc."
effective = 2026-01-01
timezone = "America/Chicago"
[calendars.practice]
observed = "nearest-weekday"
days = [
    { name = "New Year's Day", on = "January 1" },
    { name = "Memorial Day", on = "last Monday of May" },
    { name = "Victoria Day", on = "Monday before May 25" },
    { name = "the day after Thanksgiving", on = "day after fourth Thursday of November", open = "08:00-12:00" },
    { name = "Easter Monday", on = "Easter Monday" },
    { name = "Christmas Eve", on = "December 24", closes = 12:00:00, observed = "as-dated" },
    { name = "Leap day", on = "February 29", opens = 10:00:00, observed = "as-dated" },
]
[overrides.pipe]
hours = ["all"]
from = 2026-03-04
to = 2026-03-05
closed = true
reason = "burst pipe"
[hours.office]
open = "Mo-Fr 08:00-17:00"
calendars = ["practice"]
[lines.main]
number = "1-608-555-0140"
name = "Birchwood Dental"
answer = "desk"
[destinations.desk]
name = "the desk"
hours = "office"
closed = "hang-up"
"#;

#[test]
fn calendars_are_read_back_as_they_are_and_written_the_same_each_time() {
    let plan = plan(PLAN);
    let span = ExportSpan { first: "2026-01-01".parse().unwrap(), last: "2031-12-31".parse().unwrap() };
    let write = || calendars(&plan, span, Timestamp::UNIX_EPOCH);
    let export = write();
    assert_eq!(export.unlike, Vec::<String>::new(), "{:#?}", export.files);
    assert_eq!(export.files, write().files);
    let [practice, overrides] = export.files.as_slice() else { panic!("{:?}", export.files) };
    for line in [
        "UID:practice-new-years-day-2026-01-01@ivrsim\r\nDTSTAMP:19700101T000000Z\r\nSUMMARY:New Year's Day\r\n",
        "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO\r\n",
        "DTSTART;TZID=America/Chicago:20261224T120000\r\n",
        "X-IVRSIM-OPEN:08:00-12:00\r\n",
        "X-WR-CALNAME:Birchwood\\; Dental\\, Inc.: practice\r\n",
    ] {
        assert!(practice.text.contains(line), "{line}\n{}", practice.text);
    }
    assert!(overrides.text.contains("DTEND;VALUE=DATE:20260306\r\n"), "{}", overrides.text);
    assert!(export.files.iter().all(|file| file.text.lines().all(|line| line.len() <= 76)));
}

/// Lines of events, whole and broken.
const LINES: [&str; 24] = [
    "BEGIN:VCALENDAR",
    "END:VCALENDAR",
    "BEGIN:VEVENT",
    "BEGIN:VEVENT",
    "END:VEVENT",
    "END:VEVENT",
    "SUMMARY:Day \\, \\n off",
    "DTSTART;VALUE=DATE:20260704",
    "DTSTART;VALUE=DATE:20240229",
    "DTSTART;TZID=Europe/Berlin:20261224T120000",
    "DTSTART:20261224T180000Z",
    "DTEND;VALUE=DATE:20260706",
    "DTEND:20261225T000000",
    "DURATION:P2D",
    "RRULE:FREQ=YEARLY",
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1FR",
    "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=9",
    "RRULE:FREQ=DAILY",
    "EXDATE;VALUE=DATE:20270704,20280704",
    "RDATE;VALUE=DATE:20260901",
    "X-IVRSIM-OPEN:08:00-12:00",
    " folded",
    "STATUS:CANCELLED",
    "SUMMARY",
];

proptest! {
    #![proptest_config(drawn::cases(256))]

    #[test]
    fn any_calendar_is_taken_over_or_refused(picks in prop::collection::vec(0..LINES.len(), 0..24)) {
        let lines: Vec<&str> = picks.into_iter().map(|pick| LINES[pick]).collect();
        calendar_oracle::check(&lines.join("\r\n"));
        let event: Vec<&str> = lines.into_iter().filter(|line| !line.contains("VEVENT") && !line.contains("VCAL")).collect();
        calendar_oracle::check(&calendar(&[&event.join("\r\n")]));
    }
}
