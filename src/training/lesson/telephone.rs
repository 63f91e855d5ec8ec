//! The phone on the desk: a call in virtual time, of which the learner reads what the phone speaks.

use std::io;

use jiff::Timestamp;

use super::desk::LearnerDesk;
use super::keyboard::Awaited;
use super::tone::TextTone;
use crate::call::{Call, CallRecord, EventKind, KeySequence, Press};
use crate::number::PhoneNumber;
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
    number: PhoneNumber,
    situation: Situation,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<Result<CallRecord, HangUpReason>> {
    let mut call = Call::dial(plan, number, situation.caller, situation.at);
    let mut record = CallRecord::of(&call);
    let mut now = situation.at;
    loop {
        listen(&mut call, &mut now, &mut record, plan, desk)?;
        if call.outcome().is_some() {
            return Ok(Ok(record));
        }
        let Some(line) = desk.line(Awaited::Phone)? else { return Ok(Err(HangUpReason::Left)) };
        let Ok(keys) = line.parse::<KeySequence>() else {
            if matches!(line.to_ascii_lowercase().as_str(), "hang up" | "hangup") {
                desk.say(TextTone::Faint, 0, "  (you hung up)")?;
                return Ok(Err(HangUpReason::Silently));
            }
            return Ok(Err(HangUpReason::Said(line)));
        };
        if keys.presses().is_empty() {
            wait(&mut call, &mut now);
        }
        for press in keys.presses() {
            listen(&mut call, &mut now, &mut record, plan, desk)?;
            match press {
                Press::Key(key) => call.handle_key(now, *key),
                Press::Pause => wait(&mut call, &mut now),
            }
        }
    }
}

/// Lets time pass until the caller has a say, and shows what is heard on the way.
fn listen(
    call: &mut Call<&Plan>,
    now: &mut Timestamp,
    record: &mut CallRecord,
    plan: &Plan,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    loop {
        while let Some(event) = call.poll_event() {
            record.events.push(event);
            match event.what {
                EventKind::Speaks(utterance) => {
                    let words = record.told(plan, &event).spoken(utterance).to_string();
                    desk.say(TextTone::Plain, 2, &format!("  {words}"))?;
                }
                EventKind::Ended(outcome) => {
                    let place = outcome.place_name(plan).map(|name| format!(": {name}")).unwrap_or_default();
                    desk.say(TextTone::Faint, 2, &format!("  ({}{place})", outcome.kind().word()))?;
                }
                EventKind::BargesIn | EventKind::Pressed(_) | EventKind::Decided(_) => {}
            }
        }
        if call.outcome().is_some() || call.listens() {
            return Ok(());
        }
        wait(call, now);
    }
}

/// Lets the next thing happen that happens by itself.
fn wait(call: &mut Call<&Plan>, now: &mut Timestamp) {
    if let Some(at) = call.poll_timeout() {
        *now = at;
        call.handle_timeout(at);
    }
}
