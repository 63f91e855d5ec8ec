use jiff::Timestamp;

use super::request::{self, CallRequest};
use crate::call::{Call, CallDriver, CallRecord, KeySequence, KeysError};
use crate::plan::Plan;

/// A call that was made, as far as was asked.
pub(super) type MadeCall<'p> = CallDriver<Box<Call<&'p Plan>>, CallRecord>;

/// Makes a call. What cannot be made is told.
pub(super) fn made_call<'p>(plan: &'p Plan, request: &CallRequest) -> Result<MadeCall<'p>, String> {
    let number = request::number(plan, &request.number)?;
    let caller = request::caller(plan, request.from.as_deref())?;
    let began = request::instant(request.at)?;
    let answers = request::answers(plan, request.answers.as_deref())?;
    let call = Box::new(Call::dial_with(plan, number, caller, &answers, began));
    let record = CallRecord::of(&call);
    let mut driver = CallDriver::new(call, record);
    let until = request.until.map_or(Timestamp::MAX, |until| request::after(began, until));
    for act in &request.acts {
        let at = request::after(began, act.after);
        if at > until {
            break;
        }
        driver.wait_until(at);
        match act.key()? {
            Some(key) => driver.press_now(key),
            None => driver.hang_up(),
        }
    }
    if let Some(press) = &request.press {
        let keys: KeySequence = press.parse().map_err(|error: KeysError| error.to_string())?;
        let _ = keys.presses().iter().all(|press| driver.press(*press));
    }
    match request.until {
        Some(_) => driver.wait_until(until),
        None => driver.wait_for_end(),
    }
    Ok(driver)
}
