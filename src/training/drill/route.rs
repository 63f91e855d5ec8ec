//! What becomes of a request: put through to people who handle it, or refused for a good reason.

use super::answer::{Likeness, TypedAnswer, names_time, yes_or_no};
use super::moments::{MomentPhrase, Situation};
use super::verdict::{AnswerScore, AnswerVerdict, call, ended, when, whose};
use crate::call::{ArrivalCause, CallRecord, CallSpec, Decision, EventKind, Outcome};
use crate::directory::StepRoute;
use crate::directory::reached::{in_vain, put_through};
use crate::directory::team::{Status, Team, is_told};
use crate::plan::{Dialable, LineId, Plan, StepId, StepKind};
use crate::training::phrases::LessonPhrases;

/// A request at a moment, and what is right then.
#[derive(Clone, Debug)]
pub(super) struct RequestRoute {
    situation: Situation,
    /// The destinations that handle it.
    right: Vec<StepId>,
    /// The names of those.
    names: Vec<String>,
    /// The names of all others.
    others: Vec<String>,
    /// Destinations that deal with something like it.
    near: Vec<StepId>,
    status: Status,
    /// When each of those who handle it opens next, if nobody is there: the first of them first.
    openings: Vec<MomentPhrase>,
    /// What calls come to that are made as they should while nobody is there.
    refusals: Vec<(LineId, Outcome)>,
    /// The next ways, each with whom it leads to, by their place among those who handle it.
    ways: Vec<(usize, StepRoute)>,
}

impl RequestRoute {
    pub(super) fn new(
        plan: &Plan,
        situation: Situation,
        status: Status,
        right: &[&Team],
        near: &[&Team],
    ) -> Self {
        let steps = |teams: &[&Team]| teams.iter().flat_map(|team| team.steps.iter().copied()).collect();
        let Situation { caller, at } = situation;
        let zone = situation.zone(plan);
        let mut ways = Vec::new();
        let mut openings = Vec::new();
        for (index, team) in right.iter().enumerate() {
            let of_team = team.ways(plan, caller, at);
            if let (Status::Closed(_), Some(next)) = (&status, of_team.iter().map(|way| way.at).min()) {
                openings.push(MomentPhrase {
                    at: next,
                    now: at,
                    clock: team.hours.clock(zone),
                    caller: zone,
                });
            }
            ways.extend(of_team.into_iter().map(|way| (index, way)));
        }
        openings.sort_by_key(|opening| opening.at);
        let refusal = |way: &StepRoute| {
            let number = plan.line(way.line).number.value;
            let record =
                plan.call(&CallSpec::new(number, at).with_caller(caller).with_keys(way.keys.clone())).record;
            Some((way.line, record.outcome()?))
        };
        let refusals =
            ways.iter().map(|(_, way)| way).filter(|way| way.at > at).filter_map(refusal).collect();
        let names: Vec<String> = right.iter().map(|team| team.name.clone()).collect();
        let people = plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Destination(_)));
        let others = people.filter_map(|(_, step)| step.name.clone()).filter(|name| !names.contains(name));
        Self {
            situation,
            right: steps(right),
            others: others.collect(),
            names,
            near: steps(near),
            status,
            openings,
            refusals,
            ways,
        }
    }

    /// The ways that can be taken now, or all next ones if there is none, each with whom it leads to.
    pub(super) fn best_ways<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a (usize, StepRoute)> {
        let (at, is_open) = (self.situation.at, self.status.is_open());
        let of_team =
            |team: usize| self.ways.iter().filter(move |(other, _)| *other == team).map(|(_, way)| way);
        self.ways
            .iter()
            .filter(move |(_, way)| !is_open || way.at <= at)
            .filter(move |(team, way)| is_told(plan, way, of_team(*team)))
    }

    /// The first of these ways, taken at the time of the request.
    pub(super) fn call(&self, plan: &Plan) -> Option<CallRecord> {
        let Situation { caller, at } = self.situation;
        self.best_ways(plan).next().map(|(_, way)| call(plan, way, caller, at))
    }

    /// When they open, if nobody is there.
    pub(super) fn openings(&self) -> &[MomentPhrase] {
        &self.openings
    }

    /// Judges what was typed: a number with its option, or that nobody is there and from when on.
    pub(super) fn judge(&self, plan: &Plan, answer: &TypedAnswer) -> AnswerVerdict {
        let language = plan.language;
        let words = &LessonPhrases::of_plan(plan).verdict;
        // Pauses are no keys that anybody types, but whoever repeats what was told is right.
        let is_open = self.status.is_open();
        if is_open && self.best_ways(plan).any(|(_, way)| way.dialed(plan, language).told() == answer.typed())
        {
            return AnswerVerdict::of(AnswerScore::Right);
        }
        if let Some((number, keys)) = answer.dialled(plan, &self.ways.iter().map(|(_, way)| way)) {
            let Situation { caller, at } = self.situation;
            if !matches!(plan.dial(number), Some(Dialable::Line(_))) {
                return AnswerVerdict::wrong(whose(plan, number));
            }
            let record =
                plan.call(&CallSpec::new(number, at).with_caller(caller).with_keys(keys.clone())).record;
            // Whoever types a key too many does not know the option.
            let verdict = if in_vain(&record) {
                AnswerVerdict::wrong(ended(plan, &record))
            } else {
                self.judge_call(plan, &record)
            };
            let is_line =
                self.ways.iter().any(|(_, way)| plan.dial(number) == Some(Dialable::Line(way.line)));
            return match (verdict.score, &self.status) {
                (AnswerScore::Right, Status::Closed(_)) => AnswerVerdict::partly(words.team_closed),
                (AnswerScore::Wrong, Status::Closed(_)) if is_line => {
                    AnswerVerdict::partly(words.number_closed)
                }
                (AnswerScore::Wrong, Status::Open(..)) if is_line && keys.presses().is_empty() => {
                    AnswerVerdict::partly(words.option_missing)
                }
                (AnswerScore::Wrong, Status::Open(..)) if is_line => {
                    AnswerVerdict::partly(words.option_is_wrong)
                }
                _ => verdict,
            };
        }
        let best = |names: &[String]| names.iter().map(|name| answer.likeness(name)).max();
        let is_name = best(&self.names) >= Some(Likeness::Close) && best(&self.names) > best(&self.others);
        match &self.status {
            Status::Closed(_) => {
                let best = self.openings.iter().map(|opening| when(plan, answer, *opening)).rev();
                let best = best.max_by_key(|verdict| verdict.score);
                match best {
                    Some(best) if best.score > AnswerScore::Wrong => best,
                    _ if yes_or_no(answer.english()) == Some(false) && !names_time(answer.times()) => {
                        AnswerVerdict::partly(words.when_they_open)
                    }
                    _ if is_name => AnswerVerdict::partly(words.theirs_but_closed),
                    best => best.unwrap_or(AnswerVerdict::of(AnswerScore::Wrong)),
                }
            }
            Status::Open(..) if is_name => AnswerVerdict::partly(words.how_reached),
            Status::Open(..) if yes_or_no(answer.english()) == Some(false) => {
                AnswerVerdict::wrong(words.somebody_there)
            }
            Status::Open(..) => AnswerVerdict::wrong(words.make_the_call),
        }
    }

    /// Judges a call that was made in this situation.
    pub(super) fn judge_call(&self, plan: &Plan, record: &CallRecord) -> AnswerVerdict {
        if let Some(step) = put_through(record) {
            if self.right.contains(&step) {
                return AnswerVerdict::of(AnswerScore::Right);
            }
            if self.near.contains(&step) {
                let name = plan.step(step).name.as_deref().unwrap_or_default();
                let words = LessonPhrases::of_plan(plan);
                return AnswerVerdict::partly(words.fill(words.verdict.others_exactly, &[("name", name)]));
            }
        }
        let refused = self.is_refusal(record);
        match &self.status {
            Status::Closed(_) if refused => AnswerVerdict::of(AnswerScore::Right),
            Status::Open(..) if refused => {
                AnswerVerdict::partly(LessonPhrases::of_plan(plan).verdict.others_open)
            }
            _ => AnswerVerdict::wrong(ended(plan, record)),
        }
    }

    /// Whether a call was refused as one that was made as it should be; whoever hangs up as soon as that is clear has
    /// learned it as well.
    fn is_refusal(&self, record: &CallRecord) -> bool {
        self.refusals.iter().filter(|(line, _)| record.line == Some(*line)).any(|(_, right)| {
            let turned_away = |what| {
                matches!((what, right.because), (EventKind::Decided(Decision::Closed { step, .. }), Some(ArrivalCause::Closed(closed)))
                    if step == closed)
            };
            record.outcome() == Some(*right) || record.events.iter().any(|event| turned_away(event.what))
        })
    }
}
