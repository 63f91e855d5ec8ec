//! Something that a platform cannot say, and what is written instead.

use crate::base::diagnostic::Diagnostic;
use crate::base::source::Span;
use crate::plan::{HoursParts, PlanChange, ScheduleId, Step, StepId};

/// What callers may notice of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitGravity {
    /// Only how long something takes, or when a key is taken: it is told, and written all the same.
    Pace,
    /// What they hear.
    Words,
    /// Where they come to.
    Routing,
}

/// Something that a platform cannot say.
#[derive(Clone, Debug)]
pub struct ExportLimit {
    /// What it is, where the plan says it, and what is written instead.
    pub told: Diagnostic,
    /// What is written instead, in a sentence.
    pub instead: String,
    /// What callers may notice.
    pub gravity: LimitGravity,
}

impl ExportLimit {
    pub(in crate::export) fn new(
        gravity: LimitGravity,
        span: Span,
        message: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        let instead = instead.into();
        let message = message.into();
        let told = match gravity {
            LimitGravity::Pace => Diagnostic::note("cannot-be-exported", span, message),
            LimitGravity::Words | LimitGravity::Routing => {
                Diagnostic::error("cannot-be-exported", span, message)
            }
        };
        let told = match gravity {
            LimitGravity::Pace => told.help(instead.clone()),
            _ => told.help(format!("with --approximate: {instead}")),
        };
        Self { told, instead, gravity }
    }

    /// Whether it must be asked for.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.gravity != LimitGravity::Pace
    }
}

/// Limits, and the plan as it is written.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) limits: Vec<ExportLimit>,
    pub(super) changes: Vec<PlanChange>,
}

impl Found {
    pub(super) fn tell(&mut self, limit: ExportLimit) {
        self.limits.push(limit);
    }

    pub(super) fn step(&mut self, id: StepId, step: Step) {
        self.changes.push(PlanChange::Step(id, Box::new(step)));
    }

    pub(super) fn hours(&mut self, id: ScheduleId, parts: HoursParts) {
        self.changes.push(PlanChange::Hours(id, Box::new(parts)));
    }
}
