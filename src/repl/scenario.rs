//! The call of the phone as a scenario file.

use std::path::Path;

use super::drive::LiveCall;
use crate::call::EndReason;
use crate::files::load;
use crate::suite::scenario::recorded;
use crate::suite::scenario::written::SuiteDraft;

/// Why a call cannot be told as a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioExportError {
    /// It has not ended, so that there is nothing to expect yet.
    #[error(
        "the call has not ended, and a scenario is about how a call ends\n\
         `wait` until it ends, then save it"
    )]
    StillOn,
    /// The caller ended it. Callers in scenarios wait.
    #[error(
        "you hung up, and callers in scenario files wait until the system ends the call\n\
         dial and press the same keys again, then `wait` instead of `hangup`"
    )]
    HungUp,
    /// The plan was edited in the middle of it.
    #[error(
        "the plan was reloaded during this call, so its beginning may no longer be true\n\
         dial and press the same keys again, and save that call"
    )]
    PlanChanged,
    /// The keys were pressed at moments that pauses of two seconds do not hit.
    #[error(
        "a scenario can only wait in steps of two seconds, and with such waits this call goes differently\n\
         dial and press the same keys again, with commas for the waits: `6,,1`"
    )]
    Moments,
}

/// The text of a scenario file that makes the same call and expects what came of it. `plan` is the path of the plan as
/// the file should name it; none for the plan that comes with the program.
pub(crate) fn scenario(call: &LiveCall, plan_path: Option<&Path>) -> Result<String, ScenarioExportError> {
    let [chapter] = call.chapters() else { return Err(ScenarioExportError::PlanChanged) };
    let (plan, record) = (&*chapter.plan, &chapter.record);
    if record.outcome().ok_or(ScenarioExportError::StillOn)?.reason == EndReason::CallerHungUp {
        return Err(ScenarioExportError::HungUp);
    }
    let scenario = recorded(plan, record).ok_or(ScenarioExportError::Moments)?;
    let plan = plan_path.map(load::name);
    Ok(SuiteDraft { plan, scenarios: vec![scenario], ..SuiteDraft::default() }.to_string())
}
