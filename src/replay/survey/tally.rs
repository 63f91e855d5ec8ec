//! Calls are counted, by what a plan says of them.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::bounds::Bounds;
use super::facts::VerdictFacts;
use super::model::{CallPlace, DISTANCES, DoorTally, HourTally, LineTally, NamedCount};
use crate::call::OutcomeKind;
use crate::plan::{LineId, ScheduleId};
use crate::replay::clocks::{RecordClock, ShownInstants};
use crate::replay::join::RecordedCall;
use crate::replay::judge::{CallFinding, PlanJudges, VerdictId};
use crate::replay::privacy::CallerMask;

/// Hours of a week.
pub(crate) const WEEK: usize = 168;

/// What was counted so far.
#[derive(Debug)]
pub(crate) struct Tally {
    /// The clock of the plan.
    clock: RecordClock,
    mask: CallerMask,
    facts: HashMap<(u16, VerdictId), Arc<VerdictFacts>>,
    /// Which line of the report a line of a plan is.
    places: HashMap<(u16, LineId), usize>,
    pub(crate) lines: Vec<LineTally>,
    pub(crate) doors: HashMap<String, DoorTally>,
    pub(crate) ends: HashMap<OutcomeKind, Bounds>,
    pub(crate) closed: Bounds,
    pub(crate) faxes: u64,
    pub(crate) unplaced: HashMap<String, NamedCount>,
    pub(crate) is_complete: bool,
}

/// The hour of the week in which a clock shows a reading, from Monday at midnight on.
pub(crate) fn hour_of_week(reading: i64) -> usize {
    // The first day of 1970 was a Thursday.
    (reading.div_euclid(3_600) + 72).rem_euclid(168) as usize
}

impl Tally {
    /// For calls under some plans.
    pub(crate) fn new(judges: &PlanJudges<'_>, clock: RecordClock, mask: CallerMask) -> Self {
        let mut tally = Self {
            clock,
            mask,
            facts: HashMap::new(),
            places: HashMap::new(),
            lines: Vec::new(),
            doors: HashMap::new(),
            ends: HashMap::new(),
            closed: Bounds::default(),
            faxes: 0,
            unplaced: HashMap::new(),
            is_complete: true,
        };
        for version in 0..judges.count() as u16 {
            for (id, line) in judges.version(version).plan().lines() {
                let known = tally.lines.iter().position(|known| known.key == line.key);
                let place = known.unwrap_or_else(|| {
                    tally.lines.push(LineTally {
                        key: line.key.clone(),
                        name: line.name.clone(),
                        dialed: line.dialed(),
                        calls: 0,
                        closed: Bounds::default(),
                        hours: vec![HourTally::default(); WEEK],
                    });
                    tally.lines.len() - 1
                });
                tally.places.insert((version, id), place);
            }
        }
        tally
    }

    /// Counts a call.
    pub(crate) fn count(
        &mut self,
        judges: &PlanJudges<'_>,
        call: &RecordedCall,
        at: ShownInstants,
        finding: CallFinding,
        context: &str,
    ) {
        match finding {
            CallFinding::Line { version, verdict } => self.on_line(judges, at, version, verdict),
            CallFinding::Fax => self.faxes += 1,
            CallFinding::Unknown => {
                let place = self.place(call, at);
                let unplaced = self.unplaced.entry(context.to_owned());
                unplaced
                    .or_insert_with(|| NamedCount { name: context.to_owned(), calls: 0, first: place })
                    .calls += 1;
            }
            // Told of as what the plan cannot explain.
            CallFinding::NotInPlan { .. } | CallFinding::Never => {}
        }
    }

    /// What is told of a call.
    pub(crate) fn place(&self, call: &RecordedCall, at: ShownInstants) -> CallPlace {
        CallPlace {
            at: at.first().and_then(|at| Timestamp::from_second(at).ok()),
            file: call.file,
            row: call.row,
            caller: self.mask.of(call.caller),
        }
    }

    /// What a verdict says at a glance.
    pub(crate) fn facts(
        &mut self,
        judges: &PlanJudges<'_>,
        version: u16,
        verdict: VerdictId,
    ) -> Arc<VerdictFacts> {
        let facts = self.facts.entry((version, verdict));
        Arc::clone(facts.or_insert_with(|| Arc::new(VerdictFacts::of(judges.verdict(version, verdict)))))
    }

    fn on_line(&mut self, judges: &PlanJudges<'_>, at: ShownInstants, version: u16, id: VerdictId) {
        let Some(first) = at.first() else { return };
        let facts = self.facts(judges, version, id);
        let verdict = judges.verdict(version, id);
        let hour = hour_of_week(self.clock.reading(first));
        let (surely, perhaps) = (facts.is_surely_closed, facts.is_perhaps_closed);
        self.closed.count(surely, perhaps);
        self.is_complete &= facts.is_complete;
        let line = &mut self.lines[self.places[&(version, verdict.line)]];
        line.calls += 1;
        line.closed.count(surely, perhaps);
        line.hours[hour].calls += 1;
        line.hours[hour].closed.count(surely, perhaps);
        for &(kind, is_certain) in &facts.kinds {
            self.ends.entry(kind).or_default().count(is_certain, true);
        }
        for &(schedule, is_certain) in &facts.doors {
            self.at_door(judges, (version, id), schedule, is_certain, first);
        }
    }

    fn at_door(
        &mut self,
        judges: &PlanJudges<'_>,
        (version, id): (u16, VerdictId),
        schedule: ScheduleId,
        is_certain: bool,
        at: i64,
    ) {
        let judge = judges.version(version);
        let named = judge.plan().schedule(schedule);
        if !self.doors.contains_key(&named.key) {
            let none = [Bounds::default(); DISTANCES.len()];
            let door = DoorTally {
                schedule: named.key.clone(),
                words: named.schedule.spoken().to_owned(),
                calls: Bounds::default(),
                after_closing: none,
                before_opening: none,
            };
            self.doors.insert(named.key.clone(), door);
        }
        let Some(door) = self.doors.get_mut(&named.key) else { return };
        door.calls.count(is_certain, true);
        let verdict = judge.verdict(id);
        let caller = judge.class(verdict.line, verdict.class).real;
        let timetable = named.schedule.in_zone(caller.zone_under(judge.plan()).zone);
        let Ok(instant) = Timestamp::from_second(at) else { return };
        let span = timetable.span_at(instant);
        // Hours that close while the call goes on are those of a call that came before.
        let after =
            if span.open { span.to } else { span.from }.map(|closed| (at - closed.as_second()).max(0));
        let before = if span.open { None } else { span.to.map(|opens| opens.as_second() - at) };
        let (all, seconds) = match (after, before) {
            (Some(after), Some(before)) if before < after => (&mut door.before_opening, before),
            (None, Some(before)) => (&mut door.before_opening, before),
            (Some(after), _) => (&mut door.after_closing, after),
            (None, None) => return,
        };
        let place = DISTANCES.iter().position(|minutes| seconds < i64::from(*minutes) * 60);
        all[place.unwrap_or(DISTANCES.len() - 1)].count(is_certain, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday() {
        let monday = 4 * 86_400;
        assert_eq!(hour_of_week(monday), 0);
        assert_eq!(hour_of_week(monday - 1), WEEK - 1);
        assert_eq!(hour_of_week(monday + 25 * 3_600), 25);
        assert_eq!(hour_of_week(0), 72);
    }
}
