//! What steps have in common: where they lead, and the recordings.

use super::dialplan_text::ContextText;
use super::sounds::SoundNames;
use crate::export::blueprint::{Blueprint, BlueprintHandling, StepAct, Way};
use crate::plan::{MisstepCounter, Plan};

/// Where a call ends that is sent to its end by a condition.
pub(super) const HANG_UP: &str = "hang-up";

/// A context that is not there: a call that is sent to it is lost, as in the plan.
const NOWHERE: &str = "nowhere";

/// What steps are written with.
pub(super) struct StepWriter<'b> {
    pub(super) plan: &'b Plan,
    pub(super) blueprint: &'b Blueprint,
    pub(super) sounds: SoundNames,
    pub(super) hangs_up: bool,
}

impl StepWriter<'_> {
    /// Where a way leads, as an argument.
    pub(super) fn target(&mut self, way: Way) -> String {
        match way {
            Way::Past(step) if self.blueprint.steps[step].gate.is_some() => {
                format!("{},s,open", self.blueprint.steps[step].name)
            }
            Way::Step(step) | Way::Past(step) => format!("{},s,1", self.blueprint.steps[step].name),
            Way::HangUp => {
                self.hangs_up = true;
                format!("{HANG_UP},s,1")
            }
            Way::Dropped => format!("{NOWHERE},s,1"),
        }
    }

    /// The most tries of the steps that share a counter.
    pub(super) fn most_tries(&self, counter: u8) -> u8 {
        let sharing = self.blueprint.steps.iter().filter_map(|step| match &step.act {
            StepAct::Menu(menu) if menu.counter == MisstepCounter::Shared(counter) => Some(menu),
            _ => None,
        });
        let tries =
            sharing.flat_map(|menu| [&menu.silence, &menu.other]).filter_map(|handling| match handling {
                BlueprintHandling::Again { tries, .. } => *tries,
                BlueprintHandling::Way(_) => None,
            });
        tries.max().unwrap_or(1)
    }

    /// Goes there.
    pub(super) fn goto(&mut self, text: &mut ContextText, way: Way) {
        match way {
            Way::HangUp => text.step("Hangup()"),
            way => {
                let target = self.target(way);
                let title = match way {
                    Way::Step(step) | Way::Past(step) => self.blueprint.steps[step].title.as_str(),
                    _ => "",
                };
                text.told(&format!("Goto({target})"), title);
            }
        }
    }
}
