//! What a learner reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use jiff::civil::Date;

use super::Desk;
use crate::drill::{Form, Judgement, Question, Score};
use crate::hours::Zone;
use crate::learning::Judged;
use crate::plan::Plan;
use crate::report::safe;
use crate::store::Answered;

/// So many days are in the chart.
const DAYS: i64 = 14;
/// So many characters are the longest bar of the chart.
const WIDEST: usize = 30;

/// A question with its choices, and how to answer where that is not plain.
pub(super) fn question(question: &Question<'_>, desk: &mut Desk<'_>) -> io::Result<()> {
    let text = safe(&question.text).into_owned();
    desk.say(desk.paint.bold(text))?;
    for (letter, choice) in ('a'..='z').zip(&question.choices) {
        desk.say(format_args!("  {letter}  {}", safe(choice)))?;
    }
    let how = match question.form {
        Form::Call(_) => {
            "Make the call: `call NUMBER`, then press keys. Or type the number and option, or when it opens."
        }
        Form::Listen(..) => "You hear the phone. Press keys; Enter alone waits.",
        Form::Choice | Form::YesNo | Form::Number | Form::Keys | Form::Time | Form::Text => return Ok(()),
    };
    desk.say(desk.paint.dim(how))
}

/// Whether it was right, why, and the words of the document.
pub(super) fn judgement(judgement: &Judgement, desk: &mut Desk<'_>) -> io::Result<()> {
    let reason = safe(&judgement.reason).into_owned();
    let paint = desk.paint;
    match judgement.score {
        Score::Right => desk.say(format_args!("{} {reason}", paint.good("Right.")))?,
        Score::Partly => desk.say(format_args!("{} {reason}", paint.note("Partly right.")))?,
        Score::Wrong => desk.say(format_args!("{} {reason}", paint.bad("Not quite.")))?,
    }
    if judgement.score != Score::Right {
        let right = judgement.right.iter().map(|right| safe(right)).collect::<Vec<_>>().join("; or: ");
        desk.say(format_args!("Right is: {right}"))?;
    }
    for source in &judgement.sources {
        let words = match &source.assumed {
            _ if !source.words.is_empty() => format!("  \u{201c}{}\u{201d} ({})", source.words, source.place),
            Some(assumed) => format!("  {assumed} ({})", source.place),
            None => continue,
        };
        let words = safe(&words).into_owned();
        desk.say(paint.dim(words))?;
    }
    desk.say("")
}

pub(super) fn help(desk: &mut Desk<'_>) -> io::Result<()> {
    desk.say("Type your answer and press Enter. Of choices, the letter is enough.")?;
    desk.say(
        "`hint` helps a little, and costs a little; `skip` asks another; `quit` ends, and nothing is lost.",
    )
}

/// What there is to learn, for somebody who sits here for the first time.
pub(super) fn tour(plan: &Plan, cards: usize, desk: &mut Desk<'_>) -> io::Result<()> {
    let name = safe(&plan.name).into_owned();
    let (lines, contacts) = (plan.lines().len(), plan.contacts().len());
    desk.say(desk.paint.bold(name))?;
    desk.say(format_args!(
        "The directory holds {lines} numbers and {contacts} faxes and addresses: {cards} facts to know."
    ))?;
    for (_, line) in plan.lines() {
        let number = line.number.value.to_string();
        desk.say(format_args!("  {number:16} {}", safe(&line.name)))?;
    }
    desk.say(
        "You learn them a few minutes a day; what you know is asked seldom, what you miss comes back soon.",
    )?;
    help(desk)?;
    desk.say("")
}

/// What was learned, and what to look at again.
pub(super) fn summary(
    answers: &[(String, Judged)],
    left_today: usize,
    due_tomorrow: usize,
    desk: &mut Desk<'_>,
) -> io::Result<()> {
    if answers.is_empty() {
        return desk.say("Nothing was answered, and nothing is lost.");
    }
    let right = answers.iter().filter(|(_, judged)| *judged == Judged::Right).count();
    let told = format!("{right} of {} right.", answers.len());
    desk.say(desk.paint.bold(told))?;
    let mut again: Vec<&str> = Vec::new();
    for (name, judged) in answers {
        if *judged != Judged::Right && !again.contains(&name.as_str()) {
            again.push(name);
        }
    }
    if !again.is_empty() {
        desk.say("To look at again:")?;
        for name in again {
            desk.say(format_args!("  {}", safe(name)))?;
        }
    }
    desk.say(format_args!("Left for today: {left_today}. Due tomorrow: {due_tomorrow}."))
}

/// The answers of the last days, a bar a day; days without a lesson have none.
pub(super) fn chart(answers: &[Answered], zone: Zone, today: Date, desk: &mut Desk<'_>) -> io::Result<()> {
    let mut days: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
    for answer in answers {
        let day = zone.wall_clock(answer.at).date();
        let is_recent = today.since(day).is_ok_and(|since| i64::from(since.get_days()) < DAYS);
        if is_recent && day <= today {
            let (all, right) = days.entry(day).or_default();
            *all += 1;
            *right += usize::from(answer.judged == Judged::Right);
        }
    }
    // One day is no progress yet.
    if days.len() < 2 {
        return Ok(());
    }
    let most = days.values().map(|(all, _)| *all).max().unwrap_or(1);
    for (day, (all, right)) in &days {
        let cells = |count: usize| (count * WIDEST).div_ceil(most);
        let mut bar = "\u{2588}".repeat(cells(*right));
        let rest = cells(*all).saturating_sub(cells(*right));
        let _ = write!(bar, "{}", "\u{2591}".repeat(rest));
        desk.say(format_args!("{day}  {bar}  {right} of {all}"))?;
    }
    Ok(())
}
