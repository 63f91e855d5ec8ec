//! What was written, read back as a phone system and compared with the plan.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::Timestamp;

use super::blueprint::Blueprint;
use super::dated_hours::ExportSpan;
use super::platform::ExportPlatform;
use super::written_file::WrittenFile;
use super::{asterisk, connect};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources};
use crate::call::{CallSpec, OutcomeKind};
use crate::diff::{Diff, diff_retold};
use crate::explore::Horizon;
use crate::import::names::slug;
use crate::import::{ImportRequest, SoundWords, import};
use crate::number::Dialed;
use crate::plan::{
    Condition, OutsideAnswer, Plan, PlanChange, PlanLimits, ScheduleId, StepId, StepKind, Target, read,
};
use crate::time::Zone;

/// Files of a phone system, with the words of its recordings.
#[derive(Debug)]
pub struct PhoneFiles {
    /// The files, and others that they include.
    pub sources: Sources,
    /// Those that were named.
    pub named: Vec<FileId>,
    /// What recordings say.
    pub words: SoundWords,
}

/// Some hours that are open where the plan is closed, or closed where it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursDifference {
    /// The name of the hours in the plan.
    pub hours: String,
    /// The zone in which they are read.
    pub zone: Zone,
    /// When they begin to differ first, and when that ends. None: the phone system has no such hours.
    pub first: Option<(Timestamp, Timestamp)>,
    /// Whether the plan is open then.
    pub plan_is_open: bool,
    /// How many stretches of time there are.
    pub stretches: usize,
}

impl PhoneFiles {
    /// What was written, in memory.
    pub(super) fn written(files: &[WrittenFile]) -> Self {
        let mut sources = Sources::default();
        let mut named = Vec::new();
        let mut words = SoundWords::default();
        for file in files {
            if file.path == asterisk::WORDS {
                words = SoundWords::parse(&file.text);
            } else {
                named.push(sources.add(file.path.clone(), file.text.clone()));
            }
        }
        Self { sources, named, words }
    }
}

/// When a span of days begins and ends, on the plan's clock.
pub(super) fn horizon(plan: &Plan, span: ExportSpan) -> Horizon {
    let end = span.last.tomorrow().map_or(Timestamp::MAX, |day| plan.zone.start_of(day));
    Horizon { from: plan.zone.start_of(span.first), to: end }
}

/// What a phone system does that was written so, as a plan.
fn read_back(
    plan: &Plan,
    platform: ExportPlatform,
    files: &PhoneFiles,
    more: Vec<WrittenFile>,
    entries: Vec<String>,
) -> Result<Plan, Vec<Diagnostic>> {
    let mut sources = Sources::default();
    for (_, file) in files.sources.iter() {
        sources.add(file.name(), file.text());
    }
    let mut named = files.named.clone();
    named.extend(more.into_iter().map(|file| sources.add(file.path, file.text)));
    let request = ImportRequest {
        platform: Some(platform.read_as()),
        lines: Vec::new(),
        timezone: Some(plan.zone.name().to_owned()),
        entries,
        words: files.words.clone(),
        effective: plan.effective,
        name: plan.name.clone(),
    };
    let imported = import(&sources, &named, &request)?;
    let texts = imported.files.into_iter().map(|file| (file.path, file.text));
    let reading = read(texts, &PlanLimits::STANDARD);
    reading.plan.ok_or(reading.diagnostics)
}

/// Hours that a phone system keeps otherwise than the plan, within a span of days.
pub(super) fn compare_hours(
    plan: &Plan,
    platform: ExportPlatform,
    files: &PhoneFiles,
    hours: &BTreeMap<ScheduleId, String>,
    span: ExportSpan,
) -> Result<Vec<HoursDifference>, Vec<Diagnostic>> {
    if hours.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = hours.values().cloned().collect();
    let bench = match platform {
        ExportPlatform::Asterisk => asterisk::hours_bench(&names),
        ExportPlatform::Connect => connect::hours_bench(&names),
    };
    let entries = names.iter().map(|name| format!("asked-{name}")).collect();
    let asked = read_back(plan, platform, files, bench, entries)?;
    let differences = hours.iter().filter_map(|(&id, name)| hours_difference(plan, &asked, id, name, span));
    Ok(differences.collect())
}

fn hours_difference(
    plan: &Plan,
    asked: &Plan,
    id: ScheduleId,
    name: &str,
    span: ExportSpan,
) -> Option<HoursDifference> {
    let timetable = plan.schedule(id).schedule.in_zone(plan.unknown_caller_zone);
    let zone = timetable.zone();
    // A day begins on the clock of the hours.
    let from = zone.start_of(span.first);
    let to = span.last.tomorrow().map_or(Timestamp::MAX, |day| zone.start_of(day));
    // A line that ends all calls at once is none: it is closed.
    let line = asked.line_named(&format!("asked-{name}"));
    let mut edges: BTreeSet<Timestamp> = BTreeSet::from([from]);
    let mut add = |timetable: &crate::time::Timetable| {
        edges.extend(timetable.spans(from, to).filter_map(|span| span.from));
    };
    add(timetable);
    let mut found = HoursDifference {
        hours: plan.schedule(id).key.clone(),
        zone,
        first: None,
        plan_is_open: true,
        stretches: 0,
    };
    if let Some(line) = line {
        let Some(schedules) = schedules_behind(asked, asked.line(line).answer.target) else {
            // Somebody else is asked: the phone system does not have these hours.
            found.stretches = 1;
            return Some(found);
        };
        for schedule in schedules {
            add(asked.schedule(schedule).schedule.in_zone(zone));
        }
    }
    let number = line.map(|line| asked.line(line).number.value);
    let ends: Vec<Timestamp> = edges.iter().copied().skip(1).chain([to]).collect();
    let mut is_before = false;
    for (at, end) in edges.into_iter().zip(ends) {
        let is_open = number.is_some_and(|number| {
            asked.decide(&CallSpec::new(number, at)).kind() == OutcomeKind::Transferred
        });
        let differs = is_open != timetable.is_open(at);
        if differs && !is_before {
            found.stretches += 1;
            if found.first.is_none() {
                found.first = Some((at, end));
                found.plan_is_open = !is_open;
            }
        } else if differs && found.stretches == 1 {
            found.first = found.first.map(|(at, _)| (at, end));
        }
        is_before = differs;
    }
    (found.stretches > 0).then_some(found)
}

/// The hours that decide where a call goes that comes in here. None: something else decides, too.
fn schedules_behind(plan: &Plan, start: Target) -> Option<Vec<ScheduleId>> {
    let mut schedules = Vec::new();
    let mut seen: HashSet<StepId> = HashSet::new();
    let mut open = vec![start];
    while let Some(target) = open.pop() {
        let Target::Step(id) = target else { continue };
        if !seen.insert(id) {
            continue;
        }
        let step = plan.step(id);
        if let Some(gate) = step.gate {
            schedules.push(gate.schedule);
            open.push(gate.closed.target);
        }
        match &step.kind {
            StepKind::Switch(switch) => {
                for condition in switch.cases.iter().flat_map(|case| &case.conditions) {
                    match condition {
                        Condition::Open(schedule) | Condition::Closed(schedule) => schedules.push(*schedule),
                        _ => return None,
                    }
                }
                open.extend(switch.cases.iter().map(|case| case.then.target));
                open.push(switch.otherwise.target);
            }
            StepKind::Message(message) => open.push(message.then.target),
            _ => {}
        }
    }
    Some(schedules)
}

/// A plan and what a phone system does, with all that callers meet otherwise there.
#[derive(Debug)]
pub struct MenuComparison {
    /// What the phone system does, as a plan.
    pub read_back: Plan,
    /// What differs.
    pub diff: Diff,
}

/// Compares the calls to all lines of a plan with those to a phone system that was written of it.
pub(super) fn compare_menus(
    plan: &Plan,
    platform: ExportPlatform,
    files: &PhoneFiles,
    blueprint: &Blueprint,
    span: ExportSpan,
    progress: impl Fn(usize, usize) + Sync,
) -> Result<MenuComparison, Vec<Diagnostic>> {
    let entries = match platform {
        ExportPlatform::Asterisk => asterisk::entries(blueprint),
        ExportPlatform::Connect => connect::entries(blueprint),
    };
    let read_back = read_back(plan, platform, files, Vec::new(), entries)?;
    let read_back = retold(plan, &read_back, platform, blueprint);
    let numbers: Vec<Dialed> =
        plan.lines().flat_map(|(_, line)| line.numbers().map(|number| number.value)).collect();
    let diff = diff_retold(plan, &read_back, horizon(plan, span), &numbers, progress);
    Ok(MenuComparison { read_back, diff })
}

/// What was read back, with the names of the plan where a phone system has others, and with what no phone system says.
fn retold(plan: &Plan, found: &Plan, platform: ExportPlatform, blueprint: &Blueprint) -> Plan {
    let mut changes = vec![PlanChange::CallLimit(plan.call_limit), PlanChange::Speech(plan.speech)];
    for (id, answer) in found.answers() {
        if let Some(key) = answer_key(plan, found, answer) {
            changes.push(PlanChange::AnswerKey(id, key));
        }
    }
    let lines: Vec<(usize, String)> = match platform {
        ExportPlatform::Asterisk => asterisk::undialed(blueprint),
        // A flow is known by the name that people give it.
        ExportPlatform::Connect => {
            let lines = blueprint.lines.iter().enumerate();
            lines.map(|(at, line)| (at, slug(&line.title, "line"))).collect()
        }
    };
    for (at, name) in lines {
        let Some(id) = found.line_named(&name) else { continue };
        let own = plan.line(blueprint.lines[at].id);
        let mut line = found.line(id).clone();
        line.number.value = own.number.value;
        line.more_numbers.clone_from(&own.more_numbers);
        changes.push(PlanChange::Line(id, Box::new(line)));
    }
    found.with(&changes)
}

/// The plan's name of an answer of the phone system.
fn answer_key(plan: &Plan, found: &Plan, answer: &OutsideAnswer) -> Option<String> {
    let called = |plan: &Plan, step: StepId| {
        let step = plan.step(step);
        slug(step.name.as_ref().unwrap_or(&step.key), "")
    };
    let is_same = |own: &OutsideAnswer| match (answer.transfer, own.transfer) {
        (Some(step), Some(own)) => called(found, step) == called(plan, own),
        (None, None) => {
            let key = slug(&own.key, "answer");
            answer.key == key || answer.key == format!("db-answers-{key}")
        }
        _ => false,
    };
    plan.answers().find(|(_, own)| is_same(own)).map(|(_, own)| own.key.clone())
}
