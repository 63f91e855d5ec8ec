//! What an import is asked for.

use jiff::civil::Date;

use super::flow::FlowLine;
use super::names::slug;
use super::platform::Platform;
use super::writer::SoundWords;
use crate::base::diagnostic::Diagnostic;

/// What an import is asked for, beside the files.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// The platform, if it is not to be told by the files.
    pub platform: Option<Platform>,
    /// Lines that are named.
    pub lines: Vec<NamedLine>,
    /// The zone of hours that name none; the files of most platforms do not say it.
    pub timezone: Option<String>,
    /// Where calls come in: contexts, extensions of contexts, flows.
    pub entries: Vec<String>,
    /// The words of recordings.
    pub words: SoundWords,
    /// From when the plan is in force.
    pub effective: Date,
    /// What the plan is called.
    pub name: String,
}

impl ImportRequest {
    /// Gives lines the numbers that the user names. Where there is one line only, it is meant by any name.
    pub(super) fn name_lines<T>(&self, lines: &mut [FlowLine<T>]) -> Result<(), Vec<Diagnostic>> {
        let is_only = lines.len() == 1;
        for wanted in &self.lines {
            let is_meant = |line: &FlowLine<T>| {
                slug(&line.name, "line") == slug(&wanted.name, "line") || line.dialed.contains(&wanted.name)
            };
            let Some(line) = lines.iter_mut().find(|line| is_only || is_meant(line)) else {
                let names: Vec<String> = lines.iter().take(12).map(|line| slug(&line.name, "line")).collect();
                let message = format!("--line: no calls come in at `{}`", wanted.name.escape_debug());
                let told = Diagnostic::without_place("unknown-line", message);
                return Err(vec![told.help(format!("calls come in at {}", names.join(", ")))]);
            };
            if !is_meant(line) {
                line.name.clone_from(&wanted.name);
            }
            if line.dialed.iter().all(|dialed| *dialed == wanted.name) || line.assumed.is_empty() {
                line.dialed.retain(|dialed| dialed != &wanted.name);
            }
            line.dialed.push(wanted.dialed.clone());
            line.assumed.clear();
        }
        Ok(())
    }
}

/// A line with what is dialed to reach it: `main=+16155550100`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLine {
    /// The name of the line, or of the place in the platform where its calls come in.
    pub name: String,
    /// What is dialed.
    pub dialed: String,
}
