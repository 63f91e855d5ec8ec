//! Clocks: one for each desk, zones by what they show, and the years for which hours are known.

use std::process::Command;

use ivrsim::base::text::Paint;
use ivrsim::call::{CallSpec, Caller};
use ivrsim::diff::diff;
use ivrsim::directory::report::{LinesReport, SearchResults};
use ivrsim::explore::report::PathsReport;
use ivrsim::explore::{Horizon, PathFilter, callers};
use ivrsim::number::Country;
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::time::Zone;
use ivrsim::training::drill::Deck;
use jiff::Timestamp;

use crate::oracles;
use crate::oracles::garage::garage;

/// A plan on Eastern time with a desk on Central time behind a menu on Eastern time, and one on the caller's.
const DESKS: &str = r#"
[plan]
name = "Desks"
effective = 2026-01-01
timezone = "America/New_York"
[hours.central]
open = "Mo-Fr 09:00-17:00"
timezone = "America/Chicago"
[hours.local]
open = "Mo-Fr 09:00-17:00"
timezone = "caller"
[hours.line]
open = "Mo-Sa 07:00-22:00"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "main"
[lines.direct]
number = "1-800-555-0101"
name = "Direct"
answer = "central"
[menus.main]
hours = "line"
closed = "hang-up"
say = "Welcome. {options}"
[menus.main.keys]
1 = "central"
2 = "local"
[destinations.central]
name = "Central Desk"
hours = "central"
closed = "hang-up"
[destinations.local]
name = "Local Desk"
hours = "local"
closed = "hang-up"
"#;

/// The times at which desks are asked about: open, before and behind that, at night, on a Saturday and a Sunday.
const WHEN: [&str; 6] = [
    "2026-12-07T15:30:00Z",
    "2026-12-07T13:00:00Z",
    "2026-12-08T01:00:00Z",
    "2026-12-08T08:00:00Z",
    "2026-12-12T17:00:00Z",
    "2026-12-13T17:00:00Z",
];

#[test]
fn times_of_a_desk_are_told_on_one_clock_whatever_its_state() {
    let plan = oracles::plan::plan(DESKS);
    let denver = Caller { number: None, zone: Zone::named("America/Denver") };
    for (words, caller, clock) in [
        ("central desk", Caller::default(), "Central"),
        ("central desk", denver, "Central"),
        ("local desk", Caller::default(), "Eastern"),
        ("local desk", denver, "Mountain"),
    ] {
        for at in WHEN {
            let at: Timestamp = at.parse().unwrap();
            let told = SearchResults::search(&plan, words, caller, at).text(Paint::new(false)).to_string();
            let line = told.lines().nth(1).unwrap();
            assert!(line.ends_with(clock), "{words} at {at}: {told}");
        }
    }
    for at in WHEN {
        let at: Timestamp = at.parse().unwrap();
        let told =
            LinesReport::new(&plan, Caller::default(), at).table().text(Paint::new(false), None).to_string();
        let direct = told.lines().find(|line| line.contains("Direct")).unwrap();
        assert!(direct.trim_end().ends_with("Central"), "{at}: {told}");
        // Desks on several clocks: the plan's.
        let main = told.lines().find(|line| line.contains("Main")).unwrap();
        assert!(main.trim_end().ends_with("Eastern"), "{at}: {told}");
    }
}

#[test]
fn all_that_some_keys_can_come_to_is_told_on_one_clock() {
    let plan = oracles::plan::plan(DESKS);
    let lines: Vec<_> = plan.lines().map(|(id, _)| id).collect();
    for zone in ["America/Edmonton", "America/Phoenix", "Pacific/Guam", "America/Chicago", "America/New_York"]
    {
        let caller = Caller { number: None, zone: Zone::named(zone) };
        let report =
            PathsReport::new(&plan, &lines, Some(caller), Horizon::of(&plan, 2), PathFilter::Straight);
        let told = report.text(Paint::new(false)).to_string();
        let clocks = ["Eastern", "Central", "Edmonton", "Arizona", "Guam"];
        let mut before: Option<(&str, &str)> = None;
        for line in told.lines().filter(|line| line.contains(" Desk")) {
            let named = clocks.into_iter().find(|clock| line.contains(clock)).unwrap_or(line);
            let keys = line[..6].trim();
            if let (true, Some((known, _))) = (keys.is_empty(), before) {
                assert_eq!(named, known, "{zone}: {told}");
            }
            before = Some((named, line));
        }
        assert!(before.is_some(), "{told}");
    }
}

/// A line that sends callers on a clock to a desk of their own.
fn by_clock(zone: &str) -> Plan {
    let rest = format!(
        r#"
[switches.where]
cases = [{{ caller_timezone = ["{zone}"], then = "near" }}]
otherwise = "far"
[destinations.near]
name = "Near"
[destinations.far]
name = "Far"
"#
    );
    oracles::plan::plan(&garage("where", &rest))
}

#[test]
fn a_condition_on_the_callers_clock_holds_for_all_who_have_it() {
    let at: Timestamp = "2026-03-02T15:00:00Z".parse().unwrap();
    for (zone, caller, expected) in [
        ("US/Eastern", "212-555-0100", "near"),
        ("America/Detroit", "313-555-0100", "near"),
        ("America/New_York", "313-555-0100", "near"),
        ("America/Indiana/Indianapolis", "317-555-0100", "near"),
        ("US/Eastern", "America/Toronto", "near"),
        ("Canada/Pacific", "604-555-0100", "near"),
        ("US/Arizona", "602-555-0100", "near"),
        ("America/Boise", "303-555-0100", "near"),
        ("US/Hawaii", "808-555-0100", "near"),
        ("US/Eastern", "312-555-0100", "far"),
        ("America/Denver", "602-555-0100", "far"),
        ("America/Los_Angeles", "604-555-0100", "far"),
        ("America/Panama", "212-555-0100", "far"),
    ] {
        let plan = by_clock(zone);
        let caller = Caller::parse(caller, Country::UnitedStates).unwrap();
        let number = plan.lines().next().unwrap().1.number.value;
        let record = plan.call(&CallSpec::new(number, at).with_caller(caller)).record;
        let reached = record.path().last().map(|step| plan.step(step).key.as_str());
        assert_eq!(reached, Some(expected), "{zone}: {caller:?}");
    }
}

#[test]
fn another_name_of_the_same_clock_changes_nothing_for_anybody() {
    for (one, other) in [("America/New_York", "US/Eastern"), ("America/New_York", "America/Detroit")] {
        let (old, new) = (by_clock(one), by_clock(other));
        assert!(diff(&old, &new, Horizon::of(&new, 1)).is_empty(), "{one} {other}");
        let line = new.lines().next().unwrap().0;
        assert_eq!(callers(&[(&new, line)], Horizon::of(&new, 1)).len(), 2, "near and far");
        let ids = |plan: &Plan| -> Vec<String> {
            Deck::of(plan, Horizon::of(plan, 1).from).cards().iter().map(|card| card.id.clone()).collect()
        };
        assert_eq!(ids(&old), ids(&new));
    }
}

#[test]
fn zones_named_after_provinces_are_said_by_the_time_that_they_keep() {
    for (zone, spoken) in [
        ("Canada/Pacific", "Vancouver"),
        ("Canada/Mountain", "Edmonton"),
        ("Canada/Central", "Winnipeg"),
        ("Canada/Eastern", "Eastern"),
    ] {
        assert_eq!(Zone::named(zone).unwrap().spoken(), spoken);
    }
}

/// What is wrong with a plan: codes, messages and what to do.
fn wrong(text: &str) -> Vec<String> {
    let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
    let all = reading.diagnostics.iter();
    all.map(|wrong| format!("{}: {}; {}", wrong.code, wrong.message, wrong.help.join("; "))).collect()
}

#[test]
fn a_region_that_shares_its_area_codes_is_offered_with_those_that_it_shares_them_with() {
    let plan = |region: &str| {
        let cases = format!("cases = [{{ region = [\"{region}\"], then = \"desk\" }}]\notherwise = \"desk\"");
        garage("where", &format!("[switches.where]\n{cases}\n[destinations.desk]\nname = \"Desk\""))
    };
    let maritime = "Nova Scotia and Prince Edward Island";
    let north = "Yukon, Northwest Territories and Nunavut";
    for (region, offered) in [
        ("Nova Scotia", maritime),
        ("NS", maritime),
        ("Prince Edward Island", maritime),
        ("PE", maritime),
        ("P.E.I.", maritime),
        ("yukon", north),
        ("YT", north),
        ("Northwest Territories", north),
        ("NWT", north),
        ("Nunavut", north),
        ("Newfoundland", "Newfoundland and Labrador"),
        ("Labrador", "Newfoundland and Labrador"),
        ("Trinidad", "Trinidad and Tobago"),
        ("Washington DC", "District of Columbia"),
        ("Washington, D.C.", "District of Columbia"),
        ("washington d.c.", "District of Columbia"),
        ("Québec", "Quebec"),
    ] {
        let told = wrong(&plan(region));
        let [told] = &told[..] else { panic!("{region}: {told:?}") };
        assert!(
            told.contains("unknown-region") && told.contains(&format!("\"{offered}\"")),
            "{region}: {told}"
        );
        assert!(!told.contains("did you mean"), "{told}");
        assert_eq!(wrong(&plan(offered)), [] as [String; 0], "{offered}");
    }
    for known in ["DC", "Washington", "WA", "NL", "NS/PE"] {
        assert_eq!(wrong(&plan(known)), [] as [String; 0], "{known}");
    }
}

const FROM: &str = "[plan]\nname = \"Years\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
    [hours.day]\nopen = \"Mo-Fr 09:00-17:00\"\ncalendars = [\"days\"]\n[calendars.days]\n\
    days = [{ name = \"One\", on = \"2026-07-03\" }]\n\
    [overrides.early]\non = 2026-12-24\nhours = [\"day\"]\ncloses = 12:00:00\nreason = \"Early\"\n\
    [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Main\"\nanswer = \"desk\"\n[destinations.desk]\nname = \"Desk\"\n\
    hours = \"day\"\nclosed = \"hang-up\"\n";

#[test]
fn dates_outside_the_years_for_which_hours_are_known_are_refused() {
    assert_eq!(wrong(FROM), [] as [String; 0]);
    for (date, other) in [
        ("2026-01-01", "1899-12-31"),
        ("2026-01-01", "2200-01-01"),
        ("2026-01-01", "0001-01-01"),
        ("2026-01-01", "9999-12-31"),
        ("2026-12-24", "2260-12-24"),
        ("2026-12-24", "1826-12-24"),
        ("2026-07-03", "2226-07-03"),
    ] {
        let told = wrong(&FROM.replace(date, other));
        let is_told = |told: &String| {
            told.starts_with("out-of-range") && told.contains("1900 to 2199") && told.contains(other)
        };
        assert!(told.iter().any(is_told), "{other}: {told:?}");
    }
    for date in ["1900-01-01", "2199-12-31"] {
        let told = wrong(&FROM.replace("2026-01-01", date));
        assert!(!told.iter().any(|told| told.starts_with("out-of-range")), "{date}: {told:?}");
    }
    let days = wrong(&FROM.replace("on = 2026-12-24", "from = 2026-12-24\nto = 2226-12-24"));
    assert!(days.iter().any(|told| told.contains("2226-12-24 is outside")), "{days:?}");
}

#[test]
fn what_ends_before_it_should_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.toml");
    let told = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
        command.env_remove("IVRSIM_PLAN").arg("--plan").arg(&file).args(args);
        let output = command.output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    std::fs::write(&file, FROM.replace("2026-01-01", "2198-06-01")).unwrap();
    for args in [&["paths"][..], &["diff", file.to_str().unwrap()], &["generate"], &["paths", "--years", "3"]]
    {
        let (out, errors) = told(args);
        assert!(errors.contains("hours are known until the end of 2199"), "{args:?}: {out}{errors}");
        assert!(!out.contains("until 2200-06"), "{out}");
    }
    let (_, errors) = told(&["paths", "--years", "1"]);
    assert_eq!(errors, "");
    std::fs::write(&file, FROM).unwrap();
    let (_, errors) = told(&["paths"]);
    assert_eq!(errors, "");
}
