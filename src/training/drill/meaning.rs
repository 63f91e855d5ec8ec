//! What an answer must mean to be right. Whatever can be dialed is judged by making the call.

use jiff::Timestamp;

use super::answer::{
    Likeness, NamedClock, NamedTimes, dialled, keys, likeness, sameness, written, yes_or_no,
};
use super::moments::MomentPhrase;
use super::route::RequestRoute;
use super::verdict::{AnswerScore, AnswerVerdict, call, ended, when, whose};
use crate::base::text::capital;
use crate::call::{CallRecord, CallSpec, Caller, Decision, EventKind, KeySequence, Press};
use crate::directory::StepRoute;
use crate::directory::names::signs;
use crate::directory::reached::{in_vain, put_through};
use crate::directory::team::option;
use crate::number::Dialed;
use crate::plan::{Dialable, Plan, StepId};
use crate::time::{ScheduleZone, Zone};

/// What an answer must mean.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    /// Yes or no.
    YesNo(bool),
    /// A moment on a clock, said at another moment.
    When(MomentPhrase),
    /// From when to when it is open on a day, or that it is not, on a clock that stands for those on which it is said.
    Day(Option<(Timestamp, Timestamp)>, Zone, ScheduleZone),
    /// Keys that lead to the steps when the way's line is dialed at its moment.
    Keys { way: StepRoute, steps: Vec<StepId>, caller: Caller },
    /// A number, and keys where they are needed, that lead to the steps.
    Reach { ways: Vec<StepRoute>, steps: Vec<StepId>, caller: Caller },
    /// One of some numbers, whatever is pressed then; others are near.
    Number { right: Vec<Dialed>, near: Vec<Dialed> },
    /// One of some names, none of the others.
    Name { right: Vec<String>, others: Vec<String> },
    /// These words, and no others; none of the other texts.
    Same { right: String, others: Vec<String> },
    /// Exactly this, apart from capitals.
    Exactly(String),
    /// One of some answers that people have written down, none of those that they say are wrong.
    Accepted { right: Vec<String>, wrong: Vec<String> },
    /// A ZIP code.
    Zip(String),
    /// What becomes of a request.
    Route(RequestRoute),
}

impl Meaning {
    /// Judges what was typed.
    pub(super) fn judge(&self, plan: &Plan, answer: &str) -> AnswerVerdict {
        match self {
            Self::YesNo(right) => match yes_or_no(answer) {
                Some(said) => AnswerVerdict::right_if(said == *right),
                None => AnswerVerdict::wrong("The answer is yes or no."),
            },
            Self::When(moment) => when(answer, *moment),
            Self::Day(open, clock, said) => day(answer, *open, *clock, *said),
            Self::Keys { way, steps, caller } => match keys(answer) {
                Some(keys) => {
                    let verdict = pressed(plan, way, &keys, steps, *caller);
                    // "#2" is how people write number 2, where # is not what is pressed.
                    let number = match keys.presses() {
                        [Press::Key(key), rest @ ..] if key.character() == '#' && !rest.is_empty() => rest,
                        _ => return verdict,
                    };
                    let number = pressed(plan, way, &KeySequence::from(number.to_vec()), steps, *caller);
                    if number.score > verdict.score { number } else { verdict }
                }
                None => AnswerVerdict::wrong("The answer is the key to press, such as 6."),
            },
            Self::Reach { ways, steps, caller } => {
                let Some((number, keys)) = dialled(answer, plan) else {
                    return AnswerVerdict::wrong("That is not a phone number.");
                };
                match ways.iter().find(|way| plan.dial(number) == Some(Dialable::Line(way.line))) {
                    Some(way) => numbered(plan, way, &keys, steps, *caller),
                    None => AnswerVerdict::wrong(whose(plan, number)),
                }
            }
            Self::Number { right, near } => match dialled(answer, plan) {
                Some((number, _)) if right.contains(&number) => AnswerVerdict::of(AnswerScore::Right),
                Some((number, _)) if near.contains(&number) => {
                    AnswerVerdict::partly("That is close, but another number is listed for exactly this.")
                }
                Some((number, _)) => AnswerVerdict::wrong(whose(plan, number)),
                None => AnswerVerdict::wrong("That is not a phone number."),
            },
            Self::Name { right, others } => name(answer, right, others),
            Self::Same { right, others } => same(answer, right, others),
            Self::Exactly(right) => exactly(answer, right),
            Self::Accepted { right, wrong } => accepted(plan, answer, right, wrong),
            Self::Zip(right) => zip(answer, right),
            Self::Route(route) => route.judge(plan, answer),
        }
    }

    /// The call that is right, where the answer is one or leads to one.
    pub(super) fn call(&self, plan: &Plan) -> Option<CallRecord> {
        match self {
            Self::Keys { way, caller, .. } => Some(call(plan, way, *caller, way.at)),
            Self::Reach { ways, caller, .. } => ways.first().map(|way| call(plan, way, *caller, way.at)),
            Self::Route(route) => route.call(plan),
            _ => None,
        }
    }

    /// Judges a call.
    pub(super) fn judge_call(&self, plan: &Plan, record: &CallRecord) -> AnswerVerdict {
        match self {
            Self::Route(route) => route.judge_call(plan, record),
            Self::Keys { steps, .. } | Self::Reach { steps, .. } => match put_through(record) {
                Some(step) if steps.contains(&step) => AnswerVerdict::of(AnswerScore::Right),
                _ => AnswerVerdict::wrong(ended(plan, record)),
            },
            _ => AnswerVerdict::wrong("This question is not answered by a call."),
        }
    }
}

fn day(
    answer: &str,
    open: Option<(Timestamp, Timestamp)>,
    clock: Zone,
    said_on: ScheduleZone,
) -> AnswerVerdict {
    let times = NamedTimes::read(answer, clock, 2);
    let says_closed = times.clocks.is_empty() && yes_or_no(answer) == Some(false);
    let Some((from, to)) = open else { return AnswerVerdict::right_if(says_closed) };
    let [said_from, said_to] = times.clocks[..] else {
        return AnswerVerdict::wrong(if says_closed {
            ""
        } else {
            "The answer is two times, such as 9 am to 5 pm."
        });
    };
    let is = [(said_from, from), (said_to, to)].map(|(said, at)| {
        let clock = match said.zone() {
            Some(NamedClock::Zone(zone)) => zone,
            Some(NamedClock::Callers) | None => clock,
        };
        said.is(clock.wall_clock(at).time())
    });
    let is_other_clock = |named: NamedClock| match said_on {
        ScheduleZone::Caller => named != NamedClock::Callers,
        ScheduleZone::Fixed(_) => named == NamedClock::Callers,
    };
    match is {
        [true, true] if times.zones().any(is_other_clock) => {
            AnswerVerdict::partly(format!("The times are right, but they are on {}.", told(said_on)))
        }
        [true, true] => AnswerVerdict::of(AnswerScore::Right),
        [true, false] => AnswerVerdict::partly("It opens then, but closes at another time."),
        [false, true] => AnswerVerdict::partly("It closes then, but opens at another time."),
        [false, false] => AnswerVerdict::of(AnswerScore::Wrong),
    }
}

/// A clock, behind "it is".
fn told(zone: ScheduleZone) -> String {
    match zone {
        ScheduleZone::Fixed(zone) => format!("{} time", zone.spoken()),
        ScheduleZone::Caller => "every caller's own clock".to_owned(),
    }
}

/// Presses keys when the way's line is dialed.
fn pressed(
    plan: &Plan,
    way: &StepRoute,
    keys: &KeySequence,
    steps: &[StepId],
    caller: Caller,
) -> AnswerVerdict {
    let number = plan.line(way.line).number.value;
    let record = plan.call(&CallSpec::new(number, way.at).with_caller(caller).with_keys(keys.clone())).record;
    let to = put_through(&record);
    // A key too many does no harm in a call, but whoever types it does not know the option.
    let taken = record.events.iter().filter(|event| matches!(event.what, EventKind::Pressed(_))).count();
    let is_exact = taken == keys.presses().len()
        && !in_vain(&record)
        && !record
            .events
            .iter()
            .any(|event| matches!(event.what, EventKind::Decided(Decision::Ignores { .. })));
    if is_exact && to.is_some_and(|step| steps.contains(&step)) {
        return AnswerVerdict::of(AnswerScore::Right);
    }
    let (said, right) = (keys.presses(), way.keys.presses());
    if said.len() < right.len() && right.starts_with(said) {
        return AnswerVerdict::partly("That is the right start, but there is more to press.");
    }
    AnswerVerdict::wrong(match (to.and_then(|step| plan.step(step).name.as_deref()), option(keys)) {
        (Some(name), Some(option)) => format!("{} is {name}.", capital(&option)),
        _ => "That leads nowhere.".to_owned(),
    })
}

/// Dials the way's line and presses keys.
fn numbered(
    plan: &Plan,
    way: &StepRoute,
    keys: &KeySequence,
    steps: &[StepId],
    caller: Caller,
) -> AnswerVerdict {
    let verdict = pressed(plan, way, keys, steps, caller);
    // Whom nobody has to press a key for is reached with a key too many as well, unless it leads elsewhere.
    let reaches = || {
        let record = plan
            .call(&CallSpec::to_line(plan, way.line, way.at).with_caller(caller).with_keys(keys.clone()))
            .record;
        put_through(&record).is_some_and(|step| steps.contains(&step))
    };
    if verdict.score == AnswerScore::Right || (way.keys.presses().is_empty() && reaches()) {
        return AnswerVerdict::of(AnswerScore::Right);
    }
    if keys.presses().is_empty() {
        return AnswerVerdict::partly("The number is right, but the option to press is missing.");
    }
    AnswerVerdict::partly(format!("The number is right, the option is not. {}", verdict.note).trim_end())
}

fn name(answer: &str, right: &[String], others: &[String]) -> AnswerVerdict {
    let best = |names: &[String]| names.iter().map(|name| likeness(answer, name)).max();
    let (right, other) = (best(right), best(others).unwrap_or(Likeness::Other));
    match right {
        Some(right) if right >= Likeness::Part && right > other => AnswerVerdict::of(AnswerScore::Right),
        Some(right) if right >= Likeness::Part && right == other => AnswerVerdict::unclear(),
        Some(Likeness::Near) if other < Likeness::Near => {
            AnswerVerdict::partly("That is close, but it is not the name.")
        }
        _ => AnswerVerdict::of(AnswerScore::Wrong),
    }
}

/// Whether it is the right text rather than another one. Nothing shorter will do, and no slip of the finger.
fn same(answer: &str, right: &str, others: &[String]) -> AnswerVerdict {
    let other = others.iter().map(|other| sameness(answer, other)).max().unwrap_or(Likeness::Other);
    match sameness(answer, right) {
        Likeness::Other => AnswerVerdict::of(AnswerScore::Wrong),
        is if is == other => AnswerVerdict::unclear(),
        is => AnswerVerdict::right_if(is > other),
    }
}

fn exactly(answer: &str, right: &str) -> AnswerVerdict {
    let (said, right) = (answer.trim().to_lowercase(), right.to_lowercase());
    if said == right {
        AnswerVerdict::of(AnswerScore::Right)
    } else if said.len() <= 2 * right.len() && strsim::damerau_levenshtein(&said, &right) <= 2 {
        AnswerVerdict::partly("Almost, but it must be exact to arrive.")
    } else {
        AnswerVerdict::of(AnswerScore::Wrong)
    }
}

/// Numbers are compared as numbers; other figures and all signs must be the same; words may have a slip of the finger.
fn accepted(plan: &Plan, answer: &str, right: &[String], wrong: &[String]) -> AnswerVerdict {
    let answer = answer.trim();
    let number = |text: &str| dialled(text, plan);
    let has_figures = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    let like = |known: &String| {
        let like = written(answer, known);
        let is_number = || number(known).is_some_and(|known| number(answer) == Some(known));
        match like {
            Likeness::Same | Likeness::Plain | Likeness::Exact => like,
            Likeness::Close if !has_figures(known) => like,
            _ if is_number() => Likeness::Same,
            _ => Likeness::Other,
        }
    };
    let best = |known: &[String]| known.iter().map(like).max().unwrap_or(Likeness::Other);
    let (right, wrong) = (best(right), best(wrong));
    match right {
        Likeness::Other => AnswerVerdict::of(AnswerScore::Wrong),
        _ if right == wrong => AnswerVerdict::unclear(),
        _ => AnswerVerdict::right_if(right > wrong),
    }
}

/// Whether a text that is called wrong could be taken for one that is accepted.
pub(super) fn is_also_right(plan: &Plan, text: &str, right: &[String]) -> bool {
    right.iter().any(|right| {
        let one = std::slice::from_ref(right);
        signs(text) == signs(right) && accepted(plan, text, one, &[]).score > AnswerScore::Wrong
    })
}

/// Compares ZIP codes by their digits; those of a whole address are the last of its words that has digits.
fn zip(answer: &str, right: &str) -> AnswerVerdict {
    let code = |text: &str| -> String {
        let last = text.split_whitespace().rfind(|word| word.chars().any(|c| c.is_ascii_digit()));
        last.unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
    };
    let (said, right) = (code(answer), code(right));
    if said.is_empty() {
        AnswerVerdict::wrong("The answer is the digits of a ZIP code.")
    } else if said == right {
        AnswerVerdict::of(AnswerScore::Right)
    } else if said.len() == 5 && right.starts_with(&said) {
        AnswerVerdict::partly("That is the beginning of it; four more digits follow.")
    } else {
        AnswerVerdict::of(AnswerScore::Wrong)
    }
}

/// Whether keys are plain keys, of which people can be asked.
pub(super) fn are_plain(keys: &KeySequence) -> bool {
    !keys.presses().is_empty() && keys.presses().iter().all(|press| matches!(press, Press::Key(_)))
}
