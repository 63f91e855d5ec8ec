//! Destinations, mailboxes, and switches that ask who calls.

use super::abilities::Abilities;
use super::limit::{ExportLimit, Found, LimitGravity};
use crate::number::NumberMatch;
use crate::plan::{Condition, Destination, Link, Step, StepKind, Target, TransferResult};

/// What a step cannot be of which callers have no say; it is changed to what is written instead.
pub(super) fn find(step: &mut Step, abilities: Abilities, found: &mut Found) {
    let span = step.origin.span;
    let (key, platform) = (step.key.clone(), abilities.platform);
    let tell = |found: &mut Found, gravity, message: String, instead: &str| {
        found.tell(ExportLimit::new(gravity, span, message, instead));
    };
    match &mut step.kind {
        StepKind::Message(message) if message.barge_in => {
            message.barge_in = false;
            tell(
                found,
                LimitGravity::Pace,
                format!("keys are taken while `{key}` speaks, for what comes behind it"),
                "keys are taken when it has spoken",
            );
        }
        StepKind::Voicemail(say) if !abilities.voicemail => {
            tell(
                found,
                LimitGravity::Routing,
                format!("`{key}` takes a message, and {platform} has no mailboxes"),
                "callers hear its greeting and come into a queue of its name",
            );
            let say = Some(say.clone());
            step.kind = StepKind::Destination(Destination { say, ..Destination::default() });
        }
        StepKind::Destination(destination) => {
            if destination.calls_back && !abilities.call_back {
                tell(
                    found,
                    LimitGravity::Routing,
                    format!("callers of `{key}` are called back, and {platform} keeps no list of them"),
                    "callers are put through",
                );
                destination.calls_back = false;
            }
            follow_up(&key, span, destination, abilities, found);
        }
        StepKind::Switch(switch) => {
            let is_unknown = |condition: &Condition| asked_in_vain(condition, abilities);
            let asked = switch.cases.iter().flat_map(|case| &case.conditions).filter_map(is_unknown);
            let mut told: Vec<&'static str> = asked.collect();
            told.dedup();
            for what in told {
                tell(
                    found,
                    LimitGravity::Routing,
                    format!("`{key}` asks {what}, which {platform} does not tell"),
                    "callers go on as if this case were not there",
                );
            }
            switch.cases.retain(|case| !case.conditions.iter().any(|one| is_unknown(one).is_some()));
        }
        _ => {}
    }
}

/// What a condition asks that the platform cannot.
fn asked_in_vain(condition: &Condition, abilities: Abilities) -> Option<&'static str> {
    match condition {
        Condition::AreaCode(_) | Condition::Region(_) => Some("where the caller's number belongs"),
        Condition::CallerZone(_) => Some("for the caller's clock"),
        Condition::Entered(_) => Some("what was entered before"),
        Condition::Caller(numbers) => numbers.iter().find_map(|number| match number {
            NumberMatch::Prefix(_) => Some("how the caller's number begins"),
            NumberMatch::Withheld if !abilities.withheld => Some("whether the caller shows a number"),
            _ => None,
        }),
        _ => None,
    }
}

fn follow_up(
    key: &str,
    span: crate::base::source::Span,
    destination: &mut Destination,
    abilities: Abilities,
    found: &mut Found,
) {
    let platform = abilities.platform;
    let Some(follow_up) = &mut destination.follow_up else { return };
    if !follow_up.keys.is_empty() {
        follow_up.keys.clear();
        found.tell(ExportLimit::new(
            LimitGravity::Routing,
            span,
            format!(
                "callers of `{key}` can press a key while they wait, which is not written for {platform}"
            ),
            "keys are not taken while they wait",
        ));
    }
    for result in TransferResult::ALL {
        if follow_up.way(result).is_some() && !abilities.results.contains(&result) {
            found.tell(ExportLimit::new(
                LimitGravity::Routing,
                span,
                format!(
                    "`{key}` says where calls go that are {}, and a queue of {platform} does not",
                    words(result)
                ),
                "callers stay with this destination",
            ));
        }
    }
    follow_up.ways.retain(|(result, _)| abilities.results.contains(result));
    if follow_up.ways.is_empty() {
        destination.follow_up = None;
        return;
    }
    // What nobody has told of ends the call where the platform tells it at all.
    if abilities.results.contains(&TransferResult::Busy) && follow_up.way(TransferResult::Full).is_none() {
        follow_up.ways.push((TransferResult::Full, Link { target: Target::HangUp, span }));
    }
}

fn words(result: TransferResult) -> &'static str {
    match result {
        TransferResult::Unanswered => "not answered in time",
        TransferResult::Busy => "busy",
        TransferResult::Full => "refused by a full queue",
        TransferResult::Ended => "over for those who answered",
        TransferResult::Answered => "answered",
    }
}
