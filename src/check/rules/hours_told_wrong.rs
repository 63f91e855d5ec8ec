use std::collections::BTreeSet;
use std::ops::Range;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::super::told_hours::{About, Clock, HoursSentence, SpokenTime, TimeRole, sentences};
use super::super::week::WeekHours;
use super::unused_hours::uses;
use crate::base::diagnostic::{Diagnostic, Fix, Level, list};
use crate::base::source::Span;
use crate::plan::{Gate, NamedSchedule, Plan, Prompt, PromptPart, ScheduleId, Step, StepKind, Target};
use crate::time::{ScheduleZone, Zone};

pub(in crate::check) const RULE: Rule = Rule {
    code: "hours-told-wrong",
    level: Level::Warning,
    summary: "A prompt gives hours other than those in force",
    why: "Callers are told to call back at a time at which it is closed, or not to call at a time at which \
          somebody is there.",
    mend: "Write `{hours}` and `{next_open}` instead of times: they give the hours that sent the call to the \
          message, and are never out of date.",
    examples: examples!("hours-told-wrong"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let asked = RelevantHours::by_steps(plan);
    for (id, step) in plan.steps() {
        let RelevantHours { closed, other } = &asked[id.index()];
        let Some(prompt) = step.prompt() else { continue };
        if !closed.is_empty() {
            told_by_name(context, step, prompt, closed, found);
        }
        let all: Vec<&NamedSchedule> = closed.union(other).map(|&id| plan.schedule(id)).collect();
        if let Some(text) = context.prompt_text(prompt).filter(|_| !all.is_empty()) {
            found.extend(told_in_words(context, step, (prompt, text), &all, !closed.is_empty()));
        }
    }
}

/// The hours that have to do with a step.
#[derive(Clone, Default)]
struct RelevantHours {
    /// Those that send calls here while they are closed.
    closed: BTreeSet<ScheduleId>,
    /// Those of the step itself, of where it leads, and of switches that lead here.
    other: BTreeSet<ScheduleId>,
}

impl RelevantHours {
    fn by_steps(plan: &Plan) -> Vec<Self> {
        let mut asked = vec![Self::default(); plan.steps().len()];
        for (id, step) in plan.steps() {
            if let Some(Gate { schedule, closed, occasion: None, .. }) = step.gate {
                asked[id.index()].other.insert(schedule);
                if let Target::Step(to) = plan.behind_occasions(closed.target) {
                    asked[to.index()].closed.insert(schedule);
                }
            }
            if let StepKind::Switch(switch) = &step.kind {
                // A switch that asks for a certain day tells of it, and of nobody's hours.
                let hours = || {
                    switch
                        .schedules()
                        .filter(|id| !plan.schedule(*id).schedule.expression().is_of_certain_years())
                };
                for target in switch.cases.iter().map(|case| case.then).chain([switch.otherwise]) {
                    if let Target::Step(to) = target.target {
                        asked[to.index()].other.extend(hours());
                    }
                }
            }
            // What is said before calls go on may tell the hours of where they go.
            if step.prompt().is_some() && step.occasion().is_none() {
                let closed = step.gate.map(|gate| gate.closed.target);
                for link in step.links().iter().filter(|link| Some(link.target) != closed) {
                    if let Target::Step(to) = link.target
                        && let Some(gate) = plan.step(to).gate.filter(|gate| gate.occasion.is_none())
                    {
                        asked[id.index()].other.insert(gate.schedule);
                    }
                }
            }
        }
        asked
    }
}

/// `{hours:OTHER}` where other hours are closed.
fn told_by_name(
    context: &CheckContext<'_>,
    step: &Step,
    prompt: &Prompt,
    closed_by: &BTreeSet<ScheduleId>,
    found: &mut Vec<Diagnostic>,
) {
    let plan = context.plan;
    for piece in &prompt.pieces {
        let (word, told) = match piece {
            PromptPart::HoursOf(id) => ("hours", *id),
            PromptPart::NextOpenOf(id) => ("next_open", *id),
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
            "{} `{}` gives the hours of `{key}`, but calls come here because {} is closed",
            step.kind.word(),
            step.key,
            list(others)
        );
        let instead = format!("{{{word}}}");
        found.push(
            finding(place.unwrap_or(prompt.span), message)
                .help(format!("write `{instead}`, which gives the hours of what is closed"))
                .maybe_fix(repaired.map(|place| Fix::at(place, format!("write `{instead}`"), instead))),
        );
    }
}

/// "We are open from 8 AM to 5 PM" where that is not so.
fn told_in_words(
    context: &CheckContext<'_>,
    step: &Step,
    (prompt, text): (&Prompt, &str),
    hours: &[&NamedSchedule],
    is_closed: bool,
) -> Option<Diagnostic> {
    let sentences = sentences(text);
    // Other prompts may speak of other things.
    let tells = |sentence: &&HoursSentence| !sentence.is_deadline && (is_closed || sentence.is_about_hours);
    let sentences: Vec<&HoursSentence> = sentences.iter().filter(tells).collect();
    let told = sentences.iter().find_map(|sentence| wrong(context, sentence, hours));
    let (place, what) = match told {
        Some((place, what)) => (Some(place), what),
        None => (None, untold(context, &sentences, hours)?),
    };
    let start = prompt.span.range().start;
    let place = place.map(|place| Span::new(prompt.span.file, start + place.start..start + place.end));
    let message = format!("{} `{}` {what}", step.kind.word(), step.key);
    let spoken = hours.first().map_or("", |hours| hours.schedule.spoken());
    Some(
        finding(place.unwrap_or(prompt.span), message)
            .help(format!("the hours are: {spoken}"))
            .help("write `{hours}` instead, which always gives them"),
    )
}

/// The first thing in a sentence that is not so, with its place.
fn wrong(
    context: &CheckContext<'_>,
    sentence: &HoursSentence,
    hours: &[&NamedSchedule],
) -> Option<(Range<usize>, String)> {
    let of_times = sentence.times.iter().enumerate().find_map(|(index, time)| {
        let is_so = |change| hours.iter().any(|hours| is_change(context, sentence, index, change, hours));
        if is_so(time.change) {
            return None;
        }
        let what = match time.change {
            TimeRole::Opening if is_so(TimeRole::Closing) => "gives a closing time as an opening time",
            TimeRole::Closing if is_so(TimeRole::Opening) => "gives an opening time as a closing time",
            _ => "gives a time at which nothing opens or closes",
        };
        Some((time.place.clone(), what.to_owned()))
    });
    of_times.or_else(|| wrong_days(context, sentence, hours))
}

/// Whether hours change so at a time that a sentence tells, by the clock that it tells it by.
fn is_change(
    context: &CheckContext<'_>,
    sentence: &HoursSentence,
    time: usize,
    change: TimeRole,
    hours: &NamedSchedule,
) -> bool {
    let days = sentence.days_of(time);
    let SpokenTime { minutes, clocks, .. } = &sentence.times[time];
    let on = |zone: Zone| {
        let week = WeekHours::of(context, hours, zone);
        minutes.iter().any(|&minute| match days {
            [None, None] => week.changes(minute, change, None),
            named => named.into_iter().flatten().any(|days| week.changes(minute, change, Some(days))),
        })
    };
    let own = || on(context.zone_of(hours));
    clocks.iter().any(|clocks| match (hours.schedule.zone(), &clocks[..]) {
        (_, clocks) if clocks.contains(&Clock::Unknown) => true,
        // "ET/CT/PT" are the clocks of all callers.
        (_, []) | (ScheduleZone::Caller, [Clock::Callers] | [_, _, ..]) => own(),
        (ScheduleZone::Fixed(_), clocks) => {
            clocks.iter().all(|clock| matches!(clock, Clock::Of(zone) if on(*zone)))
        }
        // Whose clock it is makes it wrong.
        (ScheduleZone::Caller, _) => false,
    })
}

/// What a sentence says of whole days that is not so.
fn wrong_days(
    context: &CheckContext<'_>,
    sentence: &HoursSentence,
    hours: &[&NamedSchedule],
) -> Option<(Range<usize>, String)> {
    let weeks: Vec<WeekHours> =
        hours.iter().map(|hours| WeekHours::of(context, hours, context.zone_of(hours))).collect();
    if let Some((place, told)) = &sentence.always {
        let whole = weeks.iter().fold(0, |whole, week| whole | week.whole_days(USUAL));
        if whole == 0 || told.is_some_and(|told| told & !whole != 0) {
            return Some((place.clone(), "says that it is open around the clock, but it is not".to_owned()));
        }
    }
    // A day on which all are open.
    let usual = weeks.iter().fold(EVERY_DAY, |usual, week| usual & week.open_days(USUAL));
    for closed in &sentence.closed {
        if let Some(day) = (0..7).find(|day| closed.mask & usual & 1 << day != 0) {
            let what = format!("says that it is closed on {}, but it is open then", DAYS[day]);
            return Some((closed.place.clone(), what));
        }
    }
    if sentence.about == About::Occasions || !sentence.is_about_hours && sentence.times.is_empty() {
        return None;
    }
    let open = weeks.iter().fold(0, |open, week| open | week.open_days(1));
    sentence.days.iter().find_map(|days| {
        let never = (0..7).find(|day| days.mask & !open & 1 << day != 0)?;
        Some((days.place.clone(), format!("gives hours for {}, but it is never open then", DAYS[never])))
    })
}

/// What is open and not told, where the prompt tells whole weeks.
fn untold(
    context: &CheckContext<'_>,
    sentences: &[&HoursSentence],
    hours: &[&NamedSchedule],
) -> Option<String> {
    let [hours] = hours else { return None };
    let is_week = |sentence: &&&HoursSentence| sentence.is_about_hours && !sentence.times.is_empty();
    let told = sentences.iter().filter(is_week).fold(0, |told, sentence| told | sentence.all_days());
    if told.count_ones() < 3 || sentences.iter().any(|sentence| sentence.about != About::Weeks) {
        return None;
    }
    let week = WeekHours::of(context, hours, context.zone_of(hours));
    let usual = week.open_days(USUAL);
    let day = (0..7).find(|day| usual & !told & 1 << day != 0)?;
    Some(format!("leaves out {}, but it is open then", DAYS[day]))
}

const EVERY_DAY: u8 = 0b111_1111;

const DAYS: [&str; 7] = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

/// In how many weeks of the two years a day is to be open, to be one that should be told.
const USUAL: u32 = 50;
