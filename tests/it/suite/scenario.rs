//! Scenarios as files: what passes, what fails and how that is told, and each way to get one wrong.
//!
//! A case is `tests/cases/scenario/mistakes/NAME.toml` with what the reader says of it in `NAME.txt`, or
//! `tests/cases/scenario/runs/NAME.toml` with the report of its run; `language` holds the runs that go through the
//! language feature by feature, `failures` the kinds of failures. All call `tests/cases/scenario/plan.toml`. After a
//! change, look at what `UPDATE_GENERATED=1 cargo test --test it suite::scenario` has changed.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use ivrsim::base::diagnostic::Diagnostic;
use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::base::source::Sources;
use ivrsim::base::text::Paint;
use ivrsim::plan::{Plan, PlanLimits};
use ivrsim::suite::report::{ConsoleDetail, Reporter as _, TestConsole};
use ivrsim::suite::runner::{self, JobCount, Queue, RunTally, Runnable, run};
use ivrsim::suite::scenario::{ParsedScenarioFile, Suite, schema};
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use crate::helpers::program::{ivrsim, program};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn acme() -> &'static Plan {
    static ACME: LazyLock<Plan> = LazyLock::new(|| {
        let text = include_str!("../../cases/scenario/plan.toml").replace("\r\n", "\n");
        let reading = ivrsim::plan::read([("plan.toml", text)], &PlanLimits::STANDARD);
        let shown =
            HumanDiagnostics { diagnostics: &reading.diagnostics, sources: &reading.sources, color: false };
        assert!(reading.diagnostics.is_empty(), "{shown}");
        reading.plan.unwrap()
    });
    &ACME
}

/// The scenario files of a folder of cases, each with its text.
fn cases(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = root().join("tests/cases/scenario").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    assert!(!paths.is_empty());
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// What reading a file against the plan of these cases comes to.
fn read(name: &str, text: &str) -> (Option<Suite>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let file = sources.add(name, text);
    let mut draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
    draft.read_tables(&mut diagnostics, |table| {
        let folder = ["language", "mistakes"].map(|folder| root().join("tests/cases/scenario").join(folder));
        let found = folder.into_iter().find_map(|folder| fs::read_to_string(folder.join(table)).ok());
        let text = found.ok_or_else(|| format!("there is no file or folder {table}"))?;
        Ok(sources.add(table, text.replace("\r\n", "\n")))
    });
    let suite = draft.lower(acme(), &sources, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|primary| primary.span));
    (suite.filter(|_| diagnostics.is_empty()), diagnostics, sources)
}

fn report(name: &str, text: &str, jobs: JobCount, detail: ConsoleDetail) -> (RunTally, String) {
    let (suite, diagnostics, sources) = read(name, text);
    let shown = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false };
    let suite = suite.unwrap_or_else(|| panic!("{shown}"));
    let mut out = Vec::new();
    let plan_path = |_: Runnable<'_>| Some("my plan.toml".to_owned());
    let mut console = TestConsole {
        out: &mut out,
        sources: &sources,
        plan_path: &plan_path,
        detail,
        paint: Paint::new(false),
    };
    let suites = [Runnable { suite: &suite, plan: acme() }];
    let tally =
        run(&Queue::all(&suites), jobs, runner::RunLimits::default(), |event| console.tell(event)).unwrap();
    (tally, String::from_utf8(out).unwrap())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn each_mistake_is_told_as_before() {
    for (path, text) in cases("mistakes") {
        let (suite, diagnostics, sources) = read(&name_of(&path), &text);
        assert!(suite.is_none(), "{} has no mistake", path.display());
        let shown = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false };
        assert_generated(&path.with_extension("txt"), &shown.to_string());
    }
}

#[test]
fn each_run_is_told_as_before() {
    for (path, text) in ["runs", "language", "failures"].into_iter().flat_map(cases) {
        let (_, told) = report(&name_of(&path), &text, JobCount::Processors, ConsoleDetail::Failures);
        assert_generated(&path.with_extension("txt"), &told);
    }
}

#[test]
fn a_run_without_failures_is_one_line_and_verbose_shows_each_call() {
    let (path, text) = cases("runs").into_iter().find(|(path, _)| path.ends_with("passing.toml")).unwrap();
    let (tally, told) = report(&name_of(&path), &text, JobCount::Processors, ConsoleDetail::Failures);
    assert_eq!(tally, RunTally { scenarios: 4, passed: 21, ..RunTally::default() });
    assert_eq!(told, "21 cases in 4 scenarios: 21 passed\n");
    let (_, told) = report(&name_of(&path), &text, JobCount::Processors, ConsoleDetail::Everything);
    assert_eq!(told.lines().filter(|line| line.starts_with("pass ")).count(), 21);
    assert!(told.contains("→ transferred: Sales"), "{told}");
}

#[test]
fn a_report_does_not_depend_on_how_many_play() {
    // Every minute of a day, and several ways to press: enough cases for more than one chunk.
    let minute = |minute| format!("\"2026-03-02 {:02}:{:02}\"", minute / 60, minute % 60);
    let at = (0..1440).map(minute).collect::<Vec<_>>().join(",");
    let text = format!(
        "[[scenario]]\nname = \"a day\"\ncall = \"main\"\nat = [{at}]\n\
         press = [\"1\", \"2\", \"3\", \",1\", \"11\", \"12\", \"\", \"*\", \"#\", \"0\", \"91\", \"92\"]\n\
         expect = {{ never_hears = \"tomorrow at 9 AM\" }}\n"
    );
    let with = |jobs| {
        report("day.toml", &text, JobCount::Fixed(NonZeroUsize::new(jobs).unwrap()), ConsoleDetail::Failures)
    };
    let (tally, alone) = with(1);
    assert_eq!(tally.passed + tally.failed, 1440 * 12);
    assert!(tally.failed > 1000, "{tally}");
    assert!(with(16).1 == alone, "16 threads tell it otherwise");
}

#[test]
fn the_schema_is_in_step() {
    assert_generated(&root().join("schema/scenario.schema.json"), &schema());
}

#[test]
fn the_directory_keeps_its_promises() {
    let (code, out, errors) = ivrsim(root(), &["test"]);
    assert_eq!((code, errors.as_str()), (0, ""), "{out}");
    assert!(out.ends_with(" passed\n") && out.lines().count() == 1, "{out}");
}

#[test]
fn the_exit_code_tells_failure_from_error() {
    let folder = root().join("tests/cases/scenario");
    let run = |args: &[&str]| ivrsim(&folder, args);
    assert_eq!(run(&["test", "--plan", "plan.toml", "runs/passing.toml"]).0, 0);
    let (code, out, _) = run(&["test", "--plan", "plan.toml", "runs"]);
    assert_eq!(code, 1);
    assert!(out.ends_with("26 cases in 7 scenarios: 22 passed, 4 failed\n"), "{out}");
    let (code, out, errors) = run(&["test", "--plan", "plan.toml", "mistakes", "runs"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        errors.contains("mistakes/shape.toml:2:1") && errors.contains("mistakes/values.toml:3:"),
        "{errors}"
    );
}

#[test]
fn what_cannot_be_run_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| ivrsim(folder.path(), args);
    let (code, _, errors) = run(&["test"]);
    assert_eq!(code, 2);
    assert!(errors.contains("there is no folder `scenarios` here"), "{errors}");
    let (code, _, errors) = run(&["test", "nowhere.toml"]);
    assert_eq!(code, 2);
    assert!(errors.contains("there is no file or folder nowhere.toml"), "{errors}");
    fs::create_dir(folder.path().join("scenarios")).unwrap();
    let (code, _, errors) = run(&["test"]);
    assert_eq!(code, 2);
    assert!(errors.contains("there is no scenario in `scenarios`"), "{errors}");
    let lost = "[suite]\nplan = \"../menus\"\n\n[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nat = \"2026-03-02 10:00\"\n\
                expect = { outcome = \"transferred\" }\n";
    fs::write(folder.path().join("scenarios/lost.toml"), lost).unwrap();
    let (code, _, errors) = run(&["test"]);
    assert_eq!(code, 2);
    assert!(errors.contains("there is no file or folder menus"), "{errors}");
    assert!(errors.contains("scenarios/lost.toml:2:8"), "{errors}");
}

#[test]
fn the_command_line_wins_over_the_file_and_the_file_over_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let plan = root().join("tests/cases/scenario/plan.toml");
    fs::copy(&plan, folder.path().join("acme.toml")).unwrap();
    let text = "[suite]\nplan = \"acme.toml\"\n\n[[scenario]]\nname = \"x\"\ncall = \"main\"\n\
                at = \"2026-03-02 10:00\"\npress = \"1\"\nexpect = { step = \"sales\" }\n";
    fs::write(folder.path().join("x.toml"), text).unwrap();
    let run = |args: &[&str]| {
        let output = program(folder.path()).env("IVRSIM_PLAN", "nowhere").args(args).output().unwrap();
        output.status.code().unwrap()
    };
    assert_eq!(run(&["test", "x.toml"]), 0);
    assert_eq!(run(&["test", "x.toml", "--plan", "elsewhere"]), 2);
    assert_eq!(run(&["--plan", "elsewhere", "test", "x.toml"]), 2);
}

/// The command that a report gives for a failure makes that very call.
#[test]
fn a_failure_can_be_replayed() {
    let folder = root().join("tests/cases/scenario");
    let (_, told, _) = ivrsim(&folder, &["test", "--plan", "plan.toml", "runs/failing.toml"]);
    let command = told.lines().find_map(|line| line.strip_prefix("replay: ")).unwrap();
    assert_eq!(
        command,
        "ivrsim call 1-800-555-0100 --press 1 --at '2026-03-02 17:00' --from America/Denver --plan plan.toml --why"
    );
    let args = ["--plan", "plan.toml", "call", "1-800-555-0100", "--at", "2026-03-02 17:00"];
    let (code, call, _) =
        ivrsim(&folder, &[&args[..], &["--from", "America/Denver", "--press", "1", "--why"]].concat());
    assert_eq!(code, 0);
    // Lines at which it went wrong are marked.
    let plain = told.replace("\n> ", "\n  ");
    let indented = |text: &str| format!("  {}\n", text.trim_end().replace('\n', "\n  "));
    let (transcript, trace) = call.split_once("\n\n").unwrap();
    assert!(plain.contains(&indented(transcript)), "{told}\n{transcript}");
    let (_, told, _) =
        ivrsim(&folder, &["test", "--plan", "plan.toml", "runs/failing.toml", "--verbose", "--fail-fast"]);
    assert!(told.replace("\n> ", "\n  ").contains(&indented(trace)), "{told}\n{trace}");
}

#[test]
fn lists_that_multiply_beyond_reason_are_refused() {
    let list = |text: &str, count| vec![format!("\"{text}\""); count].join(",");
    let (at, from, press) = (list("2026-03-02 10:00", 101), list("+1 615 555 0100", 100), list("1", 100));
    let text = format!(
        "[[scenario]]\nname = \"x\"\ncall = \"main\"\nat = [{at}]\nfrom = [{from}]\npress = [{press}]\n\
         expect = {{ outcome = \"transferred\" }}\n"
    );
    let (_, diagnostics, _) = read("many.toml", &text);
    let messages: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(
        messages,
        ["numbers, times, callers and keys multiply to too many cases: 1 × 101 × 100 × 100"]
    );
}

#[test]
fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
    let escaped = "[[scenario]]\nname = \"a\u{202e}b\"\ncall = \"main\"\nat = \"2026-03-02 10:00\"\n\
                   expect = { hears = \"\\u001b[2J\" }\n";
    let (_, told) = report("hostile.toml", escaped, JobCount::Processors, ConsoleDetail::Failures);
    assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
    let (_, diagnostics, sources) = read("hostile.toml", "[[scenario]]\nname = \"\u{1b}[2J\"\n\u{1b} = 1\n");
    let shown = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string();
    assert!(!diagnostics.is_empty() && !shown.contains('\u{1b}'), "{shown:?}");
}

proptest! {
    #![proptest_config(drawn::cases(256))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        read("any.toml", &text);
    }

    #[test]
    fn no_value_makes_the_reader_panic(
        key in prop::sample::select(vec!["name", "call", "at", "from", "press", "expect"]),
        value in "(\"[^\"\\\\]*\"|\\[\"[0-9:, /+-]*\"\\]|[0-9]{1,5}|\\{ (hears|path|step) = .{0,10} \\})",
    ) {
        let base = "[[scenario]]\nname = 'a'\ncall = 'main'\nat = '2026-03-02 10:00'\nexpect = { outcome = 'voicemail' }\n";
        let (line, rest): (Vec<&str>, Vec<&str>) = base.lines().partition(|line| line.starts_with(key));
        drop(line);
        let text = format!("{}\n{key} = {value}\n", rest.join("\n"));
        let (suite, diagnostics, sources) = read("any.toml", &text);
        prop_assert!(suite.is_some() || !diagnostics.is_empty());
        // Every underline lies in the text, or showing it would fail.
        let _ = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string();
    }

    /// The short form is what its presses are as steps: the same call, to the same end.
    #[test]
    fn presses_as_steps_make_the_same_call(keys in "[12*#,]{1,6}", hour in 0..24) {
        let scenario = |how: &str| {
            let text = format!(
                "[[scenario]]\nname = 'a'\ncall = 'main'\nat = '2026-03-02 {hour:02}:00'\n{how}\n\
                 expect = {{ outcome = 'caller-hung-up' }}\n"
            );
            let (suite, diagnostics, _) = read("any.toml", &text);
            let suite = suite.unwrap_or_else(|| panic!("{diagnostics:?}"));
            let scenario = &suite.scenarios[0];
            scenario.record(acme(), scenario.case(0)).events
        };
        let one_by_one: Vec<String> = keys.chars().map(|key| format!("{{ press = '{key}' }}")).collect();
        let short = scenario(&format!("press = '{keys}'"));
        prop_assert_eq!(&short, &scenario(&format!("steps = [{{ press = '{keys}' }}]")));
        prop_assert_eq!(&short, &scenario(&format!("steps = [{}]", one_by_one.join(", "))));
    }

    #[test]
    fn no_language_makes_the_reader_panic(
        line in prop::sample::select(vec![
            "steps = [{ hear = VALUE }, { press = VALUE }, { wait = VALUE }, { at = VALUE }]",
            "steps = [{ expect = { step = VALUE, offers = VALUE, open = VALUE } }]",
            "at = [VALUE, VALUE]",
            "at = VALUE",
            "override = { closed = VALUE, reason = VALUE }",
            "override = { holiday = { name = 'x', on = VALUE, open = VALUE } }",
            "expect = { hears = [VALUE, VALUE], destination = VALUE, next_open = VALUE }",
            "expect = { seconds = VALUE, no_inputs = VALUE, passes = VALUE }",
            "tags = VALUE",
            "case = [{ name = VALUE, at = VALUE }, { press = VALUE }]",
            "xfail = VALUE",
            "cases_from = VALUE",
        ]),
        value in "('[^']{0,12}'|'(office )?(opens|closes)( on)? [-+0-9hms ]{0,8}'|'re:[^']{0,8}'|-?[0-9]{1,20}|[0-9]e[0-9]{1,3}|nan|\\{\\}|\\[\\])",
    ) {
        let text = format!("[[scenario]]\nname = 'a'\ncall = 'main'\n{}\n", line.replace("VALUE", &value));
        let (suite, diagnostics, sources) = read("any.toml", &text);
        prop_assert!(suite.is_some() || !diagnostics.is_empty());
        let _ = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string();
    }

    #[test]
    fn no_table_makes_the_reader_panic(
        table in "(\u{feff}?(at|press|hears|path|no_inputs|x|\"|,|\n|\r\n|é|\\PC){0,20})",
    ) {
        let text = "[[scenario]]\nname = 'a'\ncall = 'main'\nat = '2026-03-02 10:00'\ncases_from = 'any.csv'\n\
                    expect = { outcome = 'voicemail' }\n";
        let mut sources = Sources::default();
        let mut diagnostics = Vec::new();
        let file = sources.add("any.toml", text);
        let mut draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
        draft.read_tables(&mut diagnostics, |_| Ok(sources.add("any.csv", table.clone())));
        let suite = draft.lower(acme(), &sources, &mut diagnostics);
        prop_assert!(suite.is_some() || !diagnostics.is_empty());
        let _ = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string();
    }
}

/// A suite with the rows of a table, and what is wrong with it.
fn suite_of_table(table: &str) -> (Option<Suite>, String) {
    let text = "[[scenario]]\nname = 'a'\ncall = 'main'\nat = '2026-03-02 10:00'\ncases_from = 'any.csv'\n";
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let file = sources.add("any.toml", text);
    let mut draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
    draft.read_tables(&mut diagnostics, |_| Ok(sources.add("any.csv", table)));
    let suite = draft.lower(acme(), &sources, &mut diagnostics);
    (suite, HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string())
}

/// Spreadsheets put a byte order mark first and end lines with two characters.
#[test]
fn a_table_may_come_from_a_spreadsheet() {
    let read = suite_of_table;
    let (suite, told) = read("\u{feff}name,press,outcome\r\né,1,transferred\r\n\r\nü,2,voicemail\r\n");
    let suite = suite.unwrap_or_else(|| panic!("{told}"));
    let scenario = &suite.scenarios[0];
    let names: Vec<String> = (0..2).map(|at| scenario.case_name(scenario.case(at)).to_string()).collect();
    assert_eq!(names, ["a [é]", "a [ü]"]);
    let (_, told) = read("\u{feff}name,press,outcome\r\né,1,transfered\r\n");
    assert!(told.contains("any.csv:2:5"), "{told}");
}

#[test]
fn quotes_of_a_table_close_at_the_end_of_a_cell() {
    for (table, place, what) in [
        ("\u{feff}name,press\né,1\nü,\"2\nö,3\n", "any.csv:3:3", "this quote is not closed"),
        ("name,press\nx,1\n\"y\"z,2\n", "any.csv:3:1", "this cell continues after its quotes"),
        ("\"name\"x,press\nx,1\n", "any.csv:1:1", "this cell continues after its quotes"),
    ] {
        let (_, told) = suite_of_table(table);
        assert!(told.contains(place) && told.contains(what), "{told}");
    }
    let table = "name,press,outcome\n\"a \"\"b\"\"\",\"1\" ,transferred\nc\",2,voicemail\n";
    let (suite, told) = suite_of_table(table);
    let suite = suite.unwrap_or_else(|| panic!("{told}"));
    let scenario = &suite.scenarios[0];
    let names: Vec<String> = (0..2).map(|at| scenario.case_name(scenario.case(at)).to_string()).collect();
    assert_eq!(names, ["a [a \"b\"]", "a [c\"]"]);
}

#[test]
fn one_cell_and_one_column_are_told_as_one() {
    let (_, told) = suite_of_table("name,press\nx\n");
    assert!(told.contains("this row has 1 cell, and there are 2 columns"), "{told}");
    let (_, told) = suite_of_table("name\nx,1\n");
    assert!(told.contains("this row has 2 cells, and there is 1 column"), "{told}");
}

/// An override is a plan of its own that shares what it does not change, made once however many scenarios want it.
#[test]
fn an_override_leaves_the_plan_alone() {
    let scenario = |name: &str, more: &str| {
        format!(
            "[[scenario]]\nname = '{name}'\ncall = 'main'\nat = '2026-03-02 10:00'\npress = '1'\n{more}\n"
        )
    };
    let text = [
        scenario("a", "override = { closed = 'office' }\nexpect = { outcome = 'disconnected' }"),
        scenario("b", "override = { closed = 'all' }\nexpect = { outcome = 'disconnected' }"),
        scenario("c", "expect = { outcome = 'transferred' }"),
    ];
    let (suite, diagnostics, _) = read("override.toml", &text.concat());
    let suite = suite.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let plans: Vec<&Plan> = suite.scenarios.iter().map(|scenario| scenario.plan(acme())).collect();
    assert!(std::ptr::eq(plans[0], plans[1]) && std::ptr::eq(plans[2], acme()));
    let office = acme().schedule_named("office").unwrap();
    let at = "2026-03-02T15:00:00Z".parse().unwrap();
    let is_open = |plan: &Plan| plan.schedule(office).schedule.in_zone(plan.zone).is_open(at);
    assert!(is_open(acme()) && !is_open(plans[0]));
    assert_eq!(plans[0].schedule(office).schedule.in_zone(acme().zone).next_change(at), None);
}

#[test]
fn a_run_fails_where_what_is_expected_to_fail_passes() {
    let folder = root().join("tests/cases/scenario");
    let (code, out, errors) = ivrsim(&folder, &["test", "--plan", "plan.toml", "language/marks.toml"]);
    assert_eq!((code, errors.as_str()), (1, ""), "{out}");
    let (code, out, _) = ivrsim(&folder, &["test", "--plan", "plan.toml", "language/data.toml"]);
    assert!(code == 1 && out.contains("language/rows.csv:6"), "{out}");
    let (code, _, errors) = ivrsim(&folder, &["test", "--plan", "plan.toml", "mistakes/data.toml"]);
    assert!(code == 2 && errors.contains("mistakes/rows-wrong.csv:3:21"), "{errors}");
    assert!(errors.contains("there is no file or folder mistakes/nowhere.csv"), "{errors}");
}
