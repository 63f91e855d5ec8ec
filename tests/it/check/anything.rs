//! Whatever the plan: the check ends, points at what is there, and its repairs leave a plan.

use proptest::prelude::*;

use super::{checked_text, shown};
use crate::helpers::drawn;
use crate::oracles::check::hold;
use crate::oracles::dice::Dice;
use crate::oracles::garage::garage;
use crate::oracles::{mutation, plan};

proptest! {
    #![proptest_config(drawn::cases(60))]

    #[test]
    fn any_plan_can_be_checked(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut dice = Dice::new(&bytes);
        let mut text = plan::text(&mut dice);
        for _ in 0..dice.below(4) {
            mutation::change(&mut text, &mut dice);
        }
        hold(&text);
    }

    /// Prompts that have repairs, as lists of offers do: no call goes elsewhere afterwards.
    #[test]
    fn repairs_of_lists_change_no_call(
        say in "((For sales, press|For parts, press|Press) (1|2|3)( for sales| for parts)?(, |\\. |; | or )){1,3}",
        keys in "((1|2|3|9)( = \"(sales|parts|main|repeat|hang-up)\"\n)){1,4}",
        open in "Mo-Fr (08:00|08:01)-(17:00|16:59|12:01)",
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let keys: String =
            keys.split_inclusive('\n').filter(|line| seen.insert(line.as_bytes().first().copied())).collect();
        hold(&garage("main", &format!(
            "[hours.a]\nopen = \"{open}\"\n[hours.b]\nopen = \"Sa 08:00-12:00\"\n\
             [menus.main]\nsay = \"{say}\"\n[menus.main.keys]\n{keys}\
             [destinations.sales]\nname = \"Sales\"\nhours = \"a\"\nclosed = \"closed\"\n\
             [destinations.parts]\nname = \"Parts\"\nhours = \"b\"\nclosed = \"closed\"\n\
             [messages.closed]\nsay = \"The hours are {{hours:a}}.\"\nthen = \"hang-up\"\n"
        )));
    }

    #[test]
    fn any_prompt_and_any_hours_can_be_checked(
        say in "((For|to|press|Press|or|and|1|2|two|star|#|\\{options\\}|\\{name\\}|sales|,|\\.|8 AM|noon|é|17:00) ?){0,14}",
        open in "((Mo-Fr|Sa|Dec 25|PH|off|08:00-17:59|00:00-24:00|08:01-12:00,12:00-20:00|;|,) ?){1,6}",
        name in "[A-Za-z ]{1,12}",
    ) {
        hold(&garage("main", &format!(
            "[hours.a]\nopen = \"{open}\"\n\
             [menus.main]\nhours = \"a\"\nclosed = \"hang-up\"\nsay = \"{say} x\"\n\
             [menus.main.keys]\n2 = \"sales\"\n1 = \"other\"\n9 = \"main\"\n\
             [destinations.sales]\nname = \"Sales\"\n[destinations.other]\nname = \"{name}x\"\n"
        )));
    }
}

#[test]
fn a_large_menu_tree_is_looked_at_once_for_each_menu() {
    use std::fmt::Write as _;
    // Each menu offers the same few words; a rule that compared menus with each other would take for ever here.
    let mut text = garage("m0", "");
    for menu in 0..400 {
        let next = if menu < 399 { format!("2 = \"m{}\"\n", menu + 1) } else { String::new() };
        let _ = write!(
            text,
            "[menus.m{menu}]\nname = \"Level {menu}\"\nsay = \"{{options}}\"\n[menus.m{menu}.keys]\n1 = \"d{menu}\"\n{next}\
             [destinations.d{menu}]\nname = \"Team {menu}\"\n"
        );
    }
    let checked = checked_text(&text);
    assert!(checked.report.findings.is_empty(), "{}", shown(&checked.report.findings, &checked.sources));
}

/// A plan of so many lines, each with a menu and three teams of their own, over five schedules.
fn lines(count: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        "[plan]\nname = \"x\"\neffective = 2026-01-05\ntimezone = \"America/New_York\"\n\
         [messages.closed]\nsay = \"{name} is closed. It {next_open}.\"\nthen = \"hang-up\"\n",
    );
    for hours in 0..5 {
        let _ = write!(text, "[hours.h{hours}]\nopen = \"Mo-Fr 0{}:00-17:00\"\n", hours + 4);
    }
    for line in 0..count {
        let hours = line % 5;
        let _ = write!(
            text,
            "[lines.l{line}]\nnumber = \"1-800-555-{line:04}\"\nname = \"Line {line}\"\nanswer = \"m{line}\"\n\
             [menus.m{line}]\nhours = \"h{hours}\"\nclosed = \"closed\"\nsay = \"{{options}}\"\n[menus.m{line}.keys]\n"
        );
        for key in 1..=3 {
            let _ = writeln!(text, "{key} = \"d{line}-{key}\"");
        }
        for (key, name) in [(1, "Sales"), (2, "Parts"), (3, "Titles")] {
            let _ = write!(text, "[destinations.d{line}-{key}]\nname = \"{name} {line}\"\n");
        }
    }
    text
}

#[test]
fn work_grows_with_the_lines_and_not_with_their_square() {
    let work = |count| {
        let checked = checked_text(&lines(count));
        assert!(checked.report.findings.is_empty(), "{}", shown(&checked.report.findings, &checked.sources));
        checked.report.work
    };
    let (few, many) = (work(10), work(40));
    assert!(few.acts > 0);
    assert_eq!((few.acts * 4, few.visits * 4), (many.acts, many.visits));
}
