use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::cell::{Cell, ScheduleMoment, clock_moment};
use crate::call::{CallEvent, CallRecord, Caller, Decision, EndPlace, EventKind, PromptKind};
use crate::explore::{CallerClass, Horizon, callers};
use crate::plan::{LineId, Plan, ScheduleId, StepKind, TransferResult};
use crate::time::Zone;

/// Which cells calls cover.
#[derive(Debug)]
pub struct Cells<'p> {
    plan: &'p Plan,
    horizon: Horizon,
    /// The classes of callers of each line that was asked about.
    classes: HashMap<LineId, Vec<CallerClass>>,
}

impl<'p> Cells<'p> {
    /// The cells of a plan's calls within a horizon.
    #[must_use]
    pub fn new(plan: &'p Plan, horizon: Horizon) -> Self {
        Self { plan, horizon, classes: HashMap::new() }
    }

    /// The cells that a call covers, each once, in order.
    pub fn of(&mut self, call: &CallRecord) -> Vec<Cell> {
        let zone = call.caller_zone.zone;
        let mut cells = self.of_events(call.line, zone, &call.events);
        cells.extend(call.line.and_then(|line| self.class(line, call.caller, zone)));
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    /// The classes of a line's callers.
    pub fn classes(&mut self, line: LineId) -> &[CallerClass] {
        let Self { plan, horizon, classes } = self;
        classes.entry(line).or_insert_with(|| callers(&[(*plan, line)], *horizon))
    }

    /// The class that a caller is in, where a line tells its callers apart.
    fn class(&mut self, line: LineId, caller: Caller, zone: Zone) -> Option<Cell> {
        let classes = self.classes(line);
        if classes.len() < 2 {
            return None;
        }
        let same = |class: &CallerClass| {
            class.caller == caller || class.zones.iter().any(|known| known.is_same_clock(zone))
        };
        classes.iter().find(|class| same(class)).map(|class| of_class(line, class))
    }

    /// The cells that events speak of, in their order; some more than once.
    pub(super) fn of_events(&self, line: Option<LineId>, zone: Zone, events: &[CallEvent]) -> Vec<Cell> {
        let mut cells = Vec::new();
        for event in events {
            match event.what {
                EventKind::Decided(decision) => self.decided(line, zone, event.at, decision, &mut cells),
                EventKind::Ended(outcome) => {
                    let at = match outcome.place {
                        EndPlace::Step(step) => Some(step),
                        EndPlace::Contact(_) | EndPlace::Nowhere => None,
                    };
                    cells.extend(line.map(|line| Cell::Ends(line, outcome.kind(), at)));
                }
                EventKind::Speaks(_) | EventKind::BargesIn | EventKind::Pressed(_) => {}
            }
        }
        cells
    }

    fn decided(
        &self,
        line: Option<LineId>,
        zone: Zone,
        at: Timestamp,
        decision: Decision,
        cells: &mut Vec<Cell>,
    ) {
        match decision {
            Decision::Arrives(step) => cells.push(Cell::Step(step)),
            Decision::Takes { step, key } => cells.push(Cell::Key(step, key)),
            Decision::Accepts { step, entry } => {
                let taken = self.plan.step(step).taken(&entry);
                cells.extend(taken.map(|taken| Cell::Entry(step, taken.link().span)));
            }
            Decision::TakesSilence(step) => cells.push(Cell::Silence(step)),
            Decision::TakesOther { step, .. } => cells.push(Cell::Other(step)),
            // Of what is there at some times only, that it was met is all there is to cover.
            Decision::Open { step, .. } if self.plan.step(step).occasion().is_some() => {}
            Decision::Open { step, schedule } => {
                cells.push(Cell::Open(step));
                self.asked(line, zone, at, schedule, cells);
            }
            Decision::Closed { step, schedule } => {
                cells.push(Cell::Closed(step));
                self.asked(line, zone, at, schedule, cells);
            }
            Decision::Case { step, .. } | Decision::Otherwise(step) => {
                cells.push(match decision {
                    Decision::Case { case, .. } => Cell::Case(step, case),
                    _ => Cell::Otherwise(step),
                });
                if let StepKind::Switch(switch) = &self.plan.step(step).kind {
                    switch.schedules().for_each(|schedule| self.asked(line, zone, at, schedule, cells));
                }
            }
            Decision::Asked { step, answer, value } if self.plan.answer(answer).transfer.is_some() => {
                cells.push(Cell::Transfer(step, TransferResult::of(value)));
            }
            // What a switch asks is covered by its cases.
            Decision::Asked { step, answer, value }
                if !matches!(self.plan.step(step).kind, StepKind::Switch(_)) =>
            {
                cells.push(Cell::Said(step, answer, value));
            }
            Decision::NoInput { step, attempt: count, max_attempts: tries }
                if tries.is_none_or(|tries| count < tries) =>
            {
                cells.push(Cell::NoInput(step));
            }
            Decision::NoMatch { step, attempt: count, max_attempts: tries, .. }
            | Decision::EntryNoMatch { step, attempt: count, max_attempts: tries, .. }
                if tries.is_none_or(|tries| count < tries) =>
            {
                cells.push(Cell::NoMatch(step));
            }
            Decision::GivesUp { step, part: PromptKind::NoInput } => cells.push(Cell::NoInputGivesUp(step)),
            Decision::GivesUp { step, .. } => cells.push(Cell::NoMatchGivesUp(step)),
            _ => {}
        }
    }

    /// The moments of a schedule at an instant at which a call asks about it.
    fn asked(
        &self,
        line: Option<LineId>,
        zone: Zone,
        at: Timestamp,
        schedule: ScheduleId,
        cells: &mut Vec<Cell>,
    ) {
        let Some(line) = line else { return };
        let moments = moments(self.plan, schedule, zone, at);
        cells.extend(moments.into_iter().map(|moment| Cell::Hours(line, schedule, moment)));
    }
}

/// The cell of a class of callers.
pub(super) fn of_class(line: LineId, class: &CallerClass) -> Cell {
    let said = match class.caller {
        Caller { zone: Some(zone), .. } => zone.name().to_owned(),
        Caller { number: Some(number), .. } => number.to_string(),
        Caller { number: None, zone: None } => "one who withholds the number".to_owned(),
    };
    Cell::Caller(line, said)
}

/// What is special about an instant for a schedule, to a caller in `zone`.
pub(super) fn moments(plan: &Plan, schedule: ScheduleId, zone: Zone, at: Timestamp) -> Vec<ScheduleMoment> {
    let timetable = plan.schedule(schedule).schedule.in_zone(zone);
    let second = SignedDuration::from_secs(1);
    let mut moments = Vec::new();
    // Calls come at fractions of seconds, too; the second counts.
    let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
    let span = timetable.span_at(at);
    let clock = |at: Timestamp| timetable.zone().wall_clock(at).time();
    if span.from == Some(at) {
        moments.push(if span.open {
            ScheduleMoment::Opening(clock(at))
        } else {
            ScheduleMoment::Closing(clock(at))
        });
    }
    if let Some(to) = span.to.filter(|to| to.duration_since(at) == second) {
        moments.push(if span.open {
            ScheduleMoment::BeforeClosing(clock(to))
        } else {
            ScheduleMoment::BeforeOpening(clock(to))
        });
    }
    moments.extend(timetable.name_at(at).map(ScheduleMoment::Named));
    moments.extend(clock_moment(timetable.zone().wall_clock(at).date(), timetable.zone()));
    moments
}
