//! Menus in the platforms' own idioms, and what random ones are when they are read back.

use ivrsim::export::{ExportPlatform, ExportScope};
use proptest::prelude::*;
use std::fmt::Write as _;

use super::{is_proven, plan, texts, written};
use crate::helpers::drawn;
use crate::oracles::dice::Dice;

const CLINIC: &str = r#"
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
[lines.urgent]
number = "1-608-555-0141"
name = "Birchwood urgent"
answer = "desk"
[menus.welcome]
hours = "office"
closed = "closed"
say = "Thank you for calling {name}. {options}"
no_input = { say = "We did not hear a choice.", tries = 3, then = "desk" }
no_match = { say = "That is not a choice.", tries = 2, then = "hang-up" }
[menus.welcome.keys]
1 = "appointments"
2 = "more"
9 = "repeat"
[menus.more]
name = "more choices"
say = "{options}"
[menus.more.keys]
1 = "desk"
8 = "back"
[destinations.appointments]
name = "Appointments"
hours = "office"
closed = "closed"
[destinations.desk]
name = "the desk"
[messages.closed]
say = "{name} is closed. We are here {hours}."
then = "hang-up"
"#;

#[test]
fn a_menu_of_asterisk_is_background_and_waitexten_with_its_tries_in_i_and_t() {
    let export = written(&plan(CLINIC), ExportPlatform::Asterisk, ExportScope::Menus);
    is_proven(&export, CLINIC);
    let text = texts(&export);
    for line in [
        "exten => +16085550140,1,Goto(welcome,s,1) ; Birchwood Dental",
        "[welcome]",
        "Gosub(hours-office,s,1)",
        "Background(menus/welcome) ; Thank you for calling Birchwood Dental. For Appointments, press 1.",
        "WaitExten(5)",
        "exten => 1,1,Goto(appointments,s,1) ; Appointments",
        "exten => i,1,Set(WRONG=$[0${WRONG} + 1])",
        "GotoIf($[${WRONG} >= 2]?hang-up,s,1)",
        "Queue(appointments) ; Appointments",
        "menus/closed: Birchwood Dental is closed. We are here Monday to Friday, 8 AM to 5 PM Central.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn lines_of_connect_meet_in_flows_of_their_own() {
    let export = written(&plan(CLINIC), ExportPlatform::Connect, ExportScope::Menus);
    is_proven(&export, CLINIC);
    let paths: Vec<&str> = export.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        ["flows/main.json", "flows/urgent.json", "flows/desk.json", "numbers.json", "queues.json"]
    );
    let flow: serde_json::Value = serde_json::from_str(&export.files[0].text).unwrap();
    let actions = flow["Actions"].as_array().unwrap();
    let kind = |id: &str| {
        actions.iter().find(|one| one["Identifier"] == id).map(|one| one["Type"].as_str().unwrap())
    };
    assert_eq!(flow["StartAction"], "welcome hours");
    assert_eq!(kind("welcome hours"), Some("CheckHoursOfOperation"));
    assert_eq!(kind("welcome"), Some("GetParticipantInput"));
    assert_eq!(kind("to desk"), Some("TransferToFlow"));
    assert_eq!(kind("appointments"), Some("TransferContactToQueue"));
    // Callers come back from the second menu, so what they have done wrong is counted anew.
    assert_eq!(kind("welcome begins"), Some("UpdateContactAttributes"));
}

#[test]
fn a_menu_that_is_come_to_once_counts_by_loops() {
    let text = CLINIC.replace("2 = \"more\"\n", "").replace("9 = \"repeat\"\n", "");
    let text = text.replace("[menus.more]\nname = \"more choices\"\nsay = \"{options}\"\n[menus.more.keys]\n1 = \"desk\"\n8 = \"back\"\n", "");
    let export = written(&plan(&text), ExportPlatform::Connect, ExportScope::Menus);
    is_proven(&export, &text);
    assert!(texts(&export).contains("\"Type\": \"Loop\""), "{}", texts(&export));
}

/// A plan of menus that lead to each other, with all that they can do.
fn drawn_plan(dice: &mut Dice<'_>) -> String {
    let menus = 1 + dice.below(3);
    let step = |dice: &mut Dice<'_>| match dice.below(8) {
        0 => "hang-up".to_owned(),
        1 => "repeat".to_owned(),
        2 => "back".to_owned(),
        3 => "news".to_owned(),
        4 | 5 => "desk".to_owned(),
        _ => format!("menu-{}", dice.below(menus)),
    };
    let end = |dice: &mut Dice<'_>| ["desk", "hang-up", "news"][dice.below(3)];
    let mut text = "[plan]\nname = \"Drawn\"\neffective = 2026-01-01\ntimezone = \"America/Denver\"\n[hours.day]\n\
                    open = \"Mo-Fr 08:00-17:00\"\n[lines.one]\nnumber = \"1-800-555-0100\"\nname = \"One\"\nanswer = \"menu-0\"\n\
                    [lines.two]\nnumber = \"1-800-555-0101\"\nname = \"Two\"\nanswer = \"switch\"\n[answers.night]\n\
                    values = [\"no\", \"yes\"]\nusual = \"no\"\n"
        .to_owned();
    for menu in 0..menus {
        let counter = ["apart", "together", "all"][dice.below(3)];
        let tries = [1 + dice.below(3), 1 + dice.below(3)];
        let say = ["", "Sorry."][dice.below(2)];
        let again = ["", "again = \"Which is it?\"\n"][dice.below(2)];
        let gate = ["", "hours = \"day\"\nclosed = \"closed\"\n"][dice.below(2)];
        writeln!(text, "[menus.menu-{menu}]\nsay = \"Menu {menu}.\"\n{gate}{again}counter = \"{counter}\"\n\
             no_input = {{ say = \"{say}\", tries = {}, then = \"{}\" }}\nno_match = {{ say = \"{say}\", tries = {}, then = \"{}\" }}\n\
             [menus.menu-{menu}.keys]",
            tries[0],
            end(dice),
            tries[1],
            end(dice)).unwrap();
        for key in 1..=1 + dice.below(3) {
            writeln!(text, "{key} = \"{}\"", step(dice)).unwrap();
        }
    }
    writeln!(text, "[switches.switch]\ncases = [{{ answer.night = \"yes\", then = \"{}\" }}, {{ open = \"day\", then = \"menu-0\" }}]\n\
         otherwise = \"closed\"\n[destinations.desk]\nname = \"the desk\"\n[messages.news]\nsay = \"There is no news.\"\n\
         then = \"{}\"\n[messages.closed]\nsay = \"{{name}} is closed. We are here {{hours:day}}.\"\nthen = \"hang-up\"",
        end(dice).replace("news", "desk"),
        ["hang-up", "desk", "menu-0"][dice.below(3)]).unwrap();
    text
}

proptest! {
    #![proptest_config(drawn::cases(16))]

    #[test]
    fn random_menus_are_the_same_when_they_are_read_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let text = drawn_plan(&mut Dice::new(&bytes));
        let reading = ivrsim::plan::read([("plan.toml", text.clone())], &ivrsim::plan::PlanLimits::STANDARD);
        if let Some(plan) = reading.plan {
            for platform in ExportPlatform::ALL {
                is_proven(&written(&plan, platform, ExportScope::All), &text);
            }
        }
    }
}
