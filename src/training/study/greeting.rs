//! What is said when a lesson begins: how the last one went, what was assigned, and what is ahead.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::plan::Plan;
use crate::time::civil_phrases;
use crate::training::learning::{AnswerJudgment, Assignment, CardProgress, SessionOutlook, StudyCard};
use crate::training::phrases::LessonPhrases;

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
    let words = LessonPhrases::of_plan(plan);
    let greeting = if name == NAMELESS { words.study.welcome_back } else { words.study.welcome_back_name };
    let told = words.fill(
        words.study.last_time,
        &[
            ("day", &ago(words, last, today)),
            ("right", &right.to_string()),
            ("all", &on_it.len().to_string()),
        ],
    );
    Some((words.fill(greeting, &[("name", name)]), told))
}

/// "yesterday", "on Monday", "on December 1"
fn ago(words: &LessonPhrases, day: Date, today: Date) -> String {
    let civil = civil_phrases(words.language());
    let told = match today.since(day).map_or(i32::MAX, |since| since.get_days()) {
        1 => return words.study.yesterday.to_owned(),
        2..7 => civil.weekday_name(day.weekday()).to_owned(),
        _ if day.year() == today.year() => civil.short_date(day),
        _ => civil.long_date(day),
    };
    words.fill(words.study.on_day, &[("day", &told)])
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
    let words = LessonPhrases::of_plan(plan);
    let told = |Assignment { line, by }: &Assignment| {
        // A line that the plan does not have any more cannot be learned.
        let name = plan.line_named(line).map(|id| &plan.line(id).name)?;
        let of_line = || cards.iter().filter(|card| card.line.as_ref() == Some(line));
        let is_learned = |card: &&StudyCard| known(&card.id).is_some_and(|known| known.is_learned(card));
        let (all, learned) = (of_line().count(), of_line().filter(is_learned).count());
        let sentence = if *by < today { words.study.was_due } else { words.study.due_by };
        let date = civil_phrases(words.language()).weekday_date(*by);
        let facts = words.counted(all, words.study.one_fact, words.study.many_facts);
        let values =
            [("line", name.as_str()), ("date", &date), ("learned", &learned.to_string()), ("facts", &facts)];
        (learned < all).then(|| words.fill(sentence, &values))
    };
    assigned.iter().filter_map(told).collect()
}

/// How long a lesson will be.
#[must_use]
pub fn ahead(plan: &Plan, outlook: Option<SessionOutlook>) -> String {
    let words = LessonPhrases::of_plan(plan);
    let Some(SessionOutlook { about, again, .. }) = outlook else {
        return words.study.nothing_today.to_owned();
    };
    let sentence = if again == 0 { words.study.today } else { words.study.today_again };
    let questions = words.counted(about, words.study.one_question, words.study.many_questions);
    words.fill(sentence, &[("questions", &questions), ("again", &again.to_string())])
}

/// How much is learned: "12 of 143 facts learned."
#[must_use]
pub fn standing(plan: &Plan, learned: usize, cards: usize) -> String {
    let words = LessonPhrases::of_plan(plan);
    let facts = words.counted(cards, words.study.one_fact, words.study.many_facts);
    words.fill(words.study.standing, &[("learned", &learned.to_string()), ("facts", &facts)])
}
