//! An exam: one paper, no help, and all that was wrong told at its end.

use std::io;

use super::asking::{LessonHelp, QuestionOutcome, ask};
use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::plan::Plan;
use crate::training::learning::{AnswerJudgment, ExamSitting};
use crate::training::study::{self, ExamDesk, ExamMistake, ExamReport};

/// Asks every question of a paper. None: the learner left before its end.
pub(super) fn sit(
    plan: &Plan,
    mut exam: ExamDesk,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<Option<ExamSitting>> {
    begin(plan, &exam, desk)?;
    while let Some(question) = exam.question(plan) {
        desk.say(TextTone::Faint, 0, &exam.position(plan))?;
        exam.lay(desk.now());
        let answer = match ask(plan, &question, &LessonHelp::None, desk)? {
            QuestionOutcome::Left => {
                desk.gap()?;
                desk.say(TextTone::Plain, 0, study::left(plan))?;
                return Ok(None);
            }
            QuestionOutcome::Skipped => None,
            QuestionOutcome::Answered(answer) => Some(*answer),
        };
        desk.gap()?;
        exam.keep(plan, answer, desk.now());
    }
    Ok(exam.sitting(desk.now()))
}

/// Says what is coming.
fn begin(plan: &Plan, exam: &ExamDesk, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Strong, 0, &study::announcement(plan, exam.exam(), exam.questions()))?;
    desk.say(TextTone::Plain, 0, study::exam_rules(plan))?;
    desk.gap()
}

/// Tells what came of it, and what was not right.
pub(super) fn result(plan: &Plan, sitting: &ExamSitting, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let report = ExamReport::of(plan, sitting);
    for ExamMistake { number, judged, word, question, told, .. } in &report.mistakes {
        let is_wrong = *judged == AnswerJudgment::Wrong.word();
        let tone = if is_wrong { TextTone::Bad } else { TextTone::Note };
        desk.lead(&format!("{number} {word}"), tone, TextTone::Plain, 4, &format!("  {question}"))?;
        told.iter().try_for_each(|told| desk.say(TextTone::Plain, 4, &format!("    {told}")))?;
    }
    let tone = if report.is_passed { TextTone::Good } else { TextTone::Bad };
    desk.lead(report.word, tone, TextTone::Plain, 0, &format!(" {}", report.score))
}
