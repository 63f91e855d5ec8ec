use crate::plan::{Prompt, Step};

/// Which of a step's prompts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PromptKind {
    /// The step's own.
    Prompt,
    /// What is said instead of it when the step asks again, where the plan has words for that.
    Again,
    /// What is said when the caller pressed nothing.
    NoInput,
    /// What is said when the caller pressed the wrong thing.
    NoMatch,
}

impl PromptKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Prompt, Self::Again, Self::NoInput, Self::NoMatch];

    /// That prompt of a step. None: the step has none of this kind.
    #[must_use]
    pub fn of(self, step: &Step) -> Option<&Prompt> {
        match self {
            Self::Prompt => step.prompt(),
            Self::Again => step.waiting()?.again.as_ref(),
            Self::NoInput => step.waiting()?.no_input.say(),
            Self::NoMatch => step.waiting()?.no_match.say(),
        }
    }
}
