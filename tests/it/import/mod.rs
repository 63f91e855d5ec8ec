//! Phone systems that run become plans that do the same.

mod asterisk;
mod choices;
mod connect;
mod files;
mod mistakes;
mod played;
mod twilio;

use ivrsim::base::source::Sources;
use ivrsim::call::{CallSpec, CompletedCall, OutsideAnswers};
use ivrsim::import::{Import, ImportRequest, SoundWords, import};
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::time::moment;

/// What an import is asked for where nothing else is said.
pub(crate) fn request() -> ImportRequest {
    ImportRequest {
        platform: None,
        lines: Vec::new(),
        timezone: Some("America/Chicago".to_owned()),
        entries: Vec::new(),
        words: SoundWords::default(),
        effective: "2026-01-01".parse().unwrap(),
        name: "Imported".to_owned(),
    }
}

/// A dialplan taken over.
pub(crate) fn taken_over(text: &str) -> Import {
    let mut sources = Sources::default();
    let file = sources.add("extensions.conf", text);
    import(&sources, &[file], &request()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"))
}

/// The plan of an import.
pub(crate) fn plan_of(import: &Import) -> Plan {
    let texts = import.files.iter().map(|file| (file.path.as_str(), file.text.clone()));
    let reading = read(texts, &PlanLimits::STANDARD);
    assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
    reading.plan.unwrap()
}

/// A call to the first line of a plan.
pub(crate) fn call(plan: &Plan, at: &str, press: &str, answers: &str) -> CompletedCall {
    let at = moment::parse(at, plan.zone).unwrap();
    let (_, line) = plan.lines().next().unwrap();
    let answers: OutsideAnswers = answers.parse().unwrap();
    plan.call(&CallSpec::new(line.number.value, at).with_keys(press.parse().unwrap()).with_answers(answers))
}

/// Where a call to the first line ends: the kind of its outcome, and the name of the step.
pub(crate) fn end(plan: &Plan, at: &str, press: &str) -> String {
    let record = call(plan, at, press, "");
    let outcome = record.outcome;
    let place = outcome.place_key(plan).map_or_else(String::new, |step| format!(" {step}"));
    format!("{:?}{place}", outcome.kind())
}
