//! What became of each step of the platform's files, so that nothing is dropped in silence.

use crate::base::source::Span;

/// What became of a step. Of several, the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepFate {
    /// No call comes to it.
    Unreached,
    /// It changes nothing of where calls go or what callers hear.
    WithoutEffect,
    /// It was worked out: variables, counters, sub-routines, where calls go on.
    WorkedOut,
    /// It is a step of the plan.
    Carried,
    /// What it does depends on the outside: an outside answer with its name.
    Outside,
    /// What it does is not understood: a step or an answer with its name.
    Opaque,
    /// It cannot be read.
    Refused,
}

impl StepFate {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Carried,
        Self::WorkedOut,
        Self::Outside,
        Self::Opaque,
        Self::WithoutEffect,
        Self::Unreached,
        Self::Refused,
    ];

    /// The word for it, as people read it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::WorkedOut => "worked out",
            Self::Outside => "outside",
            Self::Opaque => "opaque",
            Self::WithoutEffect => "without effect",
            Self::Unreached => "not reached",
            Self::Refused => "refused",
        }
    }
}

/// A step that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerStep {
    /// Where it stands.
    pub span: Span,
    /// What it says, without secrets.
    pub words: String,
    /// What became of it.
    pub fate: StepFate,
    /// Why, where that needs a word.
    pub why: String,
}

/// All steps that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    steps: Vec<LedgerStep>,
}

impl Ledger {
    /// A step that was read; no call has come to it yet.
    pub fn read(&mut self, span: Span, words: impl Into<String>) -> usize {
        self.steps.push(LedgerStep {
            span,
            words: words.into(),
            fate: StepFate::Unreached,
            why: String::new(),
        });
        self.steps.len() - 1
    }

    /// What became of it.
    pub fn note(&mut self, step: usize, fate: StepFate, why: &str) {
        if let Some(step) = self.steps.get_mut(step)
            && (fate > step.fate || (fate == step.fate && step.why.is_empty()))
        {
            step.fate = fate;
            why.clone_into(&mut step.why);
        }
    }

    /// The steps, in the order in which they were read.
    #[must_use]
    pub fn steps(&self) -> &[LedgerStep] {
        &self.steps
    }

    /// How many came to this.
    #[must_use]
    pub fn count(&self, fate: StepFate) -> usize {
        self.steps.iter().filter(|step| step.fate == fate).count()
    }
}
