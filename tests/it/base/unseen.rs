//! Characters that nobody sees are told by their names wherever they keep a text from being read.

use std::fs;
use std::path::Path;

use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::base::source::Sources;
use ivrsim::plan::builtin;
use ivrsim::plan::{PlanLimits, read};
use ivrsim::suite::scenario::ParsedScenarioFile;

use crate::helpers::program::ivrsim;

const PLAN: &str = r#"
[plan]
name = "Acme"
effective = 2026-01-01
timezone = "America/New_York"

[hours.office]
open = "Mo-Fr 09:00-17:00"

[lines.main]
number = "1-800-555-0100"
name = "Acme"
answer = "welcome"

[menus.welcome]
hours = "office"
closed = "closed"
say = "{options}"
wait = "5s"
[menus.welcome.keys]
1 = "sales"

[destinations.sales]
name = "Sales"

[messages.closed]
say = "We are closed."
then = "hang-up"
"#;

fn told(from: &str, to: &str) -> String {
    assert!(PLAN.contains(from), "{from}");
    let reading = read([("plan.toml", PLAN.replacen(from, to, 1))], &PlanLimits::STANDARD);
    HumanDiagnostics { diagnostics: &reading.diagnostics, sources: &reading.sources, color: false }
        .to_string()
}

#[test]
fn a_character_that_nobody_sees_is_told_by_its_name_in_a_plan() {
    const BLANKS: [(&str, &str, &str); 7] = [
        ("\u{a0}", "a no-break space (U+00A0)", "write a space instead"),
        ("\u{202f}", "a narrow no-break space (U+202F)", "write a space instead"),
        ("\u{2009}", "a thin space (U+2009)", "write a space instead"),
        ("\u{3000}", "an ideographic space (U+3000)", "write a space instead"),
        ("\u{200b}", "a zero-width space (U+200B)", "remove it"),
        ("\u{2060}", "a word joiner (U+2060)", "remove it"),
        ("\u{feff}", "a byte order mark (U+FEFF)", "remove it"),
    ];
    for (blank, name, help) in BLANKS {
        for (from, to) in [
            ("Mo-Fr 09:00", format!("Mo-Fr{blank}09:00")),
            ("09:00-17:00", format!("09:00-{blank}17:00")),
            ("open = ", format!("open{blank}= ")),
            ("open = ", format!("open ={blank}")),
            ("open = ", format!("{blank}open = ")),
            ("17:00\"", format!("17:00\"{blank}")),
            ("[hours.office]", format!("{blank}[hours.office]")),
            ("[hours.office]", format!("[hours.{blank}office]")),
            ("1 = \"sales\"", format!("1{blank}= \"sales\"")),
            ("1 = \"sales\"", format!("\"1{blank}\" = \"sales\"")),
            ("\"sales\"", format!("\"sales{blank}\"")),
            ("\"5s\"", format!("\"5{blank}s\"")),
            ("\"America/New_York\"", format!("\"America/New_York{blank}\"")),
        ] {
            let told = told(from, &to);
            let named = format!("this is {name}");
            assert!(told.contains(&named) && told.contains(&format!("help: {help}")), "{to:?}\n{told}");
        }
    }
}

#[test]
fn look_alikes_are_told_by_their_names() {
    for (from, to, name) in [
        ("09:00-17:00", "09:00\u{2013}17:00", "an en dash (U+2013)"),
        ("Mo-Fr", "Mo\u{2011}Fr", "a typographic hyphen (U+2011)"),
        ("09:00-17:00", "09\u{ff1a}00-17:00", "a full-width colon (U+FF1A)"),
        ("2026-01-01", "2026\u{2212}01\u{2212}01", "a minus sign (U+2212)"),
        ("open = ", "open \u{ff1d} ", "a full-width equals sign (U+FF1D)"),
    ] {
        let told = told(from, to);
        assert!(told.contains(&format!("this is {name}")), "{told}");
    }
    assert!(told("\"Sales\"", "\u{201c}Sales\u{201d}").contains("curly quotes"));
}

#[test]
fn a_name_of_one_line_has_no_character_that_ends_a_line_for_some_reader() {
    for (c, name) in [
        ("\u{2028}", "a line separator"),
        ("\u{2029}", "a paragraph separator"),
        ("\u{85}", "a next-line character"),
        ("\\u000b", "a vertical tab"),
        ("\\f", "a form feed"),
    ] {
        for from in ["\"Sales\"", "\"Acme\"", "\"We are closed.\""] {
            let to = from.replacen('e', &format!("e{c}"), 1);
            assert!(told(from, &to).contains(name), "{to:?} {}", told(from, &to));
        }
        let text = format!(
            "[[scenario]]\nname = \"one{c}two\"\ncall = \"cpc\"\nat = \"2026-03-02 10:00\"\nskip = \"not{c}yet\"\n\
             expect = {{ line = \"cpc\" }}\n\n[[scenario.case]]\nname = \"a{c}b\"\n"
        );
        let mut sources = Sources::default();
        let file = sources.add("s.toml", text);
        let mut diagnostics = Vec::new();
        let draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
        assert!(draft.lower(builtin(), &sources, &mut diagnostics).is_none());
        let places: Vec<u32> = diagnostics
            .iter()
            .map(|diagnostic| sources.place(diagnostic.primary.as_ref().unwrap().span).line)
            .collect();
        assert_eq!(places.len(), 3, "{diagnostics:?}");
    }
}

#[test]
fn a_character_that_nobody_sees_is_told_by_its_name_in_scenarios_and_tables() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nat = \"2026-03-02 10:00\"\nexpect = { line = \"cpc\" }\n";
    for (text, table) in [
        (scenario.replace("02 10", "02\u{a0}10"), ""),
        (scenario.to_owned() + "press = \"6\u{a0}\"\n", ""),
        (scenario.to_owned() + "press\u{a0}= \"6\"\n", ""),
        (scenario.to_owned() + "cases_from = \"r.csv\"\n", "at,press\n2026-03-02\u{a0}10:00,6\n"),
        (scenario.to_owned() + "cases_from = \"r.csv\"\n", "at,press\n2026-03-02 10:00,6\u{a0}\n"),
        (scenario.to_owned() + "cases_from = \"r.csv\"\n", "at,press\u{a0}\n2026-03-02 10:00,6\n"),
    ] {
        fs::write(folder.path().join("s.toml"), &text).unwrap();
        fs::write(folder.path().join("r.csv"), table).unwrap();
        let (code, _, errors) = ivrsim(folder.path(), &["test", "s.toml"]);
        assert_eq!(code, 2, "{text} {table}");
        assert!(errors.contains("this is a no-break space (U+00A0)"), "{text} {table}\n{errors}");
    }
}

#[test]
fn a_character_that_nobody_sees_is_told_by_its_name_on_the_command_line() {
    for args in [
        &["hours", "--open", "Mo-Fr\u{a0}09:00-17:00", "--timezone", "UTC"][..],
        &["call", "cpc", "--at", "2026-03-02\u{a0}10:00"],
        &["call", "cpc", "--press", "6\u{a0}"],
        &["call", "c\u{a0}pc"],
    ] {
        let (code, _, errors) = ivrsim(Path::new("."), args);
        assert_eq!(code, 2);
        assert!(errors.contains("is a no-break space (U+00A0): write a space"), "{args:?} {errors}");
    }
}
