use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::account::AnswerAccount;
use super::asking::{LessonHelp, QuestionOutcome, ask};
use super::desk::LearnerDesk;
use super::greeting;
use super::introducing::{self, Met};
use super::lesson_text;
use super::paper::{result, sit};
use super::tour;
use crate::plan::Plan;
use crate::training::drill::Deck;
use crate::training::learning::{
    CardProgress, Exam, ExamSitting, Learner, SessionGoal, SessionOutlook, StudyCard,
};
use crate::training::store::{Store, StoreError};
use crate::training::study::{ExamDesk, StudyCourse, StudyDesk, StudyRecord, StudyStep};

/// The lessons of one learner with one plan.
#[derive(Debug)]
pub struct Lesson<'l> {
    plan: &'l Plan,
    course: Arc<StudyCourse>,
    store: &'l mut Store,
    learner: Learner,
}

/// Why a lesson could not go on.
#[derive(Debug, thiserror::Error)]
pub enum LessonError {
    /// The learners' file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The desk.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Whether a learner is shown around first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TourChoice {
    /// Before the first lesson, and never again.
    Once,
    /// Now, whether or not it was shown before.
    Again,
}

/// What came of a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LessonTally {
    /// Questions that were answered.
    pub answered: usize,
    /// Of those, rightly.
    pub right: usize,
}

impl<'l> Lesson<'l> {
    /// Lessons about everything that a deck holds. The changes of a plan come first, if there are cards for them.
    #[must_use]
    pub fn new(
        plan: &'l Plan,
        deck: &Deck,
        changes: Option<&Deck>,
        store: &'l mut Store,
        learner: Learner,
    ) -> Self {
        let course = Arc::new(StudyCourse::of(plan, deck, changes));
        Self { plan, course, store, learner }
    }

    /// Asks what is due and some of what is new, until the goal is reached, all is asked, or the learner leaves.
    pub fn train(
        &mut self,
        goal: SessionGoal,
        tour: TourChoice,
        desk: &mut LearnerDesk<'_>,
    ) -> Result<LessonTally, LessonError> {
        let known = self.store.progress(&self.learner)?;
        let stays = self.tour(tour, desk)?;
        let mut study = StudyDesk::new(self.plan, Arc::clone(&self.course), known, goal, desk.now());
        if stays {
            let outlook = study.outlook(desk.now());
            self.greet(study.known(), outlook, desk)?;
            self.study(&mut study, desk)?;
        }
        let now = desk.now();
        let summary = study.summary(self.plan, now);
        lesson_text::summary(self.plan, &summary, desk)?;
        let today = self.plan.zone.wall_clock(now).date();
        lesson_text::chart(self.plan, &self.store.answers(&self.learner)?, today, desk)?;
        Ok(LessonTally { answered: summary.answered, right: summary.right })
    }

    /// Shows and asks what comes next, until nothing does or the learner leaves.
    fn study(&mut self, study: &mut StudyDesk, desk: &mut LearnerDesk<'_>) -> Result<(), LessonError> {
        let mut before: Option<AnswerAccount<'l>> = None;
        loop {
            let now = desk.now();
            match study.next(self.plan, now) {
                StudyStep::End => return Ok(()),
                StudyStep::Introduction(_) => {
                    if self.introduce(study, desk)? {
                        continue;
                    }
                    return Ok(());
                }
                StudyStep::Question(_) => {}
            }
            let Some(question) = study.question(self.plan) else { return Ok(()) };
            lesson_text::position(self.plan, study.progress(now), desk)?;
            let answer = match ask(self.plan, &question, &LessonHelp::All(before.as_ref()), desk)? {
                QuestionOutcome::Left => return Ok(()),
                QuestionOutcome::Skipped => {
                    study.skip();
                    desk.gap()?;
                    continue;
                }
                QuestionOutcome::Answered(answer) => answer,
            };
            let now = desk.now();
            let Some(StudyRecord { card, answer: record, .. }) = study.record(self.plan, &answer, now) else {
                return Ok(());
            };
            // Kept before anything more is shown.
            let progress = self.store.record(&self.learner, &card, &record, now)?;
            study.keep(&answer, progress);
            let account = AnswerAccount::new(self.plan, &question, *answer);
            account.verdict(desk)?;
            let goes_on = talk(&account, desk)?;
            before = Some(account);
            desk.gap()?;
            if !goes_on {
                return Ok(());
            }
        }
    }

    /// Says how things stand before the first question.
    fn greet(
        &self,
        known: &HashMap<String, CardProgress>,
        outlook: Option<SessionOutlook>,
        desk: &mut LearnerDesk<'_>,
    ) -> Result<(), LessonError> {
        let today = self.plan.zone.wall_clock(desk.now()).date();
        let answers = self.store.answers(&self.learner)?;
        greeting::welcome_back(&self.learner.name, &answers, self.plan, today, desk)?;
        let assigned = self.store.assignments(&self.learner)?;
        greeting::assigned(&assigned, self.course.study_cards(), known, self.plan, today, desk)?;
        Ok(greeting::ahead(self.plan, outlook, desk)?)
    }

    /// Shows new facts, so that they are asked soon. Whether the learner stays.
    fn introduce(&mut self, study: &mut StudyDesk, desk: &mut LearnerDesk<'_>) -> Result<bool, LessonError> {
        let Some(page) = study.introduction(self.plan) else { return Ok(false) };
        match introducing::show(self.plan, &page, desk)? {
            Met::Left => return Ok(false),
            Met::Known => study.ask_unseen(),
            Met::Read => {
                let now = desk.now();
                let shown = study.read(now);
                let cards: Vec<&StudyCard> = shown.iter().map(|(card, _)| card).collect();
                self.store.introduce(&self.learner, &cards, now)?;
            }
        }
        Ok(true)
    }

    /// Shows around whoever is here for the first time. Whether the learner stays.
    fn tour(&mut self, tour: TourChoice, desk: &mut LearnerDesk<'_>) -> Result<bool, LessonError> {
        if tour == TourChoice::Once && self.store.has_toured(&self.learner)? {
            return Ok(true);
        }
        // Noted first: who leaves in the middle has seen enough.
        self.store.note_tour(&self.learner)?;
        Ok(tour::tour(self.plan, self.course.cards().len(), desk)?)
    }

    /// Gives an exam, and keeps what came of it. None: the learner left before its end, and it does not count.
    ///
    /// Everybody who takes the same paper is asked about the same moments: those of the first two weeks of the plan.
    pub fn exam(
        &mut self,
        exam: Exam,
        desk: &mut LearnerDesk<'_>,
    ) -> Result<Option<ExamSitting>, LessonError> {
        let exam = ExamDesk::new(self.plan, Arc::clone(&self.course), exam, desk.now());
        let sitting = sit(self.plan, exam, desk)?;
        if let Some(sitting) = &sitting {
            self.store.record_exam(&self.learner, &sitting.result, sitting.ended)?;
            result(self.plan, sitting, desk)?;
        }
        Ok(sitting)
    }
}

/// Waits behind what was not right until the learner goes on, and tells more as long as that is wanted. Whether the learner
/// stays.
fn talk(account: &AnswerAccount<'_>, desk: &mut LearnerDesk<'_>) -> io::Result<bool> {
    if account.is_right() {
        return Ok(true);
    }
    loop {
        match desk.pause("Enter continues \u{b7} w why \u{b7} s source \u{b7} q quit ", "wsq")?.as_deref() {
            None | Some("q") => return Ok(false),
            Some("w") => account.why(desk)?,
            Some("s") => account.source(desk)?,
            Some(_) => return Ok(true),
        }
    }
}
