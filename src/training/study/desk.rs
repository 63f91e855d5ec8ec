use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::answer::StudyAnswer;
use super::attempt::{Attempt, Respondent, StudyRules};
use super::course::{AskedCard, StudyCourse};
use super::introduction::IntroductionPage;
use super::reply::TypedReply;
use super::summary::{AnswerResult, StudySummary};
use crate::call::CallRecord;
use crate::plan::Plan;
use crate::training::drill::{Card, Question};
use crate::training::learning::{
    AnswerRecord, CardMemory, CardProgress, SessionGoal, SessionOutlook, SessionStep, StudyCard, StudySession,
};
use crate::training::phrases::LessonPhrases;

/// One lesson of one learner.
///
/// [`next`](Self::next) says what lies on the desk. New facts are [read](Self::read) or [asked at once](Self::ask_unseen), a
/// question is answered, by what was [typed](Self::typed) or by a call. Of an answer the desk gives a [record](Self::record): whoever
/// keeps it decides what is remembered after it, and tells the desk so ([`keep`](Self::keep)).
#[derive(Clone, Debug)]
pub struct StudyDesk {
    course: Arc<StudyCourse>,
    known: HashMap<String, CardProgress>,
    session: StudySession,
    step: StudyStep,
    attempt: Attempt,
    answers: Vec<AnswerResult>,
    began: Timestamp,
}

/// What lies on the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StudyStep {
    /// These cards of the course, which are new, to be read.
    Introduction(Vec<usize>),
    /// A question.
    Question(AskedCard),
    /// Nothing more.
    End,
}

/// What is to be kept of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyRecord {
    /// The card that asked.
    pub card: StudyCard,
    /// How it was answered.
    pub answer: AnswerRecord,
    /// What was known of it before.
    pub before: Option<CardProgress>,
}

impl StudyRecord {
    /// What is known of the card from now on, where nobody else has kept an answer to it in the meantime.
    #[must_use]
    pub fn after(&self, now: Timestamp) -> CardProgress {
        CardProgress::after(self.before.as_ref(), &self.card, &self.answer, now)
    }
}

impl StudyDesk {
    /// A lesson that begins now, of a learner of whom this is known, by the ids of cards.
    #[must_use]
    pub fn new(
        plan: &Plan,
        course: Arc<StudyCourse>,
        known: HashMap<String, CardProgress>,
        goal: SessionGoal,
        now: Timestamp,
    ) -> Self {
        let find = |id: &str| known.get(id);
        let session = StudySession::new(course.study_cards(), find, goal, plan.zone, now);
        let session = session.showing(course.groups());
        let attempt = Attempt::new(StudyRules::Lesson, Respondent::Person);
        Self { course, known, session, step: StudyStep::End, attempt, answers: Vec::new(), began: now }
    }

    /// What is known of the learner, by the ids of cards.
    #[must_use]
    pub fn known(&self) -> &HashMap<String, CardProgress> {
        &self.known
    }

    /// How many cards of the course are learned.
    #[must_use]
    pub fn learned(&self) -> usize {
        let is_learned =
            |card: &&StudyCard| self.known.get(&card.id).is_some_and(|known| known.is_learned(card));
        self.course.study_cards().iter().filter(is_learned).count()
    }

    /// How long the lesson will be; none: there is nothing to do.
    #[must_use]
    pub fn outlook(&self, now: Timestamp) -> Option<SessionOutlook> {
        self.session.next(now).map(|_| self.session.outlook(now))
    }

    /// How far the lesson has come.
    #[must_use]
    pub fn progress(&self, now: Timestamp) -> SessionOutlook {
        self.session.outlook(now)
    }

    /// Lays on the desk what comes next.
    pub fn next(&mut self, plan: &Plan, now: Timestamp) -> &StudyStep {
        self.attempt = Attempt::new(StudyRules::Lesson, Respondent::Person);
        self.step = loop {
            let index = match self.session.next(now) {
                None => break StudyStep::End,
                Some(SessionStep::Show(cards)) => break StudyStep::Introduction(cards),
                Some(SessionStep::Ask(index)) => index,
            };
            let asked = AskedCard { index, seed: now.as_second().cast_unsigned(), at: now };
            if self.course.question(plan, asked).is_some() {
                break StudyStep::Question(asked);
            }
            // What nothing certain can be asked about today is asked tomorrow.
            self.session.leave_out(index);
        };
        &self.step
    }

    /// What lies on the desk.
    #[must_use]
    pub fn step(&self) -> &StudyStep {
        &self.step
    }

    /// The question on the desk, if one lies there.
    #[must_use]
    pub fn question<'p>(&self, plan: &'p Plan) -> Option<Question<'p>> {
        match self.step {
            StudyStep::Question(asked) => self.course.question(plan, asked),
            StudyStep::Introduction(_) | StudyStep::End => None,
        }
    }

    /// The new facts on the desk, if some lie there.
    #[must_use]
    pub fn introduction(&self, plan: &Plan) -> Option<IntroductionPage> {
        let StudyStep::Introduction(page) = &self.step else { return None };
        let cards: Vec<&Card> = page.iter().map(|&index| &self.course.cards()[index]).collect();
        Some(IntroductionPage::of(plan, &cards))
    }

    /// Notes that the new facts on the desk were read. Gives what is to be kept of that: of each card, that it was shown.
    pub fn read(&mut self, now: Timestamp) -> Vec<(StudyCard, CardProgress)> {
        let StudyStep::Introduction(page) = &self.step else { return Vec::new() };
        let shown = |&index: &usize| {
            let card = self.course.study_cards()[index].clone();
            let progress = CardProgress::shown(&card, now);
            (card, progress)
        };
        let kept: Vec<(StudyCard, CardProgress)> = page.iter().map(shown).collect();
        self.session.introduced(page, CardMemory::shown(now).due);
        self.known.extend(kept.iter().map(|(card, progress)| (card.id.clone(), progress.clone())));
        kept
    }

    /// Notes that the learner knows the new facts on the desk, and wants to be asked.
    pub fn ask_unseen(&mut self) {
        if let StudyStep::Introduction(page) = &self.step {
            self.session.ask_unseen(page);
        }
    }

    /// What becomes of a text that a learner types beside the question on the desk.
    pub fn typed(&mut self, plan: &Plan, typed: &str) -> TypedReply {
        match self.question(plan) {
            Some(question) => self.attempt.typed(plan, &question, typed),
            None => TypedReply::Nothing,
        }
    }

    /// A hint for the question on the desk.
    pub fn hint(&mut self, plan: &Plan) -> TypedReply {
        match self.question(plan) {
            Some(question) => self.attempt.hint(&question),
            None => TypedReply::Nothing,
        }
    }

    /// The answer of somebody who wants to see what is right.
    #[must_use]
    pub fn give_up(&self, plan: &Plan) -> Option<StudyAnswer> {
        self.question(plan).map(|question| self.attempt.give_up(&question, ""))
    }

    /// The answer of somebody who made a call to its end.
    #[must_use]
    pub fn called(&self, plan: &Plan, record: CallRecord) -> Option<StudyAnswer> {
        self.question(plan).map(|question| self.attempt.called(&question, record))
    }

    /// What is to be kept of an answer to the question on the desk.
    #[must_use]
    pub fn record(&self, plan: &Plan, answer: &StudyAnswer, now: Timestamp) -> Option<StudyRecord> {
        let StudyStep::Question(asked) = self.step else { return None };
        let answer = answer.record(&self.course.question(plan, asked)?, now.duration_since(asked.at));
        let card = self.course.study_cards()[asked.index].clone();
        let before = self.known.get(&card.id).cloned();
        Some(StudyRecord { card, answer, before })
    }

    /// Notes what is known after an answer to the question on the desk, once it was kept.
    pub fn keep(&mut self, answer: &StudyAnswer, progress: CardProgress) {
        let StudyStep::Question(AskedCard { index, .. }) = self.step else { return };
        let card = &self.course.study_cards()[index];
        self.session.answered(index, progress.memory.due);
        self.known.insert(card.id.clone(), progress);
        self.answers.push(AnswerResult {
            name: card.name.clone(),
            judged: answer.judgement.score.into(),
            why: answer.judgement.why.clone(),
        });
        self.step = StudyStep::End;
    }

    /// Leaves the question on the desk out of this lesson.
    pub fn skip(&mut self) {
        if let StudyStep::Question(AskedCard { index, .. }) = self.step {
            self.session.leave_out(index);
            self.step = StudyStep::End;
        }
    }

    /// What was learned up to now, and what is left to do.
    #[must_use]
    pub fn summary(&self, plan: &Plan, now: Timestamp) -> StudySummary {
        let took = Duration::try_from(now.duration_since(self.began)).unwrap_or_default();
        StudySummary::of(
            LessonPhrases::of_plan(plan),
            &self.answers,
            took,
            self.session.left(now),
            self.due_within_a_day(now),
        )
    }

    /// How many of the cards that were met before will be due a day from now.
    fn due_within_a_day(&self, now: Timestamp) -> usize {
        let tomorrow = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
        let is_due =
            |card: &&StudyCard| self.known.get(&card.id).is_some_and(|known| known.is_due(card, tomorrow));
        self.course.study_cards().iter().filter(is_due).count()
    }
}
