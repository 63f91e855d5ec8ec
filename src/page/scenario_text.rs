use super::made_call::made_call;
use super::request::CallRequest;
use crate::call::EndReason;
use crate::plan::Plan;
use crate::suite::scenario::recorded;
use crate::suite::scenario::written::SuiteDraft;

/// The text of a scenario file that makes a call and expects what came of it. It names no plan, because a page knows of none
/// beside it. Why there is none is told.
pub(super) fn scenario_text(plan: &Plan, request: &CallRequest) -> Result<String, String> {
    let call = made_call(plan, request)?;
    let record = call.watcher();
    match record.outcome() {
        None => return Err("The call is still on, and a scenario is about how a call ends.".to_owned()),
        Some(outcome) if outcome.reason == EndReason::CallerHungUp => {
            return Err(
                "You hung up, and callers in scenarios wait until the call ends. Dial again and wait."
                    .to_owned(),
            );
        }
        Some(_) => {}
    }
    let scenario = recorded(plan, record).ok_or(
        "Scenarios can only wait in steps of two seconds, and with such waits this call goes differently. \
         Dial again and press the keys a little earlier or later.",
    )?;
    Ok(SuiteDraft { scenarios: vec![scenario], ..SuiteDraft::default() }.to_string())
}
