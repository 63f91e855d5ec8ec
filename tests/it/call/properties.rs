//! What holds for every plan and every caller. The oracles are shared with the fuzz targets.

use std::collections::{HashSet, VecDeque};

use ivrsim::call::{Call, Caller};
use ivrsim::plan::builtin;
use ivrsim::plan::{Key, Plan};
use proptest::prelude::*;

use super::number;
use crate::helpers::drawn;
use crate::oracles::call::{check_drive, check_run};
use crate::oracles::dice::Dice;
use crate::oracles::plan;

proptest! {
    #![proptest_config(drawn::cases(600))]

    #[test]
    fn a_call_on_any_plan_ends_once_and_the_same_way(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut dice = Dice::new(&bytes);
        let plan = plan::plan(&plan::text(&mut dice));
        check_run(&plan, number(plan::NUMBER), &mut dice);
        check_drive(&plan, number(plan::NUMBER), &mut dice);
    }

    #[test]
    fn a_call_on_the_directory_ends_once_and_the_same_way(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        line in any::<prop::sample::Index>(),
    ) {
        let dialled = line.get(&builtin().lines().map(|(_, line)| line.number.value).collect::<Vec<_>>()).to_owned();
        let mut dice = Dice::new(&bytes);
        check_run(builtin(), dialled, &mut dice);
        check_drive(builtin(), dialled, &mut dice);
    }
}

/// How many states a call of this number can come to, by any keys and by silence.
fn states(plan: &Plan, dialled: &str) -> usize {
    let at = ivrsim::time::moment::parse(super::NOON, plan.zone).unwrap();
    let first = Call::dial(plan, number(dialled), Caller::default(), at);
    let mut seen = HashSet::from([*first.state()]);
    let mut queue = VecDeque::from([(first, at)]);
    while let Some((mut call, now)) = queue.pop_front() {
        assert!(seen.len() < 100_000, "there is no end of states");
        call.skip_events();
        let pressed = Key::ALL.into_iter().map(|key| {
            let mut next = call.clone();
            next.handle_key(now, key);
            (next, now)
        });
        let silent = call.poll_timeout().map(|at| {
            let mut next = call.clone();
            next.handle_timeout(at);
            (next, at)
        });
        for (next, now) in pressed.chain(silent) {
            if seen.insert(*next.state()) {
                queue.push_back((next, now));
            }
        }
    }
    seen.len()
}

#[test]
fn a_call_has_finitely_many_states() {
    // The menu with its counters of slips, the five teams behind it, and the ways to end.
    assert!(
        (20..200).contains(&states(builtin(), "1-855-720-2559")),
        "{}",
        states(builtin(), "1-855-720-2559")
    );
    let round = super::plan(
        r#"
[menus.start]
say = "Start."
no_input = { tries = 1, then = "other" }
keys = { 1 = "other", 2 = "note", 9 = "repeat" }
[menus.other]
say = "Other."
keys = { 1 = "start", 2 = "back", 3 = "hang-up" }
[messages.note]
say = "Note."
then = "start"
"#,
    );
    assert!(states(&round, "1-800-555-0100") > 20);
}
