//! What a learner reads around questions.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use jiff::civil::Date;

use super::desk::{LearnerDesk, Typing};
use super::tone::TextTone;
use crate::base::text::length_in_minutes;
use crate::time::Zone;
use crate::training::drill::{AnswerForm, Question};
use crate::training::learning::{AnswerJudgment, SessionOutlook};
use crate::training::store::StoredAnswer;

/// So many days are in the chart.
const DAYS: i64 = 14;
/// So many characters are the longest bar of the chart, where there is room.
const WIDEST: usize = 40;
/// What stands beside a bar: the day, and how many of how many.
const BESIDE_BAR: usize = 28;

/// A question with its choices, and how to answer where that is not plain.
pub(super) fn question(question: &Question<'_>, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let is_heard = matches!(question.form, AnswerForm::Listen(..));
    let text = question.beside_phone.as_ref().filter(|_| is_heard).unwrap_or(&question.text);
    desk.say(TextTone::Strong, 0, text)?;
    for (letter, choice) in ('a'..='z').zip(&question.choices) {
        desk.lead(&format!("  {letter}"), TextTone::Strong, TextTone::Plain, 5, &format!("  {choice}"))?;
    }
    let is_terminal = matches!(desk.typed, Typing::Keys(_));
    let how = match question.form {
        AnswerForm::Call(_) => {
            "`call NUMBER` dials, then press keys. Or type the number and the option, or when they open."
        }
        AnswerForm::Listen(..) => "You hear the phone: press keys. Enter alone waits, `hang up` dials again.",
        AnswerForm::YesNo if is_terminal => "y or n",
        AnswerForm::Keys if is_terminal && question.is_one_key() => "Press the key.",
        AnswerForm::Choice
        | AnswerForm::YesNo
        | AnswerForm::Number
        | AnswerForm::Keys
        | AnswerForm::Time
        | AnswerForm::Text => return Ok(()),
    };
    desk.say(TextTone::Faint, 0, how)
}

/// Says what an answer is, to somebody who typed something else.
pub(super) fn how(question: &Question<'_>, typed: &str, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Note, 0, &question.asks_again(typed))
}

pub(super) fn help(desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    how_to_answer(desk)?;
    commands(
        &[
            ("hint", "shows a hint, at a small cost; on a terminal, `?` does, too"),
            ("give up", "shows the answer, and asks again soon"),
            ("why", "says why the last answer was right or wrong"),
            ("source", "shows where that is known from, and every step of the call"),
            ("skip", "asks another question, at no cost"),
            ("quit", "or q ends the lesson; nothing is lost"),
        ],
        desk,
    )
}

/// How far the lesson has come.
pub(super) fn position(outlook: SessionOutlook, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let SessionOutlook { answered, about, again } = outlook;
    let again = if again == 0 { String::new() } else { format!(", {again} to repeat") };
    desk.say(TextTone::Faint, 0, &format!("{} of about {about}{again}", answered + 1))
}

pub(super) fn help_in_exam(desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    how_to_answer(desk)?;
    commands(
        &[
            ("skip", "skips the question, which counts as wrong"),
            ("quit", "or q leaves; an unfinished exam does not count"),
        ],
        desk,
    )
}

fn how_to_answer(desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let how = match desk.typed {
        Typing::Lines(_) => "Type your answer and press Enter. For a choice, the letter is enough.",
        Typing::Keys(_) => {
            "Phone keys work right away. Type everything else and press Enter: the letter of a choice, y or n \
             for yes or no, and numbers and times as you usually write them."
        }
    };
    desk.say(TextTone::Plain, 0, how)
}

fn commands(all: &[(&str, &str)], desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let mut each = all.iter();
    each.try_for_each(|(word, what)| {
        desk.lead(&format!("  {word:8}"), TextTone::Strong, TextTone::Plain, 11, &format!(" {what}"))
    })
}

/// What one answer of a lesson came to.
pub(super) struct AnswerResult {
    /// What the card is about.
    pub(super) name: String,
    pub(super) judged: AnswerJudgment,
    /// What the plan says about it.
    pub(super) why: String,
}

/// What was learned, and what to look at again.
pub(super) fn summary(
    answers: &[AnswerResult],
    took: Duration,
    left_today: usize,
    due_tomorrow: usize,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    if answers.is_empty() {
        return desk.say(TextTone::Plain, 0, "You answered nothing, and nothing is lost.");
    }
    let right = answers.iter().filter(|came| came.judged == AnswerJudgment::Right).count();
    let told = format!("{right} of {} right", answers.len());
    desk.lead(&told, TextTone::Strong, TextTone::Plain, 0, &format!(", in {}.", length_in_minutes(took)))?;
    let mut again: Vec<&AnswerResult> = Vec::new();
    for came in answers.iter().filter(|came| came.judged != AnswerJudgment::Right) {
        if again.iter().all(|known| known.name != came.name) {
            again.push(came);
        }
    }
    if !again.is_empty() {
        desk.say(TextTone::Plain, 0, "To review:")?;
    }
    for came in again {
        let told = if came.why.is_empty() { &came.name } else { &came.why };
        desk.say(TextTone::Plain, 4, &format!("  {told}"))?;
    }
    desk.say(TextTone::Plain, 0, &format!("Left for today: {left_today}. Due tomorrow: {due_tomorrow}."))
}

/// The answers of the last days, a bar a day; days without a lesson have none.
pub(super) fn chart(
    answers: &[StoredAnswer],
    zone: Zone,
    today: Date,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    let mut days: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
    for answer in answers {
        let day = zone.wall_clock(answer.at).date();
        let is_recent = today.since(day).is_ok_and(|since| i64::from(since.get_days()) < DAYS);
        if is_recent && day <= today {
            let (all, right) = days.entry(day).or_default();
            *all += 1;
            *right += usize::from(answer.judged == AnswerJudgment::Right);
        }
    }
    // One day is no progress yet.
    if days.len() < 2 {
        return Ok(());
    }
    let most = days.values().map(|(all, _)| *all).max().unwrap_or(1);
    let widest = desk.width().saturating_sub(BESIDE_BAR).clamp(5, WIDEST);
    let cells = |count: usize| (count * widest).div_ceil(most);
    desk.gap()?;
    for (day, (all, right)) in &days {
        let bar = "\u{2588}".repeat(cells(*right));
        let rest = "\u{2591}".repeat(cells(*all).saturating_sub(cells(*right)));
        let (bar, rest) = (TextTone::Good.paint(desk.paint, &bar), TextTone::Faint.paint(desk.paint, &rest));
        desk.put(&format!("{}  {bar}{rest}  {right} of {all}", day.strftime("%a %b %e")))?;
    }
    Ok(())
}
