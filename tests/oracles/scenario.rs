//! What holds for every text that might be a scenario file, held against the directory.

use std::fmt::Write as _;

use ivrsim::diagnostic::render::Human;
use ivrsim::load::ally;
use ivrsim::plan::Plan;
use ivrsim::scenario::{Draft, Player, Suite};
use ivrsim::source::Sources;

use super::dice::Dice;

/// How many cases of one text are played.
const MOST_CASES: usize = 200;

/// A scenario file that says sensible things, senseless ones here and there, for the directory.
#[must_use]
pub fn text(dice: &mut Dice<'_>) -> String {
    let mut text = String::new();
    for index in 0..=dice.below(3) {
        let _ = writeln!(text, "[[scenario]]\nname = \"case {index}\"");
        for (key, values) in [
            ("call", &["cpc", "1-855-720-2559", "dealer-products", "877.709.6084", "nobody"][..]),
            (
                "at",
                &[
                    "2023-08-28 18:00",
                    "2026-03-08 02:30",
                    "2023-09-02T17:59:59Z",
                    "2026-07-04 09:00 America/Denver",
                ],
            ),
            ("from", &["America/Denver", "213-555-0100", "Mars/Base"]),
            ("press", &["6", "", "3,,6#", "9,9,9", "x"]),
        ] {
            match dice.below(4) {
                0 if !matches!(key, "call" | "at") => {}
                1 if key != "call" => {
                    let _ =
                        writeln!(text, "{key} = [\"{}\", \"{}\"]", dice.one_of(values), dice.one_of(values));
                }
                _ => {
                    let _ = writeln!(text, "{key} = \"{}\"", dice.one_of(&values[..values.len() - 1]));
                }
            }
        }
        let expect = dice.one_of(&[
            "outcome = \"transferred\"",
            "outcome = \"disconnected\", closed_by = \"csg\"",
            "step = \"closed\", reason = \"after 18:00\"",
            "line = \"cpc\", hears = [\"thank you\", \"press 6\"]",
            "never_hears = \"is closed\"",
            "path = [\"cpc-main\", \"commercial-transactions\"]",
            "outcome = \"nonsense\"",
            "",
        ]);
        let _ = writeln!(text, "expect = {{ {expect} }}");
    }
    text
}

/// Reads the text and plays what it says, twice.
///
/// # Panics
///
/// If it is refused without a reason, or played with different results.
pub fn check(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("scenarios.toml", text);
    let mut diagnostics = Vec::new();
    let draft = Draft::read(&sources, file, &mut diagnostics);
    let suite = draft.lower(ally(), &sources, &mut diagnostics);
    let shown = Human { diagnostics: &diagnostics, sources: &sources, color: false }.to_string();
    match suite {
        Some(suite) => play(ally(), &suite),
        None => assert!(!shown.is_empty(), "refused without a reason"),
    }
}

fn play(plan: &Plan, suite: &Suite) {
    let mut player = Player::default();
    for scenario in &suite.scenarios {
        for position in 0..scenario.count().min(MOST_CASES) {
            let case = scenario.case(position);
            let verdict = player.play(plan, scenario, case);
            assert_eq!(verdict, Player::default().play(plan, scenario, case), "memory changes nothing");
            assert!(!scenario.case_name(case).to_string().is_empty());
            let record = scenario.record(plan, case);
            let missed = verdict.told(plan, scenario, case, &record);
            assert!(missed.len() >= verdict.missed().len(), "every miss is told");
        }
    }
}
