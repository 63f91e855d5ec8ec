//! Random hours, written for each platform, against a model that goes minute by minute through what was written.

use ivrsim::export::{ExportPlatform, ExportScope};
use proptest::prelude::*;

use super::{is_proven, plan, written};
use crate::helpers::drawn;
use crate::oracles::dice::Dice;

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

/// A plan with hours of a few rules, holidays and overrides.
fn drawn_plan(dice: &mut Dice<'_>) -> String {
    let clock = |minute: usize| format!("{:02}:{:02}", minute / 60, minute % 60);
    let mut rules = Vec::new();
    for _ in 0..=dice.below(3) {
        let (from, to) = (dice.below(7), dice.below(7));
        let days = if from < to { format!("{}-{}", DAYS[from], DAYS[to]) } else { DAYS[from].to_owned() };
        let open = dice.below(96) * 15;
        let length = 15 + dice.below(80) * 15;
        // A night goes on into the next day.
        let close = (open + length) % 1440;
        let close = if close == 0 || close == open { "24:00".to_owned() } else { clock(close) };
        let season = ["", "", "", "Jun-Aug ", "2026 Dec 01-31 "][dice.below(5)];
        rules.push(format!("{season}{days} {}-{close}", clock(open)));
    }
    let sign = ["; ", ", "][dice.below(2)];
    let zone = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata"][dice.below(4)];
    let holidays = [
        "{ name = \"New Year's Day\", on = \"January 1\" }",
        "{ name = \"Thanksgiving\", on = \"fourth Thursday of November\" }",
        "{ name = \"Eve\", on = \"December 24\", closes = 12:00:00, observed = \"as-dated\" }",
        "{ name = \"Easter Monday\", on = \"Easter Monday\", open = \"10:00-12:00\" }",
        "{ name = \"Leap day\", on = \"February 29\" }",
    ];
    let held: Vec<&str> = holidays.into_iter().filter(|_| dice.below(2) == 0).collect();
    let observed = ["as-dated", "nearest-weekday", "next-monday"][dice.below(3)];
    let exceptions = [
        "[overrides.pipe]\nhours = [\"all\"]\non = 2026-03-04\nclosed = true\nreason = \"burst pipe\"\n",
        "[overrides.late]\nhours = [\"all\"]\nfrom = 2026-05-01\nto = 2026-05-09\nopens = 11:00:00\nreason = \"training\"\n",
        "[overrides.sale]\nhours = [\"all\"]\nfrom = 2027-02-01\nto = 2027-02-07\nopen = \"06:00-23:00\"\nreason = \"sale\"\n",
    ];
    let exceptions: String = exceptions.into_iter().filter(|_| dice.below(2) == 0).collect();
    format!(
        "[plan]\nname = \"Drawn\"\neffective = 2026-01-01\ntimezone = \"{zone}\"\n[hours.day]\nopen = \"{}\"\ncalendars = [\"c\"]\n\
         [calendars.c]\nobserved = \"{observed}\"\ndays = [{}]\n{exceptions}[lines.desk]\nnumber = \"1-800-555-0100\"\nname = \"Desk\"\n\
         answer = \"desk\"\n[destinations.desk]\nname = \"Desk\"\nhours = \"day\"\nclosed = \"hang-up\"\n",
        rules.join(sign),
        held.join(", ")
    )
}

proptest! {
    #![proptest_config(drawn::cases(24))]

    #[test]
    fn random_hours_are_the_same_when_they_are_read_back(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let text = drawn_plan(&mut Dice::new(&bytes));
        let reading = ivrsim::plan::read([("plan.toml", text.clone())], &ivrsim::plan::PlanLimits::STANDARD);
        // Some rules take all of another away, which is refused.
        if let Some(plan) = reading.plan {
            for platform in ExportPlatform::ALL {
                is_proven(&written(&plan, platform, ExportScope::Hours), &text);
            }
        }
    }
}

const OFFICE: &str = r#"
[plan]
name = "Birchwood Dental"
effective = 2026-01-01
timezone = "America/Chicago"
[hours.office]
open = "Mo-Fr 08:00-17:00; Sa 22:00-02:00"
calendars = ["practice"]
[calendars.practice]
days = [{ name = "Christmas Day", on = "December 25" }, { name = "Christmas Eve", on = "December 24", closes = 12:00:00 }]
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
fn asterisk_names_the_last_minute_and_asks_the_clock_for_dates() {
    let export = written(&plan(OFFICE), ExportPlatform::Asterisk, ExportScope::Hours);
    let [file] = export.files.as_slice() else { panic!("{:?}", export.files) };
    for line in [
        "[hours-office] ; Mo-Fr 08:00-17:00; Sa 22:00-02:00",
        "Set(LOCAL(TODAY)=${STRFTIME(${EPOCH},America/Chicago,%Y%m%d)})",
        "GotoIf($[${TODAY} = 20261225]?closed) ; Christmas Day",
        "GotoIf($[${TODAY} = 20261224]?from-20261224) ; Christmas Eve",
        "GotoIfTime(08:00-16:59,mon-fri,*,*,America/Chicago?open)",
        "GotoIfTime(22:00-23:59,sat,*,*,America/Chicago?open)",
        "GotoIfTime(00:00-01:59,sun,*,*,America/Chicago?open)",
        "same => n(from-20261224),GotoIfTime(08:00-11:59,thu,*,*,America/Chicago?open)",
    ] {
        assert!(file.text.contains(line), "{line}\n{}", file.text);
    }
}

#[test]
fn connect_has_weeks_that_are_cut_at_midnight_and_overrides_for_dates() {
    let export = written(&plan(OFFICE), ExportPlatform::Connect, ExportScope::Hours);
    let [week, overrides] = export.files.as_slice() else { panic!("{:?}", export.files) };
    assert_eq!(
        (week.path.as_str(), overrides.path.as_str()),
        ("hours/office.json", "hours/office-overrides.json")
    );
    let week: serde_json::Value = serde_json::from_str(&week.text).unwrap();
    let config = week["HoursOfOperation"]["Config"].as_array().unwrap();
    assert_eq!(config.len(), 7, "five days, and a night in two parts: {config:#?}");
    let overrides: serde_json::Value = serde_json::from_str(&overrides.text).unwrap();
    let list = overrides["HoursOfOperationOverrideList"].as_array().unwrap();
    let days: Vec<&str> = list.iter().map(|one| one["EffectiveFrom"].as_str().unwrap()).collect();
    assert_eq!(
        days,
        ["2026-12-24", "2026-12-25", "2027-12-24", "2027-12-25", "2027-12-26"],
        "a night ends on the day after"
    );
    assert_eq!(list[1]["Config"].as_array().unwrap().len(), 0, "closed");
}
