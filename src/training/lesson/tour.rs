//! What there is to learn and how, for somebody who sits here for the first time.

use std::io;

use super::desk::LearnerDesk;
use super::lesson_text;
use super::tone::TextTone;
use crate::base::text::{Spaces, counted, display_width, safe};
use crate::plan::{Line, LineId, Plan, StepKind};

/// Shows what the directory holds, how the phone is used and how questions are answered: a page each, with a stop behind
/// it on a terminal. Whether the learner stays.
pub(super) fn tour(plan: &Plan, cards: usize, desk: &mut LearnerDesk<'_>) -> io::Result<bool> {
    for page in [directory, phone, questions] {
        page(plan, cards, desk)?;
        match desk.pause("Enter continues \u{b7} s skips the tour \u{b7} q quits ", "sq")?.as_deref() {
            None | Some("q") => return Ok(false),
            Some("s") => break,
            Some(_) => {}
        }
    }
    Ok(true)
}

/// The shape of the directory: how many numbers there are, and what each is for. The numbers themselves come one by one.
fn directory(plan: &Plan, cards: usize, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Strong, 0, &plan.name)?;
    let contacts = match plan.contacts().len() {
        0 => String::new(),
        1 => " and 1 fax or address".to_owned(),
        count => format!(" and {count} faxes and addresses"),
    };
    let (numbers, facts) = (counted(plan.lines().len(), "number"), counted(cards, "fact"));
    let told = format!("The directory has {numbers}{contacts}: {facts} to know.");
    desk.say(TextTone::Plain, 0, &told)?;
    let widest = plan.lines().map(|(_, line)| display_width(&safe(&line.name))).max().unwrap_or(0);
    let (width, column) = (desk.width(), BEFORE.len() + widest + 2);
    let is_roomy = width >= column + ROOM_FOR_PURPOSE;
    for (id, line) in plan.lines() {
        let room = width - if is_roomy { column } else { BELOW.len() };
        let name = safe(&line.name);
        let lead = format!("{BEFORE}{name}");
        match purpose(plan, id, line, room) {
            None => desk.say(TextTone::Plain, BELOW.len(), &lead)?,
            Some(purpose) if is_roomy => {
                let lead = format!("{lead}{}", Spaces::behind(&name, widest));
                desk.lead(&lead, TextTone::Plain, TextTone::Faint, column, &format!("  {purpose}"))?;
            }
            Some(purpose) => {
                desk.say(TextTone::Plain, BELOW.len(), &lead)?;
                desk.say(TextTone::Faint, BELOW.len(), &format!("{BELOW}{purpose}"))?;
            }
        }
    }
    desk.gap()
}

/// In front of a name.
const BEFORE: &str = "  ";

/// In front of what stands below a name.
const BELOW: &str = "      ";

/// Narrower columns are no column.
const ROOM_FOR_PURPOSE: usize = 30;

/// What people call about, or else who is behind the number and what they are asked about: as much of it as there is room
/// for.
fn purpose(plan: &Plan, id: LineId, line: &Line, room: usize) -> Option<String> {
    let mut words: Vec<&str> = line.topics.iter().map(String::as_str).collect();
    let steps = plan.steps_of(id).into_iter().map(|step| plan.step(step));
    for step in steps.filter(|step| matches!(step.kind, StepKind::Destination(_))) {
        words.extend(step.name.as_deref().filter(|name| *name != line.name));
        words.extend(step.topics.iter().map(String::as_str));
    }
    let mut told = String::new();
    for (index, word) in words.iter().enumerate().filter(|(index, word)| !words[..*index].contains(word)) {
        let longer = if told.is_empty() { (*word).to_owned() } else { format!("{told}, {word}") };
        let is_last = index + 1 == words.len();
        let more = if is_last { 0 } else { display_width(MORE) };
        if index == MAX_WORDS || !told.is_empty() && display_width(&longer) + more > room {
            told.push_str(MORE);
            break;
        }
        told = longer;
    }
    (!told.is_empty()).then_some(told)
}

/// Of what a number is for, so much is enough to begin with.
const MAX_WORDS: usize = 5;

const MORE: &str = ", \u{2026}";

fn phone(plan: &Plan, _: usize, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Strong, 0, "The phone")?;
    let number = plan.lines().next().map(|(_, line)| line.number.value.to_string()).unwrap_or_default();
    desk.say(
        TextTone::Plain,
        0,
        &format!(
            "Some questions ask you to make a call. `call {number}` dials; read what the phone says and press \
             keys, as a caller would. The call is made at the time given in the question, so a team that is \
             closed then does not answer, and the phone says when it opens. Enter alone waits, `hang up` ends \
             the call."
        ),
    )?;
    desk.gap()
}

fn questions(_: &Plan, _: usize, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Strong, 0, "The questions")?;
    desk.say(
        TextTone::Plain,
        0,
        "Learn a few minutes a day: what you know is asked less often, what you miss comes back soon. What is new \
         is shown first, a few facts at once, and asked right after.",
    )?;
    lesson_text::help(desk)?;
    desk.gap()
}
