//! What prompts say of outside answers and earlier entries: walked where it is said, and no way of its own.

use ivrsim::base::text::Paint;
use ivrsim::call::Caller;
use ivrsim::explore::report::PathsReport;
use ivrsim::explore::{Explorer, Further, Horizon, Node, PathFilter};
use ivrsim::plan::{LineId, Plan};
use ivrsim::suite::coverage::{Cell, Universe};

use super::plan;

const HEAD: &str = "[lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Main\"\nanswer = \"account\"\n\
    [destinations.desk]\nname = \"Desk\"\n[destinations.gold]\nname = \"Gold\"\n";

/// An input whose entries go two ways to one menu, and what that menu says.
fn account(said: &str) -> Plan {
    plan(&format!(
        "{HEAD}[inputs.account]\nsay = \"Account?\"\ndigits = 4\nroutes = {{ \"9xxx\" = \"more\" }}\nthen = \"first\"\n\
         [messages.first]\nsay = \"Thank you.\"\nthen = \"menu\"\n[messages.more]\nsay = \"Hello.\"\nthen = \"menu\"\n\
         [menus.menu]\nsay = \"{said} For desk, press 1.\"\nkeys = {{ 1 = \"desk\", 2 = \"account\" }}\n"
    ))
}

fn nodes(plan: &Plan) -> usize {
    let line = plan.line_named("main").unwrap();
    let mut explorer = Explorer::new(plan, Horizon::of(plan, 1));
    let walk = explorer.watch(line, Caller::default(), |_| Further::GoOn);
    walk.nodes().filter(|(node, _)| matches!(node, Node::Waiting(_))).count()
}

fn paths(plan: &Plan) -> String {
    let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
    let report = PathsReport::new(plan, &lines, None, Horizon::of(plan, 1), PathFilter::Straight);
    let text = report.text(Paint::new(false)).to_string();
    text.lines().filter(|line| line.starts_with("  ")).fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn entries_are_not_told_apart_because_they_are_said() {
    let silent = nodes(&account(""));
    // What was entered last is told apart as far as routes tell it; what was entered at an input is not, but for whether there is
    // something, which the input finds when a call comes back to it.
    assert!(nodes(&account("You entered {entered}.")) > silent);
    assert_eq!(nodes(&account("You entered {entry.account}.")), silent);
}

#[test]
fn each_value_that_is_said_is_walked_and_only_the_usual_one_is_a_way() {
    let plan = plan(&format!(
        "{HEAD}[answers.balance]\nvalues = [\"low\", \"high\", \"none\"]\nusual = \"high\"\n\
         [menus.account]\nsay = \"It is {{answer.balance}}.\"\nkeys = {{ 1 = \"desk\", 2 = \"closing\" }}\n\
         [messages.closing]\nsay = \"Goodbye, {{answer.balance}}.\"\nthen = \"hang-up\"\n"
    ));
    assert_eq!(paths(&plan), "  1  Desk      always\n  2  hangs up  always\n");
    let universe = Universe::of(&plan, Horizon::of(&plan, 1));
    let said: Vec<String> = universe
        .goals()
        .filter(|(cell, _)| matches!(cell, Cell::Said(..)))
        .map(|(cell, goal)| format!("{}: {}", cell.told(&plan), goal.witness.answers))
        .collect();
    assert_eq!(
        said,
        [
            "`account` when it says that `balance` is low: balance=low",
            "`account` when it says that `balance` is high: ",
            "`account` when it says that `balance` is none: balance=none",
            "`closing` when it says that `balance` is low: balance=high,low",
            "`closing` when it says that `balance` is high: ",
            "`closing` when it says that `balance` is none: balance=high,none",
        ]
    );
}
