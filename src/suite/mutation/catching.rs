//! The scenario that would notice a mistake: written, read back and played under both plans before anybody is told of it.

use std::fmt::Write as _;

use super::mutant::Mutant;
use crate::base::source::Sources;
use crate::base::text::sentences;
use crate::call::{CallRecord, Decision, EventKind, KeySequence, Press};
use crate::diff::{BeforeAfter, Diff};
use crate::explore::{Act, Witness};
use crate::plan::{Input, Key, Pattern, Plan, Step, StepKind};
use crate::suite::scenario::written::{self, CallsDraft, ExpectDraft};
use crate::suite::scenario::{ParsedScenarioFile, Player, Suite};

/// So many differences of a mutant are tried.
const MAX_TRIED: usize = 24;

/// A scenario that passes under a plan and fails under a mutant of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatchingScenario {
    /// As it is written into a file.
    pub scenario: written::ScenarioDraft,
    /// The call that it makes.
    pub witness: Witness,
}

impl CatchingScenario {
    /// The text of a scenario file with this one alone.
    #[must_use]
    pub fn text(&self) -> String {
        written::SuiteDraft { scenarios: vec![self.scenario.clone()], ..written::SuiteDraft::default() }
            .to_string()
    }

    /// Ready to be played. `original` is the plan for which it was written.
    pub(super) fn suite(&self, original: &Plan) -> Option<Suite> {
        lowered(original, &self.text())
    }
}

/// A scenario that notices a mutant, by one of some calls. None: none of them can be told from the original's in the words of
/// scenarios.
pub(super) fn catching(
    original: &Plan,
    plan: &Plan,
    mutant: &Mutant,
    calls: Vec<Witness>,
) -> Option<CatchingScenario> {
    calls.into_iter().find_map(|witness| {
        let record = |plan: &Plan| plan.call(&witness).record;
        let made = BeforeAfter { old: record(original), new: record(plan) };
        promises(original, plan, made.as_ref()).into_iter().find_map(|expect| {
            let scenario = written(original, mutant, &witness, expect);
            let catching = CatchingScenario { scenario, witness: witness.clone() };
            let suite = catching.suite(original)?;
            (!fails(&suite, original) && fails(&suite, plan)).then_some(catching)
        })
    })
}

/// Calls that may show a difference: those that the comparison has made, and where it made none, calls along the way that
/// wait, or press a key at once.
pub(super) fn calls(original: &Plan, plan: &Plan, diff: &Diff) -> Vec<Witness> {
    let mut calls: Vec<Witness> = Vec::new();
    for difference in diff.differences().take(MAX_TRIED) {
        if let Some(witness) = &difference.witness {
            calls.push(witness.clone());
        }
        let (Some(number), Some(met)) = (difference.number, difference.met.first()) else { continue };
        let Some(at) = met.when.first() else { continue };
        let mut presses = Vec::new();
        for act in &difference.route.acts {
            match act {
                Act::Key(key) | Act::OtherKey(key) | Act::AnyOther(key) => presses.push(Press::Key(*key)),
                Act::Entry(digits) => presses.extend(digits.keys().map(Press::Key)),
                Act::Dial | Act::Silence | Act::Stay | Act::Answer(_) => {}
            }
        }
        let waiting = [(original, difference.old.waits_at), (plan, difference.new.waits_at)];
        let steps = waiting.into_iter().filter_map(|(plan, step)| Some(plan.step(step?)));
        let mut along = vec![presses.clone()];
        along.extend(steps.flat_map(tries).map(|keys| {
            let keys = keys.into_iter().map(Press::Key);
            presses.iter().copied().chain(keys).collect()
        }));
        let caller = met.by.caller;
        calls.extend(along.into_iter().map(|presses| Witness {
            number,
            caller,
            at,
            keys: KeySequence::from(presses),
            answers: difference.route.answers(&diff.answers),
        }));
    }
    calls.dedup();
    calls
}

/// How many entries with a way of their own are tried at a step.
const MAX_ENTRIES: usize = 20;

/// What a caller can press at a step to see how it waits: each key of a menu; of an input one digit, with the key that ends
/// an entry, and as many as it takes; and an entry of each route.
fn tries(step: &Step) -> Vec<Vec<Key>> {
    match &step.kind {
        StepKind::Menu(menu) => {
            let entries = menu.entry_routes().iter().take(MAX_ENTRIES).map(|route| entry_of(&route.pattern));
            let keys =
                Key::ALL.into_iter().filter(|&key| menu.entries.is_some() || menu.choice(key).is_some());
            keys.map(|key| vec![key]).chain(entries).collect()
        }
        StepKind::Input(Input { entry, .. }) => {
            let Some(digit) = Key::new('1') else { return Vec::new() };
            let ended = entry.terminator.map(|key| vec![digit, key]);
            let full = vec![digit; usize::from(entry.most)];
            let routes = entry.routes.iter().take(MAX_ENTRIES).map(|route| entry_of(&route.pattern));
            // What no entry begins with may be refused at once.
            let others = Key::ALL.into_iter().filter(|key| *key != digit).map(|key| vec![key]);
            [vec![digit], full].into_iter().chain(ended).chain(routes).chain(others).collect()
        }
        _ => Vec::new(),
    }
}

/// Some entry of a pattern.
fn entry_of(pattern: &Pattern) -> Vec<Key> {
    pattern.places().iter().filter_map(|keys| keys.keys().next()).collect()
}

/// What holds of the call under the original, and perhaps not under the mutant: what people look at first comes first.
fn promises(original: &Plan, plan: &Plan, made: BeforeAfter<&CallRecord>) -> Vec<ExpectDraft> {
    let ends = ExpectDraft::of(original, made.old);
    let mut promises = Vec::new();
    if ends != ExpectDraft::of(plan, made.new) {
        promises.push(ends.clone());
    }
    let ends = ExpectDraft { closed_by: None, line: None, step: None, ..ends };
    let [old, new] = [missteps(made.old), missteps(made.new)];
    if old != new {
        // How often somebody is asked who is asked without end says how long calls are, and nothing of the plan.
        let if_told = |kind: usize| {
            let is_told = old[kind].is_limited || old[1 - kind] == new[1 - kind];
            is_told.then_some(old[kind].count)
        };
        let [no_inputs, no_matches] = [if_told(0), if_told(1)];
        promises.push(ExpectDraft { no_inputs, no_matches, ..ends.clone() });
    }
    let said = BeforeAfter { old: spoken(original, made.old), new: spoken(plan, made.new) };
    promises.extend(only(&said.old, &said.new).map(|lost| ExpectDraft { hears: vec![lost], ..ends.clone() }));
    promises.extend(
        only(&said.new, &said.old).map(|more| ExpectDraft { never_hears: vec![more], ..ends.clone() }),
    );
    if said.old != said.new && !said.old.is_empty() {
        promises.push(ExpectDraft { hears: said.old, ..ends.clone() });
    }
    if made.old.path().ne(made.new.path()) {
        let path = made.old.path().map(|step| original.step(step).key.clone()).collect();
        promises.push(ExpectDraft { path, ..ends.clone() });
    }
    let lasted = made.old.duration();
    if lasted != made.new.duration() {
        promises.push(ExpectDraft { seconds: Some((lasted, lasted)), ..ends });
    }
    promises
}

/// What is said, in order, on one line each.
fn spoken(plan: &Plan, record: &CallRecord) -> Vec<String> {
    let said = record.events.iter().filter_map(|event| match event.what {
        EventKind::Speaks(utterance) => {
            let mut text = String::new();
            // Writing to a string cannot fail.
            let _ = write!(text, "{}", record.told(plan, event).spoken(utterance));
            Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        _ => None,
    });
    said.filter(|said| !said.is_empty()).collect()
}

/// The first sentence of some prompts that none of the others contains.
fn only(prompts: &[String], others: &[String]) -> Option<String> {
    let is_new = |text: &&str| others.iter().all(|other| !other.contains(text));
    let prompt = prompts.iter().map(String::as_str).find(is_new)?;
    let sentences = sentences(prompt).map(str::trim);
    // A full stop need not end a sentence; whatever it ends, the prompt as a whole is new.
    let sentence = sentences.filter(|sentence| sentence.contains(' ')).find(is_new);
    Some(sentence.unwrap_or(prompt).to_owned())
}

/// How often a caller did one of two things that are not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MisstepCount {
    count: u32,
    /// Whether there is an end to it at each step where it was done.
    is_limited: bool,
}

/// How often nothing was pressed, and something that does not fit.
fn missteps(record: &CallRecord) -> [MisstepCount; 2] {
    let mut counts = [MisstepCount { count: 0, is_limited: true }; 2];
    for event in &record.events {
        let (kind, most) = match event.what {
            EventKind::Decided(Decision::NoInput { max_attempts, .. }) => (0, max_attempts),
            EventKind::Decided(
                Decision::NoMatch { max_attempts, .. } | Decision::EntryNoMatch { max_attempts, .. },
            ) => (1, max_attempts),
            _ => continue,
        };
        counts[kind].count += 1;
        counts[kind].is_limited &= most.is_some();
    }
    counts
}

fn written(
    original: &Plan,
    mutant: &Mutant,
    witness: &Witness,
    expect: ExpectDraft,
) -> written::ScenarioDraft {
    let keys = witness.keys.to_string();
    let calls = CallsDraft {
        call: Some(witness.number.typed().to_string()),
        at: vec![written::time(witness.at, original.zone, original.zone)],
        from: written::caller(witness.caller).into_iter().collect(),
        press: if keys.is_empty() { Vec::new() } else { vec![keys] },
        answers: witness.answers.clone(),
        expect,
    };
    written::ScenarioDraft {
        name: format!("Fails if {}", mutant.words),
        calls,
        ..written::ScenarioDraft::default()
    }
}

fn lowered(plan: &Plan, text: &str) -> Option<Suite> {
    let (mut sources, mut mistakes) = (Sources::default(), Vec::new());
    let file = sources.add("catching.toml", text);
    ParsedScenarioFile::read(&sources, file, &mut mistakes).lower(plan, &sources, &mut mistakes)
}

/// Whether some case of a suite fails under a plan.
pub(super) fn fails(suite: &Suite, plan: &Plan) -> bool {
    suite.scenarios.iter().any(|scenario| {
        (0..scenario.count()).any(|position| {
            Player::default().play_under(plan, scenario, scenario.case(position)).is_failure()
        })
    })
}
