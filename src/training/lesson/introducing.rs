//! New facts, shown before they are asked.

use std::collections::{HashMap, HashSet};
use std::io;

use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::base::text::{Spaces, display_width, safe};
use crate::plan::Plan;
use crate::training::drill::{Card, CardIntroduction};

/// What a learner does about what is shown.
pub(super) enum Met {
    /// Goes on: it is asked soon.
    Read,
    /// Knows it already, and wants to be asked.
    Known,
    /// Leaves.
    Left,
}

/// Which cards are shown before they are asked, each with its group: those of one heading.
pub(super) fn groups(cards: &[Card], plan: &Plan) -> Vec<(usize, usize)> {
    let mut known: HashMap<String, usize> = HashMap::new();
    // Of whom it was shown what they handle, the number was shown as well.
    let handling: HashSet<String> = cards.iter().filter_map(|card| card.handling(plan)).collect();
    let is_shown = |card: &Card| card.reached().is_some_and(|team| handling.contains(team));
    let introduction = |(index, card): (usize, &Card)| {
        Some((index, card.introduction(plan).filter(|_| !is_shown(card))?.heading))
    };
    let headings: Vec<(usize, String)> = cards.iter().enumerate().filter_map(introduction).collect();
    let group = |(index, heading)| {
        let next = known.len();
        (index, *known.entry(heading).or_insert(next))
    };
    headings.into_iter().map(group).collect()
}

/// Shows facts, those of a heading together, and waits until they are read.
pub(super) fn show(plan: &Plan, cards: &[&Card], desk: &mut LearnerDesk<'_>) -> io::Result<Met> {
    let shown: Vec<CardIntroduction> = cards.iter().filter_map(|card| card.introduction(plan)).collect();
    for of_heading in shown.chunk_by(|one, other| one.heading == other.heading) {
        under_heading(of_heading, desk)?;
    }
    let met = desk.pause("Enter continues \u{b7} k I know this, ask me \u{b7} q quit ", "kq")?;
    desk.gap()?;
    Ok(match met.as_deref() {
        None | Some("q") => Met::Left,
        Some("k") => Met::Known,
        Some(_) => Met::Read,
    })
}

fn under_heading(shown: &[CardIntroduction], desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let Some(first) = shown.first() else { return Ok(()) };
    desk.lead("New:", TextTone::Note, TextTone::Strong, 2, &format!(" {}", first.heading))?;
    let told = |one: &&CardIntroduction| !one.told.is_empty();
    let leads = shown.iter().filter(told).map(|one| display_width(&safe(&one.lead)));
    let widest = leads.max().unwrap_or(0);
    let gap = if widest == 0 { "" } else { "  " };
    // Said once where they are the same for all.
    let hours = &first.hours;
    let are_same = shown.iter().all(|one| one.hours == *hours);
    for one in shown.iter().filter(told) {
        let lead = format!("  {}{}", one.lead, Spaces::behind(&one.lead, widest));
        let hours = one.hours.as_ref().filter(|_| !are_same);
        let hours = hours.map(|hours| format!(", {hours}")).unwrap_or_default();
        let told = format!("{gap}{}{hours}", one.told);
        desk.lead(&lead, TextTone::Faint, TextTone::Plain, 2 + widest + gap.len(), &told)?;
    }
    match hours.as_ref().filter(|_| are_same) {
        Some(hours) => desk.say(TextTone::Faint, 2, &format!("  Open {hours}.")),
        None => Ok(()),
    }
}
