use std::collections::HashSet;

use super::line::ExportRecord;
use super::record::ImportRecord;
use crate::training::learning::learner_name;

/// The version of the lines that are written. It changes when an older ivrsim would misread them.
pub const EXPORT_VERSION: u32 = 1;

/// Reads an export line by line: whom or what a line speaks of comes before it.
#[derive(Debug, Default)]
pub(crate) struct ExportReader {
    lines: u64,
    is_begun: bool,
    learners: HashSet<String>,
    cards: HashSet<String>,
}

impl ExportReader {
    /// What a line says; None where it says nothing of anybody. Else what is wrong with it.
    pub(crate) fn read(&mut self, text: &str) -> Result<Option<ImportRecord>, String> {
        self.lines += 1;
        // Some editors put it before everything.
        let text = text.strip_prefix('\u{feff}').filter(|_| self.lines == 1).unwrap_or(text);
        // Whoever looks into a file leaves lines behind.
        if text.trim().is_empty() {
            return Ok(None);
        }
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let no_export = "this is not an ivrsim export, which begins with {\"version\":1}";
        let line = ExportRecord::read(text)
            .map_err(|why| if is_first { format!("{no_export}; {why}") } else { why })?;
        match (is_first, &line) {
            (true, ExportRecord::Version(EXPORT_VERSION)) => return Ok(None),
            (true, ExportRecord::Version(version)) => {
                let known = format!("this ivrsim reads only version {EXPORT_VERSION}");
                return Err(format!("this is an export of version {version}, but {known}"));
            }
            (true, _) => return Err(no_export.to_owned()),
            (false, ExportRecord::Version(_)) => return Err("the version is given a second time".to_owned()),
            (false, _) => {}
        }
        let record = line.meaning()?;
        record.iter().try_for_each(|record| self.introduce(record))?;
        Ok(record)
    }

    /// What is wrong with the end of the lines, if something is.
    pub(crate) fn end(&self) -> Result<(), String> {
        if self.is_begun { Ok(()) } else { Err("this is not an ivrsim export: it is empty".to_owned()) }
    }

    fn introduce(&mut self, record: &ImportRecord) -> Result<(), String> {
        let (learner, card) = match record {
            ImportRecord::Card(card) => {
                self.cards.insert(card.id.clone());
                return Ok(());
            }
            ImportRecord::Learner(name) => {
                if learner_name(name) != Some(name) {
                    return Err(format!("{name:?} cannot be the name of a learner"));
                }
                self.learners.insert(name.clone());
                return Ok(());
            }
            ImportRecord::Memory { learner, card, .. } | ImportRecord::Answer { learner, card, .. } => {
                (learner, Some(card))
            }
            ImportRecord::Exam { learner, .. } | ImportRecord::Assignment { learner, .. } => (learner, None),
        };
        if !self.learners.contains(learner) {
            return Err(format!("no earlier line introduces the learner {learner:?}"));
        }
        match card.filter(|card| !self.cards.contains(*card)) {
            Some(card) => Err(format!("no earlier line describes the card {card:?}")),
            None => Ok(()),
        }
    }
}
