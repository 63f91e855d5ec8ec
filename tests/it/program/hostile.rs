//! Plans, scenarios, questions, learners and files whose every name and text would like to be obeyed: by a terminal, by the code
//! host that keeps the log, by whoever reads a format. Every command shows them, in every format.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use Kind::{Commands, Json, Text};

use crate::helpers::program::{ivrsim, ivrsim_with, program};

/// Begins lines, moves the cursor, turns the direction of writing, and gives commands.
const HOSTILE: &str =
    "x\u{1b}[2J\u{1b}]0;t\u{7}\u{202e}y\u{2028}\n::stop-commands::z\r##[error]w\u{85}<b>&'\"`|$(id)\u{9b}31m";

/// The same without what plans refuse. It begins the lines of many an answer.
const SPOKEN: &str = "::stop-commands::z ##[error]w\u{202e}y\u{2066}<b>&'\"`|$(id)";

/// The same for the name of a file, which has no slash and is not too long.
const NAME: &str = "n\u{1b}[2J\n::stop-commands::z\r##[error]\u{202e}'\"`$(id)\u{2029}";

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || !c.is_ascii() => {
                write!(quoted, "\\U{:08X}", u32::from(c)).unwrap();
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A folder with a plan, another one, scenarios that fail, a table and questions.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let hostile = |text: &str| quoted(&format!("{SPOKEN} {text}"));
        let long = |text: &str| quoted(&format!("{SPOKEN}\n{SPOKEN} {text}"));
        let plan = |hours: &str, team: &str| {
            let (name, text, long) = (hostile("name"), hostile("text"), long("text"));
            format!(
                "[plan]\nname = {name}\neffective = 2026-01-01\ntimezone = \"America/New_York\"\nsource = {long}\n\
                 [hours.h]\nopen = \"{hours}\"\ncalendars = [\"c\"]\nsource = {long}\n\
                 [calendars.c]\ndays = [{{ name = {name}, on = \"December 25\" }}]\n\
                 [overrides.o]\nhours = [\"h\"]\non = 2026-06-01\nclosed = true\nreason = {text}\n\
                 [lines.main]\nnumber = \"1-800-555-0100\"\nname = {name}\nanswer = \"menu\"\nassumed = {long}\n\
                 [menus.menu]\nsay = {long}\n[menus.menu.keys]\n2 = \"a\"\n1 = \"b\"\n\
                 [destinations.a]\nname = {}\nhours = \"h\"\nclosed = \"closed\"\ntopics = [{text}]\nsource = {long}\n\
                 [destinations.b]\nname = {}\n\
                 [messages.closed]\nsay = {long}\nthen = \"hang-up\"\n",
                hostile(team),
                hostile("other")
            )
        };
        place.write(&format!("{NAME}/{NAME}.toml"), &plan("Mo-Fr 08:00-17:59", "team"));
        place.write("old.toml", &plan("Mo-Fr 09:00-17:00", "people"));
        place.write(
            "broken.toml",
            &format!("[plan]\nname = {}\n{} = 1\n[hours.{0}]\nopen = {0}\n", quoted(HOSTILE), quoted(NAME)),
        );
        let scenario = |name: &str, expect: &str| {
            format!(
                "[[scenario]]\nname = {}\ncall = \"main\"\nat = \"2026-03-02 10:00\"\npress = \"2\"\nexpect = {{ {expect} }}\n",
                hostile(name)
            )
        };
        let fails = scenario("fails", &format!("hears = {}", hostile("words")));
        let excused =
            format!("{}xfail = {}\n", scenario("excused", "outcome = \"voicemail\""), hostile("why"));
        let skipped =
            format!("{}skip = {}\n", scenario("skipped", "outcome = \"voicemail\""), hostile("why"));
        let rows = format!(
            "[[scenario]]\nname = {}\ncall = \"main\"\nat = \"2026-03-02 10:00\"\ncases_from = {}\nexpect = {{ step = \"a\" }}\n",
            hostile("rows"),
            quoted(&format!("{NAME}.csv"))
        );
        place.write(&format!("scenarios/{NAME}.toml"), &[fails, excused, skipped, rows].concat());
        place.write(&format!("scenarios/{NAME}.csv"), "press\n1\n2\n");
        place.write("good.toml", &scenario("holds", "step = \"a\""));
        place.write(
            &format!("wrong/{NAME}.toml"),
            &format!("[[scenario]]\nname = 1\n{} = 1\n[[scenario.step]]\n", quoted(HOSTILE)),
        );
        place.write(
            &format!("{NAME}.questions.toml"),
            &format!(
                "[[question]]\nname = {}\nask = {}\naccept = [{}]\nwhy = {}\n",
                hostile("question"),
                hostile("ask"),
                hostile("answer"),
                hostile("why")
            ),
        );
        let row = |words: &str| format!("{words} desk\t518-555-0142\tMon-Fri 9 - 5 Local Time\n");
        place.write(
            &format!("{NAME}.txt"),
            &format!("{HOSTILE}\n\n{}{}{SPOKEN}\n", row(SPOKEN), row(&HOSTILE.replace('\n', " "))),
        );
        place.write("answers.toml", &format!("{} = {}\n", quoted(HOSTILE), quoted(HOSTILE)));
        place.write("tasty.toml", &fs::read_to_string(place.plan()).unwrap().replace(" = ", "   ="));
        place
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn plan(&self) -> PathBuf {
        self.folder.path().join(NAME).join(format!("{NAME}.toml"))
    }
}

/// What is to be seen of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Lines for people, and what else is read by lines.
    Text,
    /// One value, or a value a line.
    Json,
    /// Commands to the code host: ours and no others.
    Commands,
}

/// What in an answer would be obeyed.
fn obeyed(kind: Kind, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.split('\n') {
        let bare = line.trim_start();
        let is_command = (bare.starts_with("::") && !bare.starts_with(":::")) || bare.contains("##[");
        let is_ours = ["::error ", "::warning ", "::notice "].iter().any(|ours| line.starts_with(ours));
        if is_command && !(kind == Kind::Commands && is_ours && !bare.contains("##[")) {
            found.push(format!("a command: {line:?}"));
        }
    }
    let plain = text.replace("\r\n", "\n");
    for c in plain.chars().filter(|c| !matches!(c, '\n' | '\t')) {
        let is_bidi =
            matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || is_bidi || matches!(c, '\u{2028}' | '\u{2029}') {
            found.push(format!("{c:?}"));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Runs a command, and gives all that would be obeyed of its output; and whether it ran.
fn run(folder: &Path, args: &[&str], kind: Kind) -> (bool, Vec<String>) {
    let (code, out, errors) = ivrsim(folder, args);
    assert!([0, 1, 2].contains(&code), "{args:?}: {code}: {errors}");
    let mut found = obeyed(Kind::Text, &errors);
    match kind {
        Kind::Json if !out.is_empty() => {
            let values = serde_json::Deserializer::from_str(&out).into_iter::<serde_json::Value>();
            found.extend(values.filter_map(|value| Some(format!("no JSON: {}", value.err()?))));
        }
        kind => found.extend(obeyed(kind, &out)),
    }
    (code < 2, found.into_iter().map(|what| format!("{args:?}: {what}")).collect())
}

#[expect(clippy::too_many_lines, reason = "a list of all commands")]
#[test]
fn nothing_in_a_file_or_its_name_is_obeyed_in_any_output() {
    let place = Place::new();
    let folder = place.folder.path();
    let (plan, suite) = (format!("{NAME}/{NAME}.toml"), format!("scenarios/{NAME}.toml"));
    let (questions, wrong) = (format!("{NAME}.questions.toml"), format!("wrong/{NAME}.toml"));
    let (plan, suite, questions, wrong) = (plan.as_str(), suite.as_str(), questions.as_str(), wrong.as_str());
    let p = ["--plan", plan];
    let at = ["--at", "2026-03-02 18:00"];
    let learner = ["train", "--db", "learners.db", "--learner", SPOKEN, p[0], p[1]];
    let (code, _, told) = ivrsim_with(folder, &learner, "give up\n");
    assert_eq!(code, 0, "{told}");
    let mut found = Vec::new();
    let (mut all, mut ran) = (0, 0);
    let mut see = |kind: Kind, args: &[&[&str]]| {
        let (has_run, more) = run(folder, &args.concat(), kind);
        found.extend(more);
        all += 1;
        ran += usize::from(has_run);
    };
    let (text, json) = (["--format", "text"], ["--format", "json"]);
    for (kind, format) in [(Text, text), (Json, json)] {
        see(kind, &[&["call", "main", "--press", "2", "--why"], &p, &at, &format]);
        see(kind, &[&["find", "team"], &p, &at, &format]);
        see(kind, &[&["find", HOSTILE], &p, &at, &format]);
        see(kind, &[&["lines"], &p, &at, &format]);
        see(kind, &[&["hours"], &p, &at, &format]);
        see(kind, &[&["paths", "main"], &p, &format]);
        see(kind, &[&["facts"], &p, &format]);
        for to in ["asterisk", "connect", "ics"] {
            let out = format!("{}-{to}", format[1]);
            let export = ["export", "--to", to, "--what", "hours", "--from", "2026-03-01", "--out", &out];
            see(kind, &[&export, &["--approximate"], &p, &format]);
            see(kind, &[&export[..7], &["--check", NAME], &p, &format]);
        }
        see(kind, &[&["generate"], &p, &format]);
        see(kind, &[&["mutate", "good.toml"], &p, &format]);
        see(kind, &[&["mutate", suite], &p, &format]);
        let list = format!("{NAME}.txt");
        see(kind, &[&["draft", &list, "--out", &format!("drafted-{}", format[1])], &format]);
        see(kind, &[&["draft", &list, "--against", plan], &format]);
        see(kind, &[&["draft", &list, "--against", plan, "--answers", "answers.toml"], &format]);
        see(kind, &[&["test", suite, "--list"], &p, &format]);
        see(kind, &[&["test", suite], &p, &format]);
    }
    see(Text, &[&["hours", "--week"], &p, &at]);
    see(Text, &[&["hours", "--week", "--svg"], &p, &at]);
    see(Text, &[&["paths", "main", "--all"], &p]);
    see(Text, &[&["paths", "main", "--format", "csv"], &p]);
    see(Text, &[&["test", suite, "--verbose", "--coverage"], &p]);
    see(Text, &[&["test", suite, "--bless"], &p]);
    see(Text, &[&["test", suite, "--filter", HOSTILE], &p]);
    see(Text, &[&["test", wrong], &p]);
    see(Text, &[&["test", NAME], &p]);
    for format in ["tree", "svg", "mermaid", "dot", "json"] {
        let kind = if format == "json" { Json } else { Text };
        see(kind, &[&["map", "--format", format], &p, &at]);
        see(kind, &[&["map", "--format", format, "--diff", "old.toml"], &p]);
    }
    for format in ["human", "json", "markdown", "html", "github"] {
        let kind = match format {
            "json" => Json,
            "github" => Commands,
            _ => Text,
        };
        see(kind, &[&["diff", "old.toml", plan, "--all", "--format", format]]);
        see(kind, &[&["diff", plan, "broken.toml", "--format", format]]);
    }
    see(Text, &[&["diff", "old.toml", plan, "--write-expect", "-"]]);
    for format in ["human", "short", "json", "github", "sarif"] {
        let kind = match format {
            "json" | "sarif" => Json,
            "github" => Commands,
            _ => Text,
        };
        for checked in [plan, "broken.toml", NAME] {
            see(kind, &[&["check", checked, "--scenarios", "scenarios", "--format", format]]);
        }
    }
    place.write(
        "calls.csv",
        &format!(
            "start,from,to,context,queue,agent\n2126-12-01 10:00:00,6155550100,{0},{0},{0},{0}\n\
             2126-12-01 10:00:00,6155550100,18005550100,{0},{0},{0}\n",
            format_args!("\"{}\"", HOSTILE.replace('"', "\"\""))
        ),
    );
    for format in ["text", "json", "csv", "html"] {
        let kind = if format == "json" { Json } else { Text };
        see(kind, &[&["replay", "calls.csv", "--format", format], &p]);
        see(kind, &[&["replay", "calls.csv", "--against", "old.toml", "--format", format], &p]);
        see(kind, &[&["replay", "missing", NAME, "--format", format], &p]);
    }
    see(Text, &[&["check", NAME, "--fix"]]);
    for report in ["junit", "tap", "json", "html", "github"] {
        let kind = match report {
            "json" => Json,
            "github" => Commands,
            _ => Text,
        };
        see(kind, &[&["test", suite, "--report", report], &p]);
    }
    for report in ["json=-", "lcov=-"] {
        let kind = if report == "json=-" { Json } else { Text };
        see(kind, &[&["test", suite, "--coverage-report", report], &p]);
    }
    for format in ["md", "anki", "html", "csv", "json"] {
        let kind = if format == "json" { Json } else { Text };
        see(kind, &[&["cards", "--format", format, "--questions", questions], &p, &at]);
    }
    see(Text, &[&["fmt", "--check", plan, "tasty.toml", "broken.toml", NAME, "scenarios"]]);
    see(Text, &[&["fmt", "missing", NAME]]);
    let db = ["--db", "learners.db"];
    see(Text, &[&["train", "questions", questions], &p, &db]);
    see(Text, &[&["train", "assign", "--learner", SPOKEN, "--new", "main", "--by", "2126-12-01"], &p, &db]);
    for format in ["human", "json", "csv", "html"] {
        let kind = if format == "json" { Json } else { Text };
        see(kind, &[&["train", "report", "--format", format], &p, &db]);
    }
    see(Text, &[&["train", "learners"], &db]);
    see(Text, &[&["train", "reset", SPOKEN], &db]);
    see(Text, &[&["train", "reset", HOSTILE], &db]);
    see(Json, &[&["train", "export"], &db]);
    for unknown in [HOSTILE, NAME] {
        see(Text, &[&["lines", "--plan", unknown]]);
        see(Text, &[&["call", unknown], &p]);
        see(Text, &[&["explain", unknown]]);
        see(Text, &[&[unknown]]);
        see(Text, &[&["train", "--since", unknown], &p, &db]);
        see(Text, &[&["diff", unknown, plan]]);
        see(Text, &[&["diff", &format!("git:{unknown}"), plan]]);
        see(Text, &[&["map", "--out", &format!("{unknown}/x\0").replace('\0', "")], &p]);
        see(Text, &[&["record", "main", "--out", plan, "--from", unknown], &p]);
        see(Text, &[&["init", unknown]]);
        see(Text, &[&["draft", unknown, "--out", unknown]]);
        see(Text, &[&["draft", unknown, "--out", "x", "--timezone", unknown, "--name", unknown]]);
        see(Text, &[&["test", "--report", &format!("junit={unknown}"), suite], &p]);
    }
    assert!(ran > 70, "most of them have something to show, not only mistakes: {ran} of {all}");
    assert!(found.is_empty(), "{} of {all} commands:\n{}", found.len(), found.join("\n"));
}

/// What a phone, a recorder and a lesson down a pipe say.
#[test]
fn nothing_is_obeyed_that_a_phone_or_a_lesson_shows() {
    let place = Place::new();
    let folder = place.folder.path();
    let plan = place.plan();
    let questions = format!("{NAME}.questions.toml");
    let mut found = Vec::new();
    let mut see = |args: &[&str], input: &str| {
        let mut command = program(folder);
        command.arg("--plan").arg(&plan).args(args);
        let output = command.write_stdin(input).output().unwrap();
        for text in [output.stdout, output.stderr] {
            let text = String::from_utf8(text).unwrap();
            found.extend(obeyed(Kind::Text, &text).into_iter().map(|what| format!("{args:?}: {what}")));
        }
    };
    let phone = format!(
        "lines\nfind team\nhours\nmap\nat 2026-03-02 18:00\nmain\nwhere\n2\nwait\nwhy\ntranscript\nsave {}\nreload\n{}\n",
        NAME.replace(['\n', '\r'], "_"),
        HOSTILE.replace(['\n', '\r'], "_")
    );
    see(&["dial"], &phone);
    see(&["record", "main", "--at", "2026-03-02 10:00"], "2\n");
    see(
        &["train", "--db", "l.db", "--learner", SPOKEN, "--questions", &questions],
        &"why\nsource\ngive up\n".repeat(40),
    );
    see(&["train", "--db", "l.db", "--learner", SPOKEN, "--exam", "--result", NAME], &"skip\n".repeat(40));
    see(&["train", "--db", "l.db", "--learner", SPOKEN, "--since", "old.toml"], &"give up\n".repeat(40));
    see(&["train", "--db", "l.db", "report"], "");
    see(&["train", "--db", "l.db", "report", "--learner", SPOKEN], "");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
