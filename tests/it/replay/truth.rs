//! What is told of records is what was true of the calls, or holds it.

use ivrsim::call::OutcomeKind;
use ivrsim::replay::records::{ColumnPlace, RecordColumn, RecordRules};
use ivrsim::replay::{ClockReason, ReplaySurvey};

use super::played::{PlayedCall, play};
use super::written::Writing;
use super::{PLAN, plan, told, zone};

/// How records are to be read; only columns of one's own must be named.
pub(crate) fn rules(writing: Writing) -> RecordRules {
    let named = [
        (RecordColumn::Start, "Begin"),
        (RecordColumn::From, "Caller"),
        (RecordColumn::To, "Called"),
        (RecordColumn::Duration, "Seconds"),
        (RecordColumn::Queue, "Team"),
        (RecordColumn::Id, "Key"),
    ];
    let columns = named.map(|(column, heading)| (column, ColumnPlace::Under(heading.to_owned())));
    match writing {
        Writing::Semicolons => RecordRules { columns: columns.to_vec(), ..RecordRules::default() },
        _ => RecordRules::default(),
    }
}

/// That a survey holds what is true of calls.
pub(crate) fn assert_holds(told: &ReplaySurvey, calls: &[PlayedCall], what: &str) {
    let count = |is: &dyn Fn(&&PlayedCall) -> bool| calls.iter().filter(is).count() as u64;
    assert_eq!(told.calls, calls.len() as u64, "{what}");
    assert_eq!(told.explained, told.settled, "{what}: {:#?}", told.drifts);
    assert!(told.drifts.is_empty(), "{what}: {:#?}", told.drifts);
    let closed = count(&|call| call.closed_by.is_some());
    assert!(told.closed.hold(closed), "{what}: {closed} in {}", told.closed);
    for (kind, bounds) in &told.ends {
        let true_count = count(&|call| call.kind == *kind);
        assert!(bounds.hold(true_count), "{what}: {kind:?} {true_count} in {bounds}");
    }
    for kind in OutcomeKind::ALL {
        let is_told = told.ends.iter().any(|(known, _)| *known == kind);
        assert!(is_told || count(&|call| call.kind == kind) == 0, "{what}: {kind:?} is not told");
    }
    for (key, dialed) in [("main", 18_555_550_100), ("parts", 18_555_550_101)] {
        let line = told.lines.iter().find(|line| line.key == key).expect("the line");
        assert_eq!(line.calls, count(&|call| call.dialed == dialed), "{what}: {key}");
        let closed = count(&|call| call.dialed == dialed && call.closed_by.is_some());
        assert!(line.closed.hold(closed), "{what}: {key} {closed} in {}", line.closed);
        assert_eq!(line.hours.iter().map(|hour| hour.calls).sum::<u64>(), line.calls, "{what}: {key}");
    }
    for schedule in ["office", "parts", "garage"] {
        let true_count = count(&|call| call.closed_by.as_deref() == Some(schedule));
        let bounds = told.doors.iter().find(|door| door.schedule == schedule).map(|door| door.calls);
        let bounds = bounds.unwrap_or_default();
        assert!(bounds.hold(true_count), "{what}: {schedule} {true_count} in {bounds}");
    }
}

#[test]
fn records_of_every_system_tell_what_was_true() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 400, 1);
    for writing in Writing::ALL {
        let text = writing.file(&calls, plan.zone);
        let told = told(&plan, &[&text], &rules(writing), Some(plan.zone));
        assert_holds(&told, &calls, &format!("{writing:?}"));
        assert_eq!(told.settled > 0, writing.says_reached(), "{writing:?}");
        assert!(told.questions < calls.len(), "{writing:?}: calls that fare alike are worked out once");
    }
}

#[test]
fn what_records_settle_makes_bounds_narrow() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 400, 2);
    let of = |writing: Writing| {
        let text = writing.file(&calls, plan.zone);
        told(&plan, &[&text], &rules(writing), Some(plan.zone)).closed
    };
    let (with, without) = (of(Writing::Asterisk), of(Writing::FreeSwitch));
    assert!(with.most < without.most && with.least >= without.least, "{with} and {without}");
}

#[test]
fn the_clock_of_records_is_found_by_what_the_plan_explains() {
    let plan = plan(PLAN);
    // Before and after clocks change, so that Arizona is told from its neighbors.
    let calls = play(&plan, "2026-02-15T00:00:00Z", 50, 600, 3);
    for name in ["America/New_York", "UTC", "America/Chicago", "America/Los_Angeles", "America/Phoenix"] {
        for writing in [Writing::Asterisk, Writing::FreePbx, Writing::Semicolons] {
            let text = writing.file(&calls, zone(name));
            let told = told(&plan, &[&text], &rules(writing), None);
            assert_eq!(told.clock.zone, zone(name), "{writing:?}: {:?}", told.clock);
            assert_eq!(told.clock.reason, ClockReason::Inferred);
            assert_holds(&told, &calls, &format!("{writing:?} in {name}"));
        }
    }
}

#[test]
fn where_nothing_tells_the_clock_is_that_of_the_plan_and_it_is_said() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 50, 4);
    let text = Writing::FreeSwitch.file(&calls, plan.zone);
    let told = told(&plan, &[&text], &RecordRules::default(), None);
    assert_eq!((told.clock.zone, told.clock.reason), (plan.zone, ClockReason::Unsettled));
    assert_holds(&told, &calls, "without evidence");
}

#[test]
fn the_hour_that_comes_twice_is_both() {
    let plan =
        plan(&PLAN.replace("Mo-Fr 08:00-18:00", "Mo-Su 01:30-18:00").replace("Mo-Sa 07:00-15:00", "24/7"));
    // Clocks go back in the night to November 1.
    let calls = play(&plan, "2026-11-01T04:00:00Z", 1, 400, 5);
    let text = Writing::Asterisk.file(&calls, plan.zone);
    let told = told(&plan, &[&text], &RecordRules::default(), Some(plan.zone));
    assert!(told.twice > 10, "{}", told.twice);
    assert_holds(&told, &calls, "a fold");
    let least = told.closed.least;
    let exact = calls.iter().filter(|call| call.closed_by.is_some()).count() as u64;
    assert!(least <= exact && exact <= told.closed.most);
}

#[test]
fn calls_that_hours_interrupt_are_held_too() {
    let plan = plan(PLAN);
    // Calls that come within four minutes before closing time, and press a key after it.
    let start: jiff::Timestamp = "2026-03-03T22:56:00Z".parse().expect("an instant");
    let keys = ["", "1", "2", ",,,,1", ",,,,,,,,2", "9, 9, 1"];
    let calls: Vec<PlayedCall> = (0..240)
        .map(|second| {
            let at = start + jiff::SignedDuration::from_secs(second);
            super::played::one(
                &plan,
                at,
                Some(2_125_550_100),
                18_555_550_100,
                keys[(second % 6).unsigned_abs() as usize],
                30,
            )
        })
        .collect();
    for writing in [Writing::Asterisk, Writing::FreeSwitch, Writing::ConnectLines] {
        let text = writing.file(&calls, plan.zone);
        let told = told(&plan, &[&text], &RecordRules::default(), Some(plan.zone));
        assert_holds(&told, &calls, &format!("{writing:?}"));
    }
}
