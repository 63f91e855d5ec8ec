//! Random applications: the plan that is made of one does what a second model of it does.

use proptest::prelude::*;

use super::model::{App, Choice, Dialog, Handler};
use super::{fates, files, plan, text};
use crate::helpers::drawn;
use crate::import::play;
use crate::oracles::dice::Dice;

/// So many questions are answered in a call.
const MOST: usize = 12;

fn handlers(dice: &mut Dice<'_>, dialogs: usize) -> Vec<Handler> {
    let all = (0..dice.below(4)).map(|_| Handler {
        is_silence: dice.below(2) == 0,
        count: 1 + dice.below(3) as u8,
        leads: (dice.below(2) == 0).then(|| dice.below(dialogs)),
    });
    all.collect()
}

fn app(dice: &mut Dice<'_>) -> App {
    let count = 3 + dice.below(4);
    let mut dialogs: Vec<Dialog> = Vec::new();
    for at in 0..count {
        let mut keys: Vec<(char, usize)> = Vec::new();
        // The last ones are ends; the first one asks.
        let most = if at == 0 {
            1 + dice.below(3)
        } else if at + 2 >= count {
            0
        } else {
            dice.below(4)
        };
        for _ in 0..most {
            let key = ['1', '2', '3', '*'][dice.below(4)];
            if keys.iter().all(|(known, _)| *known != key) {
                keys.push((key, dice.below(count)));
            }
        }
        let is_field = dice.below(3) == 0 && keys.iter().all(|(key, _)| key.is_ascii_digit());
        dialogs.push(Dialog {
            is_field,
            keys,
            handlers: handlers(dice, count),
            otherwise: dice.below(count),
        });
    }
    App { handlers: handlers(dice, count), dialogs }
}

proptest! {
    #![proptest_config(drawn::cases(24))]

    #[test]
    fn a_random_application_and_its_plan_do_the_same(bytes in prop::collection::vec(any::<u8>(), 20..200)) {
        let mut dice = Dice::new(&bytes);
        let app = app(&mut dice);
        let import = files(&[("main.vxml", &app.xml())]);
        fates(&import);
        let plan = plan(&import);
        for _ in 0..10 {
            let choices: Vec<Choice> = (0..MOST).map(|_| [None, None, Some('1'), Some('2'), Some('3'), Some('*'), Some('8')][dice.below(7)]).collect();
            let wanted = app.play(&choices);
            let Some(told) = play(&plan, "main", "2026-03-02 10:00", &choices, MOST) else { continue };
            let told = (told.0.replace("number ", "extension "), told.1);
            prop_assert_eq!(&told, &wanted, "{:?}\n{}\n{}", choices, app.xml(), text(&import));
        }
    }
}
