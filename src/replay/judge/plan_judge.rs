//! What a plan says of recorded calls: each question once, however many calls put it.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::caller_class::{CallerClasses, ClassCaller};
use super::door::ClosedDoor;
use super::ends::PossibleEnds;
use super::entry::{KnownEntry, known_entries};
use super::hours::{HoursId, LineHours};
use super::proof::{Proof, Proofs};
use crate::explore::{Horizon, Phone};
use crate::number::PhoneNumber;
use crate::plan::{LineId, Plan};
use crate::replay::join::{RecordedCall, RecordedCalls};
use crate::replay::records::{Leg, RecordNames, RecordRules};

/// What one plan says of calls.
#[derive(Debug)]
pub struct PlanJudge<'p> {
    plan: &'p Plan,
    /// Where calls came in.
    pub(crate) entries: Vec<KnownEntry>,
    /// What is known of their ways.
    pub(crate) proofs: Vec<Proofs>,
    /// For each of them the first one that settles the same.
    same: Vec<u32>,
    lines: HashMap<LineId, LineJudge<'p>>,
    verdicts: Vec<Verdict>,
    known: HashMap<Question, VerdictId>,
    of_two: HashMap<(VerdictId, VerdictId), VerdictId>,
    from: i64,
    to: i64,
}

/// What is asked of a plan: all that the ways of a call depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    /// The line.
    pub(crate) line: LineId,
    /// Which of its callers.
    pub(crate) class: u16,
    /// What its hours answer.
    pub(crate) hours: HoursId,
    /// What the records settle.
    pub(crate) evidence: u32,
}

/// A verdict of a [`PlanJudge`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerdictId(u32);

/// What a plan says of calls that fare alike.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The line.
    pub line: LineId,
    /// All ends that they can have.
    pub ends: Arc<PossibleEnds>,
    /// Whether the plan can explain what the records say.
    pub is_explained: bool,
    /// Whether the records settle something that the plan could contradict.
    pub is_settled: bool,
    /// The class of callers.
    pub(crate) class: u16,
    /// When the first of them came in, and when hours change in its course.
    pub(crate) instants: Arc<[Timestamp]>,
    /// What the records settle.
    pub(crate) evidence: u32,
}

/// Why a plan cannot explain what records say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Contradiction {
    /// Hours keep calls from what one of the proofs says.
    Closed {
        /// Which.
        proof: usize,
        /// Where they do.
        door: ClosedDoor,
    },
    /// No call of the line does what one of the proofs says, at any time.
    Never {
        /// Which.
        proof: usize,
    },
    /// Calls do each of the things, and no call all of them.
    Together,
}

#[derive(Debug)]
struct LineJudge<'p> {
    classes: CallerClasses<'p>,
    hours: Vec<LineHours>,
    phones: Vec<Phone<'p>>,
}

/// Whatever a record rounds away, a call lasts no longer than it says and this, in seconds.
const ROUNDED: i64 = 2;

impl<'p> PlanJudge<'p> {
    /// For calls that come in between two instants, in seconds since 1970.
    #[must_use]
    pub fn new(
        plan: &'p Plan,
        calls: &RecordedCalls,
        names: &RecordNames,
        rules: &RecordRules,
        (from, to): (i64, i64),
    ) -> Self {
        let proofs: Vec<Proofs> =
            calls.evidence.iter().map(|evidence| Proofs::of(plan, evidence, names, rules)).collect();
        let mut first: HashMap<&[Proof], u32> = HashMap::new();
        let same = proofs.iter().enumerate();
        let same = same.map(|(index, proofs)| *first.entry(&proofs.all).or_insert(index as u32)).collect();
        Self {
            plan,
            entries: known_entries(plan, &calls.entries, names, rules),
            proofs,
            same,
            lines: HashMap::new(),
            verdicts: Vec::new(),
            known: HashMap::new(),
            of_two: HashMap::new(),
            from,
            to,
        }
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// Where a call came in.
    #[must_use]
    pub fn entry(&self, call: &RecordedCall) -> KnownEntry {
        self.entries[call.entry as usize]
    }

    /// What the plan says of a call that came in at an instant. None: not on one of its lines.
    pub fn judge(&mut self, call: &RecordedCall, at: i64) -> Option<VerdictId> {
        let KnownEntry::Line(line) = self.entry(call) else { return None };
        let question =
            self.question(line, PhoneNumber::from_e164(call.caller), at, self.length(call), call.evidence);
        Some(self.answer(question, at, self.length(call)))
    }

    /// What the plan says of a call of which it is not known at which of two instants it came in.
    pub fn judge_either(&mut self, call: &RecordedCall, (one, two): (i64, i64)) -> Option<VerdictId> {
        let pair = (self.judge(call, one)?, self.judge(call, two)?);
        if pair.0 == pair.1 {
            return Some(pair.0);
        }
        if let Some(&known) = self.of_two.get(&pair) {
            return Some(known);
        }
        let (first, second) = (self.verdict(pair.0).clone(), self.verdict(pair.1).clone());
        let id = VerdictId(self.verdicts.len() as u32);
        self.verdicts.push(Verdict {
            ends: Arc::new(first.ends.or(&second.ends)),
            is_explained: first.is_explained || second.is_explained,
            ..first
        });
        self.of_two.insert(pair, id);
        Some(id)
    }

    /// What the plan would say of a call about whose way nothing is known.
    pub(crate) fn judge_open(&mut self, line: LineId, caller: Option<PhoneNumber>, at: i64) -> VerdictId {
        let question = self.question(line, caller, at, 0, 0);
        self.answer(question, at, 0)
    }

    /// How long a call may have lasted, in seconds.
    pub(crate) fn length(&self, call: &RecordedCall) -> i64 {
        let limit = self.plan.call_limit.as_secs();
        if call.lasted == Leg::UNKNOWN_LENGTH { limit } else { i64::from(call.lasted).min(limit) + ROUNDED }
    }

    pub(crate) fn question(
        &mut self,
        line: LineId,
        caller: Option<PhoneNumber>,
        at: i64,
        seconds: i64,
        evidence: u32,
    ) -> Question {
        let (plan, from, to) = (self.plan, self.from, self.to);
        let judge = self.lines.entry(line).or_insert_with(|| LineJudge {
            classes: CallerClasses::of(plan, line),
            hours: Vec::new(),
            phones: Vec::new(),
        });
        let class = judge.classes.class(caller);
        while judge.hours.len() <= usize::from(class) {
            let caller = judge.classes.callers[judge.hours.len()].real;
            let zone = caller.zone_under(plan).zone;
            judge.hours.push(LineHours::of(plan, line, zone, from, to));
            let instant = |second: i64| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
            let horizon = Horizon { from: instant(from), to: instant(to) };
            judge.phones.push(Phone::new(plan, plan.line(line).number.value, caller, horizon));
        }
        let hours = judge.hours[usize::from(class)].during(at, seconds);
        // Where nothing more is settled, calls are alike whatever their records say.
        let evidence = self.same.get(evidence as usize).copied().unwrap_or(0);
        Question { line, class, hours, evidence }
    }

    fn answer(&mut self, question: Question, at: i64, seconds: i64) -> VerdictId {
        if let Some(&known) = self.known.get(&question) {
            return known;
        }
        let Question { line, class, evidence, .. } = question;
        let proofs = self.proofs.get(evidence as usize).map_or(&[][..], |proofs| &proofs.all);
        let Some(judge) = self.lines.get_mut(&line) else {
            unreachable!("the question was put to this line")
        };
        let index = usize::from(class);
        let instants: Arc<[Timestamp]> = judge.hours[index].instants(at, seconds).into();
        let mut ends = PossibleEnds::of(&mut judge.phones[index], &instants, proofs);
        let is_explained = !ends.ends.is_empty() || !ends.is_complete;
        if !is_explained {
            // What such calls can come to nevertheless.
            let doors = std::mem::take(&mut ends.doors);
            ends = PossibleEnds::of(&mut judge.phones[index], &instants, &[]);
            ends.doors = doors;
        }
        let id = VerdictId(self.verdicts.len() as u32);
        let is_settled = !proofs.is_empty();
        self.verdicts.push(Verdict {
            line,
            ends: Arc::new(ends),
            is_explained,
            is_settled,
            class,
            instants,
            evidence,
        });
        self.known.insert(question, id);
        id
    }

    /// A verdict.
    #[must_use]
    pub fn verdict(&self, id: VerdictId) -> &Verdict {
        &self.verdicts[id.0 as usize]
    }

    /// Why the plan cannot explain calls of this verdict: the first thing that no such call can have done, and the hours that keep it
    /// from it.
    pub(crate) fn contradiction(&mut self, id: VerdictId) -> Contradiction {
        let Verdict { line, class, ends, instants, evidence, .. } = self.verdict(id).clone();
        let proofs = self.proofs[evidence as usize].all.clone();
        let Some(judge) = self.lines.get_mut(&line) else { unreachable!("the line was judged") };
        let (phone, hours) = (&mut judge.phones[usize::from(class)], &judge.hours[usize::from(class)]);
        for (index, proof) in proofs.iter().enumerate() {
            let one = std::slice::from_ref(proof);
            if !PossibleEnds::of(phone, &instants, one).ends.is_empty() {
                continue;
            }
            let is_ever = hours.moments().any(|at| !PossibleEnds::of(phone, &[at], one).ends.is_empty());
            let own = |door: &&ClosedDoor| matches!(proof, Proof::Came(steps) if steps.contains(&door.step));
            let door = ends.doors.iter().find(own).or(ends.doors.first()).filter(|_| is_ever);
            return match door {
                Some(door) => Contradiction::Closed { proof: index, door: *door },
                None => Contradiction::Never { proof: index },
            };
        }
        Contradiction::Together
    }

    /// What the records settle of the calls of a verdict.
    pub(crate) fn proof(&self, id: VerdictId, index: usize) -> &Proof {
        &self.proofs[self.verdict(id).evidence as usize].all[index]
    }

    /// How many questions were answered: of so many calls all ways were followed.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.known.len()
    }

    /// The digits of somebody whom a line treats as a caller; 0 for one without a number.
    pub(crate) fn standing_for(&mut self, line: LineId, caller: Option<PhoneNumber>) -> u64 {
        let class = self.question(line, caller, self.from, 0, 0).class;
        self.class(line, class).real.number.map_or(0, PhoneNumber::digits)
    }

    /// The instant at which a call of a question begins, and those at which hours change in its course.
    pub(crate) fn instants(&self, question: Question, at: i64, seconds: i64) -> Vec<Timestamp> {
        let judge = self.lines.get(&question.line);
        judge.map_or_else(Vec::new, |judge| judge.hours[usize::from(question.class)].instants(at, seconds))
    }

    /// Who calls for a class of callers.
    pub(crate) fn class(&self, line: LineId, class: u16) -> ClassCaller {
        self.lines[&line].classes.callers[usize::from(class)]
    }
}

impl VerdictId {
    /// The position among the verdicts.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
