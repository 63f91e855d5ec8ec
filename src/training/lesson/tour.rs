//! What there is to learn and how, for somebody who sits here for the first time.

use std::io;

use super::desk::LearnerDesk;
use super::lesson_text;
use super::tone::TextTone;
use crate::base::text::{Spaces, display_width, safe};
use crate::plan::Plan;
use crate::training::study::{DirectoryTour, MAX_PURPOSES, tour_of_calls, tour_of_learning};

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

/// The shape of the directory.
fn directory(plan: &Plan, cards: usize, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let DirectoryTour { name, told, lines } = DirectoryTour::of(plan, cards);
    desk.say(TextTone::Strong, 0, &name)?;
    desk.say(TextTone::Plain, 0, &told)?;
    let widest = lines.iter().map(|line| display_width(&safe(&line.name))).max().unwrap_or(0);
    let (width, column) = (desk.width(), BEFORE.len() + widest + 2);
    let is_roomy = width >= column + ROOM_FOR_PURPOSE;
    for line in &lines {
        let room = width - if is_roomy { column } else { BELOW.len() };
        let name = safe(&line.name);
        let lead = format!("{BEFORE}{name}");
        match purpose(&line.purposes, room) {
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

/// What a number is for: as much of it as there is room for.
fn purpose(words: &[String], room: usize) -> Option<String> {
    let mut told = String::new();
    for (index, word) in words.iter().enumerate() {
        let longer = if told.is_empty() { word.clone() } else { format!("{told}, {word}") };
        let is_last = index + 1 == words.len();
        let more = if is_last { 0 } else { display_width(MORE) };
        if index == MAX_PURPOSES || !told.is_empty() && display_width(&longer) + more > room {
            told.push_str(MORE);
            break;
        }
        told = longer;
    }
    (!told.is_empty()).then_some(told)
}

const MORE: &str = ", \u{2026}";

fn phone(plan: &Plan, _: usize, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Strong, 0, "The phone")?;
    let number = plan.lines().next().map(|(_, line)| line.number.value.to_string()).unwrap_or_default();
    desk.say(
        TextTone::Plain,
        0,
        &format!(
            "Some questions ask you to make a call. `call {number}` dials; read what the phone says and press \
             keys, as a caller would. {} Enter alone waits, `hang up` ends the call.",
            tour_of_calls(plan)
        ),
    )?;
    desk.gap()
}

fn questions(plan: &Plan, _: usize, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    desk.say(TextTone::Strong, 0, "The questions")?;
    desk.say(TextTone::Plain, 0, tour_of_learning(plan))?;
    lesson_text::help(desk)?;
    desk.gap()
}
