use std::collections::HashMap;
use std::io;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::account::{AnswerAccount, LessonAnswer};
use super::asking::{LessonHelp, QuestionOutcome, ask};
use super::desk::LearnerDesk;
use super::greeting;
use super::introducing::{self, Met};
use super::lesson_text::{self, AnswerResult};
use super::order::line_by_line;
use super::paper::{result, sit};
use super::tour;
use crate::plan::Plan;
use crate::training::drill::{AnswerForm, Card, Deck, Question};
use crate::training::learning::{
    self, AnswerJudgment, AnswerRecord, CardMemory, CardProgress, Exam, ExamSitting, Learner, SessionGoal,
    SessionOutlook, SessionStep, StudySession,
};
use crate::training::store::{Store, StoreError};

/// The lessons of one learner with one plan.
#[derive(Debug)]
pub struct Lesson<'l> {
    plan: &'l Plan,
    deck: Vec<Card>,
    /// The same cards as the learners' file knows them.
    cards: Vec<learning::StudyCard>,
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
        let changes = changes.into_iter().flat_map(Deck::cards).cloned();
        let deck: Vec<Card> = changes.chain(line_by_line(deck.cards(), plan)).collect();
        let cards = deck.iter().map(|card| learning::StudyCard::of(card, plan)).collect();
        Self { plan, deck, cards, store, learner }
    }

    /// Asks what is due and some of what is new, until the goal is reached, all is asked, or the learner leaves.
    pub fn train(
        &mut self,
        goal: SessionGoal,
        tour: TourChoice,
        desk: &mut LearnerDesk<'_>,
    ) -> Result<LessonTally, LessonError> {
        let began = desk.now();
        let mut known = self.store.progress(&self.learner)?;
        let mut came: Vec<AnswerResult> = Vec::new();
        let stays = self.tour(tour, desk)?;
        let find = |id: &str| known.get(id);
        let mut session = StudySession::new(&self.cards, find, goal, self.plan.zone, desk.now())
            .showing(introducing::groups(&self.deck, self.plan));
        if stays {
            let outlook = session.next(desk.now()).map(|_| session.outlook(desk.now()));
            self.greet(&known, outlook, desk)?;
        }
        let mut before: Option<AnswerAccount<'l>> = None;
        while let Some(step) = session.next(desk.now()).filter(|_| stays) {
            let index = match step {
                SessionStep::Ask(index) => index,
                SessionStep::Show(page) => {
                    if self.introduce(&page, &mut session, desk)? {
                        continue;
                    }
                    break;
                }
            };
            let started = desk.now();
            let seed = started.as_second().cast_unsigned();
            // What nothing certain can be asked about today is asked tomorrow.
            let Some(question) = self.deck[index].ask(self.plan, seed, started) else {
                session.leave_out(index);
                continue;
            };
            lesson_text::position(session.outlook(started), desk)?;
            let answered = match ask(self.plan, &question, &LessonHelp::All(before.as_ref()), desk)? {
                QuestionOutcome::Left => break,
                QuestionOutcome::Skipped => {
                    session.leave_out(index);
                    desk.gap()?;
                    continue;
                }
                QuestionOutcome::Answered(answered) => answered,
            };
            let answer = worth(&question, &answered, desk.now().duration_since(started));
            // Kept before anything more is shown.
            let progress = self.store.record(&self.learner, &self.cards[index], &answer, desk.now())?;
            session.answered(index, progress.memory.due);
            known.insert(self.cards[index].id.clone(), progress);
            came.push(AnswerResult {
                name: self.cards[index].name.clone(),
                judged: answer.judged,
                why: answered.judgement.why.clone(),
            });
            let account = AnswerAccount::new(self.plan, &question, *answered);
            account.verdict(desk)?;
            let goes_on = talk(&account, desk)?;
            before = Some(account);
            desk.gap()?;
            if !goes_on {
                break;
            }
        }
        let now = desk.now();
        let took = Duration::try_from(now.duration_since(began)).unwrap_or_default();
        lesson_text::summary(&came, took, session.left(now), self.due_within_a_day(&known, now), desk)?;
        let today = self.plan.zone.wall_clock(now).date();
        lesson_text::chart(&self.store.answers(&self.learner)?, self.plan.zone, today, desk)?;
        let right = came.iter().filter(|came| came.judged == AnswerJudgment::Right).count();
        Ok(LessonTally { answered: came.len(), right })
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
        greeting::assigned(&assigned, &self.cards, known, self.plan, today, desk)?;
        Ok(greeting::ahead(outlook, desk)?)
    }

    /// Shows new facts, so that they are asked soon. Whether the learner stays.
    fn introduce(
        &mut self,
        page: &[usize],
        session: &mut StudySession,
        desk: &mut LearnerDesk<'_>,
    ) -> Result<bool, LessonError> {
        let cards: Vec<&Card> = page.iter().map(|&index| &self.deck[index]).collect();
        match introducing::show(self.plan, &cards, desk)? {
            Met::Left => return Ok(false),
            Met::Known => session.ask_unseen(page),
            Met::Read => {
                let now = desk.now();
                let cards: Vec<&learning::StudyCard> = page.iter().map(|&index| &self.cards[index]).collect();
                self.store.introduce(&self.learner, &cards, now)?;
                session.introduced(page, CardMemory::shown(now).due);
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
        Ok(tour::tour(self.plan, self.cards.len(), desk)?)
    }

    /// Gives an exam, and keeps what came of it. None: the learner left before its end, and it does not count.
    ///
    /// Everybody who takes the same paper is asked about the same moments: those of the first two weeks of the plan.
    pub fn exam(
        &mut self,
        exam: Exam,
        desk: &mut LearnerDesk<'_>,
    ) -> Result<Option<ExamSitting>, LessonError> {
        let sitting = sit(self.plan, &self.deck, &self.cards, exam, desk)?;
        if let Some(sitting) = &sitting {
            self.store.record_exam(&self.learner, &sitting.result, sitting.ended)?;
            result(sitting, desk)?;
        }
        Ok(sitting)
    }

    /// How many of the cards that were asked before will be due a day from now.
    fn due_within_a_day(&self, known: &HashMap<String, CardProgress>, now: Timestamp) -> usize {
        let tomorrow = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
        let is_due = |card: &&learning::StudyCard| {
            known.get(&card.id).is_some_and(|known| known.is_due(card, tomorrow))
        };
        self.cards.iter().filter(is_due).count()
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

/// What is kept of an answer. A call takes longer than a letter: what counts as quick depends on what is asked.
fn worth(question: &Question<'_>, answered: &LessonAnswer, took: SignedDuration) -> AnswerRecord {
    let quick = match question.form {
        AnswerForm::Choice | AnswerForm::YesNo | AnswerForm::Keys => 5,
        AnswerForm::Number | AnswerForm::Time | AnswerForm::Text => 10,
        AnswerForm::Call(_) | AnswerForm::Listen(..) => 25,
    };
    AnswerRecord {
        judged: AnswerJudgment::from(answered.judgement.score),
        hints: answered.hints,
        took: Duration::try_from(took).unwrap_or_default(),
        quick: Duration::from_secs(quick),
    }
}
