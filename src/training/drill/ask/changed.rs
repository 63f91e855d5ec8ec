//! What has changed.

use super::Asking;
use crate::training::drill::about::ChangedFact;
use crate::training::drill::card::CardKind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{AnswerForm, Question};

impl<'p> Asking<'_, 'p> {
    pub(super) fn changed(&mut self, change: &ChangedFact) -> Question<'p> {
        let ChangedFact { text, old, new, others, origins } = change;
        let words = &self.words.ask;
        let values = [("new", new.trim_end_matches('.')), ("old", old)];
        let why = self.fill(words.before_it_was, &values);
        let because = self.fill(words.has_changed, &values);
        let wrong: Vec<String> = others.iter().filter(|other| *other != old).cloned().collect();
        let meaning = Meaning::Same {
            right: new.clone(),
            others: wrong.iter().chain([old]).filter(|other| *other != new).cloned().collect(),
        };
        Question::new(CardKind::Changed, self.plan, AnswerForm::Text, text.clone(), meaning)
            .right(vec![new.clone()], why)
            .because(because)
            .sources(origins)
            .choosing_with(old, wrong, &mut self.chance)
    }
}
