//! What has changed.

use super::Asking;
use crate::training::drill::about::Change;
use crate::training::drill::card::Kind;
use crate::training::drill::meaning::Meaning;
use crate::training::drill::question::{Form, Question};

impl<'p> Asking<'_, 'p> {
    pub(super) fn changed(&mut self, change: &Change) -> Question<'p> {
        let Change { text, old, new, others, origins } = change;
        let why = format!("{}. Before, it was: {old}", new.trim_end_matches('.'));
        let wrong: Vec<String> = others.iter().filter(|other| *other != old).cloned().collect();
        let meaning = Meaning::Same {
            right: new.clone(),
            others: wrong.iter().chain([old]).filter(|other| *other != new).cloned().collect(),
        };
        Question::new(Kind::Changed, self.plan, Form::Text, text.clone(), meaning)
            .right(vec![new.clone()], why)
            .sources(origins)
            .choosing_with(old, wrong, &mut self.chance)
    }
}
