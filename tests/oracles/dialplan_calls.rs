//! What holds for every dialplan that is taken over: its plan does what Asterisk's rules say, and no step is lost.
//!
//! The rules are told a second time here, as small as they can be: a walk through steps, with a clock and keys at given times. It
//! knows nothing of the importer. Two things are the plan's: behind words at which the system does not wait, it waits a second; and a
//! mailbox greets for as long as a recording takes of which nothing is known.

use std::collections::BTreeMap;

use ivrsim::base::source::Sources;
use ivrsim::call::{Call, Caller, OutcomeKind};
use ivrsim::import::{ImportRequest, SoundWords, StepFate, import};
use ivrsim::plan::{Plan, PlanLimits, read};
use jiff::{SignedDuration, Timestamp};

use super::dialplan::{Dialplan, Step, Target, Times};
use super::dice::Dice;

/// A recording of which nothing is known takes so long.
const WORDS: f64 = 5.0;

/// Nobody is on the line for longer.
const LONGEST: f64 = 240.0;

/// What a caller does, and what the outside answers.
#[derive(Debug)]
pub struct Doing {
    at: Timestamp,
    keys: Vec<(f64, char)>,
    /// What becomes of calls to phones, by their last digit.
    phones: [&'static str; 5],
    database: [bool; 2],
}

impl Doing {
    /// A call beside an edge of some hours.
    #[must_use]
    pub fn drawn(dice: &mut Dice<'_>, dialplan: &Dialplan) -> Self {
        let times: Vec<&Times> = dialplan
            .contexts
            .values()
            .flatten()
            .filter_map(|step| match step {
                Step::IfTime { times, .. } => Some(times),
                _ => None,
            })
            .collect();
        let at = match times.as_slice() {
            [] => Timestamp::from_second(1_772_460_000 + dice.whole(60_000) * 900).unwrap(),
            times => times[dice.below(times.len())].edge(dice, dialplan.zone),
        };
        let mut keys = Vec::new();
        let mut time = 0.25;
        for _ in 0..dice.below(7) {
            time += f64::from(dice.below(24) as u32);
            keys.push((time, *dice.one_of(&['1', '2', '3', '*', '7', '0', '#'])));
            time += 0.5;
        }
        let phones = std::array::from_fn(|_| *dice.one_of(&["answered", "answered", "unanswered", "busy"]));
        Self { at, keys, phones, database: [dice.one_in(2), dice.one_in(2)] }
    }
}

/// How a call ends, and when.
#[derive(Clone, Debug, PartialEq)]
struct Ending {
    kind: &'static str,
    name: String,
    seconds: f64,
}

/// The walk. None: the call goes on for longer than anybody waits.
#[expect(clippy::too_many_lines, reason = "one arm for each application, as its rule tells it")]
fn walked(dialplan: &Dialplan, doing: &Doing) -> Option<Ending> {
    let mut at = Target { context: "m0".to_owned(), extension: "s".to_owned(), priority: 1 };
    let mut time = 0.0_f64;
    let mut variables: BTreeMap<char, i64> = BTreeMap::new();
    let mut stack: Vec<Target> = Vec::new();
    let mut keys = doing.keys.iter().copied().peekable();
    let ended = |kind, name: String, seconds| Some(Ending { kind, name, seconds });
    let has = |context: &str, extension: &str| {
        dialplan.contexts.contains_key(&(context.to_owned(), extension.to_owned()))
    };
    for _ in 0..4_000 {
        if time > LONGEST {
            return None;
        }
        let Some(steps) = dialplan.contexts.get(&(at.context.clone(), at.extension.clone())) else {
            // An extension that is not there is a wrong one.
            let found = ["i", "e"].into_iter().find(|extension| has(&at.context, extension));
            let Some(extension) = found else { return ended("dropped", String::new(), time) };
            at = Target { extension: extension.to_owned(), priority: 1, ..at };
            continue;
        };
        let Some(step) = steps.get(at.priority - 1) else {
            return ended("disconnected", String::new(), time);
        };
        let next = Target { priority: at.priority + 1, ..at.clone() };
        let is_next = steps.len() > at.priority;
        let holds = |left: i64, sign: &str, right: i64| match sign {
            "=" => left == right,
            "!=" => left != right,
            "<" => left < right,
            ">" => left > right,
            ">=" => left >= right,
            _ => left <= right,
        };
        let value = |variable: &char| variables.get(variable).copied().unwrap_or(0);
        let now = doing.at.checked_add(SignedDuration::from_secs_f64(time)).unwrap();
        match step {
            Step::Answer => at = next,
            Step::Set(variable, value) => {
                variables.insert(*variable, *value);
                at = next;
            }
            Step::Count(variable, of) => {
                let counted = (value(variable) + 1) % of;
                variables.insert(*variable, counted);
                at = next;
            }
            Step::If { variable, sign, value: wanted, to } => {
                at = if holds(value(variable), sign, *wanted) { to.clone() } else { next };
            }
            Step::IfTime { times, to } => at = if times.hold(now, dialplan.zone) { to.clone() } else { next },
            Step::IfDatabase { key, to } => {
                let is_on = doing.database[usize::from(*key == "storm/on")];
                at = if is_on { to.clone() } else { next };
            }
            Step::Goto(to) => at = to.clone(),
            Step::Gosub(sub) => {
                stack.push(next);
                at = Target { context: format!("sub{sub}"), extension: "s".to_owned(), priority: 1 };
            }
            Step::Return => match stack.pop() {
                Some(back) => at = back,
                None => return ended("disconnected", String::new(), time),
            },
            Step::Playback => {
                time += WORDS;
                while keys.next_if(|(pressed, _)| *pressed < time).is_some() {}
                at = next;
            }
            Step::Background | Step::WaitExten(_) => {
                let until = time
                    + match step {
                        Step::WaitExten(seconds) => f64::from(*seconds),
                        _ => WORDS,
                    };
                // Words with nothing behind them that waits: the plan gives a second.
                let follows = follows(dialplan, &next);
                let until = if matches!(step, Step::Background) && !follows { until + 1.0 } else { until };
                let found = if let Some((pressed, key)) = keys.next_if(|(pressed, _)| *pressed < until) {
                    time = pressed;
                    let extension = key.to_string();
                    let all = [extension.as_str(), "i", "e"];
                    all.into_iter().find(|extension| has(&at.context, extension)).map(str::to_owned)
                } else {
                    time = until;
                    if matches!(step, Step::Background) || is_next {
                        at = next;
                        continue;
                    }
                    ["t", "e"].into_iter().find(|extension| has(&at.context, extension)).map(str::to_owned)
                };
                let Some(extension) = found else { return ended("disconnected", String::new(), time) };
                at = Target { extension, priority: 1, ..at };
            }
            Step::Dial { phone, seconds } => {
                let name = format!("extension 10{phone}");
                match doing.phones[usize::from(*phone)] {
                    "busy" => at = next,
                    "unanswered" => {
                        time += f64::from(*seconds);
                        at = next;
                    }
                    _ => return ended("transferred", name, time),
                }
                while keys.next_if(|(pressed, _)| *pressed < time).is_some() {}
            }
            Step::Voicemail(number) => {
                return ended("voicemail", format!("mailbox 20{number}"), time + WORDS);
            }
            Step::Hangup => return ended("disconnected", String::new(), time),
        }
    }
    None
}

/// Whether words are followed at once by more words or by a wait, so that they are one question.
fn follows(dialplan: &Dialplan, next: &Target) -> bool {
    let steps = dialplan.contexts.get(&(next.context.clone(), next.extension.clone()));
    matches!(
        steps.and_then(|steps| steps.get(next.priority - 1)),
        Some(Step::Background | Step::WaitExten(_))
    )
}

/// The plan of a dialplan.
///
/// # Panics
///
/// If there is none, or if a step was lost.
#[must_use]
pub fn plan(text: &str, zone: &str) -> Plan {
    let mut sources = Sources::default();
    let file = sources.add("extensions.conf", text);
    let request = ImportRequest {
        platform: None,
        lines: Vec::new(),
        timezone: Some(zone.to_owned()),
        entries: vec!["in".to_owned()],
        words: SoundWords::default(),
        effective: jiff::civil::date(2025, 1, 1),
        name: "Drawn".to_owned(),
    };
    let import =
        import(&sources, &[file], &request).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"));
    let counted: usize = StepFate::ALL.iter().map(|&fate| import.summary.count(fate)).sum();
    let written = text.lines().filter(|line| line.trim_start().starts_with(['e', 's'])).count();
    assert_eq!((counted, import.summary.steps()), (written, written), "{text}");
    let texts = import.files.iter().map(|file| (file.path.as_str(), file.text.clone()));
    read(texts, &PlanLimits::STANDARD).plan.unwrap_or_else(|| panic!("{text}"))
}

fn called(plan: &Plan, doing: &Doing) -> Option<Ending> {
    let (_, line) = plan.lines().next()?;
    let mut answers = ivrsim::call::OutsideAnswers::default();
    for (_, answer) in plan.answers() {
        let name = answer.name.as_deref().unwrap_or_default();
        if let Some(phone) = name.strip_prefix("extension 10") {
            let phone: usize = phone.parse().unwrap();
            answers = answers.and(&answer.key, doing.phones[phone]);
        }
        for (key, is_on) in ["night/mode", "storm/on"].iter().zip(doing.database) {
            if name.contains(key) && is_on {
                answers = answers.and(&answer.key, "on");
            }
        }
    }
    let mut call = Call::dial_with(plan, line.number.value, Caller::default(), &answers, doing.at);
    let after = |seconds: f64| doing.at.checked_add(SignedDuration::from_secs_f64(seconds)).unwrap();
    let pass = |call: &mut Call<&Plan>, until: Timestamp| {
        while let Some(due) = call.poll_timeout().filter(|due| *due <= until) {
            call.handle_timeout(due);
        }
    };
    for &(time, key) in &doing.keys {
        pass(&mut call, after(time));
        if call.outcome().is_none() {
            call.handle_key(after(time), ivrsim::plan::Key::new(key).unwrap());
        }
    }
    pass(&mut call, after(LONGEST + 60.0));
    let outcome = call.outcome()?;
    let seconds = call.ended()?.duration_since(doing.at).as_secs_f64();
    let (kind, name) = match outcome.kind() {
        OutcomeKind::Transferred => ("transferred", outcome.place_name(plan).unwrap_or_default().to_owned()),
        OutcomeKind::Voicemail => ("voicemail", outcome.place_name(plan).unwrap_or_default().to_owned()),
        OutcomeKind::Dropped => ("dropped", String::new()),
        _ => ("disconnected", String::new()),
    };
    Some(Ending { kind, name, seconds })
}

/// Plays calls against both.
///
/// # Panics
///
/// If a call ends otherwise, or at another time.
pub fn check(dice: &mut Dice<'_>) {
    let dialplan = Dialplan::drawn(dice);
    let text = dialplan.text();
    let plan = plan(&text, dialplan.zone);
    // Where branches go in circles unheard, the plan waits a second in each, and says so.
    if plan.step_named("pause").is_some() {
        return;
    }
    // A line at which calls end at once, or go in circles unheard, is none.
    if plan.lines().next().is_none() {
        let ending = walked(&dialplan, &Doing::drawn(dice, &dialplan));
        return assert!(ending.as_ref().is_none_or(|ending| ending.seconds == 0.0), "{ending:?}\n{text}");
    }
    for _ in 0..12 {
        let doing = Doing::drawn(dice, &dialplan);
        let wanted = walked(&dialplan, &doing);
        let got = called(&plan, &doing);
        // Who is led in circles for ever is hung up on by the plan in the end.
        if let (Some(wanted), got) = (wanted, got) {
            let near = got.as_ref().is_some_and(|got| {
                got.kind == wanted.kind
                    && got.name == wanted.name
                    && (got.seconds - wanted.seconds).abs() < 0.01
            });
            assert!(near, "{got:?} instead of {wanted:?}\nzone {} {doing:#?}\n{text}", dialplan.zone);
        }
    }
}

/// Any text at all is read or refused, and no step is lost.
///
/// # Panics
///
/// If the counts do not add up.
pub fn check_text(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("extensions.conf", text);
    let request = ImportRequest {
        platform: Some(ivrsim::import::Platform::Asterisk),
        lines: Vec::new(),
        timezone: None,
        entries: Vec::new(),
        words: SoundWords::default(),
        effective: jiff::civil::date(2025, 1, 1),
        name: "Any".to_owned(),
    };
    match import(&sources, &[file], &request) {
        Ok(import) => {
            let counted: usize = StepFate::ALL.iter().map(|&fate| import.summary.count(fate)).sum();
            assert_eq!(counted, import.summary.steps());
        }
        Err(mistakes) => {
            assert!(mistakes.iter().all(|told| told.code != "unwritable-plan"), "{mistakes:#?}\n{text}");
        }
    }
}
