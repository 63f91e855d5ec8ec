//! Every drift that is planted is found, and nothing else.

use ivrsim::replay::DriftKind;
use ivrsim::replay::records::RecordRules;

use super::played::{PlayedCall, one, play};
use super::written::Writing;
use super::{PLAN, plan, told};

/// Calls among which some cannot have happened.
fn planted() -> Vec<PlayedCall> {
    let plan = plan(PLAN);
    let mut calls = play(&plan, "2026-03-02T00:00:00Z", 28, 200, 7);
    let at = |text: &str| text.parse().expect("an instant");
    let base = |text| one(&plan, at(text), Some(2_125_550_100), 18_555_550_100, "", 60);
    // Sales after hours, on three evenings.
    for evening in ["2026-03-05T01:00:00Z", "2026-03-06T01:00:00Z", "2026-03-07T01:00:00Z"] {
        calls.push(PlayedCall { reached: Some("Sales".to_owned()), ..base(evening) });
    }
    // The line for parts leads to no one in sales.
    let parts = one(&plan, at("2026-03-04T16:00:00Z"), Some(2_125_550_100), 18_555_550_101, "", 60);
    calls.push(PlayedCall { reached: Some("Sales".to_owned()), ..parts });
    // A queue and a number that nobody has told the plan of.
    calls.push(PlayedCall { reached: Some("Marine".to_owned()), ..base("2026-03-04T16:10:00Z") });
    calls.push(PlayedCall { dialed: 18_555_550_199, ..base("2026-03-04T16:20:00Z") });
    calls.push(PlayedCall { dialed: 18_555_550_199, ..base("2026-03-04T16:30:00Z") });
    calls
}

#[test]
fn every_planted_drift_is_found_and_nothing_else() {
    let (plan, calls) = (plan(PLAN), planted());
    for writing in [Writing::Asterisk, Writing::FreePbx, Writing::ConnectStream] {
        let text = writing.file(&calls, plan.zone);
        let told = told(&plan, &[&text], &RecordRules::default(), Some(plan.zone));
        let found = |wanted: &dyn Fn(&DriftKind) -> bool| {
            told.drifts.iter().filter(|drift| wanted(&drift.kind)).map(|drift| drift.calls).sum::<u64>()
        };
        let closed = found(
            &|kind| matches!(kind, DriftKind::ReachedWhileClosed { schedule, place, .. } if schedule == "office" && place == "Sales"),
        );
        assert_eq!(closed, 3, "{writing:?}: {:#?}", told.drifts);
        assert_eq!(found(&|kind| matches!(kind, DriftKind::NeverReached { .. })), 1, "{writing:?}");
        let is_marine = |kind: &DriftKind| matches!(kind, DriftKind::QueueNotInPlan { queue } if queue.eq_ignore_ascii_case("marine"));
        assert_eq!(found(&is_marine), 1, "{writing:?}");
        assert_eq!(found(&|kind| matches!(kind, DriftKind::NumberNotInPlan { .. })), 2, "{writing:?}");
        assert_eq!(told.drifts.len(), 4, "{writing:?}: {:#?}", told.drifts);
        assert_eq!(told.settled - told.explained, 4, "{writing:?}");
    }
}

#[test]
fn the_first_of_each_is_told_with_its_row_and_no_number() {
    let (plan, calls) = (plan(PLAN), planted());
    let text = Writing::Asterisk.file(&calls, plan.zone);
    let told = told(&plan, &[&text], &RecordRules::default(), Some(plan.zone));
    let evening =
        told.drifts.iter().find(|drift| drift.kind.word() == "reached-while-closed").expect("a drift");
    assert_eq!((evening.first.row, evening.last.row), (201, 203));
    let all = format!("{told:?}");
    for call in &calls {
        let digits = call.caller.map(|digits| digits.to_string());
        assert!(!digits.is_some_and(|digits| all.contains(&digits)), "a caller's number is told");
    }
}

#[test]
fn without_any_name_of_the_plan_queues_are_asked_for_and_no_drift() {
    let plan = plan(PLAN);
    let mut calls = play(&plan, "2026-03-02T14:00:00Z", 1, 30, 8);
    for call in calls.iter_mut().filter(|call| call.reached.is_some()) {
        call.reached = Some("700".to_owned());
    }
    let text = Writing::Asterisk.file(&calls, plan.zone);
    let told = told(&plan, &[&text], &RecordRules::default(), Some(plan.zone));
    assert!(told.drifts.is_empty(), "{:#?}", told.drifts);
    assert_eq!(told.unmapped.iter().map(|named| &*named.name).collect::<Vec<_>>(), ["700"]);
}
