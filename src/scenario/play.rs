use std::fmt::Write as _;

use jiff::SignedDuration;

use super::words::Folded;
use super::{Case, Mark, Missed, Scenario};
use crate::call::{Event, Record, What};
use crate::plan::Plan;

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    kind: VerdictKind,
    missed: Vec<u32>,
    on_the_way: Vec<Missed>,
    lasted: SignedDuration,
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
    fn of(mark: Option<&Mark>, missed: Vec<u32>, on_the_way: Vec<Missed>, lasted: SignedDuration) -> Self {
        let met = missed.is_empty() && on_the_way.is_empty();
        let kind = match (mark, met) {
            (Some(Mark::Skipped(_)), _) => VerdictKind::Skipped,
            (Some(Mark::Fails(_)), true) => VerdictKind::XPassed,
            (Some(Mark::Fails(_)), false) => VerdictKind::XFailed,
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

    /// How long the call lasted, in virtual time; nothing for one that was not made.
    #[must_use]
    pub fn lasted(&self) -> SignedDuration {
        self.lasted
    }

    /// The positions, among the expectations of the case, of those that were missed, in order.
    #[must_use]
    pub fn missed(&self) -> impl ExactSizeIterator<Item = usize> {
        self.missed.iter().map(|&position| position as usize)
    }

    /// What was missed at the steps of the scenario, in order.
    #[must_use]
    pub fn on_the_way(&self) -> &[Missed] {
        &self.on_the_way
    }

    /// All that was missed, in words: at the steps, then at the end. `record` is the call's.
    #[must_use]
    pub fn told(&self, suite: &Plan, scenario: &Scenario, case: Case, record: &Record) -> Vec<Missed> {
        let plan = scenario.plan(suite);
        let at_the_end = self.missed().map(|position| {
            let expectation = &scenario.expect(case)[position];
            let expected = &expectation.expected;
            let (expected, got) = (expected.told(plan), expected.got(plan, record));
            Missed { span: expectation.span, expected, got, is_last: false }
        });
        self.on_the_way.iter().cloned().chain(at_the_end).collect()
    }
}

/// Plays cases one after another, and keeps its memory between them.
#[derive(Debug, Default)]
pub struct Player {
    events: Vec<Event>,
    heard: Prompts,
}

/// The prompts of a call in words. Those behind `spoken` are memory to be used again.
#[derive(Debug, Default)]
pub(super) struct Prompts {
    prompts: Vec<Folded>,
    spoken: usize,
}

impl Player {
    /// Makes the call of a case in virtual time, and judges it. `suite` is the plan of its suite.
    pub fn play(&mut self, suite: &Plan, scenario: &Scenario, case: Case) -> Verdict {
        let mark = scenario.mark(case);
        if matches!(mark, Some(Mark::Skipped(_))) {
            return Verdict::of(mark, Vec::new(), Vec::new(), SignedDuration::ZERO);
        }
        let plan = scenario.plan(suite);
        let (record, on_the_way) = scenario.make(suite, case, std::mem::take(&mut self.events));
        let expect = scenario.expect(case);
        self.heard.clear();
        if expect.iter().any(|expectation| expectation.expected.needs_words()) {
            self.heard.listen(plan, &record);
        }
        // What comes of a call whose steps could not be taken is not what was promised.
        let is_told = !on_the_way.iter().any(|missed| missed.is_last);
        let missed = expect.iter().enumerate().filter(|_| is_told).filter_map(|(position, expectation)| {
            (!expectation.expected.is_met(plan, &record, self.heard.as_slice())).then_some(position as u32)
        });
        let verdict = Verdict::of(mark, missed.collect(), on_the_way, record.duration());
        self.events = record.events;
        verdict
    }
}

impl Prompts {
    /// Those of one call.
    pub(super) fn of(plan: &Plan, record: &Record) -> Self {
        let mut prompts = Self::default();
        prompts.listen(plan, record);
        prompts
    }

    pub(super) fn as_slice(&self) -> &[Folded] {
        &self.prompts[..self.spoken]
    }

    fn clear(&mut self) {
        self.spoken = 0;
    }

    fn listen(&mut self, plan: &Plan, record: &Record) {
        for event in &record.events {
            let What::Speaks(utterance) = event.what else { continue };
            if self.prompts.len() == self.spoken {
                self.prompts.push(Folded::default());
            }
            let prompt = &mut self.prompts[self.spoken];
            prompt.clear();
            // Writing to memory cannot fail.
            let _ = write!(prompt, "{}", record.told(plan, event).spoken(utterance));
            self.spoken += 1;
        }
    }
}
