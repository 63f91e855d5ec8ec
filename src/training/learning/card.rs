use crate::plan::Plan;
use crate::training::drill;

/// One fact to know, as far as remembering it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyCard {
    /// What tells it from every other card of the plan, the same in every edition of the plan: `number/gap`.
    pub id: String,
    /// The kind of question, in a word.
    pub kind: String,
    /// The line that it is about, by its name in the plan's files.
    pub line: Option<String>,
    /// A fingerprint of what is right. Another one means that the answer has changed.
    pub fact: String,
    /// What it is about, for people.
    pub name: String,
}

impl StudyCard {
    /// Whether a fact that was kept is the one that is right now. What was kept once did not say for which callers it holds.
    #[must_use]
    pub fn is_still(&self, kept: &str) -> bool {
        let behind = self.fact.strip_prefix(kept);
        behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(" (for ") && rest.ends_with(')'))
    }

    /// What a drill's card is to memory.
    #[must_use]
    pub fn of(card: &drill::Card, plan: &Plan) -> Self {
        Self {
            id: card.id.clone(),
            kind: card.kind.word().to_owned(),
            line: card.line.map(|line| plan.line(line).key.clone()),
            fact: card.fact.clone(),
            name: card.name.clone(),
        }
    }
}
