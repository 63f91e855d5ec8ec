use super::answer::StudyAnswer;
use crate::number::Dialed;
use crate::training::drill::Situation;

/// What becomes of a text that was typed beside a question.
#[derive(Clone, Debug)]
pub enum TypedReply {
    /// It is an answer.
    Answer(Box<StudyAnswer>),
    /// It is none, and this is said; the question stays.
    Say(String),
    /// It is a wish for a hint, which is this.
    Hint(String),
    /// It is none, and nothing is said: who presses Enter too often is told how once.
    Nothing,
    /// It is a wish for the ways to answer.
    Help,
    /// It is a wish for the reason of the answer before; with all that it is known from, or in a sentence.
    Reason {
        /// Whether all of it is wanted.
        is_full: bool,
    },
    /// A call of this number is made.
    Call(Dialed, Situation),
    /// Another question is wanted.
    Skip,
    /// The learner leaves.
    Leave,
}
