//! The way from records to what they come to.

use std::sync::Arc;

use jiff::Timestamp;

use super::clock_choice::{ClockChoice, ClockReason};
use super::model::ReplaySurvey;
use super::reality::RealityCheck;
use super::tally::Tally;
use crate::plan::Plan;
use crate::replay::clocks::{RecordClock, ShownInstants};
use crate::replay::forecast::Forecast;
use crate::replay::join::{RecordedCall, RecordedCalls};
use crate::replay::judge::PlanJudges;
use crate::replay::privacy::CallerMask;
use crate::replay::records::RecordIntake;
use crate::time::Zone;

/// What is wished of a survey.
#[derive(Clone, Copy, Debug)]
pub struct ReplayOptions {
    /// The zone of times without an offset. None: it is inferred.
    pub zone: Option<Zone>,
    /// How callers are told apart.
    pub mask: CallerMask,
}

/// Hours are looked at so long before the first call and after the last one, in seconds: any clock is within a day of UTC, and a
/// call lasts no longer than another.
const AROUND: i64 = 2 * 86_400;

/// The rest of a month and the next one, in seconds.
const TWO_MONTHS: i64 = 63 * 86_400;

/// Surveys calls under the plan that is believed to be in force.
#[must_use]
pub fn survey(
    plan: &Arc<Plan>,
    intake: &RecordIntake,
    calls: &RecordedCalls,
    options: ReplayOptions,
) -> ReplaySurvey {
    let (first, last) = calls.range();
    let range = range_around(plan, calls);
    let mut judges = PlanJudges::new(plan, calls, &intake.names, &intake.rules, range);
    let clock = ClockChoice::of(&mut judges, calls, options.zone);
    let record_clock = RecordClock::new(clock.zone, first, last);
    let mut tally = Tally::new(&judges, RecordClock::new(plan.zone, first, last), options.mask);
    let mut reality = RealityCheck::new(&judges);
    let mut twice = 0;
    let mut period: Option<(i64, i64)> = None;
    for call in &calls.calls {
        let at = shown(call, &record_clock);
        twice += u64::from(matches!(at, ShownInstants::Twice(..)));
        if let Some(first) = at.first() {
            period = Some(period.map_or((first, first), |(from, to)| (from.min(first), to.max(first))));
        }
        let finding = judges.judge(call, at);
        let context = intake.names.text(calls.entries[call.entry as usize].context);
        tally.count(&judges, call, at, finding, context);
        reality.look(&mut judges, calls, &intake.names, call, finding, || tally.place(call, at));
    }
    let plan_clock = RecordClock::new(plan.zone, first - AROUND, last + AROUND);
    let forecast =
        Forecast::of(&mut judges, calls, plan.zone, |call| shown(call, &record_clock), &plan_clock);
    let mut ends: Vec<_> = tally.ends.into_iter().collect();
    ends.sort_unstable_by_key(|(kind, _)| *kind);
    let mut doors: Vec<_> = tally.doors.into_values().collect();
    doors.sort_by(|one, two| {
        two.calls.most.cmp(&one.calls.most).then_with(|| one.schedule.cmp(&two.schedule))
    });
    let mut unplaced: Vec<_> = tally.unplaced.into_values().collect();
    unplaced.sort_by(|one, two| two.calls.cmp(&one.calls).then_with(|| one.name.cmp(&two.name)));
    let instant = |second: i64| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
    ReplaySurvey {
        files: intake.files.clone(),
        zone: plan.zone,
        period: period.map(|(from, to)| (instant(from), instant(to))),
        calls: calls.calls.len() as u64,
        left_out: calls.left_out,
        twice,
        closed: tally.closed,
        ends,
        lines: tally.lines,
        doors,
        faxes: tally.faxes,
        unplaced,
        settled: reality.settled,
        explained: reality.explained,
        drifts: reality.drifts(),
        unmapped: reality.unmapped_places(),
        is_complete: tally.is_complete,
        questions: judges.questions(),
        forecast,
        clock: match clock.reason {
            ClockReason::NotNeeded => ClockChoice { zone: plan.zone, ..clock },
            _ => clock,
        },
    }
}

/// When a call came in.
fn shown(call: &RecordedCall, clock: &RecordClock) -> ShownInstants {
    let seconds = i64::from(call.seconds);
    if call.is_on_clock { clock.shown(seconds) } else { ShownInstants::Once(seconds) }
}

/// The time that calls and those of the month after them are in, in seconds since 1970.
pub(crate) fn range_around(plan: &Plan, calls: &RecordedCalls) -> (i64, i64) {
    let (first, last) = calls.range();
    (first - AROUND, last + AROUND + TWO_MONTHS + plan.call_limit.as_secs())
}
