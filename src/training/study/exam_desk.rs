use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::answer::StudyAnswer;
use super::attempt::{Attempt, Respondent, StudyRules};
use super::course::{AskedCard, StudyCourse};
use super::reply::TypedReply;
use crate::call::CallRecord;
use crate::explore::Horizon;
use crate::plan::Plan;
use crate::training::drill::Question;
use crate::training::learning::{AnswerJudgment, Exam, ExamSitting, PaperAnswer};
use crate::training::phrases::LessonPhrases;

/// An exam of one learner: one paper, no help, and all that was wrong told at its end.
///
/// Everybody who takes the same paper is asked about the same moments: those of the first two weeks of the plan. So the course
/// is to be made of the deck of the plan's first day, [`ExamDesk::moment`].
#[derive(Clone, Debug)]
pub struct ExamDesk {
    course: Arc<StudyCourse>,
    exam: Exam,
    paper: Vec<AskedCard>,
    answers: Vec<PaperAnswer>,
    attempt: Attempt,
    began: Timestamp,
    /// When the question on the desk was laid there.
    asked: Timestamp,
}

impl ExamDesk {
    /// The moment that all papers of a plan are about.
    #[must_use]
    pub fn moment(plan: &Plan) -> Timestamp {
        Horizon::of(plan, 1).from
    }

    /// An exam that begins now.
    #[must_use]
    pub fn new(plan: &Plan, course: Arc<StudyCourse>, exam: Exam, now: Timestamp) -> Self {
        let at = Self::moment(plan);
        // What nothing certain can be asked about at that time gives its place to the next.
        let every = Exam { cards: usize::MAX, ..exam }.paper(course.study_cards());
        let paper = every
            .into_iter()
            .map(|index| AskedCard { index, seed: exam.seed, at })
            .filter(|asked| course.question(plan, *asked).is_some())
            .take(exam.cards)
            .collect();
        let attempt = Attempt::new(StudyRules::Exam, Respondent::Person);
        Self { course, exam, paper, answers: Vec::new(), attempt, began: now, asked: now }
    }

    /// Which exam it is.
    #[must_use]
    pub fn exam(&self) -> Exam {
        self.exam
    }

    /// How many questions the paper has.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.paper.len()
    }

    /// How many were answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answers.len()
    }

    /// How far the exam has come: "3 of 20".
    #[must_use]
    pub fn position(&self, plan: &Plan) -> String {
        let words = LessonPhrases::of_plan(plan);
        let [at, all] = [self.answers.len() + 1, self.paper.len()].map(|count| count.to_string());
        words.fill(words.study.position_of, &[("at", &at), ("all", &all)])
    }

    /// The question on the desk; none: the paper has come to its end.
    #[must_use]
    pub fn question<'p>(&self, plan: &'p Plan) -> Option<Question<'p>> {
        self.course.question(plan, *self.paper.get(self.answers.len())?)
    }

    /// Notes that the question is laid on the desk now.
    pub fn lay(&mut self, now: Timestamp) {
        self.asked = now;
    }

    /// What becomes of a text that a learner types beside the question.
    pub fn typed(&mut self, plan: &Plan, typed: &str) -> TypedReply {
        match self.question(plan) {
            Some(question) => self.attempt.typed(plan, &question, typed),
            None => TypedReply::Nothing,
        }
    }

    /// The answer of somebody who made a call to its end.
    #[must_use]
    pub fn called(&self, plan: &Plan, record: CallRecord) -> Option<StudyAnswer> {
        self.question(plan).map(|question| self.attempt.called(&question, record))
    }

    /// Notes an answer to the question on the desk, or that it was skipped.
    pub fn keep(&mut self, plan: &Plan, answer: Option<StudyAnswer>, now: Timestamp) {
        let Some(question) = self.question(plan) else { return };
        let asked = self.paper[self.answers.len()];
        let (said, judgement) = match answer {
            Some(StudyAnswer { judgement, said, .. }) => {
                (Some(question.in_words(&said).to_owned()), judgement)
            }
            None => (None, question.given_up()),
        };
        self.answers.push(PaperAnswer {
            card: self.course.study_cards()[asked.index].clone(),
            question: question.text.clone(),
            choices: question.choices.clone(),
            reason: judgement.reason(),
            judged: AnswerJudgment::from(judgement.score),
            said,
            right: judgement.right,
            took: Duration::try_from(now.duration_since(self.asked)).unwrap_or_default(),
        });
        self.attempt = Attempt::new(StudyRules::Exam, Respondent::Person);
        self.asked = now;
    }

    /// The exam, once every question was asked.
    #[must_use]
    pub fn sitting(&self, now: Timestamp) -> Option<ExamSitting> {
        let is_over = self.answers.len() == self.paper.len();
        is_over.then(|| self.exam.sitting(self.answers.clone(), self.began, now))
    }
}
