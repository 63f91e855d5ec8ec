use std::collections::HashMap;

use super::layer::Layer;
use super::lowering::ScenarioLowering;
use super::readings::Readings;
use crate::base::diagnostic::{Diagnostic, has_errors, tell_unseen};
use crate::base::source::Sources;
use crate::plan::Plan;
use crate::suite::scenario::model::Suite;
use crate::suite::scenario::read::{Headed, ParsedScenarioFile, Scenarios, scenarios_in};

impl ParsedScenarioFile {
    /// Holds the scenarios against the plan. None: there are errors among the diagnostics. What [`ParsedScenarioFile::read`] has said
    /// of the file should be among them already: where it has said something, nothing is said to be missing.
    pub fn lower(&self, plan: &Plan, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<Suite> {
        let mut lower = ScenarioLowering {
            plan,
            sources,
            diagnostics: Vec::new(),
            is_whole: self.is_whole,
            mistaken: diagnostics.iter().filter_map(|mistake| Some(mistake.primary.as_ref()?.span)).collect(),
            tables: &self.tables,
            callers: Vec::new(),
            instants: Vec::new(),
            only_lines: None,
            tags: Vec::new(),
            defaults: Layer::SILENT,
            changed: Vec::new(),
            comparisons_left: MAX_COMPARISONS,
            readings: Readings::default(),
        };
        if let Some(suite) = &self.suite {
            lower.suite(suite);
        }
        let mut names = HashMap::new();
        let mut scenarios = Vec::new();
        let mut take_in = |(header, raw): &Headed| {
            let name = lower.name(&raw.name);
            if let Some(name) = &name {
                lower.check_unique(&mut names, name, "scenarios");
            }
            scenarios.push(lower.scenario(name, raw, *header));
        };
        match &self.scenarios {
            Scenarios::Read(read) => read.iter().for_each(&mut take_in),
            Scenarios::Standing(pieces) => {
                for piece in pieces {
                    let Some(read) = scenarios_in(sources, self.file, piece.clone()) else {
                        // What is wrong is told of the file as a whole.
                        let mut whole = Self::whole(sources, self.file, diagnostics);
                        whole.tables.clone_from(&self.tables);
                        return whole.lower(plan, sources, diagnostics);
                    };
                    read.iter().for_each(&mut take_in);
                }
            }
        }
        let scenarios: Option<Vec<_>> = scenarios.into_iter().collect();
        let failed = has_errors(&lower.diagnostics) || !self.is_whole;
        tell_unseen(&mut lower.diagnostics, sources);
        diagnostics.append(&mut lower.diagnostics);
        scenarios.filter(|_| !failed).map(|scenarios| Suite { file: self.file, scenarios })
    }
}

/// So many names are compared with others in one file. Holding all against all would take longer than anyone waits.
const MAX_COMPARISONS: usize = 300_000;
