use std::collections::BTreeSet;

use super::super::clock_words::said;
use super::super::context::Context;
use super::super::rule::{Rule, examples, finding};
use super::unused_hours::uses;
use crate::diagnostic::{Diagnostic, Fix, Level, list};
use crate::plan::{Gate, Piece, Prompt, ScheduleId, Step, Target};
use crate::source::Span;

pub(in crate::check) const RULE: Rule = Rule {
    code: "hours-told-wrong",
    level: Level::Warning,
    summary: "A closed message tells other hours than those that are in force",
    why: "The caller is told to call again at a time at which it is closed again, or not to call at a \
          time at which somebody is there.",
    mend: "Write `{hours}` and `{next_open}` instead of times: they say the hours that sent the call to \
          the message, always as they are.",
    examples: examples!("hours-told-wrong"),
    changes_with_time: false,
    look,
};

fn look(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let mut closed_by: Vec<BTreeSet<ScheduleId>> = vec![BTreeSet::new(); plan.steps().len()];
    for (_, step) in plan.steps() {
        if let Some(Gate { schedule, closed, .. }) = step.gate
            && let Target::Step(to) = closed.target
        {
            closed_by[to.index()].insert(schedule);
        }
    }
    for (id, step) in plan.steps() {
        let closed_by = &closed_by[id.index()];
        if closed_by.is_empty() {
            continue;
        }
        if let Some(prompt) = step.prompt() {
            told_by_name(context, step, prompt, closed_by, found);
            told_in_words(context, step, prompt, closed_by, found);
        }
    }
}

/// `{hours:OTHER}` where other hours are closed.
fn told_by_name(
    context: &Context<'_>,
    step: &Step,
    prompt: &Prompt,
    closed_by: &BTreeSet<ScheduleId>,
    found: &mut Vec<Diagnostic>,
) {
    let plan = context.plan;
    for piece in &prompt.pieces {
        let (word, told) = match piece {
            Piece::HoursOf(id) => ("hours", *id),
            Piece::NextOpenOf(id) => ("next_open", *id),
            _ => continue,
        };
        let key = &plan.schedule(told).key;
        let same =
            |id: &ScheduleId| plan.schedule(*id).schedule.spoken() == plan.schedule(told).schedule.spoken();
        if closed_by.contains(&told) || closed_by.iter().any(same) {
            continue;
        }
        let place = context.prompt_text(prompt).and_then(|text| {
            let written = format!("{{{word}:{key}}}");
            let at = text.find(&written)?;
            let start = prompt.span.range().start + at;
            Some(Span::new(prompt.span.file, start..start + written.len()))
        });
        // Hours that are told here only would be of no use after a repair.
        let repaired = place.filter(|_| uses(plan)[told.index()] > 1);
        let others: Vec<&str> = closed_by.iter().map(|&id| plan.schedule(id).key.as_str()).collect();
        let message = format!(
            "{} `{}` tells hours `{key}`, but calls come here because {} is closed",
            step.kind.word(),
            step.key,
            list(others)
        );
        let instead = format!("{{{word}}}");
        found.push(
            finding(place.unwrap_or(prompt.span), message)
                .help(format!("write `{instead}`: it tells the hours that are closed"))
                .maybe_fix(repaired.map(|place| Fix::at(place, format!("write `{instead}`"), instead))),
        );
    }
}

/// "We are open from 8 AM to 5 PM" where that is not so.
fn told_in_words(
    context: &Context<'_>,
    step: &Step,
    prompt: &Prompt,
    closed_by: &BTreeSet<ScheduleId>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(text) = context.prompt_text(prompt) else { return };
    let spoken: Vec<&str> = closed_by.iter().map(|&id| context.plan.schedule(id).schedule.spoken()).collect();
    let edges: BTreeSet<u16> =
        spoken.iter().flat_map(|spoken| said(spoken)).map(|said| said.minute).collect();
    let Some(wrong) = said(text).into_iter().find(|said| !edges.contains(&said.minute)) else { return };
    let start = prompt.span.range().start;
    let place = Span::new(prompt.span.file, start + wrong.place.start..start + wrong.place.end);
    let message =
        format!("{} `{}` tells a time at which nothing opens or closes", step.kind.word(), step.key);
    found.push(
        finding(place, message)
            .help(format!("the hours are: {}", spoken.first().copied().unwrap_or_default()))
            .help("write `{hours}` instead, which always says them"),
    );
}
