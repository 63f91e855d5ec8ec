use jiff::SignedDuration;

use super::expectation::{CallResult, ExpectationFailure, ExpectationKind};
use super::model::{Case, CaseMark, Scenario};
use super::nearest::nearest;
use super::prompts::Prompts;
use super::script::{self, Action, ScriptStep};
use crate::base::text::Stretch;
use crate::call::{Call, CallEvent, CallRecord, run};
use crate::plan::Plan;

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    kind: VerdictKind,
    missed: Vec<u32>,
    on_the_way: Vec<ExpectationFailure>,
    lasted: Option<SignedDuration>,
}

/// Whether a case kept its promise, and whether that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictKind {
    /// It kept its promise.
    Passed,
    /// It did not.
    Failed,
    /// It did not, as its `xfail` says.
    XFailed,
    /// It did, against its `xfail`: that is a failure, too.
    XPassed,
    /// It was not played.
    Skipped,
}

impl VerdictKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Passed, Self::Failed, Self::XFailed, Self::XPassed, Self::Skipped];

    /// The word for it in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::XFailed => "xfailed",
            Self::XPassed => "xpassed",
            Self::Skipped => "skipped",
        }
    }

    /// Whether a run with such a case has failed.
    #[must_use]
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::XPassed)
    }
}

impl Verdict {
    fn of(
        mark: Option<&CaseMark>,
        missed: Vec<u32>,
        on_the_way: Vec<ExpectationFailure>,
        lasted: Option<SignedDuration>,
    ) -> Self {
        let met = missed.is_empty() && on_the_way.is_empty();
        let kind = match (mark, met) {
            (Some(CaseMark::Skipped(_)), _) => VerdictKind::Skipped,
            (Some(CaseMark::Fails(_)), true) => VerdictKind::XPassed,
            (Some(CaseMark::Fails(_)), false) => VerdictKind::XFailed,
            (None, true) => VerdictKind::Passed,
            (None, false) => VerdictKind::Failed,
        };
        Self { kind, missed, on_the_way, lasted }
    }

    /// What came of the case.
    #[must_use]
    pub fn kind(&self) -> VerdictKind {
        self.kind
    }

    /// Whether a run with this verdict has failed.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.kind.is_failure()
    }

    /// How long the call lasted, in virtual time; nothing for one that was not made. None: it was decided before its
    /// end, so that nobody has looked.
    #[must_use]
    pub fn lasted(&self) -> Option<SignedDuration> {
        self.lasted
    }

    /// The positions, among the expectations of the case, of those that were missed, in order.
    #[must_use]
    pub fn missed(&self) -> impl ExactSizeIterator<Item = usize> {
        self.missed.iter().map(|&position| position as usize)
    }

    /// What was missed at the steps of the scenario, in order.
    #[must_use]
    pub fn on_the_way(&self) -> &[ExpectationFailure] {
        &self.on_the_way
    }

    /// All that was missed, in words: at the steps, then at the end. `record` is the call's.
    #[must_use]
    pub fn told(
        &self,
        suite: &Plan,
        scenario: &Scenario,
        case: Case,
        record: &CallRecord,
    ) -> Vec<ExpectationFailure> {
        let plan = scenario.plan(suite);
        let at_the_end = self.missed().map(|position| {
            let expectation = &scenario.expect(case)[position];
            let expected = &expectation.expected;
            let (expected, got) = (expected.told(plan), expected.got(plan, record));
            ExpectationFailure {
                span: expectation.span,
                expected,
                got,
                aborted_case: false,
                event: expectation.expected.decisive(plan, record),
                difference: expectation.expected.difference(plan, record),
            }
        });
        let on_the_way = self.on_the_way.iter().cloned().map(|mut missed| {
            let step = scenario.steps.iter().find(|step| step.span == missed.span);
            if let (Some(ScriptStep { action: Action::Hear(phrase), .. }), Some(event)) = (step, missed.event)
                && let Some(near) = nearest(plan, record, event + 1, phrase)
            {
                // What was said, but before this step, does not differ.
                let differs = near.stretches.iter().any(|stretch| matches!(stretch, Stretch::Missing(_)));
                if differs {
                    (missed.event, missed.difference) = (Some(near.event), near.stretches);
                }
            }
            missed
        });
        on_the_way.chain(at_the_end).collect()
    }
}

/// Plays cases one after another, and keeps its memory between them. Calls are made until they are decided: to their end
/// only where that is asked for.
#[derive(Debug, Default)]
pub struct Player<'p> {
    to_the_end: bool,
    call: Option<Call<&'p Plan>>,
    events: Vec<CallEvent>,
    heard: Prompts,
}

impl<'p> Player<'p> {
    /// One who makes every call to its end, so that verdicts know how long it lasted.
    #[must_use]
    pub fn to_the_end() -> Self {
        Self { to_the_end: true, ..Self::default() }
    }

    /// Makes the call of a case in virtual time, and judges it. `suite` is the plan of its suite.
    pub fn play(&mut self, suite: &'p Plan, scenario: &'p Scenario, case: Case) -> Verdict {
        self.play_under(scenario.plan(suite), scenario, case)
    }

    /// As [`Player::play`], under exactly this plan, which has the names and ids of the suite's: what the scenario's override
    /// makes of it is for the caller to see to ([`Scenario::override_of`]). Times stay those of the suite's plan.
    pub fn play_under(&mut self, plan: &'p Plan, scenario: &Scenario, case: Case) -> Verdict {
        let mark = scenario.mark(case);
        if matches!(mark, Some(CaseMark::Skipped(_))) {
            return Verdict::of(mark, Vec::new(), Vec::new(), Some(SignedDuration::ZERO));
        }
        let expect = scenario.expect(case);
        let any = |needs: fn(&ExpectationKind) -> bool| {
            expect.iter().any(|expectation| needs(&expectation.expected))
        };
        let to_the_end = self.to_the_end || any(ExpectationKind::needs_end);
        let call = scenario.dialled(plan, case, &mut self.call);
        self.events.clear();
        let mut record = CallRecord { events: std::mem::take(&mut self.events), ..CallRecord::of(call) };
        let on_the_way = scenario.make(case, call, &mut record, to_the_end);
        self.heard.clear();
        if any(ExpectationKind::needs_words) {
            self.heard.listen(plan, &record);
        }
        let shown =
            CallResult { plan, record: &record, outcome: call.settled(), heard: self.heard.as_slice() };
        // What comes of a call whose steps could not be taken is not what was promised.
        let is_told = !on_the_way.iter().any(|missed| missed.aborted_case);
        let missed = expect.iter().enumerate().filter(|_| is_told).filter_map(|(position, expectation)| {
            (!expectation.expected.is_met(&shown)).then_some(position as u32)
        });
        let lasted = call.outcome().map(|_| record.duration());
        let verdict = Verdict::of(mark, missed.collect(), on_the_way, lasted);
        self.events = record.events;
        verdict
    }
}

impl Scenario {
    /// The call of a case, from beginning to end, for those who want to see all of it. `suite` is the suite's plan.
    #[must_use]
    pub fn record(&self, suite: &Plan, case: Case) -> CallRecord {
        let mut call = None;
        let call = self.dialled(self.plan(suite), case, &mut call);
        let mut record = CallRecord::of(call);
        self.make(case, call, &mut record, true);
        record
    }

    /// The call of a case, dialed; in the memory of the call before it, if that was one of the same plan.
    fn dialled<'c, 'p>(
        &self,
        plan: &'p Plan,
        case: Case,
        call: &'c mut Option<Call<&'p Plan>>,
    ) -> &'c mut Call<&'p Plan> {
        let (number, caller) = (self.dial(case).number, self.caller(case).caller);
        let (at, answers) = (self.moment(case).instant, self.answers(case));
        if call.as_ref().is_some_and(|call| !std::ptr::eq(call.plan(), plan)) {
            *call = None;
        }
        match call {
            Some(call) => {
                call.give_answers(answers);
                call.redial(number, caller, at);
                call
            }
            None => call.insert(Call::dial_with(plan, number, caller, answers, at)),
        }
    }

    /// Does in a call that has been dialed what the case does, and notes what happens until the call has ended or until
    /// its outcome is settled. Gives what was missed on the way.
    fn make(
        &self,
        case: Case,
        call: &mut Call<&Plan>,
        record: &mut CallRecord,
        to_the_end: bool,
    ) -> Vec<ExpectationFailure> {
        let is_over = |call: &Call<&Plan>| if to_the_end { call.outcome() } else { call.settled() }.is_some();
        if !self.steps.is_empty() {
            return script::follow(&self.steps, call, record, is_over);
        }
        if to_the_end {
            run::watched(call, self.keys(case), |_, event| record.events.push(event));
        } else {
            run::until_settled(call, self.keys(case));
            record.events.extend(std::iter::from_fn(|| call.poll_event()));
        }
        Vec::new()
    }
}
