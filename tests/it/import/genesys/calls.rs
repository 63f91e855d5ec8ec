//! Random flows: the plan that is made of one does what a second model of it does.

use ivrsim::call::OutsideAnswers;
use proptest::prelude::*;

use super::super::choices::{Choice, play_plan};
use super::script::{Doing, Script, ScriptMenu};
use super::{files, summary};

/// So many questions are answered in a call.
const MOST: usize = 12;

const MENUS: usize = 3;
const TASKS: usize = 4;

/// Numbers that are made of one.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn one<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn doing(&mut self, depth: usize) -> Doing {
        let variable = if self.below(2) == 0 { "A" } else { "B" };
        match self.below(if depth > 2 { 8 } else { 13 }) {
            0 => Doing::Say(self.below(3)),
            1 | 2 => Doing::Add(variable),
            3 => Doing::Menu(self.below(MENUS)),
            4 => Doing::Back,
            5 => Doing::Queue(self.below(3)),
            6 => Doing::Disconnect,
            7 => Doing::EndTask,
            8 | 9 => Doing::IfMore(variable, self.below(3) as u8, self.doings(depth + 1)),
            10 => Doing::Loop(1 + self.below(3) as u8, self.doings(depth + 1)),
            11 => Doing::Look(self.doings(depth + 1)),
            _ => Doing::Call(TASKS - 1),
        }
    }

    fn doings(&mut self, depth: usize) -> Vec<Doing> {
        (0..1 + self.below(3)).map(|_| self.doing(depth)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_random_flow_and_its_plan_do_the_same(seed in any::<u64>()) {
        let mut random = Random(seed);
        let menus = (0..MENUS).map(|_| {
            let keys = ['1', '2', '3', '*'].into_iter().filter_map(|key| {
                let doing = match random.below(6) {
                    0 => return None,
                    1 => Doing::Menu(random.below(MENUS)),
                    2 => Doing::Back,
                    3 | 4 => Doing::Task(random.below(TASKS)),
                    _ => Doing::Queue(random.below(3)),
                };
                Some((key, doing))
            });
            ScriptMenu { keys: keys.collect(), repeats: random.below(4) as u8 }
        });
        let menus: Vec<ScriptMenu> = menus.collect();
        // The last task calls none, so that none calls itself.
        let mut tasks: Vec<Vec<Doing>> = (1..TASKS).map(|_| random.doings(0)).collect();
        tasks.push(random.doings(3));
        let script = Script { menus, tasks };
        let text = script.text();
        let import = files(&[("main.yaml", &text)]);
        let json = summary(&import);
        let sum: u64 = ["carried", "worked_out", "outside", "opaque", "without_effect", "not_reached", "refused"].iter().map(|key| json[key].as_u64().unwrap()).sum();
        prop_assert_eq!(sum, json["steps"].as_u64().unwrap(), "each step has one fate");
        let plan = super::plan(&import);
        for _ in 0..14 {
            let fails = random.below(2) == 0;
            let choices: Vec<Choice> = (0..MOST).map(|_| Some(random.one(&["", "1", "2", "3", "*", "7", "1", "2"]).to_owned()).filter(|keys| !keys.is_empty())).collect();
            let Some(wanted) = script.play(&choices, fails) else { continue };
            let mut answers = OutsideAnswers::default();
            for (_, answer) in plan.answers().filter(|_| fails) {
                if answer.values.iter().any(|value| value == "failure") {
                    answers.give(&answer.key, "failure");
                }
            }
            let found = play_plan(&plan, "main", "2026-03-02 10:00", &choices, &answers);
            prop_assert_eq!(found, wanted, "{:?} {}\n{}\n{}", choices, fails, text, import.files[0].text);
        }
    }
}
