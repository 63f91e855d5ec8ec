//! What is said when a lesson begins: how the last one went, what was assigned, and what is ahead.

use std::collections::HashMap;
use std::io;

use jiff::Timestamp;
use jiff::civil::Date;

use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::plan::Plan;
use crate::training::learning::{AnswerJudgment, Assignment, CardProgress, SessionOutlook, StudyCard};
use crate::training::phrases::LessonPhrases;
use crate::training::store::StoredAnswer;
use crate::training::study;

/// Greets whoever learned on another day.
pub(super) fn welcome_back(
    name: &str,
    answers: &[StoredAnswer],
    plan: &Plan,
    today: Date,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    let answers: Vec<(Timestamp, AnswerJudgment)> =
        answers.iter().map(|answer| (answer.at, answer.judged)).collect();
    match study::welcome_back(name, &answers, plan, today) {
        Some((greeting, told)) => {
            desk.lead(&greeting, TextTone::Strong, TextTone::Plain, 0, &format!(" {told}"))
        }
        None => Ok(()),
    }
}

/// What was assigned and is not learned yet, the most urgent first.
pub(super) fn assigned(
    assigned: &[Assignment],
    cards: &[StudyCard],
    known: &HashMap<String, CardProgress>,
    plan: &Plan,
    today: Date,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    let words = &LessonPhrases::of_plan(plan).study;
    study::assigned(assigned, cards, |id| known.get(id), plan, today).iter().try_for_each(|told| {
        desk.lead(words.assigned, TextTone::Strong, TextTone::Plain, 2, &format!(" {told}"))
    })
}

/// How long the lesson will be.
pub(super) fn ahead(
    plan: &Plan,
    outlook: Option<SessionOutlook>,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    desk.say(TextTone::Plain, 0, &study::ahead(plan, outlook))?;
    desk.gap()
}
