//! What became of a phone system's steps, for people and for programs.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::flow::{Act, Flow};
use super::ledger::{Ledger, StepFate};
use super::platform::Platform;
use crate::base::source::Sources;
use crate::base::text::{Cell, Column, Paint, Table, safe};

/// What became of an import.
#[derive(Debug)]
pub struct ImportSummary {
    platform: Platform,
    /// All of it, as programs read it.
    pub json: ImportJson,
}

/// What `ivrsim import` made of a phone system.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportJson {
    /// The platform: `asterisk`, `freepbx`, `connect`, `twilio`, `freeswitch`, `voicexml`, `genesys` or `ics`.
    platform: &'static str,
    /// How many steps the platform's files have.
    steps: usize,
    /// How many of them are steps of the plan.
    carried: usize,
    /// How many were worked out: variables, counters, sub-routines, where calls go on.
    worked_out: usize,
    /// How many depend on the outside: each is an outside answer with its name.
    outside: usize,
    /// How many are not understood: each is a step or an answer with its name.
    opaque: usize,
    /// How many change nothing of where calls go or what callers hear.
    without_effect: usize,
    /// How many no call from the lines of the plan comes to.
    not_reached: usize,
    /// How many cannot be read, or are ignored by the platform itself.
    refused: usize,
    /// The lines of the plan, by name.
    lines: Vec<String>,
    /// What is asked of the outside, by name.
    answers: Vec<String>,
    /// Each step that is not carried or worked out.
    not_carried: Vec<NotCarriedJson>,
    /// What else there is to know.
    notes: Vec<String>,
    /// The files that were written.
    files: Vec<String>,
}

/// A step that is not a step of the plan.
#[derive(Debug, Serialize, JsonSchema)]
struct NotCarriedJson {
    /// What became of it: `outside`, `opaque`, `without effect`, `not reached` or `refused`.
    fate: &'static str,
    /// The file in which it stands.
    file: String,
    /// The line of that file, from 1.
    line: u32,
    /// What it says, without secrets.
    words: String,
    /// Why, where that needs a word.
    #[serde(skip_serializing_if = "String::is_empty")]
    why: String,
}

/// So many steps of a kind are told one by one to people.
const MAX_TOLD: usize = 20;

impl ImportSummary {
    pub(super) fn new(
        platform: Platform,
        flow: &Flow,
        ledger: &Ledger,
        sources: &Sources,
        notes: Vec<String>,
    ) -> Self {
        let is_carried = |fate| matches!(fate, StepFate::Carried | StepFate::WorkedOut);
        let mut not_carried: Vec<NotCarriedJson> = Vec::new();
        for fate in StepFate::ALL.into_iter().filter(|fate| !is_carried(*fate)) {
            for step in ledger.steps().iter().filter(|step| step.fate == fate) {
                let place = sources.place(step.span);
                not_carried.push(NotCarriedJson {
                    fate: fate.word(),
                    file: place.file.to_owned(),
                    line: place.line,
                    words: step.words.clone(),
                    why: step.why.clone(),
                });
            }
        }
        let ends = |line: &&super::flow::FlowLine<super::flow::NodeId>| {
            matches!(flow.nodes[line.start.index()].act, Act::End(_))
        };
        let mut notes = notes;
        for line in flow.lines.iter().filter(ends) {
            notes.push(format!("Calls to {} end at once, so the plan has no such line.", line.name));
        }
        let mut answers: Vec<String> = flow.questions.keys().cloned().collect();
        answers.sort();
        let json = ImportJson {
            platform: platform.word(),
            steps: ledger.steps().len(),
            carried: ledger.count(StepFate::Carried),
            worked_out: ledger.count(StepFate::WorkedOut),
            outside: ledger.count(StepFate::Outside),
            opaque: ledger.count(StepFate::Opaque),
            without_effect: ledger.count(StepFate::WithoutEffect),
            not_reached: ledger.count(StepFate::Unreached),
            refused: ledger.count(StepFate::Refused),
            lines: flow.lines.iter().filter(|line| !ends(line)).map(|line| line.name.clone()).collect(),
            answers,
            not_carried,
            notes,
            files: Vec::new(),
        };
        Self { platform, json }
    }

    /// Of which platform the files are.
    #[must_use]
    pub fn platform(&self) -> Platform {
        self.platform
    }

    /// How many steps the platform's files have.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.json.steps
    }

    /// How many of them came to this.
    #[must_use]
    pub fn count(&self, fate: StepFate) -> usize {
        let json = &self.json;
        match fate {
            StepFate::Carried => json.carried,
            StepFate::WorkedOut => json.worked_out,
            StepFate::Outside => json.outside,
            StepFate::Opaque => json.opaque,
            StepFate::WithoutEffect => json.without_effect,
            StepFate::Unreached => json.not_reached,
            StepFate::Refused => json.refused,
        }
    }

    /// Names the files that were written.
    pub fn wrote(&mut self, files: Vec<String>) {
        self.json.files = files;
    }

    /// For people.
    #[must_use]
    pub fn text(&self, paint: Paint) -> String {
        let json = &self.json;
        // Writing to memory cannot fail.
        let mut text = String::new();
        for file in &json.files {
            let _ = writeln!(text, "wrote {file}");
        }
        let counts = [
            (json.carried, "carried", "steps of the plan"),
            (json.worked_out, "worked out", "variables, counters, sub-routines, where calls go on"),
            (json.outside, "outside", "decided by another system: outside answers with a name"),
            (json.opaque, "opaque", "not understood: steps and answers with a name"),
            (json.without_effect, "without effect", "nothing that callers notice"),
            (json.not_reached, "not reached", "by no call to these lines"),
            (json.refused, "refused", "not readable, or ignored by the system itself"),
        ];
        let _ = writeln!(text, "\n{} steps of {}", json.steps, json.platform);
        let mut table = Table::new([Column::number(""), Column::text(""), Column::text("")]);
        for (count, word, what) in counts {
            table.row([Cell::count(count as u64), Cell::text(word), Cell::text(what)]);
        }
        text.push_str(&table.text(paint, None).to_string());
        for fate in [StepFate::Refused, StepFate::Opaque, StepFate::Outside].map(StepFate::word) {
            let steps: Vec<&NotCarriedJson> =
                json.not_carried.iter().filter(|step| step.fate == fate).collect();
            if steps.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n{fate}:");
            for step in steps.iter().take(MAX_TOLD) {
                let why = if step.why.is_empty() { String::new() } else { format!(" ({})", step.why) };
                let _ = writeln!(text, "  {}:{}: {}{why}", safe(&step.file), step.line, safe(&step.words));
            }
            if steps.len() > MAX_TOLD {
                let _ = writeln!(text, "  and {} more; --format json lists them", steps.len() - MAX_TOLD);
            }
        }
        for note in &json.notes {
            let _ = writeln!(text, "\nnote: {note}");
        }
        text
    }
}
