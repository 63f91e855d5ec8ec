//! Which step a call comes to, and what callers can press: extensions of a context and of what it includes.

use std::rc::Rc;

use super::dialplan::{Context, ContextExtension, Dialplan, DialplanStep};
use crate::import::flow::EntryPattern;
use crate::import::value::{Known, Test, Undecided};

/// So deep may contexts include each other; deeper is a circle.
const MAX_DEPTH: usize = 24;

/// An extension that callers can press.
pub(super) struct Pressable {
    pub(super) meant: EntryPattern,
    /// As it is written.
    pub(super) text: String,
}

impl Dialplan {
    /// The step of this priority. Includes that hold at some times ask for the time.
    pub(super) fn step(
        &self,
        context: &str,
        extension: &str,
        priority: u32,
        known: &dyn Known,
    ) -> Result<Option<&DialplanStep>, Undecided> {
        let found =
            self.find(context, extension, known, 0, &mut |found| found.steps.contains_key(&priority))?;
        Ok(found.and_then(|found| found.steps.get(&priority)))
    }

    /// The priority of a label.
    pub(super) fn label(
        &self,
        context: &str,
        extension: &str,
        label: &str,
        known: &dyn Known,
    ) -> Result<Option<u32>, Undecided> {
        let found = self.find(context, extension, known, 0, &mut |found| found.labels.contains_key(label))?;
        Ok(found.and_then(|found| found.labels.get(label).copied()))
    }

    fn find(
        &self,
        context: &str,
        extension: &str,
        known: &dyn Known,
        depth: usize,
        wanted: &mut dyn FnMut(&ContextExtension) -> bool,
    ) -> Result<Option<&ContextExtension>, Undecided> {
        let Some(found) = self.context(context).filter(|_| depth < MAX_DEPTH) else { return Ok(None) };
        for one in &found.extensions {
            if one.callers.is_none() && is_meant(one, extension, known) && wanted(one) {
                return Ok(Some(one));
            }
        }
        for include in &found.includes {
            if let Some(times) = &include.times {
                // Nobody asks for the time where it decides nothing.
                let holds = match times.rule.constant() {
                    Some(holds) => holds,
                    None => {
                        self.has(&include.context, extension, known, depth + 1, wanted)
                            && known.decide(Test::Time(Rc::new(times.rule.clone())))?
                    }
                };
                if !holds {
                    continue;
                }
            }
            if let Some(one) = self.find(&include.context, extension, known, depth + 1, wanted)? {
                return Ok(Some(one));
            }
        }
        Ok(None)
    }

    /// Whether an include has such an extension at any time.
    fn has(
        &self,
        context: &str,
        extension: &str,
        known: &dyn Known,
        depth: usize,
        wanted: &mut dyn FnMut(&ContextExtension) -> bool,
    ) -> bool {
        let Some(found) = self.context(context).filter(|_| depth < MAX_DEPTH) else { return false };
        found
            .extensions
            .iter()
            .any(|one| one.callers.is_none() && is_meant(one, extension, known) && wanted(one))
            || found
                .includes
                .iter()
                .any(|include| self.has(&include.context, extension, known, depth + 1, wanted))
    }

    /// What callers can press in a context, in the order in which it is tried.
    pub(super) fn pressable(&self, context: &str) -> Vec<Pressable> {
        let mut all = Vec::new();
        self.collect(context, 0, &mut all);
        all
    }

    fn collect(&self, context: &str, depth: usize, all: &mut Vec<Pressable>) {
        let Some(found) = self.context(context).filter(|_| depth < MAX_DEPTH) else { return };
        for one in &found.extensions {
            let is_new = |meant: &EntryPattern| !all.iter().any(|other| other.meant == *meant);
            if one.callers.is_none()
                && one.steps.contains_key(&1)
                && let Some(meant) = one.extension.entries().filter(is_new)
            {
                all.push(Pressable { meant, text: one.extension.text.clone() });
            }
        }
        for include in &found.includes {
            if include.times.as_ref().and_then(|times| times.rule.constant()) != Some(false) {
                self.collect(&include.context, depth + 1, all);
            }
        }
    }

    /// All contexts that a context includes, itself first.
    pub(super) fn with_includes(&self, context: &str) -> Vec<&Context> {
        let mut all: Vec<&Context> = Vec::new();
        let mut open = vec![context];
        while let Some(name) = open.pop() {
            let Some(found) = self.context(name) else { continue };
            if !all.iter().any(|known| known.name == found.name) {
                all.push(found);
                open.extend(found.includes.iter().rev().map(|include| include.context.as_str()));
            }
        }
        all
    }
}

/// Whether an extension is meant: written out, or by the entry that a sign stands for, or as one of a pattern.
fn is_meant(one: &ContextExtension, extension: &str, known: &dyn Known) -> bool {
    if known.is_open(extension) {
        return known.pattern_of(extension).is_some_and(|pattern| pattern == one.extension.text);
    }
    one.extension.reach(extension).matches
}
