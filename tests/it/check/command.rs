//! The commands `check` and `explain`, as they are typed.

use std::fs;
use std::path::Path;

use crate::helpers::folder::files;
use crate::helpers::generated::assert_generated;
use crate::helpers::program::ivrsim;

/// A plan with a note, a warning, and something that is allowed; the note can be mended.
const PLAN: &str = r#"[plan]
name      = "Example"
effective = 2026-01-05
timezone  = "America/New_York"

# Hours of the office.
[hours.office]
open = "Mo-Fr 08:00-17:59" # till six

[lines.main]
number = "1-800-555-0100"
name   = "Example"
answer = "main"

[menus.main]
say                               = "Press 1 for sales, or 2 for billing."
allow.menu-open-when-all-closed   = "both teams close at once"

[menus.main.keys]
1 = "sales"
2 = "billing"

[destinations.sales]
name   = "Sales"
hours  = "office"
closed = "closed"

[destinations.billing]
name   = "Billing"
hours  = "office"
closed = "closed"

[messages.closed]
say  = "{name} is closed. It {next_open}."
then = "hang-up"
"#;

const AT: [&str; 2] = ["--at", "2026-03-02 10:00"];

fn folder(text: &str) -> tempfile::TempDir {
    files(&[("plan.toml", text)])
}

fn check(folder: &Path, more: &[&str]) -> (i32, String, String) {
    ivrsim(folder, &[&["check", "plan.toml"], &AT[..], more].concat())
}

#[test]
fn the_exit_code_goes_by_the_worst_that_was_found() {
    let folder = folder(PLAN);
    let code = |more: &[&str]| check(folder.path(), more).0;
    assert_eq!(code(&[]), 1, "a warning");
    assert_eq!(code(&["--deny", "error"]), 0);
    assert_eq!(code(&["--allow", "odd-minute"]), 0, "a note is left");
    assert_eq!(code(&["--allow", "odd-minute", "--deny", "note"]), 1);
    assert_eq!(code(&["--deny", "odd-minute", "--deny", "error"]), 1);
    assert_eq!(code(&["--note", "odd-minute"]), 0);
    assert_eq!(code(&["--warn", "key-before-action", "--allow", "odd-minute"]), 1);
    let (code, _, said) = check(folder.path(), &["--allow", "odd-minutes"]);
    assert_eq!(code, 2);
    assert!(
        said.starts_with("error: there is no rule \"odd-minutes\": did you mean `odd-minute`?"),
        "{said}"
    );
}

#[test]
fn findings_are_shown_in_five_formats() {
    let folder = folder(PLAN);
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check-formats");
    for (format, ending) in [("human", "txt"), ("short", "txt"), ("json", "json"), ("github", "txt")] {
        let (code, told, said) = check(folder.path(), &["--format", format]);
        assert_eq!((code, said.as_str()), (1, ""));
        assert_generated(&cases.join(format!("{format}.{ending}")), &told);
    }
    let (_, told, _) = check(folder.path(), &["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&told).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!((results.len(), rules.len()), (3, ivrsim::check::catalogue().len()));
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(
            result["message"]["text"].is_string() && result["locations"][0]["physicalLocation"].is_object()
        );
    }
    assert_eq!(results[2]["suppressions"][0]["justification"], "both teams close at once");
}

#[test]
fn a_repair_is_shown_and_written_and_comments_stay() {
    let tidy = ivrsim::base::tidy::formatted("plan.toml", PLAN).unwrap();
    let folder = folder(&tidy);
    let read = || fs::read_to_string(folder.path().join("plan.toml")).unwrap();
    let (code, told, said) = check(folder.path(), &["--fix"]);
    assert_eq!((code, read()), (2, tidy.clone()), "there is nobody to ask");
    assert!(told.contains("Press 1 for sales, or 2 for billing."), "{told}");
    assert!(said.contains("`--yes` writes the changes shown"), "{said}");
    let (code, told, said) = check(folder.path(), &["--fix", "--yes"]);
    // The hours are other calls, and not changed.
    assert_eq!((code, said.as_str()), (1, ""), "{told}");
    assert!(told.contains("warning[odd-minute]"), "{told}");
    assert_eq!(read(), tidy.replace("Press 1 for sales, or 2 for billing.", "{options}"));
    assert_eq!(
        check(folder.path(), &["--fix", "--allow", "odd-minute"]).0,
        0,
        "nothing is left to ask about"
    );
}

#[test]
fn the_directory_that_is_carried_cannot_be_mended() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, said) = ivrsim(folder.path(), &["check", "--fix"]);
    assert_eq!(code, 2);
    assert!(said.contains("only a plan on disk can be changed"), "{said}");
}

#[test]
fn a_plan_that_cannot_be_read_is_told_in_the_same_format() {
    let folder = folder("[plan]\nname = \"x\"\n");
    let (code, told, said) = check(folder.path(), &[]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(said.contains("error[missing-key]"), "{said}");
    let (code, told, _) = check(folder.path(), &["--format", "github"]);
    assert_eq!(code, 2);
    assert!(told.starts_with("::error file=plan.toml,line=1,"), "{told}");
}

#[test]
fn scenarios_beside_the_plan_are_held_against_it() {
    let folder = folder(PLAN);
    let scenario = "[[scenario]]\nname = \"x\"\ncall = \"main\"\nat = \"2026-03-02 10:00\"\n\
                    expect = { step = \"invoices\" }\n";
    let write = |name: &str, text: &str| {
        fs::create_dir_all(folder.path().join("scenarios")).unwrap();
        fs::write(folder.path().join("scenarios").join(name), text).unwrap();
    };
    write("a.toml", scenario);
    // A file of another plan says nothing about this one.
    write("b.toml", &format!("[suite]\nplan = \"../other.toml\"\n{scenario}"));
    let other = PLAN.replace("billing", "invoices");
    fs::write(folder.path().join("other.toml"), other).unwrap();
    let (code, told, _) = check(folder.path(), &["--format", "short"]);
    assert_eq!(code, 1);
    let stale: Vec<_> = told.lines().filter(|line| line.contains("stale-scenario")).collect();
    let [stale] = stale[..] else { panic!("{told}") };
    assert!(stale.replace('\\', "/").starts_with("scenarios/a.toml:5:"), "{stale}");
}

#[test]
fn a_rule_is_explained_and_all_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let (code, told, _) = ivrsim(folder.path(), &["explain", "odd-minute"]);
    assert_eq!(code, 0);
    assert!(
        told.starts_with("odd-minute\n") && told.contains("    open = \"Mo-Fr 08:00-17:59\"\n"),
        "{told}"
    );
    let (code, told, _) = ivrsim(folder.path(), &["explain"]);
    let count = ivrsim::check::catalogue().len() + ivrsim::check::file_mistakes().count();
    // Two headings, and a line between the two lists.
    assert_eq!((code, told.lines().count()), (0, 3 + count));
    let (code, told, _) = ivrsim(folder.path(), &["explain", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((code, rules.as_array().unwrap().len()), (0, count));
}

#[test]
fn a_mistake_in_two_files_leads_from_one_to_the_other_as_compilers_do() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[plan]\nname = \"T\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n[lines.main]\nnumber = \"1-800-555-0100\"\nname = \"One\"\nanswer = \"x\"\n[destinations.x]\nname = \"Care\"\n";
    fs::write(folder.path().join("a.toml"), plan).unwrap();
    let again = "[lines.two]\nnumber = \"1-800-555-0100\"\nname = \"Two\"\nanswer = \"x\"\n";
    fs::write(folder.path().join("b.toml"), again).unwrap();
    let (code, told, errors) = ivrsim(folder.path(), &["check", "."]);
    let told = told + &errors;
    assert_ne!(code, 0);
    assert!(told.lines().any(|line| line.trim_start().starts_with("::: ")), "{told}");
    assert!(!told.contains("\\u{3a}"), "{told}");
}

/// A plan with a menu whose keys are these, and some more tables.
fn with_keys(keys: &str, more: &str) -> String {
    format!(
        "[plan]\nname = \"T\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n[lines.main]\nnumber = \
         \"1-800-555-0100\"\nname = \"One\"\nanswer = \"x\"\n[defaults]\nno_input = {{ say = \"Nothing.\", then = \"a\" \
         }}\nno_match = {{ say = \"No.\", then = \"a\" }}\n[menus.x]\nsay = \"{{options}}\"\n[menus.x.keys]\n{keys}\n\
         [destinations.a]\nname = \"Care\"\n{more}"
    )
}

#[test]
fn what_hangs_on_a_step_that_nothing_reaches_is_told_with_it() {
    let more = "[messages.old]\nsay = \"Old.\"\nthen = \"older\"\n[messages.older]\nsay = \"Older.\"\nthen = \
                \"oldest\"\n[destinations.oldest]\nname = \"Oldest\"\n[destinations.lone]\nname = \"Lone\"\n";
    let folder = folder(&with_keys("1 = \"a\"", more));
    let (_, told, errors) = check(folder.path(), &[]);
    let told = told + &errors;
    assert_eq!(told.matches("warning[unreachable-step]").count(), 2, "{told}");
    assert!(told.contains("no call ever reaches message `old`"), "{told}");
    assert!(told.contains("so nothing behind it is reached either: `older` and `oldest`"), "{told}");
    assert!(told.contains("no call ever reaches destination `lone`"), "{told}");
    // What is allowed by name is left to its own table, and hides nothing else.
    let allowed =
        more.replace("[messages.older]\n", "[messages.older]\nallow.unreachable-step = \"later\"\n");
    let folder = self::folder(&with_keys("1 = \"a\"", &allowed));
    let (_, told, errors) = check(folder.path(), &[]);
    let told = told + &errors;
    assert!(told.contains("so nothing behind it is reached either: `oldest`"), "{told}");
    assert!(!told.contains("unused-allowance"), "{told}");
}

#[test]
fn one_choice_that_is_offered_twice_is_told_so() {
    let more = "[destinations.b]\nname = \"care\"\n";
    let folder = folder(&with_keys("1 = \"a\"\n2 = \"b\"", more));
    let (_, told, errors) = check(folder.path(), &[]);
    let told = told + &errors;
    assert!(told.contains("menu `x` offers “care” twice: keys 1 and 2 lead to different steps"), "{told}");
}

#[test]
fn a_name_that_is_gone_is_one_mistake_with_its_places() {
    let folder = folder(&with_keys("1 = \"gone\"\n2 = \"a\"\n3 = \"gone\"\n4 = \"gone\"", ""));
    let (code, told, errors) = check(folder.path(), &[]);
    let told = told + &errors;
    assert_eq!((code, told.matches("error[unknown-name]").count()), (2, 1), "{told}");
    assert!(told.contains("there is no step named `gone`: it is named at 3 places"), "{told}");
    assert!(told.contains("1 = \"gone\"") && told.contains("4 = \"gone\""), "{told}");
    // Programs get each for itself.
    let (_, told, _) = check(folder.path(), &["--format", "short"]);
    assert_eq!(told.matches("there is no step named `gone`").count(), 3, "{told}");
}
