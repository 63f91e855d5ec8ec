//! What holds for all scenarios of a file.

use super::lowering::ScenarioLowering;
use crate::base::diagnostic::Diagnostic;
use crate::base::document::{OneOrMany, TableEntries};
use crate::suite::scenario::model::{CallerSpec, InstantSpec};
use crate::suite::scenario::raw::{self, PlacedText};

impl ScenarioLowering<'_> {
    pub(super) fn suite(&mut self, raw: &raw::RawSuite) {
        self.tags = raw.tags.as_ref().map_or_else(Vec::new, |tags| self.tag_list(tags));
        if let Some(callers) = &raw.callers {
            let named = self.named(callers, |lower, text| {
                let peer = lower.caller(text);
                peer.map(|CallerSpec { caller, .. }| move |written| CallerSpec { written, caller })
            });
            self.callers = named;
        }
        if let Some(instants) = &raw.instants {
            let zone = self.plan.zone;
            let named = self.named(instants, |lower, text| {
                let instant = lower.moment(text)?.instant;
                let clock = Some(crate::suite::scenario::instant::clock(instant, zone));
                Some(move |written| InstantSpec { written, instant, clock })
            });
            self.instants = named;
        }
        if let Some(lines) = &raw.only_lines {
            let plan = self.plan;
            let keys = || plan.lines().map(|(_, line)| line.key.as_str());
            let texts = self.some(lines, "only_lines").unwrap_or_default();
            let found: Vec<_> =
                texts.iter().map(|text| self.known(text, "line", keys, |key| plan.line_named(key))).collect();
            // With a mistake among them nobody knows which lines are meant.
            self.only_lines = found.into_iter().collect::<Option<Vec<_>>>().filter(|lines| !lines.is_empty());
        }
        if let Some(defaults) = raw.defaults.as_ref().and_then(|defaults| defaults.given()) {
            self.defaults = self.layer(&defaults.into());
        }
    }

    /// Names with what they stand for; none for what has a mistake.
    fn named<T, N: FnOnce(String) -> T>(
        &mut self,
        entries: &TableEntries<PlacedText>,
        lower: impl Fn(&mut Self, &PlacedText) -> Option<N>,
    ) -> Vec<(String, Option<T>)> {
        let mut named = Vec::with_capacity(entries.0.len());
        for (key, text) in &entries.0 {
            let value = lower(self, text);
            let Some(name) = key.given() else { continue };
            let is_word =
                !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            if !is_word || name.starts_with(|c: char| c.is_ascii_digit()) {
                let help = "names are made of letters, digits, `-` and `_`, and do not begin with a digit";
                let message = format!("`{}` cannot be a name", name.escape_debug());
                self.report(Diagnostic::error("bad-name", key.span, message).help(help));
            }
            named.push((name.clone(), value.map(|value| value(name.clone()))));
        }
        named
    }

    /// Words by which runs choose scenarios.
    pub(super) fn tag_list(&mut self, list: &OneOrMany<PlacedText>) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for text in self.listed(list, "tags") {
            let Some(tag) = text.given() else { continue };
            let is_word =
                !tag.is_empty() && tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
            if !is_word {
                let help = "a tag is one word of letters, digits, `-`, `_` and `.`";
                let message = format!("`{}` cannot be a tag", tag.escape_debug());
                self.report(Diagnostic::error("bad-tag", text.span, message).help(help));
            } else if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
        tags
    }
}
