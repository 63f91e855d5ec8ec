//! Whose clock the records are on: the one on which the plan explains most of them.

use crate::plan::Plan;
use crate::replay::clocks::RecordClock;
use crate::replay::join::{RecordedCall, RecordedCalls};
use crate::replay::judge::{CallFinding, PlanJudges};
use crate::time::{ScheduleZone, Zone};

/// The clock on which naive times are read, and why.
#[derive(Clone, Debug)]
pub struct ClockChoice {
    /// The zone.
    pub zone: Zone,
    /// How it came to that.
    pub reason: ClockReason,
    /// What was tried, the best first; those that agree alike in the order in which they were tried.
    pub tried: Vec<TriedClock>,
}

/// Why a clock was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockReason {
    /// Somebody said so.
    Given,
    /// The plan explains more records on it than on any other.
    Inferred,
    /// Several do as well, and the plan's own is one of them, or nothing tells: the plan's own is taken.
    Unsettled,
    /// All times have an offset.
    NotNeeded,
}

/// How well records agree with the plan on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TriedClock {
    /// The zone.
    pub zone: Zone,
    /// How many of the calls that were tried the plan explains.
    pub agreed: usize,
    /// How many were tried: calls of which the records settle something.
    pub tried: usize,
}

/// So many calls are tried on each clock, spread over all.
const MAX_TRIED: usize = 20_000;

/// Clocks of phone systems, where the plan names none of them.
const COMMON: [&str; 12] = [
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Sydney",
];

impl ClockChoice {
    /// Chooses the clock of some calls.
    pub fn of(judges: &mut PlanJudges<'_>, calls: &RecordedCalls, given: Option<Zone>) -> Self {
        let plan = judges.first().plan();
        let choice = |zone, reason| Self { zone, reason, tried: Vec::new() };
        if let Some(zone) = given {
            return choice(zone, ClockReason::Given);
        }
        let on_clock = || calls.calls.iter().filter(|call| call.is_on_clock);
        let Some((first, last)) = on_clock()
            .map(|call| (call.seconds, call.seconds))
            .reduce(|one, two| (one.0.min(two.0), one.1.max(two.1)))
        else {
            return choice(plan.zone, ClockReason::NotNeeded);
        };
        let settles = |call: &&RecordedCall| {
            (0..judges.count())
                .any(|version| !judges.version(version as u16).proofs[call.evidence as usize].all.is_empty())
        };
        let settled: Vec<RecordedCall> = on_clock().filter(settles).copied().collect();
        let step = settled.len().div_ceil(MAX_TRIED).max(1);
        let mut tried: Vec<TriedClock> = Vec::new();
        for zone in candidates(plan) {
            let clock = RecordClock::new(zone, i64::from(first), i64::from(last));
            let mut found = TriedClock { zone, agreed: 0, tried: 0 };
            for call in settled.iter().step_by(step) {
                match judges.judge(call, clock.shown(i64::from(call.seconds))) {
                    CallFinding::Line { version, verdict } => {
                        found.tried += 1;
                        found.agreed += usize::from(judges.verdict(version, verdict).is_explained);
                    }
                    CallFinding::Never => found.tried += 1,
                    CallFinding::Fax | CallFinding::NotInPlan { .. } | CallFinding::Unknown => {}
                }
            }
            tried.push(found);
        }
        // A stable order: those that agree alike stay as they were tried, the plan's own first.
        tried.sort_by_key(|tried| std::cmp::Reverse(tried.agreed));
        let best = tried.iter().filter(|other| other.agreed == tried[0].agreed).count();
        let own = tried.iter().take(best).find(|tried| tried.zone.is_same_clock(plan.zone));
        let (zone, reason) = match own {
            _ if best == 1 && tried[0].tried > 0 => (tried[0].zone, ClockReason::Inferred),
            Some(_) => (plan.zone, ClockReason::Unsettled),
            None => (tried[0].zone, ClockReason::Unsettled),
        };
        Self { zone, reason, tried }
    }
}

/// Clocks that are tried: the plan's, those of its hours, and those that phone systems are on.
fn candidates(plan: &Plan) -> Vec<Zone> {
    let of_hours = plan.schedules().filter_map(|(_, named)| match named.schedule.zone() {
        ScheduleZone::Fixed(zone) => Some(zone),
        ScheduleZone::Caller => None,
    });
    let common = COMMON.into_iter().filter_map(Zone::named);
    let mut found: Vec<Zone> = Vec::new();
    for zone in std::iter::once(plan.zone).chain(of_hours).chain(common) {
        if !found.iter().any(|known| known.is_same_clock(zone)) {
            found.push(zone);
        }
    }
    found
}
