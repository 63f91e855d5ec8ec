//! Random flows: the plan that is made of one does what a second model of it does.

use ivrsim::call::OutsideAnswers;
use proptest::prelude::*;

use super::super::choices::{Choice, play_plan};
use super::script::{Doing, Script, ScriptMenu};
use super::{files, one_fate_each};

/// So many questions are answered in a call.
const MOST: usize = 12;

const MENUS: usize = 3;
const TASKS: usize = 4;

/// Numbers that are made of one.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    pub(super) fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn doing(&mut self, depth: usize, in_loop: bool) -> Doing {
        // The rarest is not set, so that what is done with it fails.
        let variable = self.one(&["Flow.A", "Flow.A", "Flow.B", "Flow.B", "Task.T", "Flow.A", "Flow.C"]);
        let variable = if depth == 0 && variable == "Task.T" { "Flow.B" } else { variable };
        match self.below(if depth > 2 { 9 } else { 15 }) {
            0 => Doing::Say(self.below(3)),
            1 | 2 => Doing::Add(variable),
            3 => Doing::Menu(self.below(MENUS)),
            4 => Doing::Back,
            5 => Doing::Queue(self.below(3)),
            6 => Doing::Disconnect,
            7 => Doing::EndTask,
            8 if in_loop => Doing::Exit,
            8 => Doing::Say(4),
            9 | 10 => Doing::IfMore(variable, self.below(3) as u8, self.doings(depth + 1, in_loop)),
            11 => Doing::Loop(1 + self.below(3) as u8, self.doings(depth + 1, true)),
            12 => Doing::Look(self.doings(depth + 1, in_loop)),
            13 => {
                let (then, otherwise) = (self.doings(depth + 1, in_loop), self.doings(depth + 1, in_loop));
                Doing::Enter(self.one(&["12", "21", "99"]), then, otherwise)
            }
            _ => Doing::Call(TASKS - 1),
        }
    }

    fn doings(&mut self, depth: usize, in_loop: bool) -> Vec<Doing> {
        (0..=self.below(3)).map(|_| self.doing(depth, in_loop)).collect()
    }

    fn script(&mut self) -> Script {
        let menus = (0..MENUS).map(|_| {
            let keys = ['1', '2', '3', '*'].into_iter().filter_map(|key| {
                let doing = match self.below(7) {
                    0 => return None,
                    1 => Doing::Menu(self.below(MENUS)),
                    2 => Doing::Back,
                    3 | 4 => Doing::Task(self.below(TASKS)),
                    5 => Doing::IfMore(self.one(&["Flow.A", "Flow.B"]), 1, self.doings(1, false)),
                    _ => Doing::Queue(self.below(3)),
                };
                Some((key, doing))
            });
            let keys: Vec<_> = keys.collect();
            let default = Some(self.one(&['1', '3', '9'])).filter(|_| self.below(2) == 0);
            ScriptMenu { keys, heard: 1 + self.below(3) as u8, default }
        });
        let menus: Vec<ScriptMenu> = menus.collect();
        // The last task calls none, so that none calls itself.
        let mut tasks: Vec<Vec<Doing>> = (1..TASKS).map(|_| self.doings(1, false)).collect();
        tasks.push(self.doings(3, false));
        Script { menus, tasks, failing: Some(self.below(3)).filter(|_| self.below(2) == 0) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn a_random_flow_and_its_plan_do_the_same(seed in any::<u64>()) {
        let mut random = Random(seed);
        let script = random.script();
        let text = script.text();
        let import = files(&[("main.yaml", &text)]);
        one_fate_each(&import);
        let plan = super::plan(&import);
        for _ in 0..14 {
            let fails = random.below(2) == 0;
            let mut choose = |at_menu: bool| -> Choice {
                let menu = ["", "1", "2", "3", "*", "7", "1", "2"];
                let digits = ["12", "21", "55", "5", ""];
                let keys = if at_menu { random.one(&menu) } else { random.one(&digits) };
                Some(keys.to_owned()).filter(|keys| !keys.is_empty())
            };
            let Some((wanted, mut choices)) = script.play(MOST, fails, &mut choose) else { continue };
            let wanted = (wanted, choices.len());
            choices.resize(MOST, None);
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
