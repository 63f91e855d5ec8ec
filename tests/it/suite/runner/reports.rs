use std::fs;
use std::path::Path;

use super::readers::{Junit, tap};
use super::{cases, ivrsim, test};

const HOSTILE: &str = "<script>alert(\"1\" & '2')</script> # TODO ]]> \\u{202e} ::error::\\ 100%";

/// All reports of a run, by the names of their files.
fn reports(folder: &Path, args: &[&str]) -> Vec<(String, String)> {
    reports_on("scenario/plan.toml", folder, args)
}

fn reports_on(plan: &str, folder: &Path, args: &[&str]) -> Vec<(String, String)> {
    let file = |kind: &str| format!("{kind}={}", folder.join(kind).display());
    let mut all = Vec::new();
    for kind in ["junit", "tap", "json", "github", "html"] {
        all.extend(["--report".to_owned(), file(kind)]);
    }
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let given = ivrsim(&cases(), &[&["test", "--plan", plan], args, &all].concat());
    assert!(given.code < 2, "{}", given.errors);
    let read = |name: &str| (name.to_owned(), fs::read_to_string(folder.join(name)).unwrap());
    ["junit", "tap", "json", "github", "html/index.html"].map(read).into()
}

#[test]
fn every_report_tells_of_the_same_cases() {
    let folder = tempfile::tempdir().unwrap();
    let [junit, tap_text, json, github, html] =
        reports(folder.path(), &["scenario/runs"]).try_into().unwrap();
    let junit = Junit::read(&junit.1);
    let points = tap(&tap_text.1);
    assert_eq!(junit.names.len(), 26);
    assert_eq!(junit.names, points.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>());
    assert_eq!(junit.messages.len(), 4);
    assert!(junit.messages[0].contains("expected outcome `transferred`, got `disconnected`"));
    assert!(junit.texts[0].contains("→ disconnected: Sales closed"), "{}", junit.texts[0]);
    assert_eq!(points.iter().filter(|(ok, _)| !ok).count(), 4);
    let lines: Vec<serde_json::Value> =
        json.1.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 28);
    assert_eq!((&lines[0]["event"], &lines[0]["version"]), (&"began".into(), &1.into()));
    assert_eq!(lines[2]["missed"][0]["line"], 9);
    assert_eq!(lines[2]["call"]["outcome"]["kind"], "disconnected");
    assert_eq!((&lines[27]["event"], &lines[27]["failed"]), (&"ended".into(), &4.into()));
    // One for each cause, at the line of the plan. Code hosts know files from the top of the repository, if this is one.
    assert_eq!(github.1.lines().count(), 2);
    let told = github.1.replace("tests/cases/", "");
    let first = "::error file=scenario/plan.toml,line=9,title=hours `office`::hours `office`: 3 cases failed because of \
                 this%0ASales is there at 5 PM [at 2026-03-02 17:00] (scenario/runs/failing.toml:9): expected outcome \
                 `transferred`, got `disconnected`%0A";
    assert!(told.starts_with(first), "{told}");
    assert!(junit.texts[0].starts_with("cause: hours `office` (scenario/plan.toml:9)"), "{}", junit.texts[0]);
    let cause = "# cause: hours `office` (scenario/plan.toml:9), 3 cases: 2 3 4\n";
    assert!(tap_text.1.contains(cause), "{}", tap_text.1);
    let causes = lines[27]["causes"].as_array().unwrap();
    assert_eq!((causes.len(), &causes[0]["what"]), (2, &"hours `office`".into()));
    assert_eq!((&causes[0]["line"], &causes[0]["cases"]), (&9.into(), &3.into()));
    assert_eq!(causes[1]["names"], serde_json::json!(["Nothing answers"]));
    let of_cause = html.1.split("<section>").next().unwrap();
    assert!(of_cause.contains("office</code>: 3 cases failed because of this"), "{of_cause}");
    assert_eq!(of_cause.matches("<a href=\"#case-").count(), 4);
    assert_eq!(html.1.matches("data-status=\"failed\" open").count(), 4);
}

#[test]
fn nothing_in_a_scenario_breaks_out_of_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let all = reports(folder.path(), &["runner/hostile/name.toml"]);
    for (name, text) in &all {
        assert!(!text.contains(['\u{1b}', '\u{0}']), "{name}");
        // Programs are given the name as it is.
        assert!(name == "json" || !text.contains('\u{202e}'), "{name}");
    }
    let [junit, tap_text, json, github, html] = all.try_into().unwrap();
    let junit = Junit::read(&junit.1);
    assert_eq!(junit.names, [HOSTILE]);
    assert!(junit.messages[0].contains("\\u{1b}[2J</pre><img src=x onerror=alert(1)>\\u{0}"));
    assert_eq!(tap(&tap_text.1), [(false, HOSTILE.to_owned())]);
    assert_eq!(json.1.lines().count(), 3);
    assert_eq!(github.1.lines().count(), 1);
    assert_eq!(html.1.matches("<script").count(), 1, "only its own");
    assert!(!html.1.contains("<img"));
}

#[test]
fn nothing_in_a_plan_breaks_out_of_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let all = reports_on("runner/hostile/plan.toml", folder.path(), &["runner/hostile/calls.toml"]);
    let [junit, tap_text, json, github, html] = all.try_into().unwrap();
    let junit = Junit::read(&junit.1);
    assert_eq!(junit.names, ["Its words are heard"]);
    assert!(junit.texts[0].contains("is closed. ]]"), "{}", junit.texts[0]);
    assert_eq!(tap(&tap_text.1), [(false, "Its words are heard".to_owned())]);
    assert_eq!((json.1.lines().count(), github.1.lines().count()), (3, 1));
    assert_eq!(html.1.matches("<script").count(), 1, "only its own");
    for tag in ["<img", "<svg", "<b onclick", "\u{202e}"] {
        assert!(!html.1.contains(tag), "{tag}");
    }
    assert!(html.1.contains("→ disconnected: &lt;svg onload=alert(3)&gt;"), "{}", html.1);
}

#[test]
fn a_page_needs_nothing_else_and_no_script() {
    let folder = tempfile::tempdir().unwrap();
    let (_, html) = reports(folder.path(), &["scenario/runs"]).pop().unwrap();
    for outside in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
    // Links lead to what stands on the page.
    for (at, _) in html.match_indices("href=\"") {
        let target = html[at..].split('"').nth(1).unwrap();
        let id = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads elsewhere"));
        assert!(html.contains(&format!("id=\"{id}\"")), "{target} leads nowhere");
    }
    let switch = html.find("<input type=\"checkbox\" id=\"failed\">").unwrap();
    assert!(switch < html.find("<section>").unwrap(), "the switch works without a script");
    assert!(html.contains("<form hidden>"), "what needs the script is not there without it");
    assert!(html.contains("→ transferred"), "a passing case has its call");
    assert!(html.contains("→ disconnected: Sales closed: after 17:00"), "an end has its reason");
}

/// Enough cases for a pool of threads, of every kind that there is.
fn many_of_each_kind(folder: &Path) -> String {
    let hours: Vec<String> = (0..24).map(|hour| format!("\"2026-03-02 {hour:02}:00\"")).collect();
    let grid = format!(
        "call = \"main\"\nat = [{}]\npress = [\"1\", \",1\", \"9,1\"]\n\
         from = [\"America/Denver\", \"America/Chicago\", \"UTC\", \"Asia/Tokyo\", \"1-303-555-0100\"]\n",
        hours.join(", ")
    );
    let scenario = |name: &str, rest: &str| format!("[[scenario]]\nname = \"{name}\"\n{grid}{rest}\n");
    let text = scenario("Some are closed", "expect = { outcome = \"transferred\" }")
        + &scenario("Left out", "skip = \"not today\"\nexpect = { outcome = \"transferred\" }")
        + &scenario("Known", "xfail = \"nobody answers\"\nexpect = { outcome = \"voicemail\" }")
        + &scenario("Too known", "xfail = \"it is fixed\"\nexpect = { line = \"main\" }");
    let path = folder.join("many.toml");
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn reports_do_not_depend_on_how_many_play() {
    let scenarios = tempfile::tempdir().unwrap();
    let many = many_of_each_kind(scenarios.path());
    let run = |jobs| {
        let folder = tempfile::tempdir().unwrap();
        let console = test(&[&many, "--verbose", "--jobs", jobs]).out;
        (reports(folder.path(), &[&many, "--jobs", jobs]), console)
    };
    assert!(run("1") == run("16"));
}

#[test]
fn every_kind_of_verdict_is_told_by_every_report() {
    let folder = tempfile::tempdir().unwrap();
    let many = many_of_each_kind(folder.path());
    let [junit, tap_text, json, github, html] = reports(folder.path(), &[&many]).try_into().unwrap();
    let of_json = |status: &str| json.1.matches(&format!("\"status\":\"{status}\"")).count();
    // Eight hours of the day, for three ways to press and five callers.
    assert_eq!((of_json("passed"), of_json("failed")), (120, 240));
    assert_eq!((of_json("skipped"), of_json("xfailed"), of_json("xpassed")), (360, 360, 360));
    assert_eq!(Junit::read(&junit.1).names.len(), 4 * 360);
    assert_eq!(Junit::read(&junit.1).messages.len(), 240 + 360, "what was not to pass fails");
    assert_eq!(tap(&tap_text.1).len(), 4 * 360);
    assert_eq!(tap_text.1.matches("# SKIP not today").count(), 360);
    assert_eq!(tap_text.1.matches("# TODO nobody answers").count(), 360);
    let told: usize = github
        .1
        .lines()
        .map(|line| {
            line.split(" cases ").next().unwrap().rsplit(' ').next().unwrap().parse::<usize>().unwrap()
        })
        .sum();
    assert_eq!(told, 240 + 360);
    assert!(github.1.lines().count() < 10, "{}", github.1);
    assert_eq!(html.1.matches("data-status=\"xpassed\"").count(), 360);
}

/// What each report says of single cases, in an order that does not depend on how the run was cut.
fn told_of_cases(reports: &[(String, String)]) -> Vec<Vec<String>> {
    let [junit, tap_text, json, _, html] = reports else { panic!("there are five reports") };
    let of_junit = Junit::read(&junit.1);
    let of_json = json.1.lines().filter(|line| line.starts_with("{\"event\":\"case\""));
    let of_html = html
        .1
        .split_once("<main>")
        .unwrap()
        .1
        .split_inclusive("</details>")
        .flat_map(|text| text.split_inclusive("</p>\n"));
    let of_html = of_html.filter_map(|text| text.find("data-status=").map(|start| text[start..].to_owned()));
    // What a part of a run tells of causes, it tells of its own cases.
    let texts = of_junit.texts.iter().map(|text| match text.strip_prefix("cause: ") {
        Some(rest) => rest.split_once('\n').unwrap().1.to_owned(),
        None => text.clone(),
    });
    let mut told = vec![
        [of_junit.names, of_junit.messages, texts.collect(), of_junit.skipped].concat(),
        tap(&tap_text.1).iter().map(|(ok, name)| format!("{ok} {name}")).collect(),
        of_json.map(str::to_owned).collect(),
        of_html.collect(),
    ];
    for told in &mut told {
        told.sort();
    }
    told
}

#[test]
fn the_parts_of_a_run_tell_together_what_the_whole_tells() {
    let scenarios = tempfile::tempdir().unwrap();
    let many = many_of_each_kind(scenarios.path());
    let run = |args: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        told_of_cases(&reports(folder.path(), &[&[many.as_str(), "scenario/runs"], args].concat()))
    };
    let whole = run(&[]);
    let cases = 4 * 360 + 26;
    // JUnit's have a message and a text for each failure, and a reason for each case that is left out.
    assert_eq!(
        whole.iter().map(Vec::len).collect::<Vec<_>>(),
        [cases + 2 * (600 + 4) + 720, cases, cases, cases]
    );
    let mut parts = vec![Vec::new(); whole.len()];
    for part in ["1/3", "2/3", "3/3"] {
        for (all, told) in parts.iter_mut().zip(run(&["--shard", part])) {
            assert!(told.len() > 100, "every part has its share");
            all.extend(told);
        }
    }
    for told in &mut parts {
        told.sort();
    }
    assert!(parts == whole);
}

#[test]
fn a_part_without_cases_is_told_by_every_report() {
    let folder = tempfile::tempdir().unwrap();
    let parts = (1..=8).map(|part| {
        let path = folder.path().join(part.to_string());
        fs::create_dir(&path).unwrap();
        told_of_cases(&reports(&path, &["runner/hostile/name.toml", "--shard", &format!("{part}/8")]))
    });
    let cases: Vec<usize> = parts.map(|part| part[1].len()).collect();
    assert_eq!((cases.len(), cases.iter().sum::<usize>()), (8, 1));
}

#[test]
fn a_report_on_standard_output_has_it_for_itself() {
    let given = test(&["scenario/runs", "--report", "tap=-"]);
    assert_eq!(given.code, 1);
    assert_eq!(tap(&given.out).len(), 26);
    assert!(given.errors.ends_with("26 cases in 7 scenarios: 22 passed, 4 failed\n"), "{}", given.errors);
    assert_eq!(tap(&test(&["scenario/runs", "--report", "tap", "--fail-fast"]).out).len(), 2);
}

#[test]
fn a_run_that_cannot_begin_leaves_old_reports_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("junit.xml");
    fs::write(&path, "old").unwrap();
    let report = format!("junit={}", path.display());
    assert_eq!(test(&["scenario/mistakes", "--report", &report]).code, 2);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    let unwritable = format!("junit={}", cases().join("scenario/plan.toml/junit.xml").display());
    let given = test(&["scenario/runs", "--report", &unwritable]);
    assert_eq!(given.code, 2);
    assert!(given.errors.contains("error: cannot write"), "{}", given.errors);
}
