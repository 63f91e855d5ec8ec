//! What an answer must mean to be right. Whatever can be dialed is judged by making the call.

use jiff::Timestamp;

use super::answer::{Likeness, NamedClock, NamedTimes, TypedAnswer, dialled, sameness, written, yes_or_no};
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
use crate::plan::{Dialable, Plan, StepId, StockPhrases};
use crate::time::{ScheduleZone, Zone, civil_phrases};
use crate::training::phrases::LessonPhrases;

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
        let (words, said) = (LessonPhrases::of_plan(plan), TypedAnswer::of(plan, answer));
        let expected =
            |what| AnswerVerdict::wrong(words.fill(words.verdict.answer_is, &[("expected", what)]));
        match self {
            Self::YesNo(right) => match yes_or_no(said.english()) {
                Some(said) => AnswerVerdict::right_if(said == *right),
                None => expected(words.verdict.yes_or_no),
            },
            Self::When(moment) => when(plan, &said, *moment),
            Self::Day(open, clock, told_on) => day(words, &said, *open, *clock, *told_on),
            Self::Keys { way, steps, caller } => match said.keys_of(plan, way) {
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
                None => expected(words.verdict.the_key),
            },
            Self::Reach { ways, steps, caller } => {
                let Some((number, keys)) = said.dialled(plan, &ways.iter()) else {
                    return AnswerVerdict::wrong(words.verdict.no_number);
                };
                match ways.iter().find(|way| plan.dial(number) == Some(Dialable::Line(way.line))) {
                    Some(way) => numbered(plan, way, &keys, steps, *caller),
                    None => AnswerVerdict::wrong(whose(plan, number)),
                }
            }
            Self::Number { right, near } => match dialled(said.english(), plan) {
                Some((number, _)) if right.contains(&number) => AnswerVerdict::of(AnswerScore::Right),
                Some((number, _)) if near.contains(&number) => {
                    AnswerVerdict::partly(words.verdict.near_number)
                }
                Some((number, _)) => AnswerVerdict::wrong(whose(plan, number)),
                None => AnswerVerdict::wrong(words.verdict.no_number),
            },
            Self::Name { right, others } => name(words, &said, right, others),
            Self::Same { right, others } => same(words, answer, right, others),
            Self::Exactly(right) => exactly(words, answer, right),
            Self::Accepted { right, wrong } => accepted(plan, answer, right, wrong),
            Self::Zip(right) => zip(words, answer, right),
            Self::Route(route) => route.judge(plan, &said),
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
            _ => AnswerVerdict::wrong(LessonPhrases::of_plan(plan).verdict.no_call),
        }
    }
}

fn day(
    words: &LessonPhrases,
    answer: &TypedAnswer,
    open: Option<(Timestamp, Timestamp)>,
    clock: Zone,
    said_on: ScheduleZone,
) -> AnswerVerdict {
    let times = NamedTimes::read(answer.times(), clock, 2);
    let says_closed = times.clocks.is_empty() && yes_or_no(answer.english()) == Some(false);
    let Some((from, to)) = open else { return AnswerVerdict::right_if(says_closed) };
    let [said_from, said_to] = times.clocks[..] else {
        let expected = words.fill(words.verdict.answer_is, &[("expected", words.verdict.two_times)]);
        return AnswerVerdict::wrong(if says_closed { String::new() } else { expected });
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
            let clock = told(words, said_on);
            AnswerVerdict::partly(words.fill(words.verdict.other_clock, &[("clock", &clock)]))
        }
        [true, true] => AnswerVerdict::of(AnswerScore::Right),
        [true, false] => AnswerVerdict::partly(words.verdict.other_closing),
        [false, true] => AnswerVerdict::partly(words.verdict.other_opening),
        [false, false] => AnswerVerdict::of(AnswerScore::Wrong),
    }
}

/// A clock, behind "it is".
fn told(words: &LessonPhrases, zone: ScheduleZone) -> String {
    match zone {
        ScheduleZone::Fixed(zone) => civil_phrases(words.language()).clock_named(zone),
        ScheduleZone::Caller => words.verdict.every_clock.to_owned(),
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
    let words = LessonPhrases::of_plan(plan);
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
        return AnswerVerdict::partly(words.verdict.more_to_press);
    }
    AnswerVerdict::wrong(match (to.and_then(|step| plan.step(step).name.as_deref()), option(keys)) {
        (Some(name), Some(_)) => {
            let stock = StockPhrases::of(words.language());
            let option = words.fill(stock.way.option, &[("keys", &keys.for_people())]);
            words.fill(words.verdict.option_is, &[("option", &capital(&option)), ("name", name)])
        }
        _ => words.verdict.leads_nowhere.to_owned(),
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
    let words = &LessonPhrases::of_plan(plan).verdict;
    if keys.presses().is_empty() {
        return AnswerVerdict::partly(words.option_missing);
    }
    AnswerVerdict::partly(format!("{} {}", words.option_is_wrong, verdict.note).trim_end())
}

fn name(words: &LessonPhrases, answer: &TypedAnswer, right: &[String], others: &[String]) -> AnswerVerdict {
    let best = |names: &[String]| names.iter().map(|name| answer.likeness(name)).max();
    let (right, other) = (best(right), best(others).unwrap_or(Likeness::Other));
    match right {
        Some(right) if right >= Likeness::Part && right > other => AnswerVerdict::of(AnswerScore::Right),
        Some(right) if right >= Likeness::Part && right == other => AnswerVerdict::unclear(words),
        Some(Likeness::Near) if other < Likeness::Near => AnswerVerdict::partly(words.verdict.near_name),
        _ => AnswerVerdict::of(AnswerScore::Wrong),
    }
}

/// Whether it is the right text rather than another one. Nothing shorter will do, and no slip of the finger.
fn same(words: &LessonPhrases, answer: &str, right: &str, others: &[String]) -> AnswerVerdict {
    let other = others.iter().map(|other| sameness(answer, other)).max().unwrap_or(Likeness::Other);
    match sameness(answer, right) {
        Likeness::Other => AnswerVerdict::of(AnswerScore::Wrong),
        is if is == other => AnswerVerdict::unclear(words),
        is => AnswerVerdict::right_if(is > other),
    }
}

fn exactly(words: &LessonPhrases, answer: &str, right: &str) -> AnswerVerdict {
    let (said, right) = (answer.trim().to_lowercase(), right.to_lowercase());
    if said == right {
        AnswerVerdict::of(AnswerScore::Right)
    } else if said.len() <= 2 * right.len() && strsim::damerau_levenshtein(&said, &right) <= 2 {
        AnswerVerdict::partly(words.verdict.must_be_exact)
    } else {
        AnswerVerdict::of(AnswerScore::Wrong)
    }
}

/// Numbers are compared as numbers; other figures and all signs must be the same; words may have a slip of the finger.
fn accepted(plan: &Plan, answer: &str, right: &[String], wrong: &[String]) -> AnswerVerdict {
    let (words, answer) = (LessonPhrases::of_plan(plan), answer.trim());
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
        _ if right == wrong => AnswerVerdict::unclear(words),
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
fn zip(words: &LessonPhrases, answer: &str, right: &str) -> AnswerVerdict {
    let code = |text: &str| -> String {
        let last = text.split_whitespace().rfind(|word| word.chars().any(|c| c.is_ascii_digit()));
        last.unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
    };
    let (said, right) = (code(answer), code(right));
    if said.is_empty() {
        AnswerVerdict::wrong(words.fill(words.verdict.answer_is, &[("expected", words.verdict.zip_digits)]))
    } else if said == right {
        AnswerVerdict::of(AnswerScore::Right)
    } else if said.len() == 5 && right.starts_with(&said) {
        AnswerVerdict::partly(words.verdict.zip_begins)
    } else {
        AnswerVerdict::of(AnswerScore::Wrong)
    }
}

/// Whether keys are plain keys, of which people can be asked.
pub(super) fn are_plain(keys: &KeySequence) -> bool {
    !keys.presses().is_empty() && keys.presses().iter().all(|press| matches!(press, Press::Key(_)))
}
