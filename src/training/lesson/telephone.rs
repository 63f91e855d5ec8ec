//! The phone on the desk: a call in virtual time, of which the learner reads what the phone speaks.

use std::io;

use jiff::Timestamp;

use super::desk::LearnerDesk;
use super::key_mode::Awaited;
use super::tone::TextTone;
use crate::call::{Call, CallDriver, CallRecord, EventKind, KeySequence, Press};
use crate::number::Dialed;
use crate::plan::Plan;
use crate::training::drill::Situation;

/// Why a call came to no end.
pub(super) enum HangUpReason {
    /// The learner wants to do something else, and typed this.
    Said(String),
    /// The learner hung up.
    Silently,
    /// The learner has left.
    Left,
}

/// Makes a call as the learner types keys, until it ends. An empty line waits until the system acts.
pub(super) fn call(
    plan: &Plan,
    number: Dialed,
    situation: Situation,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<Result<CallRecord, HangUpReason>> {
    let mut call = Call::dial(plan, number, situation.caller, situation.at);
    let record = CallRecord::of(&call);
    let mut heard = 0;
    let mut driver = CallDriver::new(&mut call, record);
    let mut is_new = true;
    loop {
        driver.wait_to_be_heard();
        tell(driver.watcher(), &mut heard, plan, desk)?;
        if driver.is_over() {
            return Ok(Ok(driver.into_watcher()));
        }
        let Some(line) = desk.line(Awaited::Phone { is_new })? else { return Ok(Err(HangUpReason::Left)) };
        is_new = false;
        let Ok(keys) = line.parse::<KeySequence>() else {
            if matches!(line.to_ascii_lowercase().as_str(), "hang up" | "hangup") {
                desk.say(TextTone::Faint, 0, "  (you hung up)")?;
                return Ok(Err(HangUpReason::Silently));
            }
            return Ok(Err(HangUpReason::Said(line)));
        };
        if keys.presses().is_empty() {
            driver.pass(Timestamp::MAX);
        }
        for press in keys.presses() {
            driver.wait_to_be_heard();
            match press {
                Press::Key(key) => driver.press_now(*key),
                // Nobody counts seconds who reads: a pause lasts until the system acts.
                Press::Pause => {
                    driver.pass(Timestamp::MAX);
                }
            }
        }
    }
}

/// Shows what has been heard since it was last shown.
fn tell(record: &CallRecord, heard: &mut usize, plan: &Plan, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    for event in &record.events[*heard..] {
        match event.what {
            EventKind::Speaks(utterance) => {
                let words = record.told(plan, event).spoken(utterance).to_string();
                desk.say(TextTone::Plain, 2, &format!("  {words}"))?;
            }
            EventKind::Ended(outcome) => {
                let place = outcome.place_name(plan).map(|name| format!(": {name}")).unwrap_or_default();
                desk.say(TextTone::Faint, 2, &format!("  ({}{place})", outcome.kind().word()))?;
            }
            EventKind::BargesIn | EventKind::Pressed(_) | EventKind::Decided(_) => {}
        }
    }
    *heard = record.events.len();
    Ok(())
}
