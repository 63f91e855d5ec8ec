use serde::Serialize;

use crate::training::drill::{AnswerScore, Judgement, Question};

/// What is said of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StudyVerdict {
    /// `right`, `partly` or `wrong`.
    pub score: &'static str,
    /// Whether no answer was given.
    pub is_given_up: bool,
    /// The verdict in a word or two: "Not quite."
    pub word: &'static str,
    /// What stands behind that: of a right answer, why; of another, what is to be said of it. May be empty.
    pub note: String,
    /// What is right, if the answer was not.
    pub right: Option<String>,
    /// The same one by one; none if the answer was right.
    pub rights: Vec<String>,
    /// What stands before it: "The right answer:".
    pub before_right: &'static str,
    /// What the plan says, unless it was said already.
    pub why: Option<String>,
    /// Why it is right, in a sentence, for whoever asks.
    pub explained: String,
    /// What it is known from.
    pub quotes: Vec<StudyQuote>,
}

/// What the plan quotes for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StudyQuote {
    /// The words of the document; empty where it does not say it.
    pub words: String,
    /// Why the plan fills in what the document does not say.
    pub assumed: Option<String>,
}

impl StudyVerdict {
    /// What is said of an answer to a question.
    #[must_use]
    pub fn of(question: &Question<'_>, judgement: &Judgement, is_given_up: bool) -> Self {
        let Judgement { score, note, why, right, sources } = judgement;
        let words = &question.words().study;
        let word = match score {
            AnswerScore::Right => words.right,
            AnswerScore::Partly => words.partly_right,
            AnswerScore::Wrong if is_given_up => words.skipped,
            AnswerScore::Wrong => words.not_quite,
        };
        let is_right = *score == AnswerScore::Right;
        // A sentence that only says it again is left out.
        let says_it_again = !why.contains(". ") && right.first().is_some_and(|right| why.contains(right));
        let quote = |source: &crate::training::drill::QuestionSource| StudyQuote {
            words: source.words.clone(),
            assumed: source.assumed.clone(),
        };
        Self {
            score: score.word(),
            is_given_up,
            word,
            note: if is_right { why.clone() } else { note.clone() },
            right: (!is_right).then(|| right.join(words.or_also)),
            rights: if is_right { Vec::new() } else { right.clone() },
            before_right: words.right_answer,
            why: (!is_right && !says_it_again).then(|| why.clone()),
            explained: question.explained(),
            quotes: sources.iter().map(quote).collect(),
        }
    }

    /// Whether it was right.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.score == AnswerScore::Right.word()
    }
}
