//! What a number is for.

use super::{Asking, wording};
use crate::drill::card::Kind;
use crate::drill::meaning::{Meaning, is_same_name};
use crate::drill::question::{Form, Question};
use crate::drill::team::Team;
use crate::plan::{ContactId, LineId};

impl<'p> Asking<'_, 'p> {
    pub(super) fn what_is(&mut self, id: LineId) -> Question<'p> {
        let plan = self.plan;
        let line = plan.line(id);
        let behind: Vec<&Team> = self.card.teams.iter().filter(|team| team.is_behind(id)).collect();
        let mut right = vec![line.name.clone()];
        right.extend(line.unit.iter().flat_map(|unit| names_in(unit)));
        right.extend(line.topics.iter().cloned());
        for team in &behind {
            right.push(team.name.clone());
            for &step in &team.steps {
                let step = plan.step(step);
                right.extend(step.unit.iter().flat_map(|unit| names_in(unit)));
                right.extend(step.topics.iter().cloned());
            }
        }
        let mut others: Vec<String> =
            plan.lines().filter(|(other, _)| *other != id).map(|(_, other)| other.name.clone()).collect();
        others.extend(self.teams().filter(|team| !team.lines().contains(&id)).map(|team| team.name.clone()));
        others.extend(
            plan.contacts().filter(|(_, contact)| contact.fax.is_some()).map(|(_, other)| other.name.clone()),
        );
        others.retain(|other| !right.iter().any(|name| is_same_name(name, other)));
        let number = line.number.value;
        let who = match &behind[..] {
            [only] if !is_same_name(&only.name, &line.name) => format!("{} ({})", line.name, only.name),
            _ => line.name.clone(),
        };
        let text = wording::whose(number);
        let origins = behind.iter().flat_map(|team| self.origins(team));
        let origins: Vec<_> = std::iter::once(&line.origin).chain(origins).collect();
        self.whose(text, right, others, format!("{number} is the number of {who}."), &origins)
    }

    pub(super) fn what_is_fax(&mut self, id: ContactId) -> Option<Question<'p>> {
        let plan = self.plan;
        let contact = plan.contact(id);
        let number = contact.fax?.value;
        let mut right = vec![contact.name.clone()];
        right.extend(contact.unit.iter().flat_map(|unit| names_in(unit)));
        right.extend(contact.topics.iter().cloned());
        let mut others: Vec<String> =
            plan.contacts().filter(|(other, _)| *other != id).map(|(_, other)| other.name.clone()).collect();
        others.extend(plan.lines().map(|(_, line)| line.name.clone()));
        others.retain(|other| !right.iter().any(|name| is_same_name(name, other)));
        let text = wording::whose_fax(number);
        Some(self.whose(text, right, others, format!("{number}: {}.", contact.name), &[&contact.origin]))
    }

    fn whose(
        &mut self,
        text: String,
        right: Vec<String>,
        others: Vec<String>,
        why: String,
        origins: &[&'p crate::plan::Origin],
    ) -> Question<'p> {
        let told = right[..1].to_vec();
        let meaning = Meaning::Name { right, others: others.clone() };
        let question = Question::new(Kind::Reverse, self.plan, Form::Text, text, meaning)
            .right(told, why)
            .sources(origins.iter().copied());
        if self.one_in(2) { question.choosing(others, &mut self.chance) } else { question }
    }
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
