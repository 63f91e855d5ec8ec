//! An exam: one paper, no help, and all that was wrong told at its end.

use std::io;
use std::time::Duration;

use super::account::LessonAnswer;
use super::asking::{LessonHelp, QuestionOutcome, ask};
use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::base::text::{Percent, counted};
use crate::explore::Horizon;
use crate::plan::Plan;
use crate::training::drill::Card;
use crate::training::learning::{self, AnswerJudgment, Exam, ExamSitting, PaperAnswer};

/// Asks every question of a paper. None: the learner left before its end.
pub(super) fn sit(
    plan: &Plan,
    all: &[Card],
    cards: &[learning::StudyCard],
    exam: Exam,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<Option<ExamSitting>> {
    let began = desk.now();
    let moment = Horizon::of(plan, 1).from;
    // What nothing certain can be asked about at that time gives its place to the next.
    let every = Exam { cards: usize::MAX, ..exam }.paper(cards);
    let questions: Vec<_> = every
        .into_iter()
        .filter_map(|index| Some((index, all[index].ask(plan, exam.seed, moment)?)))
        .take(exam.cards)
        .collect();
    begin(exam, questions.len(), desk)?;
    let mut answers = Vec::new();
    for (number, (index, question)) in questions.iter().enumerate() {
        desk.say(TextTone::Faint, 0, &format!("{} of {}", number + 1, questions.len()))?;
        let started = desk.now();
        let asked = ask(plan, question, &LessonHelp::None, desk)?;
        let (said, judgement) = match asked {
            QuestionOutcome::Left => {
                desk.gap()?;
                desk.say(TextTone::Plain, 0, "You left before the end: this exam does not count.")?;
                return Ok(None);
            }
            QuestionOutcome::Skipped => (None, question.given_up()),
            QuestionOutcome::Answered(answered) => {
                let LessonAnswer { judgement, said, .. } = *answered;
                (Some(question.in_words(&said).to_owned()), judgement)
            }
        };
        desk.gap()?;
        answers.push(PaperAnswer {
            card: cards[*index].clone(),
            question: question.text.clone(),
            choices: question.choices.clone(),
            reason: judgement.reason(),
            judged: AnswerJudgment::from(judgement.score),
            said,
            right: judgement.right,
            took: Duration::try_from(desk.now().duration_since(started)).unwrap_or_default(),
        });
    }
    Ok(Some(exam.sitting(answers, began, desk.now())))
}

/// Says what is coming.
fn begin(exam: Exam, questions: usize, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let needed = Percent(exam.pass_mark.into()).whole();
    let told = format!("This exam has {}; you need {needed} to pass.", counted(questions, "question"));
    desk.say(TextTone::Strong, 0, &told)?;
    let how = "There is no help: no hints, and the right answers come at the end. `skip` counts as wrong. Whoever \
               leaves before the end has to begin again.";
    desk.say(TextTone::Plain, 0, how)?;
    desk.gap()
}

/// Tells what came of it, and what was not right.
pub(super) fn result(sitting: &ExamSitting, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    for (number, answer) in sitting.answers.iter().enumerate() {
        let (word, tone) = match answer.judged {
            AnswerJudgment::Right => continue,
            AnswerJudgment::Partly => ("partly right", TextTone::Note),
            AnswerJudgment::Wrong => ("wrong", TextTone::Bad),
        };
        desk.lead(
            &format!("{} {word}", number + 1),
            tone,
            TextTone::Plain,
            4,
            &format!("  {}", answer.question),
        )?;
        let said = answer.said.as_deref().unwrap_or("(skipped)");
        desk.say(TextTone::Plain, 4, &format!("    you said: {said}"))?;
        desk.say(TextTone::Plain, 4, &format!("    right answer: {}", answer.right.join("; or: ")))?;
    }
    let result = &sitting.result;
    let (word, tone) =
        if result.is_passed() { ("Passed:", TextTone::Good) } else { ("Not passed:", TextTone::Bad) };
    let told = format!(
        " {} ({} needed).",
        Percent(result.percent().into()).whole(),
        Percent(result.pass_mark.into()).whole()
    );
    desk.lead(word, tone, TextTone::Plain, 0, &told)
}
