//! What has changed.

use super::Asking;
use crate::training::drill::about::ChangedFact;
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    pub(super) fn changed(&mut self, change: &ChangedFact) -> Question<'p> {
        let ChangedFact { text, old, new, others, origins } = change;
        let why = format!("{}. Before, it was: {old}", new.trim_end_matches('.'));
        let wrong: Vec<String> = others.iter().filter(|other| *other != old).cloned().collect();
        let meaning = Meaning::Same {
            right: new.clone(),
            others: wrong.iter().chain([old]).filter(|other| *other != new).cloned().collect(),
        };
        Question::new(CardKind::Changed, self.plan, AnswerForm::Text, text.clone(), meaning)
            .right(vec![new.clone()], why)
            .because(format!("it has changed; before, it was: {old}"))
            .sources(origins)
            .choosing_with(old, wrong, &mut self.chance)
    }
}
