//! Which number to dial.

use super::wording::BehindNumber;
use super::{Asking, for_whom, wording};
use crate::directory::StepRoute;
use crate::directory::team::{Team, is_told};
use crate::number::Dialed;
use crate::plan::LineId;
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    pub(super) fn number(&mut self, team: &Team) -> Option<Question<'p>> {
        let plan = self.plan;
        let caller = team.caller();
        let mut ways = team.ways(plan, caller, self.now);
        ways.retain(|way| plan.line(way.line).number.value.is_dialable());
        let told: Vec<&StepRoute> = ways.iter().filter(|way| is_told(plan, way, ways.iter())).collect();
        let right: Vec<String> = told.iter().map(|way| way.dialed(plan).told()).collect();
        let first = *told.first()?;
        let behind = BehindNumber::of(told.iter().map(|way| way.dialed(plan)));
        let text = format!("{}{}", wording::number(&team.name, behind), for_whom(team));
        let with_condition = |(way, told): (&&StepRoute, &String)| match way.dialed(plan).condition() {
            Some(condition) => format!("{told} ({condition})"),
            None => told.clone(),
        };
        let led: Vec<String> = told.iter().zip(&right).map(with_condition).collect();
        let why = format!("{}: {}.", team.name, led.join("; or "));
        let because = match &told[..] {
            [way] => match way.dialed(plan).option() {
                Some(_) if behind == BehindNumber::Entry => {
                    format!("that is how {} is reached at {}", team.name, plan.line(way.line).name)
                }
                Some(option) => format!("{} is {option} of {}", team.name, plan.line(way.line).name),
                None => format!("that is the number of {}", team.name),
            },
            _ => format!("each of its numbers reaches {}", team.name),
        };
        let origins = self.origins(team);
        let begins = match plan.line(first.line).number.value {
            Dialed::Number(_) => format!("It begins with {}.", right[0].chars().take(5).collect::<String>()),
            other => {
                format!("It begins with {}.", other.typed().to_string().chars().take(1).collect::<String>())
            }
        };
        let meaning = Meaning::Reach { ways, steps: team.steps.clone(), caller };
        let question = Question::new(CardKind::Number, plan, AnswerForm::Number, text, meaning)
            .right(right, why)
            .because(because)
            .sources(origins)
            .hint(begins);
        if !self.one_in(2) {
            return Some(question);
        }
        // A neighbor's number, with the neighbor's option.
        let others = self.teams().filter(|other| other.name != team.name);
        let wrong: Vec<String> =
            others.flat_map(|other| other.doors.iter().map(|door| door.way(plan).told())).collect();
        Some(question.choosing(wrong, &mut self.chance))
    }

    /// What is asked for on a line, whatever the option.
    pub(super) fn line_for(
        &mut self,
        words: &str,
        right: &[LineId],
        near: &[LineId],
    ) -> Option<Question<'p>> {
        let plan = self.plan;
        let number = |line: &LineId| plan.line(*line).number.value;
        let all = |line: &LineId| plan.line(*line).numbers().map(|number| number.value);
        let told: Vec<String> = right.iter().map(|line| number(line).to_string()).collect();
        let first = right.first()?;
        let text = wording::line_for(words);
        let why = format!("{}: {}.", plan.line(*first).name, told.join("; or "));
        let meaning = Meaning::Number {
            right: right.iter().flat_map(all).collect(),
            near: near.iter().flat_map(all).collect(),
        };
        let question = Question::new(CardKind::Number, plan, AnswerForm::Number, text, meaning)
            .right(told, why)
            .because(format!("{} is there for “{words}”", plan.line(*first).name))
            .sources(right.iter().map(|line| &plan.line(*line).origin))
            .hint(format!("It is the number of {}.", plan.line(*first).name));
        if !self.one_in(2) {
            return Some(question);
        }
        let wrong: Vec<String> = plan
            .lines()
            .filter(|(_, line)| line.number.value.is_dialable())
            .map(|(_, line)| line.number.value.to_string())
            .collect();
        Some(question.choosing(wrong, &mut self.chance))
    }
}
