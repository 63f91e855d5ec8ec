//! Random phone systems: the plan that is made of one does what a second model of it does.

use proptest::prelude::*;

use super::model::{self, Action, Check, Choice, Condition, Entry, Extension, Menu, System};
use super::{fates, files, plan, text};
use crate::helpers::drawn;
use crate::import::play;
use crate::oracles::dice::Dice;

/// So many questions are answered in a call.
const MOST: usize = 12;

const NUMBERS: [&str; 4] = ["5551000", "5552000", "100", "200"];
const QUEUES: [&str; 3] = ["sales", "support", "billing"];
const KEYS: [char; 5] = ['1', '2', '3', '*', '7'];

fn one<T: Copy>(dice: &mut Dice<'_>, all: &[T]) -> T {
    all[dice.below(all.len())]
}

fn system(dice: &mut Dice<'_>) -> System {
    let menus = 1 + dice.below(2);
    let extensions = (0..=dice.below(6)).map(|_| Extension {
        goes_on: dice.below(3) == 0,
        conditions: (0..=dice.below(3)).map(|_| condition(dice, menus)).collect(),
    });
    let mut extensions: Vec<Extension> = extensions.collect();
    // Two numbers are there in any case, so that there are lines.
    for (number, menu) in [(NUMBERS[0], 0), (NUMBERS[1], menus - 1)] {
        extensions.push(Extension {
            goes_on: false,
            conditions: vec![Condition {
                check: Check::Number(number),
                break_on: "",
                actions: vec![Action::Menu(menu), action(dice, menus)],
                anti_actions: Vec::new(),
            }],
        });
    }
    let menus = (0..menus).map(|at| Menu {
        failures: 1 + dice.below(3) as u32,
        timeouts: 1 + dice.below(3) as u32,
        short: dice.below(2) == 0,
        invalid: dice.below(3) > 0,
        entries: entries(dice, at, menus),
    });
    System { extensions, menus: menus.collect() }
}

fn condition(dice: &mut Dice<'_>, menus: usize) -> Condition {
    let check = match dice.below(6) {
        0 => Check::Absolute,
        1 | 2 => Check::Number(one(dice, &NUMBERS)),
        3 => Check::Variable(one(dice, &["way", "mood"]), one(dice, &["a", "b"])),
        _ => Check::Time {
            hours: (dice.below(24) as u8, dice.below(24) as u8),
            days: (1 + dice.below(7) as u8, 1 + dice.below(7) as u8),
        },
    };
    let mut actions = |most: usize| (0..dice.below(most)).map(|_| action(dice, menus)).collect::<Vec<_>>();
    let (actions, anti_actions) = (actions(3), actions(2));
    Condition { check, break_on: one(dice, &["", "", "on-true", "never", "always"]), actions, anti_actions }
}

fn action(dice: &mut Dice<'_>, menus: usize) -> Action {
    match dice.below(10) {
        0..=2 => Action::Set(one(dice, &["way", "mood"]), one(dice, &["a", "b"]), dice.below(2) == 0),
        3 => Action::Menu(dice.below(menus)),
        4 => Action::Transfer(one(dice, &NUMBERS)),
        5 => Action::Execute(one(dice, &NUMBERS[2..])),
        6 | 7 => Action::Queue(one(dice, &QUEUES)),
        8 => Action::Play,
        _ => Action::Hangup,
    }
}

/// Each key does one thing.
fn entries(dice: &mut Dice<'_>, at: usize, menus: usize) -> Vec<(char, Entry)> {
    let mut all: Vec<(char, Entry)> = Vec::new();
    for _ in 0..=dice.below(4) {
        let (key, entry) = (one(dice, &KEYS), entry(dice, at, menus));
        if all.iter().all(|(known, _)| *known != key) {
            all.push((key, entry));
        }
    }
    all
}

fn entry(dice: &mut Dice<'_>, at: usize, menus: usize) -> Entry {
    match dice.below(8) {
        0 => Entry::Exit,
        1 => Entry::Back,
        2 => Entry::Top,
        3 => Entry::Play,
        // Only downward, so that menus lie in each other as deep as there are menus.
        4 | 5 if at + 1 < menus => Entry::Sub(at + 1 + dice.below(menus - at - 1)),
        6 => Entry::Execute(Action::Transfer(one(dice, &NUMBERS))),
        _ => Entry::Execute(Action::Queue(one(dice, &QUEUES))),
    }
}

proptest! {
    #![proptest_config(drawn::cases(12))]

    #[test]
    fn a_random_phone_system_and_its_plan_do_the_same(bytes in prop::collection::vec(any::<u8>(), 40..400)) {
        let mut dice = Dice::new(&bytes);
        let system = system(&mut dice);
        let import = files(&[("freeswitch.xml", &system.xml())]);
        fates(&import);
        let plan = plan(&import);
        for _ in 0..10 {
            let (day, hour) = (dice.below(7) as u8, dice.below(24) as u8);
            let number = one(&mut dice, &NUMBERS[..2]);
            let choices: Vec<Choice> = (0..MOST).map(|_| one(&mut dice, &[None, None, Some('1'), Some('2'), Some('3'), Some('*'), Some('7'), Some('9')])).collect();
            let played = |anew: bool| model::Call::new(&system, (hour, day + 1), &choices, anew).play(number);
            let (Some(kept), Some(anew)) = (played(false), played(true)) else { continue };
            // February 1 of 2026 is a Sunday.
            let at = format!("2026-02-{:02} {hour:02}:15", 1 + day);
            let Some(told) = play(&plan, number, &at, &choices, MOST) else { continue };
            if told == kept {
                continue;
            }
            prop_assert_eq!(&told, &anew, "{} {} {:?}\n{}\n{}", number, at, choices, system.xml(), text(&import));
            prop_assert!(text(&import).contains("goes on counting silences"), "{}", text(&import));
        }
    }
}
