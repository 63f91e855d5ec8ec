//! What has changed.

use super::Asking;
use crate::drill::card::Kind;
use crate::drill::changes::Change;
use crate::drill::meaning::Meaning;
use crate::drill::question::{Form, Question};

/// What calls can come to besides; one of them makes a third choice.
const OTHERWISE: [&str; 3] = [
    "The number is not in service.",
    "A fax machine answers.",
    "The caller reaches nobody, and the call ends.",
];

impl<'p> Asking<'_, 'p> {
    pub(super) fn changed(&mut self, change: &Change) -> Question<'p> {
        let Change { text, old, new, origins } = change;
        let why = format!("{new} Before, it was: {old}");
        let mut wrong = vec![old.clone()];
        if new.ends_with('.') {
            wrong.extend(self.chance.one_of(&OTHERWISE).map(|&other| other.to_owned()));
        }
        Question::new(Kind::Changed, self.plan, Form::Text, text.clone(), Meaning::Same(new.clone()))
            .right(vec![new.clone()], why)
            .sources(origins)
            .choosing(wrong, &mut self.chance)
    }
}
