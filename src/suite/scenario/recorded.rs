//! A call that was made, as a scenario: what was pressed, and what came of it.

use jiff::Timestamp;

use super::written::{self, CallsDraft, ExpectDraft, ScenarioDraft};
use crate::call::{CallRecord, CallSpec, Decision, EventKind, KeySequence, OutcomeKind, Press, Utterance};
use crate::plan::{Key, Plan, keys_for_people};
use crate::time::moment::rfc3339;

/// The scenario that makes the same call and expects what came of it. None: its keys were pressed at moments that pauses of
/// two seconds do not hit, or it did not go to its end by itself.
pub(crate) fn recorded(plan: &Plan, record: &CallRecord) -> Option<ScenarioDraft> {
    let (at, keys) = replayable(plan, record)?;
    let number = record.dialled.to_string();
    let pressing = keys_for_people(keys.presses().iter().filter_map(|press| press.key()));
    let then = if pressing.is_empty() { String::new() } else { format!(", then {pressing}") };
    let day = plan.zone.shows(at, "%A %Y-%m-%d %H:%M");
    let expect = ExpectDraft::of(plan, record);
    let kind = expect.outcome.map_or("", OutcomeKind::word);
    let press = (!keys.presses().is_empty()).then(|| keys.to_string());
    let name = format!("{number}{then} on {day}: {kind}");
    let calls = CallsDraft {
        call: Some(record.dialled.typed().to_string()),
        at: vec![rfc3339(at, plan.zone).to_string()],
        from: written::caller(record.caller).into_iter().collect(),
        press: press.into_iter().collect(),
        answers: record.answers(plan),
        expect,
    };
    Some(ScenarioDraft { name, calls, ..ScenarioDraft::default() })
}

/// The plainest moment and keys that give the same call: a whole second and as few waits as will do; else waits as long as
/// the caller's own.
fn replayable(plan: &Plan, record: &CallRecord) -> Option<(Timestamp, KeySequence)> {
    let wanted = Turns::of(record);
    let whole = Timestamp::from_second(record.began.as_second()).unwrap_or(record.began);
    for at in [whole, record.began] {
        for waits in [Waits::Fewest, Waits::Nearest] {
            let Some(keys) = paced(plan, record, at, &wanted, waits) else { continue };
            let replay = plan
                .call(
                    &CallSpec::new(record.dialled, at)
                        .with_caller(record.caller)
                        .with_answers(record.answers(plan))
                        .with_keys(keys.clone()),
                )
                .record;
            if Turns::of(&replay).spoken == wanted.spoken && replay.outcome() == record.outcome() {
                return Some((at, keys));
            }
        }
    }
    None
}

/// What a call comes to, apart from when: what was spoken, and which keys were taken between.
struct Turns {
    spoken: Vec<Utterance>,
    /// The keys that changed something, when they were pressed, and how many prompts had begun by then.
    taken: Vec<(Key, Timestamp, usize)>,
}

impl Turns {
    fn of(record: &CallRecord) -> Self {
        let mut turns = Self { spoken: Vec::new(), taken: Vec::new() };
        for event in &record.events {
            match event.what {
                EventKind::Speaks(utterance) => turns.spoken.push(utterance),
                EventKind::Pressed(key) => turns.taken.push((key, event.at, turns.spoken.len())),
                EventKind::Decided(Decision::Ignores { .. }) => {
                    turns.taken.pop();
                }
                _ => {}
            }
        }
        turns
    }

    /// Whether the first so many keys were pressed at the same places as in the other call.
    fn begin_as(&self, other: &Self, keys: usize) -> bool {
        self.taken.len() >= keys
            && self.taken[..keys].iter().zip(&other.taken).all(|(mine, theirs)| {
                mine.0 == theirs.0 && mine.2 == theirs.2 && self.spoken[..mine.2] == other.spoken[..theirs.2]
            })
    }
}

/// How long to wait before a key, where several lengths give the same call.
#[derive(Clone, Copy)]
enum Waits {
    Fewest,
    Nearest,
}

/// The keys with pauses before them, so that each is pressed at the same place of the call as it was.
fn paced(
    plan: &Plan,
    record: &CallRecord,
    at: Timestamp,
    wanted: &Turns,
    waits: Waits,
) -> Option<KeySequence> {
    let mut presses: Vec<Press> = Vec::new();
    let mut last = record.began;
    for (index, &(key, pressed, _)) in wanted.taken.iter().enumerate() {
        let gap = pressed.duration_since(last).as_millis();
        let pause = KeySequence::PAUSE.as_millis();
        let mut pauses: Vec<i128> = (0..=gap / pause + 1).collect();
        if let Waits::Nearest = waits {
            pauses.sort_by_key(|pauses| (pauses * pause - gap).abs());
        }
        let mut longer = pauses.into_iter().map(|pauses| {
            let mut longer = presses.clone();
            longer.extend(std::iter::repeat_n(Press::Pause, usize::try_from(pauses).unwrap_or(0)));
            longer.push(Press::Key(key));
            longer
        });
        presses = longer.find(|presses| {
            let keys = KeySequence::from(presses.clone());
            let replay = plan
                .call(
                    &CallSpec::new(record.dialled, at)
                        .with_caller(record.caller)
                        .with_answers(record.answers(plan))
                        .with_keys(keys.clone()),
                )
                .record;
            Turns::of(&replay).begin_as(wanted, index + 1)
        })?;
        last = pressed;
    }
    Some(presses.into())
}
