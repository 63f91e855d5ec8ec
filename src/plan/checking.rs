//! What a plan says of how it is to be checked.

use jiff::SignedDuration;

use crate::base::diagnostic::Level;
use crate::base::source::Spanned;

/// How a plan is to be judged: its `[check]` table.
#[derive(Clone, Debug)]
pub struct CheckSettings {
    /// Rules with how they are set in this plan. Whether the rules exist is for the check to say.
    pub levels: Vec<(Spanned<String>, RuleSetting)>,
    /// How long a prompt may take.
    pub longest_prompt: SignedDuration,
    /// How many choices a menu may offer.
    pub most_choices: u8,
}

/// How a rule is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSetting {
    /// Its findings have this level.
    Level(Level),
    /// It is not looked for.
    Allow,
}

/// A finding that is right as it is, at the table that says so and at what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The rule's name as written.
    pub rule: Spanned<String>,
    /// Why it is right as it is.
    pub reason: Spanned<String>,
}

impl Default for CheckSettings {
    fn default() -> Self {
        Self { levels: Vec::new(), longest_prompt: SignedDuration::from_secs(30), most_choices: 5 }
    }
}
