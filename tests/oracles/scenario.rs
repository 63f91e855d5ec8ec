//! What holds for every text that might be a scenario file, held against the directory.

use std::fmt::Write as _;

use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::base::source::Sources;
use ivrsim::plan::Plan;
use ivrsim::plan::builtin;
use ivrsim::suite::scenario::{ParsedScenarioFile, Player, Suite, VerdictKind};
use jiff::SignedDuration;

use super::dice::Dice;

/// How many cases of one text are played.
const MAX_CASES: usize = 200;

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
                    "csg closes - 1s",
                    "first Saturday of September 2026 10:00",
                    "sales-support opens",
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
            "hears = [\"press 3\", \"re:press [67]\"], seconds = { max = 60 }, no_inputs = 3",
            "destination = \"Ally Plus\", never_passes = \"closed\", next_open = \"cpc opens\"",
            "outcome = \"nonsense\"",
            "",
        ]);
        let more = dice.one_of(&[
            "",
            "steps = [{ hear = \"press 6\" }, { wait = \"90s\" }, { press = \"6\" }, { say_nothing = true }]",
            "steps = [{ expect = { step = \"cpc-main\", offers = \"34567\", closed = \"csg\" } }, { hang_up = true }]",
            "steps = [{ at = \"2023-08-28 18:00\" }, { press = \"x\" }, {}]",
            "case = [{ press = \"7\", xfail = \"not yet\" }, { name = \"b\", skip = \"c\", expect = { line = \"cpc\" } }]",
            "override = { closed = \"all\", holiday = { name = \"a\", on = \"July 4\", open = \"10:00-12:00\" } }",
            "xfail = \"for now\"\ntags = [\"a\", \"b\"]",
            "cases_from = \"table.csv\"",
        ]);
        let _ = writeln!(text, "{more}");
        let _ = writeln!(text, "expect = {{ {expect} }}");
    }
    text
}

/// Reads the text and plays what it says.
///
/// # Panics
///
/// If it is refused without a reason, or played with different results.
pub fn check(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("scenarios.toml", text);
    let mut diagnostics = Vec::new();
    let mut draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
    // A table has the scenario's own text: mostly nonsense, and never a reason to panic.
    draft.read_tables(&mut diagnostics, |_| Ok(sources.add("table.csv", text)));
    let suite = draft.lower(builtin(), &sources, &mut diagnostics);
    let shown = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string();
    match suite {
        Some(suite) => play(builtin(), &suite),
        None => assert!(!shown.is_empty(), "refused without a reason"),
    }
}

/// Plays the cases of a suite in several ways, which must come to the same: with and without memory of earlier calls,
/// until a call is decided and to its end.
///
/// # Panics
///
/// If they do not.
pub fn play(plan: &Plan, suite: &Suite) {
    let mut player = Player::default();
    let mut patient = Player::to_the_end();
    for scenario in &suite.scenarios {
        for position in 0..scenario.count().min(MAX_CASES) {
            let case = scenario.case(position);
            let verdict = player.play(plan, scenario, case);
            assert_eq!(verdict, Player::default().play(plan, scenario, case), "memory changes nothing");
            assert!(!scenario.case_name(case).to_string().is_empty());
            let record = scenario.record(plan, case);
            let whole = patient.play(plan, scenario, case);
            assert_eq!(verdict.kind(), whole.kind());
            assert!(verdict.missed().eq(whole.missed()), "the end of a call tells nothing new");
            assert_eq!(verdict.on_the_way(), whole.on_the_way());
            let is_skipped = verdict.kind() == VerdictKind::Skipped;
            let duration = if is_skipped { SignedDuration::ZERO } else { record.duration() };
            assert_eq!(whole.lasted(), Some(duration));
            assert_eq!(verdict.lasted().unwrap_or(duration), duration);
            let told = verdict.told(plan, scenario, case, &record);
            assert!(told.iter().all(|missed| !missed.expected.is_empty() && !missed.got.is_empty()));
            assert_eq!(told.is_empty(), verdict.missed().len() == 0 && verdict.on_the_way().is_empty());
        }
    }
}
