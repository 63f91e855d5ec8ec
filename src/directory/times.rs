use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::call::{CallRecord, CallSpec, Caller, KeySequence};
use crate::explore::{Horizon, SetId, TimeSets};
use crate::plan::{LineId, Plan, ScheduleId};
use crate::time::{TimeSet, Zone};

/// The instants at which a caller's calls are tried: one moment, or a stretch of time, of which one call stands for all
/// instants at which the hours that it asks about answer alike.
pub(super) struct Times<'p> {
    pub(super) plan: &'p Plan,
    pub(super) caller: Caller,
    zone: Zone,
    span: TimeSpan,
    all: SetId,
    sets: TimeSets,
    /// When each schedule is open, to this caller.
    open: HashMap<ScheduleId, SetId>,
    /// How many calls were made.
    pub(super) made: usize,
}

#[derive(Clone, Copy)]
enum TimeSpan {
    Moment(Timestamp),
    Over(Horizon),
}

/// A schedule that a call has asked about, and when.
pub(super) type AskedSchedule = (ScheduleId, Timestamp);

impl<'p> Times<'p> {
    /// More sets than these are forgotten: what lines with the same hours have in common is known again soon.
    const MAX_SETS: usize = 4_000;

    pub(super) fn moment(plan: &'p Plan, caller: Caller, at: Timestamp) -> Self {
        // Whatever the moment, it is all of these times.
        let now = TimeSet::span(Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1));
        Self::new(plan, caller, TimeSpan::Moment(at), now)
    }

    pub(super) fn over(plan: &'p Plan, caller: Caller, horizon: Horizon) -> Self {
        Self::new(plan, caller, TimeSpan::Over(horizon), horizon.instants())
    }

    fn new(plan: &'p Plan, caller: Caller, span: TimeSpan, all: TimeSet) -> Self {
        let zone = caller.zone_under(plan).zone;
        let mut sets = TimeSets::new();
        let all = sets.add(all);
        Self { plan, caller, zone, span, all, sets, open: HashMap::new(), made: 0 }
    }

    /// All of these times.
    pub(super) fn all(&self) -> SetId {
        self.all
    }

    /// The sets of instants that are spoken of.
    pub(super) fn sets(&mut self) -> &mut TimeSets {
        &mut self.sets
    }

    /// Forgets sets where there are many. Nothing that was found before may be spoken of afterwards.
    pub(super) fn begin_line(&mut self) {
        if self.sets.count() > Self::MAX_SETS {
            let all = self.sets.get(self.all).clone();
            self.sets = TimeSets::new();
            self.all = self.sets.add(all);
            self.open.clear();
        }
    }

    /// The first of some instants.
    pub(super) fn first(&self, when: SetId) -> Option<Timestamp> {
        match self.span {
            TimeSpan::Moment(at) => (when != TimeSets::NONE).then_some(at),
            TimeSpan::Over(_) => self.sets.first(when),
        }
    }

    /// Until when the schedules that a call has asked about stay as they are; where a moment is asked about.
    pub(super) fn until(&self, asked: &[AskedSchedule]) -> Option<Timestamp> {
        let TimeSpan::Moment(_) = self.span else { return None };
        let change =
            |&(id, at): &AskedSchedule| self.plan.schedule(id).schedule.in_zone(self.zone).next_change(at);
        asked.iter().filter_map(change).min()
    }

    /// Those of some instants for which a call stands that was dialed at the first of them.
    pub(super) fn alike(&mut self, rest: SetId, line: LineId, asked: &[AskedSchedule]) -> SetId {
        let (TimeSpan::Over(_), Some(at)) = (self.span, self.first(rest)) else { return rest };
        let mut when = rest;
        for &(id, asked_at) in asked {
            let is_open = self.plan.schedule(id).schedule.in_zone(self.zone).is_open(asked_at);
            let open = self.open_times(id);
            if self.sets.get(open).contains(at) != is_open {
                return self.class(rest, line, at);
            }
            when = self.narrowed(when, open, is_open);
        }
        when
    }

    /// Those of some instants at which all hours of a line are as they are at one of them: hours that change while somebody
    /// is on the line may decide all of a call.
    fn class(&mut self, rest: SetId, line: LineId, at: Timestamp) -> SetId {
        let mut when = rest;
        for id in self.plan.schedules_of(line) {
            let open = self.open_times(id);
            when = self.narrowed(when, open, self.sets.get(open).contains(at));
        }
        when
    }

    fn narrowed(&mut self, when: SetId, open: SetId, is_open: bool) -> SetId {
        if is_open { self.sets.and(when, open) } else { self.sets.minus(when, open) }
    }

    fn open_times(&mut self, id: ScheduleId) -> SetId {
        if let Some(&open) = self.open.get(&id) {
            return open;
        }
        let TimeSpan::Over(Horizon { from, to }) = self.span else { return TimeSets::NONE };
        let open = self.plan.schedule(id).schedule.in_zone(self.zone).open_times(from, to);
        let open = self.sets.add(open);
        self.open.insert(id, open);
        open
    }

    /// Calls with these keys that stand for all calls at some instants, each with those for which it does.
    pub(super) fn records(
        &mut self,
        line: LineId,
        keys: &KeySequence,
        when: SetId,
    ) -> Vec<(CallRecord, SetId)> {
        let number = self.plan.line(line).number.value;
        let mut records = Vec::new();
        let mut rest = when;
        while let Some(at) = self.first(rest) {
            self.made += 1;
            let spec = CallSpec::new(number, at).with_caller(self.caller).with_keys(keys.clone());
            let record = self.plan.call(&spec).record;
            let asked =
                record.events.iter().flat_map(|event| event.asked(self.plan).map(|id| (id, event.at)));
            let asked: Vec<AskedSchedule> = asked.collect();
            let part = self.alike(rest, line, &asked);
            rest = self.sets.minus(rest, part);
            records.push((record, part));
        }
        records
    }
}
