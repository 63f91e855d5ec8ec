//! Why a call goes as it goes, a plain sentence for each decision that a caller would ask about.

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};

use super::condition_words::entries;
use super::line_view::{offered, step_name};
use super::week_view::whose;
use crate::base::text::capital;
use crate::call::{CallRecord, CallerZone, Decision, IgnoredKeyReason, PromptKind, ZoneSource};
use crate::number::Dialed;
use crate::plan::{
    AnswerId, AnswerValue, Condition, Digits, Key, LineId, Link, Plan, ScheduleId, StepId, StepKind, Target,
    TransferResult,
};
use crate::time::{TimePhrase, WallClockTime, Why};

/// Words for the decisions of one call.
#[derive(Clone, Copy)]
pub(super) struct Reasons<'a> {
    pub(super) plan: &'a Plan,
    pub(super) record: &'a CallRecord,
}

impl Reasons<'_> {
    /// The sentence; None where a decision says nothing that is not said by the next.
    pub(super) fn sentence(&self, decision: &Decision, at: Timestamp) -> Option<String> {
        self.told(decision, at).map(|told| capital(&told))
    }

    fn told(&self, decision: &Decision, at: Timestamp) -> Option<String> {
        let plan = self.plan;
        Some(match *decision {
            Decision::Answers(line) => {
                let line = plan.line(line);
                match self.record.dialled {
                    number @ Dialed::Number(_) => format!("{number} is the number of {}.", line.name),
                    code @ Dialed::Code(_) => format!("{code} is dialed for {}.", line.name),
                    Dialed::Name(name) => format!("The call comes to {name}."),
                }
            }
            Decision::FaxAnswers(contact) => {
                format!("{} is the fax number of {}.", self.record.dialled, plan.contact(contact).name)
            }
            Decision::NotInService => format!("The plan has no number {}.", self.record.dialled),
            Decision::CallerTime(zone) => known(zone),
            Decision::Open { step, .. } if let Some(occasion) = plan.step(step).occasion() => {
                let (word, _) = plan.occasion(occasion);
                format!("{} {word}: {}.", article(word), plan.told_occasion(occasion))
            }
            Decision::Open { step, schedule } | Decision::Closed { step, schedule } => {
                format!("{} {}.", self.name(step), self.why(schedule, at))
            }
            Decision::Takes { step, key } => {
                let choice = plan.step(step).choice(key)?;
                format!("Key {key} is for {}.", offered(plan, choice.say.as_deref(), choice.link.target))
            }
            Decision::SetsLanguage(language) => {
                format!("From here on the caller is spoken to in {}.", language.name())
            }
            Decision::Accepts { entry, .. } if entry.is_empty() => {
                "Nothing was entered, and that is accepted.".to_owned()
            }
            Decision::Accepts { entry, .. } => format!("The entry {entry} is accepted."),
            Decision::NoMatch { key, attempt, max_attempts, .. } => {
                format!("Key {key} does nothing here{}.", tries(attempt, max_attempts))
            }
            Decision::EntryNoMatch { entry, attempt, max_attempts, .. } => {
                format!("The entry {entry} is not accepted{}.", tries(attempt, max_attempts))
            }
            Decision::NoInput { attempt, max_attempts, .. } => {
                format!("Nothing was pressed in time{}.", tries(attempt, max_attempts))
            }
            Decision::TakesSilence(step) => {
                let link = plan.step(step).waiting()?.no_input.link();
                format!("Nothing was pressed, and {}.", self.leads(link))
            }
            Decision::TakesOther { step, entry } => return self.takes_other(step, &entry),
            Decision::GivesUp { step, part } => {
                let waiting = plan.step(step).waiting()?;
                let handling =
                    if part == PromptKind::NoInput { &waiting.no_input } else { &waiting.no_match };
                let misstep = handling.misstep()?;
                format!("After {} tries {}.", misstep.tries?, self.leads(misstep.then))
            }
            Decision::Case { step, case } => match &plan.step(step).kind {
                StepKind::Switch(switch) => {
                    let conditions: Vec<String> = switch.cases[usize::from(case)]
                        .conditions
                        .iter()
                        .filter_map(|condition| self.condition(condition, at))
                        .collect();
                    // A case that asks the outside only: what that has answered was told.
                    if conditions.is_empty() {
                        return None;
                    }
                    format!("{}.", conditions.join(", and "))
                }
                _ => return None,
            },
            Decision::Otherwise(step) => match &plan.step(step).kind {
                StepKind::Switch(switch) => match self.closed(switch.schedules(), at) {
                    Some(hours) => format!("{hours}."),
                    None if switch.asks_caller() => "No special case is for this caller.".to_owned(),
                    None => return None,
                },
                _ => return None,
            },
            Decision::Back(step) => format!("The caller goes back to {}.", self.name(step)),
            Decision::Repeats(step) => format!("{} is said again.", self.name(step)),
            Decision::Ignores { key, why } => ignored(key, why),
            Decision::TooLong => "The call has lasted as long as calls may last.".to_owned(),
            Decision::Loops(_) => "The call went in circles.".to_owned(),
            Decision::NothingBefore(_) => "There was no menu before to go back to.".to_owned(),
            Decision::Asked { step, answer, value } => return self.asked(step, answer, value),
            Decision::RingsOut(step) => {
                let StepKind::Destination(destination) = &plan.step(step).kind else { return None };
                let (rings, link) = destination.unanswered()?;
                format!("Nobody answers at {} within {rings:#}; {}.", self.name(step), self.leads(link))
            }
            Decision::Passes { .. } | Decision::Arrives(_) | Decision::GoesOn(_) => return None,
        })
    }

    /// Any other key or entry is a way.
    fn takes_other(&self, step: StepId, entry: &Digits) -> Option<String> {
        let what = match &self.plan.step(step).kind {
            StepKind::Menu(_) => format!("Key {entry} is for nothing else"),
            _ if entry.is_empty() => "Nothing was entered".to_owned(),
            _ => format!("The entry {entry} is for nothing else"),
        };
        Some(format!("{what}, and {}.", self.leads(self.plan.step(step).waiting()?.no_match.link())))
    }

    /// What the outside has answered.
    fn asked(&self, step: StepId, answer: AnswerId, value: AnswerValue) -> Option<String> {
        let known = self.plan.answer(answer);
        if known.transfer.is_none() {
            let usual = if value == known.usual { ", as usual" } else { "" };
            let name = known.name.as_deref().unwrap_or(&known.key);
            return Some(format!("{name}: {}{usual}.", known.word(value)));
        }
        let StepKind::Destination(destination) = &self.plan.step(step).kind else { return None };
        let (result, name) = (TransferResult::of(value), self.name(step));
        let leads =
            || destination.way(result).map_or_else(String::new, |link| format!("; {}", self.leads(link)));
        Some(match result {
            TransferResult::Answered => format!("Somebody answers at {name}."),
            TransferResult::Unanswered => format!("It rings at {name}."),
            TransferResult::Busy => format!("It is busy at {name}{}.", leads()),
            TransferResult::Full => format!("The queue of {name} is full{}.", leads()),
            TransferResult::Ended => {
                format!("Somebody answers at {name}, and hangs up before the caller does{}.", leads())
            }
        })
    }

    /// Where a link leads, said of the call: "the call goes to Sales", "the call ends".
    pub(super) fn leads(&self, link: Link) -> String {
        match link.target {
            Target::HangUp => "the call ends".to_owned(),
            Target::Dropped => "the call is lost".to_owned(),
            Target::Repeat => "the choices are said again".to_owned(),
            Target::Back => "the call goes back".to_owned(),
            Target::Step(id) => format!("the call goes to {}", self.name(id)),
        }
    }

    /// What people call a step: its own name, or what it is on its line.
    pub(super) fn name(&self, id: StepId) -> String {
        let step = self.plan.step(id);
        let is_the_line =
            matches!(step.kind, StepKind::Menu(_) | StepKind::Switch(_) | StepKind::Destination(_));
        match (&step.name, self.line()) {
            (None, Some(line)) if is_the_line => line.to_owned(),
            _ => step_name(step),
        }
    }

    /// Where a call is at a step: as the step is called, or on its line where something without a name is said.
    pub(super) fn whereabouts(&self, id: StepId) -> String {
        let step = self.plan.step(id);
        match (&step.name, &step.kind, self.line()) {
            (None, StepKind::Message(_), Some(line)) => line.to_owned(),
            _ => self.name(id),
        }
    }

    fn line(&self) -> Option<&str> {
        self.record.line.map(|line: LineId| self.plan.line(line).name.as_str())
    }

    /// How hours are and why, with the time on their clock: "closed at 6 PM; it is Friday 6:30 PM Eastern".
    fn why(&self, id: ScheduleId, at: Timestamp) -> String {
        let timetable = self.plan.schedule(id).schedule.in_zone(self.record.caller_zone.zone);
        let zone = timetable.zone();
        let there = zone.wall_clock(at);
        let now = format!("it is {} {} {}", there.strftime("%A"), to_the_minute(there), zone.spoken());
        let by = |name: Option<String>| name.map_or_else(String::new, |name| format!(" ({name})"));
        let said = |time: WallClockTime| TimePhrase(time.clock.time()).to_string();
        let how = match timetable.why(at) {
            Why::Open { name, until: Some(until), .. } => {
                let days = there.date().until(until.clock.date()).map_or(0, |span| span.get_days());
                let day =
                    if days > 1 { until.clock.strftime("%A, %B %-d, ").to_string() } else { String::new() };
                format!("is open until {day}{}{}", said(until), by(name))
            }
            // The clock says nothing of hours that never change.
            Why::Open { name, until: None, .. } => return format!("is open day and night{}", by(name)),
            Why::Named { name } => format!("is closed: {name}"),
            Why::Before { opens, name, .. } => format!("opens at {}{}", said(opens), by(name)),
            Why::After { closed, name, .. } => format!("closed at {}{}", said(closed), by(name)),
            Why::Between { closed, opens, .. } => {
                format!("is closed from {} to {}", said(closed), said(opens))
            }
            Why::Weekday(_) => format!("is closed on {}s", there.strftime("%A")),
            // A week that shows no hours needs the day on which there are some again.
            Why::Day(_) => match timetable.next_open(at).map(|opens| zone.wall_clock(opens)) {
                Some(opens) => format!("is closed until {}", opens.strftime("%A, %B %-d")),
                None => return "has no hours any more".to_owned(),
            },
            Why::Never => return "has no hours at which it opens".to_owned(),
        };
        format!("{how}; {now}")
    }

    fn closed(&self, mut schedules: impl Iterator<Item = ScheduleId>, at: Timestamp) -> Option<String> {
        let id = schedules.next()?;
        let line = self.record.line?;
        let whose = whose(self.plan, line, id);
        let names = if whose.are_several { self.plan.line(line).name.clone() } else { whose.names };
        Some(format!("{names} {}", self.why(id, at)))
    }

    /// That a condition holds for this caller.
    fn condition(&self, condition: &Condition, at: Timestamp) -> Option<String> {
        Some(match condition {
            Condition::Open(id) | Condition::Closed(id) => {
                return self.closed(std::iter::once(*id), at);
            }
            Condition::Line(_) => "there is a way of its own for calls to this number".to_owned(),
            Condition::Caller(_) => match self.record.caller.number {
                Some(number) => format!("there is a way of its own for calls from {number}"),
                None => "there is a way of its own for this caller".to_owned(),
            },
            Condition::AreaCode(_) => "there is a way of its own for the caller's area code".to_owned(),
            Condition::Region(_) => {
                "there is a way of its own for the place that the caller calls from".to_owned()
            }
            Condition::CallerZone(_) => {
                format!(
                    "there is a way of its own for callers on {} time",
                    self.record.caller_zone.zone.spoken()
                )
            }
            // What was answered is told by itself.
            Condition::Answer(..) => return None,
            Condition::Entered(patterns) => {
                format!("there is a way of its own for those who entered {}", entries(patterns))
            }
        })
    }
}

/// Whose clock counts for a caller, and how it is known.
pub(super) fn known(zone: CallerZone) -> String {
    let clock = zone.zone.spoken();
    match zone.source {
        ZoneSource::Given => format!("The caller is on {clock} time."),
        ZoneSource::AreaCode => format!("By the area code, the caller is on {clock} time."),
        ZoneSource::Withheld => format!("The caller's number is withheld, so {clock} time counts."),
        ZoneSource::Split => {
            format!("The caller's area code lies in several time zones, so {clock} time counts.")
        }
        ZoneSource::NonGeographic => {
            format!("The caller's number belongs to no place, so {clock} time counts.")
        }
        _ => format!("The caller's place is not known, so {clock} time counts."),
    }
}

/// What a clock shows, without its seconds.
pub(super) fn to_the_minute(shown: DateTime) -> TimePhrase {
    let time = shown.time();
    TimePhrase(Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time))
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'o']) { "an" } else { "a" }
}

/// ` (1 of 3 tries)`; nothing where it is asked again without end.
fn tries(attempt: u8, most: Option<u8>) -> String {
    most.map_or_else(String::new, |most| format!(" ({attempt} of {most} tries)"))
}

/// A key that changes nothing.
fn ignored(key: Key, why: IgnoredKeyReason) -> String {
    match why {
        IgnoredKeyReason::NothingAsked(_) => format!("Key {key} does nothing: no key is asked for here."),
        IgnoredKeyReason::PromptFirst(_) => {
            format!("Key {key} does nothing yet: this has to be heard to its end.")
        }
        IgnoredKeyReason::NotOffered(_) => format!("Key {key} does nothing while it rings."),
        IgnoredKeyReason::NoKeysBehind(_) => {
            format!("Key {key} does nothing: nothing takes a key behind this at the moment.")
        }
        IgnoredKeyReason::CallOver => format!("Key {key} does nothing: the call is over."),
    }
}
