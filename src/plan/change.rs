//! A plan that is another one but for a few parts: ids mean the same in both, and all else is shared.

use std::sync::Arc;

use jiff::SignedDuration;

use super::hours::NamedSchedule;
use super::ids::{AnswerId, LineId, ScheduleId, StepId};
use super::model::{Dialable, Line, Plan, Step};
use super::prompt::Speech;
use super::said::spoken_values;
use super::spoken_values::SpokenValues;
use crate::number::Dialed;
use crate::time::{Calendar, Expression, Override, Schedule, ScheduleZone, Zone};

/// Something that is different in a copy of a plan.
#[derive(Clone, Debug)]
pub enum PlanChange {
    /// What a step is.
    Step(StepId, Box<Step>),
    /// The number of a line, or what answers it.
    Line(LineId, Box<Line>),
    /// Opening hours.
    Hours(ScheduleId, Box<HoursParts>),
    /// The zone of callers whose own is not known.
    UnknownCallerZone(Zone),
    /// How long calls may last.
    CallLimit(SignedDuration),
    /// How fast prompts are spoken.
    Speech(Speech),
    /// The name of an outside answer in the file.
    AnswerKey(AnswerId, String),
}

/// What a schedule is made of.
#[derive(Clone, Debug)]
pub struct HoursParts {
    /// The week, in OpenStreetMap notation.
    pub expression: Expression,
    /// The calendars that are kept, a later one wins.
    pub calendars: Vec<Arc<Calendar>>,
    /// The exceptions, a later one wins.
    pub overrides: Vec<Override>,
    /// In whose zone times are read.
    pub zone: ScheduleZone,
}

impl HoursParts {
    /// Those of a schedule.
    #[must_use]
    pub fn of(schedule: &Schedule) -> Self {
        Self {
            expression: schedule.expression().clone(),
            calendars: schedule.calendars().to_vec(),
            overrides: schedule.overrides().to_vec(),
            zone: schedule.zone(),
        }
    }

    fn schedule(self) -> Schedule {
        Schedule::new(self.expression, self.calendars, self.overrides, self.zone)
    }
}

impl Plan {
    /// The same plan with other hours behind some of its names, for asking "what if".
    #[must_use]
    pub fn with_schedules(&self, replaced: impl IntoIterator<Item = (ScheduleId, Schedule)>) -> Self {
        let mut plan = self.shared();
        for (id, schedule) in replaced {
            let written = self.schedule(id).written.value.clone();
            plan.replace_schedule(id, written, schedule);
        }
        plan
    }

    /// The same plan with these changes. Nothing is checked again: numbers that are dialed twice, or steps that lead in
    /// circles, are the business of whoever makes the changes. A call that meets them ends, as any call does.
    #[must_use]
    pub fn with(&self, changes: &[PlanChange]) -> Self {
        let mut plan = self.shared();
        let mut steps: Option<Vec<Arc<Step>>> = None;
        let mut lines: Option<Vec<Line>> = None;
        for change in changes {
            match change {
                PlanChange::Step(id, step) => {
                    steps.get_or_insert_with(|| self.steps.to_vec())[id.index()] = Arc::new((**step).clone());
                }
                PlanChange::Line(id, line) => {
                    lines.get_or_insert_with(|| self.lines.to_vec())[id.index()] = (**line).clone();
                }
                PlanChange::Hours(id, hours) => {
                    let written = hours.expression.text().to_owned();
                    plan.replace_schedule(*id, written, (**hours).clone().schedule());
                }
                PlanChange::UnknownCallerZone(zone) => plan.unknown_caller_zone = *zone,
                PlanChange::CallLimit(limit) => plan.call_limit = *limit,
                PlanChange::Speech(speech) => plan.speech = *speech,
                PlanChange::AnswerKey(id, key) => {
                    let mut answers = plan.answers.to_vec();
                    answers[id.index()].key.clone_from(key);
                    plan.answers = answers.into();
                }
            }
        }
        if let Some(steps) = steps {
            let SpokenValues { inputs, answers } = &*self.spoken_values;
            if !inputs.is_empty() || !answers.is_empty() {
                let all = steps.iter().map(|step| Some(&**step));
                plan.spoken_values = Arc::new(spoken_values(all).0);
            }
            plan.steps = steps.into();
        }
        if let Some(lines) = lines {
            plan.dialable = renumbered(&self.dialable, &lines).into();
            plan.lines = lines.into();
        }
        plan
    }

    /// A copy that shares everything.
    fn shared(&self) -> Self {
        Self {
            name: self.name.clone(),
            origin: self.origin.clone(),
            checking: Arc::clone(&self.checking),
            synonyms: Arc::clone(&self.synonyms),
            sources: Arc::clone(&self.sources),
            later: Arc::clone(&self.later),
            change: self.change.clone(),
            defaults: self.defaults.clone(),
            lines: Arc::clone(&self.lines),
            steps: Arc::clone(&self.steps),
            schedules: self.schedules.clone(),
            calendars: Arc::clone(&self.calendars),
            overrides: Arc::clone(&self.overrides),
            announcements: Arc::clone(&self.announcements),
            contacts: Arc::clone(&self.contacts),
            counters: Arc::clone(&self.counters),
            translated_reasons: Arc::clone(&self.translated_reasons),
            answers: Arc::clone(&self.answers),
            spoken_values: Arc::clone(&self.spoken_values),
            dialable: Arc::clone(&self.dialable),
            ..*self
        }
    }

    fn replace_schedule(&mut self, id: ScheduleId, text: String, schedule: Schedule) {
        let NamedSchedule { key, written, timezone, origin, .. } = self.schedule(id);
        let (key, mut written, timezone, origin) = (key.clone(), written.clone(), *timezone, origin.clone());
        written.value = text;
        self.schedules[id.index()] = Arc::new(NamedSchedule { key, written, schedule, timezone, origin });
    }
}

/// What can be dialed when lines have other numbers.
fn renumbered(known: &[(Dialed, Dialable)], lines: &[Line]) -> Vec<(Dialed, Dialable)> {
    let faxes = known.iter().copied().filter(|(_, dialable)| matches!(dialable, Dialable::Fax(_)));
    let line = |(index, line): (usize, &Line)| {
        let id = LineId(index as u16);
        line.numbers().map(|number| (number.value, Dialable::Line(id))).collect::<Vec<_>>()
    };
    let mut dialable: Vec<_> = faxes.chain(lines.iter().enumerate().flat_map(line)).collect();
    dialable.sort_unstable_by_key(|&(number, _)| number);
    dialable
}
