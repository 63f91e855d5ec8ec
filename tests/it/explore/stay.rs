//! Silence and other keys as ways: what is told of them, in the words of people.

use ivrsim::base::text::Paint;
use ivrsim::call::Caller;
use ivrsim::directory::report::SearchResults;
use ivrsim::explore::report::PathsReport;
use ivrsim::explore::{Horizon, PathFilter};
use ivrsim::plan::{LineId, Plan};
use ivrsim::time::moment;

use super::plan;

const CLINIC: &str = r#"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "language"
[menus.language]
say = "Press two."
keys = { 2 = "spanish", silence = "english" }
[menus.english]
say = "{options}"
no_match = { tries = 2, then = "spanish" }
[menus.english.keys]
1 = "sales"
3 = "more"
silence = "agent"
[menus.more]
say = "{options}"
no_input = { tries = 2, then = "night" }
keys = { 1 = "sales", other = "box" }
[destinations.spanish]
name = "Español"
[destinations.sales]
name = "Sales"
[destinations.agent]
name = "Agent"
[destinations.night]
name = "Night"
[voicemails.box]
name = "Box"
say = "Speak."
"#;

fn paths(plan: &Plan, ways: PathFilter) -> String {
    let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
    let report = PathsReport::new(plan, &lines, None, Horizon::of(plan, 1), ways);
    let text = report.text(Paint::new(false)).to_string();
    text.lines().filter(|line| line.starts_with("  ")).fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn staying_on_the_line_is_a_way_and_a_silence_that_is_counted_is_none() {
    let plan = plan(CLINIC);
    assert_eq!(
        paths(&plan, PathFilter::Straight),
        "  2                                   Español         always\n  \
           stay on the line, 1                 Sales           always\n  \
           stay on the line, 3, 1              Sales           always\n  \
           stay on the line, 3, any other key  voicemail: Box  always\n  \
           stay on the line, stay on the line  Agent           always\n"
    );
    let all = paths(&plan, PathFilter::All);
    assert!(all.contains("  stay on the line, 3, silence, silence  Night (nothing was pressed)"), "{all}");
    assert!(all.contains("a key was pressed that is not offered"), "{all}");
}

fn found(plan: &Plan, words: &str) -> String {
    let now = moment::parse("2026-03-02 10:00", plan.zone).unwrap();
    let results = SearchResults::search(plan, words, Caller::default(), now);
    let text = results.text(Paint::new(false)).to_string();
    text.lines().nth(1).unwrap_or_default().trim().to_owned()
}

#[test]
fn a_search_tells_keys_behind_silence_and_silence_behind_keys() {
    let plan = plan(CLINIC);
    for (words, told) in [
        ("Agent", "dial 1-800-555-0100, stay on the line, stay on the line  open"),
        ("Sales", "dial 1-800-555-0100, stay on the line, then press 1  open"),
        // Counted silence is no way that keys have.
        ("Night", "dial 1-800-555-0100, stay on the line, then press 3  open"),
        ("Box", "dial 1-800-555-0100, stay on the line, press 3, press any other key"),
    ] {
        assert_eq!(found(&plan, words), told, "{words}");
    }
}
