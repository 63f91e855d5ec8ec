//! Which number to dial.

use super::wording::BehindNumber;
use super::{Asking, wording};
use crate::directory::StepRoute;
use crate::directory::team::{Team, is_told};
use crate::number::Dialed;
use crate::plan::LineId;
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{AnswerForm, Question};
use crate::training::drill::ringing::ringing_note;

impl<'p> Asking<'_, 'p> {
    pub(super) fn number(&mut self, team: &Team) -> Option<Question<'p>> {
        let plan = self.plan;
        let caller = team.caller();
        let mut ways = team.ways(plan, caller, self.now);
        ways.retain(|way| plan.line(way.line).number.value.is_dialable());
        let told: Vec<&StepRoute> = ways.iter().filter(|way| is_told(plan, way, ways.iter())).collect();
        let words = self.words;
        let right: Vec<String> = told.iter().map(|way| self.way(way).told()).collect();
        let first = *told.first()?;
        let behind = BehindNumber::of(told.iter().map(|way| self.way(way)));
        let text = format!("{}{}", wording::number(words, &team.name, behind), self.for_whom(team));
        let with_condition = |(way, told): (&&StepRoute, &String)| match self.way(way).condition() {
            Some(condition) => format!("{told} ({condition})"),
            None => told.clone(),
        };
        let led: Vec<String> = told.iter().zip(&right).map(with_condition).collect();
        let mut why = format!("{}.", words.label(&team.name, &led.join(words.ask.or_else)));
        if let Some(note) = ringing_note(plan, words, team) {
            why = format!("{why} {note}");
        }
        let option = if let [way] = told[..] { self.way(way).option() } else { None };
        let sentence = match (&told[..], &option) {
            ([_], Some(_)) if behind == BehindNumber::Entry => words.ask.reached_at,
            ([_], Some(_)) => words.ask.option_of_line,
            ([_], None) => words.ask.number_of_team,
            _ => words.ask.each_number,
        };
        let line = plan.line(first.line).name.as_str();
        let because = self.fill(
            sentence,
            &[("team", &team.name), ("line", line), ("option", option.as_deref().unwrap_or_default())],
        );
        let origins = self.origins(team);
        let begins = match plan.line(first.line).number.value {
            Dialed::Number(_) => right[0].chars().take(5).collect::<String>(),
            other => other.typed().to_string().chars().take(1).collect(),
        };
        let begins = self.fill(words.ask.begins_with, &[("begin", &begins)]);
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
        let language = words.language();
        let told = |other: &Team| -> Vec<String> {
            other.doors.iter().map(|door| door.way(plan, language).told()).collect()
        };
        let wrong: Vec<String> = others.flat_map(told).collect();
        Some(question.choosing(wrong, &mut self.chance))
    }

    /// What is asked for on a line, whatever the option.
    pub(super) fn line_for(
        &mut self,
        asked: &str,
        right: &[LineId],
        near: &[LineId],
    ) -> Option<Question<'p>> {
        let plan = self.plan;
        let number = |line: &LineId| plan.line(*line).number.value;
        let all = |line: &LineId| plan.line(*line).numbers().map(|number| number.value);
        let told: Vec<String> = right.iter().map(|line| number(line).to_string()).collect();
        let first = right.first()?;
        let words = self.words;
        let text = wording::line_for(words, asked);
        let values = [("line", plan.line(*first).name.as_str()), ("words", asked)];
        let (because, hint) =
            (self.fill(words.ask.line_is_for, &values), self.fill(words.ask.number_of_line, &values));
        let why = format!("{}.", words.label(&plan.line(*first).name, &told.join(words.ask.or_else)));
        let meaning = Meaning::Number {
            right: right.iter().flat_map(all).collect(),
            near: near.iter().flat_map(all).collect(),
        };
        let question = Question::new(CardKind::Number, plan, AnswerForm::Number, text, meaning)
            .right(told, why)
            .because(because)
            .sources(right.iter().map(|line| &plan.line(*line).origin))
            .hint(hint);
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
