//! Until when somebody is there, and by which keys.

use ivrsim::base::text::Paint;
use ivrsim::call::Caller;
use ivrsim::directory::report::LinesReport;
use ivrsim::directory::{first, open_until, ways};
use ivrsim::plan::{Plan, PlanLimits, StepId, read};
use ivrsim::time::moment;
use jiff::Timestamp;

use crate::oracles::garage::garage;

const DESKS: &str = r#"
[hours.day]
open = "Mo-Fr 09:00-17:00"
[hours.evening]
open = "Mo-Fr 12:00-20:00"
[menus.menu]
say = "{options}"
keys = { 1 = "shop", 2 = "service", 0 = "night" }
[destinations.shop]
name = "Shop"
hours = "day"
closed = "night"
[destinations.service]
name = "Service"
hours = "evening"
closed = "hang-up"
"#;

fn plan(night: &str) -> Plan {
    let reading = read([("plan.toml", garage("menu", &format!("{DESKS}{night}")))], &PlanLimits::STANDARD);
    reading.plan.unwrap_or_else(|| panic!("{:?}", reading.diagnostics))
}

fn at(plan: &Plan, text: &str) -> Timestamp {
    moment::parse(text, plan.zone).unwrap()
}

/// Until when somebody can be reached from a moment on.
fn until(plan: &Plan, from: &str) -> Option<Timestamp> {
    let (line, _) = plan.lines().next().unwrap();
    let all: Vec<StepId> =
        plan.steps().map(|(id, _)| id).filter(|id| plan.step(*id).name.is_some()).collect();
    let now = at(plan, from);
    assert!(first(plan, &[line], &all, Caller::default(), now).way.is_some_and(|way| way.at == now));
    open_until(plan, line, &all, Caller::default(), now)
}

#[test]
fn a_line_is_open_until_nobody_is_there_any_more() {
    let closing = plan("[destinations.night]\nname = \"Night\"\nhours = \"day\"\nclosed = \"hang-up\"\n");
    assert_eq!(until(&closing, "2026-03-02 10:00"), Some(at(&closing, "2026-03-02 20:00")));
    assert_eq!(until(&closing, "2026-03-02 18:00"), Some(at(&closing, "2026-03-02 20:00")));
}

#[test]
fn a_line_where_somebody_always_is_has_no_end() {
    let always = plan("[destinations.night]\nname = \"Night\"\n");
    assert_eq!(until(&always, "2026-03-02 10:00"), None);
    // One takes over from the other, day after day.
    let taking_over = plan(
        "[hours.night]\nopen = \"Mo-Su 17:00-09:00, Sa-Su 09:00-17:00\"\n\
         [destinations.night]\nname = \"Night\"\nhours = \"night\"\nclosed = \"hang-up\"\n",
    );
    assert_eq!(until(&taking_over, "2026-03-02 10:00"), None);
}

#[test]
fn the_keys_of_a_desk_that_is_closed_are_no_way_to_whoever_has_a_key() {
    let plan = plan("[destinations.night]\nname = \"Night\"\n");
    let (line, _) = plan.lines().next().unwrap();
    let keys = |from: &str, name: &str| {
        let found = ways(&plan, line, Caller::default(), at(&plan, from)).into_iter();
        found
            .filter(|(step, _)| plan.step(*step).name.as_deref() == Some(name))
            .map(|(_, keys)| keys.to_string())
            .collect::<Vec<_>>()
    };
    for from in ["2026-03-02 10:00", "2026-03-02 22:00"] {
        assert_eq!(keys(from, "Night"), ["0"], "{from}");
    }
    assert_eq!(keys("2026-03-02 10:00", "Shop"), ["1"]);
}

#[test]
fn a_line_behind_which_nobody_can_be_is_said_to_inform_only() {
    let state = |steps: &str| {
        let reading = read([("plan.toml", garage("start", steps))], &PlanLimits::STANDARD);
        let plan = reading.plan.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
        let report = LinesReport::new(&plan, Caller::default(), at(&plan, "2026-03-02 10:00"));
        report.table().text(Paint::new(false), None).to_string()
    };
    let informs = "[messages.start]\nsay = \"We are closed for the season.\"\nthen = \"hang-up\"\n";
    assert!(state(informs).contains("only informs its callers"), "{}", state(informs));
    let never = "[hours.never]\nopen = \"2020 Jan 01 10:00-11:00\"\n[destinations.start]\nname = \"Desk\"\nhours = \"never\"\nclosed = \"hang-up\"\n";
    assert!(state(never).contains("no way to reach a person was found"), "{}", state(never));
}
