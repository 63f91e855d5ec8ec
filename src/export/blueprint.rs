//! What is written, whatever the platform: the steps of a plan with everything settled that platforms cannot work out.
//!
//! A platform has no `back`, no `{name}` of whoever was closed, and one text for each of its blocks. So a step of a plan becomes as
//! many as are told apart by the way to it: where `back` leads, who is spoken of, in which language. Most become one.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;

use crate::base::Language;
use crate::import::names::{TakenNames, slug};
use crate::number::{Dialed, NumberMatch};
use crate::plan::{
    AnswerId, AnswerValue, Key, LineId, MisstepCounter, Pattern, Plan, ScheduleId, TransferResult,
};

/// A plan as it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Blueprint {
    pub(super) lines: Vec<BlueprintLine>,
    /// In the order in which calls come to them.
    pub(super) steps: Vec<BlueprintStep>,
    /// The names of all hours, those of what is there for a time behind them.
    pub(super) hours: BTreeMap<ScheduleId, String>,
}

/// A line.
#[derive(Clone, Debug)]
pub(super) struct BlueprintLine {
    pub(super) id: LineId,
    pub(super) key: String,
    pub(super) title: String,
    pub(super) dialed: Vec<Dialed>,
    pub(super) start: Way,
}

/// Where a call goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Way {
    /// To a step, by its position.
    Step(usize),
    /// To a step, past its hours: it is asked again, and not come to.
    Past(usize),
    HangUp,
    Dropped,
}

/// A step.
#[derive(Clone, Debug)]
pub(super) struct BlueprintStep {
    /// Its name in the plan, or a name that tells it from others that the plan has as one.
    pub(super) name: String,
    /// What people call it.
    pub(super) title: String,
    pub(super) gate: Option<BlueprintGate>,
    pub(super) act: StepAct,
}

/// Hours of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlueprintGate {
    pub(super) schedule: ScheduleId,
    pub(super) closed: Way,
}

/// What happens at a step.
#[derive(Clone, Debug)]
pub(super) enum StepAct {
    Menu(Box<BlueprintMenu>),
    Switch { asks: Vec<AnswerId>, cases: Vec<(Vec<Asked>, Way)>, otherwise: Way },
    Message { words: Words, then: Way },
    Transfer(Box<BlueprintTransfer>),
    Voicemail(Words),
}

/// Something that a switch asks.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    Open(ScheduleId),
    Closed(ScheduleId),
    Answer(AnswerId, Vec<AnswerValue>),
    Caller(Vec<NumberMatch>),
}

/// Asks for a key or for several.
#[derive(Clone, Debug)]
pub(super) struct BlueprintMenu {
    pub(super) words: Words,
    /// What is said instead when it asks again.
    pub(super) again: Option<Words>,
    pub(super) keys: Vec<(Key, Way)>,
    pub(super) entries: Option<BlueprintEntries>,
    pub(super) silence: BlueprintHandling,
    pub(super) other: BlueprintHandling,
    pub(super) counter: MisstepCounter,
    pub(super) wait: SignedDuration,
    /// Whether several digits are all that it takes.
    pub(super) is_input: bool,
}

/// What can be entered of several digits.
#[derive(Clone, Debug)]
pub(super) struct BlueprintEntries {
    pub(super) fewest: u8,
    pub(super) most: u8,
    pub(super) terminator: Option<Key>,
    pub(super) between: SignedDuration,
    pub(super) routes: Vec<(Pattern, Way)>,
    /// Where all other digits lead.
    pub(super) then: Option<Way>,
}

/// What comes of silence, or of another key.
#[derive(Clone, Debug)]
pub(super) enum BlueprintHandling {
    Way(Way),
    Again { words: Words, barge_in: bool, tries: Option<u8>, then: Way },
}

/// Puts a call through.
#[derive(Clone, Debug)]
pub(super) struct BlueprintTransfer {
    pub(super) words: Words,
    pub(super) calls_back: bool,
    pub(super) rings: SignedDuration,
    pub(super) ways: Vec<(TransferResult, Way)>,
}

/// What is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Words {
    /// Nothing is said where there are none; of a recording without words its name alone is known.
    pub(super) text: String,
    /// The recording, by its path in the plan.
    pub(super) sound: Option<Arc<str>>,
    pub(super) language: Language,
}

/// The names by which hours are referred to: those of the plan, and for windows of time those of what they are for.
pub(super) fn hours_names(plan: &Plan) -> BTreeMap<ScheduleId, String> {
    let mut taken = TakenNames::default();
    let mut names: BTreeMap<ScheduleId, String> =
        plan.schedules().map(|(id, named)| (id, taken.free(&slug(&named.key, "hours")))).collect();
    for (_, step) in plan.steps() {
        let Some((gate, occasion)) = step.gate.and_then(|gate| Some((gate, gate.occasion?))) else {
            continue;
        };
        names.entry(gate.schedule).or_insert_with(|| {
            let (word, key) = plan.occasion(occasion);
            taken.free(&slug(&format!("{word} {key}"), "window"))
        });
    }
    names
}

impl Words {
    /// Whether there is nothing to hear.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.sound.is_none()
    }
}

impl BlueprintTransfer {
    /// Where a call goes of which this became.
    pub(super) fn way(&self, result: TransferResult) -> Option<Way> {
        self.ways.iter().find(|(known, _)| *known == result).map(|(_, way)| *way)
    }
}

impl BlueprintStep {
    /// Everywhere that it leads.
    pub(super) fn ways(&self) -> Vec<Way> {
        let mut ways: Vec<Way> = self.gate.iter().map(|gate| gate.closed).collect();
        match &self.act {
            StepAct::Menu(menu) => {
                ways.extend(menu.keys.iter().map(|(_, way)| *way));
                if let Some(entries) = &menu.entries {
                    ways.extend(entries.routes.iter().map(|(_, way)| *way).chain(entries.then));
                }
                for handling in [&menu.silence, &menu.other] {
                    match handling {
                        BlueprintHandling::Way(way) => ways.push(*way),
                        BlueprintHandling::Again { then, .. } => ways.push(*then),
                    }
                }
            }
            StepAct::Switch { cases, otherwise, .. } => {
                ways.extend(cases.iter().map(|(_, way)| *way));
                ways.push(*otherwise);
            }
            StepAct::Message { then, .. } => ways.push(*then),
            StepAct::Transfer(transfer) => ways.extend(transfer.ways.iter().map(|(_, way)| *way)),
            StepAct::Voicemail(_) => {}
        }
        ways
    }
}
