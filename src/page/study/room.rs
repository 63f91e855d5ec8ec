use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::changes::ChangeView;
use super::keeping::{KeptCard, kept_exam};
use super::records::{LearnerFile, LearnerRecords};
use super::request::{LearnerRequest, StudyRequest};
use super::view::{LearnerView, ReplyView, StepView, TourView};
use crate::base::source::{FileId, Sources};
use crate::call::CallRecord;
use crate::page::made_call::made_call;
use crate::page::request::instant;
use crate::plan::Plan;
use crate::training::drill::{CardKind, Deck, own_questions};
use crate::training::learning::{Exam, SessionGoal, learner_name};
use crate::training::phrases::LessonPhrases;
use crate::training::study::{
    self, DirectoryTour, ExamDesk, ExamReport, QuestionView, StudyAnswer, StudyCall, StudyCourse, StudyDesk,
    StudyStep, StudyVerdict, TypedReply,
};

/// Lessons and exams of a page, one at a time. What is to be kept of them it gives to the page.
#[derive(Clone, Debug)]
pub struct PageStudy {
    plan: Arc<Plan>,
    /// Questions of the company's own.
    own: Option<Deck>,
    /// What has changed since an older plan.
    changes: Option<Deck>,
    /// The course of a day; holidays come and go.
    course: Option<(Date, Arc<StudyCourse>)>,
    learner: String,
    desk: StudyPlace,
    /// Why the answer before was right or wrong, in a sentence.
    before: Option<String>,
}

/// What a learner sits at.
#[derive(Clone, Debug)]
enum StudyPlace {
    Nothing,
    Lesson(Box<StudyDesk>),
    Exam(Box<ExamDesk>),
}

/// How many questions an exam has, and how many percent of the points pass it: those of the terminal, if nobody says.
const EXAM: Exam = Exam { seed: 1, cards: 20, pass_mark: 80 };

impl PageStudy {
    /// Lessons about a plan.
    #[must_use]
    pub fn new(plan: Arc<Plan>) -> Self {
        Self {
            plan,
            own: None,
            changes: None,
            course: None,
            learner: String::new(),
            desk: StudyPlace::Nothing,
            before: None,
        }
    }

    /// The answer to a question, or an object with one field `error`, in words for people.
    pub fn answer(&mut self, question: &str) -> String {
        let answer = serde_json::from_str(question)
            .map_err(|error| format!("the page asks what is not understood: {error}"))
            .and_then(|request| self.told(request));
        answer.unwrap_or_else(|error| json!({ "error": error })).to_string()
    }

    fn told(&mut self, request: StudyRequest) -> Result<Value, String> {
        match request {
            StudyRequest::Questions { files } => {
                self.own = Some(own_deck(&self.plan, files)?);
                self.course = None;
                value(&ReplyView::Nothing)
            }
            StudyRequest::Changes { cards } => {
                self.changes = (!cards.is_empty()).then(|| ChangeView::deck(cards, &self.plan));
                self.course = None;
                value(&ReplyView::Nothing)
            }
            StudyRequest::Tour { at } => {
                let course = self.course(instant(at)?);
                value(&TourView {
                    directory: DirectoryTour::of(&self.plan, course.cards().len()),
                    calls: study::tour_of_calls(&self.plan),
                    learning: study::tour_of_learning(&self.plan),
                })
            }
            StudyRequest::Learner { learner } => value(&self.learner(&learner)?),
            StudyRequest::Lesson { learner, minutes } => value(&self.lesson(&learner, minutes)?),
            StudyRequest::Exam { learner, paper } => value(&self.exam(&learner, &paper)?),
            StudyRequest::Next { at } => value(&self.next(instant(at)?)),
            StudyRequest::Read { at } => {
                let at = instant(at)?;
                let kept =
                    if let StudyPlace::Lesson(desk) = &mut self.desk { desk.read(at) } else { Vec::new() };
                let kept = kept.into_iter().map(|(card, known)| KeptCard::shown(&self.learner, card, known));
                value(&ReplyView::Kept { keep: kept.collect() })
            }
            StudyRequest::AskUnseen { at } => {
                if let StudyPlace::Lesson(desk) = &mut self.desk {
                    desk.ask_unseen();
                }
                value(&self.next(instant(at)?))
            }
            StudyRequest::Type { text, at } => {
                let plan = Arc::clone(&self.plan);
                let reply = match &mut self.desk {
                    StudyPlace::Lesson(desk) => desk.typed(&plan, text.trim()),
                    StudyPlace::Exam(desk) => desk.typed(&plan, text.trim()),
                    StudyPlace::Nothing => TypedReply::Nothing,
                };
                value(&self.reply(reply, instant(at)?))
            }
            StudyRequest::Call { call, at } => {
                let plan = Arc::clone(&self.plan);
                let record: CallRecord = made_call(&plan, &call)?.into_watcher();
                let answer = match &self.desk {
                    StudyPlace::Lesson(desk) => desk.called(&plan, record),
                    StudyPlace::Exam(desk) => desk.called(&plan, record),
                    StudyPlace::Nothing => None,
                };
                value(&self.answered(answer, instant(at)?))
            }
            StudyRequest::Hint => {
                let plan = Arc::clone(&self.plan);
                let StudyPlace::Lesson(desk) = &mut self.desk else { return value(&ReplyView::Nothing) };
                let reply = desk.hint(&plan);
                value(&self.reply(reply, Timestamp::MIN))
            }
            StudyRequest::GiveUp { at } => {
                let answer = match &self.desk {
                    StudyPlace::Lesson(desk) => desk.give_up(&self.plan),
                    StudyPlace::Exam(_) | StudyPlace::Nothing => None,
                };
                value(&self.answered(answer, instant(at)?))
            }
            StudyRequest::Skip { at } => value(&self.reply(TypedReply::Skip, instant(at)?)),
            StudyRequest::Stop { at } => value(&self.stop(instant(at)?)),
            StudyRequest::Import { text } => value(&LearnerFile::all_of(&text)?),
        }
    }

    /// All cards, with the holidays after a moment.
    fn deck(&self, now: Timestamp) -> Deck {
        let deck = Deck::of(&self.plan, now);
        match &self.own {
            Some(own) => deck.and(own.clone()),
            None => deck,
        }
    }

    /// The course of today.
    fn course(&mut self, now: Timestamp) -> Arc<StudyCourse> {
        let today = self.plan.zone.wall_clock(now).date();
        match &self.course {
            Some((day, course)) if *day == today => Arc::clone(course),
            _ => {
                let course = Arc::new(StudyCourse::of(&self.plan, &self.deck(now), self.changes.as_ref()));
                self.course = Some((today, Arc::clone(&course)));
                course
            }
        }
    }

    /// A lesson of somebody of whom this is kept.
    fn sit(&mut self, records: LearnerRecords, minutes: u32, now: Timestamp) -> StudyDesk {
        let goal = SessionGoal {
            minutes: Some(minutes),
            lines_first: records.assignments.into_iter().map(|assignment| assignment.line).collect(),
            kinds_first: self.changes.iter().map(|_| CardKind::Changed.word().to_owned()).collect(),
            ..SessionGoal::default()
        };
        let course = self.course(now);
        StudyDesk::new(&self.plan, course, records.known, goal, now)
    }

    fn learner(&mut self, request: &LearnerRequest) -> Result<LearnerView, String> {
        let (name, now) = (checked(&request.name)?, instant(request.at)?);
        let records = LearnerRecords::read(&request.records)?;
        let LearnerRecords { answers, assignments, .. } = records.clone();
        let minutes = SessionGoal::default().minutes.unwrap_or_default();
        let desk = self.sit(records, minutes, now);
        let course = self.course(now);
        let today = self.plan.zone.wall_clock(now).date();
        let outlook = desk.outlook(now);
        let welcome = study::welcome_back(name, &answers, &self.plan, today);
        let assigned =
            study::assigned(&assignments, course.study_cards(), |id| desk.known().get(id), &self.plan, today);
        let words = &LessonPhrases::of_plan(&self.plan).study;
        let mut greeting: Vec<String> =
            welcome.map(|(hello, told)| format!("{hello} {told}")).into_iter().collect();
        greeting.extend(assigned.into_iter().map(|told| format!("{} {told}", words.assigned)));
        if self.changes.is_some() {
            greeting.push(words.changes_first.to_owned());
        }
        greeting.push(study::ahead(&self.plan, outlook));
        Ok(LearnerView {
            name: name.to_owned(),
            learned: desk.learned(),
            cards: course.cards().len(),
            standing: standing(&self.plan, &desk, &course),
            greeting,
            has_lesson: outlook.is_some(),
        })
    }

    fn lesson(&mut self, request: &LearnerRequest, minutes: u32) -> Result<StepView, String> {
        let now = instant(request.at)?;
        checked(&request.name)?.clone_into(&mut self.learner);
        let desk = self.sit(LearnerRecords::read(&request.records)?, minutes, now);
        self.desk = StudyPlace::Lesson(Box::new(desk));
        self.before = None;
        Ok(self.next(now))
    }

    fn exam(&mut self, request: &LearnerRequest, paper: &str) -> Result<StepView, String> {
        let now = instant(request.at)?;
        checked(&request.name)?.clone_into(&mut self.learner);
        let whole = "the number of an exam is a whole number, such as 1";
        let seed = paper.trim().parse().map_err(|_| whole.to_owned())?;
        // What a class is asked does not depend on the day on which it sits.
        let deck = self.deck(ExamDesk::moment(&self.plan));
        let course = Arc::new(StudyCourse::of(&self.plan, &deck, None));
        let exam = ExamDesk::new(&self.plan, course, Exam { seed, ..EXAM }, now);
        self.desk = StudyPlace::Exam(Box::new(exam));
        Ok(self.next(now))
    }

    /// Lays on the desk what comes next.
    fn next(&mut self, now: Timestamp) -> StepView {
        let plan = Arc::clone(&self.plan);
        let standing = self.standing(now);
        match &mut self.desk {
            StudyPlace::Lesson(desk) => {
                desk.next(&plan, now);
                match desk.step() {
                    StudyStep::Introduction(_) => {
                        if let Some(page) = desk.introduction(&plan) {
                            return StepView::Introduction { page, standing };
                        }
                    }
                    StudyStep::Question(_) => {
                        if let Some(question) = desk.question(&plan) {
                            let question = QuestionView::of(&question);
                            let position = study::position(&plan, desk.progress(now));
                            return StepView::Question {
                                question,
                                position,
                                standing,
                                announcement: None,
                                exam_rules: None,
                                is_exam: false,
                            };
                        }
                    }
                    StudyStep::End => {}
                }
                self.stop(now)
            }
            StudyPlace::Exam(desk) => {
                let Some(question) = desk.question(&plan) else { return self.stop(now) };
                desk.lay(now);
                let announcement =
                    (desk.answered() == 0).then(|| study::announcement(&plan, desk.exam(), desk.questions()));
                let (question, position) = (QuestionView::of(&question), desk.position(&plan));
                let exam_rules = announcement.as_ref().map(|_| study::exam_rules(&plan));
                StepView::Question { question, position, standing, announcement, exam_rules, is_exam: true }
            }
            StudyPlace::Nothing => StepView::ExamLeft { text: "" },
        }
    }

    /// What becomes of what was typed.
    fn reply(&mut self, reply: TypedReply, now: Timestamp) -> ReplyView {
        match reply {
            TypedReply::Answer(answer) => self.answered(Some(*answer), now),
            TypedReply::Say(text) => ReplyView::Say { text },
            TypedReply::Hint(text) => ReplyView::Hint { text },
            TypedReply::Nothing => ReplyView::Nothing,
            TypedReply::Help => ReplyView::Help,
            TypedReply::Reason { .. } => {
                let words = &LessonPhrases::of_plan(&self.plan).study;
                let text = self.before.as_ref().map(|before| format!("{} {before}", words.before));
                ReplyView::Say { text: text.unwrap_or_else(|| words.answer_first.to_owned()) }
            }
            TypedReply::Call(number, situation) => {
                ReplyView::Call { call: StudyCall::of(Some(number), situation) }
            }
            TypedReply::Skip => match &mut self.desk {
                StudyPlace::Lesson(desk) => {
                    desk.skip();
                    ReplyView::Next { step: Box::new(self.next(now)) }
                }
                StudyPlace::Exam(_) => self.answered(None, now),
                StudyPlace::Nothing => ReplyView::Nothing,
            },
            TypedReply::Leave => ReplyView::Leave,
        }
    }

    /// Judges an answer; in an exam, only notes it.
    fn answered(&mut self, answer: Option<StudyAnswer>, now: Timestamp) -> ReplyView {
        let plan = Arc::clone(&self.plan);
        match (&mut self.desk, answer) {
            (StudyPlace::Lesson(desk), Some(answer)) => {
                let (Some(question), Some(record)) = (desk.question(&plan), desk.record(&plan, &answer, now))
                else {
                    return ReplyView::Nothing;
                };
                let verdict = StudyVerdict::of(&question, &answer.judgement, answer.is_given_up);
                let progress = record.after(now);
                desk.keep(&answer, progress.clone());
                self.before = Some(verdict.explained.clone());
                let keep = KeptCard::answered(&self.learner, record, progress, now);
                ReplyView::Verdict { verdict: Box::new(verdict), keep, standing: self.standing(now) }
            }
            (StudyPlace::Exam(desk), answer) => {
                desk.keep(&plan, answer, now);
                ReplyView::Next { step: Box::new(self.next(now)) }
            }
            (StudyPlace::Lesson(_) | StudyPlace::Nothing, _) => ReplyView::Nothing,
        }
    }

    /// Ends what goes on.
    fn stop(&mut self, now: Timestamp) -> StepView {
        let standing = self.standing(now);
        match std::mem::replace(&mut self.desk, StudyPlace::Nothing) {
            StudyPlace::Lesson(desk) => StepView::End { summary: desk.summary(&self.plan, now), standing },
            StudyPlace::Exam(desk) => match desk.sitting(now) {
                Some(sitting) => StepView::ExamEnd {
                    report: ExamReport::of(&self.plan, &sitting),
                    keep: kept_exam(&self.learner, &sitting.result, sitting.ended),
                },
                None => StepView::ExamLeft { text: study::left(&self.plan) },
            },
            StudyPlace::Nothing => StepView::ExamLeft { text: "" },
        }
    }

    /// How much is learned, in a lesson.
    fn standing(&mut self, now: Timestamp) -> String {
        let course = self.course(now);
        match &self.desk {
            StudyPlace::Lesson(desk) => standing(&self.plan, desk, &course),
            StudyPlace::Exam(_) | StudyPlace::Nothing => String::new(),
        }
    }
}

/// The questions of some files; else what is wrong with them, in a line.
fn own_deck(plan: &Plan, files: Vec<String>) -> Result<Deck, String> {
    let mut sources = Sources::default();
    let ids: Vec<FileId> = files.into_iter().map(|text| sources.add("questions.toml", text)).collect();
    let mut mistakes = Vec::new();
    let deck = own_questions(plan, &sources, &ids, &mut mistakes);
    deck.ok_or_else(|| mistakes.first().map_or_else(String::new, |first| first.message.clone()))
}

fn standing(plan: &Plan, desk: &StudyDesk, course: &StudyCourse) -> String {
    study::standing(plan, desk.learned(), course.cards().len())
}

fn checked(name: &str) -> Result<&str, String> {
    learner_name(name).ok_or_else(|| {
        format!("use 1 to {} characters for the name", crate::training::learning::MAX_LEARNER_NAME)
    })
}

fn value(view: &impl serde::Serialize) -> Result<Value, String> {
    serde_json::to_value(view).map_err(|error| error.to_string())
}
