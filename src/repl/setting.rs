use std::sync::Arc;

use jiff::Timestamp;

use super::drive::LiveClock;
use super::teller::PromptPace;
use crate::base::text::Paint;
use crate::call::{Caller, OutsideAnswers};
use crate::files::load::PlanSource;
use crate::plan::Plan;

/// What a session starts with.
#[derive(Debug)]
pub struct SessionSettings {
    /// Where the plan was read from, to read it again.
    pub source: PlanSource,
    /// The plan.
    pub plan: Arc<Plan>,
    /// What time it is, and whether time passes by itself.
    pub clock: LiveClock,
    /// Tells the real time, for `now`.
    pub real_time: fn() -> Timestamp,
    /// Who calls.
    pub caller: Caller,
    /// What the outside answers, where that is not the usual.
    pub answers: OutsideAnswers,
    /// How prompts appear.
    pub pace: PromptPace,
    /// Colors.
    pub paint: Paint,
}
