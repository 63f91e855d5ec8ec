//! What is said when a lesson begins: how the last one went, what was assigned, and what is ahead.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::base::text::counted;
use crate::plan::Plan;
use crate::training::learning::{AnswerJudgment, Assignment, CardProgress, SessionOutlook, StudyCard};

/// Whoever gave no name is nobody to be greeted by it.
const NAMELESS: &str = "me";

/// Greets whoever learned on another day, in two parts: the greeting, and how it went. `answers` are all of them, the oldest
/// first.
#[must_use]
pub fn welcome_back(
    name: &str,
    answers: &[(Timestamp, AnswerJudgment)],
    plan: &Plan,
    today: Date,
) -> Option<(String, String)> {
    let day = |answer: &&(Timestamp, AnswerJudgment)| plan.zone.wall_clock(answer.0).date();
    let last = answers.last().as_ref().map(day).filter(|last| *last < today)?;
    let on_it: Vec<_> = answers.iter().filter(|answer| day(answer) == last).collect();
    let right = on_it.iter().filter(|(_, judged)| *judged == AnswerJudgment::Right).count();
    let who = if name == NAMELESS { String::new() } else { format!(", {name}") };
    let told = format!("Last time, {}, you had {right} of {} right.", ago(last, today), on_it.len());
    Some((format!("Welcome back{who}."), told))
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

/// What was assigned and is not learned yet, a sentence each, behind "Assigned:". `known` tells what is known of a card's id.
#[must_use]
pub fn assigned<'k>(
    assigned: &[Assignment],
    cards: &[StudyCard],
    known: impl Fn(&str) -> Option<&'k CardProgress>,
    plan: &Plan,
    today: Date,
) -> Vec<String> {
    let told = |Assignment { line, by }: &Assignment| {
        // A line that the plan does not have any more cannot be learned.
        let name = plan.line_named(line).map(|id| &plan.line(id).name)?;
        let of_line = || cards.iter().filter(|card| card.line.as_ref() == Some(line));
        let is_learned = |card: &&StudyCard| known(&card.id).is_some_and(|known| known.is_learned(card));
        let (all, learned) = (of_line().count(), of_line().filter(is_learned).count());
        let when = if *by < today { "it was due on" } else { "by" };
        let by = by.strftime("%A, %B %-d");
        (learned < all)
            .then(|| format!("{name}, {when} {by}: {learned} of {} learned.", counted(all, "fact")))
    };
    assigned.iter().filter_map(told).collect()
}

/// How long a lesson will be.
#[must_use]
pub fn ahead(outlook: Option<SessionOutlook>) -> String {
    match outlook {
        None => "Nothing is due today, and nothing is new.".to_owned(),
        Some(SessionOutlook { about, again: 0, .. }) => {
            format!("Today: about {}.", counted(about, "question"))
        }
        Some(SessionOutlook { about, again, .. }) => {
            format!("Today: about {}, {again} to repeat.", counted(about, "question"))
        }
    }
}
