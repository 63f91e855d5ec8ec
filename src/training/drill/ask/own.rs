//! Questions of a company's own.

use super::Asking;
use crate::directory::team::{Team, status};
use crate::training::drill::about::OwnQuestion;
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    pub(super) fn own(&mut self, own: &OwnQuestion) -> Option<Question<'p>> {
        match own {
            OwnQuestion::Typed { ask, accept, wrong, why } => {
                let meaning = Meaning::Accepted { right: accept.clone(), wrong: wrong.clone() };
                let because = if why.is_empty() { self.words.ask.company_says } else { why };
                let because = because.to_owned();
                let why = if why.is_empty() {
                    format!("{}.", accept.join(self.words.ask.or_else))
                } else {
                    why.clone()
                };
                let question =
                    Question::new(CardKind::Own, self.plan, AnswerForm::Text, ask.clone(), meaning)
                        .right(accept.clone(), why)
                        .because(because);
                Some(question.choosing(wrong.clone(), &mut self.chance))
            }
            OwnQuestion::Request { words, situation, right } => {
                let desks =
                    |(team, steps): &(usize, Vec<_>)| self.card.teams[*team].only(self.plan, steps).desks();
                let right: Vec<Team> = right.iter().flat_map(desks).collect();
                let right: Vec<&Team> = right.iter().collect();
                let status = status(self.plan, &right, situation.caller, situation.at)?;
                self.request_at(words, &right, &[], *situation, status)
            }
        }
    }
}
