use std::fmt::Write as _;

use super::words::Folded;
use super::{Case, Scenario};
use crate::call::{Call, Event, Record, What, run};
use crate::plan::Plan;

/// Whether a case kept its promise: the positions, among the scenario's expectations, of those that were missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    missed: Vec<u32>,
}

impl Verdict {
    /// Whether every expectation was met.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.missed.is_empty()
    }

    /// The positions of those that were missed, in order.
    #[must_use]
    pub fn missed(&self) -> impl ExactSizeIterator<Item = usize> {
        self.missed.iter().map(|&position| position as usize)
    }
}

/// Plays cases one after another, and keeps its memory between them.
#[derive(Debug, Default)]
pub struct Player {
    events: Vec<Event>,
    /// Prompts of the present call; those behind `spoken` are memory to be used again.
    prompts: Vec<Folded>,
    spoken: usize,
}

impl Player {
    /// Makes the call of a case in virtual time, and judges it.
    pub fn play(&mut self, plan: &Plan, scenario: &Scenario, case: Case) -> Verdict {
        let caller = scenario.caller(case).caller;
        let mut call = Call::dial(plan, scenario.call, caller, scenario.moment(case).instant);
        let mut record = Record::of(&call);
        record.events = std::mem::take(&mut self.events);
        record.events.clear();
        run::watched(&mut call, scenario.keys(case), |_, event| record.events.push(event));
        self.spoken = 0;
        if scenario.expect.iter().any(|expectation| expectation.expected.needs_words()) {
            self.listen(plan, &record);
        }
        let heard = &self.prompts[..self.spoken];
        let missed = scenario.expect.iter().enumerate().filter_map(|(position, expectation)| {
            (!expectation.expected.is_met(plan, &record, heard)).then_some(position as u32)
        });
        let verdict = Verdict { missed: missed.collect() };
        self.events = record.events;
        verdict
    }

    fn listen(&mut self, plan: &Plan, record: &Record) {
        for event in &record.events {
            let What::Speaks(utterance) = event.what else { continue };
            if self.prompts.len() == self.spoken {
                self.prompts.push(Folded::default());
            }
            let prompt = &mut self.prompts[self.spoken];
            prompt.clear();
            // Writing to memory cannot fail.
            let _ = write!(prompt, "{}", record.told(plan, event).spoken(utterance));
            self.spoken += 1;
        }
    }
}
