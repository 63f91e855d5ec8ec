//! What a learner reads around questions.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;

use super::desk::{LearnerDesk, Typing};
use super::tone::TextTone;
use crate::plan::Plan;
use crate::training::drill::{AnswerForm, Question};
use crate::training::learning::{AnswerJudgment, SessionOutlook};
use crate::training::phrases::LessonPhrases;
use crate::training::store::StoredAnswer;
use crate::training::study::{self, QuestionView, StudySummary};

/// So many days are in the chart.
const DAYS: i64 = 14;
/// So many characters are the longest bar of the chart, where there is room.
const WIDEST: usize = 40;
/// What stands beside a bar: the day, and how many of how many.
const BESIDE_BAR: usize = 28;

/// A question with its choices, and how to answer where that is not plain.
pub(super) fn question(question: &Question<'_>, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Strong, 0, &QuestionView::of(question).text)?;
    for (letter, choice) in ('a'..='z').zip(&question.choices) {
        desk.lead(&format!("  {letter}"), TextTone::Strong, TextTone::Plain, 5, &format!("  {choice}"))?;
    }
    let is_terminal = matches!(desk.typed, Typing::Keys(_));
    let how = match question.form {
        AnswerForm::Call(_) => {
            "`call NUMBER` dials, then press keys. Or type the number and the option, or when they open."
        }
        AnswerForm::Listen(..) => "You hear the phone: press keys. Enter alone waits, `hang up` dials again.",
        AnswerForm::YesNo if is_terminal => question.words().study.y_or_n,
        AnswerForm::Choice
        | AnswerForm::YesNo
        | AnswerForm::Number
        | AnswerForm::Keys
        | AnswerForm::Time
        | AnswerForm::Text => return Ok(()),
    };
    desk.say(TextTone::Faint, 0, how)
}

pub(super) fn help(desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    how_to_answer(desk)?;
    commands(
        &[
            ("hint", "shows a hint, at a small cost; on a terminal, `?` does, too"),
            ("give up", "shows the answer, and asks again soon"),
            ("why", "says why the last answer was right or wrong"),
            ("source", "shows where that is known from, and every step of the call"),
            ("quit", "or q ends the lesson; nothing is lost"),
        ],
        desk,
    )
}

/// How far the lesson has come.
pub(super) fn position(plan: &Plan, outlook: SessionOutlook, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Faint, 0, &study::position(plan, outlook))
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
            "Type your answer and press Enter: the letter of a choice, y or n for yes or no, keys, numbers and \
             times as you usually write them. In a call, phone keys work right away."
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

/// What was learned, and what to look at again.
pub(super) fn summary(plan: &Plan, summary: &StudySummary, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let StudySummary { answered, count, length, review, ahead, .. } = summary;
    if *answered == 0 {
        return desk.say(TextTone::Plain, 0, count);
    }
    desk.lead(count, TextTone::Strong, TextTone::Plain, 0, length)?;
    if !review.is_empty() {
        desk.say(TextTone::Plain, 0, LessonPhrases::of_plan(plan).study.to_review)?;
    }
    review.iter().try_for_each(|told| desk.say(TextTone::Plain, 4, &format!("  {told}")))?;
    desk.say(TextTone::Plain, 0, ahead)
}

/// The answers of the last days, a bar a day; days without a lesson have none.
pub(super) fn chart(
    plan: &Plan,
    answers: &[StoredAnswer],
    today: Date,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<()> {
    let mut days: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
    for answer in answers {
        let day = plan.zone.wall_clock(answer.at).date();
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
