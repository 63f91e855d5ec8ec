//! What is said when a lesson begins: how the last one went, what was assigned, and what is ahead.

use std::collections::HashMap;
use std::io;

use jiff::civil::Date;

use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::base::text::counted;
use crate::plan::Plan;
use crate::training::learning::{AnswerJudgment, Assignment, CardProgress, SessionOutlook, StudyCard};
use crate::training::store::StoredAnswer;

/// Whoever gave no name is nobody to be greeted by it.
const NAMELESS: &str = "me";

/// Greets whoever learned on another day.
pub(super) fn welcome_back(
    name: &str,
    answers: &[StoredAnswer],
    plan: &Plan,
    today: Date,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    let day = |answer: &StoredAnswer| plan.zone.wall_clock(answer.at).date();
    let Some(last) = answers.last().map(day).filter(|last| *last < today) else { return Ok(()) };
    let on_it: Vec<&StoredAnswer> = answers.iter().filter(|answer| day(answer) == last).collect();
    let right = on_it.iter().filter(|answer| answer.judged == AnswerJudgment::Right).count();
    let who = if name == NAMELESS { String::new() } else { format!(", {name}") };
    let told = format!(" Last time, {}, you had {right} of {} right.", ago(last, today), on_it.len());
    desk.lead(&format!("Welcome back{who}."), TextTone::Strong, TextTone::Plain, 0, &told)
}

/// "yesterday", "on Monday", "on December 1"
fn ago(day: Date, today: Date) -> String {
    match today.since(day).map_or(i32::MAX, |since| since.get_days()) {
        1 => "yesterday".to_owned(),
        2..7 => format!("on {}", day.strftime("%A")),
        _ if day.year() == today.year() => format!("on {}", day.strftime("%B %-d")),
        _ => format!("on {}", day.strftime("%B %-d, %Y")),
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
    for Assignment { line, by } in assigned {
        // A line that the plan does not have any more cannot be learned.
        let Some(name) = plan.line_named(line).map(|id| &plan.line(id).name) else { continue };
        let of_line = || cards.iter().filter(|card| card.line.as_ref() == Some(line));
        let is_learned = |card: &&StudyCard| {
            known.get(&card.id).is_some_and(|known| known.learned.is_some() && card.is_still(&known.fact))
        };
        let (all, learned) = (of_line().count(), of_line().filter(is_learned).count());
        if learned == all {
            continue;
        }
        let when = if *by < today { "it was due on" } else { "by" };
        let told = format!(
            " {name}, {when} {}: {learned} of {} learned.",
            by.strftime("%A, %B %-d"),
            counted(all, "fact")
        );
        desk.lead("Assigned:", TextTone::Strong, TextTone::Plain, 2, &told)?;
    }
    Ok(())
}

/// How long the lesson will be.
pub(super) fn ahead(outlook: Option<SessionOutlook>, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let told = match outlook {
        None => "Nothing is due today, and nothing is new.".to_owned(),
        Some(SessionOutlook { about, again: 0, .. }) => {
            format!("Today: about {}.", counted(about, "question"))
        }
        Some(SessionOutlook { about, again, .. }) => {
            format!("Today: about {}, {again} to repeat.", counted(about, "question"))
        }
    };
    desk.say(TextTone::Plain, 0, &told)?;
    desk.gap()
}
