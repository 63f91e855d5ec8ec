//! Ways to steps to which no keys lead by themselves: behind silence, and behind what the outside does not usually answer.

use jiff::Timestamp;

use crate::call::{Caller, Decision, EventKind};
use crate::explore::{Act, AnswerTable, Explorer, Further, Horizon, Route, answered, is_unanswered};
use crate::plan::{Key, LineId, Plan, StepId, keys_for_people};

/// A way that needs more than keys.
#[derive(Clone, Debug)]
pub(crate) struct RoundaboutWay {
    /// The line to dial.
    pub(crate) line: LineId,
    /// What has to be pressed or to happen, in words: "press 1, say nothing", "press 1, if nobody answers at Support". Empty where
    /// dialing is enough.
    pub(crate) words: String,
    /// Whether that leads there now; else it does at another time.
    pub(crate) is_now: bool,
}

/// The way with the fewest acts, on the first line that has one. None: no call comes to the step in the time that is looked at.
pub(crate) fn roundabout(plan: &Plan, step: StepId, caller: Caller, now: Timestamp) -> Option<RoundaboutWay> {
    let horizon = Horizon::since(now, 1, plan.zone);
    let mut explorer = Explorer::new(plan, horizon);
    let lines = plan.lines().map(|(id, _)| id).filter(|line| plan.steps_of(*line).contains(&step));
    let lines: Vec<LineId> = lines.collect();
    lines.into_iter().find_map(|line| {
        let mut found: Option<(Route, bool)> = None;
        explorer.watch(line, caller, |seen| {
            if found.as_ref().is_some_and(|(_, is_now)| *is_now) || seen.is_crossing() {
                return Further::Stop;
            }
            let has = |wanted: &dyn Fn(Decision) -> bool| {
                let decided = |what| matches!(what, EventKind::Decided(decision) if wanted(decision));
                seen.step.heard.iter().any(|event| decided(event.what))
            };
            // Who comes while it is closed has not reached it.
            let comes = has(&|decision| decision == Decision::Arrives(step))
                && !has(
                    &|decision| matches!(decision, Decision::Closed { step: closed, .. } if closed == step),
                );
            let is_now = seen.sets.get(seen.when).contains(now);
            // Now is better than later; of those alike, the first has the fewest acts.
            if comes && (found.is_none() || is_now) {
                found = Some((Route::seen(&seen), is_now));
            }
            Further::GoOn
        });
        let (route, is_now) = found?;
        Some(RoundaboutWay { line, words: words(explorer.answers(), &route), is_now })
    })
}

fn words(answers: &AnswerTable, route: &Route) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut conditions: Vec<String> = Vec::new();
    let key = |act: &Act| match act {
        Act::Key(key) => Some(*key),
        _ => None,
    };
    let unanswered = |act: &Act| act.given().is_some_and(|given| is_unanswered(answers, given));
    let mut rings = false;
    for acts in route.acts.chunk_by(|one, next| key(one).is_some() == key(next).is_some()) {
        let mut keys: Vec<Key> = acts.iter().filter_map(key).collect();
        if !keys.is_empty() {
            // Of the keys behind that nobody answers, the first is pressed while it rings.
            if std::mem::take(&mut rings) {
                parts.push(format!("press {} while it rings", keys.remove(0)));
            }
            if !keys.is_empty() {
                parts.push(format!("press {}", keys_for_people(keys)));
            }
            continue;
        }
        rings = acts.last().is_some_and(unanswered);
        for act in acts {
            let part = match act {
                Act::Silence => "say nothing".to_owned(),
                Act::Stay => "stay on the line".to_owned(),
                Act::AnyOther(_) => "press any other key".to_owned(),
                Act::OtherKey(_) => "press a key that is not offered".to_owned(),
                // The digits that stand for an entry are nobody's.
                Act::Entry(_) => "enter what is asked for".to_owned(),
                Act::Answer(given) if answers.is_usual(*given) => continue,
                Act::Answer(given) => {
                    conditions.push(answered(answers, *given));
                    continue;
                }
                Act::Dial | Act::Key(_) => continue,
            };
            if parts.last() != Some(&part) {
                parts.push(part);
            }
        }
    }
    if !conditions.is_empty() {
        parts.push(format!("if {}", conditions.join(" and ")));
    }
    parts.join(", ")
}
