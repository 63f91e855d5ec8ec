//! All ways through lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ivrsim::base::text::Paint;
use ivrsim::call::Caller;
use ivrsim::explore::report::PathsReport;
use ivrsim::explore::{Explorer, Horizon, PathFilter};
use ivrsim::plan::{LineId, Plan};
use ivrsim::time::Zone;

use super::plan;

fn report(plan: &Plan, ways: PathFilter) -> PathsReport<'_> {
    let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
    PathsReport::new(plan, &lines, None, Horizon::of(plan, 2), ways)
}

fn text(plan: &Plan, ways: PathFilter) -> String {
    report(plan, ways).text(Paint::new(false)).to_string()
}

const MENUS: &str = r#"
[hours.day]
open = "Mo-Fr 08:00-20:00; 2026 Nov 26 off"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "menu"
[menus.menu]
name = "Main menu"
say = "Hello. {options}"
keys = { 1 = "sales", 2 = "more", 9 = "desk" }
no_input = { tries = 2, then = "desk" }
[menus.more]
say = "{options}"
keys = { 1 = "sales", 9 = "desk", "*" = "menu" }
[messages.closed]
say = "We are closed."
then = "hang-up"
[destinations.sales]
name = "Sales"
hours = "day"
closed = "closed"
[destinations.desk]
name = "Desk"
"#;

#[test]
fn ways_are_told_in_the_order_of_the_keys_with_all_that_can_come_of_them() {
    insta::assert_snapshot!(text(&plan(MENUS), PathFilter::Straight), @r#"
    1-800-555-0100  Main
      1     Sales                      Monday to Friday 08:00 to 20:00 Eastern, except Thursday 2026-11-26
            hangs up: Sales is closed  Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00 Eastern, also Thursday 2026-11-26 08:00 to 20:00
      2, 1  Sales                      Monday to Friday 08:00 to 20:00 Eastern, except Thursday 2026-11-26
            hangs up: Sales is closed  Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00 Eastern, also Thursday 2026-11-26 08:00 to 20:00
      2, 9  Desk                       always
      2, *  Main menu again            always
      9     Desk                       always

    7 ways, from 2026-01-01 until 2028-01-01
    "#);
}

#[test]
fn missteps_are_told_where_they_make_a_difference() {
    insta::assert_snapshot!(text(&plan(MENUS), PathFilter::All), @r#"
    1-800-555-0100  Main
      1                             Sales                                                         Monday to Friday 08:00 to 20:00 Eastern, except Thursday 2026-11-26
                                    hangs up: Sales is closed                                     Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00 Eastern, also Thursday 2026-11-26 08:00 to 20:00
      2, 1                          Sales                                                         Monday to Friday 08:00 to 20:00 Eastern, except Thursday 2026-11-26
                                    hangs up: Sales is closed                                     Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00 Eastern, also Thursday 2026-11-26 08:00 to 20:00
      2, 9                          Desk                                                          always
      2, *                          Main menu again                                               always
      2, 2, 2, 2                    hangs up: a key was pressed that is not offered               always
      2, silence, silence, silence  hangs up: nothing was pressed                                 always
      9                             Desk                                                          always
      3, 3, 3                       hangs up at Main menu: a key was pressed that is not offered  always
      silence, silence              Desk (nothing was pressed)                                    always

    11 ways, from 2026-01-01 until 2028-01-01
    "#);
}

#[test]
fn callers_who_differ_by_their_clock_are_told_once_on_that_clock() {
    let plan = plan(&MENUS.replace("open = \"Mo-Fr", "timezone = \"caller\"\nopen = \"Mo-Fr"));
    insta::assert_snapshot!(text(&plan, PathFilter::Straight), @r#"
    1-800-555-0100  Main
      every caller
      1     Sales                      Monday to Friday 08:00 to 20:00 caller's time, except Thursday 2026-11-26
            hangs up: Sales is closed  Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00 caller's time, also Thursday 2026-11-26 08:00 to 20:00
      2, 1  Sales                      Monday to Friday 08:00 to 20:00 caller's time, except Thursday 2026-11-26
            hangs up: Sales is closed  Monday to Thursday 20:00 to 08:00, Friday 20:00 to Monday 08:00 caller's time, also Thursday 2026-11-26 08:00 to 20:00
      2, 9  Desk                       always
      2, *  Main menu again            always
      9     Desk                       always

    7 ways, from 2026-01-01 until 2028-01-01
    "#);
    let denver = Caller::parse("America/Denver", plan.country).unwrap();
    let line = plan.line_named("main").unwrap();
    let report = PathsReport::new(&plan, &[line], Some(denver), Horizon::of(&plan, 2), PathFilter::Straight);
    assert_eq!(report.json()[0].when, "Monday to Friday 08:00 to 20:00 Mountain, except Thursday 2026-11-26");
}

#[test]
fn a_table_holds_no_formulas() {
    let plan = plan(&MENUS.replace("name = \"Sales\"", "name = \"=HYPERLINK(1)\""));
    let mut csv = Vec::new();
    report(&plan, PathFilter::Straight).csv(&mut csv).unwrap();
    let mut rows = csv::Reader::from_reader(&*csv);
    let mut seen = 0;
    for row in rows.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            seen += usize::from(cell == "'=HYPERLINK(1)");
        }
    }
    assert_eq!(seen, 2);
}

#[test]
fn numbers_of_a_table_are_read_by_programs_and_shown_by_spreadsheets() {
    let mut csv = Vec::new();
    report(ivrsim::plan::builtin(), PathFilter::Straight).csv(&mut csv).unwrap();
    let mut rows = csv::Reader::from_reader(&*csv);
    let numbers: BTreeSet<String> = rows.records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert!(numbers.contains("1-855-720-2559") && numbers.len() > 10, "{numbers:?}");
    assert!(numbers.iter().all(|number| number.starts_with("1-") && number.len() == 14), "{numbers:?}");
}

#[test]
fn no_sign_of_a_name_turns_the_direction_of_a_table() {
    let plan = plan(&MENUS.replace("name = \"Sales\"", "name = \"Sa\u{202e}les\""));
    let mut csv = Vec::new();
    report(&plan, PathFilter::Straight).csv(&mut csv).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("Sa\\u{202e}les") && !csv.contains('\u{202e}'), "{csv}");
}

#[test]
fn every_way_of_the_ally_lines_is_a_row_for_programs() {
    let plan = ivrsim::plan::builtin();
    let rows = report(plan, PathFilter::Straight).json();
    assert!(rows.iter().all(|row| !row.misstep
        && row.change_before.is_none()
        && row.change_after.is_none()
        && row.spans > 0));
    let csg: Vec<_> = rows.iter().filter(|row| row.line == "cpc" && row.press == ["6"]).collect();
    assert_eq!(csg.iter().map(|row| row.outcome).collect::<Vec<_>>(), ["transferred", "disconnected"]);
    assert_eq!(csg[1].closed_by.as_deref(), Some("csg"));
    assert_eq!(csg[1].first.as_deref(), Some("2023-08-28T18:00:00-04:00"));
}

/// A line that asks for the caller's clock by several of its names.
const NAMES_OF_CLOCKS: &str = r#"
[hours.local]
open = "Mo-Fr 08:00-20:00"
timezone = "caller"
[hours.desert]
open = "Mo-Fr 08:00-20:00"
timezone = "US/Arizona"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "by-clock"
[switches.by-clock]
cases = [
    { caller_timezone = ["US/Mountain", "America/Shiprock"], then = "west" },
    { caller_timezone = ["US/Arizona", "US/Eastern", "Navajo"], then = "east" },
]
otherwise = "else"
[destinations.west]
name = "West"
hours = "local"
closed = "hang-up"
[destinations.east]
name = "East"
hours = "desert"
closed = "hang-up"
[destinations.else]
name = "Else"
"#;

#[test]
fn a_clock_is_listed_once_whatever_it_is_called() {
    let plan = plan(NAMES_OF_CLOCKS);
    let report = report(&plan, PathFilter::Straight);
    let mut seen = 0;
    for path in &report.json() {
        let zones: Vec<Zone> = path.caller_timezones.iter().map(|name| Zone::named(name).unwrap()).collect();
        seen += zones.len();
        for (index, zone) in zones.iter().enumerate() {
            let other = zones[..index].iter().find(|known| known.is_same_clock(*zone));
            assert_eq!(other, None, "{zone} is listed under another name");
        }
    }
    assert!(seen > 20, "callers of all clocks are told: {seen}");
    let text = report.text(Paint::new(false)).to_string();
    assert!(text.contains("America/Denver") && !text.contains("US/Mountain"), "{text}");
}

#[test]
fn entries_are_told_by_what_is_entered_and_never_by_digits_that_nobody_has() {
    let plan = plan(
        r#"
        [lines.main]
        number = "1-800-555-0100"
        name = "Main"
        answer = "account"
        [inputs.account]
        name = "an account number"
        say = "Please enter your account number."
        digits = 8
        routes = { "1xxxxxxx" = "old" }
        then = "new"
        [destinations.old]
        name = "Old accounts"
        [destinations.new]
        name = "New accounts"
        "#,
    );
    let told = text(&plan, PathFilter::All);
    assert!(told.contains("  an 8-digit account number that begins with 1 "), "{told}");
    assert!(told.contains("  any other 8-digit account number "), "{told}");
    assert!(told.contains("too few digits"), "{told}");
    assert!(!told.contains("1111"), "{told}");
    // Programs dial what they are told.
    assert!(report(&plan, PathFilter::All).json().iter().any(|way| way.press == ["11111111"]));
}

#[test]
fn what_the_outside_usually_answers_is_told_before_what_is_unusual() {
    let plan = plan(
        r#"
[hours.day]
open = "24/7"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "night"
[answers.night]
values = ["closed", "open", "automatic"]
usual = "automatic"
[answers.holiday]
values = ["yes", "no"]
usual = "no"
[switches.night]
cases = [{ answer.night = "open", then = "menu" }, { answer.night = "closed", then = "hang-up" }]
otherwise = "holiday"
[switches.holiday]
cases = [{ answer.holiday = "yes", then = "hang-up" }]
otherwise = "menu"
[menus.menu]
say = "{options}"
keys = { 1 = "sales" }
[destinations.sales]
name = "Sales"
"#,
    );
    let told = text(&plan, PathFilter::Straight);
    let ways: Vec<&str> = told.lines().skip(1).take(2).map(str::trim).collect();
    assert!(ways[0].starts_with("1 ") && ways[0].contains("Sales"), "{told}");
    assert!(
        told.contains("(night: open)") && told.contains("menu again"),
        "what is unusual leads there, too: {told}"
    );
}

/// A line that asks so many questions in a row; each second one leads on whatever is answered.
fn questions(count: usize) -> String {
    let mut text = "[lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Main\"\nanswer = \"s0\"\n\
                    [destinations.desk]\nname = \"Desk\"\n[destinations.other]\nname = \"Other\"\n"
        .to_owned();
    for at in 0..count {
        let next = if at + 1 < count { format!("s{}", at + 1) } else { "desk".to_owned() };
        let unusual = if at % 2 == 1 { next.as_str() } else { "other" };
        let _ = write!(
            text,
            "[answers.a{at}]\nvalues = [\"yes\", \"no\"]\nusual = \"yes\"\n[switches.s{at}]\n\
             cases = [{{ answer.a{at} = \"no\", then = \"{unusual}\" }}]\notherwise = \"{next}\"\n"
        );
    }
    text
}

#[test]
fn of_many_questions_in_a_row_the_nearest_combinations_are_told_and_that_there_are_more() {
    let ways = |count: usize| {
        let plan = plan(&questions(count));
        let mut explorer = Explorer::new(&plan, Horizon::of(&plan, 2));
        let (line, _) = plan.lines().next().unwrap();
        let paths = explorer.paths(line, Caller::default(), PathFilter::Straight);
        (paths.complete, paths.all.len(), explorer.work().acts)
    };
    let (complete, told, ten) = ways(10);
    assert!(complete && told == 63, "{told}");
    let (complete, told, forty) = ways(40);
    assert!(!complete && (1_000..20_000).contains(&told), "{told}");
    assert!(
        forty <= 5 * ten,
        "calls are made for each question and not for each combination: {ten}, {forty}"
    );
}
