//! A call as a scenario: what was pressed, and what came of it.

use std::fmt::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;

use crate::call::{Decision, Keys, Outcome, Press, Reason, Record, Utterance, What};
use crate::drive::LiveCall;
use crate::moment::rfc3339;
use crate::plan::{Key, Plan};

/// Why a call cannot be told as a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotTell {
    /// It has not ended, so that there is nothing to expect yet.
    StillOn,
    /// The caller ended it. Callers in scenarios wait.
    HungUp,
    /// The plan was edited in the middle of it.
    PlanChanged,
    /// The keys were pressed at moments that pauses of two seconds do not hit.
    Moments,
}

impl fmt::Display for CannotTell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StillOn => {
                "the call is still on, and a scenario is about how a call ends\n`wait` lets it go on; save it then"
            }
            Self::HungUp => {
                "you hung up, and callers in scenario files wait until the system ends the call\n\
                 dial and press the same again, then `wait` instead of `hangup`"
            }
            Self::PlanChanged => {
                "the plan was read again during this call, so its beginning may no longer be true\n\
                 dial and press the same again, and save that call"
            }
            Self::Moments => {
                "a scenario can only wait in steps of two seconds, and with such waits this call comes out otherwise\n\
                 dial and press the same again with commas for the waits: `6,,1`"
            }
        })
    }
}

impl std::error::Error for CannotTell {}

/// The text of a scenario file that makes the same call and expects what came of it. `plan` is the path of the plan as
/// the file should name it; none for the plan that comes with the program.
pub fn scenario(call: &LiveCall, plan_path: Option<&Path>) -> Result<String, CannotTell> {
    let [chapter] = call.chapters() else { return Err(CannotTell::PlanChanged) };
    let (plan, record) = (&*chapter.plan, &chapter.record);
    let outcome = record.outcome().ok_or(CannotTell::StillOn)?;
    if outcome.reason == Reason::CallerHungUp {
        return Err(CannotTell::HungUp);
    }
    let (at, keys) = replayable(plan, record).ok_or(CannotTell::Moments)?;
    Ok(text(plan, record, outcome, at, &keys, plan_path))
}

/// The plainest moment and keys that give the same call: a whole second and as few waits as will do; else waits as long as
/// the caller's own.
fn replayable(plan: &Plan, record: &Record) -> Option<(Timestamp, Keys)> {
    let wanted = Turns::of(record);
    let whole = Timestamp::from_second(record.began.as_second()).unwrap_or(record.began);
    for at in [whole, record.began] {
        for waits in [Waits::Fewest, Waits::Nearest] {
            let Some(keys) = paced(plan, record, at, &wanted, waits) else { continue };
            let (replay, _) = Record::make(plan, record.dialled, record.caller, at, &keys);
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
    fn of(record: &Record) -> Self {
        let mut turns = Self { spoken: Vec::new(), taken: Vec::new() };
        for event in &record.events {
            match event.what {
                What::Speaks(utterance) => turns.spoken.push(utterance),
                What::Pressed(key) => turns.taken.push((key, event.at, turns.spoken.len())),
                What::Decided(Decision::Ignores(..)) => {
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
fn paced(plan: &Plan, record: &Record, at: Timestamp, wanted: &Turns, waits: Waits) -> Option<Keys> {
    let mut presses: Vec<Press> = Vec::new();
    let mut last = record.began;
    for (index, &(key, pressed, _)) in wanted.taken.iter().enumerate() {
        let gap = pressed.duration_since(last).as_millis();
        let pause = Keys::PAUSE.as_millis();
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
            let keys = Keys::from(presses.clone());
            let (replay, _) = Record::make(plan, record.dialled, record.caller, at, &keys);
            Turns::of(&replay).begin_as(wanted, index + 1)
        })?;
        last = pressed;
    }
    Some(presses.into())
}

fn text(
    plan: &Plan,
    record: &Record,
    outcome: Outcome,
    at: Timestamp,
    keys: &Keys,
    plan_path: Option<&Path>,
) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let number = record.dialled.to_string();
    let mut pressing = keys.to_string();
    pressing.retain(|c| c != ',');
    let then = if pressing.is_empty() { String::new() } else { format!(", then {pressing}") };
    let day = plan.zone.wall_clock(at).strftime("%A %Y-%m-%d %H:%M");
    let kind = outcome.kind().word();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = (|| -> fmt::Result {
        if let Some(path) = plan_path {
            let path = path.to_string_lossy().replace('\\', "/");
            writeln!(out, "[suite]\nplan = {}\n", quoted(&path))?;
        }
        writeln!(out, "[[scenario]]")?;
        writeln!(out, "name   = {}", quoted(&format!("{number}{then} on {day}: {kind}")))?;
        writeln!(out, "call   = {}", quoted(&number))?;
        writeln!(out, "at     = {}", quoted(&rfc3339(at, plan.zone).to_string()))?;
        if let Some(number) = record.caller.number {
            writeln!(out, "from   = {}", quoted(&number.to_string()))?;
        } else if let Some(zone) = record.caller.zone {
            writeln!(out, "from   = {}", quoted(zone.name()))?;
        }
        if !keys.presses().is_empty() {
            writeln!(out, "press  = {}", quoted(&keys.to_string()))?;
        }
        write!(out, "expect = {{ outcome = {}", quoted(kind))?;
        if let Some(line) = record.line {
            write!(out, ", line = {}", quoted(&plan.line(line).key))?;
        }
        if let Some(key) = outcome.place_key(plan) {
            write!(out, ", step = {}", quoted(key))?;
        }
        if let Some(schedule) = outcome.closed_by(plan) {
            write!(out, ", closed_by = {}", quoted(&plan.schedule(schedule).key))?;
        }
        writeln!(out, " }}")
    })();
    out
}

/// The path to `target` as a file in `folder` names it. Both are absolute.
#[must_use]
pub(super) fn relative(target: &Path, folder: &Path) -> PathBuf {
    let mut target: Vec<Component<'_>> = target.components().collect();
    let mut folder: Vec<Component<'_>> = folder.components().collect();
    let shared = target.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    // Nothing in common, not even the root: another drive.
    if shared == 0 {
        return target.iter().collect();
    }
    let up = folder.split_off(shared).len();
    let down = target.split_off(shared);
    let path: PathBuf = std::iter::repeat_n(Component::ParentDir, up).chain(down).collect();
    if path.as_os_str().is_empty() { PathBuf::from(".") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_named_as_seen_from_the_scenario() {
        let named = |target: &str, folder: &str| {
            relative(Path::new(target), Path::new(folder)).to_string_lossy().replace('\\', "/")
        };
        assert_eq!(named("/a/menus/ally", "/a/scenarios/ally"), "../../menus/ally");
        assert_eq!(named("/a/menus/plan.toml", "/a/menus"), "plan.toml");
        assert_eq!(named("/a/b", "/a/b"), ".");
    }
}
