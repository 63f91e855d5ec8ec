//! Every case that the scenarios of the Ally directory promise, made in the page with a mouse.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ivrsim::base::source::Sources;
use ivrsim::call::{CallRecord, EventKind, OutcomeKind, Speaker};
use ivrsim::plan::{self, Plan, PlanLimits, read};
use ivrsim::suite::scenario::{ParsedScenarioFile, Suite};
use serde_json::json;

use super::browser::page_of;
use crate::helpers::browser::Browser;

/// Time that passes only when somebody says so.
const CLOCK: &str = "(() => {
    let now = 1767700800000;
    const acts = [];
    Date.now = () => now;
    performance.now = () => now;
    window.setInterval = (act) => acts.push(act);
    window.passes = (length) => {
        for (let rest = length; rest > 0; rest -= 1000) {
            now += Math.min(rest, 1000);
            for (const act of acts) act();
        }
    };
})()";

/// What was heard and pressed, as it stands in the page: of whom, what, and whether some of it was not said.
const CAPTIONS: &str = "[...document.querySelectorAll('#captions li')].map((item) =>
    [item.className, item.textContent.trim(), item.querySelector('.ahead') !== null])";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The text of each file of a folder, by name.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let paths: BTreeSet<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let named = |path: PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
    };
    paths.into_iter().map(named).collect()
}

fn suites(plan: &Plan) -> Vec<Suite> {
    let lowered = |(name, text): (String, String)| {
        let (mut sources, mut mistakes) = (Sources::default(), Vec::new());
        let file = sources.add(name, text);
        let suite =
            ParsedScenarioFile::read(&sources, file, &mut mistakes).lower(plan, &sources, &mut mistakes);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        suite.unwrap()
    };
    texts(&folder("scenarios/ally")).into_iter().map(lowered).collect()
}

/// The directory with Labor Day kept everywhere, as one of the scenarios has it: written into its text, because a page is made
/// of texts. That it is the same as the scenario's is held by the calls.
fn with_holiday() -> Plan {
    let mut files = texts(&folder("menus/ally"));
    for (_, text) in &mut files {
        let lines = text.lines().fold(String::new(), |mut lines, line| {
            let _ = writeln!(lines, "{line}");
            if line.starts_with("[hours.") {
                lines.push_str("calendars = [\"kept\"]\n");
            }
            lines
        });
        *text = lines;
    }
    let kept = "[calendars.kept]\ndays = [{ name = \"Labor Day\", on = \"first Monday of September\" }]\n";
    files.push(("9-kept.toml".to_owned(), kept.to_owned()));
    let reading = read(files.iter().map(|(name, text)| (&**name, &**text)), &PlanLimits::STANDARD);
    reading.plan.unwrap_or_else(|| panic!("{:?}", reading.diagnostics))
}

/// A phone in which time passes only when somebody says so; what was dialed, who called and when are what was typed last.
struct ClickedPhone {
    browser: Browser,
    from: String,
    _folder: tempfile::TempDir,
}

impl ClickedPhone {
    fn of(plan: &Plan) -> Option<Self> {
        let (folder, path) = page_of(plan);
        let mut browser = Browser::open(&path, "")?;
        browser.send("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": CLOCK }));
        browser.reloads();
        // All of the page is on the screen.
        let metrics = json!({ "width": 1280, "height": 4000, "deviceScaleFactor": 1, "mobile": false });
        browser.send("Emulation.setDeviceMetricsOverride", &metrics);
        Some(Self { browser, from: String::new(), _folder: folder })
    }

    fn types(&mut self, id: &str, text: &str, button: &str) {
        self.browser.clicks(&format!("#{id}"), 3);
        self.browser.send("Input.insertText", &json!({ "text": text }));
        self.browser.clicks(button, 1);
    }

    /// Makes a call again with the mouse, each click at its moment; gives what the page shows of it.
    fn makes(&mut self, record: &CallRecord) -> Vec<(String, String, bool)> {
        self.types("moment", &record.began.to_string(), "#clock-form [type=submit]");
        let from = match (record.caller.number, record.caller.zone) {
            (None, None) => String::new(),
            (Some(number), None) => number.to_string(),
            (None, Some(zone)) => zone.name().to_owned(),
            both => panic!("nobody can type {both:?}"),
        };
        if from != self.from {
            let typed = if from.is_empty() { " " } else { &from };
            self.types("from", typed, "#caller-form [type=submit]");
            self.from = from;
        }
        self.types("number", &record.dialled.to_string(), "#dial");
        let mut elapsed = 0;
        let mut waits = |browser: &mut Browser, event_at: jiff::Timestamp| {
            let after = event_at.duration_since(record.began).as_millis() as i64;
            browser.run(&format!("passes({})", after - elapsed));
            elapsed = after;
        };
        for event in &record.events {
            let clicked = match event.what {
                EventKind::Pressed(key) => format!("#keypad [data-key='{key}']"),
                EventKind::Ended(outcome) if outcome.kind() == OutcomeKind::CallerHungUp => {
                    "#hang-up".to_owned()
                }
                _ => continue,
            };
            waits(&mut self.browser, event.at);
            self.browser.clicks(&clicked, 1);
        }
        waits(&mut self.browser, record.began + record.duration());
        let shown = self.browser.run(CAPTIONS);
        serde_json::from_value(shown).unwrap()
    }
}

#[test]
fn all_cases_of_the_scenarios_clicked_in_the_page_are_told_as_by_the_program() {
    let plan = plan::builtin();
    let Some(mut phone) = ClickedPhone::of(plan) else { return };
    let mut holiday = ClickedPhone::of(&with_holiday()).unwrap();
    let (mut count, mut keys) = (0, 0);
    for suite in suites(plan) {
        for scenario in &suite.scenarios {
            let is_usual = scenario.override_of(plan).is_none();
            let phone = if is_usual { &mut phone } else { &mut holiday };
            for case in (0..scenario.count()).map(|position| scenario.case(position)) {
                let record = scenario.record(plan, case);
                let shown = phone.makes(&record);
                let transcript = record.transcript(scenario.plan(plan));
                let has_hung_up = record.outcome().unwrap().kind() == OutcomeKind::CallerHungUp;
                let name = scenario.case_name(case);
                assert_eq!(shown.len(), transcript.len(), "{name}: {shown:?}");
                for ((class, text, is_cut), entry) in shown.into_iter().zip(transcript) {
                    let (wanted, told) = match entry.speaker {
                        Speaker::System => ("system".to_owned(), Some(entry.text)),
                        Speaker::Caller => ("caller".to_owned(), Some(format!("Key {}", entry.text))),
                        // What became of it has words of its own for the one who called.
                        Speaker::Outcome => {
                            (format!("outcome {}", record.outcome().unwrap().kind().word()), None)
                        }
                    };
                    assert_eq!(class, wanted, "{name}");
                    assert!(told.is_none_or(|told| told == text), "{name}: {text:?}");
                    assert!(
                        !is_cut || entry.cut_short || has_hung_up,
                        "{name}: {text:?} was said to its end"
                    );
                }
                count += 1;
                keys +=
                    record.events.iter().filter(|event| matches!(event.what, EventKind::Pressed(_))).count();
            }
        }
    }
    assert!(count > 200 && keys > 100, "{count} cases with {keys} keys");
    assert_eq!((phone.browser.trouble(), holiday.browser.trouble()), (Vec::new(), Vec::new()));
}
