//! `answer`: what the outside answers in the calls of a session.

use std::fmt::Write as _;
use std::sync::Arc;

use super::command::HookState;
use super::refusal::CommandRefusal;
use super::session::PhoneSession;
use crate::base::text::safe;
use crate::call::OutsideAnswers;
use crate::plan::{AnswerId, OutsideAnswer, Plan};

impl PhoneSession {
    /// Changes what the outside answers, from now on, or shows it.
    pub(super) fn answer(&mut self, text: Option<&str>, out: &mut String) -> Result<(), CommandRefusal> {
        match text {
            None => {}
            Some("usual") => {
                let plan = Arc::clone(self.plan());
                for (_, answer) in plan.answers() {
                    self.answer_in_call(&answer.key, answer.word(answer.usual));
                }
                self.setting_mut().answers = OutsideAnswers::default();
            }
            Some(text) => {
                let plan = Arc::clone(self.plan());
                // As commands of a shell write it, or with a space.
                let pair = match text.split_once(char::is_whitespace) {
                    Some((name, value)) if !text.contains('=') => format!("{name}={}", value.trim()),
                    _ => text.to_owned(),
                };
                let given = OutsideAnswers::read(&pair, &plan)?;
                for (name, values) in given.iter() {
                    values.iter().take(1).for_each(|first| self.answer_in_call(name, first));
                }
                let answers = given.over(&self.setting().answers);
                self.setting_mut().answers = answers;
            }
        }
        self.tell_answers(out);
        Ok(())
    }

    /// In the call that is going on, too.
    fn answer_in_call(&mut self, answer: &str, value: &str) {
        if self.phone() != HookState::Idle
            && let Some(call) = self.call_mut()
        {
            call.set_answer(answer, value);
        }
    }

    fn tell_answers(&self, out: &mut String) {
        let (plan, given) = (&**self.plan(), &self.setting().answers);
        if plan.answers().len() == 0 {
            // Writing to memory cannot fail.
            let _ = writeln!(out, "this plan asks the outside for nothing");
        }
        for (id, answer) in plan.answers() {
            let now =
                given.iter().find(|(name, _)| *name == answer.key).map(|(_, values)| values.join(", then "));
            let is_usual = now.is_none();
            let now = now.unwrap_or_else(|| answer.word(answer.usual).to_owned());
            let name = told(answer);
            let usual = if is_usual { ", as usual" } else { "" };
            let _ = writeln!(out, "{}  {}{usual}  ({})", safe(&name), safe(&now), possible(plan, id));
        }
    }
}

/// How an answer is named to those who can change it: as they type it, and what that is.
fn told(answer: &OutsideAnswer) -> String {
    match &answer.name {
        Some(name) if *name != answer.key => format!("{}, {name}:", answer.key),
        _ => format!("{}:", answer.key),
    }
}

fn possible(plan: &Plan, id: AnswerId) -> String {
    let words: Vec<&str> = plan.possible_values(id).map(|(_, word)| word).collect();
    safe(&words.join(", ")).into_owned()
}
