//! What becomes of recorded calls under another plan is what becomes of the same calls when they are made again.

use std::sync::Arc;

use ivrsim::call::{CallSpec, Caller};
use ivrsim::diff::report::PlanName;
use ivrsim::diff::{BeforeAfter, Matching};
use ivrsim::directory;
use ivrsim::plan::Plan;
use ivrsim::replay::records::RecordRules;
use ivrsim::replay::{CallerMask, RecordClock, RecordIntake, RecordedCalls, ReplayChange, compare_calls};

use super::played::{Dice, PlayedCall, one};
use super::written::Writing;
use super::{PLAN, plan};

/// Calls with the keys that were pressed.
fn pressed(plan: &Plan, count: usize) -> Vec<(PlayedCall, &'static str)> {
    let mut dice = Dice::new(21);
    let from: jiff::Timestamp = "2026-03-02T00:00:00Z".parse().expect("an instant");
    (0..count)
        .map(|_| {
            let at = from + jiff::SignedDuration::from_secs(dice.below(28 * 86_400).cast_signed());
            let caller =
                [2_125_550_000, 6_155_550_000, 3_035_550_000][dice.below(3) as usize] + dice.below(100);
            let keys = ["1", "2", "3", ""][dice.below(4) as usize];
            (one(plan, at, Some(caller), 18_555_550_100, keys, 60), keys)
        })
        .collect()
}

fn compared(old: &Arc<Plan>, new: &Arc<Plan>, calls: &[PlayedCall], writing: Writing) -> ReplayChange {
    let mut intake = RecordIntake::new(RecordRules::default(), old.country);
    let text = writing.file(calls, old.zone);
    intake.read("calls", text.as_bytes(), || true).expect("a text can be read");
    let mask = CallerMask::of_records([1]);
    let calls = RecordedCalls::of(&mut intake);
    let (first, last) = calls.range();
    let clock = RecordClock::new(old.zone, first, last);
    let names = BeforeAfter {
        old: PlanName { plan: Some("old".into()) },
        new: PlanName { plan: Some("new".into()) },
    };
    compare_calls(BeforeAfter { old, new }, &names, &intake, &calls, &clock, mask)
}

/// How many of the calls end otherwise under the new plan.
fn truly_different(old: &Plan, new: &Plan, calls: &[(PlayedCall, &str)]) -> u64 {
    let matching = Matching::of(old, new);
    let end = |plan: &Plan, call: &PlayedCall, keys: &str| {
        let number = directory::number(plan, &call.dialed.to_string()).expect("a number");
        let caller =
            Caller::parse(&call.caller.expect("a caller").to_string(), plan.country).expect("a number");
        plan.decide(
            &CallSpec::new(number, call.at).with_caller(caller).with_keys(keys.parse().expect("keys")),
        )
    };
    let differs = |(call, keys): &&(PlayedCall, &str)| {
        !matching.ends_alike(&end(old, call, keys), &end(new, call, keys))
    };
    calls.iter().filter(differs).count() as u64
}

#[test]
fn calls_that_fare_differently_are_counted_within_bounds() {
    let old = plan(PLAN);
    for (edit, place) in [
        (("Mo-Fr 08:00-18:00", "Mo-Fr 08:00-20:00"), "office"),
        (("3 = \"parts-desk\"", "3 = \"sales\""), "3 ="),
        (("Mo-Sa 07:00-15:00", "Mo-Sa 07:00-13:00"), "garage"),
    ] {
        let new = plan(&PLAN.replace(edit.0, edit.1));
        let calls = pressed(&old, 300);
        let played: Vec<PlayedCall> = calls.iter().map(|(call, _)| call.clone()).collect();
        let truth = truly_different(&old, &new, &calls);
        assert!(truth > 0, "{place}");
        for writing in [Writing::Asterisk, Writing::FreeSwitch, Writing::ConnectLines] {
            let change = compared(&old, &new, &played, writing);
            assert!(change.calls.hold(truth), "{place} {writing:?}: {truth} in {}", change.calls);
            assert_eq!(change.causes.len(), 1, "{place} {writing:?}: {:#?}", change.causes);
            let cause = &change.causes[0];
            let lines = [cause.old.concat(), cause.new.concat()].concat();
            assert!(lines.contains(edit.1) || lines.contains(place), "{place}: {cause:#?}");
            assert!(cause.replay.is_some() && cause.hours > 0, "{cause:#?}");
            assert_eq!(change.without_cause, 0, "{place} {writing:?}");
        }
    }
}

#[test]
fn the_same_plan_changes_nothing() {
    let (old, new) = (plan(PLAN), plan(PLAN));
    let played: Vec<PlayedCall> = pressed(&old, 100).into_iter().map(|(call, _)| call).collect();
    let change = compared(&old, &new, &played, Writing::Asterisk);
    assert!(change.calls.is_none() && change.causes.is_empty(), "{change:#?}");
}

#[test]
fn calls_that_are_certain_to_differ_are_told_as_one_number() {
    let old = plan(PLAN);
    let new = plan(&PLAN.replace("then = \"hang-up\"", "then = \"sales\""));
    let calls: Vec<PlayedCall> = (0..20)
        .map(|minute| {
            let at = "2026-03-03T23:10:00Z".parse::<jiff::Timestamp>().expect("an instant");
            one(
                &old,
                at + jiff::SignedDuration::from_mins(minute),
                Some(2_125_550_100),
                18_555_550_100,
                "",
                0,
            )
        })
        .collect();
    let change = compared(&old, &new, &calls, Writing::Asterisk);
    assert_eq!((change.calls.least, change.calls.most), (20, 20), "{change:#?}");
    assert_eq!(change.hours.most, 1);
}
