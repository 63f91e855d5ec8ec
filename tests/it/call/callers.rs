//! Who calls, and on which line: what switches ask.

use ivrsim::call::{CallSpec, Caller};
use ivrsim::number::Country;
use ivrsim::time::moment;

use super::{NOON, caller, number, plan};
use crate::oracles;

const KNOWN: &str = r#"
[callers.regulars]
numbers = ["615-555-0177", "+44 20*", "withheld"]
[switches.start]
cases = [
    { caller = ["213*", "1-615-555-0100"], then = "west" },
    { caller = ["regulars"], then = "desk" },
]
otherwise = "box"
[destinations.west]
name = "West desk"
[destinations.desk]
name = "Desk"
[voicemails.box]
name = "Box"
say = "Speak."
"#;

#[test]
fn callers_are_known_by_number_by_how_it_begins_by_a_list_and_by_showing_none() {
    let plan = plan(KNOWN);
    let at = moment::parse(NOON, plan.zone).unwrap();
    let ends = |from: &str| {
        let spec = CallSpec::new(number("1-800-555-0100"), at).with_caller(caller(from));
        plan.call(&spec).outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(ends("213-555-0100"), "west");
    assert_eq!(ends("615-555-0100"), "west");
    assert_eq!(ends("615-555-0101"), "box");
    assert_eq!(ends("615-555-0177"), "desk");
    assert_eq!(ends("+44 20 7946 0958"), "desk");
    assert_eq!(ends("+44 113 496 0000"), "box");
    assert_eq!(ends(""), "desk", "a number that is not shown");
    assert_eq!(ends("withheld"), "desk");
}

#[test]
fn one_switch_serves_several_lines() {
    let text = r#"
        [plan]
        name = "Example"
        effective = 2023-01-01
        timezone = "America/New_York"
        [lines.uk]
        number = "+44 20 7946 0958"
        name = "London"
        answer = "start"
        [lines.us]
        number = "1-800-555-0100"
        name = "New York"
        answer = "start"
        [lines.inside]
        dial = "6000"
        name = "Inside"
        answer = "start"
        [switches.start]
        cases = [{ line = "uk", then = "london" }, { line = ["us"], caller = ["withheld"], then = "box" }]
        otherwise = "york"
        [destinations.london]
        name = "London desk"
        [destinations.york]
        name = "New York desk"
        [voicemails.box]
        name = "Box"
        say = "Speak."
        "#;
    let plan = oracles::plan::plan(text);
    let at = moment::parse(NOON, plan.zone).unwrap();
    let ends = |line: &str, from: &str| {
        let caller = Caller::parse(from, Country::UnitedStates).unwrap();
        let spec = CallSpec::to_line(&plan, plan.line_named(line).unwrap(), at).with_caller(caller);
        plan.call(&spec).outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(ends("uk", "withheld"), "london");
    assert_eq!(ends("us", "212-555-0100"), "york");
    assert_eq!(ends("us", "withheld"), "box");
    assert_eq!(ends("inside", "withheld"), "york");
}
