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
