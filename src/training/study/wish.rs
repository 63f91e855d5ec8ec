use crate::plan::Plan;
use crate::training::drill::Question;
use crate::training::phrases::HeardText;

/// What a learner typed, when it is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LearnerWish {
    Hint,
    Help,
    Why,
    Source,
    GiveUp,
    Skip,
    Leave,
}

impl LearnerWish {
    /// What a line wishes for. Where one of its words is a name that could be the answer, it is an answer.
    pub(super) fn of(plan: &Plan, line: &str, question: &Question<'_>) -> Option<Self> {
        if question.names(line) {
            return None;
        }
        let lower =
            HeardText::of(plan.language, line).english().to_ascii_lowercase().replace('\u{2019}', "'");
        let word = lower.trim_matches(['`', '"', '.', '!', '?', ' ']);
        // Of a question mark, nothing would be left.
        match if word.is_empty() { lower.as_str() } else { word } {
            "hint" | "?" => Some(Self::Hint),
            "help" => Some(Self::Help),
            "why" => Some(Self::Why),
            "source" => Some(Self::Source),
            "give up" | "i give up" | "no idea" | "don't know" | "i don't know" | "dont know"
            | "i dont know" | "i do not know" | "not sure" | "i'm not sure" | "im not sure"
            | "i am not sure" | "unsure" | "no clue" | "i have no idea" | "i have no clue" | "idk"
            | "i can't say" | "can't say" | "i don't remember" => Some(Self::GiveUp),
            "skip" | "next" => Some(Self::Skip),
            "quit" | "exit" | "q" => Some(Self::Leave),
            _ => None,
        }
    }
}
