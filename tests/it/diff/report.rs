//! Two plans compared, as people and programs are told: cases as files.
//!
//! A case is a folder of `tests/cases/diff` with the plan `new.toml`, which is compared with `old.toml` beside the folders;
//! what people are told of its differences is in `human.txt`. Few cases have the other formats whole, in `comment.md` and
//! `diff.json`, so that a word that changes does not change all of them; what every case tells in them is held field by
//! field. After a change, look at what `UPDATE_GENERATED=1 cargo test --test it diff::report` has changed.

use std::fmt::Write as _;
use std::path::Path;

use ivrsim::base::diagnostic::render::Checkout;
use ivrsim::base::source::Sources;
use ivrsim::base::text::Paint;
use ivrsim::call::{Call, CallRecord, CallSpec, Caller, KeySequence, OutsideAnswers, run};
use ivrsim::diff::report::ReviewedList;
use ivrsim::diff::{DifferenceKind, Matching, diff};
use ivrsim::directory;
use ivrsim::explore::Horizon;
use ivrsim::picture::Marks;
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::time::moment;
use proptest::prelude::*;

use super::compared::{CASES, Compared, cases, named};
use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use crate::oracles;
use crate::oracles::dice::Dice;
use crate::oracles::garage::garage;

#[test]
fn every_case_is_told_as_it_was_before() {
    for (case, compared) in &*CASES {
        let told = compared.human();
        // The sum below is in words that all cases share.
        let differences = told.rsplit_once("\n\n").map_or("", |(differences, _)| differences);
        assert_generated(&case.join("human.txt"), &format!("{differences}\n"));
    }
}

#[test]
fn the_sum_says_how_many_calls_go_elsewhere() {
    let told = named("override").human();
    insta::assert_snapshot!(told.rsplit_once("\n\n").unwrap().1, @r"
    8 differences with 3 causes.
    Calls to 3 of 5 numbers go elsewhere for some callers during 13 hours a year.
    13.4% of all things a caller can do now lead elsewhere.
    Compared: 149 caller actions on 5 numbers, from 2026-01-05 to 2028-01-05.
    To hear a call under the old plan, replay it with --plan old.toml.
    ");
}

#[test]
fn formats_that_are_kept_whole_are_as_they_were_before() {
    for (name, has_json) in [("contact", true), ("hostile", false), ("options-and-lines", true)] {
        let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diff").join(name);
        let report = named(name).report(false);
        assert_generated(&case.join("comment.md"), &report.markdown().to_string());
        if has_json {
            let json = serde_json::to_string_pretty(&report.json()).unwrap();
            assert_generated(&case.join("diff.json"), &(json + "\n"));
        }
    }
}

/// What a difference is, apart from words: its kind, its number in digits, and whether it is about routing.
type Told = (String, Option<String>, bool);

#[test]
fn programs_are_told_each_difference_that_was_found() {
    for (case, compared) in &*CASES {
        let json = compared.report(false).json();
        let mut told: Vec<Told> = (json.groups.iter().flat_map(|group| &group.differences))
            .map(|told| (told.kind.to_owned(), told.number.clone(), told.routing))
            .collect();
        let mut found: Vec<Told> = (compared.diff.differences())
            .map(|found| {
                let number = found.number.map(|number| format!("+{}", number.to_string().replace('-', "")));
                (found.kind.word().to_owned(), number, found.kind.is_routing())
            })
            .collect();
        told.sort();
        found.sort();
        assert_eq!(told, found, "{}", case.display());
        let (sum, of) = (&json.summary, compared.diff.summary);
        assert_eq!(sum.differences, found.len(), "{}", case.display());
        assert_eq!((sum.cells, sum.cells_differing), (of.cells, of.cells_differing));
        assert_eq!((sum.numbers, sum.numbers_differing), (of.numbers, of.numbers_differing));
    }
}

#[test]
fn people_read_in_both_formats_where_calls_go() {
    for (case, compared) in CASES.iter().filter(|(case, _)| !case.ends_with("hostile")) {
        let report = compared.report(true);
        let human = report.human(Paint::new(false)).to_string();
        // Without what it stresses.
        let markdown = report.markdown().to_string().replace('*', "");
        let json = report.json();
        // Of a changed text, people are shown what differs.
        let routed = json.groups.iter().flat_map(|group| &group.differences).filter(|told| told.routing);
        for told in routed {
            for side in [&told.was, &told.becomes] {
                assert!(human.contains(&side.text), "{}: {human}\n{}", case.display(), side.text);
            }
            assert!(
                markdown.contains(&told.becomes.text),
                "{}: {markdown}\n{}",
                case.display(),
                told.becomes.text
            );
        }
    }
}

#[test]
fn a_renaming_is_told_in_one_line() {
    let told = named("renamed").human();
    assert!(told.starts_with("Nothing differs: 149 caller actions on 5 numbers, "), "{told}");
    assert_eq!(told.lines().count(), 1);
}

/// The words of a command, as a shell takes them apart.
fn shell_words(command: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// The call of a command, made under a plan.
fn replayed(plan: &Plan, command: &str) -> CallRecord {
    let words = shell_words(command);
    assert_eq!(words[..2], ["ivrsim", "call"], "{command}");
    let option = |name: &str| words.iter().position(|word| word == name).map(|at| words[at + 1].as_str());
    let number = directory::number(plan, &words[2]).unwrap();
    let keys: KeySequence = option("--press").unwrap_or_default().parse().unwrap();
    let at = moment::parse(option("--at").unwrap(), plan.zone).unwrap();
    let caller = option("--from").map(|from| Caller::parse(from, plan.country).unwrap()).unwrap_or_default();
    let answers = OutsideAnswers::read(option("--answer").unwrap_or_default(), plan).unwrap();
    plan.call(&CallSpec::new(number, at).with_caller(caller).with_keys(keys.clone()).with_answers(answers))
        .record
}

/// How many commands a comparison prints; each must show what it is printed for.
fn replays_shown(compared: &Compared) -> usize {
    let (old, new) = (&compared.old, &compared.new);
    let matching = Matching::of(old, new);
    let json = compared.report(true).json();
    let mut shown = 0;
    for told in json.groups.iter().flat_map(|group| &group.differences) {
        let Some(replay) = &told.replay else {
            assert_eq!(told.kind, "contact");
            continue;
        };
        assert!(replay.old.ends_with("--plan old.toml") && replay.new.ends_with("--plan new.toml"));
        let (was, becomes) = (replayed(old, &replay.old), replayed(new, &replay.new));
        let times = |record: &CallRecord| record.events.iter().map(|event| event.at).collect::<Vec<_>>();
        let is_shown = match told.kind {
            "wording" => was.transcript(old) != becomes.transcript(new),
            "timing" => times(&was) != times(&becomes),
            _ => !matching.ends_alike(&was.outcome().unwrap(), &becomes.outcome().unwrap()),
        };
        assert!(is_shown, "{}", replay.new);
        shown += 1;
    }
    shown
}

#[test]
fn every_command_that_is_printed_shows_its_difference() {
    let shown: usize = CASES.iter().map(|(_, compared)| replays_shown(compared)).sum();
    assert!(shown > 20, "{shown}");
}

proptest! {
    #![proptest_config(drawn::cases(16))]

    #[test]
    fn whatever_is_edited_can_be_told_and_agreed_to(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut dice = Dice::new(&bytes);
        let text = oracles::plan::text(&mut dice);
        let old = oracles::plan::plan(&text);
        if let Some(new) = oracles::diff::edited(&text, &mut dice) {
            let diff = diff(&old, &new, Horizon::of(&new, 1));
            let compared = Compared { old, new, diff };
            replays_shown(&compared);
            let mut report = compared.report(false);
            let said = [
                report.human(Paint::new(true)).to_string(),
                report.markdown().to_string(),
                report.html().to_string(),
                report.github(&Checkout::default()).to_string(),
            ];
            let word = if report.is_empty() { "Nothing differs" } else { "difference" };
            prop_assert!(said.iter().all(|said| said.contains(word)), "{said:?}");
            let _marks = Marks::between(&compared.old, &compared.new, &compared.diff);
            let agreed = report.reviewed(&ReviewedList::default());
            let mut sources = Sources::default();
            let file = sources.add("agreed.toml", agreed.text());
            report.review(&ReviewedList::read(&sources, file).unwrap());
            prop_assert!(report.is_empty() && report.json().gone.is_empty());
        }
    }
}

#[test]
fn a_printed_call_is_the_call_that_was_made() {
    let compared = named("caller-hours");
    let json = compared.report(true).json();
    let told: Vec<_> = json.groups.iter().flat_map(|group| &group.differences).collect();
    for (difference, told) in compared.diff.differences().zip(told) {
        let witness = difference.witness.as_ref().unwrap();
        let mut call = Call::dial(&compared.new, witness.number, witness.caller, witness.at);
        let outcome = run::to_the_end(&mut call, &witness.keys).outcome;
        let replay = &told.replay.as_ref().unwrap().new;
        assert_eq!(replayed(&compared.new, replay).outcome(), Some(outcome), "{replay}");
    }
}

#[test]
fn nothing_in_a_plan_breaks_out_of_what_shows_it() {
    let compared = named("hostile");
    let report = compared.report(true);
    let human = report.human(Paint::new(false)).to_string();
    let (markdown, html) = (report.markdown().to_string(), report.html().to_string());
    let github = report.github(&Checkout::default()).to_string();
    for text in [&human, &markdown, &html, &github] {
        assert!(!text.contains(['\u{202e}', '\u{2067}', '\u{1b}']));
    }
    assert!(
        !html.contains("<script") && !html.contains("<img") && !html.contains("</details><img"),
        "{html}"
    );
    for line in github.lines() {
        assert!(line.starts_with("::warning ") || line.starts_with("::notice "), "{line}");
    }
    // Outside of code there is no tag of a name and nobody is mentioned.
    let mut in_fence = None;
    for line in markdown.lines() {
        let quotes = line.chars().take_while(|c| *c == '`').count();
        match in_fence {
            None if quotes >= 3 => in_fence = Some(quotes),
            Some(fence) if quotes >= fence => in_fence = None,
            Some(_) => {}
            None => {
                let prose: String = line.split('`').step_by(2).collect();
                let is_ours = ["<details", "</details>"].iter().any(|ours| line.starts_with(ours));
                assert!(is_ours || !prose.contains('<'), "{line}");
                assert!(!prose.contains("@ally") && !prose.contains("#12"), "{line}");
            }
        }
    }
    assert_eq!(in_fence, None);
    let lines = |start: &str| markdown.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!(lines("<details"), lines("</details>"));
}

#[test]
fn a_page_needs_nothing_else_and_shows_both_calls() {
    let html = named("hours").report(false).html().to_string();
    for outside in ["http:", "https:", "src=", "href=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("<h3>Was</h3>") && html.contains("<h3>Becomes</h3>"));
    assert!(html.contains("<del>- open      = &quot;Mo-Fr 08:00-18:00&quot;</del>"), "{html}");
}

#[test]
fn annotations_stand_at_the_cause_in_the_new_plan() {
    let told = named("options-and-lines").report(false).github(&Checkout::default()).to_string();
    assert!(
        told.contains("::warning file=new.toml,line=58,title=new-option%3A 1-800-555-0100%2C key 4"),
        "{told}"
    );
    // What is gone has no line to stand at.
    assert!(told.contains("::warning title=removed-option%3A 1-800-555-0100%2C key 2"), "{told}");
}

#[test]
fn what_several_numbers_have_in_common_is_told_once() {
    let many = |fewest: &str| {
        let mut text = format!(
            "[plan]\nname = \"Many\"\neffective = 2026-01-05\ntimezone = \"America/New_York\"\n\
             [defaults]\nclosed = \"hang-up\"\n[hours.day]\nopen = \"{fewest}\"\n\
             [destinations.desk]\nname = \"Desk\"\nhours = \"day\"\n"
        );
        for line in 0..38 {
            let number = 1000 + line;
            writeln!(
                text,
                "[lines.l{line}]\nnumber = \"1-800-555-{number}\"\nname = \"L\"\nanswer = \"desk\""
            )
            .unwrap();
        }
        read([("plan.toml", text)], &PlanLimits::STANDARD).plan.unwrap()
    };
    let (old, new) = (many("Mo-Fr 08:00-18:00"), many("Mo-Fr 08:00-20:00"));
    let diff = diff(&old, &new, Horizon::of(&new, 1));
    let compared = Compared { old, new, diff };
    let told = compared.human();
    assert!(told.contains("and 37 other numbers; --all lists them"), "{told}");
    assert!(told.contains("38 differences with 1 cause."), "{told}");
    assert_eq!(told.matches("    replay   ").count(), 1);
    let all = compared.report(true).human(Paint::new(false)).to_string();
    assert_eq!(all.matches("    replay   ").count(), 38);
    assert_eq!(compared.report(false).json().groups[0].differences.len(), 38, "programs are told all");
}

#[test]
fn a_narrowed_report_tells_of_some_kinds_only() {
    let mut compared = Compared::of(&cases().into_iter().find(|case| case.ends_with("contact")).unwrap());
    compared.diff.keep(|kind| kind == DifferenceKind::Contact);
    let told = compared.human();
    assert!(told.contains("1 difference with 1 cause."), "{told}");
    assert!(told.contains("contact Payments"), "{told}");
    compared.diff.keep(|kind| kind == DifferenceKind::Wording);
    let told = compared.human();
    assert!(told.starts_with("Nothing differs among the kinds chosen: "), "{told}");
    assert!(told.contains("of other kinds not listed."), "{told}");
}

#[test]
fn new_hours_that_callers_are_told_are_words_where_only_words_are_asked_for() {
    let with = |hours: &str| {
        let text = format!(
            "{}[hours.day]\nopen = \"{hours}\"\n[messages.closed]\nsay = \"The hours are {{hours}}.\"\nthen = \"hang-up\"\n",
            garage("shop", "[destinations.shop]\nname = \"Shop\"\nhours = \"day\"\nclosed = \"closed\"\n")
        );
        read([("plan.toml", text)], &PlanLimits::STANDARD).plan.unwrap()
    };
    let compare = || {
        let (old, new) = (with("Mo-Fr 08:00-18:00"), with("Mo-Fr 08:00-20:00"));
        let diff = diff(&old, &new, Horizon::of(&new, 1));
        Compared { old, new, diff }
    };
    let kinds = |compared: &Compared| compared.diff.differences().map(|one| one.kind).collect::<Vec<_>>();
    // Beside the new hours it goes without saying.
    let mut all = compare();
    assert!(!kinds(&all).contains(&DifferenceKind::Wording), "{:?}", kinds(&all));
    all.diff.keep(|kind| kind != DifferenceKind::Timing);
    assert!(!kinds(&all).contains(&DifferenceKind::Wording), "{:?}", kinds(&all));
    let mut words = compare();
    words.diff.keep(|kind| kind == DifferenceKind::Wording);
    assert_eq!(kinds(&words), [DifferenceKind::Wording]);
    assert!(words.human().contains("8 AM to 8 PM"), "{}", words.human());
}

#[test]
fn what_no_call_could_show_leaves_it_open_whether_something_differs() {
    let mut compared = Compared::of(&cases().into_iter().find(|case| case.ends_with("renamed")).unwrap());
    assert!(!compared.report(false).is_unsure());
    compared.diff.summary.not_shown = 1;
    assert!(compared.report(false).is_unsure());
}

/// A line that asks who calls and whether it is open, with some of its text replaced.
fn switched(from: &str, to: &str) -> Plan {
    let text = r#"[plan]
name = "Switched"
effective = 2026-01-05
timezone = "America/New_York"
[defaults]
closed = "hang-up"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "who"
[lines.second]
number = "1-800-555-0101"
name = "Second"
answer = "west"
[switches.who]
cases = [{ caller = ["213-555-0177"], then = "west" }, { area_code = ["303"], open = "day", then = "west" }]
otherwise = "desk"
[destinations.west]
name = "West"
hours = "day"
[destinations.desk]
name = "Desk"
"#;
    assert!(from.is_empty() || text.matches(from).count() == 1, "{from}");
    let text = if from.is_empty() { text.to_owned() } else { text.replace(from, to) };
    let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.plan.unwrap()
}

fn switched_to(from: &str, to: &str) -> String {
    let (old, new) = (switched("", ""), switched(from, to));
    let diff = diff(&old, &new, Horizon::of(&new, 1));
    Compared { old, new, diff }.human()
}

#[test]
fn hours_are_shown_where_they_are_written_whoever_asks_them() {
    let told = switched_to("08:00-18:00", "08:00-17:00");
    let head = "plan.toml:8\n- open = \"Mo-Fr 08:00-18:00\"\n+ open = \"Mo-Fr 08:00-17:00\"\n";
    assert!(told.starts_with(head), "{told}");
    assert!(told.contains("with 1 cause."), "{told}");
    assert!(
        told.contains("when     callers like 1-303-555-0100, Monday to Friday 17:00 to 18:00 Eastern"),
        "{told}"
    );
}

#[test]
fn callers_are_named_by_one_of_them_and_the_rest_as_such() {
    let told = switched_to("[\"303\"]", "[\"303\", \"719\"]");
    assert!(
        told.contains("when     callers like 1-719-555-0100, Monday to Friday 08:00 to 18:00 Eastern"),
        "{told}"
    );
    let told = switched_to("otherwise = \"desk\"", "otherwise = \"hang-up\"");
    assert!(
        told.contains("when     all other callers, always\n             callers like 1-303-555-0100, "),
        "{told}"
    );
}
