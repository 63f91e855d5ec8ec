//! Callers who make choices at questions, one behind the other, whatever the question is.

use ivrsim::call::{Call, Caller, Decision, EventKind, OutsideAnswers};
use ivrsim::plan::Plan;
use ivrsim::time::moment;

/// What a caller does at one question: keys, or silence.
pub(super) type Choice = Option<String>;

/// How a call of a plan ends for a caller who makes these choices, and how many questions were answered by then. After as many
/// questions as there are choices, nobody looks any more.
pub(super) fn play_plan(
    plan: &Plan,
    line: &str,
    at: &str,
    choices: &[Choice],
    answers: &OutsideAnswers,
) -> (String, usize) {
    let mut now = moment::parse(at, plan.zone).unwrap();
    // A line whose calls end before anything is said is not written.
    let Some((_, line)) = plan.lines().find(|(_, one)| one.key == line) else {
        return ("Disconnected".to_owned(), 0);
    };
    let mut call = Call::dial_with(plan, line.number.value, Caller::default(), answers, now);
    let (mut taken, mut pressed) = (0, 0);
    let mut steps = 0;
    loop {
        steps += 1;
        if steps > 5_000 {
            return ("endless".to_owned(), taken);
        }
        while let Some(event) = call.poll_event() {
            let is_choice = matches!(
                event.what,
                EventKind::Decided(
                    Decision::Takes { .. }
                        | Decision::Accepts { .. }
                        | Decision::NoMatch { .. }
                        | Decision::EntryNoMatch { .. }
                        | Decision::NoInput { .. }
                        | Decision::TakesSilence(_)
                        | Decision::TakesOther { .. }
                )
            );
            taken += usize::from(is_choice);
        }
        if taken >= choices.len() {
            return ("open".to_owned(), taken);
        }
        if let Some(outcome) = call.outcome() {
            let kind = format!("{:?}", outcome.kind());
            let name = match kind.as_str() {
                "Transferred" | "Callback" | "Voicemail" => format!(" {}", outcome.place_name(plan).unwrap()),
                _ => String::new(),
            };
            return (format!("{kind}{name}"), taken);
        }
        match choices.get(taken).cloned().flatten() {
            Some(keys) if call.listens() && pressed == taken => {
                pressed += 1;
                for key in keys.chars() {
                    call.handle_key(now, ivrsim::plan::Key::new(key).unwrap());
                }
            }
            _ => {
                pressed = pressed.max(taken);
                now = call.poll_timeout().unwrap();
                call.handle_timeout(now);
            }
        }
    }
}
