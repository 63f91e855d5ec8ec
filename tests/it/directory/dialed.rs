//! Lines by what is dialed: several numbers, extensions, or nothing but a name.

use std::fs;
use std::path::Path;

use ivrsim::call::{CallSpec, OutcomeKind};
use ivrsim::directory;
use ivrsim::number::Dialed;
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::time::moment;

use crate::helpers::program::{ivrsim, ivrsim_with};

const PLAN: &str = r#"
[plan]
name      = "Example"
effective = 2026-01-01
timezone  = "Europe/London"
country   = "GB"

[lines.main]
number = ["020 7946 0000", "0113 496 0000"]
dial   = "6000"
name   = "Example Company"
answer = "menu"
topics = ["orders"]
source = "x"

[lines.star]
dial   = "*98"
name   = "Mailbox"
answer = "box"
topics = ["messages"]
source = "x"

[lines.inside]
name   = "Front desk"
answer = "back-door"
topics = ["parcels"]
source = "x"

[menus.menu]
say    = "You have dialed {number}. {options}"
keys   = { 1 = "sales" }
source = "x"

[menus.back-door]
say    = "You have dialed {number}. {options}"
keys   = { 1 = "sales", 2 = "parcels" }
source = "x"

[destinations.parcels]
name   = "Parcels"
topics = ["deliveries"]
source = "x"

[destinations.sales]
name   = "Sales"
source = "x"

[voicemails.box]
name   = "Mailbox"
say    = "Please leave a message."
source = "x"
"#;

fn plan() -> Plan {
    read([("plan.toml", PLAN)], &PlanLimits::STANDARD).plan.unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), PLAN).unwrap();
    folder
}

fn told(folder: &Path, args: &[&str]) -> String {
    let args = [&["--plan", "plan.toml"], args].concat();
    let (code, told, complained) = ivrsim(folder, &args);
    assert!(code < 2, "{args:?}: {complained}");
    told
}

#[test]
fn every_way_to_write_what_is_dialed_reaches_its_line() {
    let plan = plan();
    let line = |text: &str| directory::line(&plan, text).map(|id| plan.line(id).key.clone());
    for text in [
        "020 7946 0000",
        "+44 113 496 0000",
        "0113 496 0000",
        "6000",
        "extension 6000",
        "Ext. 6000",
        "main",
        "example company",
    ] {
        assert_eq!(line(text).as_deref(), Ok("main"), "{text}");
    }
    assert_eq!(line("*98").as_deref(), Ok("star"));
    assert_eq!(line("front DESK").as_deref(), Ok("inside"));
    for text in ["6001", "extension *9", "Back desk"] {
        assert!(line(text).is_err(), "{text}");
    }
}

#[test]
fn a_caller_hears_what_was_dialed() {
    let plan = plan();
    let at = moment::parse("2026-03-02 10:00", plan.zone).unwrap();
    let said = |text: &str| {
        let call = plan.call(&CallSpec::new(directory::number(&plan, text).unwrap(), at));
        call.record.transcript(&plan)[0].text.clone()
    };
    assert_eq!(said("0113 496 0000"), "You have dialed +441134960000. For Sales, press 1.");
    assert_eq!(said("6000"), "You have dialed extension 6000. For Sales, press 1.");
    assert_eq!(said("inside"), "You have dialed Front desk. For Sales, press 1. For Parcels, press 2.");
    let fresh = plan.call(&CallSpec::new(directory::number(&plan, "020 7946 0001").unwrap(), at));
    assert_eq!(fresh.outcome.kind(), OutcomeKind::NotInService);
}

#[test]
fn what_is_not_dialed_is_known_by_its_name_under_every_plan() {
    let (one, other) = (plan(), plan());
    let id = one.line_named("inside").unwrap();
    let number = one.line(id).number.value;
    assert!(matches!(number, Dialed::Name(_)) && one.dial(number) == other.dial(number));
}

#[test]
fn commands_tell_an_extension_and_a_name_as_people_say_them() {
    let folder = folder();
    let folder = folder.path();
    let lines = told(folder, &["lines", "--at", "2026-03-02 10:00"]);
    assert!(lines.contains("+442079460000, +441134960000, extension 6000"), "{lines}");
    let at = ["--at", "2026-03-02 10:00"];
    assert!(
        told(folder, &["call", "extension 6000", at[0], at[1]]).contains("extension 6000  Example Company")
    );
    let called = told(folder, &["call", "Front desk", "--press", "1", at[0], at[1]]);
    assert!(called.starts_with("Front desk  Monday") && called.contains("transferred: Sales"), "{called}");
    let found = told(folder, &["find", "deliveries", at[0], at[1]]);
    assert!(found.contains("call Front desk, press 2"), "{found}");
    let paths = told(folder, &["paths"]);
    assert!(paths.contains("\nFront desk\n") && paths.contains("*98  Mailbox"), "{paths}");
}

#[test]
fn scenarios_dial_extensions_and_names_and_those_that_are_made_do_too() {
    let folder = folder();
    let folder = folder.path();
    let promises = "[suite]\nplan = \"plan.toml\"\n\
        [[scenario]]\nname = \"An extension\"\ncall = \"extension 6000\"\nat = \"2026-03-02 10:00\"\npress = \"1\"\n\
        expect = { destination = \"sales\" }\n\
        [[scenario]]\nname = \"A name\"\ncall = \"Front desk\"\nat = \"2026-03-02 10:00\"\npress = \"1\"\n\
        expect = { destination = \"sales\" }\n\
        [[scenario]]\nname = \"Stars\"\ncall = \"*98\"\nat = \"2026-03-02 10:00\"\nexpect = { outcome = \"voicemail\" }\n";
    fs::write(folder.join("scenarios.toml"), promises).unwrap();
    let (code, told, complained) = ivrsim(folder, &["test", "scenarios.toml"]);
    assert_eq!(code, 0, "{told}{complained}");
    fs::remove_file(folder.join("scenarios.toml")).unwrap();
    let (code, made, complained) = ivrsim(folder, &["--plan", "plan.toml", "generate"]);
    assert_eq!(code, 0, "{complained}");
    fs::write(folder.join("scenarios.toml"), made).unwrap();
    let (code, told, complained) =
        ivrsim(folder, &["--plan", "plan.toml", "test", "scenarios.toml", "--coverage"]);
    assert_eq!(code, 0, "{told}{complained}");
}

#[test]
fn the_phone_dials_extensions_and_names() {
    let folder = folder();
    let typed = "dial 6000\n1\ndial Front desk\n1\n";
    let (code, told, complained) =
        ivrsim_with(folder.path(), &["--plan", "plan.toml", "dial", "--at", "2026-03-02 10:00"], typed);
    assert_eq!(code, 0, "{told}{complained}");
    assert_eq!(told.matches("transferred: Sales").count(), 2, "{told}");
}

#[test]
fn nobody_is_asked_for_a_number_that_there_is_not() {
    let folder = folder();
    let cards = told(folder.path(), &["cards", "--format", "markdown"]);
    assert!(cards.contains("extension 6000"), "{cards}");
    assert!(!cards.contains("Somebody wants to know what Front desk is for"), "{cards}");
    assert!(!cards.contains("Front desk, Front desk"), "{cards}");
}

#[test]
fn an_extension_that_is_dialed_at_a_menu_is_told_with_the_number_before_it() {
    let entries = "entries = { 2xx = \"sales\" }\nsource = \"x\"\n\n[menus.back-door]";
    let text = PLAN.replacen("source = \"x\"\n\n[menus.back-door]", entries, 1);
    let plan = read([("plan.toml", text)], &PlanLimits::STANDARD).plan.unwrap();
    let told = directory::number(&plan, "204").unwrap_err().to_string();
    assert_eq!(told, "204 has no number of its own: dial +442079460000, then press 2, 0, 4");
    let unknown = directory::number(&plan, "304").unwrap_err().to_string();
    assert!(!unknown.contains("press"), "{unknown}");
}
