//! What a number is for.

use super::{Asking, wording};
use crate::directory::names::is_same_name;
use crate::directory::team::Team;
use crate::plan::{ContactId, LineId};
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    pub(super) fn what_is(&mut self, id: LineId) -> Question<'p> {
        let plan = self.plan;
        let line = plan.line(id);
        let behind: Vec<&Team> = self.card.teams.iter().filter(|team| team.is_behind(id)).collect();
        let mut names = vec![line.name.clone()];
        let mut topics: Vec<String> = line.unit.iter().flat_map(|unit| names_in(unit)).collect();
        topics.extend(line.topics.iter().cloned());
        for team in &behind {
            names.push(team.name.clone());
            for &step in &team.steps {
                let step = plan.step(step);
                topics.extend(step.unit.iter().flat_map(|unit| names_in(unit)));
                topics.extend(step.topics.iter().cloned());
            }
        }
        let mut others: Vec<String> =
            plan.lines().filter(|(other, _)| *other != id).map(|(_, other)| other.name.clone()).collect();
        others.extend(self.teams().filter(|team| !team.lines().contains(&id)).map(|team| team.name.clone()));
        others.extend(
            plan.contacts().filter(|(_, contact)| contact.fax.is_some()).map(|(_, other)| other.name.clone()),
        );
        let number = line.number.value;
        let who = match &behind[..] {
            [only] if !is_same_name(&only.name, &line.name) => format!("{} ({})", line.name, only.name),
            _ => line.name.clone(),
        };
        let text = wording::whose(self.words, number);
        let origins = behind.iter().flat_map(|team| self.origins(team));
        let origins: Vec<_> = std::iter::once(&line.origin).chain(origins).collect();
        let values = [("number", number.to_string()), ("who", who)];
        let values = values.each_ref().map(|(place, value)| (*place, value.as_str()));
        let why = self.fill(self.words.ask.number_is, &values);
        let because = self.fill(self.words.ask.callers_dial, &values);
        self.whose(text, Right { names, topics }, others, why, &origins).because(because)
    }

    pub(super) fn what_is_fax(&mut self, id: ContactId) -> Option<Question<'p>> {
        let plan = self.plan;
        let contact = plan.contact(id);
        let number = contact.fax?.value;
        let mut topics: Vec<String> = contact.unit.iter().flat_map(|unit| names_in(unit)).collect();
        topics.extend(contact.topics.iter().cloned());
        let right = Right { names: vec![contact.name.clone()], topics };
        let mut others: Vec<String> =
            plan.contacts().filter(|(other, _)| *other != id).map(|(_, other)| other.name.clone()).collect();
        others.extend(plan.lines().map(|(_, line)| line.name.clone()));
        let text = wording::whose_fax(self.words, number);
        let why = format!("{}.", self.words.label(&number.to_string(), &contact.name));
        let because = self.fill(self.words.ask.fax_is, &[("number", &number.to_string())]);
        let question = self.whose(text, right, others, why, &[&contact.origin]);
        Some(question.because(because))
    }

    fn whose(
        &mut self,
        text: String,
        Right { names, topics }: Right,
        mut others: Vec<String>,
        why: String,
        origins: &[&'p crate::plan::Origin],
    ) -> Question<'p> {
        let told = names[..1].to_vec();
        // Who is asked for by a name is told from all whose name is another one, however little; what is asked for here is
        // right here, though others may be called so.
        others.retain(|other| !names.contains(other));
        others.retain(|other| !topics.iter().any(|topic| is_same_name(topic, other)));
        let right: Vec<String> = names.into_iter().chain(topics).collect();
        let meaning = Meaning::Name { right, others: others.clone() };
        let question = Question::new(CardKind::Reverse, self.plan, AnswerForm::Text, text, meaning)
            .right(told, why)
            .sources(origins.iter().copied());
        if self.one_in(2) { question.choosing(others, &mut self.chance) } else { question }
    }
}

/// What is right to say of a number.
struct Right {
    /// Who it belongs to: its line first, then the teams behind it.
    names: Vec<String>,
    /// What else it is known by.
    topics: Vec<String>,
}

/// The names in a unit: all of it, and what stands in brackets, as `DSC` of `Dealer Service Center (DSC)`.
fn names_in(unit: &str) -> Vec<String> {
    let mut names = vec![unit.to_owned()];
    let brackets = unit.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    names.extend(brackets.filter(|name| !name.trim().is_empty()).map(|name| name.trim().to_owned()));
    let before = unit.split('(').next().unwrap_or_default().trim();
    if !before.is_empty() && before != unit {
        names.push(before.to_owned());
    }
    names
}
