//! How good an answer is, and what is said of one that is not right.

use jiff::Timestamp;

use super::answer::{NamedTimes, TimeFit, TypedAnswer};
use super::moments::MomentPhrase;
use crate::base::Language;
use crate::call::{self, ArrivalCause, CallRecord, CallSpec, Caller, Outcome, OutcomeKind};
use crate::directory::StepRoute;
use crate::directory::reached::put_through;
use crate::number::Dialed;
use crate::plan::{Dialable, Plan};
use crate::time::Zone;
use crate::training::phrases::LessonPhrases;

/// How good an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerScore {
    /// Not what the plan says.
    Wrong,
    /// Something of it: the number without its option, the time without its day.
    Partly,
    /// What the plan says.
    Right,
}

impl AnswerScore {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Partly => "partly",
            Self::Wrong => "wrong",
        }
    }
}

/// How good an answer is, and what is to be said of it before what is right.
#[derive(Clone, Debug)]
pub(super) struct AnswerVerdict {
    pub(super) score: AnswerScore,
    pub(super) note: String,
    /// Whether it can mean right and wrong alike: whoever said it is asked again.
    pub(super) is_unclear: bool,
}

impl AnswerVerdict {
    pub(super) fn of(score: AnswerScore) -> Self {
        Self { score, note: String::new(), is_unclear: false }
    }

    pub(super) fn unclear(words: &LessonPhrases) -> Self {
        Self { is_unclear: true, ..Self::partly(words.verdict.unclear) }
    }

    pub(super) fn right_if(is_right: bool) -> Self {
        Self::of(if is_right { AnswerScore::Right } else { AnswerScore::Wrong })
    }

    pub(super) fn partly(note: impl Into<String>) -> Self {
        Self { score: AnswerScore::Partly, note: note.into(), is_unclear: false }
    }

    pub(super) fn wrong(note: impl Into<String>) -> Self {
        Self { score: AnswerScore::Wrong, note: note.into(), is_unclear: false }
    }
}

/// Judges a moment that was typed.
pub(super) fn when(plan: &Plan, answer: &TypedAnswer, moment: MomentPhrase) -> AnswerVerdict {
    let words = LessonPhrases::of_plan(plan);
    let MomentPhrase { at, now, clock, caller } = moment;
    let times = NamedTimes::read(answer.times(), clock, 1);
    if times.clocks.is_empty() && times.days.is_empty() {
        let expected = [("expected", words.verdict.a_time)];
        return AnswerVerdict::wrong(words.fill(words.verdict.answer_is, &expected));
    }
    let TimeFit { time, day } = times.fit(at, now, clock, caller);
    // Midnight ends the day.
    let last = at.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(at);
    let dates = |at| [clock, caller].map(|zone: Zone| zone.wall_clock(at).date());
    let is_today =
        [at, last].iter().any(|&at| dates(at).iter().zip(dates(now)).any(|(then, now)| *then == now));
    match (time, day) {
        (true, Some(true)) => AnswerVerdict::of(AnswerScore::Right),
        (true, None) if is_today => AnswerVerdict::of(AnswerScore::Right),
        (true, None) => AnswerVerdict::partly(words.verdict.other_day),
        (true, Some(false)) => AnswerVerdict::partly(words.verdict.day_is_wrong),
        (false, Some(true)) if !is_today => AnswerVerdict::partly(words.verdict.time_is_wrong),
        (false, _) => AnswerVerdict::of(AnswerScore::Wrong),
    }
}

/// Whose number this is.
pub(super) fn whose(plan: &Plan, number: Dialed) -> String {
    let words = LessonPhrases::of_plan(plan);
    let (sentence, name) = match plan.dial(number) {
        Some(Dialable::Line(line)) => (words.verdict.number_of, plan.line(line).name.as_str()),
        Some(Dialable::Fax(contact)) => (words.verdict.fax_of, plan.contact(contact).name.as_str()),
        None => (words.verdict.not_in_directory, ""),
    };
    words.fill(sentence, &[("number", &number.to_string()), ("name", name)])
}

/// Takes a way.
pub(super) fn call(plan: &Plan, way: &StepRoute, caller: Caller, at: Timestamp) -> CallRecord {
    plan.call(&CallSpec::to_line(plan, way.line, at).with_caller(caller).with_keys(way.keys.clone())).record
}

/// How a call ended, for its caller.
pub(super) fn ended(plan: &Plan, record: &CallRecord) -> String {
    let words = LessonPhrases::of_plan(plan);
    match (put_through(record), record.outcome()) {
        (Some(step), outcome) => {
            let name = plan.step(step).name.as_deref().unwrap_or(words.verdict.somebody_else);
            if outcome.is_some_and(|outcome| outcome.kind() == OutcomeKind::Callback) {
                let call_back = call_back_from(words, name);
                return words.fill(words.verdict.promised, &[("call_back", &call_back)]);
            }
            words.fill(words.verdict.put_through_to, &[("name", name)])
        }
        (None, Some(outcome)) => {
            let reason = if words.language() == Language::English {
                record.reason(plan).unwrap_or_default()
            } else {
                // Why is told in English only; what became of it is told in every language.
                come_of(plan, words, record, outcome).trim_end_matches('.').to_owned()
            };
            words.fill(words.verdict.ended_elsewhere, &[("reason", &reason)])
        }
        (None, None) => words.verdict.not_ended.to_owned(),
    }
}

/// What people are promised who call back: `a call back from Support`. A destination may be called so itself.
fn call_back_from(words: &LessonPhrases, name: &str) -> String {
    if words.language() == Language::English {
        return call::call_back_from(name);
    }
    words.fill(words.verdict.call_back, &[("name", name)])
}

/// What a call came to, as one tells it of another caller.
pub(super) fn come_of(plan: &Plan, phrases: &LessonPhrases, record: &CallRecord, outcome: Outcome) -> String {
    let words = &phrases.ask;
    let name = outcome.place_name(plan);
    let closed = match outcome.because {
        Some(ArrivalCause::Closed(step)) => {
            let line = record.line.map(|line| plan.line(line).name.as_str());
            let name = plan.step(step).name.as_deref().or(line);
            Some(name.unwrap_or(words.that_number))
        }
        _ => None,
    };
    let (sentence, name) = match (outcome.kind(), closed) {
        (OutcomeKind::Transferred, _) => (words.put_through, name.unwrap_or(words.somebody)),
        (OutcomeKind::Voicemail, _) => (words.leaves_message, name.unwrap_or(words.them)),
        (OutcomeKind::Callback, _) => (words.call_back_promised, name.unwrap_or(words.them)),
        (OutcomeKind::FaxTone, _) => (words.fax_answers, ""),
        (OutcomeKind::NotInService, _) => (words.not_in_service, ""),
        (OutcomeKind::Disconnected, Some(closed)) => (words.hears_closed, closed),
        (OutcomeKind::Disconnected | OutcomeKind::Dropped | OutcomeKind::CallerHungUp, _) => {
            (words.reaches_nobody, "")
        }
    };
    phrases.fill(sentence, &[("name", name)])
}
