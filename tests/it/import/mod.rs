//! Phone systems that run become plans that do the same.

mod asterisk;
mod choices;
mod connect;
mod files;
mod freeswitch;
mod genesys;
mod mistakes;
mod played;
mod twilio;
mod voicexml;

use ivrsim::base::source::Sources;
use ivrsim::call::{Call, CallSpec, Caller, CompletedCall, Decision, EventKind, OutsideAnswers};
use ivrsim::import::{Import, ImportRequest, SoundWords, import};
use ivrsim::plan::{Key, Plan, PlanLimits, read};
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

/// Plays keys and silences against a plan: how the call ends, and how many questions were answered by then; `open` where it goes on
/// behind the last one. None: there is no such line, by its name or its number.
pub(crate) fn play(
    plan: &Plan,
    line: &str,
    at: &str,
    choices: &[Option<char>],
    most: usize,
) -> Option<(String, usize)> {
    let mut now = moment::parse(at, plan.zone).unwrap();
    let is_meant = |number: String| number.replace('-', "").ends_with(line);
    let (_, line) =
        plan.lines().find(|(_, one)| one.key == line || is_meant(one.number.value.to_string()))?;
    let mut call =
        Call::dial_with(plan, line.number.value, Caller::default(), &OutsideAnswers::default(), now);
    let (mut taken, mut pressed) = (0, 0);
    loop {
        while let Some(event) = call.poll_event() {
            let is_choice = matches!(
                event.what,
                EventKind::Decided(
                    Decision::Takes { .. }
                        | Decision::Accepts { .. }
                        | Decision::NoMatch { .. }
                        | Decision::EntryNoMatch { .. }
                        | Decision::NoInput { .. }
                        | Decision::TakesSilence(_)
                        | Decision::TakesOther { .. }
                )
            );
            taken += usize::from(is_choice);
        }
        if let Some(outcome) = call.outcome() {
            let kind = format!("{:?}", outcome.kind());
            let is_named = kind == "Transferred";
            let name =
                if is_named { format!(" {}", outcome.place_name(plan).unwrap()) } else { String::new() };
            return Some((format!("{kind}{name}"), taken));
        }
        if taken >= most {
            return Some(("open".to_owned(), taken));
        }
        match choices.get(taken).copied().flatten() {
            Some(key) if call.listens() && pressed == taken => {
                pressed += 1;
                call.handle_key(now, Key::new(key).unwrap());
            }
            _ => {
                pressed = pressed.max(taken);
                now = call.poll_timeout().unwrap();
                call.handle_timeout(now);
            }
        }
    }
}
