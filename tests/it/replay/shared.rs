//! Records that can be shared come to the same, and tell of nobody.

use ivrsim::replay::records::RecordRules;
use ivrsim::replay::{CallerMask, share_records};

use super::played::play;
use super::truth::{assert_holds, rules};
use super::written::Writing;
use super::{PLAN, plan, told};

#[test]
fn shared_records_come_to_the_same_and_tell_of_nobody() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 150, 14);
    for writing in Writing::ALL {
        let text = writing.file(&calls, plan.zone);
        let mut shared = Vec::new();
        let mask = CallerMask::of_secret("a secret");
        let count =
            share_records(&[&plan], &rules(writing), mask, text.as_bytes(), &mut shared).expect("memory");
        let shared = String::from_utf8(shared).expect("text");
        assert_eq!(
            (count.written, count.left_out),
            (writing.rows(&calls, plan.zone).len(), 0),
            "{writing:?}"
        );
        for call in &calls {
            let digits = call.caller.map(|digits| digits.to_string());
            assert!(!digits.is_some_and(|digits| shared.contains(&digits)), "{writing:?}: {shared}");
        }
        let (before, after) = (
            told(&plan, &[&text], &rules(writing), Some(plan.zone)),
            told(&plan, &[&shared], &rules(writing), Some(plan.zone)),
        );
        assert_holds(&after, &calls, &format!("{writing:?}"));
        assert_eq!(
            (before.closed, before.ends, before.settled),
            (after.closed, after.ends, after.settled),
            "{writing:?}"
        );
    }
}

#[test]
fn rows_that_are_not_understood_are_not_shared() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 5, 15);
    let text = Writing::Asterisk.file(&calls, plan.zone) + "\"6155550123\",\"broken\n";
    let mut shared = Vec::new();
    let mask = CallerMask::of_secret("a secret");
    let count =
        share_records(&[&plan], &RecordRules::default(), mask, text.as_bytes(), &mut shared).expect("memory");
    assert_eq!((count.written, count.left_out), (5, 1));
    assert!(!String::from_utf8(shared).expect("text").contains("6155550123"));
}
