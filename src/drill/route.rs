//! What becomes of a request: put through to people who handle it, or refused for a good reason.

use super::answer::{Likeness, Times, dialled, likeness, yes_or_no};
use super::meaning::{Verdict, ended, when, whose};
use super::moments::{Situation, When};
use super::question::Score;
use super::team::{Status, Team, put_through};
use crate::call::{Because, Decision, Outcome, Record, What};
use crate::find::Way;
use crate::hours::Zone;
use crate::plan::{LineId, Plan, StepId};

/// A request at a moment, and what is right then.
#[derive(Clone, Debug)]
pub(super) struct Route {
    situation: Situation,
    /// The destinations that handle it.
    right: Vec<StepId>,
    /// The names of those.
    names: Vec<String>,
    /// Destinations that deal with something like it.
    near: Vec<StepId>,
    status: Status,
    /// The clock on which the next opening is said.
    clock: Zone,
    /// What calls come to that are made as they should while nobody is there.
    refusals: Vec<(LineId, Outcome)>,
    ways: Vec<Way>,
}

impl Route {
    pub(super) fn new(
        plan: &Plan,
        situation: Situation,
        status: Status,
        right: &[&Team],
        near: &[&Team],
        clock: Zone,
    ) -> Self {
        let steps = |teams: &[&Team]| teams.iter().flat_map(|team| team.steps.iter().copied()).collect();
        let Situation { caller, at } = situation;
        let ways: Vec<Way> = right.iter().flat_map(|team| team.ways(plan, caller, at)).collect();
        let refusal = |way: &Way| {
            let number = plan.line(way.line).number.value;
            let (record, _) = Record::make(plan, number, caller, at, &way.keys);
            Some((way.line, record.outcome()?))
        };
        let refusals = ways.iter().filter(|way| way.at > at).filter_map(refusal).collect();
        Self {
            situation,
            right: steps(right),
            names: right.iter().map(|team| team.name.clone()).collect(),
            near: steps(near),
            status,
            clock,
            refusals,
            ways,
        }
    }

    /// The ways that can be taken now; the next ones if there is none.
    pub(super) fn best_ways(&self) -> impl Iterator<Item = &Way> {
        let (at, is_open) = (self.situation.at, self.status.is_open());
        let next = match &self.status {
            Status::Closed(way) => way.at,
            Status::Open(..) => at,
        };
        self.ways.iter().filter(move |way| if is_open { way.at <= at } else { way.at <= next })
    }

    /// When it opens, if nobody is there.
    pub(super) fn opens(&self) -> Option<String> {
        match &self.status {
            Status::Open(..) => None,
            Status::Closed(way) => {
                Some(When { at: way.at, now: self.situation.at, clock: self.clock }.to_string())
            }
        }
    }

    /// Judges what was typed: a number with its option, or that nobody is there and from when on.
    pub(super) fn judge(&self, plan: &Plan, answer: &str) -> Verdict {
        if let Some((number, keys)) = dialled(answer, plan.country) {
            let Situation { caller, at } = self.situation;
            if plan.lines().all(|(_, line)| line.number.value != number) {
                return Verdict::wrong(whose(plan, number));
            }
            let verdict = self.judge_call(plan, &Record::make(plan, number, caller, at, &keys).0);
            let is_line = self.ways.iter().any(|way| plan.line(way.line).number.value == number);
            return match (verdict.score, &self.status) {
                (Score::Right, Status::Closed(_)) => {
                    Verdict::partly("That is whom to call, but nobody is there at this time.")
                }
                (Score::Wrong, Status::Closed(_)) if is_line => {
                    Verdict::partly("The number is right, but nobody is there at this time.")
                }
                (Score::Wrong, Status::Open(..)) if is_line && keys.presses().is_empty() => {
                    Verdict::partly("The number is right; what is missing is the option to press.")
                }
                (Score::Wrong, Status::Open(..)) if is_line => {
                    Verdict::partly("The number is right, the option is not.")
                }
                _ => verdict,
            };
        }
        let is_name = self.names.iter().any(|name| likeness(answer, name) >= Likeness::Close);
        match &self.status {
            Status::Closed(way) => {
                let times = Times::read(answer, self.clock);
                if times.clocks.is_empty() && times.day.is_none() {
                    return if yes_or_no(answer) == Some(false) {
                        Verdict::partly("Nobody is there, true; a caller also wants to know from when on.")
                    } else if is_name {
                        Verdict::partly("They handle it, but nobody is there at this time.")
                    } else {
                        Verdict::of(Score::Wrong)
                    };
                }
                when(answer, way.at, self.situation.at, self.clock)
            }
            Status::Open(..) if is_name => {
                Verdict::partly("They handle it; the answer is how to reach them.")
            }
            Status::Open(..) if yes_or_no(answer) == Some(false) => {
                Verdict::wrong("Somebody is there at this time.")
            }
            Status::Open(..) => Verdict::wrong("Make the call, or type the number and the option."),
        }
    }

    /// Judges a call that was made in this situation.
    pub(super) fn judge_call(&self, plan: &Plan, record: &Record) -> Verdict {
        if let Some(step) = put_through(record) {
            if self.right.contains(&step) {
                return Verdict::of(Score::Right);
            }
            if self.near.contains(&step) {
                let name = plan.step(step).name.as_deref().unwrap_or_default();
                return Verdict::partly(format!("{name} is near, but others are named for exactly this."));
            }
        }
        let refused = self.is_refusal(record);
        match &self.status {
            Status::Closed(_) if refused => Verdict::of(Score::Right),
            Status::Open(..) if refused => {
                Verdict::partly("They handle it and are closed at this time, but others who do are there.")
            }
            _ => Verdict::wrong(ended(plan, record)),
        }
    }

    /// Whether a call was refused as one that was made as it should be; whoever hangs up as soon as that is clear has
    /// learned it as well.
    fn is_refusal(&self, record: &Record) -> bool {
        self.refusals.iter().filter(|(line, _)| record.line == Some(*line)).any(|(_, right)| {
            let turned_away = |what| {
                matches!((what, right.because), (What::Decided(Decision::Closed(step, _)), Some(Because::Closed(closed)))
                    if step == closed)
            };
            record.outcome() == Some(*right) || record.events.iter().any(|event| turned_away(event.what))
        })
    }
}
