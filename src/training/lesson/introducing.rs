//! New facts, shown before they are asked.

use std::io;

use super::desk::LearnerDesk;
use super::tone::TextTone;
use crate::base::text::{Spaces, display_width, safe};
use crate::plan::Plan;
use crate::training::phrases::LessonPhrases;
use crate::training::study::{IntroductionFact, IntroductionGroup, IntroductionPage};

/// What a learner does about what is shown.
pub(super) enum Met {
    /// Goes on: it is asked soon.
    Read,
    /// Knows it already, and wants to be asked.
    Known,
    /// Leaves.
    Left,
}

/// Shows facts, those of a heading together, and waits until they are read.
pub(super) fn show(plan: &Plan, page: &IntroductionPage, desk: &mut LearnerDesk<'_>) -> io::Result<Met> {
    page.groups.iter().try_for_each(|group| under_heading(plan, group, desk))?;
    let met = desk.pause("Enter continues \u{b7} k I know this, ask me \u{b7} q quit ", "kq")?;
    desk.gap()?;
    Ok(match met.as_deref() {
        None | Some("q") => Met::Left,
        Some("k") => Met::Known,
        Some(_) => Met::Read,
    })
}

fn under_heading(plan: &Plan, group: &IntroductionGroup, desk: &mut LearnerDesk<'_>) -> io::Result<()> {
    let new = LessonPhrases::of_plan(plan).study.new;
    desk.lead(new, TextTone::Note, TextTone::Strong, 2, &format!(" {}", group.heading))?;
    let leads = group.facts.iter().map(|fact| display_width(&safe(&fact.lead)));
    let widest = leads.max().unwrap_or(0);
    let gap = if widest == 0 { "" } else { "  " };
    for IntroductionFact { lead, told } in &group.facts {
        let lead = format!("  {lead}{}", Spaces::behind(lead, widest));
        let told = format!("{gap}{told}");
        desk.lead(&lead, TextTone::Faint, TextTone::Plain, 2 + widest + gap.len(), &told)?;
    }
    group.hours.iter().try_for_each(|hours| desk.say(TextTone::Faint, 2, &format!("  {hours}")))
}
