//! Prompts that speak of hours must speak of somebody's.
//!
//! `{hours}` and `{next_open}` without a name speak of the step itself, or of the step whose closed hours sent the call
//! on. A prompt that neither can be true of would have nothing to say.

use std::collections::HashSet;

use super::graph::all_links;
use super::lowering::PlanLowering;
use super::names::Namespace;
use crate::plan::announcement::Occasion;
use crate::plan::link::Target;
use crate::plan::model::Step;
use crate::plan::prompt::PromptPart;

impl PlanLowering<'_> {
    /// Reports prompts that speak of hours at steps that have none and that no closed step leads to.
    pub(super) fn check_subjects(&mut self, steps: &[Option<Step>]) {
        // Where a step could not be read, any step may be the one that it leads to.
        let Some(steps) = steps.iter().map(Option::as_ref).collect::<Option<Vec<_>>>() else { return };
        let mut has_subject = vec![false; steps.len()];
        // A step that is passed by at other times sends nobody on because it is closed.
        let hours = |step: &Step| step.gate.filter(|gate| gate.occasion.is_none());
        let closed = steps.iter().filter_map(|step| match hours(step)?.closed.target {
            Target::Step(id) => Some(id.index()),
            Target::HangUp | Target::Dropped | Target::Repeat | Target::Back => None,
        });
        let mut waiting: Vec<usize> = closed.collect();
        while let Some(index) = waiting.pop() {
            if let Some(step) = steps.get(index)
                && !std::mem::replace(&mut has_subject[index], true)
            {
                waiting.extend(all_links(step));
            }
        }
        let mut reported = HashSet::new();
        for (index, step) in steps.iter().enumerate() {
            if has_subject[index] || hours(step).is_some() {
                continue;
            }
            for prompt in step.prompts() {
                let word = prompt.wordings().flatten().find_map(|piece| match piece {
                    PromptPart::Hours => Some("hours"),
                    PromptPart::NextOpen => Some("next_open"),
                    PromptPart::Reason => Some("reason"),
                    _ => None,
                });
                // A default is spoken at many steps; it is reported for the first.
                if let Some(word) = word
                    && reported.insert(prompt.span)
                {
                    let (kind, key) = (step.kind.word(), &step.key);
                    let at = match step.occasion() {
                        Some(occasion) => self.at_occasion(occasion),
                        None => format!("at {kind} `{key}`"),
                    };
                    let message = format!("`{{{word}}}` has no hours to refer to {at}");
                    let help = match step.occasion() {
                        Some(_) => format!(
                            "name them, as in `{{{word}:NAME}}`: what is said before all else knows of no hours"
                        ),
                        None => format!(
                            "name them, as in `{{{word}:NAME}}`: the {kind} has no hours, and no closed step leads here"
                        ),
                    };
                    self.error("hours-of-nobody", prompt.span, message, help);
                }
            }
        }
    }

    /// In what is there at some times only: "in announcement `move`".
    fn at_occasion(&self, occasion: Occasion) -> String {
        let (word, space, index) = match occasion {
            Occasion::Announcement(index) => ("announcement", Namespace::Announcements, index),
            Occasion::Override(index) => ("override", Namespace::Overrides, index),
        };
        let name = self.names.all(space).nth(usize::from(index)).unwrap_or_default();
        format!("in {word} `{name}`")
    }
}
