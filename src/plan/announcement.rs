//! What is there at some times only: announcements, and what an override brings for the time that it holds.
//!
//! Both are steps of their own, with a window of time instead of hours ([`Gate::occasion`](super::Gate)). A call that comes at
//! another time goes on as if there were no such step.

use jiff::Timestamp;

use super::ids::{LineId, ScheduleId, StepId};
use super::link::Link;
use super::origin::Origin;
use super::prompt::Prompt;

/// Said before everything else on some lines, from one instant to another.
#[derive(Clone, Debug)]
#[doc(alias("emergency message", "closure message", "front-end message", "flash message"))]
pub struct Announcement {
    /// The name in the file.
    pub key: String,
    /// The lines on which it is said; empty for all of them.
    pub lines: Vec<LineId>,
    /// When it is said first.
    pub from: Timestamp,
    /// When it is said no more; `None`: until it is taken out of the plan.
    pub to: Option<Timestamp>,
    /// What is said.
    pub say: Prompt,
    /// The window of time, as a schedule.
    pub window: ScheduleId,
    /// The steps that say it, one for each step to which calls go on from it.
    pub steps: Vec<StepId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What callers meet of an override where they come to something that it closes.
#[derive(Clone, Debug, Default)]
pub struct OverrideWords {
    /// What is said first.
    pub say: Option<Prompt>,
    /// Where the call goes then. None: where it would go without the override's words.
    pub then: Option<Link>,
}

/// What a step is for that is there at some times only, by its position in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// An announcement.
    Announcement(u16),
    /// What an override says, or where it leads.
    Override(u16),
}

impl Announcement {
    /// Whether it is said at an instant.
    #[must_use]
    pub fn is_said_at(&self, at: Timestamp) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }

    /// Whether it is said on a line.
    #[must_use]
    pub fn is_on(&self, line: LineId) -> bool {
        self.lines.is_empty() || self.lines.contains(&line)
    }
}
