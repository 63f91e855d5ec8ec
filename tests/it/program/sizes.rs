//! What is too long, too many or without an end is refused with a number and what to do, or costs no more than it should.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::sync::Arc;

use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::base::source::Sources;
use ivrsim::files::load::LONGEST_LINE;
use ivrsim::plan::builtin;
use ivrsim::plan::{ParsedPlan, PlanLimits, read};
use ivrsim::suite::scenario::{ParsedScenarioFile, Suite};

use crate::helpers::program::{ivrsim, ivrsim_with, program};

const PLAN: &str = r#"
[plan]
name = "Acme"
effective = 2026-01-01
timezone = "America/New_York"

[lines.main]
number = "1-800-555-0100"
name = "Acme"
answer = "welcome"

[menus.welcome]
say = "{options}"
[menus.welcome.keys]
1 = "sales"
2 = "service"

[destinations.sales]
name = "Sales and everything that is bought"
[destinations.service]
name = "Service and everything that is mended"
"#;

fn shown(reading: &ParsedPlan) -> String {
    HumanDiagnostics { diagnostics: &reading.diagnostics, sources: &reading.sources, color: false }
        .to_string()
}

fn suite(scenarios: &str, table: &str) -> (Option<Suite>, String) {
    let mut sources = Sources::default();
    let file = sources.add("s.toml", scenarios);
    let mut diagnostics = Vec::new();
    let mut draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
    draft.read_tables(&mut diagnostics, |_| Ok(sources.add("rows.csv", table)));
    let suite = draft.lower(builtin(), &sources, &mut diagnostics);
    let told = HumanDiagnostics { diagnostics: &diagnostics, sources: &sources, color: false }.to_string();
    (suite, told)
}

const FROM_A_TABLE: &str = "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nexpect = { line = \"cpc\" }\n\
                            cases_from = \"rows.csv\"\n";

#[test]
fn a_file_full_of_mistakes_is_told_by_its_first_ones_and_a_count() {
    let folder = tempfile::tempdir().unwrap();
    for text in
        ["[plan]\n".to_owned() + &"a=1\n".repeat(30_000), format!("[plan]\nx = [{}]\n", "é,".repeat(30_000))]
    {
        fs::write(folder.path().join("plan.toml"), &text).unwrap();
        for command in [&["check", "plan.toml"][..], &["fmt", "--check", "plan.toml"]] {
            let (code, _, errors) = ivrsim(folder.path(), command);
            assert_eq!(code, 2);
            assert!(errors.len() < 100_000, "{} bytes are told", errors.len());
        }
    }
    fs::write(folder.path().join("plan.toml"), "[plan]\n".to_owned() + &"a=1\n".repeat(30_000)).unwrap();
    let (_, _, errors) = ivrsim(folder.path(), &["check", "plan.toml"]);
    assert!(errors.contains("29949 more are not shown: 29949 duplicate-key"), "{errors}");
    let last = errors.lines().next_back().unwrap();
    assert!(last.contains(" mistakes; "), "how many there are in all is told last: {errors}");
    let (_, short, _) = ivrsim(folder.path(), &["check", "plan.toml", "--format", "short"]);
    assert!(short.lines().count() >= 29_999, "programs are told all of them");
}

#[test]
fn a_key_of_any_length_is_formatted() {
    let key = "k".repeat(70_000);
    let (code, out, errors) =
        ivrsim_with(std::path::Path::new("."), &["fmt", "-"], &format!("{key} = 1\nb=2 # c\n"));
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(out, format!("{key} = 1\nb = 2    # c\n"), "and nothing is aligned with it");
    let text = format!("{key} = 1\n{}", "b=2 # c\n".repeat(2_000));
    let (_, out, _) = ivrsim_with(std::path::Path::new("."), &["fmt", "-"], &text);
    assert!(out.len() < 2 * text.len(), "{} bytes", out.len());
}

#[test]
fn a_line_without_an_end_is_refused() {
    let long = "x".repeat(LONGEST_LINE + 10);
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["dial"][..],
        &["record", "cpc", "--out", "-"],
        &["hours", "--open", "24/7", "--timezone", "UTC", "--at", "-"],
    ] {
        let (code, _, errors) = ivrsim_with(folder.path(), args, &long);
        assert_eq!(code, 2, "{args:?} {errors}");
        assert!(errors.contains("<stdin>:1: this line is longer than 65536 bytes"), "{errors}");
    }
    let (code, _, errors) = ivrsim_with(folder.path(), &["fmt", "-"], &"#\n".repeat(3 << 20));
    assert_eq!((code, errors.contains("standard input is too large")), (2, true), "{errors}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_an_end_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["dial"][..],
        &["record", "cpc", "--out", "-"],
        &["hours", "--open", "24/7", "--timezone", "UTC", "--at", "-"],
        &["fmt", "-"],
        &["fmt", "--check", "/dev/zero"],
        &["check", "/dev/zero"],
        &["--plan", "/dev/zero", "lines"],
        &["test", "/dev/zero"],
        &["diff", "/dev/zero", "/dev/zero"],
        &["train", "questions", "/dev/zero", "--db", "l.db"],
        &["cards", "--questions", "/dev/zero"],
    ] {
        let mut command = std::process::Command::new(program(folder.path()).get_program());
        let zero = fs::File::open("/dev/zero").unwrap();
        let command = command.args(args).current_dir(folder.path()).env_remove("IVRSIM_PLAN").stdin(zero);
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{args:?} {errors}");
        assert!(errors.len() < 1_000, "{args:?} {errors}");
    }
}

#[test]
fn a_plan_has_a_size_in_all() {
    let limits = PlanLimits { plan_bytes: 700, ..PlanLimits::STANDARD };
    let other = "# comment\n".repeat(10);
    assert!(read([("a.toml", PLAN), ("b.toml", &other)], &limits).plan.is_some());
    let reading = read([("a.toml", PLAN), ("b.toml", &*other.repeat(5))], &limits);
    let told = shown(&reading);
    assert!(told.contains("together, the files of the plan have more than 700 bytes"), "{told}");
    assert!(told.contains("split the plan"), "{told}");
}

#[test]
fn a_prompt_is_as_long_as_it_is_spoken() {
    let with = |say: &str| read([("plan.toml", PLAN.replace("{options}", say))], &PlanLimits::STANDARD);
    assert!(with(&"{options} ".repeat(3)).plan.is_some());
    for say in ["{options} ".repeat(150), "{name:sales} ".repeat(400), "{next_open} ".repeat(300)] {
        let told = shown(&with(&say));
        assert!(told.contains("text-too-long") && told.contains("characters; the limit is 10000"), "{told}");
    }
}

#[test]
fn a_list_of_phrases_has_an_end() {
    let with = |key: &str, count: usize| {
        let phrases = (0..count).fold(String::new(), |mut list, index| {
            let _ = write!(list, "\"phrase {index}\", ");
            list
        });
        suite(
            &format!(
                "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nat = \"2026-03-02 10:00\"\nexpect = {{ {key} = [{phrases}] }}\n"
            ),
            "",
        )
    };
    for key in ["hears", "hears_in_any_order", "never_hears"] {
        assert!(with(key, 500).0.is_some());
        let (suite, told) = with(key, 501);
        assert!(suite.is_none());
        assert!(told.contains(&format!("the list `{key}` has 501 elements; the limit is 500")), "{told}");
    }
    for key in ["path", "passes", "never_passes"] {
        assert!(with(key, 501).1.contains("the limit is 500"));
    }
}

#[test]
fn rows_that_say_the_same_keep_it_once() {
    let table = "at,press\n".to_owned() + &"2026-03-02 10:00,6\n2026-03-02 11:00,7\n".repeat(2_000);
    let (suite, told) = suite(FROM_A_TABLE, &table);
    let suite = suite.unwrap_or_else(|| panic!("{told}"));
    let rows = &suite.scenarios[0].rows;
    assert_eq!(rows.len(), 4_000);
    for row in rows.iter().step_by(2) {
        assert!(Arc::ptr_eq(&row.at, &rows[0].at) && Arc::ptr_eq(&row.press, &rows[0].press));
        assert!(Arc::ptr_eq(&row.call, &rows[1].call) && Arc::ptr_eq(&row.expect, &rows[1].expect));
    }
}

#[test]
fn rows_in_which_there_is_nothing_are_passed_over() {
    let (suite, told) = suite(FROM_A_TABLE, "at,press\n,\n2026-03-02 10:00,6\n , \n\"\",\"\"\n\u{a0},\n,\n");
    let suite = suite.unwrap_or_else(|| panic!("{told}"));
    assert_eq!(suite.scenarios[0].rows.len(), 1);
    let (suite, told) = self::suite(FROM_A_TABLE, "at,press\n,\n,\n");
    assert!(suite.is_none() && told.contains("this file has no rows"), "{told}");
}

#[test]
fn what_a_row_lacks_is_told_at_the_row() {
    let (_, told) = suite(FROM_A_TABLE, "at,press\n2026-03-02 10:00,6\n,7\n");
    assert!(told.contains("this case has no `at`, and neither has its scenario"), "{told}");
    assert!(told.contains("rows.csv:3:1") && !told.contains("s.toml"), "{told}");
    let (_, told) = suite(FROM_A_TABLE, "press\n6\n7\n");
    assert!(told.contains("neither this case nor any other of its scenario has `at`"), "{told}");
    assert!(told.contains("rows.csv:2:1") && told.contains("s.toml:1:1"), "{told}");
    let cases = "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nexpect = { line = \"cpc\" }\n\n\
                 [[scenario.case]]\npress = \"6\"\n";
    let (_, told) = suite(cases, "");
    assert!(told.contains("this case has no `at`") && told.contains("s.toml:6:1"), "{told}");
    assert!(!told.contains("s.toml:1:1"), "{told}");
    let (_, told) = suite("[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nexpect = { line = \"cpc\" }\n", "");
    assert!(told.contains("scenario \"x\" has no `at`") && told.contains("s.toml:1:1"), "{told}");
}

#[test]
fn a_file_that_is_too_large_is_told_how_large_it_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = fs::File::create(folder.path().join("plan.toml")).unwrap();
    file.write_all(&b"# comment\n".repeat(500_000)).unwrap();
    for args in [&["check", "plan.toml"][..], &["fmt", "plan.toml"], &["test", "plan.toml"]] {
        let (code, _, errors) = ivrsim(folder.path(), args);
        assert_eq!(code, 2);
        assert!(errors.contains("a file can have at most 4194304 bytes; split it into several"), "{errors}");
    }
}

#[test]
fn a_list_of_tags_has_an_end() {
    let tags = (0..501).map(|index| format!("\"t{index}\", ")).collect::<Vec<_>>().concat();
    let (suite, told) = suite(
        &format!(
            "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nat = \"2026-03-02 10:00\"\ntags = [{tags}]\n\
             expect = {{ line = \"cpc\" }}\n"
        ),
        "",
    );
    assert!(suite.is_none() && told.contains("the list `tags` has 501 elements; the limit is 500"), "{told}");
}

#[test]
fn names_that_nobody_knows_are_compared_only_so_long() {
    let teams =
        (0..500).map(|index| format!("[destinations.d{index}]\nname = \"D\"\n")).collect::<Vec<_>>().concat();
    let plan = read([("plan.toml", PLAN.to_owned() + &teams)], &PlanLimits::STANDARD).plan.unwrap();
    let scenario = |index: usize| {
        format!(
            "[[scenario]]\nname = \"{index}\"\ncall = \"main\"\nat = \"2026-03-02 10:00\"\n\
             expect = {{ step = \"welcmoe\" }}\n"
        )
    };
    let suggestions = |count: usize| {
        let text = (0..count).map(scenario).collect::<Vec<_>>().concat();
        let mut sources = Sources::default();
        let file = sources.add("s.toml", text);
        let mut diagnostics = Vec::new();
        let draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
        assert!(draft.lower(&plan, &sources, &mut diagnostics).is_none());
        assert_eq!(diagnostics.len(), count);
        diagnostics.iter().filter(|mistake| mistake.help[0] == "did you mean `welcome`?").count()
    };
    assert_eq!(suggestions(100), 100);
    let (some, more) = (suggestions(1_000), suggestions(1_200));
    assert!(some < 1_000 && some == more, "{some} of 1,000 and {more} of 1,200 are compared");
}

#[test]
fn a_table_in_braces_is_laid_out_in_few_rounds() {
    let lists = |count: usize| {
        let entries: Vec<String> = (0..count).map(|index| format!("a{index} = [1, 2, 3]")).collect();
        format!("x = {{ {} }}\n", entries.join(", "))
    };
    // Where some lists are enough, only they give way; where there are too many, all of them do.
    let few = ivrsim::base::tidy::formatted("x.toml", &lists(8)).unwrap();
    assert!(few.contains("= [1, 2, 3]") && few.lines().count() > 1, "{few}");
    let many = ivrsim::base::tidy::formatted("x.toml", &lists(2_000)).unwrap();
    assert!(!many.contains("= [1, 2, 3]"), "{}", &many[..500]);
    assert_eq!(ivrsim::base::tidy::formatted("x.toml", &many).unwrap(), many);
}

#[test]
fn what_nobody_types_is_refused_wherever_a_text_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let long = "a ".repeat(50_000);
    let limit = "has 100000 characters, and 4000 are the limit; say it in fewer words";
    let commands: &[&[&str]] = &[
        &["find", &long],
        &["find", "title", "--from", &long],
        &["call", &long],
        &["call", "cpc", "--press", &long],
        &["hours", "--open", &long, "--timezone", "UTC"],
        &["paths", &long],
        &["guide", &long],
        &["explain", &long],
        &["test", "--filter", &long],
        &["train", "--learner", &long],
        &["train", "forget", &long],
        &["train", "assign", &long, "--learner", "x", "--by", "2030-01-01"],
    ];
    for args in commands {
        let (exit, out, error) = ivrsim(folder.path(), args);
        assert_eq!((exit, out.as_str()), (2, ""), "{:?}", &args[..1]);
        assert!(error.contains(limit) && error.len() < 1_000, "{:?}: {error:.1000}", &args[..1]);
    }
    // Of many that are short each, all together is looked for.
    let many: Vec<&str> = std::iter::once("find").chain(std::iter::repeat_n("title", 1_000)).collect();
    let (exit, _, error) = ivrsim(folder.path(), &many);
    assert!(exit == 2 && error.contains("has 5999 characters"), "{error}");
    let (exit, _, error) = ivrsim_with(folder.path(), &["dial"], &format!("find {}\n", "x".repeat(50_000)));
    assert!(exit == 2 && error.contains("<stdin>:1: this text has 50005 characters"), "{error:.1000}");
    let lesson = ["train", "--learner", "Ana", "--cards", "1", "--db", "learners.db"];
    let (_, out, error) = ivrsim_with(folder.path(), &lesson, &format!("\n{}\nq\n", "x".repeat(5_000)));
    assert!(out.contains("this text has 5000 characters"), "{out}{error}");
}
