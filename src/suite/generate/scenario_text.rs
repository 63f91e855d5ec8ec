//! Calls as the scenarios of a file that people can keep.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;

use super::named::{ChangeSide, beside, sentence};
use crate::call::{CallEvent, CallRecord, Caller, Decision, EventKind, KeySequence, OutsideAnswers, Press};
use crate::explore::{Witness, example_entries};
use crate::number::Dialed;
use crate::plan::{Key, LineId, Plan, PromptPart};
use crate::suite::coverage::{Cell, Cells, ScheduleMoment};
use crate::suite::scenario::written::{self, CallsDraft, ExpectDraft, RowDraft, ScenarioDraft};
use crate::time::Zone;

/// A call that was chosen, and all that is told of it.
#[derive(Debug)]
pub(super) struct ChosenCall {
    line: LineId,
    group: ScenarioGroup,
    at: Timestamp,
    written: String,
    from: Option<String>,
    edges: BTreeSet<ChangeSide>,
    sentence: String,
    /// Whether digits are entered in it that stand for others.
    has_examples: bool,
}

/// What calls of a line have in common that stand in one scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ScenarioGroup {
    occasion: DayKind,
    /// The keys as a reader goes through them on a phone, and as they are written.
    keys: (Vec<usize>, String),
    answers: OutsideAnswers,
    expect: ExpectDraft,
}

/// On what kind of day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum DayKind {
    Usual,
    /// A holiday or an exception.
    Named(String),
    /// The clock is put forward or back.
    ClockChange,
}

impl ChosenCall {
    /// Whether digits are entered in it that stand for others.
    pub(super) fn has_examples(&self) -> bool {
        self.has_examples
    }

    /// The call of a witness, made once more.
    pub(super) fn made(plan: &Plan, cells: &mut Cells<'_>, line: LineId, witness: &Witness) -> Self {
        let Witness { caller, at, ref keys, .. } = *witness;
        let call = plan.call(witness).record;
        let shown = cells.of(&call);
        let moments = || {
            shown.iter().filter_map(|cell| match cell {
                Cell::Hours(_, schedule, moment) => Some((*schedule, moment)),
                _ => None,
            })
        };
        let named = moments().find_map(|(_, moment)| match moment {
            ScheduleMoment::Named(name) => Some(DayKind::Named(name.clone())),
            _ => None,
        });
        let changes = moments()
            .any(|(_, moment)| matches!(moment, ScheduleMoment::ClockForward | ScheduleMoment::ClockBack));
        let usual = if changes { DayKind::ClockChange } else { DayKind::Usual };
        let occasion = named.unwrap_or(usual);
        let mut expect = expect(plan, keys, &call);
        if occasion == DayKind::Usual {
            // Once is enough: hours that change do not change what is promised of each holiday.
            expect.hears.extend(hours_heard(plan, &call));
        }
        let zone = call.caller_zone.zone;
        let clocks = moments().map(|(schedule, _)| plan.schedule(schedule).schedule.in_zone(zone).zone());
        let clock = clock(plan, caller, clocks);
        Self {
            line,
            group: ScenarioGroup {
                occasion,
                keys: (place(keys), keys.to_string()),
                answers: witness.answers.clone(),
                expect,
            },
            at,
            written: written::time(at, clock, plan.zone),
            from: written::caller(caller),
            edges: moments().filter_map(|(_, moment)| ChangeSide::of(moment)).collect(),
            sentence: sentence(plan, plan.line(line), keys, &call),
            has_examples: !example_entries(plan, &call).is_empty(),
        }
    }
}

/// The clock on which a time is said: the plan's, unless what is special about it is so on another clock only.
fn clock(plan: &Plan, caller: Caller, clocks: impl Iterator<Item = Zone>) -> Zone {
    let clocks: Vec<Zone> = clocks.collect();
    match clocks.first() {
        Some(_) if clocks.contains(&plan.zone) => plan.zone,
        Some(&clock) => clock,
        None => caller.zone.unwrap_or(plan.zone),
    }
}

/// Keys in the order of a phone, pauses behind them.
fn place(keys: &KeySequence) -> Vec<usize> {
    let place = |press: &Press| match press {
        Press::Key(key) => Key::ALL.iter().position(|other| other == key).unwrap_or(0),
        Press::Pause => Key::ALL.len(),
    };
    keys.presses().iter().map(place).collect()
}

/// What must come of a call: how and where it ends, and what sent it there. Of one that does what nobody should, also how
/// often and which step has enough of it; what comes of that looks alike wherever it is done.
fn expect(plan: &Plan, keys: &KeySequence, call: &CallRecord) -> ExpectDraft {
    let mut expect = ExpectDraft { line: None, ..ExpectDraft::of(plan, call) };
    let count = |is: fn(&Decision) -> bool| {
        let decided =
            |what: &EventKind| if let EventKind::Decided(decision) = what { is(decision) } else { false };
        call.events.iter().filter(|event| decided(&event.what)).count() as u32
    };
    let silent = count(|decision| matches!(decision, Decision::NoInput { .. }));
    let refused =
        count(|decision| matches!(decision, Decision::NoMatch { .. } | Decision::EntryNoMatch { .. }));
    // How often somebody is asked who is asked without end says how long calls are, and nothing of the plan.
    let asks_on = count(|decision| {
        matches!(
            decision,
            Decision::NoInput { max_attempts: None, .. }
                | Decision::NoMatch { max_attempts: None, .. }
                | Decision::EntryNoMatch { max_attempts: None, .. }
        )
    });
    if asks_on == 0 {
        expect.no_inputs = (silent > 0).then_some(silent);
        expect.no_matches = (refused > 0 || (silent > 0 && !keys.presses().is_empty())).then_some(refused);
    }
    let gave_up = call.events.iter().rev().find_map(|event| match event.what {
        EventKind::Decided(Decision::GivesUp { step, .. }) => Some(step),
        _ => None,
    });
    expect.passes.extend(gave_up.map(|step| plan.step(step).key.clone()));
    expect
}

/// The hours that sent a call away, if it hears them: the words of all their days and times in one short promise.
fn hours_heard(plan: &Plan, call: &CallRecord) -> Option<String> {
    let schedule = call.outcome()?.closed_by(plan)?;
    let tells = |event: &CallEvent| {
        let EventKind::Speaks(utterance) = event.what else { return false };
        utterance.pieces(plan).iter().any(|piece| match piece {
            PromptPart::Hours => utterance.hours == Some(schedule),
            PromptPart::HoursOf(id) => *id == schedule,
            _ => false,
        })
    };
    let language = call.events.iter().rev().find_map(|event| match event.what {
        EventKind::Speaks(utterance) => Some(utterance.language),
        _ => None,
    });
    let words = plan.schedule(schedule).schedule.spoken_in(language.unwrap_or(plan.language));
    // Words of the plan's own may look like a pattern.
    let are_plain = !words.trim().is_empty() && !words.starts_with("re:");
    (are_plain && call.events.iter().any(tells)).then(|| words.to_owned())
}

/// Scenarios that make these calls, grouped by line in the order of the plan. Calls that differ in nothing but time and
/// caller stand in one. No two have the same name.
pub(super) fn scenarios(plan: &Plan, calls: Vec<ChosenCall>) -> Vec<ScenarioDraft> {
    let mut lines: BTreeMap<LineId, BTreeMap<ScenarioGroup, Vec<ChosenCall>>> = BTreeMap::new();
    for call in calls {
        let groups = lines.entry(call.line).or_default();
        groups.entry(call.group.clone()).or_default().push(call);
    }
    let mut names = HashSet::new();
    let mut scenarios = Vec::new();
    for (id, groups) in lines {
        let line = plan.line(id);
        let (number, mut heading) = match line.number.value {
            Dialed::Name(_) => (line.key.clone(), Some(line.name.clone())),
            number => (number.typed().to_string(), Some(format!("{}, {number}", line.name))),
        };
        for (group, calls) in groups {
            let mut scenario = scenario(group, calls, &number);
            scenario.name = unique(&scenario.name, &line.key, &mut names);
            scenario.heading = heading.take();
            scenarios.push(scenario);
        }
    }
    scenarios
}

fn scenario(group: ScenarioGroup, calls: Vec<ChosenCall>, number: &str) -> ScenarioDraft {
    let is_closed = group.expect.closed_by.is_some();
    let edges: BTreeSet<ChangeSide> = calls.iter().flat_map(|call| call.edges.iter().copied()).collect();
    // Nobody gives up because of hours.
    let are_edges = group.expect.passes.is_empty() && calls.iter().all(|call| !call.edges.is_empty());
    let sentence = calls.first().map_or("", |call| call.sentence.as_str()).to_owned();
    // Callers in the order of their names, each with the times in order.
    let mut callers: BTreeMap<Option<String>, BTreeSet<(Timestamp, String)>> = BTreeMap::new();
    for ChosenCall { from, at, written, .. } in calls {
        callers.entry(from).or_default().insert((at, written));
    }
    let when = match &group.occasion {
        DayKind::Usual if are_edges => beside(&edges, is_closed).to_owned(),
        DayKind::Usual => String::new(),
        DayKind::Named(name) => format!(" ({name})"),
        DayKind::ClockChange => " on days when the clocks change".to_owned(),
    };
    let times =
        |times: BTreeSet<(Timestamp, String)>| times.into_iter().map(|(_, written)| written).collect();
    let mut calls = CallsDraft {
        call: Some(number.to_owned()),
        press: if group.keys.1.is_empty() { Vec::new() } else { vec![group.keys.1] },
        answers: group.answers,
        expect: group.expect,
        ..CallsDraft::default()
    };
    let mut rows = Vec::new();
    let who = match callers.len() {
        0 | 1 => {
            let Some((from, at)) = callers.pop_first() else {
                return ScenarioDraft::default();
            };
            let who = from.as_deref().map(|from| format!(" for a caller from {from}")).unwrap_or_default();
            calls.at = times(at);
            calls.from = from.into_iter().collect();
            who
        }
        _ => {
            rows.extend(callers.into_iter().map(|(from, at)| RowDraft {
                name: Some(from.clone().unwrap_or_else(|| "nothing is known about the caller".to_owned())),
                calls: CallsDraft {
                    at: times(at),
                    from: from.into_iter().collect(),
                    ..CallsDraft::default()
                },
            }));
            ", by the clock of each caller".to_owned()
        }
    };
    let name = written::name(&format!("{sentence}{when}{who}"));
    ScenarioDraft { name, calls, rows, ..ScenarioDraft::default() }
}

/// The name, or one that says more, if it is taken.
fn unique(name: &str, line: &str, names: &mut HashSet<String>) -> String {
    let longer = format!("{line}, {name}");
    let numbered = (2..).map(|number: usize| format!("{number}. {longer}"));
    let mut names_to_try = [name.to_owned(), longer.clone()].into_iter().chain(numbered);
    let free = names_to_try.find_map(|name| {
        let name = written::name(&name);
        names.insert(name.clone()).then_some(name)
    });
    free.unwrap_or_default()
}
